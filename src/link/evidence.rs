//! The printed words that show a link.

use std::ops::Range;

use super::passages::{Passage, passages};
use super::signature::Signature;
use super::thresholds::EVIDENCE_WORDS;
use super::words::words;
use crate::model::flow::Place;
use crate::model::record::Record;

/// Printed words, and where the paragraph begins that they stand in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) place: Option<Place>,
}

/// Where the words of a text are, blanks between them.
fn printed_words(text: &str) -> Vec<Range<usize>> {
    let start = text.as_ptr() as usize;
    text.split_whitespace()
        .map(|word| {
            let at = word.as_ptr() as usize - start;
            at..at + word.len()
        })
        .collect()
}

/// At most [`EVIDENCE_WORDS`] words of a text around a range of it.
pub(super) fn around(text: &str, range: &Range<usize>) -> String {
    let words = printed_words(text);
    let first = words.partition_point(|word| word.end <= range.start);
    let last = words.partition_point(|word| word.start < range.end);
    let spare = EVIDENCE_WORDS.saturating_sub(last - first);
    // What leads up to a name tells more than what follows.
    let from = first.saturating_sub(spare.div_ceil(2));
    let to = (from + EVIDENCE_WORDS).min(words.len());
    slice(text, &words[to.saturating_sub(EVIDENCE_WORDS).min(from)..to])
}

fn slice(text: &str, words: &[Range<usize>]) -> String {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => text[first.start..last.end].split_whitespace().collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

/// The words of a job that have most in common with another: in its texts, or its title if it has none.
pub(super) fn in_common(job: &Record, other: &Signature) -> Excerpt {
    let mut best: Option<(f32, Excerpt)> = None;
    for passage in passages(job).iter().filter(|passage| passage.telling > 0.0) {
        if let Some((score, excerpt)) = best_window(passage, other)
            && best.as_ref().is_none_or(|(known, _)| score > *known)
        {
            best = Some((score, excerpt));
        }
    }
    best.map_or_else(
        || {
            let place = job.places.get("title").and_then(|places| places.first());
            let place = place.map(|place| Place { page: place.page, bbox: place.bbox });
            Excerpt { text: around(&job.title, &(0..0)), place }
        },
        |(_, excerpt)| excerpt,
    )
}

/// What a stem is worth as evidence: more if it is in the other's name.
fn worth(key: u32, weight: f32, other: &Signature) -> f32 {
    let named = other.names.iter().any(|name| name.printed && name.stems.contains(&key));
    if named {
        0.3 + 2.0 * weight
    } else if other.value(key) > 0.0 {
        weight
    } else {
        0.0
    }
}

fn best_window(passage: &Passage<'_>, other: &Signature) -> Option<(f32, Excerpt)> {
    let text = passage.text;
    let worths: Vec<(Range<usize>, u32, f32)> = words(text)
        .into_iter()
        .map(|word| (word.range, word.key, worth(word.key, word.weight, other)))
        .filter(|(_, _, worth)| *worth > 0.0)
        .collect();
    let printed = printed_words(text);
    let mut best: Option<(f32, usize)> = None;
    for start in 0..printed.len() {
        let end = (start + EVIDENCE_WORDS).min(printed.len());
        let span = printed[start].start..printed[end - 1].end;
        let mut seen: Vec<u32> = Vec::new();
        let mut score = 0.0;
        for (range, key, worth) in &worths {
            if range.start >= span.start && range.end <= span.end && !seen.contains(key) {
                seen.push(*key);
                score += worth;
            }
        }
        // A window that begins a sentence reads better than one that does not.
        let begins = start == 0 || text[..printed[start - 1].end].ends_with(['.', ':', ';', '!', '?']);
        let score = score + if begins { 0.05 } else { 0.0 };
        if score > 0.1 && best.is_none_or(|(known, _)| score > known) {
            best = Some((score, start));
        }
        if end == printed.len() && best.is_some() {
            break;
        }
    }
    let (score, start) = best?;
    let end = (start + EVIDENCE_WORDS).min(printed.len());
    let excerpt = Excerpt { text: slice(text, &printed[start..end]), place: passage.place };
    Some((score * (0.7 + 0.3 * passage.telling), excerpt))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_keeps_its_neighbours() {
        let text = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept";
        let at = text.find("onze").unwrap();
        let found = around(text, &(at..at + 4));
        assert_eq!(found.split(' ').count(), EVIDENCE_WORDS);
        assert!(found.contains("onze"));
        assert_eq!(around("trois mots seulement", &(0..5)), "trois mots seulement");
    }
}
