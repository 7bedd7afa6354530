//! Sheet → labelled values, sections, notes and tables, as printed.

mod chart;
mod labels;
mod numbers;
mod sections;
mod table;

use crate::model::sheet::{Extract, Sheet};
use crate::profile::Profile;

/// Reads a sheet's parts.
#[must_use]
pub fn extract(sheet: &Sheet, profile: &Profile) -> Extract {
    let mut extract = Extract::default();
    let blocks = labels::take(&sheet.blocks, profile, &mut extract);
    sections::read(&blocks, profile, &mut extract);
    extract.notes.extend(sheet.notes.iter().cloned());
    extract.chart = chart::read(sheet, profile);
    extract
}
