//! What a run writes: sources, records and issues.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::flow::Place;
use super::geometry::Rect;
use super::groups::Groups;
use super::issues::Issues;
use super::records::Records;
use crate::catalogue::Language;
use crate::store::Stored;

/// The version of the dataset's format; raised when a field is renamed, retyped or dropped.
pub const FORMAT: u32 = 1;
/// Program and version.
pub const GENERATOR: &str = concat!("ingest ", env!("CARGO_PKG_VERSION"));

/// Everything that a run found, sorted: same input, same bytes.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Dataset {
    /// Version of this format.
    pub format: u32,
    /// Program and version.
    pub generator: String,
    /// The language of what it tells people: the issues, and the messages of sources.
    #[serde(default = "of_old")]
    pub language: Language,
    /// One row an input file.
    pub sources: Vec<SourceRow>,
    /// Jobs by source, page, and place on the page.
    pub jobs: Records,
    /// Links between jobs of different collections.
    pub links: Vec<Link>,
    /// Codes of vocabularies that occupations may have, the best first; proposed, never asserted.
    #[serde(default)]
    pub candidates: Stored<Candidate>,
    /// What a person should look at; written to the table `issues` only.
    #[serde(skip)]
    #[schemars(skip)]
    pub issues: Issues,
    /// Text that is in no record; written to the table `leftover` only.
    #[serde(skip)]
    #[schemars(skip)]
    pub leftover: Stored<Leftover>,
    /// What differs between editions, and from the run before; written to the table `changes` only.
    #[serde(skip)]
    #[schemars(skip)]
    pub changes: Vec<Change>,
    /// Under which a history keeps it, so that a workbook can say what it was made from; `None` where none does.
    #[serde(skip)]
    #[schemars(skip)]
    pub mark: Option<String>,
}

impl Dataset {
    /// The records of each occupation that the jobs are of, by its id, the latest edition first. Records of files that are
    /// copies of others are not among them.
    #[must_use]
    pub fn occupations(&self) -> Groups {
        let heads = self.jobs.heads();
        let copies = self.sources.iter().filter(|source| source.copy_of.is_some());
        let copies: BTreeSet<&str> = copies.map(|source| source.source_id.as_str()).collect();
        let is_one = |place: &usize| {
            let head = &heads[*place];
            head.occupation().is_some() && !copies.contains(&*head.source_id)
        };
        let mut places: Vec<usize> = (0..heads.len()).filter(is_one).collect();
        // Those of one edition by what does not change with the names of files; others stay in the order of files.
        let rank = |place: usize| {
            let head = &heads[place];
            (head.occupation(), Reverse(&head.edition), &head.job_id)
        };
        places.sort_by(|a, b| rank(*a).cmp(&rank(*b)));
        Groups::of(places, |a, b| heads[a].occupation() == heads[b].occupation())
    }

    /// A dataset of this version without a single source.
    #[must_use]
    pub fn empty() -> Self {
        Self { format: FORMAT, generator: GENERATOR.to_owned(), ..Self::default() }
    }
}

/// The language of datasets that do not tell theirs: there was no other.
fn of_old() -> Language {
    Language::English
}

/// An input file.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SourceRow {
    /// Slug of the file's stem, or of its relative path where two stems meet.
    pub source_id: String,
    /// Relative to the PATH argument, with `/`.
    pub file: String,
    /// Of the file's bytes, in hexadecimal; empty if unreadable.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Number of pages; null for input without pages.
    pub pages: Option<u32>,
    /// The first collection found in it.
    pub collection: Option<String>,
    /// All collections found in it, in page order.
    pub collections: Vec<String>,
    /// Version of the profile that recognised it.
    pub profile_version: Option<u32>,
    /// The document's title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// What it says of its own date.
    pub edition: Option<String>,
    /// What became of it.
    pub status: Status,
    /// Number of jobs: records of kind `job`.
    pub jobs: usize,
    /// Where its text ended; null where no profile recognised it.
    pub coverage: Option<Coverage>,
    /// Why, and what to do, where the status needs it.
    pub message: Option<String>,
    /// Where it was fetched, as `sources.toml` says.
    pub url: Option<String>,
    /// The day it was fetched, as `YYYY-MM-DD`, as `sources.toml` says.
    pub fetched: Option<String>,
    /// The licence of its text, as `sources.toml` says.
    pub licence: Option<String>,
    /// Where that licence can be read, as `sources.toml` says.
    pub licence_url: Option<String>,
    /// The `source_id` of the file that has the same jobs, word for word, in other bytes: occupations count them there.
    pub copy_of: Option<String>,
    /// Where the file is, seen from the output folder, with `/`; for links only. `None` where they have nothing in
    /// common: no path of a machine is in a dataset.
    #[serde(skip)]
    #[schemars(skip)]
    pub place: Option<String>,
}

/// Where the text of a recognised document ended: shares of its characters, blanks not counted, that make 1 together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// In records: titles, headings, labels and charts among it.
    pub records: f64,
    /// In the notes of records.
    pub notes: f64,
    /// Running heads and feet, page numbers and the like.
    pub furniture: f64,
    /// In none of these: the table `leftover` has it.
    pub left_over: f64,
}

/// Text of a recognised document that is in no record, no note and no furniture.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Leftover {
    /// The file, relative to the PATH argument, with `/`.
    pub file: String,
    /// Where it stands; none for input without positions.
    pub place: Option<Place>,
    /// The text.
    pub text: String,
    /// The `record_id` of the record that it stands in or after.
    pub near_record: Option<String>,
}

/// What became of an input file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Read whole, records found.
    Ok,
    /// Part of the document could not be read or placed.
    Partial,
    /// Read well, describes no job.
    NoJobs,
    /// Text, but no profile fits.
    Unrecognised,
    /// No usable text layer.
    NeedsOcr,
    /// A password is needed.
    Encrypted,
    /// Same bytes as an earlier file.
    DuplicateOf,
    /// Not a format that is read.
    Unsupported,
    /// Not readable; the message says why.
    #[default]
    Failed,
}

impl Status {
    /// All statuses.
    pub const ALL: [Self; 9] = [
        Self::Ok,
        Self::Partial,
        Self::NoJobs,
        Self::Unrecognised,
        Self::NeedsOcr,
        Self::Encrypted,
        Self::DuplicateOf,
        Self::Unsupported,
        Self::Failed,
    ];

    /// The word in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::NoJobs => "no-jobs",
            Self::Unrecognised => "unrecognised",
            Self::NeedsOcr => "needs-ocr",
            Self::Encrypted => "encrypted",
            Self::DuplicateOf => "duplicate-of",
            Self::Unsupported => "unsupported",
            Self::Failed => "failed",
        }
    }
}

/// The words that [`Link::relation`] may be.
pub const RELATIONS: [&str; 3] = ["same", "cites", "close"];

/// Two jobs of different collections that are the same, close, or one citing the other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// A `job_id`.
    pub a: String,
    /// A `job_id`.
    pub b: String,
    /// `same`, `cites` or `close`.
    pub relation: String,
    /// 0–1.
    pub score: f64,
    /// The words that say so.
    pub evidence: String,
    /// Where they stand.
    #[serde(default)]
    pub evidence_where: EvidenceWhere,
}

/// Where the words stand that say why two jobs are linked.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceWhere {
    /// The `record_id` of the record: `a` in its latest edition.
    pub record_id: String,
    /// 1-based page number; null for input without pages.
    pub page: Option<u32>,
    /// The box of the paragraph, in points from the top left of the page as displayed.
    #[serde(rename = "box")]
    #[schemars(with = "Option<[f64; 4]>")]
    pub bbox: Option<Rect>,
}

/// A code of a vocabulary that an occupation may have: proposed, never asserted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Candidate {
    /// The job across reports.
    pub occupation_id: String,
    /// From 1, the best first.
    pub position: u32,
    /// The code, such as `ROME:J1508`.
    pub code: String,
    /// The code's own label, as published.
    pub label: String,
    /// The published name that fits best, which may be the label.
    pub name: String,
    /// How well it fits, 0–1.
    pub score: f64,
    /// Words of the occupation's titles that speak for it.
    pub words: Vec<String>,
}
