//! Where sheets begin: every place that a rule speaks of, less those that begin nothing.

use regex::Regex;

use crate::model::document::Rgb;
use crate::model::flow::{Flow, Style};
use crate::profile::{Beginning, Look, NotePart, Range, SheetRule};
use crate::text::{ends_sentence, is_capitals};

use super::super::Settled;
use super::super::notes::is_figure;
use super::super::unit::Unit;

/// A place where a sheet begins.
#[derive(Debug, Clone, Default)]
pub(super) struct Start {
    /// Its rule.
    pub(super) rule: usize,
    /// Its first piece.
    pub(super) at: usize,
    /// The line over its title.
    pub(super) number: Option<usize>,
    /// The lines of its title.
    pub(super) title: Vec<usize>,
    /// Where, in bytes of its first line, the title begins: after its label.
    pub(super) from: usize,
    /// Further pieces that only repeat number or title ("… (suite)").
    pub(super) repeated: Vec<usize>,
    /// How sure the title is, 0 to 1.
    pub(super) probability: f64,
}

/// A place that a rule speaks of, where no sheet begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// 1-based page.
    pub page: u32,
    /// What stands there.
    pub text: String,
    /// Why it begins no sheet.
    pub why: &'static str,
}

/// What [`find`] finds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In reading order.
    pub(super) starts: Vec<Start>,
    pub(super) refused: Vec<Refused>,
}

/// The longest title, in lines and characters.
const LINES: usize = 5;
const CHARACTERS: usize = 200;
/// How far, of 255, the parts of a colour may lie apart in a grey.
const GREY: u8 = 40;

/// Finds where sheets begin by the rules that speak of places in the text.
pub(super) fn find(settled: &Settled<'_>, flow: &Flow, range: &Range<'_>, rules: &[SheetRule]) -> Found {
    let view = View { settled, flow, range };
    let mut starts: Vec<Start> = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        let mut own = match &rule.begin {
            Beginning::Title(pattern) => view.titles(pattern),
            Beginning::Number { line, before } => view.numbers(line, before),
            Beginning::Label(pattern) => view.labels(pattern),
            Beginning::RunningHead(pattern) => view.running_heads(pattern),
            Beginning::Look(look) => view.looks(look),
            Beginning::Table => view.tables(),
            Beginning::Row(_) | Beginning::Headings(_) => Vec::new(),
        };
        own.iter_mut().for_each(|start| start.rule = index);
        starts.extend(own);
    }
    starts.sort_by_key(|start| (start.at, start.rule));
    starts.dedup_by_key(|start| start.at);
    let mut found = Found { starts, refused: Vec::new() };
    view.refuse_named(&mut found, rules);
    view.join_repeated(&mut found);
    view.refuse_empty(&mut found);
    view.judge(&mut found, rules);
    found
}

pub(super) struct View<'a, 'p> {
    pub(super) settled: &'a Settled<'p>,
    pub(super) flow: &'a Flow,
    pub(super) range: &'a Range<'p>,
}

impl View<'_, '_> {
    pub(super) fn unit(&self, index: usize) -> &Unit {
        &self.settled.units[self.settled.pieces[index].units.start]
    }

    pub(super) fn count(&self) -> usize {
        self.settled.pieces.len()
    }

    /// A piece that is no heading or label, nor a table.
    pub(super) fn is_open(&self, index: usize) -> bool {
        index < self.count() && self.settled.pieces[index].mark.is_none() && !self.unit(index).table
    }

    pub(super) fn folded(&self, pieces: &[usize]) -> String {
        pieces.iter().map(|index| self.unit(*index).folded.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Whether a line goes on with the title above it.
    pub(super) fn goes_on(&self, above: usize, below: usize) -> bool {
        let (a, b) = (self.unit(above), self.unit(below));
        let (x, y) = (a.style(), b.style());
        // A figure in big type is no part of a title.
        let figure = self.range.profile.notes.contains(&NotePart::Figure) && is_figure(&b.line.text);
        let alike = !figure
            && (x.size - y.size).abs() < 0.3
            && (x.bold, x.italic, x.direction) == (y.bold, y.italic, y.direction);
        let gap = b.bbox.y0 - a.bbox.y1;
        let close =
            a.paragraph == b.paragraph || (gap < 0.75 * x.size && gap > -0.8 * x.size && !ends_sentence(&a.line.text));
        let same_cell = a.cell == b.cell || a.cell.is_none();
        alike
            && a.page == b.page
            && a.furniture == b.furniture
            && b.line.marker.is_none()
            && same_cell
            && (close || (b.cut && x == y))
    }

    /// The next piece that is no furniture.
    pub(super) fn next(&self, index: usize) -> usize {
        (index + 1..self.count()).find(|next| !self.unit(*next).furniture).unwrap_or(self.count())
    }

    /// The lines of a title that begins at a piece; none where no title does.
    pub(super) fn title_at(&self, first: usize) -> Vec<usize> {
        if !self.is_open(first) || self.unit(first).furniture {
            return Vec::new();
        }
        let mut title = vec![first];
        let mut last = first;
        while self.is_open(self.next(last)) && self.goes_on(last, self.next(last)) {
            last = self.next(last);
            title.push(last);
        }
        if self.is_title(&title) { title } else { Vec::new() }
    }

    /// Whether lines may be a title: a few, with letters, and no sentence.
    pub(super) fn is_title(&self, pieces: &[usize]) -> bool {
        let length: usize = pieces.iter().map(|index| self.unit(*index).length()).sum();
        let letters = |index: &usize| self.unit(*index).line.text.chars().filter(|c| c.is_alphabetic()).count();
        let last = pieces.last().map(|index| self.unit(*index).line.text.as_str()).unwrap_or_default();
        let sentence = last.trim_end().ends_with(['.', ';', ',']) && length > 60;
        !pieces.is_empty()
            && pieces.len() <= LINES
            && length <= CHARACTERS
            && pieces.iter().map(letters).sum::<usize>() >= 2
            && self.unit(pieces[0]).line.marker.is_none()
            && !sentence
    }

    /// Titles known by their words: a line, or a few that go on with each other.
    fn titles(&self, pattern: &Regex) -> Vec<Start> {
        let mut starts = Vec::new();
        let mut next = 0;
        while next < self.count() {
            let first = next;
            next += 1;
            // The words of a title may be those of a heading.
            if self.unit(first).table || self.unit(first).furniture {
                continue;
            }
            let mut pieces = vec![first];
            let mut best = pattern.is_match(&self.folded(&pieces)).then(|| pieces.clone());
            while pieces.len() < LINES {
                let last = pieces[pieces.len() - 1];
                if !self.is_open(last + 1) || !self.goes_on(last, last + 1) {
                    break;
                }
                pieces.push(last + 1);
                if pattern.is_match(&self.folded(&pieces)) {
                    best = Some(pieces.clone());
                }
            }
            if let Some(title) = best {
                next = title[title.len() - 1] + 1;
                starts.push(Start { at: first, title, ..Start::default() });
            }
        }
        starts
    }

    /// Labels whose value is the title: on the line, or the text after.
    fn labels(&self, pattern: &Regex) -> Vec<Start> {
        let mut starts = Vec::new();
        for index in (0..self.count()).filter(|index| !self.unit(*index).table) {
            let unit = self.unit(index);
            let Some(found) = pattern.find(&unit.folded).filter(|found| found.start() == 0) else { continue };
            let text = &unit.line.text;
            let after = text.find(':').map(|colon| colon + 1).filter(|_| unit.folded[..found.end()].ends_with(':'));
            let from = after.filter(|at| text[*at..].chars().any(char::is_alphabetic));
            let start = match from {
                Some(from) => {
                    let mut title = vec![index];
                    if self.is_open(index + 1)
                        && self.goes_on(index, index + 1)
                        && unit.paragraph == self.unit(index + 1).paragraph
                    {
                        title.push(index + 1);
                    }
                    Start { at: index, title, from, ..Start::default() }
                }
                None => {
                    let title = self.value_of(index).map(|value| self.title_at(value)).unwrap_or_default();
                    let at = title.first().map_or(index, |first| index.min(*first));
                    Start { at, title, repeated: vec![index], ..Start::default() }
                }
            };
            starts.push(start);
        }
        starts
    }

    /// Where the value of a label begins that stands alone: beside it, below it, or next in reading order.
    fn value_of(&self, label: usize) -> Option<usize> {
        let of = self.unit(label);
        let candidates = || {
            let near = (0..self.count()).filter(|index| *index != label && self.is_open(*index));
            near.filter(|index| self.unit(*index).page == of.page && !self.unit(*index).furniture)
        };
        let beside = candidates().filter(|index| {
            let other = &self.unit(*index).bbox;
            other.x0 > of.bbox.x1 - 1.0 && other.overlap_y(&of.bbox) > 0.4 * other.height().min(of.bbox.height())
        });
        let beside = beside.min_by(|a, b| self.unit(*a).bbox.x0.total_cmp(&self.unit(*b).bbox.x0));
        let below = || {
            let close = candidates().filter(|index| {
                let (other, size) = (&self.unit(*index).bbox, of.style().size);
                (other.x0 - of.bbox.x0).abs() < 1.5 * size
                    && other.y0 > of.bbox.y0
                    && other.y0 - of.bbox.y1 < 1.5 * size
            });
            close.min_by(|a, b| self.unit(*a).bbox.y0.total_cmp(&self.unit(*b).bbox.y0))
        };
        let next = self.next(label);
        beside.or_else(below).or_else(|| self.is_open(next).then_some(next))
    }

    /// Pages whose running head tells another title than the page before.
    fn running_heads(&self, pattern: &Regex) -> Vec<Start> {
        let mut starts: Vec<Start> = Vec::new();
        let mut told = String::new();
        let all: Vec<usize> = (0..self.count()).collect();
        for page in all.chunk_by(|a, b| self.unit(*a).page == self.unit(*b).page) {
            let head = page.iter().copied().filter(|index| pattern.is_match(&self.unit(*index).folded));
            // In the margin rather than in the text, where it stands in both.
            let Some(head) = head.min_by_key(|index| !self.unit(*index).furniture) else { continue };
            let title = title_of(pattern, &self.unit(head).folded).to_owned();
            if title == told {
                if let Some(start) = starts.last_mut() {
                    start.repeated.push(head);
                }
            } else {
                told = title;
                starts.push(Start { at: page[0], title: vec![head], ..Start::default() });
            }
        }
        starts
    }

    /// Texts that look as titles do.
    fn looks(&self, look: &Look) -> Vec<Start> {
        let mut starts = Vec::new();
        let mut next = 0;
        while next < self.count() {
            let title = self.title_at(next);
            let Some(first) = title.first().copied().filter(|first| self.has_look(*first, look)) else {
                next += 1;
                continue;
            };
            next = title[title.len() - 1] + 1;
            starts.push(Start { at: first, title, ..Start::default() });
        }
        starts
    }

    fn has_look(&self, index: usize, look: &Look) -> bool {
        let (style, body) = (self.unit(index).style(), self.flow.body);
        let ratio = if body.size > 0.0 { style.size / body.size } else { 1.0 };
        let is = |wanted: Option<bool>, is: bool| wanted.is_none_or(|wanted| wanted == is);
        let Rgb(red, green, blue) = style.colour;
        let coloured = red.max(green).max(blue) - red.min(green).min(blue) > GREY;
        ratio >= look.larger
            && look.smaller.is_none_or(|most| ratio <= most)
            && is(look.bold, style.bold)
            && is(look.italic, style.italic)
            && is(look.capitals, is_capitals(&self.unit(index).line.text))
            && is(look.coloured, coloured)
    }
}

/// The part of a folded text that a pattern's group `title` is, or all of it.
fn title_of<'t>(pattern: &Regex, folded: &'t str) -> &'t str {
    let title = pattern.captures(folded).and_then(|groups| groups.name("title"));
    title.map_or(folded, |title| &folded[title.range()])
}

/// The look that most of some have.
pub(super) fn common(looks: &[Style]) -> Option<Style> {
    let count = |look: &Style| looks.iter().filter(|other| same_look(**other, *look)).count();
    let mut best: Option<(usize, Style)> = None;
    for look in looks {
        let count = count(look);
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, *look));
        }
    }
    best.map(|(_, look)| look)
}

pub(super) fn same_look(a: Style, b: Style) -> bool {
    (a.size - b.size).abs() < 0.4 && a.bold == b.bold && a.italic == b.italic && a.colour == b.colour
}
