//! What spreadsheets cannot hold, told as issues.

use std::io;

use super::columns::{Table, Value};
use super::rows::{RowsOf, count_rows};
use super::spreadsheet::{LONGEST_CELL, is_too_long};
use super::tables::TABLES;
use super::{Writer, xlsx};
use crate::message;
use crate::model::dataset::Dataset;
use crate::model::diagnostic::{Diagnostic, Severity};

/// A cell has at most so many bytes for each that its records take where they are stored: lists have three between
/// entries.
const BYTES_OF_CELL: usize = 4;

/// Adds what `formats` cannot show of the dataset to its issues: texts longer than a cell (`cell-cut`), and rows beyond
/// the last one of a sheet (`sheet-cut`).
///
/// # Errors
/// When the dataset cannot be read.
pub fn add_issues(dataset: &mut Dataset, formats: &[&dyn Writer]) -> io::Result<()> {
    let written = |name: &str| formats.iter().any(|format| format.name() == name);
    if !written("xlsx") && !written("csv") {
        return Ok(());
    }
    let mut issues = Vec::new();
    let counts = if written("xlsx") { count_rows(TABLES, dataset)? } else { vec![0; TABLES.len()] };
    for (table, count) in TABLES.iter().zip(counts).filter(|(table, _)| table.name != "issues") {
        issues.extend(cut_cells(table, dataset)?);
        if count > xlsx::MOST_ROWS {
            let message = message!("sheet-cut", most = xlsx::MOST_ROWS, count, table = table.name);
            issues.push(Diagnostic::new(Severity::Warning, "sheet-cut", message));
        }
    }
    dataset.issues.extend(issues)
}

/// What is cut of a table.
fn cut_cells(table: &Table, dataset: &Dataset) -> io::Result<Vec<Diagnostic>> {
    let mut issues = Vec::new();
    let jobs = &dataset.jobs;
    // Only records that are long enough are read.
    let may_be_cut = |places: &[usize]| {
        places.iter().map(|place| jobs.bytes_of(*place)).sum::<usize>() * BYTES_OF_CELL > LONGEST_CELL
    };
    match table.rows {
        RowsOf::Records { rows, .. } => {
            for place in (0..jobs.len()).filter(|place| may_be_cut(&[*place])) {
                for row in rows(&[jobs.get(place)?], dataset) {
                    issues.extend(cut_cells_of(&row, table, dataset, Some(place)));
                }
            }
        }
        RowsOf::Groups { groups, row } => {
            for group in groups(dataset).iter().filter(|places| may_be_cut(places)) {
                let records = group.iter().map(|place| jobs.get(*place)).collect::<io::Result<_>>()?;
                issues.extend(cut_cells_of(&row(records, dataset), table, dataset, None));
            }
        }
        RowsOf::Dataset { rows, .. } => {
            for row in rows(dataset) {
                issues.extend(cut_cells_of(&row?, table, dataset, None));
            }
        }
    }
    Ok(issues)
}

/// What is cut of a row; `record` is the place of the record that it is made of.
fn cut_cells_of(row: &[Value], table: &Table, dataset: &Dataset, record: Option<usize>) -> Vec<Diagnostic> {
    let long = row.iter().enumerate().filter(|(_, value)| {
        let held = matches!(value, Value::Missing | Value::Integer(_) | Value::Number(_) | Value::Date(_));
        !held && is_too_long(&value.to_string())
    });
    long.map(|(place, _)| cut_cell(table, dataset, row, place, record)).collect()
}

fn cut_cell(table: &Table, dataset: &Dataset, row: &[Value], place: usize, record: Option<usize>) -> Diagnostic {
    let columns = (table.columns)(dataset);
    let cell = |name: &str| columns.iter().position(|column| column.name == name).map(|place| row[place].to_string());
    let name = &columns[place].name;
    let message = message!("cell-cut", column = name, table = table.name);
    let mut issue = Diagnostic::new(Severity::Warning, "cell-cut", message).of_field(name.as_ref());
    if let Some(job) = record.and_then(|place| dataset.jobs.heads().get(place)) {
        issue.record_id = Some(job.record_id.to_string());
        issue.file = job.file.to_string();
        issue.page = job.pages.map(|[first, _]| first);
    } else {
        issue.file = cell("file").unwrap_or_default();
    }
    issue
}
