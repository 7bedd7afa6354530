//! `ingest.sqlite`: all tables in one database, with their keys, lists as JSON, and a full-text index on the
//! sections.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};
use serde::Serialize;
use tempfile::NamedTempFile;

use super::columns::{Column, ColumnKind, Table, Value};
use super::rows::Row;
use super::{Content, OfTables, TableSink, Writer, no_table};
use crate::model::dataset::FORMAT;

pub(super) struct Sqlite;

const FILE: &str = "ingest.sqlite";

impl Writer for Sqlite {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    fn description(&self) -> &'static str {
        "ingest.sqlite: all tables in one database, sections searchable by words"
    }

    fn file_names(&self) -> Vec<String> {
        vec![FILE.to_owned()]
    }

    fn tables(&self) -> Option<&dyn OfTables> {
        Some(self)
    }
}

impl OfTables for Sqlite {
    fn begin<'w>(
        &self,
        _file_name: &str,
        _content: Content<'w>,
        out: &'w mut (dyn Write + Send),
    ) -> io::Result<Box<dyn TableSink + 'w>> {
        let file = tempfile::NamedTempFile::new()?;
        let database = opened(file.path()).map_err(io::Error::other)?;
        Ok(Box::new(Database { out, database, file, inserts: BTreeMap::new() }))
    }
}

/// The database while it is filled.
struct Database<'w> {
    out: &'w mut (dyn Write + Send),
    /// Closed before its file goes.
    database: Connection,
    file: NamedTempFile,
    /// What adds a row to a table, by its name.
    inserts: BTreeMap<&'static str, String>,
}

fn opened(path: &Path) -> rusqlite::Result<Connection> {
    let database = Connection::open(path)?;
    // The file is new and nobody else's: it needs no journal, and one that could not be finished is thrown away.
    database.execute_batch(
        "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = 'UTF-8';
         PRAGMA foreign_keys = OFF; BEGIN;",
    )?;
    database.pragma_update(None, "user_version", FORMAT)?;
    Ok(database)
}

impl TableSink for Database<'_> {
    fn table(&mut self, table: &'static Table, columns: &[Column]) -> io::Result<bool> {
        self.database.execute_batch(&definition(table, columns)).map_err(io::Error::other)?;
        let places = vec!["?"; columns.len()].join(", ");
        self.inserts.insert(table.name, format!("INSERT INTO {} VALUES ({places})", quoted(table.name)));
        Ok(true)
    }

    fn rows(&mut self, table: &'static Table, rows: &[Row]) -> io::Result<()> {
        let insert = self.inserts.get(table.name).ok_or_else(|| no_table(table.name))?;
        let fill = || -> rusqlite::Result<()> {
            let mut insert = self.database.prepare(insert)?;
            rows.iter().try_for_each(|row| insert.execute(params_from_iter(row.iter())).map(|_| ()))
        };
        fill().map_err(io::Error::other)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let Self { out, database, file, .. } = *self;
        database.execute_batch(SEARCH).and_then(|()| database.execute_batch("COMMIT")).map_err(io::Error::other)?;
        database.close().map_err(|(_, error)| io::Error::other(error))?;
        io::copy(&mut File::open(file.path())?, out)?;
        Ok(())
    }
}

/// The index by words, without regard to case and accents. It holds its own text: it stays right whatever is done to the
/// other tables.
const SEARCH: &str = "
    CREATE VIRTUAL TABLE sections_search USING fts5(
        record_id UNINDEXED, position UNINDEXED, key UNINDEXED, heading, text, tokenize = 'unicode61 remove_diacritics 2'
    );
    INSERT INTO sections_search SELECT record_id, position, key, heading, text FROM sections ORDER BY rowid;
    INSERT INTO sections_search (sections_search) VALUES ('optimize');";

fn definition(table: &Table, columns: &[Column]) -> String {
    let mut parts: Vec<String> = columns
        .iter()
        .map(|column| {
            let kind = match column.kind {
                ColumnKind::Integer => "INTEGER",
                ColumnKind::Number => "REAL",
                ColumnKind::Text
                | ColumnKind::Prose
                | ColumnKind::List
                | ColumnKind::Lines
                | ColumnKind::IntegerList
                | ColumnKind::Hours
                | ColumnKind::Date => "TEXT",
            };
            let required = if column.constraints.required { " NOT NULL" } else { "" };
            format!("{} {kind}{required}", quoted(&column.name))
        })
        .collect();
    if !table.key.is_empty() {
        let key: Vec<String> = table.key.iter().map(|name| quoted(name)).collect();
        parts.push(format!("PRIMARY KEY ({})", key.join(", ")));
    }
    parts.extend(table.foreign_keys.iter().map(|key| {
        let [column, other, other_key] = [key.column, key.table, key.key].map(quoted);
        format!("FOREIGN KEY ({column}) REFERENCES {other} ({other_key})")
    }));
    format!("CREATE TABLE {} (\n  {}\n);", quoted(table.name), parts.join(",\n  "))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn json<T: Serialize>(list: &[T]) -> rusqlite::Result<ToSqlOutput<'static>> {
    let text = serde_json::to_string(list).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    Ok(ToSqlOutput::from(text))
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Missing => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Integer(number) => ToSqlOutput::from(i64::try_from(*number).unwrap_or(i64::MAX)),
            Self::Number(number) => ToSqlOutput::from(*number),
            Self::Text(text) | Self::Date(text) => ToSqlOutput::from(text.as_str()),
            // For the functions of the database that take JSON, such as `json_each`.
            Self::List(texts) | Self::Lines(texts) => json(texts)?,
            Self::Integers(numbers) => json(numbers)?,
            Self::Hours(hours) => json(hours)?,
        })
    }
}
