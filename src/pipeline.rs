//! Sources → outcomes: many files in parallel, results back in input order, no file able to stop the others.

mod look;
mod reader;

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::error::Error;
use crate::model::outcome::Outcome;
use crate::source::Source;
use crate::understand::{Input, Refusal, Settings};
use crate::worker::{self, STACK_BYTES};
use look::{Look, look_at, originals};
use reader::Reader;

/// How to run.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// How each file is understood.
    pub settings: Settings<'a>,
    /// Number of files read at a time; 0 for one a processor.
    pub jobs: usize,
    /// Where files are read.
    pub isolation: Isolation<'a>,
    /// Ends the run soon after it becomes true.
    pub cancelled: Option<&'a AtomicBool>,
}

/// Where files are read.
#[derive(Debug, Clone, Copy)]
pub enum Isolation<'a> {
    /// In this process: a file that overflows the stack, fills the memory or hangs does so to the whole run.
    InProcess,
    /// In worker processes: such a file fails, and no other does.
    Workers(&'a worker::Program),
}

/// How far a run is. Events of different files come in any order and from any thread.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Before the first file.
    RunStarted {
        /// Number of files.
        files: usize,
    },
    /// A file is about to be read.
    FileStarted {
        /// Relative to the PATH argument.
        file: &'a str,
    },
    /// A file is done with.
    FileDone {
        /// What became of it.
        outcome: &'a Outcome,
    },
    /// A worker wrote a line to standard error: what a panic says, for developers.
    WorkerSaid {
        /// The line.
        text: &'a str,
    },
}

/// What is told of events.
pub type Listener<'a> = dyn Fn(Event<'_>) + Sync + 'a;

/// Reads all sources. One outcome a source, in the order of the sources, whatever happened to it.
///
/// # Errors
/// When neither threads nor workers can be started, or the run is cancelled.
pub fn run(sources: &[Source], options: Options<'_>, listener: &Listener<'_>) -> Result<Vec<Outcome>, Error> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(options.jobs).stack_size(STACK_BYTES).build()?;
    let words = |text: &str| listener(Event::WorkerSaid { text });
    listener(Event::RunStarted { files: sources.len() });
    threads.install(|| {
        let looks: Vec<Result<Look, Refusal>> = sources.par_iter().map(look_at).collect();
        let originals = originals(sources, &looks);
        let files = looks.iter().zip(&originals).filter(|(look, original)| look.is_ok() && original.is_none()).count();
        let reader = Reader::new(options, files, threads.current_num_threads(), &words);
        let run = Run { options, reader, listener };
        let attempts: Vec<Result<Outcome, Look>> = sources
            .par_iter()
            .zip(looks)
            .zip(originals)
            .with_max_len(1)
            .map(|((source, look), original)| run.attempt(source, look, original))
            .collect();
        // Alone, a file has all of the machine: what failed for want of time or memory may come right.
        let outcomes = sources.iter().zip(attempts).map(|(source, attempt)| run.finish(source, attempt)).collect();
        run.trouble().map_or(Ok(outcomes), Err)
    })
}

/// A run at work.
struct Run<'a> {
    options: Options<'a>,
    reader: Reader<'a>,
    listener: &'a Listener<'a>,
}

impl Run<'_> {
    /// What became of a file; what is known of it where its worker failed.
    fn attempt(&self, source: &Source, look: Result<Look, Refusal>, original: Option<&str>) -> Result<Outcome, Look> {
        if self.is_cancelled() {
            return Ok(Outcome::default());
        }
        (self.listener)(Event::FileStarted { file: &source.file });
        let (outcome, look) = match (look, original) {
            (Err(refusal), _) => (refusal.outcome(), None),
            (Ok(look), Some(original)) => (look::duplicate_of(original), Some(look)),
            (Ok(look), None) => match self.reader.read(input(source, &look)) {
                Ok(outcome) => (outcome, Some(look)),
                Err(_) => return Err(look),
            },
        };
        Ok(self.done(source, look, outcome))
    }

    /// Gives a file whose worker failed its second try.
    fn finish(&self, source: &Source, attempt: Result<Outcome, Look>) -> Outcome {
        match attempt {
            Ok(outcome) => outcome,
            Err(_) if self.is_cancelled() => Outcome::default(),
            Err(look) => {
                let second = self.reader.read_alone(input(source, &look));
                self.done(source, Some(look), second.unwrap_or_else(|failure| failure.outcome()))
            }
        }
    }

    /// Fills in what only the run knows.
    fn done(&self, source: &Source, look: Option<Look>, mut outcome: Outcome) -> Outcome {
        if let Some(look) = look {
            outcome.row.bytes = look.bytes;
            outcome.row.sha256 = look.sha256;
        }
        outcome.row.source_id.clone_from(&source.source_id);
        outcome.row.file.clone_from(&source.file);
        outcome.named_on_command_line = source.named_on_command_line;
        if !self.is_cancelled() {
            (self.listener)(Event::FileDone { outcome: &outcome });
        }
        outcome
    }

    fn is_cancelled(&self) -> bool {
        self.options.cancelled.is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    /// What makes the outcomes worthless.
    fn trouble(&self) -> Option<Error> {
        if self.is_cancelled() { Some(Error::Interrupted) } else { self.reader.trouble() }
    }
}

fn input<'a>(source: &'a Source, look: &'a Look) -> Input<'a> {
    Input { path: &source.path, kind: look.kind, bytes: look.bytes, sha256: &look.sha256 }
}

#[cfg(test)]
mod tests;
