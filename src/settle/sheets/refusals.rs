//! What begins no sheet though a rule speaks of it, and how sure the titles of the others are.

use crate::model::flow::Style;
use crate::profile::{Mark, SheetRule};

use super::beginnings::{Found, Refused, Start, View, common, same_look};

/// How sure a title is that looks like those of the other sheets, that has none to be compared with, that looks
/// otherwise.
const ALIKE: f64 = 0.995;
const ALONE: f64 = 0.97;
const ODD: f64 = 0.55;

impl View<'_, '_> {
    fn refused(&self, start: &Start, why: &'static str) -> Refused {
        let pieces = start.number.iter().chain(&start.title);
        let text = pieces.map(|index| self.unit(*index).line.text.as_str()).collect::<Vec<_>>().join(" ");
        Refused { page: self.unit(start.at).page, text, why }
    }

    /// What the rules say is no title.
    pub(super) fn refuse_named(&self, found: &mut Found, rules: &[SheetRule]) {
        let starts = std::mem::take(&mut found.starts);
        for mut start in starts {
            let rule = &rules[start.rule];
            let folded = self.folded(&start.title);
            let is_none = rule.not_title.iter().any(|pattern| pattern.is_match(&folded));
            let is_other = rule.title.as_ref().is_some_and(|pattern| !pattern.is_match(&folded));
            if is_none || (is_other && start.number.is_none()) {
                found.refused.push(self.refused(&start, if is_none { "refused-none" } else { "refused-unlike" }));
                continue;
            }
            if is_other {
                start.title.clear();
            }
            found.starts.push(start);
        }
    }

    /// A number or title that is told again on the next page belongs to the sheet before it.
    pub(super) fn join_repeated(&self, found: &mut Found) {
        let name = |start: &Start| {
            let all: Vec<usize> = start.number.iter().chain(&start.title).copied().collect();
            let folded = self.folded(&all);
            folded
                .trim_end_matches([' ', ')', '-', '('])
                .trim_end_matches("suite")
                .trim_end_matches([' ', '(', '-'])
                .to_owned()
        };
        let mut starts: Vec<Start> = Vec::new();
        for start in std::mem::take(&mut found.starts) {
            let own = name(&start);
            match starts.last_mut() {
                // In a list of contents a name stands once, and nothing follows it.
                Some(before) if name(before) == own && !own.is_empty() && self.has_marks(before.at, start.at) => {
                    before.repeated.extend(start.number.iter().chain(&start.title));
                }
                _ => starts.push(start),
            }
        }
        found.starts = starts;
    }

    pub(super) fn has_marks(&self, from: usize, to: usize) -> bool {
        self.settled.pieces[from..to].iter().any(|piece| matches!(piece.mark, Some(Mark::Section(_) | Mark::Label(_))))
    }

    /// Where no heading or label follows before the next one, no sheet begins: such are lists of contents.
    pub(super) fn refuse_empty(&self, found: &mut Found) {
        let profile = self.range.profile;
        let needs_marks = !profile.sections.is_empty() || !profile.labels.is_empty();
        let starts = std::mem::take(&mut found.starts);
        let ends: Vec<usize> = starts.iter().skip(1).map(|start| start.at).chain([self.count()]).collect();
        for (start, end) in starts.into_iter().zip(ends) {
            let last = start.title.iter().chain(&start.number).max().map_or(start.at, |last| *last);
            let has_text = || (last + 1..end).any(|index| !self.unit(index).furniture);
            let has_body = if needs_marks { self.has_marks(start.at, end) } else { has_text() };
            if has_body {
                found.starts.push(start);
            } else {
                found.refused.push(self.refused(&start, "refused-alone"));
            }
        }
    }

    /// How sure each title is, by what the titles of the others of its rule look like. One that looks otherwise and whose
    /// words are told again, looking as they should, is of a list of contents.
    pub(super) fn judge(&self, found: &mut Found, rules: &[SheetRule]) {
        for rule in 0..rules.len() {
            let of_rule = |start: &&Start| start.rule == rule && !start.title.is_empty();
            let look = |start: &Start| self.unit(start.title[0]).style();
            let looks: Vec<Style> = found.starts.iter().filter(of_rule).map(look).collect();
            let Some(common) = common(&looks) else { continue };
            let alike = looks.iter().filter(|look| same_look(**look, common)).count();
            let names: Vec<String> = found
                .starts
                .iter()
                .filter(of_rule)
                .filter(|start| same_look(look(start), common))
                .map(|start| self.folded(&start.title))
                .collect();
            let starts = std::mem::take(&mut found.starts);
            for mut start in starts {
                if start.rule != rule {
                    found.starts.push(start);
                    continue;
                }
                if start.title.is_empty() {
                    found.starts.push(start);
                    continue;
                }
                let as_others = same_look(look(&start), common);
                if !as_others && names.contains(&self.folded(&start.title)) {
                    found.refused.push(self.refused(&start, "refused-again"));
                    continue;
                }
                start.probability = match (looks.len(), as_others) {
                    (1 | 2, _) => ALONE,
                    (_, true) => ALIKE,
                    // Titles of several looks tell nothing.
                    (all, false) if alike * 2 < all => ALONE,
                    (_, false) => ODD,
                };
                found.starts.push(start);
            }
        }
        found.starts.sort_by_key(|start| start.at);
    }
}
