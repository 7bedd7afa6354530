//! What spreadsheets cannot hold.

/// The longest cell, in UTF-16 units, as Excel counts.
pub(super) const LONGEST_CELL: usize = 32_767;

/// Ends a cell that was cut.
const CUT_MARK: &str = " […]";

/// Whether a spreadsheet can only hold a part of the text.
pub(super) fn is_too_long(text: &str) -> bool {
    // No text has more UTF-16 units than bytes.
    text.len() > LONGEST_CELL && text.encode_utf16().count() > LONGEST_CELL
}

/// The text, or as much of it as a cell can hold, with a mark at its end.
pub(super) fn shortened(text: String) -> String {
    if !is_too_long(&text) {
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
    fn long_cells_are_cut_within_the_limit() {
        let whole = "é".repeat(LONGEST_CELL);
        assert_eq!(shortened(whole.clone()), whole);
        for long in ["é".repeat(LONGEST_CELL + 1), "😀".repeat(LONGEST_CELL), format!("={whole}")] {
            assert!(is_too_long(&long));
            let cut = shortened(long);
            let length = cut.encode_utf16().count();
            assert!(cut.ends_with(CUT_MARK) && length <= LONGEST_CELL && length + 2 > LONGEST_CELL, "{length}");
        }
    }
}
