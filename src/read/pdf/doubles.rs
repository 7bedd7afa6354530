//! Glyphs drawn twice (imitated bold, shadows): where they stand on a page, so that few of them need be compared.

use super::bands::Bands;
use crate::model::document::{Direction, Glyph};
use crate::model::geometry::Rect;

/// Glyphs with the same text nearer than these shares of their size, along the line and across it, are one glyph drawn
/// twice: no two letters of a line stand as near, and no two lines.
const DOUBLE_ALONG: f32 = 0.1;
const DOUBLE_ACROSS: f32 = 0.2;
/// Side of the cells, in points, in which doubles are looked for.
const CELL: f32 = 8.0;
/// No double is looked for farther away (points).
const FARTHEST: f32 = 8.0;
/// Glyphs of a cell that are compared: real pages have a handful, and a heap of glyphs must not cost its square.
const MAX_COMPARED: usize = 64;
/// So many glyphs of a page are looked for without a look-up by cells.
const FEW_SEARCHES: usize = 8;
/// Glyphs of a chain that are looked at: another cell's heap may be among them.
const MAX_CHAIN: usize = 256;

/// What is kept of a page's glyphs beside what its reader is told.
#[derive(Debug, Default)]
pub(super) struct Traces {
    list: Vec<Trace>,
    bands: Bands,
    cells: Cells,
    /// How many glyphs of the page were looked for.
    searches: usize,
}

/// What is kept of one glyph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Trace {
    pub(super) code: u32,
    /// Whether no source knew its text.
    pub(super) unknown: bool,
    /// Clockwise from its direction to where its line really runs, in degrees.
    pub(super) tilt: f32,
    /// Along its line, in points.
    pub(super) advance: f32,
    /// How many grounds were painted before it.
    pub(super) grounds: u32,
}

/// How far along x and y of the page the doubles of a glyph stand from it, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach(pub(super) f32, pub(super) f32);

impl Reach {
    /// Of the glyphs of a size that run in a direction.
    pub(super) fn of(size: f32, direction: Direction) -> Self {
        let (along, across) = ((DOUBLE_ALONG * size).min(FARTHEST), (DOUBLE_ACROSS * size).min(FARTHEST));
        match direction {
            Direction::Right | Direction::Left => Self(along, across),
            Direction::Up | Direction::Down => Self(across, along),
        }
    }
}

impl Traces {
    /// Forgets all glyphs and starts a page.
    pub(super) fn start(&mut self, page: &Rect) {
        self.list.clear();
        self.bands.start(page);
        self.cells.clear();
        self.searches = 0;
    }

    /// Glyphs whose text no source knew.
    pub(super) fn unknown(&self) -> usize {
        self.list.iter().filter(|trace| trace.unknown).count()
    }

    /// Whether the text of all glyphs from `first` on is known.
    pub(super) fn are_known(&self, first: usize) -> bool {
        self.list[first..].iter().all(|trace| !trace.unknown)
    }

    /// The text of all glyphs from `first` on became known.
    pub(super) fn set_known(&mut self, first: usize) {
        self.list[first..].iter_mut().for_each(|trace| trace.unknown = false);
    }

    /// Adds the next glyph, of which no double was found.
    #[inline]
    pub(super) fn add(&mut self, glyph: &Glyph, trace: Trace) {
        self.bands.add(glyph.origin);
        self.list.push(trace);
    }

    /// What is kept of each glyph, in their order.
    pub(super) fn list_mut(&mut self) -> &mut Vec<Trace> {
        &mut self.list
    }

    /// Whether a glyph may be a double: text is mostly shown along its line, where nothing stands yet.
    #[inline]
    pub(super) fn may_hold_double(&mut self, origin: (f32, f32), reach: Reach) -> bool {
        self.bands.may_stand_near(origin, reach)
    }

    /// The glyph of those so far that this one, shown by `code`, is drawn over.
    pub(super) fn find_double(&mut self, glyphs: &[Glyph], glyph: &Glyph, code: u32, reach: Reach) -> Option<usize> {
        if !self.may_hold_double(glyph.origin, reach) {
            return None;
        }
        let Reach(dx, dy) = reach;
        // The first few of a page are looked for among all glyphs: mostly there is none, and cells are not needed.
        if self.searches < FEW_SEARCHES {
            self.searches += 1;
            let near = |known: &Glyph| {
                (known.origin.1 - glyph.origin.1).abs() < dy && (known.origin.0 - glyph.origin.0).abs() < dx
            };
            if !glyphs.iter().any(near) {
                return None;
            }
        }
        let same = |index: &usize| {
            let known = &glyphs[*index];
            (known.origin.0 - glyph.origin.0).abs() < dx
                && (known.origin.1 - glyph.origin.1).abs() < dy
                && (known.size - glyph.size).abs() < 0.1 * glyph.size
                && known.direction == glyph.direction
                && ((known.font == glyph.font && self.list[*index].code == code)
                    || (!glyph.text.is_empty() && known.text == glyph.text))
        };
        self.cells.link(glyphs);
        let near = Neighbourhood::of(glyph.origin, (dx, dy));
        for column in near.first.0..=near.last.0 {
            for row in near.first.1..=near.last.1 {
                if let Some(double) = self.cells.glyphs((column, row)).take(MAX_COMPARED).find(same) {
                    return Some(double);
                }
            }
        }
        None
    }
}

/// The cell of a place, and the cells within reach of it: mostly that cell alone.
struct Neighbourhood {
    first: (i32, i32),
    last: (i32, i32),
}

/// The number of the cell that a coordinate lies in. Coordinates on a page are far below what a cell's number may be.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "coordinates are small")]
fn cell_of(coordinate: f32) -> i32 {
    let value = coordinate / CELL;
    // Rounded down without a call to the C library, which is what `floor` is on plain x86-64.
    let whole = value as i32;
    whole - i32::from((whole as f32) > value)
}

impl Neighbourhood {
    fn of((x, y): (f32, f32), (dx, dy): (f32, f32)) -> Self {
        // A little more than the reach: what is looked at in vain costs little.
        const MARGIN: f32 = 0.04;
        let around =
            |coordinate: f32, reach: f32| (cell_of(coordinate - reach - MARGIN), cell_of(coordinate + reach + MARGIN));
        let (x, y) = (around(x, dx), around(y, dy));
        Self { first: (x.0, y.0), last: (x.1, y.1) }
    }
}

/// Glyphs by the cell that they stand in: chains in a table at least as large as there are glyphs. It is made and goes
/// on when it is asked for, which for most pages is never.
#[derive(Debug, Default)]
struct Cells {
    /// The newest glyph of each chain, counted from 1; 0 is none. The length is a power of two.
    heads: Vec<u32>,
    /// For each glyph its cell, and the glyph before it in its chain, counted from 1; 0 is none.
    links: Vec<((i32, i32), u32)>,
}

impl Cells {
    const FEWEST: usize = 1024;

    fn clear(&mut self) {
        self.heads.clear();
        self.links.clear();
    }

    fn chain(&self, (column, row): (i32, i32)) -> usize {
        // Odd factors with well mixed bits spread neighbours over the table.
        let mixed = column.cast_unsigned().wrapping_mul(0x9E37_79B1) ^ row.cast_unsigned().wrapping_mul(0x85EB_CA77);
        (mixed ^ mixed >> 15) as usize & (self.heads.len() - 1)
    }

    /// Takes in the glyphs that came since the last time.
    fn link(&mut self, glyphs: &[Glyph]) {
        let mut size = self.heads.len().max(Self::FEWEST);
        while size < glyphs.len() {
            size *= 4;
        }
        if size > self.heads.len() {
            self.heads.clear();
            self.heads.resize(size, 0);
            for index in 0..self.links.len() {
                self.put(index);
            }
        }
        for glyph in &glyphs[self.links.len()..] {
            let (x, y) = glyph.origin;
            self.links.push(((cell_of(x), cell_of(y)), 0));
            self.put(self.links.len() - 1);
        }
    }

    /// Puts a glyph at the head of its chain.
    fn put(&mut self, index: usize) {
        let chain = self.chain(self.links[index].0);
        // The budget keeps the count of glyphs far below what the type holds.
        let number = u32::try_from(index + 1).unwrap_or(0);
        self.links[index].1 = std::mem::replace(&mut self.heads[chain], number);
    }

    /// The glyphs of a cell, newest first.
    fn glyphs(&self, cell: (i32, i32)) -> impl Iterator<Item = usize> + '_ {
        let linked = |number: u32| number.checked_sub(1).map(|index| index as usize);
        let before = move |index: &usize| linked(self.links[*index].1);
        let chain = std::iter::successors(linked(self.heads[self.chain(cell)]), before).take(MAX_CHAIN);
        chain.filter(move |index| self.links[*index].0 == cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Rgb;

    fn glyph(text: &str, x: f32, y: f32) -> Glyph {
        Glyph {
            text: text.into(),
            bbox: Rect::new(x, y - 8.0, x + 5.0, y + 2.0),
            origin: (x, y),
            size: 10.0,
            direction: Direction::Right,
            font: 0,
            colour: Rgb(0, 0, 0),
            invisible: false,
            guessed: false,
            element: None,
        }
    }

    #[test]
    fn doubles_are_found_on_any_line_in_any_order() {
        let mut traces = Traces::default();
        let reach = Reach::of(10.0, Direction::Right);
        // Twice, for what the first page leaves behind; text above and below the page is in the outermost bands.
        for _ in 0..2 {
            traces.start(&Rect::new(0.0, 0.0, 100.0, 100.0));
            let mut glyphs: Vec<Glyph> = Vec::new();
            let lines = [(50.0, 40.0), (10.0, 40.0), (10.0, 44.5), (10.0, 49.0), (10.0, -5.0), (10.0, 130.0)];
            for (start, y) in lines {
                for (place, letter) in ["a", "b", "c"].into_iter().enumerate() {
                    let next = glyph(letter, start + 5.0 * place as f32, y);
                    assert_eq!(traces.find_double(&glyphs, &next, 0, reach), None, "{letter} at {y}");
                    traces.add(&next, Trace::default());
                    glyphs.push(next);
                }
            }
            for (index, known) in glyphs.iter().enumerate() {
                for (dx, dy, is_double) in [(0.5, 0.0, true), (-0.9, 1.8, true), (0.0, -1.9, true), (1.1, 0.0, false)] {
                    let over = glyph(&known.text, known.origin.0 + dx, known.origin.1 + dy);
                    let double = traces.find_double(&glyphs, &over, 0, reach);
                    assert_eq!(double, is_double.then_some(index), "{:?} by ({dx}, {dy})", known.origin);
                }
            }
        }
    }
}
