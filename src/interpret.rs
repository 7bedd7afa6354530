//! A document → what it describes, by the profiles.

use crate::model::diagnostic::Diagnostic;
use crate::model::document::Document;
use crate::model::record::Record;
use crate::profile::ProfileSet;

/// What a document describes.
#[derive(Debug, Clone, Default)]
pub struct Interpretation {
    /// The collections whose profiles recognised it, in page order; empty when none did.
    pub collections: Vec<Collection>,
    /// The document's title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// What it says of its own date.
    pub edition: Option<String>,
    /// Records in reading order; ids, file and source are left empty, the dataset stage fills them.
    pub records: Vec<Record>,
    /// What a person should look at.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a part of the document could not be placed.
    pub partial: bool,
}

/// A collection that a document belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collection {
    /// The profile's id.
    pub id: String,
    /// The profile's version.
    pub version: u32,
    /// Whether its documents describe jobs: false for, say, press articles.
    pub has_jobs: bool,
}

/// Recognises a document and extracts its records.
#[must_use]
pub fn interpret(_document: &Document, _profiles: &ProfileSet) -> Interpretation {
    Interpretation::default()
}
