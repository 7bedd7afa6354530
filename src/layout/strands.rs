//! Text over text, and large print beside small lines: what stands on one baseline and is no one line.

use super::placed::Placed;
use super::rows::sort;

/// Letters that overlap by more than this share of the narrower one stand one over the other.
const OVERLAP: f32 = 0.45;
/// So many of them, and two texts lie one over the other; one is a matter of spacing.
const FEWEST: usize = 2;
/// A jump farther back than this many sizes begins another text.
const BACK: f32 = 0.5;
/// A figure is larger than this many times the lines beside it.
const FIGURE: f32 = 1.7;
/// The most letters beside the digits of a figure, and of a sign without digits.
const MOST_LETTERS: usize = 10;
const MOST_OF_SIGN: usize = 4;
/// Rows above and below that may be lines beside a figure.
const NEIGHBOURS: usize = 4;
/// The nearest of them is nearer to it than this many of its sizes …
const NEAR: f32 = 2.0;
/// … and the others, which end where their words do, than this many.
const RAGGED: f32 = 6.0;

/// Parts rows, sorted by x, in which texts lie one over the other.
pub(super) fn part(rows: &mut Vec<Vec<Placed<'_>>>) {
    if !rows.iter().any(|row| overlaps(row) >= FEWEST) {
        return;
    }
    for row in std::mem::take(rows) {
        if overlaps(&row) >= FEWEST { rows.extend(strands(row)) } else { rows.push(row) }
    }
}

/// How many neighbours of a row stand one over the other.
fn overlaps(row: &[Placed<'_>]) -> usize {
    let mut printed = row.iter().filter(|glyph| !glyph.blank);
    let Some(mut last) = printed.next() else { return 0 };
    let mut count = 0;
    for glyph in printed {
        count += usize::from(collide(last, glyph));
        last = glyph;
    }
    count
}

fn collide(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    // Side by side, as most are.
    if b.bbox.x0 >= a.bbox.x1 {
        return false;
    }
    a.bbox.overlap_x(&b.bbox) > OVERLAP * a.bbox.width().min(b.bbox.width()) && a.bbox.width().min(b.bbox.width()) > 0.0
}

/// The texts of a row: each run of the content joins the first text that it does not lie over.
fn strands(mut row: Vec<Placed<'_>>) -> Vec<Vec<Placed<'_>>> {
    const MOST: usize = 8;
    row.sort_by_key(|glyph| glyph.place);
    let goes_on = |a: &Placed<'_>, b: &Placed<'_>| {
        b.bbox.x0 > a.bbox.x1 - BACK * a.glyph.size && (a.glyph.size - b.glyph.size).abs() < 0.2 * a.glyph.size
    };
    let mut strands: Vec<Vec<Placed<'_>>> = Vec::new();
    for run in row.chunk_by(goes_on) {
        let lies_over = |strand: &Vec<Placed<'_>>| {
            let printed = run.iter().filter(|glyph| !glyph.blank);
            let over = printed.filter(|glyph| strand.iter().any(|other| !other.blank && collide(other, glyph))).count();
            over >= FEWEST
        };
        let free = strands.iter().position(|strand| !lies_over(strand));
        match free {
            Some(free) => strands[free].extend_from_slice(run),
            None if strands.len() < MOST => strands.push(run.to_vec()),
            None => strands[MOST - 1].extend_from_slice(run),
        }
    }
    strands.iter_mut().for_each(|strand| sort(strand));
    strands
}

/// Sets large figures apart from the small lines beside them: from the one that happens to share their baseline, and
/// before the first of them, or after the last.
pub(super) fn part_figures(rows: &mut Vec<Vec<Placed<'_>>>) {
    let mut index = 0;
    while index < rows.len() {
        if !has_sizes(&rows[index]) {
            index += 1;
            continue;
        }
        for cut in [figure_before(&rows[index]), figure_after(&rows[index])].into_iter().flatten() {
            let rest = rows[index].split_off(cut);
            // Only where there are more lines beside it.
            if set_apart(rows, index, rest) {
                index += 1;
                break;
            }
        }
        index += 1;
    }
    for index in 0..rows.len() {
        if let Some(baseline) = baseline_apart(rows, index) {
            rows[index].iter_mut().for_each(|glyph| glyph.baseline = baseline);
        }
    }
    rows.sort_by(|a, b| {
        let baseline = |row: &[Placed<'_>]| row.first().map_or(0.0, |glyph| glyph.baseline);
        baseline(a).total_cmp(&baseline(b))
    });
}

/// Makes the rest of a row one of its own, if the larger of the two stands beside several lines then.
fn set_apart<'g>(rows: &mut Vec<Vec<Placed<'g>>>, index: usize, rest: Vec<Placed<'g>>) -> bool {
    rows.insert(index + 1, rest);
    if baseline_apart(rows, index).is_some() || baseline_apart(rows, index + 1).is_some() {
        return true;
    }
    let rest = rows.remove(index + 1);
    rows[index].extend(rest);
    false
}

/// Whether a row has print of several sizes; most have one.
fn has_sizes(row: &[Placed<'_>]) -> bool {
    row.first().is_some_and(|first| row.iter().any(|glyph| glyph.glyph.size != first.glyph.size))
}

/// Where the small text begins that follows large print at a row's start.
fn figure_before(row: &[Placed<'_>]) -> Option<usize> {
    let first = row.first()?;
    let cut = row.iter().position(|glyph| first.glyph.size > FIGURE * glyph.glyph.size && !glyph.blank)?;
    is_parted(row, cut).then_some(cut)
}

/// Where the large print begins that follows small text at a row's start.
fn figure_after(row: &[Placed<'_>]) -> Option<usize> {
    let first = row.first()?;
    let cut = row.iter().position(|glyph| glyph.glyph.size > FIGURE * first.glyph.size && !glyph.blank)?;
    is_parted(row, cut).then_some(cut)
}

/// Whether there are two prints in a row, parted by more than the letters of a word are.
fn is_parted(row: &[Placed<'_>], cut: usize) -> bool {
    let (before, after) = row.split_at(cut);
    let printed = |part: &[Placed<'_>]| part.iter().filter(|glyph| !glyph.blank).count();
    let Some(last) = before.iter().rev().find(|glyph| !glyph.blank) else { return false };
    let smaller = last.glyph.size.min(after[0].glyph.size);
    after[0].bbox.x0 - last.bbox.x1 > 0.25 * smaller && printed(before).min(printed(after)) >= 1
}

/// Whether large print is a figure: a number, with a unit or a word or two. A title has many letters, whatever counts it,
/// and the lines of another column may end or begin near it.
fn reads_as_figure(row: &[Placed<'_>]) -> bool {
    let (mut digits, mut letters, mut others) = (0, 0, 0);
    for character in row.iter().flat_map(|placed| placed.glyph.text.chars()) {
        match character {
            _ if character.is_numeric() => digits += 1,
            _ if character.is_alphabetic() => letters += 1,
            _ if character.is_whitespace() => {}
            _ => others += 1,
        }
    }
    let most = if digits > 0 { MOST_LETTERS } else { MOST_OF_SIGN };
    letters <= most && digits + letters + others > 0
}

/// The baseline that sets a row of large print before or after the small lines that stand beside it; `None` of other
/// rows.
fn baseline_apart(rows: &[Vec<Placed<'_>>], index: usize) -> Option<f32> {
    let (first, last) = (rows[index].first()?, rows[index].last()?);
    let size = first.glyph.size;
    let is_small = |glyph: Option<&Placed<'_>>| glyph.is_some_and(|glyph| size > FIGURE * glyph.glyph.size);
    let around = index.saturating_sub(NEIGHBOURS)..(index + NEIGHBOURS + 1).min(rows.len());
    // Most rows have no smaller ones beside them.
    if !around.clone().any(|other| is_small(rows[other].first()) || is_small(rows[other].last()))
        || rows[index].iter().any(|glyph| !glyph.blank && glyph.glyph.size * 1.4 < size)
    {
        return None;
    }
    if !reads_as_figure(&rows[index]) {
        return None;
    }
    // One of several large lines is text, such as a title beside another column.
    let stacked = around.clone().filter(|other| *other != index).any(|other| {
        rows[other].iter().any(|glyph| {
            !glyph.blank
                && (glyph.glyph.size - size).abs() < 0.1 * size
                && (glyph.baseline - first.baseline).abs() < 1.8 * size
                && glyph.bbox.x1 > first.bbox.x0
                && glyph.bbox.x0 < last.bbox.x1
        })
    });
    if stacked {
        return None;
    }
    let beside = |glyph: &Placed<'_>| {
        let small = glyph.glyph.size;
        let middle = glyph.bbox.centre_y();
        !glyph.blank && size > FIGURE * small && middle > first.bbox.y0 - small && middle < first.bbox.y1 + small
    };
    // The places and baselines of what begins on the right of it, or ends on the left, and how far from it.
    let mut right: Vec<(f32, f32)> = Vec::new();
    let mut left: Vec<(f32, f32)> = Vec::new();
    let mut nearest = f32::INFINITY;
    for other in around.filter(|other| *other != index) {
        let row = &rows[other];
        if !is_small(row.first()) && !is_small(row.last()) {
            continue;
        }
        // A line begins, or ends, beside the figure: what goes on past it is none.
        let starts = |at: usize| at == 0 || row[at].bbox.x0 - row[at - 1].bbox.x1 > row[at].glyph.size;
        let after = row.iter().position(|glyph| !glyph.blank && glyph.bbox.x0 > last.bbox.x1 - 0.1 * glyph.glyph.size);
        if let Some(glyph) = after.filter(|at| starts(*at)).map(|at| &row[at])
            && beside(glyph)
            && glyph.bbox.x0 - last.bbox.x1 < NEAR * size
        {
            right.push((glyph.bbox.x0, glyph.baseline));
        }
        let before =
            row.iter().rposition(|glyph| !glyph.blank && glyph.bbox.x1 < first.bbox.x0 + 0.1 * glyph.glyph.size);
        let ends = |at: usize| at + 1 == row.len() || starts(at + 1);
        if let Some(glyph) = before.filter(|at| ends(*at)).map(|at| &row[at])
            && beside(glyph)
            && first.bbox.x0 - glyph.bbox.x1 < RAGGED * size
        {
            nearest = nearest.min(first.bbox.x0 - glyph.bbox.x1);
            left.push((row[0].bbox.x0, glyph.baseline));
        }
    }
    // Lines of one text begin at one place.
    let aligned = |lines: &[(f32, f32)]| {
        lines.iter().any(|(x, _)| lines.iter().filter(|(other, _)| (other - x).abs() < 3.0).count() >= 2)
    };
    let gap = 0.2 * size;
    let place = (first.bbox.x0, last.bbox.x1);
    if aligned(&right) {
        let top = right.iter().map(|(_, baseline)| *baseline).fold(f32::INFINITY, f32::min);
        let top = end_of_text(rows[..index].iter().rev(), &right, top, place);
        return (first.baseline > top - gap).then_some(top - gap);
    }
    if nearest < NEAR * size && aligned(&left) {
        let bottom = left.iter().map(|(_, baseline)| *baseline).fold(f32::NEG_INFINITY, f32::max);
        let bottom = end_of_text(rows[index + 1..].iter(), &left, bottom, place);
        return (first.baseline < bottom + gap).then_some(bottom + gap);
    }
    None
}

/// The baseline of the last line of a text that goes on past the figure beside it: `lines` are the places and baselines
/// of those beside it, `end` is the baseline of the last of them. Other text at the figure's place ends it.
fn end_of_text<'r, 'g: 'r>(
    rows: impl Iterator<Item = &'r Vec<Placed<'g>>>,
    lines: &[(f32, f32)],
    end: f32,
    place: (f32, f32),
) -> f32 {
    /// Lines of one text are no further apart than this many font sizes.
    const LINES: f32 = 1.7;
    let mut end = end;
    for row in rows.take(NEIGHBOURS) {
        let begins = |glyph: &&Placed<'_>| !glyph.blank && lines.iter().any(|(x, _)| (x - glyph.bbox.x0).abs() < 3.0);
        let taken = |glyph: &Placed<'_>| !glyph.blank && glyph.bbox.x1 > place.0 && glyph.bbox.x0 < place.1;
        if row.iter().any(taken) {
            break;
        }
        if let Some(glyph) = row.iter().find(begins)
            && (glyph.baseline - end).abs() < LINES * glyph.glyph.size
        {
            end = glyph.baseline;
        }
    }
    end
}
