//! Two editions → what differs between them. Order of jobs, pages, boxes and typography are no difference.

mod content;
mod editions;
mod fields;
mod matching;
mod regrouped;
mod side;
pub mod words;

use std::collections::BTreeSet;
use std::io;

use crate::model::change::{Cause, Change, ChangeKind};
use crate::model::dataset::Dataset;
use crate::model::record::Record;
use crate::model::records::Head;
use crate::text::three_decimals;
use side::Job;

/// What differs between two datasets, sorted by job, change and field.
///
/// Each edition of a collection is compared with the same edition on the other side, an edition that only `new` has
/// with the one before it. Jobs are matched by `job_id`; those left over by the wording of their sections.
///
/// # Errors
/// When records cannot be read.
pub fn compare(old: &Dataset, new: &Dataset) -> io::Result<Vec<Change>> {
    editions::compared(old, new).map(sorted)
}

/// What differs between the datasets of two runs: what [`compare`] tells, and which jobs go by another occupation.
///
/// # Errors
/// When records cannot be read.
pub fn since(old: &Dataset, new: &Dataset) -> io::Result<Vec<Change>> {
    let mut changes = editions::compared(old, new)?;
    changes.extend(regrouped::regrouped(old.jobs.heads(), new.jobs.heads()));
    Ok(sorted(changes))
}

/// What differs between the editions of a collection that lie side by side in one dataset, each compared with the one
/// before it. Documents that do not say their date are left out.
///
/// # Errors
/// When records cannot be read.
pub fn between_editions(dataset: &Dataset) -> io::Result<Vec<Change>> {
    let mut changes = editions::side_by_side(dataset)?;
    changes.iter_mut().for_each(|change| change.cause = Some(Cause::Report));
    Ok(sorted(changes))
}

/// Whether two records say the same of a job, whatever file they were read from.
#[must_use]
pub fn says_the_same(one: &Record, other: &Record) -> bool {
    fields::changes(one, other).is_empty()
}

/// What differs between the records of two editions of one collection.
fn pair(old: &[Job<'_>], new: &[Job<'_>]) -> io::Result<Vec<Change>> {
    let matched = matching::matching(old, new)?;
    let mut changes = Vec::new();
    // Copies of one edition from several producers differ in the same way: told once.
    let mut told = BTreeSet::new();
    for (before, after) in matched.same {
        if before.head().digest == after.head().digest {
            continue;
        }
        let mut found = fields::changes(before.read()?.as_ref(), after.read()?.as_ref());
        found.retain(|change| told.insert((change.job_id.clone(), change.field.clone())));
        changes.extend(found);
    }
    for (before, after, similarity) in matched.renamed {
        changes.push(Change {
            previous_title: Some(before.head().title.to_string()),
            previous_job_id: Some(before.head().job_id.to_string()),
            similarity: three_decimals(similarity),
            pages_before: before.head().pages,
            edition_before: before.head().edition.as_deref().map(str::to_owned),
            ..whole(after.head(), ChangeKind::Renamed)
        });
        changes.extend(fields::changes(before.read()?.as_ref(), after.read()?.as_ref()));
    }
    changes.extend(matched.added.into_iter().map(added));
    changes.extend(matched.removed.into_iter().map(removed));
    Ok(changes)
}

fn added(job: Job<'_>) -> Change {
    whole(job.head(), ChangeKind::Added)
}

fn removed(job: Job<'_>) -> Change {
    let change = whole(job.head(), ChangeKind::Removed);
    Change {
        pages_before: change.pages_after,
        pages_after: None,
        edition_before: change.edition_after,
        edition_after: None,
        ..change
    }
}

/// A job that something happened to.
struct Subject<'a> {
    job_id: &'a str,
    title: &'a str,
    pages: Option<[u32; 2]>,
    edition: Option<&'a str>,
}

impl<'a> From<&'a Head> for Subject<'a> {
    fn from(head: &'a Head) -> Self {
        Self { job_id: &head.job_id, title: &head.title, pages: head.pages, edition: head.edition.as_deref() }
    }
}

impl<'a> From<&'a Record> for Subject<'a> {
    fn from(job: &'a Record) -> Self {
        Self { job_id: &job.job_id, title: &job.title, pages: job.pages, edition: job.edition.as_deref() }
    }
}

/// A change of a job as a whole.
fn whole<'a>(job: impl Into<Subject<'a>>, change: ChangeKind) -> Change {
    let job = job.into();
    Change {
        change,
        job_id: job.job_id.to_owned(),
        title: job.title.to_owned(),
        previous_title: None,
        previous_job_id: None,
        field: String::new(),
        before: None,
        after: None,
        similarity: 0.0,
        pages_before: None,
        pages_after: job.pages,
        edition_before: None,
        edition_after: job.edition.map(str::to_owned),
        cause: None,
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
