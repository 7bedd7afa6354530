//! Rows → words and fragments: gaps between letters, between words, and between the texts of a row.

use crate::model::document::{Font, Rgb};
use crate::model::flow::{PlacedWord, Run, Style};
use crate::model::geometry::Rect;

use super::bidi;
use super::fragments::{Fragment, GUTTER_GAP};
use super::leaders;
use super::markers::{is_bullet, is_marker};
use super::placed::Placed;
use super::tags::Tags;

/// A blank narrower than this share of the font size lies over or under other letters, and parts nothing.
const THIN_BLANK: f32 = 0.03;
/// A gap wider than this share of the font size, beyond the letter spacing, parts words.
const WORD_GAP: f32 = 0.11;
/// … unless the line is stretched: then a gutter is this many times its usual word gap.
const STRETCHED_GAPS: f32 = 1.6;
/// Texts further apart than this many font sizes are not spaced alike, whatever their look.
const FAR_GAP: f32 = 3.0;

/// A closing quotation mark stands nearer to the next word than this many font sizes.
const QUOTE_GAP: f32 = 0.6;

/// Cuts rows into fragments.
pub(super) struct Splitter<'d> {
    fonts: &'d [Font],
    tags: Tags<'d>,
    /// Where the words of the fragment under way start in their row.
    words: Vec<usize>,
    /// The gaps of the row under way.
    gaps: Vec<f32>,
    /// The looks, by font and size, whose letters were last seen spaced, and how far, in font sizes.
    spaced: Vec<(u16, f32, f32)>,
}

impl<'d> Splitter<'d> {
    /// For a document with these fonts and tags.
    pub(super) fn new(fonts: &'d [Font], tags: Tags<'d>) -> Self {
        Self { fonts, tags, words: Vec::new(), gaps: Vec::new(), spaced: Vec::new() }
    }

    /// Cuts a row, sorted by x, at its gutters.
    pub(super) fn split(&mut self, mut row: Vec<Placed<'_>>) -> Vec<Fragment> {
        let mut after_space = false;
        row.retain_mut(|glyph| {
            glyph.after_space = std::mem::replace(&mut after_space, glyph.blank);
            !glyph.blank
        });
        leaders::drop(&mut row);
        let mut fragments = Vec::new();
        for stretch in row.chunk_by(|before, glyph| !is_apart(before, glyph)) {
            self.split_stretch(stretch, &mut fragments);
        }
        fragments
    }

    fn split_stretch(&mut self, row: &[Placed<'_>], fragments: &mut Vec<Fragment>) {
        let gaps = Gaps::of(row, &mut self.gaps, &mut self.spaced);
        self.words.clear();
        self.words.push(0);
        for (index, pair) in (1..).zip(row.windows(2)) {
            let (before, glyph) = (&pair[0], &pair[1]);
            let mut gap = glyph.bbox.x0 - before.bbox.x1;
            let (smaller, larger) = ordered(before.glyph.size, glyph.glyph.size);
            let mut wide = gap > gaps.letter + WORD_GAP * smaller;
            if wide && bidi::runs_leftwards(before) {
                gap = glyph.bbox.x0 - bidi::reach(&row[..index]);
                wide = gap > gaps.letter + WORD_GAP * smaller;
            }
            // Within a word, as most are: no gutter is as narrow.
            if !wide && !glyph.after_space && !glyph.led {
                continue;
            }
            if gap > gaps.gutter(larger) && !glyph.led {
                self.close(row, index, fragments);
                self.words.clear();
                self.words.push(index);
            } else if wide || glyph.led || gap > gaps.letter + THIN_BLANK * smaller {
                self.words.push(index);
            }
        }
        self.close(row, row.len(), fragments);
    }

    /// Makes a fragment of the words under way, the last of which ends at `end`.
    fn close(&self, row: &[Placed<'_>], end: usize, fragments: &mut Vec<Fragment>) {
        let mut words = self.words.as_slice();
        let Some(mut start) = words.first().copied() else { return };
        let end_of_first = words.get(1).copied().unwrap_or(end);
        let text_of = |glyphs: &[Placed<'_>]| {
            let mut text = String::new();
            glyphs.iter().for_each(|glyph| glyph.say(&mut text));
            text
        };
        let is_symbolic =
            |glyph: &Placed<'_>| self.fonts.get(usize::from(glyph.glyph.font)).is_some_and(|f| f.symbolic);
        let mut marker = None;
        let left = row[start].bbox.x0;
        if end_of_first == start + 1 {
            // A marker is one sign.
            let sign = &row[start..end_of_first];
            let lettered =
                || row[end_of_first..end].iter().any(|glyph| glyph.glyph.text.chars().any(char::is_alphabetic));
            // A closing quotation mark may begin a line; as a bullet it stands before a capital, or far from its text.
            let closes_quote = || {
                let mut letters = row[end_of_first..end].iter().flat_map(|glyph| glyph.glyph.text.chars());
                let gap = row[end_of_first].bbox.x0 - sign[0].bbox.x1;
                sign[0].glyph.text == "»"
                    && gap < QUOTE_GAP * sign[0].glyph.size
                    && letters.find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
            };
            if is_marker(&sign[0].glyph.text, is_symbolic(&sign[0])) && lettered() && !closes_quote() {
                marker = Some(text_of(sign));
                words = &words[1..];
                start = end_of_first;
            }
        } else if row[start].glyph.text.chars().all(is_bullet) {
            // A bullet set tight against its word.
            marker = Some(text_of(&row[start..=start]));
            start += 1;
        }
        let (Some(last), end_of_first) = (words.last().copied(), words.get(1).copied().unwrap_or(end)) else { return };
        let last = last.max(start);
        let glyphs = &row[start..end];
        let common = Common::of(glyphs);
        // Letters with accents have two bytes.
        let mut text = String::with_capacity(glyphs.len() + glyphs.len() / 8 + words.len());
        let mut runs: Vec<Run> = Vec::new();
        let mut placed = Vec::with_capacity(words.len());
        let mut bbox = None;
        let mut from = start;
        for word in words.iter().skip(1).copied().chain([end]) {
            if from > start {
                text.push(' ');
            }
            let own = bbox_of(&row[from..word]);
            bbox = bbox.map_or(Some(own), |all: Rect| Some(all.union(&own)));
            placed.push(PlacedWord { start: text.len(), bbox: own });
            if !common.one_look {
                let style = self.style_of(&row[from..word]);
                if runs.last().is_none_or(|run| run.style != style) {
                    runs.push(Run { start: text.len(), style });
                }
            }
            row[from..word].iter().for_each(|glyph| glyph.say(&mut text));
            from = word;
        }
        let bbox = bbox.unwrap_or_default();
        let first_word = placed.first().map_or(0.0, |word| word.bbox.width());
        // The letters of most lines are told apart by their bytes, side by side as they are here.
        if text.bytes().any(bidi::may_run_leftwards) && glyphs.iter().any(bidi::runs_leftwards) {
            let starts = std::iter::once(start).chain(words.iter().skip(1).copied());
            let ends = words.iter().skip(1).copied().chain([end]);
            let parts: Vec<&[Placed<'_>]> = starts.zip(ends).map(|(from, to)| &row[from..to]).collect();
            text = bidi::text(&parts);
            // Their places are those of the row from left to right.
            runs.clear();
            placed = vec![PlacedWord { start: 0, bbox }];
        } else if runs.len() == 1 {
            runs.clear();
        }
        let first = &row[start..end_of_first];
        if words.len() == 1 && marker.is_none() && is_marker(&text, first.iter().all(is_symbolic)) {
            marker = Some(std::mem::take(&mut text));
            placed.clear();
        }
        let length = text.len();
        part_number(&mut text);
        let added = text.len() - length;
        runs.iter_mut().filter(|run| run.start > 0).for_each(|run| run.start += added);
        placed.iter_mut().filter(|word| word.start > 0).for_each(|word| word.start += added);
        let style = if common.one_look { self.look(&glyphs[0]) } else { self.style_of(glyphs) };
        let style_of = |glyphs: &[Placed<'_>]| if common.one_look { style } else { self.style_of(glyphs) };
        fragments.push(Fragment {
            text,
            bbox,
            left,
            baseline: if common.one_baseline { glyphs[0].baseline } else { middle_baseline(glyphs) },
            style,
            tag: self.tags.tag(glyphs.iter().map(|glyph| glyph.glyph)),
            ends: (style_of(first), style_of(&row[last..end])),
            marker,
            first_word,
            runs,
            words: placed,
        });
    }

    /// The look of most letters.
    fn style_of(&self, glyphs: &[Placed<'_>]) -> Style {
        if let [first, rest @ ..] = glyphs
            && rest.iter().all(|glyph| look_alike(first, glyph))
        {
            return self.look(first);
        }
        let mut looks: Vec<(Style, usize)> = Vec::new();
        for run in glyphs.chunk_by(look_alike) {
            let style = self.look(&run[0]);
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

    /// The look of a glyph.
    fn look(&self, glyph: &Placed<'_>) -> Style {
        let glyph = glyph.glyph;
        let font = self.fonts.get(usize::from(glyph.font));
        Style {
            size: (glyph.size * 10.0).round() / 10.0,
            bold: font.is_some_and(|font| font.bold),
            italic: font.is_some_and(|font| font.italic),
            colour: if glyph.invisible { Rgb::default() } else { glyph.colour },
            direction: glyph.direction,
        }
    }
}

/// Sets a blank between a number that counts and the text that follows it without one ("1.Title").
fn part_number(text: &mut String) {
    const LONGEST: usize = 8;
    if !text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return;
    }
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ')'))).unwrap_or(text.len());
    if end > LONGEST || !text[..end].ends_with(['.', ')']) {
        return;
    }
    let mut letters = text[end..].chars();
    let titled = letters.next().is_some_and(char::is_uppercase)
        && letters.by_ref().take(2).filter(|c| c.is_alphabetic()).count() == 2;
    if titled {
        text.insert(end, ' ');
    }
}

/// Whether the letters of two texts in a row need not be spaced alike: a heading beside the text of another column is
/// none with it.
fn is_apart(before: &Placed<'_>, glyph: &Placed<'_>) -> bool {
    let gap = glyph.bbox.x0 - before.bbox.x1;
    // Most glyphs are next to each other.
    if gap <= glyph.glyph.size || gap <= before.glyph.size || glyph.led {
        return false;
    }
    let (_, larger) = ordered(before.glyph.size, glyph.glyph.size);
    let gap = gap / larger;
    let alike = glyph.glyph.font == before.glyph.font && (glyph.glyph.size - before.glyph.size).abs() < 0.1;
    gap > FAR_GAP || (gap > GUTTER_GAP && !alike)
}

/// The smaller and the larger of two sizes.
fn ordered(a: f32, b: f32) -> (f32, f32) {
    if a < b { (a, b) } else { (b, a) }
}

/// Whether two glyphs have one look.
fn look_alike(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let (a, b) = (a.glyph, b.glyph);
    a.font == b.font && a.size == b.size && a.colour == b.colour && a.invisible == b.invisible
}

/// What gaps are usual in a row, in points.
struct Gaps {
    /// Between letters of a word.
    letter: f32,
    /// Between words.
    word: f32,
}

impl Gaps {
    /// Measures the printed glyphs of a row; `gaps` is room for the work, `spaced` the looks whose letters were spaced:
    /// a word of two letters alone does not show whether its own are.
    fn of(printed: &[Placed<'_>], gaps: &mut Vec<f32>, spaced: &mut Vec<(u16, f32, f32)>) -> Self {
        /// So many gaps show whether letters are spaced.
        const ENOUGH: usize = 4;
        /// Letters of one look are spaced alike, to so many font sizes.
        const ALIKE: f32 = 0.04;
        /// Letters are spaced when less than this share of the gaps, in percent, is narrower than so many font sizes.
        const LOW_PERCENTILE: usize = 30;
        const SPACED: f32 = 0.05;
        let shares = || {
            let shares = printed.windows(2).map(|pair| (pair[1].bbox.x0 - pair[0].bbox.x1) / pair[1].glyph.size);
            shares.filter(|gap| gap.abs() < GUTTER_GAP)
        };
        gaps.clear();
        let (mut count, mut tight) = (0, 0);
        for gap in shares() {
            count += 1;
            tight += usize::from(gap <= SPACED);
            if gap > WORD_GAP {
                gaps.push(gap);
            }
        }
        let mut letter = 0.0;
        // Letter-spaced: even a low percentile of the gaps is wide.
        let is_spaced = count >= ENOUGH && tight <= count * LOW_PERCENTILE / 100;
        if is_spaced {
            gaps.clear();
            gaps.extend(shares());
            letter = at(gaps, count / 2).max(0.0);
        }
        if let Some(first) = printed.first().filter(|_| is_spaced || !spaced.is_empty()) {
            let look = (first.glyph.font, first.glyph.size);
            let known = spaced.iter().position(|(font, size, _)| (*font, *size) == look);
            let as_known = |gap: f32, known: f32| (gap - known).abs() < ALIKE || gap > known + WORD_GAP;
            match known {
                Some(place) if count >= ENOUGH => drop(spaced.swap_remove(place)),
                Some(place) if shares().all(|gap| as_known(gap, spaced[place].2)) => letter = spaced[place].2,
                _ => {}
            }
            let counts = || printed.iter().any(|glyph| glyph.glyph.text.bytes().any(|byte| byte.is_ascii_digit()));
            if is_spaced && letter > SPACED && !counts() {
                spaced.push((look.0, look.1, letter));
            }
        }
        if letter > 0.0 {
            gaps.retain(|gap| *gap > letter + WORD_GAP);
        }
        // The lower median: one of two wide gaps may be a gutter.
        let middle = gaps.len().saturating_sub(1) / 2;
        let word = if gaps.len() >= 2 { at(gaps, middle) } else { 0.0 };
        let size = printed.first().map_or(1.0, |glyph| glyph.glyph.size);
        Self { letter: letter * size, word: word * size }
    }

    fn gutter(&self, size: f32) -> f32 {
        (GUTTER_GAP * size + self.letter * 2.0).max(self.word * STRETCHED_GAPS)
    }
}

/// The value at a place in the order of values, of which there is one.
fn at(values: &mut [f32], place: usize) -> f32 {
    *values.select_nth_unstable_by(place, f32::total_cmp).1
}

/// What the glyphs of a fragment have in common.
struct Common {
    one_look: bool,
    one_baseline: bool,
}

impl Common {
    fn of(glyphs: &[Placed<'_>]) -> Self {
        let first = &glyphs[0];
        let mut common = Self { one_look: true, one_baseline: true };
        for glyph in &glyphs[1..] {
            common.one_baseline &= glyph.baseline == first.baseline;
            common.one_look &= look_alike(first, glyph);
        }
        common
    }
}

/// The box of the glyphs of a word.
fn bbox_of(glyphs: &[Placed<'_>]) -> Rect {
    let mut all = glyphs.first().map(|glyph| glyph.bbox).unwrap_or_default();
    glyphs.iter().skip(1).for_each(|glyph| all.grow(&glyph.bbox));
    all
}

fn middle_baseline(glyphs: &[Placed<'_>]) -> f32 {
    let mut baselines: Vec<f32> = glyphs.iter().map(|glyph| glyph.baseline).collect();
    let middle = baselines.len() / 2;
    at(&mut baselines, middle)
}
