//! Why two runs say different things of a job: the report is another one, or it was read otherwise.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Run;
use crate::cache::Key;
use crate::model::change::{Cause, Change, ChangeKind};
use crate::model::dataset::Dataset;

/// Digits of a digest: told apart are a few settings of one folder.
const DIGITS: usize = 16;

/// What read the reports of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reader {
    /// The code of the program.
    pub code: String,
    /// A digest of what it was told: profiles, options of reading, vocabularies.
    pub settings: String,
}

impl Reader {
    /// This program, told `settings`.
    #[must_use]
    pub fn of(settings: &impl Serialize) -> Self {
        let mut digest = Key::of(settings).name();
        digest.truncate(DIGITS);
        Self { code: env!("INGEST_CODE").to_owned(), settings: digest }
    }
}

/// The list of runs in which the last one says that this reader last read the same; `None` where it has no line. All else
/// in it stays, what only other versions understand as well.
pub(super) fn noted(list: &str, reader: &Reader) -> Option<String> {
    let lines: Vec<&str> = list.split_inclusive('\n').collect();
    let place = lines.iter().rposition(|line| serde_json::from_str::<Run>(line).is_ok())?;
    let line = lines[place];
    let mut run: Value = serde_json::from_str(line).ok()?;
    run.as_object_mut()?.insert("last_read_by".to_owned(), serde_json::to_value(reader).ok()?);
    let end = &line[line.trim_end().len()..];
    Some(format!("{}{run}{end}{}", lines[..place].concat(), lines[place + 1..].concat()))
}

/// Tells of each change why it is one. Nothing is told where that is not known. Earlier versions did not tell who they
/// were: a run that does is of another one.
pub(super) fn tell(
    changes: &mut [Change],
    (old, before): (&Dataset, Option<&Reader>),
    (new, now): (&Dataset, Option<&Reader>),
) {
    let otherwise = match (before, now) {
        (None, Some(_)) => Some(Cause::Version),
        (Some(before), Some(now)) if before.code != now.code => Some(Cause::Version),
        (Some(before), Some(now)) if before.settings != now.settings => Some(Cause::Settings),
        _ => None,
    };
    let causes: Vec<Option<Cause>> = {
        let jobs = changes.iter().flat_map(|change| [Some(&change.job_id), change.previous_job_id.as_ref()]).flatten();
        let jobs: BTreeSet<&str> = jobs.map(String::as_str).collect();
        let (old, new) = (Files::of(old, &jobs), Files::of(new, &jobs));
        let cause = |change: &Change| match change.cause {
            _ if !are_same(change, &old, &new) => Some(Cause::Report),
            Some(Cause::Correction) => Some(Cause::Correction),
            _ => otherwise,
        };
        changes.iter().map(cause).collect()
    };
    changes.iter_mut().zip(causes).for_each(|(change, cause)| change.cause = cause);
}

/// The input files of a dataset by their content: the SHA-256 of each.
struct Files<'d> {
    all: BTreeSet<&'d str>,
    /// Those that a job stands in, by its id and edition.
    by_job: BTreeMap<(&'d str, Option<&'d str>), BTreeSet<&'d str>>,
}

impl<'d> Files<'d> {
    fn of(dataset: &'d Dataset, jobs: &BTreeSet<&str>) -> Self {
        let known = dataset.sources.iter().filter(|source| !source.sha256.is_empty());
        let contents: BTreeMap<&str, &str> =
            known.map(|source| (source.source_id.as_str(), source.sha256.as_str())).collect();
        let mut by_job: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
        for head in dataset.jobs.heads().iter().filter(|head| jobs.contains(&*head.job_id)) {
            if let Some(content) = contents.get(&*head.source_id) {
                by_job.entry((&*head.job_id, head.edition.as_deref())).or_default().insert(*content);
            }
        }
        Self { all: contents.into_values().collect(), by_job }
    }

    fn of_job(&self, job_id: &str, edition: Option<&str>) -> BTreeSet<&'d str> {
        self.by_job.get(&(job_id, edition)).cloned().unwrap_or_default()
    }

    /// Whether these are all among them, and there is one.
    fn have(&self, files: &BTreeSet<&str>) -> bool {
        !files.is_empty() && files.is_subset(&self.all)
    }
}

/// Whether the files that a job stands in are those that it stood in.
fn are_same(change: &Change, old: &Files<'_>, new: &Files<'_>) -> bool {
    let before =
        old.of_job(change.previous_job_id.as_ref().unwrap_or(&change.job_id), change.edition_before.as_deref());
    let after = new.of_job(&change.job_id, change.edition_after.as_deref());
    match change.change {
        ChangeKind::Added => old.have(&after),
        ChangeKind::Removed => new.have(&before),
        // Other reports decide as well.
        ChangeKind::Regrouped => old.all == new.all,
        // The fields of a renamed job do not say what it was called.
        ChangeKind::Renamed | ChangeKind::Moved | ChangeKind::Changed => {
            old.have(&after) && (before.is_empty() || !before.is_disjoint(&after))
        }
    }
}
