//! What the words of a line tell of the line before and after it.

use crate::text::{ends_sentence, first_letter, is_capitals};

/// The number that begins an item of a list, such as `3.` or `3)`.
pub(super) fn list_number(text: &str) -> Option<u32> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end))?;
    let rest = text[digits..].strip_prefix(['.', ')', '°'])?;
    rest.starts_with(char::is_whitespace).then(|| text[..digits].parse().ok())?
}

/// Whether a line begins with the last number in parentheses that the line before it leaves open: it counts no item.
pub(super) fn closes_parenthesis(before: &str, after: &str) -> bool {
    let opens = before.rfind('(').is_some_and(|open| !before[open..].contains(')'));
    opens && list_number(after).is_some() && after.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(')')
}

/// Whether a text begins with a capital, or has no letter.
pub(super) fn starts_upper(text: &str) -> bool {
    first_letter(text).is_none_or(char::is_uppercase)
}

/// Whether a text starts with a figure that numbers nothing.
pub(super) fn starts_with_figure(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbers = rest.starts_with(['.', ')', '-', '°']) && rest.len() > 1;
    rest.len() < text.len() && !numbers
}

/// Whether a line of capitals goes on with a word that begins none, such as "DES" or "ET".
pub(super) fn goes_on_in_capitals(before: &str, after: &str) -> bool {
    const LINKS: &[&str] = &["DE", "DES", "DU", "ET", "OU", "AU", "AUX", "AVEC", "PAR", "POUR", "SUR"];
    let first = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    (LINKS.contains(&first) || after.starts_with("D’") || after.starts_with("D'"))
        && is_capitals(before)
        && is_capitals(after)
        && !ends_sentence(before)
}

/// Whether a line of capitals cannot end here, and one follows.
pub(super) fn expects_more_in_capitals(before: &str, after: &str) -> bool {
    let calls =
        || expects_more(before) || before.rsplit(' ').next().is_some_and(|word| expects_more(&word.to_lowercase()));
    is_capitals(before) && is_capitals(after) && calls()
}

/// Whether a text cannot end here: a comma, a hyphen, or a word that calls for another.
pub(super) fn expects_more(text: &str) -> bool {
    const CALLING: &[&str] = &[
        "de", "des", "du", "la", "le", "les", "l'", "d'", "et", "ou", "en", "à", "au", "aux", "par", "pour", "dans",
        "sur", "avec", "un", "une", "que", "qui", "son", "sa", "ses", "leur", "leurs", "ce", "cette", "ces",
    ];
    let text = text.trim_end();
    text.ends_with([',', '-', '\u{ad}'])
        || text
            .rsplit(char::is_whitespace)
            .next()
            .is_some_and(|word| CALLING.contains(&word.replace('’', "'").as_str()))
}
