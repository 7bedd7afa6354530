//! Addresses of the web that a line's end breaks: they go on without a blank.

use crate::model::flow::Line;

/// Signs that stand within addresses, and that they are broken at.
const JOINTS: [char; 10] = ['/', '-', '_', '=', '&', '?', '%', '#', '~', '+'];

/// Whether a line ends in an address.
pub(super) fn ends_in_one(line: &Line) -> bool {
    last_address(line).is_some()
}

fn last_address(line: &Line) -> Option<&str> {
    let word = line.text.trim_end().rsplit(char::is_whitespace).next()?;
    // Told without a search for most words.
    if !word.bytes().any(|byte| matches!(byte, b'/' | b'.')) {
        return None;
    }
    let start = word.find("://").or_else(|| word.find("www."))?;
    let address = &word[start..];
    (!address.ends_with([')', '>', ',', ';', '»', '"'])).then_some(address)
}

/// Whether the address at the end of a line goes on in the next one.
pub(super) fn goes_on(line: &Line, next: &Line) -> bool {
    let Some(address) = last_address(line) else { return false };
    let Some(word) = next.text.split_whitespace().next() else { return false };
    if next.marker.is_some() || !word.is_ascii() {
        return false;
    }
    let starts = |test: fn(&char) -> bool| word.chars().next().is_some_and(|first| test(&first));
    if address.ends_with(JOINTS) {
        return starts(char::is_ascii_alphanumeric) || word.starts_with(JOINTS);
    }
    let dotted = word.contains('/') || (word.trim_end_matches('.').contains('.') && starts(char::is_ascii_lowercase));
    if address.ends_with('.') {
        return dotted;
    }
    (word.len() > 1 && word.starts_with(JOINTS) && !word.starts_with('-'))
        || (word.starts_with('.') && word.len() > 2)
        || (dotted && starts(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}
