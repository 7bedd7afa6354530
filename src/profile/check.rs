//! What a profile says that is probably not what was meant.

use crate::model::field::SECTION_COLUMNS;
use crate::text::said::malformed;

use super::pattern::wordings;
use super::{Profile, SectionRule};

/// How alike two words are, 0 to 1, from which on one is a misspelling of the other.
const ALIKE: f64 = 0.75;

/// Why a section key is probably misspelt: it is nearly one of the dataset's, or no slug.
pub(super) fn misspelt_key(key: &str) -> Option<String> {
    if SECTION_COLUMNS.contains(&key) || key == "opinion" {
        return None;
    }
    let slug = crate::normalise::text::slug(key);
    if slug != key {
        return Some(format!("section key `{key}` is no slug; write `{slug}`"));
    }
    let near = nearest(key, &SECTION_COLUMNS)?;
    Some(format!("section key `{key}` is not known; did you mean `{near}`?"))
}

/// Of some words, the one that another is probably a misspelling of.
pub(super) fn nearest<'w>(word: &str, words: &[&'w str]) -> Option<&'w str> {
    let alike = |other: &&&str| strsim::normalized_damerau_levenshtein(word, other);
    let best = words.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
    (alike(&best) >= ALIKE).then_some(*best)
}

/// The message of an unknown key with what was probably meant.
pub(super) fn with_suggestion(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted.split_first() {
        Some((unknown, expected)) if message.starts_with("unknown") => match nearest(unknown, expected) {
            Some(near) => format!("unknown key `{unknown}`; did you mean `{near}`?"),
            None => message.to_owned(),
        },
        _ => malformed(message).to_string(),
    }
}

/// What a profile says that works and is probably not what was meant: headings that another section takes.
#[must_use]
pub fn warnings(profile: &Profile) -> Vec<String> {
    let mut warnings = Vec::new();
    for (at, section) in profile.sections.iter().enumerate() {
        for text in section.headings.iter().flat_map(wordings) {
            let takes = |earlier: &&SectionRule| earlier.matches(&text) && earlier.may_share(section);
            if let Some(earlier) = profile.sections[..at].iter().find(takes) {
                warnings.push(format!(
                    "the heading “{text}” of the section `{}` is read as one of `{}`, which stands before it",
                    section.key, earlier.key
                ));
            }
        }
        if section.headings.is_empty() {
            warnings.push(format!("the section `{}` has no heading", section.key));
        }
    }
    let most: u32 = profile.evidence.iter().map(|rule| rule.weight).sum();
    if most < profile.threshold {
        warnings.push(format!(
            "the weights of all patterns make {most}, less than the threshold {}: no report is recognised",
            profile.threshold
        ));
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_is_told_with_the_right_one() {
        assert_eq!(misspelt_key("training"), None);
        assert_eq!(misspelt_key("savoir-faire"), None);
        assert_eq!(
            misspelt_key("trainning").unwrap(),
            "section key `trainning` is not known; did you mean `training`?"
        );
        assert_eq!(
            misspelt_key("Savoir faire").unwrap(),
            "section key `Savoir faire` is no slug; write `savoir-faire`"
        );
    }

    #[test]
    fn unknown_keys_are_told_with_the_right_one() {
        let told = with_suggestion("unknown field `tresshold`, expected `threshold` or `pattern`");
        assert_eq!(told, "unknown key `tresshold`; did you mean `threshold`?");
        assert_eq!(
            with_suggestion("unknown field `x`, expected `threshold`"),
            "unknown field `x`, expected `threshold`"
        );
    }
}
