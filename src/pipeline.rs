//! Sources → outcomes: many files in parallel, results back in input order, no file able to stop the others.

mod look;

use rayon::prelude::*;

use crate::error::Error;
use crate::model::outcome::Outcome;
use crate::source::Source;
use crate::understand::{Input, Refusal, Settings, kept, understand};
use look::{Look, look_at, originals};

/// Deeply nested PDF objects need more than a thread's usual stack.
const STACK_BYTES: usize = 16 << 20;

/// How to run.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// How each file is understood.
    pub settings: Settings<'a>,
    /// Number of files read at a time; 0 for one a processor.
    pub jobs: usize,
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
}

/// What is told of events.
pub type Listener<'a> = dyn Fn(Event<'_>) + Sync + 'a;

/// Reads all sources. One outcome a source, in the order of the sources, whatever happened to it.
///
/// # Errors
/// Only when the worker threads cannot be started.
pub fn run(sources: &[Source], options: Options<'_>, listener: &Listener<'_>) -> Result<Vec<Outcome>, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs).stack_size(STACK_BYTES).build()?;
    listener(Event::RunStarted { files: sources.len() });
    Ok(pool.install(|| {
        let looks: Vec<Result<Look, Refusal>> = sources.par_iter().map(look_at).collect();
        let originals = originals(sources, &looks);
        sources
            .par_iter()
            .zip(looks)
            .zip(originals)
            .map(|((source, look), original)| {
                listener(Event::FileStarted { file: &source.file });
                let outcome = outcome_of(source, look, original, options);
                listener(Event::FileDone { outcome: &outcome });
                outcome
            })
            .collect()
    }))
}

fn outcome_of(source: &Source, look: Result<Look, Refusal>, original: Option<&str>, options: Options<'_>) -> Outcome {
    let (mut outcome, look) = match (look, original) {
        (Err(refusal), _) => (refusal.outcome(), None),
        (Ok(look), Some(original)) => (look::duplicate_of(original), Some(look)),
        (Ok(look), None) => {
            let input = Input { path: &source.path, kind: look.kind, bytes: look.bytes, sha256: &look.sha256 };
            let outcome = kept::outcome(input, options.settings, || understand(input, options.settings));
            (outcome, Some(look))
        }
    };
    if let Some(look) = look {
        outcome.row.bytes = look.bytes;
        outcome.row.sha256 = look.sha256;
    }
    outcome.row.source_id.clone_from(&source.source_id);
    outcome.row.file.clone_from(&source.file);
    outcome.named_on_command_line = source.named_on_command_line;
    outcome
}

#[cfg(test)]
mod tests;
