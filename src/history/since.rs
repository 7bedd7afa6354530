//! Since when a dataset says what it says of a job.

use std::collections::BTreeSet;
use std::io;

use super::{History, Run, cause};
use crate::compare;
use crate::model::change::{Change, ChangeKind};
use crate::model::dataset::Dataset;

/// A run that said something else of a job than the run before.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The run.
    pub run: Run,
    /// What differed; in the first run only that the job was there.
    pub changes: Vec<Change>,
}

/// The runs that changed what is said of a job, the last one first. A job that was renamed is followed under its earlier
/// names. Runs whose datasets are gone are passed over: what they changed is told of the next one that is there.
///
/// # Errors
/// When records cannot be read.
pub fn mentions(history: &History, job_id: &str) -> io::Result<Vec<Mention>> {
    let mut ids = BTreeSet::from([job_id.to_owned()]);
    let mut found = Vec::new();
    let mut later: Option<(Run, Dataset)> = None;
    let known = history.runs().iter().rev().filter_map(|run| Some((run.clone(), history.dataset(run)?)));
    for (run, dataset) in known {
        if let Some((later_run, later)) = later {
            let mut changes = compare::since(&dataset, &later)?;
            let [before, now] = [run.last_reader(), later_run.read_by.as_ref()];
            cause::tell(&mut changes, (&dataset, before), (&later, now));
            mention(later_run, changes, &mut ids, &mut found);
        }
        later = Some((run, dataset));
    }
    if let Some((run, first)) = later {
        mention(run, compare::since(&Dataset::empty(), &first)?, &mut ids, &mut found);
    }
    Ok(found)
}

fn mention(run: Run, changes: Vec<Change>, ids: &mut BTreeSet<String>, found: &mut Vec<Mention>) {
    let changes: Vec<Change> = changes.into_iter().filter(|change| ids.contains(&change.job_id)).collect();
    if changes.is_empty() {
        return;
    }
    let earlier = changes.iter().filter(|change| change.change == ChangeKind::Renamed);
    ids.extend(earlier.filter_map(|change| change.previous_job_id.clone()));
    found.push(Mention { run, changes });
}
