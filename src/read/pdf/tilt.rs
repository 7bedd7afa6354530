//! Text that runs at an angle: set aside, unless it is the page's running text, which is then turned straight.

use super::doubles::Trace;
use crate::model::document::{AsideKind, Glyph};
use crate::model::geometry::Rect;

/// Beyond this many degrees text is no line of running text that a scanner took a little askew.
const ASKEW: f32 = 3.0;
/// Angles nearer than this, in degrees, are one.
const SAME_ANGLE: f32 = 0.75;
/// The share of the characters that running text has.
const RUNNING: f32 = 0.6;
/// Fewer characters are no running text.
const LEAST_RUNNING: usize = 40;

/// Marks the glyphs that run at angles at which no running text does. Where the running text itself is tilted, turns
/// the page's glyphs about its centre so that it runs straight, and tells by how much, in radians.
pub(super) fn settle(glyphs: &mut [Glyph], traces: &mut [Trace], gone: &mut [Option<AsideKind>], page: &Rect) -> f32 {
    let turn = running_tilt(traces, gone);
    if turn != 0.0 {
        straighten(glyphs, traces, turn, page);
    }
    for (trace, gone) in traces.iter().zip(gone) {
        if trace.tilt.abs() > ASKEW && gone.is_none() {
            *gone = Some(AsideKind::Watermark);
        }
    }
    turn.to_radians()
}

/// The tilt of the running text; 0 where it runs straight, or there is none.
fn running_tilt(traces: &[Trace], gone: &[Option<AsideKind>]) -> f32 {
    let mut tilts: Vec<f32> =
        traces.iter().zip(gone).filter(|(_, gone)| gone.is_none()).map(|(trace, _)| trace.tilt).collect();
    if tilts.is_empty() {
        return 0.0;
    }
    let middle = tilts.len() / 2;
    let middle = *tilts.select_nth_unstable_by(middle, f32::total_cmp).1;
    let alike = tilts.iter().filter(|tilt| (**tilt - middle).abs() < SAME_ANGLE).count();
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let share = alike as f32 / tilts.len() as f32;
    // What is tilted by less reads as it is.
    let tilted = middle.abs() > 0.2;
    if tilted && alike >= LEAST_RUNNING && share >= RUNNING { middle } else { 0.0 }
}

/// Turns glyphs back by so many degrees. What stood level is left: it is told apart by its own tilt.
fn straighten(glyphs: &mut [Glyph], traces: &mut [Trace], turn: f32, page: &Rect) {
    let (sin, cos) = (-turn).to_radians().sin_cos();
    let (cx, cy) = (page.centre_x(), page.centre_y());
    for (glyph, trace) in glyphs.iter_mut().zip(traces) {
        trace.tilt -= turn;
        let (x, y) = (glyph.origin.0 - cx, glyph.origin.1 - cy);
        let origin = (cx + x * cos - y * sin, cy + x * sin + y * cos);
        glyph.bbox = straight_box(glyph, trace, origin);
        glyph.origin = origin;
    }
}

/// The box of a glyph that runs straight from an origin: as long as its advance, as high as its size.
fn straight_box(glyph: &Glyph, trace: &Trace, (x, y): (f32, f32)) -> Rect {
    use crate::model::document::Direction;
    const ASCENT: f32 = 0.8;
    const DESCENT: f32 = 0.2;
    let (along, up, down) = (trace.advance, ASCENT * glyph.size, DESCENT * glyph.size);
    match glyph.direction {
        Direction::Right => Rect::new(x, y - up, x + along, y + down),
        Direction::Left => Rect::new(x - along, y - down, x, y + up),
        Direction::Down => Rect::new(x - down, y, x + up, y + along),
        Direction::Up => Rect::new(x - up, y - along, x + down, y),
    }
}
