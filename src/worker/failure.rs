//! Why a worker did not answer, in words for the row of its file.

use std::process::ExitStatus;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::system;
use crate::message;
use crate::model::dataset::Status;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::message::{Argument, Message};
use crate::model::outcome::Outcome;
use crate::understand::Refusal;

/// Why a file could not be read, in a word for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The worker ended, or said what is no answer.
    Crashed,
    /// It took longer than a file may take.
    TimedOut,
    /// It wanted more memory than it may have.
    OutOfMemory,
}

impl Reason {
    /// The word that a message begins with, and the code of an issue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Crashed => "crashed",
            Self::TimedOut => "timed-out",
            Self::OutOfMemory => "out-of-memory",
        }
    }
}

/// How a worker ended, or was ended, that gave no answer: what its driver saw of it, whatever program that is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ended {
    /// The seconds that it had for the file, where it was ended because they had passed.
    pub timed_out: Option<f64>,
    /// The signal that ended it.
    pub signal: Option<i32>,
    /// The code that it ended with.
    pub code: Option<i32>,
    /// The last that it wrote to standard error.
    pub words: String,
    /// Bytes of memory that it might fill.
    pub memory: Option<u64>,
    /// What it refused to do, in its words.
    pub refused: Option<String>,
    /// Whether it said what is no answer.
    pub no_answer: bool,
}

impl Ended {
    /// Why the file could not be read.
    #[must_use]
    pub fn failure(&self) -> Failure {
        if let Some(limit) = self.timed_out.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()) {
            return Failure::timed_out(limit);
        }
        if let Some(message) = &self.refused {
            return Failure::crashed(message.clone().into());
        }
        if self.no_answer {
            return Failure::crashed(message!("worker-answer"));
        }
        // The runtime tells these two before it aborts; nothing else tells them apart.
        if self.words.lines().any(|line| line.starts_with("memory allocation of ") && line.contains(" failed")) {
            return Failure::out_of_memory(self.memory);
        }
        if self.words.contains("has overflowed its stack") {
            return Failure::crashed(message!("worker-stack"));
        }
        Failure::crashed(match (self.signal, self.code) {
            (Some(signal), _) => message!("worker-signal", signal),
            // What a panic that nobody caught ends with.
            (_, Some(101)) => message!("worker-panicked"),
            (_, Some(code)) => message!("worker-code", code),
            (None, None) => message!("worker-ended"),
        })
    }
}

/// A file that a worker could not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Why.
    pub reason: Reason,
    /// What happened: a fragment that follows "crashed: ". The same on every machine.
    pub what: Message,
}

impl Failure {
    /// The worker ended, or said what is no answer.
    pub(super) fn crashed(what: Message) -> Self {
        Self { reason: Reason::Crashed, what }
    }

    pub(super) fn timed_out(limit: Duration) -> Self {
        // As many digits as were asked for.
        let after = (0..3).find(|after| (limit.as_secs_f64() * 10_f64.powi((*after).into())).fract() == 0.0);
        let seconds = Argument::rounded(limit.as_secs_f64(), after.unwrap_or(3));
        Self { reason: Reason::TimedOut, what: message!("worker-timed-out", seconds) }
    }

    fn out_of_memory(limit: Option<u64>) -> Self {
        let what = match limit {
            Some(bytes) => message!("worker-memory", most = bytes >> 20),
            None => message!("worker-memory-of-machine"),
        };
        Self { reason: Reason::OutOfMemory, what }
    }

    /// Of a worker that ended by itself, with the last that it wrote to standard error.
    pub(super) fn of_exit(status: ExitStatus, last_words: &str, memory: Option<u64>) -> Self {
        let (signal, code) = (system::signal(status), status.code());
        Ended { signal, code, words: last_words.to_owned(), memory, ..Ended::default() }.failure()
    }

    /// What becomes of the file.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let (word, what) = (self.reason.as_str(), self.what.clone());
        let message = match self.reason {
            Reason::Crashed => message!("worker-crashed", what),
            Reason::TimedOut => message!("worker-too-slow", what),
            Reason::OutOfMemory => message!("worker-out-of-memory", what),
        };
        let mut outcome = Refusal::new(Status::Failed, message).outcome();
        let twice = message!("worker-twice", what = self.what.clone());
        outcome.diagnostics.push(Diagnostic::new(Severity::Info, word, twice));
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn last_words_tell_what_happened() {
        use std::os::unix::process::ExitStatusExt;
        let told = |raw, words| {
            let failure = Failure::of_exit(ExitStatus::from_raw(raw), words, Some(1 << 30));
            failure.outcome().message.unwrap().to_string()
        };
        assert!(
            told(6, "x\nmemory allocation of 9 bytes failed\n").starts_with("out-of-memory: needs more than 1024 MiB")
        );
        assert!(
            told(6, "thread 'x' has overflowed its stack\n").starts_with("crashed: its reader overflowed its stack")
        );
        assert!(told(9, "").starts_with("crashed: its reader was ended by signal 9, tried twice; "));
        assert!(told(101 << 8, "thread panicked").starts_with("crashed: its reader panicked"));
        assert!(told(3 << 8, "").contains("ended with code 3"));
    }
}
