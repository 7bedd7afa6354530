//! A run that would write what stands in its output folder already: found by all that its dataset depends on, so that it
//! costs the digests of the inputs and of the outputs.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Options;
use super::look::{Look, Looks};
use super::pictures::{Reviewed, Reviewing};
use super::run::{Plan, Report};
use crate::cache::{Cache, Key, Layer};
use crate::catalogue::Language;
use crate::correct::{Correction, Scope};
use crate::history::{History, SinceLastRun};
use crate::model::dataset::{SourceRow, Status};
use crate::model::message::Message;
use crate::model::outcome::Effort;
use crate::model::reading::Lasting;
use crate::model::summary::{FileDone, Summary};
use crate::provenance::Provenance;
use crate::read::kind::Kind;
use crate::read::ocr::{Ocr, OcrMode};
use crate::understand::Refusal;
use crate::understand::kept::lasts;
use crate::vocabulary::Vocabulary;
use crate::write::{self, OutputFolder, Produced};

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
    dataset_language: Language,
    provenance: &'a Provenance,
    corrections: &'a [Correction],
    vocabulary: Option<&'a str>,
    whole: bool,
    formats: Vec<&'static str>,
    reviewing: Reviewing,
}

/// What is known of an input file before it is read.
#[derive(Serialize)]
struct FileParts<'a> {
    source_id: &'a str,
    file: &'a str,
    named_on_command_line: bool,
    place: Option<&'a str>,
    content: Result<Content<'a>, (Status, &'a Message)>,
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
    reviewed: Reviewed,
    /// How long what became of its files is what reading them again would give.
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
            dataset_language: plan.language,
            provenance: plan.provenance,
            corrections: plan.corrections,
            vocabulary: plan.vocabulary.map(Vocabulary::digest),
            whole: plan.scope == Scope::Whole,
            formats: plan.formats.iter().map(|format| format.name()).collect(),
            reviewing: plan.reviewing,
        };
        Some(Self { cache, ocr: settings.ocr, parts })
    }

    /// The report of the earlier run, if what it wrote is what stands in `folder`, byte for byte.
    pub(super) fn earlier(&self, folder: &Path, history: &History) -> Option<Report> {
        let last = history.runs().last()?;
        let kept: Kept = self.cache.get(Layer::Runs, &self.key(history))?;
        if !kept.lasting.iter().all(|lasting| lasts(lasting, self.ocr)) {
            return None;
        }
        let written = write::holding(folder, &kept.written)?;
        Some(Report {
            summary: kept.summary,
            written,
            since: SinceLastRun::Same(Box::new(last.clone())),
            reviewed: kept.reviewed,
            is_repeat: true,
            unaccounted: None,
        })
    }

    /// How long what became of the files is what reading them again would give, each answer once; `None` where one of
    /// them should be read again by the next run.
    pub(super) fn lasting(done: &[FileDone], sources: &[SourceRow], looks: &Looks) -> Option<Vec<Lasting>> {
        let mut all = Vec::new();
        for (FileDone { source, lasting, .. }, look) in done.iter().zip(looks) {
            match lasting {
                _ if look.is_err() || sources.get(*source).is_some_and(is_copy_or_locked) => {}
                Lasting::Never => return None,
                lasting if !all.contains(lasting) => all.push(lasting.clone()),
                _ => {}
            }
        }
        Some(all)
    }

    /// Keeps what a run wrote and told, for the next one.
    pub(super) fn keep(&self, report: &Report, lasting: Vec<Lasting>, looks: &Looks, folder: &OutputFolder) {
        // As the next run will find it. One that cannot be read is told then.
        let Ok(history) = History::read(folder.path()) else { return };
        if report.written.failed.is_empty() {
            let mut summary = report.summary.clone();
            for (file, look) in summary.files.iter_mut().zip(looks) {
                let is_read = matches!(look, Ok(look) if matches!(look.kind, Kind::Pdf | Kind::Text));
                if is_read && !is_copy_or_locked(&file.row) {
                    file.effort = Effort::Kept;
                }
            }
            let kept = Kept { summary, written: report.written.files.clone(), reviewed: report.reviewed, lasting };
            self.cache.put(Layer::Runs, &self.key(&history), &kept);
        }
    }

    fn key(&self, history: &History) -> Key {
        Key::of(&(&self.parts, history.standing()))
    }
}

/// Whether what became of a file follows from the look at it, or from the want of a password: the same after the same look.
fn is_copy_or_locked(row: &SourceRow) -> bool {
    matches!(row.status, Status::DuplicateOf | Status::Encrypted)
}
