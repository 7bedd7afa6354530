//! Whether a cell still says what was exported, whatever a spreadsheet program made of its form.

use std::collections::BTreeSet;

use crate::normalise::edition::{MONTHS, edition};
use crate::normalise::text::fold;

/// The longest cell of a spreadsheet, in UTF-16 units; an export cuts a longer one.
const LONGEST_CELL: usize = 32_767;
/// Ends a cell that an export cut.
const CUT_MARK: &str = "[…]";
/// What [`canonical`] keeps of a text: less than what an export keeps of one that it cuts.
const COMPARED: usize = 15_000;
/// The months as an English program abbreviates them, where a French one does not.
const ENGLISH_MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What a spreadsheet shows for a formula that fails, in French and in English.
const ERRORS: [&str; 9] = ["#N/A", "#REF!", "#NAME?", "#NOM?", "#VALUE!", "#VALEUR!", "#DIV/0!", "#NUM!", "#NULL!"];

/// What the cells of a column are, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    List,
    Edition,
}

/// Whether a cell still says what was exported.
pub(super) fn same(form: Form, cell: &str, exported: &str) -> bool {
    if cell == exported {
        return true;
    }
    let (as_written, cell, exported) = (plain(cell), plain(&harmless(cell)), plain(exported));
    if as_written == exported || cell == exported {
        return true;
    }
    if let (Some(one), Some(other)) = (number(&cell), number(&exported)) {
        return (one - other).abs() < 1e-6;
    }
    match form {
        Form::List => {
            let entries = |text: &str| text.split('|').map(|entry| entry.trim().to_owned()).collect::<BTreeSet<_>>();
            return entries(&cell) == entries(&exported);
        }
        Form::Edition if is_same_edition(&cell, &exported) => return true,
        Form::Edition | Form::Text => {}
    }
    match cell.strip_suffix(CUT_MARK) {
        Some(kept) => too_long(&exported) && exported.starts_with(kept.trim_end()),
        None => false,
    }
}

/// What two cells have in common that say the same: the beginning of their text, or their number.
pub(super) fn canonical(cell: &str) -> String {
    let text = plain(&harmless(cell));
    match number(&text) {
        Some(number) => format!("{:.6}", (number * 1e6).round() / 1e6 + 0.0),
        None => text.chars().take(COMPARED).collect(),
    }
}

fn number(text: &str) -> Option<f64> {
    text.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite())
}

/// Whether a spreadsheet may have taken the edition for a day and shows it so: `2025-01-01`, `janv-25`.
fn is_same_edition(cell: &str, exported: &str) -> bool {
    if exported.is_empty() {
        return false;
    }
    let is_bare = cell.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | '/' | '.'));
    if is_bare && edition(cell).is_some_and(|day| day == exported || day == format!("{exported}-01")) {
        return true;
    }
    let folded = fold(cell);
    let Some((name, year)) = folded.split_once(['-', ' ']) else { return false };
    let name = name.trim_end_matches('.');
    let is_month = |months: &[&str; 12]| months.iter().position(|month| name.len() > 2 && month.starts_with(name));
    let month = is_month(&MONTHS).or_else(|| is_month(&ENGLISH_MONTHS)).map(|place| place + 1);
    month.is_some_and(|month| exported.get(2..) == Some(format!("{year}-{month:02}").as_str()))
}

/// Whether a cell shows that a formula fails.
pub(super) fn is_error(cell: &str) -> bool {
    ERRORS.contains(&cell.trim())
}

/// Whether a cell is the beginning of a text that an export cut.
pub(super) fn is_cut(cell: &str, own_text: &str) -> bool {
    cell.trim_end().ends_with(CUT_MARK) && too_long(own_text)
}

/// Whether an export cuts the text.
fn too_long(text: &str) -> bool {
    text.encode_utf16().count() > LONGEST_CELL
}

/// Without the apostrophe that an export puts before what a spreadsheet would compute.
pub(super) fn harmless(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

/// Line breaks and spaces of one kind, none at the end of a line.
pub(super) fn plain(text: &str) -> String {
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> =
        text.lines().map(|line| line.replace(['\u{a0}', '\u{202f}', '\u{2007}'], " ").trim_end().to_owned()).collect();
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_that_a_spreadsheet_took_for_a_day_is_the_same() {
        for cell in ["2025-01", "2025-01-01", "janv-25", "janv.-25", "Jan-25", "01/2025", "01/01/2025"] {
            assert!(same(Form::Edition, cell, "2025-01"), "{cell}");
        }
        for cell in ["2025-02", "fevr-25", "2025-01-15", "", "2025", "2025-01 bis"] {
            assert!(!same(Form::Edition, cell, "2025-01"), "{cell}");
        }
    }

    #[test]
    fn cells_that_say_the_same_have_one_canonical_form() {
        for (one, other) in [("0,5", "0.5"), ("3", "3.0"), ("un\r\ndeux ", "un\ndeux"), ("'=1", "=1"), ("-0", "0")] {
            assert_eq!(canonical(one), canonical(other));
        }
        assert_ne!(canonical("un"), canonical("Un"));
    }
}
