//! Text over text, and large print beside small lines: what stands on one baseline and is no one line.

use super::rows::{Placed, sort};

/// Letters that overlap by more than this share of the narrower one stand one over the other.
const OVERLAP: f32 = 0.45;
/// So many of them, and two texts lie one over the other; one is a matter of spacing.
const FEWEST: usize = 2;
/// A jump farther back than this many sizes begins another text.
const BACK: f32 = 0.5;
/// A figure is larger than this many times the lines beside it.
const FIGURE: f32 = 1.7;
/// Rows above and below that may be lines beside a figure.
const NEIGHBOURS: usize = 3;

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
    let mut count = 0;
    let mut last: Option<&Placed<'_>> = None;
    for glyph in row.iter().filter(|glyph| !glyph.blank) {
        count += usize::from(last.is_some_and(|last| collide(last, glyph)));
        last = Some(glyph);
    }
    count
}

fn collide(a: &Placed<'_>, b: &Placed<'_>) -> bool {
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

/// Parts large figures from the one of the small lines beside them that happens to share their baseline.
pub(super) fn part_figures(rows: &mut Vec<Vec<Placed<'_>>>) {
    let mut index = 0;
    while index < rows.len() {
        let cut = figure(&rows[index]).filter(|cut| has_lines_beside(rows, index, *cut));
        if let Some(cut) = cut {
            let lines = rows[index].split_off(cut);
            rows.insert(index + 1, lines);
            index += 1;
        }
        index += 1;
    }
}

/// Where the small text begins that follows a large figure at a row's start.
fn figure(row: &[Placed<'_>]) -> Option<usize> {
    let first = row.first()?;
    let cut = row.iter().position(|glyph| first.glyph.size > FIGURE * glyph.glyph.size && !glyph.blank)?;
    let small = row[cut].glyph.size;
    let after = row[cut..].iter().all(|glyph| glyph.glyph.size < 1.2 * small);
    let gap = row[cut].bbox.x0 - row[..cut].iter().rev().find(|glyph| !glyph.blank)?.bbox.x1;
    (after && gap > 0.25 * small && row[cut..].iter().filter(|glyph| !glyph.blank).count() > 3).then_some(cut)
}

/// Whether a line of the same print begins above or below that small text, still beside the figure.
fn has_lines_beside(rows: &[Vec<Placed<'_>>], index: usize, cut: usize) -> bool {
    let (figure, small) = (&rows[index][0], &rows[index][cut]);
    let size = small.glyph.size;
    let around = index.saturating_sub(NEIGHBOURS)..(index + NEIGHBOURS + 1).min(rows.len());
    around.filter(|other| *other != index).any(|other| {
        rows[other].iter().any(|glyph| {
            (glyph.bbox.x0 - small.bbox.x0).abs() < 0.6 * size
                && (glyph.glyph.size - size).abs() < 0.2 * size
                && glyph.bbox.centre_y() > figure.bbox.y0 - 0.5 * size
                && glyph.bbox.centre_y() < figure.bbox.y1 + 0.5 * size
        })
    })
}
