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

/// Takes decisions down where somebody asks why: they cost more than the choices themselves.
#[derive(Debug, Default)]
pub struct Account {
    decisions: Option<Vec<Decision>>,
}

impl Account {
    /// One that takes everything down.
    #[must_use]
    pub fn full() -> Self {
        Self { decisions: Some(Vec::new()) }
    }

    /// Whether anybody asks.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.decisions.is_some()
    }

    /// Takes a decision down, if anybody asks.
    pub fn tell(&mut self, decision: impl FnOnce() -> Decision) {
        if let Some(decisions) = &mut self.decisions {
            decisions.push(decision());
        }
    }

    /// All that was taken down, in order.
    #[must_use]
    pub fn decisions(self) -> Vec<Decision> {
        self.decisions.unwrap_or_default()
    }
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

/// The highest of some scores, with its share among their exponentials.
#[must_use]
pub fn choose(scores: &[f64]) -> Option<(usize, f64)> {
    let best = scores.iter().enumerate().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    let sum: f64 = scores.iter().map(|score| (score - best.1).exp()).sum();
    Some((best.0, 1.0 / sum))
}
