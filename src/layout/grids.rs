//! The tables of a page, by all that tells of one: rules on all sides, a head, level rules, labels, short cells.

use std::collections::BTreeMap;

use crate::model::document::{Shape, ShapeKind};
use crate::model::frame::Frame;
use crate::model::geometry::Rect;

use super::containers::Container;
use super::continued::Open;
use super::fragments::Fragment;
use super::labelled::Row;
use super::tables::Grid;
use super::{aligned, headed, labelled, open_tables, shaded_heads, short_cells, tables};

/// Rules no further than this from a table are its own (points).
const RULE_APART: f32 = 12.0;

/// Baselines this near, in font sizes, are one.
const SAME_BASELINE: f32 = 0.35;
/// Cells are often no longer (bytes).
const SHORT: usize = 45;

/// The tables of a page, from the top, its panels and its slides being known; `open` is the one that the page before ends
/// in, `below` the first lines of the next page.
pub(super) fn grids(
    shapes: &[Shape],
    fragments: &[Fragment],
    frame: Frame,
    (panels, slides): (&[Container], &[Rect]),
    (open, below): (Option<&Open>, &[Fragment]),
) -> Vec<Grid> {
    let (mut grids, mut level) = tables::grids(shapes, fragments, frame, open);
    grids.retain(|grid| !is_cards(grid, fragments));
    let ruled = grids.len();
    // Fragments come sorted: those of a line follow each other. Tables without rules have lines of several, short ones
    // among them, which few pages have.
    let pairs = fragments.windows(2).filter(|pair| {
        (pair[1].baseline - pair[0].baseline).abs() < SAME_BASELINE * pair[0].style.size
            && pair[0].text.len().min(pair[1].text.len()) <= SHORT
    });
    if level.is_empty() && open.is_none() && pairs.take(2).count() < 2 {
        grids.sort_by(|a, b| a.bbox().y0.total_cmp(&b.bbox().y0));
        return grids;
    }
    let mut rows = labelled::rows(fragments, &boxes(&grids));
    grids.extend(headed::grids(&rows, open, below));
    let stripes = stripes(shapes, frame);
    let known = boxes(&grids);
    level.retain(|rule| !known.iter().any(|bbox| bbox.grown(RULE_APART).holds_centre_of(rule)));
    grids.extend(open_tables::open_grids(level, fragments, &stripes, open));
    if grids.len() > known.len() || known.len() > ruled {
        rows = labelled::rows(fragments, &boxes(&grids));
    }
    grids.extend(aligned::grids(&rows, &stripes));
    let shaded_heads = |rows: &[Row<'_>]| shaded_heads::grids(rows, &stripes);
    for find in [&labelled::grids as &dyn Fn(&[Row<'_>]) -> Vec<Grid>, &short_cells::grids, &shaded_heads] {
        if grids.len() > known.len() || known.len() > ruled {
            rows = labelled::rows(fragments, &boxes(&grids));
        }
        grids.extend(find(&rows));
    }
    // No panel is cut by a table without rules, nor does a table go on beyond its panel.
    let mut place = 0;
    grids.retain(|grid| {
        place += 1;
        let bbox = grid.bbox();
        (place <= ruled || !panels.iter().any(|panel| cuts(&panel.bbox, &bbox, fragments)))
            && keeps_to_slide(&bbox, fragments, slides)
    });
    grids.sort_by(|a, b| a.bbox().y0.total_cmp(&b.bbox().y0));
    grids
}

/// The shaded boxes that may lie behind a table's rows, in frame coordinates.
fn stripes(shapes: &[Shape], frame: Frame) -> Vec<Rect> {
    /// How many are looked at.
    const MOST: usize = 300;
    let filled = shapes.iter().filter(|shape| shape.kind == ShapeKind::Box && shape.fill.is_some());
    filled.map(|shape| frame.rect(shape.bbox)).take(MOST).collect()
}

fn boxes(grids: &[Grid]) -> Vec<Rect> {
    grids.iter().map(Grid::bbox).collect()
}

/// Whether a table has a part of a panel's text, and other text than that.
fn cuts(panel: &Rect, table: &Rect, fragments: &[Fragment]) -> bool {
    const BEYOND: f32 = 10.0;
    if panel.overlap_x(table) <= 0.0
        || panel.overlap_y(table) <= 0.0
        || table.grown(BEYOND).overlap_y(panel) >= panel.height()
    {
        return false;
    }
    let of_table = || fragments.iter().filter(|part| table.holds_centre_of(&part.bbox));
    of_table().any(|part| panel.holds_centre_of(&part.bbox))
        && of_table().any(|part| !panel.holds_centre_of(&part.bbox))
}

/// Whether all of a table's text stands on one slide.
fn keeps_to_slide(table: &Rect, fragments: &[Fragment], slides: &[Rect]) -> bool {
    let inside: Vec<&Fragment> = fragments.iter().filter(|part| table.holds_centre_of(&part.bbox)).collect();
    let slide = |part: &Fragment| slides.iter().position(|slide| slide.holds_centre_of(&part.bbox));
    inside.windows(2).all(|pair| slide(pair[0]) == slide(pair[1]))
}

/// Whether the cells of ruled lines are cards or slides side by side: each with a title of its own, larger than its text.
fn is_cards(grid: &Grid, fragments: &[Fragment]) -> bool {
    /// A title is this many times the size of its text, a card has so many lines, and there are so many cards.
    const LARGER: f32 = 1.2;
    const LINES: usize = 4;
    const CARDS: usize = 2;
    let bbox = grid.bbox();
    let mut cells: BTreeMap<(usize, usize), Vec<&Fragment>> = BTreeMap::new();
    for part in fragments.iter().filter(|part| bbox.holds_centre_of(&part.bbox)) {
        cells.entry(grid.cell(part)).or_default().push(part);
    }
    let is_card = |cell: &&Vec<&Fragment>| {
        let text = cell.iter().skip(1).map(|part| part.style.size).fold(0.0, f32::max);
        let top = cell.iter().min_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
        let usual = cell[cell.len() / 2].style.size.min(text);
        cell.len() >= LINES && top.is_some_and(|top| top.style.size >= LARGER * usual)
    };
    let long = cells.values().filter(|cell| cell.len() >= LINES).count();
    let cards = cells.values().filter(is_card).count();
    cards >= CARDS && cards * 3 >= long * 2
}
