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

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::columns::{Column, Table};
use super::rows::Row;
use super::{Content, OfTables, TableSink, Writer, no_table};
use crate::model::dataset::Dataset;
use links::Links;
use sheet::Sheet;
use style::Style;

pub use layout::{CellOf, SheetColumn, sheet_columns, sheet_name};
pub(super) use sheet::MOST_ROWS;
pub use shown::{SheetRow, sheet_rows};
pub use words::{SheetWords, shown_word, words_of_sheet};

pub(super) struct Xlsx;

/// The name of the property that says what dataset the workbook was made from.
const MARK: &str = "ingest dataset";
/// The name of the only file of this format.
const FILE: &str = "ingest.xlsx";

/// How hard the workbook is packed: as Excel does it, a third quicker than as hard as is worth while.
const COMPRESSION: u8 = 3;

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
        content: Content<'w>,
        out: &'w mut (dyn Write + Send),
    ) -> io::Result<Box<dyn TableSink + 'w>> {
        let Content { dataset, rows, has_page, .. } = content;
        let links = Links::new(dataset, rows, has_page)?;
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
    /// The sheets that are filled, in their order behind the cover and the counts.
    sheets: Vec<Sheet<'w>>,
}

impl<'w> Book<'w> {
    fn begin(dataset: &'w Dataset, links: Links<'w>, out: &'w mut (dyn Write + Send)) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_zip_compression_level(COMPRESSION);
        let mut properties = DocProperties::new()
            .set_title(cover::TITLE)
            .set_author("ingest")
            .set_comment(&dataset.generator)
            // The same bytes whenever it is written.
            .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
        if let Some(mark) = &dataset.mark {
            properties = properties.set_custom_property(MARK, mark.as_str());
        }
        workbook.set_properties(&properties);
        // The cover and the counts come first and are filled last, when the rows are counted.
        workbook.add_worksheet().set_name(cover::NAME)?;
        workbook.add_worksheet().set_name(summary::NAME)?;
        Ok(Self { dataset, out, workbook, style: Style::new(), links, sheets: Vec::new() })
    }
}

impl TableSink for Book<'_> {
    fn table(&mut self, table: &'static Table, columns: &[Column]) -> io::Result<bool> {
        let worksheet = self.workbook.add_worksheet_with_constant_memory().map_err(io::Error::other)?;
        let sheet = Sheet::new(table, columns, self.dataset);
        sheet.begin(worksheet, &self.style).map_err(io::Error::other)?;
        self.sheets.push(sheet);
        Ok(true)
    }

    fn rows(&mut self, table: &'static Table, rows: &[Row]) -> io::Result<()> {
        let place = self.sheets.iter().position(|sheet| sheet.is_of(table)).ok_or_else(|| no_table(table.name))?;
        let worksheet = self.workbook.worksheet_from_index(place + SHEETS_BEFORE_TABLES).map_err(io::Error::other)?;
        self.sheets[place].rows(rows, worksheet, &self.links, &self.style).map_err(io::Error::other)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let mut counts = Vec::with_capacity(self.sheets.len());
        for (place, sheet) in self.sheets.iter_mut().enumerate() {
            let place = place + SHEETS_BEFORE_TABLES;
            let worksheet = self.workbook.worksheet_from_index(place).map_err(io::Error::other)?;
            counts.push(sheet.end(worksheet, &self.links, &self.style).map_err(io::Error::other)?);
        }
        let cover = self.workbook.worksheet_from_index(0).map_err(io::Error::other)?;
        cover::fill(cover, self.dataset, &counts, self.links.linked_rows, &self.style).map_err(io::Error::other)?;
        let summary = self.workbook.worksheet_from_index(1).map_err(io::Error::other)?;
        let tally = self.sheets.iter().find_map(|sheet| sheet.tally.as_ref());
        summary::fill(summary, tally, &self.style).map_err(io::Error::other)?;
        let mut file = tempfile::tempfile()?;
        self.workbook.save_to_writer(&mut file).map_err(io::Error::other)?;
        directory::as_if_packed_on_unix(&mut file)?;
        file.rewind()?;
        io::copy(&mut file, self.out)?;
        Ok(())
    }
}
