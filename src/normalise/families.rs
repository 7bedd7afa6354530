//! The job families of the hospital civil service's directory.

use std::ops::Range;
use std::sync::LazyLock;

use super::Found;
use super::text::fold;
use super::vocabularies::{FAMILIES, cell, rows};
use super::words::is_stop_word;

/// What a printed line says of job families.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Families {
    /// Families in the order printed, each once, spelled as in the dataset's vocabulary.
    pub values: Vec<Found<String>>,
    /// Words of the line that name no known family, as printed.
    pub unknown: Vec<String>,
}

/// A family of the directory.
struct Family {
    name: String,
    /// The words that tell it, folded and without plural.
    words: Vec<String>,
}

struct Vocabulary {
    families: Vec<Family>,
    /// Words that tell no family when they stand alone.
    weak: Vec<String>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary { families: Vec::new(), weak: Vec::new() };
    for row in rows(FAMILIES) {
        let words = cell(&row, 2);
        let weak = words.split(' ').filter_map(|word| word.strip_suffix('?'));
        vocabulary.weak.extend(weak.map(str::to_owned));
        let words = words.split(' ').map(|word| word.trim_end_matches('?').to_owned()).collect();
        vocabulary.families.push(Family { name: cell(&row, 0), words });
    }
    vocabulary
});

/// The nine families, as the dataset spells them.
pub fn names() -> impl Iterator<Item = &'static str> {
    VOCABULARY.families.iter().map(|family| family.name.as_str())
}

struct Token {
    word: String,
    range: Range<usize>,
}

/// Reads the families of a line such as "FAMILLE DE MÉTIER : SOINS, RECHERCHE CLINIQUE" (the label may be missing).
///
/// `line` is clean, see [`clean`](super::text::clean). Commas, accents, plurals and capitals do not matter; misprints of a letter or two are understood.
#[must_use]
pub fn families(line: &str) -> Families {
    let tokens = tokens(line, label_end(line));
    let mut found = Families::default();
    let mut unknown: Option<Range<usize>> = None;
    let mut at = 0;
    while at < tokens.len() {
        if let Some((name, length)) = family_at(&tokens, at) {
            close(line, &mut unknown, &mut found.unknown);
            if !found.values.iter().any(|known| known.value == name) {
                let span = tokens[at].range.start..tokens[at + length - 1].range.end;
                found.values.push(Found { value: name.to_owned(), span });
            }
            at += length;
            continue;
        }
        let range = tokens[at].range.clone();
        // A comma parts unknown names.
        if unknown.as_ref().is_some_and(|open| line[open.end..range.start].contains([',', ';'])) {
            close(line, &mut unknown, &mut found.unknown);
        }
        unknown = Some(unknown.map_or(range.clone(), |open| open.start..range.end));
        at += 1;
    }
    close(line, &mut unknown, &mut found.unknown);
    found
}

/// Where the values begin.
fn label_end(line: &str) -> usize {
    match line.split_once(':') {
        Some((label, _)) if fold(label).starts_with("famille") => label.len() + 1,
        _ => 0,
    }
}

fn close(line: &str, open: &mut Option<Range<usize>>, unknown: &mut Vec<String>) {
    if let Some(range) = open.take() {
        unknown.push(line[range].to_owned());
    }
}

fn tokens(line: &str, from: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, letter) in line[from..].char_indices().map(|(at, letter)| (from + at, letter)).chain([(line.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                let word = fold(&line[begin..at]);
                if !is_stop_word(&word) {
                    tokens.push(Token { word, range: begin..at });
                }
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

/// The family that starts at a token, and how many tokens it takes. A full name is preferred; a
/// shortened one ("Qualité, sécurité") ends where the full name of another family starts.
fn family_at(tokens: &[Token], at: usize) -> Option<(&'static str, usize)> {
    full_family_at(tokens, at).or_else(|| {
        let families = VOCABULARY.families.iter();
        families
            .filter_map(|family| shortened(tokens, at, &family.words).map(|length| (family.name.as_str(), length)))
            .max_by_key(|(_, length)| *length)
    })
}

fn full_family_at(tokens: &[Token], at: usize) -> Option<(&'static str, usize)> {
    let here = VOCABULARY.families.iter().filter_map(|family| Some((family, length_of(&family.words, &tokens[at..])?)));
    let (longest, length) = here.max_by_key(|(family, _)| family.words.len())?;
    Some((longest.name.as_str(), length))
}

/// How many tokens say these words; a line's end may have taken the hyphen between two ("Achatlogistique").
fn length_of(words: &[String], tokens: &[Token]) -> Option<usize> {
    let mut words = words.iter();
    let mut length = 0;
    while let Some(word) = words.next() {
        let token = tokens.get(length)?;
        if !same_word(word, &token.word) {
            let rest = token.word.strip_prefix(word.as_str())?;
            words.next().filter(|next| same_word(next, rest))?;
        }
        length += 1;
    }
    Some(length)
}

fn shortened(tokens: &[Token], at: usize, words: &[String]) -> Option<usize> {
    let mut next = 0;
    let mut length = 0;
    let mut strong = false;
    for (offset, token) in tokens[at..].iter().enumerate() {
        if offset > 0 && full_family_at(tokens, at + offset).is_some() {
            break;
        }
        let Some(skip) = words[next..].iter().position(|word| same_word(word, &token.word)) else {
            break;
        };
        strong |= !VOCABULARY.weak.contains(&words[next + skip]);
        next += skip + 1;
        length = offset + 1;
    }
    (strong && length > 0).then_some(length)
}

/// Equal but for number, gender or a misprint.
fn same_word(word: &str, printed: &str) -> bool {
    let single = printed.strip_suffix(['s', 'x']).unwrap_or(printed);
    if word == single || word == printed {
        return true;
    }
    if word.len() < 6 || single.len() < 5 {
        return false;
    }
    let shared = word.bytes().zip(single.bytes()).take_while(|(a, b)| a == b).count();
    let distance = strsim::levenshtein(word, single);
    distance <= 1 || (distance <= 2 && shared >= 5)
}

#[cfg(test)]
mod tests {
    use super::super::text::clean;
    use super::super::values;
    use super::*;

    const SOCIAL: &str = "Social, éducatif, psychologie, culturel";
    const MANAGEMENT: &str = "Management, gestion et aide à la décision";

    #[test]
    fn read() {
        for (raw, expected) in [
            ("SOIN", vec!["Soins"]),
            ("FAMILLE DE MÉTIER : SOINS", vec!["Soins"]),
            ("Soins, Achatlogistique", vec!["Soins", "Achat-logistique"]),
            ("SOINS SOCIAL EDUCATIF PSYCHOLOGIE CULTUREL", vec!["Soins", SOCIAL]),
            ("Social, éducative, psychologie et culturelle, soins", vec![SOCIAL, "Soins"]),
            (
                "MANAGEMENT, GESTION, AIDE A LA DECISION, GESTION DE L'INFORMATION",
                vec![MANAGEMENT, "Gestion de l’information"],
            ),
            ("Gestion de l’information, management", vec!["Gestion de l’information", MANAGEMENT]),
            ("SYSTEME D INFORMATION", vec!["Systèmes d’information"]),
            ("QUALITE HYGIENE, SECURITE ENVIRONEMENT", vec!["Qualité, hygiène, sécurité, environnement"]),
            (
                "Qualité, sécurité, recherche clinique",
                vec!["Qualité, hygiène, sécurité, environnement", "Recherche clinique"],
            ),
            (
                "INGÉNÉRIE ET MAINTENANCE TECHNIQUES ; ACHATS ET LOGISTIQUE",
                vec!["Ingénierie et maintenance technique", "Achat-logistique"],
            ),
        ] {
            let found = families(&clean(raw));
            assert_eq!(values(found.values), expected, "{raw:?}");
            assert_eq!(found.unknown, Vec::<String>::new(), "{raw:?}");
        }
    }

    #[test]
    fn each_is_known_in_both_wordings() {
        assert_eq!(names().count(), 9);
        for row in rows(FAMILIES) {
            for wording in [cell(&row, 0), cell(&row, 1), cell(&row, 1).to_uppercase()] {
                let found = families(&clean(&wording));
                assert_eq!((values(found.values), found.unknown), (vec![cell(&row, 0)], vec![]), "{wording}");
            }
        }
    }

    #[test]
    fn refused() {
        for (raw, unknown) in [
            ("Restauration collective, Blanchisserie", vec!["Restauration collective", "Blanchisserie"]),
            ("GESTION", vec!["GESTION"]),
            ("", vec![]),
        ] {
            let found = families(&clean(raw));
            assert_eq!(values(found.values), Vec::<String>::new(), "{raw:?}");
            assert_eq!(found.unknown, unknown, "{raw:?}");
        }
        assert_eq!(families("SOINS, Jardins").unknown, ["Jardins"]);
    }
}
