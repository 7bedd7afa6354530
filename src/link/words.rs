//! The words of a text that say something, as stems with their weights.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use super::rarity::{stem_key, weight};
use crate::text::forms::{is_function_word, stem};
use crate::text::{fold, word_ranges};

/// A word of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// Where it stands in the text, in bytes.
    pub(super) range: Range<usize>,
    /// Its stem.
    pub(super) key: u32,
    /// How much it tells, 0–1.
    pub(super) weight: f32,
}

/// Words remembered by a thread; text has the same few thousand again and again.
const REMEMBERED: usize = 50_000;

/// A word as printed → its stem and weight; none for function words.
type Known = HashMap<String, Option<(u32, f32)>, FxBuildHasher>;

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// The words of a text in order, function words left out.
pub(super) fn words(text: &str) -> Vec<Word> {
    KNOWN.with_borrow_mut(|known| {
        if known.len() > REMEMBERED {
            known.clear();
        }
        let mut found = Vec::new();
        for range in word_ranges(text) {
            let word = &text[range.clone()];
            let read = match known.get(word) {
                Some(read) => *read,
                None => {
                    let read = read_word(word);
                    known.insert(word.to_owned(), read);
                    read
                }
            };
            if let Some((key, weight)) = read {
                found.push(Word { range, key, weight });
            }
        }
        found
    })
}

fn read_word(word: &str) -> Option<(u32, f32)> {
    let folded = fold(word);
    if is_function_word(&folded) {
        return None;
    }
    let key = stem_key(&stem(&folded));
    // Numbers tell neither a job nor what is done in it.
    let weight = if folded.bytes().all(|byte| byte.is_ascii_digit()) { 0.0 } else { weight(key) };
    Some((key, weight))
}
