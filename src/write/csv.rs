//! `<table>.csv`: comma, UTF-8 without byte order mark, `\n`, decimal point, header row, empty = missing.
//! Beside it `<table>.excel.csv`, see [`excel_csv`].

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::columns::{Table, Value};
use super::tables::{TABLES, table};
use super::{Content, Writer, excel_csv};
use crate::model::dataset::Dataset;

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

    fn write(&self, file_name: &str, content: Content<'_>, out: &mut dyn Write) -> io::Result<()> {
        if let Some(table) = file_name.strip_suffix(excel_csv::SUFFIX).and_then(table) {
            return excel_csv::write(table, content.dataset, out);
        }
        let Some(table) = file_name.strip_suffix(".csv").and_then(table) else {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("no table for {file_name}")));
        };
        let writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
        write_rows(table, content.dataset, writer, Value::to_string)
    }
}

/// The header and the rows of a table, each cell as `cell` prints it.
pub(super) fn write_rows(
    table: &Table,
    dataset: &Dataset,
    mut writer: csv::Writer<&mut dyn Write>,
    cell: fn(&Value) -> String,
) -> io::Result<()> {
    writer.write_record((table.columns)(dataset).iter().map(|column| column.name.as_bytes()))?;
    for row in (table.rows)(dataset) {
        writer.write_record(row.iter().map(cell))?;
    }
    writer.flush()
}
