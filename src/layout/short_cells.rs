//! Tables of short cells without rules: rows of a line or two, each cell at the edge of its column.
//!
//! Under a head of several cells a column may be sparse, such as a group's name that stands in its first row alone.
//! Without a head, pairs of a short text and a longer one make a table if there are many.

use crate::text::starts_lower;

use super::fragments::Fragment;
use super::labelled::Row;
use super::tables::Grid;

/// How far texts may start, or end, from the edge of their column (points).
const SAME_EDGE: f32 = 1.5;
/// The most characters of a cell in one line.
const MOST_CELL: usize = 45;
/// Cells fill at most this share of their column's width: fuller ones are lines of prose.
const FULLEST: f32 = 0.8;
/// Rows under a head, and pairs without one, at least.
const LEAST_ROWS: usize = 3;
const LEAST_PAIRS: usize = 5;
/// The first of a pair is at most this many times as wide as the second, in the middle.
const WIDEST: f32 = 0.6;
/// At most one of so many cells begins with a small letter.
const MOST_LOWER: usize = 3;
/// Rows nearer to each other than this many font sizes may be lines of a paragraph, where there are fewer than that.
const DENSE: f32 = 1.5;
const LEAST_DENSE: usize = 6;
/// Rows are no further apart than this many font sizes; lines of a cell no further than that.
const FARTHEST_ROW: f32 = 4.0;
const LEADING: f32 = 1.4;

/// The tables of a page of these lines.
pub(super) fn grids(rows: &[Row<'_>]) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut next = 0;
    while next < rows.len() {
        let found = under_head(rows, next).or_else(|| pairs_from(rows, next));
        next = found.as_ref().map_or(next + 1, |(_, end)| *end);
        grids.extend(found.map(|(grid, _)| grid));
    }
    grids
}

/// The table under the head in a row, and the row after its last.
fn under_head(rows: &[Row<'_>], head: usize) -> Option<(Grid, usize)> {
    let cells = &rows[head];
    let is_head = |part: &&Fragment| part.style.bold && part.marker.is_none() && part.text.chars().count() <= MOST_CELL;
    if cells.len() < 3 || !cells.iter().all(is_head) {
        return None;
    }
    let size = cells[0].style.size;
    let column = |part: &Fragment| {
        cells.iter().position(|cell| {
            (cell.bbox.x0 - part.bbox.x0).abs() < SAME_EDGE
                || (cell.bbox.x1 - part.bbox.x1).abs() < SAME_EDGE
                || (cell.bbox.centre_x() - part.bbox.centre_x()).abs() < SAME_EDGE
        })
    };
    let is_cell = |part: &&Fragment| {
        let within = |place: usize| {
            let edge = cells[place].bbox.x0;
            let room = cells.get(place + 1).map_or(f32::INFINITY, |next| (next.bbox.x0 - edge) * FULLEST);
            part.bbox.x1 - edge < room
        };
        let plain = !part.style.bold && part.marker.is_none() && part.text.chars().count() <= MOST_CELL;
        plain && column(part).is_some_and(within)
    };
    let mut baseline = cells[0].baseline;
    let body = rows[head + 1..].iter().take_while(|row| {
        let near = row[0].baseline - baseline < FARTHEST_ROW * size;
        baseline = row[0].baseline;
        near && row.len() >= 2 && row.iter().all(is_cell)
    });
    let body: Vec<&Row<'_>> = body.collect();
    let full = body.iter().filter(|row| row.len() + 1 >= cells.len()).count();
    // Lines of prose in columns begin with small letters.
    let cells_of = || body.iter().flat_map(|row| row.iter());
    let lower = cells_of().filter(|part| starts_lower(&part.text)).count();
    // Names and addresses side by side are set as closely.
    let height = baseline_of_last(&body) - cells[0].baseline;
    let dense = height < DENSE * size * body.len() as f32 && body.len() < LEAST_DENSE;
    if dense || body.len() < LEAST_ROWS || full * 2 < body.len() || lower * MOST_LOWER > cells_of().count() {
        return None;
    }
    let end = head + 1 + body.len();
    let edges: Vec<f32> = (0..cells.len())
        .map(|place| {
            let own = body.iter().flat_map(|row| row.iter()).filter(|part| column(part) == Some(place));
            own.map(|part| part.left).fold(cells[place].bbox.x0, f32::min)
        })
        .collect();
    Some((grid(&rows[head..end], edges, |_| true), end))
}

/// The baseline of the last of some rows.
fn baseline_of_last(rows: &[&Row<'_>]) -> f32 {
    rows.last().map_or(f32::INFINITY, |row| row[0].baseline)
}

/// The pairs that begin with a row, and the row after the last of them.
fn pairs_from(rows: &[Row<'_>], first: usize) -> Option<(Grid, usize)> {
    let [a, b] = rows[first].as_slice() else { return None };
    let size = a.style.size;
    let at = |part: &Fragment, of: &Fragment| (part.bbox.x0 - of.bbox.x0).abs() < SAME_EDGE && part.style == of.style;
    let capital = |part: &Fragment| part.marker.is_none() && !starts_lower(&part.text);
    let mut baseline = a.baseline - size;
    let mut rests = 0;
    let mut is_own = |row: &Row<'_>| {
        let distance = row[0].baseline - baseline;
        let own = match row.as_slice() {
            [left, right] => {
                rests = 0;
                at(left, a) && at(right, b) && capital(left) && capital(right) && left.text.chars().count() <= MOST_CELL
            }
            [rest] => {
                rests += 1;
                at(rest, b) && distance < LEADING * size && rests < 3
            }
            _ => false,
        };
        baseline = row[0].baseline;
        own && distance < FARTHEST_ROW * size
    };
    let own = rows[first..].iter().take_while(|row| is_own(row)).count();
    let body = &rows[first..first + own];
    let widths = |place: usize| {
        let mut widths: Vec<f32> =
            body.iter().filter(|row| row.len() == 2).map(|row| row[place].bbox.width()).collect();
        widths.sort_by(f32::total_cmp);
        widths.get(widths.len() / 2).copied().unwrap_or_default()
    };
    let pairs = body.iter().filter(|row| row.len() == 2).count();
    if a.style != b.style || pairs < LEAST_PAIRS || widths(0) > WIDEST * widths(1) {
        return None;
    }
    Some((grid(body, vec![a.left, b.left], |row| row.len() == 2), first + own))
}

/// The grid of rows with these left edges of columns; a row of cells begins at those that `begins` tells.
fn grid(rows: &[Row<'_>], edges: Vec<f32>, begins: impl Fn(&Row<'_>) -> bool) -> Grid {
    let parts = || rows.iter().flat_map(|row| row.iter());
    let right = parts().map(|part| part.bbox.x1).fold(f32::NEG_INFINITY, f32::max);
    let bottom = parts().map(|part| part.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
    let top = |row: &Row<'_>| row.iter().map(|part| part.bbox.y0).fold(f32::INFINITY, f32::min) - 0.5;
    let level = rows.iter().filter(|row| begins(row)).map(top).chain([bottom + 1.0]).collect();
    Grid::new(edges.into_iter().map(|edge| edge - 1.0).chain([right + 1.0]).collect(), level)
}
