//! Lines → paragraphs: where one ends and the next begins.

use std::collections::BTreeMap;

use crate::model::flow::{Line, Style};
use crate::model::geometry::Rect;
use crate::text::{ends_sentence, is_capitals, starts_lower};

use super::tags::Tag;
use wording::{
    closes_parenthesis, expects_more, expects_more_in_capitals, goes_on_in_capitals, list_number, starts_upper,
    starts_with_figure,
};

mod wording;

/// A line with the geometry that paragraphs are found by (frame coordinates, points).
#[derive(Debug, Clone)]
pub(super) struct LaidLine {
    pub(super) line: Line,
    pub(super) bbox: Rect,
    pub(super) baseline: f32,
    pub(super) page: u32,
    /// Number of the region in the document.
    pub(super) region: usize,
    pub(super) container: Option<u32>,
    /// Width of the line's first word.
    pub(super) first_word: f32,
    /// The look of its first and of its last word, which may differ from that of most of it.
    pub(super) ends: (Style, Style),
    /// What the document's structure says of it.
    pub(super) tag: Option<Tag>,
}

/// Baseline distance in font sizes where no line tells it.
const USUAL_RATIO: f32 = 1.25;
/// Baseline distances beyond this many usual ones part paragraphs: within a paragraph they hardly vary …
const PARAGRAPH_GAP: f32 = 1.1;
/// … but where no line is known to go on a paragraph, the usual distance is itself a guess.
const GUESSED_PARAGRAPH_GAP: f32 = 1.25;
/// … unless a sentence goes on, up to this many.
const SENTENCE_GAP: f32 = 2.6;

/// Room for the next word and this many font sizes more: the line was broken on purpose.
const CLEAR_ROOM: f32 = 4.0;
/// A title may be in two colours from this many times the size of the running text.
const LARGE_TITLE: f32 = 2.0;
/// The smallest extra distance that is seen, in font sizes …
const NOTICEABLE: f32 = 0.08;
/// … and the smallest that is none by chance where all lines of a size, so many at least, are set at one pitch to within
/// so many points.
const DELIBERATE: f32 = 0.03;
const ENOUGH_AT_ONE_PITCH: usize = 8;
const ONE_PITCH: f32 = 0.05;

/// What lines are measured against.
pub(super) struct Measures {
    body: Style,
    /// Usual baseline distance within paragraphs, by region and font size (in tenths of a point).
    leading: BTreeMap<(usize, i32), f32>,
    /// The same over the whole document.
    usual: BTreeMap<i32, f32>,
    /// The same of lines of capitals, none of which tells by a small letter that a sentence goes on.
    capitals: BTreeMap<i32, f32>,
    /// The same where nearly all lines of a size keep to it.
    exact: BTreeMap<i32, f32>,
    /// Usual baseline distance of any two lines of a size.
    guessed: BTreeMap<i32, f32>,
    /// Usual baseline distance of the running text, in font sizes.
    ratio: f32,
    /// Left and right edge of each region's text.
    extent: BTreeMap<usize, (f32, f32)>,
    /// Where lines begin with numbers, by region and number: the left edge and the baseline.
    numbered: BTreeMap<(usize, u32), Vec<(f32, f32)>>,
    /// How far in first lines of paragraphs are set, where they are (points).
    indent: Option<f32>,
}

/// How far in the first lines of a document's paragraphs are set: those of lines after a sentence's end whose next line
/// is at the edge of the text again.
fn indent(lines: &[&LaidLine], extent: &BTreeMap<usize, (f32, f32)>) -> Option<f32> {
    const ENOUGH: usize = 4;
    /// In font sizes.
    const LEAST: f32 = 0.6;
    const MOST: f32 = 4.0;
    let mut found: Vec<f32> = lines
        .windows(3)
        .filter_map(|three| {
            let [before, first, second] = three else { return None };
            let left = extent.get(&first.region)?.0;
            let size = first.line.style.size;
            let further_in = first.bbox.x0 - left;
            let one = before.region == first.region && first.region == second.region;
            let is_first = one
                && first.line.marker.is_none()
                && list_number(&first.line.text).is_none()
                && (LEAST * size..MOST * size).contains(&further_in)
                && (second.bbox.x0 - left).abs() < 1.0
                && ends_sentence(&before.line.text)
                && !starts_lower(&first.line.text)
                && starts_lower(&second.line.text);
            is_first.then_some(further_in)
        })
        .collect();
    found.sort_by(f32::total_cmp);
    let middle = *found.get(found.len() / 2)?;
    (found.len() >= ENOUGH).then_some(middle)
}

/// The baseline distance that nearly all of these are.
fn one_pitch(distances: &[f32]) -> Option<f32> {
    /// One of so many may be another: a line with a raised sign, say.
    const OTHERS: usize = 10;
    let mut sorted = distances.to_vec();
    sorted.sort_by(f32::total_cmp);
    let middle = *sorted.get(sorted.len() / 2)?;
    let others = sorted.iter().filter(|distance| (**distance - middle).abs() > ONE_PITCH).count();
    (sorted.len() >= ENOUGH_AT_ONE_PITCH && others * OTHERS <= sorted.len()).then_some(middle)
}

fn tenths(size: f32) -> i32 {
    (size * 10.0).round() as i32
}

impl Measures {
    /// Measures all lines of a document.
    pub(super) fn of(lines: &[&LaidLine], body: Style) -> Self {
        let mut distances: BTreeMap<(usize, i32), Vec<f32>> = BTreeMap::new();
        let mut within: BTreeMap<i32, Vec<f32>> = BTreeMap::new();
        let mut capitals: BTreeMap<i32, Vec<f32>> = BTreeMap::new();
        let mut all: BTreeMap<i32, Vec<f32>> = BTreeMap::new();
        let mut extent: BTreeMap<usize, (f32, f32)> = BTreeMap::new();
        let mut numbered: BTreeMap<(usize, u32), Vec<(f32, f32)>> = BTreeMap::new();
        for line in lines {
            if let Some(number) = list_number(&line.line.text) {
                numbered.entry((line.region, number)).or_default().push((line.bbox.x0, line.baseline));
            }
            let edges = extent.entry(line.region).or_insert((line.bbox.x0, line.bbox.x1));
            *edges = (edges.0.min(line.bbox.x0), edges.1.max(line.bbox.x1));
        }
        for pair in lines.windows(2) {
            let size = pair[1].line.style.size;
            let distance = pair[1].baseline - pair[0].baseline;
            if pair[0].region == pair[1].region
                && tenths(pair[0].line.style.size) == tenths(size)
                && distance > 0.6 * size
                && distance < 3.0 * size
            {
                all.entry(tenths(size)).or_default().push(distance);
                // Surely within a paragraph: a sentence goes on.
                if pair[1].line.marker.is_none()
                    && !ends_sentence(&pair[0].line.text)
                    && starts_lower(&pair[1].line.text)
                {
                    within.entry(tenths(size)).or_default().push(distance);
                    distances.entry((pair[0].region, tenths(size))).or_default().push(distance);
                }
                if expects_more_in_capitals(&pair[0].line.text, &pair[1].line.text) {
                    capitals.entry(tenths(size)).or_default().push(distance);
                }
            }
        }
        let quartile = |mut values: Vec<f32>| {
            values.sort_by(f32::total_cmp);
            values[values.len() / 4]
        };
        const ENOUGH: usize = 3;
        let leading = distances
            .into_iter()
            .filter(|(_, values)| values.len() >= ENOUGH)
            .map(|(key, values)| (key, quartile(values)))
            .collect();
        let exact = within.iter().filter_map(|(size, values)| Some((*size, one_pitch(values)?))).collect();
        let of_size = |found: BTreeMap<i32, Vec<f32>>| -> BTreeMap<i32, f32> {
            found.into_iter().map(|(size, values)| (size, quartile(values))).collect()
        };
        let (usual, capitals) = (of_size(within), of_size(capitals));
        let guessed = all
            .into_iter()
            .filter(|(_, values)| values.len() >= ENOUGH)
            .map(|(size, values)| (size, quartile(values)))
            .collect();
        // Of few lines of a size, such as two headings, nothing is known but how the running text is set.
        let ratio = usual.get(&tenths(body.size)).map_or(USUAL_RATIO, |leading| (leading / body.size).max(USUAL_RATIO));
        let indent = indent(lines, &extent);
        Self { body, leading, usual, capitals, exact, guessed, ratio, extent, numbered, indent }
    }

    /// The usual baseline distance around a line, and how far beyond it paragraphs part.
    fn leading(&self, line: &LaidLine) -> (f32, f32) {
        let size = tenths(line.line.style.size);
        let usual = || {
            let usual = self.usual.get(&size)?;
            // A table's capitals may be set further apart than the text.
            let capitals = self.capitals.get(&size).filter(|leading| *leading > usual && is_capitals(&line.line.text));
            Some(capitals.unwrap_or(usual))
        };
        match self.leading.get(&(line.region, size)).or_else(usual) {
            Some(leading) => (*leading, PARAGRAPH_GAP),
            None => {
                (self.guessed.get(&size).copied().unwrap_or(line.line.style.size * self.ratio), GUESSED_PARAGRAPH_GAP)
            }
        }
    }

    /// Whether `next` begins a new paragraph after `previous`; `first` is the paragraph's first line.
    pub(super) fn parts(&self, first: &LaidLine, previous: &LaidLine, next: &LaidLine) -> bool {
        let (before, after) = (&previous.line, &next.line);
        let closes = closes_parenthesis(&before.text, &after.text);
        let counts = || Self::is_next_number(first, previous, next) || self.counts_on(next);
        if next.line.marker.is_some() || (!closes && counts()) {
            return true;
        }
        let goes_on = !ends_sentence(&before.text)
            && (closes
                || starts_lower(&after.text)
                || starts_with_figure(&after.text)
                || expects_more(&before.text)
                || goes_on_in_capitals(&before.text, &after.text));
        let (one_element, two_elements) = match (previous.tag, next.tag) {
            (Some(before), Some(after)) => (before == after, before.0 != after.0),
            _ => (false, false),
        };
        // The lines of a title are often set as paragraphs of their own.
        if two_elements && !goes_on && !self.is_heading_like(before.style) {
            return true;
        }
        // A producer may put all paragraphs of a cell into one element.
        let begins = one_element && !goes_on && ends_sentence(&before.text) && starts_upper(&after.text);
        let goes_on = goes_on || one_element;
        if previous.region != next.region {
            return !(goes_on
                && is_capitals(&before.text) == is_capitals(&after.text)
                && same_look(before.style, after.style)
                && previous.container.is_some() == next.container.is_some()
                && (previous.page != next.page || previous.container == next.container)
                && !self.is_heading_like(before.style));
        }
        if (before.style.size - after.style.size).abs() > 0.06 * before.style.size.max(after.style.size) {
            return true;
        }
        let distance = next.baseline - previous.baseline;
        let (leading, gap) = self.leading(next);
        if distance <= 0.0 || distance > SENTENCE_GAP * leading {
            return true;
        }
        let heading_like = self.is_heading_like(before.style);
        let goes_on = goes_on || self.is_title_in_two_colours(previous, next, distance);
        // Emphasis within a paragraph may make most of a line look otherwise.
        let emphasised = same_look(previous.ends.1, next.ends.0) && heading_like == self.is_heading_like(after.style);
        let same_look = one_element || emphasised || same_look(before.style, after.style);
        if !same_look && (!goes_on || heading_like != self.is_heading_like(after.style)) {
            let inline = goes_on && distance <= gap * leading;
            if !inline {
                return true;
            }
        }
        if distance > gap * leading && distance - leading > NOTICEABLE * after.style.size {
            return heading_like || begins || !goes_on;
        }
        if self.is_set_apart(previous, next, distance) {
            return true;
        }
        let one_title = heading_like || self.is_coloured_capitals(before, after);
        if one_title || (one_element && !ends_sentence(&before.text)) {
            return false;
        }
        !self.hangs(first, next) && (self.is_broken_off(previous, next) || Self::is_outdented(first, previous, next))
    }

    /// Whether a line begins with a number that a line above it, at the same edge, comes just before: an item after the
    /// items of an inner list.
    fn counts_on(&self, next: &LaidLine) -> bool {
        let before =
            list_number(&next.line.text).and_then(|number| self.numbered.get(&(next.region, number.checked_sub(1)?)));
        before.is_some_and(|edges| {
            edges.iter().any(|(x, baseline)| (x - next.bbox.x0).abs() < 1.5 && *baseline < next.baseline)
        })
    }

    /// Whether a line goes on with a counted or marked item, at the edge of its text: even a new sentence on a line of
    /// its own does.
    fn hangs(&self, first: &LaidLine, next: &LaidLine) -> bool {
        /// In points.
        const SAME_EDGE: f32 = 1.5;
        let size = first.line.style.size;
        if list_number(&first.line.text).is_some() {
            let further_in = next.bbox.x0 - first.bbox.x0;
            let edge = match first.line.words.as_slice() {
                // Along the line, whichever way it runs on the page.
                [number, text, ..] => {
                    let (number, text) = (number.bbox, text.bbox);
                    (text.x0 - number.x0).abs().max((text.y0 - number.y0).abs())
                }
                _ => f32::INFINITY,
            };
            // A first line set in starts a paragraph: under a numbered heading, its text.
            let set_in = self.indent.is_some_and(|indent| (further_in - indent).abs() < SAME_EDGE);
            let at_edge = (further_in - edge).abs() < SAME_EDGE && !set_in;
            return further_in > 0.5 * size && (starts_lower(&next.line.text) || at_edge);
        }
        // Beside marks that stand out of the text, the edge of an item is that of all text.
        let inside = self.extent.get(&next.region).is_some_and(|(left, _)| *left < next.bbox.x0 - 0.8 * size);
        first.line.marker.is_some() && inside && (next.bbox.x0 - first.bbox.x0).abs() < SAME_EDGE
    }

    /// Whether a title in large capitals goes on in another colour.
    fn is_title_in_two_colours(&self, previous: &LaidLine, next: &LaidLine, distance: f32) -> bool {
        let (before, after) = (&previous.line, &next.line);
        let (leading, _) = self.leading(next);
        before.style.size > self.body.size * LARGE_TITLE
            && before.style.bold == after.style.bold
            && distance <= leading + NOTICEABLE * after.style.size
            && is_capitals(&before.text)
            && is_capitals(&after.text)
            && !ends_sentence(&before.text)
    }

    /// Whether two lines are one heading in the size of the running text: capitals in a colour of their own. A colon
    /// makes a line a labelled value, which ends with it.
    fn is_coloured_capitals(&self, before: &Line, after: &Line) -> bool {
        before.style.colour != self.body.colour
            && same_look(before.style, after.style)
            && [before, after].iter().all(|line| is_capitals(&line.text) && !line.text.contains(':'))
    }

    /// Whether a sentence begins a little further below the one before it than lines of a text that is set at one pitch
    /// stand: too little to be seen, and none by chance.
    fn is_set_apart(&self, previous: &LaidLine, next: &LaidLine, distance: f32) -> bool {
        let size = tenths(next.line.style.size);
        let Some(pitch) = self.exact.get(&size) else { return false };
        let own = self.leading.get(&(next.region, size)).unwrap_or(pitch);
        distance - own.max(*pitch) > DELIBERATE * next.line.style.size
            && ends_sentence(&previous.line.text)
            && starts_upper(&next.line.text)
    }

    /// Whether a line ends although the next word would have fitted.
    fn is_broken_off(&self, previous: &LaidLine, next: &LaidLine) -> bool {
        let size = previous.line.style.size;
        let Some((left, right)) = self.extent.get(&previous.region).copied() else { return false };
        let room = right - previous.bbox.x1;
        let fits = room > next.first_word + 0.8 * size;
        let clearly_fits = room > next.first_word + CLEAR_ROOM * size;
        let strongly_short = previous.bbox.x1 < left + 0.72 * (right - left);
        fits && (ends_sentence(&previous.line.text)
            || ((strongly_short || clearly_fits)
                && starts_upper(&next.line.text)
                && !goes_on_in_capitals(&previous.line.text, &next.line.text)))
    }

    /// Whether a line begins with the number after that of the paragraph, at the same edge: the next item of a list.
    fn is_next_number(first: &LaidLine, previous: &LaidLine, next: &LaidLine) -> bool {
        let Some(number) = list_number(&next.line.text) else { return false };
        match list_number(&first.line.text) {
            Some(before) => number == before + 1 && (next.bbox.x0 - first.bbox.x0).abs() < 1.5,
            None => number == 1 && previous.line.text.trim_end().ends_with(':'),
        }
    }

    /// Whether a finished text is followed further left or right: a new paragraph after a list, a first-line indent.
    fn is_outdented(first: &LaidLine, previous: &LaidLine, next: &LaidLine) -> bool {
        let indent = 0.8 * next.line.style.size;
        if !ends_sentence(&previous.line.text) {
            return first.line.marker.is_some()
                && next.bbox.x0 < first.bbox.x0 - indent
                && !starts_lower(&next.line.text);
        }
        next.bbox.x0 < previous.bbox.x0 - indent && std::ptr::eq(first, previous) == first.line.marker.is_some()
            || next.bbox.x0 > previous.bbox.x0 + indent
    }

    /// Larger than the running text, or bold where that is not.
    pub(super) fn is_heading_like(&self, style: Style) -> bool {
        style.size > self.body.size * 1.12 || (style.bold && !self.body.bold && style.size > self.body.size * 0.85)
    }
}

/// Looks that may stand in one paragraph: italics change within a sentence, weight and colour seldom.
pub(super) fn same_look(a: Style, b: Style) -> bool {
    a.bold == b.bold && a.colour == b.colour && (a.size - b.size).abs() < 0.06 * a.size.max(b.size)
}
