//! Side headings: short labels in a margin column, each beside the start of the text that it titles.
//!
//! Such a margin is no column of its own: each label is read before the text beside it.

use crate::model::flow::Style;
use crate::model::geometry::Rect;
use crate::text::forms::is_function_word;
use crate::text::{ends_sentence, fold, is_capitals};

use super::fragments::Fragment;

/// The most lines and characters of a label.
const MOST_LINES: usize = 4;
const MOST_CHARACTERS: usize = 60;
/// The margin is at most this many times as wide as the text beside it.
const WIDEST: f32 = 0.6;
/// It holds at most this share of the characters of the text beside it.
const MOST_SHARE: f32 = 0.35;
/// Lines of one label are no further apart than this many font sizes.
const LABEL_LEADING: f32 = 1.7;
/// A text starts where its first line is this many usual distances below the line above.
const START: f32 = 1.2;
/// The text beside a label may be larger, and reach higher, by this share of the label's size.
const LARGER: f32 = 0.3;
/// The first line of a box stands at most so many font sizes below its top.
const BOX_PADDING: f32 = 2.5;
/// So many labels, each as far from a line's baseline as the others, are none by chance.
const SURE_LABELS: usize = 3;
const SET_ALIKE: f32 = 0.1;
/// They are off by no more than so many of their font sizes.
const MOST_OFF: f32 = 0.6;
/// A line ends short where it leaves this many font sizes free.
const SHORT: f32 = 3.0;
/// Items of a list are set in by this many font sizes, or more.
const INDENT: f32 = 0.8;
/// Baselines this near, in font sizes, are one.
const SAME_BASELINE: f32 = 0.35;
/// What is not bold, and smaller than this many times the text, is small print; a heading in a colour of its own is so
/// much larger, and the end of a title beside its small print so much.
const SMALL: f32 = 0.97;
const LARGE: f32 = 1.15;
const TITLE: f32 = 1.6;

/// The tops of the texts that the labels on the `left` title, from top to bottom; `None` where they are no labels of the
/// text on the `right` and in `boxes` there, of so many `characters_in` each. All in any order.
pub(super) fn bands(
    left: &[&Fragment],
    right: &[&Fragment],
    boxes: &[Rect],
    characters_in: &dyn Fn(Rect) -> usize,
) -> Option<Vec<f32>> {
    let values = values(left, right);
    // Larger lines among labels with values may title texts.
    let is_plain = |look: &Style| left.iter().all(|line| line.style.size < LARGE * look.size);
    match values {
        Some((tops, look)) if is_plain(&look) => Some(tops),
        values => labelled(left, right, boxes, characters_in).or(values.map(|(tops, _)| tops)),
    }
}

/// The tops of the texts that the labels on the `left` title, wherever none is the value of one.
fn labelled(
    left: &[&Fragment],
    right: &[&Fragment],
    boxes: &[Rect],
    characters_in: &dyn Fn(Rect) -> usize,
) -> Option<Vec<f32>> {
    let starts = starts(right);
    let (a, b) = (bounds(left)?, bounds(right)?);
    let lines = downwards(right);
    // A text begins after a line that ends short of the others, too; beside a bold label that tells enough.
    let above = |baseline: f32, size: f32| {
        let on_line = |line: &&&Fragment| (line.baseline - baseline).abs() < SAME_BASELINE * size;
        let beside = lines.iter().find(|line| on_line(line) && !line.style.bold)?;
        let above = lines.iter().take_while(|line| line.baseline < baseline && !on_line(line)).last()?;
        Some((*above, *beside))
    };
    let after_short = |baseline: f32, size: f32| {
        above(baseline, size).is_some_and(|(above, _)| above.bbox.x1 < b.x1 - SHORT * above.style.size)
    };
    // And with a sentence of its own, after one that ends with its line.
    let new_sentence = |baseline: f32, size: f32| {
        above(baseline, size).is_some_and(|(above, beside)| {
            ends_sentence(&above.text) && beside.text.starts_with(|c: char| c.is_uppercase() || c == '«')
        })
    };
    // And further out than the last item of a list.
    let after_list = |baseline: f32, size: f32| {
        above(baseline, size).is_some_and(|(above, beside)| {
            above.bbox.x0 > beside.bbox.x0 + INDENT * size
                && above.text.ends_with([';', '.', ','])
                && beside.marker.is_none()
                && beside.text.starts_with(char::is_uppercase)
        })
    };
    let begins = |label: &Fragment| {
        let (baseline, size) = (label.baseline, label.style.size);
        label.style.bold && (after_short(baseline, size) || new_sentence(baseline, size) || after_list(baseline, size))
    };
    // What stands below all of the text titles none of it: it is read after it.
    let end = boxes.iter().map(|bbox| bbox.y1).fold(b.y1, f32::max);
    let goes_on = |pair: &[&Fragment]| {
        pair[0].style == pair[1].style && pair[1].baseline - pair[0].baseline < LABEL_LEADING * pair[0].style.size
    };
    let left = downwards(left);
    let is_below = |at: &usize| left[*at].bbox.y0 >= end && !(*at > 0 && goes_on(&left[at - 1..=*at]));
    let (beside_text, after) = left.split_at((0..left.len()).find(is_below).unwrap_or(left.len()));
    let labels = labels(beside_text, &starts, &begins)?;
    let beside_text = || beside_text.iter();
    let characters = |side: &[&Fragment]| side.iter().map(|part| part.text.chars().count()).sum::<usize>();
    let characters_beside = || characters(right) + boxes.iter().map(|bbox| characters_in(*bbox)).sum::<usize>();
    // One alone must look like a heading.
    let light = || right.iter().filter(|part| !part.style.bold).count() * 2 > right.len();
    let enough = match labels.as_slice() {
        [] => false,
        [_] => beside_text().all(|part| part.style.bold) && light(),
        _ => true,
    };
    // Headings that stand out tell by themselves: small print beside them, and one above a chart with its words, do not.
    let usual = usual_style(right)?;
    let tells = |label: &&Label| {
        let lines = label.top..label.top + LABEL_LEADING * label.style.size;
        let is_small = !label.style.bold && label.style.size < SMALL * usual.size;
        !is_small && right.iter().any(|part| lines.contains(&part.bbox.centre_y()))
    };
    let stands_out = |label: &&Label| {
        (LARGE..TITLE).contains(&(label.style.size / usual.size)) && label.style.colour != usual.colour
    };
    let headings: Vec<&Label> = labels.iter().filter(tells).collect();
    let headings = if headings.iter().all(stands_out) { headings } else { Vec::new() };
    let none = !enough && headings.is_empty();
    if none || a.width() > WIDEST * b.width() || characters(&left) as f32 > MOST_SHARE * characters_beside() as f32 {
        return None;
    }
    let is_in_box =
        |label: &Label, bbox: &Rect| (0.0..BOX_PADDING * label.style.size).contains(&(label.baseline - bbox.y0));
    // Nearly every label: one may stand beside a table, which starts lower, or be a remark.
    let beside = |label: &&Label| {
        starts.iter().any(|start| (start - label.baseline).abs() < SAME_BASELINE * label.style.size)
            || boxes.iter().any(|bbox| is_in_box(label, bbox))
    };
    let all_bold = beside_text().all(|part| part.style.bold);
    let begins_beside = |label: &Label| {
        let (baseline, size) = (label.baseline, label.style.size);
        after_short(baseline, size) || after_list(baseline, size)
    };
    let fits = |label: &&Label| beside(label) || all_bold && begins_beside(label);
    let nearly_all = |labels: &[&Label]| {
        let fitting = labels.iter().filter(|label| fits(label)).count();
        fitting >= labels.len().min(2) && fitting * 3 >= labels.len() * 2
    };
    let all: Vec<&Label> = labels.iter().collect();
    // Where texts follow each other as closely as their lines, bold labels that are set alike against the lines of light
    // text tell enough.
    let off = |label: &Label| {
        let lines = right.iter().filter(|part| !part.style.bold).map(|part| part.baseline - label.baseline);
        let off = lines.min_by(|a, b| a.abs().total_cmp(&b.abs()))?;
        let (line, size) = (label.baseline + off, label.style.size);
        let starts_text = || {
            starts.iter().any(|start| (start - line).abs() < SAME_BASELINE * size)
                || after_short(line, size)
                || after_list(line, size)
                || new_sentence(line, size)
        };
        let fits = off.abs() < SAME_BASELINE * size || off.abs() < MOST_OFF * size && starts_text();
        fits.then_some(off)
    };
    let set_alike = |look: Style| {
        let own = labels.iter().filter(|label| label.style == look).map(off);
        let (least, most) =
            own.clone().flatten().fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), off| (a.min(off), b.max(off)));
        own.clone().all(|off| off.is_some())
            && most - least < SET_ALIKE * look.size
            && (own.count() >= SURE_LABELS || least.abs().max(most.abs()) < SAME_BASELINE * look.size)
    };
    let all_on_lines = labels.len() >= SURE_LABELS && all_bold && labels.iter().all(|label| set_alike(label.style));
    // The line beside a label is its text's, however high it reaches, and so is the box.
    let top = |label: &Label| {
        let line = label.baseline + off(label).unwrap_or_default();
        let beside = right.iter().filter(|part| {
            let near = SAME_BASELINE * label.style.size;
            (part.baseline - label.baseline).abs() < near || (part.baseline - line).abs() < 0.1
        });
        let box_beside = boxes.iter().filter(|bbox| is_in_box(label, bbox));
        let highest =
            beside.map(|part| part.bbox.y0).chain(box_beside.map(|bbox| bbox.y0)).fold(f32::INFINITY, f32::min);
        (label.top - LARGER * label.style.size).min(highest - 0.1)
    };
    let after = after.iter().map(|part| part.bbox.y0 - 0.1).reduce(f32::min);
    if all_on_lines || enough && nearly_all(&all) || !headings.is_empty() && nearly_all(&headings) {
        return Some(labels.iter().map(top).chain(after).collect());
    }
    // Words of a chart among the labels are none.
    let telling = || labels.iter().filter(tells);
    let told = enough && telling().count() >= SURE_LABELS && telling().all(|label| label.style.bold && fits(&label));
    if told {
        return Some(telling().map(top).chain(after).collect());
    }
    loose(&labels, &starts, right).map(|tops| tops.into_iter().chain(after).collect())
}

/// The tops of texts whose labels stand a little too high or too low: bold ones, at least three in one look, each nearest to
/// the start of a text of its own. Those of another look stand beside theirs.
fn loose(labels: &[Label], starts: &[f32], right: &[&Fragment]) -> Option<Vec<f32>> {
    /// How far off a label may be, in font sizes.
    const OFF: f32 = 1.2;
    let in_look = |look: Style| labels.iter().filter(|label| label.style == look).count();
    if labels.iter().all(|label| in_look(label.style) < SURE_LABELS) || labels.iter().any(|label| !label.style.bold) {
        return None;
    }
    let mut tops = Vec::with_capacity(labels.len());
    let mut last = f32::NEG_INFINITY;
    for label in labels {
        let look = label.style;
        let most_off = if in_look(look) < SURE_LABELS { SAME_BASELINE } else { OFF };
        let off = |start: &&f32| (**start - label.baseline).abs();
        let start = *starts
            .iter()
            .min_by(|a, b| off(a).total_cmp(&off(b)))
            .filter(|start| off(start) < most_off * look.size)?;
        let first = right.iter().filter(|part| (part.baseline - start).abs() < SAME_BASELINE * look.size);
        let light = first.clone().all(|part| !part.style.bold);
        if start <= last || !light {
            return None;
        }
        last = start;
        tops.push(first.map(|part| part.bbox.y0).fold(label.top, f32::min) - 0.1);
    }
    Some(tops)
}

/// The tops of the lines on the `left`, where those with a value beside them, on the `right`, are labels that end in a
/// colon; and the look of these.
fn values(left: &[&Fragment], right: &[&Fragment]) -> Option<(Vec<f32>, Style)> {
    let is_label = |line: &Fragment| line.text.trim_end().ends_with(':');
    let value = |label: &Fragment| {
        let beside = |line: &&&Fragment| (line.baseline - label.baseline).abs() < SAME_BASELINE * label.style.size;
        right.iter().filter(beside).map(|line| line.bbox.y0).reduce(f32::min)
    };
    let look = left.iter().find(|line| value(line).is_some())?.style;
    let mut valued = 0;
    let mut tops: Vec<f32> = Vec::with_capacity(left.len());
    let mut last = f32::NEG_INFINITY;
    for line in downwards(left) {
        let value = value(line);
        if line.text.chars().count() > MOST_CHARACTERS || value.is_some() && !is_label(line) {
            return None;
        }
        valued += usize::from(value.is_some());
        let top = value.map_or(line.bbox.y0, |top| top.min(line.bbox.y0)) - 0.1;
        // A sign and its text may stand side by side.
        match tops.last_mut().filter(|_| line.baseline - last < SAME_BASELINE * line.style.size) {
            Some(known) => *known = known.min(top),
            None => tops.push(top),
        }
        last = line.baseline;
    }
    (valued >= 2 && valued * 3 >= left.len()).then_some((tops, look))
}

struct Label {
    top: f32,
    baseline: f32,
    style: Style,
}

/// The look of most of these texts.
fn usual_style(texts: &[&Fragment]) -> Option<Style> {
    let count =
        |style: Style| texts.iter().filter(|text| text.style == style).map(|text| text.text.len()).sum::<usize>();
    texts.iter().map(|text| text.style).max_by_key(|style| count(*style))
}

/// The labels of a margin, from top to bottom; `None` where something is too long for one, or is an item of a list. Texts
/// begin at the `starts`, and `begins` tells whether one may begin beside a line of the margin all the same.
fn labels(left: &[&Fragment], starts: &[f32], begins: &dyn Fn(&Fragment) -> bool) -> Option<Vec<Label>> {
    /// Lines further apart than this many times the nearest are two labels, if a text starts beside the second …
    const APART: f32 = 1.1;
    /// … and than this many in any case, if they look like the nearest.
    const FAR_APART: f32 = 1.15;
    let lines = downwards(left);
    let distances = lines.windows(2).map(|pair| pair[1].baseline - pair[0].baseline);
    let nearest = distances.filter(|distance| *distance > 1.0).fold(f32::INFINITY, f32::min);
    // Of each look, with its nearest lines.
    let mut pitches: Vec<(Style, f32)> = Vec::new();
    for pair in lines.windows(2).filter(|pair| pair[0].style == pair[1].style) {
        let distance = pair[1].baseline - pair[0].baseline;
        match pitches.iter_mut().find(|(style, _)| *style == pair[0].style) {
            Some((_, nearest)) => *nearest = nearest.min(distance),
            None => pitches.push((pair[0].style, distance)),
        }
    }
    let pitch = |style: Style| pitches.iter().find(|(other, _)| *other == style).map(|(_, nearest)| *nearest);
    let starts_beside =
        |line: &Fragment| starts.iter().any(|start| (start - line.baseline).abs() < SAME_BASELINE * line.style.size);
    // "Perspectives en" goes on, in "France" too.
    let is_open = |text: &str| text.rsplit(' ').next().is_some_and(|word| is_function_word(&fold(word)));
    let begins_anew = |a: &Fragment, b: &Fragment| {
        b.text.starts_with(char::is_uppercase) && !is_capitals(&a.text) && !is_open(&a.text)
    };
    let next = |a: &&Fragment, b: &&Fragment| {
        let distance = b.baseline - a.baseline;
        distance < LABEL_LEADING * a.style.size
            && a.style.bold == b.style.bold
            && !(a.style == b.style && pitch(a.style).is_some_and(|nearest| distance > FAR_APART * nearest))
            && !((distance > APART * nearest || begins_anew(a, b)) && starts_beside(b))
            // Where texts follow each other as closely as their lines.
            && !(begins_anew(a, b) && begins(b))
    };
    let mut labels = Vec::new();
    for lines in lines.chunk_by(next) {
        let characters: usize = lines.iter().map(|line| line.text.chars().count()).sum();
        let ends = lines.last().is_some_and(|line| line.text.ends_with(['.', ';', ',']));
        if lines.len() > MOST_LINES || characters > MOST_CHARACTERS || ends || lines.iter().any(|l| l.marker.is_some())
        {
            return None;
        }
        let first = lines.first()?;
        labels.push(Label { top: first.bbox.y0, baseline: first.baseline, style: first.style });
    }
    Some(labels)
}

/// The baselines at which texts start.
fn starts(right: &[&Fragment]) -> Vec<f32> {
    let lines = downwards(right);
    // A picture's caption beside a text is not above it.
    let gap = |(index, line): (usize, &&Fragment)| {
        let above = lines[..index].iter().rev().find(|above| above.bbox.overlap_x(&line.bbox) > 0.0)?;
        Some(line.baseline - above.baseline)
    };
    let gaps: Vec<Option<f32>> = lines.iter().enumerate().map(gap).collect();
    let mut distances: Vec<f32> = gaps.iter().flatten().copied().filter(|gap| *gap > 0.0).collect();
    distances.sort_by(f32::total_cmp);
    let usual = distances.get(distances.len() / 4).copied().unwrap_or_default();
    let starts =
        lines.iter().zip(gaps).filter(|(line, gap)| line.marker.is_some() || gap.is_none_or(|gap| gap > START * usual));
    starts.map(|(line, _)| line.baseline).collect()
}

fn downwards<'f>(side: &[&'f Fragment]) -> Vec<&'f Fragment> {
    let mut lines = side.to_vec();
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    lines
}

fn bounds(side: &[&Fragment]) -> Option<Rect> {
    Rect::union_all(side.iter().map(|part| part.bbox))
}
