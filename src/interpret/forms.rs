//! What layout cannot know without the profiles: a table may be the form of a sheet, and a text at a page's edge that
//! comes back on every sheet may be one of its headings or labels.

use std::borrow::Cow;

use crate::model::flow::{Block, Cell, Flow, Place, Role, Table};
use crate::profile::{Form, Mark, Profile, ProfileSet};

/// A table in which as many cells begin with headings or labels of a sheet is the form of one.
const LEAST_MARKS: usize = 2;

/// The level of a heading that only its place in a table tells.
const DEEPEST: u8 = 9;

/// The flow with the tables that are forms of sheets written out, and with the headings and labels that were set aside
/// as page furniture back in their place.
pub(super) fn unfold<'f>(flow: &'f Flow, profiles: &ProfileSet) -> Cow<'f, Flow> {
    let pages: Vec<&Profile> =
        profiles.list().iter().filter(|profile| matches!(profile.form, Some(Form::Page { .. }))).collect();
    let mut flow = Cow::Borrowed(flow);
    for profile in pages {
        write_out_forms(&mut flow, profile);
        take_back(&mut flow, profile);
    }
    flow
}

fn structure<'p>(profile: &'p Profile, text: &str) -> Option<&'p str> {
    match profile.mark(text)? {
        mark @ (Mark::Section(_) | Mark::Label(_)) => Some(mark.name()),
        Mark::Chart => None,
    }
}

/// Writes tables out, cell after cell, whose cells begin with headings or labels.
fn write_out_forms(flow: &mut Cow<'_, Flow>, profile: &Profile) {
    let is_form = |block: &Block| block.table.as_ref().is_some_and(|table| marks(table, profile).len() >= LEAST_MARKS);
    if !flow.blocks.iter().any(is_form) {
        return;
    }
    let flow = flow.to_mut();
    let mut blocks = Vec::with_capacity(flow.blocks.len());
    // Where each block comes to stand, and the end.
    let mut places = Vec::with_capacity(flow.blocks.len() + 1);
    for block in std::mem::take(&mut flow.blocks) {
        places.push(blocks.len());
        match block.table.as_ref().filter(|_| is_form(&block)) {
            Some(table) => blocks.extend(written_out(table, profile)),
            None => blocks.push(block),
        }
    }
    places.push(blocks.len());
    for start in &mut flow.page_starts {
        *start = places.get(*start).copied().unwrap_or(blocks.len());
    }
    flow.blocks = blocks;
}

/// Row and column of the cells that begin with a heading or label of the profile.
fn marks(table: &Table, profile: &Profile) -> Vec<(usize, usize)> {
    let mut marks = Vec::new();
    for (row, cells) in table.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            if cell.items().next().is_some_and(|text| structure(profile, text).is_some()) {
                marks.push((row, column));
            }
        }
    }
    marks
}

/// The cells' paragraphs as blocks: column after column where the headings stand side by side in the first row, with
/// their texts below them; else row after row.
fn written_out(table: &Table, profile: &Profile) -> Vec<Block> {
    let marks = marks(table, profile);
    let headed = |cell: &Cell| cell.blocks.len() == 1;
    let columns = marks.iter().all(|(row, column)| *row == 0 && headed(&table.rows[0][*column]))
        && table.rows.len() > 1
        && marks.len() > 1;
    let width = table.rows.first().map_or(0, Vec::len);
    let order: Vec<&Cell> = if columns {
        (0..width).flat_map(|column| table.rows.iter().filter_map(move |row| row.get(column))).collect()
    } else {
        table.rows.iter().flatten().collect()
    };
    let blocks = order.into_iter().flat_map(|cell| &cell.blocks).cloned().map(|mut block| {
        if !block.is_heading() && structure(profile, &block.text).is_some() {
            block.role = Role::Heading(DEEPEST);
        }
        block
    });
    blocks.collect()
}

/// Puts headings and labels that were taken for page furniture back among the text of their page, where the page has no
/// other one of the kind.
fn take_back(flow: &mut Cow<'_, Flow>, profile: &Profile) {
    let wanted: Vec<usize> = (0..flow.furniture.len())
        .filter(|index| {
            let block = &flow.furniture[*index];
            let Some(name) = structure(profile, &block.text) else { return false };
            let page = block.first_page();
            let on_page = flow.blocks.iter().filter(|other| other.first_page() == page);
            page.is_some()
                && !on_page
                    .flat_map(|other| std::iter::once(&other.text).chain(other.lines.iter().map(|line| &line.text)))
                    .any(|text| structure(profile, text) == Some(name))
        })
        .collect();
    if wanted.is_empty() {
        return;
    }
    let flow = flow.to_mut();
    for index in wanted.into_iter().rev() {
        let block = flow.furniture.remove(index);
        let Some(place) = block.places().first().copied() else { continue };
        let position = position(flow, &place);
        flow.blocks.insert(position, block);
        flow.page_starts.iter_mut().filter(|start| **start > position).for_each(|start| *start += 1);
    }
}

/// Where a text belongs among the blocks of its page: before the next one below it, else after the last one above it.
fn position(flow: &Flow, place: &Place) -> usize {
    let on_page = || {
        flow.blocks.iter().enumerate().filter_map(|(index, block)| {
            let other = block.places().into_iter().find(|other| other.page == place.page)?;
            Some((index, other.bbox))
        })
    };
    let beside = || on_page().filter(|(_, bbox)| bbox.overlap_x(&place.bbox) > 0.0);
    let below = beside()
        .filter(|(_, bbox)| bbox.y0 >= place.bbox.centre_y())
        .min_by(|a, b| a.1.y0.total_cmp(&b.1.y0))
        .map(|(index, _)| index);
    let above = || beside().max_by(|a, b| a.1.y1.total_cmp(&b.1.y1)).map(|(index, _)| index + 1);
    let last = || on_page().next_back().map(|(index, _)| index + 1);
    below.or_else(above).or_else(last).unwrap_or(flow.blocks.len())
}
