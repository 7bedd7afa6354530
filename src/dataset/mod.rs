//! Outcomes → [`Dataset`]: ids, order, and everything that a person should look at in one list.

mod ids;
mod issues;
mod load;

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::catalogue::Language;
use crate::error::Error;
use crate::model::dataset::{Dataset, Leftover};
use crate::model::diagnostic::Diagnostic;
use crate::model::issues::Issues;
use crate::model::outcome::Outcome;
use crate::model::reading::Lasting;
use crate::model::record::Record;
use crate::model::records::{Head, Ready, Records};
use crate::model::summary::{FileDone, FileSummary};
use crate::store::{Encoded, Stored};
use crate::text::three_decimals;

pub use load::{each_record, load, parse};

/// The outcomes of a run on their way into a dataset: each is stored as it comes, from any thread and in any order.
///
/// Nothing of a file stays in memory until all have come: what lives long among what lives for a moment keeps the memory
/// of both from being used again.
#[derive(Debug)]
pub struct Assembly {
    folder: PathBuf,
    language: Language,
    parts: Mutex<Parts>,
}

#[derive(Debug)]
struct Parts {
    records: Stored<Record>,
    /// One a record, in the same order.
    heads: Stored<Head>,
    leftover: Stored<Leftover>,
    issues: Stored<Diagnostic>,
    files: Stored<FilePart>,
}

/// What a file has in a dataset.
#[derive(Debug, Serialize, Deserialize)]
struct FilePart {
    /// Its place among the run's files.
    place: usize,
    summary: FileSummary,
    lasting: Lasting,
    /// Places in the order of their coming.
    records: Range<usize>,
    leftover: Range<usize>,
    issues: Range<usize>,
}

impl Assembly {
    /// Nothing yet of a dataset in this language; what does not fit in memory goes to a file in `folder`.
    #[must_use]
    pub fn in_folder(folder: &Path, language: Language) -> Self {
        let records = Stored::in_folder(folder);
        let (heads, leftover, issues, files) = (records.beside(), records.beside(), records.beside(), records.beside());
        let folder = folder.to_path_buf();
        Self { folder, language, parts: Mutex::new(Parts { records, heads, leftover, issues, files }) }
    }

    /// That something cannot be stored, as what stops a run.
    #[must_use]
    pub fn trouble(&self, source: io::Error) -> Error {
        Error::Store { folder: self.folder.clone(), source }
    }

    /// Adds what became of the file at this place among the run's files. Returns what is told of it.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn add(&self, place: usize, mut outcome: Outcome) -> io::Result<FileSummary> {
        outcome.row.jobs = outcome.jobs();
        outcome.row.message = outcome.message.as_ref().map(|message| message.whole(self.language));
        complete(&mut outcome);
        ids::assign(&outcome.row.source_id, &mut outcome.records);
        let summary = FileSummary::of(&outcome);
        let issues = encoded(&issues::of(&mut outcome))?;
        let left_over = encoded(&leftover(&mut outcome))?;
        let records = outcome.records.iter().map(Ready::of).collect::<io::Result<Vec<Ready>>>()?;
        let (records, heads): (Vec<_>, Vec<Head>) = records.into_iter().map(Ready::parts).unzip();
        let heads = encoded(&heads)?;
        // All that costs is done: others wait for the writing alone.
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        let (records, leftover) = (parts.records.push_all(&records)?, parts.leftover.push_all(&left_over)?);
        let issues = parts.issues.push_all(&issues)?;
        parts.heads.push_all(&heads)?;
        let part = FilePart { place, summary, lasting: outcome.lasting, records, leftover, issues };
        parts.files.push(&part)?;
        Ok(part.summary)
    }

    /// The dataset, sorted by file, and what became of the files, in the order of their places.
    ///
    /// # Errors
    /// [`Error::Store`] when what was stored cannot be read.
    pub fn finish(self) -> Result<(Dataset, Vec<FileDone>), Error> {
        let Self { folder, language, parts } = self;
        let parts = parts.into_inner().unwrap_or_else(PoisonError::into_inner);
        joined(&parts, language).map_err(|source| Error::Store { folder, source })
    }
}

/// The dataset of all files, and what became of them.
fn joined(parts: &Parts, language: Language) -> io::Result<(Dataset, Vec<FileDone>)> {
    let mut files = parts.files.iter().collect::<io::Result<Vec<FilePart>>>()?;
    files.sort_by(|a, b| a.name().cmp(&b.name()));
    let records = files.iter().flat_map(|file| file.records.clone());
    let jobs = Records::stored(parts.records.picked(records.clone()), &parts.heads.picked(records))?;
    let leftover = parts.leftover.picked(files.iter().flat_map(|file| file.leftover.clone()));
    let issues = files.iter().map(|file| (file.summary.row.file.as_str(), file.issues.clone()));
    let issues = Issues::stored(&parts.issues, issues);
    let (mut sources, mut done) = (Vec::with_capacity(files.len()), Vec::with_capacity(files.len()));
    for (source, FilePart { place, summary, lasting, .. }) in files.into_iter().enumerate() {
        let FileSummary { row, message, named_on_command_line, effort } = summary;
        sources.push(row);
        done.push((place, FileDone { source, message, named_on_command_line, effort, lasting }));
    }
    done.sort_by_key(|(place, _)| *place);
    let done = done.into_iter().map(|(_, done)| done).collect();
    Ok((Dataset { language, sources, jobs, leftover, issues, ..Dataset::empty() }, done))
}

/// Values as they are stored.
fn encoded<T: Serialize>(values: &[T]) -> io::Result<Vec<Encoded<T>>> {
    values.iter().map(Stored::encode).collect()
}

impl FilePart {
    /// What files are sorted by.
    fn name(&self) -> (&[u8], &str) {
        let row = &self.summary.row;
        (row.file.as_bytes(), &row.source_id)
    }
}

/// Text of a file that is in no record, with the ids of the records that it stands in or after.
fn leftover(outcome: &mut Outcome) -> Vec<Leftover> {
    let id = |near: usize| outcome.records.get(near).map(|record| record.record_id.clone());
    let left = std::mem::take(&mut outcome.left_over).into_iter();
    left.map(|left| Leftover {
        file: outcome.row.file.clone(),
        place: left.place,
        text: left.text,
        near_record: left.near.and_then(id),
    })
    .collect()
}

/// Fills in what a record has from its source.
fn complete(outcome: &mut Outcome) {
    let row = &outcome.row;
    for record in &mut outcome.records {
        record.source_id.clone_from(&row.source_id);
        record.file.clone_from(&row.file);
        if record.collection.is_empty() {
            record.collection = row.collection.clone().unwrap_or_default();
        }
        // In a mixed file the source's edition is that of its first collection alone.
        if record.edition.is_none() && row.collection.as_ref() == Some(&record.collection) {
            record.edition.clone_from(&row.edition);
        }
        round(record);
    }
}

fn round(record: &mut Record) {
    record.confidence = three_decimals(record.confidence);
    if let Some(opinion) = &mut record.opinion {
        opinion.relevance = three_decimals(opinion.relevance);
        opinion.transposability = three_decimals(opinion.transposability);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dataset::{SourceRow, Status};
    use crate::model::diagnostic::Severity;
    use crate::model::record::Kind;

    fn outcome(file: &str, titles: &[&str]) -> Outcome {
        let row = SourceRow {
            source_id: file.trim_end_matches(".pdf").to_owned(),
            file: file.to_owned(),
            collection: Some("regional".to_owned()),
            edition: Some("2025-01".to_owned()),
            status: Status::Ok,
            ..SourceRow::default()
        };
        let record = |title: &&str| Record { title: (*title).to_owned(), ..Record::default() };
        Outcome { row, records: titles.iter().map(record).collect(), ..Outcome::default() }
    }

    fn assemble(outcomes: Vec<Outcome>) -> (Dataset, Vec<Record>) {
        let folder = tempfile::tempdir().unwrap();
        let assembly = Assembly::in_folder(folder.path(), Language::French);
        for (place, outcome) in outcomes.into_iter().enumerate() {
            assembly.add(place, outcome).unwrap();
        }
        let (dataset, _) = assembly.finish().unwrap();
        let jobs = dataset.jobs.all();
        (dataset, jobs)
    }

    #[test]
    fn ids_and_order() {
        let (dataset, jobs) =
            assemble(vec![outcome("b.pdf", &["Œnologue d’été", "Guide", "Guide"]), outcome("a.pdf", &["Guide"])]);
        let ids: Vec<_> = jobs.iter().map(|job| (job.record_id.as_str(), job.job_id.as_str())).collect();
        assert_eq!(
            ids,
            [
                ("a/guide", "regional/guide"),
                ("b/oenologue-d-ete", "regional/oenologue-d-ete"),
                ("b/guide", "regional/guide"),
                ("b/guide-2", "regional/guide-2"),
            ]
        );
        assert_eq!(dataset.sources.iter().map(|row| row.jobs).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(jobs[0].edition.as_deref(), Some("2025-01"));
    }

    #[test]
    fn a_natural_id_is_not_taken_by_a_numbered_one() {
        let (_, jobs) = assemble(vec![outcome("a.pdf", &["Guide", "Guide", "Guide 2"])]);
        let ids: Vec<_> = jobs.iter().map(|job| job.record_id.as_str()).collect();
        assert_eq!(ids, ["a/guide", "a/guide-3", "a/guide-2"]);
    }

    #[test]
    fn parts_point_to_their_job() {
        let mut outcome = outcome("a.pdf", &["Guide", "Accueillir", "Orienter"]);
        for (record, parent) in outcome.records[1..].iter_mut().zip(["Guide", "Passeur"]) {
            record.kind = Kind::Activity;
            record.parent = Some(parent.to_owned());
        }
        let (dataset, jobs) = assemble(vec![outcome]);
        assert_eq!(jobs[1].parent.as_deref(), Some("a/guide"));
        assert_eq!(jobs[2].parent, None);
        assert_eq!(jobs[2].issues, ["parent-unknown"]);
        assert_eq!(dataset.sources[0].jobs, 1);
    }

    #[test]
    fn issues_are_collected() {
        let mut outcome = outcome("a.pdf", &["Guide"]);
        outcome.records[0].issues = vec!["section-missing:outlook".to_owned()];
        outcome.records[0].pages = Some([3, 4]);
        outcome
            .diagnostics
            .push(Diagnostic::new(Severity::Error, "page-unreadable", "damaged".to_owned().into()).on_page(2));
        outcome.row.status = Status::Partial;
        outcome.message = Some("page 2: damaged".to_owned().into());
        let issues: Vec<_> = assemble(vec![outcome]).0.issues.iter().collect::<io::Result<_>>().unwrap();
        let seen: Vec<_> =
            issues.iter().map(|issue| (issue.code.as_ref(), issue.page, issue.field.as_deref())).collect();
        assert_eq!(seen, [("page-unreadable", Some(2), None), ("section-missing", Some(3), Some("outlook"))]);
        assert_eq!(issues[1].record_id.as_deref(), Some("a/guide"));
        assert!(issues.iter().all(|issue| issue.file == "a.pdf"));
    }
}
