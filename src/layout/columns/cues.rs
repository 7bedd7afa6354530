//! What parts a row by itself: text of another size, a heading in the margin, a drawn rule.

use crate::model::document::{Shape, ShapeKind};
use crate::model::frame::Frame;
use crate::model::geometry::Rect;

use super::measured::{Row, Stretch};
use super::{MANY, SAME_EDGE, WIDE};
use crate::layout::fragments::GUTTER_GAP;

/// Text whose size differs by this share is another text.
const OTHER_SIZE: f32 = 0.12;
/// A heading in the margin is this wide, and this far from its text, in font sizes.
const LEAST_HEADING: f32 = 2.0;
const MARGIN_GAP: f32 = 0.7;
/// Lines that begin at the edge of a text.
const FEW: usize = 3;
/// A rule between columns is this many font sizes high, the side of a box that many.
const RULE_HEIGHT: f32 = 1.3;
const BOX_HEIGHT: f32 = 2.5;
/// A word that is too long for its cell ends so near beyond its border, in font sizes; the texts of so many other lines
/// begin at one edge beyond it.
const LONG_WORD: f32 = 1.5;
const EDGE_LINES: usize = 3;
/// How many shapes of a page are looked at.
const MOST_SHAPES: usize = 1500;

/// Cuts the rows where, after a gap, text of another size begins, such as a caption or a word of a chart, or an item of a
/// list.
pub(super) fn at_other_texts(rows: &[Row<'_>], cuts: &mut [Vec<f32>]) {
    for (row, cuts) in rows.iter().zip(cuts) {
        let other = |pair: &&[Stretch]| {
            let (a, b) = (pair[0].size, pair[1].size);
            !pair[1].tight && ((a - b).abs() > OTHER_SIZE * a.max(b) || pair[1].bullet)
        };
        cuts.extend(row.stretches.windows(2).filter(other).map(|pair| pair[1].x0 - 0.05));
    }
}

/// Cuts the rows where a label fills its cell to the border: text in another font begins beside it, nearer than a blank, and
/// at the edge at which the text begins, far from the rest of the label, in the row above or below.
pub(super) fn at_filled_cells(rows: &[Row<'_>], cuts: &mut [Vec<f32>]) {
    /// In points.
    const AT_EDGE: f32 = 0.3;
    /// Lines of a cell are no further apart than so many font sizes.
    const LEADING: f32 = 1.8;
    let printed: Vec<usize> = (0..rows.len()).filter(|row| !rows[*row].stretches.is_empty()).collect();
    for pair in printed.windows(2) {
        let near = rows[pair[1]].baseline - rows[pair[0]].baseline < LEADING * rows[pair[0]].size;
        for (row, other) in [(pair[0], pair[1]), (pair[1], pair[0])].into_iter().filter(|_| near) {
            for filled in rows[row].stretches.windows(2).filter(|filled| filled[1].tight) {
                let (label, text) = (filled[0], filled[1]);
                let is_beside = |pair: &[Stretch]| {
                    let (part, start) = (pair[0], pair[1]);
                    (start.x0 - text.x0).abs() < AT_EDGE
                        && start.x0 - part.x1 > GUTTER_GAP * rows[other].size
                        && (part.x0 - label.x0).abs() < AT_EDGE
                        && part.fonts == label.fonts
                        && start.fonts.0 == text.fonts.0
                };
                cuts[row].extend(rows[other].stretches.windows(2).any(is_beside).then_some(text.x0 - 0.05));
            }
        }
    }
}

/// Cuts the rows before the numbers of a list that hang between two columns: they stand at one edge, and one of them at
/// least begins its row or stands further from the text before it than the words of that text from each other.
pub(super) fn at_counts(counts: &[Count], rows: &[Row<'_>], cuts: &mut [Vec<f32>]) {
    /// A page of more numbers is a table of them.
    const MOST: usize = 500;
    if counts.len() > MOST {
        return;
    }
    let of_list = |count: &&Count| {
        let others = || counts.iter().filter(|other| count.has_edge_of(other));
        others().count() > 1 && others().any(|other| other.is_clear(&rows[other.row]))
    };
    for count in counts.iter().filter(|count| count.before.is_finite()).filter(of_list) {
        cuts[count.row].push(count.start - 0.05);
    }
}

/// A number that may count an item: a point or a parenthesis ends it, and a gap like a gutter's follows.
pub(super) struct Count {
    /// Index of its row.
    pub(super) row: usize,
    /// Its edges (points).
    pub(super) start: f32,
    pub(super) end: f32,
    /// The gap before it (points); infinite where it begins its row.
    pub(super) before: f32,
}

impl Count {
    /// Whether the text before it is none of its own.
    fn is_clear(&self, row: &Row<'_>) -> bool {
        row.gaps <= 2 || self.before > WIDE * row.usual_gap
    }

    /// Whether they start or end one below the other.
    fn has_edge_of(&self, other: &Self) -> bool {
        (other.start - self.start).abs() < SAME_EDGE || (other.end - self.end).abs() < SAME_EDGE
    }
}

/// Cuts the rows where a heading in the margin, in a font of its own, stands before the edge at which the lines of the
/// text begin.
pub(super) fn at_margins(rows: &[Row<'_>], cuts: &mut [Vec<f32>]) {
    let headed = |row: &Row<'_>| {
        let pair = row.stretches.get(..2)?;
        let (heading, text) = (pair[0], pair[1]);
        let gap = text.x0 - heading.x1;
        let apart = !text.tight && gap > MARGIN_GAP * row.size && heading.x1 - heading.x0 > LEAST_HEADING * row.size;
        (apart && heading.fonts.1 != text.fonts.0 && !heading.bullet).then_some(text.x0)
    };
    if !rows.iter().any(|row| headed(row).is_some()) {
        return;
    }
    let sorted = |edges: &mut dyn Iterator<Item = f32>| {
        let mut edges: Vec<f32> = edges.collect();
        edges.sort_by(f32::total_cmp);
        edges
    };
    let count = |edges: &[f32], x: f32| {
        edges.partition_point(|edge| *edge < x + SAME_EDGE) - edges.partition_point(|edge| *edge < x - SAME_EDGE)
    };
    let lines = sorted(&mut rows.iter().filter_map(|row| row.stretches.first()).map(|first| first.x0));
    let headed_lines = sorted(&mut rows.iter().filter_map(headed));
    let is_edge = |x: f32| {
        // Those beside the heading are lines of the text, too: most are not.
        let (lines, headed) = (count(&lines, x), count(&headed_lines, x));
        lines > MANY || (lines + headed > MANY && lines >= FEW && headed <= lines)
    };
    for (row, cuts) in rows.iter().zip(cuts) {
        cuts.extend(headed(row).filter(|x| is_edge(*x)).map(|x| x - 0.05));
    }
}

/// Cuts the rows at upright rules and at the sides of boxes that stand between two words.
pub(super) fn at_rules(rows: &[Row<'_>], shapes: &[Shape], frame: Frame, cuts: &mut [Vec<f32>]) {
    for shape in shapes.iter().take(MOST_SHAPES) {
        let bbox = frame.rect(shape.bbox);
        let (sides, height): (&[f32], f32) = match shape.kind {
            ShapeKind::Rule if bbox.height() > bbox.width() => (&[bbox.centre_x()], RULE_HEIGHT),
            ShapeKind::Box => (&[bbox.x0, bbox.x1], BOX_HEIGHT),
            ShapeKind::Rule | ShapeKind::Disc | ShapeKind::Path => continue,
        };
        sides.iter().for_each(|x| at_rule(*x, &bbox, height, rows, cuts));
    }
}

/// Cuts the rows beside an upright rule at `x`, or beside a box of that side, if hardly any line crosses it.
fn at_rule(x: f32, bbox: &Rect, height: f32, rows: &[Row<'_>], cuts: &mut [Vec<f32>]) {
    let first = rows.partition_point(|row| row.baseline < bbox.y0);
    let mut parted: Vec<(usize, f32)> = Vec::new();
    let mut crossed = 0;
    // Where lines begin beyond the rule; and those that do so after a word that is too long for its cell.
    let mut edges: Vec<f32> = Vec::new();
    let mut after_long: Vec<(usize, f32)> = Vec::new();
    for (index, row) in rows.iter().enumerate().skip(first) {
        if row.y.0 > bbox.y1 {
            break;
        }
        let middle = (row.y.0 + row.y.1) / 2.0;
        if bbox.height() < height * row.size || middle < bbox.y0 || middle > bbox.y1 {
            continue;
        }
        let after = row.stretches.partition_point(|stretch| stretch.x0 < x);
        let next = row.stretches.get(after).map(|stretch| (index, stretch.x0 - 0.05));
        let Some(before) = after.checked_sub(1).map(|last| row.stretches[last]) else {
            edges.extend(next.map(|(_, cut)| cut));
            continue;
        };
        if before.x1 > x + 0.3 {
            crossed += 1;
            after_long.extend(next.filter(|_| before.x1 < x + LONG_WORD * row.size));
            continue;
        }
        edges.extend(next.map(|(_, cut)| cut));
        parted.extend(next);
    }
    let at_edge = |cut: f32| edges.iter().filter(|edge| (**edge - cut).abs() < SAME_EDGE).count() >= EDGE_LINES;
    after_long.retain(|(_, cut)| at_edge(*cut));
    crossed -= after_long.len();
    // A word may be too long for its cell; what many lines cross is no border.
    if crossed * 4 > parted.len() {
        return;
    }
    for (row, cut) in parted.into_iter().chain(after_long) {
        cuts[row].push(cut);
    }
}
