//! Blocks cut where a line is a heading or label, so that a mark always opens its block.

use crate::model::flow::{Block, Flow, Line, Role};
use crate::profile::{Mark, Profile, Range};
use crate::text::{fold, is_capitals, starts_lower};

/// A block with what it means to the profile and where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Marked<'p> {
    /// The block.
    pub(super) block: Block,
    /// What its first line is.
    pub(super) mark: Option<Mark<'p>>,
    /// Page of a document with pages, or the number of the hinted page of a text; 0 when unknown.
    pub(super) page: u32,
}

/// The longest heading, in lines.
const HEADING_LINES: usize = 3;

/// The blocks of a range, cut at marks, furniture patterns left out.
pub(super) fn marked_blocks<'p>(flow: &Flow, range: &Range<'p>) -> Vec<Marked<'p>> {
    let mut marked = Vec::new();
    for index in range.blocks.clone() {
        let block = &flow.blocks[index];
        let page = block
            .first_page()
            .unwrap_or_else(|| flow.page_starts.iter().filter(|start| **start <= index).count() as u32);
        if range.profile.is_furniture(&block.text) {
            continue;
        }
        for (block, mark) in cut(block, range.profile, flow) {
            if mark.is_some() || !range.profile.is_furniture(&block.text) {
                marked.push(Marked { block, mark, page });
            }
        }
    }
    marked
}

fn cut<'p>(block: &Block, profile: &'p Profile, flow: &Flow) -> Vec<(Block, Option<Mark<'p>>)> {
    if block.table.is_some() || block.lines.is_empty() {
        return vec![(block.clone(), None)];
    }
    // A heading over several lines.
    if block.lines.len() > 1
        && block.lines.len() <= HEADING_LINES
        && is_one_heading(block)
        && let Some(mark @ Mark::Section(_)) = profile.mark(&block.text)
    {
        return vec![(block.clone(), Some(mark))];
    }
    let mut parts: Vec<(Vec<Line>, Option<Mark<'p>>)> = Vec::new();
    for line in &block.lines {
        let mark = profile.mark(&line.text).filter(|mark| is_plausible(mark, line, block, flow));
        let after_heading = parts.last().is_some_and(|(_, mark)| matches!(mark, Some(Mark::Section(_) | Mark::Chart)));
        match parts.last_mut() {
            Some((lines, _)) if mark.is_none() && !after_heading => lines.push(line.clone()),
            _ => parts.push((vec![line.clone()], mark)),
        }
    }
    if parts.len() == 1 {
        return vec![(block.clone(), parts[0].1)];
    }
    parts
        .into_iter()
        .map(|(lines, mark)| {
            let role = match (&mark, block.role) {
                (None, Role::Heading(level)) => Role::Heading(level),
                (None, role) if lines[0].marker.is_some() => role,
                _ => Role::Paragraph,
            };
            let mut part = Block::from_lines(role, lines);
            part.container = block.container;
            (part, mark)
        })
        .collect()
}

/// Whether the lines of a short block can be one heading: printed alike, in capitals, or going on in lower case.
fn is_one_heading(block: &Block) -> bool {
    let printed = block.style.size > 0.0;
    printed || is_capitals(&block.text) || block.lines[1..].iter().all(|line| starts_lower(&line.text))
}

/// A line of a paragraph that merely wraps to the words of a heading is none: in print a heading looks different, or
/// stands alone, or is in capitals.
fn is_plausible(mark: &Mark<'_>, line: &Line, block: &Block, flow: &Flow) -> bool {
    match mark {
        Mark::Label(_) => true,
        Mark::Chart => block.lines.len() <= 4,
        Mark::Section(_) if line.style.size == 0.0 => {
            // A heading has a capital somewhere and is no list item.
            line.marker.is_none() && fold(&line.text) != line.text
        }
        Mark::Section(_) => {
            let stands_out = line.style.size > flow.body.size * 1.05
                || (line.style.bold && !flow.body.bold)
                || line.style.colour != flow.body.colour;
            line.marker.is_none() && (block.lines.len() == 1 || stands_out || is_capitals(&line.text))
        }
    }
}
