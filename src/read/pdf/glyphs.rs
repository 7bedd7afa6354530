//! Showing text: codes → placed glyphs, without doubles and without what lies off the page.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::fonts::{Code, PdfFont};
use super::interpreter::Interpreter;
use super::limits::Cut;
use super::state::{Bounds, Matrix, common};
use crate::model::document::{Direction, Glyph, Rgb};
use crate::model::geometry::Rect;

/// Glyphs with the same text nearer than this share of their size are one glyph drawn twice (imitated bold, shadow).
const DOUBLE_DISTANCE: f32 = 0.06;
/// Side of the cells, in points, in which doubles are looked for; no distance above may exceed it.
const CELL: f32 = 4.0;
/// Glyphs of a cell that are compared: real pages have a handful, and a heap of glyphs must not cost its square.
const MAX_COMPARED: usize = 64;
/// Text rendering modes that leave no ink: invisible, and clip only.
const INVISIBLE_MODES: [i64; 2] = [3, 7];

/// The glyphs of a page as they come.
#[derive(Debug)]
pub(super) struct GlyphSink {
    page: Rect,
    glyphs: Vec<Glyph>,
    /// Per glyph: its code, and whether no source knew its text.
    origins: Vec<(u32, bool)>,
    /// The newest glyph of each cell.
    cells: FxHashMap<(i32, i32), u32>,
    /// Per glyph: the one before it in its cell.
    before: Vec<Option<u32>>,
    /// Glyphs wholly outside the page or clipped away.
    pub(super) outside: usize,
}

/// A glyph of which less than this share is left by the clip is not seen.
const LEAST_VISIBLE: f32 = 0.2;

/// The share of a box that lies within the clip; of an empty box, all.
fn visible_share(bbox: &Rect, clip: &Rect) -> f32 {
    if bbox.area() <= 0.0 {
        return 1.0;
    }
    common(bbox, clip).map_or(0.0, |seen| seen.area() / bbox.area())
}

impl GlyphSink {
    pub(super) fn new(page: Rect) -> Self {
        Self {
            page,
            glyphs: Vec::new(),
            origins: Vec::new(),
            cells: FxHashMap::default(),
            before: Vec::new(),
            outside: 0,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// Glyphs whose text no source knew.
    pub(super) fn unknown(&self) -> usize {
        self.origins.iter().filter(|(_, unknown)| *unknown).count()
    }

    pub(super) fn into_glyphs(self) -> Vec<Glyph> {
        self.glyphs
    }

    fn add(&mut self, glyph: Glyph, code: u32, unknown: bool) {
        if common(&glyph.bbox, &self.page).is_none() {
            self.outside += 1;
            return;
        }
        if let Some(double) = self.find_double(&glyph, code) {
            // What is drawn last is what is seen.
            if !glyph.invisible {
                let known = &mut self.glyphs[double];
                known.colour = glyph.colour;
                known.invisible = false;
            }
            return;
        }
        // The budget keeps the count of glyphs far below what the type holds.
        let index = u32::try_from(self.glyphs.len()).unwrap_or(u32::MAX);
        self.before.push(self.cells.insert(cell_of(glyph.origin), index));
        self.glyphs.push(glyph);
        self.origins.push((code, unknown));
    }

    fn find_double(&self, glyph: &Glyph, code: u32) -> Option<usize> {
        let reach = (DOUBLE_DISTANCE * glyph.size).min(CELL);
        let same = |index: &usize| {
            let known = &self.glyphs[*index];
            (known.origin.0 - glyph.origin.0).abs() < reach
                && (known.origin.1 - glyph.origin.1).abs() < reach
                && (known.size - glyph.size).abs() < 0.1 * glyph.size
                && known.direction == glyph.direction
                && ((known.font == glyph.font && self.origins[*index].0 == code)
                    || (!glyph.text.is_empty() && known.text == glyph.text))
        };
        // Cells further off than the reach hold no double: mostly there is but one to look at.
        let (x, y) = glyph.origin;
        let (first, last) = (cell_of((x - reach, y - reach)), cell_of((x + reach, y + reach)));
        (first.0..=last.0).flat_map(|column| (first.1..=last.1).map(move |row| (column, row))).find_map(|near| {
            let newest = self.cells.get(&near).copied();
            std::iter::successors(newest, |index| self.before[*index as usize])
                .take(MAX_COMPARED)
                .map(|index| index as usize)
                .find(same)
        })
    }

    /// Lets the glyphs from `first` on say `text`. Where it says the same, or has one character for each glyph,
    /// each keeps its own place; else the first glyph says it all.
    pub(super) fn replace(&mut self, first: usize, text: &str) {
        let Some(glyphs) = self.glyphs.get_mut(first..) else {
            return;
        };
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let said: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        let known = self.origins[first..].iter().all(|(_, unknown)| !unknown);
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
        self.origins[first..].iter_mut().for_each(|(_, unknown)| *unknown = false);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "saturates; coordinates are small")]
fn cell_of(origin: (f32, f32)) -> (i32, i32) {
    ((origin.0 / CELL).floor() as i32, (origin.1 / CELL).floor() as i32)
}

impl Interpreter<'_, '_> {
    /// Shows a string with the current font and moves the text position past it.
    pub(super) fn show(&mut self, bytes: &[u8]) -> Result<(), Cut> {
        let Some(font) = self.state.text.font.clone() else {
            return Ok(());
        };
        let look = self.look(&font);
        let mut offset = 0;
        while offset < bytes.len() {
            self.shared.budget.glyph()?;
            let (code, length) = font.next_code(bytes, offset);
            offset += length;
            let entry = font.code(code);
            if !self.marked.is_hidden() {
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
        let matrix = self.text_matrix.moved(x, y);
        if matrix.is_usable() {
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
            scaled,
            orientation: Orientation::of(&matrix, font),
            colour: colour.unwrap_or(Rgb(255, 255, 255)),
            invisible: INVISIBLE_MODES.contains(&text.mode) || colour.is_none(),
        }
    }

    fn place(&mut self, font: &PdfFont<'_>, look: &Look, entry: &Code, code: u32) {
        let matrix = look.scaled.then(&self.text_matrix).then(&self.state.ctm);
        let Some((bbox, origin)) = look.orientation.place(&matrix, font, entry) else {
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
    /// From text units to text space.
    scaled: Matrix,
    orientation: Orientation,
    colour: Rgb,
    invisible: bool,
}

/// How glyphs lie on the page: the part of their matrix that does not change along a string.
struct Orientation {
    /// Along the line of horizontal writing, one text unit long.
    along: (f64, f64),
    /// From the baseline upwards, across the line.
    across: (f64, f64),
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
        Self { along, across, size: size as f32, direction: nearest(forward) }
    }

    /// The box and the origin of a glyph by the map from its text units to the page; `None` where there is no such place.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be small; single precision is the model's")]
    fn place(&self, matrix: &Matrix, font: &PdfFont<'_>, entry: &Code) -> Option<(Rect, (f32, f32))> {
        if !matrix.is_usable() {
            return None;
        }
        let (along, across) = (self.along, self.across);
        let (x, y) = matrix.apply(entry.shift.0, entry.shift.1);
        let corner = |a: f64, b: f64| (x + along.0 * a + across.0 * b, y + along.1 * a + across.1 * b);
        let bounds = if font.vertical {
            // The glyph stands in a cell: as wide as its shift makes it, from the text position downwards.
            let (left, right) = (0.0, -2.0 * entry.shift.0);
            let top = -entry.shift.1;
            Bounds::of([corner(left, top), corner(right, top), corner(left, top + entry.advance)])?
        } else {
            let (low, high) = (font.descent * font.em, font.ascent * font.em);
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
