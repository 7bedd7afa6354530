//! What a run does for each file, and why: decided by what the cache holds, told by what the last run wrote of itself.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize};

use super::account;
use super::look::{Look, Looks, originals};
use crate::message;
use crate::model::message::Message;
use crate::model::outcome::Effort;
use crate::read::kind::Kind;
use crate::read::ocr::OcrMode;
use crate::source::Source;
use crate::store::each_of;
use crate::understand::kept::{INTERPRETATION_CODE, READING_CODE};
use crate::understand::{Refusal, Settings};

/// What a run does for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// It is read.
    Read,
    /// What an earlier run read of it is interpreted anew.
    Interpret,
    /// What an earlier run made of it is taken as it is.
    Reuse,
    /// Nothing: it is not opened, is a copy of another one, or is no report.
    None,
}

impl Work {
    /// All kinds of work.
    pub const ALL: [Self; 4] = [Self::Read, Self::Interpret, Self::Reuse, Self::None];

    /// Its name, for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Interpret => "interpret",
            Self::Reuse => "reuse",
            Self::None => "none",
        }
    }
}

/// Why a run does for a file what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The run before had no file of this name.
    New,
    /// The run before had other bytes under this name.
    Changed,
    /// The file and all that it depends on are as in an earlier run.
    Unchanged,
    /// The profiles are others.
    OtherProfiles,
    /// The options by which files are read are others.
    OtherOptions,
    /// Another version of the program reads otherwise.
    OtherProgram,
    /// What earlier runs read of it is not in the cache: it was removed, or must not be kept.
    NotKept,
    /// The run has no cache.
    NoCache,
    /// It has the same bytes as an earlier file.
    Copy,
    /// Its content is that of no report.
    NoReport,
    /// It cannot be opened.
    Unreadable,
}

impl Reason {
    /// Its name, for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::OtherProfiles => "other-profiles",
            Self::OtherOptions => "other-options",
            Self::OtherProgram => "other-program",
            Self::NotKept => "not-kept",
            Self::NoCache => "no-cache",
            Self::Copy => "copy",
            Self::NoReport => "no-report",
            Self::Unreadable => "unreadable",
        }
    }

    /// The reason, for people.
    #[must_use]
    pub fn in_words(self) -> Message {
        match self {
            Self::New => message!("reason-new"),
            Self::Changed => message!("reason-changed"),
            Self::Unchanged => message!("reason-unchanged"),
            Self::OtherProfiles => message!("reason-other-profiles"),
            Self::OtherOptions => message!("reason-other-options"),
            Self::OtherProgram => message!("reason-other-program"),
            Self::NotKept => message!("reason-not-kept"),
            Self::NoCache => message!("reason-no-cache"),
            Self::Copy => message!("reason-copy"),
            Self::NoReport => message!("reason-no-report"),
            Self::Unreadable => message!("reason-unreadable"),
        }
    }
}

/// What records of a file depend on besides its bytes and what reads pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Basis {
    /// The version of the code that reads.
    reading_code: String,
    /// The version of the code that interprets.
    interpretation_code: String,
    /// A digest of all profiles.
    profiles: String,
    max_pages: Option<usize>,
    ocr: OcrMode,
    ocr_language: String,
}

impl Basis {
    /// That of a run.
    pub(super) fn of(settings: Settings<'_>) -> Self {
        Self {
            reading_code: READING_CODE.to_owned(),
            interpretation_code: INTERPRETATION_CODE.to_owned(),
            profiles: settings.profiles.fingerprint(),
            max_pages: settings.pdf.max_pages,
            ocr: settings.ocr.mode(),
            ocr_language: settings.ocr.language().to_owned(),
        }
    }
}

/// What the last run wrote of itself, as far as it tells why this one does otherwise.
#[derive(Debug, Deserialize)]
struct LastRun {
    basis: Basis,
    #[serde(deserialize_with = "contents")]
    files: BTreeMap<Box<str>, Content>,
}

/// Tells bytes apart: half of their digest.
type Content = u128;

fn content(sha256: &str) -> Content {
    // A file that was not opened has no digest.
    sha256.get(..32).and_then(|half| Content::from_str_radix(half, 16).ok()).unwrap_or_default()
}

fn contents<'de, D: Deserializer<'de>>(files: D) -> Result<BTreeMap<Box<str>, Content>, D::Error> {
    #[derive(Deserialize)]
    struct Entry {
        file: Box<str>,
        sha256: String,
    }
    each_of(files, BTreeMap::new(), |all, Entry { file, sha256 }: Entry| {
        all.insert(file, content(&sha256));
        Ok(())
    })
}

/// Why files are done with as they are.
pub(super) struct Reasons {
    basis: Basis,
    has_cache: bool,
    last: Option<LastRun>,
}

impl Reasons {
    /// For a run that writes to the folder `output`, if it does.
    pub(super) fn of(output: Option<&Path>, settings: Settings<'_>) -> Self {
        let has_cache = settings.cache.is_some();
        // Nothing but words depends on it: one that is not there, or damaged, tells nothing.
        let last = output.filter(|_| has_cache).and_then(|output| LastRun::read(output).ok());
        Self { basis: Basis::of(settings), has_cache, last }
    }

    /// What is done for a file that `effort` is made for, and why.
    pub(super) fn of_file(
        &self,
        source: &Source,
        look: Option<&Look>,
        is_copy: bool,
        effort: Effort,
    ) -> (Work, Reason) {
        let Some(look) = look else { return (Work::None, Reason::Unreadable) };
        without_reading(look, is_copy).unwrap_or_else(|| match effort {
            Effort::Kept => (Work::Reuse, Reason::Unchanged),
            Effort::Interpreted => (Work::Interpret, self.of_interpreting()),
            Effort::Read => (Work::Read, self.of_reading(source, look)),
        })
    }

    fn of_interpreting(&self) -> Reason {
        match self.last.as_ref().map(|last| &last.basis) {
            Some(basis) if basis.profiles != self.basis.profiles => Reason::OtherProfiles,
            Some(basis) if basis.interpretation_code != self.basis.interpretation_code => Reason::OtherProgram,
            _ => Reason::NotKept,
        }
    }

    fn of_reading(&self, source: &Source, look: &Look) -> Reason {
        if !self.has_cache {
            return Reason::NoCache;
        }
        let Some(last) = &self.last else { return Reason::New };
        let options = |basis: &Basis| (basis.max_pages, basis.ocr, basis.ocr_language.clone());
        match last.files.get(source.file.as_str()) {
            None => Reason::New,
            Some(then) if *then != content(&look.sha256) => Reason::Changed,
            // Of a text nothing can be chosen.
            Some(_) if look.kind == Kind::Pdf && options(&last.basis) != options(&self.basis) => Reason::OtherOptions,
            Some(_) if last.basis.reading_code != self.basis.reading_code => Reason::OtherProgram,
            Some(_) => Reason::NotKept,
        }
    }
}

impl LastRun {
    fn read(output: &Path) -> io::Result<Self> {
        let file = File::open(output.join(account::NAME))?;
        Ok(serde_json::from_reader(BufReader::new(file))?)
    }
}

/// What is done for a file that nothing would be gained by reading.
fn without_reading(look: &Look, is_copy: bool) -> Option<(Work, Reason)> {
    match look.kind {
        _ if is_copy => Some((Work::None, Reason::Copy)),
        Kind::Empty | Kind::Other(_) => Some((Work::None, Reason::NoReport)),
        Kind::Pdf | Kind::Text => None,
    }
}

/// What a run that has nothing to do does for each file: the outputs stand, whatever was made of it.
pub(super) fn of_nothing_new(sources: &[Source], looks: &Looks) -> Vec<(Work, Reason)> {
    let of = |(look, original): (&Result<Look, Refusal>, Option<&str>)| match look {
        Err(_) => (Work::None, Reason::Unreadable),
        Ok(look) => without_reading(look, original.is_some()).unwrap_or((Work::Reuse, Reason::Unchanged)),
    };
    looks.iter().zip(originals(sources, looks)).map(of).collect()
}
