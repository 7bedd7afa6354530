//! Blocks of settled lines: a heading or label opens its block, lines of one paragraph stay together.

use crate::model::flow::{Block, Flow, Line, Role};
use crate::model::sheet::{Meaning, SheetBlock};
use crate::profile::{Mark, Range};
use crate::settle::decision::Account;
use crate::settle::unit::Unit;
use crate::settle::{Piece, settle};

/// A block with what it means to the profile and where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Marked<'p> {
    /// The block.
    pub(super) block: Block,
    /// What its first line is.
    pub(super) mark: Option<Mark<'p>>,
    /// Where, in bytes of its first line, a label's value begins.
    pub(super) value: usize,
    /// Page of a document with pages, or the number of the hinted page of a text; 0 when unknown.
    pub(super) page: u32,
}

impl Marked<'_> {
    /// As a part of a sheet.
    pub(super) fn into_part(self) -> SheetBlock {
        let meaning = match self.mark {
            None => Meaning::Text,
            Some(Mark::Section(rule)) => Meaning::Heading { key: rule.key.clone(), chart: rule.chart },
            Some(Mark::Label(rule)) => Meaning::Label { rule: rule.index, value: self.value },
            Some(Mark::Chart) => Meaning::Chart,
        };
        SheetBlock { block: self.block, meaning }
    }
}

/// The blocks of a range, cut at marks, furniture patterns left out.
pub(super) fn marked_blocks<'p>(flow: &Flow, range: &Range<'p>, account: &mut Account) -> Vec<Marked<'p>> {
    let settled = settle(flow, range, account);
    let mut marked: Vec<Marked<'p>> = Vec::new();
    let mut pieces = settled.pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        let first = &settled.units[piece.units.start];
        let mut units: Vec<&Unit> = settled.units[piece.units.clone()].iter().collect();
        // A label's value, and a paragraph, go on over the lines of their block.
        let goes_on = |next: &&Piece<'p>| {
            let unit = &settled.units[next.units.start];
            next.mark.is_none() && unit.paragraph == first.paragraph && !first.table
        };
        if !matches!(piece.mark, Some(Mark::Section(_) | Mark::Chart)) {
            while let Some(next) = pieces.next_if(goes_on) {
                units.extend(&settled.units[next.units.clone()]);
            }
        }
        let original = if first.furniture { &flow.furniture[first.block] } else { &flow.blocks[first.block] };
        let block = block(&units, original, piece.mark.is_some());
        if (piece.mark.is_none() || first.table) && range.profile.is_furniture(&block.text) {
            continue;
        }
        if piece.mark.is_none() && first.furniture {
            continue;
        }
        marked.push(Marked { block, mark: piece.mark, value: piece.value, page: first.page });
    }
    marked
}

fn block(units: &[&Unit], original: &Block, marked: bool) -> Block {
    let whole = units[0].cell.is_none()
        && original.lines.len() == units.len()
        && original.lines.iter().zip(units).all(|(line, unit)| line.text == unit.line.text);
    if units[0].table || whole {
        return original.clone();
    }
    let lines: Vec<Line> = units.iter().map(|unit| unit.line.clone()).collect();
    let role = match units[0].role {
        Role::Heading(level) if !marked => Role::Heading(level),
        role if !marked && lines[0].marker.is_some() => role,
        _ => Role::Paragraph,
    };
    let mut block = Block::from_lines(role, lines);
    block.container = units[0].container;
    block
}
