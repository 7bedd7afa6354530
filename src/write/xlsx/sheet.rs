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
    /// The look of each column's cells while rows are written: looking up that of a cell takes as long as writing it.
    looks: Vec<Option<Look>>,
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
            looks: vec![None; shown.len()],
            tally: is_jobs.then(|| Tally::of(columns)),
            columns: shown,
            linked: 0,
            count: 0,
            lines: 0,
        }
    }

    /// Whether it shows this table.
    pub(super) fn is_of(&self, table: &Table) -> bool {
        self.table.name == table.name
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
        let room = MOST_ROWS.saturating_sub(self.count).min(rows.len());
        // A row leaves memory when the next one is written, with the looks that its columns have then: the last one, after
        // which the sheet may end, takes nothing from them.
        let last = rows[..room].iter().rposition(|row| row.iter().any(|value| *value != Value::Missing));
        for (place, row) in rows.iter().enumerate() {
            self.count += 1;
            if let Some(tally) = &mut self.tally {
                tally.add(row);
            }
            // Those of issues come in another order, when all are known.
            if self.table.name != issues::TABLE {
                self.row(row, Some(place) == last, worksheet, links, style)?;
            }
        }
        Ok(())
    }

    fn row(
        &mut self,
        row: &[Value],
        is_last: bool,
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
            let styles = style.of(look::is_fitted(self.table.name), marked.contains(&place));
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
                continue;
            }
            let look = Look::of(&value).filter(|_| !marked.contains(&place));
            if look.is_some() && look == self.looks[place] && !is_last {
                cell(worksheet, at, &value)?;
                continue;
            }
            cell_with_look(worksheet, at, &value, styles)?;
            if let (Some(look), None) = (look, self.looks[place]) {
                worksheet.set_column_format(at.1, look.format(styles))?;
                self.looks[place] = Some(look);
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
                self.row(&row.map_err(XlsxError::IoError)?, true, worksheet, links, style)?;
            }
        }
        for place in (0..self.looks.len()).filter(|place| self.looks[*place].is_some()) {
            worksheet.set_column_format(index(place)?, &Format::default())?;
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

/// How the cells of most columns look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Text,
    Integer,
    Number,
}

impl Look {
    /// Of a cell; `None` for one that is not written, or has a look of its own.
    fn of(value: &Value) -> Option<Self> {
        match (as_number(value), value) {
            (Some(number), Value::Number(_)) if number.abs() <= 1.0 || number.fract() != 0.0 => Some(Self::Number),
            (Some(_), _) => Some(Self::Integer),
            (None, Value::Missing | Value::Date(_)) => None,
            (None, _) => Some(Self::Text),
        }
    }

    fn format(self, styles: &Styles) -> &Format {
        match self {
            Self::Text => &styles.text,
            Self::Integer => &styles.integer,
            Self::Number => &styles.number,
        }
    }
}

/// Writes a cell that looks like its column.
fn cell(worksheet: &mut Worksheet, at: (u32, u16), value: &Value) -> Result<(), XlsxError> {
    match as_number(value) {
        Some(number) => worksheet.write_number(at.0, at.1, number)?,
        None => worksheet.write_string(at.0, at.1, shortened(value.to_string()))?,
    };
    Ok(())
}

/// Writes a cell that says itself how it looks.
fn cell_with_look(worksheet: &mut Worksheet, at: (u32, u16), value: &Value, styles: &Styles) -> Result<(), XlsxError> {
    let (row, column) = at;
    if let (Some(number), Some(look)) = (as_number(value), Look::of(value)) {
        worksheet.write_number_with_format(row, column, number, look.format(styles))?;
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
