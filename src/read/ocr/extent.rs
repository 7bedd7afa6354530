//! How high and deep words reach, by their letters.

use super::levels::weighted_median;
use super::tesseract::Word;

/// Heights above the baseline, and depth below it, in font sizes: the mean of common text fonts.
pub(super) const X_HEIGHT: f32 = 0.52;
pub(super) const CAPITAL: f32 = 0.72;
const LETTER_T: f32 = 0.65;
pub(super) const ACCENTED_CAPITAL: f32 = 0.92;
pub(super) const DESCENT: f32 = 0.21;

/// Whether how high and deep a word reaches differs much from font to font: accents of capitals, brackets.
pub(super) fn varies(text: &str) -> bool {
    text.contains(['(', ')', '/']) || text.chars().any(is_accented_capital)
}

fn is_accented_capital(character: char) -> bool {
    matches!(character, 'À'..='Ö' | 'Ø'..='Þ') && !matches!(character, 'Æ' | 'Ç')
}

/// How far a word reaches above and below the baseline, in font sizes.
pub(super) struct Extent {
    pub(super) above: f32,
    pub(super) below: f32,
}

impl Extent {
    /// `None` where no character of the word says so: dashes, quotes, unknown signs.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut extent: Option<Self> = None;
        for character in text.chars() {
            let above = match character {
                'a' | 'c' | 'e' | 'g' | 'm'..='s' | 'u'..='z' | 'œ' | 'æ' | 'ç' => X_HEIGHT,
                't' => LETTER_T,
                _ if is_accented_capital(character) => ACCENTED_CAPITAL,
                _ if character.is_alphanumeric() || matches!(character, '(' | ')' | '/' | '!' | '?') => CAPITAL,
                _ => continue,
            };
            let below = match character {
                'g' | 'j' | 'p' | 'q' | 'y' | 'ç' | 'Ç' | 'Q' | '(' | ')' => DESCENT,
                _ => 0.0,
            };
            let known = extent.get_or_insert(Self { above: 0.0, below: 0.0 });
            known.above = known.above.max(above);
            known.below = known.below.max(below);
        }
        if let Some(extent) = &mut extent
            && text.contains([',', ';'])
        {
            extent.below = extent.below.max(0.14);
        }
        extent
    }

    pub(super) fn height(&self) -> f32 {
        self.above + self.below
    }
}

/// Where the small print begins that ends a line in larger letters, such as a name beside a title; the number of words
/// where there is none.
pub(super) fn small_print(words: &[&Word]) -> usize {
    /// The larger letters are so many times as large, or more, and letters of one size differ by less.
    const LARGER: f32 = 1.4;
    const SAME: f32 = 1.2;
    /// Fewer letters do not tell, nor does the box of a single word of a title.
    const LEAST_LETTERS: usize = 5;
    const LEAST_WORDS: usize = 2;
    let sizes = |words: &[&Word]| -> Vec<(f32, usize)> {
        let told = words.iter().filter(|word| !varies(&word.text));
        let told =
            told.filter_map(|word| Some((word.height / Extent::of(&word.text)?.height(), word.text.chars().count())));
        told.filter(|(_, letters)| *letters > 1).collect()
    };
    let of_one_size = |words: &[&Word], least_words: usize| {
        let sizes = sizes(words);
        let size = weighted_median(sizes.iter().copied());
        let letters: usize = sizes.iter().map(|(_, letters)| letters).sum();
        let same = |(other, _): &(f32, usize)| other.max(size) < SAME * other.min(size);
        (sizes.len() >= least_words && letters >= LEAST_LETTERS && sizes.iter().all(same)).then_some(size)
    };
    let begins = |at: &usize| {
        let (large, small) = words.split_at(*at);
        of_one_size(large, LEAST_WORDS).zip(of_one_size(small, 1)).is_some_and(|(large, small)| large > LARGER * small)
    };
    (1..words.len()).find(begins).unwrap_or(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(words: &[(&str, f32)]) -> usize {
        let word = |&(text, height): &(&str, f32)| Word { text: text.to_owned(), height, ..Word::default() };
        let words: Vec<Word> = words.iter().map(word).collect();
        small_print(&words.iter().collect::<Vec<_>>())
    }

    #[test]
    fn small_print_begins_where_a_line_in_larger_letters_ends() {
        let title = [("Gardien", 72.0), ("des", 71.0), ("(", 90.0), ("silences", 73.0)];
        assert_eq!(begins(&[&title[..], &[("Night", 38.0), ("warden", 29.0)]].concat()), 4);
        assert_eq!(begins(&title), 4, "one size");
        assert_eq!(begins(&[("Gardien", 110.0), ("silences", 72.0)]), 2, "a box that is too high");
        assert_eq!(begins(&[&title[..], &[("de", 38.0)]].concat()), 5, "too few letters");
    }
}
