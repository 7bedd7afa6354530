//! A workbook or a table as somebody saved it → its sheets, each known for the table that it is of.

use std::cmp::Reverse;
use std::fs;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::LazyLock;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};
use regex::Regex;
use zip::ZipArchive;

use super::proposals::{ExportedColumn, letters};
use super::rows;
use crate::error::Error;
use crate::message;
use crate::model::message::Message;
use crate::normalise::text::clean;
use crate::text::said::system;

/// In how many rows from the top the heads are looked for.
const TOP: usize = 20;
/// Parts of a workbook that hold what it says of itself: of Excel, and of LibreOffice.
const PROPERTIES: [&str; 2] = ["docProps/custom.xml", "meta.xml"];
/// Bytes of them that are read.
const MOST_PROPERTIES: u64 = 1 << 20;

static MARK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b[0-9a-f]{64}\.[0-9a-f]{16}\b").expect("a constant pattern"));

type Rows = Vec<(u64, Vec<String>)>;
/// Rows of a table as text, made one after the other.
pub type TextRows<'d> = Box<dyn Iterator<Item = io::Result<Vec<String>>> + 'd>;

/// A file of a spreadsheet program, or a table saved as text.
#[derive(Debug, Clone)]
pub struct Book {
    /// What it says of the dataset that it was made from.
    pub mark: Option<String>,
    /// The sheets, with their names where they have any.
    sheets: Vec<(Option<String>, Rows)>,
}

/// A sheet of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What it is called in its workbook; nothing in a file that is one table.
    pub name: Option<String>,
    /// What each column is called, as written.
    pub heads: Vec<String>,
    /// The rows below, each with its number in the file, from 1.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// A table that a sheet may be of.
pub struct KnownTable<'d> {
    /// Its name, which its sheet may have.
    pub name: String,
    /// What else its sheet may be called.
    pub titles: Vec<String>,
    /// Its columns.
    pub columns: Vec<ExportedColumn>,
    /// Those that tell one row from another, and are never left out; none where nothing does.
    pub key: Vec<String>,
    /// Its rows as they were exported; `None` where they are not known any more.
    pub rows: Option<Box<dyn Fn() -> TextRows<'d> + 'd>>,
}

/// The sheets of a file.
#[derive(Debug, Clone, Default)]
pub struct Sheets {
    /// Those of tables, each with the place of its table.
    pub of_tables: Vec<(usize, Sheet)>,
    /// Those of none, by name.
    pub others: Vec<String>,
}

impl Sheet {
    /// Puts words of the table in the place of those that a workbook shows for them.
    fn speak_as(&mut self, table: &KnownTable<'_>) {
        for (place, head) in self.heads.iter().enumerate() {
            let head = clean(head).to_lowercase();
            let Some(column) = table.columns.iter().find(|column| column.is_called(&head)) else { continue };
            if column.words.is_empty() {
                continue;
            }
            for cell in self.rows.iter_mut().filter_map(|(_, cells)| cells.get_mut(place)) {
                // Earlier versions showed the words of the table themselves.
                let word = column.words.get(&clean(cell).to_lowercase()).or_else(|| column.aliases.get(cell.trim()));
                if let Some(word) = word {
                    cell.clone_from(word);
                }
            }
        }
    }

    /// `sheet “missions”, row 4`
    pub(super) fn row(&self, line: u64) -> Message {
        self.place(message!("row-number", line))
    }

    /// `sheet “missions”, column C “Mission”`
    pub(super) fn column(&self, place: usize) -> Message {
        self.place(self.head(place))
    }

    /// `sheet “missions”, row 4, column C “Mission”`
    pub(super) fn cell(&self, line: u64, place: usize) -> Message {
        self.place(message!("row-and-column", row = message!("row-number", line), column = self.head(place)))
    }

    fn head(&self, place: usize) -> Message {
        let letters = letters(place);
        match self.heads.get(place).map(|head| clean(head)).filter(|head| !head.is_empty()) {
            Some(head) => message!("column-called", letters, head),
            None => message!("column-letters", letters),
        }
    }

    /// `sheet “missions”`, or what else it may be called.
    pub(super) fn named_or(&self, other: Message) -> Message {
        self.name.as_ref().map_or(other, |sheet| message!("sheet-called", sheet))
    }

    /// A place in it, `sheet “missions”, …`.
    pub(super) fn place(&self, place: Message) -> Message {
        match &self.name {
            Some(sheet) => message!("in-sheet", sheet, place),
            None => place,
        }
    }
}

/// Reads a file of a spreadsheet program (XLSX, XLSB, XLS, ODS), or text with commas, semicolons or tabulators.
///
/// # Errors
/// When the file cannot be read.
pub fn read_book(path: &Path) -> Result<Book, Error> {
    let fail = |message: Message| Error::Sheet { path: path.to_path_buf(), message };
    if path.is_dir() {
        return Err(fail(message!("workbook-is-folder")));
    }
    let bytes = fs::read(path).map_err(|source| Error::PathUnreadable { path: path.to_path_buf(), source })?;
    Ok(Book { mark: mark(&bytes), sheets: sheets(&bytes).map_err(fail)? })
}

impl Book {
    /// Whether it is a file of a spreadsheet program, which has sheets with names.
    #[must_use]
    pub fn is_workbook(&self) -> bool {
        self.sheets.iter().any(|(name, _)| name.is_some())
    }

    /// Its sheets, and which of `tables` each is of: the one that most heads of a row near the top are columns of. The first
    /// table is that of jobs. Of several sheets of one table, that one counts which has most of its columns.
    ///
    /// `title` stands at the top of a cover that no person need be told of.
    ///
    /// # Errors
    /// When no sheet is of a table.
    pub fn sheets(&self, path: &Path, tables: &[KnownTable<'_>], title: &str) -> Result<Sheets, Error> {
        let mut found: Vec<Option<(usize, usize, Sheet)>> = vec![None; tables.len()];
        let mut sheets = Sheets::default();
        let shown = |name: &Option<String>| name.clone().unwrap_or_default();
        for (name, rows) in &self.sheets {
            let top = rows.iter().enumerate().take(TOP);
            let meant = top.filter_map(|(place, (_, heads))| Some((place, meant_by(name.as_deref(), heads, tables)?)));
            let Some((place, (number, columns))) =
                meant.max_by_key(|(place, (_, columns))| (*columns, Reverse(*place)))
            else {
                let is_cover = rows.iter().take(TOP).any(|(_, cells)| cells.iter().any(|cell| cell == title));
                if !is_cover && !rows.is_empty() {
                    sheets.others.push(shown(name));
                }
                continue;
            };
            let known = &mut found[number];
            if known.as_ref().is_some_and(|(most, ..)| *most >= columns) {
                sheets.others.push(shown(name));
                continue;
            }
            let mut sheet =
                Sheet { name: name.clone(), heads: rows[place].1.clone(), rows: rows[place + 1..].to_vec() };
            sheet.speak_as(&tables[number]);
            if let Some((.., other)) = known.replace((columns, number, sheet)) {
                sheets.others.push(shown(&other.name));
            }
        }
        sheets.of_tables = found.into_iter().flatten().map(|(_, table, sheet)| (table, sheet)).collect();
        if sheets.of_tables.is_empty() {
            return Err(Error::Sheet { path: path.to_path_buf(), message: message!("sheet-no-table") });
        }
        Ok(sheets)
    }
}

/// The table that heads are of, and how many of its columns they are.
fn meant_by(name: Option<&str>, heads: &[String], tables: &[KnownTable<'_>]) -> Option<(usize, usize)> {
    let heads: Vec<String> = heads.iter().map(|head| clean(head).to_lowercase()).collect();
    let name = name.map(|name| clean(name).to_lowercase());
    let found = tables.iter().enumerate().filter_map(|(place, table)| {
        let columns = table.found(&heads, place == 0)?;
        let is_named = name.as_deref().is_some_and(|name| table.is_called(name));
        // Of tables that have all these columns, the one with few others; a sheet of jobs may have few.
        Some((is_named, columns, place == 0, Reverse(table.columns.len()), place))
    });
    found.max().map(|(_, columns, _, _, place)| (place, columns))
}

impl KnownTable<'_> {
    fn is_called(&self, name: &str) -> bool {
        self.name == name || self.titles.iter().any(|title| title.to_lowercase() == name)
    }

    /// How many of its columns are called so; nothing without its key, or where it has none, without most of its columns.
    /// A job may be known by one of two columns.
    fn found(&self, heads: &[String], is_jobs: bool) -> Option<usize> {
        let has = |column: &ExportedColumn| heads.iter().any(|head| column.is_called(head));
        let found = self.columns.iter().filter(|column| has(column)).count();
        let named = |name: &str| self.columns.iter().filter(|column| column.name == name).any(has);
        let is_whole = if is_jobs {
            named("record_id") || named("job_id")
        } else if self.key.is_empty() {
            found * 4 >= self.columns.len() * 3
        } else {
            self.key.iter().all(|key| named(key))
        };
        is_whole.then_some(found)
    }
}

/// The mark that [`crate::model::dataset::Dataset::mark`] was written as, in the properties of a workbook.
fn mark(bytes: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    PROPERTIES.iter().find_map(|name| {
        let mut text = Vec::new();
        archive.by_name(name).ok()?.take(MOST_PROPERTIES).read_to_end(&mut text).ok()?;
        MARK.find(&String::from_utf8_lossy(&text)).map(|found| found.as_str().to_owned())
    })
}

/// The sheets of a file, with their names where they have any.
fn sheets(bytes: &[u8]) -> Result<Vec<(Option<String>, Rows)>, Message> {
    const ARCHIVE: &[u8] = b"PK\x03\x04";
    const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0";
    if !bytes.starts_with(ARCHIVE) && !bytes.starts_with(COMPOUND_FILE) {
        let table = rows::read(bytes)?;
        return Ok(vec![(None, table.rows.into_iter().map(|row| (row.line, row.cells)).collect())]);
    }
    let unreadable = |error: calamine::Error| message!("workbook-unread", why = why(&error));
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

/// What the library of workbooks says, in words for people where it says little else.
fn why(error: &calamine::Error) -> Message {
    match error {
        calamine::Error::Io(error) => system(error),
        calamine::Error::Msg(_) => message!("workbook-format"),
        other => Message::Plain(other.to_string()),
    }
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
