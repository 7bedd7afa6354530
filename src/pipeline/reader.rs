//! Who reads a file: this process, or a worker.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Isolation, Options};
use crate::cost::Cost;
use crate::error::Error;
use crate::model::outcome::Outcome;
use crate::understand::{Input, Settings, kept, understand};
use crate::worker::{Failure, Words, Workers};

/// Reads the files of a run.
pub(super) struct Reader<'a> {
    settings: Settings<'a>,
    /// `None` to read in this process.
    workers: Option<Workers<'a>>,
    /// Pages that the whole run may read at a time.
    threads: usize,
    /// Files that are not done with.
    left: AtomicUsize,
}

impl<'a> Reader<'a> {
    /// For a number of files, read by a number of `threads`; `words` is told what workers write to standard error.
    pub(super) fn new(options: Options<'a>, files: usize, threads: usize, words: &'a Words<'a>) -> Self {
        let workers = match options.isolation {
            Isolation::InProcess => None,
            Isolation::Workers(program) => Some(Workers::new(program, options.settings, options.cancelled, words)),
        };
        Self { settings: options.settings, workers, threads, left: AtomicUsize::new(files) }
    }

    /// Reads a file beside others. Tells what that took the worker, where one read it.
    pub(super) fn read(&self, input: Input<'_>) -> Result<(Outcome, Option<Cost>), Failure> {
        // The last files of a run have the processors to themselves.
        let busy = self.left.load(Ordering::Relaxed).clamp(1, self.threads.max(1));
        let result = self.outcome(input, self.threads / busy);
        if result.is_ok() {
            self.left.fetch_sub(1, Ordering::Relaxed);
        }
        result
    }

    /// Reads a file alone: no other is being read, and no other's memory is still held.
    pub(super) fn read_alone(&self, input: Input<'_>) -> Result<(Outcome, Option<Cost>), Failure> {
        if let Some(workers) = &self.workers {
            workers.dismiss();
        }
        self.outcome(input, self.threads)
    }

    /// What earlier runs made of it, or what is made now, by up to so many threads.
    fn outcome(&self, input: Input<'_>, threads: usize) -> Result<(Outcome, Option<Cost>), Failure> {
        let mut cost = None;
        let outcome = kept::outcome(input, self.settings, || {
            let by_worker = self.workers.as_ref().and_then(|workers| workers.read(input, threads));
            let (outcome, taken) = by_worker.unwrap_or_else(|| Ok((understand(input, self.settings), None)))?;
            cost = taken;
            Ok(outcome)
        })?;
        Ok((outcome, cost))
    }

    /// What keeps the whole run from going on.
    pub(super) fn trouble(&self) -> Option<Error> {
        self.workers.as_ref().and_then(Workers::broken).map(Error::Worker)
    }
}
