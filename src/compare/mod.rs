//! Two editions → what differs between them. Order of jobs, pages, boxes and typography are no difference.

mod content;
mod editions;
mod fields;
mod matching;
mod side;
pub mod words;

use std::collections::BTreeSet;

use crate::model::change::{Change, ChangeKind};
use crate::model::dataset::Dataset;
use crate::model::record::Record;
use crate::text::three_decimals;

/// What differs between two datasets, sorted by job, change and field.
///
/// Each edition of a collection is compared with the same edition on the other side, an edition that only `new` has
/// with the one before it. Jobs are matched by `job_id`; those left over by the wording of their sections.
#[must_use]
pub fn compare(old: &Dataset, new: &Dataset) -> Vec<Change> {
    sorted(editions::compared(old, new))
}

/// What differs between the editions of a collection that lie side by side in one dataset, each compared with the one
/// before it. Documents that do not say their date are left out.
#[must_use]
pub fn between_editions(dataset: &Dataset) -> Vec<Change> {
    sorted(editions::side_by_side(dataset))
}

/// What differs between the records of two editions of one collection.
fn pair(old: &[&Record], new: &[&Record]) -> Vec<Change> {
    let matched = matching::matching(old, new);
    let mut changes = Vec::new();
    // Copies of one edition from several producers differ in the same way: told once.
    let mut told = BTreeSet::new();
    for (before, after) in matched.same {
        let mut found = fields::changes(before, after);
        found.retain(|change| told.insert((change.job_id.clone(), change.field.clone())));
        changes.extend(found);
    }
    for (before, after, similarity) in matched.renamed {
        changes.push(Change {
            previous_title: Some(before.title.clone()),
            previous_job_id: Some(before.job_id.clone()),
            similarity: three_decimals(similarity),
            pages_before: before.pages,
            edition_before: before.edition.clone(),
            ..whole(after, ChangeKind::Renamed)
        });
        changes.extend(fields::changes(before, after));
    }
    changes.extend(matched.added.into_iter().map(added));
    changes.extend(matched.removed.into_iter().map(removed));
    changes
}

fn added(job: &Record) -> Change {
    whole(job, ChangeKind::Added)
}

fn removed(job: &Record) -> Change {
    Change {
        pages_before: job.pages,
        pages_after: None,
        edition_before: job.edition.clone(),
        edition_after: None,
        ..whole(job, ChangeKind::Removed)
    }
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
        edition_before: None,
        edition_after: job.edition.clone(),
    }
}

fn sorted(mut changes: Vec<Change>) -> Vec<Change> {
    // A job's id starts with its collection.
    changes.sort_by(|a, b| {
        (&a.job_id, a.change, &a.field, &a.edition_after, &a.edition_before).cmp(&(
            &b.job_id,
            b.change,
            &b.field,
            &b.edition_after,
            &b.edition_before,
        ))
    });
    changes
}

#[cfg(test)]
mod tests;
