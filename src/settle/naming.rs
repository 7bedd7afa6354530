//! The title of a sheet, the names printed with it, and its theme.

use std::sync::LazyLock;

use crate::model::flow::{Line, Role};
use crate::model::geometry::Rect;
use crate::model::passage::Passage;
use crate::profile::Mark;
use crate::text::ends_sentence;

use super::decision::{Account, Candidate, Decision, choose};
use super::groups::{Group, is_theme_label};
use super::page::{Page, Taken};
use super::shown::{self, Shown};
use super::unit::Unit;
use super::weights::Weights;

static TITLE: LazyLock<Weights<{ shown::FACTS.len() }>> = LazyLock::new(|| Weights::of("title", &shown::FACTS));
static THEME: LazyLock<Weights<{ shown::FACTS.len() }>> = LazyLock::new(|| Weights::of("theme", &shown::FACTS));

/// What was chosen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    /// An index of the sheet's groups; nothing where none of them is it.
    pub(super) group: Option<usize>,
    /// How sure that is, 0 to 1.
    pub(super) probability: f64,
}

/// One sheet among the others.
pub(super) struct Naming<'a, 'p> {
    pub(super) page: &'a Page<'a, 'p>,
    /// Its number in the document.
    pub(super) number: usize,
    /// Its pieces.
    pub(super) sheet: &'a [usize],
    /// Its texts that stand by themselves.
    pub(super) groups: &'a [Group],
    /// What the whole document shows of such texts.
    pub(super) shown: &'a Shown,
}

impl Naming<'_, '_> {
    /// Chooses the title, an index of groups.
    pub(super) fn title(&self, taken: &mut Taken, account: &mut Account) -> Choice {
        let title = self.choose("title", &TITLE, None, |group| !is_taken(group, taken), account);
        if let Some(group) = title.group {
            taken.extend(self.groups[group].pieces.iter().copied());
        }
        title
    }

    /// Chooses the theme; that of the `chapter` which the sheet stands in, unless one is announced.
    pub(super) fn theme(
        &self,
        title: Option<usize>,
        chapter: Option<&(Passage, f64)>,
        taken: &mut Taken,
        account: &mut Account,
    ) -> (Option<Passage>, f64) {
        if let Some((theme, probability)) = chapter.filter(|_| !self.groups.iter().any(Group::is_announced)) {
            return (Some(theme.clone()), *probability);
        }
        let free = |group: &Group| {
            !group.is_aside() && !group.opens_sentence && !is_theme_label(&group.folded) && !is_taken(group, taken)
        };
        let choice = self.choose("theme", &THEME, title, free, account);
        (choice.group.map(|group| self.theme_of(group, taken)), choice.probability)
    }

    fn theme_of(&self, group: usize, taken: &mut Taken) -> Passage {
        let theme = &self.groups[group];
        taken.extend(theme.pieces.iter().copied());
        let values = &theme.pieces[usize::from(theme.labelled)..];
        let lines: Vec<Line> = values.iter().map(|piece| self.line(*piece).line.clone()).collect();
        let whole = Passage::of_lines(&lines).trimmed();
        // "Thème : X" is the theme X.
        match whole.text.find(':').filter(|_| !theme.labelled && theme.is_announced()) {
            Some(colon) => whole.part(colon + 1..whole.text.len()).trimmed(),
            None => whole,
        }
    }

    fn line(&self, piece: usize) -> &Unit {
        self.page.unit(piece)
    }

    /// Chooses among the groups that are free, or none of them.
    fn choose(
        &self,
        model: &'static str,
        weights: &Weights<{ shown::FACTS.len() }>,
        title: Option<usize>,
        is_free: impl Fn(&Group) -> bool,
        account: &mut Account,
    ) -> Choice {
        let labels: Vec<(u32, Rect)> = self
            .sheet
            .iter()
            .filter(|index| matches!(self.page.settled.pieces[**index].mark, Some(Mark::Label(_))))
            .map(|index| (self.line(*index).page, self.line(*index).bbox))
            .collect();
        let kept: Vec<usize> = (0..self.groups.len()).filter(|index| is_free(&self.groups[*index])).collect();
        let title = title.map(|title| &self.groups[title]);
        let facts_of = |index: &usize| {
            let group = &self.groups[*index];
            self.shown.facts(group, self.groups, &labels, title, self.page.height(group.page))
        };
        let facts: Vec<shown::Facts> = kept.iter().map(facts_of).chain(std::iter::once(shown::none())).collect();
        let scores: Vec<f64> = facts.iter().map(|facts| weights.score(facts)).collect();
        let (chosen, probability) = choose(&scores).unwrap_or((0, 0.0));
        account.tell(|| {
            let candidate = |(at, facts): (usize, &shown::Facts)| {
                let index = kept.get(at);
                let text = index.map_or_else(String::new, |index| self.groups[*index].text.clone());
                let id = index.map_or_else(|| "none".to_owned(), usize::to_string);
                Candidate::new(text, id, &shown::FACTS, facts, weights)
            };
            Decision {
                model,
                sheet: self.number,
                page: kept.get(chosen).or(kept.first()).map_or(0, |index| self.groups[*index].page),
                candidates: facts.iter().enumerate().map(candidate).collect(),
                chosen: Some(chosen),
                probability,
                ..Decision::default()
            }
        });
        Choice { group: kept.get(chosen).copied(), probability }
    }

    /// The lines of the title, and the names that stand beside it or below it and cannot be the theme.
    pub(super) fn sure_names(&self, title: usize, taken: &mut Taken) -> Vec<Line> {
        let lines = self.groups[title].pieces.iter().map(|piece| self.line(*piece).line.clone());
        let mut lines: Vec<Line> = lines.collect();
        lines.extend(self.names(title, taken, |names, above, below| {
            is_beside(above, below) || (is_below(above, below) && !self.shown.may_be_theme(names))
        }));
        lines
    }

    /// The names that stand straight below the title and what is beside it.
    pub(super) fn names_below(&self, title: usize, taken: &mut Taken) -> Vec<Line> {
        self.names(title, taken, |_, above, below| is_beside(above, below) || is_below(above, below))
    }

    /// The name that stands straight above the title, where most sheets have a text of its look, each its own.
    pub(super) fn name_above(&self, title: usize, taken: &mut Taken) -> Option<Line> {
        /// The most words of a name.
        const WORDS: usize = 8;
        let first = self.line(*self.groups[title].pieces.first()?);
        let is_name = |group: &&Group| {
            let [piece] = group.pieces[..] else { return false };
            let above = self.line(piece);
            above.page == first.page
                && !taken.contains(&piece)
                && may_be_name(group, above)
                && is_below(above, first)
                && first.bbox.y0 > above.bbox.y0
                && group.text.split_whitespace().count() <= WORDS
                && self.shown.is_own(group)
        };
        let group = self.groups.iter().find(is_name)?;
        taken.extend(group.pieces.iter().copied());
        Some(self.line(group.pieces[0]).line.clone())
    }

    /// Whether a line has the look of the sheet's section headings: it may be the rest of one.
    fn looks_like_a_section(&self, piece: usize) -> bool {
        let look = self.line(piece).style();
        let is_section = |other: &&usize| matches!(self.page.settled.pieces[**other].mark, Some(Mark::Section(_)));
        self.sheet.iter().filter(is_section).any(|other| {
            let other = self.line(*other).style();
            (other.size - look.size).abs() < 0.3 && (other.bold, other.colour) == (look.bold, look.colour)
        })
    }

    /// Whether a line goes on with what is printed after a label: it is a line of the label's paragraph, or stands close
    /// below one, at its edge or its middle, in its look.
    fn is_rest_of_label(&self, piece: usize) -> bool {
        /// In points.
        const SAME_EDGE: f32 = 1.0;
        const CLOSE_EMS: f32 = 0.6;
        let below = self.line(piece);
        let is_label = |other: &&usize| matches!(self.page.settled.pieces[**other].mark, Some(Mark::Label(_)));
        let before = || self.sheet.iter().filter(|other| **other < piece);
        let goes_on = |above: &Unit| {
            let (a, b) = (above.style(), below.style());
            let gap = below.bbox.y0 - above.bbox.y1;
            let apart = [above.bbox.x0 - below.bbox.x0, above.bbox.centre_x() - below.bbox.centre_x()];
            above.page == below.page
                && (a.size - b.size).abs() < 0.3
                && (a.italic, a.colour) == (b.italic, b.colour)
                && gap < CLOSE_EMS * a.size
                && gap > -a.size
                && apart.iter().any(|apart| apart.abs() < SAME_EDGE)
        };
        before().filter(is_label).any(|label| {
            let paragraph = self.line(*label).paragraph;
            let mut lines = before().filter(|other| **other >= *label).map(|other| self.line(*other));
            below.paragraph == paragraph || lines.any(|line| line.paragraph == paragraph && goes_on(line))
        })
    }

    fn names(&self, title: usize, taken: &mut Taken, goes_on: impl Fn(&Group, &Unit, &Unit) -> bool) -> Vec<Line> {
        let mut lines = Vec::new();
        let Some(mut last) = self.groups[title].pieces.last().copied() else { return lines };
        let after = self.sheet.iter().position(|index| *index == last).map_or(self.sheet.len(), |at| at + 1);
        let mut below_title = self.sheet[after..].iter().copied().peekable();
        // The names that are sure are taken before.
        while let Some(piece) = below_title.next_if(|index| taken.contains(index)) {
            last = piece;
        }
        // Whether a line goes on with the names, and whether it is the rest of the one above it.
        let follows = |last: usize, index: usize, taken: &Taken| -> Option<bool> {
            let names = self.groups.iter().find(|group| group.pieces.contains(&index))?;
            let (above, below) = (self.line(last), self.line(index));
            let wrapped = is_wrapped(above, below);
            let is_name = !taken.contains(&index)
                && above.page == below.page
                && (wrapped || goes_on(names, above, below))
                && may_be_name(names, below)
                && !self.is_rest_of_label(index);
            is_name.then_some(wrapped)
        };
        loop {
            let next = below_title.next_if(|index| follows(last, *index, taken).is_some());
            // Under a title over columns, a name stands in the column that it is set over.
            let next = next.or_else(|| {
                let apart = |index: &usize| {
                    is_set_under(self.line(last), self.line(*index)) && !self.looks_like_a_section(*index)
                };
                let mut found = self.sheet.iter().copied().filter(apart);
                found.find(|index| follows(last, *index, taken).is_some())
            });
            let Some(index) = next else { break };
            let below = self.line(index);
            let wrapped = is_wrapped(self.line(last), below);
            match lines.last_mut().filter(|_| wrapped) {
                Some(line) => line.append(&below.line),
                None => lines.push(below.line.clone()),
            }
            taken.insert(index);
            last = index;
        }
        lines
    }
}

/// Whether a part of a text is taken.
fn is_taken(group: &Group, taken: &Taken) -> bool {
    group.pieces.iter().any(|piece| taken.contains(piece))
}

/// Whether a name that begins on the line of the title goes on in the next one: in its look, close below.
fn is_wrapped(above: &Unit, below: &Unit) -> bool {
    let (a, b) = (above.style(), below.style());
    let gap = below.bbox.y0 - above.bbox.y1;
    above.cut
        && !below.cut
        && (a.size - b.size).abs() < 0.3
        && (a.bold, a.italic, a.colour) == (b.bold, b.italic, b.colour)
        && gap < 0.6 * a.size
        && gap > -above.bbox.height()
}

/// Whether a line of a group may be a name, wherever it stands: no item, no sentence, no part of more, no furniture.
fn may_be_name(group: &Group, line: &Unit) -> bool {
    line.line.marker.is_none()
        && !group.partial
        && !group.furniture
        && !ends_sentence(&group.text)
        && !is_dated(&group.text)
}

/// Whether a text tells a year: no job is called so.
fn is_dated(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a heading stands straight below a line, and at an edge or the middle of it.
fn is_set_under(above: &Unit, below: &Unit) -> bool {
    /// In points.
    const SAME_EDGE: f32 = 2.0;
    let (a, b) = (&above.bbox, &below.bbox);
    let edges = [a.x0 - b.x0, a.x1 - b.x1, a.centre_x() - b.centre_x()];
    above.page == below.page
        && matches!(below.role, Role::Heading(_))
        && edges.iter().any(|apart| apart.abs() < SAME_EDGE)
        && is_below(above, below)
}

/// Whether a text goes on a line in another look.
fn is_beside(above: &Unit, below: &Unit) -> bool {
    below.cut && below.bbox.overlap_y(&above.bbox) > 0.0
}

/// Whether a text stands straight below a line.
fn is_below(above: &Unit, below: &Unit) -> bool {
    let size = above.style().size.max(below.style().size);
    let gap = below.bbox.y0 - above.bbox.y1;
    // A name that begins in the middle of a line has what is below the line below it.
    let above_x = if above.cut { &above.printed } else { &above.bbox };
    gap < size && gap > -above.style().size && below.bbox.overlap_x(above_x) > 0.0
}
