//! A table as a sheet.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_xlsxwriter::{Format, Note, Worksheet, XlsxError};

use super::super::columns::{Column, Table, Value};
use super::super::rows::Row;
use super::super::spreadsheet::shortened;
use super::changes::Difference;
use super::corrected::Corrected;
use super::issues;
use super::layout::{CellOf, SheetColumn, sheet_name, shown};
use super::links::{LinkOf, Links, MOST_LINKS};
use super::look;
use super::style::{Style, Styles};
use super::summary::Tally;
use super::words::{WordsOf, words};
use crate::model::dataset::Dataset;

/// Rows of a sheet below the header; Excel has no more.
pub(in crate::write) const MOST_ROWS: usize = 1_048_575;

/// Rows that are as high as their texts: until the workbook is saved, the height of each takes memory.
const MOST_FITTED_ROWS: usize = 5_000;

/// A sheet while it is filled.
pub(super) struct Sheet<'d> {
    table: &'static Table,
    dataset: &'d Dataset,
    columns: Vec<SheetColumn>,
    link_of: Vec<Option<LinkOf>>,
    words_of: Vec<Option<WordsOf>>,
    corrected: Option<Corrected>,
    /// Of the sheet of jobs: what they are, in numbers.
    pub(super) tally: Option<Tally>,
    linked: usize,
    /// Rows of the table.
    count: usize,
    /// Rows below the header.
    lines: usize,
}

impl<'d> Sheet<'d> {
    pub(super) fn new(table: &'static Table, columns: &[Column], dataset: &'d Dataset) -> Self {
        let mut links: Vec<Option<LinkOf>> = Links::of(table, columns);
        let shown = shown(table, columns);
        let link_of = shown.iter().map(|column| match column.of {
            CellOf::Column(place) => links[place].take(),
            _ => None,
        });
        let is_jobs = table.name == "jobs";
        Self {
            table,
            dataset,
            link_of: link_of.collect(),
            words_of: shown.iter().map(|column| words(table.name, &column.name)).collect(),
            corrected: is_jobs.then(|| Corrected::of(columns, &shown)).flatten(),
            tally: is_jobs.then(|| Tally::of(columns)),
            columns: shown,
            linked: 0,
            count: 0,
            lines: 0,
        }
    }

    /// Writes all that stands before the rows.
    pub(super) fn begin(&self, worksheet: &mut Worksheet, style: &Style) -> Result<(), XlsxError> {
        worksheet.set_name(sheet_name(self.table))?;
        worksheet.set_default_row_height(look::row_height(self.table.name));
        worksheet.set_row_height(0, look::HEADER_HEIGHT)?;
        for (place, column) in self.columns.iter().enumerate() {
            let place = index(place)?;
            worksheet.set_column_width(place, look::width(column))?;
            worksheet.write_string_with_format(0, place, column.title.as_ref(), &style.header)?;
            let note = Note::new(format!("{}\n{}", column.name, column.description));
            worksheet.insert_note(0, place, &note.set_author("ingest").add_author_prefix(false).set_width(220))?;
        }
        Ok(())
    }

    pub(super) fn rows(
        &mut self,
        rows: &[Row],
        worksheet: &mut Worksheet,
        links: &Links<'_>,
        style: &Style,
    ) -> Result<(), XlsxError> {
        for row in rows {
            self.count += 1;
            if let Some(tally) = &mut self.tally {
                tally.add(row);
            }
            // Those of issues come in another order, when all are known.
            if self.table.name != issues::TABLE {
                self.row(row, worksheet, links, style)?;
            }
        }
        Ok(())
    }

    fn row(
        &mut self,
        row: &[Value],
        worksheet: &mut Worksheet,
        links: &Links<'_>,
        style: &Style,
    ) -> Result<(), XlsxError> {
        if self.lines == MOST_ROWS {
            return Ok(());
        }
        self.lines += 1;
        let line = number(self.lines)?;
        let marked = match &mut self.corrected {
            Some(corrected) => corrected.of_row(row, self.count, self.dataset)?,
            None => BTreeSet::new(),
        };
        let of = self.columns.iter().find_map(|column| match column.of {
            CellOf::Difference { before, after } => Some([&row[before], &row[after]]),
            _ => None,
        });
        let difference = of.map(Difference::of).unwrap_or_default();
        if look::is_fitted(self.table.name) && self.lines <= MOST_FITTED_ROWS {
            worksheet.set_row_height(line, look::fitted_height(&self.columns, row, &difference.text))?;
        }
        let may_link = self.lines <= links.linked_rows;
        for (place, column) in self.columns.iter().enumerate() {
            let styles = if marked.contains(&place) { &style.marked } else { &style.plain };
            let at = (line, index(place)?);
            let value = match column.of {
                CellOf::Column(of) => Cow::Borrowed(&row[of]),
                CellOf::Difference { .. } => {
                    difference.write(worksheet, at, style)?;
                    continue;
                }
                CellOf::Countries(_) | CellOf::Hours(..) => Cow::Owned(column.value(row)),
            };
            let shown = match (&self.words_of[place], &*value) {
                (Some(words), Value::Text(word)) => words.get(word).map(|word| Value::Text(word.clone())),
                _ => None,
            };
            let value = shown.map_or(value, Cow::Owned);
            let link = self.link_of[place].as_ref().filter(|_| may_link && *value != Value::Missing);
            let link = link.filter(|_| self.linked < MOST_LINKS);
            if let Some(target) = link.and_then(|link| links.target(link, row)) {
                let text = shortened(value.to_string());
                worksheet.write_url_with_options(at.0, at.1, target.as_str(), text, "", Some(&styles.link))?;
                self.linked += 1;
                if let Some(number) = as_number(&value) {
                    // The link stays; what is shown is a number again.
                    worksheet.write_number_with_format(at.0, at.1, number, &styles.number_link)?;
                }
            } else {
                cell(worksheet, at, &value, styles)?;
            }
        }
        if let Some(corrected) = &mut self.corrected {
            corrected.notes(worksheet, line)?;
        }
        Ok(())
    }

    /// Writes all that depends on the rows, whose number in the table is returned.
    pub(super) fn end(
        &mut self,
        worksheet: &mut Worksheet,
        links: &Links<'_>,
        style: &Style,
    ) -> Result<usize, XlsxError> {
        if self.table.name == issues::TABLE {
            for row in issues::rows(self.table, self.dataset).map_err(XlsxError::IoError)? {
                self.row(&row.map_err(XlsxError::IoError)?, worksheet, links, style)?;
            }
        }
        look::finish(worksheet, self.table, &self.columns, number(self.lines)?, style)?;
        Ok(self.count)
    }
}

/// A value that is one number.
#[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Number(number) => Some(*number),
        Value::Integers(numbers) => match numbers.as_slice() {
            [number] => Some(*number as f64),
            _ => None,
        },
        _ => None,
    }
}

fn cell(worksheet: &mut Worksheet, at: (u32, u16), value: &Value, styles: &Styles) -> Result<(), XlsxError> {
    let (row, column) = at;
    if let Some(number) = as_number(value) {
        let is_part = matches!(value, Value::Number(_)) && (number.abs() <= 1.0 || number.fract() != 0.0);
        let format: &Format = if is_part { &styles.number } else { &styles.integer };
        worksheet.write_number_with_format(row, column, number, format)?;
        return Ok(());
    }
    match value {
        Value::Missing if styles.shows_empty => {
            worksheet.write_blank(row, column, &styles.text)?;
        }
        Value::Missing => {}
        Value::Date(day) => {
            let day = rust_xlsxwriter::ExcelDateTime::parse_from_str(day)?;
            worksheet.write_datetime_with_format(row, column, day, &styles.date)?;
        }
        _ => {
            worksheet.write_string_with_format(row, column, shortened(value.to_string()), &styles.text)?;
        }
    }
    Ok(())
}

/// A paper size, as Excel counts them.
pub(super) const A4: u8 = 9;

pub(super) fn number(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

pub(super) fn index(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
