//! What two jobs are to each other, by their signatures alone.

use super::rarity::weight;
use super::signature::Signature;
use super::thresholds::{
    BODY_OF_COMMON_NAME, BODY_OF_NEARLY_ONE_NAME, BODY_OF_ONE_NAME, CLOSE, CLOSE_BY_BODY, CLOSE_BY_COVER,
    CLOSE_BY_NAME, CLOSE_BY_PHRASE, CLOSE_TO_EACH_OTHER, COMMON_NAME, FULL_BODY, NEARLY_ONE_NAME, ONE_BODY, ONE_NAME,
    SHORT_BODY, TELLING_NAME, WORD_OF_A_NAME,
};

/// How alike two jobs are, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Likeness {
    /// Of the two names that are most alike.
    pub(super) name: f32,
    /// Of the texts.
    pub(super) body: f32,
    /// The share of one's name that the other's texts have, the higher of the two.
    pub(super) cover: f32,
    /// What the words weigh that are in both of these names.
    pub(super) specific: f32,
    /// Whether the names share two words that follow each other, or three.
    pub(super) phrase: bool,
}

/// `same` or `close`, with a score from 0 to 1; nothing if the jobs have little in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Verdict {
    /// One job described twice.
    Same(f32),
    /// An analyst would want to see them together, if the score is at least [`CLOSE`] or nearly, and nothing is closer.
    Close(f32),
    /// Neither.
    Apart,
}

impl Verdict {
    /// How sure it is, 0–1; none for jobs that are apart.
    pub(super) fn score(self) -> Option<f32> {
        match self {
            Self::Same(score) | Self::Close(score) => Some(score),
            Self::Apart => None,
        }
    }
}

/// Compares two jobs; the order does not matter.
pub(super) fn likeness(a: &Signature, b: &Signature) -> Likeness {
    let mut best = (0.0_f32, 0.0_f32);
    for one in &a.names {
        for other in &b.names {
            let common = one.stems.iter().filter(|key| other.stems.contains(key)).map(|&key| weight(key)).sum::<f32>();
            let pair = (one.likeness(other), common);
            if pair.0.total_cmp(&best.0).then(pair.1.total_cmp(&best.1)).is_gt() {
                best = pair;
            }
        }
    }
    if is_acronym_of(a, b) {
        best = (1.0, 1.0);
    }
    let mut names = a.names.iter().flat_map(|one| b.names.iter().map(move |other| (one, other)));
    let phrase = names.any(|(one, other)| one.printed && other.printed && one.shares_phrase(other));
    let cover = cover(a, b).max(cover(b, a));
    Likeness { name: best.0, body: a.body_likeness(b), cover, specific: best.1, phrase }
}

/// The share of the first one's name, by weight, that stands in the other's texts.
fn cover(named: &Signature, told: &Signature) -> f32 {
    let share = |stems: &[u32]| {
        let whole: f32 = stems.iter().map(|&key| weight(key) + WORD_OF_A_NAME).sum();
        let there = stems.iter().filter(|key| told.value(**key) > 0.0);
        there.map(|&key| weight(key) + WORD_OF_A_NAME).sum::<f32>() / whole.max(f32::MIN_POSITIVE)
    };
    let telling = |stems: &[u32]| (stems.iter().map(|&key| weight(key)).sum::<f32>() / TELLING_NAME).min(1.0);
    let names = named.names.iter().filter(|name| name.printed);
    names.map(|name| share(&name.stems) * telling(&name.stems)).fold(0.0, f32::max)
}

/// Whether one of the two is told of a country abroad and the other is not told of it.
pub(super) fn across_countries(a: &Signature, b: &Signature) -> bool {
    let abroad =
        |job: &Signature| job.country.as_deref().filter(|code| !matches!(*code, "FR" | "world")).map(str::to_owned);
    abroad(a) != abroad(b)
}

/// What two jobs are to each other.
pub(super) fn judge(a: &Signature, b: &Signature) -> Verdict {
    let like = likeness(a, b);
    let close = close_score(&like);
    if is_same(a, b, &like) {
        return Verdict::Same(0.6 + 0.25 * like.name + 0.15 * (like.body / FULL_BODY).min(1.0));
    }
    if close >= CLOSE - CLOSE_TO_EACH_OTHER { Verdict::Close(close.min(1.0)) } else { Verdict::Apart }
}

/// The score of two jobs that are not the same.
pub(super) fn close_score(like: &Likeness) -> f32 {
    let phrase = if like.phrase { CLOSE_BY_PHRASE } else { 0.0 };
    let name = like.name * (like.specific / TELLING_NAME).min(1.0);
    phrase + CLOSE_BY_NAME * name + CLOSE_BY_BODY * (like.body / FULL_BODY).min(1.0) + CLOSE_BY_COVER * like.cover
}

/// What the name of a job is if it is known by its acronym alone.
fn is_acronym_of(a: &Signature, b: &Signature) -> bool {
    let alone = |job: &Signature| job.acronym.is_some() && job.names.iter().all(|name| name.stems.len() == 1);
    a.acronym.is_some() && a.acronym == b.acronym && (alone(a) || alone(b))
}

fn is_same(a: &Signature, b: &Signature, like: &Likeness) -> bool {
    let least = if across_countries(a, b) || like.name < NEARLY_ONE_NAME {
        ONE_BODY
    } else if like.name < ONE_NAME {
        BODY_OF_NEARLY_ONE_NAME
    } else if a.stems.len().min(b.stems.len()) < SHORT_BODY {
        0.0
    } else if like.specific < COMMON_NAME {
        BODY_OF_COMMON_NAME
    } else {
        BODY_OF_ONE_NAME
    };
    like.body >= least
}
