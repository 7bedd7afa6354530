//! Boxes and numbers on the pixels of a picture.

use crate::model::geometry::Rect;
use crate::model::picture::Picture;

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// Thickness of frames, in pixels.
const STROKE: i32 = 2;
/// Pixels of a dot of a digit.
const DOT: i32 = 2;
/// Dots of a digit.
const DIGIT: (i32, i32) = (5, 7);
/// The ten digits, row by row; the highest of five bits is the leftmost dot.
const DIGITS: [[u8; 7]; 10] = [
    [0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110],
    [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
    [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111],
    [0b11110, 0b00001, 0b00001, 0b01110, 0b00001, 0b00001, 0b11110],
    [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010],
    [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110],
    [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110],
    [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000],
    [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110],
    [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100],
];

/// A picture that is drawn on. What lies outside is left out.
pub(super) struct Canvas<'p> {
    picture: &'p mut Picture,
}

impl<'p> Canvas<'p> {
    pub(super) fn new(picture: &'p mut Picture) -> Self {
        Self { picture }
    }

    /// The frame of a box in points, its inside tinted.
    pub(super) fn frame(&mut self, bbox: Rect, scale: f32, colour: Colour) {
        let (x0, y0, x1, y1) = pixels(bbox, scale);
        self.fill((x0, y0, x1, y1), colour, 0.08);
        self.fill((x0, y0, x1, y0 + STROKE), colour, 1.0);
        self.fill((x0, y1 - STROKE, x1, y1), colour, 1.0);
        self.fill((x0, y0 + STROKE, x0 + STROKE, y1 - STROKE), colour, 1.0);
        self.fill((x1 - STROKE, y0 + STROKE, x1, y1 - STROKE), colour, 1.0);
    }

    /// A number on a tab that sits left of a box's top, or inside it where the page ends.
    pub(super) fn number(&mut self, number: usize, bbox: Rect, scale: f32, colour: Colour) {
        let digits = number.to_string();
        let advance = (DIGIT.0 + 1) * DOT;
        let width = i32::try_from(digits.len()).unwrap_or(0) * advance + DOT;
        let (left, top, _, _) = pixels(bbox, scale);
        let left = (left - width).max(0);
        self.fill((left, top, left + width, top + (DIGIT.1 + 2) * DOT), colour, 1.0);
        for (place, digit) in (0..).zip(digits.bytes()) {
            let rows = DIGITS[usize::from(digit - b'0')];
            for (y, row) in (0..).zip(rows) {
                for x in (0..DIGIT.0).filter(|x| row >> (DIGIT.0 - 1 - x) & 1 == 1) {
                    let (x, y) = (left + DOT + place * advance + x * DOT, top + DOT + y * DOT);
                    self.fill((x, y, x + DOT, y + DOT), Colour([255; 3]), 1.0);
                }
            }
        }
    }

    /// Paints a box given by its left, top, right and bottom in pixels; `share` of what was there is painted over.
    fn fill(&mut self, (x0, y0, x1, y1): (i32, i32, i32, i32), colour: Colour, share: f32) {
        let clip = |value: i32, most: usize| usize::try_from(value).unwrap_or(0).min(most);
        let (width, height) = (self.picture.width, self.picture.height);
        let (x0, x1) = (clip(x0, width), clip(x1, width));
        for y in clip(y0, height)..clip(y1, height) {
            for x in x0..x1 {
                let Some(pixel) = self.picture.pixels.get_mut((y * width + x) * 4..(y * width + x) * 4 + 3) else {
                    return;
                };
                for (old, new) in pixel.iter_mut().zip(colour.0) {
                    let mixed = f32::from(*old) * (1.0 - share) + f32::from(new) * share;
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
                    let mixed = mixed.round() as u8;
                    *old = mixed;
                }
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "saturates; what lies outside is clipped")]
fn pixels(bbox: Rect, scale: f32) -> (i32, i32, i32, i32) {
    let pixel = |value: f32| (value * scale).round().clamp(-1.0e6, 1.0e6) as i32;
    (pixel(bbox.x0), pixel(bbox.y0), pixel(bbox.x1), pixel(bbox.y1))
}
