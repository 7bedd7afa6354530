//! Lines in reading order → blocks with their roles.

use crate::model::document::{ElementRole, Rgb};
use crate::model::flow::{Block, Line, Role, Style};
use crate::text::{ends_sentence, is_capitals};

use super::centred;
use super::lists::{self, Start};
use super::paragraphs::{LaidLine, Measures};

/// The longest heading, in lines and characters.
const HEADING_LINES: usize = 4;
const HEADING_CHARACTERS: usize = 200;

/// A title this many times the size of the running text may have more lines.
const TITLE: f32 = 2.0;
const TITLE_LINES: usize = 8;
/// Text this many times the size of the running text is a heading …
const LARGER: f32 = 1.12;
/// … even where it reads like sentences, from this on.
const MUCH_LARGER: f32 = 1.6;

/// The style of most characters that run in the page's own direction; given are texts, and how they look.
pub(super) fn body_style<'t>(texts: impl Iterator<Item = (Style, &'t str)>) -> Style {
    let mut styles: Vec<(Style, usize)> = Vec::new();
    for (style, text) in texts {
        let style = Style { italic: false, ..style };
        if style.direction != Style::default().direction {
            continue;
        }
        let count = text.chars().count();
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
pub(super) fn blocks(mut lines: Vec<LaidLine>, measures: &Measures, body: Style) -> Vec<Block> {
    centred::lift_markers(&mut lines);
    let mut paragraphs: Vec<Vec<LaidLine>> = Vec::new();
    for line in lines {
        let goes_on = paragraphs.last().is_some_and(|paragraph| match (paragraph.first(), paragraph.last()) {
            (Some(first), Some(previous)) => !measures.parts(first, previous, &line),
            _ => false,
        });
        match paragraphs.last_mut() {
            Some(paragraph) if goes_on => paragraph.push(line),
            _ => paragraphs.push(vec![line]),
        }
    }
    let mut paragraphs = paragraphs.into_iter().peekable();
    let mut blocks = Vec::with_capacity(paragraphs.len());
    let mut starts = Vec::with_capacity(paragraphs.len());
    let mut last_tag = None;
    while let Some(lines) = paragraphs.next() {
        let next = paragraphs.peek().and_then(|next| next.first());
        let tag = lines[0].tag;
        let begins_element = tag != last_tag;
        last_tag = lines[lines.len() - 1].tag;
        starts.push(Start { x: lines[0].bbox.x0, region: lines[0].region });
        let mut block = block(lines, next, body);
        block.role = tagged_role(&block, tag.map(|tag| tag.1).filter(|_| begins_element), body);
        blocks.push(block);
    }
    lists::nest(&mut blocks, &starts);
    blocks
}

/// The role of a block whose look is plain, by what the document's structure says of it.
fn tagged_role(block: &Block, role: Option<ElementRole>, body: Style) -> Role {
    match (block.role, role) {
        (Role::Paragraph, Some(ElementRole::Heading)) if may_be_heading(block, body) => Role::Heading(1),
        (Role::Paragraph, Some(ElementRole::ListItem)) => Role::ListItem(0),
        (role, _) => role,
    }
}

/// Whether a block is short enough for a heading, and says something.
fn may_be_heading(block: &Block, body: Style) -> bool {
    let most_lines = if block.style.size >= body.size * TITLE { TITLE_LINES } else { HEADING_LINES };
    block.lines.len() <= most_lines
        && block.text.chars().count() <= HEADING_CHARACTERS
        && block.text.chars().any(char::is_alphabetic)
}

/// The block of some lines; `next` is the line after them.
fn block(lines: Vec<LaidLine>, next: Option<&LaidLine>, body: Style) -> Block {
    let (container, page) = (lines[0].container, lines[0].page);
    let next = next.filter(|next| next.page == page && next.container == container).map(|next| next.line.style);
    let lines: Vec<Line> = lines.into_iter().map(|line| line.line).collect();
    let mut block = Block::from_lines(Role::Paragraph, lines);
    block.container = container;
    block.role = role(&block, next, body);
    block
}

/// The role of a block; `next` is the style of the line after it on its page.
fn role(block: &Block, next: Option<Style>, body: Style) -> Role {
    if block.lines[0].marker.is_some() && !is_led_by_icon(block, body) {
        return Role::ListItem(0);
    }
    if !may_be_heading(block, body) {
        return Role::Paragraph;
    }
    let size = block.style.size;
    let all_bold = block.lines.iter().all(|line| line.style.bold);
    let larger = size >= body.size * LARGER && !(size < body.size * MUCH_LARGER && is_prose(block));
    // Small print has headings of its size, too.
    let titles_small_print = next.is_some_and(|next| !next.bold && (next.size - size).abs() < 0.06 * size);
    let bold = all_bold
        && !body.bold
        && (size > body.size * 0.85 || titles_small_print)
        && !block.text.trim_end().ends_with(['.', ',', ';']);
    let capitals = is_capitals(&block.text)
        && block.text.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && size >= body.size * 0.9;
    let coloured = block.style.colour != body.colour
        && block.style.colour != Rgb::default()
        && block.lines.len() == 1
        && block.text.chars().count() <= 80
        && size >= body.size * 0.98
        && !ends_sentence(&block.text);
    if larger || bold || capitals || coloured { Role::Heading(1) } else { Role::Paragraph }
}

/// Whether the sign before a block is an icon before a heading: items of a list are set as the running text is.
fn is_led_by_icon(block: &Block, body: Style) -> bool {
    block.style.size >= body.size * LARGER
        && block.lines.iter().all(|line| line.style.bold)
        && !body.bold
        && may_be_heading(block, body)
        && !ends_sentence(&block.text)
        && !block.text.trim_end().ends_with([',', ';'])
}

/// Sentences over several lines: an introduction set large, not a title.
fn is_prose(block: &Block) -> bool {
    const LEAST_WORDS: usize = 10;
    block.lines.len() >= 2 && block.text.trim_end().ends_with('.') && block.text.split(' ').count() >= LEAST_WORDS
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
