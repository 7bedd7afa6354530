//! `<table>.excel.csv`: what a French Excel opens by double click. Semicolon, UTF-8 with byte order mark, `\r\n`,
//! decimal comma, and no cell that a spreadsheet takes for a formula.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::columns::{Table, Value};
use super::csv::write_rows;
use crate::model::dataset::Dataset;

/// How the names of these files end.
pub const SUFFIX: &str = ".excel.csv";

/// The longest cell, in UTF-16 units, as Excel counts.
const LONGEST_CELL: usize = 32_767;

/// Ends a cell that was cut.
const CUT_MARK: &str = " […]";

pub(super) fn write(table: &Table, dataset: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let writer = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(out);
    write_rows(table, dataset, writer, cell)
}

fn cell(value: &Value) -> String {
    match value {
        Value::Text(text) => shortened(harmless(text)),
        Value::Number(_) => value.to_string().replace('.', ","),
        Value::Missing | Value::Integer(_) => value.to_string(),
    }
}

/// With an apostrophe in front where a spreadsheet would compute instead of show.
fn harmless(text: &str) -> String {
    let apostrophe = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{apostrophe}{text}")
}

fn shortened(text: String) -> String {
    if text.encode_utf16().count() <= LONGEST_CELL {
        return text;
    }
    let room = LONGEST_CELL - CUT_MARK.encode_utf16().count();
    let mut used = 0;
    let kept = text.chars().take_while(|character| {
        used += character.len_utf16();
        used <= room
    });
    kept.chain(CUT_MARK.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        let cases = [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+1", "'+1"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("a=b; \"c\"\nd", "a=b; \"c\"\nd"),
        ];
        for (text, expected) in cases {
            assert_eq!(cell(&Value::from(text)), expected);
        }
        assert_eq!(cell(&Value::from(-0.2)), "-0,2");
        assert_eq!(cell(&Value::Missing), "");
    }

    #[test]
    fn long_cells_are_cut_within_the_limit() {
        let whole = "é".repeat(LONGEST_CELL);
        assert_eq!(cell(&Value::from(whole.as_str())), whole);
        for long in ["é".repeat(LONGEST_CELL + 1), "😀".repeat(LONGEST_CELL), format!("={whole}")] {
            let cut = cell(&Value::from(long));
            let length = cut.encode_utf16().count();
            assert!(cut.ends_with(CUT_MARK) && length <= LONGEST_CELL && length + 2 > LONGEST_CELL, "{length}");
        }
    }
}
