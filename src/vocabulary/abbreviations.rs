//! Short names of the sector and second spellings, read from `abbreviations.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::root::root;
use crate::text::fold;

/// What `abbreviations.toml` holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Abbreviations {
    /// Folded short name → what it stands for.
    names: BTreeMap<String, Vec<String>>,
    /// Folded word → the root of the spelling that is matched.
    spellings: BTreeMap<String, String>,
    /// As `names`, read from labels that spell out an acronym.
    #[serde(skip)]
    learned: BTreeMap<String, Vec<String>>,
}

/// Letters of a short name that has a plural.
const SHORTEST_PLURAL: usize = 3;

/// Long names that an acronym may be learned for; one with more stands for nothing.
const MOST_LEARNED: usize = 3;

impl Abbreviations {
    /// Those of the sector.
    pub(super) fn built_in() -> Self {
        let mut all: Self = toml::from_str(include_str!("abbreviations.toml")).expect("a file of the project");
        for spelling in all.spellings.values_mut() {
            *spelling = root(&fold(spelling));
        }
        all
    }

    /// What a folded short name stands for; nothing for other words.
    pub(super) fn long_names(&self, folded: &str) -> &[String] {
        // "ESS" is not several "ES".
        let singular = folded.strip_suffix('s').filter(|singular| singular.len() >= SHORTEST_PLURAL);
        let singular = || singular.and_then(|singular| self.names.get(singular));
        self.names.get(folded).or_else(|| self.learned.get(folded)).or_else(singular).map_or(&[], Vec::as_slice)
    }

    /// Adds what a table says; what the project's own list says stays as it is.
    pub(super) fn learn(&mut self, short: String, long: String) {
        let known = self.learned.entry(short).or_default();
        if !known.contains(&long) && known.len() < MOST_LEARNED {
            known.push(long);
        }
    }

    /// The root of another spelling of a folded word.
    pub(super) fn spelling(&self, folded: &str) -> Option<&str> {
        let singular = folded.strip_suffix('s').unwrap_or(folded);
        self.spellings.get(singular).map(String::as_str)
    }
}
