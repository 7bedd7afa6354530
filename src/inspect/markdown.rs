//! A document as Markdown, in reading order: what other tools and people read.

use std::fmt::Write;

use crate::model::flow::{Block, Cell, Flow, Role, Table};

/// The deepest heading of Markdown.
const DEEPEST: u8 = 6;

/// The blocks of a document, or of one page (1-based), as GitHub's Markdown: headings, paragraphs, lists, tables,
/// footnotes. Page furniture is not in it.
#[must_use]
pub fn markdown(flow: &Flow, page: Option<u32>) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in flow.blocks.iter().filter(|block| super::is_on(block, page)) {
        let text = block.text.trim();
        if text.is_empty() && block.table.is_none() {
            continue;
        }
        let is_item = matches!(block.role, Role::ListItem(_));
        // The items of a list follow one another, all else stands by itself.
        if !(out.is_empty() || is_item && in_list) {
            out.push('\n');
        }
        in_list = is_item;
        let text = escaped(text);
        let written = match (block.role, &block.table) {
            (_, Some(table)) => write_table(&mut out, table),
            (Role::Heading(level), _) => {
                writeln!(out, "{} {text}", "#".repeat(usize::from(level.clamp(1, DEEPEST))))
            }
            (Role::ListItem(depth), _) => {
                writeln!(out, "{}{} {text}", "  ".repeat(usize::from(depth)), list_marker(block))
            }
            (Role::Footnote, _) => match marker(block).map(|marker| marker.trim_end_matches(['.', ')'])) {
                Some(marker) if !marker.is_empty() => writeln!(out, "[^{marker}]: {text}"),
                _ => writeln!(out, "{text}"),
            },
            (Role::Paragraph | Role::Table, _) => writeln!(out, "{}", unlike_markup(&text)),
        };
        // Writing to a string does not fail.
        debug_assert!(written.is_ok());
    }
    out
}

fn marker(block: &Block) -> Option<&str> {
    block.lines.first().and_then(|line| line.marker.as_deref())
}

/// The number that counts an item, else a hyphen, whatever the bullet.
fn list_marker(block: &Block) -> &str {
    let is_number = |marker: &&str| {
        let digits = marker.trim_end_matches(['.', ')']);
        digits.len() + 1 == marker.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    marker(block).filter(is_number).unwrap_or("-")
}

fn write_table(out: &mut String, table: &Table) -> std::fmt::Result {
    let cell = |cell: &Cell| {
        let items: Vec<String> = cell.items().map(|item| escaped(item.trim()).replace('|', "\\|")).collect();
        items.join("<br>")
    };
    for (index, row) in table.rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(cell).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
        if index == 0 {
            writeln!(out, "|{}", " --- |".repeat(row.len()))?;
        }
    }
    Ok(())
}

/// Text in which no sign is markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let within_word = before.is_alphanumeric() && letters.peek().is_some_and(|next| next.is_alphanumeric());
        let marks = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            '_' => !within_word,
            _ => false,
        };
        if marks {
            escaped.push('\\');
        }
        escaped.push(letter);
        before = letter;
    }
    escaped
}

/// A paragraph that begins like a heading, a list or a quotation, and is none.
fn unlike_markup(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let counts = digits > 0 && text[digits..].starts_with(['.', ')']);
    match text.chars().next() {
        Some('#' | '>' | '-' | '+' | '=' | '~') => format!("\\{text}"),
        _ if counts => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::flow::Line;

    fn block(role: Role, marker: Option<&str>, text: &str) -> Block {
        let marker = marker.map(str::to_owned);
        Block::from_lines(role, vec![Line { text: text.to_owned(), marker, ..Line::default() }])
    }

    #[test]
    fn a_document_in_markdown() {
        let cell = |text: &str| Cell { blocks: vec![block(Role::Paragraph, None, text)] };
        let table = Table { rows: vec![vec![cell("Profil"), cell("Durée")], vec![cell("A|B"), cell("2 ans")]] };
        let blocks = vec![
            block(Role::Heading(1), None, "Guide des métiers"),
            block(Role::Paragraph, None, "# n’est pas un titre, *ceci* non plus, mot_clé"),
            block(Role::ListItem(0), Some("•"), "Accueillir"),
            block(Role::ListItem(1), Some("–"), "les familles"),
            block(Role::ListItem(0), Some("2."), "Orienter"),
            block(Role::Paragraph, None, "2. La place"),
            Block { table: Some(table), role: Role::Table, ..Block::default() },
            block(Role::Footnote, Some("1"), "Voir l’annexe."),
            block(Role::Heading(9), None, "Fin"),
        ];
        let flow = Flow { blocks, ..Flow::default() };
        assert_eq!(
            markdown(&flow, None),
            "# Guide des métiers\n\n\\# n’est pas un titre, \\*ceci\\* non plus, mot_clé\n\n- Accueillir\n  - les \
             familles\n2. Orienter\n\n2\\. La place\n\n| Profil | Durée |\n| --- | --- |\n| A\\|B | 2 ans |\n\n[^1]: \
             Voir l’annexe.\n\n###### Fin\n"
        );
    }
}
