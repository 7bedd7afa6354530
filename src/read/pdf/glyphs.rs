//! Showing text: codes → placed glyphs, without doubles and without what lies off the page.

use smol_str::SmolStr;

use super::fonts::{Code, PdfFont};
use super::interpreter::Interpreter;
use super::limits::{Cut, MAX_COORDINATE};
use super::state::{Bounds, Matrix, common};
use crate::model::document::{Direction, Glyph, Rgb, StructureElement};
use crate::model::geometry::Rect;

/// Glyphs with the same text nearer than this share of their size are one glyph drawn twice (imitated bold, shadow).
const DOUBLE_DISTANCE: f32 = 0.06;
/// Side of the cells, in points, in which doubles are looked for; no distance above may exceed it.
const CELL: f32 = 4.0;
/// Glyphs of a cell that are compared: real pages have a handful, and a heap of glyphs must not cost its square.
const MAX_COMPARED: usize = 64;
/// Glyphs of a chain that are looked at: another cell's heap may be among them.
const MAX_CHAIN: usize = 256;
/// Text rendering modes that leave no ink: invisible, and clip only.
const INVISIBLE_MODES: [i64; 2] = [3, 7];

/// The glyphs of a page as they come.
#[derive(Debug)]
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
    pub(super) fn new(page: Rect) -> Self {
        Self { page, glyphs: Vec::new(), traces: Traces::default(), outside: 0 }
    }

    /// Makes room for the glyphs that content of so many bytes may show: most producers spend more bytes on each.
    pub(super) fn expect(&mut self, content: usize) {
        const MOST: usize = 8192;
        let glyphs = (content / 8).min(MOST);
        self.glyphs.reserve(glyphs);
        self.traces.list.reserve(glyphs);
    }

    pub(super) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// Glyphs whose text no source knew.
    pub(super) fn unknown(&self) -> usize {
        self.traces.list.iter().filter(|trace| trace.unknown).count()
    }

    pub(super) fn into_glyphs(self) -> Vec<Glyph> {
        self.glyphs
    }

    fn add(&mut self, glyph: Glyph, code: u32, unknown: bool) {
        let (bbox, page) = (&glyph.bbox, &self.page);
        if bbox.x0 > page.x1 || bbox.x1 < page.x0 || bbox.y0 > page.y1 || bbox.y1 < page.y0 {
            self.outside += 1;
            return;
        }
        let near = Neighbourhood::of(glyph.origin, (DOUBLE_DISTANCE * glyph.size).min(CELL));
        if let Some(double) = self.find_double(&glyph, code, &near) {
            // What is drawn last is what is seen.
            if !glyph.invisible {
                let known = &mut self.glyphs[double];
                known.colour = glyph.colour;
                known.invisible = false;
            }
            return;
        }
        self.traces.add(Trace { cell: near.cell, before: 0, code, unknown });
        self.glyphs.push(glyph);
    }

    fn find_double(&self, glyph: &Glyph, code: u32, near: &Neighbourhood) -> Option<usize> {
        let reach = (DOUBLE_DISTANCE * glyph.size).min(CELL);
        let same = |index: &usize| {
            let known = &self.glyphs[*index];
            (known.origin.0 - glyph.origin.0).abs() < reach
                && (known.origin.1 - glyph.origin.1).abs() < reach
                && (known.size - glyph.size).abs() < 0.1 * glyph.size
                && known.direction == glyph.direction
                && ((known.font == glyph.font && self.traces.list[*index].code == code)
                    || (!glyph.text.is_empty() && known.text == glyph.text))
        };
        let mut column = near.first.0;
        while column <= near.last.0 {
            let mut row = near.first.1;
            while row <= near.last.1 {
                if let Some(newest) = self.traces.newest((column, row))
                    && let Some(double) = self.traces.cell((column, row), newest).take(MAX_COMPARED).find(same)
                {
                    return Some(double);
                }
                row += 1;
            }
            column += 1;
        }
        None
    }

    /// Lets the glyphs from `first` on say `text`. Where it says the same, or has one character for each glyph,
    /// each keeps its own place; else the first glyph says it all.
    pub(super) fn replace(&mut self, first: usize, text: &str) {
        let Some(glyphs) = self.glyphs.get_mut(first..) else {
            return;
        };
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let said: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        let known = self.traces.list[first..].iter().all(|trace| !trace.unknown);
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
        self.traces.list[first..].iter_mut().for_each(|trace| trace.unknown = false);
    }
}

/// The cell of a place, and the cells within reach of it: mostly that cell alone.
struct Neighbourhood {
    cell: (i32, i32),
    first: (i32, i32),
    last: (i32, i32),
}

impl Neighbourhood {
    /// Of a place on a page, whose coordinates are far below what a cell's number may be.
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "coordinates are small")]
    fn of((x, y): (f32, f32), reach: f32) -> Self {
        // A little more than the reach: what is looked at in vain costs little.
        let reach = reach / CELL + 0.01;
        let around = |value: f32| {
            // Rounded down without a call to the C library, which is what `floor` is on plain x86-64.
            let whole = value as i32;
            let cell = whole - i32::from((whole as f32) > value);
            let within = value - cell as f32;
            (cell, cell - i32::from(within <= reach), cell + i32::from(within >= 1.0 - reach))
        };
        let (x, y) = (around(x / CELL), around(y / CELL));
        Self { cell: (x.0, y.0), first: (x.1, y.1), last: (x.2, y.2) }
    }
}

/// What is kept of a glyph beside what the page's reader is told.
#[derive(Debug, Clone, Copy)]
struct Trace {
    cell: (i32, i32),
    /// The glyph before it in its chain, counted from 1; 0 is none.
    before: u32,
    code: u32,
    /// Whether no source knew its text.
    unknown: bool,
}

/// Glyphs by the cell that they stand in: chains in a table at least as large as there are glyphs.
#[derive(Debug, Default)]
struct Traces {
    /// The newest glyph of each chain, counted from 1; 0 is none. The length is a power of two.
    heads: Vec<u32>,
    list: Vec<Trace>,
}

impl Traces {
    const FEWEST: usize = 1024;

    fn chain(&self, (column, row): (i32, i32)) -> usize {
        // Odd factors with well mixed bits spread neighbours over the table.
        let mixed = column.cast_unsigned().wrapping_mul(0x9E37_79B1) ^ row.cast_unsigned().wrapping_mul(0x85EB_CA77);
        (mixed ^ mixed >> 15) as usize & (self.heads.len() - 1)
    }

    /// Adds the next glyph.
    fn add(&mut self, trace: Trace) {
        if self.list.len() >= self.heads.len() {
            self.heads = vec![0; (self.heads.len() * 4).max(Self::FEWEST)];
            for index in 0..self.list.len() {
                self.link(index);
            }
        }
        self.list.push(trace);
        self.link(self.list.len() - 1);
    }

    fn link(&mut self, index: usize) {
        let chain = self.chain(self.list[index].cell);
        // The budget keeps the count of glyphs far below what the type holds.
        let number = u32::try_from(index + 1).unwrap_or(0);
        self.list[index].before = std::mem::replace(&mut self.heads[chain], number);
    }

    /// The newest glyph of a cell's chain, counted from 1: of most cells there is none.
    fn newest(&self, cell: (i32, i32)) -> Option<u32> {
        if self.heads.is_empty() {
            return None;
        }
        Some(self.heads[self.chain(cell)]).filter(|number| *number > 0)
    }

    /// The glyphs of a cell, newest first; `newest` is the newest of its chain.
    fn cell(&self, cell: (i32, i32), newest: u32) -> impl Iterator<Item = usize> + '_ {
        let linked = |number: u32| number.checked_sub(1).map(|index| index as usize);
        let before = move |index: &usize| linked(self.list[*index].before);
        let chain = std::iter::successors(linked(newest), before).take(MAX_CHAIN);
        chain.filter(move |index| self.list[*index].cell == cell)
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
            let (code, length) = font.next_code(bytes, offset);
            offset += length;
            let entry = font.code(code);
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
        let unit = right.0.hypot(right.1);
        let (along, across) = if unit > 1e-9 {
            let direction = (right.0 / unit, right.1 / unit);
            let slant = up.0 * direction.0 + up.1 * direction.1;
            (right, (up.0 - slant * direction.0, up.1 - slant * direction.1))
        } else {
            (right, up)
        };
        let height = across.0.hypot(across.1);
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
