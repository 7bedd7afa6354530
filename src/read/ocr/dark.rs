//! Light text on dark grounds, such as the title of a job on a band, where nothing was seen: the ground is cut out, its
//! greys turned round, and read again.

use super::deskew::Grey;
use super::sideways::Strip;
use super::tesseract::Word;
use crate::model::document::{Direction, Shape, ShapeKind};
use crate::model::message::Message;

/// A ground is dark below this grey.
const DARK: u8 = 128;
/// Higher grounds (points) are pictures, or panels that tesseract sees as pages of their own.
const HIGHEST: f32 = 80.0;
/// A page with more dark grounds than this is something else than bands and their titles.
const MOST: usize = 12;
/// How sure a word must be, 0–100.
const SURE: f32 = 60.0;
/// The fewest letters of a text.
const LEAST_LETTERS: usize = 3;

/// The texts on dark grounds among `shapes` (points of a picture of `scale` pixels a point) where none of the `words` is.
pub(super) fn texts(
    picture: &Grey,
    shapes: &[Shape],
    words: &[Word],
    scale: f32,
    read: impl Fn(&Grey) -> Result<Vec<Word>, Message>,
) -> Result<Vec<(Strip, Vec<Word>)>, Message> {
    let is_dark = |shape: &&Shape| {
        shape.kind == ShapeKind::Box
            && shape.bbox.height() <= HIGHEST
            && shape.fill.is_some_and(|fill| fill.0.max(fill.1).max(fill.2) < DARK)
    };
    let dark: Vec<Strip> = shapes.iter().filter(is_dark).filter_map(|shape| strip(shape, picture, scale)).collect();
    let mut texts = Vec::new();
    if dark.len() > MOST {
        return Ok(texts);
    }
    for strip in dark {
        if words.iter().any(|word| word.confidence >= SURE && strip.holds(word)) {
            continue;
        }
        let mut found = read(&turned_round(picture, &strip))?;
        found.retain(|word| word.confidence >= SURE && word.text.chars().any(char::is_alphanumeric));
        let letters = found.iter().flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic()).count();
        if letters >= LEAST_LETTERS {
            texts.push((strip, found));
        }
    }
    Ok(texts)
}

/// The part of the picture that a shape covers.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clipped to the picture")]
fn strip(shape: &Shape, picture: &Grey, scale: f32) -> Option<Strip> {
    let pixels = |points: f32, most: usize| ((points * scale).round().max(0.0) as usize).min(most);
    let (left, right) = (pixels(shape.bbox.x0, picture.width), pixels(shape.bbox.x1, picture.width));
    let (top, bottom) = (pixels(shape.bbox.y0, picture.height), pixels(shape.bbox.y1, picture.height));
    (right > left && bottom > top).then(|| Strip {
        left,
        top,
        width: right - left,
        height: bottom - top,
        direction: Direction::Right,
    })
}

/// A strip with dark for light.
fn turned_round(picture: &Grey, strip: &Strip) -> Grey {
    let rows = strip.top..strip.top + strip.height;
    let row = |y: usize| &picture.pixels[y * picture.width + strip.left..y * picture.width + strip.left + strip.width];
    Grey { width: strip.width, height: strip.height, pixels: rows.flat_map(row).map(|pixel| 255 - pixel).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Rgb;
    use crate::model::geometry::Rect;

    fn word(text: &str, left: f32, top: f32) -> Word {
        Word { text: text.into(), confidence: 95.0, left, top, width: 60.0, height: 20.0, line: [1, 1, 1] }
    }

    #[test]
    fn a_dark_band_without_words_is_read_with_its_greys_turned_round() {
        let mut picture = Grey { width: 300, height: 200, pixels: vec![250; 60_000] };
        picture.pixels[40 * 300..80 * 300].fill(50);
        let band = |y0, y1, grey| Shape {
            kind: ShapeKind::Box,
            bbox: Rect::new(0.0, y0, 150.0, y1),
            fill: Some(Rgb(grey, grey, grey)),
            stroke: None,
        };
        let shapes = [band(20.0, 40.0, 50), band(60.0, 80.0, 235)];
        let read = |part: &Grey| {
            assert_eq!((part.width, part.height, part.pixels[0]), (300, 40, 205));
            Ok(vec![word("ACCOMPAGNATEUR", 10.0, 8.0), word("|", 280.0, 8.0)])
        };
        let found = texts(&picture, &shapes, &[word("Définition", 10.0, 90.0)], 2.0, read).unwrap();
        let [(strip, words)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((strip.point(10.0, 8.0), words.len()), ((10.0, 48.0), 1));
        let seen = texts(&picture, &shapes, &[word("ACCOMPAGNATEUR", 10.0, 48.0)], 2.0, |_| panic!("is read")).unwrap();
        assert!(seen.is_empty());
    }
}
