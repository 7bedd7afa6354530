//! Which pairs of jobs are worth comparing: those that are found by the same telling stems.
//!
//! An inverted index from stems to jobs, as in text retrieval. A job is in the lists of the stems of its names and of the
//! heaviest stems of its texts. What is in a list depends on the job alone, and which pairs are looked at on the two
//! jobs of the pair, so that another report changes nothing; only lists longer than [`LONGEST_POSTING`], which a few
//! thousand jobs about one thing may fill, are passed over.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::rarity::weight;
use super::signature::Signature;
use super::thresholds::{BODY_POSTINGS, LONGEST_POSTING, POSTED_STEM, WORTH_A_LOOK};

/// What a stem of a name finds a job by, at most: a name that is shared whole is always worth a look.
const NAME_STEM: f32 = 1.0;
/// Mixed into the key of a whole name, which is no stem.
const WHOLE: u32 = 0x9e37_79b9;
/// Mixed into the key of an acronym.
const ACRONYM: u32 = 0x85eb_ca6b;

/// Tells `pair` of each pair of places in `jobs`, the lower first; none within a collection. They may be many more than
/// what is kept of them, so they are never together in memory.
pub(super) fn candidates(jobs: &[&Signature], mut pair: impl FnMut(usize, usize)) {
    let posted: Vec<Vec<(u32, f32)>> = jobs.iter().map(|job| postings(job)).collect();
    let mut index: HashMap<u32, Vec<(u32, f32)>, FxBuildHasher> = HashMap::default();
    for (own, keys) in posted.iter().enumerate() {
        for (key, value) in keys {
            index.entry(*key).or_default().push((u32::try_from(own).unwrap_or(u32::MAX), *value));
        }
    }
    let mut common: Vec<f32> = vec![0.0; jobs.len()];
    let mut touched: Vec<usize> = Vec::new();
    for (own, keys) in posted.iter().enumerate() {
        for (key, value) in keys {
            let Some(others) = index.get(key).filter(|others| others.len() <= LONGEST_POSTING) else { continue };
            for &(other, other_value) in others {
                let other = other as usize;
                if other < own && jobs[other].collection != jobs[own].collection {
                    if common[other] == 0.0 {
                        touched.push(other);
                    }
                    common[other] += value.min(other_value);
                }
            }
        }
        for other in touched.drain(..) {
            if common[other] >= WORTH_A_LOOK {
                pair(other, own);
            }
            common[other] = 0.0;
        }
    }
}

/// What a job is found by, each once.
fn postings(job: &Signature) -> Vec<(u32, f32)> {
    let mut found: Vec<(u32, f32)> = Vec::new();
    let mut body: Vec<(u32, f32)> = job.stems.iter().map(|key| (*key, job.value(*key))).collect();
    body.retain(|(key, _)| weight(*key) >= POSTED_STEM);
    body.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    body.truncate(BODY_POSTINGS);
    found.extend(body);
    for name in &job.names {
        let mut stems = name.stems.to_vec();
        stems.sort_unstable();
        let whole = stems.iter().fold(WHOLE, |key, stem| (key ^ stem).wrapping_mul(0x0100_0193));
        found.push((whole, WORTH_A_LOOK));
        found.extend(stems.iter().filter(|key| weight(**key) >= 0.3).map(|key| (*key, NAME_STEM)));
    }
    found.extend(job.acronym.map(|key| (key ^ ACRONYM, WORTH_A_LOOK)));
    found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    found.dedup_by_key(|(key, _)| *key);
    found
}
