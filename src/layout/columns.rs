//! Columns that stand close together: their lines share baselines, and the gutter between them is hardly wider than the
//! gap between two words.
//!
//! One row tells such a gutter from a word gap no better than a reader who sees nothing else of the page; several rows
//! do: nothing crosses a strip of the page there, and what stands right of it starts at one edge. Drawn rules between
//! two words part them in any case.

use crate::model::document::Shape;

use super::fragments::GUTTER_GAP;
use super::markers::is_bullet;
use super::placed::Placed;
use crate::model::frame::Frame;

use cues::{at_counts, at_margins, at_other_texts, at_rules};

mod cues;
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
    let mut measured = |row: &Vec<Placed<'_>>| {
        let row = Row::of(row, &mut gaps, &mut stretches);
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
    at_counts(&rows, &mut cuts);
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

/// Text without a gap as wide as a gutter.
#[derive(Clone, Copy)]
struct Stretch {
    x0: f32,
    x1: f32,
    /// The largest font size.
    size: f32,
    /// Whether it starts with a bullet.
    bullet: bool,
    /// Whether it starts with a digit, and where the number ends that counts an item: a gap like a gutter's follows.
    number: bool,
    count: Option<f32>,
    /// Whether nothing but another font parts it from the text before.
    tight: bool,
    /// The fonts of its first and of its last glyph.
    fonts: (u16, u16),
}

impl Stretch {
    /// A stretch that begins with a glyph; `sign` tells that it is no letter.
    fn of(glyph: &Placed<'_>, sign: bool, tight: bool) -> Self {
        let Placed { bbox, glyph, .. } = glyph;
        let bullet = sign && glyph.text.chars().all(is_bullet);
        let number = sign && glyph.text.starts_with(|c: char| c.is_ascii_digit());
        let fonts = (glyph.font, glyph.font);
        Self { x0: bbox.x0, x1: bbox.x1, size: glyph.size, bullet, number, count: None, tight, fonts }
    }

    /// Goes on with a glyph.
    #[inline]
    fn take_in(&mut self, glyph: &Placed<'_>) {
        if glyph.bbox.x1 > self.x1 {
            self.x1 = glyph.bbox.x1;
        }
        if glyph.glyph.size > self.size {
            self.size = glyph.glyph.size;
        }
        self.fonts.1 = glyph.glyph.font;
    }
}

struct Row<'s> {
    stretches: &'s [Stretch],
    baseline: f32,
    /// Font size of its first glyph.
    size: f32,
    /// The upper and the lower edge of its first glyph's box.
    y: (f32, f32),
    /// The middle of the gaps that are as wide as a gutter or nearly so, in points.
    usual_gap: f32,
    /// How many there are.
    gaps: usize,
}

impl Row<'_> {
    /// The measures of a row of glyphs, whose text is added to `stretches`; `gaps` is room for the work.
    fn of(glyphs: &[Placed<'_>], gaps: &mut Vec<f32>, stretches: &mut Vec<Stretch>) -> Self {
        let before_it = stretches.len();
        gaps.clear();
        let mut printed = glyphs.iter().filter(|glyph| !glyph.blank);
        let Some(first) = printed.next() else {
            return Self { stretches: &[], baseline: 0.0, size: 1.0, y: (0.0, 0.0), usual_gap: 0.0, gaps: 0 };
        };
        // A sign or a number before a text belongs to it.
        let mut marks = is_sign(first);
        let mut last = Stretch::of(first, marks, false);
        let mut before = f32::INFINITY;
        let mut previous = first;
        for glyph in printed {
            let own_size = glyph.glyph.size;
            let gap = glyph.bbox.x0 - last.x1;
            // Within a word, as most are.
            if gap <= TIGHTEST * own_size {
                last.take_in(glyph);
                marks = marks && is_sign(glyph);
                previous = glyph;
                continue;
            }
            gaps.push(gap);
            let narrow = gap < NARROWEST * own_size;
            if marks && last.number && !narrow && matches!(&*previous.glyph.text, "." | ")") {
                last.count = Some(last.x1);
            }
            previous = glyph;
            if (marks && gap < NEARER * before) || (narrow && last.fonts.1 == glyph.glyph.font) {
                last.take_in(glyph);
                marks = marks && gap < MARK_REACH * own_size && is_sign(glyph);
            } else {
                marks = is_sign(glyph);
                before = gap;
                stretches.push(std::mem::replace(&mut last, Stretch::of(glyph, marks, narrow)));
            }
        }
        stretches.push(last);
        let (baseline, size, y) = (first.baseline, first.glyph.size, (first.bbox.y0, first.bbox.y1));
        // The gaps of a row that nothing can part are not asked for.
        let middle = gaps.len().saturating_sub(1) / 2;
        let usual_gap = match stretches.len() - before_it {
            0 | 1 => 0.0,
            _ => gaps.select_nth_unstable_by(middle, f32::total_cmp).1.to_owned(),
        };
        Self { stretches: &[], baseline, size, y, usual_gap, gaps: gaps.len() }
    }

    /// How a strip that ends at `x` lies to the row's text.
    fn at(&self, x: f32) -> Side {
        let left = self.stretches.partition_point(|stretch| stretch.x0 < x - 0.1);
        let next = self.stretches.get(left);
        let strip = x - TIGHTEST * self.size + 0.1;
        match (left.checked_sub(1).map(|last| self.stretches[last]), next) {
            (Some(before), _) if before.x1 > strip => Side::Crossed,
            (Some(before), Some(after)) => Side::Both(Gap { left, start: after.x0, width: after.x0 - before.x1 }),
            (None, Some(after)) => Side::Right(after.x0),
            (_, None) => Side::Left,
        }
    }

    /// Whether a gap is none wider than the others of a stretched line.
    fn is_stretched(&self, gap: &Gap) -> bool {
        self.gaps > 2 && gap.width < WIDER * self.usual_gap
    }

    /// Width of the text on the left and on the right of a gap, up to the next one that is clearly a gutter.
    fn widths(&self, gap: &Gap) -> (f32, f32) {
        let clear = GUTTER_GAP * self.size;
        let (before, after) = self.stretches.split_at(gap.left);
        let mut left = before.iter().rev().scan(f32::INFINITY, |x0, stretch| {
            let near = x0.is_infinite() || *x0 - stretch.x1 < clear;
            *x0 = stretch.x0;
            near.then_some(stretch.x0)
        });
        let mut right = after.iter().scan(f32::INFINITY, |x1, stretch| {
            let near = x1.is_infinite() || stretch.x0 - *x1 < clear;
            *x1 = stretch.x1;
            near.then_some(stretch.x1)
        });
        let end = before.last().map_or(0.0, |stretch| stretch.x1);
        let start = left.by_ref().last().unwrap_or(end);
        let last = right.by_ref().last().unwrap_or(gap.start);
        (end - start, last - gap.start)
    }
}

/// Whether a glyph is no letter.
fn is_sign(glyph: &Placed<'_>) -> bool {
    match glyph.plain {
        Some(letter) => !letter.is_ascii_alphabetic(),
        None => !glyph.glyph.text.chars().any(char::is_alphabetic),
    }
}

enum Side {
    /// Text crosses it.
    Crossed,
    /// Text stands on its left alone.
    Left,
    /// Text stands on its right alone, and starts there.
    Right(f32),
    Both(Gap),
}

struct Gap {
    /// How many stretches stand on the left.
    left: usize,
    /// Where the text on the right starts.
    start: f32,
    width: f32,
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
