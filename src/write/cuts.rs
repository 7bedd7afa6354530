//! What spreadsheets cannot hold, told as issues.

use super::columns::{Table, Value};
use super::spreadsheet::is_too_long;
use super::tables::TABLES;
use super::{Writer, xlsx};
use crate::model::dataset::Dataset;
use crate::model::diagnostic::{Diagnostic, Severity};

/// Adds what `formats` cannot show of the dataset to its issues: texts longer than a cell (`cell-cut`), and rows beyond
/// the last one of a sheet (`sheet-cut`).
pub fn add_issues(dataset: &mut Dataset, formats: &[&dyn Writer]) {
    let written = |name: &str| formats.iter().any(|format| format.name() == name);
    if !written("xlsx") && !written("csv") {
        return;
    }
    let mut issues = Vec::new();
    for table in TABLES.iter().filter(|table| table.name != "issues") {
        let mut rows = 0;
        for row in (table.rows)(dataset) {
            rows += 1;
            issues.extend(cut_cells(table, dataset, &row));
        }
        if written("xlsx") && rows > xlsx::MOST_ROWS {
            let message =
                format!("only the first {} of {rows} rows of {} are in the workbook", xlsx::MOST_ROWS, table.name);
            let hint = format!("use {}.csv or {}.parquet", table.name, table.name);
            issues.push(Diagnostic::new(Severity::Warning, "sheet-cut", message).with_hint(hint));
        }
    }
    dataset.add_issues(issues);
}

fn cut_cells(table: &Table, dataset: &Dataset, row: &[Value]) -> Vec<Diagnostic> {
    let long = row.iter().enumerate().filter(|(_, value)| {
        let held = matches!(value, Value::Missing | Value::Integer(_) | Value::Number(_) | Value::Date(_));
        !held && is_too_long(&value.to_string())
    });
    long.map(|(place, _)| cut_cell(table, dataset, row, place)).collect()
}

fn cut_cell(table: &Table, dataset: &Dataset, row: &[Value], place: usize) -> Diagnostic {
    let columns = (table.columns)(dataset);
    let cell = |name: &str| columns.iter().position(|column| column.name == name).map(|place| row[place].to_string());
    let name = &columns[place].name;
    let message =
        format!("the text of {name} in the table {} is too long for a spreadsheet, and cut there", table.name);
    let mut issue = Diagnostic::new(Severity::Warning, "cell-cut", message)
        .of_field(name.as_ref())
        .with_hint(format!("read it whole in {}.csv", table.name));
    let job = cell("record_id").and_then(|id| dataset.jobs.iter().find(|job| job.record_id == id));
    if let Some(job) = job {
        issue.record_id = Some(job.record_id.clone());
        issue.file.clone_from(&job.file);
        issue.page = job.pages.map(|[first, _]| first);
    } else {
        issue.file = cell("file").unwrap_or_default();
    }
    issue
}
