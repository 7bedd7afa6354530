//! What a person typed beside issues, in the sheet of issues → lines of corrections.

use std::collections::BTreeMap;
use std::io;

use super::cells::Differences;
use super::file::{Correction, CorrectionsFile};
use super::merge::Merged;
use super::proposals::Places;
use super::settle::said;
use super::sheet::{KnownTable, Sheet};
use super::value::{NewValue, parse};
use super::workbook::cell;
use crate::message;
use crate::model::dataset::Dataset;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::field::Field;
use crate::model::message::Message;
use crate::normalise::text::clean;

/// The columns of issues that people fill.
pub(super) const COLUMNS: [&str; 2] = ["settled", "note"];

/// An issue that a person settled, or took up again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settling {
    /// The record, or the file.
    pub of: String,
    /// The issue.
    pub field: Field,
    /// `seen`, `wrong`, or nothing.
    pub value: String,
    /// What the issue says.
    pub was: String,
    /// Why.
    pub note: String,
}

/// What was typed beside issues, each with its row in the sheet, or why it cannot be taken.
pub(super) fn settlings(
    dataset: &Dataset,
    places: &Places<'_>,
    table: &KnownTable<'_>,
    sheet: &Sheet,
    differences: &Differences,
) -> io::Result<Vec<(usize, Result<Settling, Message>)>> {
    let mut rows: BTreeMap<usize, (Vec<String>, BTreeMap<&str, String>)> = BTreeMap::new();
    for edit in &differences.edits {
        let name = table.columns[edit.column].name.as_str();
        if COLUMNS.contains(&name) {
            let text = sheet.rows[edit.row].1.get(edit.place).map(|text| clean(text)).unwrap_or_default();
            rows.entry(edit.row).or_insert_with(|| (edit.exported.clone(), BTreeMap::new())).1.insert(name, text);
        }
    }
    let mut found = Vec::new();
    for (row, (exported, edited)) in rows {
        let known = |name: &str| cell(table, &exported, name).to_owned();
        let now = |name: &str| edited.get(name).cloned().unwrap_or_else(|| known(name));
        let (record_id, field) = (known("record_id"), known("field"));
        let of = if record_id.is_empty() { known("file") } else { record_id.clone() };
        let record = match places.of_row(&record_id, "", "") {
            Ok(place) if !record_id.is_empty() => Some(dataset.jobs.get(place)?),
            _ => None,
        };
        let mut issue = Diagnostic::new(Severity::Info, known("code"), known("message").into());
        issue.field = Some(field.clone()).filter(|field| !field.is_empty());
        let name = if field.is_empty() { known("code") } else { format!("{}:{field}", known("code")) };
        let value = now("settled");
        let settling = match parse(&Field::Issue(name.clone()), &value) {
            _ if of.is_empty() => Err(message!("edit-of-nothing")),
            Ok(NewValue::Verdict(verdict)) => Ok(verdict.as_str().to_owned()),
            Err(_) if value.is_empty() && edited.contains_key("settled") => Ok(String::new()),
            Ok(_) | Err(_) => Err(message!("write-verdict-there")),
        };
        let was = said(&issue, record.as_deref(), dataset.language);
        let settling = settling.map(|value| Settling { of, field: Field::Issue(name), value, was, note: now("note") });
        found.push((row, settling));
    }
    Ok(found)
}

/// Puts them into `files`; new lines go to the end of the one at `main`. Returns what became of each.
pub fn merge_settlings(settlings: &[Settling], files: &mut [CorrectionsFile], main: usize) -> Vec<Merged> {
    settlings.iter().map(|settling| merge_one(settling, files, main)).collect()
}

fn merge_one(settling: &Settling, files: &mut [CorrectionsFile], main: usize) -> Merged {
    let is_for = |line: &Correction| line.record_id == settling.of && line.field == settling.field;
    let Ok(value) = parse(&settling.field, &settling.value) else {
        let before: usize = files.iter().map(|file| file.corrections.len()).sum();
        files.iter_mut().for_each(|file| file.corrections.retain(|line| !is_for(line)));
        let after: usize = files.iter().map(|file| file.corrections.len()).sum();
        return if after < before { Merged::Withdrawn } else { Merged::Known };
    };
    let mut merged = None;
    for line in files.iter_mut().flat_map(|file| &mut file.corrections).filter(|line| is_for(line)) {
        let is_same =
            line.value == value && line.note.trim() == settling.note && line.was.trim() == settling.was.trim();
        if !is_same {
            line.text.clone_from(&settling.value);
            line.note.clone_from(&settling.note);
            line.was.clone_from(&settling.was);
            line.value = value.clone();
        }
        merged = Some(if is_same { merged.unwrap_or(Merged::Known) } else { Merged::Updated });
    }
    merged.unwrap_or_else(|| {
        let file = files[main].name.clone();
        files[main].corrections.push(Correction {
            file,
            line: 0,
            record_id: settling.of.clone(),
            job_id: String::new(),
            edition: String::new(),
            field: settling.field.clone(),
            text: settling.value.clone(),
            was: settling.was.clone(),
            note: settling.note.clone(),
            value,
        });
        Merged::Added
    })
}
