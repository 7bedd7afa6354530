//! The form of a profile file: strict TOML, every unknown key an error.
//!
//! Patterns are regular expressions on *folded* text (see [`crate::text::fold`]): lower case, no accents, straight
//! apostrophes, `-` for every dash, `...` for `…`. So one pattern covers a document's spelling and its variants.

use serde::Deserialize;
use toml::Spanned;

/// A profile as its file says it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfileFile {
    /// The collection's name, stable for ever; the file's stem.
    pub(super) id: String,
    /// Raised when the output changes.
    pub(super) version: u32,
    /// What the collection is, for people.
    pub(super) title: String,
    /// How to recognise it.
    pub(super) recognise: Recognise,
    /// How its job sheets lie in it; none: it describes no job.
    pub(super) sheet: Option<SheetForm>,
    /// Headings that open a section.
    #[serde(default)]
    pub(super) section: Vec<Section>,
    /// Fields introduced by a label.
    #[serde(default)]
    pub(super) label: Vec<Label>,
    /// Axes of the verdict chart.
    #[serde(default)]
    pub(super) axis: Vec<Axis>,
    /// Blocks that belong to no record: dates in feet, addresses, …
    #[serde(default)]
    pub(super) furniture: Vec<Spanned<String>>,
}

/// How a collection is recognised: the weights of the patterns found are added up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recognise {
    /// The score that is enough.
    pub(super) threshold: u32,
    /// What to look for.
    pub(super) pattern: Vec<Evidence>,
}

/// A pattern that speaks for a collection.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Evidence {
    /// Searched in each block.
    pub(super) regex: Spanned<String>,
    /// What it counts.
    pub(super) weight: u32,
    /// In how many blocks it must be found.
    #[serde(default = "one")]
    pub(super) at_least: u32,
}

fn one() -> u32 {
    1
}

/// The three ways in which reports lay out their jobs.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub(super) enum SheetForm {
    /// A sheet is a page, or a few pages: a new one begins where its headings begin again.
    Page {
        /// How many different headings make a sheet.
        #[serde(default = "two")]
        at_least: usize,
    },
    /// Jobs follow each other as chapters of a text.
    Chapter {
        /// The section whose heading follows the title straight away.
        anchor: Option<String>,
        /// The title, where it is known by its form.
        title: Option<Spanned<String>>,
        /// What looks like a title and is none.
        not_title: Option<Spanned<String>>,
        /// The section that text without a heading belongs to.
        body: Option<String>,
        /// The heading above the titles, where it is known by its form.
        theme: Option<Spanned<String>>,
        /// What ends the last job.
        #[serde(default)]
        end: Vec<Spanned<String>>,
    },
    /// Jobs are lines of a list, grouped by theme; each theme's facts stand elsewhere.
    List {
        /// A job's line, or a theme line that is itself a job.
        entry: Spanned<String>,
        /// Groups whose lines are no jobs.
        #[serde(default)]
        not_group: Vec<Spanned<String>>,
        /// The heading over the facts of a theme.
        facts: Spanned<String>,
        /// The section that the facts are.
        facts_key: String,
    },
}

fn two() -> usize {
    2
}

/// A section and its headings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    /// The key in the dataset.
    pub(super) key: String,
    /// Patterns of the whole heading.
    pub(super) heading: Vec<Spanned<String>>,
    /// A sheet without it has an issue.
    #[serde(default)]
    pub(super) required: bool,
    /// What stands under it is in no section (a chart).
    #[serde(default)]
    pub(super) chart: bool,
}

/// A field introduced by a label: `FAMILLE DE MÉTIER : SOINS`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Label {
    /// The field.
    pub(super) field: LabelField,
    /// The label with its colon, at a line's start.
    pub(super) regex: Spanned<String>,
    /// A sheet without it has an issue.
    #[serde(default)]
    pub(super) required: bool,
}

/// Fields that a label can introduce.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelField {
    /// Families of jobs.
    JobFamilies,
    /// Directions.
    Departments,
}

impl LabelField {
    /// The field's name in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::JobFamilies => "job_families",
            Self::Departments => "departments",
        }
    }
}

/// An axis of the verdict chart, by the words at its ends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Axis {
    /// The half of the opinion that it tells.
    pub(super) field: AxisField,
    /// Patterns of the whole label at its +1 end.
    pub(super) positive: Vec<Spanned<String>>,
    /// Patterns of the whole label at its -1 end.
    pub(super) negative: Vec<Spanned<String>>,
}

/// The two halves of an opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AxisField {
    /// How much the job makes sense.
    Relevance,
    /// How well it can be brought to France.
    Transposability,
}
