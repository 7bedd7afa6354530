//! Titles that a number tells: on the line over them, beside them or before them.

use regex::Regex;

use crate::model::flow::Style;
use crate::model::geometry::Rect;
use crate::text::Folded;

use super::beginnings::{Start, View, common, same_look};

/// How much more than the texts after a number those elsewhere must look like titles, to be it.
const ELSEWHERE: f32 = 1.15;

impl View<'_, '_> {
    /// Lines over titles. The title is the text straight after, or straight before where that is what all sheets show.
    pub(super) fn numbers(&self, pattern: &Regex, before_title: &Regex) -> Vec<Start> {
        let matches = |index: &usize| {
            let unit = self.unit(*index);
            !unit.table && pattern.is_match(unit.folded.trim_end_matches([' ', ':', '.', '-']))
        };
        let mut numbers: Vec<usize> = (0..self.count()).filter(matches).collect();
        let all = numbers.clone();
        let in_text = |index: usize| {
            let same = |other: &&usize| self.unit(**other).folded == self.unit(index).folded;
            all.iter().filter(same).any(|other| !self.unit(*other).furniture)
        };
        // A running head repeats it; where nothing else is it, what looks like a running head is it.
        numbers.retain(|number| !self.unit(*number).furniture || !in_text(*number));
        // What nothing of a sheet follows (a list of contents) tells nothing.
        let ends = numbers.iter().skip(1).copied().chain([self.count()]);
        let begins: Vec<bool> = numbers.iter().zip(ends).map(|(start, end)| self.has_marks(*start, end)).collect();
        let shown = |titles: &[Vec<usize>]| {
            let of_sheets = titles.iter().zip(&begins).filter(|(_, begins)| **begins);
            self.show(&of_sheets.map(|(title, _)| title.clone()).collect::<Vec<_>>())
        };
        let mut titles: Vec<Vec<usize>> = numbers.iter().map(|number| self.after(*number)).collect();
        let mut best = ELSEWHERE * shown(&titles);
        let elsewhere: [&dyn Fn(usize) -> Vec<usize>; 3] =
            [&|number| self.before(number), &|number| self.beside(number, false), &|number| self.beside(number, true)];
        for place in elsewhere {
            let there: Vec<Vec<usize>> = numbers.iter().map(|number| place(*number)).collect();
            let looks = shown(&there);
            if looks > best {
                (titles, best) = (there, looks);
            }
        }
        let start = |(number, title): (usize, Vec<usize>)| Start {
            at: title.first().map_or(number, |title| number.min(*title)),
            number: Some(number),
            title,
            ..Start::default()
        };
        let over = numbers.into_iter().zip(titles).map(start);
        over.chain((0..self.count()).filter_map(|index| self.numbered(index, before_title))).collect()
    }

    /// A title with its number before it on its line.
    fn numbered(&self, index: usize, before: &Regex) -> Option<Start> {
        let unit = self.unit(index);
        if unit.table || unit.furniture {
            return None;
        }
        let folded = Folded::of(&unit.line.text);
        let end = before.find(&folded.text)?.end();
        let title = folded.origin(&(end..folded.text.len()));
        let letters = unit.line.text.get(title.clone())?.chars().filter(|c| c.is_alphabetic()).count();
        let lines = if self.is_open(index) { self.title_at(index) } else { vec![index] };
        (letters >= 3 && !lines.is_empty()).then(|| Start {
            at: index,
            title: lines,
            from: title.start,
            ..Start::default()
        })
    }

    /// The title below a line, or beside it.
    fn after(&self, number: usize) -> Vec<usize> {
        let title = self.title_at(self.next(number));
        let near = title.first().is_some_and(|first| {
            let (a, b) = (self.unit(number), self.unit(*first));
            // A number at the foot of a page has its title at the top of the next one.
            (b.page == a.page + 1 && self.is_at_foot(number))
                || (a.page == b.page && self.is_near(&a.bbox, &b.bbox, b.style().size))
        });
        if near {
            return title;
        }
        // Reading order may go elsewhere first.
        let of = self.unit(number);
        let below = (0..self.count()).filter(|index| {
            let other = self.unit(*index);
            let gap = other.bbox.y0 - of.bbox.y1;
            self.is_open(*index)
                && other.page == of.page
                && other.bbox.overlap_x(&of.bbox) > 0.0
                && gap > -0.5 * of.style().size
                && gap < 2.0 * other.style().size.max(self.flow.body.size)
        });
        let below = below.min_by(|a, b| self.unit(*a).bbox.y0.total_cmp(&self.unit(*b).bbox.y0));
        below.filter(|below| *below != number).map(|below| self.title_at(below)).unwrap_or_default()
    }

    /// Whether nothing of the text stands below a line on its page.
    fn is_at_foot(&self, number: usize) -> bool {
        let of = self.unit(number);
        let below = |index: usize| {
            let other = self.unit(index);
            !other.furniture && other.page == of.page && other.bbox.y0 > of.bbox.y0 + 0.5 * of.style().size
        };
        !of.furniture && !(0..self.count()).any(below)
    }

    /// The title above a line, or beside it.
    fn before(&self, number: usize) -> Vec<usize> {
        let mut first = number;
        while first > 0 && self.is_open(first - 1) && (first == number || self.goes_on(first - 1, first)) {
            first -= 1;
        }
        let title: Vec<usize> = (first..number).collect();
        let Some(last) = title.last() else { return title };
        let (a, b) = (self.unit(*last), self.unit(number));
        let near = a.page == b.page && !a.furniture && self.is_near(&a.bbox, &b.bbox, a.style().size);
        if near && self.is_title(&title) { title } else { Vec::new() }
    }

    /// The title level with a line, to its left or its right.
    fn beside(&self, number: usize, right: bool) -> Vec<usize> {
        let of = self.unit(number);
        let level = (0..self.count()).filter(|index| {
            let other = self.unit(*index);
            let apart = if right { other.bbox.x0 - of.bbox.x1 } else { of.bbox.x0 - other.bbox.x1 };
            let height = other.bbox.height().min(of.bbox.height());
            let level = other.bbox.overlap_y(&of.bbox) > 0.3 * height;
            *index != number
                && self.is_open(*index)
                && !other.furniture
                && other.page == of.page
                && level
                && apart > -1.0
        });
        let apart = |index: &usize| (self.unit(*index).bbox.centre_x() - of.bbox.centre_x()).abs();
        let Some(mut first) = level.min_by(|a, b| apart(a).total_cmp(&apart(b))) else { return Vec::new() };
        while first > 0 && self.is_open(first - 1) && self.goes_on(first - 1, first) {
            first -= 1;
        }
        self.title_at(first)
    }

    fn is_near(&self, a: &Rect, b: &Rect, size: f32) -> bool {
        // Without positions, reading order is all there is.
        self.flow.sides.is_empty() || b.y0 - a.y1 < 3.0 * size.max(self.flow.body.size) || a.overlap_y(b) > 0.0
    }

    /// How much some texts look like the titles of all sheets: the share that has one look, by how it stands out.
    fn show(&self, titles: &[Vec<usize>]) -> f32 {
        let looks: Vec<Style> =
            titles.iter().filter_map(|title| title.first()).map(|first| self.unit(*first).style()).collect();
        let Some(common) = common(&looks) else { return 0.0 };
        let share = looks.iter().filter(|look| same_look(**look, common)).count() as f32 / titles.len().max(1) as f32;
        let body = self.flow.body;
        let ratio = if body.size > 0.0 { common.size / body.size } else { 1.0 };
        share * (ratio + if common.bold && !body.bold { 0.3 } else { 0.0 })
    }
}
