//! What a profile says that is probably not what was meant.

use crate::message;
use crate::model::field::SECTION_COLUMNS;
use crate::model::message::Message;
use crate::text::said::malformed;

use super::pattern::wordings;
use super::{Profile, SectionRule};

/// How alike two words are, 0 to 1, from which on one is a misspelling of the other.
const ALIKE: f64 = 0.75;

/// Why a section key is probably misspelt: it is nearly one of the dataset's, or no slug.
pub(super) fn misspelt_key(key: &str) -> Option<Message> {
    if SECTION_COLUMNS.contains(&key) || key == "opinion" {
        return None;
    }
    let slug = crate::normalise::text::slug(key);
    if slug != key {
        return Some(message!("profile-key-slug", key, slug));
    }
    let near = nearest(key, &SECTION_COLUMNS)?;
    Some(message!("profile-key-unknown", key, near))
}

/// Of some words, the one that another is probably a misspelling of.
pub(super) fn nearest<'w>(word: &str, words: &[&'w str]) -> Option<&'w str> {
    let alike = |other: &&&str| strsim::normalized_damerau_levenshtein(word, other);
    let best = words.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
    (alike(&best) >= ALIKE).then_some(*best)
}

/// The message of an unknown key with what was probably meant.
pub(super) fn with_suggestion(message: &str) -> Message {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted.split_first() {
        Some((unknown, expected)) if message.starts_with("unknown") => match nearest(unknown, expected) {
            Some(near) => message!("profile-unknown", key = unknown, near),
            None => malformed(message),
        },
        _ => malformed(message),
    }
}

/// What a profile says that works and is probably not what was meant: headings that another section takes.
#[must_use]
pub fn warnings(profile: &Profile) -> Vec<Message> {
    let mut warnings = Vec::new();
    for (at, section) in profile.sections.iter().enumerate() {
        for text in section.headings.iter().flat_map(wordings) {
            let takes = |earlier: &&SectionRule| earlier.matches(&text) && earlier.may_share(section);
            if let Some(earlier) = profile.sections[..at].iter().find(takes) {
                let (section, earlier) = (&section.key, &earlier.key);
                warnings.push(message!("profile-heading-taken", text, section, earlier));
            }
        }
        if section.headings.is_empty() {
            warnings.push(message!("profile-no-heading", section = &section.key));
        }
    }
    let most: u32 = profile.evidence.iter().map(|rule| rule.weight).sum();
    if most < profile.threshold {
        warnings.push(message!("profile-threshold", most, threshold = profile.threshold));
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
            misspelt_key("trainning").unwrap().to_string(),
            "section key `trainning` is not known; did you mean `training`?"
        );
        assert_eq!(
            misspelt_key("Savoir faire").unwrap().to_string(),
            "section key `Savoir faire` is no slug; write `savoir-faire`"
        );
    }

    #[test]
    fn unknown_keys_are_told_with_the_right_one() {
        let told = with_suggestion("unknown field `tresshold`, expected `threshold` or `pattern`");
        assert_eq!(told.to_string(), "unknown key `tresshold`; did you mean `threshold`?");
        assert_eq!(
            with_suggestion("unknown field `x`, expected `threshold`").to_string(),
            "unknown field `x`, expected `threshold`"
        );
    }
}
