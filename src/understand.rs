//! One file → what became of it: reading, optical character recognition, layout and interpretation put together.
//!
//! In two steps, so that the costly first one can be kept: [`read`] needs no profile, [`outcome`] needs no file.

pub mod kept;
pub(crate) mod look;

use std::any::Any;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::cache::Cache;
use crate::interpret::{Interpretation, interpret};
use crate::layout::Pages;
use crate::message;
use crate::model::dataset::{SourceRow, Status};
use crate::model::diagnostic::Severity;
use crate::model::document::{ElementRole, Font, Page};
use crate::model::flow::Flow;
use crate::model::message::{Argument, Message};
use crate::model::outcome::{Effort, Outcome};
use crate::model::reading::{Lasting, Reading, RecognisedPages, TextLayer};
use crate::model::record::{Kind as RecordKind, Record};
use crate::profile::{ProfileSet, scores};
use crate::read::coverage::{pictures_of_pages, text_layer, text_layer_of};
use crate::read::kind::Kind;
use crate::read::ocr::{Announce, Deadline, Ocr};
use crate::read::{pdf, text};
use crate::text::hex;
use crate::text::said::unopened;

/// How files are understood.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// What reports look like.
    pub profiles: &'a ProfileSet,
    /// What reads pages that are pictures.
    pub ocr: &'a Ocr,
    /// What the reading of a PDF is told.
    pub pdf: &'a pdf::Options,
    /// What a file may take, and as much again for each page that is read off its picture. No page is begun any more
    /// when most of it is used up; other work is not watched here, but by whoever ends a worker.
    pub time_limit: Option<Duration>,
    /// Who is told that a file takes longer.
    pub announce: Option<Announce<'a>>,
    /// What earlier runs kept, if they are to be asked.
    pub cache: Option<&'a Cache>,
}

/// A file as it was when the run looked at it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// What it is.
    pub kind: Kind,
    /// Its size in bytes.
    pub bytes: u64,
    /// Of its bytes, in hexadecimal.
    pub sha256: &'a str,
}

impl Input<'_> {
    /// Its bytes, if they are still those that the run looked at: a row must not tell the digest of other bytes.
    fn content(&self) -> Result<Vec<u8>, Refusal> {
        let mut content = Vec::new();
        // One more than expected shows that it grew, however large it is by now.
        File::open(self.path)?.take(self.bytes.saturating_add(1)).read_to_end(&mut content)?;
        if content.len() as u64 != self.bytes || hex(&Sha256::digest(&content)) != self.sha256 {
            return Err(Refusal::new(Status::Failed, message!("file-changed")));
        }
        Ok(content)
    }
}

/// Why a file could not be read, in the words of its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What became of it.
    pub status: Status,
    /// Why, and what to do.
    pub message: Message,
    /// How long it is what trying again would give.
    pub lasting: Lasting,
}

impl Refusal {
    /// A refusal with its reason and next step, that came of the moment.
    #[must_use]
    pub fn new(status: Status, message: Message) -> Self {
        Self { status, message, lasting: Lasting::Never }
    }

    /// One that comes of the file's bytes alone.
    #[must_use]
    pub fn of_content(status: Status, message: Message) -> Self {
        Self { lasting: Lasting::Always, ..Self::new(status, message) }
    }

    /// As the outcome of its file.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        let row = SourceRow { status: self.status, ..SourceRow::default() };
        Outcome { row, message: Some(self.message), lasting: self.lasting, ..Outcome::default() }
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        let message = match error.kind() {
            io::ErrorKind::NotFound => message!("file-gone"),
            _ => unopened(&error),
        };
        Self::new(Status::Failed, message)
    }
}

/// Reads a file, or takes an earlier reading of the same bytes, and makes what became of it. Its row lacks what only a
/// run knows: id, name, size and digest. A panic on the way is the file's failure.
#[must_use]
pub fn understand(input: Input<'_>, settings: Settings<'_>) -> Outcome {
    guarded(|| match reading(input, settings) {
        Ok((reading, effort)) => Outcome { effort, ..outcome(reading, settings.profiles) },
        Err(refusal) => refusal.outcome(),
    })
}

/// An earlier reading of the same bytes, or a new one, which is kept; and which of them it is.
///
/// # Errors
/// As [`read`].
pub fn reading(input: Input<'_>, settings: Settings<'_>) -> Result<(Reading, Effort), Refusal> {
    if let Some(reading) = kept::reading(input, settings) {
        return Ok((reading, Effort::Interpreted));
    }
    let reading = read(input, settings)?;
    kept::keep_reading(input, settings, &reading);
    Ok((reading, Effort::Read))
}

/// Reads and lays out a file.
///
/// # Errors
/// When nothing of it can be read; the refusal says why.
pub fn read(input: Input<'_>, settings: Settings<'_>) -> Result<Reading, Refusal> {
    let deadline = Deadline::from_now(settings.time_limit, settings.announce);
    let mut recognised = RecognisedPages::default();
    // Most pages are laid out as they are read: the glyphs of a long document would take much memory.
    let mut pages = Pages::default();
    let mut layer_of_taken = TextLayer::default();
    let (document, mut diagnostics) = match input.kind {
        Kind::Empty => return Err(Refusal::of_content(Status::Failed, message!("file-empty"))),
        Kind::Other(what) => {
            return Err(Refusal::of_content(
                Status::Unsupported,
                message!("file-of-another-kind", kind = Message::new(what)),
            ));
        }
        Kind::Pdf => {
            let bytes = Arc::new(input.content()?);
            let mut take = |page: &mut Page, fonts: &[Font], elements: &[ElementRole]| {
                if !settings.ocr.concerns(page) {
                    layer_of_taken = layer_of_taken.or(|| text_layer_of(page));
                    pages.take(page, fonts, elements);
                }
            };
            match pdf::read_each(&bytes, settings.pdf, &mut take) {
                Ok((mut document, mut diagnostics)) => {
                    recognised = settings.ocr.read(&bytes, settings.pdf, &mut document, &mut diagnostics, deadline);
                    (document, diagnostics)
                }
                // The reader's errors say what to do by themselves.
                Err(error @ (pdf::Error::Encrypted { .. } | pdf::Error::UnsupportedEncryption { .. })) => {
                    return Err(Refusal::new(Status::Encrypted, error.message()));
                }
                Err(error) => return Err(Refusal::of_content(Status::Failed, error.message())),
            }
        }
        Kind::Text => text::read(&input.content()?)
            .map_err(|text::Error::Binary| Refusal::of_content(Status::Unsupported, message!("file-no-text")))?,
    };
    let recogniser_asked = Cell::new(recognised.wanted);
    let hint = || {
        recogniser_asked.set(true);
        settings.ocr.hint()
    };
    let text_layer = layer_of_taken.or(|| text_layer(&document));
    diagnostics.extend(pictures_of_pages(&document, text_layer, &recognised.pages, hint));
    let plain = input.kind == Kind::Text;
    let ocr_hint = (text_layer != TextLayer::Usable && !plain).then(hint);
    // A locked text must not lie where no password protects it.
    let lasting = if document.locked || recognised.failed {
        Lasting::Never
    } else if recogniser_asked.get() {
        settings.ocr.recogniser().map_or(Lasting::Always, Lasting::WithRecogniser)
    } else {
        Lasting::Always
    };
    Ok(Reading { flow: pages.layout(document), text_layer, plain, recognised, diagnostics, ocr_hint, lasting })
}

/// What a reading says of jobs, and how well that went.
#[must_use]
pub fn outcome(reading: Reading, profiles: &ProfileSet) -> Outcome {
    let mut interpretation = interpret(&reading.flow, profiles);
    let mut diagnostics = reading.diagnostics.clone();
    diagnostics.extend(interpretation.diagnostics.iter().cloned());
    lower_confidence(&mut interpretation, &reading.recognised);
    let (status, message) = status(&reading, &interpretation, profiles);
    let Reading { flow, lasting, .. } = reading;
    let row = SourceRow {
        pages: flow.paginated.then_some(flow.pages),
        collection: interpretation.collections.first().map(|collection| collection.id.clone()),
        profile_version: interpretation.collections.first().map(|collection| collection.version),
        collections: interpretation.collections.into_iter().map(|collection| collection.id).collect(),
        title: interpretation.title.or(flow.title),
        publisher: interpretation.publisher,
        edition: interpretation.edition,
        status,
        coverage: interpretation.coverage,
        ..SourceRow::default()
    };
    let Interpretation { records, left_over, .. } = interpretation;
    Outcome { row, message, records, diagnostics, left_over, lasting, ..Outcome::default() }
}

/// What was read off a picture is less sure than what a file says of itself.
fn lower_confidence(interpretation: &mut Interpretation, recognised: &RecognisedPages) {
    const CLEAR: f64 = 0.85;
    const DOUBTFUL: f64 = 0.6;
    for record in &mut interpretation.records {
        let Some([first, last]) = record.pages else { continue };
        let touches = |pages: &[u32]| pages.iter().any(|page| (first..=last).contains(page));
        if touches(&recognised.pages) {
            let most = if touches(&recognised.doubtful) { DOUBTFUL } else { CLEAR };
            record.confidences.values_mut().for_each(|confidence| *confidence = confidence.min(most));
            record.confidence = record.confidence.min(most);
            record.issues.push("ocr".to_owned());
        }
    }
}

/// The only place that decides on a status: `ok` is impossible while an error is recorded.
fn status(reading: &Reading, found: &Interpretation, profiles: &ProfileSet) -> (Status, Option<Message>) {
    let error =
        reading.diagnostics.iter().chain(&found.diagnostics).find(|diagnostic| diagnostic.severity == Severity::Error);
    if reading.text_layer != TextLayer::Usable {
        if reading.plain {
            return (Status::Failed, Some(message!("file-blank")));
        }
        if let Some(error) = error {
            return (Status::Failed, Some(message!("file-unread", why = error.message.clone())));
        }
        if !reading.recognised.pages.is_empty() {
            return (Status::Failed, Some(message!("file-pictures-without-text")));
        }
        let hint = reading.ocr_hint.clone().unwrap_or_else(|| message!("ocr-hint-read"));
        return (
            Status::NeedsOcr,
            Some(match reading.text_layer {
                TextLayer::Missing => message!("file-of-pictures", hint),
                _ => message!("file-without-letters", hint),
            }),
        );
    }
    if found.collections.is_empty() {
        return (Status::Unrecognised, Some(unrecognised(&reading.flow, profiles)));
    }
    if let Some(error) = error {
        let what = error.message.clone();
        return (Status::Partial, Some(error.page.map_or(what.clone(), |page| message!("of-page", page, what))));
    }
    if found.partial {
        return (Status::Partial, Some(message!("file-part-not-placed")));
    }
    if found.records.is_empty() {
        // A report that should hold jobs and gives none was not read well, whatever the reason.
        return if found.collections.iter().any(|collection| collection.has_jobs) {
            (Status::Partial, Some(message!("file-without-jobs")))
        } else {
            (Status::NoJobs, None)
        };
    }
    (Status::Ok, parts_in_words(&found.records))
}

/// `3 activities, 8 skills`: what sheets describe beside jobs; nothing where there are none.
fn parts_in_words(records: &[Record]) -> Option<Message> {
    let count = |kind: RecordKind| records.iter().filter(|record| record.kind == kind).count();
    let words = [
        (count(RecordKind::Activity), message!("parts-activities", count = count(RecordKind::Activity))),
        (count(RecordKind::Skill), message!("parts-skills", count = count(RecordKind::Skill))),
        (count(RecordKind::Transversal), message!("parts-transversal", count = count(RecordKind::Transversal))),
    ];
    let told: Vec<Message> = words.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    (!told.is_empty()).then(|| message!("parts", parts = told.into_iter().collect::<Argument>()))
}

/// What to do about a report that no profile fits, with the profile that comes nearest.
fn unrecognised(flow: &Flow, profiles: &ProfileSet) -> Message {
    let nearest = scores(flow, profiles).into_iter().next().filter(|nearest| nearest.score > 0);
    match nearest {
        Some(nearest) => message!(
            "file-unrecognised-nearest",
            nearest = nearest.id,
            score = nearest.score,
            threshold = nearest.threshold
        ),
        None => message!("file-unrecognised"),
    }
}

/// Makes a panic over one file that file's row.
fn guarded(work: impl FnOnce() -> Outcome) -> Outcome {
    // What was half done is dropped with the panic, so nothing is seen in a broken state.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let what = panic_message(panic.as_ref());
        Refusal::new(Status::Failed, message!("file-internal-error", what)).outcome()
    })
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
