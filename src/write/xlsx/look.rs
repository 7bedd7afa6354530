//! How a sheet looks: widths, heights, colours, what is frozen and folded, and how it is printed.

use rust_xlsxwriter::{
    ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule, Format, Worksheet, XlsxError,
};

use super::super::columns::{ColumnKind, Table, Value};
use super::layout::{CellOf, SheetColumn, sheet_name};
use super::sheet::{A4, index};
use super::style::Style;
use super::words::shown_word;

/// Row heights in points. They are fixed: a row that is as high as its longest text would fill the screen.
pub(super) const HEADER_HEIGHT: f64 = 48.0;
const LINE_HEIGHT: f64 = 15.0;
/// Lines of a row that is as high as its texts.
const MOST_LINES: usize = 8;
/// Per cent.
const ZOOM: u16 = 90;
/// Characters of a line of print that still can be read on one page.
const CHARACTERS_OF_A_PAGE: f64 = 260.0;

/// Tables whose rows are as high as their texts, as far as that is few lines.
const FITTED: &[&str] = &["missions", "sections", "qualifications", "issues", "changes"];

pub(super) fn is_fitted(table: &str) -> bool {
    FITTED.contains(&table)
}

/// The height of the rows of a table, where they are not fitted: of most, a line, so that thirty are seen at once.
pub(super) fn row_height(table: &str) -> f64 {
    if is_fitted(table) { 2.0 * LINE_HEIGHT + 1.0 } else { LINE_HEIGHT }
}

/// The height that shows the texts of a row, within limits; `difference` is what a cell of differences shows.
pub(super) fn fitted_height(columns: &[SheetColumn], row: &[Value], difference: &str) -> f64 {
    let lines_of = |column: &SheetColumn| {
        let text = match column.of {
            CellOf::Difference { .. } => difference.to_owned(),
            _ => column.value(row).to_string(),
        };
        // Most letters are narrower than the digit that widths are counted in.
        let width = width(column) * 1.1;
        text.lines().map(|line| ((line.chars().count() as f64 / width).ceil()).max(1.0) as usize).sum::<usize>()
    };
    let lines = columns.iter().filter(|column| !column.folded).map(lines_of).max().unwrap_or(1);
    lines.clamp(1, MOST_LINES) as f64 * LINE_HEIGHT + 3.0
}

/// In characters.
pub(super) fn width(column: &SheetColumn) -> f64 {
    match (&*column.name, column.kind) {
        ("title" | "label" | "previous_title", _) => 44.0,
        ("text" | "message", ColumnKind::Prose) => 70.0,
        ("difference", _) => 80.0,
        ("hint", _) => 50.0,
        ("heading", _) => 32.0,
        ("evidence", _) => 60.0,
        ("a" | "b" | "evidence_record", _) => 48.0,
        (_, ColumnKind::Prose | ColumnKind::Lines) => 40.0,
        ("file", _) => 32.0,
        ("country_name" | "edition" | "edition_before" | "edition_after" | "severity" | "change", _) => 15.0,
        (_, ColumnKind::Text) if column.name.ends_with("_id") => 36.0,
        (_, ColumnKind::List) => 30.0,
        (_, ColumnKind::Text) => 22.0,
        (_, ColumnKind::Number | ColumnKind::Date | ColumnKind::Integer | ColumnKind::IntegerList) => 12.0,
        (_, ColumnKind::Hours) => 26.0,
    }
}

/// Sets all that is set when the rows are there.
pub(super) fn finish(
    worksheet: &mut Worksheet,
    table: &Table,
    columns: &[SheetColumn],
    last_row: u32,
    style: &Style,
) -> Result<(), XlsxError> {
    let last_column = index(columns.len().saturating_sub(1))?;
    worksheet.autofilter(0, 0, last_row, last_column)?;
    worksheet.set_freeze_panes(1, 1)?.set_zoom(ZOOM);
    if let Some(first) = columns.iter().position(|column| column.folded) {
        worksheet.group_columns_collapsed(index(first)?, last_column)?;
    }
    let mut characters = 0.0;
    let fits = |column: &&SheetColumn| {
        characters += width(column);
        !column.folded && characters <= CHARACTERS_OF_A_PAGE
    };
    let last_printed = index(columns.iter().take_while(fits).count().saturating_sub(1))?;
    worksheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    worksheet.set_repeat_rows(0, 0)?.set_print_area(0, 0, last_row, last_printed)?;
    let title = table.title[0].replace('&', "&&");
    worksheet.set_footer(format!("&L{title} ({})&RPage &P / &N", sheet_name(table)));
    if last_row > 0 {
        colours(worksheet, table, columns, last_row, style)?;
    }
    Ok(())
}

/// What a person should look at stands out; each colour goes with a word or a number that says the same.
fn colours(
    worksheet: &mut Worksheet,
    table: &Table,
    columns: &[SheetColumn],
    last_row: u32,
    style: &Style,
) -> Result<(), XlsxError> {
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
            "severity" | "status" | "change" => {
                let words = [("error", &style.bad), ("failed", &style.bad), ("warning", &style.doubtful)];
                let others = ["partial", "unrecognised", "needs-ocr", "encrypted"].map(|word| (word, &style.doubtful));
                let changes = [("added", &style.good), ("removed", &style.bad)];
                for (word, format) in words.into_iter().chain(others).chain(changes) {
                    let shown = shown_word(table.name, &column.name, word);
                    if shown == word {
                        continue;
                    }
                    let rule = ConditionalFormatCellRule::EqualTo(shown);
                    let condition = ConditionalFormatCell::new().set_rule(rule).set_format(format);
                    worksheet.add_conditional_format(1, place, last_row, place, &condition)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}
