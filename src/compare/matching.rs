//! Which job of the old edition is which job of the new one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::content::{Content, share_in_common};
use super::side::{Job, Name, Side};
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
    pub(super) same: Vec<(Job<'a>, Job<'a>)>,
    /// With how alike they are.
    pub(super) renamed: Vec<(Job<'a>, Job<'a>, f64)>,
    pub(super) added: Vec<Job<'a>>,
    pub(super) removed: Vec<Job<'a>>,
}

/// The records of one title on both sides.
struct Group<'n> {
    before: &'n [usize],
    after: &'n [usize],
    /// Those that are the same to the last letter, and those of which that is not known: on both sides.
    equal: Vec<(usize, usize)>,
    rest: [Vec<usize>; 2],
}

impl<'n> Group<'n> {
    fn of(old: &Side<'_, '_>, before: &'n [usize], new: &Side<'_, '_>, after: &'n [usize]) -> Self {
        let mut by_digest: BTreeMap<&[u8; 16], Vec<usize>> = BTreeMap::new();
        // The first of them is taken first.
        after.iter().rev().for_each(|place| by_digest.entry(&new.head(*place).digest).or_default().push(*place));
        let mut group = Self { before, after, equal: Vec::new(), rest: [Vec::new(), Vec::new()] };
        for &place in before {
            match by_digest.get_mut(&old.head(place).digest).and_then(Vec::pop) {
                Some(same) => group.equal.push((place, same)),
                None => group.rest[0].push(place),
            }
        }
        let taken: BTreeSet<usize> = group.equal.iter().map(|(_, place)| *place).collect();
        group.rest[1] = after.iter().copied().filter(|place| !taken.contains(place)).collect();
        group
    }

    /// Whether the words of its records decide on which of them is which.
    fn is_open(&self) -> bool {
        let [before, after] = &self.rest;
        !before.is_empty() && !after.is_empty() && before.len() + after.len() > 2
    }

    /// Whether it has records of which none of this title may be left on the other side.
    fn is_uneven(&self) -> bool {
        self.before.len() != self.after.len()
    }
}

/// Matches by title, then by content.
pub(super) fn matching<'a>(old: &[Job<'a>], new: &[Job<'a>]) -> io::Result<Matching<'a>> {
    let (old, new) = (Side::of(old), Side::of(new));
    let names: BTreeSet<&Name> = old.names().chain(new.names()).collect();
    let groups: Vec<Group<'_>> =
        names.into_iter().map(|name| Group::of(&old, old.named(name), &new, new.named(name))).collect();
    let [old_content, new_content] = contents(&old, &new, &groups)?;
    let (old, new) = (Told { side: &old, content: &old_content }, Told { side: &new, content: &new_content });
    let mut matching = Matching::default();
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for Group { before, after, equal, rest } in groups {
        let mut pairs = equal;
        pairs.extend(same_title(&old, &rest[0], &new, &rest[1])?);
        matching.same.extend(pairs.iter().map(|&(before, after)| (old.side.job(before), new.side.job(after))));
        let (taken_before, taken_after): (Vec<usize>, Vec<usize>) = pairs.into_iter().unzip();
        let (jobs_before, jobs_after) = (jobs(old.side, before), jobs(new.side, after));
        removed.extend(surplus(old.side, before, &taken_before, jobs_before.saturating_sub(jobs_after)));
        added.extend(surplus(new.side, after, &taken_after, jobs_after.saturating_sub(jobs_before)));
    }
    for candidate in renamed(&old, &removed, &new, &added)? {
        // The best come first; each job is one other job at most.
        if removed.contains(&candidate.before) && added.contains(&candidate.after) {
            removed.retain(|place| *place != candidate.before);
            added.retain(|place| *place != candidate.after);
            let (before, after) = (old.side.job(candidate.before), new.side.job(candidate.after));
            matching.renamed.push((before, after, candidate.alike));
        }
    }
    matching.removed = removed.into_iter().map(|place| old.side.job(place)).collect();
    matching.added = added.into_iter().map(|place| new.side.job(place)).collect();
    Ok(matching)
}

/// A side with what tells its jobs apart.
struct Told<'s, 'a> {
    side: &'s Side<'s, 'a>,
    content: &'s Content,
}

impl Told<'_, '_> {
    fn words(&self, places: &[usize]) -> io::Result<Vec<Vec<String>>> {
        places.iter().map(|place| self.content.words(self.side.job(*place))).collect()
    }
}

/// What tells the jobs apart of which neither title nor digest says which is which.
fn contents(old: &Side<'_, '_>, new: &Side<'_, '_>, groups: &[Group<'_>]) -> io::Result<[Content; 2]> {
    let uneven = |side: usize| groups.iter().any(|group| group.is_uneven() && !group.rest[side].is_empty());
    // A job is renamed where one is gone and one is new.
    let renamed = uneven(0) && uneven(1);
    let asked = |side: usize| {
        let wanted = groups.iter().filter(|group| group.is_open() || (renamed && group.is_uneven()));
        wanted.flat_map(|group| group.rest[side].iter().copied()).collect::<Vec<usize>>()
    };
    Content::of([old.jobs(), new.jobs()], [&asked(0), &asked(1)])
}

/// Pairs of the records of one title: several where sources hold copies of one edition, or one source has two jobs of
/// one title. Those go together that say the same, then those of the same file.
fn same_title(
    old: &Told<'_, '_>,
    before: &[usize],
    new: &Told<'_, '_>,
    after: &[usize],
) -> io::Result<Vec<(usize, usize)>> {
    match (before, after) {
        ([], _) | (_, []) => return Ok(Vec::new()),
        ([before], [after]) => return Ok(vec![(*before, *after)]),
        _ => {}
    }
    let (old_words, new_words) = (old.words(before)?, new.words(after)?);
    let mut pairs = Vec::new();
    for (&b, old_words) in before.iter().zip(&old_words) {
        for (&a, new_words) in after.iter().zip(&new_words) {
            let (old_job, new_job) = (old.side.head(b), new.side.head(a));
            let alike = share_in_common(old_words, new_words);
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
    Ok(best)
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
fn renamed(old: &Told<'_, '_>, removed: &[usize], new: &Told<'_, '_>, added: &[usize]) -> io::Result<Vec<Candidate>> {
    if removed.is_empty() || added.is_empty() {
        return Ok(Vec::new());
    }
    let (all_old_words, all_new_words) = (old.words(removed)?, new.words(added)?);
    let (old, new) = (old.side, new.side);
    let in_new = |name: &Name| !new.named(name).is_empty();
    let in_old = |name: &Name| !old.named(name).is_empty();
    let added_neighbours: Vec<_> = added.iter().map(|place| new.neighbours(*place, in_old)).collect();
    let mut candidates = Vec::new();
    for (&before, old_words) in removed.iter().zip(&all_old_words) {
        let before_neighbours = old.neighbours(before, in_new);
        for ((&after, new_words), after_neighbours) in added.iter().zip(&all_new_words).zip(&added_neighbours) {
            let (old_job, new_job) = (old.head(before), new.head(after));
            if old_job.kind != new_job.kind {
                continue;
            }
            let (fewest, most) = (old_words.len().min(new_words.len()), old_words.len().max(new_words.len()));
            // Lists of so unequal length cannot have enough in common.
            if most > 0 && 2.0 * fewest as f64 / ((fewest + most) as f64) < RENAMED_IN_PLACE_FROM {
                continue;
            }
            let same_theme = match (&old_job.theme, &new_job.theme) {
                (Some(old), Some(new)) => same_heading(old, new),
                (old, new) => old.is_none() && new.is_none(),
            };
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
    Ok(candidates)
}
