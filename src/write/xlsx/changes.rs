//! What differs between two texts, in one cell: words taken out struck through and red, words added underlined and green.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::super::columns::Value;
use super::super::spreadsheet::{is_too_long, shortened};
use super::style::Style;
use crate::compare::words::{Of, difference as pieces_of, excerpt};

/// Characters of both texts together up to which they are compared: a cell would not hold more, with its runs.
const LONGEST: usize = 24_000;
/// Words that both texts have which are shown around what differs.
const CONTEXT: usize = 12;

/// Writes the difference of the old and the new text.
pub(super) fn difference(
    worksheet: &mut Worksheet,
    at: (u32, u16),
    texts: [&Value; 2],
    style: &Style,
) -> Result<(), XlsxError> {
    let [before, after] = texts.map(Value::to_string);
    if before.is_empty() && after.is_empty() {
        return Ok(());
    }
    if before.len() + after.len() <= LONGEST {
        let runs = runs(&before, &after, style);
        let whole: String = runs.iter().map(|(_, text)| text.as_str()).collect();
        let runs: Vec<(&Format, &str)> = runs.iter().map(|(format, text)| (*format, text.as_str())).collect();
        if !runs.is_empty() && !is_too_long(&whole) {
            match worksheet.write_rich_string_with_format(at.0, at.1, &runs, &style.plain.text) {
                Ok(_) => return Ok(()),
                // With its runs it is longer than a cell can be.
                Err(XlsxError::MaxStringLengthExceeded) => {}
                Err(error) => return Err(error),
            }
        }
    }
    let text = shortened(if after.is_empty() { before } else { after });
    worksheet.write_string_with_format(at.0, at.1, text, &style.plain.text)?;
    Ok(())
}

fn runs<'s>(before: &str, after: &str, style: &'s Style) -> Vec<(&'s Format, String)> {
    let pieces = excerpt(pieces_of(before, after), CONTEXT);
    let last = pieces.len().saturating_sub(1);
    let run = |(place, piece): (usize, crate::compare::words::Piece)| {
        let format = match piece.of {
            Of::Old => &style.removed,
            Of::New => &style.added,
            Of::Both | Of::LeftOut => &style.run,
        };
        let space = if place < last { " " } else { "" };
        let text = format!("{}{space}", piece.text.replace(" ¶ ", "\n").replace("¶ ", "\n"));
        // As in any cell: no control characters.
        (format, Value::from(text).to_string())
    };
    pieces.into_iter().enumerate().map(run).filter(|(_, text)| !text.is_empty()).collect()
}
