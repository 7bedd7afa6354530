//! Sheets that are tables with their title in the first row.

use std::collections::BTreeSet;

use crate::profile::Mark;

use super::beginnings::{Start, View};

/// So many texts before the first heading or label may be the title, where it stands outside of the table.
const BEFORE: usize = 4;
/// As many different headings and labels must follow.
const LEAST_MARKS: usize = 2;

impl View<'_, '_> {
    /// Tables whose headings and labels begin again: the title is what stands out in the row before the first of them, or
    /// straight above it. A table may go on over pages, sheet after sheet; one with few rules is no table to layout.
    pub(super) fn tables(&self) -> Vec<Start> {
        let name = |index: &usize| match self.settled.pieces[*index].mark {
            Some(mark @ (Mark::Section(_) | Mark::Label(_))) => Some(mark.name()),
            _ => None,
        };
        let marks: Vec<(usize, &str)> = (0..self.count()).filter_map(|index| Some((index, name(&index)?))).collect();
        let Some((_, first)) = marks.first() else { return Vec::new() };
        let begins = |mark: &&(usize, &str)| mark.1 == *first;
        let anchors: Vec<usize> = marks.iter().filter(begins).map(|(index, _)| *index).collect();
        let ends = anchors.iter().skip(1).copied().chain([self.count()]);
        let has_marks = |from: usize, to: usize| {
            let own = marks.iter().filter(|(index, _)| (from..to).contains(index)).map(|(_, name)| *name);
            own.collect::<BTreeSet<_>>().len() >= LEAST_MARKS
        };
        let sheets = anchors.iter().zip(ends).filter(|(from, to)| has_marks(**from, *to));
        sheets.filter_map(|(anchor, _)| self.titled_row(*anchor)).collect()
    }

    /// The sheet whose first heading or label this is.
    fn titled_row(&self, anchor: usize) -> Option<Start> {
        let of = self.unit(anchor);
        let row = of.cell.and_then(|(row, _)| row.checked_sub(1));
        let of_row = |index: &usize| {
            let unit = self.unit(*index);
            unit.block == of.block && !unit.furniture && unit.cell.is_some_and(|(other, _)| Some(other) == row)
        };
        let mut candidates: Vec<usize> = (0..anchor).filter(of_row).filter(|index| self.is_open(*index)).collect();
        if candidates.is_empty() {
            let above = (0..anchor).rev().filter(|index| !self.unit(*index).furniture);
            let above = above.take_while(|index| self.is_open(*index) && self.unit(*index).page == of.page);
            let stands_out = |index: &usize| {
                let (style, body) = (self.unit(*index).style(), self.flow.body);
                style.size > 1.05 * body.size || style.bold && !body.bold || style.colour != body.colour
            };
            candidates = above.take(BEFORE).take_while(stands_out).collect();
            candidates.reverse();
        }
        let weight = |index: &usize| {
            let style = self.unit(*index).style();
            (style.size, style.bold)
        };
        let best = candidates.iter().copied().reduce(|best, other| {
            let (a, b) = (weight(&best), weight(&other));
            if b.0 > a.0 + 0.3 || (b.0 > a.0 - 0.3 && b.1 && !a.1) { other } else { best }
        })?;
        let title = self.title_at(best);
        let at = candidates.first().copied().unwrap_or(best).min(best);
        let repeated = candidates.into_iter().filter(|index| !title.contains(index)).collect();
        Some(Start { at, title, repeated, ..Start::default() })
    }
}
