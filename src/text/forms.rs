//! Forms of French words: inclusive spelling undone, inflected and derived forms brought to one stem.
//!
//! The stemmer is a light one in the manner of J. Savoy, "A stemming procedure and stopword list for general French
//! corpora" (1999): it takes the ends of plural, gender and common derivation off folded words, so that text in capitals
//! without accents has the stems of text with them. It is not for show: stems are compared, never printed. Names of jobs are
//! matched with vocabularies by roots that keep what derivation tells apart (`vocabulary/root.rs`): "chirurgien" and
//! "chirurgie" have one stem and two roots.

use std::ops::Range;

use super::{fold, word_ranges};

/// Ends of inclusive spelling behind a mark, folded: "chargé(e)", "infirmier·ère·s", "coordinateur/trice".
const INCLUSIVE_ENDS: &[&str] = &[
    "e", "es", "s", "ne", "nes", "le", "les", "ve", "ves", "ere", "eres", "iere", "ieres", "trice", "trices", "rice",
    "rices", "euse", "euses", "ienne", "iennes", "enne", "ennes", "ice", "ices",
];

/// Behind a full stop or a hyphen, which mean other things as well, these alone are ends.
const SHORT_ENDS: &[&str] = &["e", "es", "ne", "nes", "trice", "trices", "rice", "rices", "ere", "eres"];

/// Words without meaning of their own, folded and in order; words of one letter are none either way.
const FUNCTION_WORDS: &[&str] = &[
    "afin",
    "ainsi",
    "alors",
    "and",
    "apres",
    "au",
    "aussi",
    "autre",
    "autres",
    "aux",
    "avant",
    "avec",
    "ayant",
    "car",
    "ce",
    "cela",
    "ces",
    "cet",
    "cette",
    "chaque",
    "chez",
    "comme",
    "dans",
    "de",
    "depuis",
    "des",
    "donc",
    "dont",
    "du",
    "elle",
    "elles",
    "en",
    "entre",
    "est",
    "et",
    "etant",
    "etc",
    "etre",
    "eux",
    "faire",
    "fait",
    "for",
    "hors",
    "ici",
    "il",
    "ils",
    "in",
    "je",
    "la",
    "le",
    "les",
    "leur",
    "leurs",
    "lors",
    "lui",
    "mais",
    "meme",
    "memes",
    "mes",
    "metier",
    "metiers",
    "ne",
    "ni",
    "non",
    "nos",
    "notamment",
    "notre",
    "nous",
    "of",
    "on",
    "ont",
    "or",
    "ou",
    "par",
    "pas",
    "peut",
    "plus",
    "pour",
    "puis",
    "qu",
    "quand",
    "que",
    "quel",
    "quelle",
    "qui",
    "sa",
    "sans",
    "se",
    "selon",
    "ses",
    "si",
    "son",
    "sont",
    "sous",
    "sur",
    "tel",
    "telle",
    "telles",
    "tels",
    "the",
    "tous",
    "tout",
    "toute",
    "toutes",
    "tres",
    "un",
    "une",
    "vers",
    "vos",
    "votre",
    "vous",
];

/// Ends that are taken off, longest first, with what stands in their place and the fewest letters to be left before it.
const ENDS: &[(&str, &str, usize)] = &[
    ("ificatrice", "ifi", 3),
    ("ificateur", "ifi", 3),
    ("ification", "ifi", 3),
    ("ionaliser", "ion", 4),
    ("isatrice", "is", 3),
    ("isateur", "is", 3),
    ("isation", "is", 3),
    ("ionaire", "", 4),
    ("issement", "", 4),
    ("ionele", "", 4),
    ("ionel", "", 4),
    ("atrice", "", 4),
    ("ateur", "", 4),
    ("ation", "", 4),
    ("ative", "", 4),
    ("atif", "", 4),
    ("iciene", "ic", 4),
    ("icien", "ic", 4),
    ("icale", "", 4),
    ("ement", "", 4),
    ("iere", "", 4),
    ("iser", "is", 4),
    ("ical", "", 4),
    ("ique", "", 5),
    ("iene", "", 4),
    ("trice", "t", 4),
    ("teur", "t", 4),
    ("euse", "", 4),
    ("ance", "", 4),
    ("ante", "", 4),
    ("ence", "", 5),
    ("ien", "", 4),
    ("ier", "", 4),
    ("ion", "", 4),
    ("ive", "", 4),
    ("ant", "", 4),
    ("eur", "", 4),
    ("ale", "al", 3),
    ("ele", "el", 3),
    ("ee", "", 4),
    ("er", "", 4),
    ("ez", "", 4),
    ("if", "", 4),
    ("ie", "", 4),
    ("e", "", 3),
];

/// Stems of one word in two spellings, the second taken for both.
const SPELLINGS: &[(&str, &str)] = &[("cordon", "cordin")];

/// The text, folded, with inclusive spelling undone: "Chargé·e·s" → "charge".
#[must_use]
pub fn plain_forms(text: &str) -> String {
    let folded = fold(text);
    if !folded.contains(['(', '·', '•', '.', '/', '-', '\u{2027}', '\u{22c5}']) {
        return folded;
    }
    let words = word_ranges(&folded);
    let mut plain = String::with_capacity(folded.len());
    let (mut at, mut index) = (0, 0);
    while index < words.len() {
        let end = inclusive_end(&folded, &words, index);
        plain.push_str(&folded[at..words[index].end]);
        (at, index) = match end {
            Some((end, next)) => (end, next),
            None => (words[index].end, index + 1),
        };
    }
    plain.push_str(&folded[at..]);
    plain
}

/// Where the inclusive ends behind a word stop, and the next word; none if it has none.
fn inclusive_end(text: &str, words: &[Range<usize>], index: usize) -> Option<(usize, usize)> {
    if words[index].len() < 3 {
        return None;
    }
    let (mut end, mut next, mut found) = (words[index].end, index + 1, false);
    while let Some(word) = words.get(next) {
        let ends = match &text[end..word.start] {
            "(" | " (" | "·" | "•" | "\u{2027}" | "\u{22c5}" | "/" | "/-" | "(-" => INCLUSIVE_ENDS,
            "." | "-" => SHORT_ENDS,
            ")" if found && &text[word.clone()] == "s" => INCLUSIVE_ENDS,
            _ => break,
        };
        if !ends.contains(&&text[word.clone()]) {
            break;
        }
        (end, next, found) = (word.end, next + 1, true);
        // "chargé(e)" but not "(e …": what is opened must close.
        if text[..word.start].ends_with(['(']) || text[..word.start].ends_with("(-") {
            if !text[end..].starts_with(')') {
                return None;
            }
            end += 1;
            if text[end..].starts_with('s') && !text[end + 1..].starts_with(char::is_alphanumeric) {
                (end, next) = (end + 1, next + 1);
            }
        }
    }
    found.then_some((end, next))
}

/// Whether a folded word says nothing by itself: an article, a pronoun, a conjunction, one letter.
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    word.chars().nth(1).is_none() || FUNCTION_WORDS.binary_search(&word).is_ok()
}

/// The stem of a folded word; words of other alphabets and words with digits stay as they are.
#[must_use]
pub fn stem(word: &str) -> String {
    if !word.is_ascii() || word.len() < 4 || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut stem = singular(word);
    collapse_doubles(&mut stem);
    // Most ends are told apart by their last letter.
    let last = stem.bytes().next_back();
    let mut ends = ENDS.iter().filter(|(end, ..)| end.bytes().next_back() == last);
    if let Some((end, instead, _)) =
        ends.find(|(end, _, left)| stem.strip_suffix(end).is_some_and(|base| base.len() >= *left))
    {
        stem.truncate(stem.len() - end.len());
        stem.push_str(instead);
    }
    match SPELLINGS.iter().find(|(spelling, _)| *spelling == stem) {
        Some((_, other)) => (*other).to_owned(),
        None => stem,
    }
}

/// "hopitaux" → "hopital", "reseaux" → "reseau", "soins" → "soin".
pub(crate) fn singular(word: &str) -> String {
    if let Some(base) = word.strip_suffix("aux").filter(|base| !base.ends_with('e') && base.len() >= 3) {
        return format!("{base}al");
    }
    word.strip_suffix(['s', 'x']).filter(|base| base.len() >= 3 && !base.ends_with('s')).unwrap_or(word).to_owned()
}

/// One consonant for two: "coordonnateur" and "coordonateur" are one word.
fn collapse_doubles(word: &mut String) {
    let mut last = '\0';
    word.retain(|letter| {
        let double = letter == last && letter != 'e';
        last = letter;
        !double
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_in_order() {
        assert!(FUNCTION_WORDS.is_sorted());
    }

    #[test]
    fn inclusive_spelling_is_undone() {
        for text in
            ["Chargé(e) de soins", "chargé·e de soins", "Chargé.e de soins", "charge-e de soins", "charge/e de soins"]
        {
            assert_eq!(plain_forms(text), "charge de soins", "{text}");
        }
        assert_eq!(plain_forms("Infirmier·ère·s de nuit"), "infirmier de nuit");
        assert_eq!(plain_forms("Coordinateur/trice du pôle"), "coordinateur du pole");
        assert_eq!(plain_forms("Chargé(e)s (en ville)"), "charge (en ville)");
        assert_eq!(plain_forms("Chargé (e) de nuit"), "charge de nuit");
        assert_eq!(plain_forms("coordinateur.rice"), "coordinateur");
        assert_eq!(plain_forms("Chargé(e)(s) de nuit"), "charge de nuit");
    }

    #[test]
    fn other_marks_stay() {
        for text in ["bien-etre", "soins. les equipes", "est-ce", "pair/aidant", "un lit (le sien)", "medico-social"] {
            assert_eq!(plain_forms(text), text);
        }
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["coordinateur", "coordinatrice", "coordonnateur", "coordonatrice", "coordination", "coordonner"][..],
            &["infirmier", "infirmiere", "infirmieres"],
            &["hopital", "hopitaux"],
            &["hospitalier", "hospitaliere", "hospitaliers"],
            &["avance", "avancee", "avances", "avancer"],
            &["gestionnaire", "gestionnaires", "gestion"],
            &["chirurgie", "chirurgical", "chirurgicale", "chirurgien"],
            &["accompagnement", "accompagner", "accompagnant", "accompagnatrice"],
            &["mediateur", "mediatrice", "mediation"],
            &["numerique", "numeriques"],
            &["prevention", "preventif", "preventive"],
            &["professionnel", "professionnelle", "professionnels"],
            &["reseau", "reseaux"],
            &["lit", "lits"],
        ] {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn words_of_other_meaning_have_other_stems() {
        for (one, other) in [
            ("medecin", "medical"),
            ("patient", "parcours"),
            ("soin", "son"),
            ("conseiller", "consultant"),
            ("lit", "litige"),
        ] {
            assert_ne!(stem(one), stem(other));
        }
    }
}
