//! Scripts that run from right to left: a row of the page, from left to right, is put in the order in which it is read.

use unicode_normalization::char::is_combining_mark;

use super::placed::Placed;

/// Whether a glyph is a letter of such a script.
pub(super) fn runs_leftwards(glyph: &Placed<'_>) -> bool {
    glyph.plain.is_none()
        && glyph.glyph.text.as_bytes().first().copied().is_some_and(may_run_leftwards)
        && glyph.glyph.text.chars().any(is_rightmost_first)
}

/// Whether a letter of such a script may begin with this byte of UTF-8.
pub(super) fn may_run_leftwards(byte: u8) -> bool {
    matches!(byte, 0xD6..=0xDF | 0xE0 | 0xEF)
}

fn is_rightmost_first(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The text of words that stand side by side, some of them of such a script, as it is read.
pub(super) fn text(words: &[&[Placed<'_>]]) -> String {
    let letters = |test: fn(char) -> bool| {
        words.iter().copied().flatten().flat_map(|glyph| glyph.glyph.text.chars()).filter(|c| test(*c)).count()
    };
    let base = letters(is_rightmost_first) * 2 >= letters(char::is_alphabetic);
    // Numbers and signs run as the letters before them do.
    let mut before = base;
    let directed: Vec<(&[Placed<'_>], bool)> = words
        .iter()
        .map(|word| {
            before = own_direction(word).unwrap_or(base && before);
            (*word, before)
        })
        .collect();
    // Runs of words of one direction; the runs themselves are read in the direction of most letters.
    let mut runs: Vec<Vec<(&[Placed<'_>], bool)>> = directed
        .chunk_by(|a, b| a.1 == b.1)
        .map(|run| {
            let mut run = run.to_vec();
            if run[0].1 {
                run.reverse();
            }
            run
        })
        .collect();
    if base {
        runs.reverse();
    }
    let mut text = String::new();
    for (word, leftwards) in runs.into_iter().flatten() {
        if !text.is_empty() {
            text.push(' ');
        }
        if leftwards { say_leftwards(word, &mut text) } else { word.iter().for_each(|glyph| glyph.say(&mut text)) }
    }
    text
}

/// Whether a word's letters run leftwards; `None` of a word without letters.
fn own_direction(word: &[Placed<'_>]) -> Option<bool> {
    let is_letter = |glyph: &Placed<'_>| glyph.glyph.text.chars().any(char::is_alphabetic);
    if word.iter().any(runs_leftwards) { Some(true) } else { word.iter().any(is_letter).then_some(false) }
}

/// How far a row reaches to the right: its last letters may be marks within, or tails under, those before them.
pub(super) fn reach(row: &[Placed<'_>]) -> f32 {
    /// So many letters may stand within one.
    const WITHIN: usize = 4;
    row.iter().rev().take(WITHIN).map(|glyph| glyph.bbox.x1).fold(f32::NEG_INFINITY, f32::max)
}

/// The letters of a word by their right edges, marks before the letter that they stand over.
fn by_right_edges<'p, 'g>(word: &'p [Placed<'g>]) -> Vec<&'p Placed<'g>> {
    let is_mark = |glyph: &Placed<'_>| glyph.glyph.text.chars().all(is_combining_mark);
    let mut word: Vec<&Placed<'_>> = word.iter().collect();
    word.sort_by(|a, b| a.bbox.x1.total_cmp(&b.bbox.x1).then_with(|| is_mark(b).cmp(&is_mark(a))));
    word
}

/// Says a word from its right end; numbers within it run as all numbers do, and brackets open where they are met first.
fn say_leftwards(word: &[Placed<'_>], text: &mut String) {
    let word = by_right_edges(word);
    let holds = |glyph: &Placed<'_>, test: fn(char) -> bool| glyph.glyph.text.chars().all(test);
    let is_digit = |c: char| c.is_ascii_alphanumeric() || ('\u{660}'..='\u{669}').contains(&c);
    let in_number: Vec<bool> = (0..word.len())
        .map(|index| {
            let beside = |other: Option<&&Placed<'_>>| other.is_some_and(|other| holds(other, is_digit));
            let (left, right) = (index.checked_sub(1).and_then(|left| word.get(left)), word.get(index + 1));
            holds(word[index], is_digit)
                || holds(word[index], |c| matches!(c, '.' | ',' | ':' | '/')) && beside(left) && beside(right)
        })
        .collect();
    let mut end = word.len();
    while end > 0 {
        let start = if in_number[end - 1] {
            in_number[..end].iter().rposition(|is| !is).map_or(0, |at| at + 1)
        } else {
            end - 1
        };
        for glyph in &word[start..end] {
            match opposite(&glyph.glyph.text) {
                Some(bracket) => text.push(bracket),
                None => glyph.say(text),
            }
        }
        end = start;
    }
}

/// The bracket that a bracket is, seen from its other side; `None` of all other text.
fn opposite(text: &str) -> Option<char> {
    const BRACKETS: [(&str, char); 6] = [("(", ')'), (")", '('), ("[", ']'), ("]", '['), ("{", '}'), ("}", '{')];
    BRACKETS.iter().find(|(bracket, _)| *bracket == text).map(|(_, opposite)| *opposite)
}
