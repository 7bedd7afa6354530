//! Which pixels of a word's box are ink.

use std::ops::Range;

use super::deskew::Grey;
use super::strokes::as_f32;
use super::tesseract::Word;

/// Where a word's box is ink: nearer to its darkest pixel than to what surrounds it.
pub(super) struct Inked {
    width: usize,
    height: usize,
    pixels: Vec<bool>,
    /// The share of what lies around the box that is as dark as ink.
    around: f32,
}

impl Inked {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of one page")]
    pub(super) fn of(word: &Word, picture: &Grey) -> Self {
        let left = (word.left.max(0.0) as usize).min(picture.width);
        let top = (word.top.max(0.0) as usize).min(picture.height);
        let right = ((word.left + word.width) as usize).min(picture.width).max(left);
        let bottom = ((word.top + word.height) as usize).min(picture.height).max(top);
        let row = |y: usize, from: usize, to: usize| &picture.pixels[y * picture.width + from..y * picture.width + to];
        let around = || {
            (top.saturating_sub(2)..(bottom + 2).min(picture.height))
                .flat_map(|y| row(y, left.saturating_sub(2).min(right), (right + 2).min(picture.width)))
        };
        let (least, most) = around().fold((u8::MAX, u8::MIN), |(least, most), p| (least.min(*p), most.max(*p)));
        let middle = u8::midpoint(least, most);
        let (count, dark) = around().fold((0, 0), |(count, dark), p| (count + 1, dark + usize::from(*p < middle)));
        let pixels: Vec<bool> = (top..bottom).flat_map(|y| row(y, left, right)).map(|pixel| *pixel < middle).collect();
        let inside = pixels.iter().filter(|ink| **ink).count();
        let around = as_f32(dark - inside) / as_f32((count - pixels.len()).max(1));
        Self { width: right - left, height: bottom - top, pixels, around }
    }

    /// Whether it stands on a light ground: of light letters on a dark one, the ground would be the ink.
    pub(super) fn is_on_paper(&self) -> bool {
        self.around < 0.25
    }

    /// The share of ink in a part of the box, given in shares of its width and height.
    pub(super) fn share(&self, across: Range<f32>, down: Range<f32>) -> f32 {
        let (columns, rows) = (part(&across, self.width), part(&down, self.height));
        let inked = rows.clone().flat_map(|y| columns.clone().map(move |x| (x, y)));
        let ink = inked.filter(|(x, y)| self.pixels[y * self.width + x]).count();
        as_f32(ink) / as_f32((columns.len() * rows.len()).max(1))
    }

    /// Whether ink runs along the whole of all four sides, corners included, and there is next to none in the middle.
    pub(super) fn is_open_square(&self) -> bool {
        const SIDE: f32 = 0.3;
        const RUNS_ALONG: f32 = 0.93;
        const EMPTY: f32 = 0.1;
        let level = |rows: Range<f32>| {
            let rows = part(&rows, self.height);
            let inked = (0..self.width).filter(|x| rows.clone().any(|y| self.pixels[y * self.width + x])).count();
            as_f32(inked) >= RUNS_ALONG * as_f32(self.width)
        };
        let upright = |columns: Range<f32>| {
            let columns = part(&columns, self.width);
            let inked = (0..self.height).filter(|y| columns.clone().any(|x| self.pixels[y * self.width + x])).count();
            as_f32(inked) >= RUNS_ALONG * as_f32(self.height)
        };
        // Round letters miss the corners.
        let corner = |across: Range<f32>, down: Range<f32>| self.share(across, down) > 0.0;
        let (start, end) = (0.0..0.12, 0.88..1.0);
        level(0.0..SIDE)
            && level(1.0 - SIDE..1.0)
            && upright(0.0..SIDE)
            && upright(1.0 - SIDE..1.0)
            && self.share(0.35..0.65, 0.35..0.65) < EMPTY
            && corner(start.clone(), start.clone())
            && corner(end.clone(), start.clone())
            && corner(start, end.clone())
            && corner(end.clone(), end)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within one word's box")]
fn part(share: &Range<f32>, length: usize) -> Range<usize> {
    let at = |share: f32| ((share * as_f32(length)).round() as usize).min(length);
    at(share.start)..at(share.end)
}
