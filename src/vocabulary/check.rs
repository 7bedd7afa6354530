//! Whether a printed code is one, and whether it is that of the label beside it.

use super::Vocabulary;
use super::codes::canonical;
use super::matching::shared_part;
use crate::message;
use crate::model::message::Message;

/// What is wrong with a printed code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The code as the dataset writes it.
    pub code: String,
    /// The published label of the code, where it has one.
    pub label: Option<String>,
    /// For people: what was found, and what to do about it.
    pub message: Message,
}

/// Kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// No table has the code.
    Unknown,
    /// The certification is no longer in force.
    Withdrawn,
    /// The printed label is that of something else.
    OtherLabel,
}

impl FindingKind {
    /// The stable code of such an issue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "code-unknown",
            Self::Withdrawn => "code-withdrawn",
            Self::OtherLabel => "code-other-label",
        }
    }
}

/// The weighted part of the shorter label's words that the other must have.
const SAME_LABEL: f64 = 0.6;

/// See [`Vocabulary::check`].
pub(super) fn check(vocabulary: &Vocabulary, printed: &str, printed_label: Option<&str>) -> Option<Finding> {
    let (system, code) = canonical(printed)?;
    if !vocabulary.covered.contains(&system) {
        return None;
    }
    let Some(entry) = vocabulary.entries.get(&code).filter(|entry| !entry.label.is_empty()) else {
        let message = message!("code-unknown", code = &code);
        return Some(Finding { kind: FindingKind::Unknown, code, label: None, message });
    };
    let finding = |kind, message| Some(Finding { kind, code: code.clone(), label: Some(entry.label.clone()), message });
    if let Some(label) = printed_label
        && entry.printed().all(|name| shared_part(vocabulary.index(), label, name) < SAME_LABEL)
    {
        let message = message!("code-other-label", code = &code, label = &entry.label, printed = label.trim());
        return finding(FindingKind::OtherLabel, message);
    }
    if entry.withdrawn {
        let message = message!("code-withdrawn", code = &code, label = &entry.label);
        return finding(FindingKind::Withdrawn, message);
    }
    None
}
