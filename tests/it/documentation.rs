//! The documentation of the tables is that of their definition.
//!
//! `UPDATE_GOLDEN=1 cargo test --test it documentation` rewrites `src/write/COLUMNS.md`.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use ingest::model::dataset::{Dataset, Status};
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
fn the_french_page_names_commands_options_statuses_tables_and_pages_that_there_are() {
    let page = include_str!("../../README.fr.md");
    let place = Workplace::new();
    let help = |words: &[&str]| place.run(&[&["help"], words].concat());
    let all = help(&[]).stdout;
    let known = |name: &str, help: &str| help.split_whitespace().any(|word| word.trim_end_matches(',') == name);
    let commands = commands(page);
    assert!(commands.len() > 15, "{commands:?}");
    for command in commands {
        let words: Vec<&str> = command.split_whitespace().skip(1).collect();
        let named = words.first().is_some_and(|word| all.contains(&format!("\n  {word} ")));
        let of_command = if named { help(&words[..1]).stdout } else { all.clone() };
        let below = ["cache", "corrections", "profile"].contains(words.first().unwrap_or(&""));
        let told = if below { help(&words[..2]) } else { help(&words[..usize::from(named)]) };
        assert_eq!(told.code, Some(0), "`{command}`: {}", told.stderr);
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(known(option, &told.stdout) || known(option, &of_command), "`{command}`: no option {option}");
        }
        let is_path = |word: &str| word.ends_with('/') || word.ends_with(".pdf") || word.starts_with("--");
        let is_command = words.first().is_none_or(|word| named || *word == "help" || known(word, "") || is_path(word));
        assert!(is_command, "`{command}`: no such command");
    }
    for status in Status::ALL {
        assert!(page.contains(&format!("| `{}` |", status.as_str())), "{}", status.as_str());
    }
    let named: Vec<&str> =
        TABLES.iter().map(|table| table.name).filter(|name| page.contains(&format!("(`{name}`"))).collect();
    assert!(named.contains(&"values") && named.len() >= 6, "{named:?}");
    for link in page.split("](").skip(1).filter_map(|rest| rest.split_once(')')) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(link.0);
        assert!(link.0.starts_with("https://") || path.is_file(), "{}", link.0);
    }
}

/// What a page says to type: lines of blocks for the shell, and what stands in a line as code.
fn commands(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (place, part) in page.split("```").enumerate() {
        if place % 2 == 1 {
            found.extend(part.lines().skip(1).map(|line| line.split('#').next().unwrap().trim().to_owned()));
        } else {
            found.extend(part.split('`').skip(1).step_by(2).map(|code| code.replace('\n', " ")));
        }
    }
    found.retain(|code| code == "ingest" || code.starts_with("ingest "));
    found.retain(|code| !code.starts_with("ingest ("));
    found
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

#[cfg(target_os = "linux")]
#[test]
fn the_container_is_given_what_it_needs() {
    tools::check("check_container.py", &[]);
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
