//! What stops a whole run. A file that cannot be read is no error: it is a row with a status.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::message;
use crate::model::message::Message;
use crate::text::said::{system, unopened};
use crate::{profile, vocabulary, worker};

/// Why a run could not go on. Messages are lower-case fragments that name the path and the next step; [`fmt::Display`] tells
/// them in English.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A PATH that is not there.
    PathMissing(PathBuf),
    /// A PATH that cannot be looked at.
    PathUnreadable {
        /// The PATH argument.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output folder or a file in it cannot be made.
    Output {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What does not fit in memory cannot be written to a folder, or read from there.
    Store {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another run writes to the output folder.
    OutputInUse(PathBuf),
    /// The list of earlier runs cannot be read.
    History {
        /// The output folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The new files are complete, but could not take the place of the old ones.
    Replace {
        /// The file that could not be replaced.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The worker threads could not be started.
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// A `sources.toml` with a mistake in it.
    Provenance {
        /// The file.
        path: PathBuf,
        /// The 1-based line.
        line: usize,
        /// What is wrong.
        message: Message,
    },
    /// No worker process can be started.
    Worker(#[from] worker::StartError),
    /// The run was cancelled.
    Interrupted,
    /// A `jobs.json` that cannot be read back.
    Dataset {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: Message,
    },
    /// What workers are said to have answered elsewhere, and that is no answer.
    Answers {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it, and what to do.
        message: Message,
    },
    /// A line of a `corrections.csv` that means nothing.
    Corrections {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it, and what to write instead.
        message: Message,
    },
    /// A `corrections.csv` that cannot be written.
    CorrectionsUnwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file that holds no sheet of jobs.
    Sheet {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and what to do.
        message: Message,
    },
    /// A profile that does not load.
    Profile(#[from] profile::Error),
    /// A vocabulary that does not load.
    Vocabulary(#[from] vocabulary::Error),
}

impl Error {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::PathMissing(path) => message!("error-path-missing", path = path.display()),
            Self::PathUnreadable { path, source } => unopened(source).of_path(path),
            Self::Output { path, source } => message!("error-output", path = path.display(), why = system(source)),
            Self::Store { folder, source } => message!("error-store", path = folder.display(), why = system(source)),
            Self::OutputInUse(path) => message!("error-output-in-use", path = path.display()),
            Self::History { path, source } => message!("error-history", path = path.display(), why = system(source)),
            Self::Replace { path, source } => message!("error-replace", path = path.display(), why = system(source)),
            Self::Threads(error) => message!("error-threads", why = error.to_string()),
            Self::Provenance { path, line, message } => {
                message!("error-provenance", path = path.display(), line = *line, what = message.clone())
            }
            Self::Worker(error) => message!("error-worker", why = error.message()),
            Self::Interrupted => message!("error-interrupted"),
            Self::Dataset { path, message } => {
                message!("error-dataset", path = path.display(), what = message.clone())
            }
            Self::Answers { path, line, message } | Self::Corrections { path, line, message } => {
                message.clone().of_line(path, *line)
            }
            Self::CorrectionsUnwritable { path, source } => {
                message!("error-corrections-unwritable", path = path.display(), why = system(source))
            }
            Self::Sheet { path, message } => message.clone().of_path(path),
            Self::Profile(error) => error.message(),
            Self::Vocabulary(error) => error.message(),
        }
    }

    /// The file or folder that it is about, if it is about one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::PathMissing(path)
            | Self::PathUnreadable { path, .. }
            | Self::Output { path, .. }
            | Self::Store { folder: path, .. }
            | Self::OutputInUse(path)
            | Self::History { path, .. }
            | Self::Replace { path, .. }
            | Self::Provenance { path, .. }
            | Self::Dataset { path, .. }
            | Self::Answers { path, .. }
            | Self::Corrections { path, .. }
            | Self::CorrectionsUnwritable { path, .. }
            | Self::Sheet { path, .. } => Some(path),
            Self::Profile(error) => Some(error.path()),
            Self::Vocabulary(error) => Some(error.path()),
            Self::Threads(_) | Self::Worker(_) | Self::Interrupted => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}
