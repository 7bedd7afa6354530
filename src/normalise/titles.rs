//! A job's title block: the title, its other names, acronym, levels and remarks.

use std::sync::LazyLock;

use regex::Regex;

use super::label::{without_article, without_number};
use super::levels::rncp_levels;
use super::names::{names_within, unquoted};
use super::pattern;
use super::text::{clean, fold, similarity};
use super::values;
use super::words::{
    acronym, ends_open, folded_words, is_all_capitals, language_marks, looks_foreign, names_a_person, names_no_job,
    starts_open,
};

pub use super::names::{acronym_in_text, alt_names_in_first_paragraph};

/// A line of a title block.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TitleLine {
    /// The text as printed.
    pub text: String,
    /// Whether it is set like the first line; nothing where there is no typography (text input).
    pub same_style_as_first: Option<bool>,
    /// The same of the line before it.
    pub same_style_as_before: Option<bool>,
}

/// What a title block says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TitleParts {
    /// As printed, on one line: article, capitals and plural included.
    pub title: String,
    /// Other names.
    pub alt_titles: Vec<String>,
    /// The acronym in parentheses.
    pub acronym: Option<String>,
    /// Levels of the register of certifications, ascending.
    pub rncp_levels: Vec<u8>,
    /// Other parentheses after the name.
    pub remarks: Vec<String>,
}

/// From this similarity on, the two sides of a slash are two spellings of one name.
const SAME_NAME: f64 = 0.85;

/// A footnote mark after a word.
static FOOTNOTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<word>[\p{L}\p{N})»])\s?(?:\*+|[†‡¹²³⁴⁵⁶⁷⁸⁹]+)(?P<next>\s|$|[,:;)])"));
static TRAILING: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*$"));
static INNER_ACRONYM: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s\((?P<inner>[^()\s]{2,9})\)\s"));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"[«“"„]\s*(?P<name>[^«»“”"„]+?)\s*[»”"]"#));
static QUOTED_JOINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\s*(?:,|/|;|ou|or|et|ou encore|,?\s*aussi appelée?s?|dite?)?\s*(?:les?|la|l['’]|une?)?\s*$")
});
static OTHER_NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:ou|or)\s+"));
static BETWEEN_NAMES: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\s+(?:ou(?:\s+encore)?|or)\s+"));
static BARE_LEVEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:^|\s+)RNCP\s*:?\s*(?:niveaux?\s*)?[1-8](?:\s*(?:ou|et|à|/|,|-)\s*[1-8])*\s*$"));
static LEVEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bRNCP\b|^\s*niveaux?\s*:?\s*[1-8]"));
static REMARK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)transform|[ée]volution|nouve|[ée]mergen|majeur|mineur|en cours|exp[ée]riment|cr[ée]ation|\bcr[ée]er\b|\bprojet|\bsuite\b|existant|\bvoir\b|\bcf\b|\bpages?\b|renforc|[àa] venir|m[ée]tier|^[hf]\s*/\s*[hf]$|^(?:ex|hors|non|dont|par|pour|en|dans|avec|sans)\b|\bsource",
    )
});

/// Reads a title block. A line that is set otherwise, or (without typography) reads as another name, is not the title.
#[must_use]
pub fn parse_title(lines: &[TitleLine]) -> TitleParts {
    let mut parts = TitleParts::default();
    let (title, others) = joined(lines);
    let title = without_level(bare(&title), &mut parts);
    let title = without_parentheses(title, &mut parts);
    parts.title = split_names(&bare(&title), &mut parts.alt_titles);
    for other in others {
        let other = without_level(bare(&other), &mut parts);
        let other = unwrapped(&other);
        let other = other.strip_prefix(OTHER_NAME.find(other).map_or("", |m| m.as_str())).unwrap_or(other);
        let mut inner = TitleParts::default();
        let name = if other.contains('(') { alt_without_parentheses(other, &mut inner) } else { other.to_owned() };
        parts.acronym = parts.acronym.take().or(inner.acronym);
        parts.rncp_levels.extend(inner.rncp_levels);
        parts.alt_titles.extend(BETWEEN_NAMES.split(&name).map(|name| bare(&unquoted(name))));
        parts.alt_titles.extend(inner.alt_titles);
    }
    parts.rncp_levels.sort_unstable();
    parts.rncp_levels.dedup();
    let own = fold(&parts.title);
    let mut names: Vec<String> = Vec::new();
    for name in parts.alt_titles.drain(..) {
        if !name.is_empty() && name != parts.title && !names.contains(&name) && (fold(&name) != own) {
            names.push(name);
        }
    }
    parts.alt_titles = names;
    parts
}

/// The title's lines as one, and the lines that are other names.
fn joined(lines: &[TitleLine]) -> (String, Vec<String>) {
    let mut title = String::new();
    let mut others: Vec<String> = Vec::new();
    // Whether the line before is one of the title.
    let mut in_title = true;
    for line in lines {
        let text = clean(&line.text);
        if text.is_empty() {
            continue;
        }
        if title.is_empty() {
            title = text;
        } else if let Some(last) = others.last_mut() {
            let alike = line.same_style_as_first == Some(true);
            // The title goes on after a name that is set otherwise; one that is set alike ("ou …") goes on itself.
            in_title = alike && (in_title || line.same_style_as_before != Some(true)) && !OTHER_NAME.is_match(&text);
            if in_title {
                append(&mut title, &text);
            } else if alike && !OTHER_NAME.is_match(&text)
                || open_parenthesis(last)
                || text.starts_with('(')
                || ends_open(last)
                || starts_lower(&text)
                || (line.same_style_as_before == Some(true) && is_cut_name(last))
            {
                append(last, &text);
            } else {
                others.push(text);
            }
        } else if is_continuation(&title, &text, line.same_style_as_first) {
            append(&mut title, &text);
        } else {
            in_title = false;
            others.push(text);
        }
    }
    (title, others)
}

/// Whether a line of other names is cut at its end: two names on it, or a single word.
fn is_cut_name(text: &str) -> bool {
    BETWEEN_NAMES.is_match(text) || !text.contains(' ')
}

fn append(text: &mut String, more: &str) {
    if !text.ends_with('-') {
        text.push(' ');
    }
    text.push_str(more);
}

fn open_parenthesis(text: &str) -> bool {
    text.matches('(').count() > text.matches(')').count()
}

fn starts_lower(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

fn is_continuation(title: &str, line: &str, same_style: Option<bool>) -> bool {
    if open_parenthesis(title) || line.starts_with('(') {
        return true;
    }
    if OTHER_NAME.is_match(line) {
        return false;
    }
    if let Some(same) = same_style {
        return same;
    }
    if ends_open(title) || starts_open(line) {
        return true;
    }
    let foreign = looks_foreign(line) && !looks_foreign(title);
    if starts_lower(line) {
        return !foreign;
    }
    if is_all_capitals(title) != is_all_capitals(line) && line.chars().count() > 4 {
        return false;
    }
    if foreign {
        return false;
    }
    let (french, other) = language_marks(line);
    let first = line.split(' ').next().unwrap_or_default();
    let whole_title = title.split(' ').count() >= 2 || names_a_person(title);
    if is_all_capitals(line) {
        return true;
    }
    french > other && !(names_a_person(first) && whole_title)
}

/// Bullets, footnote marks, a colon or comma at the end off.
fn bare(text: &str) -> String {
    let bullet = |c: char| matches!(c, '•' | '▪' | '–' | '—' | '-' | '*' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}');
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || bullet(c));
    let text = FOOTNOTE.replace_all(text, "$word$next");
    clean(text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';' | '*' | '/')))
}

/// "(ou X)" → "ou X" where the parentheses hold the whole text.
fn unwrapped(text: &str) -> &str {
    match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) if !inner.contains(['(', ')']) => inner.trim(),
        _ => text,
    }
}

/// Takes a level off the end of a title that stands there without parentheses: in a table it has a cell of its own.
fn without_level(mut title: String, parts: &mut TitleParts) -> String {
    if let Some(found) = BARE_LEVEL.find(&title) {
        parts.rncp_levels.extend(values(rncp_levels(found.as_str())));
        title.truncate(found.start());
    }
    title
}

/// Takes parentheses off the end of a title, last one first; one inside the name stays.
fn without_parentheses(mut title: String, parts: &mut TitleParts) -> String {
    let (mut names, mut remarks): (Vec<Vec<String>>, Vec<String>) = (Vec::new(), Vec::new());
    while let Some(found) = TRAILING.captures(&title) {
        let (Some(whole), Some(inner)) = (found.get(0), found.name("inner")) else {
            break;
        };
        let inner = inner.as_str().trim();
        if let Some(own) = acronym(unwrapped_acronym(inner)) {
            if (names_no_job(&own) && !initials_match(&own, &title[..whole.start()])) || parts.acronym.is_some() {
                break;
            }
            parts.acronym = Some(own);
        } else if LEVEL.is_match(inner) && !rncp_levels(inner).is_empty()
            || LEVEL.is_match(inner) && !rncp_levels(&format!("RNCP {inner}")).is_empty()
        {
            let mut levels = values(rncp_levels(inner));
            if levels.is_empty() {
                levels = values(rncp_levels(&format!("RNCP {inner}")));
            }
            parts.rncp_levels.extend(levels);
        } else if OTHER_NAME.is_match(inner) {
            let inner = &inner[OTHER_NAME.find(inner).map_or(0, |m| m.end())..];
            names.push(BETWEEN_NAMES.split(inner).map(|name| unquoted(without_article(name))).collect());
        } else {
            let other = names_within(inner);
            let capital = inner.chars().next().is_some_and(char::is_uppercase) && !is_all_capitals(&title);
            if REMARK.is_match(inner) || inner.chars().all(|c| !c.is_alphabetic()) {
                remarks.push(inner.to_owned());
            } else if !other.is_empty() {
                let parted =
                    |name: String| BETWEEN_NAMES.split(&name).map(|name| name.trim().to_owned()).collect::<Vec<_>>();
                names.push(other.into_iter().flat_map(parted).collect());
            } else if capital && !inner.contains(',') {
                names.push(BETWEEN_NAMES.split(inner).map(|name| name.trim().to_owned()).collect());
            } else {
                remarks.push(inner.to_owned());
            }
        }
        title.truncate(whole.start());
        title = bare(&title);
    }
    parts.alt_titles.extend(names.into_iter().rev().flatten());
    parts.remarks.extend(remarks.into_iter().rev());
    // "Infirmier de nuit (IDN) en ville": an acronym inside only where it is that of the words before it.
    let inside = INNER_ACRONYM.captures(&title).and_then(|found| {
        let (whole, inner) = (found.get(0)?, found.name("inner")?);
        let own = acronym(inner.as_str())?;
        initials_match(&own, &title[..whole.start()]).then(|| (own, whole.range()))
    });
    if let (None, Some((own, range))) = (&parts.acronym, inside) {
        parts.acronym = Some(own);
        title.replace_range(range, " ");
    }
    title
}

/// Of another name only an acronym and levels are taken off: its parentheses are its own.
fn alt_without_parentheses(name: &str, parts: &mut TitleParts) -> String {
    let Some(found) = TRAILING.captures(name) else {
        return name.to_owned();
    };
    let (Some(whole), Some(inner)) = (found.get(0), found.name("inner")) else {
        return name.to_owned();
    };
    let inner = inner.as_str();
    if let Some(own) = acronym(unwrapped_acronym(inner)).filter(|own| !names_no_job(own)) {
        parts.acronym = Some(own);
    } else if LEVEL.is_match(inner) {
        parts.rncp_levels.extend(values(rncp_levels(inner)));
    } else if OTHER_NAME.is_match(inner) {
        parts.alt_titles.extend(BETWEEN_NAMES.split(&inner[3..]).map(unquoted));
    } else {
        return name.to_owned();
    }
    name[..whole.start()].to_owned()
}

fn unwrapped_acronym(inner: &str) -> &str {
    &inner[OTHER_NAME.find(inner).map_or(0, |m| m.end())..]
}

fn initials_match(acronym: &str, before: &str) -> bool {
    let initials: Vec<char> = folded_words(before).iter().filter_map(|word| word.chars().next()).collect();
    let mut rest = initials.iter();
    let wanted = fold(acronym);
    wanted.chars().all(|c| rest.any(|&initial| initial == c))
}

/// Names in guillemets, and two spellings around a slash: the first is the title, the others are other names.
fn split_names(title: &str, others: &mut Vec<String>) -> String {
    let quoted: Vec<String> =
        QUOTED.captures_iter(title).filter_map(|found| Some(clean(found.name("name")?.as_str()))).collect();
    if let [first, rest @ ..] = &quoted[..] {
        let nothing_else = QUOTED.split(without_number(title)).all(|between| QUOTED_JOINT.is_match(between));
        if nothing_else {
            others.splice(0..0, rest.iter().map(|name| without_article(name).to_owned()));
            return without_article(first).to_owned();
        }
    }
    let sides = [" ou ", " OU "].iter().find_map(|joint| title.split_once(joint)).or_else(|| title.split_once('/'));
    if let Some((first, second)) = sides {
        let (first, second) = (first.trim(), second.trim());
        let alike = similarity(without_article(first), without_article(second)) >= SAME_NAME;
        if alike && first.split(' ').count() == second.split(' ').count() && first.len() > 4 {
            others.insert(0, second.to_owned());
            return first.to_owned();
        }
    }
    title.to_owned()
}
