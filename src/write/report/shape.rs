//! The data of the page: what each of its scripts holds. The types that the page's own code is checked by,
//! `page/src/data.d.ts`, are made from these: `UPDATE_GOLDEN=1 cargo test --lib page_types` rewrites them.

use serde::Serialize;

use crate::catalogue::Language;
use crate::model::flow::Place;

/// A page (1-based) and a box on it, in points from the top left of the page as displayed: `[page, x0, y0, x1, y1]`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "Place"))]
pub(super) struct Spot(u32, f64, f64, f64, f64);

impl From<&Place> for Spot {
    fn from(place: &Place) -> Self {
        Self::on(place.page, &place.bbox)
    }
}

impl Spot {
    pub(super) fn on(page: u32, bbox: &crate::model::geometry::Rect) -> Self {
        let [x0, y0, x1, y1] =
            [bbox.x0, bbox.y0, bbox.x1, bbox.y1].map(|side| (f64::from(side) * 100.0).round() / 100.0);
        Self(page, x0, y0, x1, y1)
    }
}

/// `report/index.js`: loaded first, and small.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(super) struct Index {
    #[cfg_attr(test, ts(type = "1"))]
    pub format: u32,
    pub generator: String,
    /// `fr` or `en`: of what the dataset tells people.
    #[cfg_attr(test, ts(type = "\"fr\" | \"en\""))]
    pub language: Language,
    /// Of the dataset: what a person typed is remembered for it.
    pub digest: String,
    pub sources: Vec<Source>,
    pub jobs: Vec<Job>,
    /// A job's details are in `report/jobs/<place / jobs_per_chunk>.js`.
    pub jobs_per_chunk: usize,
    /// Its texts are in `report/texts/<place / jobs_per_text>.js`.
    pub jobs_per_text: usize,
    /// The `record_id`s of each occupation that has more than one.
    pub occupations: Vec<Vec<String>>,
    /// Errors first, then warnings.
    pub issues: Vec<Issue>,
    pub issues_left_out: usize,
    pub changes: Vec<Change>,
    pub changes_left_out: usize,
    #[cfg_attr(test, ts(type = "{ [code: string]: CountryName }"))]
    pub countries: std::collections::BTreeMap<String, CountryName>,
    /// `all`, `jobs` or `none`: which pages have pictures.
    #[cfg_attr(test, ts(type = "\"all\" | \"jobs\" | \"none\""))]
    pub pictures: &'static str,
    /// Where corrections belong, seen from the page.
    pub corrections_file: String,
}

/// An input file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(super) struct Source {
    pub id: String,
    pub file: String,
    /// The way from the page to the file.
    pub href: Option<String>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub collection: Option<String>,
    pub edition: Option<String>,
    pub status: &'static str,
    pub message: Option<String>,
    pub pages: Option<u32>,
    pub jobs: usize,
    pub coverage: Option<Coverage>,
    pub url: Option<String>,
    pub licence: Option<String>,
    pub copy_of: Option<String>,
    /// The number of `report/documents/<document>.js`; null where there is none.
    pub document: Option<usize>,
}

/// Shares of a document's characters.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(super) struct Coverage {
    pub records: f64,
    pub notes: f64,
    pub furniture: f64,
    pub left_over: f64,
}

/// What a list of jobs shows of one.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(super) struct Job {
    pub id: String,
    /// Its place among the sources.
    pub source: usize,
    pub pages: Option<[u32; 2]>,
    pub kind: &'static str,
    pub title: String,
    pub label: String,
    pub theme: Option<String>,
    pub families: Vec<String>,
    pub departments: Vec<String>,
    pub country: Option<String>,
    pub levels: Vec<u8>,
    pub codes: Vec<String>,
    pub edition: Option<String>,
    pub collection: String,
    /// Relevance and transposability, each from -1 to 1.
    pub opinion: Option<[f64; 2]>,
    pub sections: Vec<String>,
    pub confidence: f64,
    /// Fields that its report has for every job, and that it has not.
    pub empty: Vec<String>,
    /// Places among the issues.
    pub issues: Vec<usize>,
    pub corrected: usize,
    /// Places among the changes.
    pub changes: Vec<usize>,
}

/// What a person should look at.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct Issue {
    #[cfg_attr(test, ts(type = "\"error\" | \"warning\" | \"info\""))]
    pub severity: &'static str,
    pub code: String,
    /// Its place among the sources.
    pub source: Option<usize>,
    pub page: Option<u32>,
    /// Its place among the jobs.
    pub job: Option<usize>,
    pub field: Option<String>,
    pub message: String,
    pub hint: Option<String>,
    /// How sure the value is that is unsure, 0 to 1.
    pub confidence: Option<f64>,
    /// What speaks against it, in words.
    pub why: Option<String>,
    /// `seen`, `wrong`, or empty.
    #[cfg_attr(test, ts(type = "\"\" | \"seen\" | \"wrong\""))]
    pub settled: String,
}

/// What differs from an earlier edition or run.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(super) struct Change {
    pub kind: &'static str,
    /// Its place among the jobs.
    pub job: Option<usize>,
    pub job_id: String,
    pub title: String,
    pub previous_title: Option<String>,
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
    pub similarity: f64,
    pub pages_before: Option<[u32; 2]>,
    pub pages_after: Option<[u32; 2]>,
    pub edition_before: Option<String>,
    pub edition_after: Option<String>,
    /// `report`, `correction`, `version` or `settings`; null where it is not known.
    pub cause: Option<&'static str>,
}

/// A country by name.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct CountryName {
    pub fr: String,
    pub en: String,
}

/// An entry of `report/jobs/<k>.js`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(super) struct JobDetail {
    pub job_id: String,
    pub occupation: Option<String>,
    pub parent: Option<String>,
    pub fields: Vec<Value>,
    pub sections: Vec<Section>,
    pub notes: Vec<Note>,
    pub tables: Vec<Table>,
    pub qualifications: Vec<Qualification>,
    pub links: Vec<Link>,
}

/// A field with a value.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct Value {
    /// The contract's name, or `fields.<label>`.
    pub name: String,
    pub list: bool,
    pub values: Vec<String>,
    #[serde(rename = "where")]
    pub places: Vec<ItemSpot>,
    pub confidence: Option<f64>,
    /// What speaks against it, in words.
    pub why: Vec<String>,
    pub corrected: bool,
    /// What the report itself says, where it was corrected.
    pub before: Option<String>,
}

/// Where a value stands.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct ItemSpot {
    /// Its place among the values of a list.
    pub item: Option<usize>,
    pub place: Spot,
}

/// A section.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(super) struct Section {
    pub key: String,
    pub heading: String,
    pub items: Vec<String>,
    #[serde(rename = "where")]
    pub places: Vec<Spot>,
    pub items_where: Vec<Vec<Spot>>,
    pub confidence: Option<f64>,
    pub why: Vec<String>,
    pub corrected: bool,
    pub before: Option<String>,
}

/// Text printed with a job that belongs to no section.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct Note {
    pub kind: String,
    pub text: String,
    #[serde(rename = "where")]
    pub places: Vec<Spot>,
}

/// A comparison table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<TableRow>,
}

/// A row of it: the paragraphs of each cell.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct TableRow {
    pub label: String,
    pub cells: Vec<Vec<String>>,
}

/// A diploma or training.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct Qualification {
    pub text: String,
    pub name: Option<String>,
    pub level: Option<u8>,
}

/// What a job of another report has to do with it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct Link {
    /// Its `job_id`.
    pub other: String,
    pub relation: String,
    pub score: f64,
    pub evidence: String,
}

/// `report/documents/<d>.js`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct Document {
    /// By page number.
    #[cfg_attr(test, ts(type = "{ [number: string]: PageOf }"))]
    pub pages: std::collections::BTreeMap<u32, PageOf>,
    pub leftover: Vec<Leftover>,
}

/// A page with a picture.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct PageOf {
    /// In points, as displayed.
    pub width: f64,
    pub height: f64,
    /// `pages/<name>.webp`.
    pub picture: Option<String>,
}

/// Text that ended in no record.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct Leftover {
    pub place: Option<Spot>,
    pub text: String,
    /// The job that it stands in or after, among the jobs.
    pub near: Option<usize>,
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use ts_rs::{Config, TS};

    use super::*;

    fn declared<T: TS>(config: &Config) -> String {
        format!("{}export {}\n\n", T::docs().unwrap_or_default(), T::decl(config))
    }

    /// What the page's code is checked by is what the program writes.
    #[test]
    fn page_types() {
        let config = Config::new();
        let mut text =
            "// The data of the page: each script in `report/` hands it one value, `ingest(\"NAME\", VALUE);`.\n\
                        // Made from src/write/report/shape.rs: UPDATE_GOLDEN=1 cargo test --lib page_types\n\n"
                .to_owned();
        let types = [
            declared::<Spot>,
            declared::<Index>,
            declared::<Source>,
            declared::<Coverage>,
            declared::<Job>,
            declared::<Issue>,
            declared::<Change>,
            declared::<CountryName>,
            declared::<JobDetail>,
            declared::<Value>,
            declared::<ItemSpot>,
            declared::<Section>,
            declared::<Note>,
            declared::<Table>,
            declared::<TableRow>,
            declared::<Qualification>,
            declared::<Link>,
            declared::<Document>,
            declared::<PageOf>,
            declared::<Leftover>,
        ];
        for declare in types {
            text += &declare(&config);
        }
        let text: String = text.trim_end().lines().map(|line| format!("{}\n", line.trim_end())).collect();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("page/src/data.d.ts");
        if std::env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "1") {
            fs::write(&path, &text).unwrap();
        }
        let told = "page/src/data.d.ts differs; UPDATE_GOLDEN=1 cargo test --lib page_types";
        assert!(fs::read_to_string(&path).unwrap_or_default() == text, "{told}");
    }
}
