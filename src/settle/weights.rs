//! Weights of the linear models that settle what lines are, fitted by `src/settle/fit/` on reports drawn at random.

use std::sync::LazyLock;

use crate::linear::Models;
pub use crate::linear::{flag, logistic};

/// The models.
pub static MODELS: LazyLock<Models> = LazyLock::new(|| Models::parse(include_str!("weights.toml")));

/// The weights of one model in the order of its facts.
#[derive(Debug)]
pub struct Weights<const N: usize>([f64; N]);

impl<const N: usize> Weights<N> {
    /// The weights of a model.
    #[must_use]
    pub fn of(model: &str, names: &[&str; N]) -> Self {
        Self(names.map(|name| MODELS.weight(model, name)))
    }

    /// The weighted sum of facts.
    #[must_use]
    pub fn score(&self, facts: &[f64; N]) -> f64 {
        self.0.iter().zip(facts).map(|(weight, fact)| weight * fact).sum()
    }
}
