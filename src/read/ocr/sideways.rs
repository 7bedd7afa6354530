//! Text that runs up or down a page, such as a theme on a coloured tab at the edge.
//!
//! Tesseract takes it for a stack of single characters, or sees that it is turned and reads it one way, right or upside
//! down: such words are taller than wide. The strip around either is cut out, turned both ways, and read again; what
//! reads better is the text.

use super::deskew::Grey;
use super::tesseract::Word;
use crate::model::document::Direction;
use crate::model::message::Message;

/// A word of a stack has at most this many characters.
const MOST_CHARACTERS: usize = 3;
/// A stack has at least this many words …
const LEAST_WORDS: usize = 4;
/// … and is this many times as high as it is wide.
const LEAST_SLENDERNESS: f32 = 3.0;
/// Words of a stack are at most this many widths apart.
const MOST_GAP: f32 = 2.5;
/// A word of at least this many characters, this many times as high as it is wide, does not run to the right.
const LEAST_TALL: (usize, f32) = (3, 1.4);
/// The strip reaches this many widths beyond the stack, along it and beside it.
const MARGINS: (f32, f32) = (3.0, 0.6);
/// How sure a reading must be, 0–100.
const SURE: f32 = 60.0;
/// The fewest letters of a text.
const LEAST_LETTERS: usize = 3;

/// A part of a picture, in pixels, and the way its text runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Strip {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) direction: Direction,
}

impl Strip {
    /// The whole of a picture, text running to the right.
    pub(super) fn whole(picture: &Grey) -> Self {
        Self { left: 0, top: 0, width: picture.width, height: picture.height, direction: Direction::Right }
    }

    /// Where a point of the strip, seen so that its text runs to the right, lies in the picture.
    #[expect(clippy::cast_precision_loss, reason = "pictures have some thousand rows")]
    pub(super) fn point(&self, x: f32, y: f32) -> (f32, f32) {
        let (left, top) = (self.left as f32, self.top as f32);
        match self.direction {
            Direction::Up => (left + y, top + self.height as f32 - x),
            Direction::Down => (left + self.width as f32 - y, top + x),
            _ => (left + x, top + y),
        }
    }

    /// Whether a word can only be a part of the strip's text, seen upright.
    pub(super) fn stacks(&self, word: &Word) -> bool {
        self.holds(word) && (word.text.chars().count() <= MOST_CHARACTERS || is_tall(word))
    }

    /// Whether the middle of a word lies in the strip.
    pub(super) fn holds(&self, word: &Word) -> bool {
        let (x, y) = (word.left + word.width / 2.0, word.top + word.height / 2.0);
        let within = |value: f32, start: usize, length: usize| {
            #[expect(clippy::cast_precision_loss, reason = "pictures have some thousand rows")]
            let (start, length) = (start as f32, length as f32);
            value >= start && value <= start + length
        };
        within(x, self.left, self.width) && within(y, self.top, self.height)
    }

    /// The strip cut out of its picture and turned so that its text runs to the right.
    fn cut(&self, picture: &Grey) -> Grey {
        let (width, height) = (self.height, self.width);
        let mut pixels = Vec::with_capacity(width * height);
        for v in 0..height {
            for u in 0..width {
                let (x, y) = match self.direction {
                    Direction::Up => (v, self.height - 1 - u),
                    _ => (self.width - 1 - v, u),
                };
                pixels.push(picture.pixels[(self.top + y) * picture.width + self.left + x]);
            }
        }
        Grey { width, height, pixels }
    }
}

/// Reads the sideways texts of a picture again with `read`. What was read of them as stacks leaves `words`.
pub(super) fn texts(
    picture: &Grey,
    words: &mut Vec<Word>,
    read: impl Fn(&Grey) -> Result<Vec<Word>, Message>,
) -> Result<Vec<(Strip, Vec<Word>)>, Message> {
    let mut texts = Vec::new();
    for strip in stacks(words).into_iter().filter_map(|stack| around(stack, picture)) {
        let mut best: Option<(f32, Strip, Vec<Word>)> = None;
        for direction in [Direction::Up, Direction::Down] {
            let strip = Strip { direction, ..strip };
            let mut found = read(&strip.cut(picture))?;
            found.retain(|word| word.confidence >= SURE && word.text.chars().any(char::is_alphanumeric));
            let score = score(&found);
            if score > best.as_ref().map_or(0.0, |best| best.0) {
                best = Some((score, strip, found));
            }
        }
        if let Some((_, strip, found)) = best {
            words.retain(|word| !strip.stacks(word));
            texts.push((strip, found));
        }
    }
    Ok(texts)
}

/// Letters, weighted by how sure they are; 0 where there are too few.
fn score(words: &[Word]) -> f32 {
    let letters = |word: &Word| word.text.chars().filter(|c| c.is_alphanumeric()).count();
    if words.iter().map(letters).sum::<usize>() < LEAST_LETTERS {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of characters")]
    words.iter().map(|word| letters(word) as f32 * (word.confidence - SURE / 2.0)).sum()
}

/// Left, top, right, bottom.
type Bounds = (f32, f32, f32, f32);

/// Whether a word can only be one of a text that runs up or down.
fn is_tall(word: &Word) -> bool {
    word.text.chars().count() >= LEAST_TALL.0 && word.height > LEAST_TALL.1 * word.width
}

/// Stacks of short words, each alone on its line, and of tall ones.
fn stacks(words: &[Word]) -> Vec<Bounds> {
    let beside = |word: &Word, other: &Word| {
        other.line == word.line && other.top < word.top + word.height && word.top < other.top + other.height
    };
    let alone = |word: &&Word| {
        is_tall(word)
            || word.text.chars().count() <= MOST_CHARACTERS
                && words.iter().filter(|other| beside(word, other)).count() == 1
    };
    let mut short: Vec<&Word> = words.iter().filter(alone).collect();
    short.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    let mut stacks: Vec<Vec<&Word>> = Vec::new();
    for word in short {
        let fits = |stack: &&mut Vec<&Word>| {
            let Some(last) = stack.last() else { return false };
            let width = word.width.max(last.width);
            let apart = (word.left + word.width / 2.0 - last.left - last.width / 2.0).abs();
            apart < 0.5 * width && word.top - (last.top + last.height) < MOST_GAP * width
        };
        match stacks.iter_mut().find(fits) {
            Some(stack) => stack.push(word),
            None => stacks.push(vec![word]),
        }
    }
    let bounds = |stack: Vec<&Word>| {
        let least = |value: fn(&Word) -> f32| stack.iter().map(|word| value(word)).fold(f32::INFINITY, f32::min);
        let most = |value: fn(&Word) -> f32| stack.iter().map(|word| value(word)).fold(0.0, f32::max);
        let bounds = (least(|w| w.left), least(|w| w.top), most(|w| w.left + w.width), most(|w| w.top + w.height));
        let slender = bounds.3 - bounds.1 > LEAST_SLENDERNESS * (bounds.2 - bounds.0);
        let runs = stack.len() >= LEAST_WORDS || stack.iter().any(|word| is_tall(word));
        (runs && slender).then_some(bounds)
    };
    stacks.into_iter().filter_map(bounds).collect()
}

/// The strip around a stack.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clipped to the picture")]
fn around((left, top, right, bottom): Bounds, picture: &Grey) -> Option<Strip> {
    let width = right - left;
    let (along, beside) = (MARGINS.0 * width, MARGINS.1 * width);
    let clip = |value: f32, most: usize| (value.max(0.0) as usize).min(most);
    let (x0, x1) = (clip(left - beside, picture.width), clip(right + beside, picture.width));
    let (y0, y1) = (clip(top - along, picture.height), clip(bottom + along, picture.height));
    (x1 > x0 && y1 > y0).then_some(Strip {
        left: x0,
        top: y0,
        width: x1 - x0,
        height: y1 - y0,
        direction: Direction::Up,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, left: f32, top: f32, line: u32) -> Word {
        let text = text.to_owned();
        Word { text, confidence: 90.0, left, top, width: 30.0, height: 18.0, line: [1, 1, line] }
    }

    #[test]
    fn a_stack_of_letters_is_read_again_along_its_strip() {
        let picture = Grey { width: 400, height: 600, pixels: vec![255; 400 * 600] };
        let mut words: Vec<Word> = (0..8_u8).map(|i| word("n", 300.0, 200.0 + 25.0 * f32::from(i), i.into())).collect();
        words.push(word("Missions", 20.0, 240.0, 90));
        words.push(word("de", 300.0, 500.0, 90));
        let read = |strip: &Grey| {
            assert!(strip.width > strip.height, "turned: {} by {}", strip.width, strip.height);
            Ok(vec![word("Soins", 100.0, 10.0, 1)])
        };
        let texts = texts(&picture, &mut words, read).unwrap();
        assert_eq!(words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["Missions", "de"]);
        let [(strip, text)] = &texts[..] else { panic!("one text") };
        assert_eq!((strip.direction, text[0].text.as_str()), (Direction::Up, "Soins"));
        // It starts at the bottom and runs up.
        assert_eq!(strip.point(0.0, 0.0), (282.0, 483.0));
        assert_eq!(strip.point(100.0, 10.0), (292.0, 383.0));
    }

    #[test]
    fn words_that_are_taller_than_wide_are_read_again_both_ways() {
        let picture = Grey { width: 400, height: 900, pixels: vec![255; 400 * 900] };
        let mut words: Vec<Word> = vec![word("SIVSSA", 300.0, 560.0, 5), word("LA", 300.0, 520.0, 5)];
        words[0].height = 120.0;
        words.push(Word { height: 200.0, ..word("THOHAHOA", 300.0, 300.0, 5) });
        words.push(word("Il", 20.0, 240.0, 90));
        words[3].height = 60.0;
        let read = |_: &Grey| Ok(vec![word("ESSAIS", 100.0, 10.0, 1)]);
        let texts = texts(&picture, &mut words, read).unwrap();
        assert_eq!(words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["Il"]);
        assert_eq!(texts.len(), 1, "{texts:?}");
    }

    #[test]
    fn columns_of_numbers_are_no_sideways_text() {
        let picture = Grey { width: 400, height: 600, pixels: vec![255; 400 * 600] };
        let mut words: Vec<Word> = (0..8_u8).map(|i| word("7", 300.0, 200.0 + 25.0 * f32::from(i), i.into())).collect();
        let before = words.clone();
        assert!(texts(&picture, &mut words, |_| Ok(Vec::new())).unwrap().is_empty());
        assert_eq!(words, before);
    }
}
