//! The fixtures with their gold, and what the library makes of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use ingest::interpret::{Interpretation, interpret};
use ingest::layout::layout;
use ingest::model::document::Document;
use ingest::model::flow::Flow;
use ingest::model::record::Record;
use ingest::profile::ProfileSet;
use ingest::read::kind::{HEAD_BYTES, Kind};
use ingest::read::ocr::{Deadline, Ocr, OcrMode};
use ingest::read::{pdf, text};
use rayon::prelude::*;
use serde::Deserialize;

/// Cases that are not right yet, with the reason. `tests/it/fixtures.rs` tells of them, and fails when one has become
/// right; the other tests leave them out.
pub(crate) const PENDING: &[(&str, &str)] = &[
    ("scan/panorama-scan", "no text layer"),
    ("layouts/guide-marge-serree", "headings of two lines in the margin, close to the text, are read into it"),
];

/// A fixture: a report beside its gold.
#[derive(Debug)]
pub(crate) struct Case {
    /// Folder and stem: `anap-panorama/panorama-cadre`.
    pub(crate) name: String,
    /// The report.
    pub(crate) path: PathBuf,
    /// What a careful reader finds in it.
    pub(crate) gold: Gold,
}

/// What a careful reader finds in a report.
#[derive(Debug, Deserialize)]
pub(crate) struct Gold {
    /// The report's name, in the folder of the gold.
    pub(crate) file: String,
    /// What the report says of itself.
    #[serde(default)]
    pub(crate) document: GoldDocument,
    /// The jobs that it describes, in reading order.
    pub(crate) records: Vec<GoldRecord>,
}

/// What a report says of itself; fields that it does not settle are null.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct GoldDocument {
    pub(crate) title: Option<String>,
    pub(crate) publisher: Option<String>,
    /// As printed.
    pub(crate) edition: Option<String>,
}

/// One job of a gold.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct GoldRecord {
    pub(crate) title: String,
    pub(crate) alt_titles: Vec<String>,
    pub(crate) acronym: Option<String>,
    pub(crate) theme: Option<String>,
    pub(crate) job_families: Vec<String>,
    pub(crate) departments: Vec<String>,
    pub(crate) country: Option<String>,
    pub(crate) rncp_levels: Vec<u8>,
    pub(crate) certification_codes: Vec<String>,
    pub(crate) hours: Vec<GoldHours>,
    pub(crate) opinion: Option<GoldOpinion>,
    /// Text by key.
    pub(crate) sections: BTreeMap<String, String>,
    pub(crate) missions: Vec<String>,
    pub(crate) pages: Option<[u32; 2]>,
    /// Sources, footnotes, remarks.
    pub(crate) notes: Vec<GoldNote>,
    /// What it describes, the title of what it is a part of, the line over its title.
    pub(crate) kind: Option<String>,
    pub(crate) parent_title: Option<String>,
    pub(crate) number: Option<String>,
    /// Labelled values by label.
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) figures: Vec<GoldFigure>,
    pub(crate) table: Option<GoldTable>,
    /// Values that count neither when given nor when missing, by column.
    pub(crate) optional: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct GoldHours {
    pub(crate) value: u32,
    pub(crate) what: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct GoldOpinion {
    pub(crate) relevance: f64,
    pub(crate) transposability: f64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct GoldNote {
    pub(crate) kind: String,
    pub(crate) text: String,
}

/// A number in big type.
#[derive(Debug, Deserialize)]
pub(crate) struct GoldFigure {
    pub(crate) value: String,
    pub(crate) label: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct GoldTable {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: BTreeMap<String, Vec<Vec<String>>>,
}

impl Case {
    /// The collection: the folder's name.
    pub(crate) fn collection(&self) -> &str {
        self.name.split_once('/').unwrap().0
    }

    pub(crate) fn is_pdf(&self) -> bool {
        self.path.extension().is_some_and(|extension| extension == "pdf")
    }

    /// Why the case may be wrong, if it may.
    pub(crate) fn pending(&self) -> Option<&'static str> {
        PENDING.iter().find(|(name, _)| *name == self.name).map(|(_, reason)| *reason)
    }
}

/// The built-in profiles, and those of the fixtures that none of them knows.
pub(crate) static PROFILES: LazyLock<ProfileSet> = LazyLock::new(|| {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/sheets/profiles");
    ProfileSet::load(&own).unwrap_or_else(|error| panic!("{error}"))
});

/// All fixtures with a gold, sorted by name.
pub(crate) static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folders = entries(&root).into_iter().filter(|path| path.is_dir());
    let golds =
        folders.flat_map(|folder| entries(&folder)).filter(|path| path.to_string_lossy().ends_with(".gold.json"));
    golds
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let gold: Gold = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let folder = path.parent().unwrap();
            let stem = path.file_name().unwrap().to_str().unwrap().strip_suffix(".gold.json").unwrap();
            let name = format!("{}/{stem}", folder.file_name().unwrap().to_str().unwrap());
            Case { name, path: folder.join(&gold.file), gold }
        })
        .collect()
});

// Those below are made once for all tests. They are asked for by a test, never from within a parallel iterator: its
// threads would wait for what they are needed to make.

/// Every fixture, read, in the order of [`CASES`]; a reader's refusal in its own words.
static DOCUMENTS: LazyLock<Vec<Result<Document, String>>> =
    LazyLock::new(|| CASES.par_iter().map(|case| read(&case.path)).collect());

/// The layout of every fixture, in the order of [`CASES`].
static FLOWS: LazyLock<Vec<Result<Flow, String>>> =
    LazyLock::new(|| DOCUMENTS.par_iter().map(|document| Ok(layout(document.clone()?))).collect());

/// What the library makes of every fixture, in the order of [`CASES`].
static FOUND: LazyLock<Vec<Result<Interpretation, String>>> =
    LazyLock::new(|| FLOWS.par_iter().map(|flow| Ok(interpret(flow.as_ref()?, &PROFILES))).collect());

/// Every fixture with what the library makes of it.
pub(crate) fn found() -> impl Iterator<Item = (&'static Case, &'static Result<Interpretation, String>)> {
    CASES.iter().zip(FOUND.iter())
}

/// A fixture that was read: document and layout.
pub(crate) type ReadCase = (&'static Case, &'static Document, &'static Flow);

/// Every fixture, read.
pub(crate) fn documents() -> impl Iterator<Item = ReadCase> {
    let read = DOCUMENTS.iter().zip(FLOWS.iter());
    CASES.iter().zip(read).map(|(case, (document, flow))| (case, document.as_ref().unwrap(), flow.as_ref().unwrap()))
}

/// PDF fixtures, read: all of them, for laws that ask for no gold.
pub(crate) fn pdf_documents() -> Vec<ReadCase> {
    documents().filter(|(case, ..)| case.is_pdf()).collect()
}

/// Reads a PDF or text file.
fn read(path: &Path) -> Result<Document, String> {
    let bytes = Arc::new(fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?);
    let document = match Kind::of(path, &bytes[..bytes.len().min(HEAD_BYTES)]) {
        Kind::Pdf => {
            let options = pdf::Options::default();
            let read = pdf::read(&bytes, &options);
            let (mut document, mut diagnostics) = read.map_err(|error| error.to_string())?;
            let deadline = Deadline::from_now(None, None);
            Ocr::new(OcrMode::Auto, "fra").read(&bytes, &options, &mut document, &mut diagnostics, deadline);
            document
        }
        Kind::Text => text::read(&bytes).map_err(|error| error.to_string())?.0,
        kind => return Err(format!("{}: not a report ({kind:?})", path.display())),
    };
    Ok(document)
}

/// The records as the dataset would print them, for comparison.
pub(crate) fn printed(records: &[Record]) -> String {
    serde_json::to_string_pretty(records).unwrap()
}

/// The first lines in which two texts differ, with the line before them; empty when they are equal.
pub(crate) fn first_difference(expected: &str, found: &str) -> String {
    const SHOWN: usize = 6;
    if expected == found {
        return String::new();
    }
    let (expected, found): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let at = expected.iter().zip(&found).take_while(|(a, b)| a == b).count();
    let mut shown = format!("line {}:\n", at + 1);
    for line in expected.iter().take(at).skip(at.saturating_sub(2)) {
        shown.push_str(&format!("    {line}\n"));
    }
    for (sign, lines) in [('-', &expected), ('+', &found)] {
        for line in lines.iter().skip(at).take(SHOWN) {
            shown.push_str(&format!("  {sign} {line}\n"));
        }
    }
    shown
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
