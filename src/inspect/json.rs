//! A document as JSON: its blocks in reading order with role, level, look and boxes.

use serde::Serialize;

use crate::catalogue::Language;
use crate::model::diagnostic::Diagnostic;
use crate::model::document::Direction;
use crate::model::flow::{Block, Cell, Flow, Place, Role, Style};

/// What the command prints; fields may be added.
#[derive(Serialize)]
struct Shown<'f> {
    /// Number of pages.
    pages: u32,
    /// The look of most text.
    body: Look,
    /// In reading order.
    blocks: Vec<ShownBlock<'f>>,
    /// Running heads and feet, page numbers and the like, in page order.
    furniture: Vec<ShownBlock<'f>>,
    /// What was noticed while reading.
    issues: Vec<Issue<'f>>,
}

#[derive(Serialize)]
struct Issue<'f> {
    code: &'f str,
    page: Option<u32>,
    message: String,
}

#[derive(Serialize)]
struct Look {
    /// Points.
    size: f64,
    bold: bool,
    italic: bool,
    /// As `#rrggbb`.
    colour: String,
    /// `right`, `down`, `left`, `up`.
    direction: &'static str,
}

#[derive(Serialize)]
struct ShownBlock<'f> {
    /// Place in reading order, from 1, as in the text form; none for furniture.
    number: Option<usize>,
    role: &'static str,
    /// Of a heading, 1 for the most prominent; of a list item, 0 for the outermost list.
    level: Option<u8>,
    /// The bullet or number before it, as printed.
    marker: Option<&'f str>,
    text: &'f str,
    /// A box a page, in points from the top left of the page as displayed.
    #[serde(rename = "where")]
    places: Vec<Place>,
    look: Look,
    /// The rows of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Vec<Vec<ShownCell<'f>>>>,
}

#[derive(Serialize)]
struct ShownCell<'f> {
    items: Vec<&'f str>,
    #[serde(rename = "where")]
    places: Vec<Place>,
}

/// The blocks of a document, or of one page (1-based), as indented JSON; `issues` are those of its reading, told in `language`.
///
/// # Errors
/// None that the content could cause; see [`serde_json::to_string_pretty`].
pub fn json(flow: &Flow, issues: &[Diagnostic], page: Option<u32>, language: Language) -> serde_json::Result<String> {
    let on_page = |block: &&Block| super::is_on(block, page);
    let blocks = flow.blocks.iter().enumerate().filter(|(_, block)| on_page(block));
    let of_page = |issue: &&Diagnostic| page.is_none() || issue.page.is_none() || issue.page == page;
    let shown = Shown {
        pages: flow.pages,
        body: look(flow.body),
        blocks: blocks.map(|(index, block)| shown(Some(index + 1), block)).collect(),
        furniture: flow.furniture.iter().filter(on_page).map(|block| shown(None, block)).collect(),
        issues: issues
            .iter()
            .filter(of_page)
            .map(|issue| Issue { code: &issue.code, page: issue.page, message: issue.message.said(language) })
            .collect(),
    };
    serde_json::to_string_pretty(&shown).map(|text| text + "\n")
}

fn shown(number: Option<usize>, block: &Block) -> ShownBlock<'_> {
    let (role, level) = match block.role {
        _ if number.is_none() => ("furniture", None),
        Role::Heading(level) => ("heading", Some(level)),
        Role::ListItem(depth) => ("list-item", Some(depth)),
        Role::Paragraph => ("paragraph", None),
        Role::Table => ("table", None),
        Role::Footnote => ("footnote", None),
    };
    let rows = block.table.as_ref().map(|table| table.rows.iter().map(|row| row.iter().map(cell).collect()).collect());
    ShownBlock {
        number,
        role,
        level,
        marker: block.lines.first().and_then(|line| line.marker.as_deref()),
        text: &block.text,
        places: block.places(),
        look: look(block.style),
        rows,
    }
}

fn cell(cell: &Cell) -> ShownCell<'_> {
    ShownCell { items: cell.items().collect(), places: cell.places().collect() }
}

fn look(style: Style) -> Look {
    let Style { size, bold, italic, colour, direction } = style;
    let direction = match direction {
        Direction::Right => "right",
        Direction::Down => "down",
        Direction::Left => "left",
        Direction::Up => "up",
    };
    let size = (f64::from(size) * 100.0).round() / 100.0;
    Look { size, bold, italic, colour: super::hex(colour), direction }
}
