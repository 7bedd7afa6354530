//! The ids of records: slugs of titles, numbered where two titles of one source meet.

use std::collections::BTreeSet;

use crate::model::record::Record;
use crate::normalise::text::slug;

/// Fills `record_id`, `job_id` and `occupation_id` of one source's records, and turns the title in `parent` into a `record_id`.
pub(super) fn assign(source_id: &str, records: &mut [Record]) {
    let slugs: Vec<String> = records.iter().map(|record| title_slug(&record.title)).collect();
    let record_ids = numbered(slugs.iter().map(|slug| format!("{source_id}/{slug}")).collect());
    let job_ids =
        numbered(records.iter().zip(&slugs).map(|(record, slug)| format!("{}/{slug}", record.collection)).collect());
    for ((record, record_id), job_id) in records.iter_mut().zip(record_ids).zip(job_ids) {
        record.record_id = record_id;
        record.job_id = job_id;
        // Until its report is laid beside others.
        record.occupation_id = record.occupation().map(str::to_owned);
    }
    for place in 0..records.len() {
        if let Some(parent) = records[place].parent.take() {
            records[place].parent = record_of(&records[..place], &parent);
            if records[place].parent.is_none() {
                records[place].issues.push("parent-unknown".to_owned());
            }
        }
    }
}

/// The id of the last of `records` with this title; `None` when none has it.
pub(super) fn record_of(records: &[Record], title: &str) -> Option<String> {
    records.iter().rev().find(|record| record.title == title).map(|record| record.record_id.clone())
}

fn title_slug(title: &str) -> String {
    let slug = slug(title);
    if slug.is_empty() { "untitled".to_owned() } else { slug }
}

/// The second and further equal ids get `-2`, `-3`, …, but never an id that another one has by itself.
fn numbered(ids: Vec<String>) -> Vec<String> {
    let mut taken: BTreeSet<String> = ids.iter().cloned().collect();
    let mut seen = BTreeSet::new();
    ids.into_iter()
        .map(|id| {
            if seen.insert(id.clone()) {
                return id;
            }
            let free = (2_usize..).map(|number| format!("{id}-{number}")).find(|id| !taken.contains(id)).unwrap_or(id);
            taken.insert(free.clone());
            free
        })
        .collect()
}
