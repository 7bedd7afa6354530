//! A table that compares profiles of one job: a row whose label maps to a section is that section.

use crate::model::flow::{Cell, Table};
use crate::model::passage::Passage;
use crate::model::record::ComparisonTable;
use crate::model::sheet::{Extract, Part};
use crate::profile::{Mark, Profile};

/// Reads a table inside a sheet: mapped rows become sections, the whole a comparison table; a table without mapped
/// rows is text of the open section.
pub(super) fn read(table: &Table, profile: &Profile, open: &mut Option<Part>, extract: &mut Extract) {
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
        if let Some(part) = open {
            for cell in rows.flatten() {
                part.items.extend(cell.blocks.iter().map(Passage::of));
            }
        }
        return;
    }
    let mut comparison = ComparisonTable::default();
    for row in rows {
        let (label, cells) = (label(row), row.get(1..).unwrap_or_default());
        if label.is_empty() {
            if comparison.columns.is_empty() {
                comparison.columns = cells.iter().map(Cell::text).collect();
            }
            continue;
        }
        if let Some(Mark::Section(rule)) = profile.mark(&label) {
            let heading = Passage::joined(row.iter().take(1).flat_map(|cell| &cell.blocks).map(Passage::of), " ");
            let items = cells.iter().flat_map(|cell| &cell.blocks).map(Passage::of).collect();
            let part = Part { key: rule.key.clone(), heading, items };
            if !part.items.is_empty() {
                extract.sections.push(part);
            }
        }
        comparison.rows.insert(label, cells.iter().map(|cell| cell.items().map(str::to_owned).collect()).collect());
    }
    extract.table = Some(comparison);
}
