//! Showing text: codes → placed glyphs.

use std::rc::Rc;

use hayro_syntax::object::Object;

use super::doubles::{Reach, Trace};
use super::fonts::{Code, PdfFont};
use super::interpreter::Interpreter;
use super::limits::{Cut, MAX_COORDINATE};
use super::sink::{Added, LEAST_SIZE};
use super::state::{Bounds, Matrix, common};
use crate::model::document::{AsideKind, Direction, Glyph, Rgb, StructureElement};
use crate::model::geometry::Rect;

/// Text rendering modes that leave no ink: invisible, and clip only.
const INVISIBLE_MODES: [i64; 2] = [3, 7];

/// A glyph of which less than this share is left by the clip is not seen.
const LEAST_VISIBLE: f32 = 0.2;

/// A stroke around filled letters makes them bold from this share of their size on.
const BOLD_OUTLINE: f64 = 0.015;
/// Angles below this many degrees are level.
const LEAST_TILT: f32 = 0.05;

/// Whether a clip leaves the whole of a box.
fn holds(clip: &Rect, bbox: &Rect) -> bool {
    bbox.x0 >= clip.x0 && bbox.y0 >= clip.y0 && bbox.x1 <= clip.x1 && bbox.y1 <= clip.y1
}

/// The share of a box that lies within the clip; of an empty box, all.
fn visible_share(bbox: &Rect, clip: &Rect) -> f32 {
    if holds(clip, bbox) || bbox.area() <= 0.0 {
        return 1.0;
    }
    common(bbox, clip).map_or(0.0, |seen| seen.area() / bbox.area())
}

impl Interpreter<'_, '_> {
    /// Shows strings with the current font and moves the text position past them. Numbers between them move it in
    /// thousandths of text space, against the writing direction.
    pub(super) fn show_row<'o>(&mut self, items: impl Iterator<Item = Object<'o>>) -> Result<(), Cut> {
        let Some(font) = self.state.text.font.clone() else {
            return Ok(());
        };
        let look = self.look(&font);
        // Where the row begins tells whether it is on a page, unless that is nowhere.
        let mut usable = false;
        for item in items {
            match item {
                Object::String(text) => {
                    usable = usable || look.is_usable_at(self.position());
                    self.show(&font, &look, usable, &text)?;
                }
                Object::Number(number) => {
                    self.move_on(font.vertical, -number.as_f64() / 1000.0 * self.state.text.size);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Shows a string with the current font and moves the text position past it.
    pub(super) fn show_string(&mut self, bytes: &[u8]) -> Result<(), Cut> {
        let Some(font) = self.state.text.font.clone() else {
            return Ok(());
        };
        let look = self.look(&font);
        let usable = look.is_usable_at(self.position());
        self.show(&font, &look, usable, bytes)
    }

    /// Shows a string; `usable` tells whether it begins at a place on a page.
    fn show(&mut self, font: &PdfFont<'_>, look: &Look, usable: bool, bytes: &[u8]) -> Result<(), Cut> {
        let hidden = self.marked.is_hidden();
        let mut offset = 0;
        while offset < bytes.len() {
            self.shared.budget.glyph()?;
            self.sink.tally.shown += 1;
            let new;
            let shown = match font.known(bytes, offset) {
                Some(known) => known,
                None => {
                    new = font.read(bytes, offset);
                    &new
                }
            };
            offset += shown.length;
            if hidden {
                self.sink.tally.off += 1;
            } else if usable {
                self.place(font, look, &shown.entry, shown.code);
            } else {
                self.sink.tally.misplaced += 1;
            }
            let text = &self.state.text;
            let mut along = shown.entry.advance * text.size + text.character_spacing;
            if shown.length == 1 && shown.code == 32 {
                along += text.word_spacing;
            }
            self.move_on(font.vertical, along);
        }
        Ok(())
    }

    #[inline]
    fn move_on(&mut self, vertical: bool, along: f64) {
        let (x, y) = if vertical { (0.0, along) } else { (along * self.state.text.horizontal_scale, 0.0) };
        self.text_matrix.move_by(x, y);
    }

    /// Where the text position, raised, is on the page.
    #[inline]
    fn position(&self) -> (f64, f64) {
        let (x, y) = self.text_matrix.apply(0.0, self.state.text.rise);
        self.state.ctm.apply(x, y)
    }

    /// What the glyphs of a string have in common: within it, only the place changes, and often from one to the next.
    fn look(&mut self, font: &PdfFont<'_>) -> Rc<Look> {
        if let Some(look) = &self.text_look {
            return Rc::clone(look);
        }
        let look = Rc::new(self.new_look(font));
        self.text_look = Some(Rc::clone(&look));
        look
    }

    fn new_look(&mut self, font: &PdfFont<'_>) -> Look {
        let text = &self.state.text;
        let scaled = Matrix([text.size * text.horizontal_scale, 0.0, 0.0, text.size, 0.0, text.rise]);
        let matrix = scaled.then(&self.text_matrix).then(&self.state.ctm);
        let (fill, stroke) = (self.state.fill.visible(), self.state.stroke.visible());
        let colour = match text.mode {
            1 | 5 => stroke,
            // White letters with an outline are seen by it.
            2 | 6 => fill.filter(|fill| *fill != Rgb(255, 255, 255)).or(stroke),
            _ => fill,
        };
        let invisible = INVISIBLE_MODES.contains(&text.mode) || colour.is_none();
        let orientation = Orientation::of(&matrix, font);
        let mut look_font = font.index;
        if matches!(text.mode, 2 | 6) && colour == stroke {
            let (x, y) = self.state.ctm.vector(self.state.line_width, 0.0);
            if x.hypot(y) >= BOLD_OUTLINE * f64::from(orientation.size) {
                look_font = self.shared.fonts.bolder(font.index);
            }
        }
        let [a, b, c, d, ..] = matrix.0;
        Look {
            usable: Matrix([a, b, c, d, 0.0, 0.0]).is_usable(),
            reach: Reach::of(orientation.size, orientation.direction),
            orientation,
            colour: colour.unwrap_or(Rgb(255, 255, 255)),
            invisible,
            font: look_font,
            element: self.marked.element(),
            // Fewer than the type holds.
            grounds: u32::try_from(self.grounds.len()).unwrap_or(u32::MAX),
        }
    }

    #[inline]
    fn place(&mut self, font: &PdfFont<'_>, look: &Look, entry: &Code, code: u32) {
        let Some((bbox, origin)) = look.orientation.place(self.position(), font, entry) else {
            self.sink.tally.misplaced += 1;
            return;
        };
        // As most are: wholly within the clip, which the page holds, and with nothing near.
        let plain = look.orientation.size > LEAST_SIZE && self.state.clip.is_some_and(|clip| holds(&clip, &bbox));
        if plain && !self.sink.may_hold_double(origin, look.reach) {
            self.sink.push(look.glyph(entry, bbox, origin), look.trace(entry, code), entry.accent);
        } else {
            self.place_other(look, entry, look.glyph(entry, bbox, origin), look.trace(entry, code));
        }
    }

    #[cold]
    fn place_other(&mut self, look: &Look, entry: &Code, glyph: Glyph, trace: Trace) {
        if glyph.size <= LEAST_SIZE {
            self.sink.tally.hidden += 1;
            self.sink.set_aside(AsideKind::Hidden, &glyph, &trace);
            return;
        }
        // A browser that cuts a line at the page's end draws it on both pages, and clips it away on one.
        if !glyph.invisible && self.state.clip.is_none_or(|clip| visible_share(&glyph.bbox, &clip) < LEAST_VISIBLE) {
            self.sink.tally.outside += 1;
            self.sink.set_aside(AsideKind::Hidden, &glyph, &trace);
            return;
        }
        if let Added::Bold(known) = self.sink.add(glyph, trace, look.reach, entry.accent) {
            let font = self.shared.fonts.bolder(self.sink.font_of(known));
            self.sink.set_font(known, font);
        }
    }
}

/// What all glyphs of one string have in common.
pub(super) struct Look {
    /// Whether positions computed with its matrix, wherever that leads, can be places on a page.
    usable: bool,
    orientation: Orientation,
    /// Where its glyphs have doubles.
    reach: Reach,
    colour: Rgb,
    invisible: bool,
    /// Index into the document's fonts.
    font: u16,
    element: Option<StructureElement>,
    /// How many grounds were painted before.
    grounds: u32,
}

impl Look {
    #[inline]
    fn glyph(&self, entry: &Code, bbox: Rect, origin: (f32, f32)) -> Glyph {
        Glyph {
            text: entry.decoded.text.clone(),
            bbox,
            origin,
            size: self.orientation.size,
            direction: self.orientation.direction,
            font: self.font,
            colour: self.colour,
            invisible: self.invisible,
            guessed: entry.decoded.guessed,
            element: self.element,
        }
    }

    #[inline]
    fn trace(&self, entry: &Code, code: u32) -> Trace {
        Trace {
            code,
            unknown: !entry.decoded.known,
            tilt: self.orientation.tilt,
            advance: self.orientation.advance(entry),
            grounds: self.grounds,
        }
    }

    /// Whether a string that begins at a position is on a page.
    fn is_usable_at(&self, (x, y): (f64, f64)) -> bool {
        self.usable && x.abs() < MAX_COORDINATE && y.abs() < MAX_COORDINATE
    }
}

/// How glyphs lie on the page: the part of their matrix that does not change along a string.
struct Orientation {
    /// Along the line of horizontal writing, one text unit long.
    along: (f64, f64),
    /// From the baseline upwards, across the line.
    across: (f64, f64),
    /// From text units to the page, translation left out: where a glyph's shift leads.
    turned: Matrix,
    /// Whether it runs along the page's width, as most text does.
    level: bool,
    /// From the baseline down and up to the edges of the box, in text units.
    heights: (f64, f64),
    /// The same in points, where it is level: to the upper and to the lower edge.
    edges: (f64, f64),
    /// On the page, in points.
    size: f32,
    direction: Direction,
    /// Clockwise from that direction to where the line really runs, in degrees.
    tilt: f32,
    /// On the page, of one text unit along the line, in points.
    unit: f64,
}

impl Orientation {
    #[expect(clippy::cast_possible_truncation, reason = "single precision is the model's; places are checked")]
    fn of(matrix: &Matrix, font: &PdfFont<'_>) -> Self {
        // Along the line, and the part of "up" that is across it: slanted text is upright text.
        let right = matrix.vector(1.0, 0.0);
        let up = matrix.vector(0.0, 1.0);
        let unit = length(right);
        let (along, across) = if unit > 1e-9 {
            let direction = (right.0 / unit, right.1 / unit);
            let slant = up.0 * direction.0 + up.1 * direction.1;
            (right, (up.0 - slant * direction.0, up.1 - slant * direction.1))
        } else {
            (right, up)
        };
        let height = length(across);
        let size = (if height > 1e-9 { height } else { unit }) * font.em;
        let forward = if font.vertical { (-across.0, -across.1) } else { along };
        let direction = nearest(forward);
        let along_line = if font.vertical { height } else { unit };
        let heights = (font.descent * font.em, font.ascent * font.em);
        let (low, high) = (across.1 * heights.0, across.1 * heights.1);
        Self {
            along,
            across,
            turned: *matrix,
            level: across.0 == 0.0 && along.1 == 0.0 && !font.vertical,
            heights,
            edges: if low <= high { (low, high) } else { (high, low) },
            size: size as f32,
            direction,
            tilt: tilt(forward),
            unit: along_line,
        }
    }

    /// How far a glyph leads along its line, in points.
    #[expect(clippy::cast_possible_truncation, reason = "single precision is the model's")]
    fn advance(&self, entry: &Code) -> f32 {
        (entry.advance * self.unit).abs() as f32
    }

    /// The box and the origin of a glyph whose text position is `at` on the page; `None` where that is no place.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "checked to be small; single precision is the model's")]
    fn place(&self, at: (f64, f64), font: &PdfFont<'_>, entry: &Code) -> Option<(Rect, (f32, f32))> {
        if self.level && entry.shift == (0.0, 0.0) {
            // As most text is: the same sums as elsewhere, without the corners.
            let (x, y) = at;
            let (start, end) = (x, x + self.along.0 * entry.advance);
            let (x0, x1) = if start <= end { (start, end) } else { (end, start) };
            let (y0, y1) = (y + self.edges.0, y + self.edges.1);
            let limit = MAX_COORDINATE;
            if !(x0 > -limit && x1 < limit && y0 > -limit && y1 < limit) {
                return None;
            }
            let bbox = Rect { x0: x0 as f32, y0: y0 as f32, x1: x1 as f32, y1: y1 as f32 };
            return Some((bbox, (x as f32, y as f32)));
        }
        self.place_turned(at, font, entry)
    }

    /// The same for text that is not level, or shifted.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be small; single precision is the model's")]
    fn place_turned(&self, at: (f64, f64), font: &PdfFont<'_>, entry: &Code) -> Option<(Rect, (f32, f32))> {
        let (along, across) = (self.along, self.across);
        let [a, b, c, d, ..] = self.turned.0;
        let (x, y) = Matrix([a, b, c, d, at.0, at.1]).apply(entry.shift.0, entry.shift.1);
        let (low, high) = self.heights;
        let corner = |a: f64, b: f64| (x + along.0 * a + across.0 * b, y + along.1 * a + across.1 * b);
        let bounds = if font.vertical {
            // The glyph stands in a cell: as wide as its shift makes it, from the text position downwards.
            let (left, right) = (0.0, -2.0 * entry.shift.0);
            let top = -entry.shift.1;
            Bounds::of([corner(left, top), corner(right, top), corner(left, top + entry.advance)])?
        } else {
            Bounds::of([corner(0.0, low), corner(0.0, high), corner(entry.advance, low), corner(entry.advance, high)])?
        };
        Some((bounds.rect()?, (x as f32, y as f32)))
    }
}

/// The length of a vector; most are level or upright.
fn length((x, y): (f64, f64)) -> f64 {
    if y == 0.0 {
        x.abs()
    } else if x == 0.0 {
        y.abs()
    } else {
        x.hypot(y)
    }
}

/// Clockwise from the direction that a vector on the page is nearest to, to the vector, in degrees.
#[expect(clippy::cast_possible_truncation, reason = "an angle")]
fn tilt((x, y): (f64, f64)) -> f32 {
    // Most text is level or upright.
    if x == 0.0 || y == 0.0 {
        return 0.0;
    }
    let tilt = if x.abs() >= y.abs() { y / x } else { -x / y };
    let tilt = tilt.atan().to_degrees() as f32;
    // Less is what rounding leaves.
    if tilt.abs() < LEAST_TILT { 0.0 } else { tilt }
}

/// The direction that a vector on the page (y downwards) is nearest to.
fn nearest((x, y): (f64, f64)) -> Direction {
    if x.abs() >= y.abs() {
        if x >= 0.0 { Direction::Right } else { Direction::Left }
    } else if y > 0.0 {
        Direction::Down
    } else {
        Direction::Up
    }
}
