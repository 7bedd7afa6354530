//! Painted paths → rules, boxes, discs: what layout needs of vector graphics.

use hayro_font::kurbo::{CubicBez, Point, Shape as _};

use super::limits::{MAX_POINTS_PER_PATH, MAX_SHAPES_PER_PATH};
use super::state::{Bounds, Matrix, common};
use crate::model::document::{Rgb, Shape, ShapeKind};
use crate::model::geometry::Rect;

/// A filled box thinner than this, in points, is a rule.
const RULE_THICKNESS: f64 = 2.0;
/// How far, in points, a coordinate may lie from where it should, plus a share of the shape's size.
const TOLERANCE: f64 = 0.15;
const RELATIVE_TOLERANCE: f64 = 0.01;
/// How far from the mean radius the points of a circle may lie, as a share of it.
const ROUNDNESS: f64 = 0.08;
/// Corners from which a polygon may stand for a circle.
const CIRCLE_POINTS: usize = 10;

/// A path under construction, already on the page as displayed.
#[derive(Debug, Default)]
pub(super) struct Path {
    parts: Vec<Part>,
    points: usize,
}

/// One sub-path.
#[derive(Debug)]
struct Part {
    nodes: Vec<Node>,
    bounds: Bounds,
    closed: bool,
}

/// An end point of a segment.
#[derive(Debug, Clone, Copy)]
struct Node {
    at: (f64, f64),
    /// Whether a curve leads to it.
    curved: bool,
}

/// How a path is painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Painting {
    pub(super) fill: Option<Rgb>,
    pub(super) stroke: Option<Rgb>,
    pub(super) even_odd: bool,
    /// Stroke width on the page, when line ends are round: a stroke of no length is a dot.
    pub(super) dot: Option<f64>,
}

impl Path {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn move_to(&mut self, ctm: &Matrix, x: f64, y: f64) {
        let at = ctm.apply(x, y);
        // Consecutive moves leave no trace.
        if self.parts.last().is_some_and(|part| part.nodes.len() == 1 && !part.closed) {
            self.parts.pop();
        }
        self.parts.push(Part { nodes: vec![Node { at, curved: false }], bounds: Bounds::at(at), closed: false });
    }

    pub(super) fn line_to(&mut self, ctm: &Matrix, x: f64, y: f64) {
        if self.parts.is_empty() {
            return self.move_to(ctm, x, y);
        }
        self.add(ctm.apply(x, y), false);
    }

    /// A curve; `None` as the first control point means the current point.
    pub(super) fn curve_to(&mut self, ctm: &Matrix, first: Option<(f64, f64)>, second: (f64, f64), end: (f64, f64)) {
        let end = ctm.apply(end.0, end.1);
        let Some(part) = self.current() else { return };
        let start = part.nodes.last().map_or(end, |node| node.at);
        let first = first.map_or(start, |(x, y)| ctm.apply(x, y));
        let second = ctm.apply(second.0, second.1);
        let all = [start, first, second, end];
        if all.iter().all(|(x, y)| x.is_finite() && y.is_finite()) {
            let [p0, p1, p2, p3] = all.map(|(x, y)| Point::new(x, y));
            let around = CubicBez::new(p0, p1, p2, p3).bounding_box();
            part.bounds.join(&Bounds { x0: around.x0, y0: around.y0, x1: around.x1, y1: around.y1 });
        }
        self.add(end, true);
    }

    pub(super) fn close(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.closed = true;
        }
    }

    pub(super) fn rectangle(&mut self, ctm: &Matrix, x: f64, y: f64, width: f64, height: f64) {
        self.move_to(ctm, x, y);
        self.line_to(ctm, x + width, y);
        self.line_to(ctm, x + width, y + height);
        self.line_to(ctm, x, y + height);
        self.close();
    }

    /// The sub-path that goes on; after a close, a new one starts where the closed one did.
    fn current(&mut self) -> Option<&mut Part> {
        if let Some(Part { closed: true, nodes, .. }) = self.parts.last() {
            let at = nodes.first()?.at;
            self.parts.push(Part { nodes: vec![Node { at, curved: false }], bounds: Bounds::at(at), closed: false });
        }
        self.parts.last_mut()
    }

    fn add(&mut self, at: (f64, f64), curved: bool) {
        self.points += 1;
        let full = self.points > MAX_POINTS_PER_PATH;
        if let Some(part) = self.current() {
            part.bounds.add(at);
            if !full {
                part.nodes.push(Node { at, curved });
            }
        }
    }

    /// The box around everything; `None` of an empty path.
    pub(super) fn bounds(&self) -> Option<Rect> {
        self.all_bounds().and_then(Bounds::rect)
    }

    /// Whether it is one box.
    pub(super) fn is_box(&self) -> bool {
        matches!(self.parts.as_slice(), [part] if part.is_box(TOLERANCE + RELATIVE_TOLERANCE * 20.0))
    }

    fn all_bounds(&self) -> Option<Bounds> {
        let mut all = self.parts.first()?.bounds;
        self.parts.iter().for_each(|part| all.join(&part.bounds));
        Some(all)
    }

    /// The shapes that painting the path leaves within the clip.
    pub(super) fn paint(&self, painting: Painting, clip: Option<Rect>) -> Vec<Shape> {
        let Some(clip) = clip else { return Vec::new() };
        let shape = |kind, bounds: Bounds, fill, stroke| {
            let bbox = common(&bounds.rect()?, &clip)?;
            Some(Shape { kind, bbox, fill, stroke })
        };
        let Painting { fill, stroke, .. } = painting;
        let drawn: Vec<&Part> = self.parts.iter().filter(|part| part.nodes.len() > 1 || part.closed).collect();
        if let (Some(colour), None, Some(frame)) = (fill, stroke, frame(&drawn, painting.even_odd)) {
            // The band between two boxes is a border, not an area.
            return shape(ShapeKind::Box, frame, None, Some(colour)).into_iter().collect();
        }
        if self.points <= MAX_POINTS_PER_PATH && drawn.len() <= MAX_SHAPES_PER_PATH {
            let kinds: Vec<_> = drawn.iter().map(|part| part.classify(&painting)).collect();
            if drawn.len() == 1 || kinds.iter().all(|(kind, _)| *kind != ShapeKind::Path) {
                return kinds.into_iter().filter_map(|(kind, bounds)| shape(kind, bounds, fill, stroke)).collect();
            }
        }
        self.all_bounds().and_then(|bounds| shape(ShapeKind::Path, bounds, fill, stroke)).into_iter().collect()
    }
}

impl Part {
    fn classify(&self, painting: &Painting) -> (ShapeKind, Bounds) {
        let bounds = self.bounds;
        let (width, height) = (bounds.width(), bounds.height());
        let slack = TOLERANCE + RELATIVE_TOLERANCE * width.max(height).min(20.0);
        let kind = if width.max(height) < 0.01 {
            if let Some(diameter) = painting.dot.filter(|_| painting.fill.is_none()) {
                let half = diameter / 2.0;
                let grown =
                    Bounds { x0: bounds.x0 - half, y0: bounds.y0 - half, x1: bounds.x1 + half, y1: bounds.y1 + half };
                return (ShapeKind::Disc, grown);
            }
            ShapeKind::Path
        } else if self.is_disc() {
            ShapeKind::Disc
        } else if width.min(height) <= slack || (width.min(height) < RULE_THICKNESS && self.is_box(slack)) {
            ShapeKind::Rule
        } else if self.is_box(slack) && (painting.fill.is_some() || self.is_closed()) {
            ShapeKind::Box
        } else {
            ShapeKind::Path
        };
        (kind, bounds)
    }

    fn is_closed(&self) -> bool {
        let near = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() < TOLERANCE && (a.1 - b.1).abs() < TOLERANCE;
        self.closed || matches!((self.nodes.first(), self.nodes.last()), (Some(a), Some(b)) if near(a.at, b.at))
    }

    /// Segment ends, the closing segment included, as (from, to, curved).
    fn segments(&self) -> impl Iterator<Item = ((f64, f64), (f64, f64), bool)> + '_ {
        let closing = match (self.nodes.last(), self.nodes.first()) {
            (Some(last), Some(first)) if self.nodes.len() > 1 => Some((last.at, first.at, false)),
            _ => None,
        };
        self.nodes.windows(2).map(|pair| (pair[0].at, pair[1].at, pair[1].curved)).chain(closing)
    }

    /// All straight segments run along the edges of the bounds, and curves only join edges: corners may be round, of a
    /// curve each or of several.
    fn is_box(&self, slack: f64) -> bool {
        let b = &self.bounds;
        let near = |a: f64, b: f64| (a - b).abs() <= slack;
        let radius = b.width().min(b.height()) / 2.0;
        let off = |at: f64, low: f64, high: f64| (at - low).abs().min((at - high).abs());
        // At an edge, or within a round corner.
        let at_edge = |(x, y): (f64, f64)| {
            let (x, y) = (off(x, b.x0, b.x1), off(y, b.y0, b.y1));
            x.min(y) <= slack || x.max(y) <= radius
        };
        let along_edge = |from: (f64, f64), to: (f64, f64)| {
            (near(from.0, to.0) && (near(to.0, b.x0) || near(to.0, b.x1)))
                || (near(from.1, to.1) && (near(to.1, b.y0) || near(to.1, b.y1)))
        };
        let (mut straight, mut curves) = (0.0, 0);
        for (from, to, curved) in self.segments() {
            if curved {
                curves += 1;
                if !at_edge(from) || !at_edge(to) {
                    return false;
                }
            } else {
                if !along_edge(from, to) {
                    return false;
                }
                straight += (to.0 - from.0).abs() + (to.1 - from.1).abs();
            }
        }
        // Without curves the edges must go all round; round corners take up to half of them.
        let round = 2.0 * (b.width() + b.height());
        if curves == 0 { straight >= round - 4.0 * slack } else { curves <= 16 && straight >= 0.2 * round }
    }

    /// All segment ends lie about equally far from the middle, and the bounds are nearly square.
    fn is_disc(&self) -> bool {
        let b = &self.bounds;
        let (width, height) = (b.width(), b.height());
        let curves = self.nodes.iter().filter(|node| node.curved).count();
        if width.min(height) < 0.5 || width / height > 1.25 || height / width > 1.25 || !self.is_closed() {
            return false;
        }
        if curves < 2 && self.nodes.len() < CIRCLE_POINTS {
            return false;
        }
        let (x, y) = ((b.x0 + b.x1) / 2.0, (b.y0 + b.y1) / 2.0);
        let radius = (width + height) / 4.0;
        // A half circle has its straight edge through the middle; its bounds are not square.
        self.segments().all(|(_, (px, py), curved)| {
            let away = (px - x).hypot(py - y);
            (away - radius).abs() <= ROUNDNESS * radius.max(width.max(height) / 2.0) + if curved { 0.05 } else { 0.0 }
        }) && self
            .segments()
            .filter(|(.., curved)| !curved)
            .all(|(from, to, _)| (to.0 - from.0).hypot(to.1 - from.1) < 0.7 * radius)
    }
}

/// The outer box of a border that is filled as the band between two boxes.
fn frame(parts: &[&Part], even_odd: bool) -> Option<Bounds> {
    let [a, b] = parts else { return None };
    let (outer, inner) = if a.bounds.width() >= b.bounds.width() { (a, b) } else { (b, a) };
    let (o, i) = (&outer.bounds, &inner.bounds);
    let within = o.x0 <= i.x0 && o.y0 <= i.y0 && o.x1 >= i.x1 && o.y1 >= i.y1;
    let hollow = even_odd || outer.area() * inner.area() < 0.0;
    let large = i.width() > RULE_THICKNESS && i.height() > RULE_THICKNESS;
    let box_like = |part: &Part| part.is_box(TOLERANCE + RELATIVE_TOLERANCE * 20.0);
    (within && hollow && large && box_like(outer) && box_like(inner)).then_some(*o)
}

impl Part {
    /// Area of the polygon of the nodes; its sign tells which way round it runs.
    fn area(&self) -> f64 {
        self.segments().map(|(from, to, _)| from.0 * to.1 - to.0 * from.1).sum::<f64>() / 2.0
    }
}
