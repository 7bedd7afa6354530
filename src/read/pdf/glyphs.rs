//! Showing text: codes → placed glyphs, without doubles and without what lies off the page.

use smol_str::SmolStr;

use super::doubles::Traces;
use super::fonts::{Code, PdfFont, Shown};
use super::interpreter::Interpreter;
use super::limits::{Cut, MAX_COORDINATE};
use super::state::{Bounds, Matrix, common};
use crate::model::document::{Direction, Glyph, Rgb, StructureElement};
use crate::model::geometry::Rect;

/// Text rendering modes that leave no ink: invisible, and clip only.
const INVISIBLE_MODES: [i64; 2] = [3, 7];

/// The glyphs of a page as they come.
#[derive(Debug, Default)]
pub(super) struct GlyphSink {
    page: Rect,
    glyphs: Vec<Glyph>,
    /// Per glyph: where it came from and what stands near it.
    traces: Traces,
    /// Glyphs wholly outside the page or clipped away.
    pub(super) outside: usize,
}

/// A glyph of which less than this share is left by the clip is not seen.
const LEAST_VISIBLE: f32 = 0.2;

/// The share of a box that lies within the clip; of an empty box, all.
fn visible_share(bbox: &Rect, clip: &Rect) -> f32 {
    let inside = bbox.x0 >= clip.x0 && bbox.y0 >= clip.y0 && bbox.x1 <= clip.x1 && bbox.y1 <= clip.y1;
    if inside || bbox.area() <= 0.0 {
        return 1.0;
    }
    common(bbox, clip).map_or(0.0, |seen| seen.area() / bbox.area())
}

impl GlyphSink {
    /// Starts a page.
    pub(super) fn start(&mut self, page: Rect) {
        self.page = page;
        self.glyphs.clear();
        self.traces.start(&page);
        self.outside = 0;
    }

    pub(super) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// Glyphs whose text no source knew.
    pub(super) fn unknown(&self) -> usize {
        self.traces.unknown()
    }

    /// Makes room for the glyphs that content of so many bytes may show: few producers spend fewer bytes on each.
    pub(super) fn expect(&mut self, content: usize) {
        const MOST: usize = 8192;
        const BYTES: usize = 3;
        self.glyphs.reserve((content / BYTES).min(MOST));
    }

    /// The page's glyphs, in no more room than they need.
    pub(super) fn take_glyphs(&mut self) -> Vec<Glyph> {
        let mut glyphs = std::mem::take(&mut self.glyphs);
        glyphs.shrink_to_fit();
        glyphs
    }

    fn add(&mut self, glyph: Glyph, code: u32, unknown: bool) {
        let (bbox, page) = (&glyph.bbox, &self.page);
        if bbox.x0 > page.x1 || bbox.x1 < page.x0 || bbox.y0 > page.y1 || bbox.y1 < page.y0 {
            self.outside += 1;
            return;
        }
        if let Some(double) = self.traces.find_double(&self.glyphs, &glyph, code) {
            // What is drawn last is what is seen.
            if !glyph.invisible {
                let known = &mut self.glyphs[double];
                known.colour = glyph.colour;
                known.invisible = false;
            }
            return;
        }
        self.traces.add(&glyph, code, unknown);
        self.glyphs.push(glyph);
    }

    /// Lets the glyphs from `first` on say `text`. Where it says the same, or has one character for each glyph,
    /// each keeps its own place; else the first glyph says it all.
    pub(super) fn replace(&mut self, first: usize, text: &str) {
        let Some(glyphs) = self.glyphs.get_mut(first..) else {
            return;
        };
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let said: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        let known = self.traces.are_known(first);
        if !(known && squeezed(&said) == squeezed(text)) {
            let one_each = text.chars().count() == glyphs.len();
            let mut characters = text.chars();
            for (index, glyph) in glyphs.iter_mut().enumerate() {
                glyph.text = if one_each {
                    characters.next().map(|c| SmolStr::from_iter([c])).unwrap_or_default()
                } else if index == 0 {
                    text.into()
                } else {
                    SmolStr::default()
                };
                glyph.guessed = false;
            }
        }
        self.traces.set_known(first);
    }
}

impl Interpreter<'_, '_> {
    /// Shows a string with the current font and moves the text position past it.
    pub(super) fn show(&mut self, bytes: &[u8]) -> Result<(), Cut> {
        let Some(font) = self.state.text.font.clone() else {
            return Ok(());
        };
        let look = self.look(&font);
        let hidden = self.marked.is_hidden();
        let mut offset = 0;
        while offset < bytes.len() {
            self.shared.budget.glyph()?;
            let Shown { code, length, entry } = font.next(bytes, offset);
            offset += length;
            if !hidden {
                self.place(&font, &look, &entry, code);
            }
            let text = &self.state.text;
            let mut along = entry.advance * text.size + text.character_spacing;
            if length == 1 && code == 32 {
                along += text.word_spacing;
            }
            self.move_on(&font, along);
        }
        Ok(())
    }

    /// A number within `TJ`: thousandths of text space, against the writing direction.
    pub(super) fn kern(&mut self, amount: f64) {
        if let Some(font) = self.state.text.font.clone() {
            self.move_on(&font, -amount / 1000.0 * self.state.text.size);
        }
    }

    fn move_on(&mut self, font: &PdfFont<'_>, along: f64) {
        let (x, y) = if font.vertical { (0.0, along) } else { (along * self.state.text.horizontal_scale, 0.0) };
        if let Some(matrix) = self.text_matrix.moved(x, y) {
            self.text_matrix = matrix;
        }
    }

    /// What all glyphs of a string have in common: within it, only the place changes.
    fn look(&self, font: &PdfFont<'_>) -> Look {
        let text = &self.state.text;
        let scaled = Matrix([text.size * text.horizontal_scale, 0.0, 0.0, text.size, 0.0, text.rise]);
        let matrix = scaled.then(&self.text_matrix).then(&self.state.ctm);
        let colour = match text.mode {
            1 | 5 => self.state.stroke.visible(),
            _ => self.state.fill.visible(),
        };
        Look {
            usable: matrix.is_usable(),
            orientation: Orientation::of(&matrix, font),
            colour: colour.unwrap_or(Rgb(255, 255, 255)),
            invisible: INVISIBLE_MODES.contains(&text.mode) || colour.is_none(),
            element: self.marked.element(),
        }
    }

    fn place(&mut self, font: &PdfFont<'_>, look: &Look, entry: &Code, code: u32) {
        if !look.usable {
            return;
        }
        // Where the text position, raised, is on the page.
        let (x, y) = self.text_matrix.apply(0.0, self.state.text.rise);
        let at = self.state.ctm.apply(x, y);
        let Some((bbox, origin)) = look.orientation.place(at, font, entry) else {
            return;
        };
        let glyph = Glyph {
            text: entry.decoded.text.clone(),
            bbox,
            origin,
            size: look.orientation.size,
            direction: look.orientation.direction,
            font: font.index,
            colour: look.colour,
            invisible: look.invisible,
            guessed: entry.decoded.guessed,
            element: look.element,
        };
        // A browser that cuts a line at the page's end draws it on both pages, and clips it away on one.
        if !glyph.invisible && self.state.clip.is_some_and(|clip| visible_share(&glyph.bbox, &clip) < LEAST_VISIBLE) {
            self.sink.outside += 1;
            return;
        }
        self.sink.add(glyph, code, !entry.decoded.known);
    }
}

/// What all glyphs of one string have in common.
struct Look {
    /// Whether positions computed with its matrix can be places on a page.
    usable: bool,
    orientation: Orientation,
    colour: Rgb,
    invisible: bool,
    element: Option<StructureElement>,
}

/// How glyphs lie on the page: the part of their matrix that does not change along a string.
struct Orientation {
    /// Along the line of horizontal writing, one text unit long.
    along: (f64, f64),
    /// From the baseline upwards, across the line.
    across: (f64, f64),
    /// From text units to the page, translation left out: where a glyph's shift leads.
    turned: Matrix,
    /// On the page, in points.
    size: f32,
    direction: Direction,
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
        Self { along, across, turned: *matrix, size: size as f32, direction: nearest(forward) }
    }

    /// The box and the origin of a glyph whose text position is `at` on the page; `None` where that is no place.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be small; single precision is the model's")]
    fn place(&self, at: (f64, f64), font: &PdfFont<'_>, entry: &Code) -> Option<(Rect, (f32, f32))> {
        let (along, across) = (self.along, self.across);
        let (x, y) = if entry.shift == (0.0, 0.0) {
            at
        } else {
            let [a, b, c, d, ..] = self.turned.0;
            Matrix([a, b, c, d, at.0, at.1]).apply(entry.shift.0, entry.shift.1)
        };
        let (low, high) = (font.descent * font.em, font.ascent * font.em);
        if across.0 == 0.0 && along.1 == 0.0 && !font.vertical {
            // Level text, as most is: the same sums as below, without the corners.
            let (start, end) = (x, x + along.0 * entry.advance);
            let (bottom, top) = (y + across.1 * low, y + across.1 * high);
            let ordered = |a: f64, b: f64| if a <= b { (a, b) } else { (b, a) };
            let ((x0, x1), (y0, y1)) = (ordered(start, end), ordered(bottom, top));
            let limit = MAX_COORDINATE;
            if !(x0 > -limit && x1 < limit && y0 > -limit && y1 < limit) {
                return None;
            }
            let bbox = Rect { x0: x0 as f32, y0: y0 as f32, x1: x1 as f32, y1: y1 as f32 };
            return Some((bbox, (x as f32, y as f32)));
        }
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
