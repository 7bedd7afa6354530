//! The difference between two texts, word by word; typography is none.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text::three_decimals;
use crate::text::wording::wording;

/// Above this number of comparisons of words, similarity is counted without their order.
const MOST_COMPARISONS: usize = 25_000_000;

/// Some words, and which text has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Which text has them.
    pub of: Of,
    /// The words, joined by spaces; paragraphs by line breaks.
    pub text: String,
}

/// Which of two texts has some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Both; as the new one prints them.
    Both,
    /// The old one alone.
    Old,
    /// The new one alone.
    New,
    /// Both have words here that are left out.
    LeftOut,
}

/// A word as printed, with what it is compared by.
#[derive(Debug)]
struct Word<'a> {
    printed: &'a str,
    /// Whether it begins a paragraph that is not the first.
    begins: bool,
}

/// What the old and the new text have alone and in common, in reading order.
///
/// The shortest way from one to the other, by E. Myers, “An O(ND) difference algorithm and its variations” (1986).
#[must_use]
pub fn difference(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (words(old), words(new));
    let keys = |words: &[Word<'_>]| words.iter().map(|word| wording(word.printed)).collect::<Vec<_>>();
    let mut pieces = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &keys(&old), &keys(&new)) {
        match operation {
            DiffOp::Equal { new_index, len, .. } => {
                pieces.push(piece(Of::Both, &new[new_index..new_index + len]));
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                pieces.push(piece(Of::Old, &old[old_index..old_index + old_len]));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                pieces.push(piece(Of::New, &new[new_index..new_index + new_len]));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                pieces.push(piece(Of::Old, &old[old_index..old_index + old_len]));
                pieces.push(piece(Of::New, &new[new_index..new_index + new_len]));
            }
        }
    }
    pieces
}

/// The pieces with at most `context` words of what both texts have on either side of a difference.
#[must_use]
pub fn excerpt(pieces: Vec<Piece>, context: usize) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let mut excerpt = Vec::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        let words: Vec<&str> = piece.text.split(' ').collect();
        let (head, tail) = (if at == 0 { 0 } else { context }, if at == last { 0 } else { context });
        // Nothing is gained by three dots in the place of a word or two.
        if piece.of != Of::Both || words.len() <= head + tail + 2 {
            excerpt.push(piece);
            continue;
        }
        let mut push = |of, text: String| {
            if !text.is_empty() {
                excerpt.push(Piece { of, text });
            }
        };
        push(Of::Both, words[..head].join(" "));
        push(Of::LeftOut, "…".to_owned());
        push(Of::Both, words[words.len() - tail..].join(" "));
    }
    excerpt
}

/// How alike two texts are, 0 to 1, to three decimals: one less the share of words that are to be changed, added or
/// taken out (Levenshtein's distance, in words, over the longer text).
#[must_use]
pub fn similarity(old: &str, new: &str) -> f64 {
    let (old, new) = (wording(old), wording(new));
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    let longest = old.len().max(new.len()).max(1) as f64;
    if old.len().saturating_mul(new.len()) <= MOST_COMPARISONS {
        return three_decimals(1.0 - strsim::generic_levenshtein(&old, &new) as f64 / longest);
    }
    let sorted = |mut words: Vec<&str>| {
        words.sort_unstable();
        words.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    three_decimals(super::content::share_in_common(&sorted(old), &sorted(new)))
}

fn words(text: &str) -> Vec<Word<'_>> {
    let paragraphs = text.lines().enumerate();
    let words = paragraphs.flat_map(|(number, paragraph)| {
        paragraph
            .split_whitespace()
            .enumerate()
            .map(move |(place, printed)| Word { printed, begins: number > 0 && place == 0 })
    });
    words.filter(|word| !wording(word.printed).is_empty()).collect()
}

fn piece(of: Of, words: &[Word<'_>]) -> Piece {
    let mut text = String::new();
    for (place, word) in words.iter().enumerate() {
        if place > 0 {
            text.push(' ');
        }
        if word.begins {
            text.push('¶');
            text.push(' ');
        }
        text.push_str(word.printed);
    }
    Piece { of, text }
}
