//! Which lines are each sheet's: those from where it begins to where the next one does, in reading order; or, on a page
//! whose sheets stand one below the other while reading order goes down its columns, those between their heights.

use std::collections::{BTreeMap, BTreeSet};

use crate::profile::{Mark, SheetRule};

use super::super::Settled;
use super::super::unit::Unit;
use super::beginnings::Start;

/// The pieces of each sheet, in reading order.
pub(super) fn of(settled: &Settled<'_>, starts: &[Start], rules: &[SheetRule]) -> Vec<Vec<usize>> {
    let unit = |index: usize| -> &Unit { &settled.units[settled.pieces[index].units.start] };
    let mut owners = by_order(settled, starts);
    let pages: BTreeSet<u32> = starts.iter().map(|start| unit(start.at).page).collect();
    for page in pages {
        let by_height = by_height(settled, starts, &owners, page);
        if repeated(settled, &by_height, page) < repeated(settled, &owners, page) {
            owners = by_height;
        }
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); starts.len()];
    let mut ended = vec![false; starts.len()];
    for (index, owner) in owners.iter().enumerate() {
        let Some(owner) = owner else { continue };
        let folded = unit(index).folded.as_str();
        let ends = || rules[starts[*owner].rule].end.iter().any(|end| end.is_match(folded));
        ended[*owner] |= index > starts[*owner].at && ends();
        if !ended[*owner] {
            parts[*owner].push(index);
        }
    }
    parts
}

/// Of each piece, the last sheet that begins before it.
fn by_order(settled: &Settled<'_>, starts: &[Start]) -> Vec<Option<usize>> {
    let mut owner = None;
    let mut next = 0;
    (0..settled.pieces.len())
        .map(|index| {
            while starts.get(next).is_some_and(|start| start.at <= index) {
                owner = Some(next);
                next += 1;
            }
            owner
        })
        .collect()
}

/// As given, but on one page each piece is the sheet's that begins last above it, or else that of the page before.
fn by_height(settled: &Settled<'_>, starts: &[Start], given: &[Option<usize>], page: u32) -> Vec<Option<usize>> {
    let unit = |index: usize| -> &Unit { &settled.units[settled.pieces[index].units.start] };
    let mut tops: Vec<(f32, usize)> = Vec::new();
    for (number, start) in starts.iter().enumerate().filter(|(_, start)| unit(start.at).page == page) {
        let named = start.number.iter().chain(&start.title).filter(|index| unit(**index).page == page);
        tops.push((named.map(|index| unit(*index).bbox.y0).fold(unit(start.at).bbox.y0, f32::min), number));
    }
    let before = tops.iter().map(|(_, number)| *number).min().and_then(|first| first.checked_sub(1));
    let owner = |index: usize| {
        let y = unit(index).bbox.centre_y();
        let above = tops.iter().filter(|(top, _)| *top <= y).max_by(|a, b| a.0.total_cmp(&b.0));
        above.map(|(_, number)| *number).or(before)
    };
    let on_page = |index: usize| unit(index).page == page && !unit(index).furniture;
    given.iter().enumerate().map(|(index, given)| if on_page(index) { owner(index) } else { *given }).collect()
}

/// How many headings and labels of sheets on a page stand there another time.
fn repeated(settled: &Settled<'_>, owners: &[Option<usize>], page: u32) -> usize {
    let mut counts: BTreeMap<(Option<usize>, &str), usize> = BTreeMap::new();
    for (piece, owner) in settled.pieces.iter().zip(owners) {
        if let Some(mark @ (Mark::Section(_) | Mark::Label(_))) = piece.mark
            && settled.units[piece.units.start].page == page
        {
            *counts.entry((*owner, mark.name())).or_default() += 1;
        }
    }
    counts.values().map(|count| count - 1).sum()
}
