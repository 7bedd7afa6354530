//! `<table>.excel.csv`: what a French Excel opens by double click. Semicolon, UTF-8 with byte order mark, `\r\n`,
//! decimal comma, and no cell that a spreadsheet takes for a formula.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::columns::Value;
use super::spreadsheet::shortened;

/// How the names of these files end.
pub const SUFFIX: &str = ".excel.csv";

/// What writes such a file.
pub(super) fn writer(out: &mut (dyn Write + Send)) -> io::Result<csv::Writer<&mut (dyn Write + Send)>> {
    out.write_all("\u{feff}".as_bytes())?;
    Ok(WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(out))
}

/// A cell as it is printed there.
pub(super) fn cell(value: &Value) -> String {
    match value {
        Value::Number(_) => value.to_string().replace('.', ","),
        Value::Missing | Value::Integer(_) | Value::Date(_) => value.to_string(),
        Value::Text(_) | Value::List(_) | Value::Lines(_) | Value::Integers(_) | Value::Hours(_) => {
            shortened(harmless(&value.to_string()))
        }
    }
}

/// With an apostrophe in front where a spreadsheet would compute instead of show.
fn harmless(text: &str) -> String {
    let apostrophe = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{apostrophe}{text}")
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
}
