//! The documentation of the tables is that of their definition.
//!
//! `UPDATE_GOLDEN=1 cargo test --test it documentation` rewrites `src/write/COLUMNS.md`.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use ingest::model::dataset::Dataset;
use ingest::write::FORMATS;
use ingest::write::columns::{Column, ColumnKind};
use ingest::write::tables::TABLES;

use crate::support::{Workplace, tools};

const COLUMNS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/write/COLUMNS.md");

#[test]
fn columns_md_is_what_the_tables_are() {
    let expected = columns_md();
    if env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "1") {
        fs::write(COLUMNS, &expected).unwrap();
    }
    let found = fs::read_to_string(COLUMNS).unwrap_or_default();
    let differs = expected.lines().zip(found.lines()).find(|(expected, found)| expected != found);
    assert!(found == expected, "COLUMNS.md differs: {differs:?}; UPDATE_GOLDEN=1 cargo test --test it documentation");
}

#[test]
fn the_readme_names_every_table_and_format() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let rows: String =
        TABLES.iter().map(|table| format!("| `{}` | {} |\n", table.name, table.description[1])).collect();
    assert!(readme.contains(&rows), "the README's table of tables is not:\n{rows}");
    for format in FORMATS {
        assert!(readme.contains(&format!("`{}`", format.name())), "{}", format.name());
    }
}

#[test]
fn the_plot_is_drawn_of_the_figures_beside_it() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let place = Workplace::new();
    let drawn = place.path("cost.svg");
    if tools::check("../../docs/cost.py", &["--draw", "--svg", drawn.to_str().unwrap()]) {
        assert!(fs::read(drawn).unwrap() == fs::read(docs.join("cost.svg")).unwrap(), "python3 docs/cost.py --draw");
    }
}

fn columns_md() -> String {
    let mut text = "# Columns\n\nOf each table, in order. The titles are those of the workbook.\n".to_owned();
    for table in TABLES {
        writeln!(text, "\n## {}\n\nA row is {}.", table.name, table.description[1]).unwrap();
        if !table.key.is_empty() {
            let key: Vec<String> = table.key.iter().map(|name| format!("`{name}`")).collect();
            writeln!(text, "Key: {}.", key.join(", ")).unwrap();
        }
        for key in table.foreign_keys {
            writeln!(text, "`{}` is a `{}` of `{}`.", key.column, key.key, key.table).unwrap();
        }
        writeln!(text, "\n| column | type | title | holds |\n| --- | --- | --- | --- |").unwrap();
        for column in (table.columns)(&Dataset::default()) {
            let (title, holds) = (&column.title, column.description_en.replace('|', "\\|"));
            writeln!(text, "| `{}` | {} | {title} | {holds} |", column.name, kind(&column)).unwrap();
        }
    }
    text
}

fn kind(column: &Column) -> String {
    let kind = match column.kind {
        ColumnKind::Text => "text",
        ColumnKind::Prose => "paragraphs, one a line",
        ColumnKind::List => "list",
        ColumnKind::Lines => "list, one a line",
        ColumnKind::IntegerList => "list of whole numbers",
        ColumnKind::Hours => "list of hours, each of its kind",
        ColumnKind::Integer => "whole number",
        ColumnKind::Number => "number",
        ColumnKind::Date => "day",
    };
    let never = if column.constraints.required { ", never empty" } else { "" };
    format!("{kind}{never}")
}
