//! Tables that the end of a page or of a column cuts: their rest at the top of the next one, with the head again or without.

use super::aligned;
use super::fragments::Fragment;
use super::headed::{HANGING, NEAREST_ROWS, Walk, heads};
use super::labelled::{self, Row};
use super::open_tables::is_between;
use super::tables::Grid;
use crate::model::geometry::Rect;

/// Edges of one column on two pages lie no further apart (points).
const SAME_EDGE: f32 = 2.0;
/// Texts that go on start as near as this to where their column's do (points).
const SAME_START: f32 = 1.0;
/// A cell that is cut ends at most so many font sizes above the table: the next lines of it may be kept together.
const LAST: f32 = 5.0;

/// A table without rules has so many columns, if it is to be known again.
const LEAST_COLUMNS: usize = 3;
/// The head of a table that goes on stands in one of so many lines of its page.
const FIRST_LINES: usize = 3;
/// Small print is so much smaller than text (points).
pub(super) const SMALLER: f32 = 0.4;

/// The end of a page's last table, for the next page, if nothing stands below it.
#[derive(Debug, Clone)]
pub(super) struct Open {
    /// Left edges of its columns, and the right one of the last.
    edges: Vec<f32>,
    right: f32,
    /// Where texts of the column start that go down to the table's end, and the last of these texts.
    last: Vec<(Vec<f32>, Fragment)>,
    /// From where to where the texts of its columns go (points).
    columns: Vec<(f32, f32)>,
    /// The words of its head.
    head: Vec<String>,
}

impl Open {
    /// Of a page with these tables.
    pub(super) fn of(grids: &[Grid], fragments: &[Fragment]) -> Option<Self> {
        let grid = grids.iter().max_by(|a, b| a.bbox().y1.total_cmp(&b.bbox().y1))?;
        let bbox = grid.bbox();
        let (right, edges) = grid.columns.split_last()?;
        let own = || fragments.iter().filter(|part| bbox.holds_centre_of(&part.bbox));
        // Footnotes are smaller than the table's text; a column to its left may go further down.
        let smallest = own().map(|part| part.style.size).fold(f32::INFINITY, f32::min);
        let below = fragments.iter().any(|part| {
            let small_print = part.style.size < smallest - SMALLER;
            part.bbox.centre_y() > bbox.y1 && part.bbox.x1 > bbox.x0 && !small_print
        });
        if below {
            return None;
        }
        let end = own().map(|part| part.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
        let last = (1..edges.len()).filter_map(|column| {
            let texts = || own().filter(|part| grid.cell(part).1 == column);
            let last = texts().max_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1))?;
            let starts = texts().filter(|part| part.style == last.style).map(labelled::start).collect();
            (end - last.bbox.y1 < LAST * last.style.size).then(|| (starts, last.clone()))
        });
        let texts = |column: usize| own().filter(move |part| grid.cell(part).1 == column);
        let places = |column| {
            let (left, right) = (f32::INFINITY, f32::NEG_INFINITY);
            texts(column).fold((left, right), |(x0, x1), part| (x0.min(part.left), x1.max(part.bbox.x1)))
        };
        let columns = (0..edges.len()).map(places).collect();
        let head = own().filter(|part| grid.cell(part).0 == 0).map(|part| part.text.clone()).collect();
        Some(Self { edges: edges.to_vec(), right: *right, last: last.collect(), columns, head })
    }

    /// The edges of its columns, the right one of the last among them.
    fn all_edges(&self) -> Vec<f32> {
        self.edges.iter().copied().chain([self.right]).collect()
    }

    /// The table's columns, if a grid that is as wide has them, or some of them put together.
    pub(super) fn columns_of(&self, grid: &Grid) -> Option<Vec<f32>> {
        let columns = self.all_edges();
        let near = |a: &f32, b: &f32| (a - b).abs() < SAME_EDGE;
        let is_own = |edge: &f32| columns.iter().any(|own| near(own, edge));
        let ends = near(columns.first()?, grid.columns.first()?) && near(columns.last()?, grid.columns.last()?);
        (ends && grid.columns.iter().all(is_own)).then_some(columns)
    }

    /// The edges of the table's columns, where level rules at these heights, of which `rule` is one, are as wide as it and all
    /// text between them keeps to its columns.
    pub(super) fn columns_between(&self, rule: &Rect, rows: &[f32], fragments: &[Fragment]) -> Option<Vec<f32>> {
        let (left, rest) = self.edges.split_first()?;
        let (top, bottom) = (*rows.first()?, *rows.last()?);
        let inside = || fragments.iter().filter(|part| is_between(part, rule, top, bottom));
        let crosses = |part: &Fragment| rest.iter().any(|edge| part.left < *edge && part.bbox.x1 > *edge);
        let is_as_wide = (rule.x0 - left).abs() < SAME_EDGE && (rule.x1 - self.right).abs() < SAME_EDGE;
        let goes_on = rows.len() >= 2 && inside().next().is_some() && !inside().any(crosses);
        (is_as_wide && goes_on).then(|| self.all_edges())
    }

    /// The rest of the table at the top of a page of these lines, and the line after its last.
    pub(super) fn continued(&self, rows: &[Row<'_>]) -> Option<(Grid, usize)> {
        if self.edges.len() < LEAST_COLUMNS {
            return None;
        }
        let first = rows.first()?;
        let size = rows.get(1).unwrap_or(first).first()?.style.size;
        let near = |part: &&Fragment| self.edges.iter().any(|edge| (labelled::start(part) - edge).abs() < 1.5 * size);
        if first.len() < 2 || !first.iter().all(near) {
            let rest = || aligned::rest(rows, &self.columns, &self.head);
            return self.text_of_one_cell(rows).or_else(rest).or_else(|| self.moved(rows));
        }
        let body = rows.iter().take(3).find_map(|row| row.iter().find(|part| !part.style.bold));
        let same_edges = |cells: &[&Fragment]| {
            let (heads, edges) = (cells.len(), self.edges.len());
            heads < edges
                && cells
                    .iter()
                    .zip(&self.edges[edges - heads..])
                    .all(|(cell, edge)| (cell.bbox.x0 - edge).abs() < HANGING * size + SAME_EDGE)
        };
        let head = body.and_then(|body| heads(first, body)).filter(|cells| same_edges(cells));
        let repeated = head.is_some();
        let mut walk = Walk::through(rows, usize::from(repeated), self.edges.clone(), size, self.right)?;
        walk.reach_under(head.unwrap_or_default());
        let used = walk.columns.widths.iter().filter(|width| **width > 0.0).count();
        let top = first.iter().map(|part| part.bbox.y0).fold(f32::INFINITY, f32::min) - 1.0;
        (used >= 2 || repeated).then(|| (walk.grid(repeated.then_some(top)), walk.end))
    }

    /// The rest where but one cell goes on: its text starts where others of its column did, and looks like them.
    fn text_of_one_cell(&self, rows: &[Row<'_>]) -> Option<(Grid, usize)> {
        let [first] = rows.first()?.as_slice() else { return None };
        let same = |(starts, last): &&(Vec<f32>, Fragment)| {
            first.style == last.style && starts.iter().any(|start| (start - labelled::start(first)).abs() < SAME_START)
        };
        self.last.iter().find(same)?;
        let walk = Walk::through(rows, 0, self.edges.clone(), first.style.size, self.right)?;
        (walk.end > 0).then(|| (walk.grid(None), walk.end))
    }

    /// The rest under its head, in another column of the page than the table's own, beside which text may begin higher.
    fn moved(&self, rows: &[Row<'_>]) -> Option<(Grid, usize)> {
        (0..rows.len().min(FIRST_LINES)).find_map(|line| {
            let first = &rows[line];
            let (count, offset) = (2..=first.len().min(self.edges.len()))
                .rev()
                .find_map(|count| Some((count, offset(&self.edges, &first[..count], SAME_EDGE)?)))?;
            let (left, right) = (self.edges[0] + offset, self.right + offset);
            if rows[..line].iter().any(|above| !between(above, left, right).is_empty()) {
                return None;
            }
            let body =
                rows.iter().flat_map(|row| between(row, left, right)).find(|part| part.style != first[0].style)?;
            heads(&between(first, left, right), body).filter(|cells| cells.len() == count)?;
            rest(rows, line, &self.edges, self.right, offset)
        })
    }
}

/// The first lines of each page's next one, running heads among them: a table's head that is printed again passes for one.
pub(super) fn next_lines<'p>(pages: impl Iterator<Item = &'p [Fragment]>) -> Vec<Vec<Fragment>> {
    let first =
        pages.skip(1).map(|fragments| labelled::rows(fragments, &[]).into_iter().take(FIRST_LINES).flatten().cloned());
    first.map(Iterator::collect).chain([Vec::new()]).collect()
}

/// Whether two texts side by side in a line stand again, as far apart, in the first lines of the next page, or further right
/// and higher on the same one: then they head a table that goes on there.
pub(super) fn stands_again(rows: &[Row<'_>], line: usize, next: &[Fragment]) -> bool {
    let next: Row<'_> = next.iter().collect();
    rows[line].windows(2).any(|pair| {
        let is_again = |other: &[&Fragment]| {
            let same = |(part, of): (&&Fragment, &&Fragment)| part.text == of.text && part.style == of.style;
            let apart = |pair: &[&Fragment]| pair[1].bbox.x0 - pair[0].bbox.x0;
            other.iter().zip(pair).all(same) && (apart(other) - apart(pair)).abs() < SAME_START
        };
        let further_right = |row: &Row<'_>| between(row, pair[1].bbox.x1, f32::INFINITY).windows(2).any(is_again);
        next.windows(2).any(is_again) || rows[..line].iter().any(further_right)
    })
}

/// The rest of a table at the top of the next column of the page.
pub(super) fn beside(rows: &[Row<'_>], table: &Grid) -> Option<Grid> {
    let bbox = table.bbox();
    let (right, edges) = table.columns.split_last()?;
    let last_row = rows.iter().rposition(|row| row.iter().any(|part| bbox.holds_centre_of(&part.bbox)))?;
    let is_below = |part: &&Fragment| part.bbox.overlap_x(&bbox) > 0.0;
    if rows[last_row + 1..].iter().any(|row| row.iter().any(is_below)) {
        return None;
    }
    // The first text right of the table: two cells as far apart as its columns are.
    let first = rows.iter().position(|row| row.iter().any(|part| part.bbox.x0 > *right))?;
    let cells: Vec<&Fragment> = rows[first].iter().filter(|part| part.bbox.x0 > *right).copied().collect();
    let size = cells.first()?.style.size;
    let offset = offset(edges, &cells, HANGING * size)?;
    // Where a text goes on in the middle of an item, list markers further down hang out of it.
    let starts = rows[first..].iter().take(NEAREST_ROWS).flatten().map(|part| labelled::start(part));
    let hangs = starts.filter_map(|start| {
        let off = edges.iter().map(|edge| start - edge - offset).min_by(|a, b| a.abs().total_cmp(&b.abs()))?;
        (off.abs() < HANGING * size).then_some(off)
    });
    let offset = offset + hangs.fold(0.0, f32::min);
    rest(rows, first, edges, *right, offset).map(|(grid, _)| grid)
}

/// How far columns with these left edges are moved, so that the cells of a line stand in the last of them as near as
/// `nearest` (points).
fn offset(edges: &[f32], cells: &[&Fragment], nearest: f32) -> Option<f32> {
    let first = cells.first()?;
    let fits = |column: usize| {
        let offset = labelled::start(first) - edges[column];
        let near = |(cell, edge): (&&Fragment, &f32)| (labelled::start(cell) - edge - offset).abs() < nearest;
        let own = edges.len() - column == cells.len();
        (own && cells.len() >= 2 && cells.iter().zip(&edges[column..]).all(near)).then_some(offset)
    };
    (0..edges.len()).find_map(fits)
}

/// The rest of a table from a line on, its columns moved by `offset`, and the line after its last.
fn rest(rows: &[Row<'_>], first: usize, edges: &[f32], right: f32, offset: f32) -> Option<(Grid, usize)> {
    let edges: Vec<f32> = edges.iter().map(|edge| edge + offset).collect();
    let (left, right) = (edges[0], right + offset);
    let line = between(&rows[first], left, right);
    let cell = *line.first()?;
    let body = rows[first..].iter().flat_map(|row| between(row, left, right)).find(|part| part.style != cell.style);
    let headed = body.is_some_and(|body| heads(&line, body).is_some());
    let of_head = |row: &&Row<'_>| between(row, left, right).iter().all(|part| part.style == cell.style);
    let head = if headed { rows[first..].iter().take_while(of_head).count() } else { 0 };
    let mut walk = Walk::through(rows, first + head, edges, cell.style.size, right)?;
    walk.reach_under(if headed { &line } else { &[] });
    let used = walk.columns.widths.iter().filter(|width| **width > 0.0).count();
    (used >= 2 || headed && used > 0).then(|| (walk.grid(headed.then_some(cell.bbox.y0 - 1.0)), walk.end))
}

/// The texts of a line between two places.
fn between<'f>(row: &Row<'f>, left: f32, right: f32) -> Row<'f> {
    row.iter().filter(|part| part.bbox.x1 > left && part.bbox.x0 < right).copied().collect()
}
