//! Words in pixels → glyphs in points.
//!
//! A box says how far a word's ink reaches, which depends on its letters: "sauce" is lower than "gérer". The font size
//! is reckoned from the letters that are in a line, the baseline likewise.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::extent::{ACCENTED_CAPITAL, CAPITAL, DESCENT, Extent, X_HEIGHT, small_print, varies};
use super::levels::{SAME_SIZE, weighted_median};
use super::looks::{Look, Printed, Window};
use super::misread::mended;
use super::sideways::Strip;
use super::signs::{self, Beginning};
use super::strokes::as_f32;
use super::tesseract::Word;
use crate::model::document::{Direction, Font, Glyph, GlyphText, Rgb};
use crate::model::geometry::Rect;

/// A box from descent to ascent, as fonts without a descriptor have it.
const ASCENT: f32 = 0.8;
/// Words below this confidence (0–100) are stains, unless they are words of letters.
const STAIN: f32 = 30.0;
/// A gap of this many heights of its words parts a line.
const COLUMN_GAP: f32 = 1.6;
/// A gap between words is at least this many font sizes: boxes of words that nearly touch are still two words.
const LEAST_GAP: f32 = 0.08;

/// Weights times slopes.
const STYLES: usize = 4;

/// The lines of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Lines {
    pub(super) lines: Vec<PlacedLine>,
    /// Pixels a point.
    pub(super) scale: f32,
    /// By how much the page was turned, in radians.
    pub(super) slant: f32,
    /// Letters, and the sum of their confidences.
    pub(super) letters: f32,
    pub(super) confidences: f32,
}

/// The fonts that words are put in, so that layout knows how they are printed.
pub(super) fn fonts() -> [Font; STYLES] {
    std::array::from_fn(|style| {
        let (bold, italic) = (style & 1 > 0, style & 2 > 0);
        let name = format!("OCR{}{}", if bold { ", bold" } else { "" }, if italic { ", italic" } else { "" });
        Font { name, bold, italic, ..Font::default() }
    })
}

impl PlacedWord {
    /// Which of the fonts it is in.
    fn style(&self) -> u16 {
        u16::from(self.bold) + 2 * u16::from(self.italic)
    }
}

/// A line as seen in its strip, in pixels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PlacedLine {
    pub(super) words: Vec<PlacedWord>,
    pub(super) baseline: f32,
    /// Font size in points.
    pub(super) size: f32,
    pub(super) letters: usize,
    pub(super) strip: Strip,
}

/// A word of a line, in pixels.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PlacedWord {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    /// How it is printed, as measured …
    pub(super) look: Look,
    /// … and as it is taken to be.
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) colour: Rgb,
}

impl PlacedLine {
    /// Where its first word begins, in pixels of its strip.
    pub(super) fn left(&self) -> f32 {
        self.words.first().map_or(0.0, |word| word.left)
    }

    /// Where its last word ends.
    pub(super) fn right(&self) -> f32 {
        self.words.last().map_or(0.0, |word| word.right)
    }

    /// Whether it is of capitals without any accent.
    fn is_plain_capitals(&self) -> bool {
        let letters = || self.words.iter().flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic());
        letters().all(|c| c.is_ascii_uppercase()) && letters().count() > 3
    }
}

impl Lines {
    /// The lines, none yet, of a picture of `scale` pixels a point, turned by `slant` radians.
    pub(super) fn new(scale: f32, slant: f32) -> Self {
        Self { scale, slant, ..Self::default() }
    }

    /// Adds the words of a strip of the picture.
    pub(super) fn add(&mut self, words: &[Word], strip: &Strip) {
        let begins_line = |word: &Word| words.iter().any(|next| signs::begins(word, next));
        let stain = |word: &Word| is_stain(word) || is_lone_stain(word, words);
        let words: Vec<&Word> = words.iter().filter(|word| !stain(word) || begins_line(word)).collect();
        for line in words.chunk_by(|a, b| a.line == b.line && !are_apart(a, b)) {
            let (line, small_print) = line.split_at(small_print(line));
            for part in [line, small_print].into_iter().filter(|part| !part.is_empty()) {
                self.lines.extend(placed(part, Beginning::of(part, &words), self.scale, *strip));
            }
        }
        self.lower_unread_accents();
        for word in words {
            let letters = as_f32(word.text.chars().count());
            self.letters += letters;
            self.confidences += letters * word.confidence;
        }
    }

    /// Looks how words that run to the right are printed.
    pub(super) fn look_at(&mut self, page: &Printed<'_>) {
        let scale = self.scale;
        for line in self.lines.iter_mut().filter(|line| line.strip.direction == Direction::Right) {
            let size = line.size * scale;
            for word in &mut line.words {
                // Letters without what reaches above or below them: there most strokes are upright.
                let (left, top) = line.strip.point(word.left, line.baseline - X_HEIGHT * size);
                let (right, bottom) = line.strip.point(word.right, line.baseline);
                word.look = page.look(Window { left, top, right, bottom }, size);
            }
        }
    }

    /// Gives a line of capitals the size of the line above or below it, where it seems larger by just the height of an
    /// accent: "COMPETENCES", as read, below "FORMATION ET" is "COMPÉTENCES".
    fn lower_unread_accents(&mut self) {
        const LEADING: f32 = 1.8;
        let scale = self.scale;
        let lower: Vec<(usize, f32)> = self
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.is_plain_capitals())
            .filter_map(|(index, line)| {
                let accented = line.size * CAPITAL / ACCENTED_CAPITAL;
                let beside = |other: &&PlacedLine| {
                    let size = other.size * scale;
                    other.strip == line.strip
                        && (other.left() - line.left()).abs() < 2.0 * size
                        && (0.5 * size..LEADING * size).contains(&(other.baseline - line.baseline).abs())
                        && (accented - other.size).abs() < SAME_SIZE * other.size
                };
                self.lines.iter().find(beside).map(|other| (index, other.size))
            })
            .collect();
        for (index, size) in lower {
            self.lines[index].size = size;
        }
    }

    /// Mean confidence of the words by letters, 0–100; 0 where there are none.
    pub(super) fn confidence(&self) -> f32 {
        if self.letters > 0.0 { self.confidences / self.letters } else { 0.0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// One glyph a character, as wide as its share of the word, and a space after each word; of the font with
    /// number `font`, or one of the three after it: [`fonts`].
    pub(super) fn glyphs(&self, font: u16) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        for line in &self.lines {
            for word in &line.words {
                let advance = (word.right - word.left) / as_f32(word.text.chars().count());
                let printed = |glyph: Glyph| Glyph { font: font + word.style(), colour: word.colour, ..glyph };
                for (index, character) in word.text.chars().enumerate() {
                    let x = word.left + advance * as_f32(index);
                    glyphs.push(printed(self.glyph(line, character, x, advance)));
                }
                glyphs.push(printed(self.glyph(line, ' ', word.right, LEAST_GAP * line.size * self.scale)));
            }
        }
        glyphs
    }

    fn glyph(&self, line: &PlacedLine, character: char, x: f32, advance: f32) -> Glyph {
        let size = line.size * self.scale;
        let place = |x: f32, y: f32| {
            let (x, y) = line.strip.point(x, y);
            (x / self.scale, y / self.scale)
        };
        let (a, b) = (place(x, line.baseline - ASCENT * size), place(x + advance, line.baseline + DESCENT * size));
        Glyph {
            text: GlyphText::from_iter([character]),
            bbox: Rect::new(a.0, a.1, b.0, b.1),
            origin: place(x, line.baseline),
            size: line.size,
            direction: line.strip.direction,
            font: 0,
            colour: Rgb::default(),
            invisible: false,
            guessed: true,
            element: None,
        }
    }
}

/// Marks of the paper and parts of drawings that look like characters.
fn is_stain(word: &Word) -> bool {
    let letters = word.text.chars().filter(|c| c.is_alphanumeric()).count();
    word.confidence < STAIN && letters < 3 || word.width < 1.0 || word.height < 1.0
}

/// Whether a few doubtful letters stand alone: parts of pictures and of codes to be photographed.
fn is_lone_stain(word: &Word, words: &[Word]) -> bool {
    const DOUBTED: f32 = 50.0;
    const MOST_LETTERS: usize = 4;
    word.confidence < DOUBTED
        && (2..=MOST_LETTERS).contains(&word.text.chars().count())
        && words.iter().filter(|other| other.line == word.line).count() == 1
}

/// Whether two words that tesseract puts on one line stand in two columns: their baselines need not be the same.
fn are_apart(a: &Word, b: &Word) -> bool {
    let height = a.height.max(b.height);
    b.left - (a.left + a.width) > COLUMN_GAP * height
}

fn placed(words: &[&Word], begins: Beginning, scale: f32, strip: Strip) -> Option<PlacedLine> {
    let measured = || words.iter().filter_map(|word| Some((*word, Extent::of(&word.text)?)));
    /// How often words of well-known extent count.
    const WELL_KNOWN: usize = 4;
    let weight = |word: &Word| word.text.chars().count() * if varies(&word.text) { 1 } else { WELL_KNOWN };
    let size = weighted_median(measured().map(|(word, extent)| (word.height / extent.height(), weight(word))));
    let size = if size > 0.0 { size } else { words.first()?.height / CAPITAL };
    let bottoms = measured().map(|(word, extent)| (word.top + word.height - extent.below * size, weight(word)));
    let baseline = weighted_median(bottoms);
    let baseline = if baseline > 0.0 { baseline } else { words.first().map(|word| word.top + word.height)? };
    let mut placed: Vec<PlacedWord> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let beginning = if index == 0 { begins.read(words, baseline, size) } else { None };
        let text = if let Some(text) = beginning {
            text
        } else if is_too_low_for_accents(word, size) {
            mended(&word.text.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>())
        } else {
            mended(&word.text)
        };
        if let Some(before) = placed.last_mut() {
            before.right = before.right.min(word.left - LEAST_GAP * size).max(before.left);
        }
        placed.push(PlacedWord { text, left: word.left, right: word.left + word.width, ..PlacedWord::default() });
    }
    let letters = placed.iter().map(|word| word.text.chars().count()).sum();
    Some(PlacedLine { words: placed, baseline, size: size / scale, letters, strip })
}

/// Whether a word in capitals was read with an accent ("OÙ" for "OU") that its height leaves no room for.
fn is_too_low_for_accents(word: &Word, size: f32) -> bool {
    let accented = |c: char| ('À'..='Ý').contains(&c);
    word.text.chars().any(accented)
        && word.text.chars().all(|c| c.is_ascii_uppercase() && c != 'Q' || accented(c) && c != 'Ç')
        && word.height < (CAPITAL + ACCENTED_CAPITAL) / 2.0 * size
}

#[cfg(test)]
mod tests {
    use super::super::levels::level_sizes;
    use super::*;

    fn word(text: &str, left: f32, top: f32, width: f32, height: f32) -> Word {
        Word { text: text.to_owned(), confidence: 95.0, left, top, width, height, line: [1, 1, 1] }
    }

    /// Text of 10 points at 4 pixels a point, the baseline at 100 pixels.
    fn line() -> Vec<Word> {
        vec![
            word("e", 10.0, 82.0, 11.0, 11.0),
            word("gérer", 40.0, 71.2, 100.0, 37.2),
            word("sauce", 160.0, 79.2, 100.0, 20.8),
        ]
    }

    const PAGE: Strip = Strip { left: 0, top: 0, width: 400, height: 400, direction: Direction::Right };

    #[test]
    fn words_become_even_glyphs_on_a_baseline() {
        let mut lines = Lines::new(4.0, 0.0);
        lines.add(&line(), &PAGE);
        level_sizes([&mut lines].into_iter());
        let glyphs = lines.glyphs(3);
        let text: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        assert_eq!(text, "• gérer sauce ", "a disc above the line is a bullet");
        assert!(glyphs.iter().all(|glyph| glyph.guessed && glyph.font == 3 && glyph.size == 10.0), "{glyphs:?}");
        assert!(glyphs.iter().all(|glyph| (glyph.origin.1 - 25.0).abs() < 0.2));
        assert_eq!((glyphs[2].bbox.x0, glyphs[6].bbox.x1), (10.0, 35.0));
        assert_eq!(lines.confidence(), 95.0);
    }

    #[test]
    fn sideways_lines_have_their_place() {
        let strip = Strip { left: 300, top: 100, width: 60, height: 200, direction: Direction::Up };
        let mut lines = Lines::new(4.0, 0.0);
        lines.add(&[word("gérer", 40.0, 11.2, 100.0, 37.2)], &strip);
        let glyphs = lines.glyphs(0);
        assert_eq!(glyphs[0].direction, Direction::Up);
        assert!(glyphs[0].origin.1 > glyphs[4].origin.1 && glyphs[0].origin.0 == glyphs[4].origin.0);
        assert_eq!((glyphs[0].bbox.y1, glyphs[4].bbox.y0), (65.0, 40.0));
    }

    #[test]
    fn columns_on_one_line_have_their_own_baselines() {
        let mut words = line();
        let right = [word("gérer", 400.0, 91.2, 100.0, 37.2), word("sauce", 520.0, 99.2, 100.0, 20.8)];
        words.extend(right);
        let mut lines = Lines::new(4.0, 0.0);
        lines.add(&words, &PAGE);
        let baselines: Vec<f32> = lines.lines.iter().map(|line| line.baseline.round()).collect();
        assert_eq!(baselines, [100.0, 120.0]);
    }

    #[test]
    fn accents_need_room() {
        let mut words = line();
        words.push(word("OÙ", 280.0, 71.2, 60.0, 28.8));
        words.push(word("OÙ", 360.0, 63.2, 60.0, 36.8));
        let mut lines = Lines::new(4.0, 0.0);
        lines.add(&words, &PAGE);
        let texts: Vec<&str> = lines.lines[0].words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["•", "gérer", "sauce", "OU", "OÙ"]);
    }

    #[test]
    fn an_unread_accent_makes_no_line_larger() {
        let mut words = vec![word("FORMATION", 10.0, 71.2, 200.0, 28.8), word("COMPETENCES", 10.0, 111.2, 200.0, 36.8)];
        words.push(word("RELATIONS", 10.0, 171.2, 200.0, 36.8));
        words.iter_mut().zip(1..).for_each(|(word, line)| word.line = [line, 1, 1]);
        let mut lines = Lines::new(4.0, 0.0);
        lines.add(&words, &PAGE);
        let sizes: Vec<f32> = lines.lines.iter().map(|line| line.size.round()).collect();
        assert_eq!(sizes, [10.0, 10.0, 13.0], "the last one is no neighbour");
    }

    #[test]
    fn words_whose_height_differs_from_font_to_font_tell_less_of_the_size() {
        // Accents of another font reach higher, and one was not read.
        let mut words = vec![word("EN", 10.0, 71.2, 40.0, 28.8), word("MAISON", 60.0, 71.2, 90.0, 28.8)];
        words.extend([word("DÉJÀ", 160.0, 58.2, 80.0, 41.8), word("(PRÊTÉE)", 260.0, 58.2, 100.0, 52.0)]);
        let mut lines = Lines::new(4.0, 0.0);
        lines.add(&words, &PAGE);
        assert_eq!(lines.lines[0].size.round(), 10.0);
    }

    #[test]
    fn stains_are_no_words() {
        let mut stain = word("~", 0.0, 0.0, 9.0, 9.0);
        stain.confidence = 12.0;
        let mut lines = Lines::new(4.0, 0.0);
        lines.add(&[stain], &PAGE);
        assert!(lines.is_empty() && lines.confidence() == 0.0);
        let doubted = |text: &str, left: f32| Word { confidence: 41.0, ..word(text, left, 71.2, 60.0, 28.8) };
        lines.add(&[doubted("dos", 10.0)], &PAGE);
        assert!(lines.is_empty(), "a few letters alone");
        lines.add(&[doubted("dos", 10.0), doubted("plat", 80.0)], &PAGE);
        assert!(!lines.is_empty(), "beside others");
    }
}
