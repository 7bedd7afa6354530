//! A run that would write what stands in its output folder already: found by all that its dataset depends on, so that it
//! costs the digests of the inputs and of the outputs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Options;
use super::look::{Look, Looks};
use super::run::{Plan, Report};
use crate::cache::{Cache, Key, Layer};
use crate::correct::{Correction, Scope};
use crate::dataset::FileDone;
use crate::history::{History, SinceLastRun};
use crate::model::dataset::Status;
use crate::model::outcome::Effort;
use crate::model::reading::Lasting;
use crate::model::summary::{FileSummary, Summary};
use crate::provenance::Provenance;
use crate::read::kind::Kind;
use crate::read::ocr::{Ocr, OcrMode};
use crate::understand::Refusal;
use crate::understand::kept::lasts;
use crate::vocabulary::Vocabulary;
use crate::write::{OutputFolder, Produced};

/// The version of all of the program.
const CODE: &str = env!("INGEST_CODE");

/// What a run's dataset depends on, its history aside.
pub(super) struct Repeat<'a> {
    cache: &'a Cache,
    ocr: &'a Ocr,
    parts: Parts<'a>,
}

#[derive(Serialize)]
struct Parts<'a> {
    code: &'static str,
    files: Vec<FileParts<'a>>,
    profiles: String,
    max_pages: Option<usize>,
    ocr: OcrMode,
    language: &'a str,
    provenance: &'a Provenance,
    corrections: &'a [Correction],
    vocabulary: Option<&'a str>,
    whole: bool,
    formats: Vec<&'static str>,
}

/// What is known of an input file before it is read.
#[derive(Serialize)]
struct FileParts<'a> {
    source_id: &'a str,
    file: &'a str,
    named_on_command_line: bool,
    place: Option<&'a str>,
    content: Result<Content<'a>, (Status, &'a str)>,
}

#[derive(Serialize)]
struct Content<'a> {
    kind: String,
    sha256: &'a str,
}

/// What is kept of a run.
#[derive(Serialize, Deserialize)]
struct Kept {
    summary: Summary,
    written: Vec<Produced>,
    /// How long what became of its files is what reading them again would give.
    lasting: Vec<Lasting>,
}

/// The files of a run as the next one will find them.
#[derive(Default)]
pub(super) struct Files {
    summaries: Vec<FileSummary>,
    /// Each answer once.
    lasting: Vec<Lasting>,
}

impl<'a> Repeat<'a> {
    /// `None` for a run without a cache, and where passwords are given: what they open is not kept.
    pub(super) fn of(
        plan: &Plan<'a>,
        looks: &'a Looks,
        places: &'a BTreeMap<String, String>,
        options: Options<'a>,
    ) -> Option<Self> {
        let settings = options.settings;
        let cache = settings.cache.filter(|_| settings.pdf.passwords.is_empty())?;
        let files = plan.sources.iter().zip(looks).map(|(source, look)| FileParts {
            source_id: &source.source_id,
            file: &source.file,
            named_on_command_line: source.named_on_command_line,
            place: places.get(&source.source_id).map(String::as_str),
            content: match look {
                Ok(Look { kind, sha256, .. }) => Ok(Content { kind: format!("{kind:?}"), sha256 }),
                Err(Refusal { status, message, .. }) => Err((*status, message)),
            },
        });
        let parts = Parts {
            code: CODE,
            files: files.collect(),
            profiles: settings.profiles.fingerprint(),
            max_pages: settings.pdf.max_pages,
            ocr: settings.ocr.mode(),
            language: settings.ocr.language(),
            provenance: plan.provenance,
            corrections: plan.corrections,
            vocabulary: plan.vocabulary.map(Vocabulary::digest),
            whole: plan.scope == Scope::Whole,
            formats: plan.formats.iter().map(|format| format.name()).collect(),
        };
        Some(Self { cache, ocr: settings.ocr, parts })
    }

    /// The report of the earlier run, if what it wrote is what stands in `folder`, byte for byte.
    pub(super) fn earlier(&self, folder: &OutputFolder, history: &History) -> Option<Report> {
        let last = history.runs().last()?;
        let kept: Kept = self.cache.get(Layer::Runs, &self.key(history))?;
        if !kept.lasting.iter().all(|lasting| lasts(lasting, self.ocr)) {
            return None;
        }
        let written = folder.holding(&kept.written)?;
        Some(Report { summary: kept.summary, written, since: SinceLastRun::Same(last.clone()), is_repeat: true })
    }

    /// What is to be kept of the files; `None` where one of them should be read again by the next run.
    pub(super) fn files(done: &[FileDone], looks: &Looks) -> Option<Files> {
        let mut files = Files::default();
        for (FileDone { summary, lasting }, look) in done.iter().zip(looks) {
            // What follows from the look at a file, or from the want of a password, is the same after the same look.
            let is_copy_or_locked = matches!(summary.row.status, Status::DuplicateOf | Status::Encrypted);
            let is_read = !is_copy_or_locked && matches!(look, Ok(look) if matches!(look.kind, Kind::Pdf | Kind::Text));
            match lasting {
                _ if is_copy_or_locked || look.is_err() => {}
                Lasting::Never => return None,
                lasting if !files.lasting.contains(lasting) => files.lasting.push(lasting.clone()),
                _ => {}
            }
            let effort = if is_read { Effort::Kept } else { summary.effort };
            files.summaries.push(FileSummary { effort, ..summary.clone() });
        }
        Some(files)
    }

    /// Keeps what a run wrote and told, for the next one.
    pub(super) fn keep(&self, report: &Report, files: Files, folder: &OutputFolder) {
        // As the next run will find it. One that cannot be read is told then.
        let Ok(history) = History::read(folder.path()) else { return };
        if report.written.failed.is_empty() {
            let summary = Summary { files: files.summaries, ..report.summary.clone() };
            let kept = Kept { summary, written: report.written.files.clone(), lasting: files.lasting };
            self.cache.put(Layer::Runs, &self.key(&history), &kept);
        }
    }

    fn key(&self, history: &History) -> Key {
        Key::of(&(&self.parts, history.standing()))
    }
}
