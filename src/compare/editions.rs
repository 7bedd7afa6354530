//! Which edition is compared with which: two editions are never taken for one.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::side::Job;
use super::{added, matching, pair, removed};
use crate::model::change::Change;
use crate::model::dataset::Dataset;

/// The records of one collection by edition, oldest first; those of undated documents under nothing, before all.
type Editions<'a> = BTreeMap<Option<&'a str>, Vec<Job<'a>>>;

/// The collections of a dataset with their editions.
fn collections(dataset: &Dataset) -> BTreeMap<&str, Editions<'_>> {
    let mut collections: BTreeMap<&str, Editions<'_>> = BTreeMap::new();
    for job in Job::all(&dataset.jobs) {
        let editions = collections.entry(&job.head().collection).or_default();
        editions.entry(job.head().edition.as_deref()).or_default().push(job);
    }
    collections
}

/// What differs between neighbouring editions of one dataset.
pub(super) fn side_by_side(dataset: &Dataset) -> io::Result<Vec<Change>> {
    let mut changes = Vec::new();
    for editions in collections(dataset).into_values() {
        // Where an undated document stands among the others, nobody knows.
        let dated: Vec<_> = editions.iter().filter(|(edition, _)| edition.is_some()).collect();
        for neighbours in dated.windows(2) {
            if let [(_, before), (_, after)] = neighbours {
                changes.extend(pair(before, after)?);
            }
        }
    }
    Ok(changes)
}

/// What differs between the editions of two datasets.
pub(super) fn compared(old: &Dataset, new: &Dataset) -> io::Result<Vec<Change>> {
    let (old, new) = (collections(old), collections(new));
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let none = Editions::new();
    let mut changes = Vec::new();
    for name in names {
        changes.extend(compared_collection(old.get(name).unwrap_or(&none), new.get(name).unwrap_or(&none))?);
    }
    Ok(changes)
}

fn compared_collection(old: &Editions<'_>, new: &Editions<'_>) -> io::Result<Vec<Change>> {
    let mut changes = Vec::new();
    // Editions of the old side that something was compared with.
    let mut followed: BTreeSet<Option<&str>> = BTreeSet::new();
    let mut without_predecessor = Vec::new();
    for (edition, records) in new {
        if let Some(before) = old.get(edition) {
            followed.insert(*edition);
            changes.extend(pair(before, records)?);
            continue;
        }
        let earlier_old = old.range(..*edition).next_back().map(|(edition, records)| (edition, false, records));
        let earlier_new = new.range(..*edition).next_back().map(|(edition, records)| (edition, true, records));
        match earlier_old.into_iter().chain(earlier_new).max_by_key(|(edition, is_new, _)| (*edition, *is_new)) {
            Some((edition, is_new, before)) => {
                if !is_new {
                    followed.insert(*edition);
                }
                changes.extend(pair(before, records)?);
            }
            None => without_predecessor.push(records),
        }
    }
    // An edition put in the place of a later one, or a document whose date is no longer found.
    let mut free = old.iter().filter(|(edition, _)| !followed.contains(*edition)).collect::<Vec<_>>().into_iter();
    let all_old: Vec<Job<'_>> = old.values().flatten().copied().collect();
    for records in without_predecessor {
        match free.next() {
            Some((_, before)) => changes.extend(pair(before, records)?),
            // An older edition laid beside the others: only the jobs that none of them has are new.
            None => changes.extend(matching::matching(&all_old, records)?.added.into_iter().map(added)),
        }
    }
    // An edition that is there no more, although others are: only the jobs that none of them has are gone.
    let all_new: Vec<Job<'_>> = new.values().flatten().copied().collect();
    let gone: Vec<Job<'_>> = free.flat_map(|(_, records)| records).copied().collect();
    changes.extend(matching::matching(&gone, &all_new)?.removed.into_iter().map(removed));
    Ok(changes)
}
