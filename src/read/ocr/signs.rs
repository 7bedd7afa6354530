//! What stands at the beginning of a line and is no word: bullets, icons and numbers of items, which tesseract takes for
//! letters, for other signs, or for numbers within a sentence.

use std::ops::Range;

use super::deskew::Grey;
use super::extent::Extent;
use super::inked::Inked;
use super::tesseract::Word;
use crate::model::geometry::Rect;

/// What bullets are taken for, and what starts no line of French text.
const NO_WORDS: [&str; 9] = ["e", "©", "®", "°", "¢", "¤", "@", "~", ">"];
/// Reads as bullets what is a disc or a square of ink, or an open square, whatever letters or signs it was taken for, and
/// however sure.
pub(super) fn read_marks(words: &mut [Word], picture: &Grey) {
    const SQUARE: Range<f32> = 0.75..1.35;
    /// A disc fills 0.79 of its box; letters leave a good part of theirs free.
    const SOLID: f32 = 0.72;
    const LEAST_PIXELS: f32 = 5.0;
    /// Two letters and more are a mark only where tesseract doubts them.
    const DOUBTED: f32 = 70.0;
    let mut line = None;
    for word in words {
        let begins = line.replace(word.line) != Some(word.line);
        let length = word.text.chars().count();
        let small = begins
            && (length == 1 || length <= 3 && word.confidence < DOUBTED)
            && word.width.min(word.height) >= LEAST_PIXELS;
        // A full stop or an i's dot is as solid, a dash is not square.
        let may_be = small && SQUARE.contains(&(word.width / word.height)) && !word.text.contains(['.', ':', ';', ',']);
        if !may_be {
            continue;
        }
        let ink = Inked::of(word, picture);
        if ink.is_on_paper() && (ink.share(0.0..1.0, 0.0..1.0) >= SOLID || ink.is_open_square()) {
            "•".clone_into(&mut word.text);
        }
    }
}

/// Drops what the strokes of charts were taken for: doubtful words within their `fields` (points). A single character may
/// be a chart's mark.
pub(super) fn drop_strokes(words: &mut Vec<Word>, fields: &[Rect], scale: f32) {
    const DOUBTED: f32 = 60.0;
    words.retain(|word| {
        let bbox = Rect::new(word.left, word.top, word.left + word.width, word.top + word.height);
        let inside = |field: &Rect| {
            let (x, y) = (bbox.centre_x() / scale, bbox.centre_y() / scale);
            (field.x0..field.x1).contains(&x) && (field.y0..field.y1).contains(&y)
        };
        word.confidence >= DOUBTED || word.text.chars().count() < 2 || !fields.iter().any(inside)
    });
}

/// What a word can be as the first of a line, as others of the page tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beginning {
    sign: bool,
    number: bool,
}

impl Beginning {
    /// Of a line among the words of a page.
    pub(super) fn of(line: &[&Word], words: &[&Word]) -> Self {
        Self {
            sign: matches!(line, [word] if words.iter().any(|next| begins(word, next))),
            number: line.first().is_some_and(|word| words.iter().any(|other| are_numbers(word, other))),
        }
    }

    /// How the first word of a line with this baseline and font size (pixels) is to be read, if not as it was.
    pub(super) fn read(self, line: &[&Word], baseline: f32, size: f32) -> Option<String> {
        let (word, next) = (line.first()?, line.get(1));
        let bullet = self.sign
            || is_dot(word, baseline, size)
            || NO_WORDS.contains(&word.text.as_str())
            || next.is_some_and(|next| is_sign_before(word, next, size));
        if bullet {
            return Some("•".to_owned());
        }
        next.filter(|_| self.number).and_then(|next| number(word, next, size))
    }
}

/// Whether a word that tesseract puts on a line of its own is the sign before the line of another.
pub(super) fn begins(sign: &Word, next: &Word) -> bool {
    const MOST_ROOM: f32 = 3.0;
    let Some(extent) = Extent::of(&next.text) else { return false };
    let (size, room) = (next.height / extent.height(), next.left - (sign.left + sign.width));
    let middle = sign.top + sign.height / 2.0;
    (next.top..next.top + next.height).contains(&middle) && room < MOST_ROOM * size && is_sign_before(sign, next, size)
}

/// Whether a word that should be the number of an item stands above or below one that surely is.
fn are_numbers(word: &Word, other: &Word) -> bool {
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let (right, other_right) = (word.left + word.width, other.left + other.width);
    let lined_up = (word.left - other.left).abs().min((right - other_right).abs()) < word.height;
    is_number(word.text.trim_end_matches(',')) && other.text.strip_suffix('.').is_some_and(is_number) && lined_up
}

/// Whether a single character is as round and as high above the line as a bullet, whatever it was taken for: `e`, `°`,
/// `*`, `+`, `©` …
fn is_dot(word: &Word, baseline: f32, size: f32) -> bool {
    let mut characters = word.text.chars();
    let may_be = |c: char| !c.is_ascii_digit() && !"«»\"“”‹›'’".contains(c);
    let single = characters.next().is_some_and(may_be) && characters.next().is_none();
    let above = baseline - (word.top + word.height);
    single
        && (0.6..1.6).contains(&(word.width / word.height))
        && (0.12..0.48).contains(&(word.height / size))
        && above > 0.06 * size
        && above + word.height < 0.66 * size
}

/// Whether a line begins with a sign, a bullet or an icon, that was taken for letters or for other signs: `m` for a
/// square, `x` for a star, `Ca` for a tick, `#“` … It is about as wide as high and has room behind it; tesseract doubts
/// it, or its letters would be of another height.
fn is_sign_before(word: &Word, next: &Word, size: f32) -> bool {
    const LEAST_ROOM: f32 = 0.35;
    /// Brackets, as open squares are taken for, have none behind them.
    const LEAST_OF_BRACKETS: f32 = 0.2;
    let least = if word.text.contains(['[', ']']) { LEAST_OF_BRACKETS } else { LEAST_ROOM };
    next.left - (word.left + word.width) > least * size
        && next.text.chars().any(char::is_alphabetic)
        && may_be_sign(word, size)
}

fn may_be_sign(word: &Word, size: f32) -> bool {
    const DOUBTED: f32 = 60.0;
    /// Two letters are seldom as high as wide.
    const MUCH_DOUBTED: f32 = 50.0;
    const AS_HIGH: Range<f32> = 0.8..1.2;
    let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
    let others = || word.text.chars().filter(|c| !c.is_alphabetic());
    // What is read rightly as a rule, and may be text.
    let known = others().any(|c| "-–—.,:;()[]«»>|+*".contains(c)) && !(letters == 1 && others().all(|c| c == '*'));
    // `[]`, `[1`, `L]`: no text has brackets before a blank.
    let is_open_square = word.text.contains(['[', ']']);
    let has_digits = others().any(char::is_numeric);
    let square = (0.8..1.15).contains(&(word.width / word.height));
    let doubted =
        !has_digits && word.confidence < if letters <= 1 { DOUBTED } else { MUCH_DOUBTED } && (letters <= 1 || square);
    let other_height = letters >= 1
        && Extent::of(&word.text).is_some_and(|extent| !AS_HIGH.contains(&(word.height / (extent.height() * size))));
    (1..=2).contains(&word.text.chars().count())
        && (is_open_square || !known && (doubted || other_height))
        && (0.6..1.6).contains(&(word.width / word.height))
        && (0.2..1.2).contains(&(word.height / size))
}

/// The number of an item whose full stop was taken for a comma or not seen: room behind it, and an item that begins with
/// a capital.
fn number(word: &Word, next: &Word, size: f32) -> Option<String> {
    const LEAST_ROOM: f32 = 0.6;
    let digits = word.text.strip_suffix(',').unwrap_or(&word.text);
    let counts = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let room = next.left - (word.left + word.width) > LEAST_ROOM * size;
    (counts && room && next.text.starts_with(char::is_uppercase)).then(|| format!("{digits}."))
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::Lines;
    use super::super::sideways::Strip;
    use super::*;
    use crate::model::document::Direction;

    const PAGE: Strip = Strip { left: 0, top: 0, width: 400, height: 400, direction: Direction::Right };

    fn word(text: &str, left: f32, top: f32, width: f32, height: f32) -> Word {
        Word { text: text.to_owned(), confidence: 95.0, left, top, width, height, line: [1, 1, 1] }
    }

    fn texts_of(lines: &Lines) -> Vec<String> {
        let text: String = lines.glyphs(0).iter().map(|glyph| glyph.text.as_str().to_owned()).collect();
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn signs_that_were_taken_for_letters_are_bullets() {
        let first = |text: &str, confidence: f32, width: f32, next: f32| {
            let mut sign = word(text, 10.0, 72.0, width, 24.0);
            sign.confidence = confidence;
            let mut lines = Lines::new(4.0, 0.0);
            lines.add(&[sign, word("Missions", next, 71.2, 120.0, 28.8)], &PAGE);
            texts_of(&lines)[0].clone()
        };
        assert_eq!(first("m", 4.0, 24.0, 75.0), "•");
        assert_eq!(first("*x", 37.0, 26.0, 54.0), "•");
        assert_eq!(first("#“", 15.0, 24.0, 75.0), "•");
        assert_eq!(first("L]", 92.0, 24.0, 75.0), "•");
        assert_eq!(first(">", 92.0, 24.0, 75.0), "•");
        assert_eq!(first("m", 92.0, 24.0, 75.0), "m", "sure");
        assert_eq!(first("m", 40.0, 24.0, 42.0), "m", "no room");
        assert_eq!(first("Il", 40.0, 15.0, 42.0), "Il");
        assert_eq!(first("à", 50.0, 13.0, 42.0), "à", "narrow");
        assert_eq!(first("Ca", 90.0, 24.0, 75.0), "Ca", "as high as its letters");
    }

    #[test]
    fn a_disc_or_an_open_square_is_a_bullet_however_sure_its_reading() {
        let mut picture = Grey { width: 100, height: 100, pixels: vec![250; 10_000] };
        for (x, y) in (0..100).flat_map(|y| (0..100).map(move |x| (x, y))) {
            let disc = (x as f32 - 20.0).hypot(y as f32 - 20.0) < 8.0;
            // Three upright strokes, as of an m.
            let strokes = (60..76).contains(&x) && (12..28).contains(&y) && (x - 60) % 6 < 3;
            let square = (12..28).contains(&x) && (60..76).contains(&y);
            let open = square && !((14..26).contains(&x) && (62..74).contains(&y));
            let ring = (6.0..8.0).contains(&(x as f32 - 67.5).hypot(y as f32 - 67.5));
            if disc || strokes || open || ring {
                picture.pixels[y * 100 + x] = 30;
            }
        }
        let mut words = [word("*", 12.0, 12.0, 16.0, 16.0), word("m", 60.0, 12.0, 16.0, 16.0)].to_vec();
        words.extend([word("Cl", 12.0, 60.0, 16.0, 16.0), word("O", 60.0, 60.0, 16.0, 16.0)]);
        words[2].confidence = 44.0;
        words.iter_mut().zip(1..).for_each(|(word, line)| word.line = [line, 1, 1]);
        words.push(Word { line: [1, 1, 1], ..word("de", 13.0, 13.0, 14.0, 14.0) });
        words.push(Word { line: [9, 1, 1], ..word("À", 85.0, 85.0, 8.0, 8.0) });
        (80..100).for_each(|y| picture.pixels[y * 100 + 80..y * 100 + 100].fill(40));
        picture.pixels[89 * 100 + 89] = 250;
        read_marks(&mut words, &picture);
        assert_eq!(words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["•", "m", "•", "O", "de", "À"]);
    }

    #[test]
    fn strokes_of_a_chart_are_no_words() {
        let field = Rect::new(0.0, 0.0, 100.0, 100.0);
        let doubted = |text: &str, left: f32| Word { confidence: 41.0, ..word(text, left, 120.0, 60.0, 20.0) };
        let mut words = vec![doubted("Tt-.Lote”", 40.0), doubted("e", 120.0), doubted("Lote", 500.0)];
        words.push(word("Pertinent", 40.0, 20.0, 60.0, 20.0));
        drop_strokes(&mut words, &[field], 4.0);
        assert_eq!(words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["e", "Lote", "Pertinent"]);
    }

    #[test]
    fn numbers_of_items_have_their_full_stops() {
        let second = |text: &str, next: f32| {
            let mut words = vec![word("8.", 10.0, 12.0, 29.0, 28.8), word("Animer", 84.0, 12.0, 120.0, 28.8)];
            words.extend([word(text, 10.0, 71.2, 29.0, 28.8), word("Missions", next, 71.2, 120.0, 28.8)]);
            words[2..].iter_mut().for_each(|word| word.line = [2, 1, 1]);
            let mut lines = Lines::new(4.0, 0.0);
            lines.add(&words, &PAGE);
            texts_of(&lines)[2].clone()
        };
        assert_eq!(second("9,", 74.0), "9.");
        assert_eq!(second("12", 74.0), "12.");
        assert_eq!(second("9,", 46.0), "9,", "no room");
        let mut alone = Lines::new(4.0, 0.0);
        alone.add(&[word("12", 10.0, 71.2, 29.0, 28.8), word("Missions", 74.0, 71.2, 120.0, 28.8)], &PAGE);
        assert_eq!(texts_of(&alone)[0], "12", "a page number, perhaps");
    }

    #[test]
    fn signs_that_are_lower_than_their_letters_or_on_lines_of_their_own_are_bullets() {
        let mut tick = word("Ca", 10.0, 78.0, 16.0, 18.0);
        let text = word("Missions", 60.0, 71.2, 120.0, 28.8);
        let texts = |words: &[Word]| {
            let mut lines = Lines::new(4.0, 0.0);
            lines.add(words, &PAGE);
            texts_of(&lines)
        };
        assert_eq!(texts(&[tick.clone(), text.clone()]), ["•", "Missions"]);
        tick.line = [2, 1, 1];
        assert_eq!(texts(&[text.clone(), tick.clone()]), ["Missions", "•"]);
        tick.top += 60.0;
        assert_eq!(texts(&[text, tick]), ["Missions", "Ca"]);
    }
}
