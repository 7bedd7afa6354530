//! Two editions → what differs between them. Order of jobs, pages, boxes and typography are no difference.

mod fields;
mod fold;
mod matching;

use crate::model::change::{Change, ChangeKind};
use crate::model::dataset::Dataset;
use crate::model::record::Record;

/// What differs between two editions, sorted by job, change and field.
///
/// Jobs are matched by `job_id`; those left over by the wording of their sections, within their collection.
#[must_use]
pub fn compare(old: &Dataset, new: &Dataset) -> Vec<Change> {
    let matched = matching::matching(&old.jobs, &new.jobs);
    let mut changes = Vec::new();
    for (before, after) in matched.same {
        changes.extend(fields::changes(before, after));
    }
    for (before, after, similarity) in matched.renamed {
        changes.push(Change {
            previous_title: Some(before.title.clone()),
            previous_job_id: Some(before.job_id.clone()),
            similarity: rounded(similarity),
            pages_before: before.pages,
            ..whole(after, ChangeKind::Renamed)
        });
        changes.extend(fields::changes(before, after));
    }
    changes.extend(matched.added.into_iter().map(|job| whole(job, ChangeKind::Added)));
    for job in matched.removed {
        changes.push(Change { pages_before: job.pages, pages_after: None, ..whole(job, ChangeKind::Removed) });
    }
    // A job's id starts with its collection.
    changes.sort_by(|a, b| (&a.job_id, a.change, &a.field).cmp(&(&b.job_id, b.change, &b.field)));
    changes
}

/// A change of a job as a whole.
fn whole(job: &Record, change: ChangeKind) -> Change {
    Change {
        change,
        job_id: job.job_id.clone(),
        title: job.title.clone(),
        previous_title: None,
        previous_job_id: None,
        field: String::new(),
        before: None,
        after: None,
        similarity: 0.0,
        pages_before: None,
        pages_after: job.pages,
    }
}

/// To three decimals: the same number on every machine.
fn rounded(similarity: f64) -> f64 {
    (similarity * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests;
