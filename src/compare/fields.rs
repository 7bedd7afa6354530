//! Which fields of one job differ.

use std::collections::BTreeSet;

use super::{whole, words};
use crate::model::change::{Cause, Change, ChangeKind};
use crate::model::field::Field;
use crate::model::record::{ComparisonTable, Record};
use crate::text::wording::{same_heading, same_wording, wording};

/// Axes of an opinion are read off a drawing: up to here they are the same.
const OPINION_TOLERANCE: f64 = 0.1 + 1e-9;

/// One row for each field that differs.
///
/// The edition is none of them, nor is the title of a renamed job: it has its own row. What follows from the title
/// follows it here.
pub(super) fn changes(before: &Record, after: &Record) -> Vec<Change> {
    let mut fields: BTreeSet<Field> = Field::PLAIN.into_iter().filter(|field| *field != Field::Edition).collect();
    for job in [before, after] {
        fields.extend(job.sections.iter().map(|section| Field::Section(section.key.clone())));
        fields.extend(job.extra.keys().map(|name| Field::Own(name.clone())));
    }
    let same_title = same_heading(&before.title, &after.title);
    let mut changes = Vec::new();
    for field in fields {
        let left_out = match field {
            Field::Title => before.job_id != after.job_id,
            Field::Label => !same_title,
            Field::Relevance | Field::Transposability => [before, after].into_iter().any(has_unseen_drawings),
            _ => false,
        };
        if left_out || same(&field, before, after) {
            continue;
        }
        let change = if field == Field::Theme { ChangeKind::Moved } else { ChangeKind::Changed };
        changes.push(row(before, after, change, &field.name(), field.text(before), field.text(after)));
    }
    let labelled: BTreeSet<&str> =
        [before, after].into_iter().flat_map(|job| &job.fields).map(|field| field.name.as_str()).collect();
    for name in labelled {
        let (old, new) = (values(before, name), values(after, name));
        if unordered(&old) != unordered(&new) {
            let field = format!("fields.{name}");
            changes.push(row(before, after, ChangeKind::Changed, &field, old.join(" | "), new.join(" | ")));
        }
    }
    let number = |job: &Record| job.number.clone().unwrap_or_default();
    if !same_wording(&number(before), &number(after)) {
        changes.push(row(before, after, ChangeKind::Changed, "number", number(before), number(after)));
    }
    let (old, new) = (table_rows(before.table.as_ref()), table_rows(after.table.as_ref()));
    if unordered(&old) != unordered(&new) && ![before, after].into_iter().any(is_plain_text) {
        changes.push(row(before, after, ChangeKind::Changed, "table", old.join("\n"), new.join("\n")));
    }
    changes
}

/// The values of a job that a label introduces.
fn values(job: &Record, name: &str) -> Vec<String> {
    job.fields.iter().filter(|field| field.name == name).map(|field| field.value.clone()).collect()
}

/// A plain text has no drawings and no tables: that it shows none says nothing.
fn is_plain_text(job: &Record) -> bool {
    job.pages.is_none()
}

/// Whether a job's page may have a drawing that could not be seen. On a picture of a page, none found is none seen.
fn has_unseen_drawings(job: &Record) -> bool {
    job.opinion.is_none() && (is_plain_text(job) || job.issues.iter().any(|issue| issue == "ocr"))
}

/// Whether a field says the same in both.
fn same(field: &Field, before: &Record, after: &Record) -> bool {
    let (old, new) = (field.text(before), field.text(after));
    match field {
        Field::Title | Field::Label | Field::Theme => same_heading(&old, &new),
        Field::Relevance | Field::Transposability => match (old.parse::<f64>(), new.parse::<f64>()) {
            (Ok(old), Ok(new)) => (old - new).abs() <= OPINION_TOLERANCE,
            _ => old == new,
        },
        _ if field.is_list() => unordered(&field.entries(before)) == unordered(&field.entries(after)),
        _ => same_wording(&old, &new),
    }
}

/// Entries without typography; their order says nothing.
fn unordered(entries: &[String]) -> Vec<String> {
    let mut entries: Vec<String> = entries.iter().map(|entry| wording(entry)).collect();
    entries.sort_unstable();
    entries
}

/// The heads and the rows of a comparison table, one text each.
fn table_rows(table: Option<&ComparisonTable>) -> Vec<String> {
    let Some(table) = table else { return Vec::new() };
    let row = |(label, cells): (&String, &Vec<Vec<String>>)| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.join(" ")).collect();
        format!("{label}: {}", cells.join(" | "))
    };
    std::iter::once(table.columns.join(" | ")).chain(table.rows.iter().map(row)).collect()
}

/// A row about one field. That a person corrected it on one of the sides is reason enough for it.
fn row(before: &Record, after: &Record, change: ChangeKind, field: &str, old: String, new: String) -> Change {
    let is_corrected = [before, after].into_iter().any(|job| job.corrected.iter().any(|name| name == field));
    let is_own = Field::of_name(field).is_some_and(|field| matches!(field, Field::Own(_)));
    Change {
        field: field.to_owned(),
        similarity: words::similarity(&old, &new),
        before: Some(old).filter(|text| !text.is_empty()),
        after: Some(new).filter(|text| !text.is_empty()),
        pages_before: before.pages,
        edition_before: before.edition.clone(),
        cause: (is_corrected || is_own).then_some(Cause::Correction),
        ..whole(after, change)
    }
}
