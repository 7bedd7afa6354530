//! Justified lines of few words: gaps as wide as a gutter, and none all the same.
//!
//! Gaps that are exactly equal tell of one; else the line above or below it does, which fills the column from the same left
//! edge to the same right edge.

use crate::model::flow::PlacedWord;
use crate::model::geometry::Rect;

use super::fragments::{Fragment, append_runs, append_words};

/// The widest gap that justification is believed to make, in font sizes.
const WIDEST_GAP: f32 = 3.0;
/// The farthest baseline of a line that tells of another, in font sizes: a paragraph's last line, between them, may be
/// short.
const FARTHEST_LINE: f32 = 3.2;
/// The first line of a paragraph may begin so many font sizes further in.
const INDENT: f32 = 2.5;
/// How far edges of one column may lie apart (points).
const SAME_EDGE: f32 = 1.5;
/// How many rows away the neighbouring line may be: other columns have baselines of their own.
const ROWS_BETWEEN: usize = 8;

/// Joins fragments of one row, given row by row from top to bottom, that are one justified line; `cuts` are the places at
/// which each row is known to be parted.
pub(super) fn rejoin(rows: &mut [Vec<Fragment>], cuts: &[Vec<f32>]) {
    // Once down, once up: a line that was joined tells of the next.
    let down = 0..rows.len();
    for row in down.clone().chain(down.rev()) {
        let mut start = 0;
        while start + 1 < rows[row].len() {
            if let Some(end) = line_end(rows, row, start, &cuts[row]) {
                let parts: Vec<Fragment> = rows[row].drain(start..=end).collect();
                rows[row].splice(start..start, joined(parts));
            }
            start += 1;
        }
    }
}

/// The last fragment of the justified line that begins with the fragment `start` of a row, if there is one.
fn line_end(rows: &[Vec<Fragment>], row: usize, start: usize, cuts: &[f32]) -> Option<usize> {
    let fragments = &rows[row];
    let first = &fragments[start];
    if let Some(end) = end_of_equal_gaps(&fragments[start..]) {
        return Some(start + end);
    }
    let goes_on = |pair: &[Fragment]| {
        let gap = pair[1].left - pair[0].bbox.x1;
        let parted = cuts.iter().any(|cut| *cut > pair[0].bbox.x1 - 0.1 && *cut <= pair[1].left);
        gap < WIDEST_GAP * first.style.size
            && !parted
            && (pair[1].marker.is_none() || is_dash_between(gap, &pair[1]))
            && (pair[1].marker.is_some() || !pair[1].text.is_empty())
            && pair[1].style.size == first.style.size
    };
    let reach = start + fragments[start..].windows(2).take_while(|pair| goes_on(pair)).count();
    let is_like_first = |part: &Fragment| part.style.bold == first.style.bold && part.marker.is_none();
    let is_one = |parts: &[Fragment]| parts[1..].iter().all(is_like_first) || is_even(parts);
    (start + 1..=reach).rev().filter(|end| is_one(&fragments[start..=*end])).find(|end| {
        let right = fragments[*end].bbox.x1;
        let near = row.saturating_sub(ROWS_BETWEEN)..(row + ROWS_BETWEEN + 1).min(rows.len());
        near.filter(|other| *other != row).flat_map(|other| &rows[other]).any(|line| fills(line, first, right))
    })
}

/// The last of the fragments, the first of them and those between, all of whose words stand equally far apart: so exactly
/// justification alone sets them, whatever seems to part them and wherever other lines end.
fn end_of_equal_gaps(fragments: &[Fragment]) -> Option<usize> {
    /// So many gaps that differ by less than this (points) are none by chance.
    const GAPS: usize = 4;
    const EQUAL: f32 = 0.06;
    let [first, second, ..] = fragments else { return None };
    let gap = second.bbox.x0 - first.bbox.x1;
    let is_equal = |other: f32| (other - gap).abs() < EQUAL;
    // Words and nothing else: figures and signs of a table may be as wide as each other, and stand in columns as wide.
    let of_words = |c: char| c.is_alphabetic() || c.is_whitespace() || ".,;:!?…'’-–—()«»“”".contains(c);
    let is_words = |part: &Fragment| {
        part.style.size == first.style.size
            && part.text.chars().all(of_words)
            && part.words.windows(2).all(|pair| is_equal(pair[1].bbox.x0 - pair[0].bbox.x1))
    };
    if gap > WIDEST_GAP * first.style.size || !is_words(first) {
        return None;
    }
    let goes_on = |pair: &[Fragment]| {
        pair[1].marker.is_none() && is_words(&pair[1]) && is_equal(pair[1].bbox.x0 - pair[0].bbox.x1)
    };
    let end = fragments.windows(2).take_while(|pair| goes_on(pair)).count();
    let gaps = end + fragments[..=end].iter().map(|part| part.words.len().saturating_sub(1)).sum::<usize>();
    (end > 0 && gaps >= GAPS).then_some(end)
}

/// Whether fragments stand as far apart as the words of a justified line do, which may be of several looks.
fn is_even(parts: &[Fragment]) -> bool {
    const ALIKE: f32 = 1.15;
    let gaps = parts.windows(2).map(|pair| pair[1].left - pair[0].bbox.x1);
    let (least, most) = gaps.fold((f32::INFINITY, 0.0_f32), |(least, most), gap| (least.min(gap), most.max(gap)));
    parts.len() > 2 && most < ALIKE * least
}

/// Whether a part is a dash, or begins with one that stands as far from its text as from the text before, at this gap
/// (points): it marks no item.
fn is_dash_between(gap: f32, part: &Fragment) -> bool {
    /// The widths of dashes, in font sizes.
    const WIDTHS: std::ops::RangeInclusive<f32> = 0.25..=1.1;
    let is_dash = part.marker.as_deref().is_some_and(|marker| ["-", "–", "—"].contains(&marker));
    let width = part.bbox.x0 - part.left - gap;
    is_dash && (part.text.is_empty() || WIDTHS.contains(&(width / part.style.size)))
}

/// Whether a line fills the column from the left edge of `first` to `right`, straight above or below it.
fn fills(line: &Fragment, first: &Fragment, right: f32) -> bool {
    let indent = first.bbox.x0 - line.bbox.x0;
    (indent.abs() < SAME_EDGE || (indent > 0.0 && indent < INDENT * first.style.size))
        && (line.bbox.x1 - right).abs() < SAME_EDGE
        && line.style.size == first.style.size
        && (line.baseline - first.baseline).abs() < FARTHEST_LINE * first.style.size
        && line.text.contains(' ')
}

fn joined(parts: Vec<Fragment>) -> Option<Fragment> {
    parts.into_iter().reduce(|mut line, mut part| {
        if let Some(dash) = part.marker.take() {
            say_again(&mut part, dash, line.bbox.x1);
        }
        append_runs(&mut line.runs, (line.text.len(), line.style), (&part.runs, part.style));
        append_words(&mut line.words, line.text.len(), &part.words);
        if part.text.len() > line.text.len() {
            line.style = part.style;
        }
        line.text = format!("{} {}", line.text, part.text);
        line.bbox = line.bbox.union(&part.bbox);
        line.ends.1 = part.ends.1;
        line
    })
}

/// Makes text of the dash that a part was thought to have for a marker, after text that ends at `end` (points).
fn say_again(part: &mut Fragment, dash: String, end: f32) {
    if part.text.is_empty() {
        part.words = vec![PlacedWord { start: 0, bbox: part.bbox }];
        part.text = dash;
        return;
    }
    let more = dash.len() + 1;
    let gap = part.left - end;
    part.words.iter_mut().for_each(|word| word.start += more);
    part.words.insert(0, PlacedWord { start: 0, bbox: Rect { x0: part.left, x1: part.bbox.x0 - gap, ..part.bbox } });
    part.runs.iter_mut().filter(|run| run.start > 0).for_each(|run| run.start += more);
    part.text = format!("{dash} {}", part.text);
    part.bbox.x0 = part.left;
}
