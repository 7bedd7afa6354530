//! What is known of a file once it is read and laid out: all that interpreting it needs, so that it can be kept.

use serde::{Deserialize, Serialize};

use super::diagnostic::Diagnostic;
use super::flow::Flow;
use super::message::Message;

/// A file that could be read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Reading {
    /// Its text in reading order.
    pub flow: Flow,
    /// What it has of text.
    pub text_layer: TextLayer,
    /// A text file, not a PDF.
    pub plain: bool,
    /// Pages read off their picture.
    pub recognised: RecognisedPages,
    /// What a person should look at.
    pub diagnostics: Vec<Diagnostic>,
    /// What to do about pages that have no usable text: a fragment that follows "no text layer; ".
    pub ocr_hint: Option<Message>,
    /// How long it is what reading the file again would give.
    pub lasting: Lasting,
}

/// How long a result is what the same work would give again, with the same file, options, profiles and program.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Lasting {
    /// Not at all: it came of the moment, such as a file that could not be opened, or must not be kept.
    #[default]
    Never,
    /// As long as pictures of text are read by this: the program with its version, or what of it is missing.
    WithRecogniser(String),
    /// For ever.
    Always,
}

/// What a document has of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum TextLayer {
    /// Letters or digits on at least one page.
    Usable,
    /// Characters, but none whose letter is known.
    Meaningless,
    /// No character but blanks.
    #[default]
    Missing,
}

impl TextLayer {
    /// What both have together.
    #[must_use]
    pub fn or(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Usable => self,
            Self::Meaningless | Self::Missing => match other() {
                Self::Missing => self,
                other => other,
            },
        }
    }
}

/// Pages that were read by optical character recognition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognisedPages {
    /// Their numbers, in order; a page without any word is among them.
    pub pages: Vec<u32>,
    /// Those of them whose words are doubtful.
    pub doubtful: Vec<u32>,
    /// Whether there were pages to read, read or not.
    pub wanted: bool,
    /// Whether one of them could not be read, and may be another time.
    pub failed: bool,
}
