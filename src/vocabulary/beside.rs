//! The label that a report prints beside a code.

/// Words that a label has at most: what is longer is a sentence that names a code.
const MOST_WORDS: usize = 8;
/// Letters between a parenthesis and the code in it: "(code ROME : J1506)".
const MOST_LETTERS: usize = 16;

/// What stands beside the first place of a code in a text: behind it after a dash ("J1506 – Soins infirmiers"), or before
/// the parenthesis that it is in ("Diplôme d’État d’infirmier (RNCP 39923)").
///
/// Nothing where that has a number in it, such as a duration, or is too long for a label.
#[must_use]
pub fn printed_label<'t>(text: &'t str, code: &str) -> Option<&'t str> {
    let number = match code.rsplit_once(':') {
        Some((_, number)) => number,
        None => code.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()),
    };
    let (start, _) = text.match_indices(number).filter(|(_, found)| !found.is_empty()).find(|(start, found)| {
        let before = text[..*start].chars().next_back();
        let after = text[start + found.len()..].chars().next();
        !before.is_some_and(|c| c.is_ascii_digit()) && !after.is_some_and(char::is_alphanumeric)
    })?;
    let behind = text[start + number.len()..].trim_start_matches([' ', '\u{a0}']);
    if let Some(behind) = behind.strip_prefix(['–', '—', '-']) {
        let end = behind.find(['\n', '(', ')', ';', '.', ',']).unwrap_or(behind.len());
        return label(&behind[..end]);
    }
    let (before, inside) = text[..start].rsplit_once('(')?;
    let is_code = inside.chars().count() <= MOST_LETTERS && !inside.contains(')');
    let begins = before.rfind(['\n', '(', ')', ';', '.', ':', '•']).map_or(0, |at| at + 1);
    // The sign may have more bytes than one.
    let begins = (begins..=before.len()).find(|at| before.is_char_boundary(*at))?;
    is_code.then(|| label(&before[begins..]))?
}

fn label(text: &str) -> Option<&str> {
    let text = text.trim();
    let words = text.split_whitespace().count();
    let is_label = (1..=MOST_WORDS).contains(&words) && !text.contains(|c: char| c.is_ascii_digit());
    is_label.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_behind_a_dash_or_before_a_parenthesis() {
        for (text, code, expected) in [
            (
                "cases managers (code ROME J1506 – Soins infirmiers généralistes).",
                "ROME:J1506",
                Some("Soins infirmiers généralistes"),
            ),
            ("J1506 - Soins infirmiers, J1507 - Autres", "ROME:J1507", Some("Autres")),
            (
                "Un an.\nDiplôme d’État d’infirmier (RNCP 39923) en trois ans",
                "RNCP39923",
                Some("Diplôme d’État d’infirmier"),
            ),
            ("Il suit l’une des • Licences (RNCP40110)", "RNCP40110", Some("Licences")),
            ("RNCP39923 – 3 ans", "RNCP39923", None),
            ("Le code RNCP39923 est cité", "RNCP39923", None),
            ("RNCP399234 – Autre", "RNCP39923", None),
            ("rien", "RNCP39923", None),
            ("(voir le répertoire national, RNCP39923)", "RNCP39923", None),
        ] {
            assert_eq!(printed_label(text, code), expected, "{text}");
        }
    }
}
