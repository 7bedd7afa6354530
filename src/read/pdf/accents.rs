//! Accents drawn as glyphs of their own: where one stands over a letter, both are the accented letter.

use unicode_normalization::char::compose as composition;

use crate::model::document::{Direction, Glyph, GlyphText};

/// The combining form of an accent that has a character of its own; `None` of all other characters.
pub(super) fn combining(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let (Some(accent), None) = (characters.next(), characters.next()) else { return None };
    Some(match accent {
        '`' | 'ˋ' => '\u{300}',
        '´' | 'ˊ' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        '\u{300}'..='\u{36f}' => accent,
        _ => return None,
    })
}

/// Lets letters take in the accents that stand over them, before or after them in the order of the content; returns
/// the accents that are part of a letter now.
pub(super) fn compose(glyphs: &mut [Glyph], accents: &[usize]) -> Vec<usize> {
    let mut composed = Vec::new();
    for index in accents.iter().copied() {
        let accent = &glyphs[index];
        let Some(mark) = combining(&accent.text) else { continue };
        let after = Some(index + 1).filter(|next| *next < glyphs.len());
        let letter = after.into_iter().chain(index.checked_sub(1)).find_map(|letter| {
            let text = accented(&glyphs[letter].text, mark)?;
            stands_over(accent, &glyphs[letter]).then_some((letter, text))
        });
        if let Some((letter, text)) = letter {
            glyphs[letter].text = text;
            composed.push(index);
        }
    }
    composed
}

fn accented(letter: &str, mark: char) -> Option<GlyphText> {
    let mut characters = letter.chars();
    let (Some(letter), None) = (characters.next(), characters.next()) else { return None };
    let letter = match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        letter => letter,
    };
    composition(letter, mark).map(|composed| GlyphText::from_iter([composed]))
}

/// Whether the middle of an accent lies over, or under, a letter of its size. Combining ones may have no width, and
/// stand at the letter's end.
fn stands_over(accent: &Glyph, letter: &Glyph) -> bool {
    let level = matches!(accent.direction, Direction::Right | Direction::Left);
    let along = |glyph: &Glyph| {
        let b = &glyph.bbox;
        if level { (b.x0, b.x1) } else { (b.y0, b.y1) }
    };
    let across = |glyph: &Glyph| if level { glyph.origin.1 } else { glyph.origin.0 };
    let ((a0, a1), (l0, l1)) = (along(accent), along(letter));
    let middle = (a0 + a1) / 2.0;
    let zero_width = a1 - a0 < 0.05 * accent.size;
    let slack = if zero_width { 0.1 * letter.size } else { -0.1 * (l1 - l0) };
    accent.direction == letter.direction
        && (accent.size - letter.size).abs() < 0.2 * letter.size
        && (across(accent) - across(letter)).abs() < 0.5 * letter.size
        && middle > l0 - slack
        && middle < l1 + slack
}
