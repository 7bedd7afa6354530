//! What is drawn on a picture of a page: strokes, frames and grounds, and the spots between the ends of two strokes that
//! cross.
//!
//! On a scan a verdict chart is pixels like everything else: two strokes that cross in their middles.

use super::areas::{frames, grounds};
use super::deskew::Grey;
use super::strokes::{Area, Ink, Strokes, as_f32, as_pixels};
use crate::model::document::{Glyph, Rgb, Shape, ShapeKind};
use crate::model::geometry::Rect;

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
/// A page with more crossings has tables; one with more connected specks of ink is a photograph or a plan.
const MOST_CROSSINGS: usize = 8;
const MOST_SPECKS: usize = 3000;

/// Strokes, frames, grounds, and the spots near strokes that cross, as shapes of the straight page in points; none where
/// there are too many strokes to be known.
pub(super) fn drawings(grey: &Grey, strokes: Option<&Strokes>, scale: f32) -> Vec<Shape> {
    let Some(Strokes { ink, level, upright }) = strokes else { return Vec::new() };
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
    let frames = frames(level, upright, scale);
    // A frame is one box, not four strokes.
    let is_side = |stroke: &Area| frames.iter().any(|frame| frame.has_side(stroke));
    let mut shapes: Vec<Shape> = level.iter().chain(upright).filter(|stroke| !is_side(stroke)).map(rule).collect();
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

/// Whether two strokes cross in their middles.
fn cross(level: &Area, upright: &Area) -> bool {
    let near = |a: (usize, usize), b: (usize, usize), length: usize| {
        (as_f32(a.0 + a.1) / 2.0 - as_f32(b.0 + b.1) / 2.0).abs() <= OFF_MIDDLE * as_f32(length)
    };
    near((level.left, level.right), (upright.left, upright.right), level.width())
        && near((level.top, level.bottom), (upright.top, upright.bottom), upright.height())
}

impl Ink {
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

#[cfg(test)]
mod tests;
