//! Tables with level rules alone.

use crate::model::geometry::Rect;

use super::continued::Open;
use super::fragments::Fragment;
use super::shaded_heads::adjoin;
use super::tables::{Grid, SAME_RULE, positions};

/// Tables without upright rules: level rules of one width, with text on both sides of a gutter between them, or as wide as
/// those of the table that the page before ends in.
pub(super) fn open_grids(
    mut rules: Vec<Rect>,
    fragments: &[Fragment],
    filled: &[Rect],
    open: Option<&Open>,
) -> Vec<Grid> {
    let near = |a: f32, b: f32| (a - b).abs() < SAME_RULE;
    let mut grids = Vec::new();
    while let Some(first) = rules.pop() {
        let (mut same, other): (Vec<Rect>, Vec<Rect>) =
            rules.into_iter().partition(|rule| near(rule.x0, first.x0) && near(rule.x1, first.x1));
        rules = other;
        same.push(first);
        let rows = positions(same.iter().map(Rect::centre_y));
        // Tables of other columns may stand one below the other, a strip without text between them.
        let is_filled = |pair: &[f32]| fragments.iter().any(|part| is_between(part, &first, pair[0], pair[1]));
        let parts = rows.chunk_by(|top, bottom| is_filled(&[*top, *bottom])).filter(|part| part.len() < rows.len());
        let parts: Vec<Grid> = parts.filter_map(|rows| open_grid(&first, rows.to_vec(), fragments)).collect();
        let differ = parts.windows(2).any(|pair| pair[0].columns.len() != pair[1].columns.len());
        let columns_before = || open.and_then(|open| open.columns_between(&first, &rows, fragments));
        let whole = open_grid(&first, rows.clone(), fragments);
        let columns = whole.as_ref().map_or(2, |grid| grid.columns.len());
        match whole {
            _ if parts.len() < 2
                && let Some((edges, rows)) = under_heads(&first, &rows, fragments, filled, columns) =>
            {
                grids.push(Grid::spanned(edges, rows, fragments));
            }
            Some(grid) if !differ => grids.push(grid),
            None if let Some(columns) = columns_before() => grids.push(Grid::new(columns, rows)),
            _ => grids.extend(parts),
        }
    }
    grids
}

/// The edges that the grounds of a row of heads show, where they are more than `known`, and the rows from there on that are
/// heads, on grounds side by side, and texts below them in turn. The texts below the first heads keep to their columns, others
/// may go over several.
fn under_heads(
    rule: &Rect,
    rows: &[f32],
    fragments: &[Fragment],
    filled: &[Rect],
    known: usize,
) -> Option<(Vec<f32>, Vec<f32>)> {
    /// Grounds stand between the rules of their row, and reach to their ends, to within so many points.
    const LEVEL: f32 = 1.5;
    const ENDS: f32 = 2.5;
    let inside = |row: &[f32], ground: &Rect| {
        let (level, upright) = (ground.y0 > row[0] - LEVEL && ground.y1 < row[1] + LEVEL, ground.x0 > rule.x0 - LEVEL);
        level && upright && ground.x1 < rule.x1 + LEVEL
    };
    let keeps = |edges: &[f32], row: &[f32]| {
        let own = || fragments.iter().filter(|part| is_between(part, rule, row[0], row[1]));
        own().next().is_some()
            && own().all(|part| edges.iter().all(|edge| part.bbox.x0 > edge - 1.0 || part.bbox.x1 < edge + 1.0))
    };
    let heads = |row: &[f32]| {
        let mut grounds: Vec<&Rect> = filled.iter().filter(|ground| inside(row, ground)).collect();
        grounds.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let adjoin = grounds.windows(2).all(|pair| adjoin(pair[0], pair[1]));
        let whole = grounds.first().is_some_and(|first| (first.x0 - rule.x0).abs() < ENDS)
            && grounds.last().is_some_and(|last| (last.x1 - rule.x1).abs() < ENDS);
        let inner = grounds.iter().skip(1).map(|ground| ground.x0);
        let edges: Vec<f32> = std::iter::once(rule.x0).chain(inner).chain([rule.x1]).collect();
        (adjoin && whole && edges.len() > 2).then_some(edges)
    };
    (0..rows.len().saturating_sub(2)).find_map(|at| {
        let edges = heads(&rows[at..at + 2]).filter(|edges| edges.len() > known)?;
        let pairs = rows[at..].windows(3).step_by(2).take_while(|three| heads(&three[..2]).is_some()).count();
        let fits = keeps(&edges, &rows[at..at + 2]) && keeps(&edges, &rows[at + 1..at + 3]);
        fits.then(|| (edges, rows[at..=at + 2 * pairs].to_vec()))
    })
}

/// The table between level rules, of which this is one, at these heights.
fn open_grid(rule: &Rect, mut rows: Vec<f32>, fragments: &[Fragment]) -> Option<Grid> {
    let mut columns = (rows.len() >= 3).then(|| open_columns(rule, &rows, fragments))??;
    if let Some((with_head, top)) = head_above(rule, &columns, &rows, fragments) {
        columns = with_head;
        rows.insert(0, top);
    }
    Some(Grid::new(columns, rows))
}

/// Whether a text stands between two level rules, of which this is one, at these heights.
pub(super) fn is_between(part: &Fragment, rule: &Rect, top: f32, bottom: f32) -> bool {
    let y = part.bbox.centre_y();
    y > top && y < bottom && part.bbox.x1 > rule.x0 && part.bbox.x0 < rule.x1
}

/// The columns of an open table with the lines that head them above its first rule, and the top of these: texts of one look,
/// one over each column but one.
fn head_above(rule: &Rect, columns: &[f32], rows: &[f32], fragments: &[Fragment]) -> Option<(Vec<f32>, f32)> {
    /// They stand no further above the rule, and above each other, than this many font sizes.
    const NEAR: f32 = 0.9;
    const LINES: usize = 3;
    let above = |y: f32| {
        let over = move |part: &&Fragment| part.bbox.centre_y() < y && part.bbox.x1 > rule.x0 && part.bbox.x0 < rule.x1;
        fragments.iter().filter(over)
    };
    let last = above(rows[0]).max_by(|a, b| a.baseline.total_cmp(&b.baseline))?;
    let size = last.style.size;
    let mut found = None;
    let mut top = rows[0];
    let mut cells = 0;
    for _ in 0..LINES {
        let Some(lowest) = above(top).map(|part| part.baseline).reduce(f32::max) else { break };
        let line = || above(top).filter(|part| lowest - part.baseline < 0.3 * size);
        let is_head =
            |part: &Fragment| part.marker.is_none() && part.style == last.style && top - part.bbox.y1 < NEAR * size;
        if !line().all(is_head) {
            break;
        }
        cells = cells.max(line().count());
        top = line().map(|part| part.bbox.y0).fold(top, f32::min);
        let with_head: Vec<f32> = [top - 1.0].into_iter().chain(rows.iter().copied()).collect();
        let Some(edges) = open_columns(rule, &with_head, fragments) else { break };
        if edges.len() == columns.len() && cells >= 2 && cells + 2 >= columns.len() {
            found = Some((edges, top - 1.0));
        }
    }
    found
}

/// The column edges of an open table: its sides, and the middle of every gutter that all rows leave free.
fn open_columns(rule: &Rect, rows: &[f32], fragments: &[Fragment]) -> Option<Vec<f32>> {
    let (top, bottom) = (*rows.first()?, *rows.last()?);
    let inside = |fragment: &&Fragment| is_between(fragment, rule, top, bottom);
    let mut text: Vec<(f32, f32, f32)> =
        fragments.iter().filter(inside).map(|f| (f.left, f.bbox.x1, f.bbox.centre_y())).collect();
    text.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns = vec![rule.x0];
    let mut right = text.first()?.1;
    for (x0, x1, _) in &text {
        if *x0 > right + 2.0 {
            columns.push((right + x0) / 2.0);
        }
        right = right.max(*x1);
    }
    columns.push(rule.x1);
    let side = |gutter: f32, low: f32, high: f32| {
        let row = || text.iter().filter(|(_, _, y)| *y > low && *y < high);
        row().any(|(x0, _, _)| *x0 < gutter) && row().any(|(x0, _, _)| *x0 > gutter)
    };
    let two_sided =
        |gutter: &f32| rows.windows(2).filter(|row| side(*gutter, row[0], row[1])).count() * 3 >= (rows.len() - 1) * 2;
    let gutters = columns.len().checked_sub(2)?;
    (gutters > 0 && columns[1..=gutters].iter().all(two_sided)).then_some(columns)
}
