//! What somebody probably meant to write.

use crate::text::fold;

/// How alike two words are, 0 to 1, from which on one may be meant by the other.
const ALIKE: f64 = 0.65;
/// No more are told.
const MOST: usize = 3;

/// Of some values, those that are written nearly like another, the nearest first; one that has it as a word comes before.
pub(super) fn near<'v>(asked: &str, values: impl IntoIterator<Item = &'v str>) -> Vec<String> {
    let wanted = fold(asked);
    let alike = |value: &str| {
        let value = fold(value);
        let part = wanted.len() > 2 && (value.contains(&wanted) || (value.len() > 3 && wanted.contains(&value)));
        if part { 1.0 } else { strsim::normalized_damerau_levenshtein(&value, &wanted) }
    };
    let scored = values.into_iter().map(|value| (alike(value), value));
    let mut scored: Vec<(f64, &str)> = scored.filter(|(score, _)| *score >= ALIKE).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.dedup_by_key(|(_, value)| *value);
    scored.into_iter().take(MOST).map(|(_, value)| value.to_owned()).collect()
}
