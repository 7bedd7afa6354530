//! Many patterns tried at once: most texts match none of them, and one look tells.

use std::sync::OnceLock;

use regex::RegexSet;

use super::pattern::Pattern;
use super::{AxisRule, LabelRule, SectionRule};

/// Patterns that are asked for together.
#[derive(Debug, Clone)]
pub(super) struct Together {
    patterns: Vec<Pattern>,
    /// Compiled when it is first asked; none where that would be too large.
    set: OnceLock<Option<RegexSet>>,
}

impl Together {
    pub(super) fn new(patterns: Vec<Pattern>) -> Self {
        Self { patterns, set: OnceLock::new() }
    }

    /// The set, if it tells of a text. Borders of words beside letters that ASCII does not know are looked up one by one,
    /// which takes a set much longer than its patterns, each of which seldom comes so far.
    fn set(&self, folded: &str) -> Option<&RegexSet> {
        let set = || self.set.get_or_init(|| RegexSet::new(self.patterns.iter().map(Pattern::as_str)).ok());
        folded.is_ascii().then(set).and_then(Option::as_ref)
    }

    /// Whether a folded text may match one of the patterns: where this says no, none does.
    fn may_match(&self, folded: &str) -> bool {
        !self.patterns.is_empty() && self.set(folded).is_none_or(|set| set.is_match(folded))
    }

    /// Notes which patterns a folded text matches, each at its place.
    pub(super) fn note_matches(&self, folded: &str, matched: &mut [bool]) {
        match self.set(folded) {
            Some(set) if set.is_match(folded) => set.matches(folded).iter().for_each(|at| matched[at] = true),
            Some(_) => {}
            None => {
                let each = self.patterns.iter().zip(matched);
                each.for_each(|(pattern, matched)| *matched |= pattern.is_match(folded));
            }
        }
    }
}

/// What the patterns of one profile tell together. They are gathered when one is first asked, and do not change then.
#[derive(Debug, Clone, Default)]
pub(super) struct AtOnce {
    sections: OnceLock<Together>,
    labels: OnceLock<Together>,
    axes: OnceLock<Together>,
}

impl AtOnce {
    /// Whether a folded text may be the heading of a section.
    pub(super) fn may_be_heading(&self, sections: &[SectionRule], folded: &str) -> bool {
        let gather = || Together::new(sections.iter().flat_map(|rule| &rule.headings).cloned().collect());
        self.sections.get_or_init(gather).may_match(folded)
    }

    /// Whether a folded text may begin with a label.
    pub(super) fn may_be_label(&self, labels: &[LabelRule], folded: &str) -> bool {
        let gather = || Together::new(labels.iter().map(|rule| rule.regex.clone()).collect());
        self.labels.get_or_init(gather).may_match(folded)
    }

    /// Whether a folded text may stand at the end of an axis.
    pub(super) fn may_be_axis_end(&self, axes: &[AxisRule], folded: &str) -> bool {
        let patterns = || axes.iter().flat_map(|axis| axis.positive.iter().chain(&axis.negative));
        self.axes.get_or_init(|| Together::new(patterns().cloned().collect())).may_match(folded)
    }
}

#[cfg(test)]
mod tests {
    use super::super::pattern::compile;
    use super::*;

    #[test]
    fn what_is_told_together_is_what_each_tells() {
        let sources = ["^(?:missions?)$", r"\bguide\b", "(?P<a>x)y", "(?P<a>z)"];
        let patterns: Vec<Pattern> = sources.map(|source| compile(source, str::to_owned).unwrap()).into();
        let together = Together::new(patterns.clone());
        for text in ["missions", "le guide", "les guides", "le « guide » xy", "xyz", "", "\u{3b1}guide"] {
            let each: Vec<bool> = patterns.iter().map(|pattern| pattern.is_match(text)).collect();
            let mut matched = vec![false; patterns.len()];
            together.note_matches(text, &mut matched);
            assert_eq!(matched, each, "{text}");
            assert!(together.may_match(text) || !each.contains(&true), "{text}");
        }
        assert!(!together.may_match("les guides"));
        assert!(!Together::new(Vec::new()).may_match("\u{3b1}"));
    }
}
