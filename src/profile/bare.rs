//! A heading's own words: without the number or icon before them and without what ends them.

use std::sync::LazyLock;

use regex::Regex;

/// A number, a letter or an icon before a heading's words.
static PREFIX: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"^(?:(?:[0-9]{1,2}|[ivx]{1,4}|[a-h])\s?[.)/°:-]+\s*|[0-9]{1,2}\s+|[^a-z0-9("']+|[a-z]\s*[❯›»▶>]\s*)+"#)
        .ok()
});

/// Folded text without the number or icon before it and without what ends a heading; and whether there was one before it.
#[must_use]
pub fn bare(folded: &str) -> (&str, bool) {
    let prefix = PREFIX.as_ref().filter(|_| may_have_prefix(folded));
    let rest = match prefix.and_then(|prefix| prefix.find(folded)) {
        Some(found) if found.end() < folded.len() => &folded[found.end()..],
        _ => folded,
    };
    let numbered = rest.len() < folded.len();
    let rest = rest.trim_end_matches([' ', ':', '.', '*', '-']);
    (without_suite(rest), numbered)
}

/// Whether a number, letter or icon may stand before a text: most begin with a word, and to see that costs a fraction of the
/// pattern.
fn may_have_prefix(folded: &str) -> bool {
    /// Letters of the longest Roman number.
    const MOST: usize = 4;
    let letters = folded.bytes().take_while(u8::is_ascii_lowercase).take(MOST + 1).count();
    let roman = || folded[..letters].bytes().all(|letter| matches!(letter, b'i' | b'v' | b'x'));
    match letters {
        0 => !folded.starts_with(['(', '"', '\'']),
        1 => true,
        _ => letters <= MOST && roman(),
    }
}

/// Without "(suite)" at the end: the heading of a section that goes on.
fn without_suite(text: &str) -> &str {
    const SUITE: [&str; 6] = ["(suite)", "(suite et fin)", "- suite", "- suite et fin", ", suite", "(fin)"];
    let shorter = SUITE.iter().find_map(|end| text.strip_suffix(end));
    shorter.map_or(text, |text| text.trim_end_matches([' ', '-', ':', ',']))
}

/// Whether a folded text is the heading of something that goes on, as "(suite)" at its end says.
#[must_use]
pub fn is_continuation(folded: &str) -> bool {
    let text = folded.trim_end_matches([' ', ':', '.']);
    without_suite(text).len() < text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_that_its_section_goes_on() {
        for text in ["missions (suite)", "missions - suite :", "missions, suite", "missions (suite et fin)"] {
            assert!(is_continuation(text), "{text}");
            assert_eq!(bare(text).0, "missions");
        }
        assert!(!is_continuation("la suite") && !is_continuation("missions"));
    }

    #[test]
    fn numbers_icons_and_ends_are_no_part_of_a_heading() {
        let cases = [
            ("missions", ("missions", false)),
            ("1. missions", ("missions", true)),
            ("2 formation :", ("formation", true)),
            ("❯ definition", ("definition", true)),
            ("b) cadre reglementaire", ("cadre reglementaire", true)),
            ("missions (suite)", ("missions", false)),
            ("c'est deja la ...", ("c'est deja la", false)),
            ("12", ("12", false)),
            ("iv. cadre", ("cadre", true)),
            ("xviii. cadre", ("xviii. cadre", false)),
            ("a» cadre", ("cadre", true)),
            ("« cadre", ("cadre", true)),
            ("(cadre) a", ("(cadre) a", false)),
        ];
        for (text, expected) in cases {
            assert_eq!(bare(text), expected, "{text}");
        }
    }
}
