//! List markers set at the middle of their item, not on its first line, as the cells of slides have them.

use crate::model::geometry::Rect;

use super::paragraphs::LaidLine;

/// Baselines further apart than this many times the smallest distance of the item's lines part items.
const ITEM_GAP: f32 = 1.12;
/// Lines of one item begin at one edge (points).
const SAME_EDGE: f32 = 1.0;

/// Gives the marker of a line to the first line of its item, where the item's lines lie above and below it alike and
/// other items stand apart.
pub(super) fn lift_markers(lines: &mut [LaidLine]) {
    for index in 1..lines.len() {
        if lines[index].line.marker.is_none() {
            continue;
        }
        let above = lines[index].baseline - lines[index - 1].baseline;
        let next = lines.get(index + 1).filter(|next| next.line.marker.is_none());
        let below = next.map(|next| next.baseline - lines[index].baseline).filter(|below| *below > 0.0);
        let leading = below.map_or(above, |below| below.min(above));
        let one_item = |a: &LaidLine, b: &LaidLine| {
            let distance = b.baseline - a.baseline;
            a.region == b.region
                && a.line.style == b.line.style
                && (a.bbox.x0 - b.bbox.x0).abs() < SAME_EDGE
                && distance > 0.0
                && distance < ITEM_GAP * leading
        };
        let above = (1..=index)
            .rev()
            .take_while(|at| lines[at - 1].line.marker.is_none() && one_item(&lines[at - 1], &lines[*at]));
        let first = above.last().map_or(index, |at| at - 1);
        let below = (index + 1..lines.len())
            .take_while(|at| lines[*at].line.marker.is_none() && one_item(&lines[at - 1], &lines[*at]));
        let last = below.last().unwrap_or(index);
        if first == index {
            continue;
        }
        // The item before ends further above, in the same column.
        let column = |line: &LaidLine, bbox: &Rect| line.bbox.overlap_x(bbox) > 0.0;
        let parted = first.checked_sub(1).is_none_or(|before| {
            let (before, line) = (&lines[before], &lines[first]);
            before.region != line.region
                || !column(before, &line.bbox)
                || line.baseline - before.baseline > ITEM_GAP * leading
        });
        let middle = (index - first).abs_diff(last - index) <= 1;
        if parted && middle {
            let marker = lines[index].line.marker.take();
            lines[first].line.marker = marker;
        }
    }
}
