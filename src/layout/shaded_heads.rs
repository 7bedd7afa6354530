//! Tables told by their head alone: short texts on grounds that stand in a row, and below each a few lines that keep to its
//! width.

use crate::model::geometry::Rect;

use super::fragments::Fragment;
use super::labelled::{MOST_LABEL, Row};
use super::tables::Grid;

/// Grounds of one row are as high, and no further apart, to within so many points.
const LEVEL: f32 = 1.0;
const APART: f32 = 2.5;
/// A ground is at most so many font sizes high.
const HIGHEST: f32 = 3.5;
/// The lines below follow each other, and the head, within so many font sizes.
const NEAR: f32 = 1.2;
/// Lines so many times as large as the first are no more of it.
const LARGER: f32 = 1.1;
/// More lines are the columns of a page.
const MOST_LINES: usize = 8;
/// So far may text stand out of its column (points).
const OUT: f32 = 1.0;

/// The tables of a page of these lines, with boxes that are filled.
pub(super) fn grids(rows: &[Row<'_>], filled: &[Rect]) -> Vec<Grid> {
    let heads_text = |ground: &&Rect| {
        let mut inside = rows.iter().flatten().filter(|part| ground.holds_centre_of(&part.bbox));
        inside.next().is_some_and(|part| {
            let short = part.text.chars().count() <= MOST_LABEL && part.marker.is_none();
            short && ground.height() < HIGHEST * part.style.size
        }) && inside.next().is_none()
    };
    let side_by_side = |a: &Rect, b: &Rect| (a.y0 - b.y0).abs() < LEVEL && (a.y1 - b.y1).abs() < LEVEL && adjoin(a, b);
    // Most boxes stand alone: that is seen before their text is looked for.
    let in_row = |ground: &&Rect| filled.iter().any(|other| side_by_side(ground, other) || side_by_side(other, ground));
    let mut grounds: Vec<Rect> = filled.iter().filter(in_row).filter(heads_text).copied().collect();
    grounds.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    let heads = grounds.chunk_by(side_by_side).filter(|head| head.len() >= 2);
    heads.filter_map(|head| grid(rows, head)).collect()
}

/// Whether a ground ends where the next one begins.
pub(super) fn adjoin(ground: &Rect, next: &Rect) -> bool {
    (next.x0 - ground.x1).abs() < APART
}

/// The table below grounds that stand in a row.
fn grid(rows: &[Row<'_>], head: &[Rect]) -> Option<Grid> {
    let (first, last) = (head.first()?, head.last()?);
    let edges: Vec<f32> = head.iter().map(|ground| ground.x0).chain([last.x1]).collect();
    let column = |part: &Fragment| {
        let column = edges.iter().rposition(|edge| *edge <= part.left + OUT)?;
        (part.bbox.x1 < edges.get(column + 1)? + OUT).then_some(column)
    };
    let mut bottom = first.y1;
    let mut columns = Vec::new();
    let mut lines = 0;
    let mut text_size = None;
    for row in rows.iter().filter(|row| row.iter().all(|part| part.bbox.centre_y() > first.y1)) {
        let own = || row.iter().filter(|part| part.bbox.x1 > first.x0 && part.bbox.x0 < last.x1);
        let Some(size) = own().map(|part| part.style.size).reduce(f32::max) else { continue };
        // A heading that follows is larger.
        let text = *text_size.get_or_insert(size);
        let near = own().all(|part| part.bbox.y0 - bottom < NEAR * size) && size < LARGER * text;
        let Some(places) = own().map(|part| column(part)).collect::<Option<Vec<usize>>>().filter(|_| near) else {
            break;
        };
        lines += 1;
        bottom = own().map(|part| part.bbox.y1).fold(bottom, f32::max);
        columns.extend(places);
    }
    columns.sort_unstable();
    columns.dedup();
    (columns.len() >= 2 && lines <= MOST_LINES).then(|| Grid::new(edges, vec![first.y0, first.y1, bottom + 1.0]))
}
