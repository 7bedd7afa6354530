//! Text as letters: cleaning, comparing, making identifiers.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::{composed, plain_sign};

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

/// Text reduced to what matters when two prints are compared: lower case, no accents, one shape of
/// apostrophe and dash, letter-spaced capitals joined, an ellipsis as three dots. Punctuation stays.
#[must_use]
pub fn fold(text: &str) -> String {
    let joined = join_spaced_capitals(text);
    let mut folded = String::with_capacity(joined.len());
    for letter in plain_letters(&clean(&joined)).chars() {
        folded.push(plain_sign(letter).unwrap_or(letter));
    }
    clean(&folded)
}

/// How alike two texts are once folded, from 0 (nothing in common) to 1 (equal).
#[must_use]
pub fn similarity(a: &str, b: &str) -> f64 {
    strsim::normalized_levenshtein(&fold(a), &fold(b))
}

/// Lower case without accents; letters that do not decompose are spelled out.
fn plain_letters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.nfkd().flat_map(char::to_lowercase).nfkd() {
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
    plain
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
fn join_spaced_capitals(text: &str) -> String {
    let pieces: Vec<&str> = text.split(char::is_whitespace).collect();
    let spaced = |piece: &str| {
        let mut letters = piece.chars();
        matches!((letters.next(), letters.next()), (Some(c), None)
            if c.is_uppercase() || matches!(c, '’' | '\'' | '-'))
    };
    let mut joined = String::with_capacity(text.len());
    let mut start = 0;
    // Two lone capitals may be initials; in a line that spaces out a longer word they are a word.
    let longest = pieces.split(|piece| !spaced(piece)).map(<[&str]>::len).max().unwrap_or(0);
    let least = if longest >= 4 { 2 } else { usize::MAX };
    while start < pieces.len() {
        let run = pieces[start..].iter().take_while(|p| spaced(p)).count();
        let take = if run >= least { run } else { 1 };
        joined.push_str(&pieces[start..start + take].concat());
        joined.push(' ');
        start += take;
    }
    joined
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
