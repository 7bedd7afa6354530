//! The country of a heading such as "Ailleurs… en Norvège".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Found;
use super::text::fold;
use super::vocabularies::{COUNTRIES, cell, rows};
use super::words::folded_words;
use crate::text::word_ranges;

/// A country, a region of one, or the world.
struct Place {
    /// Folded words of the name, joined by blanks.
    folded: String,
    name: String,
    /// ISO 3166-1 alpha-2, ISO 3166-2 for a region, or `world`.
    code: String,
}

/// All that are known, by folded name.
static PLACES: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let place = |name: String, code| Place { folded: folded_words(&name).join(" "), name, code };
    let mut places: Vec<Place> = rows(COUNTRIES).map(|row| place(cell(&row, 0), cell(&row, 1))).collect();
    places.sort_by(|a, b| a.folded.cmp(&b.folded));
    places
});

/// Prepositions that introduce a place at the end of a heading.
const PREPOSITIONS: &[&str] = &["en", "au", "aux", "a", "dans", "sur"];

/// The place that a heading ends with, as ISO 3166-1 alpha-2, ISO 3166-2 for a region, or `world`.
///
/// Nothing where the heading ends with no known place, a continent, or several places.
#[must_use]
pub fn country(heading: &str) -> Option<Found<String>> {
    let folded = fold(heading);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // Where letters are spaced, words of the print are none.
    let printed = word_ranges(heading);
    let alike = printed.len() == words.len();
    let whole = if alike { printed } else { Vec::new() };
    for at in 0..words.len() {
        if !PREPOSITIONS.contains(&words[at]) {
            continue;
        }
        let Some(code) = place(&words[at + 1..]) else {
            continue;
        };
        // "en Norvège et au Danemark" is no single country.
        let joined = at > 0 && matches!(words[at - 1], "et" | "ou" | "puis" | "comme");
        let span = whole.get(at + 1).map_or(0..heading.len(), |first| first.start..heading.len());
        return (!joined).then(|| Found { value: code.to_owned(), span });
    }
    None
}

/// The place that a text names and nothing else.
#[must_use]
pub fn named(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    place(&words)
}

/// All names that are known, each with its code.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    PLACES.iter().map(|place| (place.name.as_str(), place.code.as_str()))
}

/// The usual French name of a code, the one of several that its file has first.
#[must_use]
pub fn name(code: &str) -> Option<&'static str> {
    static NAMES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let mut names = BTreeMap::new();
        for row in rows(COUNTRIES) {
            names.entry(cell(&row, 1)).or_insert_with(|| cell(&row, 0));
        }
        names
    });
    NAMES.get(code).map(String::as_str)
}

/// The code that a text is, whatever its capitals.
#[must_use]
pub fn code(text: &str) -> Option<&'static str> {
    names().map(|(_, code)| code).find(|code| code.eq_ignore_ascii_case(text.trim()))
}

fn place(words: &[&str]) -> Option<&'static str> {
    let words = match words {
        ["le" | "la" | "les" | "l" | "tout" | "toute", rest @ ..] => rest,
        _ => words,
    };
    let words = match words {
        ["le" | "la" | "les" | "l", rest @ ..] => rest,
        _ => words,
    };
    let name = words.join(" ");
    let found = PLACES.binary_search_by(|known| known.folded.as_str().cmp(&name)).ok()?;
    Some(PLACES[found].code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_there_once_with_a_code() {
        assert!(PLACES.is_sorted_by(|a, b| a.folded < b.folded));
        for (name, known) in names() {
            assert_eq!(named(name), Some(known), "{name}");
            assert_eq!(code(&known.to_lowercase()), Some(known));
            let (country, region) = known.split_once('-').unwrap_or((known, "X"));
            let capitals = |part: &str| part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
            assert!(known == "world" || (country.len() == 2 && capitals(country) && capitals(region)), "{known}");
        }
        assert!(names().all(|(_, code)| name(code).is_some_and(|usual| named(usual) == Some(code))));
        let usual = ["US", "GB", "NL", "CA-QC", "world", "XX"].map(name);
        let expected = [Some("États-Unis"), Some("Royaume-Uni"), Some("Pays-Bas"), Some("Québec"), Some("Monde"), None];
        assert_eq!(usual, expected);
        assert_eq!(named("Atlantide"), None);
        assert_eq!(code("XX"), None);
    }

    #[test]
    fn read() {
        for (heading, expected) in [
            ("AILLEURS… EN NORVÈGE", Some("NO")),
            ("Vu AUX ETATS UNIS", Some("US")),
            ("AILLEURS … AUX ÉTATS-UNIS !", Some("US")),
            ("Ailleurs... au  Québec", Some("CA-QC")),
            ("EXEMPLE DANS LE MONDE", Some("world")),
            ("PARTOUT DANS LE MONDE ENTIER", Some("world")),
            ("AU PAYS DE GALLES", Some("GB-WLS")),
            ("EN CÔTE D’IVOIRE", Some("CI")),
            ("À LA RÉUNION", Some("RE")),
            ("DANS LES HAUTS-DE-FRANCE", Some("FR-HDF")),
            ("À SINGAPOUR", Some("SG")),
            ("EN RÉPUBLIQUE DÉMOCRATIQUE DU CONGO", Some("CD")),
            ("EN EUROPE", None),
            ("EN SUÈDE ET AU DANEMARK", None),
            ("LA FRANCE", None),
            ("EN FRANCE DEPUIS DIX ANS", None),
            ("PERSPECTIVES", None),
            ("EN", None),
            ("", None),
        ] {
            assert_eq!(country(heading).map(|found| found.value).as_deref(), expected, "{heading:?}");
        }
    }
}
