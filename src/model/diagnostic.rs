//! What a person should look at: data, never printed by the library.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::message::Message;
use crate::catalogue::Language;

/// Something that was wrong, unclear or left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Stable code, such as `section-missing`.
    pub code: Cow<'static, str>,
    /// The file, relative to the PATH argument.
    pub file: String,
    /// 1-based page, where it is known.
    pub page: Option<u32>,
    /// The record that it concerns.
    pub record_id: Option<String>,
    /// The field that it concerns.
    pub field: Option<String>,
    /// What was found.
    pub message: Message,
    /// What to do about it, where it is not what the message says by itself.
    pub hint: Option<Message>,
    /// What a person says of it who looked at it; none while nobody did.
    #[serde(default)]
    pub settled: Option<Verdict>,
    /// Why; for people.
    #[serde(default)]
    pub note: Option<String>,
}

/// What a person says of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is as it should be, or as it has to be.
    Seen,
    /// There is nothing to look at.
    Wrong,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 2] = [Self::Seen, Self::Wrong];

    /// The word in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Wrong => "wrong",
        }
    }

    /// The verdict of a word, in English or in French.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        match word.trim().to_lowercase().as_str() {
            "seen" | "vu" | "vue" => Some(Self::Seen),
            "wrong" | "faux" | "fausse" => Some(Self::Wrong),
            _ => None,
        }
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Info,
    /// A value may be wrong or missing.
    Warning,
    /// Something was not read.
    Error,
}

impl Severity {
    /// All severities, the mildest first.
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Error];

    /// The word in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Diagnostic {
    /// A diagnostic without a place; the file is filled in by the pipeline.
    #[must_use]
    pub fn new(severity: Severity, code: impl Into<Cow<'static, str>>, message: Message) -> Self {
        Self {
            severity,
            code: code.into(),
            file: String::new(),
            page: None,
            record_id: None,
            field: None,
            message,
            hint: None,
            settled: None,
            note: None,
        }
    }

    /// With its 1-based page.
    #[must_use]
    pub fn on_page(mut self, page: u32) -> Self {
        self.page = Some(page);
        self
    }

    /// With what to do about it, where it is not what the message says by itself.
    #[must_use]
    pub fn with_hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<Message> {
        self.hint.clone().or_else(|| self.message.hint())
    }

    /// With words of a language in place of the catalogue's texts.
    #[must_use]
    pub fn in_words(mut self, language: Language) -> Self {
        self.hint = self.hint().map(|hint| Message::Plain(hint.said(language)));
        self.message = Message::Plain(self.message.said(language));
        self
    }

    /// With the field that it concerns.
    #[must_use]
    pub fn of_field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
}
