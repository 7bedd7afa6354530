//! Levels of the national register of certifications.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::vocabularies::{LEVELS as FRAMEWORK, cell, rows};
use super::{Found, contains_ignoring_case, pattern};
use crate::text::word_ranges;

/// One level or several: "6", "5 ou 6", "4 à 6".
const LEVELS: &str =
    r"(?P<levels>[1-8](?:\s*(?:ou|et|à|a|/|,|-|–)\s*(?:niveau\s*)?[1-8])*)(?P<after>.?)(?P<more>.{0,3})";

/// "RNCP 6", "RNCP de niveau 6", "niveau RNCP : 6".
static OF_REGISTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\bRNCP[\s:(–-]*(?:(?:de|au)\s+)?(?:niveaux?\s*:?\s*)?{LEVELS}")));
/// "niveau 6".
static LEVEL: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\bniveaux?\s*:?\s*{LEVELS}")));
static REGISTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\bRNCP(?:\s?\d{3,6})?\b|r[ée]pertoire national\b|cadre national des certifications")
});
/// A diploma just before its level.
static DIPLOMA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:dipl[ôo]mes?|titres?|certifications?|certificats?|qualifications?|licences?|masters?|BTS|BUT|DUT|CQP|baccalaur[ée]ats?)\b[^.;:,]{0,50}(?:\bde\s|\bdu\s|\(|\bau\s)$",
    )
});
static ASKED_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)titulaires?\b|avec\s+un\s+$|justifi|dispos|candidat|pr[ée]-?requis|\bacc[èe]s|accessible|au moins|minim|ouvert|admission|[àa] partir d|d[ée]tent|poss[ée]d|entr[ée]e en|profils?\b",
    )
});
static ASKED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)souhait|requis|exig|minim|\bmin\b|au moins|pr[ée]-?requis|demand[ée]|n[ée]cessaire")
});

/// Levels of the job or of its diploma, 1 to 8, ascending, each once; what is asked at entry is left out.
#[must_use]
pub fn rncp_levels(text: &str) -> Vec<Found<u8>> {
    let mut levels = Vec::new();
    let may_tell = |text: &str| contains_ignoring_case(text, b"niveau") || contains_ignoring_case(text, b"rncp");
    if !may_tell(text) {
        return levels;
    }
    for (start, sentence) in sentences(text).filter(|(_, sentence)| may_tell(sentence)) {
        let of_register = REGISTER.is_match(sentence);
        let found = OF_REGISTER.captures_iter(sentence).map(|c| (c, true));
        for (capture, sure) in found.chain(LEVEL.captures_iter(sentence).map(|c| (c, false))) {
            let (Some(whole), Some(printed)) = (capture.get(0), capture.name("levels")) else {
                continue;
            };
            let before = &sentence[..whole.start()];
            let after = &sentence[printed.end()..];
            if goes_on(after) || ASKED_BEFORE.is_match(clause_end(before)) || ASKED_AFTER.is_match(clause_start(after))
            {
                continue;
            }
            if sure || of_register || DIPLOMA.is_match(before) {
                let span = start + whole.start()..start + printed.end();
                let found = numbers(printed.as_str()).into_iter();
                levels.extend(found.map(|value| Found { value, span: span.clone() }));
            }
        }
    }
    levels.sort_by_key(|found| found.value);
    levels.dedup_by_key(|found| found.value);
    levels
}

/// Levels by what was printed for them: the number of today, or the Roman one of the nomenclature of 1969.
static PRINTED: LazyLock<Vec<(String, u8)>> = LazyLock::new(|| {
    let level = |row: &csv::StringRecord| cell(row, 0).parse().unwrap_or_default();
    let names = rows(FRAMEWORK).flat_map(|row| [0, 1].map(|column| (cell(&row, column), level(&row))));
    names.filter(|(name, _)| !name.is_empty()).collect()
});

/// The levels that a labelled value names, in the order printed: "6", "5 et 6", "niveau III". "Bac + 5" is none: it tells
/// years, and no level.
#[must_use]
pub fn printed(value: &str) -> Vec<Found<u8>> {
    /// Years after the baccalaureate.
    static YEARS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bbac\w*\s*\+\s*$"));
    /// What a Roman numeral is told by: alone it may be a letter of a name.
    static CALLED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)(?:^|\bniveaux?\s*:?|\b(?:[IV]+|[1-8])\s*(?:,|et|ou|à|-|–|/))\s*$"));
    let words = word_ranges(value).into_iter();
    let level = |word: &Range<usize>| {
        let known = PRINTED.iter().find(|(name, _)| *name == value[word.clone()])?;
        let before = &value[..word.start];
        let figure = known.0.starts_with(|c: char| c.is_ascii_digit());
        let told = if figure { !YEARS.is_match(before) } else { CALLED.is_match(before) };
        told.then(|| Found { value: known.1, span: word.clone() })
    };
    words.filter_map(|word| level(&word)).collect()
}

/// The levels that part of a sentence tells of what stands before it, ascending, each once; what is asked at entry is left
/// out.
pub(super) fn told(text: &str) -> Vec<u8> {
    let mut levels = Vec::new();
    for capture in OF_REGISTER.captures_iter(text).chain(LEVEL.captures_iter(text)) {
        let (Some(whole), Some(printed)) = (capture.get(0), capture.name("levels")) else {
            continue;
        };
        let (before, after) = (&text[..whole.start()], &text[printed.end()..]);
        let asked = ASKED_BEFORE.is_match(clause_end(before)) || ASKED_AFTER.is_match(clause_start(after));
        if !asked && !goes_on(after) {
            levels.extend(numbers(printed.as_str()));
        }
    }
    levels.sort_unstable();
    levels.dedup();
    levels
}

/// The figure is part of a longer one ("34963", "34 963").
fn goes_on(after: &str) -> bool {
    let mut letters = after.chars();
    match letters.next() {
        Some(c) if c.is_alphanumeric() => true,
        Some(c) if c.is_whitespace() || c == '.' => {
            let next: String = letters.take(3).collect();
            next.chars().count() == 3 && next.chars().all(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}

fn clause_end(before: &str) -> &str {
    let mut from = before.len().saturating_sub(60);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    &before[from..]
}

fn clause_start(after: &str) -> &str {
    let mut to = after.len().min(45);
    while !after.is_char_boundary(to) {
        to -= 1;
    }
    &after[..to]
}

fn numbers(printed: &str) -> Vec<u8> {
    let digits: Vec<u8> = printed.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| u8::try_from(d).ok()).collect();
    match digits[..] {
        [from, to] if from < to && printed.contains(['à', 'a', 'A', 'À']) => (from..=to).collect(),
        _ => digits,
    }
}

/// Sentences and paragraphs, each with its start in bytes; a stop before a figure or a lower-case letter ends nothing.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.!?…]+[\s»)]+(?P<next>[«“A-ZÀ-ÖØ-Þ])|\n"));
    let mut from = 0;
    let mut ends: Vec<usize> = END
        .captures_iter(text)
        .filter_map(|end| end.name("next").map(|next| next.start()).or(end.get(0).map(|m| m.end())))
        .collect();
    ends.push(text.len());
    ends.into_iter().map(move |end| {
        let start = std::mem::replace(&mut from, end);
        (start, &text[start..end])
    })
}

#[cfg(test)]
mod tests {
    use super::super::values;
    use super::*;

    #[test]
    fn read() {
        for (text, expected) in [
            ("Jardinier (RNCP 5 ou 6)", vec![5, 6]),
            ("une certification RNCP de niveau 6 reconnue", vec![6]),
            ("RNCP niveau 7", vec![7]),
            ("Le diplôme d'éclusier, de niveau 6, est inscrit au répertoire national sous le code RNCP31234.", vec![6]),
            ("le titre, de niveau 6 (RNCP)", vec![6]),
            ("certification de niveau 6 reconnue au RNCP, certification RNCP niveau 5", vec![5, 6]),
            ("Niveau RNCP : 4 à 6", vec![4, 5, 6]),
            ("RNCP 6/7", vec![6, 7]),
            ("Elle délivre un diplôme de niveau 7.", vec![7]),
            ("Une certification RNCP de niveau 7 est recommandée pour encadrer", vec![7]),
            ("Le cours demande du temps. Certification RNCP de niveau 5.", vec![5]),
        ] {
            assert_eq!(values(rncp_levels(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn labelled() {
        for (text, expected) in [
            ("6", vec![6]),
            ("Niveau 5 ou 6", vec![5, 6]),
            ("niveau III", vec![5]),
            ("V", vec![3]),
            ("niveaux IV et III", vec![4, 5]),
            ("7 (ancien niveau I)", vec![7]),
            ("bac +5", vec![]),
            ("Bac + 3 (niveau 6)", vec![6]),
            ("niveau 9", vec![]),
            ("12", vec![]),
            ("niveau I", vec![]),
            ("vitamine V", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(values(printed(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn refused() {
        for text in [
            "toute personne avec un niveau 4 souhaitant s’y former",
            "RNCP niveau 4 souhaité",
            "un diplôme de niveau 4 est requis",
            "être titulaire d’un niveau 4 (RNCP)",
            "diplôme de niveau 5 minimum",
            "RNCP 12345",
            "RNCP 5 963",
            "support de niveau 2",
            "RNCP 9",
            "RNCP de niveau bac",
            "",
        ] {
            assert_eq!(values(rncp_levels(text)), Vec::<u8>::new(), "{text:?}");
        }
    }
}
