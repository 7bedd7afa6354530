//! Sources → outcomes: many files in parallel, results back in input order, no file able to stop the others.

use std::any::Any;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::interpret::{Interpretation, interpret};
use crate::model::dataset::{SourceRow, Status};
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::Document;
use crate::model::outcome::Outcome;
use crate::profile::ProfileSet;
use crate::read::coverage::{TextLayer, pictures_of_pages, text_layer};
use crate::read::kind::{HEAD_BYTES, Kind};
use crate::read::ocr::{Ocr, Reading};
use crate::read::{pdf, text};
use crate::source::{Source, hex};

/// Files above this size are not read: they are held in memory whole.
const MAX_FILE_BYTES: u64 = 1 << 30;
/// Deeply nested PDF objects need more than a thread's usual stack.
const STACK_BYTES: usize = 16 << 20;

/// How to run.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// What reports look like.
    pub profiles: &'a ProfileSet,
    /// Number of files read at a time; 0 for one a processor.
    pub jobs: usize,
    /// What reads pages that are pictures.
    pub ocr: &'a Ocr,
}

/// How far a run is. Events of different files come in any order and from any thread.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Before the first file.
    RunStarted {
        /// Number of files.
        files: usize,
    },
    /// A file is about to be read.
    FileStarted {
        /// Relative to the PATH argument.
        file: &'a str,
    },
    /// A file is done with.
    FileDone {
        /// What became of it.
        outcome: &'a Outcome,
    },
}

/// What is told of events.
pub type Listener<'a> = dyn Fn(Event<'_>) + Sync + 'a;

/// Reads all sources. One outcome a source, in the order of the sources, whatever happened to it.
///
/// # Errors
/// Only when the worker threads cannot be started.
pub fn run(sources: &[Source], options: Options<'_>, listener: &Listener<'_>) -> Result<Vec<Outcome>, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs).stack_size(STACK_BYTES).build()?;
    listener(Event::RunStarted { files: sources.len() });
    Ok(pool.install(|| {
        let looks: Vec<Result<Look, Refusal>> = sources.par_iter().map(look_at).collect();
        let originals = originals(sources, &looks);
        sources
            .par_iter()
            .zip(looks)
            .zip(originals)
            .map(|((source, look), original)| {
                listener(Event::FileStarted { file: &source.file });
                let outcome = outcome_of(source, look, original, options);
                listener(Event::FileDone { outcome: &outcome });
                outcome
            })
            .collect()
    }))
}

/// What is known of a file before it is understood.
struct Look {
    kind: Kind,
    bytes: u64,
    sha256: String,
}

/// Why a file is not understood, in the words of its row.
struct Refusal {
    status: Status,
    message: String,
}

fn refuse<T>(status: Status, message: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { status, message: message.into() })
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        let message = match error.kind() {
            io::ErrorKind::NotFound => "is not there (a broken link, or removed during the run); fetch it again".into(),
            _ => format!("cannot be opened ({error}); check its permissions"),
        };
        Self { status: Status::Failed, message }
    }
}

fn look_at(source: &Source) -> Result<Look, Refusal> {
    if let Some(problem) = &source.problem {
        return refuse(Status::Failed, problem);
    }
    // Opening a pipe or a device could wait for ever: only plain files are opened.
    let metadata = fs::metadata(&source.path)?;
    if !metadata.is_file() {
        return refuse(Status::Unsupported, "not a file (a pipe, socket or device); save its content as a file");
    }
    if metadata.len() > MAX_FILE_BYTES {
        let message = format!("larger than {} MiB; split it", MAX_FILE_BYTES >> 20);
        return refuse(Status::Failed, message);
    }
    let (head, bytes, sha256) = digest(&source.path)?;
    Ok(Look { kind: Kind::of(&source.path, &head), bytes, sha256 })
}

/// The file's first bytes, its size and its SHA-256.
fn digest(path: &Path) -> io::Result<(Vec<u8>, u64, String)> {
    let mut file = File::open(path)?;
    let mut head = Vec::with_capacity(HEAD_BYTES);
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    let mut hasher = Sha256::new_with_prefix(&head);
    let mut bytes = head.len() as u64;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok((head, bytes, hex(&hasher.finalize()))),
            Ok(read) => {
                hasher.update(&buffer[..read]);
                bytes += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// For each source the earlier one with the same bytes, if any. What is not read is not compared.
fn originals<'s>(sources: &'s [Source], looks: &[Result<Look, Refusal>]) -> Vec<Option<&'s str>> {
    let mut first: BTreeMap<(&str, bool), &str> = BTreeMap::new();
    let mut originals = Vec::with_capacity(sources.len());
    for (source, look) in sources.iter().zip(looks) {
        let mut original = None;
        if let Ok(Look { kind: kind @ (Kind::Pdf | Kind::Text), sha256, .. }) = look {
            let content = (sha256.as_str(), *kind == Kind::Pdf);
            original = first.get(&content).copied();
            first.entry(content).or_insert(&source.file);
        }
        originals.push(original);
    }
    originals
}

fn outcome_of(source: &Source, look: Result<Look, Refusal>, original: Option<&str>, options: Options<'_>) -> Outcome {
    let mut outcome = Outcome {
        row: SourceRow { source_id: source.source_id.clone(), file: source.file.clone(), ..SourceRow::default() },
        named_on_command_line: source.named_on_command_line,
        ..Outcome::default()
    };
    let understood = look.and_then(|look| {
        outcome.row.bytes = look.bytes;
        outcome.row.sha256 = look.sha256;
        if let Some(original) = original {
            return refuse(Status::DuplicateOf, format!("same bytes as {original}; remove one of the two"));
        }
        guarded(|| understand(source, look.kind, options))
    });
    match understood {
        Ok(understood) => understood.fill(&mut outcome),
        Err(refusal) => {
            outcome.row.status = refusal.status;
            outcome.row.message = Some(refusal.message);
        }
    }
    outcome
}

/// A document that could be read.
struct Understood<'a> {
    document: Document,
    interpretation: Interpretation,
    diagnostics: Vec<Diagnostic>,
    kind: Kind,
    reading: Reading,
    ocr: &'a Ocr,
}

fn understand<'a>(source: &Source, kind: Kind, options: Options<'a>) -> Result<Understood<'a>, Refusal> {
    let bytes = || fs::read(&source.path).map_err(Refusal::from);
    let mut reading = Reading::default();
    let (document, mut diagnostics) = match kind {
        Kind::Empty => return refuse(Status::Failed, "empty file (0 bytes); fetch it again"),
        Kind::Other(what) => {
            let message = format!("{what}, not a PDF or .txt; export it as PDF, or move it elsewhere");
            return refuse(Status::Unsupported, message);
        }
        Kind::Pdf => {
            let bytes = bytes()?;
            match pdf::read(&bytes, &pdf::Options::default()) {
                Ok((mut document, mut diagnostics)) => {
                    reading = options.ocr.read(&bytes, &mut document, &mut diagnostics);
                    (document, diagnostics)
                }
                // The reader's errors say what to do by themselves.
                Err(error @ (pdf::Error::Encrypted { .. } | pdf::Error::UnsupportedEncryption { .. })) => {
                    return refuse(Status::Encrypted, error.to_string());
                }
                Err(error) => return refuse(Status::Failed, error.to_string()),
            }
        }
        Kind::Text => match text::read(&bytes()?) {
            Ok(read) => read,
            Err(error @ text::Error::Binary) => {
                return refuse(Status::Unsupported, format!("{error}; export it as PDF or as plain UTF-8 text"));
            }
        },
    };
    diagnostics.extend(pictures_of_pages(&document, &reading.pages, || options.ocr.hint()));
    let mut interpretation = interpret(&document, options.profiles);
    diagnostics.extend(interpretation.diagnostics.iter().cloned());
    lower_confidence(&mut interpretation, &reading);
    Ok(Understood { document, interpretation, diagnostics, kind, reading, ocr: options.ocr })
}

/// What was read off a picture is less sure than what a file says of itself.
fn lower_confidence(interpretation: &mut Interpretation, reading: &Reading) {
    const CLEAR: f64 = 0.85;
    const DOUBTFUL: f64 = 0.6;
    for record in &mut interpretation.records {
        let Some([first, last]) = record.pages else { continue };
        let touches = |pages: &[u32]| pages.iter().any(|page| (first..=last).contains(page));
        if touches(&reading.pages) {
            let most = if touches(&reading.doubtful) { DOUBTFUL } else { CLEAR };
            record.confidence = record.confidence.min(most);
            record.issues.push("ocr".to_owned());
        }
    }
}

impl Understood<'_> {
    fn fill(self, outcome: &mut Outcome) {
        let (status, message) = self.status();
        let Self { document, interpretation, diagnostics, .. } = self;
        let row = &mut outcome.row;
        let pages = u32::try_from(document.pages.len()).unwrap_or(u32::MAX);
        row.pages = document.paginated.then_some(pages);
        row.collection = interpretation.collections.first().map(|collection| collection.id.clone());
        row.profile_version = interpretation.collections.first().map(|collection| collection.version);
        row.collections = interpretation.collections.into_iter().map(|collection| collection.id).collect();
        row.title = interpretation.title.or(document.title);
        row.publisher = interpretation.publisher;
        row.edition = interpretation.edition;
        row.status = status;
        row.message = message;
        outcome.records = interpretation.records;
        outcome.diagnostics = diagnostics;
    }

    /// The only place that decides on a status: `ok` is impossible while an error is recorded.
    fn status(&self) -> (Status, Option<String>) {
        let found = &self.interpretation;
        let told = |status, message: &str| (status, Some(message.to_owned()));
        let error = self.diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
        let layer = text_layer(&self.document);
        if layer != TextLayer::Usable {
            if self.kind == Kind::Text {
                return told(Status::Failed, "contains no text, only blanks; fetch it again");
            }
            if let Some(error) = error {
                let message = format!("no text could be read ({}); save a new copy from a viewer", error.message);
                return (Status::Failed, Some(message));
            }
            if !self.reading.pages.is_empty() {
                return told(Status::Failed, "no text, and none was found in its pictures; compare it with a viewer");
            }
            let what = if layer == TextLayer::Missing {
                "no text layer, only pictures or drawings"
            } else {
                "its fonts do not say which letters they show"
            };
            return (Status::NeedsOcr, Some(format!("{what}; {}", self.ocr.hint())));
        }
        if found.collections.is_empty() {
            return told(
                Status::Unrecognised,
                "no profile fits this report; write one (README, “Your own profiles”) or leave the file out",
            );
        }
        if let Some(error) = error {
            let message = match error.page {
                Some(page) => format!("page {page}: {}", error.message),
                None => error.message.clone(),
            };
            return (Status::Partial, Some(message));
        }
        if found.partial {
            return told(Status::Partial, "part of it could not be placed; see issues.csv");
        }
        if found.records.is_empty() {
            // A report that should hold jobs and gives none was not read well, whatever the reason.
            return if found.collections.iter().any(|collection| collection.has_jobs) {
                told(Status::Partial, "recognised, but no job was found in it; compare it with its profile")
            } else {
                (Status::NoJobs, None)
            };
        }
        (Status::Ok, None)
    }
}

/// Makes a panic over one file that file's row.
fn guarded<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    // What was half done is dropped with the panic, so nothing is seen in a broken state.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let what = panic_message(panic.as_ref());
        refuse(Status::Failed, format!("internal error ({what}); please report it, with the file if you may"))
    })
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
