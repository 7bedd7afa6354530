//! Raw printed text → values: pure functions that know nothing of files, pages or profiles.
//!
//! Each file holds one kind of value with a table of cases, refusals included.

use std::ops::Range;

use regex::Regex;

pub mod codes;
pub mod country;
pub mod departments;
pub mod diplomas;
pub mod edition;
pub mod families;
pub mod hours;
pub mod label;
pub mod levels;
pub mod measures;
mod names;
pub mod qualifications;
pub mod text;
#[cfg(test)]
mod title_cases;
pub mod titles;
mod vocabularies;
mod words;

/// A pattern of this program.
fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// Whether a text has a word of ASCII letters, in capitals or not: most texts have none of those that patterns ask for, and
/// to look for it costs a fraction of a pattern with word boundaries.
fn contains_ignoring_case(text: &str, word: &[u8]) -> bool {
    text.as_bytes().windows(word.len()).any(|here| here.eq_ignore_ascii_case(word))
}

/// A value with the part of the text, in bytes, that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Where its words are in the text.
    pub span: Range<usize>,
}

/// The values alone.
#[must_use]
pub fn values<T>(found: Vec<Found<T>>) -> Vec<T> {
    found.into_iter().map(|found| found.value).collect()
}
