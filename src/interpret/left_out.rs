//! What a document says outside its job sheets, and what a sheet says that no rule placed: reported, never dropped in
//! silence.

use std::collections::BTreeMap;

use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::flow::{Block, Flow};
use crate::model::sheet::Sheet;
use crate::profile::Range;

/// How much of a text is quoted, in words.
const QUOTED_WORDS: usize = 8;

/// The blocks of a range of which no line is in a sheet, in reading order.
pub(super) fn outside(flow: &Flow, range: &Range<'_>, sheets: &[Sheet]) -> Vec<Block> {
    let mut used: BTreeMap<(Option<u32>, String), usize> = BTreeMap::new();
    let mut count = |page: Option<u32>, text: &str| *used.entry((page, text.to_owned())).or_default() += 1;
    for sheet in sheets {
        for line in sheet.title.iter().chain(sheet.blocks.iter().flat_map(|part| &part.block.lines)) {
            count(line.place.map(|place| place.page), &line.text);
        }
        for block in sheet.blocks.iter().map(|part| &part.block).filter(|block| block.table.is_some()) {
            count(block.first_page(), &table_text(block));
        }
        if let Some(theme) = &sheet.theme {
            count(theme.words.first().map(|word| word.place.page), &theme.text);
        }
    }
    let mut is_used = |page: Option<u32>, text: &str| {
        used.get_mut(&(page, text.to_owned())).filter(|count| **count > 0).map(|count| *count -= 1).is_some()
    };
    let mut outside = Vec::new();
    for block in &flow.blocks[range.blocks.clone()] {
        let whole = is_used(block.first_page(), &block.text);
        let seen = if block.table.is_some() {
            is_used(block.first_page(), &table_text(block))
        } else {
            block.lines.iter().filter(|line| is_used(line.place.map(|place| place.page), &line.text)).count() > 0
        };
        if !whole && !seen {
            outside.push(block.clone());
        }
    }
    outside
}

fn table_text(block: &Block) -> String {
    let cells = block.table.iter().flat_map(|table| table.rows.iter().flatten());
    cells.flat_map(|cell| cell.items()).collect::<Vec<_>>().join(" ")
}

fn text(block: &Block) -> String {
    if block.table.is_some() { table_text(block) } else { block.text.clone() }
}

/// One line for each page's text that is in no sheet.
pub(super) fn outside_diagnostics(blocks: &[Block]) -> Vec<Diagnostic> {
    blocks
        .chunk_by(|a, b| a.first_page() == b.first_page())
        .map(|blocks| {
            let text: Vec<String> = blocks.iter().map(text).collect();
            report("outside-sheets", "is in no job sheet", blocks[0].first_page(), &text.join(" "))
        })
        .collect()
}

/// One line for each text of a sheet that is in none of its sections; `title` is the sheet's.
pub(super) fn sheet_diagnostics(blocks: &[Block], title: &str) -> Vec<Diagnostic> {
    blocks
        .iter()
        .map(|block| {
            let mut diagnostic = report("text-not-placed", "is in no section", block.first_page(), &text(block));
            diagnostic.record_id = Some(title.to_owned());
            diagnostic
        })
        .collect()
}

fn report(code: &'static str, what: &str, page: Option<u32>, text: &str) -> Diagnostic {
    let words: Vec<&str> = text.split_whitespace().collect();
    let more = if words.len() > QUOTED_WORDS { "…" } else { "" };
    let quoted = words.iter().take(QUOTED_WORDS).copied().collect::<Vec<_>>().join(" ");
    let plural = if words.len() == 1 { "word" } else { "words" };
    let message = format!("text {what} ({} {plural}): “{quoted}{more}”", words.len());
    let mut diagnostic = Diagnostic::new(Severity::Info, code, message)
        .with_hint("nothing to do if it describes no job; else look at the page with `ingest inspect`");
    diagnostic.page = page;
    diagnostic
}
