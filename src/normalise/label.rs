//! A job's title for people: no article, no number, sentence case, acronyms in capitals.

use std::sync::LazyLock;

use regex::Regex;

use super::text::{clean, fold};
use super::words::{is_all_capitals, is_known_acronym};

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?i:fiche)(?: (?i:métier|metier))? ?(?:(?i:n) ?[°º] ?)?[0-9]{1,3} ?[:.)–—-] ?|(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[IVX]{1,4}|[a-z]) ?[.)](?: ?[–—-])? +|[0-9]{1,2}(?:\.[0-9]{1,2})+ +|[0-9]{1,2} ?[–—-] +|[–—•▪-] +)")
        .expect("a constant pattern")
});

static ARTICLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i:(?:les?|la|une?|the) +|l ?['’ʼ‘] ?)").expect("a constant pattern"));

/// The label of a title. `acronyms_hint`: acronyms known to stand in it, for titles printed in capitals.
#[must_use]
pub fn label(title: &str, acronyms_hint: &[&str]) -> String {
    let title = clean(title);
    let name = without_article(without_number(&title));
    if is_all_capitals(name) { capitals_lowered(name, acronyms_hint) } else { first_letter_raised(name) }
}

/// "1. ", "3) ", "Fiche n° 2 : " off.
pub(super) fn without_number(title: &str) -> &str {
    let rest = &title[NUMBER.find(title).map_or(0, |m| m.end())..];
    if rest.is_empty() { title } else { rest }
}

/// A leading article off.
pub(super) fn without_article(title: &str) -> &str {
    let rest = &title[ARTICLE.find(title).map_or(0, |m| m.end())..];
    if rest.is_empty() { title } else { rest }
}

/// Sentence case of a text in any case: words lose their capitals, acronyms keep them.
pub(super) fn sentence_case(text: &str) -> String {
    if is_all_capitals(text) {
        return capitals_lowered(text, &[]);
    }
    let lowered: Vec<String> = pieces(text)
        .map(|piece| {
            let mut letters = piece.chars();
            let first = letters.next();
            // "Soins" is a word, "DRH" and "eSanté" are printed so on purpose.
            if first.is_some_and(char::is_uppercase) && letters.clone().all(char::is_lowercase) && letters.count() > 0 {
                piece.to_lowercase()
            } else {
                piece.to_owned()
            }
        })
        .collect();
    first_letter_raised(&lowered.concat())
}

fn capitals_lowered(text: &str, acronyms_hint: &[&str]) -> String {
    let hinted = |word: &str| acronyms_hint.iter().any(|hint| fold(hint) == fold(word));
    let all: Vec<&str> = pieces(text).collect();
    let mut lowered = String::with_capacity(text.len());
    for (index, piece) in all.iter().enumerate() {
        let elided = all.get(index + 1).is_some_and(|next| next.starts_with(['\'', '’', 'ʼ', '‘']));
        if hinted(piece) || (!elided && is_acronym_in_capitals(piece)) {
            lowered.push_str(piece);
        } else {
            lowered.push_str(&piece.to_lowercase());
        }
    }
    first_letter_raised(&lowered)
}

/// Among capitals: of the vocabulary, without a vowel, or with a digit.
fn is_acronym_in_capitals(word: &str) -> bool {
    if is_known_acronym(word) {
        return true;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let vowel = fold(word).contains(['a', 'e', 'i', 'o', 'u', 'y']);
    letters > 0 && letters <= 6 && (!vowel || word.chars().any(|c| c.is_ascii_digit()))
}

/// Words and what stands between them, in order.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let word = first.is_alphanumeric();
        let end = rest.find(|c: char| c.is_alphanumeric() != word).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

fn first_letter_raised(text: &str) -> String {
    let Some(at) = text.find(char::is_alphanumeric) else {
        return text.to_owned();
    };
    let (before, rest) = text.split_at(at);
    let mut letters = rest.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{before}{first}{}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for (title, expected) in [
            ("CASE MANAGER", "Case manager"),
            ("Le e-jardinier", "E-jardinier"),
            ("L’IBODE volante", "IBODE volante"),
            ("L' infirmier de nuit", "Infirmier de nuit"),
            ("LES INFIRMIERS D’ÉTÉ", "Infirmiers d’été"),
            ("IDE EN EHPAD", "IDE en EHPAD"),
            ("1. Une référente Accueil et Écoute", "Référente Accueil et Écoute"),
            ("3) CHARGÉ DE LA RH ET DU SI", "Chargé de la RH et du SI"),
            ("Fiche métier n° 12 : L’agent de liaison", "Agent de liaison"),
            ("2.1 Technicien 3D", "Technicien 3D"),
            ("IMPRIMEUR 3D", "Imprimeur 3D"),
            ("Data steward", "Data steward"),
            ("24 heures", "24 heures"),
            ("Lesteur", "Lesteur"),
            ("Le", "Le"),
            ("", ""),
        ] {
            assert_eq!(label(title, &[]), expected, "{title:?}");
        }
        assert_eq!(label("AGENT ABIDO", &["ABIDO"]), "Agent ABIDO");
    }

    #[test]
    fn sentences() {
        assert_eq!(sentence_case("Direction des Soins et DRH"), "Direction des soins et DRH");
        assert_eq!(sentence_case("DIRECTION DE L’ÉTÉ (DSI)"), "Direction de l’été (DSI)");
    }
}
