//! Which job of the old edition is which job of the new one.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::content::share_in_common;
use super::side::{Name, Side};
use crate::model::record::Record;
use crate::text::wording::same_heading;
use crate::text::{fold, three_decimals};

/// Share of telling words in common from which two jobs of different titles are one job, renamed.
const RENAMED_FROM: f64 = 0.6;
/// The same for two jobs under one theme and beside the same neighbour.
const RENAMED_IN_PLACE_FROM: f64 = 0.55;
/// Fewer telling words than these are less evidence: theme and neighbour must be the same as well, or nearly all words.
const FEW_WORDS: usize = 8;
const NEARLY_ALL: f64 = 0.9;
/// How alike the titles of two jobs must be of which nothing else is told, theme and neighbour being the same.
const TITLES_ALIKE_FROM: f64 = 0.75;

/// Jobs of two editions, put side by side.
#[derive(Debug, Default)]
pub(super) struct Matching<'a> {
    pub(super) same: Vec<(&'a Record, &'a Record)>,
    /// With how alike they are.
    pub(super) renamed: Vec<(&'a Record, &'a Record, f64)>,
    pub(super) added: Vec<&'a Record>,
    pub(super) removed: Vec<&'a Record>,
}

/// Matches by title, then by content.
pub(super) fn matching<'a>(old: &[&'a Record], new: &[&'a Record]) -> Matching<'a> {
    let (old, new) = (Side::of(old), Side::of(new));
    let mut matching = Matching::default();
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    let names: BTreeSet<&Name> = old.names().chain(new.names()).collect();
    for name in names {
        let (before, after) = (old.named(name), new.named(name));
        let pairs = same_title(&old, before, &new, after);
        matching.same.extend(pairs.iter().map(|&(before, after)| (old.record(before), new.record(after))));
        let (taken_before, taken_after): (Vec<usize>, Vec<usize>) = pairs.into_iter().unzip();
        let (jobs_before, jobs_after) = (jobs(&old, before), jobs(&new, after));
        removed.extend(surplus(&old, before, &taken_before, jobs_before.saturating_sub(jobs_after)));
        added.extend(surplus(&new, after, &taken_after, jobs_after.saturating_sub(jobs_before)));
    }
    for candidate in renamed(&old, &removed, &new, &added) {
        // The best come first; each job is one other job at most.
        if removed.contains(&candidate.before) && added.contains(&candidate.after) {
            removed.retain(|place| *place != candidate.before);
            added.retain(|place| *place != candidate.after);
            let (before, after) = (old.record(candidate.before), new.record(candidate.after));
            matching.renamed.push((before, after, candidate.alike));
        }
    }
    matching.removed = removed.into_iter().map(|place| old.record(place)).collect();
    matching.added = added.into_iter().map(|place| new.record(place)).collect();
    matching
}

/// Pairs of the records of one title: several where sources hold copies of one edition, or one source has two jobs of
/// one title. Those go together that say the same, then those of the same file.
fn same_title(old: &Side<'_, '_>, before: &[usize], new: &Side<'_, '_>, after: &[usize]) -> Vec<(usize, usize)> {
    if let ([before], [after]) = (before, after) {
        return vec![(*before, *after)];
    }
    let mut pairs = Vec::new();
    for &b in before {
        for &a in after {
            let (old_job, new_job) = (old.record(b), new.record(a));
            let alike = share_in_common(old.words(b), new.words(a));
            let same_file = old_job.source_id == new_job.source_id;
            pairs.push((alike, same_file, old_job.job_id == new_job.job_id, b, a));
        }
    }
    pairs.sort_by(|x, y| {
        y.0.total_cmp(&x.0).then_with(|| (y.1, y.2).cmp(&(x.1, x.2))).then((x.3, x.4).cmp(&(y.3, y.4)))
    });
    let (mut used_before, mut used_after) = (BTreeSet::new(), BTreeSet::new());
    let mut best = Vec::new();
    for (_, _, _, b, a) in pairs {
        if !used_before.contains(&b) && !used_after.contains(&a) {
            used_before.insert(b);
            used_after.insert(a);
            best.push((b, a));
        }
    }
    best
}

/// The number of jobs that these records of one title are; copies in other sources are no further jobs.
fn jobs(side: &Side<'_, '_>, places: &[usize]) -> usize {
    places.iter().map(|&place| side.in_source_of(place, places)).max().unwrap_or(0)
}

/// The records that are left over, of the source that has the title most often first.
fn surplus(side: &Side<'_, '_>, places: &[usize], taken: &[usize], most: usize) -> Vec<usize> {
    let mut rest: Vec<usize> = places.iter().copied().filter(|place| !taken.contains(place)).collect();
    rest.sort_by_key(|&place| Reverse(side.in_source_of(place, places)));
    rest.truncate(most);
    rest
}

/// A job that may be another one, renamed.
struct Candidate {
    before: usize,
    after: usize,
    alike: f64,
    /// How much else speaks for it: the theme, the neighbours, the titles.
    same_theme: bool,
    same_place: bool,
    titles_alike: f64,
}

/// All pairs close enough to be one job, the best first.
fn renamed(old: &Side<'_, '_>, removed: &[usize], new: &Side<'_, '_>, added: &[usize]) -> Vec<Candidate> {
    let in_new = |name: &Name| !new.named(name).is_empty();
    let in_old = |name: &Name| !old.named(name).is_empty();
    let mut candidates = Vec::new();
    for &before in removed {
        let before_neighbours = old.neighbours(before, in_new);
        for &after in added {
            let (old_job, new_job) = (old.record(before), new.record(after));
            if old_job.kind != new_job.kind {
                continue;
            }
            let (old_words, new_words) = (old.words(before), new.words(after));
            let (fewest, most) = (old_words.len().min(new_words.len()), old_words.len().max(new_words.len()));
            // Lists of so unequal length cannot have enough in common.
            if most > 0 && 2.0 * fewest as f64 / ((fewest + most) as f64) < RENAMED_IN_PLACE_FROM {
                continue;
            }
            let same_theme = match (&old_job.theme, &new_job.theme) {
                (Some(old), Some(new)) => same_heading(old, new),
                (old, new) => old.is_none() && new.is_none(),
            };
            let after_neighbours = new.neighbours(after, in_old);
            let same_place = (0..2).any(|side| before_neighbours[side] == after_neighbours[side]);
            let titles_alike = strsim::normalized_levenshtein(&fold(&old_job.title), &fold(&new_job.title));
            let in_place = same_theme && same_place;
            let shared = share_in_common(old_words, new_words);
            let (alike, enough) = match fewest {
                0 => (titles_alike, most == 0 && in_place && titles_alike >= TITLES_ALIKE_FROM),
                1..FEW_WORDS => (shared, shared >= if in_place { RENAMED_FROM } else { NEARLY_ALL }),
                _ => (shared, shared >= if in_place { RENAMED_IN_PLACE_FROM } else { RENAMED_FROM }),
            };
            if enough {
                let alike = three_decimals(alike);
                candidates.push(Candidate { before, after, alike, same_theme, same_place, titles_alike });
            }
        }
    }
    candidates.sort_by(|x, y| {
        y.alike
            .total_cmp(&x.alike)
            .then_with(|| (y.same_theme, y.same_place).cmp(&(x.same_theme, x.same_place)))
            .then_with(|| y.titles_alike.total_cmp(&x.titles_alike))
            .then_with(|| (x.before, x.after).cmp(&(y.before, y.after)))
    });
    candidates
}
