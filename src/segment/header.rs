//! The title of a sheet whose header holds labelled fields.

use crate::model::flow::{Block, Line, Role, Style};
use crate::profile::Mark;
use crate::text::ends_sentence;

use super::split::Marked;

/// How much larger than the running text a title is printed.
const TITLE_RATIO: f32 = 1.15;
/// The longest title block, in lines and in characters.
const TITLE_LINES: usize = 6;
const TITLE_CHARACTERS: usize = 160;

/// Whether each block lies outside every section: before the first heading, after a chart or label.
pub(super) fn free(blocks: &[Marked<'_>]) -> Vec<bool> {
    let mut open = false;
    let mut free: Vec<bool> = blocks
        .iter()
        .map(|marked| match marked.mark {
            Some(Mark::Section(rule)) => {
                open = !rule.chart;
                false
            }
            Some(Mark::Label(_) | Mark::Chart) => {
                open = false;
                false
            }
            None => !open || marked.block.style.direction != Style::default().direction,
        })
        .collect();
    for label in (0..blocks.len()).filter(|index| matches!(blocks[*index].mark, Some(Mark::Label(_)))) {
        let with = beside_label(blocks, label);
        free[with].fill(true);
    }
    free
}

/// The blocks straight before a label that look like it, where the text before them looks otherwise: they stand with the
/// labels, at the foot of a sheet, and are no part of its last section.
fn beside_label(blocks: &[Marked<'_>], label: usize) -> std::ops::Range<usize> {
    let style = blocks[label].block.style;
    let alike = |marked: &Marked<'_>| {
        let other = marked.block.style;
        marked.page == blocks[label].page && (other.size - style.size).abs() < 0.3 && other.bold == style.bold
    };
    let before = blocks[..label].iter().rev().take_while(|marked| marked.mark.is_none() && alike(marked)).count();
    let start = label - before;
    let otherwise = start.checked_sub(1).is_some_and(|last| blocks[last].mark.is_none() && !alike(&blocks[last]));
    if style.size > 0.0 && otherwise { start..label } else { label..label }
}

/// Takes the title out of a printed sheet: its largest text, with the lines of another style that follow it.
///
/// `None` for input without typography, and where nothing is larger than the running text.
pub(super) fn typographic_title(blocks: &mut Vec<Marked<'_>>, body: Style) -> Option<Vec<Line>> {
    let candidate = |marked: &Marked<'_>| marked.mark.is_none() && is_title_like(&marked.block);
    let largest = blocks
        .iter()
        .filter(|marked| candidate(marked) && marked.block.style.direction == Style::default().direction)
        .map(|marked| marked.block.style.size)
        .fold(0.0, f32::max);
    if largest < body.size * TITLE_RATIO || largest == 0.0 {
        return None;
    }
    let start = blocks.iter().position(|marked| candidate(marked) && marked.block.style.size >= largest - 0.25)?;
    let mut end = start + 1;
    while end < blocks.len() && candidate(&blocks[end]) && belongs_to_title(&blocks[end - 1].block, &blocks[end].block)
    {
        end += 1;
    }
    Some(blocks.drain(start..end).flat_map(|marked| marked.block.lines).collect())
}

/// Whether a block stands straight under the title, aligned with it: a further line of it or another name.
fn belongs_to_title(title: &Block, next: &Block) -> bool {
    let (Some(title), Some(next)) = (title.lines.last(), next.lines.first()) else { return false };
    let (Some(above), Some(below)) = (&title.place, &next.place) else { return false };
    // Side by side along one axis, aligned along the other: so too on a page that is shown sideways.
    let (x, y) = (above.bbox.overlap_x(&below.bbox), above.bbox.overlap_y(&below.bbox));
    let gap = -x.min(y);
    above.page == below.page
        && gap < title.style.size.max(next.style.size)
        && gap > -title.style.size
        && x.max(y) > 0.0
        && next.marker.is_none()
}

/// Takes the title out of a sheet without typography: the lines nearest to the labels, before them if possible, that
/// belong to no section.
pub(super) fn title_near_labels(blocks: &mut Vec<Marked<'_>>) -> Vec<Line> {
    let free = free(blocks);
    let is_label = |marked: &Marked<'_>| matches!(marked.mark, Some(Mark::Label(_)));
    let first_label = blocks.iter().position(is_label);
    let candidate = |index: usize| free[index] && is_title_like(&blocks[index].block);
    let anchor = first_label.unwrap_or(0);
    let before =
        (0..anchor).rev().take_while(|index| !is_sentence_heading(&blocks[*index])).find(|index| candidate(*index));
    // A title that no chart or label parts from the section before it.
    let adjacent =
        anchor.checked_sub(1).filter(|index| blocks[*index].mark.is_none() && is_title_like(&blocks[*index].block));
    let after = (anchor..blocks.len()).find(|index| candidate(*index));
    // A title over the first section, far from the labels.
    let leading =
        (0..blocks.len()).take_while(|index| !is_sentence_heading(&blocks[*index])).find(|index| candidate(*index));
    let Some(index) = before.or(adjacent).or(after).or(leading) else { return Vec::new() };
    blocks.remove(index).block.lines
}

/// A section heading ends the search for a title: what lies beyond it is the section before.
fn is_sentence_heading(marked: &Marked<'_>) -> bool {
    matches!(marked.mark, Some(Mark::Section(rule)) if !rule.chart)
}

/// Short, and no sentence.
pub(super) fn is_title_like(block: &Block) -> bool {
    block.table.is_none()
        && block.role != Role::Footnote
        && block.lines.len() <= TITLE_LINES
        && block.text.chars().count() <= TITLE_CHARACTERS
        && block.text.chars().any(char::is_alphabetic)
        && block.lines.first().is_some_and(|line| line.marker.is_none())
        && !ends_sentence(&block.text)
}
