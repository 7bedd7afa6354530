//! Lines of sheets that look like headings and are none to the profile.

use std::collections::BTreeMap;

use crate::model::flow::{Block, Style};
use crate::model::sheet::{Meaning, Sheet};
use crate::profile::{Profile, bare};
use crate::text::{ends_sentence, fold};

use super::Unmapped;

/// The longest heading, in characters.
const LONGEST: usize = 90;

/// Lines in sheets that layout takes for headings, or that look as the sheet's headings do, and that are mapped to no
/// key; the most frequent first. Where there is no sheet, what stands again and again in `blocks`: a profile that is
/// being begun needs headings before it finds a sheet.
pub(super) fn unmapped<'b>(
    sheets: &[Sheet],
    blocks: impl Iterator<Item = &'b Block>,
    profile: &Profile,
) -> Vec<Unmapped> {
    let mut found = Found { profile, lines: BTreeMap::new() };
    for sheet in sheets {
        let looks = looks_of_headings(sheet);
        let texts = sheet.blocks.iter().filter(|part| matches!(part.meaning, Meaning::Text | Meaning::Loose));
        for part in texts {
            found.add(&part.block, &looks);
        }
    }
    if sheets.is_empty() {
        blocks.for_each(|block| found.add(block, &[]));
        found.lines.retain(|_, (unmapped, _)| unmapped.count > 1);
    }
    // What a row begins with is a heading where others begin so, too.
    found.lines.retain(|_, (unmapped, in_row)| unmapped.count > 1 || !*in_row);
    let mut all: Vec<Unmapped> = found.lines.into_values().map(|(unmapped, _)| unmapped).collect();
    for unmapped in &mut all {
        unmapped.pages.sort_unstable();
        unmapped.pages.dedup();
    }
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| (&a.pages, &a.text).cmp(&(&b.pages, &b.text))));
    all
}

/// Lines by their words, and whether they begin rows of tables.
struct Found<'p> {
    profile: &'p Profile,
    lines: BTreeMap<String, (Unmapped, bool)>,
}

impl Found<'_> {
    /// Takes down what of a block looks like a heading: a heading, what looks so, what the rows of a table begin with.
    fn add(&mut self, block: &Block, looks: &[Style]) {
        match &block.table {
            Some(table) => {
                let several = table.rows.iter().filter(|row| row.len() > 1);
                for first in several.filter_map(|row| row[0].blocks.first()).filter(|first| is_short(first)) {
                    self.tell(first, true);
                }
            }
            None if is_heading(block, looks) => self.tell(block, false),
            None => {}
        }
    }

    fn tell(&mut self, block: &Block, in_row: bool) {
        let text = block.text.clone();
        let folded = fold(&text);
        let name = bare(&folded).0;
        let has_words = text.chars().filter(|sign| sign.is_alphabetic()).count() >= 3;
        if !has_words || self.profile.mark(name).is_some() || self.profile.is_furniture(&text) {
            return;
        }
        let unmapped = Unmapped { text, count: 0, pages: Vec::new() };
        let (known, _) = self.lines.entry(name.to_owned()).or_insert((unmapped, in_row));
        known.count += 1;
        known.pages.extend(block.first_page());
    }
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

/// Whether a block is a heading by its role or its look.
fn is_heading(block: &Block, looks: &[Style]) -> bool {
    let looks_so = || looks.iter().any(|look| alike(*look, block.style));
    is_short(block) && (block.is_heading() || looks_so())
}

fn is_short(block: &Block) -> bool {
    block.text.chars().count() <= LONGEST && !ends_sentence(&block.text)
}

fn alike(a: Style, b: Style) -> bool {
    let size = (a.size - b.size).abs() < 0.03 * a.size.max(b.size);
    size && (a.bold, a.italic, a.colour, a.direction) == (b.bold, b.italic, b.colour, b.direction)
}
