//! Sections: a heading and what follows it, up to the next heading, chart or label.

use crate::model::flow::{Block, Role, Style};
use crate::model::sheet::{Extract, NoteKind, Part, Quote};
use crate::profile::{Form, Mark, Profile, SectionRule};
use crate::text::fold;

use super::table;

/// Reads sections, notes and tables into `extract`.
pub(super) fn read(blocks: &[Block], profile: &Profile, extract: &mut Extract) {
    let heading_style = heading_style(blocks, profile);
    let numbered = blocks.iter().any(|block| is_numbered(&block.text) && is_section(block, profile));
    let mut open: Option<Part> = opening_part(profile);
    for block in blocks {
        if let Some(table) = &block.table {
            table::read(table, profile, &mut open, extract);
            continue;
        }
        let sideways = block.style.direction != Style::default().direction;
        match mark(block, profile).filter(|_| !sideways) {
            Some(Mark::Section(rule))
                if open.as_ref().is_some_and(|part| part.key == rule.key && !part.items.is_empty()) =>
            {
                // A second heading of the section that is open is a sub-heading of it.
                if let Some(part) = &mut open {
                    part.items.push(block.text.clone());
                    part.places.extend(block.places());
                }
                continue;
            }
            Some(Mark::Section(rule)) => {
                close(&mut open, extract);
                open = (!rule.chart).then(|| part(rule, block));
                continue;
            }
            Some(Mark::Chart | Mark::Label(_)) => {
                close(&mut open, extract);
                continue;
            }
            None => {}
        }
        if let Some(kind) = note(block) {
            extract.notes.push((kind, Quote::of(block)));
            continue;
        }
        if is_facts_heading(block, profile) {
            close(&mut open, extract);
            if let Some(Form::List { facts_key, .. }) = &profile.form {
                open = Some(Part {
                    key: facts_key.clone(),
                    heading: block.text.clone(),
                    places: block.places(),
                    ..Part::default()
                });
            }
            continue;
        }
        let own_level =
            heading_style.is_some_and(|style| same_look(style, block.style)) && (numbered || !is_numbered(&block.text));
        if block.is_heading() && own_level {
            // A heading of the sections' own level that no profile maps.
            close(&mut open, extract);
            open = Some(Part { heading: block.text.clone(), places: block.places(), ..Part::default() });
            continue;
        }
        match &mut open {
            Some(part) if !sideways => {
                part.items.push(block.text.clone());
                part.places.extend(block.places());
            }
            _ => extract.left.push(block.clone()),
        }
    }
    close(&mut open, extract);
}

/// What a block's first line is: a label goes on over more lines.
fn mark<'p>(block: &Block, profile: &'p Profile) -> Option<Mark<'p>> {
    let first = block.lines.first().map_or("", |line| line.text.as_str());
    profile.mark(first).filter(|mark| matches!(mark, Mark::Label(_))).or_else(|| profile.mark(&block.text))
}

/// A collection whose jobs have no headings: all their text is one section.
fn opening_part(profile: &Profile) -> Option<Part> {
    match &profile.form {
        Some(Form::Chapter { body: Some(key), .. }) => Some(Part { key: key.clone(), ..Part::default() }),
        _ => None,
    }
}

fn part(rule: &SectionRule, block: &Block) -> Part {
    Part { key: rule.key.clone(), heading: block.text.clone(), places: block.places(), ..Part::default() }
}

fn close(open: &mut Option<Part>, extract: &mut Extract) {
    // A heading left empty gives no section.
    if let Some(part) = open.take()
        && !part.items.is_empty()
    {
        extract.sections.push(part);
    }
}

fn is_facts_heading(block: &Block, profile: &Profile) -> bool {
    matches!(&profile.form, Some(Form::List { facts, .. }) if facts.is_match(fold(&block.text).trim_end_matches([':', ' '])))
}

/// The look that all mapped headings of a printed sheet share.
fn heading_style(blocks: &[Block], profile: &Profile) -> Option<Style> {
    let mut styles = blocks
        .iter()
        .filter(|block| is_section(block, profile))
        .map(|block| block.style)
        .filter(|style| style.size > 0.0);
    let first = styles.next()?;
    styles.all(|style| same_look(first, style)).then_some(first)
}

fn is_section(block: &Block, profile: &Profile) -> bool {
    matches!(profile.mark(&block.text), Some(Mark::Section(_)))
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
    if block.role == Role::Footnote {
        return Some(NoteKind::Footnote);
    }
    let folded = fold(&block.text);
    if folded.starts_with("source :") || folded.starts_with("sources :") || folded.starts_with("source:") {
        return Some(NoteKind::Source);
    }
    let marker = block.lines.first().and_then(|line| line.marker.as_deref());
    let starred =
        folded.starts_with('*') || (marker == Some("*") && !matches!(block.role, Role::ListItem(depth) if depth > 0));
    (starred && folded.chars().filter(|c| c.is_alphabetic()).count() > 2).then_some(NoteKind::Footnote)
}
