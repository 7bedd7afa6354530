//! The directions that a job reports to.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::label::sentence_case;
use super::text::fold;
use super::vocabularies::{UNITS, cell, rows};
use super::words::is_known_acronym;
use crate::text::forms::is_function_word;

/// What a printed line says of directions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Departments {
    /// All of them, in the order printed, each once.
    pub values: Vec<Found<String>>,
    /// Those among them, as printed, that begin with no word known for a part of an establishment.
    pub unknown: Vec<String>,
}

/// Words that the name of a part of an establishment begins with.
static BEGINNINGS: LazyLock<Vec<String>> = LazyLock::new(|| rows(UNITS).map(|row| cell(&row, 0)).collect());

/// "ou" between names; "et" only where another direction begins, since it is part of many names.
static JOINT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i) ou | et/ou | et (?-i:)(?P<next>directions? )").expect("a constant pattern"));

/// The word before another direction, which a blank alone parts from it, as on labels side by side.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<before>[\p{L}’']+) (?P<next>(?:Directions?|DIRECTIONS?) )").expect("a constant pattern")
});

/// Reads the directions of a line such as "DIRECTION MÉTIER : DIRECTION DES SOINS, DRH" (the label may be missing).
///
/// `line` is clean, see [`clean`](super::text::clean). Sentence case, order and spelling as printed; a direction that leaves its first word out gets it back.
#[must_use]
pub fn departments(line: &str) -> Departments {
    let start = match line.split_once(':') {
        Some((label, _)) if fold(label).trim() == "direction metier" || fold(label).starts_with("directions ") => {
            label.len() + 1
        }
        _ => 0,
    };
    let mut found = Departments::default();
    for span in parts(&line[start..]) {
        let span = start + span.start..start + span.end;
        let part = line[span.clone()]
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '/' | ':' | '–' | '-'));
        if !part.chars().any(char::is_alphabetic) {
            continue;
        }
        let led = found.values.first().is_some_and(|first| is_direction(&first.value));
        let elided = is_elided(part);
        let name = if led && elided {
            sentence_case(&if super::words::is_all_capitals(part) {
                format!("DIRECTION {part}")
            } else {
                format!("Direction {part}")
            })
        } else {
            sentence_case(part)
        };
        if !found.values.iter().any(|known| known.value == name) {
            if elided && !led {
                found.unknown.push(part.to_owned());
            }
            found.values.push(Found { value: name, span });
        }
    }
    found
}

fn is_direction(name: &str) -> bool {
    fold(name).starts_with("direction")
}

/// "de l’innovation", "médicale" after "Direction des soins ou"; not "DRH" nor "pôle enfants", which are whole.
fn is_elided(part: &str) -> bool {
    let folded = fold(part);
    let first = folded.split(' ').next().unwrap_or_default();
    let printed = part.split(' ').next().unwrap_or_default();
    let no_vowel = !first.contains(['a', 'e', 'i', 'o', 'u', 'y']) && !first.contains('\'');
    let whole = BEGINNINGS.iter().any(|unit| unit == first)
        || is_known_acronym(printed)
        || (no_vowel && printed.chars().all(char::is_uppercase));
    !whole
}

/// The line cut at commas, semicolons, slashes with blanks and joints, but not inside parentheses.
fn parts(line: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    let joints: Vec<(usize, usize)> = JOINT
        .captures_iter(line)
        .filter_map(|found| {
            let whole = found.get(0)?;
            Some((whole.start(), found.name("next").map_or(whole.end(), |next| next.start())))
        })
        .collect();
    // "à la direction" goes on with a name.
    let beside = BESIDE.captures_iter(line).filter(|found| !is_function_word(&fold(&found["before"])));
    let beside = beside.filter_map(|found| Some((found.name("before")?.end(), found.name("next")?.start())));
    let joints: Vec<(usize, usize)> = joints.into_iter().chain(beside).collect();
    for (at, letter) in line.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 || at < start {
            continue;
        }
        if matches!(letter, ',' | ';') || (letter == '/' && line[..at].ends_with(' ')) {
            parts.push(start..at);
            start = at + letter.len_utf8();
        } else if let Some(&(_, end)) = joints.iter().find(|(begin, _)| *begin == at) {
            parts.push(start..at);
            start = end;
        }
    }
    parts.push(start..line.len());
    parts
}

#[cfg(test)]
mod tests {
    use super::super::text::clean;
    use super::super::values;
    use super::*;

    #[test]
    fn read() {
        for (raw, expected) in [
            ("DIRECTION MÉTIER : DIRECTION  DES JARDINS,", vec!["Direction des jardins"]),
            (
                "DIRECTION DES JARDINS OU DE L’EAU ET DES FORÊTS",
                vec!["Direction des jardins", "Direction de l’eau et des forêts"],
            ),
            ("DIRECTION A’ OU DIRECTION DE LA QUALITE", vec!["Direction a’", "Direction de la qualite"]),
            ("DIRECTION DES SOINS DIRECTION GÉNÉRALE", vec!["Direction des soins", "Direction générale"]),
            ("Direction adjointe à la Direction générale", vec!["Direction adjointe à la direction générale"]),
            ("DIRECTION GÉNÉRALE, DRH, DSI", vec!["Direction générale", "DRH", "DSI"]),
            ("Direction des Achats ou Direction des Soins", vec!["Direction des achats", "Direction des soins"]),
            ("DIRECTION INNVOATION ET QUALITE", vec!["Direction innvoation et qualite"]),
            ("DIRECTION DES SOINS ET DIRECTION DE L’EAU", vec!["Direction des soins", "Direction de l’eau"]),
            ("DIRECTION (SOINS, ACCUEIL)", vec!["Direction (soins, accueil)"]),
            ("PÔLE ENFANTS OU SERVICE SOCIAL", vec!["Pôle enfants", "Service social"]),
            (" , ", vec![]),
            ("", vec![]),
        ] {
            let found = departments(&clean(raw));
            assert_eq!(values(found.values), expected, "{raw:?}");
            assert_eq!(found.unknown, Vec::<String>::new(), "{raw:?}");
        }
    }

    #[test]
    fn unknown_ones_are_kept_and_told() {
        let found = departments("LINGERIE, DIRECTION DES SOINS");
        assert_eq!(values(found.values), ["Lingerie", "Direction des soins"]);
        assert_eq!(found.unknown, ["LINGERIE"]);
    }
}
