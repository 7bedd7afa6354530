//! The sheet `jobs` as somebody saved it, from a spreadsheet or as text → heads and rows of text.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};

use super::rows;
use crate::error::Error;
use crate::normalise::text::clean;

/// In how many rows from the top the heads are looked for.
const TOP: usize = 20;

/// A sheet of jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What each column is called, as written.
    pub heads: Vec<String>,
    /// The rows below, each with its number in the file, from 1.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Reads a file of a spreadsheet program (XLSX, XLSB, XLS, ODS), or text with commas, semicolons or tabulators.
///
/// `known` tells how a head is called in the table `jobs`, if it is there. Of several sheets that one is read, and in it
/// that row for heads, which has most of them.
///
/// # Errors
/// When the file cannot be read, or no sheet of it has a column that says which job a row is.
pub fn read_sheet(path: &Path, known: impl Fn(&str) -> Option<String>) -> Result<Sheet, Error> {
    let fail = |message: String| Error::Sheet { path: path.to_path_buf(), message };
    let bytes = fs::read(path).map_err(|source| Error::PathUnreadable { path: path.to_path_buf(), source })?;
    let mut best: Option<(usize, Sheet)> = None;
    for rows in tables(&bytes).map_err(fail)? {
        for (place, (_, heads)) in rows.iter().enumerate().take(TOP) {
            let names: Vec<String> = heads.iter().filter_map(|head| known(&clean(head))).collect();
            let has_id = names.iter().any(|name| name == "record_id" || name == "job_id");
            if has_id && best.as_ref().is_none_or(|(most, _)| names.len() > *most) {
                best = Some((names.len(), Sheet { heads: heads.clone(), rows: rows[place + 1..].to_vec() }));
            }
        }
    }
    best.map(|(_, sheet)| sheet).ok_or_else(|| {
        fail("no sheet has the column record_id or job_id, which say what a row is; keep one of them".to_owned())
    })
}

type Rows = Vec<(u64, Vec<String>)>;

/// The sheets of a file.
fn tables(bytes: &[u8]) -> Result<Vec<Rows>, String> {
    const ARCHIVE: &[u8] = b"PK\x03\x04";
    const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0";
    if !bytes.starts_with(ARCHIVE) && !bytes.starts_with(COMPOUND_FILE) {
        let table = rows::read(bytes)?;
        return Ok(vec![table.rows.into_iter().map(|row| (row.line, row.cells)).collect()]);
    }
    let unreadable = |error: calamine::Error| format!("cannot be read as a workbook ({error}); save it again as .xlsx");
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let mut tables = Vec::new();
    for name in workbook.sheet_names() {
        // A chart has no cells.
        let Ok(range) = workbook.worksheet_range(&name) else { continue };
        let (top, left) = range.start().unwrap_or((0, 0));
        let rows = range.rows().enumerate().map(|(place, cells)| {
            // Columns left of the first cell that is filled are not in the range.
            let cells = (0..left).map(|_| String::new()).chain(cells.iter().map(text)).collect::<Vec<_>>();
            (u64::from(top) + place as u64 + 1, cells)
        });
        tables.push(rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty())).collect());
    }
    Ok(tables)
}

/// What a cell shows, in the form of the tables: decimal point, ISO dates.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        // More digits than fit a number of a spreadsheet are noise.
        Data::Float(number) => ((number * 1e9).round() / 1e9).to_string(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute) == (0, 0) { date } else { format!("{date} {hour:02}:{minute:02}") }
        }
        Data::DateTime(duration) => duration.as_f64().to_string(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::Error(error) => error.to_string(),
    }
}
