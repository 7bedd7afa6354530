//! What differs between two texts, in one cell: words taken out struck through and red, words added underlined and green.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::super::columns::Value;
use super::super::spreadsheet::{is_too_long, shortened};
use super::style::Style;
use crate::compare::words::{Of, Piece, difference, excerpt};

/// Characters of both texts together up to which they are compared: a cell would not hold more, with its runs.
const LONGEST: usize = 24_000;
/// Words that both texts have which are shown around what differs.
const CONTEXT: usize = 12;

/// A difference as a cell shows it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// All its words.
    pub(super) text: String,
    /// The same in pieces; none where the texts are too long to be compared.
    runs: Vec<(Of, String)>,
}

impl Difference {
    /// Of an old and a new text.
    pub(super) fn of(texts: [&Value; 2]) -> Self {
        let [before, after] = texts.map(Value::to_string);
        let runs = if before.len() + after.len() <= LONGEST { runs(&before, &after) } else { Vec::new() };
        let text: String = runs.iter().map(|(_, text)| text.as_str()).collect();
        if !text.is_empty() && !is_too_long(&text) {
            return Self { text, runs };
        }
        Self { text: shortened(if after.is_empty() { before } else { after }), runs: Vec::new() }
    }

    pub(super) fn write(&self, worksheet: &mut Worksheet, at: (u32, u16), style: &Style) -> Result<(), XlsxError> {
        let format = |of: Of| match of {
            Of::Old => &style.removed,
            Of::New => &style.added,
            Of::Both | Of::LeftOut => &style.run,
        };
        if !self.runs.is_empty() {
            let runs: Vec<(&Format, &str)> = self.runs.iter().map(|(of, text)| (format(*of), text.as_str())).collect();
            match worksheet.write_rich_string_with_format(at.0, at.1, &runs, &style.plain.text) {
                Ok(_) => return Ok(()),
                // With its runs it is longer than a cell can be.
                Err(XlsxError::MaxStringLengthExceeded) => {}
                Err(error) => return Err(error),
            }
        }
        if !self.text.is_empty() {
            worksheet.write_string_with_format(at.0, at.1, &self.text, &style.plain.text)?;
        }
        Ok(())
    }
}

fn runs(before: &str, after: &str) -> Vec<(Of, String)> {
    let pieces = excerpt(difference(before, after), CONTEXT);
    let last = pieces.len().saturating_sub(1);
    let run = |(place, piece): (usize, Piece)| {
        let space = if place < last { " " } else { "" };
        let text = format!("{}{space}", piece.text.replace(" ¶ ", "\n").replace("¶ ", "\n"));
        // As in any cell: no control characters.
        (piece.of, Value::from(text).to_string())
    };
    pieces.into_iter().enumerate().map(run).filter(|(_, text)| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_taken_out_and_added_are_runs_of_their_own() {
        let [before, after] =
            ["Un stage de six mois.\nPuis un an.", "Un stage de deux mois.\nPuis un an."].map(Value::from);
        let difference = Difference::of([&before, &after]);
        let run = |of, text: &str| (of, text.to_owned());
        assert_eq!(
            difference.runs,
            [
                run(Of::Both, "Un stage de "),
                run(Of::Old, "six "),
                run(Of::New, "deux "),
                run(Of::Both, "mois.\nPuis un an.")
            ]
        );
        assert_eq!(difference.text, "Un stage de six deux mois.\nPuis un an.");
        let long = Value::from("mot ".repeat(LONGEST));
        assert_eq!(Difference::of([&Value::Missing, &long]).runs, []);
        assert_eq!(Difference::of([&Value::Missing, &Value::Missing]), Difference::default());
    }
}
