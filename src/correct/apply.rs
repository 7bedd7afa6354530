//! Corrections laid over a dataset, and what a person should look at again.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use super::file::{Correction, EMPTY};
use super::settle::is_of_file;
use super::shown::{Beside, differing, is_short, short};
use super::value::{NewValue, set, set_opinion};
use crate::message;
use crate::model::dataset::Dataset;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::field::Field;
use crate::model::message::{Argument, Message};
use crate::model::record::Record;
use crate::model::records::Head;
use crate::text::wording::{same_wording, wording};

/// How alike an id must be to one that is not there to be offered in its place (Jaro-Winkler).
const NEARLY_ALIKE: f64 = 0.9;
/// An opinion is read off a drawing: up to here it is the same.
const OPINION_TOLERANCE: f64 = 0.1 + 1e-9;

/// Which files the dataset was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All: a correction of a job that is not there is an issue.
    Whole,
    /// Some were left out on purpose, and their jobs with them.
    Part,
}

/// Applies corrections. What the report says itself is kept in [`Record::before_correction`]; ids stay as they are.
///
/// The more closely a correction says what it is for, the more it counts: a record before a job, one edition before
/// any. Of those that count alike and say different things, none is applied.
///
/// # Errors
/// When a record cannot be read, or stored again.
pub fn apply(dataset: &mut Dataset, corrections: &[Correction], scope: Scope) -> io::Result<()> {
    let mut wanted: BTreeMap<usize, BTreeMap<&Field, Vec<&Correction>>> = BTreeMap::new();
    let mut issues = Vec::new();
    let ids = Ids::of(dataset.jobs.heads());
    for correction in corrections {
        if is_of_file(correction) {
            continue;
        }
        let records = ids.meant_by(correction, dataset.jobs.heads());
        if records.is_empty() && scope == Scope::Whole {
            issues.push(orphan(correction, &ids));
        }
        // Issues are settled once all are known.
        for record in records.into_iter().filter(|_| !matches!(correction.field, Field::Issue(_))) {
            wanted.entry(record).or_default().entry(&correction.field).or_default().push(correction);
        }
    }
    for (place, fields) in wanted {
        let mut record = Arc::unwrap_or_clone(dataset.jobs.get(place)?);
        correct(&mut record, fields, &mut issues);
        let name_of = |name: &str| name.strip_prefix("sections.").unwrap_or(name).to_owned();
        let is_filled = |name: &str| Field::of_name(name).is_some_and(|field| !field.text(&record).is_empty());
        let filled: BTreeSet<String> =
            record.corrected.iter().filter(|name| is_filled(name)).map(|name| name_of(name)).collect();
        if !filled.is_empty() {
            dataset.issues.retain_of(&record.file, |issue| {
                let is_missing =
                    issue.code.ends_with("-missing") && issue.record_id.as_ref() == Some(&record.record_id);
                !(is_missing && issue.field.as_ref().is_some_and(|field| filled.contains(field)))
            })?;
        }
        let is_filled = |code: &String| code.split_once("-missing:").is_some_and(|(_, field)| filled.contains(field));
        let left: Vec<String> = record.issues.iter().filter(|code| !is_filled(code)).cloned().collect();
        record.issues = left;
        dataset.jobs.set(place, &record)?;
    }
    dataset.issues.extend(issues)
}

/// Where the records of an id are.
#[derive(Debug, Default)]
pub(super) struct Ids {
    records: BTreeMap<String, usize>,
    jobs: BTreeMap<String, Vec<usize>>,
}

impl Ids {
    pub(super) fn of(records: &[Head]) -> Self {
        let mut ids = Self::default();
        for (place, record) in records.iter().enumerate() {
            ids.records.insert(record.record_id.to_string(), place);
            ids.jobs.entry(record.job_id.to_string()).or_default().push(place);
        }
        ids
    }

    pub(super) fn has_record(&self, id: &str) -> bool {
        self.records.contains_key(id)
    }

    pub(super) fn has_job(&self, id: &str) -> bool {
        self.jobs.contains_key(id)
    }

    /// The records that everything fits which the correction says of them.
    pub(super) fn meant_by(&self, correction: &Correction, records: &[Head]) -> Vec<usize> {
        let mut places: Vec<usize> = if correction.record_id.is_empty() {
            self.jobs.get(&correction.job_id).cloned().unwrap_or_default()
        } else {
            self.records.get(&correction.record_id).copied().into_iter().collect()
        };
        places.retain(|&place| {
            let record = &records[place];
            (correction.job_id.is_empty() || *correction.job_id == *record.job_id)
                && (correction.edition.is_empty() || Some(correction.edition.as_str()) == record.edition.as_deref())
        });
        places
    }

    /// The id most like this one, where one is nearly the same.
    fn nearest(&self, id: &str) -> Option<&str> {
        let ids = self.records.keys().chain(self.jobs.keys());
        let scored = ids.map(|known| (strsim::jaro_winkler(known, id), known.as_str()));
        scored.filter(|(score, _)| *score >= NEARLY_ALIKE).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
    }
}

/// Applies the corrections of one record.
fn correct(record: &mut Record, fields: BTreeMap<&Field, Vec<&Correction>>, issues: &mut Vec<Diagnostic>) {
    let mut axes: [Option<(&Correction, Option<f64>)>; 2] = [None, None];
    for (field, corrections) in fields {
        match settled(&corrections) {
            Err(rivals) => {
                issues.push(conflict(record, field, &rivals));
                record.issues.push(format!("correction-conflict:{}", field.name()));
            }
            Ok(correction) => match correction.value {
                NewValue::Axis(value) => axes[usize::from(*field != Field::Relevance)] = Some((correction, value)),
                _ => {
                    let before = field.text(record);
                    set(record, field, &correction.value);
                    note(record, correction, before, issues);
                }
            },
        }
    }
    correct_opinion(record, axes, issues);
}

/// The correction that counts most.
///
/// # Errors
/// All that count most, where they say different things.
fn settled<'c>(corrections: &[&'c Correction]) -> Result<&'c Correction, Vec<&'c Correction>> {
    let most = corrections.iter().map(|correction| correction.weight()).max();
    let first: Vec<&Correction> =
        corrections.iter().copied().filter(|correction| Some(correction.weight()) == most).collect();
    match first.split_first() {
        Some((one, rest)) if rest.iter().all(|other| other.value == one.value) => Ok(one),
        _ => Err(first),
    }
}

/// Notes in a record that a correction was applied to it, and what the field said before.
fn note(record: &mut Record, correction: &Correction, before: String, issues: &mut Vec<Diagnostic>) {
    let field = &correction.field;
    if matches!(field, Field::Own(_)) {
        return;
    }
    let name = field.name().into_owned();
    if field.text(record) == before {
        let message = message!("correction-settled", title = &record.title, place = correction.place(), field = &name);
        issues.push(of(record, &name, Diagnostic::new(Severity::Info, "correction-settled", message)));
        return;
    }
    if is_stale(field, &correction.was, &before) {
        let was = if correction.was == EMPTY { "" } else { correction.was.trim() };
        let message = message!(
            "correction-stale",
            title = &record.title,
            field = &name,
            difference = differing(was, &before, Beside::Arrow),
            applied = differing(&before, &field.text(record), Beside::Arrow),
            place = correction.place()
        );
        issues.push(of(record, &name, Diagnostic::new(Severity::Warning, "correction-stale", message)));
        record.issues.push(format!("correction-stale:{name}"));
    }
    record.corrected.push(name.clone());
    record.before_correction.insert(name, before);
}

/// Corrects the axes of an opinion together: one alone is no opinion.
fn correct_opinion(record: &mut Record, axes: [Option<(&Correction, Option<f64>)>; 2], issues: &mut Vec<Diagnostic>) {
    let now = record.opinion.as_ref().map(|opinion| (opinion.relevance, opinion.transposability)).unzip();
    let before = [Field::Relevance.text(record), Field::Transposability.text(record)];
    let [relevance, transposability] = axes;
    let applied = set_opinion(
        record,
        relevance.map_or(now.0, |(_, value)| value),
        transposability.map_or(now.1, |(_, value)| value),
    );
    for ((correction, _), before) in axes.into_iter().zip(before).filter_map(|(axis, before)| Some((axis?, before))) {
        if applied {
            note(record, correction, before, issues);
            continue;
        }
        let name = correction.field.name();
        let place = correction.place();
        let message = message!("correction-incomplete", title = &record.title, place, field = &name);
        issues.push(of(record, &name, Diagnostic::new(Severity::Warning, "correction-incomplete", message)));
    }
}

/// Whether the report no longer says what it said when it was corrected.
fn is_stale(field: &Field, was: &str, now: &str) -> bool {
    let was = was.trim();
    let entries = |text: &str| {
        let mut entries: Vec<String> = text.split('|').map(wording).filter(|entry| !entry.is_empty()).collect();
        entries.sort_unstable();
        entries
    };
    match field {
        // Not told.
        _ if was.is_empty() => false,
        _ if was == EMPTY => !now.is_empty(),
        Field::Relevance | Field::Transposability => {
            let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
            number(was).zip(number(now)).is_none_or(|(was, now)| (was - now).abs() > OPINION_TOLERANCE)
        }
        _ if field.is_list() => entries(was) != entries(now),
        _ => !same_wording(was, now),
    }
}

fn orphan(correction: &Correction, ids: &Ids) -> Diagnostic {
    let asked = if correction.record_id.is_empty() { &correction.job_id } else { &correction.record_id };
    let known = ids.records.contains_key(asked) || ids.jobs.contains_key(asked);
    let (line, edition) = (correction.line, &correction.edition);
    let message = match edition.is_empty() {
        true => message!("correction-orphan", line, asked),
        false => message!("correction-orphan-edition", line, asked, edition),
    };
    let mut issue = Diagnostic::new(Severity::Warning, "correction-orphan", message);
    if let Some(nearest) = ids.nearest(asked).filter(|_| !known) {
        issue = issue.with_hint(message!("correction-orphan-nearest", nearest));
    }
    issue.file.clone_from(&correction.file);
    issue.field = Some(correction.field.name().into_owned());
    issue
}

fn conflict(record: &Record, field: &Field, rivals: &[&Correction]) -> Diagnostic {
    let name = field.name();
    let first = rivals.first().map_or("", |first| first.text.trim());
    // Of long texts, where they differ from the first.
    let says = |rival: &&Correction| -> Message {
        let text = rival.text.trim();
        let text = match text == first || is_short(text) {
            true => Argument::from(short(text)),
            false => differing(first, text, Beside::Arrow).into(),
        };
        message!("correction-says", place = rival.place(), text)
    };
    let says: Argument = rivals.iter().map(says).collect();
    let message = message!("correction-conflict", title = &record.title, field = &name, says);
    of(record, &name, Diagnostic::new(Severity::Warning, "correction-conflict", message))
}

/// The issue, with the record and the field that it is about.
fn of(record: &Record, field: &str, mut issue: Diagnostic) -> Diagnostic {
    issue.file.clone_from(&record.file);
    issue.page = record.pages.map(|[first, _]| first);
    issue.record_id = Some(record.record_id.clone());
    issue.field = Some(field.to_owned());
    issue
}

#[cfg(test)]
mod tests;
