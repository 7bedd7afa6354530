//! Issues that a person has looked at, laid over a dataset.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::apply::Ids;
use super::file::{Correction, EMPTY};
use super::shown::{Beside, differing};
use super::value::NewValue;
use crate::catalogue::Language;
use crate::message;
use crate::model::dataset::Dataset;
use crate::model::diagnostic::{Diagnostic, Severity, Verdict};
use crate::model::field::Field;
use crate::model::record::Record;
use crate::text::wording::same_wording;

/// What a person checked is as sure as can be.
const CHECKED: f64 = 1.0;

/// How unsure something is differs with what stands beside it.
static SHARE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r" \(\d[.,]\d+\)").expect("a constant pattern"));

/// A line that settles issues.
struct Line<'c> {
    correction: &'c Correction,
    verdict: Verdict,
    code: &'c str,
    field: Option<&'c str>,
    /// The record that it is for; none for the file.
    record: Option<usize>,
    used: bool,
    /// What an issue says that said something else when it was settled.
    now: Option<String>,
}

/// Whether a line names a file in place of a record: ids have no dot.
pub(super) fn is_of_file(correction: &Correction) -> bool {
    matches!(correction.field, Field::Issue(_)) && correction.job_id.is_empty() && correction.record_id.contains('.')
}

/// What an issue says, and the field that it speaks of: once either is another, it is to be looked at again.
pub(super) fn said(issue: &Diagnostic, record: Option<&Record>, language: Language) -> String {
    let named = |name: &String| Field::of_name(name).or_else(|| Field::of_name(&format!("sections.{name}")));
    let field = issue.field.as_ref().and_then(named);
    let text = record.zip(field).map(|(record, field)| field.text(record)).unwrap_or_default();
    let message = issue.message.said(language);
    let message = SHARE.replace_all(&message, "");
    if text.is_empty() { message.into_owned() } else { format!("{message}\n{text}") }
}

/// Settles issues, those of codes that are `asked` for. The fields that they speak of count as checked, and their records no
/// longer have them among what is to be looked at. One that says something else than when it was settled is open again.
///
/// # Errors
/// When issues or records cannot be read, or stored again.
pub fn settle(dataset: &mut Dataset, corrections: &[Correction], asked: impl Fn(&str) -> bool) -> io::Result<()> {
    let ids = Ids::of(dataset.jobs.heads());
    let mut by_file: BTreeMap<String, Vec<Line<'_>>> = BTreeMap::new();
    for correction in corrections {
        let (Field::Issue(name), NewValue::Verdict(verdict)) = (&correction.field, &correction.value) else { continue };
        let (code, field) = name.split_once(':').map_or((name.as_str(), None), |(code, field)| (code, Some(field)));
        if !asked(code) {
            continue;
        }
        let line = |record| Line { correction, verdict: *verdict, code, field, record, used: false, now: None };
        if is_of_file(correction) {
            by_file.entry(correction.record_id.clone()).or_default().push(line(None));
            continue;
        }
        for place in ids.meant_by(correction, dataset.jobs.heads()) {
            let file = dataset.jobs.heads()[place].file.to_string();
            by_file.entry(file).or_default().push(line(Some(place)));
        }
    }
    let mut told = Vec::new();
    for (file, mut lines) in by_file {
        let checked = settle_file(dataset, &file, &mut lines)?;
        for (place, issues) in checked {
            let mut record = Arc::unwrap_or_clone(dataset.jobs.get(place)?);
            check(&mut record, &issues);
            dataset.jobs.set(place, &record)?;
        }
        told.extend(lines.iter().filter(|line| !line.used).map(|line| unused(line, &file, dataset)));
    }
    dataset.issues.extend(told)
}

type Checked = BTreeMap<usize, BTreeSet<(String, Option<String>)>>;

/// Settles issues of a file. Returns the code and the field of each that is of a record, by the record's place.
fn settle_file(dataset: &mut Dataset, file: &str, lines: &mut [Line<'_>]) -> io::Result<Checked> {
    let language = dataset.language;
    let jobs = &dataset.jobs;
    let heads = jobs.heads();
    let mut records: BTreeMap<usize, Arc<Record>> = BTreeMap::new();
    for place in lines.iter().filter_map(|line| line.record) {
        records.insert(place, jobs.get(place)?);
    }
    let mut checked = Checked::new();
    dataset.issues.rewrite_of(file, |issue| {
        for line in lines.iter_mut() {
            let record_id = line.record.map(|place| &*heads[place].record_id);
            let is_meant = issue.code == line.code
                && issue.record_id.as_deref() == record_id
                && line.field.is_none_or(|field| issue.field.as_deref() == Some(field));
            if !is_meant {
                continue;
            }
            let says = said(issue, line.record.and_then(|place| records.get(&place)).map(Arc::as_ref), language);
            let was = line.correction.was.trim();
            if !was.is_empty() && was != EMPTY && !same_wording(was, &says) {
                line.now = Some(says);
                continue;
            }
            line.used = true;
            issue.settled = Some(line.verdict);
            issue.note = Some(line.correction.note.trim().to_owned()).filter(|note| !note.is_empty());
            if let Some(place) = line.record {
                checked.entry(place).or_default().insert((issue.code.to_string(), issue.field.clone()));
            }
        }
    })?;
    Ok(checked)
}

/// Takes settled issues off a record.
fn check(record: &mut Record, issues: &BTreeSet<(String, Option<String>)>) {
    for (code, field) in issues {
        let name = field.as_ref().map_or_else(|| code.clone(), |field| format!("{code}:{field}"));
        record.issues.retain(|known| *known != name);
        let Some(field) = field else { continue };
        for name in [field.clone(), format!("sections.{field}")] {
            if let Some(confidence) = record.confidences.get_mut(&name) {
                *confidence = CHECKED;
            }
        }
    }
    if let Some(lowest) = record.confidences.values().copied().reduce(f64::min) {
        record.confidence = lowest;
    }
}

/// A line that settles nothing: what it settled is another issue by now, or is none.
fn unused(line: &Line<'_>, file: &str, dataset: &Dataset) -> Diagnostic {
    let place = line.correction.place();
    let name = line.correction.field.name();
    let mut issue = match &line.now {
        Some(now) => {
            let difference = differing(&line.correction.was, now, Beside::Arrow);
            let message = message!("correction-reopened", field = &name, difference, place);
            Diagnostic::new(Severity::Warning, "correction-stale", message)
        }
        None => {
            let message = message!("correction-without-issue", field = &name, place);
            Diagnostic::new(Severity::Info, "correction-settled", message)
        }
    };
    issue.file = file.to_owned();
    if let Some(head) = line.record.and_then(|place| dataset.jobs.heads().get(place)) {
        issue.record_id = Some(head.record_id.to_string());
        issue.page = head.pages.map(|[first, _]| first);
    }
    issue
}
