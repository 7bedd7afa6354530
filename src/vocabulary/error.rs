//! Why a vocabulary cannot be loaded.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use super::load::LIMIT;
use crate::message;
use crate::model::message::Message;
use crate::text::said::system;

/// Why a file of a vocabulary cannot be used. Messages are lower-case fragments that name the file and the next step.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing is there.
    Missing(PathBuf),
    /// It cannot be opened or read.
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Neither a file nor a folder, such as a pipe.
    NoFile(PathBuf),
    /// A folder without any file to load.
    EmptyFolder(PathBuf),
    /// More bytes than any published table has.
    TooLarge(PathBuf),
    /// The tables of a zip are more than [`LIMIT`] bytes when unpacked.
    TooLargeUnpacked(PathBuf),
    /// Bytes that are no text.
    NotText(PathBuf),
    /// A CSV whose columns are those of no vocabulary.
    Columns {
        /// The file.
        path: PathBuf,
        /// Its columns as printed, the first few.
        columns: String,
    },
    /// A CSV that breaks off or has a line that is no row.
    Row {
        /// The file.
        path: PathBuf,
        /// The 1-based line.
        line: u64,
        /// What is wrong with it.
        message: Message,
    },
    /// A table that has columns alone.
    NoRows(PathBuf),
    /// A zip that cannot be unpacked.
    Archive {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: Message,
    },
    /// A zip or a folder without any table that is known.
    NoTable(PathBuf),
}

impl Error {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self) -> Message {
        let (path, most) = (self.path().display(), LIMIT / 1_000_000);
        match self {
            Self::Missing(_) => message!("vocabulary-missing", path),
            Self::Unreadable { source, .. } => message!("vocabulary-unreadable", path, why = system(source)),
            Self::NoFile(_) => message!("vocabulary-no-file", path),
            Self::EmptyFolder(_) => message!("vocabulary-empty-folder", path),
            Self::TooLarge(_) => message!("vocabulary-too-large", path, most),
            Self::TooLargeUnpacked(_) => message!("vocabulary-too-large-unpacked", path, most),
            Self::NotText(_) => message!("vocabulary-not-text", path),
            Self::Columns { columns, .. } => message!("vocabulary-columns", path, columns),
            Self::Row { line, message, .. } => message!("vocabulary-row", path, line = *line, what = message.clone()),
            Self::NoRows(_) => message!("vocabulary-no-rows", path),
            Self::Archive { message, .. } => message!("vocabulary-archive", path, what = message.clone()),
            Self::NoTable(_) => message!("vocabulary-no-table", path),
        }
    }

    /// The file or folder that it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Missing(path)
            | Self::Unreadable { path, .. }
            | Self::NoFile(path)
            | Self::EmptyFolder(path)
            | Self::TooLarge(path)
            | Self::TooLargeUnpacked(path)
            | Self::NotText(path)
            | Self::Columns { path, .. }
            | Self::Row { path, .. }
            | Self::NoRows(path)
            | Self::Archive { path, .. }
            | Self::NoTable(path) => path,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}
