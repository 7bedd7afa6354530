//! What of a file is kept for later runs, and when it may be taken.
//!
//! Two layers: readings depend on the bytes, the options of the reader and its code; outcomes also on the profiles and
//! the code that interprets. Where a file lies and what it is called is in neither.

use serde::Serialize;

use super::{Input, Settings};
use crate::cache::{Cache, Key, Layer};
use crate::model::outcome::{Effort, Outcome};
use crate::model::reading::{Lasting, Reading};
use crate::read::kind::Kind;
use crate::read::ocr::{Ocr, OcrMode};

/// The version of the code that makes readings.
pub(crate) const READING_CODE: &str = env!("INGEST_READING_CODE");
/// The version of the code that makes records of them.
pub(crate) const INTERPRETATION_CODE: &str = env!("INGEST_INTERPRETATION_CODE");

/// What a reading depends on, besides what reads pictures.
#[derive(Serialize)]
struct ReadingParts<'a> {
    code: &'a str,
    sha256: &'a str,
    /// `None` for a text file: nothing of it can be chosen.
    pdf: Option<PdfParts<'a>>,
}

#[derive(Serialize)]
struct PdfParts<'a> {
    /// Passwords are not among them: what they open is not kept.
    max_pages: Option<usize>,
    ocr: OcrMode,
    language: &'a str,
}

/// What became of a file: as an earlier run found it, or else by `make`, and then kept.
///
/// # Errors
/// Those of `make`; nothing is kept of them.
pub fn outcome<E>(
    input: Input<'_>,
    settings: Settings<'_>,
    make: impl FnOnce() -> Result<Outcome, E>,
) -> Result<Outcome, E> {
    let Some((cache, reading)) = place(input, settings) else { return make() };
    let key = records_key(&reading, settings);
    let kept = kept_outcome(cache, &key, settings);
    // Of use to the next run, should its profiles be others.
    cache.note_use(Layer::Readings, &reading);
    if let Some(kept) = kept {
        return Ok(Outcome { effort: Effort::Kept, ..kept });
    }
    let outcome = make()?;
    if outcome.lasting != Lasting::Never {
        cache.put(Layer::Records, &key, &outcome);
    }
    Ok(outcome)
}

/// What [`outcome`] would have to do for a file.
#[must_use]
pub fn effort(input: Input<'_>, settings: Settings<'_>) -> Effort {
    let Some((cache, key)) = place(input, settings) else { return Effort::Read };
    if kept_outcome(cache, &records_key(&key, settings), settings).is_some() {
        Effort::Kept
    } else if reading(input, settings).is_some() {
        Effort::Interpreted
    } else {
        Effort::Read
    }
}

fn records_key(reading: &Key, settings: Settings<'_>) -> Key {
    Key::of(&(reading.name(), INTERPRETATION_CODE, settings.profiles.fingerprint()))
}

/// What became of a file in an earlier run, if it is what would become of it now.
fn kept_outcome(cache: &Cache, key: &Key, settings: Settings<'_>) -> Option<Outcome> {
    cache.get::<Outcome>(Layer::Records, key).filter(|kept| lasts(&kept.lasting, settings.ocr))
}

/// An earlier reading of the same bytes.
pub(super) fn reading(input: Input<'_>, settings: Settings<'_>) -> Option<Reading> {
    let (cache, key) = place(input, settings)?;
    cache.get::<Reading>(Layer::Readings, &key).filter(|kept| lasts(&kept.lasting, settings.ocr))
}

/// Keeps a reading, if it may be kept.
pub(super) fn keep_reading(input: Input<'_>, settings: Settings<'_>, reading: &Reading) {
    if let Some((cache, key)) = place(input, settings)
        && reading.lasting != Lasting::Never
    {
        cache.put(Layer::Readings, &key, reading);
    }
}

/// The cache and the key of the reading; `None` where nothing is kept.
fn place<'a>(input: Input<'_>, settings: Settings<'a>) -> Option<(&'a Cache, Key)> {
    let pdf = match input.kind {
        Kind::Pdf => {
            let (ocr, language) = (settings.ocr.mode(), settings.ocr.language());
            Some(PdfParts { max_pages: settings.pdf.max_pages, ocr, language })
        }
        Kind::Text => None,
        Kind::Empty | Kind::Other(_) => return None,
    };
    let parts = ReadingParts { code: READING_CODE, sha256: input.sha256, pdf };
    settings.cache.map(|cache| (cache, Key::of(&parts)))
}

/// Whether what lasts so long is still what the same work would give.
pub(crate) fn lasts(lasting: &Lasting, ocr: &Ocr) -> bool {
    match lasting {
        Lasting::Never => false,
        Lasting::WithRecogniser(then) => ocr.recogniser().as_ref() == Some(then),
        Lasting::Always => true,
    }
}

#[cfg(test)]
mod tests;
