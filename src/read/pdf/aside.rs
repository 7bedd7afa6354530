//! Glyphs that are no text of the report → lines, so that what was left out can be told.

use super::doubles::Trace;
use crate::model::document::{Aside, AsideKind, Direction, Glyph, GlyphText};
use crate::model::geometry::Rect;

/// A gap wider than this share of the size parts words …
const WORD_GAP: f32 = 0.15;
/// … and one wider than this, in sizes, lines.
const LINE_GAP: f32 = 3.0;

/// A glyph that was set aside, seen along its own line.
#[derive(Debug, Clone)]
pub(super) struct Loose {
    kind: AsideKind,
    text: GlyphText,
    /// Where it begins and ends along its line.
    start: f32,
    end: f32,
    baseline: f32,
    size: f32,
    angle: f32,
    bbox: Rect,
}

/// Clockwise from level text, in degrees.
fn angle_of(direction: Direction, tilt: f32) -> f32 {
    let quarter = match direction {
        Direction::Right => 0.0,
        Direction::Down => 90.0,
        Direction::Left => 180.0,
        Direction::Up => 270.0,
    };
    quarter + tilt
}

impl Loose {
    /// Of a glyph; `None` where its text is unknown.
    pub(super) fn new(kind: AsideKind, glyph: &Glyph, trace: &Trace) -> Option<Self> {
        if glyph.text.is_empty() {
            return None;
        }
        let angle = angle_of(glyph.direction, trace.tilt);
        let (sin, cos) = angle.to_radians().sin_cos();
        let (x, y) = glyph.origin;
        let start = x * cos + y * sin;
        Some(Self {
            kind,
            text: glyph.text.clone(),
            start,
            end: start + trace.advance,
            baseline: y * cos - x * sin,
            size: glyph.size,
            angle,
            bbox: glyph.bbox,
        })
    }

    /// Whether another one stands on its line: at the same angle and height.
    fn is_level_with(&self, other: &Self) -> bool {
        self.kind == other.kind
            && (self.angle - other.angle).abs() < 1.0
            && (self.baseline - other.baseline).abs() < 0.3 * self.size.max(other.size).max(0.1)
    }
}

/// The lines that the glyphs make, in the order in which they were shown; the list is emptied.
pub(super) fn lines(glyphs: &mut Vec<Loose>) -> Vec<Aside> {
    let mut lines: Vec<Aside> = Vec::new();
    let mut last: Option<Loose> = None;
    for glyph in glyphs.drain(..) {
        let size = glyph.size.max(0.1);
        let goes_on = last.as_ref().filter(|last| {
            let gap = glyph.start - last.end;
            last.is_level_with(&glyph) && gap > -0.6 * size && gap < LINE_GAP * size
        });
        match (goes_on, lines.last_mut()) {
            (Some(last), Some(line)) => {
                let spaced = glyph.start - last.end > WORD_GAP * size || glyph.text.trim().is_empty();
                if spaced && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(glyph.text.trim());
                line.bbox = line.bbox.union(&glyph.bbox);
            }
            _ => lines.push(Aside {
                kind: glyph.kind,
                text: glyph.text.trim().to_owned(),
                bbox: glyph.bbox,
                size: glyph.size,
                angle: glyph.angle.rem_euclid(360.0),
            }),
        }
        last = Some(glyph);
    }
    lines.iter_mut().for_each(|line| line.text.truncate(line.text.trim_end().len()));
    lines.retain(|line| !line.text.is_empty());
    lines
}
