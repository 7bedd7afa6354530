//! `<table>.csv`: comma, UTF-8 without byte order mark, `\n`, decimal point, header row, empty = missing.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::Writer;
use super::columns::Value;
use super::tables::TABLES;
use crate::model::dataset::Dataset;

pub(super) struct Csv;

impl Writer for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn description(&self) -> &'static str {
        "one .csv a table, for spreadsheets and statistics"
    }

    fn file_names(&self) -> Vec<String> {
        TABLES.iter().map(|table| format!("{}.csv", table.name)).collect()
    }

    fn write(&self, file_name: &str, dataset: &Dataset, out: &mut dyn Write) -> io::Result<()> {
        let Some(table) = TABLES.iter().find(|table| file_name == format!("{}.csv", table.name)) else {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("no table for {file_name}")));
        };
        let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
        writer.write_record((table.columns)().iter().map(|column| column.name))?;
        for row in (table.rows)(dataset) {
            writer.write_record(row.iter().map(Value::to_string))?;
        }
        writer.flush()
    }
}
