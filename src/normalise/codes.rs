//! Codes and levels of certifications.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{contains_ignoring_case, pattern};
/// A code printed in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// `RNCP34963`, `RS6552`, `CC158`, `ROME:J1506`, `FPH:30I30`.
    pub value: String,
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// The text calls it by another system than the one its form tells.
    pub mismatch: bool,
}

/// How far, in bytes, the word that introduces a code may stand from it.
const NEAR: usize = 80;

static RNCP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\bRNCP(?P<gap>\s*(?:n\s*[°ºo]\s*)?[:/–-]?\s*)(?P<code>[0-9]{2}[\s.][0-9]{3}|[0-9]{3,6})\b")
});
static RNCP_AFTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?P<code>[0-9]{2}\s?[0-9]{3})\s+(?:du|au|de la fiche)\s+RNCP\b"));
static RNCP_NEXT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*(?:,|/|;|et|ou)\s*(?:n\s*[°º]\s*)?(?P<code>[0-9]{5})\b"));
static RS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:RS|rs/)(?P<gap>\s*(?:n\s*[°º]\s*)?[:–-]?\s*)(?P<code>[0-9]{3,5})\b"));
static CC: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bCC(?P<gap>\s?)(?P<code>[0-9]{2,5}[A-Z]?)\b"));
static FPH: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?P<code>[0-9]{2}[A-Z][0-9]{2})\b"));
static ROME: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?P<code>[A-N][0-9]{4})\b"));

static IS_DURATION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s*(?:heures?|h|jours?|euros?|€|%|/[0-9]|[-.][0-9])"));
static CERTIFICATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)certificat|comp[ée]tence|dipl[ôo]me|\bcnam\b|\bcode\b|\bbloc|formation"));
static AGREEMENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)convention|collective|\bccn?\s?[0-9][0-9]\s*(?:et|/)"));
static CODE_WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bcodes?\b|m[ée]tiers?\b|r[ée]pertoire|\bFPH\b|\bROME\b|\bfiches?\b|emploi"));
static ROME_WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bROME\b|\bfiches? m[ée]tiers?\b|\bcodes? m[ée]tiers?\b|\bcodes? FPH\b"));
static CALLED_ROME: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bROME\b[^.;)0-9]{0,20}$"));
static CALLED_FPH: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bFPH\b[^.;)0-9]{0,20}$"));

/// Whether this is a code as the dataset writes it: `RNCP34963`, `RS6552`, `CC158`, `ROME:J1506`, `FPH:30I30`.
#[must_use]
pub fn is_code(value: &str) -> bool {
    static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:RNCP[0-9]{3,6}|RS[0-9]{3,5}|CC[0-9]{2,5}[A-Z]?|ROME:[A-N][0-9]{4}|FPH:[0-9]{2}[A-Z][0-9]{2})$")
    });
    WRITTEN.is_match(value)
}

/// The codes of a text in reading order, each once (at its first place).
///
/// Levels ("RNCP 5 ou 6"), articles of law, years and durations are no codes.
#[must_use]
pub fn codes(text: &str) -> Vec<Code> {
    let mut found = Vec::new();
    let hints = Hints::of(text);
    for code in hints.rncp.then(|| RNCP.captures_iter(text)).into_iter().flatten() {
        if is_refused(text, &code) {
            continue;
        }
        push(&mut found, "RNCP", &code, 0, false);
        // "RNCP 12345, 23456 et 34567"
        let mut end = code.get(0).map_or(0, |m| m.end());
        while let Some(next) = RNCP_NEXT.captures(&text[end..]) {
            push(&mut found, "RNCP", &next, end, false);
            end += next.get(0).map_or(1, |m| m.end());
        }
    }
    for code in hints.rncp.then(|| RNCP_AFTER.captures_iter(text)).into_iter().flatten() {
        push(&mut found, "RNCP", &code, 0, false);
    }
    for code in hints.rs.then(|| RS.captures_iter(text)).into_iter().flatten() {
        if !is_refused(text, &code) {
            push(&mut found, "RS", &code, 0, false);
        }
    }
    for code in hints.cc.then(|| CC.captures_iter(text)).into_iter().flatten() {
        let (before, after) = around(text, &code);
        let told = CERTIFICATE.is_match(before) || CERTIFICATE.is_match(after);
        if told && !AGREEMENT.is_match(before) && !IS_DURATION.is_match(after) {
            push(&mut found, "CC", &code, 0, false);
        }
    }
    for code in hints.fph.then(|| FPH.captures_iter(text)).into_iter().flatten() {
        let (before, after) = around(text, &code);
        if CODE_WORD.is_match(before) || CODE_WORD.is_match(after) {
            push(&mut found, "FPH:", &code, 0, CALLED_ROME.is_match(before));
        }
    }
    for code in hints.rome.then(|| ROME.captures_iter(text)).into_iter().flatten() {
        let (before, after) = around(text, &code);
        let told = ROME_WORD.is_match(before) || ROME_WORD.is_match(after);
        if told && !IS_DURATION.is_match(after) {
            push(&mut found, "ROME:", &code, 0, CALLED_FPH.is_match(before));
        }
    }
    found.sort_by_key(|code: &Code| code.span.start);
    let mut unique: Vec<Code> = Vec::new();
    for code in found {
        if !unique.iter().any(|known| known.value == code.value) {
            unique.push(code);
        }
    }
    unique
}

/// Whether a text may have codes: where none of its parts may, it has none.
#[must_use]
pub fn may_tell(text: &str) -> bool {
    let Hints { rncp, rs, cc, fph, rome } = Hints::of(text);
    rncp || rs || cc || fph || rome
}

/// Which codes a text may have. Most have none, and to look for a few letters costs a fraction of a pattern with word
/// boundaries.
struct Hints {
    rncp: bool,
    rs: bool,
    cc: bool,
    fph: bool,
    rome: bool,
}

impl Hints {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let all_digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
        Self {
            rncp: contains_ignoring_case(text, b"RNCP"),
            rs: text.contains("RS") || text.contains("rs/"),
            cc: text.contains("CC"),
            fph: bytes
                .windows(5)
                .any(|code| code[2].is_ascii_uppercase() && all_digits(&code[..2]) && all_digits(&code[3..])),
            rome: bytes.windows(5).any(|code| matches!(code[0], b'A'..=b'N') && all_digits(&code[1..])),
        }
    }
}

fn push(found: &mut Vec<Code>, system: &str, capture: &Captures, offset: usize, mismatch: bool) {
    if let (Some(whole), Some(code)) = (capture.get(0), capture.name("code")) {
        let digits: String = code.as_str().chars().filter(|c| c.is_alphanumeric()).collect();
        let start = if system.ends_with(':') { code.start() } else { whole.start() };
        found.push(Code { value: format!("{system}{digits}"), span: offset + start..offset + code.end(), mismatch });
    }
}

/// A year or a duration that merely follows the word.
fn is_refused(text: &str, capture: &Captures) -> bool {
    let Some(code) = capture.name("code") else {
        return true;
    };
    let gap = capture.name("gap").map_or("", |gap| gap.as_str());
    let year = code.len() == 4 && (code.as_str().starts_with("19") || code.as_str().starts_with("20"));
    (year && !gap.is_empty() && gap.trim().is_empty()) || IS_DURATION.is_match(&text[code.end()..])
}

/// The text near a code, on its own paragraph, before and after.
fn around<'t>(text: &'t str, capture: &Captures) -> (&'t str, &'t str) {
    let (start, end) = capture.get(0).map_or((0, 0), |m| (m.start(), m.end()));
    let mut from = start.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (end + NEAR).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let before = text[from..start].rsplit('\n').next().unwrap_or_default();
    let after = text[end..to].split('\n').next().unwrap_or_default();
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        codes(text).into_iter().map(|code| code.value).collect()
    }

    #[test]
    fn read() {
        for (text, expected) in [
            ("titre RNCP 12 345 puis RNCP23456", vec!["RNCP12345", "RNCP23456"]),
            ("RNCP n° 12345, 23456 et 34567", vec!["RNCP12345", "RNCP23456", "RNCP34567"]),
            ("https://exemple.fr/recherche/rncp/12345/", vec!["RNCP12345"]),
            ("fiche 12345 du RNCP", vec!["RNCP12345"]),
            ("RNCP12345. Voir RNCP\u{a0}12\u{202f}345", vec!["RNCP12345"]),
            ("accueil - RS1234 et RS 4567", vec!["RS1234", "RS4567"]),
            ("le certificat de compétences CC 12, dit CC12", vec!["CC12"]),
            ("code métier 11A22 du répertoire", vec!["FPH:11A22"]),
            ("fiche ROME J1111, code K2222", vec!["ROME:J1111", "ROME:K2222"]),
            ("Fiche(s) Rome de rattachement : M1111", vec!["ROME:M1111"]),
        ] {
            assert_eq!(values(text), expected, "{text:?}");
        }
    }

    #[test]
    fn refused() {
        for text in [
            "RNCP 5 ou 6",
            "RNCP de niveau 6",
            "RNCP 2024",
            "RS 2023",
            "article L. 4161-1 du code, D. 636-81 et R. 4301-2, code L4161-1",
            "convention collective CC 51 et formation",
            "le bâtiment B1234",
            "salle 12B34",
            "RNCP 150 heures",
            "",
        ] {
            assert_eq!(values(text), Vec::<String>::new(), "{text:?}");
        }
    }

    #[test]
    fn mismatches() {
        let found = codes("(code ROME 11A22 – jardinier) et code FPH J1111, fiche métier ROME");
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|code| code.mismatch));
        assert_eq!(found[0].span, 11..16);
        assert!(!codes("code métier 11A22")[0].mismatch);
    }
}
