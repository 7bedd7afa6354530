//! Fields introduced by a label: the value follows it on its line, goes on over the next lines, or stands below.

use crate::model::flow::{Block, Place};
use crate::model::passage::Passage;
use crate::model::sheet::{Extract, Labelled, Meaning, SheetBlock};
use crate::profile::{LabelRule, Profile};

/// Reads labelled values into `extract`; returns the blocks without the values' further lines. The labels themselves
/// stay: a section ends where one stands.
pub(super) fn take(blocks: &[SheetBlock], profile: &Profile, extract: &mut Extract) -> Vec<SheetBlock> {
    let mut rest = Vec::new();
    let mut index = 0;
    while index < blocks.len() {
        let part = &blocks[index];
        index += 1;
        rest.push(part.clone());
        let Meaning::Label { rule, value } = part.meaning else { continue };
        let block = &part.block;
        let whole = Passage::of_lines(&block.lines);
        let printed = whole.text.get(value..).unwrap_or_default();
        let name = whole.part(0..value.min(whole.text.len())).trimmed();
        let end = name.text.trim_end_matches([':', ' ', '\u{a0}', '\u{202f}']).len();
        let name = name.part(0..end);
        let start = whole.text.len() - printed.trim_start_matches([':', ' ', '\u{a0}', '\u{202f}']).len();
        let mut value = whole.part(start..whole.text.len());
        let mut places = block.places();
        // A label alone on its line has its value below; a list that ends in a comma goes on.
        while (value.text.is_empty() || value.text.ends_with(',')) && index < blocks.len() {
            let next = &blocks[index];
            let goes_on = matches!(next.meaning, Meaning::Text | Meaning::Loose)
                && next.block.lines.len() <= 3
                && (value.text.is_empty() || looks_alike(block, &next.block))
                && is_near(&places, &next.block);
            if !goes_on {
                break;
            }
            value = Passage::joined([value, Passage::of(&next.block)], " ").trimmed();
            places.extend(next.block.places());
            index += 1;
        }
        let field = profile.labels.get(rule).map_or("fields", LabelRule::fills);
        extract.labels.push(Labelled { rule, field, name, value });
    }
    rest
}

/// Whether a block stands near what is read so far, where places are known: a list that ends in a comma may simply end.
fn is_near(places: &[Place], next: &Block) -> bool {
    /// In font sizes of the next text.
    const NEAR: f32 = 3.0;
    let (Some(before), Some(after)) = (places.last(), next.places().first().copied()) else { return true };
    let apart = -before.bbox.overlap_y(&after.bbox).min(0.0) - before.bbox.overlap_x(&after.bbox).min(0.0);
    before.page != after.page || apart < NEAR * next.style.size
}

/// Whether a block may go on with a labelled list: same size, and capitals where the label's value has them.
fn looks_alike(label: &Block, next: &Block) -> bool {
    (label.style.size - next.style.size).abs() < 0.3
        && crate::text::is_capitals(&label.text) == crate::text::is_capitals(&next.text)
}
