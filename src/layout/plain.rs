//! Layout of text without positions: blank lines part paragraphs, bullets start items.
//!
//! Extracted text has blank lines inside sentences and none between items of a list; both are mended here by what the
//! words say (a sentence that goes on in lower case; an item that ends with `;`).

use crate::model::document::{Document, PageContent};
use crate::model::flow::{Block, Flow, Line, Role};
use crate::text::{ends_sentence, is_capitals, starts_lower};

use super::joins;
use super::markers::split_marker;

/// Blocks of a document whose pages hold lines.
#[must_use]
pub(super) fn layout(document: &Document) -> Flow {
    let pages: Vec<&[String]> = document
        .pages
        .iter()
        .filter_map(|page| match &page.content {
            PageContent::Lines(lines) => Some(lines.as_slice()),
            PageContent::Glyphs(_) => None,
        })
        .collect();
    let usual_length = usual_length(&pages);
    let hinted = pages.len() == 1 && has_page_hints(pages[0]);
    let mut flow = Flow { title: document.title.clone(), paginated: false, ..Flow::default() };
    for lines in pages {
        flow.page_starts.push(flow.blocks.len());
        let mut paragraph: Vec<Line> = Vec::new();
        let mut blank = false;
        for raw in lines {
            if hinted && is_page_hint(raw) {
                close(&mut flow.blocks, &mut paragraph);
                flow.page_starts.push(flow.blocks.len());
            }
            let (marker, text) = split_marker(raw);
            if text.is_empty() {
                blank = true;
                continue;
            }
            let text = unmarked(&text);
            if is_address(&text) {
                // The trace of a link, printed where the page ends.
                flow.furniture.push(Block::from_lines(Role::Paragraph, vec![Line { text, ..Line::default() }]));
                continue;
            }
            let line = Line { text, marker, ..Line::default() };
            if starts_block(&paragraph, &line, blank, usual_length) {
                close(&mut flow.blocks, &mut paragraph);
            }
            blank = false;
            paragraph.push(line);
        }
        close(&mut flow.blocks, &mut paragraph);
    }
    joins::join_lines(&mut flow.blocks);
    flow
}

/// The length that most lines are broken at, in characters.
fn usual_length(pages: &[&[String]]) -> usize {
    let mut lengths: Vec<usize> =
        pages.iter().copied().flatten().map(|line| line.trim().chars().count()).filter(|length| *length > 0).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 4 / 5).copied().unwrap_or_default()
}

fn starts_block(paragraph: &[Line], line: &Line, blank: bool, usual_length: usize) -> bool {
    let (Some(first), Some(previous)) = (paragraph.first(), paragraph.last()) else { return false };
    if line.marker.is_some() {
        return true;
    }
    if !blank && is_title_in_capitals(&line.text) && !is_capitals(&previous.text) && !previous.text.ends_with(',') {
        return true;
    }
    let goes_on = !ends_sentence(&previous.text) && starts_lower(&line.text);
    if blank {
        return !goes_on;
    }
    // An item that ends short of the margin is complete: what follows is not its second sentence.
    let short = previous.text.chars().count() * 4 < usual_length * 3;
    if first.marker.is_some() && short && ends_sentence(&previous.text) && !starts_lower(&line.text) {
        return true;
    }
    // Items of a list without bullets: each ends with a semicolon, the lead-in with a colon.
    previous.text.trim_end().ends_with([';', ':']) && !starts_lower(&line.text)
}

/// Several words, all in capitals, without punctuation: a title even where no blank line parts it from the text above.
fn is_title_in_capitals(text: &str) -> bool {
    is_capitals(text)
        && text.split_whitespace().count() >= 2
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 6
        && !text.contains([',', ';', '.', '(', ')', ':'])
}

/// Whether a line is nothing but a web address.
fn is_address(text: &str) -> bool {
    !text.contains(char::is_whitespace) && ["http://", "https://", "www."].iter().any(|start| text.starts_with(start))
}

fn close(blocks: &mut Vec<Block>, paragraph: &mut Vec<Line>) {
    if paragraph.is_empty() {
        return;
    }
    let role = if paragraph[0].marker.is_some() { Role::ListItem(0) } else { Role::Paragraph };
    blocks.push(Block::from_lines(role, std::mem::take(paragraph)));
}

/// Text without the emphasis marks and link addresses of Markdown, which some extractors write.
fn unmarked(text: &str) -> String {
    let mut plain = text.replace("**", "");
    while let Some((open, middle, end)) = markdown_link(&plain) {
        let label = plain[open + 1..middle].to_owned();
        plain.replace_range(open..=end, &label);
    }
    let asterisks = plain.matches('*').count();
    if asterisks >= 2 && asterisks.is_multiple_of(2) {
        plain = plain.replace('*', "");
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Byte positions of `[`, `](` and `)` of the first Markdown link.
fn markdown_link(text: &str) -> Option<(usize, usize, usize)> {
    let middle = text.find("](")?;
    let open = text[..middle].rfind('[')?;
    // The last `)` of the address: addresses hold none in practice, labels may.
    let end = middle + text[middle..].find(')')?;
    Some((open, middle, end))
}

/// Whether lines that start with one space are rare enough to be page starts: an extractor that joins pages with a
/// space leaves that trace of each page break.
fn has_page_hints(lines: &[String]) -> bool {
    let hints = lines.iter().filter(|line| is_page_hint(line)).count();
    hints > 0 && hints * 10 <= lines.len()
}

fn is_page_hint(line: &str) -> bool {
    let mut characters = line.chars();
    characters.next() == Some(' ') && characters.next().is_some_and(|c| !c.is_whitespace() || c == '\t')
}
