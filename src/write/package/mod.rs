//! What a folder of outputs says of itself: `datapackage.json` (Data Package v2, with every file of the run, its size and
//! digest, and the schema of every table), `jobs.schema.json`, and a page in French for whoever receives the folder.

mod page;
mod table_schema;

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::columns::Table;
use super::folder::Produced;
use super::tables::table;
use super::{Content, Writer, about, json_schema};
use crate::model::dataset::{Dataset, SourceRow};
use table_schema::TableSchema;

pub use table_schema::portal_schema;

pub(super) struct Package;

const JSON_SCHEMA: &str = "jobs.schema.json";
const PAGE: &str = "LISEZMOI.md";
const DESCRIPTOR: &str = "datapackage.json";

impl Writer for Package {
    fn name(&self) -> &'static str {
        "package"
    }

    fn description(&self) -> &'static str {
        "datapackage.json, jobs.schema.json and LISEZMOI.md: what the files are (writes csv too)"
    }

    fn file_names(&self) -> Vec<String> {
        // The descriptor knows the others.
        [JSON_SCHEMA, PAGE, DESCRIPTOR].map(str::to_owned).to_vec()
    }

    fn needs(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn write(&self, file_name: &str, content: Content<'_>, out: &mut (dyn Write + Send)) -> io::Result<()> {
        match file_name {
            JSON_SCHEMA => out.write_all(json_schema().as_bytes()),
            PAGE => page::write(content, out),
            _ => {
                serde_json::to_writer_pretty(&mut *out, &Descriptor::of(content))?;
                out.write_all(b"\n")
            }
        }
    }
}

#[derive(Debug, Serialize)]
struct Descriptor<'d> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: &'static str,
    title: &'static str,
    description: String,
    /// Program and version that made it.
    generator: &'d str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Origin<'d>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    licenses: Vec<License<'d>>,
    resources: Vec<Resource<'d>>,
}

impl<'d> Descriptor<'d> {
    fn of(content: Content<'d>) -> Self {
        let with_jobs = || content.dataset.sources.iter().filter(|source| source.jobs > 0);
        let licenses: BTreeSet<License<'d>> = with_jobs().filter_map(License::of).collect();
        Self {
            schema: "https://datapackage.org/profiles/2.0/datapackage.json",
            name: "fiches-metiers",
            title: about::TITLE,
            description: [about::WHAT, about::HOW, about::RIGHTS].join(" "),
            generator: &content.dataset.generator,
            sources: with_jobs().map(Origin::of).collect(),
            licenses: licenses.into_iter().collect(),
            resources: content.files.iter().map(|file| Resource::of(file, content.dataset)).collect(),
        }
    }
}

/// A report.
#[derive(Debug, Serialize)]
struct Origin<'d> {
    title: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'d str>,
    file: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fetched: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'d str>,
}

impl<'d> Origin<'d> {
    fn of(source: &'d SourceRow) -> Self {
        Self {
            title: source.title.as_deref().unwrap_or(&source.file),
            path: source.url.as_deref(),
            version: source.edition.as_deref(),
            publisher: source.publisher.as_deref(),
            file: &source.file,
            fetched: source.fetched.as_deref(),
            licence: source.licence.as_deref(),
        }
    }
}

/// The licence of some of the texts. A package must give its name as a word, or where it can be read.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct License<'d> {
    name: String,
    title: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'d str>,
}

impl<'d> License<'d> {
    fn of(source: &'d SourceRow) -> Option<Self> {
        let title = source.licence.as_deref()?;
        // Only letters, digits, dots, hyphens and underscores may stand in a name.
        let plain = |letter: char| if letter.is_ascii_alphanumeric() || "._-".contains(letter) { letter } else { '-' };
        Some(Self { name: title.chars().map(plain).collect(), title, path: source.licence_url.as_deref() })
    }
}

/// A file of the run.
#[derive(Debug, Serialize)]
struct Resource<'d> {
    name: String,
    /// `table` for a table with its schema; `file` for what is only listed with its digest.
    r#type: &'static str,
    path: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_en: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description_en: Option<String>,
    format: &'d str,
    mediatype: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    bytes: u64,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialect: Option<Dialect>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<TableSchema>,
}

impl<'d> Resource<'d> {
    fn of(file: &'d Produced, dataset: &Dataset) -> Self {
        let (stem, format) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
        let described = if format == "csv" { table(stem) } else { None };
        let (mediatype, is_text) = mediatype(format);
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
        Self {
            // A table goes by its own name, any other file by that of the file.
            name: described.map_or_else(|| file.name.chars().map(plain).collect(), |table| table.name.to_owned()),
            r#type: if described.is_some() { "table" } else { "file" },
            path: &file.name,
            title: described.map(|table| table.title[0]),
            title_en: described.map(|table| table.title[1]),
            description: described.map(|table| format!("Une ligne est {}.", table.description[0])),
            description_en: described.map(|table| format!("A row is {}.", table.description[1])),
            format,
            mediatype,
            encoding: is_text.then_some("utf-8"),
            bytes: file.bytes,
            hash: format!("sha256:{}", file.sha256),
            dialect: described.map(|_| Dialect::CANONICAL),
            schema: described.map(|table: &Table| TableSchema::of(table, dataset)),
        }
    }
}

/// The media type of a file's ending, and whether it is text.
fn mediatype(format: &str) -> (&'static str, bool) {
    match format {
        "csv" => ("text/csv", true),
        "json" => ("application/json", true),
        "jsonl" => ("application/jsonl", true),
        "md" => ("text/markdown", true),
        "xlsx" => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false),
        "parquet" => ("application/vnd.apache.parquet", false),
        "sqlite" => ("application/vnd.sqlite3", false),
        _ => ("application/octet-stream", false),
    }
}

/// How a canonical CSV is written.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    #[serde(rename = "$schema")]
    schema: &'static str,
    header: bool,
    delimiter: &'static str,
    line_terminator: &'static str,
    quote_char: &'static str,
    double_quote: bool,
}

impl Dialect {
    const CANONICAL: Self = Self {
        schema: "https://datapackage.org/profiles/2.0/tabledialect.json",
        header: true,
        delimiter: ",",
        line_terminator: "\n",
        quote_char: "\"",
        double_quote: true,
    };
}
