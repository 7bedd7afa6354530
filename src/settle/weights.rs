//! Weights of the linear models that settle what lines are. They are data, fitted by `src/settle/fit/` on reports drawn at
//! random; here they are only read.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The table of weights: by model, by fact.
const TABLE: &str = include_str!("weights.toml");

static MODELS: LazyLock<BTreeMap<String, BTreeMap<String, f64>>> =
    LazyLock::new(|| toml::from_str(TABLE).unwrap_or_default());

/// The weights of one model in the order of its facts.
#[derive(Debug)]
pub struct Weights<const N: usize>([f64; N]);

impl<const N: usize> Weights<N> {
    /// The weights of a model; a fact that the table does not name counts nothing.
    #[must_use]
    pub fn of(model: &str, names: &[&str; N]) -> Self {
        let table = MODELS.get(model);
        Self(names.map(|name| table.and_then(|table| table.get(name)).copied().unwrap_or_default()))
    }

    /// The weighted sum of facts.
    #[must_use]
    pub fn score(&self, facts: &[f64; N]) -> f64 {
        self.0.iter().zip(facts).map(|(weight, fact)| weight * fact).sum()
    }
}

/// What each fact adds to the sum of a model, the largest first, by name; facts that add nothing are left out.
#[must_use]
pub fn reasons(model: &str, facts: &BTreeMap<&'static str, f64>) -> Vec<(&'static str, f64)> {
    let table = MODELS.get(model);
    let weight = |name: &str| table.and_then(|table| table.get(name)).copied().unwrap_or_default();
    let parts = facts.iter().map(|(name, fact)| (*name, weight(name) * fact));
    let mut parts: Vec<(&'static str, f64)> = parts.filter(|(_, part)| part.abs() > 0.005).collect();
    parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
    parts
}

/// 1 where something holds, else 0.
#[must_use]
pub fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// The probability of log-odds.
#[must_use]
pub fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}
