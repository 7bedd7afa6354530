//! List markers that a line alone does not tell: beside the middle of an item, or a sign that may be another's.

use super::fragments::{Fragment, MARKER_REACH};

/// Lines of one item are no further apart than this many font sizes.
const LINES: f32 = 1.6;
/// Markers of one list stand at one place, and so do the lines of its items (points).
const SAME_PLACE: f32 = 1.0;

/// Takes quotation marks for bullets, even before a small letter: where other lines have theirs as a bullet, or where the
/// texts after several of them start with the lines between them.
pub(super) fn quotes_in_lists(fragments: &mut [Fragment]) {
    const MARK: &str = "» ";
    let is_bullet = |fragment: &&Fragment| fragment.marker.as_deref() == Some(MARK.trim_end());
    let mut bullets: Vec<(f32, f32)> =
        fragments.iter().filter(is_bullet).map(|fragment| (fragment.left, fragment.bbox.x0)).collect();
    let marked = |fragment: &Fragment| fragment.marker.is_none() && fragment.text.starts_with(MARK);
    if !fragments.iter().any(marked) {
        return;
    }
    bullets.extend(hanging(&fragments.iter().filter(|fragment| marked(fragment)).collect::<Vec<_>>(), fragments));
    for fragment in fragments.iter_mut().filter(|fragment| marked(fragment)) {
        let same = bullets.iter().find(|(left, _)| (left - fragment.left).abs() < SAME_PLACE);
        let Some((_, edge)) = same else { continue };
        fragment.text.drain(..MARK.len());
        fragment.runs.iter_mut().for_each(|run| run.start = run.start.saturating_sub(MARK.len()));
        fragment.words.retain(|word| word.start > 0);
        fragment.words.iter_mut().for_each(|word| word.start = word.start.saturating_sub(MARK.len()));
        fragment.marker = Some(MARK.trim_end().to_owned());
        fragment.bbox.x0 = edge.min(fragment.bbox.x1);
    }
}

/// Where marks hang before a text whose other lines start after them: left edges of the marks and of the text.
fn hanging(marked: &[&Fragment], all: &[Fragment]) -> Vec<(f32, f32)> {
    let places: Vec<(f32, f32)> =
        marked.iter().filter_map(|line| Some((line.left, line.words.get(1)?.bbox.x0))).collect();
    let close = |a: f32, b: f32| (a - b).abs() < SAME_PLACE;
    let same = |a: &(f32, f32), b: &(f32, f32)| close(a.0, b.0) && close(a.1, b.1);
    let hangs = |place: &&(f32, f32)| {
        let starts = |x: f32| all.iter().any(|line| line.marker.is_none() && close(line.left, x));
        places.iter().filter(|other| same(place, other)).count() > 1 && starts(place.1)
    };
    places.iter().filter(hangs).copied().collect()
}

/// The first line of the item that a marker stands beside the middle of, between two of its lines: as many lines lie above
/// the marker as below it. `centres` are the places of all markers (left edge and middle, in points).
pub(super) fn first_of_item(marker: &Fragment, centres: &[(f32, f32)], texts: &[Fragment]) -> Option<usize> {
    /// Points.
    const SAME_BASELINE: f32 = 0.5;
    /// A marker on a line of its own is out of its middle by less than this many font sizes.
    const ON_LINE: f32 = 0.3;
    let middle = marker.bbox.centre_y();
    let beside = |text: &Fragment| {
        let gap = text.bbox.x0 - marker.bbox.x1;
        gap > -1.0 && gap < MARKER_REACH * text.style.size && text.marker.is_none()
    };
    // A sign of another font may be higher or lower than its line.
    if texts.iter().filter(|text| beside(text)).any(|text| (text.baseline - marker.baseline).abs() < SAME_BASELINE) {
        return None;
    }
    let near = |text: &&Fragment| (text.bbox.centre_y() - middle).abs() < LINES * text.style.size;
    let edge = texts.iter().filter(|text| beside(text)).filter(near).map(|text| text.bbox.x0).reduce(f32::min)?;
    // Nothing of the items before and after it: halfway to the next marker they begin.
    let others = || centres.iter().filter(|(left, _)| (left - marker.bbox.x0).abs() < SAME_PLACE).map(|(_, y)| *y);
    let from = others().filter(|y| *y < middle - 1.0).map(|y| (y + middle) / 2.0).fold(f32::NEG_INFINITY, f32::max);
    let to = others().filter(|y| *y > middle + 1.0).map(|y| (y + middle) / 2.0).fold(f32::INFINITY, f32::min);
    let lines: Vec<usize> = (0..texts.len())
        .filter(|index| {
            let text = &texts[*index];
            let y = text.bbox.centre_y();
            beside(text) && (text.bbox.x0 - edge).abs() < SAME_PLACE && y > from && y < to
        })
        .collect();
    let below = lines.iter().position(|index| texts[*index].bbox.centre_y() > middle)?;
    let (above, below) = lines.split_at(below);
    let (last, first) = (&texts[*above.last()?], &texts[*below.first()?]);
    let between = |line: &Fragment| (line.bbox.centre_y() - middle).abs() > ON_LINE * line.style.size;
    let together = |a: &Fragment, b: &Fragment| {
        b.baseline - a.baseline < LINES * a.style.size && (a.style.size - b.style.size).abs() < 0.3
    };
    if !between(last) || !between(first) || !together(last, first) {
        return None;
    }
    let upwards = above.windows(2).rev().take_while(|pair| together(&texts[pair[0]], &texts[pair[1]])).count() + 1;
    let downwards = below.windows(2).take_while(|pair| together(&texts[pair[0]], &texts[pair[1]])).count() + 1;
    above.get(above.len() - upwards.min(downwards)).copied()
}
