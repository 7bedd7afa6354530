//! What is drawn on a picture of a page: strokes, frames and grounds, and the spots between the ends of two strokes that
//! cross.
//!
//! On a scan a verdict chart is pixels like everything else: two strokes that cross in their middles.

use super::areas::{frames, grounds};
use super::deskew::Grey;
use crate::model::document::{Glyph, Rgb, Shape, ShapeKind};
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
/// Strokes cross in their middles when they do so within this share of their lengths.
const OFF_MIDDLE: f32 = 0.08;
/// Sides of a spot, in points, and their ratio.
const SPOT: (f32, f32) = (2.0, 14.0);
const ASPECT: (f32, f32) = (0.7, 1.4);
/// A spot fills at least this share of its box (a disc: 0.79), and this share of its rows from first to last pixel:
/// rings and letters have gaps.
const LEAST_FILL: f32 = 0.65;
const LEAST_SOLID: f32 = 0.92;
/// How far beyond the ends of the strokes a spot may lie, in half-lengths.
const BEYOND: f32 = 0.15;
/// A page with more strokes or connected specks of ink is a photograph or a plan; one with more crossings has tables.
const MOST_STROKES: usize = 400;
const MOST_CROSSINGS: usize = 8;
const MOST_SPECKS: usize = 3000;

/// Strokes, frames, grounds, and the spots near strokes that cross, as shapes of the straight page in points.
pub(super) fn drawings(grey: &Grey, scale: f32) -> Vec<Shape> {
    let ink = Ink::of(grey, scale);
    let (level, upright) = (ink.strokes(), ink.turned().strokes());
    let Some((level, upright)) = level.zip(upright) else { return Vec::new() };
    let upright: Vec<Area> = upright.into_iter().map(Area::turned).collect();
    let pairs = level.iter().flat_map(|a| upright.iter().map(move |b| (a, b)));
    let mut crossings: Vec<(&Area, &Area)> = pairs.filter(|(a, b)| cross(a, b)).collect();
    if crossings.len() > MOST_CROSSINGS {
        crossings.clear();
    }
    let rule = |stroke: &Area| Shape {
        kind: ShapeKind::Rule,
        bbox: stroke.points(scale),
        fill: None,
        stroke: Some(Rgb::default()),
    };
    let frames = frames(&level, &upright, scale);
    // A frame is one box, not four strokes.
    let is_side = |stroke: &Area| frames.iter().any(|frame| frame.has_side(stroke));
    let mut shapes: Vec<Shape> = level.iter().chain(&upright).filter(|stroke| !is_side(stroke)).map(rule).collect();
    shapes.extend(frames.iter().map(|frame| Shape { kind: ShapeKind::Box, ..rule(frame) }));
    shapes.extend(grounds(grey, scale));
    for (level, upright) in crossings {
        let spots = ink.spots(grey, level, upright).into_iter().flatten();
        for spot in spots {
            if !shapes.contains(&spot) {
                shapes.push(spot);
            }
        }
    }
    shapes
}

/// The fields of strokes that cross in their middles, in points.
pub(super) fn fields(shapes: &[Shape]) -> Vec<Rect> {
    let rules = || shapes.iter().filter(|shape| shape.kind == ShapeKind::Rule).map(|shape| shape.bbox);
    let off = |a: f32, b: f32, length: f32| (a - b).abs() <= OFF_MIDDLE * length;
    let crosses = |level: &Rect, upright: &Rect| {
        level.width() > level.height()
            && upright.height() > upright.width()
            && off(level.centre_x(), upright.centre_x(), level.width())
            && off(level.centre_y(), upright.centre_y(), upright.height())
    };
    rules()
        .flat_map(|level| rules().filter(move |upright| crosses(&level, upright)).map(move |upright| (level, upright)))
        .map(|(level, upright)| Rect::new(level.x0, upright.y0, level.x1, upright.y1))
        .collect()
}

/// Takes away spots that are letters or parts of them: those that lie in the box of a glyph with other glyphs beside
/// it. A glyph alone may be what a mark was taken for.
pub(super) fn drop_letters(shapes: &mut Vec<Shape>, glyphs: &[Glyph]) {
    let glyphs: Vec<&Glyph> = glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).collect();
    let has_neighbour = |glyph: &Glyph| {
        let near = glyph.bbox.grown(glyph.size * 0.3);
        glyphs.iter().filter(|other| near.overlap_x(&other.bbox) > 0.0 && near.overlap_y(&other.bbox) > 0.0).count() > 1
    };
    shapes.retain(|shape| {
        shape.kind != ShapeKind::Disc
            || !glyphs.iter().any(|glyph| glyph.bbox.holds_centre_of(&shape.bbox) && has_neighbour(glyph))
    });
}

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

    fn turned(self) -> Self {
        Self { left: self.top, top: self.left, right: self.bottom, bottom: self.right }
    }

    /// Whether a stroke lies along one of the sides.
    fn has_side(&self, stroke: &Self) -> bool {
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

/// Whether two strokes cross in their middles.
fn cross(level: &Area, upright: &Area) -> bool {
    let near = |a: (usize, usize), b: (usize, usize), length: usize| {
        (as_f32(a.0 + a.1) / 2.0 - as_f32(b.0 + b.1) / 2.0).abs() <= OFF_MIDDLE * as_f32(length)
    };
    near((level.left, level.right), (upright.left, upright.right), level.width())
        && near((level.top, level.bottom), (upright.top, upright.bottom), upright.height())
}

/// Where a picture is darker than its ground.
struct Ink {
    width: usize,
    height: usize,
    /// Pixels a point.
    scale: f32,
    pixels: Vec<bool>,
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
                let mut counts = [0_usize; 256];
                for y in rows.clone() {
                    let row = &grey.pixels[y * width + columns.start..y * width + columns.end];
                    row.iter().for_each(|pixel| counts[usize::from(*pixel)] += 1);
                }
                let ground = quantile(&counts, DARKER);
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
    fn turned(&self) -> Self {
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
        done.retain(|area| self.is_stroke(area));
        Some(done)
    }

    fn is_stroke(&self, area: &Area) -> bool {
        as_f32(area.width()) >= LEAST_STROKE * self.scale && as_f32(area.height()) <= MOST_THICKNESS * self.scale + 1.0
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

    /// The spots in the field of two strokes; `None` where there is too much in it.
    fn spots(&self, grey: &Grey, level: &Area, upright: &Area) -> Option<Vec<Shape>> {
        let beyond = |length: usize| as_pixels(as_f32(length) / 2.0 * BEYOND);
        let (dx, dy) = (beyond(level.width()), beyond(upright.height()));
        // Wide enough for spots at the edge to be seen whole.
        let margin = as_pixels(SPOT.1 * self.scale);
        let field = Area {
            left: level.left.saturating_sub(dx + margin),
            top: upright.top.saturating_sub(dy + margin),
            right: (level.right + dx + margin).min(self.width - 1),
            bottom: (upright.bottom + dy + margin).min(self.height - 1),
        };
        let mut left = self.cut(&field);
        self.erase(&mut left, &field, level);
        let mut turned = left.turned();
        self.turned().erase(&mut turned, &field.turned(), &upright.turned());
        left = turned.turned();
        let specks = left.specks(MOST_SPECKS)?;
        let spots = specks.iter().filter_map(|speck| left.spot(speck)).map(|area| Area {
            left: area.left + field.left,
            top: area.top + field.top,
            right: area.right + field.left,
            bottom: area.bottom + field.top,
        });
        let inside = |area: &Area| {
            let (x, y) = ((area.left + area.right) / 2, (area.top + area.bottom) / 2);
            (level.left.saturating_sub(dx)..=level.right + dx).contains(&x)
                && (upright.top.saturating_sub(dy)..=upright.bottom + dy).contains(&y)
        };
        let shape = |area: Area| {
            let middle = grey.pixels[(area.top + area.bottom) / 2 * self.width + (area.left + area.right) / 2];
            Shape {
                kind: ShapeKind::Disc,
                bbox: area.points(self.scale),
                fill: Some(Rgb(middle, middle, middle)),
                stroke: None,
            }
        };
        Some(spots.filter(inside).map(shape).collect())
    }

    fn cut(&self, field: &Area) -> Self {
        let mut pixels = Vec::with_capacity(field.width() * field.height());
        for y in field.top..=field.bottom {
            pixels.extend_from_slice(&self.pixels[y * self.width + field.left..=y * self.width + field.right]);
        }
        Self { width: field.width(), height: field.height(), scale: self.scale, pixels }
    }

    /// Takes a level stroke of this picture out of `part`, which is its `field`. Where the ink is taller than the
    /// stroke something lies on it, and stays.
    fn erase(&self, part: &mut Self, field: &Area, stroke: &Area) {
        let middle = |x: usize| (stroke.top..=stroke.bottom).find(|y| self.pixels[y * self.width + x]);
        let columns: Vec<(usize, usize, usize)> = (stroke.left..=stroke.right)
            .filter_map(|x| {
                let inside = middle(x)?;
                let first = (0..inside).rev().take_while(|y| self.pixels[y * self.width + x]).last().unwrap_or(inside);
                let last =
                    (inside..self.height).take_while(|y| self.pixels[y * self.width + x]).last().unwrap_or(inside);
                Some((x, first, last))
            })
            .collect();
        let mut heights: Vec<usize> = columns.iter().map(|(_, first, last)| last + 1 - first).collect();
        heights.sort_unstable();
        let Some(usual) = heights.get(heights.len() / 2) else { return };
        let most = usual + as_pixels(self.scale / 2.0).max(1);
        for (x, first, last) in columns {
            if last + 1 - first <= most {
                for y in first.max(field.top)..=last.min(field.bottom) {
                    part.pixels[(y - field.top) * part.width + x - field.left] = false;
                }
            }
        }
    }

    /// Pixels of ink that touch, corners counted; `None` where there are too many such specks.
    fn specks(&self, most: usize) -> Option<Vec<Vec<(usize, usize)>>> {
        let mut seen = vec![false; self.pixels.len()];
        let mut specks = Vec::new();
        for start in 0..self.pixels.len() {
            if !self.pixels[start] || seen[start] {
                continue;
            }
            if specks.len() == most {
                return None;
            }
            seen[start] = true;
            let mut speck = vec![(start % self.width, start / self.width)];
            let mut next = 0;
            while let Some((x, y)) = speck.get(next).copied() {
                next += 1;
                for near_y in y.saturating_sub(1)..=(y + 1).min(self.height - 1) {
                    for near_x in x.saturating_sub(1)..=(x + 1).min(self.width - 1) {
                        let at = near_y * self.width + near_x;
                        if self.pixels[at] && !seen[at] {
                            seen[at] = true;
                            speck.push((near_x, near_y));
                        }
                    }
                }
            }
            specks.push(speck);
        }
        Some(specks)
    }

    /// The box of a speck that is a solid spot and not cut off by the edge.
    fn spot(&self, speck: &[(usize, usize)]) -> Option<Area> {
        let area = Area {
            left: speck.iter().map(|(x, _)| *x).min()?,
            top: speck.iter().map(|(_, y)| *y).min()?,
            right: speck.iter().map(|(x, _)| *x).max()?,
            bottom: speck.iter().map(|(_, y)| *y).max()?,
        };
        let (width, height) = (as_f32(area.width()), as_f32(area.height()));
        let fits = |side: f32| (SPOT.0..=SPOT.1).contains(&(side / self.scale));
        if !(fits(width) && fits(height) && (ASPECT.0..=ASPECT.1).contains(&(width / height))) {
            return None;
        }
        if area.left == 0 || area.top == 0 || area.right + 1 == self.width || area.bottom + 1 == self.height {
            return None;
        }
        let mut rows = vec![(usize::MAX, 0); area.height()];
        for (x, y) in speck {
            let row: &mut (usize, usize) = &mut rows[y - area.top];
            *row = (row.0.min(*x), row.1.max(*x));
        }
        let hull: usize = rows.iter().map(|(first, last)| last + 1 - first).sum();
        let ink = as_f32(speck.len());
        (ink >= LEAST_FILL * width * height && ink >= LEAST_SOLID * as_f32(hull)).then_some(area)
    }
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
mod tests;
