//! Linear models: weighted sums of named facts. Their weights are data, fitted by scripts beside them; here they are only
//! read.

use std::collections::BTreeMap;

/// Weights by model and fact.
#[derive(Debug, Default)]
pub struct Models(BTreeMap<String, BTreeMap<String, f64>>);

impl Models {
    /// Reads a table of weights in TOML; nothing of one that cannot be read.
    #[must_use]
    pub fn parse(table: &str) -> Self {
        Self(toml::from_str(table).unwrap_or_default())
    }

    /// The weight of a fact in a model; a fact that the table does not name counts nothing.
    #[must_use]
    pub fn weight(&self, model: &str, fact: &str) -> f64 {
        self.0.get(model).and_then(|weights| weights.get(fact)).copied().unwrap_or_default()
    }

    /// Whether the table has a model.
    #[must_use]
    pub fn has(&self, model: &str) -> bool {
        self.0.contains_key(model)
    }

    /// What each fact adds to the sum of a model, the largest first, by name; facts that add nothing are left out.
    #[must_use]
    pub fn reasons(&self, model: &str, facts: &BTreeMap<&'static str, f64>) -> Vec<(&'static str, f64)> {
        let parts = facts.iter().map(|(name, fact)| (*name, self.weight(model, name) * fact));
        let mut parts: Vec<(&'static str, f64)> = parts.filter(|(_, part)| part.abs() > 0.005).collect();
        parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
        parts
    }
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
