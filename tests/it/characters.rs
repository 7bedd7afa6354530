//! Nothing printed is lost or said twice: what the glyphs of a page show is in the flow's blocks or its furniture, and
//! what a job's sheet holds is in its record or among what was left over.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::support::reports::{PROFILES, ReadCase, documents, pdf_documents};
use ingest::extract::extract;
use ingest::layout::layout;
use ingest::model::document::{Document, Page, PageContent};
use ingest::model::flow::{Cell, Flow};
use ingest::model::passage::Passage;
use ingest::model::sheet::{Extract, Meaning, Sheet, SheetBlock};
use ingest::profile::recognise;
use ingest::segment::segment;
use rayon::prelude::*;

/// Characters with how often they stand somewhere.
type Counts = BTreeMap<char, i64>;

#[test]
fn every_printed_character_is_in_the_flow_once() {
    let failures: Vec<String> = pdf_documents()
        .par_iter()
        .map(|(case, document, flow)| {
            let differences = differences(document, flow);
            if differences.is_empty() { String::new() } else { format!("{}\n{differences}", case.name) }
        })
        .filter(|failure| !failure.is_empty())
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_lost_character_is_noticed() {
    let (case, document, _) = pdf_documents().into_iter().next().unwrap();
    let mut short = document.clone();
    let PageContent::Glyphs(content) = &mut short.pages[1].content else { panic!("{}: no glyphs", case.name) };
    let at = content.glyphs.iter().position(|glyph| glyph.text == "e").unwrap();
    content.glyphs.remove(at);
    assert_eq!(differences(document, &layout(short)), "  page [2]: 'e' 1 times missing\n");
}

/// Page by page, what characters are missing from the flow and which it has too many of.
fn differences(document: &Document, flow: &Flow) -> String {
    let mut differences = String::new();
    for pages in pages_with_common_tables(document, flow) {
        let mut balance = Counts::new();
        for page in &pages {
            count(&mut balance, 1, printed_on(page).chars());
            count(&mut balance, -1, leaders_on(page).chars());
        }
        let numbers: Vec<u32> = pages.iter().map(|page| page.number).collect();
        let mut has_table = false;
        for block in flow.blocks.iter().chain(&flow.furniture) {
            for line in &block.lines {
                if line.place.is_some_and(|place| numbers.contains(&place.page)) {
                    count(&mut balance, -1, line.text.chars());
                    count(&mut balance, -1, line.marker.iter().flat_map(|marker| marker.chars()));
                }
            }
            for cell in block.table.iter().flat_map(|table| table.rows.iter().flatten()) {
                if cell.places().any(|place| numbers.contains(&place.page)) {
                    has_table = true;
                    count(&mut balance, -1, cell.items().flat_map(str::chars));
                }
            }
        }
        // A bullet that is drawn as a shape is no character of the page.
        if balance.get(&'•').is_some_and(|count| *count < 0) {
            balance.remove(&'•');
        }
        // A cell holds paragraphs, not lines: hyphens that cut a word and bullets are gone from it.
        if has_table {
            balance.retain(|character, count| *count < 0 || !is_hyphen_or_bullet(*character));
        }
        balance.retain(|_, count| *count != 0);
        // A table's head is printed on each of its pages and kept once.
        if !balance.is_empty() && balance == repeated_head(flow, &numbers) {
            continue;
        }
        for (character, count) in balance {
            let what = if count > 0 { "missing" } else { "too often" };
            writeln!(differences, "  page {numbers:?}: {character:?} {} times {what}", count.abs()).unwrap();
        }
    }
    differences
}

/// The dots that lead from a text to its number, which are no text.
fn leaders_on(page: &Page) -> String {
    let PageContent::Glyphs(content) = &page.content else { return String::new() };
    let printed: Vec<&str> =
        content.glyphs.iter().map(|glyph| glyph.text.as_str()).filter(|text| !text.trim().is_empty()).collect();
    let runs = printed.chunk_by(|a, b| (*a == ".") == (*b == "."));
    runs.filter(|run| run.len() >= 4 && run[0] == ".").flatten().copied().collect()
}

/// The characters of the heads that tables over these pages repeat.
fn repeated_head(flow: &Flow, pages: &[u32]) -> Counts {
    let mut counts = Counts::new();
    let repeats = i64::try_from(pages.len()).unwrap() - 1;
    for table in flow.blocks.iter().filter_map(|block| block.table.as_ref()) {
        let head = table.rows.first().map(Vec::as_slice).unwrap_or_default();
        if head.iter().flat_map(Cell::places).any(|place| pages.contains(&place.page)) {
            count(&mut counts, repeats, head.iter().flat_map(Cell::items).flat_map(str::chars));
        }
    }
    counts.retain(|_, count| *count != 0);
    counts
}

/// The pages, those together that share a cell which goes on over the page break.
fn pages_with_common_tables<'d>(document: &'d Document, flow: &Flow) -> Vec<Vec<&'d Page>> {
    let cells =
        flow.blocks.iter().filter_map(|block| block.table.as_ref()).flat_map(|table| table.rows.iter().flatten());
    let shared: Vec<(u32, u32)> = cells
        .filter_map(|cell| {
            let pages = || cell.places().map(|place| place.page);
            pages().min().zip(pages().max())
        })
        .collect();
    let mut groups: Vec<Vec<&Page>> = Vec::new();
    for page in &document.pages {
        let goes_on = shared.iter().any(|(first, last)| *first < page.number && page.number <= *last);
        match groups.last_mut() {
            Some(group) if goes_on => group.push(page),
            _ => groups.push(vec![page]),
        }
    }
    groups
}

/// What a page shows as text. The invisible text of a scan counts where nothing else does.
fn printed_on(page: &Page) -> String {
    let PageContent::Glyphs(content) = &page.content else { return String::new() };
    let text = |invisible: bool| -> String {
        content.glyphs.iter().filter(|glyph| glyph.invisible == invisible).map(|glyph| glyph.text.as_str()).collect()
    };
    let (visible, invisible) = (text(false), text(true));
    if visible.trim().is_empty() { invisible } else { visible }
}

fn count(counts: &mut Counts, by: i64, characters: impl Iterator<Item = char>) {
    for character in characters.filter(|character| is_printable(*character)) {
        *counts.entry(character).or_default() += by;
    }
}

/// White space, soft hyphens and signs without a width are not printed.
fn is_printable(character: char) -> bool {
    !(character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
}

fn is_hyphen_or_bullet(character: char) -> bool {
    let hyphen = matches!(character, '-' | '\u{2010}' | '\u{2011}' | '–');
    // Geometric shapes, dingbats, a symbol font's own codes.
    let sign = matches!(character, '\u{25a0}'..='\u{25ff}' | '\u{2700}'..='\u{27bf}' | '\u{e000}'..='\u{f8ff}');
    hyphen || sign || matches!(character, '•' | '‣' | '*' | '\u{fffd}')
}

#[test]
fn every_text_of_a_sheet_is_in_its_record_or_left_over() {
    let cases: Vec<ReadCase> = documents().collect();
    let failures: Vec<String> = cases
        .par_iter()
        .flat_map_iter(|(case, _, flow)| {
            let mut failures = Vec::new();
            for range in recognise(flow, &PROFILES) {
                for sheet in segment(flow, &range) {
                    let kept = kept(&extract(&sheet, range.profile));
                    let texts = texts(&sheet);
                    for text in texts.into_iter().filter(|text| !kept.contains(&squeezed(text))) {
                        let title: Vec<&str> = sheet.title.iter().map(|line| line.text.as_str()).collect();
                        failures.push(format!("{}: {}: lost “{text}”", case.name, title.join(" ")));
                    }
                }
            }
            failures
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The texts of a sheet's blocks and cells. Words of the form are none: labels before their values, headings, what is
/// printed in the verdict chart.
fn texts(sheet: &Sheet) -> Vec<String> {
    let of_block = |part: &SheetBlock| -> Vec<String> {
        if let Some(table) = &part.block.table {
            return table.rows.iter().flatten().flat_map(|cell| cell.items().map(str::to_owned)).collect();
        }
        match part.meaning {
            Meaning::Label { value, .. } => vec![part.block.text.get(value..).unwrap_or_default().to_owned()],
            Meaning::Chart | Meaning::Heading { .. } => Vec::new(),
            Meaning::Text | Meaning::Loose => vec![part.block.text.clone()],
        }
    };
    sheet.blocks.iter().flat_map(of_block).filter(|text| !squeezed(text).is_empty()).collect()
}

/// Everything that extraction gives back, without blanks.
fn kept(extract: &Extract) -> String {
    let mut kept = String::new();
    let mut add = |text: &str| {
        kept.push_str(&squeezed(text));
        kept.push('\n');
    };
    for quote in extract.labels.iter().map(|label| &label.value) {
        add(&quote.text);
    }
    for (_, quote) in &extract.notes {
        add(&quote.text);
    }
    for part in &extract.sections {
        add(&part.heading.text);
        part.items.iter().for_each(|item| add(&item.text));
    }
    for table in &extract.tables {
        table.columns.iter().for_each(|column| add(column));
        for (label, cells) in &table.rows {
            add(label);
            cells.iter().flatten().for_each(|item| add(item));
        }
    }
    for block in &extract.left {
        add(&Passage::of(block).text);
    }
    kept
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|character| is_printable(*character)).collect()
}
