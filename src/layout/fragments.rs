//! Glyphs → fragments: runs of words on one baseline without a gap as wide as a column gutter.
//!
//! Spaces come from gaps, measured against the letter spacing of the run; space glyphs are evidence too, but a file may
//! have none. The order of the content stream plays no part.

use crate::model::document::{Direction, Font, Glyph, GlyphPage, Rgb, Shape, ShapeKind};
use crate::model::flow::Style;
use crate::model::geometry::Rect;

use super::footnotes::raised;
use super::frame::Frame;
use super::markers::{is_bullet, is_marker};
use super::stretched;

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
    /// Width of the first word, for the question whether it would have fitted on the line before.
    pub(super) first_word: f32,
}

/// Baselines closer than this share of the font size are one.
const SAME_BASELINE: f32 = 0.22;
/// A gap wider than this share of the font size, beyond the letter spacing, parts words.
const WORD_GAP: f32 = 0.11;
/// A gap wider than this many font sizes parts fragments.
const GUTTER_GAP: f32 = 1.15;
/// … unless the line is stretched: then a gutter is this many times its usual word gap.
const STRETCHED_GAPS: f32 = 1.6;
/// Texts further apart than this many font sizes are not spaced alike, whatever their look.
const FAR_GAP: f32 = 3.0;
/// A list marker stands at most this many font sizes before its text.
const MARKER_REACH: f32 = 4.0;

/// The fragments of one direction of text, sorted by baseline and x.
pub(super) fn fragments(page: &GlyphPage, fonts: &[Font], frame: Frame, direction: Direction) -> Vec<Fragment> {
    let visible = page.glyphs.iter().filter(|glyph| !glyph.invisible && !glyph.text.trim().is_empty()).count();
    let hidden = page.glyphs.iter().filter(|glyph| glyph.invisible && !glyph.text.trim().is_empty()).count();
    // The text layer of a scan is invisible; beside visible text it would say everything twice.
    let use_invisible = hidden > visible * 4;
    let glyphs: Vec<Placed<'_>> = page
        .glyphs
        .iter()
        .filter(|glyph| glyph.direction == direction && glyph.invisible == use_invisible && !glyph.text.is_empty())
        .filter(|glyph| glyph.size > 0.5)
        .map(|glyph| Placed {
            glyph,
            bbox: frame.rect(glyph.bbox),
            baseline: frame.point(glyph.origin).1,
            raised: false,
        })
        .collect();
    let mut rows = rows(glyphs);
    attach_small(&mut rows);
    let mut lines: Vec<Vec<Fragment>> = Vec::with_capacity(rows.len());
    for row in &mut rows {
        drop_soft_hyphens(row);
        row.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        let mut line = Vec::new();
        for stretch in stretches(row) {
            split_stretch(stretch, fonts, &mut line);
        }
        lines.push(line);
    }
    stretched::rejoin(&mut lines);
    let mut fragments = attach_markers(lines.into_iter().flatten().collect());
    drawn_markers(&mut fragments, &page.shapes, frame);
    fragments
}

/// A glyph in frame coordinates.
#[derive(Clone, Copy)]
struct Placed<'g> {
    glyph: &'g Glyph,
    bbox: Rect,
    baseline: f32,
    /// Set higher than its neighbours, and smaller.
    raised: bool,
}

impl Placed<'_> {
    /// The text, raised digits as raised signs: they may refer to a footnote.
    fn text(&self) -> String {
        if self.raised { raised(&self.glyph.text) } else { self.glyph.text.clone() }
    }

    fn is_space(&self) -> bool {
        self.glyph.text.chars().all(char::is_whitespace)
    }
}

fn rows(mut glyphs: Vec<Placed<'_>>) -> Vec<Vec<Placed<'_>>> {
    glyphs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Vec<Placed<'_>>> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row)
                if row.last().is_some_and(|last| {
                    glyph.baseline - last.baseline < SAME_BASELINE * glyph.glyph.size.min(last.glyph.size)
                }) =>
            {
                row.push(glyph);
            }
            _ => rows.push(vec![glyph]),
        }
    }
    rows
}

/// Moves raised and lowered small print ("1er", "n°") to the row of its neighbours.
fn attach_small(rows: &mut Vec<Vec<Placed<'_>>>) {
    const NEIGHBOURS: usize = 3;
    /// In sizes of the text beside it. What stands lower is a line of its own, below a large title, say.
    const HIGHEST_RAISED: f32 = 0.6;
    const LOWEST_LOWERED: f32 = 0.35;
    // Of each row its largest size and its baseline: most rows have no larger one beside them.
    let measures: Vec<(f32, f32)> = rows
        .iter()
        .map(|row| (row.iter().map(|g| g.glyph.size).fold(0.0, f32::max), row.first().map_or(0.0, |g| g.baseline)))
        .collect();
    let may_host = |other: usize, glyph: &Placed<'_>| {
        let (largest, baseline) = measures[other];
        largest > glyph.glyph.size * 1.2 && (baseline - glyph.baseline).abs() < largest
    };
    for index in 0..rows.len() {
        let Some(size) = rows[index].first().map(|glyph| glyph.glyph.size) else { continue };
        let mut kept = Vec::new();
        for glyph in std::mem::take(&mut rows[index]) {
            let beside = |other: &Placed<'_>| {
                let above = other.baseline - glyph.baseline;
                other.glyph.size > glyph.glyph.size * 1.2
                    && above < HIGHEST_RAISED * other.glyph.size
                    && above > -LOWEST_LOWERED * other.glyph.size
                    && other.bbox.overlap_y(&glyph.bbox) > 0.3 * glyph.bbox.height()
                    && (glyph.bbox.x0 - other.bbox.x1).abs() < 0.7 * other.glyph.size
            };
            let first = index.saturating_sub(NEIGHBOURS);
            let host = (first..(index + NEIGHBOURS + 1).min(rows.len()))
                .filter(|other| *other != index && may_host(*other, &glyph))
                .find(|other| rows[*other].iter().any(beside));
            match host {
                Some(host) if glyph.glyph.size <= size => {
                    let raised = rows[host].iter().any(|other| beside(other) && glyph.baseline < other.baseline);
                    rows[host].push(Placed { raised, ..glyph });
                }
                _ => kept.push(glyph),
            }
        }
        rows[index] = kept;
    }
    rows.retain(|row| !row.is_empty());
}

/// Leaves out soft hyphens within a line: only at its end do they cut a word.
fn drop_soft_hyphens(row: &mut Vec<Placed<'_>>) {
    let soft = |glyph: &Placed<'_>| glyph.glyph.text == "\u{ad}";
    if !row.iter().any(soft) {
        return;
    }
    let printed: Vec<(f32, f32)> = row
        .iter()
        .filter(|glyph| !soft(glyph) && !glyph.is_space())
        .map(|glyph| (glyph.bbox.x0, glyph.bbox.x1))
        .collect();
    row.retain(|glyph| {
        let reach = glyph.bbox.x1 + GUTTER_GAP * glyph.glyph.size;
        let goes_on =
            printed.iter().any(|(x0, x1)| *x1 > glyph.bbox.x1 + 0.01 && *x0 < reach && *x0 >= glyph.bbox.x0 - 0.5);
        !soft(glyph) || !goes_on
    });
}

/// The parts of a row whose letters may be spaced alike: a heading beside the text of another column is none with it.
fn stretches<'r, 'g>(row: &'r [Placed<'g>]) -> Vec<&'r [Placed<'g>]> {
    let mut stretches = Vec::new();
    let mut start = 0;
    let mut previous: Option<&Placed<'_>> = None;
    for (index, glyph) in row.iter().enumerate().filter(|(_, glyph)| !glyph.is_space()) {
        if let Some(before) = previous {
            let gap = (glyph.bbox.x0 - before.bbox.x1) / glyph.glyph.size.max(before.glyph.size);
            let alike = glyph.glyph.font == before.glyph.font && (glyph.glyph.size - before.glyph.size).abs() < 0.1;
            if gap > FAR_GAP || (gap > GUTTER_GAP && !alike) {
                stretches.push(&row[start..index]);
                start = index;
            }
        }
        previous = Some(glyph);
    }
    stretches.push(&row[start..]);
    stretches
}

fn split_stretch(row: &[Placed<'_>], fonts: &[Font], fragments: &mut Vec<Fragment>) {
    let gaps = Gaps::of(row);
    let mut words: Vec<Vec<Placed<'_>>> = Vec::new();
    let mut previous: Option<Placed<'_>> = None;
    let mut space_seen = false;
    for glyph in row {
        if glyph.is_space() {
            space_seen = true;
            continue;
        }
        match previous {
            None => words.push(vec![*glyph]),
            Some(before) => {
                let gap = glyph.bbox.x0 - before.bbox.x1;
                let size = glyph.glyph.size.max(before.glyph.size);
                if gap > gaps.gutter(size) {
                    close(&mut words, fonts, fragments);
                    words.push(vec![*glyph]);
                } else if (space_seen && gap > gaps.letter)
                    || gap > gaps.letter + WORD_GAP * glyph.glyph.size.min(before.glyph.size)
                {
                    words.push(vec![*glyph]);
                } else if let Some(word) = words.last_mut() {
                    word.push(*glyph);
                }
            }
        }
        space_seen = false;
        previous = Some(*glyph);
    }
    close(&mut words, fonts, fragments);
}

/// What gaps are usual in a row, in points.
struct Gaps {
    /// Between letters of a word.
    letter: f32,
    /// Between words.
    word: f32,
}

impl Gaps {
    fn of(row: &[Placed<'_>]) -> Self {
        let printed: Vec<&Placed<'_>> = row.iter().filter(|glyph| !glyph.is_space()).collect();
        let mut gaps: Vec<f32> = printed
            .windows(2)
            .map(|pair| (pair[1].bbox.x0 - pair[0].bbox.x1) / pair[1].glyph.size)
            .filter(|gap| gap.abs() < GUTTER_GAP)
            .collect();
        gaps.sort_by(f32::total_cmp);
        let size = printed.first().map_or(1.0, |glyph| glyph.glyph.size);
        let lower = |share: usize| gaps.get(gaps.len() * share / 100).copied().unwrap_or_default();
        // Letter-spaced: even a low percentile of the gaps is wide.
        let letter = if gaps.len() >= 4 && lower(30) > 0.05 { lower(50).max(0.0) } else { 0.0 };
        let wide: Vec<f32> = gaps.iter().copied().filter(|gap| *gap > letter + WORD_GAP).collect();
        // The lower median: one of two wide gaps may be a gutter.
        let word = if wide.len() >= 2 { wide[(wide.len() - 1) / 2] } else { 0.0 };
        Self { letter: letter * size, word: word * size }
    }

    fn gutter(&self, size: f32) -> f32 {
        (GUTTER_GAP * size + self.letter * 2.0).max(self.word * STRETCHED_GAPS)
    }
}

fn close(words: &mut Vec<Vec<Placed<'_>>>, fonts: &[Font], fragments: &mut Vec<Fragment>) {
    let mut words = std::mem::take(words);
    let Some(first) = words.first() else { return };
    let symbolic =
        |word: &[Placed<'_>]| word.iter().all(|g| fonts.get(usize::from(g.glyph.font)).is_some_and(|f| f.symbolic));
    let text_of = |word: &[Placed<'_>]| word.iter().map(Placed::text).collect::<String>();
    let mut marker = None;
    let lettered = words[1..].iter().any(|word| text_of(word).chars().any(char::is_alphabetic));
    if lettered && is_marker(&text_of(first), symbolic(first)) {
        marker = Some(text_of(first));
        words.remove(0);
    } else if first.len() > 1 && text_of(&first[..1]).chars().all(is_bullet) {
        // A bullet set tight against its word.
        marker = Some(text_of(&first[..1]));
        words[0].remove(0);
    }
    let glyphs: Vec<Placed<'_>> = words.iter().flatten().copied().collect();
    let Some(bbox) = Rect::union_all(glyphs.iter().map(|glyph| glyph.bbox)) else { return };
    let text: Vec<String> = words.iter().map(|word| text_of(word)).collect();
    let only_marker = words.len() == 1 && marker.is_none() && is_marker(&text[0], symbolic(&words[0]));
    let first_word = words.first().and_then(|word| Rect::union_all(word.iter().map(|glyph| glyph.bbox)));
    fragments.push(Fragment {
        text: if only_marker { String::new() } else { text.join(" ") },
        bbox,
        baseline: middle_baseline(&glyphs),
        style: style_of(&glyphs, fonts),
        marker: if only_marker { Some(text[0].clone()) } else { marker },
        first_word: first_word.map_or(0.0, |bbox| bbox.width()),
    });
}

fn middle_baseline(glyphs: &[Placed<'_>]) -> f32 {
    let mut baselines: Vec<f32> = glyphs.iter().map(|glyph| glyph.baseline).collect();
    baselines.sort_by(f32::total_cmp);
    baselines[baselines.len() / 2]
}

/// The look of most letters.
fn style_of(glyphs: &[Placed<'_>], fonts: &[Font]) -> Style {
    let mut looks: Vec<(Style, usize)> = Vec::new();
    for glyph in glyphs {
        let font = fonts.get(usize::from(glyph.glyph.font));
        let style = Style {
            size: (glyph.glyph.size * 10.0).round() / 10.0,
            bold: font.is_some_and(|font| font.bold),
            italic: font.is_some_and(|font| font.italic),
            colour: if glyph.glyph.invisible { Rgb::default() } else { glyph.glyph.colour },
            direction: glyph.glyph.direction,
        };
        match looks.iter_mut().find(|(look, _)| *look == style) {
            Some((_, count)) => *count += 1,
            None => looks.push((style, 1)),
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
