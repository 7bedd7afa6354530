//! Ruled tables: grids of horizontal and vertical rules with text in the cells.

use crate::model::document::{Shape, ShapeKind};
use crate::model::geometry::Rect;

use super::continued::Open;
use super::fragments::Fragment;
use crate::model::frame::Frame;

/// The grid of a table, in frame coordinates.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    /// x of the vertical rules, left to right.
    pub(super) columns: Vec<f32>,
    /// y of the horizontal rules, top to bottom.
    pub(super) rows: Vec<f32>,
    /// For each cell, by rows, the first cell of those that no rule parts it from.
    merged: Vec<Vec<(usize, usize)>>,
}

/// Rules nearer than this are one (points).
pub(super) const SAME_RULE: f32 = 3.0;
/// The shortest rule of a table (points).
const LEAST_RULE: f32 = 8.0;
/// How many rules of a page are looked at, and how many pieces of them.
const MOST_RULES: usize = 1500;
const MOST_PIECES: usize = 8000;
/// What is thicker is no rule (points).
const THICKEST: f32 = 2.5;
/// Pieces nearer than this are one rule (points).
const ONE_LINE: f32 = 0.8;
/// A rule between columns goes along this share of the table's height at least: the sides of boxes in a frame do not.
const LEAST_ALONG: f32 = 0.25;

#[derive(Clone, Copy)]
struct Rule {
    bbox: Rect,
    vertical: bool,
}

impl Grid {
    /// A grid in which every cell is one of its own, with these edges.
    pub(super) fn new(columns: Vec<f32>, rows: Vec<f32>) -> Self {
        Self { columns, rows, merged: Vec::new() }
    }

    /// A grid in which the cells of a row are one where a text crosses the edge between them: it starts in the first.
    pub(super) fn spanned(columns: Vec<f32>, rows: Vec<f32>, fragments: &[Fragment]) -> Self {
        let mut grid = Self::new(columns, rows);
        let bbox = grid.bbox();
        let own: Vec<&Fragment> = fragments.iter().filter(|part| bbox.holds_centre_of(&part.bbox)).collect();
        let crosses = |row: &[f32], x: f32| {
            own.iter().any(|part| {
                (row[0]..row[1]).contains(&part.bbox.centre_y()) && part.bbox.x0 < x - 1.0 && part.bbox.x1 > x + 1.0
            })
        };
        let row = |(at, row): (usize, &[f32])| {
            let mut first: Vec<(usize, usize)> = (0..grid.columns.len() - 1).map(|column| (at, column)).collect();
            for column in 1..first.len() {
                if crosses(row, grid.columns[column]) {
                    first[column] = first[column - 1];
                }
            }
            first
        };
        grid.merged = grid.rows.windows(2).enumerate().map(row).collect();
        grid
    }

    /// The box of the whole table.
    pub(super) fn bbox(&self) -> Rect {
        let ends =
            |values: &[f32]| (values.first().copied().unwrap_or_default(), values.last().copied().unwrap_or_default());
        let ((x0, x1), (y0, y1)) = (ends(&self.columns), ends(&self.rows));
        Rect::new(x0, y0, x1, y1)
    }

    /// Row and column of the cell that a fragment starts in; of cells that are one, the first.
    pub(super) fn cell(&self, fragment: &Fragment) -> (usize, usize) {
        let slot = |edges: &[f32], value: f32| {
            edges.iter().filter(|edge| **edge <= value).count().saturating_sub(1).min(edges.len().saturating_sub(2))
        };
        let (row, column) = (slot(&self.rows, fragment.bbox.centre_y()), slot(&self.columns, fragment.bbox.x0 + 1.0));
        self.merged.get(row).and_then(|row| row.get(column)).copied().unwrap_or((row, column))
    }

    /// Row and column that a fragment starts in.
    fn slot(&self, fragment: &Fragment) -> (usize, usize) {
        let slot = |edges: &[f32], value: f32| {
            edges.iter().filter(|edge| **edge <= value).count().saturating_sub(1).min(edges.len().saturating_sub(2))
        };
        (slot(&self.rows, fragment.bbox.centre_y()), slot(&self.columns, fragment.bbox.x0 + 1.0))
    }

    /// Finds the cells that are one: of each row those without an upright rule between them and without text of their
    /// own in more than one, and of each column those without a level rule, where that gives a box.
    fn merge_cells(&mut self, rules: &[Rule], fragments: &[Fragment]) {
        let parted = |vertical: bool, at: f32, from: f32, to: f32| {
            let covered: f32 = rules
                .iter()
                .filter(|rule| rule.vertical == vertical)
                .map(|rule| {
                    let (middle, start, end) = if vertical {
                        (rule.bbox.centre_x(), rule.bbox.y0, rule.bbox.y1)
                    } else {
                        (rule.bbox.centre_y(), rule.bbox.x0, rule.bbox.x1)
                    };
                    let reach = if (middle - at).abs() < SAME_RULE { end.min(to) - start.max(from) } else { 0.0 };
                    reach.max(0.0)
                })
                .sum();
            covered > 0.5 * (to - from)
        };
        let (rows, columns) = (self.rows.len() - 1, self.columns.len() - 1);
        let mut first: Vec<Vec<(usize, usize)>> =
            (0..rows).map(|row| (0..columns).map(|column| (row, column)).collect()).collect();
        let bbox = self.bbox();
        let mut filled = vec![vec![false; columns]; rows];
        for fragment in fragments.iter().filter(|fragment| bbox.holds_centre_of(&fragment.bbox)) {
            let (row, column) = self.slot(fragment);
            filled[row][column] = true;
        }
        for row in 0..rows {
            for column in 1..columns {
                let start = first[row][column - 1].1;
                let both_filled = filled[row][column] && filled[row][start..column].contains(&true);
                if !both_filled && !parted(true, self.columns[column], self.rows[row], self.rows[row + 1]) {
                    first[row][column] = first[row][column - 1];
                }
            }
        }
        for row in 1..rows {
            let (above, below) = first.split_at_mut(row);
            let (Some(above), Some(cells)) = (above.last(), below.first_mut()) else { break };
            for (column, (cell, above)) in cells.iter_mut().zip(above).enumerate() {
                // Whole cells: what is as wide above as below.
                let same_width = cell.1 == above.1;
                if same_width && !parted(false, self.rows[row], self.columns[column], self.columns[column + 1]) {
                    *cell = *above;
                }
            }
        }
        self.merged = first;
    }
}

/// The tables of a page that have rules on all sides of their cells, and the level rules that belong to none of them; `open`
/// is the table that the page before ends in.
pub(super) fn grids(
    shapes: &[Shape],
    fragments: &[Fragment],
    frame: Frame,
    open: Option<&Open>,
) -> (Vec<Grid>, Vec<Rect>) {
    let rules = rules(shapes, frame);
    let component = components(&rules);
    let mut together: Vec<(usize, Rule)> = component.into_iter().zip(rules.iter().copied()).collect();
    together.sort_by_key(|(id, _)| *id);
    let grids: Vec<Grid> = together
        .chunk_by(|a, b| a.0 == b.0)
        // Two columns have three upright rules.
        .filter(|own| own.len() >= 3)
        .filter_map(|own| {
            let (upright, level): (Vec<Rule>, Vec<Rule>) =
                own.iter().map(|(_, rule)| *rule).partition(|rule| rule.vertical);
            let columns =
                positions(upright.iter().map(|rule| rule.bbox.centre_x()).chain(open_sides(&upright, &level)));
            // A row that goes on over the page's end has no rule there: the upright rules say where it stops.
            let ends = upright.iter().flat_map(|rule| [rule.bbox.y0, rule.bbox.y1]);
            let rows = positions(level.iter().map(|rule| rule.bbox.centre_y()).chain(ends));
            let mut grid = Grid::new(columns, rows);
            let inner = grid.columns.len() >= 3
                && grid.columns[1..grid.columns.len() - 1].iter().any(|x| along(*x, &upright, &grid));
            let goes_on = open.filter(|_| is_first(&grid, fragments)).and_then(|open| open.columns_of(&grid));
            let is_row = || is_labelled_row(&grid, fragments) || is_head_row(&grid, fragments);
            let rows = grid.rows.len() >= 3 || is_row() || goes_on.is_some();
            grid.columns = goes_on.unwrap_or(grid.columns);
            (inner && rows).then(|| {
                grid.merge_cells(&own.iter().map(|(_, rule)| *rule).collect::<Vec<_>>(), fragments);
                grid
            })
        })
        .filter(|grid| grid.rows.len() == 2 || filled_cells(grid, fragments) >= 3)
        .collect();
    let level = rules.iter().filter(|rule| !rule.vertical).map(|rule| rule.bbox);
    let level: Vec<Rect> =
        level.filter(|rule| !grids.iter().any(|grid| grid.bbox().grown(SAME_RULE).holds_centre_of(rule))).collect();
    (grids, level)
}

/// The sides of a table that no upright rule closes: where most level rules end, beyond the outermost upright ones.
fn open_sides(upright: &[Rule], level: &[Rule]) -> Vec<f32> {
    /// The share of the level rules that have to go so far.
    const MOST: f32 = 0.7;
    let inner = upright.iter().map(|rule| rule.bbox.centre_x());
    let (first, last) = inner.fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), x| (a.min(x), b.max(x)));
    let rows = positions(level.iter().map(|rule| rule.bbox.centre_y())).len() as f32;
    let side = |outermost: f32, end: &dyn Fn(&Rule) -> f32, is_beyond: &dyn Fn(f32) -> bool| {
        let beyond = || level.iter().filter(|rule| is_beyond(end(rule)));
        let at =
            beyond().map(end).fold(outermost, |a, b| if (b - outermost).abs() > (a - outermost).abs() { b } else { a });
        let same = beyond().filter(|rule| (end(rule) - at).abs() < SAME_RULE).map(|rule| rule.bbox.centre_y());
        (rows > 2.0 && positions(same).len() as f32 >= MOST * rows).then_some(at)
    };
    let left = side(first, &|rule| rule.bbox.x0, &|x| x < first - LEAST_RULE);
    let right = side(last, &|rule| rule.bbox.x1, &|x| x > last + LEAST_RULE);
    left.into_iter().chain(right).collect()
}

/// The most characters of a label or a head in a row that stands alone.
const MOST_LABEL: usize = 60;

/// How many characters stand in a column of a grid.
fn characters_in(grid: &Grid, column: usize, fragments: &[Fragment]) -> usize {
    let bbox = grid.bbox();
    let own = fragments.iter().filter(|part| bbox.holds_centre_of(&part.bbox) && grid.slot(part).1 == column);
    own.map(|part| part.text.chars().count()).sum()
}

/// Whether a grid of one row is a short label and a longer text beside it: a form's row that stands alone.
fn is_labelled_row(grid: &Grid, fragments: &[Fragment]) -> bool {
    let length = |column| characters_in(grid, column, fragments);
    grid.rows.len() == 2 && grid.columns.len() == 3 && (1..=MOST_LABEL).contains(&length(0)) && length(1) > length(0)
}

/// Whether nothing stands above a grid.
fn is_first(grid: &Grid, fragments: &[Fragment]) -> bool {
    let top = grid.bbox().y0;
    fragments.iter().all(|part| part.bbox.centre_y() > top)
}

/// Whether a grid of one row is the head of a table that goes on on the next page: a short text in each of three cells or
/// more, in one look that stands out, and nothing below.
fn is_head_row(grid: &Grid, fragments: &[Fragment]) -> bool {
    let bbox = grid.bbox();
    let own = || fragments.iter().filter(|part| bbox.holds_centre_of(&part.bbox));
    let length = |column| characters_in(grid, column, fragments);
    let Some(look) = own().next().map(|part| part.style) else { return false };
    grid.rows.len() == 2
        && grid.columns.len() >= 4
        && (0..grid.columns.len() - 1).all(|column| (1..=MOST_LABEL).contains(&length(column)))
        && own().all(|part| part.style == look && look.bold)
        && fragments.iter().all(|part| part.bbox.centre_y() < bbox.y1 || part.style.size < look.size)
}

/// Whether upright rules at `x` go along a good part of a grid.
fn along(x: f32, upright: &[Rule], grid: &Grid) -> bool {
    let bbox = grid.bbox();
    let covered: f32 = upright
        .iter()
        .filter(|rule| (rule.bbox.centre_x() - x).abs() < SAME_RULE)
        .map(|rule| rule.bbox.overlap_y(&bbox).max(0.0))
        .sum();
    covered >= LEAST_ALONG * bbox.height()
}

/// For each rule, the first of those that it meets, directly or by others between.
fn components(rules: &[Rule]) -> Vec<usize> {
    let boxes: Vec<Rect> = rules.iter().map(|rule| rule.bbox.grown(SAME_RULE / 2.0)).collect();
    let mut downwards: Vec<usize> = (0..rules.len()).collect();
    downwards.sort_by(|a, b| boxes[*a].y0.total_cmp(&boxes[*b].y0));
    let mut component: Vec<usize> = (0..rules.len()).collect();
    let root = |component: &mut [usize], mut rule: usize| {
        while component[rule] != rule {
            component[rule] = component[component[rule]];
            rule = component[rule];
        }
        rule
    };
    for (place, a) in downwards.iter().enumerate() {
        let lower = downwards[place + 1..].iter().take_while(|b| boxes[**b].y0 < boxes[*a].y1);
        for b in lower.filter(|b| boxes[*a].overlap_x(&boxes[**b]) > 0.0) {
            let (a, b) = (root(&mut component, *a), root(&mut component, *b));
            component[a.max(b)] = a.min(b);
        }
    }
    (0..rules.len()).map(|rule| root(&mut component, rule)).collect()
}

fn rules(shapes: &[Shape], frame: Frame) -> Vec<Rule> {
    let mut pieces = Vec::new();
    let mut add = |bbox: Rect| {
        if bbox.width().min(bbox.height()) < THICKEST && pieces.len() < MOST_PIECES {
            pieces.push(Rule { bbox, vertical: bbox.height() > bbox.width() });
        }
    };
    for shape in shapes {
        let bbox = frame.rect(shape.bbox);
        match shape.kind {
            ShapeKind::Rule => add(bbox),
            ShapeKind::Box if shape.stroke.is_some() => {
                add(Rect::new(bbox.x0, bbox.y0, bbox.x1, bbox.y0));
                add(Rect::new(bbox.x0, bbox.y1, bbox.x1, bbox.y1));
                add(Rect::new(bbox.x0, bbox.y0, bbox.x0, bbox.y1));
                add(Rect::new(bbox.x1, bbox.y0, bbox.x1, bbox.y1));
            }
            _ => {}
        }
    }
    let mut rules = whole(pieces);
    rules.retain(|rule| rule.bbox.width().max(rule.bbox.height()) >= LEAST_RULE);
    rules.truncate(MOST_RULES);
    rules
}

/// Rules whose pieces, drawn end to end, are put together.
fn whole(mut pieces: Vec<Rule>) -> Vec<Rule> {
    // Where it lies, and from where to where it goes.
    let extent = |rule: &Rule| {
        let b = rule.bbox;
        if rule.vertical { (b.centre_x(), b.y0, b.y1) } else { (b.centre_y(), b.x0, b.x1) }
    };
    let lane = |rule: &Rule| (rule.vertical, extent(rule).0.round() as i32);
    pieces.sort_by(|a, b| lane(a).cmp(&lane(b)).then(extent(a).1.total_cmp(&extent(b).1)));
    let mut rules: Vec<Rule> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let meets = |last: &Rule| {
            let ((at, _, end), (x, start, _)) = (extent(last), extent(&piece));
            last.vertical == piece.vertical
                && (at - x).abs() < ONE_LINE
                && start - end < ONE_LINE
                && start - end > -ONE_LINE
        };
        match rules.last_mut().filter(|last| meets(last)) {
            Some(last) => last.bbox = last.bbox.union(&piece.bbox),
            None => rules.push(piece),
        }
    }
    rules
}

pub(super) fn positions(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.dedup_by(|a, b| (*a - *b).abs() < SAME_RULE);
    values
}

fn filled_cells(grid: &Grid, fragments: &[Fragment]) -> usize {
    let bbox = grid.bbox();
    let mut cells: Vec<(usize, usize)> = fragments
        .iter()
        .filter(|fragment| bbox.holds_centre_of(&fragment.bbox))
        .map(|fragment| grid.cell(fragment))
        .collect();
    cells.sort_unstable();
    cells.dedup();
    cells.len()
}
