//! What is said between a run and its workers: a line of JSON each, in the order of this file.
//!
//! ```text
//! run    → {"hello": {"protocol": 1, "profiles": [{"name": "garden.toml", "text": "id = …"}], "passwords": [],
//!                     "max_pages": null, "ocr": "auto", "ocr_language": "fra", "timeout": 60, "memory": 1073741824,
//!                     "cache": null}}
//! worker → {"ready": {"protocol": 1, "generator": "ingest 0.1.0"}}
//! run    → {"read": {"id": 1, "path": "inputs/a.pdf", "kind": "pdf", "bytes": 4711, "sha256": "9f86…", "threads": 1}}
//! worker → {"looked": {"id": 1, "kind": "pdf", "bytes": 4711, "sha256": "9f86…"}}      only where the question did not say
//! worker → {"takes-longer": {"id": 1, "seconds": 240}}      only of some files, before the answer
//! worker → {"done": {"id": 1, "outcome": {"row": {…}, "records": […], "diagnostics": […], …},
//!                    "cost": {"seconds": 0.21, "cpu_seconds": 0.2, "peak_bytes": 41943040}}}
//! run    → {"draw": {"id": 2, "path": "inputs/a.pdf", "pages": [3, 4], "folder": "drawn"}}
//! worker → {"drawn": {"id": 2, "pages": [{"page": 3, "width": 595.0, "height": 842.0}]}}      with drawn/3.webp
//! ```
//!
//! Any number of files may be asked for, one after the other or all at once; they are read in that order. What cannot
//! be done is answered by `{"refused": {"id": 3, "message": …}}`, without an id where the question has none that can be
//! read; after a refused `hello` the worker ends. Fields may be added, and unknown ones are passed over. Of a `hello` only
//! `protocol` must be there, of a `read` only `id` and `path`: `docs/WORKER.md` is for who writes the other side.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::cache::Cache;
use crate::cost::Cost;
use crate::model::outcome::Outcome;
use crate::profile::{self, ProfileSet};
use crate::read::kind::Kind;
use crate::read::ocr::{DEFAULT_LANGUAGE, Ocr, OcrMode};
use crate::read::pdf;
use crate::understand::look::Look;
use crate::understand::{Input, Settings};

/// The version of this protocol; raised when a line is renamed, retyped or dropped.
pub const PROTOCOL: u32 = 1;

/// A line that a worker reads.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Request {
    /// The first line: how files are read.
    Hello(Hello),
    /// Any further line: a file to read.
    Read(Read),
    /// Any further line: pages to draw.
    Draw(Draw),
}

/// A line that a worker writes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// To a [`Hello`].
    Ready(Ready),
    /// Before the answer to a [`Read`] that does not say what the file is.
    Looked {
        /// That of the question.
        id: u64,
        /// What it is.
        #[serde(flatten)]
        looked: Looked,
    },
    /// Before the answer to a [`Read`]: the file is a scan.
    TakesLonger {
        /// That of the question.
        id: u64,
        /// Seconds that it may take beyond the time limit.
        seconds: f64,
    },
    /// To a [`Read`].
    Done(Box<Done>),
    /// To a [`Draw`].
    Drawn(Drawn),
    /// To what cannot be done.
    Refused {
        /// That of the question; `None` for a [`Hello`], and where the question has none that can be read.
        #[serde(default)]
        id: Option<u64>,
        /// Why.
        message: String,
    },
}

/// How files are read. It holds passwords: it is never shown, and goes through a pipe alone.
#[derive(Clone, Serialize, Deserialize)]
pub struct Hello {
    /// The version of the protocol.
    pub protocol: u32,
    /// All profiles, embedded ones included; `None` for the embedded ones alone.
    #[serde(default)]
    pub profiles: Option<Vec<ProfileText>>,
    /// Passwords to try on encrypted files.
    #[serde(default)]
    pub passwords: Vec<String>,
    /// Pages of a PDF to read at most.
    #[serde(default)]
    pub max_pages: Option<usize>,
    /// When pages are read by optical character recognition.
    #[serde(default)]
    pub ocr: OcrMode,
    /// In which language.
    #[serde(default = "default_language")]
    pub ocr_language: String,
    /// Seconds that a file may take. The run ends a worker that takes longer; the worker plans with it.
    #[serde(default)]
    pub timeout: Option<f64>,
    /// Bytes of memory that the worker may fill, and each program that it starts.
    #[serde(default)]
    pub memory: Option<u64>,
    /// Folder of the readings that earlier runs kept, and that this one will keep.
    #[serde(default)]
    pub cache: Option<FilePath>,
}

/// The text of a profile.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProfileText {
    /// Its file's name.
    pub name: String,
    /// The file's content.
    pub text: String,
}

/// That a worker can begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// The version of the protocol that it speaks.
    pub protocol: u32,
    /// Program and version.
    pub generator: String,
}

/// A file to read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Read {
    /// Comes back with the answer.
    pub id: u64,
    /// Where it is; the worker runs in the folder of the run.
    pub path: FilePath,
    /// What it is; `None` for the worker to look, and tell.
    #[serde(flatten)]
    pub looked: Option<Looked>,
    /// How many of its pages may be read at a time.
    #[serde(default = "one")]
    pub threads: usize,
}

/// What a file is, before it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// Its kind.
    pub kind: FileKind,
    /// Its size in bytes.
    pub bytes: u64,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What became of a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Done {
    /// That of the question.
    pub id: u64,
    /// Its row lacks what only the run knows: id, name, size and digest.
    pub outcome: Outcome,
    /// What it took the worker.
    #[serde(default)]
    pub cost: Option<Cost>,
}

/// Pages of a PDF to draw.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Draw {
    /// Comes back with the answer.
    pub id: u64,
    /// Where the PDF is.
    pub path: FilePath,
    /// 1-based page numbers.
    pub pages: Vec<u32>,
    /// The folder, which must be there, for the pictures: each `<page>.webp`.
    pub folder: FilePath,
}

/// Pages that were drawn.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Drawn {
    /// That of the question.
    pub id: u64,
    /// The pages; one that cannot be drawn is not among them.
    pub pages: Vec<DrawnPage>,
}

/// A page that was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DrawnPage {
    /// 1-based page number.
    pub page: u32,
    /// Width of the page as displayed, in PDF points.
    pub width: f32,
    /// Height of the page as displayed, in PDF points.
    pub height: f32,
}

/// The kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A PDF.
    Pdf,
    /// A text.
    Text,
    /// No bytes at all.
    Empty,
    /// Of another format: not read.
    Other,
}

/// A path: a text, or its bytes where they are no UTF-8.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FilePath {
    /// UTF-8.
    Text(String),
    /// As a Unix system has it.
    Bytes(Vec<u8>),
}

impl Answer {
    /// The id of the question that it answers.
    #[must_use]
    pub fn id(&self) -> Option<u64> {
        match self {
            Self::Ready(_) => None,
            Self::Looked { id, .. } | Self::TakesLonger { id, .. } => Some(*id),
            Self::Done(done) => Some(done.id),
            Self::Drawn(drawn) => Some(drawn.id),
            Self::Refused { id, .. } => *id,
        }
    }
}

impl Hello {
    /// What a worker must know to read as `settings` say; `memory` in bytes.
    #[must_use]
    pub fn new(settings: Settings<'_>, memory: Option<u64>) -> Self {
        let text = |(name, text): (&str, &str)| ProfileText { name: name.to_owned(), text: text.to_owned() };
        Self {
            protocol: PROTOCOL,
            profiles: Some(settings.profiles.texts().map(text).collect()),
            passwords: settings.pdf.passwords.clone(),
            max_pages: settings.pdf.max_pages,
            ocr: settings.ocr.mode(),
            ocr_language: settings.ocr.language().to_owned(),
            timeout: settings.time_limit.map(|limit| limit.as_secs_f64()),
            memory,
            cache: settings.cache.map(|cache| FilePath::of(cache.folder())),
        }
    }

    /// The profiles, compiled.
    ///
    /// # Errors
    /// When one of them is no profile.
    pub fn profiles(&self) -> Result<ProfileSet, profile::Error> {
        let Some(profiles) = &self.profiles else { return ProfileSet::builtin() };
        ProfileSet::from_texts(profiles.iter().map(|profile| (profile.name.as_str(), profile.text.as_str())))
    }

    /// What reads pictures.
    #[must_use]
    pub fn ocr(&self) -> Ocr {
        Ocr::new(self.ocr, self.ocr_language.clone())
    }

    /// What the reading of a PDF is told.
    #[must_use]
    pub fn pdf(&self) -> pdf::Options {
        pdf::Options { passwords: self.passwords.clone(), max_pages: self.max_pages }
    }

    /// What earlier runs kept, if it is to be asked.
    #[must_use]
    pub fn cache(&self) -> Option<Cache> {
        self.cache.as_ref().map(|folder| Cache::new(folder.to_path()))
    }

    /// What a file may take; `None` without a limit, or when what is said is no time.
    #[must_use]
    pub fn time_limit(&self) -> Option<Duration> {
        self.timeout.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
    }
}

impl Read {
    /// The question for a file; `None` for kinds of file that need no worker.
    #[must_use]
    pub fn new(id: u64, input: Input<'_>, threads: usize) -> Option<Self> {
        let Input { path, kind, bytes, sha256 } = input;
        let (Kind::Pdf | Kind::Text) = kind else { return None };
        let looked = Looked { kind: kind.into(), bytes, sha256: sha256.to_owned() };
        Some(Self { id, path: FilePath::of(path), looked: Some(looked), threads })
    }
}

impl From<Looked> for Look {
    fn from(Looked { kind, bytes, sha256 }: Looked) -> Self {
        Self { kind: kind.into(), bytes, sha256 }
    }
}

impl From<&Look> for Looked {
    fn from(Look { kind, bytes, sha256 }: &Look) -> Self {
        Self { kind: (*kind).into(), bytes: *bytes, sha256: sha256.clone() }
    }
}

impl From<Kind> for FileKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Pdf => Self::Pdf,
            Kind::Text => Self::Text,
            Kind::Empty => Self::Empty,
            Kind::Other(_) => Self::Other,
        }
    }
}

impl From<FileKind> for Kind {
    fn from(kind: FileKind) -> Self {
        match kind {
            FileKind::Pdf => Self::Pdf,
            FileKind::Text => Self::Text,
            FileKind::Empty => Self::Empty,
            FileKind::Other => Self::Other("kind-other"),
        }
    }
}

impl FilePath {
    /// Of a path of this system.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        match path.to_str() {
            Some(text) => Self::Text(text.to_owned()),
            None => Self::of_bytes(path.as_os_str()),
        }
    }

    #[cfg(unix)]
    fn of_bytes(path: &OsStr) -> Self {
        Self::Bytes(std::os::unix::ffi::OsStrExt::as_bytes(path).to_vec())
    }

    /// Elsewhere such a name cannot be written down; the file will not be found, and that is told.
    #[cfg(not(unix))]
    fn of_bytes(path: &OsStr) -> Self {
        Self::Text(path.to_string_lossy().into_owned())
    }

    /// As a path of this system.
    #[must_use]
    pub fn to_path(&self) -> PathBuf {
        match self {
            Self::Text(text) => PathBuf::from(text),
            #[cfg(unix)]
            Self::Bytes(bytes) => PathBuf::from(<OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes)),
            #[cfg(not(unix))]
            Self::Bytes(bytes) => PathBuf::from(String::from_utf8_lossy(bytes).into_owned()),
        }
    }
}

fn default_language() -> String {
    DEFAULT_LANGUAGE.to_owned()
}

fn one() -> usize {
    1
}

/// A line for the other side.
///
/// # Errors
/// None for the types of this protocol: all of them have a JSON form.
pub fn line(message: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(message).map(|text| text + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_lines_and_come_back() {
        let read = Read {
            id: 7,
            path: FilePath::Text("a\nb.pdf".to_owned()),
            looked: Some(Looked { kind: FileKind::Pdf, bytes: 3, sha256: "ab".to_owned() }),
            threads: 1,
        };
        let text = line(&Request::Read(read.clone())).unwrap();
        assert_eq!(text.matches('\n').count(), 1, "{text}");
        let Request::Read(back) = serde_json::from_str(&text).unwrap() else { panic!("{text}") };
        assert_eq!((back.path, back.looked), (read.path, read.looked));
    }

    #[test]
    fn unknown_fields_are_passed_over() {
        let text = r#"{"ready": {"protocol": 1, "generator": "x", "mood": "good"}}"#;
        let Answer::Ready(ready) = serde_json::from_str(text).unwrap() else { panic!("{text}") };
        assert_eq!(ready.protocol, 1);
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_utf_8_survive() {
        use std::os::unix::ffi::OsStrExt;
        let path = PathBuf::from(OsStr::from_bytes(b"in/not-\xff.pdf"));
        let text = serde_json::to_string(&FilePath::of(&path)).unwrap();
        assert_eq!(serde_json::from_str::<FilePath>(&text).unwrap().to_path(), path);
        let plain = Path::new("in/été.pdf");
        assert_eq!(serde_json::to_string(&FilePath::of(plain)).unwrap(), "\"in/été.pdf\"");
    }
}
