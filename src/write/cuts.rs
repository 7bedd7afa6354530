//! What spreadsheets cannot hold, told as issues.

use std::io;

use rayon::prelude::*;

use super::columns::{Row, RowsOf, Table, Value};
use super::spreadsheet::{LONGEST_CELL, is_too_long};
use super::tables::TABLES;
use super::{Writer, xlsx};
use crate::model::dataset::Dataset;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::record::Record;

/// A cell has at most so many bytes for each that its record takes where it is stored: lists have three between entries.
const BYTES_OF_CELL: usize = 4;
/// Records that a thread counts the rows of at a time.
const RECORDS_OF_THREAD: usize = 64;

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
    for table in TABLES.iter().filter(|table| table.name != "issues") {
        let mut number = 0;
        match table.rows {
            RowsOf::Records { rows, count } => {
                issues.extend(cut_records(table, dataset, rows)?);
                number = if written("xlsx") { number_of(count, dataset)? } else { 0 };
            }
            RowsOf::Dataset(rows) => {
                for row in rows(dataset) {
                    issues.extend(cut_cells(table, dataset, &row?, None));
                    number += 1;
                }
            }
        }
        if written("xlsx") && number > xlsx::MOST_ROWS {
            let message =
                format!("only the first {} of {number} rows of {} are in the workbook", xlsx::MOST_ROWS, table.name);
            let hint = format!("use {}.csv or {}.parquet", table.name, table.name);
            issues.push(Diagnostic::new(Severity::Warning, "sheet-cut", message).with_hint(hint));
        }
    }
    dataset.add_issues(issues);
    Ok(())
}

/// The number of rows of a table with `count` rows of a record, where they may be more than a sheet has.
fn number_of(count: fn(&Record) -> usize, dataset: &Dataset) -> io::Result<usize> {
    let jobs = &dataset.jobs;
    // A row is of something that takes a byte or more where it is stored.
    if (0..jobs.len()).map(|place| jobs.bytes_of(place)).sum::<usize>() <= xlsx::MOST_ROWS {
        return Ok(0);
    }
    let starts: Vec<usize> = (0..jobs.len()).step_by(RECORDS_OF_THREAD).collect();
    let counts = starts.par_iter().map(|start| {
        let records = jobs.read(*start..start + RECORDS_OF_THREAD)?;
        Ok(records.iter().map(count).sum::<usize>())
    });
    counts.sum()
}

/// The cells that are cut in the rows of a table that is made of records; only of records that are long enough.
fn cut_records(
    table: &Table,
    dataset: &Dataset,
    rows: fn(&[Record], &Dataset) -> Vec<Row>,
) -> io::Result<Vec<Diagnostic>> {
    let mut issues = Vec::new();
    for place in 0..dataset.jobs.len() {
        if dataset.jobs.bytes_of(place) * BYTES_OF_CELL > LONGEST_CELL {
            let record = [dataset.jobs.get(place)?];
            for row in rows(&record, dataset) {
                issues.extend(cut_cells(table, dataset, &row, Some(place)));
            }
        }
    }
    Ok(issues)
}

/// What is cut of a row; `record` is the place of the record that it is made of.
fn cut_cells(table: &Table, dataset: &Dataset, row: &[Value], record: Option<usize>) -> Vec<Diagnostic> {
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
    let message =
        format!("the text of {name} in the table {} is too long for a spreadsheet, and cut there", table.name);
    let mut issue = Diagnostic::new(Severity::Warning, "cell-cut", message)
        .of_field(name.as_ref())
        .with_hint(format!("read it whole in {}.csv", table.name));
    if let Some(job) = record.and_then(|place| dataset.jobs.heads().get(place)) {
        issue.record_id = Some(job.record_id.to_string());
        issue.file = job.file.to_string();
        issue.page = job.pages.map(|[first, _]| first);
    } else {
        issue.file = cell("file").unwrap_or_default();
    }
    issue
}
