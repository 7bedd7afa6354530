//! The vocabularies of the field: files beside this one, each with a head that tells its source and version. They are
//! part of the program and parsed once, when the first value is looked up.

use csv::{ReaderBuilder, StringRecord};

/// Countries and regions: name, code.
pub(super) const COUNTRIES: &str = include_str!("countries.csv");
/// Job families: name, name in the directory, words that tell it.
pub(super) const FAMILIES: &str = include_str!("families.csv");
/// Words that the names of parts of an establishment begin with.
pub(super) const UNITS: &str = include_str!("units.csv");
/// Levels of the national framework: level, level of the one before.
pub(super) const LEVELS: &str = include_str!("levels.csv");

/// Kinds of diplomas: kind, level that the law gives it, the law.
pub(super) const DIPLOMAS: &str = include_str!("diplomas.csv");

/// The rows of a file; lines that begin with `#` are its head.
///
/// # Panics
/// Never: a test reads all files.
pub(super) fn rows(file: &'static str) -> impl Iterator<Item = StringRecord> {
    let reader = ReaderBuilder::new().comment(Some(b'#')).from_reader(file.as_bytes());
    reader.into_records().map(|row| row.expect("a constant file"))
}

/// A cell of a row as a text of its own.
pub(super) fn cell(row: &StringRecord, column: usize) -> String {
    row.get(column).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_well_formed_and_tells_its_source_and_version() {
        for file in [COUNTRIES, FAMILIES, UNITS, LEVELS, DIPLOMAS] {
            let head: Vec<&str> = file.lines().take_while(|line| line.starts_with('#')).collect();
            for word in ["# Source: ", "# Version: "] {
                assert!(head.iter().any(|line| line.starts_with(word)), "{head:?}");
            }
            let rows: Vec<StringRecord> = rows(file).collect();
            assert!(!rows.is_empty() && rows.iter().all(|row| row.get(0).is_some_and(|cell| !cell.is_empty())));
            assert!(file.is_ascii() || file.chars().all(|c| c != '\r' && c != '\u{feff}'));
        }
    }
}
