//! `<table>.excel.csv`: what a French Excel opens by double click. Semicolon, UTF-8 with byte order mark, `\r\n`,
//! decimal comma, and no cell that a spreadsheet takes for a formula.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::columns::Value;
use super::csv::BUFFER;
use super::spreadsheet::{is_too_long, shortened};

/// How the names of these files end.
pub const SUFFIX: &str = ".excel.csv";

/// What writes such a file.
pub(super) fn writer(out: &mut (dyn Write + Send)) -> io::Result<csv::Writer<&mut (dyn Write + Send)>> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut builder = WriterBuilder::new();
    Ok(builder.delimiter(b';').terminator(Terminator::CRLF).buffer_capacity(BUFFER).from_writer(out))
}

/// Prints a cell as it stands there.
pub(super) fn print<'c>(value: &'c Value, cell: &'c mut String) -> &'c str {
    match value {
        Value::Number(_) => {
            super::csv::print(value, cell);
            if let Some(point) = cell.find('.') {
                cell.replace_range(point..=point, ",");
            }
            cell
        }
        Value::Missing | Value::Integer(_) | Value::Date(_) => super::csv::print(value, cell),
        Value::Text(text) if is_shown_as_it_is(text) => text,
        Value::Text(_) | Value::List(_) | Value::Lines(_) | Value::Integers(_) | Value::Hours(_) => {
            let text = super::csv::print(value, &mut *cell);
            if !is_shown_as_it_is(text) {
                // With an apostrophe in front where a spreadsheet would compute instead of show.
                let lead = if text.starts_with(COMPUTED) { "'" } else { "" };
                *cell = shortened(format!("{lead}{text}"));
            }
            cell
        }
    }
}

/// How a text begins that a spreadsheet computes.
const COMPUTED: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn is_shown_as_it_is(text: &str) -> bool {
    !text.starts_with(COMPUTED) && !is_too_long(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        let cell = |value: &Value| print(value, &mut "something else".to_owned()).to_owned();
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
