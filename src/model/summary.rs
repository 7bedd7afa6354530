//! What a run has to say of itself: enough to tell a person how it went, and small enough to be kept.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::dataset::{Dataset, SourceRow};
use super::diagnostic::Diagnostic;
use super::outcome::{Effort, Outcome};
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
    pub issues: Vec<Diagnostic>,
}

/// What became of a file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FileSummary {
    /// Its row of the table `sources`, without what other files tell of it.
    pub row: SourceRow,
    /// Whether the file itself was named, not a folder that holds it.
    pub named_on_command_line: bool,
    /// What had to be done for it.
    pub effort: Effort,
}

impl FileSummary {
    /// Of what became of a file.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Self {
        let row = SourceRow { jobs: outcome.jobs(), ..outcome.row.clone() };
        Self { row, named_on_command_line: outcome.named_on_command_line, effort: outcome.effort }
    }
}

impl Summary {
    /// Of a dataset and the files that it was made from.
    #[must_use]
    pub fn of(files: Vec<FileSummary>, dataset: Dataset) -> Self {
        let mut summary = Self { files, issues: dataset.issues, ..Self::default() };
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
}
