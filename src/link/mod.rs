//! Links between jobs of different reports, and the occupations that they make.
//!
//! Two phases, so that the records of a big dataset may stay on disk. [`Signature::of`] keeps some hundred bytes of each
//! record; [`links`] compares the signatures and reads each record once more, for citations and evidence.
//!
//! What decides is explained, with figures, in `docs/LINKS.md`. A link depends on the two jobs alone: how much a word
//! tells is in tables that are part of the program, so another report changes no link. There is one exception: a `same`
//! link that joins two jobs of one collection over a third report is `close` (see [`occupations`]).

mod candidates;
mod citations;
mod evidence;
mod judge;
mod names;
mod occupations;
mod passages;
mod rarity;
mod signature;
mod thresholds;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use citations::{Citation, Names};
use evidence::Excerpt;
use judge::Verdict;
use thresholds::{BODY_OF_COUNTERPARTS, CLOSE, CLOSE_TO_EACH_OTHER, CLOSEST, ONE_THEME, TELLING_NAME};

use crate::model::dataset::{EvidenceWhere, Link};
use crate::model::record::Record;
use crate::text::three_decimals;

pub use occupations::occupations;
pub use signature::Signature;

/// Two jobs that are the same or close, before their texts are read again.
#[derive(Debug, Clone, Copy)]
struct Pair {
    /// The job with the lower `job_id`.
    a: usize,
    b: usize,
    verdict: Verdict,
}

/// The links between jobs, sorted by `a` and `b`; one a pair, none inside a collection. For `same` and `close`, `a` is the
/// lower `job_id`; for `cites`, `a` cites `b`. The evidence has 15 words at most and stands in the latest edition of `a`.
///
/// `fetch` reads again the record of the signature at a place; it is asked once for each job, in ascending order. Of
/// several editions of a job the latest counts; of several files of one edition, the one whose content comes first in an
/// order that knows no file names.
///
/// Time grows with the words of all texts, and with the pairs of jobs that share telling stems.
///
/// # Errors
///
/// Those of `fetch`.
pub fn links(
    signatures: &[Signature],
    fetch: &mut dyn FnMut(usize) -> io::Result<Arc<Record>>,
) -> io::Result<Vec<Link>> {
    let places = latest_editions(signatures);
    let jobs: Vec<&Signature> = places.iter().map(|&place| &signatures[place]).collect();
    let pairs = compared(&jobs);
    let mut evidence_of: Vec<Vec<usize>> = vec![Vec::new(); jobs.len()];
    for (at, pair) in pairs.iter().enumerate() {
        evidence_of[pair.a].push(at);
    }
    let names = Names::of(&jobs);
    let mut excerpts: Vec<Option<Excerpt>> = vec![None; pairs.len()];
    let mut cited: BTreeMap<(usize, usize), (usize, Citation)> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        let record = fetch(*place)?;
        for &pair in &evidence_of[at] {
            excerpts[pair] = Some(evidence::in_common(&record, jobs[pairs[pair].b]));
        }
        for citation in names.cited_by(at, &record) {
            let pair = (at.min(citation.cited), at.max(citation.cited));
            // Where both cite each other, the clearer one counts.
            let clearer = |(_, known): &(usize, Citation)| {
                citation.score > known.score
                    || (citation.score == known.score && jobs[at].job_id < jobs[citation.cited].job_id)
            };
            if cited.get(&pair).is_none_or(clearer) {
                cited.insert(pair, (at, citation));
            }
        }
    }
    Ok(put_together(&jobs, &pairs, excerpts, cited))
}

/// The jobs' latest editions, as places of signatures, ascending.
fn latest_editions(signatures: &[Signature]) -> Vec<usize> {
    let mut latest: HashMap<&str, usize, FxBuildHasher> = HashMap::default();
    let mut places = Vec::new();
    for (place, job) in signatures.iter().enumerate().filter(|(_, job)| job.is_job) {
        let rank = |job: &Signature| (job.edition.clone(), std::cmp::Reverse(job.imprint));
        let known = latest.entry(&job.job_id).or_insert(place);
        let (new, old) = (rank(job), rank(&signatures[*known]));
        if new > old || (new == old && job.record_id < signatures[*known].record_id) {
            *known = place;
        }
    }
    for (place, job) in signatures.iter().enumerate().filter(|(_, job)| job.is_job) {
        if latest.get(&*job.job_id) == Some(&place) {
            places.push(place);
        }
    }
    places
}

/// All pairs that are the same, and of those that are close the closest.
fn compared(jobs: &[&Signature]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    candidates::candidates(jobs, |one, other| {
        let (a, b) = if jobs[one].job_id <= jobs[other].job_id { (one, other) } else { (other, one) };
        match judge::judge(jobs[a], jobs[b]) {
            Verdict::Apart => {}
            verdict => pairs.push(Pair { a, b, verdict }),
        }
    });
    pairs.sort_unstable_by_key(|Pair { a, b, .. }: &Pair| (*a.min(b), *a.max(b)));
    let mut order: Vec<(f32, usize)> = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        if let Verdict::Close(score) = pair.verdict {
            order.push((score, at));
        }
    }
    favour_mutual(jobs, &mut pairs, &mut order);
    let ids = |at: usize| (&jobs[pairs[at].a].job_id, &jobs[pairs[at].b].job_id);
    order.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| ids(x.1).cmp(&ids(y.1))));
    // What each job is linked to in each other collection already, the closest first.
    let mut taken: HashMap<(usize, &str), Vec<usize>, FxBuildHasher> = HashMap::default();
    for pair in pairs.iter().filter(|pair| matches!(pair.verdict, Verdict::Same(_))) {
        taken.entry((pair.a, &*jobs[pair.b].collection)).or_default().push(pair.b);
        taken.entry((pair.b, &*jobs[pair.a].collection)).or_default().push(pair.a);
    }
    let mut kept = vec![true; pairs.len()];
    for (score, at) in order {
        let Pair { a, b, .. } = pairs[at];
        let sides = [(a, b), (b, a)];
        let named = judge::likeness(jobs[a], jobs[b]).specific >= TELLING_NAME;
        kept[at] = score >= CLOSE
            && sides.iter().all(|&(one, other)| {
                let others = taken.get(&(one, &*jobs[other].collection)).map_or(&[][..], Vec::as_slice);
                // What a report says of a whole theme brings the one job near that is nearest by name.
                let theme = |known: &usize| jobs[*known].body_likeness(jobs[other]) >= ONE_THEME;
                others.len() < CLOSEST && (named || !others.iter().any(theme))
            });
        for (one, other) in sides.into_iter().filter(|_| kept[at]) {
            taken.entry((one, &*jobs[other].collection)).or_default().push(other);
        }
    }
    let mut kept = kept.into_iter();
    pairs.retain(|_| kept.next().unwrap_or(true));
    pairs
}

/// Adds to the scores of pairs of which each is the closest that the other's report has, if their texts agree.
fn favour_mutual<'s>(jobs: &[&'s Signature], pairs: &mut [Pair], order: &mut [(f32, usize)]) {
    let mut closest: HashMap<(usize, &'s str), f32, FxBuildHasher> = HashMap::default();
    let sides = |pair: &Pair| [(pair.a, &*jobs[pair.b].collection), (pair.b, &*jobs[pair.a].collection)];
    for (pair, score) in pairs.iter().filter_map(|pair| Some((pair, pair.verdict.score()?))) {
        for side in sides(pair) {
            let known = closest.entry(side).or_default();
            *known = known.max(score);
        }
    }
    for (score, at) in order.iter_mut() {
        let pair = pairs[*at];
        let agree = jobs[pair.a].body_likeness(jobs[pair.b]) >= BODY_OF_COUNTERPARTS;
        if agree && sides(&pair).iter().all(|side| closest.get(side).is_none_or(|closest| *score >= *closest)) {
            *score = (*score + CLOSE_TO_EACH_OTHER).min(1.0);
            pairs[*at].verdict = Verdict::Close(*score);
        }
    }
}

/// `same` before `cites` before `close`.
fn put_together(
    jobs: &[&Signature],
    pairs: &[Pair],
    excerpts: Vec<Option<Excerpt>>,
    mut cited: BTreeMap<(usize, usize), (usize, Citation)>,
) -> Vec<Link> {
    let mut found = Vec::new();
    for (pair, excerpt) in pairs.iter().zip(excerpts) {
        let key = (pair.a.min(pair.b), pair.a.max(pair.b));
        let excerpt = excerpt.unwrap_or(Excerpt { text: String::new(), place: None });
        match pair.verdict {
            Verdict::Same(score) => {
                cited.remove(&key);
                found.push(found_link(jobs, (pair.a, pair.b), "same", score, excerpt));
            }
            Verdict::Close(score) if !cited.contains_key(&key) => {
                found.push(found_link(jobs, (pair.a, pair.b), "close", score, excerpt));
            }
            _ => {}
        }
    }
    for (citing, citation) in cited.into_values() {
        found.push(found_link(jobs, (citing, citation.cited), "cites", citation.score, citation.excerpt));
    }
    found.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    for place in occupations::contradicted(jobs, &found) {
        "close".clone_into(&mut found[place].relation);
    }
    found
}

fn found_link(jobs: &[&Signature], (a, b): (usize, usize), relation: &str, score: f32, excerpt: Excerpt) -> Link {
    Link {
        a: jobs[a].job_id.to_string(),
        b: jobs[b].job_id.to_string(),
        relation: relation.to_owned(),
        score: three_decimals(f64::from(score.clamp(0.0, 1.0))),
        evidence: excerpt.text,
        evidence_where: EvidenceWhere {
            record_id: jobs[a].record_id.to_string(),
            page: excerpt.place.map(|place| place.page),
            bbox: excerpt.place.map(|place| place.bbox),
        },
    }
}
