//! Tables known by their head: short texts of one look side by side, and below each a column of texts that keeps to it,
//! with labels on the left that nothing heads.
//!
//! One labelled row is enough, where tables without a head need several. A table that the page's end cuts goes on at the
//! top of the next page, with its head or without.

use super::continued::{self, Open, SMALLER};
use super::fragments::Fragment;
use super::labelled::{self, Columns, LABEL_LEADING, MOST_LABEL, Row};
use super::tables::Grid;

/// The most characters of a head's cell.
const MOST_HEAD: usize = 60;
/// Text further below than this many font sizes is no more of the table.
const END_GAP: f32 = 3.2;
/// The labels hold at most this share of the characters of the texts.
const MOST_SHARE: f32 = 0.35;
/// The first label, and list markers, stand in so many rows below the head, or fewer.
pub(super) const NEAREST_ROWS: usize = 12;
/// List markers hang out of their column by less than this many font sizes.
pub(super) const HANGING: f32 = 1.6;

/// The tables of a page of these lines; `open` is the table that the page before ends in, `below` the first lines of the
/// next page.
pub(super) fn grids(rows: &[Row<'_>], open: Option<&Open>, below: &[Fragment]) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut next = 0;
    while next < rows.len() {
        let found =
            open.filter(|_| next == 0).and_then(|open| open.continued(rows)).or_else(|| headed(rows, next, below));
        next = found.as_ref().map_or(next + 1, |(_, end)| *end);
        grids.extend(found.map(|(grid, _)| grid));
    }
    if let [.., last] = grids.as_slice() {
        grids.extend(continued::beside(rows, last));
    }
    grids
}

/// The parts of a row that may head columns: those of one look that stands out, side by side. Other text may stand beside
/// them, in other columns of the page.
pub(super) fn heads<'r, 'f>(row: &'r Row<'f>, body: &Fragment) -> Option<&'r [&'f Fragment]> {
    let look = |part: &Fragment| (part.style.bold, part.style.size, part.style.colour);
    let is_head = |part: &Fragment| {
        (part.style.bold && !body.style.bold || part.style.colour != body.style.colour)
            && part.marker.is_none()
            && part.text.chars().count() <= MOST_HEAD
    };
    row.chunk_by(|a, b| look(a) == look(b)).find(|cells| cells.len() >= 2 && cells.iter().all(|cell| is_head(cell)))
}

/// The table with its head in a row, and the row after its last. Where the head stands again above the rest of the table,
/// nothing else has to tell of one.
fn headed(rows: &[Row<'_>], head: usize, below_page: &[Fragment]) -> Option<(Grid, usize)> {
    // Cells of the head may have several lines.
    let pair = rows[head].windows(2).find(|pair| pair[0].style == pair[1].style && pair[0].marker.is_none())?;
    let below = |part: &&&Fragment| part.bbox.x0 > pair[0].bbox.x0 - HANGING * pair[0].style.size;
    let is_text = |part: &&&Fragment| below(part) && part.style != pair[0].style;
    let body = (head + 1..rows.len().min(head + 4)).find(|row| rows[*row].iter().any(|part| is_text(&part)))?;
    let text = rows[body].iter().find(is_text)?;
    let cells = heads(&rows[head], text)?;
    let size = text.style.size;
    let label = rows[body..].iter().take(NEAREST_ROWS).find_map(|row| {
        let label = row.iter().rev().find(|part| part.bbox.x1 < cells[0].bbox.x0)?;
        (row.len() >= 2 && label.bbox.x1 < row.last()?.bbox.x0).then_some(*label)
    })?;
    let letters = label.text.chars().filter(|letter| letter.is_alphabetic()).count();
    let stands_out = label.style.bold == cells[0].style.bold && label.style.colour != text.style.colour
        || label.style.bold && !text.style.bold;
    let again = || head > 0 && continued::stands_again(rows, head, below_page);
    if label.marker.is_some() || label.text.chars().count() > MOST_LABEL || letters < 3 || !(stands_out || again()) {
        return None;
    }
    // List markers may hang out of their column.
    let edge = |cell: &&Fragment| {
        let starts = rows[body..].iter().take(NEAREST_ROWS).flatten().map(|part| labelled::start(part));
        starts.filter(|start| (start - cell.bbox.x0).abs() < HANGING * size).fold(cell.bbox.x0, f32::min)
    };
    let edges: Vec<f32> = [label.bbox.x0].into_iter().chain(cells.iter().map(edge)).collect();
    let own = |part: &&&Fragment| cells.iter().any(|cell| cell.bbox.overlap_x(&part.bbox) > 0.0);
    let goes_on = |row: &usize| rows[*row].iter().filter(own).all(|part| part.style == cells[0].style);
    let more = (head + 1..body).take_while(goes_on).count();
    let walk = Walk::through(rows, head + 1 + more, edges, size, f32::INFINITY)?;
    let top = rows[head].iter().map(|part| part.bbox.y0).fold(f32::INFINITY, f32::min) - 1.0;
    if walk.labels > 0 && walk.ends_column(rows, size) && again() {
        return Some((walk.grid(Some(top)), walk.end));
    }
    // All of a label looks like one: below a heading, its text would follow.
    let looks = |row: &Row<'_>| {
        row.iter().all(|part| {
            walk.columns.place(part) != Some(0)
                || (part.style.bold, part.style.colour) == (label.style.bold, label.style.colour)
        })
    };
    if !rows.get(body..walk.end).is_some_and(|rows| rows.iter().all(looks)) {
        return None;
    }
    if !stands_out || !walk.is_table() {
        return None;
    }
    Some((walk.grid(Some(top)), walk.end))
}

/// The rows of a table, from its head to the first text that keeps to no column.
pub(super) struct Walk {
    pub(super) columns: Columns,
    /// Tops of the rows: of each label, and of the text before the first.
    tops: Vec<f32>,
    bottom: f32,
    /// Characters of the labels and of the texts.
    characters: (usize, usize),
    labels: usize,
    /// The row after the last.
    pub(super) end: usize,
}

impl Walk {
    pub(super) fn through(rows: &[Row<'_>], first: usize, edges: Vec<f32>, size: f32, right: f32) -> Option<Self> {
        let count = edges.len();
        let mut walk = Self {
            columns: Columns { edges, right: f32::NEG_INFINITY, widths: vec![0.0; count] },
            tops: Vec::new(),
            bottom: rows.get(first)?.iter().map(|part| part.bbox.y0).fold(f32::INFINITY, f32::min),
            characters: (0, 0),
            labels: 0,
            end: first,
        };
        let mut label_end = f32::NEG_INFINITY;
        for row in &rows[first..] {
            // Text of other columns of the page stands beside the table.
            let left = walk.columns.edges[0];
            let end = walk.columns.right.max(walk.columns.edges[count - 1]);
            let outside = |part: &&&Fragment| {
                part.bbox.x1 < left - size
                    || labelled::start(part) > right
                    || (labelled::start(part) > end + size && walk.columns.place(part).is_none())
            };
            let own: Vec<&Fragment> = row.iter().filter(|part| !outside(part)).copied().collect();
            let Some(first) = own.first() else { continue };
            let places: Option<Vec<usize>> = own.iter().map(|part| walk.columns.place(part)).collect();
            let near = own.iter().any(|part| part.bbox.y0 - walk.bottom < END_GAP * size);
            let Some(places) = places.filter(|_| near) else { break };
            let top = own.iter().map(|part| part.bbox.y0).fold(f32::INFINITY, f32::min) - 1.0;
            let is_label = places[0] == 0;
            if is_label && (first.marker.is_some() || first.text.chars().count() > MOST_LABEL) {
                break;
            }
            if is_label && first.baseline - label_end > LABEL_LEADING * size {
                // A line that stands alone below the table, at its edge, is text that follows it.
                if own.len() < 2 {
                    break;
                }
                walk.labels += 1;
                walk.tops.push(top);
            } else if walk.tops.is_empty() {
                walk.tops.push(top);
            }
            if is_label {
                label_end = first.baseline;
            }
            for (part, place) in own.iter().zip(&places) {
                walk.bottom = walk.bottom.max(part.bbox.y1);
                walk.columns.right = walk.columns.right.max(part.bbox.x1);
                walk.columns.widths[*place] =
                    walk.columns.widths[*place].max(part.bbox.x1 - walk.columns.edges[*place]);
                let characters = part.text.chars().count();
                if *place == 0 { walk.characters.0 += characters } else { walk.characters.1 += characters }
            }
            walk.end = rows.iter().position(|other| std::ptr::eq(other, row))? + 1;
        }
        Some(walk)
    }

    /// Widens the table to its head, under which the last columns may have no more text.
    pub(super) fn reach_under(&mut self, head: &[&Fragment]) {
        self.columns.right = head.iter().map(|part| part.bbox.x1).fold(self.columns.right, f32::max);
    }

    /// Whether nothing but notes stands below, down to the page's end; `size` is that of the text (points).
    fn ends_column(&self, rows: &[Row<'_>], size: f32) -> bool {
        let (left, right) = (self.columns.edges[0], self.columns.right);
        let is_below =
            |part: &&Fragment| part.bbox.x1 > left && part.bbox.x0 < right && part.style.size > size - SMALLER;
        !rows[self.end..].iter().flatten().any(is_below)
    }

    fn is_table(&self) -> bool {
        let (labels, texts) = self.characters;
        self.labels > 0
            && self.columns.widths[1..].iter().all(|width| *width > 0.0)
            && labels as f32 <= MOST_SHARE * texts as f32
    }

    /// The grid; `head` is the top of its head.
    pub(super) fn grid(&self, head: Option<f32>) -> Grid {
        let level = head.into_iter().chain(self.tops.iter().copied()).chain([self.bottom + 1.0]).collect();
        let edges = &self.columns.edges;
        let upright =
            edges.iter().map(|edge| edge - 1.0).chain([self.columns.right.max(edges[edges.len() - 1]) + 1.0]).collect();
        Grid::new(upright, level)
    }
}
