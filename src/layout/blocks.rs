//! Lines in reading order → blocks with their roles.

use crate::model::document::Rgb;
use crate::model::flow::{Block, Line, Role, Style};
use crate::text::{ends_sentence, is_capitals};

use super::paragraphs::{LaidLine, Measures};

/// The longest heading, in lines and characters.
const HEADING_LINES: usize = 4;
const HEADING_CHARACTERS: usize = 200;

/// The style of most characters that run in the page's own direction.
pub(super) fn body_style(lines: &[&LaidLine]) -> Style {
    let mut styles: Vec<(Style, usize)> = Vec::new();
    for line in lines {
        let style = Style { italic: false, ..line.line.style };
        if style.direction != Style::default().direction {
            continue;
        }
        let count = line.line.text.chars().count();
        match styles.iter_mut().find(|(known, _)| *known == style) {
            Some((_, sum)) => *sum += count,
            None => styles.push((style, count)),
        }
    }
    styles
        .into_iter()
        .reduce(|best, style| if style.1 > best.1 { style } else { best })
        .map(|(style, _)| style)
        .unwrap_or_default()
}

/// Gathers lines into blocks.
pub(super) fn blocks(lines: Vec<LaidLine>, measures: &Measures, body: Style) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph: Vec<LaidLine> = Vec::new();
    for line in lines {
        if let (Some(first), Some(previous)) = (paragraph.first(), paragraph.last())
            && measures.parts(first, previous, &line)
        {
            blocks.push(block(std::mem::take(&mut paragraph), body));
        }
        paragraph.push(line);
    }
    if !paragraph.is_empty() {
        blocks.push(block(paragraph, body));
    }
    blocks
}

fn block(lines: Vec<LaidLine>, body: Style) -> Block {
    let container = lines[0].container;
    let lines: Vec<Line> = lines.into_iter().map(|line| line.line).collect();
    let mut block = Block::from_lines(Role::Paragraph, lines);
    block.container = container;
    block.role = role(&block, body);
    block
}

fn role(block: &Block, body: Style) -> Role {
    if block.lines[0].marker.is_some() {
        return Role::ListItem(0);
    }
    let characters = block.text.chars().count();
    if block.lines.len() > HEADING_LINES
        || characters > HEADING_CHARACTERS
        || !block.text.chars().any(char::is_alphabetic)
    {
        return Role::Paragraph;
    }
    let all_bold = block.lines.iter().all(|line| line.style.bold);
    let larger = block.style.size >= body.size * 1.12;
    let bold = all_bold
        && !body.bold
        && block.style.size > body.size * 0.85
        && !block.text.trim_end().ends_with(['.', ',', ';']);
    let capitals = is_capitals(&block.text)
        && block.text.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && block.style.size >= body.size * 0.9;
    let coloured = block.style.colour != body.colour
        && block.style.colour != Rgb::default()
        && block.lines.len() == 1
        && characters <= 80
        && block.style.size >= body.size * 0.98
        && !ends_sentence(&block.text);
    if larger || bold || capitals || coloured { Role::Heading(1) } else { Role::Paragraph }
}

/// Ranks the headings of a document: 1 for the most prominent style (larger, then capitals, then bold).
pub(super) fn rank_headings(blocks: &mut [Block]) {
    const DEEPEST: usize = 9;
    let prominence = |block: &Block| {
        ((block.style.size * 2.0).round() as i32, i32::from(is_capitals(&block.text)), i32::from(block.style.bold))
    };
    let mut ranks: Vec<(i32, i32, i32)> = blocks.iter().filter(|block| block.is_heading()).map(prominence).collect();
    ranks.sort_unstable_by(|a, b| b.cmp(a));
    ranks.dedup();
    for block in blocks.iter_mut().filter(|block| block.is_heading()) {
        let rank = ranks.iter().position(|rank| *rank == prominence(block)).unwrap_or_default();
        block.role = Role::Heading(rank.min(DEEPEST - 1) as u8 + 1);
    }
}
