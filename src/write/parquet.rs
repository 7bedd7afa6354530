//! `<table>.parquet`: a table with its types, lists as lists, durations as structs; for notebooks and databases.

use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::columns::{Column, ColumnKind, Table, Value};
use super::rows::Row;
use super::tables::{TABLES, table};
use super::{Content, OfTables, TableSink, Writer, no_table};
use crate::model::dataset::Dataset;

pub(super) struct Parquet;

/// How the names of these files end.
const SUFFIX: &str = ".parquet";
/// Rows held in memory at a time, and rows of a row group.
const BATCH: usize = 1_024;
const ROW_GROUP: usize = 65_536;
/// Bytes of a row group at most: the rows of some tables are long.
const ROW_GROUP_BYTES: usize = 16 << 20;

impl Writer for Parquet {
    fn name(&self) -> &'static str {
        "parquet"
    }

    fn description(&self) -> &'static str {
        "one .parquet a table, lists as lists, for notebooks and databases"
    }

    fn file_names(&self) -> Vec<String> {
        TABLES.iter().map(|table| format!("{}{SUFFIX}", table.name)).collect()
    }

    fn tables(&self) -> Option<&dyn OfTables> {
        Some(self)
    }
}

impl OfTables for Parquet {
    fn begin<'w>(
        &self,
        file_name: &str,
        content: Content<'w>,
        out: &'w mut (dyn Write + Send),
    ) -> io::Result<Box<dyn TableSink + 'w>> {
        let table = file_name.strip_suffix(SUFFIX).and_then(table).ok_or_else(|| no_table(file_name))?;
        Ok(Box::new(ParquetFile { table, dataset: content.dataset, state: State::Waiting(out) }))
    }
}

/// The file of a table.
struct ParquetFile<'w> {
    table: &'static Table,
    dataset: &'w Dataset,
    state: State<'w>,
}

enum State<'w> {
    /// The table has not begun.
    Waiting(&'w mut (dyn Write + Send)),
    Open(Box<OpenFile<'w>>),
    Over,
}

struct OpenFile<'w> {
    writer: ArrowWriter<&'w mut (dyn Write + Send)>,
    schema: Arc<Schema>,
    kinds: Vec<ColumnKind>,
    /// Rows that are no whole batch yet.
    waiting: Vec<Row>,
}

impl TableSink for ParquetFile<'_> {
    fn table(&mut self, table: &'static Table, columns: &[Column]) -> io::Result<bool> {
        if table.name != self.table.name {
            return Ok(false);
        }
        if let State::Waiting(out) = std::mem::replace(&mut self.state, State::Over) {
            let schema = Arc::new(schema(columns));
            let properties = properties(self.dataset);
            let writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))?;
            let kinds = columns.iter().map(|column| column.kind).collect();
            self.state = State::Open(Box::new(OpenFile { writer, schema, kinds, waiting: Vec::new() }));
        }
        Ok(true)
    }

    fn rows(&mut self, _table: &'static Table, rows: &[Row]) -> io::Result<()> {
        let State::Open(open) = &mut self.state else { return Ok(()) };
        for row in rows {
            open.waiting.push(row.clone());
            if open.waiting.len() == BATCH {
                open.write_batch()?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        if let State::Open(mut open) = std::mem::replace(&mut self.state, State::Over) {
            if !open.waiting.is_empty() {
                open.write_batch()?;
            }
            open.writer.close()?;
        }
        Ok(())
    }
}

impl OpenFile<'_> {
    fn write_batch(&mut self) -> Result<(), ParquetError> {
        let kinds = self.kinds.iter().enumerate();
        let arrays = kinds.map(|(place, kind)| array(*kind, place, &self.waiting)).collect();
        self.writer.write(&RecordBatch::try_new(Arc::clone(&self.schema), arrays)?)?;
        self.waiting.clear();
        Ok(())
    }
}

fn properties(dataset: &Dataset) -> WriterProperties {
    WriterProperties::builder()
        // Not the version of the library: the same bytes as long as the same is written.
        .set_created_by(dataset.generator.clone())
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
        .build()
}

fn schema(columns: &[Column]) -> Schema {
    let field = |column: &Column| {
        let data = match column.kind {
            ColumnKind::Text | ColumnKind::Prose => DataType::Utf8,
            ColumnKind::List | ColumnKind::Lines => list_of(DataType::Utf8),
            ColumnKind::IntegerList => list_of(DataType::Int64),
            ColumnKind::Hours => list_of(DataType::Struct(hours_fields())),
            ColumnKind::Integer => DataType::Int64,
            ColumnKind::Number => DataType::Float64,
            ColumnKind::Date => DataType::Date32,
        };
        Field::new(column.name.as_ref(), data, !column.constraints.required)
    };
    Schema::new(columns.iter().map(field).collect::<Vec<_>>())
}

fn list_of(items: DataType) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(items, true)))
}

/// A duration: its hours and what they are of.
fn hours_fields() -> Fields {
    vec![Field::new("value", DataType::Int64, true), Field::new("what", DataType::Utf8, true)].into()
}

/// One column of a batch of rows. A missing list is an empty one.
fn array(kind: ColumnKind, place: usize, rows: &[Vec<Value>]) -> ArrayRef {
    let cells = rows.iter().map(|row| &row[place]);
    match kind {
        ColumnKind::Text | ColumnKind::Prose => {
            let mut texts = StringBuilder::new();
            cells.for_each(|cell| texts.append_option((*cell != Value::Missing).then(|| cell.to_string())));
            Arc::new(texts.finish())
        }
        ColumnKind::List | ColumnKind::Lines => {
            let mut lists = ListBuilder::new(StringBuilder::new());
            for cell in cells {
                if let Value::List(texts) | Value::Lines(texts) = cell {
                    texts.iter().for_each(|text| lists.values().append_value(text));
                }
                lists.append(true);
            }
            Arc::new(lists.finish())
        }
        ColumnKind::IntegerList => {
            let mut lists = ListBuilder::new(Int64Builder::new());
            for cell in cells {
                if let Value::Integers(numbers) = cell {
                    numbers.iter().for_each(|number| lists.values().append_value(signed(*number)));
                }
                lists.append(true);
            }
            Arc::new(lists.finish())
        }
        ColumnKind::Hours => {
            let builders: Vec<Box<dyn ArrayBuilder>> =
                vec![Box::new(Int64Builder::new()), Box::new(StringBuilder::new())];
            let mut lists = ListBuilder::new(StructBuilder::new(hours_fields(), builders));
            for cell in cells {
                if let Value::Hours(durations) = cell {
                    for hours in durations {
                        let duration = lists.values();
                        if let Some(values) = duration.field_builder::<Int64Builder>(0) {
                            values.append_value(i64::from(hours.value));
                        }
                        if let Some(kinds) = duration.field_builder::<StringBuilder>(1) {
                            kinds.append_value(hours.what.as_str());
                        }
                        duration.append(true);
                    }
                }
                lists.append(true);
            }
            Arc::new(lists.finish())
        }
        ColumnKind::Integer => {
            let mut numbers = Int64Builder::new();
            for cell in cells {
                numbers.append_option(if let Value::Integer(number) = cell { Some(signed(*number)) } else { None });
            }
            Arc::new(numbers.finish())
        }
        ColumnKind::Number => {
            let mut numbers = Float64Builder::new();
            for cell in cells {
                numbers.append_option(if let Value::Number(number) = cell { Some(*number) } else { None });
            }
            Arc::new(numbers.finish())
        }
        ColumnKind::Date => {
            let mut days = Date32Builder::new();
            for cell in cells {
                days.append_option(if let Value::Date(day) = cell { days_since_1970(day) } else { None });
            }
            Arc::new(days.finish())
        }
    }
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Days from 1970-01-01 to `YYYY-MM-DD`; `None` where the text is no day.
fn days_since_1970(day: &str) -> Option<i32> {
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // With March as the first month, the leap day is the last of the year and the lengths of the months follow a line.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days_before_year = year * 365 + year / 4 - year / 100 + year / 400;
    let days_before_month = (153 * month + 2) / 5;
    const OF_1970: i32 = 719_468;
    Some(days_before_year + days_before_month + day - 1 - OF_1970)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let cases = [
            ("1970-01-01", 0),
            ("1970-03-01", 59),
            ("2000-02-29", 11_016),
            ("2000-03-01", 11_017),
            ("2025-01-31", 20_119),
            ("1969-12-31", -1),
        ];
        for (day, count) in cases {
            assert_eq!(days_since_1970(day), Some(count), "{day}");
        }
        for text in ["2025-01", "2025-13-01", "x"] {
            assert_eq!(days_since_1970(text), None, "{text}");
        }
    }
}
