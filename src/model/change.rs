//! What differs between two editions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What happened to a job, or to a field of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// Only the new edition has the job.
    Added,
    /// Only the old edition has the job.
    Removed,
    /// The same job under another title.
    Renamed,
    /// The job stands under another theme.
    Moved,
    /// A field differs.
    Changed,
    /// The job goes by another `occupation_id`, as other reports are beside its own.
    Regrouped,
}

impl ChangeKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Added, Self::Removed, Self::Renamed, Self::Moved, Self::Changed, Self::Regrouped];

    /// The word in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Regrouped => "regrouped",
        }
    }
}

/// Why something differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// The report is another one, new, or gone.
    Report,
    /// A person corrected it, or no longer does.
    Correction,
    /// The report is the same, byte for byte, and another version of the program reads it otherwise.
    Version,
    /// The report and the program are the same, and profiles, options or vocabularies are not.
    Settings,
}

impl Cause {
    /// All causes.
    pub const ALL: [Self; 4] = [Self::Report, Self::Correction, Self::Version, Self::Settings];

    /// The word in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Correction => "correction",
            Self::Version => "version",
            Self::Settings => "settings",
        }
    }
}

/// One difference between two editions: a row of the table `changes`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What happened.
    pub change: ChangeKind,
    /// The job, as the new edition calls it; as the old one does where the job was removed.
    pub job_id: String,
    /// Its title, from the same edition as `job_id`.
    pub title: String,
    /// The title in the old edition; set for renamed jobs only.
    pub previous_title: Option<String>,
    /// The `job_id` in the old edition; set for renamed jobs only.
    pub previous_job_id: Option<String>,
    /// A field's name, or `sections.<key>`; empty for added, removed and renamed jobs.
    pub field: String,
    /// The old value, lists joined by ` | `; null where there was none.
    pub before: Option<String>,
    /// The new value, lists joined by ` | `; null where there is none.
    pub after: Option<String>,
    /// 0–1: the share of words that old and new have in common.
    pub similarity: f64,
    /// First and last page in the old edition.
    pub pages_before: Option<[u32; 2]>,
    /// First and last page in the new edition.
    pub pages_after: Option<[u32; 2]>,
    /// The old edition; null where the document does not say its date, and for added jobs.
    pub edition_before: Option<String>,
    /// The new edition; null where the document does not say its date, and for removed jobs.
    pub edition_after: Option<String>,
    /// Why it differs; null where that is not known.
    pub cause: Option<Cause>,
}

/// What is called otherwise than in earlier runs: each by its old name and its new one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Renames {
    /// Jobs, by their `job_id`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub jobs: BTreeMap<String, String>,
    /// Files of the same content, by their `source_id`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, String>,
}

impl Renames {
    /// Whether nothing is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.jobs.is_empty() && self.sources.is_empty()
    }

    /// Takes up later ones.
    pub fn extend(&mut self, later: &Self) {
        self.jobs.extend(later.jobs.clone());
        self.sources.extend(later.sources.clone());
    }
}
