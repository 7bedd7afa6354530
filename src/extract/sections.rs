//! Sections: a heading and what follows it, up to the next heading, chart or label.

use crate::model::flow::{Block, Role, Style};
use crate::model::passage::Passage;
use crate::model::sheet::{Extract, Meaning, NoteKind, Part, SheetBlock};
use crate::profile::{Form, Profile, is_continuation};
use crate::text::fold;

use super::{numbers, table};

/// Reads sections, notes and tables into `extract`.
pub(super) fn read(blocks: &[SheetBlock], profile: &Profile, extract: &mut Extract) {
    let heading_style = heading_style(blocks);
    let numbered = blocks.iter().any(|part| is_numbered(&part.block.text) && is_heading(part));
    let mut open: Option<Part> = opening_part(profile);
    let mut shared_look = false;
    for SheetBlock { block, meaning } in blocks {
        if block.table.is_some() {
            table::read(block, profile, &mut open, extract);
            continue;
        }
        let sideways = block.style.direction != Style::default().direction;
        match meaning {
            Meaning::Heading { key, .. }
                if open.as_ref().is_some_and(|part| part.key == *key && !part.items.is_empty()) =>
            {
                // A second heading of the section that is open is a sub-heading of it; one that says that the section goes on
                // is none.
                if let Some(part) = open.as_mut().filter(|_| !is_continuation(&fold(&block.text))) {
                    part.items.push(Passage::of(block));
                }
                continue;
            }
            Meaning::Heading { key, chart } => {
                close(&mut open, extract);
                open = (!chart).then(|| part(key, block));
                continue;
            }
            Meaning::Chart | Meaning::Label { .. } => {
                close(&mut open, extract);
                continue;
            }
            Meaning::Loose => {
                match note(block) {
                    Some(kind) => extract.notes.push((kind, Passage::of(block))),
                    None => extract.left.push(block.clone()),
                }
                continue;
            }
            Meaning::Text => {}
        }
        if let Some(kind) = note(block) {
            extract.notes.push((kind, Passage::of(block)));
            continue;
        }
        let own_level =
            heading_style.is_some_and(|style| same_look(style, block.style)) && (numbered || !is_numbered(&block.text));
        // Straight under a heading nothing but a sub-heading stands: then this look is that of sub-headings, too.
        let straight_under = open.as_ref().is_some_and(|part| !part.key.is_empty() && part.items.is_empty());
        shared_look |= block.is_heading() && own_level && straight_under;
        if block.is_heading() && own_level && !shared_look {
            // A heading of the sections' own level that no profile maps.
            close(&mut open, extract);
            open = Some(Part { heading: Passage::of(block), ..Part::default() });
            continue;
        }
        match &mut open {
            Some(part) if !sideways => part.items.push(Passage::of(block)),
            _ => extract.left.push(block.clone()),
        }
    }
    close(&mut open, extract);
}

/// A collection whose jobs have no headings: all their text is one section.
fn opening_part(profile: &Profile) -> Option<Part> {
    match &profile.form {
        Some(Form::Chapter { body: Some(key), .. }) => Some(Part { key: key.clone(), ..Part::default() }),
        _ => None,
    }
}

fn part(key: &str, block: &Block) -> Part {
    Part { key: key.to_owned(), heading: Passage::of(block), ..Part::default() }
}

fn close(open: &mut Option<Part>, extract: &mut Extract) {
    // A heading left empty gives no section.
    if let Some(mut part) = open.take()
        && !part.items.is_empty()
    {
        numbers::take_off(&mut part.items);
        extract.sections.push(part);
    }
}

/// The look that all mapped headings of a printed sheet share.
fn heading_style(blocks: &[SheetBlock]) -> Option<Style> {
    let headings = blocks.iter().filter(|part| is_heading(part)).map(|part| part.block.style);
    let mut styles = headings.filter(|style| style.size > 0.0);
    let first = styles.next()?;
    styles.all(|style| same_look(first, style)).then_some(first)
}

fn is_heading(part: &SheetBlock) -> bool {
    matches!(part.meaning, Meaning::Heading { .. })
}

/// `2. La place`, `3) …`, `b) …`: where the sections are not numbered, what is numbered is below them.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let lettered = || text.strip_prefix(|c: char| c.is_ascii_lowercase()).is_some_and(|rest| rest.starts_with(')'));
    (rest.len() < text.len() && rest.starts_with(['.', ')', ' '])) || lettered()
}

fn same_look(a: Style, b: Style) -> bool {
    (a.size - b.size).abs() < 0.3 && a.bold == b.bold && a.italic == b.italic && a.colour == b.colour
}

/// "Source : …" and "* …" are printed with a section and are no part of it.
fn note(block: &Block) -> Option<NoteKind> {
    /// Letters that tell the first word and what follows it.
    const FIRST: usize = 24;
    if block.role == Role::Footnote {
        return Some(NoteKind::Footnote);
    }
    let end = block.text.char_indices().nth(FIRST).map_or(block.text.len(), |(at, _)| at);
    let folded = fold(&block.text[..end]);
    if folded.starts_with("source :") || folded.starts_with("sources :") || folded.starts_with("source:") {
        return Some(NoteKind::Source);
    }
    let marker = block.lines.first().and_then(|line| line.marker.as_deref());
    let starred =
        folded.starts_with('*') || (marker == Some("*") && !matches!(block.role, Role::ListItem(depth) if depth > 0));
    (starred && block.text.chars().filter(|c| c.is_alphabetic()).count() > 2).then_some(NoteKind::Footnote)
}
