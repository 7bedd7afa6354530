//! What a run has to say of itself: enough to tell a person how it went, and small enough to be kept.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::dataset::{Dataset, SourceRow, Status};
use super::issues::Issues;
use super::message::Message;
use super::outcome::{Effort, Outcome};
use super::reading::Lasting;
use super::record::Kind;

/// What a run found, in numbers, and what to look at.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Summary {
    /// The input files, in the order in which they were found.
    pub files: Vec<FileSummary>,
    /// Number of jobs by collection; sheets of their parts are not counted.
    pub jobs: BTreeMap<String, usize>,
    /// Number of values that a person corrected.
    pub corrected_values: usize,
    /// Number of records that they are in.
    pub corrected_records: usize,
    /// The names of a person's own columns.
    pub own_columns: BTreeSet<String>,
    /// What to look at, in the order of the table `issues`.
    pub issues: Issues,
}

/// What became of a file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FileSummary {
    /// Its row of the table `sources`.
    pub row: SourceRow,
    /// Why it has its status, and what to do.
    pub message: Option<Message>,
    /// Whether the file itself was named, not a folder that holds it.
    pub named_on_command_line: bool,
    /// What had to be done for it.
    pub effort: Effort,
}

/// What became of a file that its row does not tell.
#[derive(Debug, Clone)]
pub struct FileDone {
    /// The place of its row among the dataset's sources.
    pub source: usize,
    /// Why it has its status, and what to do.
    pub message: Option<Message>,
    /// Whether the file itself was named, not a folder that holds it.
    pub named_on_command_line: bool,
    /// What had to be done for it.
    pub effort: Effort,
    /// How long it is what the same work would give again.
    pub lasting: Lasting,
}

impl FileDone {
    /// With the file's row.
    #[must_use]
    pub fn told(self, row: SourceRow) -> FileSummary {
        let Self { message, named_on_command_line, effort, .. } = self;
        FileSummary { row, message, named_on_command_line, effort }
    }
}

impl FileSummary {
    /// Of what became of a file.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Self {
        let row = SourceRow { jobs: outcome.jobs(), ..outcome.row.clone() };
        let Outcome { message, named_on_command_line, effort, .. } = outcome;
        Self { row, message: message.clone(), named_on_command_line: *named_on_command_line, effort: *effort }
    }
}

impl Summary {
    /// Of a dataset and of the files that it was made from. Their rows are moved: there may be many.
    #[must_use]
    pub fn of(files: Vec<FileDone>, dataset: Dataset) -> Self {
        let Dataset { mut sources, .. } = dataset;
        let files = files.into_iter().map(|file| {
            let row = sources.get_mut(file.source).map(std::mem::take).unwrap_or_default();
            file.told(row)
        });
        let mut summary = Self { files: files.collect(), issues: dataset.issues, ..Self::default() };
        for job in dataset.jobs.heads() {
            if job.kind == Kind::Job {
                *summary.jobs.entry(job.collection.to_string()).or_default() += 1;
            }
            summary.corrected_values += job.corrected as usize;
            summary.corrected_records += usize::from(job.corrected > 0);
        }
        summary.own_columns.clone_from(dataset.jobs.own_columns());
        summary
    }

    /// The number of files by status.
    #[must_use]
    pub fn by_status(&self) -> BTreeMap<Status, usize> {
        let mut counts = BTreeMap::new();
        for file in &self.files {
            *counts.entry(file.row.status).or_default() += 1;
        }
        counts
    }
}
