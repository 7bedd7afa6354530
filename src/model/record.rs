//! A job as the dataset holds it. The field order here is the field order of `jobs.json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::flow::Place;
use super::geometry::Rect;
use super::qualification::Qualification;

/// One job description (a "fiche métier"), or one job that a report proposes.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Record {
    /// `<source_id>/<slug of the title>`: unique in a dataset.
    pub record_id: String,
    /// `<collection>/<slug of the title>`: the same job has the same id in every edition and on every machine.
    pub job_id: String,
    /// The source's id.
    pub source_id: String,
    /// The `job_id` that the job goes by across all reports; null for parts of a job.
    pub occupation_id: Option<String>,
    /// The file, relative to the PATH argument, with `/`.
    pub file: String,
    /// The family of editions that the report belongs to.
    pub collection: String,
    /// What the document says of its own date, as `YYYY` or `YYYY-MM` or `YYYY-MM-DD`.
    pub edition: Option<String>,
    /// First and last page, 1-based; null for input without pages.
    pub pages: Option<[u32; 2]>,
    /// Always `job` for a job; `activity`, `skill`, `transversal` for sheets of a job's parts.
    pub kind: Kind,
    /// The `record_id` of the job that a part belongs to.
    pub parent: Option<String>,
    /// As printed, on one line.
    pub title: String,
    /// For people: sentence case, no article, no number.
    pub label: String,
    /// Other names printed for the job.
    pub alt_titles: Vec<String>,
    /// The job's own acronym.
    pub acronym: Option<String>,
    /// The theme, as printed.
    pub theme: Option<String>,
    /// Families of the hospital civil service's directory.
    pub job_families: Vec<String>,
    /// Directions that the job reports to.
    pub departments: Vec<String>,
    /// ISO 3166-1 alpha-2, ISO 3166-2 for a region, `world`, or null.
    pub country: Option<String>,
    /// Levels of the national register of certifications.
    pub rncp_levels: Vec<u8>,
    /// Codes printed for the job: `RNCP34963`, `RS6552`, `CC158`, `ROME:J1506`, `FPH:30I30`.
    pub certification_codes: Vec<String>,
    /// Training durations printed in hours.
    pub hours: Vec<Hours>,
    /// Sentences of the section `training` that name diplomas and trainings, in reading order.
    pub qualifications: Vec<Qualification>,
    /// Read off the verdict chart; null if there is none.
    pub opinion: Option<Opinion>,
    /// The number or line over the title, as printed ("Fiche métier n° 3").
    pub number: Option<String>,
    /// Labelled values that no other field holds, in reading order.
    pub fields: Vec<Field>,
    /// Sections in reading order.
    pub sections: Vec<Section>,
    /// Where the values of the other fields stand, by field name; a corrected one has the places of what the report says.
    #[serde(rename = "where")]
    pub places: BTreeMap<String, Vec<FieldPlace>>,
    /// Every paragraph of the section `missions`, in order.
    pub missions: Vec<String>,
    /// The job's comparison table, the first if there are several.
    pub table: Option<ComparisonTable>,
    /// All its comparison tables, in reading order.
    pub tables: Vec<ComparisonTable>,
    /// Sources and footnotes printed with the job, and remarks taken out of its title.
    pub notes: Vec<Note>,
    /// 0–1: the lowest of `confidences`.
    pub confidence: f64,
    /// How far each field may be trusted, 0–1, by name (`title`, `sections.missions`); `record` is for the whole.
    pub confidences: BTreeMap<String, f64>,
    /// Codes of what a person should look at, such as `section-missing:outlook`.
    pub issues: Vec<String>,
    /// The fields that a person corrected, by name.
    pub corrected: Vec<String>,
    /// What the report itself says in the corrected fields, lists joined by ` | `; empty where it says nothing. In JSON,
    /// fields that are lists have a list.
    #[serde(with = "super::before")]
    #[schemars(with = "BTreeMap<String, super::before::Said>")]
    pub before_correction: BTreeMap<String, String>,
    /// Values of a person's own, by names that begin with `x_`.
    pub extra: BTreeMap<String, String>,
    /// The code of the job in the national directory of jobs, such as `J1508`, as a person says in a correction.
    pub rome: Option<String>,
    /// Its label, as a vocabulary publishes it.
    pub rome_label: Option<String>,
    /// Levels of the certifications that the report names by code, as a vocabulary says; `rncp_levels` are the printed ones.
    pub vocabulary_levels: Vec<u8>,
}

impl Record {
    /// The job across all reports: its own `job_id` unless it is known to be another's; parts of a job have none.
    #[must_use]
    pub fn occupation(&self) -> Option<&str> {
        (self.kind == Kind::Job).then(|| self.occupation_id.as_deref().unwrap_or(&self.job_id))
    }
}

/// What a record describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A job.
    #[default]
    Job,
    /// An activity of a job.
    Activity,
    /// A skill of a job.
    Skill,
    /// A transversal competence.
    Transversal,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Job, Self::Activity, Self::Skill, Self::Transversal];

    /// The word in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Job => "job",
            Self::Activity => "activity",
            Self::Skill => "skill",
            Self::Transversal => "transversal",
        }
    }
}

/// A duration of training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hours {
    /// Number of hours.
    pub value: u32,
    /// What they count.
    pub what: HoursKind,
}

/// What a duration of training counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum HoursKind {
    /// Taught courses.
    Theory,
    /// Placements ("stage").
    Placement,
    /// A whole course.
    Total,
    /// Experience asked for a validation ("VAE").
    Vae,
    /// Anything else.
    Other,
}

impl HoursKind {
    /// The word in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Theory => "theory",
            Self::Placement => "placement",
            Self::Total => "total",
            Self::Vae => "vae",
            Self::Other => "other",
        }
    }
}

/// The report's verdict on a job, each axis from -1 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Opinion {
    /// +1 at "Pertinent", -1 at the other end.
    pub relevance: f64,
    /// +1 at "Transposable", -1 at the other end.
    pub transposability: f64,
    /// Where the mark stands.
    #[serde(rename = "where")]
    #[schemars(with = "Vec<PlaceShape>")]
    pub places: Vec<Place>,
}

/// A labelled value that no other field holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Field {
    /// The label as printed, without its colon, or the name that the profile gives it.
    pub name: String,
    /// As printed.
    pub value: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ValueKind,
    /// In one spelling, where it reads as what it is: `1234.5`, `2025-01-31`, `2100..2700 EUR`.
    pub normalised: Option<String>,
    /// Where it stands.
    #[serde(rename = "where")]
    #[schemars(with = "Vec<PlaceShape>")]
    pub places: Vec<Place>,
}

/// What a labelled value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// Any text.
    #[default]
    Text,
    /// Several values.
    List,
    /// A number.
    Number,
    /// A duration in hours.
    Hours,
    /// A code without blanks.
    Code,
    /// A date.
    Date,
    /// A level of the national register of certifications, 1 to 8.
    Level,
    /// An amount of money, or from and to.
    Money,
}

impl ValueKind {
    /// The word in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::List => "list",
            Self::Number => "number",
            Self::Hours => "hours",
            Self::Code => "code",
            Self::Date => "date",
            Self::Level => "level",
            Self::Money => "money",
        }
    }
}

/// A titled part of a job description.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// `missions`, `training`, …, or the slug of a heading that no profile maps.
    pub key: String,
    /// The heading as printed.
    pub heading: String,
    /// Paragraphs joined by `\n`.
    pub text: String,
    /// The paragraphs one by one.
    pub items: Vec<String>,
    /// Where its text stands: boxes that cover its words and little more, in reading order.
    #[serde(rename = "where")]
    #[schemars(with = "Vec<PlaceShape>")]
    pub places: Vec<Place>,
    /// Where each of its items stands.
    #[serde(default, rename = "items_where")]
    #[schemars(with = "Vec<Vec<PlaceShape>>")]
    pub item_places: Vec<Vec<Place>>,
}

/// A box on a page that a field's value, or an item of a list, stands in.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
pub struct FieldPlace {
    /// Place in the field's list, from 0; left out for a field that is no list.
    #[serde(default)]
    #[schemars(skip_serializing_if = "Option::is_none")]
    pub item: Option<usize>,
    /// 1-based page number.
    pub page: u32,
    /// The box, in points from the top left of the page as displayed.
    #[serde(rename = "box")]
    #[schemars(with = "[f64; 4]")]
    pub bbox: Rect,
}

impl Serialize for FieldPlace {
    /// In text formats such as JSON `item` is left out where there is none; binary ones need every field.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let skipped = self.item.is_none() && serializer.is_human_readable();
        let mut fields = serializer.serialize_struct("FieldPlace", if skipped { 2 } else { 3 })?;
        if !skipped {
            fields.serialize_field("item", &self.item)?;
        }
        fields.serialize_field("page", &self.page)?;
        fields.serialize_field("box", &self.bbox)?;
        fields.end()
    }
}

/// Text printed with a job that belongs to no section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// `source`, `footnote`, `remark`, `figure`, `quote`.
    pub kind: String,
    /// The text.
    pub text: String,
    /// Of a figure: the number in big type.
    #[serde(default)]
    pub value: Option<String>,
    /// Of a figure: its caption.
    #[serde(default)]
    pub label: Option<String>,
    /// Where it stands.
    #[serde(rename = "where")]
    #[schemars(with = "Vec<PlaceShape>")]
    pub places: Vec<Place>,
}

/// A table that compares profiles of one job.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct ComparisonTable {
    /// Column heads, the label column left out.
    pub columns: Vec<String>,
    /// Row label → cells left to right, each a list of paragraphs.
    pub rows: BTreeMap<String, Vec<Vec<String>>>,
}

/// The JSON form of a [`Place`], for the schema.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct PlaceShape {
    /// 1-based page number.
    page: u32,
    /// `[x0, y0, x1, y1]` in PDF points, origin top left, page as displayed.
    #[schemars(rename = "box")]
    bbox: [f64; 4],
}
