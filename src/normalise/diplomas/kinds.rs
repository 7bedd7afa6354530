//! Where a sentence names a diploma, and of what kind.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern;
use crate::model::qualification::DiplomaKind;

/// A word or acronym that names a kind of diploma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) kind: DiplomaKind,
    /// In the sentence, in bytes.
    pub(super) span: Range<usize>,
}

/// Kinds by their written names, the longer ones first, and by their acronyms. Each is a group of [`WRITTEN`].
const NAMES: [(DiplomaKind, &str); 23] = [
    (DiplomaKind::LicenceProfessionnelle, r"licences?\s+pro(?:fessionnelles?)?\b"),
    (DiplomaKind::Licence, r"licences?\b"),
    (DiplomaKind::Mastere, r"mast[èe]res?\b(?:\s+sp[ée]cialis[ée]s?\b)?"),
    (DiplomaKind::Master, r"masters?\b(?:\s+(?:[12]|professionnels?|recherche)\b)?"),
    (DiplomaKind::Doctorat, r"doctorats?\b"),
    (DiplomaKind::Bts, r"brevets?\s+de\s+techniciens?\s+sup[ée]rieurs?\b"),
    (DiplomaKind::But, r"bachelors?\s+universitaires?\s+de\s+technologie\b"),
    (DiplomaKind::Dut, r"dipl[ôo]mes?\s+universitaires?\s+de\s+technologie\b"),
    (DiplomaKind::Deust, r"dipl[ôo]mes?\s+d['’][ée]tudes\s+universitaires\s+scientifiques\s+et\s+techniques\b"),
    (DiplomaKind::Diu, r"dipl[ôo]mes?\s+inter-?\s?universitaires?\b"),
    (DiplomaKind::Du, r"dipl[ôo]mes?\s+(?:d['’]universit[ée]|universitaires?)\b"),
    (DiplomaKind::Desc, r"dipl[ôo]mes?\s+d['’][ée]tudes\s+sp[ée]cialis[ée]es\s+compl[ée]mentaires\b"),
    (DiplomaKind::Des, r"dipl[ôo]mes?\s+d['’][ée]tudes\s+sp[ée]cialis[ée]es\b"),
    (DiplomaKind::De, r"dipl[ôo]mes?\s+d['’][ée]tat\b"),
    (DiplomaKind::BacPro, r"bac(?:calaur[ée]ats?)?\s+pro(?:fessionnels?)?\b"),
    (DiplomaKind::Bp, r"brevets?\s+professionnels?\b"),
    (DiplomaKind::Bep, r"brevets?\s+d['’][ée]tudes\s+professionnelles\b"),
    (DiplomaKind::Cap, r"certificats?\s+d['’]aptitude\s+professionnelle\b"),
    (DiplomaKind::Cqp, r"certificats?\s+de\s+qualification\s+professionnelle\b"),
    (DiplomaKind::TitreProfessionnel, r"titres?\s+professionnels?\b"),
    (
        DiplomaKind::Titre,
        r"titres?\s+(?:à\s+finalit[ée]\s+professionnelle|certifi[ée]s?|RNCP|(?:inscrits?|enregistr[ée]s?)\s+au\s+(?:RNCP|r[ée]pertoire))\b",
    ),
    (DiplomaKind::Certificat, r"certificats?\b(?:\s+(?:universitaires?|compl[ée]mentaires?|nationa(?:l|ux))\b)?"),
    (DiplomaKind::Vae, r"validations?\s+des\s+acquis\s+de\s+l['’]exp[ée]rience\b"),
];

/// Group N is the kind of place N - 1 in [`NAMES`].
static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    let groups = NAMES.map(|(_, name)| format!("({name})"));
    pattern(&format!(r"(?i)\b(?:{})", groups.join("|")))
});

/// What a written name of a diploma or certificate begins with. To look for them costs a fraction of what it costs to
/// compile the patterns, which most files then never need.
const BEGINNINGS: [&[u8]; 11] = [
    b"attestation",
    b"bac",
    b"brevet",
    b"certif",
    b"dipl",
    b"doctorat",
    b"habilitation",
    b"licence",
    b"mast",
    b"titre",
    b"validation",
];

/// Whether the words of a sentence may name a diploma or a certificate, acronyms aside.
pub(in crate::normalise) fn may_name(sentence: &str) -> bool {
    let bytes = sentence.as_bytes();
    let begins = |at: usize| {
        let begins = |word: &&[u8]| bytes[at..].get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word));
        matches!(bytes[at] | 0x20, b'a' | b'b' | b'c' | b'd' | b'h' | b'l' | b'm' | b't' | b'v')
            && BEGINNINGS.iter().any(begins)
    };
    (0..bytes.len()).any(begins)
}

/// In capitals.
const ACRONYMS: [(&str, DiplomaKind); 19] = [
    ("DU", DiplomaKind::Du),
    ("DIU", DiplomaKind::Diu),
    ("BTS", DiplomaKind::Bts),
    ("BTSA", DiplomaKind::Bts),
    ("BUT", DiplomaKind::But),
    ("DUT", DiplomaKind::Dut),
    ("DEUST", DiplomaKind::Deust),
    ("DESC", DiplomaKind::Desc),
    ("DES", DiplomaKind::Des),
    ("DE", DiplomaKind::De),
    ("DEAS", DiplomaKind::De),
    ("DEAP", DiplomaKind::De),
    ("DEAES", DiplomaKind::De),
    ("CAP", DiplomaKind::Cap),
    ("BEP", DiplomaKind::Bep),
    ("CQP", DiplomaKind::Cqp),
    ("CQPI", DiplomaKind::Cqp),
    ("VAE", DiplomaKind::Vae),
    ("BP", DiplomaKind::Bp),
];

static ACRONYM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)\b(?: D\.\s?I\.\s?U\. | [BD]\.\s?U\.\s?T\. | B\.\s?T\.\s?S\. | D\.\s?U\.
            | (?:DEUST|DEAES|DESC|DEAS|DEAP|BTSA|CQPI|DIU|DUT|DES|DU|DE|BTS|BUT|CAP|BEP|CQP|VAE|BP)\b )",
    )
});

/// Before a word: there is none of it.
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:\baucune?s?|\bsans|\bpas\s+(?:encore\s+)?(?:de|d['’])|\bni|\bnon)\s*(?:[a-zà-öø-ÿœ]+\s+)?$")
});
/// Part of an address.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)://|www\.|@|[a-z0-9]\.[a-z]{2,}"));

/// The kinds that a sentence names, in reading order.
pub(super) fn marks(sentence: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    if may_name(sentence) {
        marks.extend(WRITTEN.captures_iter(sentence).filter_map(|found| written(sentence, &found)));
    }
    // In a line of capitals any word could be an acronym.
    if sentence.chars().any(char::is_lowercase) {
        marks.extend(ACRONYM.find_iter(sentence).filter_map(|found| acronym(sentence, found.range())));
    }
    marks.retain(|mark| !in_address(sentence, &mark.span) && !DENIED.is_match(&sentence[..mark.span.start]));
    marks.sort_by_key(|mark| mark.span.start);
    let mut apart: Vec<Mark> = Vec::new();
    for mark in marks {
        match apart.last_mut() {
            // "diplôme d'État (DE)" is one.
            Some(last) if last.kind == mark.kind && sentence[last.span.end..mark.span.start].trim() == "(" => {
                let closed = sentence[mark.span.end..].starts_with(')');
                last.span.end = mark.span.end + usize::from(closed);
            }
            _ => apart.push(mark),
        }
    }
    apart
}

fn written(sentence: &str, found: &regex::Captures<'_>) -> Option<Mark> {
    static SOFTWARE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)\b(?:sous|contrats?\s+de|concessions?\s+de|co[ûu]ts?\s+(?:de|des))\s+(?:une\s+|la\s+|les\s+)?$")
    });
    static NO_DIPLOMA_LICENCE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?ix)^\s+(?: logiciel | libre | ouverte | open | creative | sportive | IV\b | annuelle | gratuite | payante | commerciale
                | d['’](?:exploitation|utilisation|usage|entrepreneur|importation|acc[èe]s|exercice|exercer)
                | d[eu]s?\s+(?:logiciel|marque|brevet|d[ée]bit|taxi|p[êe]che|conduire|pilote|vol|transport|r[ée]utilisation|la\s+fédération) )",
        )
    });
    static NO_DIPLOMA_MASTER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)^(?:[\s-]+(?:class|plan\b|data\b|of\b|file|key|mind|mix)|\s*-)"));
    static MASTER_OF: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:scrum|web|quiz|head|toast|game)[\s-]*$"));
    static CERTIFIES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?ix)^\s+(?: en\s | (?:de\s+)?[«“] | d['’][ée]tudes\b | d['’]universit
                | de\s+(?:comp[ée]tences?|sp[ée]cialisation|sp[ée]cialit[ée]|formation|capacit[ée])\b )",
        )
    });
    let (at, group) = (1..=NAMES.len()).find_map(|group| found.get(group).map(|part| (group - 1, part)))?;
    let kind = NAMES[at].0;
    let (before, after) = (&sentence[..group.start()], &sentence[group.end()..]);
    let is_one = match kind {
        DiplomaKind::Licence => {
            let several = group.as_str().ends_with(['s', 'S']) && !after.trim_start().starts_with("en ");
            !(several || SOFTWARE_BEFORE.is_match(before) || NO_DIPLOMA_LICENCE.is_match(after))
        }
        DiplomaKind::Master => !(NO_DIPLOMA_MASTER.is_match(after) || MASTER_OF.is_match(before)),
        DiplomaKind::Certificat => group.as_str().contains(' ') || CERTIFIES.is_match(after),
        _ => true,
    };
    is_one.then(|| Mark { kind, span: group.range() })
}

fn acronym(sentence: &str, span: Range<usize>) -> Option<Mark> {
    /// Something of the kind is meant, and no "de", "des" or "du" in capitals.
    static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:\b(?:[Ll]e|[Uu]n|[Dd]u|[Aa]u|[Cc]e|[Ll]es|[Dd]es|[Dd]eux|[Ss]on|[Cc]haque)\s+|['’]un\s+)$")
    });
    static OF_IT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s+(?:d['’]|de\s|en\s)"));
    static OTHER_CAP: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s+(?:sur|vers|emploi)\b"));
    let letters: String = sentence[span.clone()].chars().filter(|c| c.is_alphabetic()).collect();
    let kind = ACRONYMS.iter().find(|(acronym, _)| *acronym == letters)?.1;
    let (before, after) = (&sentence[..span.start], &sentence[span.end..]);
    let in_capitals =
        is_capitals(before.split_whitespace().next_back()) || is_capitals(after.split_whitespace().next());
    let is_one = match letters.as_str() {
        // "diplôme d'État (DE)"
        "DE" | "DES" if before.ends_with('(') => after.starts_with(')') && before.to_lowercase().contains("dipl"),
        "DE" => ARTICLE.is_match(before) && (OF_IT.is_match(after) || starts_lower(after)),
        "DES" => ARTICLE.is_match(before) && OF_IT.is_match(after),
        "DU" | "BUT" | "BP" => !in_capitals,
        "CAP" => !in_capitals && !OTHER_CAP.is_match(after),
        // The electric bicycle.
        "VAE" => !sentence.to_lowercase().contains("vélo"),
        _ => true,
    };
    is_one.then_some(Mark { kind, span })
}

/// " infirmier": a word in small letters follows.
fn starts_lower(after: &str) -> bool {
    after.strip_prefix(' ').and_then(|rest| rest.chars().next()).is_some_and(char::is_lowercase)
}

/// A word in capitals that is no acronym of a diploma.
fn is_capitals(word: Option<&str>) -> bool {
    let letters: String = word.unwrap_or_default().chars().filter(|c| c.is_alphabetic()).collect();
    let known = ACRONYMS.iter().any(|(acronym, _)| *acronym == letters);
    letters.chars().count() >= 2 && !known && letters.chars().all(char::is_uppercase)
}

/// Whether a part of a sentence is in an address of a page or of a mailbox.
fn in_address(sentence: &str, span: &Range<usize>) -> bool {
    let blank = sentence[..span.start].char_indices().rev().find(|(_, c)| c.is_whitespace());
    let start = blank.map_or(0, |(at, blank)| at + blank.len_utf8());
    let end = sentence[span.end..].find(char::is_whitespace).map_or(sentence.len(), |at| span.end + at);
    sentence.get(start..end).is_some_and(|word| ADDRESS.is_match(word.trim_end_matches(|c: char| !c.is_alphanumeric())))
}
