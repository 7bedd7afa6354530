//! A table as a sheet.

use rust_xlsxwriter::{
    ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule, ExcelDateTime, Format, Note, Worksheet,
    XlsxError,
};

use super::super::columns::{Column, ColumnKind, Table, Value};
use super::super::rows::Row;
use super::super::spreadsheet::shortened;
use super::links::{LinkOf, Links, MOST_LINKS};
use super::style::Style;

/// Rows of a sheet below the header; Excel has no more.
pub(in crate::write) const MOST_ROWS: usize = 1_048_575;

/// Row heights in points. They are fixed: a row that is as high as its longest text would fill the screen.
const HEADER_HEIGHT: f64 = 48.0;
const ROW_HEIGHT: f64 = 32.0;
const PROSE_HEIGHT: f64 = 62.0;
/// Columns that still can be read when all of them are printed on one page.
const COLUMNS_OF_A_PAGE: usize = 12;

/// A sheet while it is filled.
pub(super) struct Sheet {
    table: &'static Table,
    columns: Vec<Column>,
    link_of: Vec<Option<LinkOf>>,
    /// The look of each column's cells while rows are written: looking up that of a cell takes as long as writing it.
    looks: Vec<Option<Look>>,
    linked: usize,
    count: usize,
}

impl Sheet {
    pub(super) fn new(table: &'static Table, columns: Vec<Column>) -> Self {
        let link_of = Links::of(table, &columns);
        let looks = vec![None; columns.len()];
        Self { table, columns, link_of, looks, linked: 0, count: 0 }
    }

    /// Whether it shows this table.
    pub(super) fn is_of(&self, table: &Table) -> bool {
        self.table.name == table.name
    }

    /// Writes all that stands before the rows.
    pub(super) fn begin(&self, worksheet: &mut Worksheet, style: &Style) -> Result<(), XlsxError> {
        worksheet.set_name(self.table.name)?;
        let is_prose = |column: &Column| matches!(column.kind, ColumnKind::Prose | ColumnKind::Lines);
        let has_prose = self.columns.iter().any(is_prose);
        worksheet.set_default_row_height(if has_prose { PROSE_HEIGHT } else { ROW_HEIGHT });
        header(worksheet, &self.columns, style)
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
        for (place, row) in rows[..room].iter().enumerate() {
            let line = self.count + place + 1;
            self.row(line, row, Some(place) == last, worksheet, links, style)?;
        }
        self.count += rows.len();
        Ok(())
    }

    fn row(
        &mut self,
        line: usize,
        row: &[Value],
        is_last: bool,
        worksheet: &mut Worksheet,
        links: &Links<'_>,
        style: &Style,
    ) -> Result<(), XlsxError> {
        let may_link = line <= links.linked_rows;
        let line = number(line)?;
        for (place, value) in row.iter().enumerate() {
            let column = index(place)?;
            let link = self.link_of[place].as_ref().filter(|_| may_link && *value != Value::Missing);
            let link = link.filter(|_| self.linked < MOST_LINKS);
            if let Some(target) = link.and_then(|link| links.target(link, row)) {
                let text = shortened(value.to_string());
                worksheet.write_url_with_options(line, column, target.as_str(), text, "", Some(&style.link))?;
                self.linked += 1;
                continue;
            }
            let look = Look::of(value);
            if look.is_some() && look == self.looks[place] && !is_last {
                cell(worksheet, line, column, value)?;
                continue;
            }
            cell_with_look(worksheet, line, column, value, style)?;
            if let (Some(look), None) = (look, self.looks[place]) {
                worksheet.set_column_format(column, look.format(style))?;
                self.looks[place] = Some(look);
            }
        }
        Ok(())
    }

    /// Writes all that depends on the number of rows, which is returned.
    pub(super) fn end(&self, worksheet: &mut Worksheet, style: &Style) -> Result<usize, XlsxError> {
        let last_row = number(self.count.min(MOST_ROWS))?;
        let last_column = index(self.columns.len().saturating_sub(1))?;
        for place in (0..self.looks.len()).filter(|place| self.looks[*place].is_some()) {
            worksheet.set_column_format(index(place)?, &Format::default())?;
        }
        worksheet.autofilter(0, 0, last_row, last_column)?;
        worksheet.set_freeze_panes(1, 1)?;
        worksheet.set_landscape().set_paper_size(A4).set_repeat_rows(0, 0)?;
        if self.columns.len() <= COLUMNS_OF_A_PAGE {
            worksheet.set_print_fit_to_pages(1, 0);
        }
        if last_row > 0 {
            colours(worksheet, &self.columns, last_row, style)?;
        }
        Ok(self.count)
    }
}

fn header(worksheet: &mut Worksheet, columns: &[Column], style: &Style) -> Result<(), XlsxError> {
    worksheet.set_row_height(0, HEADER_HEIGHT)?;
    for (place, column) in columns.iter().enumerate() {
        let place = index(place)?;
        worksheet.set_column_width(place, width(column))?;
        worksheet.write_string_with_format(0, place, column.title.as_ref(), &style.header)?;
        let note = Note::new(format!("{}\n{}", column.name, column.description));
        worksheet.insert_note(0, place, &note.set_author("ingest").add_author_prefix(false).set_width(220))?;
    }
    Ok(())
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
        match value {
            Value::Missing | Value::Date(_) => None,
            Value::Integer(_) => Some(Self::Integer),
            Value::Number(_) => Some(Self::Number),
            Value::Text(_) | Value::List(_) | Value::Lines(_) | Value::Integers(_) => Some(Self::Text),
        }
    }

    fn format(self, style: &Style) -> &Format {
        match self {
            Self::Text => &style.text,
            Self::Integer => &style.integer,
            Self::Number => &style.number,
        }
    }
}

/// Writes a cell that looks like its column.
fn cell(worksheet: &mut Worksheet, row: u32, column: u16, value: &Value) -> Result<(), XlsxError> {
    match value {
        Value::Integer(number) => worksheet.write_number(row, column, float(*number))?,
        Value::Number(number) => worksheet.write_number(row, column, *number)?,
        other => worksheet.write_string(row, column, shortened(other.to_string()))?,
    };
    Ok(())
}

/// Writes a cell that says itself how it looks.
fn cell_with_look(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    style: &Style,
) -> Result<(), XlsxError> {
    match value {
        Value::Missing => {}
        Value::Integer(number) => {
            worksheet.write_number_with_format(row, column, float(*number), &style.integer)?;
        }
        Value::Number(number) => {
            worksheet.write_number_with_format(row, column, *number, &style.number)?;
        }
        Value::Date(day) => {
            worksheet.write_datetime_with_format(row, column, ExcelDateTime::parse_from_str(day)?, &style.date)?;
        }
        Value::Text(_) | Value::List(_) | Value::Lines(_) | Value::Integers(_) => {
            worksheet.write_string_with_format(row, column, shortened(value.to_string()), &style.text)?;
        }
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
fn float(number: u64) -> f64 {
    number as f64
}

/// What a person should look at stands out.
fn colours(worksheet: &mut Worksheet, columns: &[Column], last_row: u32, style: &Style) -> Result<(), XlsxError> {
    for (place, column) in columns.iter().enumerate() {
        let place = index(place)?;
        let mut cells = |rule: ConditionalFormatCellRule<f64>, format: &Format| {
            let condition = ConditionalFormatCell::new().set_rule(rule).set_format(format);
            worksheet.add_conditional_format(1, place, last_row, place, &condition).map(|_| ())
        };
        match column.name.as_ref() {
            "confidence" => {
                cells(ConditionalFormatCellRule::GreaterThanOrEqualTo(0.9), &style.good)?;
                cells(ConditionalFormatCellRule::Between(0.7, 0.9), &style.doubtful)?;
                cells(ConditionalFormatCellRule::LessThan(0.7), &style.bad)?;
            }
            "issues_count" => cells(ConditionalFormatCellRule::GreaterThan(0.0), &style.doubtful)?,
            "issues" => {
                let condition = ConditionalFormatBlank::new().invert().set_format(&style.doubtful);
                worksheet.add_conditional_format(1, place, last_row, place, &condition)?;
            }
            "severity" | "status" => {
                let words = [("error", &style.bad), ("failed", &style.bad), ("warning", &style.doubtful)];
                let others = ["partial", "unrecognised", "needs-ocr", "encrypted"].map(|word| (word, &style.doubtful));
                for (word, format) in words.into_iter().chain(others) {
                    let rule = ConditionalFormatCellRule::EqualTo(word);
                    let condition = ConditionalFormatCell::new().set_rule(rule).set_format(format);
                    worksheet.add_conditional_format(1, place, last_row, place, &condition)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// In characters.
fn width(column: &Column) -> f64 {
    match column.kind {
        ColumnKind::Prose | ColumnKind::Lines => 60.0,
        ColumnKind::Text if column.name.ends_with("_id") => 36.0,
        ColumnKind::List => 34.0,
        ColumnKind::Text => 28.0,
        ColumnKind::Number | ColumnKind::Date | ColumnKind::IntegerList => 16.0,
        ColumnKind::Integer => 12.0,
    }
}

/// A paper size, as Excel counts them.
pub(super) const A4: u8 = 9;

pub(super) fn number(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

fn index(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
