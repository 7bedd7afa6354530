//! What stops a whole run. A file that cannot be read is no error: it is a row with a status.

use std::io;
use std::path::{Path, PathBuf};

use crate::text::said::{system, unopened};
use crate::{profile, vocabulary, worker};

/// Why a run could not go on. Messages are lower-case fragments that name the path and the next step.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A PATH that is not there.
    #[error("{}: no such file or folder; check the spelling, or name another PATH", .0.display())]
    PathMissing(PathBuf),
    /// A PATH that cannot be looked at.
    #[error("{}: {}", .path.display(), unopened(source))]
    PathUnreadable {
        /// The PATH argument.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output folder or a file in it cannot be made.
    #[error("{}: cannot be written ({}), earlier outputs are untouched; name another folder with --output", .path.display(), system(source))]
    Output {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What does not fit in memory cannot be written to a folder, or read from there.
    #[error("{}: what was read cannot be held there ({}), earlier outputs are untouched; make room, or name another folder with --output", .folder.display(), system(source))]
    Store {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another run writes to the output folder.
    #[error("{}: another run is writing there; wait for it to end, or name another folder with --output", .0.display())]
    OutputInUse(PathBuf),
    /// The list of earlier runs cannot be read.
    #[error("{}: the history of its runs cannot be read ({}); check its permissions", .path.display(), system(source))]
    History {
        /// The output folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The new files are complete, but could not take the place of the old ones.
    #[error("{}: cannot be replaced ({}), other outputs may be newer than it; close or remove it, then run `ingest verify`", .path.display(), system(source))]
    Replace {
        /// The file that could not be replaced.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The worker threads could not be started.
    #[error("cannot start worker threads ({0}); try --jobs 1")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// A `sources.toml` with a mistake in it.
    #[error("{}:{line}: {message}; correct it (README, “Where reports come from”), or move the file elsewhere", .path.display())]
    Provenance {
        /// The file.
        path: PathBuf,
        /// The 1-based line.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// No worker process can be started.
    #[error("cannot start a worker process ({0}); run with --in-process to read without one")]
    Worker(#[from] worker::StartError),
    /// The run was cancelled.
    #[error("interrupted; earlier outputs are untouched")]
    Interrupted,
    /// A `jobs.json` that cannot be read back.
    #[error("{}: {message}; name a jobs.json that ingest wrote", .path.display())]
    Dataset {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// A line of a `corrections.csv` that means nothing.
    #[error("{}:{line}: {message}", .path.display())]
    Corrections {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it, and what to write instead.
        message: String,
    },
    /// A `corrections.csv` that cannot be written.
    #[error("{}: cannot be written ({}), it is as it was; close it elsewhere, or name another folder with --inputs", .path.display(), system(source))]
    CorrectionsUnwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file that holds no sheet of jobs.
    #[error("{}: {message}", .path.display())]
    Sheet {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and what to do.
        message: String,
    },
    /// A profile that does not load.
    #[error(transparent)]
    Profile(#[from] profile::Error),
    /// A vocabulary that does not load.
    #[error(transparent)]
    Vocabulary(#[from] vocabulary::Error),
}

impl Error {
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
            | Self::Corrections { path, .. }
            | Self::CorrectionsUnwritable { path, .. }
            | Self::Sheet { path, .. } => Some(path),
            Self::Profile(error) => Some(error.path()),
            Self::Vocabulary(error) => Some(error.path()),
            Self::Threads(_) | Self::Worker(_) | Self::Interrupted => None,
        }
    }
}
