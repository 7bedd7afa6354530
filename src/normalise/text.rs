//! Text as letters: cleaning, comparing, making identifiers.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::{composed, plain_letter, plain_sign};

/// The part of an identifier that stands for `text`: ASCII lower-case letters and digits, joined by single hyphens.
///
/// Empty where the text has no Latin letter and no digit.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in plain_letters(&clean(text)).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// The document's own words on one line: NFC, ligatures as letters, white space as single spaces,
/// no soft hyphens, no control or zero-width characters. Words, accents and punctuation stay.
#[must_use]
pub fn clean(text: &str) -> String {
    cleaned(text).into_owned()
}

/// As [`clean`]; most texts are clean, and not made again.
#[must_use]
pub fn cleaned(text: &str) -> Cow<'_, str> {
    if is_clean(text) { Cow::Borrowed(text) } else { Cow::Owned(made_clean(text)) }
}

fn made_clean(text: &str) -> String {
    let visible: String = text.chars().filter(|&c| !is_invisible(c)).collect();
    let letters = composed(&visible);
    let mut cleaned = String::with_capacity(letters.len());
    for word in letters.split_whitespace() {
        if !cleaned.is_empty() {
            cleaned.push(' ');
        }
        for letter in word.chars() {
            match ligature(letter) {
                Some(letters) => cleaned.push_str(letters),
                None => cleaned.push(letter),
            }
        }
    }
    cleaned
}

/// Whether cleaning changes nothing, as far as that is told without a look into Unicode's tables: single blanks, and
/// characters of which each is known to stay.
#[must_use]
pub fn is_clean(text: &str) -> bool {
    let mut blank = true;
    let stays = text.chars().all(|character| {
        let doubled = blank && character == ' ';
        blank = character == ' ';
        // Letters with accents up to U+02FF are composed, and so is the punctuation of printed text.
        !doubled && matches!(character, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '‐'..='‧' | '€')
    });
    stays && (text.is_empty() || !blank)
}

/// Text reduced to what matters when two prints are compared: lower case, no accents, one shape of
/// apostrophe and dash, letter-spaced capitals joined, an ellipsis as three dots. Punctuation stays.
#[must_use]
pub fn fold(text: &str) -> String {
    let joined = join_spaced_capitals(text);
    let mut folded = String::with_capacity(joined.len());
    for letter in plain_letters(&cleaned(&joined)).chars() {
        folded.push(if letter.is_ascii() && letter != '`' { letter } else { plain_sign(letter).unwrap_or(letter) });
    }
    match cleaned(&folded) {
        Cow::Borrowed(_) => folded,
        Cow::Owned(cleaned) => cleaned,
    }
}

/// How alike two texts are once folded, from 0 (nothing in common) to 1 (equal).
#[must_use]
pub fn similarity(a: &str, b: &str) -> f64 {
    strsim::normalized_levenshtein(&fold(a), &fold(b))
}

/// Lower case without accents; letters that do not decompose are spelled out.
fn plain_letters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        // The decomposition of other letters costs a look-up. Marks are dropped, so that their order, which alone needs
        // the neighbours, does not matter.
        if letter.is_ascii() {
            plain.push(letter.to_ascii_lowercase());
        } else if let Some(letter) = plain_letter(letter) {
            plain.push(letter);
        } else {
            std::iter::once(letter)
                .nfkd()
                .flat_map(char::to_lowercase)
                .nfkd()
                .for_each(|part| add_plain(part, &mut plain));
        }
    }
    plain
}

fn add_plain(letter: char, plain: &mut String) {
    match letter {
        'œ' => plain.push_str("oe"),
        'æ' => plain.push_str("ae"),
        'ß' => plain.push_str("ss"),
        'ø' => plain.push('o'),
        'ł' => plain.push('l'),
        'đ' | 'ð' => plain.push('d'),
        'ı' => plain.push('i'),
        _ if is_combining_mark(letter) => {}
        _ => plain.push(letter),
    }
}

fn is_invisible(letter: char) -> bool {
    (letter.is_control() && !letter.is_whitespace())
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffe}')
}

fn ligature(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// "F O R M A T I O N" → "FORMATION". Wider gaps part words; single gaps inside one run cannot.
fn join_spaced_capitals(text: &str) -> Cow<'_, str> {
    let spaced = |piece: &str| {
        let mut letters = piece.chars();
        matches!((letters.next(), letters.next()), (Some(c), None)
            if c.is_uppercase() || matches!(c, '’' | '\'' | '-'))
    };
    // Two lone capitals may be initials; in a line that spaces out a longer word they are a word.
    let mut run = 0;
    let has_word = text.split(char::is_whitespace).any(|piece| {
        run = if spaced(piece) { run + 1 } else { 0 };
        run >= 4
    });
    if !has_word {
        return Cow::Borrowed(text);
    }
    let pieces: Vec<&str> = text.split(char::is_whitespace).collect();
    let mut joined = String::with_capacity(text.len());
    let mut start = 0;
    while start < pieces.len() {
        let run = pieces[start..].iter().take_while(|p| spaced(p)).count();
        let take = if run >= 2 { run } else { 1 };
        joined.push_str(&pieces[start..start + take].concat());
        joined.push(' ');
        start += take;
    }
    Cow::Owned(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (raw, expected) in [
            ("Conseillère d’accueil", "conseillere-d-accueil"),
            ("  Œuvre & Cœur — n° 2 ", "oeuvre-coeur-n-2"),
            ("e-Guide / été", "e-guide-ete"),
            ("E\u{301}cole\u{a0}: l’été", "ecole-l-ete"),
            ("of\u{ad}ﬁce", "office"),
            ("Straße, Łódź", "strasse-lodz"),
            ("…", ""),
            ("", ""),
        ] {
            assert_eq!(slug(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn what_is_told_to_be_clean_is() {
        for letter in '\0'..='\u{ffff}' {
            for text in [letter.to_string(), format!("a{letter}b"), format!("a{letter} b"), format!("a {letter}b")] {
                assert!(!is_clean(&text) || made_clean(&text) == text, "{text:?}");
            }
        }
    }

    #[test]
    fn plain_letters_are_those_of_the_decomposition() {
        for letter in '\u{80}'..='\u{ffff}' {
            let mut plain = String::new();
            std::iter::once(letter)
                .nfkd()
                .flat_map(char::to_lowercase)
                .nfkd()
                .for_each(|part| add_plain(part, &mut plain));
            assert_eq!(plain_letters(&letter.to_string()), plain, "{letter:?}");
        }
    }

    #[test]
    fn cleaned() {
        for (raw, expected) in [
            (" une\u{a0}  ligne\u{202f}:\nsuite\t", "une ligne : suite"),
            ("ﬁn, eﬀet, eﬃcace, reﬂet", "fin, effet, efficace, reflet"),
            ("numé\u{ad}rique\u{200b}", "numérique"),
            ("e\u{301}te\u{301}", "été"),
            ("a\u{0}b\u{7}c", "abc"),
            ("« L’Été » – œuvre…", "« L’Été » – œuvre…"),
        ] {
            assert_eq!(clean(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn folded() {
        for (raw, expected) in [
            ("L’Été ‘là’ ʼ", "l'ete 'la' '"),
            ("Sous–titre — suite", "sous-titre - suite"),
            ("M É T I E R S", "metiers"),
            ("M É T I E R S   E T   L I E U X", "metiers et lieux"),
            ("D É J À   L À… ICI", "deja l a... ici"),
            ("plan A B", "plan a b"),
            ("Œil :", "oeil :"),
        ] {
            assert_eq!(fold(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn similar() {
        assert!((similarity("Été", "ETE") - 1.0).abs() < 1e-9);
        assert!(similarity("coordonateur", "coordinateur") > 0.85);
        assert!(similarity("abc", "xyz") < 0.1);
    }
}
