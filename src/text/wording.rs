//! Text with its typography taken out: what stays is what a reader would call the wording.

use unicode_normalization::UnicodeNormalization;

use super::{composed, fold, is_capitals, plain_sign};

/// The text with one shape of apostrophe, quote, dash and space, without hyphens between letters and without ligatures.
/// Case, accents and punctuation stay.
#[must_use]
pub fn wording(text: &str) -> String {
    let text = composed(text);
    let mut plain = String::with_capacity(text.len());
    // What stays as it is is copied in one piece.
    let mut copied = 0;
    for (at, character) in text.char_indices() {
        let replaced = match character {
            'a'..='z' | 'A'..='Z' | ' ' => continue,
            '«' | '»' | '“' | '”' | '„' | '‟' | '″' => "\"",
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "",
            '…' => "...",
            'œ' => "oe",
            'Œ' => "Oe",
            'æ' => "ae",
            'Æ' => "Ae",
            'ﬀ'..='ﬆ' => "",
            _ => match plain_sign(character) {
                Some('-') => "-",
                Some(_) => "'",
                None if character.is_whitespace() => " ",
                None => continue,
            },
        };
        plain.push_str(&text[copied..at]);
        copied = at + character.len_utf8();
        plain.push_str(replaced);
        if matches!(character, 'ﬀ'..='ﬆ') {
            plain.extend(character.nfkc());
        }
    }
    plain.push_str(&text[copied..]);
    if plain.contains('-') {
        plain = without_hyphens(&plain);
    }
    without_loose_spaces(&plain)
}

/// Whether two texts say the same, typography and the case of lines in capitals (headings inside a text) aside.
#[must_use]
pub fn same_wording(one: &str, other: &str) -> bool {
    if one == other || wording(one) == wording(other) {
        return true;
    }
    let lines = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (lines(one), lines(other));
    one.len() == other.len()
        && one.iter().zip(&other).all(|(one, other)| {
            wording(one) == wording(other) || ((is_capitals(one) || is_capitals(other)) && same_heading(one, other))
        })
}

/// Whether two headings or titles say the same: case aside, and accents aside where one of them stands in capitals,
/// which are often printed without.
#[must_use]
pub fn same_heading(one: &str, other: &str) -> bool {
    let small = |text: &str| wording(text).to_lowercase();
    let bare = |text: &str| fold(&wording(text));
    one == other || small(one) == small(other) || ((is_capitals(one) || is_capitals(other)) && bare(one) == bare(other))
}

/// A hyphen between two letters may be of the word or of the line's end: nothing in print tells them apart.
fn without_hyphens(text: &str) -> String {
    let mut parts = text.split('-');
    let mut whole = String::with_capacity(text.len());
    let mut before = parts.next().unwrap_or_default();
    whole.push_str(before);
    for part in parts {
        let within = before.ends_with(char::is_alphabetic) && part.starts_with(char::is_alphabetic);
        if !within {
            whole.push('-');
        }
        whole.push_str(part);
        before = part;
    }
    whole
}

/// One space between words, none beside quotes, before punctuation, or between the digits of a number in thousands.
fn without_loose_spaces(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    for word in text.split(' ') {
        let here = rest;
        rest = rest.get(word.len() + 1..).unwrap_or_default();
        let Some(first) = word.chars().next() else { continue };
        // All that stands before the first word is left out.
        if let Some(last) = folded.chars().next_back() {
            let thousands = last.is_ascii_digit() && three_digits(here.as_bytes());
            let tight =
                matches!(first, '"' | ':' | ';' | '!' | '?' | '%' | ')' | ',' | '.') || matches!(last, '"' | '(');
            if !tight && !thousands {
                folded.push(' ');
            }
        }
        folded.push_str(word);
    }
    folded
}

/// Whether the text starts with exactly three digits.
fn three_digits(text: &[u8]) -> bool {
    text.len() >= 3 && text[..3].iter().all(u8::is_ascii_digit) && !text.get(3).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_folded() {
        for (one, other) in [
            ("l’outil « neuf »", "l'outil \"neuf\""),
            ("2\u{202f}100 heures", "2 100 heures"),
            ("2100 heures", "2 100 heures"),
            ("co-\u{ad}ordonner", "coordonner"),
            ("bien\u{2011}être", "bien-être"),
            ("ﬁn de l’œuvre", "fin de l'oeuvre"),
            ("e\u{301}tage – haut", "étage - haut"),
            ("soins\u{a0}: jour\nnuit", "soins:  jour nuit"),
        ] {
            assert_eq!(wording(one), wording(other), "{one}");
        }
    }

    #[test]
    fn wording_is_kept() {
        for (one, other) in [("un soin", "un soin."), ("Un", "un"), ("900 lits", "950 lits"), ("marche", "marché")] {
            assert_ne!(wording(one), wording(other), "{one}");
        }
    }

    #[test]
    fn headings_in_capitals_are_the_same_in_small_letters() {
        for (one, other) in [
            ("Conseiller d’éveil", "CONSEILLER D'EVEIL"),
            ("Conseiller d’éveil", "CONSEILLER D'ÉVEIL"),
            ("Bed Manager", "Bed manager"),
        ] {
            assert!(same_heading(one, other), "{one}");
        }
        for (one, other) in [("Marché", "Marche"), ("Marché de nuit", "MARCHE DU JOUR"), ("Guide", "Guides")] {
            assert!(!same_heading(one, other), "{one}");
        }
        assert!(same_wording("DEGRÉS\nTrois ans.", "Degrés\nTrois ans."));
        assert!(!same_wording("Degrés\nTrois ans.", "degrés\nTrois ans."));
        assert!(!same_wording("DEGRÉS\nTrois ans.", "Degrés\nTROIS."));
    }
}
