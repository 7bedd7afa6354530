//! `ingest.xlsx`: one workbook with a cover sheet, counts with charts, and a sheet a table. All text is text: there is no
//! formula cell.
//!
//! Rows leave memory as they are written, through temporary files.

mod changes;
mod corrected;
mod cover;
mod directory;
mod issues;
mod layout;
mod links;
mod look;
mod sheet;
mod shown;
mod style;
mod summary;
mod words;

use std::io::{self, Seek, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::columns::{Column, Table};
use super::rows::Row;
use super::{OfTables, TableSink, Writer};
use crate::model::dataset::Dataset;
use links::Links;
use sheet::Sheet;
use style::Style;
use summary::Tally;

pub use layout::{CellOf, SheetColumn, sheet_columns, sheet_name};
pub(super) use sheet::MOST_ROWS;
pub use shown::{SheetRow, sheet_rows};
pub use words::shown_word;

pub(super) struct Xlsx;

/// The name of the only file of this format.
const FILE: &str = "ingest.xlsx";

/// The cover and the counts come before the tables.
const SHEETS_BEFORE_TABLES: usize = 2;

impl Writer for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn description(&self) -> &'static str {
        "ingest.xlsx: all tables in one workbook, for Excel and LibreOffice"
    }

    fn file_names(&self) -> Vec<String> {
        vec![FILE.to_owned()]
    }

    fn tables(&self) -> Option<&dyn OfTables> {
        Some(self)
    }
}

impl OfTables for Xlsx {
    fn begin<'w>(
        &self,
        _file_name: &str,
        dataset: &'w Dataset,
        out: &'w mut (dyn Write + Send),
    ) -> io::Result<Box<dyn TableSink + 'w>> {
        let links = Links::new(dataset)?;
        Ok(Box::new(Book::begin(dataset, links, out).map_err(io::Error::other)?))
    }
}

/// The workbook while it is filled.
struct Book<'w> {
    dataset: &'w Dataset,
    out: &'w mut (dyn Write + Send),
    workbook: Workbook,
    style: Style,
    links: Links<'w>,
    /// The sheet that is filled.
    sheet: Option<Sheet<'w>>,
    /// What the jobs are, in numbers.
    tally: Option<Tally>,
    /// The rows of the tables that are complete.
    counts: Vec<usize>,
}

impl<'w> Book<'w> {
    fn begin(dataset: &'w Dataset, links: Links<'w>, out: &'w mut (dyn Write + Send)) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        let properties = DocProperties::new()
            .set_title(cover::TITLE)
            .set_author("ingest")
            .set_comment(&dataset.generator)
            // The same bytes whenever it is written.
            .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
        workbook.set_properties(&properties);
        // The cover and the counts come first and are filled last, when the rows are counted.
        workbook.add_worksheet().set_name(cover::NAME)?;
        workbook.add_worksheet().set_name(summary::NAME)?;
        Ok(Self { dataset, out, workbook, style: Style::new(), links, sheet: None, tally: None, counts: Vec::new() })
    }

    /// The worksheet that is filled.
    fn with_sheet<T>(
        &mut self,
        fill: impl FnOnce(&mut Sheet<'w>, &mut Worksheet, &Links<'w>, &Style) -> Result<T, XlsxError>,
    ) -> io::Result<T> {
        let sheet = self.sheet.as_mut().ok_or_else(|| io::Error::other("no table was begun"))?;
        let place = self.counts.len() + SHEETS_BEFORE_TABLES;
        let worksheet = self.workbook.worksheet_from_index(place).map_err(io::Error::other)?;
        fill(sheet, worksheet, &self.links, &self.style).map_err(io::Error::other)
    }
}

impl TableSink for Book<'_> {
    fn table(&mut self, table: &'static Table, columns: &[Column]) -> io::Result<bool> {
        self.workbook.add_worksheet_with_constant_memory().map_err(io::Error::other)?;
        self.sheet = Some(Sheet::new(table, columns, self.dataset));
        self.with_sheet(|sheet, worksheet, _, style| sheet.begin(worksheet, style))?;
        Ok(true)
    }

    fn rows(&mut self, rows: &[Row]) -> io::Result<()> {
        self.with_sheet(|sheet, worksheet, links, style| sheet.rows(rows, worksheet, links, style))
    }

    fn end_table(&mut self) -> io::Result<()> {
        let count = self.with_sheet(|sheet, worksheet, links, style| sheet.end(worksheet, links, style))?;
        self.counts.push(count);
        self.tally = self.sheet.take().and_then(|sheet| sheet.tally).or(self.tally.take());
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let cover = self.workbook.worksheet_from_index(0).map_err(io::Error::other)?;
        cover::fill(cover, self.dataset, &self.counts, self.links.linked_rows, &self.style)
            .map_err(io::Error::other)?;
        let counts = self.workbook.worksheet_from_index(1).map_err(io::Error::other)?;
        summary::fill(counts, self.tally.as_ref(), &self.style).map_err(io::Error::other)?;
        let mut file = tempfile::tempfile()?;
        self.workbook.save_to_writer(&mut file).map_err(io::Error::other)?;
        directory::as_if_packed_on_unix(&mut file)?;
        file.rewind()?;
        io::copy(&mut file, self.out)?;
        Ok(())
    }
}
