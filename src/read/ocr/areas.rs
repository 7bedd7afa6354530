//! Areas of a picture of a page: frames drawn around text, and tinted or dark grounds that it stands on.
//!
//! On a scan they are pixels like everything else, yet they tell which text belongs together, as on a printed page.

use super::deskew::Grey;
use super::strokes::{Area, as_f32, as_pixels};
use crate::model::document::{Glyph, Rgb, Shape, ShapeKind};

/// Side of the squares whose ground is compared, in points.
const SQUARE: f32 = 3.0;
/// A ground differs from the paper's grey by at least this much.
const TINTED: u8 = 8;
/// An area is at least this high, and this wide (points), and covers at most this share of the page.
const LEAST_HEIGHT: f32 = 9.0;
const LEAST_WIDTH: f32 = 24.0;
const MOST_OF_PAGE: f32 = 0.9;
/// It fills at least this share of its box; rounded corners and flaws take away some.
const LEAST_FILL: f32 = 0.88;
/// From outside to inside its edges, the grey changes by at least this share of the whole difference: shadows of a
/// book's spine change little by little.
const SHARP: f32 = 0.6;
/// Of so many sides within the page one need not be sharp.
const SIDES_TO_ONE_BLURRED: usize = 4;
/// Corners of frames may be rounded by this much, and their strokes miss each other by this much (points).
const ROUNDED: f32 = 12.0;
const MISSED: f32 = 2.0;
/// A frame is at least this high and wide (points).
const LEAST_FRAME: f32 = 20.0;

/// Boxes of four strokes, given as level and upright ones (pixels). Corners may be rounded.
pub(super) fn frames(level: &[Area], upright: &[Area], scale: f32) -> Vec<Area> {
    let near = |a: usize, b: usize, most: f32| as_f32(a.abs_diff(b)) <= most * scale;
    // A stroke ends where the corner begins.
    let meets = |end: usize, corner: usize, outwards: bool| {
        near(end, corner, MISSED) || near(end, corner, ROUNDED) && (end > corner) == outwards
    };
    let mut frames: Vec<Area> = Vec::new();
    for (index, top) in level.iter().enumerate() {
        for bottom in &level[index + 1..] {
            if !near(top.left, bottom.left, MISSED) || !near(top.right, bottom.right, MISSED) {
                continue;
            }
            let side = |at: usize, leftmost: bool| {
                upright.iter().find(|stroke| {
                    let x = if leftmost { stroke.left } else { stroke.right };
                    meets(at, x, leftmost)
                        && meets(stroke.top, top.top, true)
                        && meets(stroke.bottom, bottom.bottom, false)
                })
            };
            let Some((left, right)) = side(top.left, true).zip(side(top.right, false)) else { continue };
            let frame = Area { left: left.left, top: top.top, right: right.right, bottom: bottom.bottom };
            let large = |length: usize| as_f32(length) >= LEAST_FRAME * scale;
            if frame.left < frame.right && large(frame.width()) && large(frame.height()) {
                frames.push(frame);
                // The next one below closes another frame.
                break;
            }
        }
    }
    frames
}

/// Boxes whose ground is tinted, dark, or a picture.
pub(super) fn grounds(grey: &Grey, scale: f32) -> Vec<Shape> {
    let squares = Squares::of(grey, scale);
    let mut seen = vec![false; squares.greys.len()];
    let mut shapes = Vec::new();
    for start in 0..squares.greys.len() {
        if !seen[start] && squares.is_tinted(start) {
            shapes.extend(squares.ground(start, &mut seen));
        }
    }
    shapes
}

/// Whether a ground is a picture: nothing is printed on it, and it is no field of a chart, along whose sides run strokes
/// that go on.
pub(super) fn is_picture(ground: &Shape, shapes: &[Shape], glyphs: &[Glyph]) -> bool {
    const LEAST_SIDE: f32 = 36.0;
    const BESIDE: f32 = 3.0;
    const GOES_ON: f32 = 1.5;
    let bbox = ground.bbox;
    let is_field = || {
        shapes.iter().filter(|shape| shape.kind == ShapeKind::Rule).any(|shape| {
            let rule = shape.bbox;
            let level = rule.width() > rule.height();
            let touches = bbox.grown(BESIDE).overlap_x(&rule) > 0.0 && bbox.grown(BESIDE).overlap_y(&rule) > 0.0;
            touches
                && if level { rule.width() > GOES_ON * bbox.width() } else { rule.height() > GOES_ON * bbox.height() }
        })
    };
    ground.kind == ShapeKind::Box
        && ground.fill.is_some()
        && bbox.width().min(bbox.height()) >= LEAST_SIDE
        && !glyphs.iter().any(|glyph| bbox.holds_centre_of(&glyph.bbox))
        && !is_field()
}

/// The ground of a page, square by square.
struct Squares {
    columns: usize,
    rows: usize,
    /// Sides in pixels, and pixels a point.
    side: usize,
    scale: f32,
    /// The middle grey of each square.
    greys: Vec<u8>,
    paper: u8,
}

impl Squares {
    fn of(grey: &Grey, scale: f32) -> Self {
        let side = as_pixels(SQUARE * scale).max(1);
        let (columns, rows) = (grey.width / side, grey.height / side);
        let mut greys = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                let (across, down) = (column * side..(column + 1) * side, row * side..(row + 1) * side);
                greys.push(middle(&grey.counts(across, down)));
            }
        }
        let mut counts = [0_usize; 256];
        greys.iter().for_each(|grey| counts[usize::from(*grey)] += 1);
        let paper = (0..=u8::MAX).max_by_key(|grey| counts[usize::from(*grey)]).unwrap_or(u8::MAX);
        Self { columns, rows, side, scale, greys, paper }
    }

    fn is_tinted(&self, square: usize) -> bool {
        self.greys[square].abs_diff(self.paper) >= TINTED
    }

    fn is_dark(&self, square: usize) -> bool {
        self.greys[square] < self.paper / 2
    }

    /// Whether two neighbours are of one ground: a dark ground may touch a tinted one, yet pictures grow dark little by
    /// little.
    fn is_one_ground(&self, square: usize, near: usize) -> bool {
        const LITTLE: u8 = 24;
        self.is_dark(near) == self.is_dark(square) || self.greys[near].abs_diff(self.greys[square]) < LITTLE
    }

    /// The area of another ground that a square belongs to, if it is a box.
    fn ground(&self, start: usize, seen: &mut [bool]) -> Option<Shape> {
        let mut members = vec![start];
        seen[start] = true;
        let mut next = 0;
        while let Some(square) = members.get(next).copied() {
            next += 1;
            for near in self.beside(square) {
                if !seen[near] && self.is_tinted(near) && self.is_one_ground(square, near) {
                    seen[near] = true;
                    members.push(near);
                }
            }
        }
        let (column, row) = (|square: &usize| square % self.columns, |square: &usize| square / self.columns);
        let area = Area {
            left: members.iter().map(column).min()?,
            top: members.iter().map(row).min()?,
            right: members.iter().map(column).max()?,
            bottom: members.iter().map(row).max()?,
        };
        let points = |squares: usize| as_f32(squares * self.side) / self.scale;
        let share = as_f32(area.width() * area.height()) / as_f32(self.columns * self.rows);
        if points(area.width()) < LEAST_WIDTH || points(area.height()) < LEAST_HEIGHT || share > MOST_OF_PAGE {
            return None;
        }
        let filled = self.filled(&area, &members);
        if as_f32(filled) < LEAST_FILL * as_f32(area.width() * area.height()) {
            return None;
        }
        let mut counts = [0_usize; 256];
        members.iter().for_each(|member| counts[usize::from(self.greys[*member])] += 1);
        let fill = middle(&counts);
        let sides: Vec<(u8, u8)> = self.sides(&area).flatten().collect();
        let blurred = sides.iter().filter(|change| !self.is_sharp(**change, fill)).count();
        (blurred * SIDES_TO_ONE_BLURRED <= sides.len()).then(|| Shape {
            kind: ShapeKind::Box,
            bbox: Area {
                left: area.left * self.side,
                top: area.top * self.side,
                right: (area.right + 1) * self.side - 1,
                bottom: (area.bottom + 1) * self.side - 1,
            }
            .points(self.scale),
            fill: Some(Rgb(fill, fill, fill)),
            stroke: None,
        })
    }

    fn beside(&self, square: usize) -> impl Iterator<Item = usize> {
        let (x, y) = (square % self.columns, square / self.columns);
        let sides = [
            (x > 0).then(|| square - 1),
            (x + 1 < self.columns).then(|| square + 1),
            (y > 0).then(|| square - self.columns),
            (y + 1 < self.rows).then(|| square + self.columns),
        ];
        sides.into_iter().flatten()
    }

    /// How many squares of a box are members or enclosed by them, as letters are.
    fn filled(&self, area: &Area, members: &[usize]) -> usize {
        // Flooded from the outside, along a margin of one square.
        let (width, height) = (area.width() + 2, area.height() + 2);
        let mut wall = vec![false; width * height];
        for member in members {
            let (x, y) = (member % self.columns - area.left + 1, member / self.columns - area.top + 1);
            wall[y * width + x] = true;
        }
        let mut reached = vec![0];
        wall[0] = true;
        let mut next = 0;
        while let Some(square) = reached.get(next).copied() {
            next += 1;
            let (x, y) = (square % width, square / width);
            let sides = [
                (x > 0).then(|| square - 1),
                (x + 1 < width).then(|| square + 1),
                (y > 0).then(|| square - width),
                (y + 1 < height).then(|| square + width),
            ];
            for near in sides.into_iter().flatten() {
                if !wall[near] {
                    wall[near] = true;
                    reached.push(near);
                }
            }
        }
        width * height - reached.len()
    }

    /// Along each side of a box, the middle greys just outside and inside; `None` at the page's edge.
    fn sides(&self, area: &Area) -> impl Iterator<Item = Option<(u8, u8)>> {
        let row = |y: usize| self.line(area.left..=area.right, |x| y * self.columns + x);
        let column = |x: usize| self.line(area.top..=area.bottom, |y| y * self.columns + x);
        // The outermost squares may lie half outside.
        let inside = |first: usize, last: usize, step: usize| (first + step).min(last);
        let outside = |first: usize| first.checked_sub(1);
        let sides = [
            outside(area.top).map(|y| (row(y), row(inside(area.top, area.bottom, 1)))),
            outside(area.left).map(|x| (column(x), column(inside(area.left, area.right, 1)))),
            (area.bottom + 1 < self.rows).then(|| (row(area.bottom + 1), row(area.bottom.saturating_sub(1)))),
            (area.right + 1 < self.columns).then(|| (column(area.right + 1), column(area.right.saturating_sub(1)))),
        ];
        sides.into_iter()
    }

    fn line(&self, along: std::ops::RangeInclusive<usize>, square: impl Fn(usize) -> usize) -> u8 {
        let mut counts = [0_usize; 256];
        along.for_each(|at| counts[usize::from(self.greys[square(at)])] += 1);
        middle(&counts)
    }

    fn is_sharp(&self, (outside, inside): (u8, u8), fill: u8) -> bool {
        f32::from(outside.abs_diff(inside)) >= SHARP * f32::from(self.paper.abs_diff(fill))
    }
}

/// The middle of counted greys.
fn middle(counts: &[usize; 256]) -> u8 {
    let half = counts.iter().sum::<usize>() / 2;
    let mut sum = 0;
    (0..=u8::MAX)
        .find(|grey| {
            sum += counts[usize::from(*grey)];
            sum > half
        })
        .unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geometry::Rect;

    fn page() -> Grey {
        Grey { width: 600, height: 800, pixels: vec![250; 600 * 800] }
    }

    fn paint(grey: &mut Grey, x: std::ops::Range<usize>, y: std::ops::Range<usize>, value: impl Fn(usize) -> u8) {
        for row in y {
            for column in x.clone() {
                grey.pixels[row * grey.width + column] = value(column);
            }
        }
    }

    #[test]
    fn a_tinted_box_is_seen_behind_its_text() {
        let mut grey = page();
        paint(&mut grey, 60..300, 120..240, |_| 235);
        for line in 0..6 {
            paint(&mut grey, 72..280, 132 + 16 * line..140 + 16 * line, |x| if x % 7 < 3 { 20 } else { 235 });
        }
        // Text on bare paper, a shadow that deepens towards the edge.
        paint(&mut grey, 330..460, 120..130, |x| if x % 7 < 3 { 20 } else { 250 });
        paint(&mut grey, 480..600, 0..800, |x| u8::try_from(250 - (x - 480) / 2).unwrap());
        let [shape] = &grounds(&grey, 2.0)[..] else { panic!("{:?}", grounds(&grey, 2.0)) };
        assert_eq!(shape.fill, Some(Rgb(235, 235, 235)));
        assert_eq!(shape.bbox, Rect::new(30.0, 60.0, 150.0, 120.0));
    }

    #[test]
    fn a_ground_without_text_is_a_picture_unless_it_is_a_field_of_a_chart() {
        let shape = |kind, bbox, fill| Shape { kind, bbox, fill, stroke: None };
        let ground = shape(ShapeKind::Box, Rect::new(100.0, 100.0, 180.0, 150.0), Some(Rgb(90, 90, 90)));
        assert!(is_picture(&ground, &[], &[]));
        let axis = shape(ShapeKind::Rule, Rect::new(100.0, 150.0, 260.0, 151.0), None);
        assert!(!is_picture(&ground, &[axis], &[]));
        let caption_rule = shape(ShapeKind::Rule, Rect::new(100.0, 150.0, 180.0, 151.0), None);
        assert!(is_picture(&ground, &[caption_rule], &[]));
        let small = shape(ShapeKind::Box, Rect::new(100.0, 100.0, 180.0, 120.0), Some(Rgb(90, 90, 90)));
        assert!(!is_picture(&small, &[], &[]), "a band");
    }

    #[test]
    fn a_dark_ground_and_the_tinted_one_that_it_touches_are_two() {
        let mut grey = page();
        paint(&mut grey, 60..180, 120..180, |_| 60);
        paint(&mut grey, 180..420, 120..180, |_| 235);
        let fills: Vec<_> = grounds(&grey, 2.0).into_iter().map(|shape| shape.fill).collect();
        assert_eq!(fills, [Some(Rgb(60, 60, 60)), Some(Rgb(235, 235, 235))]);
    }

    #[test]
    fn a_picture_that_grows_dark_little_by_little_is_one_ground() {
        let mut grey = page();
        paint(&mut grey, 60..420, 120..240, |x| u8::try_from(200 - (x - 60) / 3).unwrap());
        let [shape] = &grounds(&grey, 2.0)[..] else { panic!("{:?}", grounds(&grey, 2.0)) };
        assert_eq!(shape.bbox, Rect::new(30.0, 60.0, 210.0, 120.0));
    }

    #[test]
    fn white_letters_are_no_holes_in_a_band() {
        let mut grey = page();
        paint(&mut grey, 60..300, 120..150, |_| 60);
        paint(&mut grey, 72..240, 126..144, |x| if x % 12 < 7 { 250 } else { 60 });
        let [shape] = &grounds(&grey, 2.0)[..] else { panic!("{:?}", grounds(&grey, 2.0)) };
        assert_eq!(shape.fill, Some(Rgb(60, 60, 60)));
    }

    #[test]
    fn four_strokes_are_a_frame_with_rounded_corners_or_without() {
        let area = |left, top, right, bottom| Area { left, top, right, bottom };
        let level = [area(110, 100, 390, 102), area(110, 300, 391, 302), area(100, 400, 400, 402)];
        let upright = [area(100, 109, 102, 290), area(398, 110, 400, 291)];
        assert_eq!(frames(&level, &upright, 2.0), [area(100, 100, 400, 302)]);
        assert_eq!(frames(&level[..1], &upright, 2.0), [], "open below");
        let upright = [area(110, 99, 112, 303), area(388, 99, 391, 303)];
        assert_eq!(frames(&level, &upright, 2.0), [area(110, 100, 391, 302)]);
    }
}
