//! What a line means to a profile: a section's heading, a label, a word of the verdict chart.

use crate::model::record::Kind;
use crate::text::fold;

use super::{AxisField, LabelField, LabelRule, Pattern, Profile, SectionRule};

/// A label of the verdict chart is a few words; a paragraph is not tried word by word.
const MOST_LABEL_WORDS: usize = 8;

/// A line that structures a sheet.
#[derive(Debug, Clone, Copy)]
pub enum Mark<'p> {
    /// The heading of a section.
    Section(&'p SectionRule),
    /// A label with, perhaps, the start of its value.
    Label(&'p LabelRule),
    /// Words of the verdict chart.
    Chart,
}

impl<'p> Mark<'p> {
    /// A name by which two marks of one kind are the same.
    #[must_use]
    pub fn name(&self) -> &'p str {
        match self {
            Self::Section(rule) => &rule.key,
            Self::Label(rule) => rule.mark_name(),
            Self::Chart => "chart",
        }
    }
}

impl Profile {
    /// The mark that a text is, if it is one.
    #[must_use]
    pub fn mark(&self, text: &str) -> Option<Mark<'_>> {
        self.mark_of_folded(&fold(text))
    }

    /// As [`mark`](Self::mark), of a folded text.
    #[must_use]
    pub fn mark_of_folded(&self, folded: &str) -> Option<Mark<'_>> {
        let bare = folded.trim_end_matches([' ', ':', '.', '*', '-']).trim_start_matches(['-', ' ', '.']);
        let bare = bare.strip_suffix("(suite)").map_or(bare, str::trim_end);
        if bare.is_empty() {
            return None;
        }
        if let Some(rule) = self.label(folded) {
            return Some(Mark::Label(rule));
        }
        if let Some(rule) = self.section(bare) {
            return Some(Mark::Section(rule));
        }
        self.is_chart(bare).then_some(Mark::Chart)
    }

    /// The section that a folded text is the heading of.
    #[must_use]
    pub fn section(&self, folded: &str) -> Option<&SectionRule> {
        if !self.at_once.may_be_heading(&self.sections, folded) {
            return None;
        }
        self.sections.iter().find(|rule| rule.matches(folded))
    }

    /// The label that a folded text begins with.
    #[must_use]
    pub fn label(&self, folded: &str) -> Option<&LabelRule> {
        if !self.at_once.may_be_label(&self.labels, folded) {
            return None;
        }
        self.labels.iter().find(|rule| rule.is_match(folded))
    }

    /// Whether a line holds labels of the chart and nothing else: one, or several side by side.
    fn is_chart(&self, folded: &str) -> bool {
        if self.axes.is_empty() {
            return false;
        }
        let is_word = |word: &&str| !word.is_empty() && *word != "/";
        let words;
        let mut rest = folded;
        if !folded.split(' ').all(|word| is_word(&word)) {
            words = folded.split(' ').filter(is_word).collect::<Vec<&str>>().join(" ");
            rest = &words;
        }
        if rest.is_empty() {
            return false;
        }
        while !rest.is_empty() {
            // The longest label first.
            let ends = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]).take(MOST_LABEL_WORDS);
            let ends: Vec<usize> = ends.collect();
            match ends.iter().rev().find(|end| self.folded_axis_end(&rest[..**end]).is_some()) {
                Some(end) => rest = rest[*end..].trim_start(),
                None => return false,
            }
        }
        true
    }

    /// The axis of the verdict chart that a label stands at the end of, and whether at its positive end.
    #[must_use]
    pub fn axis_end(&self, label: &str) -> Option<(AxisField, bool)> {
        self.folded_axis_end(&fold(label))
    }

    /// As [`axis_end`](Self::axis_end), of a folded text.
    #[must_use]
    pub fn folded_axis_end(&self, folded: &str) -> Option<(AxisField, bool)> {
        if !self.at_once.may_be_axis_end(&self.axes, folded) {
            return None;
        }
        let is = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.is_match(folded));
        self.axes.iter().find_map(|axis| {
            let positive = is(&axis.positive);
            (positive || is(&axis.negative)).then_some((axis.field, positive))
        })
    }

    /// Whether the report prints a verdict chart on its sheets.
    #[must_use]
    pub fn has_chart(&self) -> bool {
        !self.axes.is_empty()
    }

    /// Whether a block belongs to no record.
    #[must_use]
    pub fn is_furniture(&self, text: &str) -> bool {
        if self.furniture.is_empty() {
            return false;
        }
        let folded = fold(text);
        self.furniture.iter().any(|pattern| pattern.is_match(&folded))
    }

    /// Whether the collection is recognised by a folded text.
    #[must_use]
    pub fn is_evidence(&self, folded: &str) -> bool {
        self.evidence.iter().any(|rule| rule.regex.is_match(folded))
    }

    /// The rule of a section key.
    #[must_use]
    pub fn section_rule(&self, key: &str) -> Option<&SectionRule> {
        self.sections.iter().find(|rule| rule.key == key)
    }
}

impl LabelRule {
    /// The field that it fills.
    #[must_use]
    pub fn fills(&self) -> &'static str {
        self.field.map_or("fields", LabelField::as_str)
    }

    /// A name by which it is told from other labels.
    #[must_use]
    pub fn mark_name(&self) -> &str {
        match (self.field, &self.name) {
            (Some(field), _) => field.as_str(),
            (None, Some(name)) => name,
            (None, None) => self.regex.as_str(),
        }
    }

    /// Whether a folded text begins with the label.
    #[must_use]
    pub fn is_match(&self, folded: &str) -> bool {
        self.regex.is_match(folded)
    }
}

impl SectionRule {
    /// Whether a folded text is one of its headings.
    #[must_use]
    pub fn matches(&self, folded: &str) -> bool {
        self.headings.iter().any(|heading| heading.is_match(folded))
    }

    /// The patterns of its headings.
    pub fn headings(&self) -> impl Iterator<Item = &Pattern> {
        self.headings.iter()
    }

    /// Whether sheets of a kind have it.
    #[must_use]
    pub fn is_of(&self, kind: Kind) -> bool {
        self.of.is_empty() || self.of.contains(&kind)
    }

    /// Whether one sheet may have this section and another.
    pub(super) fn may_share(&self, other: &Self) -> bool {
        self.of.is_empty() || other.of.is_empty() || self.of.iter().any(|kind| other.of.contains(kind))
    }

    /// Whether a heading may go on with any words: the pattern that matches it matches it with another word, too.
    #[must_use]
    pub fn is_open_ended(&self, folded: &str) -> bool {
        let longer = format!("{folded} quelquechose");
        self.headings.iter().any(|heading| heading.is_match(folded) && heading.is_match(&longer))
    }
}
