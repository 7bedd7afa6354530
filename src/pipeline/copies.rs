//! Files that hold what another file holds: a report saved anew, whose bytes are others and whose jobs are the same.

use std::collections::BTreeMap;
use std::io;

use crate::compare;
use crate::message;
use crate::model::dataset::Dataset;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::records::{Head, Records};

/// Reports of one collection and date that have the same jobs and say other things of them: above this number, a further
/// one is no longer compared with all of them.
const MOST_VERSIONS: usize = 32;

/// A job's id, which its collection begins, and its edition.
type Name<'d> = (&'d str, Option<&'d str>);

/// Marks the files of which an earlier one has the same jobs, word for word, and tells so. Records are read only where two
/// files have jobs of the same names and date.
///
/// # Errors
/// When a record cannot be read.
pub(super) fn mark(dataset: &mut Dataset) -> io::Result<()> {
    let mut copies: Vec<(String, String)> = Vec::new();
    for files in alike(dataset.jobs.heads()).values_mut().filter(|files| files.len() > 1) {
        let heads = dataset.jobs.heads();
        // A text without pages tells less than the document that it was taken from. Stable: else the first file counts.
        files.sort_by_key(|places| heads[places[0]].pages.is_none());
        let mut versions: Vec<&Vec<usize>> = Vec::new();
        for file in files.iter() {
            let mut original = None;
            for version in &versions {
                if original.is_none() && same(&dataset.jobs, version, file)? {
                    original = Some(version[0]);
                }
            }
            match original {
                Some(original) => {
                    copies.push((heads[file[0]].source_id.to_string(), heads[original].source_id.to_string()));
                }
                None if versions.len() < MOST_VERSIONS => versions.push(file),
                None => {}
            }
        }
    }
    for (copy, original) in copies {
        if let Some(issue) = tell(dataset, &copy, &original) {
            dataset.issues.add(&issue)?;
        }
    }
    Ok(())
}

/// The places of the records of each file, sorted by the ids of the jobs, under these ids and their editions.
fn alike(heads: &[Head]) -> BTreeMap<Vec<Name<'_>>, Vec<Vec<usize>>> {
    let mut files: BTreeMap<Vec<Name<'_>>, Vec<Vec<usize>>> = BTreeMap::new();
    let mut start = 0;
    // The records of a file stand together.
    for of_file in heads.chunk_by(|one, next| one.source_id == next.source_id) {
        let names = of_file.iter().map(|head| (&*head.job_id, head.edition.as_deref()));
        let mut jobs: Vec<(Name<'_>, usize)> = names.zip(start..).collect();
        jobs.sort_unstable();
        let (names, places) = jobs.into_iter().unzip();
        files.entry(names).or_default().push(places);
        start += of_file.len();
    }
    files
}

/// Whether all records of two files say the same.
fn same(records: &Records, one: &[usize], other: &[usize]) -> io::Result<bool> {
    for (one, other) in one.iter().zip(other) {
        if !compare::says_the_same(records.get(*one)?.as_ref(), records.get(*other)?.as_ref()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Marks the source and makes the issue.
fn tell(dataset: &mut Dataset, copy: &str, original: &str) -> Option<Diagnostic> {
    let original_file = dataset.sources.iter().find(|row| row.source_id == original)?.file.clone();
    let row = dataset.sources.iter_mut().find(|row| row.source_id == copy)?;
    row.copy_of = Some(original.to_owned());
    let message = match &row.edition {
        Some(edition) => message!("same-edition-of", file = original_file, edition),
        None => message!("same-edition", file = original_file),
    };
    let mut issue = Diagnostic::new(Severity::Warning, "same-edition", message);
    issue.file.clone_from(&row.file);
    Some(issue)
}
