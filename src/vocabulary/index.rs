//! The names of all jobs, found by their words.

use rustc_hash::{FxHashMap, FxHashSet};

use super::abbreviations::Abbreviations;
use super::acronyms::taken_out;
use super::lexicon::Lexicon;
use super::name::sides;

/// A name of a job, as its words.
#[derive(Debug)]
pub(super) struct Name {
    /// Which code it belongs to: its place among all codes.
    pub(super) code: u32,
    /// Which of the code's printed names it is.
    pub(super) printed: u32,
    /// Numbers of its words, in order; the first is the head.
    pub(super) words: Vec<u32>,
    /// The weights of its words together.
    pub(super) weight: f64,
}

/// Names by their words, and how much each word tells.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) lexicon: Lexicon,
    pub(super) abbreviations: Abbreviations,
    pub(super) names: Vec<Name>,
    /// For each word, the names that have it, ascending.
    pub(super) postings: Vec<Vec<u32>>,
    /// For each word, how much it tells: the logarithm of how few codes have it.
    weights: Vec<f64>,
    /// What a word tells that no name has.
    unknown: f64,
    /// First letters of names → their words, where all names with these letters are of one code.
    initials: FxHashMap<String, Option<u32>>,
}

/// What words count by their place: the first of a name says what somebody is, the second of what, later ones where or
/// with what.
const PLACES: [f64; 3] = [1.5, 1.2, 1.0];
const LATER: f64 = 0.85;

/// Adds names one by one; [`Self::close`] follows the last.
#[derive(Debug)]
pub(super) struct Builder {
    lexicon: Lexicon,
    abbreviations: Abbreviations,
    names: Vec<Name>,
    known: FxHashSet<(u32, Vec<u32>)>,
    initials: FxHashMap<String, Option<u32>>,
}

impl Builder {
    pub(super) fn new(abbreviations: Abbreviations) -> Self {
        Self {
            lexicon: Lexicon::default(),
            abbreviations,
            names: Vec::new(),
            known: FxHashSet::default(),
            initials: FxHashMap::default(),
        }
    }

    /// Adds a name of a code as it is printed, double forms and acronyms included. Codes come in ascending order, each
    /// with the places of its printed names.
    pub(super) fn add(&mut self, (code, place): (u32, u32), printed: &str) {
        let (acronyms, long) = taken_out(printed, &self.abbreviations);
        for side in sides(&long, &self.abbreviations) {
            let roots: Vec<&str> = side.iter().map(|word| word.root.as_str()).collect();
            let Some(number) = self.add_roots(code, place, &roots) else {
                continue;
            };
            let initials: String = side.iter().filter_map(|word| word.folded.chars().next()).collect();
            let names = &self.names;
            self.initials
                .entry(initials)
                .and_modify(|known| *known = known.filter(|&name| names[name as usize].code == code))
                .or_insert(Some(number));
        }
        for acronym in acronyms {
            if acronym.is_name {
                self.add_roots(code, place, &[&acronym.folded]);
            }
            if let Some(long) = acronym.long {
                self.abbreviations.learn(acronym.folded, long);
            }
        }
    }

    /// The number of the name, unless the code has it already.
    fn add_roots(&mut self, code: u32, printed: u32, roots: &[&str]) -> Option<u32> {
        let words: Vec<u32> = roots.iter().map(|root| self.lexicon.number(root)).collect();
        let mut set = words.clone();
        set.sort_unstable();
        if words.is_empty() || !self.known.insert((code, set)) {
            return None;
        }
        self.names.push(Name { code, printed, words, weight: 0.0 });
        u32::try_from(self.names.len() - 1).ok()
    }

    /// The index of all names that were added.
    pub(super) fn close(mut self) -> Index {
        self.lexicon.close();
        let mut postings: Vec<Vec<u32>> = vec![Vec::new(); self.lexicon.len()];
        for (number, name) in (0u32..).zip(&self.names) {
            for &word in &name.words {
                postings[word as usize].push(number);
            }
        }
        let mut codes: Vec<u32> = self.names.iter().map(|name| name.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let all = codes.len() as f64;
        let rarity = |names: &Vec<u32>| {
            let mut codes: Vec<u32> = names.iter().map(|&name| self.names[name as usize].code).collect();
            codes.sort_unstable();
            codes.dedup();
            (1.0 + all / codes.len().max(1) as f64).ln()
        };
        let weights: Vec<f64> = postings.iter().map(rarity).collect();
        for name in &mut self.names {
            name.weight = name.words.iter().enumerate().map(|(at, &word)| placed(weights[word as usize], at)).sum();
        }
        Index {
            lexicon: self.lexicon,
            abbreviations: self.abbreviations,
            names: self.names,
            postings,
            weights,
            unknown: (1.0 + all.max(1.0)).ln(),
            initials: self.initials,
        }
    }
}

impl Index {
    /// How much a word tells; that no name has, as much as the rarest one.
    pub(super) fn weight(&self, word: Option<u32>) -> f64 {
        word.map_or(self.unknown, |word| self.weights[word as usize])
    }

    /// The words that a code has in any of its names, ascending.
    pub(super) fn words_of(&self, code: u32) -> Vec<u32> {
        let first = self.names.partition_point(|name| name.code < code);
        let names = self.names[first..].iter().take_while(|name| name.code == code);
        let mut words: Vec<u32> = names.flat_map(|name| name.words.iter().copied()).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The words of the one job whose names have these first letters; nothing where there are several.
    pub(super) fn by_initials(&self, initials: &str) -> Option<&[u32]> {
        self.initials.get(initials).copied().flatten().map(|name| self.names[name as usize].words.as_slice())
    }
}

/// A weight at its place in a name.
pub(super) fn placed(weight: f64, place: usize) -> f64 {
    PLACES.get(place).copied().unwrap_or(LATER) * weight
}
