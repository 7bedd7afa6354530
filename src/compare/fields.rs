//! Which fields of one job differ.

use std::collections::BTreeMap;

use super::fold::fold;
use super::{rounded, whole};
use crate::model::change::{Change, ChangeKind};
use crate::model::record::Record;

/// Axes of an opinion are read off a drawing: up to here they are the same.
const OPINION_TOLERANCE: f64 = 0.1 + 1e-9;

/// One row for each field that differs, the title left out: the job's id is made of it.
pub(super) fn changes(before: &Record, after: &Record) -> Vec<Change> {
    let (old, new) = (values(before), values(after));
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let mut changes = Vec::new();
    for name in names {
        let (old, new) = (old.get(name).cloned().unwrap_or_default(), new.get(name).cloned().unwrap_or_default());
        if comparable(&old) != comparable(&new) {
            let change = if name == "theme" { ChangeKind::Moved } else { ChangeKind::Changed };
            changes.push(row(before, after, change, name, old.printed, new.printed));
        }
    }
    for (name, axis) in [("relevance", 0), ("transposability", 1)] {
        let value = |job: &Record| job.opinion.as_ref().map(|found| [found.relevance, found.transposability][axis]);
        let (old, new) = (value(before), value(after));
        let same = match (old, new) {
            (Some(old), Some(new)) => (old - new).abs() <= OPINION_TOLERANCE,
            (old, new) => old.is_none() && new.is_none(),
        };
        if !same {
            let printed = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
            changes.push(row(before, after, ChangeKind::Changed, name, printed(old), printed(new)));
        }
    }
    changes
}

/// A field's value.
#[derive(Debug, Clone, Default)]
struct Value {
    printed: String,
    /// Its entries; their order says nothing.
    entries: Vec<String>,
}

/// A value as it is compared: its entries without typography, in any order.
fn comparable(value: &Value) -> Vec<String> {
    let mut entries: Vec<String> = value.entries.iter().map(|entry| fold(entry)).collect();
    entries.retain(|entry| !entry.is_empty());
    entries.sort_unstable();
    entries
}

/// The fields of a job that have a value, by name.
fn values(job: &Record) -> BTreeMap<String, Value> {
    let list = |entries: Vec<String>| Value { printed: entries.join(" | "), entries };
    let one = |value: &Option<String>| list(value.iter().cloned().collect());
    let theme = Value {
        printed: job.theme.clone().unwrap_or_default(),
        entries: job.theme.iter().map(|theme| theme.to_lowercase()).collect(),
    };
    let hours = job.hours.iter().map(|hours| format!("{}:{}", hours.value, hours.what.as_str())).collect();
    let mut values: BTreeMap<String, Value> = BTreeMap::from([
        ("theme".to_owned(), theme),
        ("alt_titles".to_owned(), list(job.alt_titles.clone())),
        ("acronym".to_owned(), one(&job.acronym)),
        ("job_families".to_owned(), list(job.job_families.clone())),
        ("departments".to_owned(), list(job.departments.clone())),
        ("country".to_owned(), one(&job.country)),
        ("rncp_levels".to_owned(), list(job.rncp_levels.iter().map(u8::to_string).collect())),
        ("certification_codes".to_owned(), list(job.certification_codes.clone())),
        ("hours".to_owned(), list(hours)),
    ]);
    if let Some(table) = &job.table {
        let row = |(label, cells): (&String, &Vec<Vec<String>>)| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.join(" ")).collect();
            format!("{label}: {}", cells.join(" | "))
        };
        let mut rows = vec![table.columns.join(" | ")];
        rows.extend(table.rows.iter().map(row));
        values.insert("table".to_owned(), Value { printed: rows.join("\n"), entries: rows });
    }
    for section in &job.sections {
        // A section may come in two parts under one key.
        let value = values.entry(format!("sections.{}", section.key)).or_default();
        if !value.printed.is_empty() {
            value.printed.push('\n');
        }
        value.printed.push_str(&section.text);
        value.entries = vec![value.printed.clone()];
    }
    values
}

/// A row about one field.
fn row(before: &Record, after: &Record, change: ChangeKind, field: &str, old: String, new: String) -> Change {
    let (old_words, new_words) = (fold(&old), fold(&new));
    let old_words: Vec<&str> = old_words.split_whitespace().collect();
    let new_words: Vec<&str> = new_words.split_whitespace().collect();
    let longest = old_words.len().max(new_words.len()).max(1);
    let distance = strsim::generic_levenshtein(&old_words, &new_words);
    Change {
        field: field.to_owned(),
        before: Some(old).filter(|text| !text.is_empty()),
        after: Some(new).filter(|text| !text.is_empty()),
        similarity: rounded(1.0 - distance as f64 / longest as f64),
        pages_before: before.pages,
        ..whole(after, change)
    }
}
