//! Lines of sheets that look like headings and are none to the profile.

use std::collections::BTreeMap;

use crate::model::flow::{Block, Line, Style};
use crate::model::sheet::{Meaning, Sheet};
use crate::profile::{Profile, bare};
use crate::text::{ends_sentence, fold};

use super::Unmapped;

/// The longest heading, in characters.
const LONGEST: usize = 90;

/// Lines in sheets that layout takes for headings, or that look as the sheet's headings do, and that are mapped to no
/// key; the most frequent first.
pub(super) fn unmapped(sheets: &[Sheet], profile: &Profile) -> Vec<Unmapped> {
    let mut found: BTreeMap<String, Unmapped> = BTreeMap::new();
    for sheet in sheets {
        let looks = looks_of_headings(sheet);
        let texts = sheet.blocks.iter().filter(|part| matches!(part.meaning, Meaning::Text | Meaning::Loose));
        for part in texts.filter(|part| part.block.table.is_none()) {
            let Some(line) = heading(&part.block, &looks) else { continue };
            let folded = fold(&part.block.text);
            let name = bare(&folded).0;
            let is_heading = part.block.text.chars().filter(|sign| sign.is_alphabetic()).count() >= 3;
            if !is_heading || profile.mark(name).is_some() || profile.is_furniture(&part.block.text) {
                continue;
            }
            let text = part.block.text.clone();
            let known = found.entry(name.to_owned()).or_insert(Unmapped { text, count: 0, pages: Vec::new() });
            known.count += 1;
            known.pages.extend(line.place.map(|place| place.page));
        }
    }
    let mut all: Vec<Unmapped> = found.into_values().collect();
    for unmapped in &mut all {
        unmapped.pages.sort_unstable();
        unmapped.pages.dedup();
    }
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| (&a.pages, &a.text).cmp(&(&b.pages, &b.text))));
    all
}

/// How the headings of a sheet look, where they look otherwise than its text.
fn looks_of_headings(sheet: &Sheet) -> Vec<Style> {
    let is_heading = |meaning: &Meaning| matches!(meaning, Meaning::Heading { .. });
    let looks = sheet.blocks.iter().filter(|part| is_heading(&part.meaning)).map(|part| part.block.style);
    let of_text: Vec<Style> = sheet
        .blocks
        .iter()
        .filter(|part| part.meaning == Meaning::Text && part.block.text.chars().count() > LONGEST)
        .map(|part| part.block.style)
        .collect();
    looks.filter(|look| look.size > 0.0 && !of_text.iter().any(|text| alike(*look, *text))).collect()
}

/// The first line of a block that is a heading by its role or its look.
fn heading<'b>(block: &'b Block, looks: &[Style]) -> Option<&'b Line> {
    let line = block.lines.first()?;
    let short = block.text.chars().count() <= LONGEST && !ends_sentence(&block.text);
    let looks_so = || looks.iter().any(|look| alike(*look, block.style));
    (short && (block.is_heading() || looks_so())).then_some(line)
}

fn alike(a: Style, b: Style) -> bool {
    let size = (a.size - b.size).abs() < 0.03 * a.size.max(b.size);
    size && (a.bold, a.italic, a.colour, a.direction) == (b.bold, b.italic, b.colour, b.direction)
}
