//! What is called otherwise than in earlier runs.

use std::collections::BTreeMap;
use std::io;

use super::{FileChanges, History, file_changes};
use crate::compare::compare;
use crate::model::change::{Change, ChangeKind, Renames};
use crate::model::dataset::Dataset;

impl History {
    /// What was renamed in its runs; the last name of each counts.
    #[must_use]
    pub fn renames(&self) -> Renames {
        let mut all = Renames::default();
        self.runs.iter().for_each(|run| all.extend(&run.renames));
        all
    }

    /// What is called otherwise in a dataset than in that of the last run.
    ///
    /// # Errors
    /// When records cannot be read.
    pub fn renamed_since(&self, dataset: &Dataset) -> io::Result<Renames> {
        let Some(before) = self.runs.last().and_then(|run| self.dataset(run)) else { return Ok(Renames::default()) };
        let changes = compare(&before, dataset)?;
        Ok(renames_in(&before, dataset, &changes, &file_changes(&before, dataset)))
    }
}

/// What is renamed from one dataset to another.
pub(super) fn renames_in(before: &Dataset, after: &Dataset, changes: &[Change], files: &FileChanges) -> Renames {
    let renamed = changes.iter().filter(|change| change.change == ChangeKind::Renamed);
    let jobs = renamed.filter_map(|change| Some((change.previous_job_id.clone()?, change.job_id.clone())));
    let ids = |dataset: &Dataset| -> BTreeMap<String, String> {
        dataset.sources.iter().map(|source| (source.file.clone(), source.source_id.clone())).collect()
    };
    let (old, new) = (ids(before), ids(after));
    let sources = files.renamed.iter().filter_map(|(from, to)| Some((old.get(from)?.clone(), new.get(to)?.clone())));
    Renames {
        jobs: jobs.filter(|(from, to)| from != to).collect(),
        sources: sources.filter(|(from, to)| from != to).collect(),
    }
}
