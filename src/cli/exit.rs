//! What the program's exit code says.

use std::io;
use std::process::ExitCode;

use super::language::say;
use ingest::error::Error;
use ingest::model::dataset::{SourceRow, Status};
use ingest::model::diagnostic::Severity;
use ingest::model::message::Message;
use ingest::model::summary::Summary;
use ingest::text::said::without_number;
use ingest::trial::GoldError;

/// How a run ended. The numbers are a promise to scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Every file was read, or is an ordinary exception.
    Success = 0,
    /// The run could not go on.
    Failure = 1,
    /// Wrong usage, a wrong profile or vocabulary, wrong corrections or a wrong `sources.toml`.
    Usage = 2,
    /// The run finished, but some file needs a look.
    Incomplete = 3,
    /// Ctrl-C, or a request of the system to end.
    Interrupted = 130,
    /// Two editions differ, and it was asked for to be told so.
    Differences = 4,
}

impl Exit {
    /// What became of a file; decided here alone.
    pub(crate) fn of_file(row: &SourceRow, named_on_command_line: bool) -> Self {
        let needs_look = match row.status {
            Status::Ok | Status::NoJobs | Status::DuplicateOf => false,
            Status::Unsupported => named_on_command_line,
            Status::Partial | Status::Unrecognised | Status::NeedsOcr | Status::Encrypted | Status::Failed => true,
        };
        if needs_look { Self::Incomplete } else { Self::Success }
    }

    /// What became of all files.
    pub(crate) fn of_files<'f>(files: impl IntoIterator<Item = (&'f SourceRow, bool)>) -> Self {
        files.into_iter().map(|(row, named)| Self::of_file(row, named)).max().unwrap_or(Self::Success)
    }

    /// Of what stopped a run.
    pub(crate) fn of_error(error: &anyhow::Error) -> Self {
        match error.downcast_ref::<Error>() {
            Some(Error::Profile(_) | Error::Vocabulary(_) | Error::Corrections { .. } | Error::Provenance { .. }) => {
                Self::Usage
            }
            Some(Error::Interrupted) => Self::Interrupted,
            _ if error.is::<globset::Error>() || error.is::<WrongUsage>() => Self::Usage,
            _ => Self::Failure,
        }
    }
}

/// What is to make a run end as [`Exit::Incomplete`] that would not do so by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A file of this status.
    File(Status),
    /// Something to look at that is more than a remark.
    Warnings,
    /// Anything to look at.
    Issues,
}

impl Fault {
    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Status::ALL.into_iter().map(Self::File).chain([Self::Warnings, Self::Issues])
    }

    /// The word for it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::File(status) => status.as_str(),
            Self::Warnings => "warnings",
            Self::Issues => "issues",
        }
    }

    /// How often a run has it.
    pub(crate) fn count(self, summary: &Summary) -> io::Result<usize> {
        let issues = |least| Ok(summary.issues.by_severity()?.range(least..).map(|(_, count)| count).sum());
        match self {
            Self::File(status) => Ok(summary.by_status().get(&status).copied().unwrap_or_default()),
            Self::Warnings => issues(Severity::Warning),
            Self::Issues => issues(Severity::Info),
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// An argument that is well formed and cannot be used all the same.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct WrongUsage(pub(crate) Message);

/// What stops a command and is no error of the library.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Trouble(pub(crate) Message);

/// What went wrong, each thing once.
pub(crate) fn told(error: &anyhow::Error) -> String {
    message(error).map_or_else(|| without_number(&format!("{error:#}")), |message| say(&message))
}

/// What went wrong and what to do, where the error tells it in every language: it says itself what it comes of.
pub(crate) fn message(error: &anyhow::Error) -> Option<Message> {
    let library = || error.downcast_ref::<Error>().map(Error::message);
    let wrong = || error.downcast_ref::<WrongUsage>().map(|WrongUsage(message)| message.clone());
    let trouble = || error.downcast_ref::<Trouble>().map(|Trouble(message)| message.clone());
    let gold = || error.downcast_ref::<GoldError>().map(GoldError::message);
    library().or_else(wrong).or_else(trouble).or_else(gold)
}

/// Whether nobody reads standard output any more.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
