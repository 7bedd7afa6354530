//! `<table>.excel.csv`: what a French Excel opens by double click. Semicolon, UTF-8 with byte order mark, `\r\n`,
//! decimal comma, and no cell that a spreadsheet takes for a formula.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::columns::Value;
use super::spreadsheet::{is_too_long, shortened};

/// How the names of these files end.
pub const SUFFIX: &str = ".excel.csv";

/// What writes such a file.
pub(super) fn writer(out: &mut (dyn Write + Send)) -> io::Result<csv::Writer<&mut (dyn Write + Send)>> {
    out.write_all("\u{feff}".as_bytes())?;
    Ok(WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(out))
}

/// Prints a cell as it stands there.
pub(super) fn print(value: &Value, cell: &mut String) {
    super::csv::print(value, cell);
    match value {
        Value::Number(_) => {
            if let Some(point) = cell.find('.') {
                cell.replace_range(point..=point, ",");
            }
        }
        Value::Missing | Value::Integer(_) | Value::Date(_) => {}
        Value::Text(_) | Value::List(_) | Value::Lines(_) | Value::Integers(_) | Value::Hours(_) => {
            // With an apostrophe in front where a spreadsheet would compute instead of show.
            if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                cell.insert(0, '\'');
            }
            if is_too_long(cell) {
                *cell = shortened(std::mem::take(cell));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        let cell = |value: &Value| {
            let mut cell = String::new();
            print(value, &mut cell);
            cell
        };
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
}
