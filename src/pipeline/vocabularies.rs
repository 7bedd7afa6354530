//! What national vocabularies say of a dataset: of its codes, of the levels of its diplomas, and of the codes that its
//! occupations may have.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::message;
use crate::model::dataset::{Candidate, Dataset};
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::record::Record;
use crate::model::records::Records;
use crate::vocabulary::{Finding, FindingKind, Vocabulary, printed_label};

/// Records in memory at a time, for each thread; as many at a time are stored again.
const BLOCK: usize = 64;
/// Blocks whose changed records are in memory at a time.
const BLOCKS: usize = 64;

/// Lays vocabularies over a dataset: checks its codes, fills levels and labels that the vocabularies have, and proposes
/// codes for its occupations.
///
/// # Errors
/// When a record cannot be read, or stored again.
pub(super) fn consult(dataset: &mut Dataset, vocabulary: &Vocabulary) -> io::Result<()> {
    let starts: Vec<usize> = (0..dataset.jobs.len()).step_by(BLOCK).collect();
    for starts in starts.chunks(BLOCKS) {
        let jobs = &dataset.jobs;
        let of_block = |start: &usize| checked(jobs, *start..start + BLOCK, vocabulary);
        let blocks: Vec<Vec<Checked>> = starts.par_iter().map(of_block).collect::<io::Result<_>>()?;
        for Checked { place, record, findings } in blocks.into_iter().flatten() {
            dataset.jobs.set(place, &record)?;
            dataset.issues.extend(findings)?;
        }
    }
    propose(dataset, vocabulary)
}

/// A record of which a vocabulary says something.
struct Checked {
    place: usize,
    record: Record,
    findings: Vec<Diagnostic>,
}

fn checked(jobs: &Records, places: Range<usize>, vocabulary: &Vocabulary) -> io::Result<Vec<Checked>> {
    let records = places.clone().zip(jobs.read(places)?);
    Ok(records.filter_map(|(place, record)| check(place, record, vocabulary)).collect())
}

/// What the vocabularies say of a record; nothing where that is nothing.
fn check(place: usize, record: Arc<Record>, vocabulary: &Vocabulary) -> Option<Checked> {
    let mut findings = Vec::new();
    for code in &record.certification_codes {
        let label = record.sections.iter().find_map(|section| printed_label(&section.text, code));
        let found = vocabulary.check(code, label);
        findings.extend(found.map(|finding| issue(&record, "certification_codes", finding)));
    }
    let mut levels: Vec<u8> = record.certification_codes.iter().filter_map(|code| vocabulary.level(code)).collect();
    levels.sort_unstable();
    levels.dedup();
    let mut rome_label = record.rome_label.clone();
    if let Some(code) = record.rome.as_deref().map(|code| format!("ROME:{code}")) {
        rome_label = vocabulary.label(&code).map(str::to_owned);
        findings.extend(vocabulary.check(&code, None).map(|finding| issue(&record, "rome", finding)));
    }
    if findings.is_empty() && levels.is_empty() && rome_label.is_none() {
        return None;
    }
    let mut record = Arc::unwrap_or_clone(record);
    record.vocabulary_levels = levels;
    record.rome_label = rome_label;
    for issue in &findings {
        let code = format!("{}:{}", issue.code, issue.field.as_deref().unwrap_or_default());
        if !record.issues.contains(&code) {
            record.issues.push(code);
        }
    }
    Some(Checked { place, record, findings })
}

fn issue(record: &Record, field: &str, finding: Finding) -> Diagnostic {
    let severity = match finding.kind {
        FindingKind::Unknown | FindingKind::OtherLabel => Severity::Warning,
        FindingKind::Withdrawn => Severity::Info,
    };
    // It was written there by a person, not printed in the report.
    let hint = if field == "rome" { Some(message!("code-corrected-hint")) } else { finding.message.hint() };
    let message = message!("of-job", title = &record.title, what = finding.message);
    let mut issue = Diagnostic::new(severity, finding.kind.as_str(), message).of_field(field);
    issue.hint = hint;
    issue.file.clone_from(&record.file);
    issue.page = record.pages.map(|[first, _]| first);
    issue.record_id = Some(record.record_id.clone());
    issue
}

/// Fills the candidates of the occupations, in their order.
fn propose(dataset: &mut Dataset, vocabulary: &Vocabulary) -> io::Result<()> {
    let mut candidates = dataset.jobs.beside();
    let occupations = dataset.occupations();
    for start in (0..occupations.len()).step_by(BLOCK * BLOCKS) {
        let block: Vec<&[usize]> = occupations.some(start..start + BLOCK * BLOCKS).collect();
        let of_occupation = |places: &&[usize]| of_occupation(&dataset.jobs, places, vocabulary);
        let found: Vec<Vec<Candidate>> = block.par_iter().map(of_occupation).collect::<io::Result<_>>()?;
        found.into_iter().flatten().try_for_each(|candidate| candidates.push(&candidate))?;
    }
    dataset.candidates = candidates;
    Ok(())
}

fn of_occupation(jobs: &Records, places: &[usize], vocabulary: &Vocabulary) -> io::Result<Vec<Candidate>> {
    let occupation_id = places.first().and_then(|place| jobs.heads()[*place].occupation()).unwrap_or_default();
    let (mut titles, mut context): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let add = |all: &mut Vec<String>, text: String| {
        if !all.contains(&text) {
            all.push(text);
        }
    };
    let mut others = Vec::new();
    for place in places {
        let record = jobs.get(*place)?;
        add(&mut titles, record.label.clone());
        others.extend(record.alt_titles.iter().chain(&record.acronym).cloned());
        record.theme.iter().chain(&record.departments).for_each(|text| add(&mut context, text.clone()));
    }
    others.into_iter().for_each(|text| add(&mut titles, text));
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let context: Vec<&str> = context.iter().map(String::as_str).collect();
    let found = vocabulary.candidates(&titles, &context).into_iter().zip(1..);
    let candidates = found.map(|(found, position)| Candidate {
        occupation_id: occupation_id.to_owned(),
        position,
        code: found.code,
        label: found.label,
        name: found.name,
        score: found.score,
        words: found.words,
    });
    Ok(candidates.collect())
}
