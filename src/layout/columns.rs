//! Columns that stand close together: their lines share baselines, and the gutter between them is hardly wider than the
//! gap between two words.
//!
//! One row tells such a gutter from a word gap no better than a reader who sees nothing else of the page; several rows
//! do: nothing crosses a strip of the page there, and what stands right of it starts at one edge. Drawn rules between
//! two words part them in any case.

use crate::model::document::Shape;

use super::placed::Placed;
use crate::model::frame::Frame;

use cues::{at_counts, at_filled_cells, at_margins, at_other_texts, at_rules};
use measured::{Gap, Row, Side};

mod cues;
mod measured;
mod tables;

/// The narrowest gap of a gutter, in font sizes …
const NARROWEST: f32 = 0.42;
/// … and the narrowest where the text looks otherwise on its right. No line comes nearer to the edge of a column.
const TIGHTEST: f32 = 0.15;
/// A sign stands at most so many font sizes before its text …
const MARK_REACH: f32 = 4.0;
/// … and less than so many times as far from it as from the text before: a note's sign ends a text.
const NEARER: f32 = 2.0;
/// Texts of a column start within this distance of its edge (points).
const SAME_EDGE: f32 = 1.2;
/// So many rows with text on both sides make a gutter.
const LEAST_ROWS: usize = 3;
/// Where lines seldom share a baseline, so many rows on either side, and so many in all, beside each other, make columns.
const LEAST_COLUMN: usize = 3;
const LEAST_COLUMNS: usize = 8;
/// So many on either side leave no doubt about stretched lines.
const CLEAR_COLUMN: usize = 6;
/// More starts at one edge than this are none by chance, whatever stands before them.
const MANY: usize = 5;
/// Text on either side of a gutter is this many font sizes wide, in the middle: less is a number or a label.
const LEAST_WIDTH: f32 = 5.0;
/// Rows further apart than this many font sizes are no two lines of a column.
const FARTHEST_ROW: f32 = 5.0;
/// A gutter is this many times as wide as the other gaps of a row, where starts say little.
const WIDER: f32 = 1.6;
/// Most gaps of a gutter are this many times as wide as the others of their rows.
const WIDE: f32 = 1.3;

/// For each row of glyphs, given from top to bottom, the places (x in points) at which a gutter or a rule parts it.
pub(super) fn cuts(rows: &[Vec<Placed<'_>>], shapes: &[Shape], frame: Frame) -> Vec<Vec<f32>> {
    let glyphs = rows;
    let (mut gaps, mut stretches) = (Vec::new(), Vec::with_capacity(4 * rows.len()));
    let mut ends = Vec::with_capacity(rows.len());
    let mut counts = Vec::new();
    let mut measured = |row: &Vec<Placed<'_>>| {
        let row = Row::of(ends.len(), row, &mut gaps, &mut stretches, &mut counts);
        ends.push(stretches.len());
        row
    };
    let mut rows: Vec<Row<'_>> = rows.iter().map(&mut measured).collect();
    let mut start = 0;
    for (row, end) in rows.iter_mut().zip(ends) {
        row.stretches = &stretches[start..end];
        start = end;
    }
    let mut cuts: Vec<Vec<f32>> = vec![Vec::new(); rows.len()];
    at_gutters(&rows, &mut cuts);
    at_other_texts(&rows, &mut cuts);
    at_filled_cells(&rows, &mut cuts);
    at_counts(&counts, &rows, &mut cuts);
    at_margins(&rows, &mut cuts);
    at_rules(&rows, shapes, frame, &mut cuts);
    // Few pages have a row of so many texts.
    if rows.iter().any(|row| row.stretches.len() >= tables::LEAST_COLUMNS) {
        tables::at_tables(glyphs, &mut cuts);
    }
    for row in &mut cuts {
        row.sort_by(f32::total_cmp);
    }
    cuts
}

fn at_gutters(rows: &[Row<'_>], cuts: &mut [Vec<f32>]) {
    if rows.iter().all(|row| row.stretches.len() < 2) {
        return;
    }
    let mut starts: Vec<(f32, Start)> = Vec::new();
    for row in rows {
        let mut end = None;
        for stretch in row.stretches {
            let start = match end {
                None => Start::First,
                Some(end) if stretch.x0 - end > WIDE * row.usual_gap => Start::AfterGutter,
                Some(_) => Start::AfterWord,
            };
            end = Some(stretch.x1);
            if !stretch.tight {
                starts.push((stretch.x0, start));
            }
        }
    }
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut next = 0;
    while next < starts.len() {
        let x = starts[next].0;
        let same = starts[next..].partition_point(|(start, _)| *start < x + SAME_EDGE);
        if same < LEAST_ROWS {
            next += 1;
            continue;
        }
        // Lines of prose have words that start one below the other by chance.
        let count = |kind| starts[next..next + same].iter().filter(|(_, start)| *start == kind).count();
        let first = count(Start::First);
        if count(Start::AfterGutter) > 0 || (first > 0 && first < same) || same - first > MANY {
            at_gutter(x, rows, cuts);
        }
        next += same;
    }
}

/// What stands left of the start of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Nothing.
    First,
    /// Another text, after a gap wider than the others of its row.
    AfterGutter,
    /// Another text, after a gap like others.
    AfterWord,
}

/// Cuts the rows along a gutter that ends at `x`.
fn at_gutter(x: f32, rows: &[Row<'_>], cuts: &mut [Vec<f32>]) {
    let mut run = Run::default();
    let mut runs: Vec<Run> = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| !row.stretches.is_empty()) {
        if run.last.is_some_and(|last| row.baseline - last > FARTHEST_ROW * row.size) {
            runs.push(std::mem::take(&mut run));
        }
        run.last = Some(row.baseline);
        match row.at(x) {
            Side::Crossed => runs.push(std::mem::take(&mut run)),
            Side::Left => run.left.push(row.baseline),
            Side::Right(start) => {
                if start < x + SAME_EDGE {
                    run.right.push(row.baseline);
                }
            }
            Side::Both(gap) => {
                if !row.is_stretched(&gap) {
                    run.left.push(row.baseline);
                    if gap.start < x + SAME_EDGE {
                        run.right.push(row.baseline);
                    }
                }
                run.both.push((index, gap));
            }
        }
    }
    runs.push(run);
    for run in runs.iter_mut().filter(|run| run.left.len().min(run.right.len()) < CLEAR_COLUMN) {
        run.drop_stretched_ends(rows);
    }
    for run in runs.iter().filter(|run| run.has_columns() || is_gutter(x, &run.both, rows)) {
        for (row, gap) in &run.both {
            cuts[*row].push(gap.start - 0.05);
        }
    }
}

/// Rows one below the other that leave a strip free.
#[derive(Default)]
struct Run {
    /// Baselines of the rows with text on the left, and of those with text on the right that starts at the edge.
    left: Vec<f32>,
    right: Vec<f32>,
    /// The rows with text on both sides.
    both: Vec<(usize, Gap)>,
    /// Baseline of the last row.
    last: Option<f32>,
}

impl Run {
    /// Leaves out rows at either end whose gap is none wider than their others: stretched lines above or below columns,
    /// with a gap there by chance.
    fn drop_stretched_ends(&mut self, rows: &[Row<'_>]) {
        let stretched = |(row, gap): &(usize, Gap)| rows[*row].is_stretched(gap);
        while self.both.last().is_some_and(stretched) {
            self.both.pop();
        }
        let first = self.both.iter().take_while(|entry| stretched(entry)).count();
        self.both.drain(..first);
    }

    /// Whether enough rows stand on either side, beside the others: most of two columns whose lines seldom share a
    /// baseline.
    fn has_columns(&self) -> bool {
        let beside = |side: &[f32], other: &[f32]| {
            let (Some(first), Some(last)) = (other.first(), other.last()) else { return 0 };
            side.iter().filter(|baseline| *baseline >= first && *baseline <= last).count()
        };
        let (left, right) = (beside(&self.left, &self.right), beside(&self.right, &self.left));
        !self.both.is_empty() && left.min(right) >= LEAST_COLUMN && left + right >= LEAST_COLUMNS
    }
}

fn is_gutter(x: f32, run: &[(usize, Gap)], rows: &[Row<'_>]) -> bool {
    if run.len() < LEAST_ROWS {
        return false;
    }
    let aligned = run.iter().filter(|(_, gap)| gap.start < x + SAME_EDGE).count();
    let wider = run.iter().filter(|(row, gap)| gap.width > WIDER * rows[*row].usual_gap).count();
    let wide = run.iter().filter(|(row, gap)| gap.width > WIDE * rows[*row].usual_gap).count();
    let starts_at_edge = aligned >= LEAST_ROWS && aligned * 5 >= run.len() * 3 && wide * 2 >= run.len();
    let clearly_wider = run.len() > LEAST_ROWS && wider * 5 >= run.len() * 4 && aligned >= 2;
    if !starts_at_edge && !clearly_wider {
        return false;
    }
    let middle = |side: fn((f32, f32)) -> f32| {
        let mut widths: Vec<f32> =
            run.iter().map(|(row, gap)| side(rows[*row].widths(gap)) / rows[*row].size).collect();
        widths.sort_by(f32::total_cmp);
        widths[widths.len() / 2]
    };
    middle(|widths| widths.0) > LEAST_WIDTH && middle(|widths| widths.1) > LEAST_WIDTH
}

/// The parts of a row of glyphs between its cuts.
pub(super) fn parts<'r, 'g>(row: &'r [Placed<'g>], cuts: &'r [f32]) -> impl Iterator<Item = Vec<Placed<'g>>> {
    let part = move |glyph: &Placed<'_>| cuts.partition_point(|cut| *cut <= glyph.bbox.x0);
    row.chunk_by(move |a, b| part(a) == part(b)).map(<[_]>::to_vec)
}
