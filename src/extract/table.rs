//! A table that compares profiles of one job: a row whose label maps to a section is that section.

use crate::model::flow::{Block, Cell};
use crate::model::passage::Passage;
use crate::model::record::ComparisonTable;
use crate::model::sheet::{Extract, Part};
use crate::profile::{Mark, Profile};

/// Reads a block's table inside a sheet: mapped rows become sections, the whole a comparison table; a table without mapped
/// rows is text of the open section.
pub(super) fn read(block: &Block, profile: &Profile, open: &mut Option<Part>, extract: &mut Extract) {
    let Some(table) = &block.table else { return };
    let label = |row: &[Cell]| row.first().map(Cell::text).unwrap_or_default();
    // A head that repeats the name of the section that the table stands in names no row.
    let repeats = |row: &[Cell]| match (profile.mark(&label(row)), &*open) {
        (Some(Mark::Section(rule)), Some(part)) => rule.key == part.key,
        _ => false,
    };
    let headed = table.rows.first().is_some_and(|row| repeats(row));
    let rows = table.rows.iter().skip(usize::from(headed));
    let mapped = rows.clone().any(|row| matches!(profile.mark(&label(row)), Some(Mark::Section(_))));
    if !mapped {
        match open {
            // The rows are items, their cells joined.
            Some(part) if profile.section_rule(&part.key).is_some_and(|rule| rule.cells.is_some()) => {
                let separator = profile.section_rule(&part.key).and_then(|rule| rule.cells.as_deref()).unwrap_or(" ");
                let mut comparison = ComparisonTable::default();
                for row in rows {
                    let cells = row.iter().filter(|cell| !cell.blocks.is_empty());
                    let cells = cells.map(|cell| Passage::joined(cell.blocks.iter().map(Passage::of), " "));
                    part.items.push(Passage::joined(cells, separator));
                    add(&mut comparison, &label(row), row.get(1..).unwrap_or_default());
                }
                extract.tables.push(comparison);
            }
            Some(part) => {
                part.items.extend(rows.flatten().flat_map(|cell| &cell.blocks).map(Passage::of));
            }
            None => extract.left.push(block.clone()),
        }
        return;
    }
    let mut comparison = ComparisonTable::default();
    // The label of the row before, and whether that row is a section.
    let (mut last, mut of_section) = (String::new(), false);
    for row in rows {
        let (label, cells) = (label(row), row.get(1..).unwrap_or_default());
        if label.is_empty() {
            if comparison.columns.is_empty() && comparison.rows.is_empty() {
                comparison.columns = cells.iter().map(Cell::text).collect();
                continue;
            }
            // A row that goes on with the one before it.
            if let Some(part) = extract.sections.last_mut().filter(|_| of_section) {
                part.items.extend(cells.iter().flat_map(|cell| &cell.blocks).map(Passage::of));
            }
            add(&mut comparison, &last, cells);
            continue;
        }
        if let Some(Mark::Section(rule)) = profile.mark(&label) {
            let heading = Passage::joined(row.iter().take(1).flat_map(|cell| &cell.blocks).map(Passage::of), " ");
            let items = cells.iter().flat_map(|cell| &cell.blocks).map(Passage::of).collect();
            let part = Part { key: rule.key.clone(), heading, items };
            of_section = !part.items.is_empty();
            if of_section {
                extract.sections.push(part);
            }
        } else {
            of_section = false;
        }
        add(&mut comparison, &label, cells);
        last = label;
    }
    extract.tables.push(comparison);
}

/// Adds the cells of a row to those that its label has already: two rows of one label are one.
fn add(table: &mut ComparisonTable, label: &str, cells: &[Cell]) {
    let row = table.rows.entry(label.to_owned()).or_default();
    row.resize(row.len().max(cells.len()), Vec::new());
    for (known, cell) in row.iter_mut().zip(cells) {
        known.extend(cell.items().map(str::to_owned));
    }
}
