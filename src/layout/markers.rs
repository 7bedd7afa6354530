//! Bullets and other list markers at a line's start.

/// Characters that are list markers wherever they start a line.
const BULLETS: &str = "•‣▪▫■□●○◦◆◇►▶▸▹➢➤➔→⇨⇒✓✔✗❑❒❏➲✦✧★☆⁃∙·❖❯›⋄♦◈⦁⦿⚫⚬⬤➜➣▷▻";

/// Whether a character can only be a bullet: a bullet sign, or a sign of a symbol font in the private use area.
#[must_use]
pub(super) fn is_bullet(character: char) -> bool {
    // Most characters are no bullets, and told without a search.
    !character.is_ascii()
        && (BULLETS.contains(character)
            || character == '\u{fffd}'
            || ('\u{e000}'..='\u{f8ff}').contains(&character)
            // Pictographs set before a line.
            || ('\u{1f300}'..='\u{1faff}').contains(&character))
}

/// Splits a line of text into its list marker, if it has one, and the rest; both trimmed.
///
/// A marker is a bullet sign, a dash, asterisk or letter followed by white space where a letter alone makes no sense
/// (a symbol font that decodes as `f`, `p`, `q`, `o`, `§`, `Ø`, `ü`), the white space before it being a tab for
/// letters.
#[must_use]
pub(super) fn split_marker(line: &str) -> (Option<String>, String) {
    let indented_by_tab = line.starts_with('\t') || line.starts_with(" \t");
    let text = line.trim();
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return (None, String::new()) };
    let rest = characters.as_str();
    let spaced = rest.starts_with(char::is_whitespace);
    let marked = is_bullet(first)
        || (spaced && matches!(first, '-' | '–' | '—' | '*' | '∗' | '§' | 'Ø'))
        // A closing quotation mark may begin a line, too.
        || (spaced && first == '»' && rest.trim_start().starts_with(char::is_uppercase))
        || (spaced && indented_by_tab && matches!(first, 'f' | 'p' | 'q' | 'o' | 'n' | 'v' | 'u' | 'ü'));
    if !marked {
        return (None, text.to_owned());
    }
    (Some(first.to_string()), rest.trim().to_owned())
}

/// Whether a short text on its own can only be a list marker.
#[must_use]
pub(super) fn is_marker(text: &str, symbolic: bool) -> bool {
    let text = text.trim();
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => {
            symbolic || is_bullet(only) || matches!(only, '-' | '–' | '—' | '*' | '∗' | '§' | 'Ø' | 'o' | '»')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_are_split_from_their_text() {
        let cases = [
            ("- un point", Some("-"), "un point"),
            ("\tf Former les équipes", Some("f"), "Former les équipes"),
            ("\u{f0b7} Les infirmiers", Some("\u{f0b7}"), "Les infirmiers"),
            ("•collé", Some("•"), "collé"),
            ("» Accueillir les familles", Some("»"), "Accueillir les familles"),
            ("»", None, "»"),
            ("» ouvre à la rentrée", None, "» ouvre à la rentrée"),
            // What LaTeX sets before the items of its inner lists.
            ("⋄ Les horaires", Some("⋄"), "Les horaires"),
            ("∗ Les lieux", Some("∗"), "Les lieux"),
            ("f n'est pas une puce", None, "f n'est pas une puce"),
            ("-12 degrés", None, "-12 degrés"),
            ("plus-value", None, "plus-value"),
        ];
        for (line, marker, text) in cases {
            assert_eq!(split_marker(line), (marker.map(str::to_owned), text.to_owned()), "{line:?}");
        }
    }
}
