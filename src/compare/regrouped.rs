//! Which jobs go by another occupation than before, although their reports may say what they said.

use std::collections::BTreeMap;

use super::whole;
use crate::model::change::{Change, ChangeKind};
use crate::model::records::Head;

/// One row for each job that both sides have and that goes by another occupation on the new one.
pub(super) fn regrouped(old: &[Head], new: &[Head]) -> Vec<Change> {
    let before = latest(old);
    let moved = latest(new).into_iter().filter_map(|(job, after)| {
        let before = before.get(job)?;
        (before.occupation() != after.occupation()).then(|| Change {
            field: "occupation_id".to_owned(),
            before: before.occupation().map(str::to_owned),
            after: after.occupation().map(str::to_owned),
            pages_before: before.pages,
            edition_before: before.edition.as_deref().map(str::to_owned),
            ..whole(after, ChangeKind::Regrouped)
        })
    });
    moved.collect()
}

/// Each job in its latest edition; a job has one occupation in all of them.
fn latest(heads: &[Head]) -> BTreeMap<&str, &Head> {
    let mut latest: BTreeMap<&str, &Head> = BTreeMap::new();
    for head in heads.iter().filter(|head| head.occupation().is_some()) {
        let known = latest.entry(&head.job_id).or_insert(head);
        if head.edition > known.edition {
            *known = head;
        }
    }
    latest
}
