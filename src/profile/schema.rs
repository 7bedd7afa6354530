//! The form of a profile file: strict TOML, every unknown key an error.
//!
//! Patterns are regular expressions in the report's own spelling; they and the text are compared without case and accents
//! (see [`super::pattern`]). So one pattern covers a document's spelling and its variants.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::model::record::{Kind, ValueKind};

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
    /// A profile whose parts this one takes over where it says nothing itself.
    pub(super) extends: Option<Spanned<String>>,
    /// How to recognise it.
    pub(super) recognise: Option<Recognise>,
    /// How its sheets lie in it; none: it describes no job.
    pub(super) sheet: Option<SheetPart>,
    /// Whether its sheets bear a theme. Where nothing is said, they do in a `[sheet.…]` and do not in a `[[sheet]]`.
    pub(super) theme: Option<bool>,
    /// What is printed on sheets beside their sections.
    #[serde(default)]
    pub(super) notes: Vec<NotePart>,
    /// What an edition is expected to hold.
    pub(super) expect: Option<Expect>,
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

/// How sheets lie in a report: one of the usual ways, or rules for the sheets of each form that it has.
#[derive(Debug)]
pub(super) enum SheetPart {
    /// `[sheet.page]`, `[sheet.chapter]`, `[sheet.list]`.
    Usual(SheetForm),
    /// `[[sheet]]`.
    Rules(Vec<Sheet>),
}

impl<'de> Deserialize<'de> for SheetPart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Part;
        impl<'de> Visitor<'de> for Part {
            type Value = SheetPart;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("[[sheet]] or one of [sheet.page], [sheet.chapter] and [sheet.list]")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<SheetPart, A::Error> {
                SheetForm::deserialize(MapAccessDeserializer::new(map)).map(SheetPart::Usual)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<SheetPart, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(SheetPart::Rules)
            }
        }
        deserializer.deserialize_any(Part)
    }
}

/// The sheets of one form: where each begins, and what they are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    /// What a sheet describes.
    #[serde(default)]
    pub(super) kind: Kind,
    /// Where a sheet begins.
    pub(super) begin: Begin,
    /// What its title must be as a whole, with the groups `title`, `other`, `acronym`, `number` and `code`.
    pub(super) title: Option<Spanned<String>>,
    /// What looks like a title and is none.
    #[serde(default)]
    pub(super) not_title: Vec<Spanned<String>>,
    /// What ends a sheet that no other follows.
    #[serde(default)]
    pub(super) end: Vec<Spanned<String>>,
    /// The sheet that it is a part of.
    pub(super) parent: Option<Parent>,
}

/// Where a sheet begins.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Begin {
    /// At a title that is known by its words.
    Title(Spanned<String>),
    /// At a line over the title ("Fiche métier n° 3"), or before it on its line ("Fiche métier n° 3 – …").
    Number(Spanned<String>),
    /// At a label whose value is the title.
    Label(Spanned<String>),
    /// On the page where a running head begins to tell the title.
    RunningHead(Spanned<String>),
    /// At a title that is known by its look.
    Look(Look),
    /// In the first row of a table that holds the sheet.
    Table(TableBegin),
    /// In each row of a table: the head of the column of titles.
    Row(Spanned<String>),
    /// Where as many different headings begin again.
    Headings(usize),
}

/// Where the title stands in a table that is a sheet.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TableBegin {
    /// In its first row.
    FirstRow,
}

/// How a title is printed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// At least so many times as large as the running text.
    #[serde(default)]
    pub larger: f32,
    /// At most so many times as large.
    pub smaller: Option<f32>,
    /// Bold or not.
    pub bold: Option<bool>,
    /// Italic or not.
    pub italic: Option<bool>,
    /// In capitals or not.
    pub capitals: Option<bool>,
    /// Coloured, that is neither black, grey nor white, or not.
    pub coloured: Option<bool>,
}

/// How the sheet is found that another is a part of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parent {
    /// What it describes.
    pub(super) kind: Kind,
    /// How it is found.
    #[serde(default)]
    pub(super) by: ParentBy,
    /// The label whose value names it, by number or title.
    pub(super) label: Option<Spanned<String>>,
}

/// How the sheet is found that another is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParentBy {
    /// The last one before it.
    #[default]
    Order,
    /// The one whose number its own number begins with.
    Number,
    /// The one that a labelled value names.
    Label,
    /// The one in whose sections its title is told.
    Listed,
}

/// What stands on sheets beside their sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotePart {
    /// Numbers in big type with their captions.
    Figure,
    /// Quotations with who said them.
    Quote,
}

/// What an edition is expected to hold; another number of sheets, or a sheet without a section, is told.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expect {
    /// How many sheets: `34`, or from and to: `30..40`.
    pub(super) sheets: Option<Spanned<String>>,
    /// Keys of sections that every sheet has.
    #[serde(default)]
    pub(super) sections: Vec<Spanned<String>>,
}

/// The three usual ways in which reports lay out their jobs.
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
    /// The key in the dataset: one of the contract, or the slug of the heading.
    pub(super) key: Spanned<String>,
    /// Patterns of the whole heading.
    pub(super) heading: Vec<Spanned<String>>,
    /// A sheet without it has an issue.
    #[serde(default)]
    pub(super) required: bool,
    /// What stands under it is in no section (a chart).
    #[serde(default)]
    pub(super) chart: bool,
    /// What joins the cells of a row where a table stands under it: each row is an item then.
    pub(super) cells: Option<String>,
    /// The kinds of sheets that have it; none: all.
    #[serde(default)]
    pub(super) of: Vec<Kind>,
}

/// A field introduced by a label: `FAMILLE DE MÉTIER : SOINS`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Label {
    /// The field of the contract; without it, the value goes to `fields`.
    pub(super) field: Option<LabelField>,
    /// The name in `fields`; without it, the label as printed.
    pub(super) name: Option<String>,
    /// The label's words, without a colon.
    pub(super) label: Option<Spanned<String>>,
    /// The label with its colon, at a line's start.
    pub(super) regex: Option<Spanned<String>>,
    /// What the value is.
    #[serde(default, rename = "type")]
    pub(super) kind: ValueKind,
    /// What parts the values of a list.
    pub(super) separator: Option<String>,
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
    /// Levels of the national register of certifications.
    RncpLevels,
    /// Codes of the registers of jobs and certifications.
    CertificationCodes,
    /// Training durations.
    Hours,
    /// The theme.
    Theme,
    /// The job's own acronym.
    Acronym,
    /// Other names.
    AltTitles,
    /// The country.
    Country,
}

impl LabelField {
    /// The field's name in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::JobFamilies => "job_families",
            Self::Departments => "departments",
            Self::RncpLevels => "rncp_levels",
            Self::CertificationCodes => "certification_codes",
            Self::Hours => "hours",
            Self::Theme => "theme",
            Self::Acronym => "acronym",
            Self::AltTitles => "alt_titles",
            Self::Country => "country",
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
