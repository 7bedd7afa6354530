//! Scripts that run from right to left: a row of the page, from left to right, is put in the order in which it is read.

use super::rows::Placed;

/// Whether a glyph is a letter of such a script.
pub(super) fn runs_leftwards(glyph: &Placed<'_>) -> bool {
    // Told by the first byte for most text.
    matches!(glyph.glyph.text.as_bytes().first(), Some(0xD6..=0xDF | 0xEF))
        && glyph.glyph.text.chars().any(is_rightmost_first)
}

fn is_rightmost_first(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The text of words that stand side by side, some of them of such a script, as it is read.
pub(super) fn text(words: &[&[Placed<'_>]]) -> String {
    let leftwards = |word: &[Placed<'_>]| word.iter().any(runs_leftwards);
    let letters = |test: fn(char) -> bool| {
        words.iter().copied().flatten().flat_map(|glyph| glyph.glyph.text.chars()).filter(|c| test(*c)).count()
    };
    let base = letters(is_rightmost_first) * 2 >= letters(char::is_alphabetic);
    // Runs of words of one direction; the runs themselves are read in the direction of most letters.
    let mut runs: Vec<Vec<&[Placed<'_>]>> = words
        .chunk_by(|a, b| leftwards(a) == leftwards(b))
        .map(|run| {
            let mut run = run.to_vec();
            if leftwards(run[0]) {
                run.reverse();
            }
            run
        })
        .collect();
    if base {
        runs.reverse();
    }
    let mut text = String::new();
    for word in runs.into_iter().flatten() {
        if !text.is_empty() {
            text.push(' ');
        }
        if leftwards(word) {
            say_leftwards(word, &mut text)
        } else {
            word.iter().for_each(|glyph| glyph.say(&mut text))
        }
    }
    text
}

/// Says a word from its right end; numbers within it run as all numbers do.
fn say_leftwards(word: &[Placed<'_>], text: &mut String) {
    let is_number = |glyph: &Placed<'_>| {
        let text = glyph.glyph.text.as_str();
        text.chars().all(|c| c.is_ascii_alphanumeric() || ('\u{660}'..='\u{669}').contains(&c))
    };
    for run in word.chunk_by(|a, b| is_number(a) == is_number(b)).rev() {
        if is_number(&run[0]) {
            run.iter().for_each(|glyph| glyph.say(text));
        } else {
            run.iter().rev().for_each(|glyph| glyph.say(text));
        }
    }
}
