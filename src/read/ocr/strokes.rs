//! Strokes drawn on a picture of a page, level and upright: rules, underlines, sides of frames and tables, axes.

use super::deskew::Grey;
use crate::model::geometry::Rect;

/// What is darker than its surroundings by this much is ink.
const INK: u8 = 40;
/// Side of the squares in which the ground's grey is reckoned, in points, and the share of their pixels that are
/// darker than it.
const SQUARE: f32 = 24.0;
const DARKER: f32 = 0.8;
/// A stroke is at least this long, and at most this thick (points).
const LEAST_STROKE: f32 = 25.0;
const MOST_THICKNESS: f32 = 2.5;
/// A row of ink of this length (points) is part of a stroke, or of a dark field: no spot is as wide.
const LEAST_RUN: f32 = 15.0;
/// Shorter gaps in a stroke are flaws of the scan (points).
const FLAW: f32 = 0.6;
/// A page with more strokes is a photograph or a plan.
const MOST_STROKES: usize = 400;

/// A box of pixels: first and last column and row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) right: usize,
    pub(super) bottom: usize,
}

impl Area {
    pub(super) fn width(&self) -> usize {
        self.right + 1 - self.left
    }

    pub(super) fn height(&self) -> usize {
        self.bottom + 1 - self.top
    }

    pub(super) fn turned(self) -> Self {
        Self { left: self.top, top: self.left, right: self.bottom, bottom: self.right }
    }

    /// Whether a stroke lies along one of the sides.
    pub(super) fn has_side(&self, stroke: &Self) -> bool {
        let inside = stroke.left >= self.left && stroke.right <= self.right;
        let along = stroke.top >= self.top && stroke.bottom <= self.bottom;
        inside
            && along
            && (stroke.left == self.left && stroke.width() < stroke.height()
                || stroke.right == self.right && stroke.width() < stroke.height()
                || stroke.top == self.top && stroke.height() < stroke.width()
                || stroke.bottom == self.bottom && stroke.height() < stroke.width())
    }

    pub(super) fn points(&self, scale: f32) -> Rect {
        let point = |pixels: usize| as_f32(pixels) / scale;
        Rect { x0: point(self.left), y0: point(self.top), x1: point(self.right + 1), y1: point(self.bottom + 1) }
    }
}

/// The strokes of a picture.
pub(super) struct Strokes {
    pub(super) ink: Ink,
    /// From top to bottom.
    pub(super) level: Vec<Area>,
    pub(super) upright: Vec<Area>,
}

impl Strokes {
    /// Of a picture of `scale` pixels a point; `None` where there are too many of them.
    pub(super) fn of(grey: &Grey, scale: f32) -> Option<Self> {
        let ink = Ink::of(grey, scale);
        let (level, upright) = ink.strokes().zip(ink.turned().strokes())?;
        Some(Self { ink, level, upright: upright.into_iter().map(Area::turned).collect() })
    }

    /// The picture without its strokes: they tear the words that stand on them, and beside words they are read as
    /// letters.
    pub(super) fn erased(&self, grey: &Grey) -> Grey {
        /// Shorter upright strokes (points) may be those of large letters.
        const LEAST_UPRIGHT: f32 = 40.0;
        let mut erased = grey.clone();
        // Blurred edges are no ink, and have to go with it.
        let edge = as_pixels(self.ink.scale / 4.0).max(1);
        for stroke in &self.level {
            for part in self.ink.parts_of(stroke) {
                fade(&mut erased, part, edge, |part, y| (part.at, y));
            }
        }
        let turned = self.ink.turned();
        let long = |stroke: &&Area| as_f32(stroke.height()) >= LEAST_UPRIGHT * self.ink.scale;
        for stroke in self.upright.iter().filter(long) {
            for part in turned.parts_of(&stroke.turned()) {
                fade(&mut erased, part, edge, |part, x| (x, part.at));
            }
        }
        erased
    }
}

/// A column of a level stroke, or a row of an upright one: its first and last pixel.
#[derive(Debug, Clone, Copy)]
struct Part {
    at: usize,
    first: usize,
    last: usize,
}

impl Part {
    fn length(&self) -> usize {
        self.last + 1 - self.first
    }
}

/// Gives a part of a stroke the grey beside it, the lighter one where they differ.
fn fade(grey: &mut Grey, part: Part, edge: usize, place: impl Fn(Part, usize) -> (usize, usize)) {
    let index = |along: usize| {
        let (x, y) = place(part, along);
        (x < grey.width && y < grey.height).then_some(y * grey.width + x)
    };
    let beside = [part.first.checked_sub(edge + 1), Some(part.last + edge + 1)];
    let Some(ground) = beside.into_iter().flatten().filter_map(index).map(|at| grey.pixels[at]).max() else { return };
    let places: Vec<usize> = (part.first.saturating_sub(edge)..=part.last + edge).filter_map(index).collect();
    places.into_iter().for_each(|at| grey.pixels[at] = grey.pixels[at].max(ground));
}

/// Where a picture is darker than its ground.
pub(super) struct Ink {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Pixels a point.
    pub(super) scale: f32,
    pub(super) pixels: Vec<bool>,
}

impl Ink {
    fn of(grey: &Grey, scale: f32) -> Self {
        let (width, height) = (grey.width, grey.height);
        let side = as_pixels(SQUARE * scale).max(1);
        let mut pixels = vec![false; grey.pixels.len()];
        for top in (0..height).step_by(side) {
            for left in (0..width).step_by(side) {
                let columns = left..(left + side).min(width);
                let rows = top..(top + side).min(height);
                let ground = quantile(&grey.counts(columns.clone(), rows.clone()), DARKER);
                for y in rows {
                    for x in columns.clone() {
                        pixels[y * width + x] = grey.pixels[y * width + x].saturating_add(INK) < ground;
                    }
                }
            }
        }
        Self { width, height, scale, pixels }
    }

    /// Columns as rows.
    pub(super) fn turned(&self) -> Self {
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for x in 0..self.width {
            pixels.extend((0..self.height).map(|y| self.pixels[y * self.width + x]));
        }
        Self { width: self.height, height: self.width, scale: self.scale, pixels }
    }

    /// The level strokes, top to bottom; `None` where there are too many.
    fn strokes(&self) -> Option<Vec<Area>> {
        // Areas of long runs, each row joined to what touches it in the row above.
        let mut done: Vec<Area> = Vec::new();
        let mut open: Vec<Area> = Vec::new();
        for y in 0..self.height {
            let runs = self.runs(y);
            let mut next: Vec<Area> = Vec::new();
            for (left, right) in runs {
                let mut area = Area { left, top: y, right, bottom: y };
                open.retain(|above| {
                    let touches = above.left <= area.right + 1 && area.left <= above.right + 1;
                    if touches {
                        area.left = area.left.min(above.left);
                        area.right = area.right.max(above.right);
                        area.top = area.top.min(above.top);
                    }
                    !touches
                });
                match next.last_mut() {
                    // Two runs under one that is above both.
                    Some(last) if area.left <= last.right => {
                        last.right = last.right.max(area.right);
                        last.top = last.top.min(area.top);
                    }
                    _ => next.push(area),
                }
            }
            done.append(&mut open);
            done.retain(|area| self.is_stroke(area));
            if done.len() > MOST_STROKES {
                return None;
            }
            open = next;
        }
        done.append(&mut open);
        done.retain(|area| self.is_stroke(area) && self.is_unbroken(area));
        Some(done)
    }

    /// How far the ink of each column of a level stroke reaches, with what lies on the stroke.
    fn columns(&self, stroke: &Area) -> Vec<Part> {
        let is_ink = |x: usize, y: usize| self.pixels[y * self.width + x];
        let reach = |x: usize| {
            let inside = (stroke.top..=stroke.bottom).find(|y| is_ink(x, *y))?;
            let first = (0..inside).rev().take_while(|y| is_ink(x, *y)).last().unwrap_or(inside);
            let last = (inside..self.height).take_while(|y| is_ink(x, *y)).last().unwrap_or(inside);
            Some(Part { at: x, first, last })
        };
        (stroke.left..=stroke.right).filter_map(reach).collect()
    }

    /// The most that a column of a stroke is high without anything on it.
    fn highest(&self, columns: &[Part]) -> Option<usize> {
        thickness(columns, 2).map(|usual| usual + as_pixels(self.scale / 2.0).max(1))
    }

    /// The columns of a level stroke without the letters that stand on it or hang from it; none where they cross it.
    fn parts_of(&self, stroke: &Area) -> Vec<Part> {
        /// Of four columns of an underline three may have letters on them, next to it or touching it.
        const ONE_IN: usize = 4;
        let columns = self.columns(stroke);
        let Some(thickness) = thickness(&columns, ONE_IN) else { return Vec::new() };
        let slack = as_pixels(self.scale / 4.0).max(1);
        let is_bare = |column: &Part| column.length() <= thickness;
        // Strokes may run a little askew: the last bare column tells where the stroke is.
        let Some(mut bare) = columns.iter().copied().find(is_bare) else { return Vec::new() };
        let part = |column: Part| {
            let (above, below) = (column.first + slack < bare.first, column.last > bare.last + slack);
            if is_bare(&column) {
                bare = column;
            }
            match (above, below) {
                (true, true) => None,
                (true, false) => Some(Part { first: (column.last + 1).saturating_sub(thickness), ..column }),
                (false, true) => Some(Part { last: column.first + thickness - 1, ..column }),
                (false, false) => Some(column),
            }
        };
        columns.iter().copied().filter_map(part).collect()
    }

    /// Takes a level stroke of this picture out of `part`, which is its `field`. Where the ink is taller than the
    /// stroke something lies on it, and stays.
    pub(super) fn erase(&self, part: &mut Self, field: &Area, stroke: &Area) {
        let columns = self.columns(stroke);
        let Some(most) = self.highest(&columns) else { return };
        for column in columns.iter().filter(|column| column.length() <= most) {
            for y in column.first.max(field.top)..=column.last.min(field.bottom) {
                part.pixels[(y - field.top) * part.width + column.at - field.left] = false;
            }
        }
    }

    fn is_stroke(&self, area: &Area) -> bool {
        as_f32(area.width()) >= LEAST_STROKE * self.scale && as_f32(area.height()) <= MOST_THICKNESS * self.scale + 1.0
    }

    /// Whether there is ink all along: serifs of a word, or its level strokes, leave gaps between letters. No word is as
    /// long as a long stroke, which may have flaws.
    fn is_unbroken(&self, area: &Area) -> bool {
        const LONG: f32 = 100.0;
        const UNBROKEN: f32 = 0.985;
        const WITH_FLAWS: f32 = 0.9;
        let inked = as_f32(self.columns(area).len());
        let least = if as_f32(area.width()) < LONG * self.scale { UNBROKEN } else { WITH_FLAWS };
        inked >= least * as_f32(area.width())
    }

    /// First and last column of the long runs of a row.
    fn runs(&self, y: usize) -> Vec<(usize, usize)> {
        let (least, flaw) = (as_pixels(LEAST_RUN * self.scale), as_pixels(FLAW * self.scale));
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut run: Option<(usize, usize)> = None;
        let row = &self.pixels[y * self.width..(y + 1) * self.width];
        for (x, _) in row.iter().enumerate().filter(|(_, ink)| **ink) {
            run = match run {
                Some((first, last)) if x - last <= flaw + 1 => Some((first, x)),
                other => {
                    runs.extend(other);
                    Some((x, x))
                }
            };
        }
        runs.extend(run);
        runs.retain(|(first, last)| last + 1 - first >= least);
        runs
    }
}

/// How high a column of a stroke is that is thinner than all but one in so many.
fn thickness(columns: &[Part], one_in: usize) -> Option<usize> {
    let mut heights: Vec<usize> = columns.iter().map(Part::length).collect();
    heights.sort_unstable();
    heights.get(heights.len() / one_in).copied()
}

/// The grey below which this share of the pixels lies.
fn quantile(counts: &[usize; 256], share: f32) -> u8 {
    let most = as_f32(counts.iter().sum()) * share;
    let mut sum = 0;
    for (grey, count) in (0..=u8::MAX).zip(counts) {
        sum += count;
        if as_f32(sum) >= most {
            return grey;
        }
    }
    u8::MAX
}

#[expect(clippy::cast_precision_loss, reason = "counts of pixels of one page")]
pub(super) fn as_f32(count: usize) -> f32 {
    count as f32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths on one page, never negative")]
pub(super) fn as_pixels(length: f32) -> usize {
    length.round().max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four pixels a point: letters as bars every 14 pixels, `reach` their last row, above the rows of an underline.
    fn underlined(reach: usize, line: std::ops::Range<usize>) -> Grey {
        let (width, height) = (600, 120);
        let ink = |x: usize, y: usize| {
            let letter = (40..560).contains(&x) && x % 14 < 4 && (40..=reach).contains(&y);
            // Every tenth letter reaches below the line, as a p does.
            let long = letter || (40..560).contains(&x) && x % 140 < 4 && (40..86).contains(&y);
            long || (40..560).contains(&x) && line.contains(&y)
        };
        let pixels = (0..width * height).map(|at| if ink(at % width, at / width) { 30 } else { 250 });
        Grey { width, height, pixels: pixels.collect() }
    }

    fn dark(grey: &Grey, row: usize) -> usize {
        grey.pixels[row * grey.width..(row + 1) * grey.width].iter().filter(|pixel| **pixel < 128).count()
    }

    #[test]
    fn underlines_are_erased_and_the_letters_on_them_and_through_them_stay() {
        for reach in [70, 73] {
            let page = underlined(reach, 74..78);
            let erased = Strokes::of(&page, 4.0).unwrap().erased(&page);
            assert_eq!(dark(&erased, 69), dark(&page, 69), "letters that end at {reach}");
            assert!(dark(&erased, 75) <= 4 * 5 && dark(&page, 75) == 520, "{}", dark(&erased, 75));
            assert_eq!(dark(&erased, 84), dark(&page, 84), "what reaches below");
        }
    }

    #[test]
    fn serifs_are_no_strokes() {
        // Feet of letters that nearly touch: gaps of two pixels.
        let foot = |at: usize| {
            let (x, y) = (at % 600, at / 600);
            (40..400).contains(&x) && x % 30 < 28 && (70..73).contains(&y)
        };
        let page =
            Grey { width: 600, height: 120, pixels: (0..72_000).map(|at| if foot(at) { 30 } else { 250 }).collect() };
        let strokes = Strokes::of(&page, 4.0).unwrap();
        assert!(strokes.level.is_empty(), "{:?}", strokes.level);
        let rule = |at: usize| (40..400).contains(&(at % 600)) && (70..73).contains(&(at / 600));
        let page = Grey { pixels: (0..72_000).map(|at| if rule(at) { 30 } else { 250 }).collect(), ..page };
        assert_eq!(Strokes::of(&page, 4.0).unwrap().level.len(), 1);
    }
}
