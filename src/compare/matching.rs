//! Which job of the old edition is which job of the new one.

use std::collections::BTreeMap;

use super::fold::fold;
use crate::model::record::Record;

/// Share of words in common from which two jobs of different titles are one job, renamed.
const RENAMED_FROM: f64 = 0.6;

/// Jobs of two editions, put side by side.
#[derive(Debug, Default)]
pub(super) struct Matching<'a> {
    pub(super) same: Vec<(&'a Record, &'a Record)>,
    /// With the share of words in common.
    pub(super) renamed: Vec<(&'a Record, &'a Record, f64)>,
    pub(super) added: Vec<&'a Record>,
    pub(super) removed: Vec<&'a Record>,
}

/// Matches by id, then by content.
pub(super) fn matching<'a>(old: &'a [Record], new: &'a [Record]) -> Matching<'a> {
    let (mut old, mut new) = (by_id(old), by_id(new));
    let mut matching = Matching::default();
    let kept: Vec<&str> = old.keys().copied().filter(|id| new.contains_key(id)).collect();
    for id in kept {
        matching.same.extend(old.remove(id).zip(new.remove(id)));
    }
    let mut pairs = pairs(&old, &new);
    pairs.sort_by(|a, b| {
        let theme = |pair: &(&Record, &Record, f64)| pair.0.theme == pair.1.theme;
        b.2.total_cmp(&a.2)
            .then_with(|| theme(b).cmp(&theme(a)))
            .then_with(|| (&a.0.job_id, &a.1.job_id).cmp(&(&b.0.job_id, &b.1.job_id)))
    });
    for (before, after, score) in pairs {
        let free = old.contains_key(before.job_id.as_str()) && new.contains_key(after.job_id.as_str());
        if free {
            old.remove(before.job_id.as_str());
            new.remove(after.job_id.as_str());
            matching.renamed.push((before, after, score));
        }
    }
    matching.removed = old.into_values().collect();
    matching.added = new.into_values().collect();
    matching
}

/// One record an id: a job that several reports describe counts once, as the latest of them has it.
fn by_id(records: &[Record]) -> BTreeMap<&str, &Record> {
    let mut jobs: BTreeMap<&str, &Record> = BTreeMap::new();
    for record in records {
        let kept = jobs.entry(&record.job_id).or_insert(record);
        if (&record.edition, &kept.record_id) > (&kept.edition, &record.record_id) {
            *kept = record;
        }
    }
    jobs
}

/// All pairs close enough to be one job.
fn pairs<'a>(old: &BTreeMap<&str, &'a Record>, new: &BTreeMap<&str, &'a Record>) -> Vec<(&'a Record, &'a Record, f64)> {
    let after: Vec<(&Record, Vec<String>)> = new.values().map(|job| (*job, words(job))).collect();
    let mut pairs = Vec::new();
    for before in old.values() {
        let before_words = words(before);
        for (after, after_words) in &after {
            let score = shared(&before_words, after_words);
            if before.collection == after.collection && before.kind == after.kind && score >= RENAMED_FROM {
                pairs.push((*before, *after, score));
            }
        }
    }
    pairs
}

/// The words of a job's sections, sorted.
fn words(job: &Record) -> Vec<String> {
    let folded = job.sections.iter().map(|section| fold(&section.text).to_lowercase());
    let mut words: Vec<String> = folded
        .flat_map(|text| {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    words.sort_unstable();
    words
}

/// Share of two sorted lists that is in both; 0 when both are empty.
fn shared(a: &[String], b: &[String]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0_u32);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                (i, j) = (i + 1, j + 1);
                common += 1;
            }
        }
    }
    2.0 * f64::from(common) / (a.len() + b.len()).max(1) as f64
}
