//! Columns that go on side by side over the end of a page, as the cells of a row do that no rules show.

use crate::text::{ends_sentence, starts_lower};

use super::{Owned, Owner};

/// Headings on one line, to within so many points.
const LEVEL: f32 = 2.0;
/// Columns are so many font sizes apart, from left edge to left edge.
const PITCH: f32 = 8.0;
/// Text so many font sizes above a heading, or fewer, stands straight above it.
const NEAR: f32 = 6.0;

/// The heading of the column that goes on with a paragraph which no heading of its page stands before. Where text flows from
/// one column to the next, and nothing shows that it does not, there is none.
pub(super) fn head_of_column(owners: &[Owner], owned: &[Owned], this: &Owned) -> Option<usize> {
    let last = owners.iter().filter(|owner| owner.page <= this.page).map(|owner| owner.page).max()?;
    if last == this.page {
        return None;
    }
    let size = this.style.size;
    let mut heads: Vec<(usize, &Owner)> = owners.iter().enumerate().filter(|(_, owner)| owner.page == last).collect();
    heads.sort_by(|a, b| a.1.bbox.x0.total_cmp(&b.1.bbox.x0));
    let columns: Vec<&[(usize, &Owner)]> = heads.chunk_by(|a, b| b.1.bbox.x0 - a.1.bbox.x0 < PITCH * size).collect();
    let edges: Vec<f32> = columns.iter().map(|column| column[0].1.bbox.x0).collect();
    let column_of = |text: &Owned| edges.iter().rposition(|edge| *edge < text.first.x0 + size);
    let texts = |page: u32, column: usize| {
        owned.iter().filter(move |text| text.page == page && !text.furniture && column_of(text) == Some(column))
    };
    // Text that flows into a column stands above its first heading.
    let flows_into = |column: usize| {
        let top = columns[column].iter().map(|(_, head)| head.bbox.y0).fold(f32::INFINITY, f32::min);
        texts(last, column).any(|text| text.bbox.y1 < top + 1.0 && top - text.bbox.y1 < NEAR * size)
    };
    if columns.len() < 2 || (1..columns.len()).any(flows_into) {
        return None;
    }
    // Whether a column goes on in the middle of a sentence, or both its parts are whole; nothing where it has no such parts.
    let goes_on = |column: usize| {
        let end = texts(this.page - 1, column).max_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1))?;
        let start = texts(this.page, column).min_by(|a, b| a.first.y0.total_cmp(&b.first.y0))?;
        Some((!ends_sentence(&end.text), starts_lower(&start.text)))
    };
    let joints: Vec<(bool, bool)> = (0..columns.len()).filter_map(goes_on).collect();
    let fit = joints.iter().all(|(open, lower)| open == lower) && joints.iter().any(|(open, _)| *open);
    let lowest = |column: usize| columns[column].iter().max_by(|a, b| a.1.bbox.y0.total_cmp(&b.1.bbox.y0));
    let tops: Vec<f32> = (0..columns.len()).filter_map(lowest).map(|(_, head)| head.bbox.y0).collect();
    let side_by_side = tops.iter().all(|top| (top - tops[0]).abs() < LEVEL);
    let head = lowest(column_of(this)?)?;
    (fit || side_by_side).then_some(head.0)
}
