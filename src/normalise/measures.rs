//! Labelled values in one spelling: numbers, amounts of money, dates, levels, codes.

use std::sync::LazyLock;

use regex::Regex;

use super::edition::edition;
use super::text::fold;
use crate::model::record::ValueKind;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[0-9]{1,3}(?:[ .\u{a0}\u{202f}][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?")
        .expect("a constant pattern")
});

/// A value in one spelling; nothing where it does not read as one of its kind.
///
/// A number: `1234.5`; hours: `35`; a code: without blanks, in capitals; a date: `2025-01-31`; a level: `5`; money:
/// `2100..2700 EUR`, or `2100 EUR`.
#[must_use]
pub fn measure(kind: ValueKind, text: &str) -> Option<String> {
    let numbers = || NUMBER.find_iter(text).map(|found| number(found.as_str()));
    match kind {
        ValueKind::Text | ValueKind::List => None,
        ValueKind::Number => one(numbers()),
        ValueKind::Hours => {
            let folded = fold(text);
            let told = ["h", "heure", "heures"]
                .iter()
                .any(|word| folded.split(|c: char| !c.is_alphabetic()).any(|w| w == *word));
            one(numbers()).filter(|_| told || folded.chars().all(|c| !c.is_alphabetic()))
        }
        ValueKind::Code => {
            let code: String = text.split_whitespace().collect::<String>().to_uppercase();
            let is_code = code.chars().any(char::is_alphanumeric) && code.chars().count() <= 24;
            is_code.then_some(code)
        }
        ValueKind::Date => edition(text),
        ValueKind::Level => one(numbers()).filter(|level| matches!(level.as_bytes(), [b'1'..=b'8'])),
        ValueKind::Money => {
            let folded = fold(text);
            if !(folded.contains('€') || folded.contains("euro")) {
                return None;
            }
            // "2 100 à 2 700 €"; figures of another kind ("13 mois") are none of it.
            let amounts: Vec<String> = numbers().take(3).collect();
            match amounts.as_slice() {
                [amount] => Some(format!("{amount} EUR")),
                [from, to] => Some(format!("{from}..{to} EUR")),
                _ => None,
            }
        }
    }
}

/// The only one of some values.
fn one(mut values: impl Iterator<Item = String>) -> Option<String> {
    values.next().filter(|_| values.next().is_none())
}

/// `1 234,5` → `1234.5`.
fn number(printed: &str) -> String {
    let thousands = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let plain: String = printed.chars().filter(|c| !thousands(*c)).collect();
    match plain.split_once(',') {
        Some((whole, part)) => format!("{}.{part}", whole.replace('.', "")),
        // A point before three digits parts thousands.
        None if plain.split('.').skip(1).all(|part| part.len() == 3) => plain.replace('.', ""),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_in_one_spelling() {
        let cases = [
            (ValueKind::Number, "1 234,5 postes", Some("1234.5")),
            (ValueKind::Number, "72 %", Some("72")),
            (ValueKind::Number, "de 3 à 5", None),
            (ValueKind::Hours, "35 heures", Some("35")),
            (ValueKind::Hours, "35 h par semaine", Some("35")),
            (ValueKind::Hours, "2 ans", None),
            (ValueKind::Code, "k 1302", Some("K1302")),
            (ValueKind::Date, "31 janvier 2025", Some("2025-01-31")),
            (ValueKind::Level, "Niveau 5", Some("5")),
            (ValueKind::Level, "9", None),
            (ValueKind::Money, "de 2100 à 2\u{202f}700 euros brut", Some("2100..2700 EUR")),
            (ValueKind::Money, "1.950 € par mois", Some("1950 EUR")),
            (ValueKind::Money, "selon la grille", None),
            (ValueKind::Text, "35", None),
        ];
        for (kind, text, wanted) in cases {
            assert_eq!(measure(kind, text).as_deref(), wanted, "{text}");
        }
    }
}
