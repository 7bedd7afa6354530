//! Sheets that are a page, or a few: a new one begins on the page where its headings begin again.

use std::collections::BTreeSet;

use crate::model::flow::{Drawing, Flow, Style};
use crate::model::sheet::Sheet;
use crate::profile::{Mark, Range};
use crate::settle::decision::Account;
use crate::text::{ends_sentence, starts_lower};

use super::split::{Marked, marked_blocks};
use super::{header, theme};

/// Sheets of a range, in reading order.
pub(super) fn sheets(flow: &Flow, range: &Range<'_>, at_least: usize) -> Vec<Sheet> {
    let blocks = marked_blocks(flow, range, &mut Account::default());
    let mut groups: Vec<Group<'_>> = Vec::new();
    for page in pages(&blocks, flow) {
        let marks = marks_of(page);
        let repeats = groups.last().is_none_or(|group| !group.marks.is_disjoint(&marks));
        if marks.is_empty() {
            if let Some(group) = groups.last_mut()
                && goes_on(group, page, flow)
            {
                group.blocks.extend(page.iter().cloned());
                group.last_page = page[0].page;
            }
        } else if repeats
            || groups.last().is_some_and(|group| group.is_complete(range) && page[0].page > group.last_page + 1)
        {
            groups.push(Group { blocks: page.to_vec(), marks, last_page: page[0].page });
        } else if let Some(group) = groups.last_mut() {
            group.blocks.extend(page.iter().cloned());
            group.marks.extend(marks);
            group.last_page = page[0].page;
        }
    }
    groups.retain(|group| group.sections() >= at_least);
    let mut groups: Vec<Vec<Marked<'_>>> = groups.into_iter().map(|group| group.blocks).collect();
    let titles: Vec<_> = groups.iter_mut().map(|blocks| header::typographic_title(blocks, flow.body)).collect();
    let themes = theme::find(&mut groups, flow);
    groups
        .into_iter()
        .zip(titles)
        .zip(themes)
        .map(|((mut blocks, title), theme)| {
            let title = title.unwrap_or_else(|| header::title_near_labels(&mut blocks));
            let pages: BTreeSet<u32> = blocks.iter().map(|marked| marked.page).collect();
            let on_sheet = |drawing: &&Drawing| range.profile.has_chart() && pages.contains(&drawing.page);
            let drawings = flow.drawings.iter().filter(on_sheet).cloned().collect();
            Sheet {
                title,
                theme,
                blocks: blocks.into_iter().map(Marked::into_part).collect(),
                drawings,
                ..Sheet::default()
            }
        })
        .collect()
}

struct Group<'p> {
    blocks: Vec<Marked<'p>>,
    marks: BTreeSet<&'p str>,
    last_page: u32,
}

impl Group<'_> {
    fn sections(&self) -> usize {
        self.blocks
            .iter()
            .filter_map(|marked| match marked.mark {
                Some(Mark::Section(rule)) if !rule.chart => Some(rule.key.as_str()),
                _ => None,
            })
            .collect::<BTreeSet<_>>()
            .len()
    }

    fn is_complete(&self, range: &Range<'_>) -> bool {
        range.profile.sections.iter().filter(|rule| rule.required).all(|rule| self.marks.contains(rule.key.as_str()))
    }
}

/// The runs of blocks on one page each; of a text without page breaks, each block by itself.
fn pages<'a, 'p>(blocks: &'a [Marked<'p>], flow: &Flow) -> Vec<&'a [Marked<'p>]> {
    if flow.paginated || flow.page_starts.len() > 1 {
        blocks.chunk_by(|a, b| a.page == b.page).flat_map(single_sheets).collect()
    } else {
        blocks.chunks(1).collect()
    }
}

/// A page parted where its headings begin again, if at least two of them do: several sheets on one page.
fn single_sheets<'a, 'p>(page: &'a [Marked<'p>]) -> Vec<&'a [Marked<'p>]> {
    let mut seen = BTreeSet::new();
    let mut again = BTreeSet::new();
    let mut border = None;
    for (index, marked) in page.iter().enumerate() {
        let Some(mark) = marked.mark.filter(|mark| !matches!(mark, Mark::Chart)) else { continue };
        if !seen.insert(mark.name()) {
            again.insert(mark.name());
            border.get_or_insert(index);
        }
    }
    match border {
        Some(border) if again.len() >= 2 => {
            let (first, rest) = page.split_at(border);
            std::iter::once(first).chain(single_sheets(rest)).collect()
        }
        _ => vec![page],
    }
}

/// The marks that stand once on a sheet.
fn marks_of<'p>(page: &[Marked<'p>]) -> BTreeSet<&'p str> {
    page.iter()
        .filter_map(|marked| marked.mark)
        .filter(|mark| !matches!(mark, Mark::Chart))
        .map(|mark| mark.name())
        .collect()
}

/// Whether a page without headings goes on with the sheet before it: its first text is in the running style and
/// finishes a sentence, or the next item of a list.
fn goes_on(group: &Group<'_>, page: &[Marked<'_>], flow: &Flow) -> bool {
    if !flow.paginated && flow.page_starts.len() <= 1 {
        return true;
    }
    if page[0].page > group.last_page + 1 {
        return false;
    }
    let (Some(last), Some(first)) = (last_text(&group.blocks), page.first()) else { return false };
    let same_style = (first.block.style.size - last.block.style.size).abs() < 0.5;
    let same_list =
        first.block.role == last.block.role && first.block.lines.first().is_some_and(|line| line.marker.is_some());
    same_style
        && (same_list || starts_lower(&first.block.text) || !ends_sentence(&last.block.text))
        && first.block.style.direction == Style::default().direction
}

fn last_text<'a, 'p>(blocks: &'a [Marked<'p>]) -> Option<&'a Marked<'p>> {
    let mut open = false;
    let mut last = None;
    for marked in blocks {
        match marked.mark {
            Some(Mark::Section(rule)) => open = !rule.chart,
            Some(_) => open = false,
            None if open && marked.block.style.direction == Style::default().direction => last = Some(marked),
            None => {}
        }
    }
    last
}
