//! The country of a heading such as "Ailleurs… en Norvège".

use super::Found;
use super::country_names::NAMES;
use super::text::fold;
use crate::text::word_ranges;

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
    NAMES.binary_search_by(|(known, _)| (*known).cmp(name.as_str())).ok().map(|found| NAMES[found].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_folded() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        for (name, _) in NAMES {
            assert_eq!(&fold(name), name);
        }
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
