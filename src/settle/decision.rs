//! Choices among candidates, with what spoke for each: what `inspect --why` shows, and what weights are fitted on.

use std::collections::BTreeMap;

use serde::Serialize;

use super::weights::Weights;

/// A choice that was made.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Decision {
    /// The model that made it: `title`, `theme`, `owner`.
    pub model: &'static str,
    /// Number of the sheet in the document.
    pub sheet: usize,
    /// 1-based page.
    pub page: u32,
    /// The text that was to be placed; empty where the candidates are the texts.
    pub text: String,
    /// What holds for all candidates.
    pub context: Vec<&'static str>,
    /// What could be chosen.
    pub candidates: Vec<Candidate>,
    /// Which was; `None` where it is "none of them".
    pub chosen: Option<usize>,
    /// How far the chosen one is ahead of the next, as the probability of the choice.
    pub probability: f64,
}

/// Something that could be chosen.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Candidate {
    /// Its text.
    pub text: String,
    /// A name that stays the same over the decisions of a sheet.
    pub id: String,
    /// Its facts, by name.
    pub facts: BTreeMap<&'static str, f64>,
    /// Its score.
    pub score: f64,
}

impl Candidate {
    /// A candidate with its score.
    pub fn new<const N: usize>(
        text: String,
        id: String,
        names: &[&'static str; N],
        facts: &[f64; N],
        weights: &Weights<N>,
    ) -> Self {
        let named = names.iter().copied().zip(facts.iter().copied()).filter(|(_, fact)| *fact != 0.0).collect();
        Self { text, id, facts: named, score: weights.score(facts) }
    }
}

/// The best of some candidates and the probability of the choice; the first of equals.
#[must_use]
pub fn best(candidates: &[Candidate]) -> Option<(usize, f64)> {
    let scores: Vec<f64> = candidates.iter().map(|candidate| candidate.score).collect();
    choose(&scores)
}

/// The highest of some scores, with its share among their exponentials.
#[must_use]
pub fn choose(scores: &[f64]) -> Option<(usize, f64)> {
    let best = scores.iter().enumerate().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    let sum: f64 = scores.iter().map(|score| (score - best.1).exp()).sum();
    Some((best.0, 1.0 / sum))
}
