//! What can be looked at: the page, what it shows, and the reports that it names. Nothing else of the machine.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::text::address::decoded;

use crate::message;

/// The page.
pub(super) const PAGE: &str = "report.html";
/// The folder of what it shows.
const FOLDER: &str = "report";
/// What the paths of reports begin with: the number of a source of the dataset follows.
const SOURCE: &str = "source/";

/// A file that was asked for.
pub(super) struct Found {
    /// As HTTP says it.
    pub(super) kind: &'static str,
    pub(super) body: Vec<u8>,
}

pub(super) struct Site {
    folder: PathBuf,
    /// The reports, by their place among the dataset's sources.
    reports: BTreeMap<usize, PathBuf>,
}

/// What is read of `report/index.js`.
#[derive(Deserialize)]
struct Index {
    sources: Vec<Source>,
}

#[derive(Deserialize)]
struct Source {
    href: Option<String>,
}

impl Site {
    /// Of an output folder that has a page.
    pub(super) fn of(folder: &Path) -> io::Result<Self> {
        let folder = folder.canonicalize()?;
        if !folder.join(PAGE).is_file() {
            return Err(message!("view-no-report").into_error(io::ErrorKind::NotFound));
        }
        let text = fs::read_to_string(folder.join(FOLDER).join("index.js"))?;
        let value = text.split_once(',').and_then(|(_, value)| value.trim_end().strip_suffix(");"));
        let index: Index = serde_json::from_str(value.unwrap_or_default()).map_err(io::Error::other)?;
        let report = |(number, source): (usize, Source)| {
            let path = folder.join(decoded(&source.href?)?).canonicalize().ok()?;
            path.is_file().then_some((number, path))
        };
        Ok(Self { reports: index.sources.into_iter().enumerate().filter_map(report).collect(), folder })
    }

    /// The file that a path without its secret leads to.
    pub(super) fn find(&self, path: &str) -> Option<Found> {
        if path == PAGE {
            return read(&self.folder.join(PAGE));
        }
        if let Some(number) = path.strip_prefix(SOURCE) {
            return read(self.reports.get(&number.parse().ok()?)?);
        }
        let shown = path.strip_prefix(FOLDER)?.strip_prefix('/')?;
        // The names of what the page shows are of these letters alone: no way up, and nothing that is decoded later.
        let is_plain = |part: &str| {
            let known = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-' || letter == b'.';
            !part.is_empty() && !part.starts_with('.') && part.bytes().all(known)
        };
        if !shown.split('/').all(is_plain) {
            return None;
        }
        // Nor does a link lead out of the folder.
        let own = self.folder.join(FOLDER);
        let file = own.join(shown).canonicalize().ok()?;
        if file.starts_with(&own) { read(&file) } else { None }
    }
}

fn read(path: &Path) -> Option<Found> {
    let kind = match path.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "webp" => "image/webp",
        ending if ending.eq_ignore_ascii_case("pdf") => "application/pdf",
        _ => "text/plain; charset=utf-8",
    };
    Some(Found { kind, body: fs::read(path).ok()? })
}
