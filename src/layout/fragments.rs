//! Glyphs → fragments: runs of words on one baseline without a gap as wide as a column gutter.
//!
//! Spaces come from gaps, measured against the letter spacing of the run; space glyphs are evidence too, but a file may
//! have none. The order of the content stream plays no part.

use std::ops::Range;

use crate::model::document::{Font, Rgb, Shape, ShapeKind};
use crate::model::flow::Style;
use crate::model::geometry::Rect;

use super::frame::Frame;
use super::markers::{is_bullet, is_marker};
use super::rows::{Placed, rows};
use super::stretched;
use super::tags::{Tag, Tags};

/// A run of words on one baseline, in frame coordinates.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    /// Words joined by single spaces, without the list marker.
    pub(super) text: String,
    /// The box of the text, list marker left out.
    pub(super) bbox: Rect,
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
}

/// A gap wider than this share of the font size, beyond the letter spacing, parts words.
const WORD_GAP: f32 = 0.11;
/// A gap wider than this many font sizes parts fragments.
pub(super) const GUTTER_GAP: f32 = 1.15;
/// … unless the line is stretched: then a gutter is this many times its usual word gap.
const STRETCHED_GAPS: f32 = 1.6;
/// Texts further apart than this many font sizes are not spaced alike, whatever their look.
const FAR_GAP: f32 = 3.0;
/// A list marker stands at most this many font sizes before its text.
const MARKER_REACH: f32 = 4.0;

/// The fragments of the glyphs of one direction, sorted by baseline and x.
pub(super) fn fragments(
    glyphs: Vec<Placed<'_>>,
    shapes: &[Shape],
    fonts: &[Font],
    tags: Tags<'_>,
    frame: Frame,
) -> Vec<Fragment> {
    let mut lines: Vec<Vec<Fragment>> = rows(glyphs).into_iter().map(|row| split_row(row, fonts, tags)).collect();
    stretched::rejoin(&mut lines);
    let mut fragments = attach_markers(lines.into_iter().flatten().collect());
    drawn_markers(&mut fragments, shapes, frame);
    fragments
}

/// Cuts a row, sorted by x, at its gutters.
fn split_row(mut row: Vec<Placed<'_>>, fonts: &[Font], tags: Tags<'_>) -> Vec<Fragment> {
    let mut after_space = false;
    row.retain_mut(|glyph| {
        glyph.after_space = std::mem::replace(&mut after_space, glyph.blank);
        !glyph.blank
    });
    let mut fragments = Vec::new();
    for stretch in row.chunk_by(|before, glyph| !is_apart(before, glyph)) {
        split_stretch(stretch, fonts, tags, &mut fragments);
    }
    fragments
}

/// Whether the letters of two texts in a row need not be spaced alike: a heading beside the text of another column is
/// none with it.
fn is_apart(before: &Placed<'_>, glyph: &Placed<'_>) -> bool {
    let gap = (glyph.bbox.x0 - before.bbox.x1) / glyph.glyph.size.max(before.glyph.size);
    let alike = glyph.glyph.font == before.glyph.font && (glyph.glyph.size - before.glyph.size).abs() < 0.1;
    gap > FAR_GAP || (gap > GUTTER_GAP && !alike)
}

fn split_stretch(row: &[Placed<'_>], fonts: &[Font], tags: Tags<'_>, fragments: &mut Vec<Fragment>) {
    let gaps = Gaps::of(row);
    // The words of the fragment under way, as ranges of the row.
    let mut words: Vec<Range<usize>> = Vec::new();
    for (index, glyph) in row.iter().enumerate() {
        let Some(before) = index.checked_sub(1).map(|before| &row[before]) else {
            words.push(0..1);
            continue;
        };
        let gap = glyph.bbox.x0 - before.bbox.x1;
        if gap > gaps.gutter(glyph.glyph.size.max(before.glyph.size)) {
            close(row, &mut words, fonts, tags, fragments);
            words.push(index..index + 1);
        } else if (glyph.after_space && gap > gaps.letter)
            || gap > gaps.letter + WORD_GAP * glyph.glyph.size.min(before.glyph.size)
        {
            words.push(index..index + 1);
        } else if let Some(word) = words.last_mut() {
            word.end = index + 1;
        }
    }
    close(row, &mut words, fonts, tags, fragments);
}

/// What gaps are usual in a row, in points.
struct Gaps {
    /// Between letters of a word.
    letter: f32,
    /// Between words.
    word: f32,
}

impl Gaps {
    /// Measures the printed glyphs of a row.
    fn of(printed: &[Placed<'_>]) -> Self {
        let mut gaps: Vec<f32> = printed
            .windows(2)
            .map(|pair| (pair[1].bbox.x0 - pair[0].bbox.x1) / pair[1].glyph.size)
            .filter(|gap| gap.abs() < GUTTER_GAP)
            .collect();
        let size = printed.first().map_or(1.0, |glyph| glyph.glyph.size);
        let lower = |gaps: &mut [f32], share: usize| {
            let index = gaps.len() * share / 100;
            *gaps.select_nth_unstable_by(index, f32::total_cmp).1
        };
        // Letter-spaced: even a low percentile of the gaps is wide.
        let letter = if gaps.len() >= 4 && lower(&mut gaps, 30) > 0.05 { lower(&mut gaps, 50).max(0.0) } else { 0.0 };
        gaps.retain(|gap| *gap > letter + WORD_GAP);
        // The lower median: one of two wide gaps may be a gutter.
        let middle = gaps.len().saturating_sub(1) / 2;
        let word = if gaps.len() >= 2 { *gaps.select_nth_unstable_by(middle, f32::total_cmp).1 } else { 0.0 };
        Self { letter: letter * size, word: word * size }
    }

    fn gutter(&self, size: f32) -> f32 {
        (GUTTER_GAP * size + self.letter * 2.0).max(self.word * STRETCHED_GAPS)
    }
}

/// Makes a fragment of words, given as ranges of a row.
fn close(
    row: &[Placed<'_>],
    words: &mut Vec<Range<usize>>,
    fonts: &[Font],
    tags: Tags<'_>,
    fragments: &mut Vec<Fragment>,
) {
    let mut words = std::mem::take(words);
    let Some(first) = words.first().cloned() else { return };
    let text_of = |word: Range<usize>| {
        let mut text = String::new();
        row[word].iter().for_each(|glyph| glyph.say(&mut text));
        text
    };
    let symbolic =
        |word: Range<usize>| row[word].iter().all(|g| fonts.get(usize::from(g.glyph.font)).is_some_and(|f| f.symbolic));
    let rest = first.end..words.last().map_or(first.end, |word| word.end);
    let lettered = || row[rest].iter().any(|glyph| glyph.glyph.text.chars().any(char::is_alphabetic));
    let mut marker = None;
    // A marker is one sign.
    if first.len() == 1 && is_marker(&text_of(first.clone()), symbolic(first.clone())) && lettered() {
        marker = Some(text_of(first.clone()));
        words.remove(0);
    } else if first.len() > 1 && text_of(first.start..first.start + 1).chars().all(is_bullet) {
        // A bullet set tight against its word.
        marker = Some(text_of(first.start..first.start + 1));
        words[0].start += 1;
    }
    let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) else { return };
    let glyphs = &row[first.start..last.end];
    let union = |glyphs: &[Placed<'_>]| Rect::union_all(glyphs.iter().map(|glyph| glyph.bbox)).unwrap_or_default();
    let mut text = String::with_capacity(glyphs.len() + glyphs.len() / 4);
    for word in &words {
        if word.start > first.start {
            text.push(' ');
        }
        row[word.clone()].iter().for_each(|glyph| glyph.say(&mut text));
    }
    if words.len() == 1 && marker.is_none() && is_marker(&text, symbolic(first.clone())) {
        marker = Some(std::mem::take(&mut text));
    }
    fragments.push(Fragment {
        text,
        bbox: union(glyphs),
        baseline: middle_baseline(glyphs),
        style: style_of(glyphs, fonts),
        tag: tags.tag(glyphs.iter().map(|glyph| glyph.glyph)),
        ends: (style_of(&row[first.clone()], fonts), style_of(&row[last], fonts)),
        marker,
        first_word: union(&row[first]).width(),
    });
}

fn middle_baseline(glyphs: &[Placed<'_>]) -> f32 {
    let first = glyphs[0].baseline;
    if glyphs.iter().all(|glyph| glyph.baseline == first) {
        return first;
    }
    let mut baselines: Vec<f32> = glyphs.iter().map(|glyph| glyph.baseline).collect();
    let middle = baselines.len() / 2;
    *baselines.select_nth_unstable_by(middle, f32::total_cmp).1
}

/// The look of most letters.
fn style_of(glyphs: &[Placed<'_>], fonts: &[Font]) -> Style {
    let mut looks: Vec<(Style, usize)> = Vec::new();
    let alike = |a: &Placed<'_>, b: &Placed<'_>| {
        let (a, b) = (a.glyph, b.glyph);
        a.font == b.font && a.size == b.size && a.colour == b.colour && a.invisible == b.invisible
    };
    for run in glyphs.chunk_by(alike) {
        let glyph = run[0].glyph;
        let font = fonts.get(usize::from(glyph.font));
        let style = Style {
            size: (glyph.size * 10.0).round() / 10.0,
            bold: font.is_some_and(|font| font.bold),
            italic: font.is_some_and(|font| font.italic),
            colour: if glyph.invisible { Rgb::default() } else { glyph.colour },
            direction: glyph.direction,
        };
        match looks.iter_mut().find(|(look, _)| *look == style) {
            Some((_, count)) => *count += run.len(),
            None => looks.push((style, run.len())),
        }
    }
    looks
        .into_iter()
        .reduce(|best, look| if look.1 > best.1 { look } else { best })
        .map(|(style, _)| style)
        .unwrap_or_default()
}

/// Gives a marker that stands alone to the text that follows it on its line.
fn attach_markers(fragments: Vec<Fragment>) -> Vec<Fragment> {
    let mut kept: Vec<Fragment> = Vec::new();
    let (markers, mut texts): (Vec<_>, Vec<_>) = fragments.into_iter().partition(|fragment| fragment.text.is_empty());
    for marker in markers {
        let text = texts
            .iter_mut()
            .filter(|text| {
                let gap = text.bbox.x0 - marker.bbox.x1;
                gap > -1.0
                    && gap < MARKER_REACH * text.style.size
                    && text.bbox.overlap_y(&marker.bbox) > 0.4 * marker.bbox.height().min(text.bbox.height())
            })
            .min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        match text {
            Some(text) if text.marker.is_none() => text.marker = marker.marker,
            _ => kept.push(Fragment { text: marker.marker.clone().unwrap_or_default(), marker: None, ..marker }),
        }
    }
    kept.extend(texts);
    kept.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    kept
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
        }
    }
}
