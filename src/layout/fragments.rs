//! Glyphs → fragments: runs of words on one baseline without a gap as wide as a column gutter.
//!
//! Spaces come from gaps, measured against the letter spacing of the run; space glyphs are evidence too, but a file may
//! have none. The order of the content stream plays no part.

use crate::model::document::{Font, Shape, ShapeKind};
use crate::model::flow::{PlacedWord, Run, Style};
use crate::model::geometry::Rect;

use super::columns;
use super::hung_markers::{first_of_item, quotes_in_lists};
use super::placed::Placed;
use super::rows::rows;
use super::stretched;
use super::tags::{Tag, Tags};
use super::words::Splitter;
use crate::model::frame::Frame;

/// A run of words on one baseline, in frame coordinates.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    /// Words joined by single spaces, without the list marker.
    pub(super) text: String,
    /// The box of the text, list marker left out.
    pub(super) bbox: Rect,
    /// The left edge, list marker included.
    pub(super) left: f32,
    /// y of the baseline.
    pub(super) baseline: f32,
    /// The look of most of its characters.
    pub(super) style: Style,
    /// The list marker before it.
    pub(super) marker: Option<String>,
    /// What the document's structure says of it.
    pub(super) tag: Option<Tag>,
    /// The look of its first and of its last word.
    pub(super) ends: (Style, Style),
    /// Width of the first word, for the question whether it would have fitted on the line before.
    pub(super) first_word: f32,
    /// Where the look changes within its text; empty where it does not.
    pub(super) runs: Vec<Run>,
    /// Its words in order, each with its box.
    pub(super) words: Vec<PlacedWord>,
}

/// A gap wider than this many font sizes parts fragments.
pub(super) const GUTTER_GAP: f32 = 1.15;
/// A list marker stands at most this many font sizes before its text.
pub(super) const MARKER_REACH: f32 = 4.0;

/// The fragments of the glyphs of one direction, sorted by baseline and x.
pub(super) fn fragments(
    glyphs: &[Placed<'_>],
    shapes: &[Shape],
    fonts: &[Font],
    tags: Tags<'_>,
    frame: Frame,
) -> Vec<Fragment> {
    let mut splitter = Splitter::new(fonts, tags);
    let rows = rows(glyphs);
    let cuts = columns::cuts(&rows, shapes, frame);
    let mut split = |(row, cuts): (Vec<Placed<'_>>, &Vec<f32>)| match cuts.as_slice() {
        [] => splitter.split(row),
        cuts => columns::parts(&row, cuts).flat_map(|part| splitter.split(part)).collect(),
    };
    let mut lines: Vec<Vec<Fragment>> = rows.into_iter().zip(&cuts).map(&mut split).collect();
    stretched::rejoin(&mut lines, &cuts);
    let mut fragments = attach_markers(lines.into_iter().flatten().collect());
    attach_counts(&mut fragments);
    quotes_in_lists(&mut fragments);
    drawn_markers(&mut fragments, shapes, frame);
    fragments
}

/// Gives a number that counts an item, far before its text, to that text.
fn attach_counts(fragments: &mut Vec<Fragment>) {
    let is_count = |part: &Fragment| {
        let digits = part.text.trim_end_matches(['.', ')']);
        digits.len() + 1 == part.text.len() && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut place = 0;
    while place < fragments.len() {
        let count = &fragments[place];
        let host = is_count(count).then(|| {
            let beside = |(at, text): (usize, &Fragment)| {
                let gap = text.bbox.x0 - count.bbox.x1;
                let level = (text.baseline - count.baseline).abs() < 0.2 * text.style.size;
                (at != place && level && gap > 0.0 && gap < MARKER_REACH * text.style.size && text.marker.is_none())
                    .then_some((at, gap))
            };
            fragments.iter().enumerate().filter_map(beside).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
        });
        let Some(host) = host.flatten() else {
            place += 1;
            continue;
        };
        let count = fragments.remove(place);
        let text = &mut fragments[if host > place { host - 1 } else { host }];
        let more = count.text.len() + 1;
        text.runs.iter_mut().filter(|run| run.start > 0).for_each(|run| run.start += more);
        text.text = format!("{} {}", count.text, text.text);
        text.words.iter_mut().for_each(|word| word.start += more);
        text.words.insert(0, PlacedWord { start: 0, bbox: count.bbox });
        text.bbox = text.bbox.union(&count.bbox);
        text.left = text.left.min(count.left);
    }
}

/// Gives a marker that stands alone to the text that follows it on its line.
fn attach_markers(fragments: Vec<Fragment>) -> Vec<Fragment> {
    let mut kept: Vec<Fragment> = Vec::new();
    let (markers, mut texts): (Vec<_>, Vec<_>) = fragments.into_iter().partition(|fragment| fragment.text.is_empty());
    let centres: Vec<(f32, f32)> = markers.iter().map(|marker| (marker.bbox.x0, marker.bbox.centre_y())).collect();
    for marker in markers {
        if let Some(first) = first_of_item(&marker, &centres, &texts) {
            let text = &mut texts[first];
            text.marker = marker.marker;
            text.left = text.left.min(marker.left);
            continue;
        }
        let beside = texts.iter().enumerate().filter(|(_, text)| {
            let gap = text.bbox.x0 - marker.bbox.x1;
            gap > -1.0
                && gap < MARKER_REACH * text.style.size
                && text.bbox.overlap_y(&marker.bbox) > 0.4 * marker.bbox.height().min(text.bbox.height())
        });
        let nearest = beside.min_by(|(_, a), (_, b)| a.bbox.x0.total_cmp(&b.bbox.x0)).map(|(place, _)| place);
        let text =
            nearest.filter(|place| !is_empty_cell(&marker, &texts[*place], &texts)).map(|place| &mut texts[place]);
        match text {
            Some(text) if text.marker.is_none() => {
                text.marker = marker.marker;
                text.left = text.left.min(marker.left);
            }
            _ => kept.push(Fragment { text: marker.marker.clone().unwrap_or_default(), marker: None, ..marker }),
        }
    }
    kept.extend(texts);
    kept.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    kept
}

/// Whether a dash before a text is a cell without a value: it has text on its left, and texts over and under it that end
/// before the text on its right.
fn is_empty_cell(dash: &Fragment, text: &Fragment, texts: &[Fragment]) -> bool {
    /// So many cells of its column stand no further away than this many font sizes.
    const CELLS: usize = 2;
    const REACH: f32 = 9.0;
    let size = text.style.size;
    let is_dash = dash.marker.as_deref().is_some_and(|marker| ["-", "–", "—"].contains(&marker));
    let on_left = |other: &Fragment| {
        (other.baseline - dash.baseline).abs() < 0.3 * size && other.bbox.x1 < dash.bbox.x0 - 0.4 * size
    };
    let of_column = |other: &&Fragment| {
        let distance = (other.baseline - dash.baseline).abs();
        let over = other.bbox.overlap_x(&dash.bbox) > 0.0 && other.bbox.x1 < text.bbox.x0 - 0.4 * size;
        over && distance > 0.5 * size && distance < REACH * size
    };
    is_dash && texts.iter().any(on_left) && texts.iter().filter(of_column).count() >= CELLS
}

/// Bullets that are drawn, not printed: small filled shapes before a line.
fn drawn_markers(fragments: &mut [Fragment], shapes: &[Shape], frame: Frame) {
    const MOST_SHAPES: usize = 2000;
    for shape in shapes.iter().take(MOST_SHAPES) {
        if shape.kind == ShapeKind::Rule || (shape.fill.is_none() && shape.stroke.is_none()) {
            continue;
        }
        let bbox = frame.rect(shape.bbox);
        let (width, height) = (bbox.width(), bbox.height());
        if width > 12.0 || height > 12.0 || width < 0.8 || width > height * 2.0 || height > width * 2.0 {
            continue;
        }
        let line = fragments
            .iter_mut()
            .filter(|line| {
                let gap = line.bbox.x0 - bbox.x1;
                let middle = bbox.centre_y();
                gap > 0.5
                    && gap < 2.5 * line.style.size
                    && middle > line.bbox.y0
                    && middle < line.bbox.y1
                    && height < line.style.size * 0.9
            })
            .min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        if let Some(line) = line
            && line.marker.is_none()
        {
            line.marker = Some("•".to_owned());
            line.left = line.left.min(bbox.x0);
        }
    }
}

/// Adds the words of a text to those of the text, of a length in bytes, that it follows after a blank.
pub(super) fn append_words(words: &mut Vec<PlacedWord>, length: usize, more: &[PlacedWord]) {
    let after = if length == 0 { 0 } else { length + 1 };
    words.extend(more.iter().map(|word| PlacedWord { start: word.start + after, ..*word }));
}

/// Adds the looks of a text to those of the text, of a length in bytes, that it follows after a blank.
pub(super) fn append_runs(runs: &mut Vec<Run>, (length, style): (usize, Style), (more, look): (&[Run], Style)) {
    if runs.is_empty() && more.is_empty() && style == look {
        return;
    }
    if runs.is_empty() {
        runs.push(Run { start: 0, style });
    }
    let after = if length == 0 { 0 } else { length + 1 };
    let own = [Run { start: 0, style: look }];
    for run in if more.is_empty() { &own } else { more } {
        if runs.last().is_none_or(|last| last.style != run.style) {
            runs.push(Run { start: run.start + after, style: run.style });
        }
    }
}
