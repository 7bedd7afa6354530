//! What spreadsheets cannot hold, told as issues.

use std::io;
use std::ops::Range;

use rayon::prelude::*;

use super::columns::{Table, Value};
use super::rows::{RowCounts, RowsOf, in_parts};
use super::spreadsheet::{LONGEST_CELL, is_too_long};
use super::tables::TABLES;
use super::{Writer, xlsx};
use crate::message;
use crate::model::dataset::Dataset;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::record::Record;

/// A cell has at most so many bytes for each that its records take where they are stored: lists have three between
/// entries.
const BYTES_OF_CELL: usize = 4;

/// Whether issues of this code come about as outputs are written.
#[must_use]
pub fn is_of_writing(code: &str) -> bool {
    code == "cell-cut" || code == "sheet-cut"
}

/// Adds what `formats` cannot show of the dataset to its issues: texts longer than a cell (`cell-cut`), and rows beyond
/// the last one of a sheet (`sheet-cut`). Returns how many rows the tables have, where they were counted for that.
///
/// # Errors
/// When the dataset cannot be read.
pub fn add_issues(dataset: &mut Dataset, formats: &[&dyn Writer]) -> io::Result<Option<RowCounts>> {
    let written = |name: &str| formats.iter().any(|format| format.name() == name);
    if !written("xlsx") && !written("csv") {
        return Ok(None);
    }
    let seen = Seen::of(dataset, written("xlsx"))?;
    let counts = written("xlsx").then_some(seen.counts);
    let mut issues = Vec::new();
    for (table, of_records) in TABLES.iter().zip(seen.cut).filter(|(table, _)| table.name != "issues") {
        issues.extend(of_records);
        issues.extend(cut_cells(table, dataset)?);
        let count = counts.as_ref().map_or(0, |counts| counts.rows(table, dataset));
        if count > xlsx::MOST_ROWS {
            let message = message!("sheet-cut", most = xlsx::MOST_ROWS, count, table = table.name);
            issues.push(Diagnostic::new(Severity::Warning, "sheet-cut", message));
        }
    }
    dataset.issues.extend(issues)?;
    Ok(counts)
}

/// What one look at the records tells of the tables that are made of them.
struct Seen {
    counts: RowCounts,
    /// What is cut, by the place of the table.
    cut: Vec<Vec<Diagnostic>>,
}

impl Seen {
    fn none() -> Self {
        Self { counts: RowCounts::none(), cut: vec![Vec::new(); TABLES.len()] }
    }

    /// Of all records; where rows need not be counted, only those that are long enough are read.
    fn of(dataset: &Dataset, counted: bool) -> io::Result<Self> {
        let of_some = |places: Range<usize>| -> io::Result<Self> {
            let mut seen = Self::none();
            let is_long = |place: &usize| may_be_cut(&[*place], dataset);
            if counted {
                // Records that lie together are read in one go.
                for (place, record) in places.clone().zip(dataset.jobs.read(places)?) {
                    seen.counts.count(&record);
                    if is_long(&place) {
                        seen.look_at(&record, place, dataset);
                    }
                }
            } else {
                for place in places.filter(is_long) {
                    seen.look_at(dataset.jobs.get(place)?.as_ref(), place, dataset);
                }
            }
            Ok(seen)
        };
        in_parts(dataset.jobs.len())
            .into_par_iter()
            .map(of_some)
            .try_reduce(Self::none, |seen, more| Ok(seen.and(more)))
    }

    fn look_at(&mut self, record: &Record, place: usize, dataset: &Dataset) {
        for (cut, table) in self.cut.iter_mut().zip(TABLES) {
            if let RowsOf::Records { rows, .. } = table.rows {
                let rows = rows(&[record], dataset);
                cut.extend(rows.iter().flat_map(|row| cut_cells_of(row, table, dataset, Some(place))));
            }
        }
    }

    fn and(mut self, more: Self) -> Self {
        self.counts.add(&more.counts);
        self.cut.iter_mut().zip(more.cut).for_each(|(cut, more)| cut.extend(more));
        self
    }
}

/// Whether these records together are long enough for a cell that is cut.
fn may_be_cut(places: &[usize], dataset: &Dataset) -> bool {
    let bytes: usize = places.iter().map(|place| dataset.jobs.bytes_of(*place)).sum();
    bytes * BYTES_OF_CELL > LONGEST_CELL
}

/// What is cut of a table that is not made of records one by one.
fn cut_cells(table: &Table, dataset: &Dataset) -> io::Result<Vec<Diagnostic>> {
    let mut issues = Vec::new();
    match table.rows {
        RowsOf::Records { .. } => {}
        RowsOf::Groups { groups, row } => {
            for group in groups(dataset).iter().filter(|places| may_be_cut(places, dataset)) {
                let records = group.iter().map(|place| dataset.jobs.get(*place)).collect::<io::Result<_>>()?;
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
