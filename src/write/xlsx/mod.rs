//! `ingest.xlsx`: one workbook with a cover sheet, and a sheet a table. All text is text: there is no formula cell.
//!
//! Rows leave memory as they are written, through temporary files.

mod cover;
mod directory;
mod links;
mod sheet;
mod style;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::tables::TABLES;
use super::{Content, Writer, through_a_file};
use crate::model::dataset::Dataset;
use links::Links;
use style::Style;

pub(super) use sheet::MOST_ROWS;

pub(super) struct Xlsx;

/// The name of the only file of this format.
const FILE: &str = "ingest.xlsx";

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

    fn write(&self, _file_name: &str, content: Content<'_>, out: &mut dyn Write) -> io::Result<()> {
        through_a_file(out, |file| {
            let mut workbook = workbook(content.dataset).map_err(io::Error::other)?;
            workbook.save_to_writer(&mut *file).map_err(io::Error::other)?;
            directory::as_if_packed_on_unix(file)
        })
    }
}

fn workbook(dataset: &Dataset) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(cover::TITLE)
        .set_author("ingest")
        .set_comment(&dataset.generator)
        // The same bytes whenever it is written.
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let style = Style::new();
    let links = Links::new(dataset);
    // The cover comes first and is filled last, when the rows are counted.
    workbook.add_worksheet().set_name(cover::NAME)?;
    let mut counts = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        let worksheet = workbook.add_worksheet_with_constant_memory()?;
        counts.push(sheet::fill(worksheet, table, dataset, &links, &style)?);
    }
    cover::fill(workbook.worksheet_from_index(0)?, dataset, &counts, &style)?;
    Ok(workbook)
}
