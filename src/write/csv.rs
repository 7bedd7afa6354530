//! `<table>.csv`: comma, UTF-8 without byte order mark, `\n`, decimal point, header row, empty = missing.
//! Beside it `<table>.excel.csv`, see [`excel_csv`].

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

use csv::{Terminator, WriterBuilder};

use super::columns::{Column, Table, Value};
use super::rows::{Row, RowsOf};
use super::tables::{TABLES, table};
use super::{Content, OfTables, TableSink, Writer, excel_csv, no_table};
use crate::model::dataset::Dataset;
use crate::model::record::Record;

/// Bytes that are held until they are worth a write.
pub(super) const BUFFER: usize = 64 << 10;

pub(super) struct Csv;

impl Writer for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn description(&self) -> &'static str {
        "one .csv a table, for statistics, and one .excel.csv for a French Excel"
    }

    fn file_names(&self) -> Vec<String> {
        let names = |suffix| TABLES.iter().map(move |table| format!("{}{suffix}", table.name));
        names(".csv").chain(names(excel_csv::SUFFIX)).collect()
    }

    fn tables(&self) -> Option<&dyn OfTables> {
        Some(self)
    }
}

impl OfTables for Csv {
    fn begin<'w>(
        &self,
        file_name: &str,
        _content: Content<'w>,
        out: &'w mut (dyn Write + Send),
    ) -> io::Result<Box<dyn TableSink + 'w>> {
        let excel = file_name.strip_suffix(excel_csv::SUFFIX).and_then(table);
        let (table, writer, print): (_, _, Print) = match excel {
            Some(table) => (table, excel_csv::writer(out)?, excel_csv::print),
            None => {
                let table = file_name.strip_suffix(".csv").and_then(table).ok_or_else(|| no_table(file_name))?;
                let mut builder = WriterBuilder::new();
                let writer = builder.terminator(Terminator::Any(b'\n')).buffer_capacity(BUFFER).from_writer(out);
                (table, writer, print)
            }
        };
        Ok(Box::new(CsvFile { table, writer, print, cell: String::new() }))
    }
}

/// Writes the rows of some of a dataset's records in a table that is made of records, as the file of that table has them.
///
/// # Errors
/// When `out` cannot be written to, a record cannot be read, or the table is made of something else.
pub fn write_records(
    table: &'static Table,
    dataset: &Dataset,
    records: impl Iterator<Item = io::Result<Arc<Record>>>,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    let RowsOf::Records { rows, .. } = table.rows else { return Err(no_table(table.name)) };
    let mut sink = Csv.begin(&format!("{}.csv", table.name), Content::of(dataset), out)?;
    sink.table(table, &(table.columns)(dataset))?;
    for record in records {
        sink.rows(table, &rows(&[record?.as_ref()], dataset))?;
    }
    sink.finish()
}

/// A cell as a file prints it: its own text, or one that is made in what is given, whatever that holds.
type Print = for<'c> fn(&'c Value, &'c mut String) -> &'c str;

/// Prints a cell in the canonical form.
pub(super) fn print<'c>(value: &'c Value, cell: &'c mut String) -> &'c str {
    cell.clear();
    match value {
        Value::Missing => {}
        Value::Text(text) | Value::Date(text) => return text,
        Value::Number(number) => print_number(*number, cell),
        Value::Integer(number) => cell.push_str(itoa::Buffer::new().format(*number)),
        // Writing to a string cannot fail.
        other => drop(write!(cell, "{other}")),
    }
    cell
}

/// Prints a number as [`Value`] does, several times as quickly: it has four decimals at most.
fn print_number(number: f64, cell: &mut String) {
    const PARTS: f64 = 10_000.0;
    let parts = (number.abs() * PARTS).round();
    // With so few digits, one text alone means this number.
    if parts >= 1e15 || parts / PARTS != number.abs() {
        let _ = write!(cell, "{number}");
        return;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number below 1e15")]
    let parts = parts as u64;
    if number.is_sign_negative() {
        cell.push('-');
    }
    let mut digits = itoa::Buffer::new();
    cell.push_str(digits.format(parts / 10_000));
    if !parts.is_multiple_of(10_000) {
        // One before them keeps zeros in front.
        let decimals = digits.format(10_000 + parts % 10_000);
        cell.push('.');
        cell.push_str(decimals[1..].trim_end_matches('0'));
    }
}

/// The file of a table.
struct CsvFile<'w> {
    table: &'static Table,
    writer: csv::Writer<&'w mut (dyn Write + Send)>,
    print: Print,
    /// Where a cell is printed.
    cell: String,
}

impl TableSink for CsvFile<'_> {
    fn table(&mut self, table: &'static Table, columns: &[Column]) -> io::Result<bool> {
        if table.name != self.table.name {
            return Ok(false);
        }
        self.writer.write_record(columns.iter().map(|column| column.name.as_bytes()))?;
        Ok(true)
    }

    fn rows(&mut self, _table: &'static Table, rows: &[Row]) -> io::Result<()> {
        for row in rows {
            for value in row {
                self.writer.write_field((self.print)(value, &mut self.cell))?;
            }
            self.writer.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.writer.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn printed(value: &Value) -> String {
        print(value, &mut "something else".to_owned()).to_owned()
    }

    #[test]
    fn numbers_are_printed_as_their_canonical_form() {
        for number in [0.0, -0.0, 0.1, -0.0001, 100.0, 595.28, 1e11, 1e12, 123_456_789_012.345_6, 1e300, 0.1 + 0.2] {
            assert_eq!(printed(&Value::Number(number)), Value::Number(number).to_string());
        }
    }

    proptest! {
        #[test]
        fn any_number_is_printed_as_its_canonical_form(number in prop_oneof![
            any::<f64>(),
            -1e12..1e12,
            (-10_000_000_i64..10_000_000).prop_map(|parts| parts as f64 / 10_000.0),
            (-100_000_i64..100_000).prop_map(|parts| parts as f64 / 100.0),
        ]) {
            prop_assert_eq!(printed(&Value::Number(number)), Value::Number(number).to_string());
            prop_assert_eq!(printed(&Value::from(number)), Value::from(number).to_string());
        }
    }
}
