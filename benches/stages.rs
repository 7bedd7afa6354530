//! What each stage costs, in time and in allocations, over reports that different producers printed.
//!
//! ```sh
//! cargo bench --bench stages             # all stages
//! cargo bench --bench stages -- layout   # one
//! ```
//!
//! Each stage is given what the stages before it made; making that is not timed.
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot be set up has failed")]

#[path = "../tests/it/support/generated.rs"]
mod generated;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher, black_box};
use ingest::catalogue::Language;
use ingest::dataset::Assembly;
use ingest::interpret::interpret;
use ingest::layout::layout;
use ingest::link::{self, Signature};
use ingest::model::dataset::Dataset;
use ingest::model::document::Document;
use ingest::model::outcome::Outcome;
use ingest::model::record::Record;
use ingest::normalise;
use ingest::profile::ProfileSet;
use ingest::read::kind::Kind;
use ingest::read::ocr::{Ocr, OcrMode};
use ingest::read::pdf;
use ingest::text::hex;
use ingest::understand::{Input, Settings, understand};
use ingest::write::{Content, FORMATS, OutputFolder, formats, write_all};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

/// Printed by ReportLab, LibreOffice, Chromium and pdfTeX.
const REPORTS: &[&str] = &[
    "anap-panorama/panorama-colonnes",
    "collective-guide/guide",
    "collective-guide/guide-navigateur",
    "anap-panorama/panorama-latex",
];

/// Generated reports that make a dataset large enough, each of ten jobs.
const GENERATED: usize = 50;

static PROFILES: LazyLock<ProfileSet> = LazyLock::new(|| ProfileSet::builtin().unwrap());

/// What became of [`REPORTS`] and of generated ones.
static OUTCOMES: LazyLock<Vec<Outcome>> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let made = (0..GENERATED).map(|number| {
        let path = folder.path().join(format!("report-{number:02}.pdf"));
        fs::write(&path, generated::report(number)).unwrap();
        path
    });
    let paths: Vec<PathBuf> = REPORTS.iter().map(|name| path(name)).chain(made).collect();
    let outcomes = paths.iter().map(|path| {
        let mut outcome = File::of(path).understood();
        let name = path.file_stem().unwrap().to_str().unwrap();
        outcome.row.source_id = name.to_owned();
        outcome.row.file = format!("{name}.pdf");
        outcome
    });
    outcomes.collect()
});

static DATASET: LazyLock<Dataset> = LazyLock::new(|| assembled(OUTCOMES.clone()));

static RECORDS: LazyLock<Vec<Arc<Record>>> = LazyLock::new(|| DATASET.jobs.read(0..DATASET.jobs.len()).unwrap());

fn main() {
    divan::main();
}

#[divan::bench(args = REPORTS)]
fn read(bencher: Bencher<'_, '_>, name: &str) {
    let bytes = Arc::new(fs::read(path(name)).unwrap());
    let pages = document(name).pages.len();
    bencher.counter(ItemsCount::new(pages)).bench(|| pdf::read(black_box(&bytes), &pdf::Options::default()).unwrap());
}

#[divan::bench(name = "layout", args = REPORTS)]
fn laid_out(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    let pages = ItemsCount::new(document.pages.len());
    bencher.counter(pages).with_inputs(|| document.clone()).bench_values(layout);
}

#[divan::bench(name = "interpret", args = REPORTS)]
fn interpreted(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    let pages = ItemsCount::new(document.pages.len());
    let flow = layout(document);
    bencher.counter(pages).bench(|| interpret(black_box(&flow), &PROFILES));
}

/// A file from its bytes to its records: the three above, and its digest.
#[divan::bench(name = "understand", args = REPORTS)]
fn understood(bencher: Bencher<'_, '_>, name: &str) {
    let file = File::of(&path(name));
    bencher.counter(ItemsCount::new(document(name).pages.len())).bench(|| file.understood());
}

/// Of all texts of the dataset.
#[divan::bench_group(name = "normalise")]
mod values {
    use super::*;

    /// The texts of the sections of all records.
    fn of_texts<T>(bencher: Bencher<'_, '_>, normalise: impl Fn(&str) -> T + Sync) {
        let texts: Vec<&str> =
            RECORDS.iter().flat_map(|record| &record.sections).map(|section| section.text.as_str()).collect();
        bencher.counter(ItemsCount::new(texts.len())).bench(|| {
            texts.iter().for_each(|text| drop(black_box(normalise(black_box(text)))));
        });
    }

    #[divan::bench]
    fn qualifications(bencher: Bencher<'_, '_>) {
        of_texts(bencher, normalise::qualifications::qualifications);
    }

    #[divan::bench]
    fn hours(bencher: Bencher<'_, '_>) {
        of_texts(bencher, normalise::hours::hours);
    }

    #[divan::bench]
    fn levels(bencher: Bencher<'_, '_>) {
        of_texts(bencher, normalise::levels::rncp_levels);
    }

    #[divan::bench]
    fn codes(bencher: Bencher<'_, '_>) {
        of_texts(bencher, normalise::codes::codes);
    }

    #[divan::bench]
    fn editions(bencher: Bencher<'_, '_>) {
        of_texts(bencher, normalise::edition::edition);
    }

    #[divan::bench]
    fn labels(bencher: Bencher<'_, '_>) {
        bencher.counter(ItemsCount::new(RECORDS.len())).bench(|| {
            RECORDS.iter().for_each(|record| drop(black_box(normalise::label::label(&record.title, &[]))));
        });
    }
}

/// The jobs of [`REPORTS`] as those of several collections, so that each has its like: signatures, links, occupations.
#[divan::bench]
fn link(bencher: Bencher<'_, '_>) {
    const COLLECTIONS: usize = 8;
    let printed = OUTCOMES.iter().take(REPORTS.len()).flat_map(|outcome| &outcome.records);
    let records: Vec<Arc<Record>> = printed
        .flat_map(|record| {
            (0..COLLECTIONS).map(move |number| {
                let job_id = format!("{number}/{}", record.title);
                let collection = number.to_string();
                Arc::new(Record { collection, record_id: job_id.clone(), job_id, ..record.clone() })
            })
        })
        .collect();
    bencher.counter(ItemsCount::new(records.len())).bench(|| {
        let signatures: Vec<Signature> = records.iter().map(|record| Signature::of(record)).collect();
        let links = link::links(&signatures, &mut |place| Ok(Arc::clone(&records[place]))).unwrap();
        assert!(!links.is_empty(), "nothing was compared");
        link::occupations(&signatures, &links)
    });
}

#[divan::bench]
fn dataset(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(RECORDS.len())).with_inputs(|| OUTCOMES.clone()).bench_values(assembled);
}

/// The files of a format, with those that it describes, into an empty folder.
#[divan::bench(args = FORMATS.iter().map(|format| format.name()))]
fn write(bencher: Bencher<'_, '_>, format: &str) {
    let formats = formats(&[format]);
    bencher.counter(ItemsCount::new(RECORDS.len())).with_inputs(|| TempDir::new().unwrap()).bench_refs(|place| {
        let folder = OutputFolder::take(place.path()).unwrap();
        write_all(&folder, &formats, Content::of(&DATASET), &[], None, &|_| {}).unwrap()
    });
}

/// A file as a run looks at it.
struct File {
    path: PathBuf,
    bytes: u64,
    sha256: String,
}

impl File {
    fn of(path: &Path) -> Self {
        let content = fs::read(path).unwrap();
        Self { path: path.to_owned(), bytes: content.len() as u64, sha256: hex(&Sha256::digest(&content)) }
    }

    fn understood(&self) -> Outcome {
        let (ocr, pdf) = (Ocr::new(OcrMode::Never, "fra"), pdf::Options::default());
        let settings =
            Settings { profiles: &PROFILES, ocr: &ocr, pdf: &pdf, time_limit: None, announce: None, cache: None };
        let input = Input { path: &self.path, kind: Kind::Pdf, bytes: self.bytes, sha256: &self.sha256 };
        let outcome = understand(input, settings);
        assert!(!outcome.records.is_empty(), "{}: {:?}", self.path.display(), outcome.message);
        outcome
    }
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/{name}.pdf"))
}

fn document(name: &str) -> Document {
    pdf::read(&Arc::new(fs::read(path(name)).unwrap()), &pdf::Options::default()).unwrap().0
}

fn assembled(outcomes: Vec<Outcome>) -> Dataset {
    let assembly = Assembly::in_folder(&std::env::temp_dir(), Language::default());
    for (place, outcome) in outcomes.into_iter().enumerate() {
        assembly.add(place, outcome).unwrap();
    }
    assembly.finish().unwrap().0
}
