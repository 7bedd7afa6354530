//! Other names of a job, told in parentheses straight after its own name in running text.

use std::sync::LazyLock;

use regex::Regex;

use super::label::{without_article, without_number};
use super::text::{clean, fold};
use super::words::{acronym, folded_words, is_stop_word, looks_foreign, names_a_person};

/// Innermost parentheses.
static PARENTHESES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\((?P<inner>[^()]{1,80})\)").expect("a constant pattern"));
/// "ou", "aussi appelé", "dit": what follows is another name.
static INTRODUCED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:(?:ou|encore|aussi|également|parfois|souvent|dite?s?|soit|appelée?s?|nommée?s?|dénommée?s?|connue?s? sous le nom de|alias)\s+)+")
        .expect("a constant pattern")
});
static BETWEEN_NAMES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\s+(?:ou(?:\s+encore)?|or)\s+|\s*;\s*").expect("a constant pattern"));

/// Most words between a job's name and the parenthesis after it ("… écologique *en santé* (CTEES)").
const LOOSE_WORDS: usize = 2;

/// Names in parentheses straight after the job's own name in the first paragraph of its text.
///
/// `acronym` is the job's known acronym, which is no name of this kind. Article, number, case and small differences
/// between title and text do not matter.
#[must_use]
pub fn alt_names_in_first_paragraph(title: &str, acronym: Option<&str>, paragraph: &str) -> Vec<String> {
    let first = paragraph.trim_start().lines().next().unwrap_or_default();
    let first = clean(first);
    let mut names: Vec<String> = Vec::new();
    for found in PARENTHESES.captures_iter(&first) {
        let (Some(whole), Some(inner)) = (found.get(0), found.name("inner")) else {
            continue;
        };
        if !ends_with_name(&first[..whole.start()], title, 0) {
            continue;
        }
        for name in names_within(inner.as_str()) {
            let own = folded_words(&name) == folded_words(title) || acronym.is_some_and(|known| known == name);
            if !own && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// The acronym in parentheses straight after the job's own name in its text, never that of something else.
#[must_use]
pub fn acronym_in_text(title: &str, text: &str) -> Option<String> {
    let text = clean(text);
    PARENTHESES.captures_iter(&text).find_map(|found| {
        let inner = found.name("inner")?.as_str().trim();
        let inner = &inner[INTRODUCED.find(inner).map_or(0, |m| m.end())..];
        let acronym = acronym(inner)?;
        let before = &text[..found.get(0)?.start()];
        // Words after the name may belong to something else, which then has the acronym.
        let own_initial = content_words(without_article(without_number(title)))
            .first()
            .is_some_and(|head| fold(&acronym).chars().next() == head.chars().next());
        let close = ends_with_name(before, title, 0) || (own_initial && ends_with_name(before, title, LOOSE_WORDS));
        (close && may_stand_for(&acronym, before, title)).then_some(acronym)
    })
}

/// The names inside a parenthesis; none where it is an aside, a list or an acronym.
pub(super) fn names_within(inner: &str) -> Vec<String> {
    let inner = inner.trim();
    let introduced = INTRODUCED.find(inner).map_or(0, |m| m.end());
    let body = &inner[introduced..];
    if acronym(body).is_some() || body.contains([',', '…', ':']) || body.contains("...") {
        return Vec::new();
    }
    // A foreign name in running text is one name, whatever joins its words.
    let parts: Vec<&str> =
        if looks_foreign(body) && introduced == 0 { vec![body] } else { BETWEEN_NAMES.split(body).collect() };
    let names: Vec<String> = parts
        .into_iter()
        .map(|part| unquoted(without_article(part.trim())))
        .filter(|part| acronym(part).is_none())
        .collect();
    let is_name = |name: &String| {
        let words = name.split(' ').count();
        let first = name.split(' ').next().unwrap_or_default();
        let begins = name.chars().next().is_some_and(char::is_alphabetic);
        let told = introduced > 0 || names_a_person(first) || looks_foreign(name);
        begins && words <= 8 && told && !is_stop_word(&folded_words(first).concat())
    };
    if names.iter().all(is_name) { names } else { Vec::new() }
}

/// Guillemets and quotation marks around a name off.
pub(super) fn unquoted(name: &str) -> String {
    name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '«' | '»' | '“' | '”' | '"' | '„')).to_owned()
}

/// Whether the text ends with the job's name, with at most `loose` words after it.
fn ends_with_name(before: &str, title: &str, loose: usize) -> bool {
    let name = content_words(without_article(without_number(title)));
    // Another parenthesis or sentence in between parts the two.
    let clause = before.rsplit(['.', ';', '!', '?', ')', ':']).next().unwrap_or_default();
    let text = content_words(clause);
    let Some(head) = name.first() else {
        return false;
    };
    let needed = (name.len() * 3).div_ceil(4);
    let reach = name.len() + LOOSE_WORDS + loose;
    let from = text.len().saturating_sub(reach);
    (from..text.len()).any(|start| {
        if !same_word(head, &text[start]) {
            return false;
        }
        let (mut matched, mut next, mut last) = (1, 1, start);
        for (at, word) in text.iter().enumerate().skip(start + 1) {
            if let Some(skip) = name[next..].iter().position(|own| same_word(own, word)) {
                next += skip + 1;
                matched += 1;
                last = at;
            }
        }
        matched >= needed && text.len() - 1 - last <= loose
    })
}

fn content_words(text: &str) -> Vec<String> {
    folded_words(text).into_iter().filter(|word| !is_stop_word(word)).collect()
}

/// Equal but for number, gender, a shortened form ("radio", "radiologie") or a misprint.
fn same_word(own: &str, printed: &str) -> bool {
    let single = |word: &str| word.trim_end_matches(['s', 'x']).to_owned();
    let (a, b) = (single(own), single(printed));
    if a == b {
        return true;
    }
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let shared = short.bytes().zip(long.bytes()).take_while(|(x, y)| x == y).count();
    let misprint = short.len() >= 6 && strsim::levenshtein(&a, &b) <= 2;
    misprint || (shared >= 4 && (shared == short.len() || shared + 2 >= short.len()) && shared * 2 >= long.len())
}

/// Whether the acronym's letters stand in this order in the words before it or in the title.
fn may_stand_for(acronym: &str, before: &str, title: &str) -> bool {
    let words = folded_words(before);
    let near = words[words.len().saturating_sub(folded_words(title).len() + 2 * LOOSE_WORDS)..].concat();
    let wanted = folded_words(acronym).concat();
    [near, folded_words(title).concat()].iter().any(|letters| {
        let mut letters = letters.chars();
        wanted.chars().all(|c| letters.any(|letter| letter == c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_text() {
        for (title, paragraph, expected) in [
            ("CASE MANAGER", "Le Case Manager (ou gestionnaire de cas) suit le dossier.", vec!["gestionnaire de cas"]),
            (
                "Veilleur de nuit",
                "Les veilleurs de nuit (aussi appelés « gardiens » ou « surveillants ») sont là.",
                vec!["gardiens", "surveillants"],
            ),
            ("Garde-malade", "La garde-malade (night nurse) veille.", vec!["night nurse"]),
            ("Veilleur de nuit", "Le veilleur de nuit (VDN) veille.", vec![]),
            ("Veilleur de nuit", "Le veilleur de nuit (en poste, souvent seul) veille.", vec![]),
            ("Veilleur de nuit", "Un hôpital (ou clinique) emploie un veilleur.", vec![]),
            ("Veilleur de nuit", "Rien.\nLe veilleur de nuit (ou gardien) veille.", vec![]),
            ("", "(ou rien)", vec![]),
        ] {
            assert_eq!(alt_names_in_first_paragraph(title, None, paragraph), expected, "{paragraph:?}");
        }
    }

    #[test]
    fn acronyms_in_text() {
        for (title, text, expected) in [
            ("Veilleur de nuit", "Les veilleurs de nuit (VDN) veillent.", Some("VDN")),
            ("Manipulateur échographe en soins", "Un manipulateur en échographie en soins (MES) aide.", Some("MES")),
            (
                "Conseiller en jardins et eaux",
                "Les conseillers et guides en jardins et eaux en ville (CJEV)",
                Some("CJEV"),
            ),
            ("Veilleur de nuit", "Il aide l’infirmier de jour (IDJ).", None),
            ("Veilleur de nuit", "Un veilleur du réseau national (VRN).", None),
            ("Assistant de jardin", "l’Association des jardins (ADJ)", None),
            ("Veilleur de nuit", "Le veilleur de nuit (par exemple) veille", None),
            ("", "(ABC)", None),
        ] {
            assert_eq!(acronym_in_text(title, text).as_deref(), expected, "{text:?}");
        }
    }
}
