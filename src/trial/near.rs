//! Lines that are nearly a heading or label of the profile: misspelt in the report, or in the profile.

use std::collections::BTreeMap;

use crate::model::flow::{Block, Line};
use crate::profile::{Profile, bare, wordings};
use crate::text::fold;

use super::NearMiss;

/// The longest line that may be meant for a heading, in characters of its folded text.
const LONGEST: usize = 70;
/// Shorter words are near too much.
const SHORTEST: usize = 5;
/// How alike two texts are, 0 to 1, from which on one may be meant for the other.
const ALIKE: f64 = 0.75;

/// A text that the profile looks for.
struct Wanted {
    wording: String,
    length: usize,
    part: String,
}

/// The near misses of some blocks, in reading order.
pub(super) fn misses<'b>(blocks: impl Iterator<Item = &'b Block>, profile: &Profile) -> Vec<NearMiss> {
    let wanted = wanted(profile);
    let mut found: BTreeMap<String, (usize, NearMiss)> = BTreeMap::new();
    for (at, line) in blocks.flat_map(Block::all_lines).enumerate() {
        let folded = fold(&line.text);
        let Some((text, near)) = nearest(&folded, &line.text, &wanted, profile) else { continue };
        let page = line.place.map(|place: crate::model::flow::Place| place.page);
        let miss = || NearMiss {
            text: printed(line, text),
            pages: Vec::new(),
            wording: near.wording.clone(),
            part: near.part.clone(),
        };
        let (_, known) = found.entry(text.to_owned()).or_insert_with(|| (at, miss()));
        known.pages.extend(page.filter(|page| known.pages.last() != Some(page)));
    }
    let mut misses: Vec<(usize, NearMiss)> = found.into_values().collect();
    misses.sort_by_key(|(at, _)| *at);
    misses.into_iter().map(|(_, miss)| miss).collect()
}

fn wanted(profile: &Profile) -> Vec<Wanted> {
    let headings = profile.sections.iter().flat_map(|section| {
        section.headings().flat_map(wordings).map(move |wording| (format!("section {}", section.key), wording))
    });
    let labels = profile.labels.iter().flat_map(|label| {
        wordings(label.pattern()).into_iter().map(move |wording| (format!("label {}", label.called()), wording))
    });
    let mut wanted: Vec<Wanted> = Vec::new();
    for (part, wording) in headings.chain(labels) {
        let wording = bare(&wording).0.to_owned();
        let length = wording.chars().count();
        if length >= SHORTEST && !wanted.iter().any(|known| known.wording == wording) {
            wanted.push(Wanted { wording, length, part });
        }
    }
    wanted
}

/// Of a line, or of what stands before its colon, the text that is nearly one of those wanted.
fn nearest<'f, 'w>(
    folded: &'f str,
    printed: &str,
    wanted: &'w [Wanted],
    profile: &Profile,
) -> Option<(&'f str, &'w Wanted)> {
    let is_known = |text: &str| profile.mark(text).is_some();
    if is_known(printed) {
        return None;
    }
    let before_colon = folded.split_once(':').map(|(before, _)| bare(before.trim_end()).0);
    for text in before_colon.into_iter().chain([bare(folded).0]) {
        let length = text.chars().count();
        if !(SHORTEST..=LONGEST).contains(&length) || is_known(text) {
            continue;
        }
        let alike = |other: &Wanted| {
            // Texts of too different a length cannot be alike: most lines need no closer look.
            let (short, long) = (length.min(other.length) as f64, length.max(other.length) as f64);
            if short < ALIKE * long { 0.0 } else { strsim::normalized_damerau_levenshtein(text, &other.wording) }
        };
        let best = wanted.iter().map(|other| (alike(other), other)).reduce(|a, b| if b.0 > a.0 { b } else { a });
        if let Some((likeness, other)) = best
            && likeness >= ALIKE
        {
            return Some((text, other));
        }
    }
    None
}

/// What the line prints of a text, where it is not the whole.
fn printed(line: &Line, folded: &str) -> String {
    let before = line.text.split(':').next().unwrap_or_default().trim();
    let is_before = before.len() < line.text.len() && bare(&fold(before)).0 == folded;
    if is_before { before.to_owned() } else { line.text.clone() }
}
