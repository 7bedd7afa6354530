//! Showing text: codes → placed glyphs, without doubles and without what lies off the page.

use std::collections::HashMap;

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
    cells: HashMap<(i32, i32), Vec<usize>>,
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
        Self { page, glyphs: Vec::new(), origins: Vec::new(), cells: HashMap::new(), outside: 0 }
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
        let cell = cell_of(glyph.origin);
        if let Some(double) = self.find_double(&glyph, code, cell) {
            // What is drawn last is what is seen.
            if !glyph.invisible {
                let known = &mut self.glyphs[double];
                known.colour = glyph.colour;
                known.invisible = false;
            }
            return;
        }
        self.cells.entry(cell).or_default().push(self.glyphs.len());
        self.glyphs.push(glyph);
        self.origins.push((code, unknown));
    }

    fn find_double(&self, glyph: &Glyph, code: u32, cell: (i32, i32)) -> Option<usize> {
        let reach = (DOUBLE_DISTANCE * glyph.size).min(CELL);
        let same = |index: &usize| {
            let known = &self.glyphs[*index];
            let same_code = known.font == glyph.font && self.origins[*index].0 == code;
            (same_code || (!glyph.text.is_empty() && known.text == glyph.text))
                && known.direction == glyph.direction
                && (known.origin.0 - glyph.origin.0).abs() < reach
                && (known.origin.1 - glyph.origin.1).abs() < reach
                && (known.size - glyph.size).abs() < 0.1 * glyph.size
        };
        (-1..=1)
            .flat_map(|dx| (-1..=1).map(move |dy| (cell.0.saturating_add(dx), cell.1.saturating_add(dy))))
            .find_map(|near| self.cells.get(&near)?.iter().rev().take(MAX_COMPARED).copied().find(same))
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
                    characters.next().map(String::from).unwrap_or_default()
                } else if index == 0 {
                    text.to_owned()
                } else {
                    String::new()
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
        let mut offset = 0;
        while offset < bytes.len() {
            self.shared.budget.glyph()?;
            let (code, length) = font.next_code(bytes, offset);
            offset += length;
            let entry = font.code(code);
            if !self.marked.is_hidden() {
                self.place(&font, &entry, code);
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
        let matrix = Matrix::translation(x, y).then(&self.text_matrix);
        if matrix.is_usable() {
            self.text_matrix = matrix;
        }
    }

    fn place(&mut self, font: &PdfFont<'_>, entry: &Code, code: u32) {
        let text = &self.state.text;
        let glyph_matrix = Matrix([text.size * text.horizontal_scale, 0.0, 0.0, text.size, 0.0, text.rise])
            .then(&self.text_matrix)
            .then(&self.state.ctm);
        let Some(placed) = placed(&glyph_matrix, font, entry) else {
            return;
        };
        let colour = match text.mode {
            1 | 5 => self.state.stroke.visible(),
            _ => self.state.fill.visible(),
        };
        let glyph = Glyph {
            text: entry.decoded.text.clone(),
            bbox: placed.bbox,
            origin: placed.origin,
            size: placed.size,
            direction: placed.direction,
            font: font.index,
            colour: colour.unwrap_or(Rgb(255, 255, 255)),
            invisible: INVISIBLE_MODES.contains(&text.mode) || colour.is_none(),
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

/// Where a glyph comes to lie.
struct Placed {
    bbox: Rect,
    origin: (f32, f32),
    size: f32,
    direction: Direction,
}

/// Places a glyph by the map from its text units to the page; `None` where there is no such place.
#[expect(clippy::cast_possible_truncation, reason = "checked to be small; single precision is the model's")]
fn placed(matrix: &Matrix, font: &PdfFont<'_>, entry: &Code) -> Option<Placed> {
    if !matrix.is_usable() {
        return None;
    }
    let (x, y) = matrix.apply(entry.shift.0, entry.shift.1);
    // Along the line of horizontal writing, and the part of "up" that is across it: slanted text is upright text.
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
    let corner = |a: f64, b: f64| (x + along.0 * a + across.0 * b, y + along.1 * a + across.1 * b);
    let (low, high) = (font.descent * font.em, font.ascent * font.em);
    let (bounds, forward) = if font.vertical {
        // The glyph stands in a cell: as wide as its shift makes it, from the text position downwards.
        let (left, cell_right) = (0.0, -2.0 * entry.shift.0);
        let top = -entry.shift.1;
        let corners = [corner(left, top), corner(cell_right, top), corner(left, top + entry.advance)];
        (Bounds::of(corners)?, (-across.0, -across.1))
    } else {
        let corners = [corner(0.0, low), corner(0.0, high), corner(entry.advance, low), corner(entry.advance, high)];
        (Bounds::of(corners)?, along)
    };
    Some(Placed { bbox: bounds.rect()?, origin: (x as f32, y as f32), size: size as f32, direction: nearest(forward) })
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
