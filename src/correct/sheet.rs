//! The sheet `jobs` as somebody saved it, from a spreadsheet or as text → heads and rows of text.

use std::cmp::Reverse;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};

use super::proposals::{Exported, ExportedColumn};
use super::rows;
use crate::error::Error;
use crate::normalise::text::clean;

/// In how many rows from the top the heads are looked for.
const TOP: usize = 20;

/// A sheet of jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What it is called in its workbook; nothing in a file that is one table.
    pub name: Option<String>,
    /// What each column is called, as written.
    pub heads: Vec<String>,
    /// The rows below, each with its number in the file, from 1.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Reads a file of a spreadsheet program (XLSX, XLSB, XLS, ODS), or text with commas, semicolons or tabulators.
///
/// Of several sheets that one is read, and in it that row for heads, which has most columns of `jobs`. A sheet of one of
/// the `others` is none, though it names jobs too.
///
/// # Errors
/// When the file cannot be read, or no sheet of it has a column that says which job a row is.
pub fn read_sheet(path: &Path, jobs: &Exported, others: &[OtherTable]) -> Result<Sheet, Error> {
    let fail = |message: String| Error::Sheet { path: path.to_path_buf(), message: message.into() };
    if path.is_dir() {
        return Err(fail("is a folder; name the workbook or the .csv in it".to_owned()));
    }
    let bytes = fs::read(path).map_err(|source| Error::PathUnreadable { path: path.to_path_buf(), source })?;
    let mut best: Option<(usize, Sheet)> = None;
    let mut other: Option<String> = None;
    for (name, rows) in tables(&bytes).map_err(fail)? {
        for (place, (_, heads)) in rows.iter().enumerate().take(TOP) {
            let names: Vec<&str> = heads.iter().filter_map(|head| jobs.name_of(&clean(head))).collect();
            if let Some(table) = meant_by(heads, names.len(), others) {
                let sheet = name.as_ref().map(|name| format!("the sheet “{name}” ")).unwrap_or_default();
                other.get_or_insert_with(|| format!("{sheet}{}", table.what));
                break;
            }
            let has_id = names.iter().any(|name| *name == "record_id" || *name == "job_id");
            if has_id && best.as_ref().is_none_or(|(most, _)| names.len() > *most) {
                let (name, heads, rows) = (name.clone(), heads.clone(), rows[place + 1..].to_vec());
                best = Some((names.len(), Sheet { name, heads, rows }));
            }
        }
    }
    best.map(|(_, sheet)| sheet).ok_or_else(|| {
        fail(match other {
            Some(table) => format!(
                "holds no jobs to correct: {table}; correct the sheet `jobs` of ingest.xlsx, or jobs.csv, and name that file"
            ),
            None => "no sheet has the column record_id or job_id, which say what a row is; keep one of them, or name \
                     ingest.xlsx or jobs.csv"
                .to_owned(),
        })
    })
}

/// A table that is no sheet of jobs.
#[derive(Debug, Clone)]
pub struct OtherTable {
    /// What it is, for people: `is the table missions`.
    pub what: String,
    /// Its columns.
    pub columns: Vec<ExportedColumn>,
    /// Those that are never left out.
    pub key: Vec<String>,
}

/// The table that heads are of rather than of jobs, of which they have `of_jobs` columns: that with most columns, all of its
/// key among them.
fn meant_by<'t>(heads: &[String], of_jobs: usize, tables: &'t [OtherTable]) -> Option<&'t OtherTable> {
    let heads: Vec<String> = heads.iter().map(|head| clean(head).to_lowercase()).collect();
    let found = tables.iter().filter_map(|table| Some((table.found(&heads)?, table)));
    // Of tables that have all these columns, the one with few others.
    let best = found.max_by_key(|(found, table)| (*found, Reverse(table.columns.len())))?;
    (best.0 > of_jobs).then_some(best.1)
}

impl OtherTable {
    /// How many of its columns are called so; nothing without its key, or where it has none, without most of its columns.
    fn found(&self, heads: &[String]) -> Option<usize> {
        let has = |column: &ExportedColumn| heads.iter().any(|head| column.is_called(head));
        let found = self.columns.iter().filter(|column| has(column)).count();
        let is_whole = if self.key.is_empty() {
            found * 4 >= self.columns.len() * 3
        } else {
            self.columns.iter().filter(|column| self.key.contains(&column.name)).all(has)
        };
        is_whole.then_some(found)
    }
}

type Rows = Vec<(u64, Vec<String>)>;

/// The sheets of a file, with their names where they have any.
fn tables(bytes: &[u8]) -> Result<Vec<(Option<String>, Rows)>, String> {
    const ARCHIVE: &[u8] = b"PK\x03\x04";
    const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0";
    if !bytes.starts_with(ARCHIVE) && !bytes.starts_with(COMPOUND_FILE) {
        let table = rows::read(bytes)?;
        return Ok(vec![(None, table.rows.into_iter().map(|row| (row.line, row.cells)).collect())]);
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
        let rows = rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty())).collect();
        tables.push((Some(name), rows));
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
