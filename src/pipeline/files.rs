//! Sources → what became of them, in input order; their records go to where they are stored as they come.

use std::io;
use std::sync::OnceLock;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::look::{self, Look, Looks, originals};
use super::reader::Reader;
use super::{Event, Listener, Options};
use crate::dataset::Assembly;
use crate::error::Error;
use crate::model::outcome::Outcome;
use crate::model::reading::Lasting;
use crate::model::summary::FileSummary;
use crate::source::Source;
use crate::understand::{Input, Refusal};

/// Reads all sources, on the threads of the pool that this is called in.
pub(super) fn read(
    sources: &[Source],
    looks: &Looks,
    options: Options<'_>,
    assembly: &Assembly,
    listener: &Listener<'_>,
) -> Result<Vec<Done>, Error> {
    let words = |text: &str| listener(Event::WorkerSaid { text });
    let originals = originals(sources, looks);
    let count = looks.iter().zip(&originals).filter(|(look, original)| look.is_ok() && original.is_none()).count();
    let reader = Reader::new(options, count, rayon::current_num_threads(), &words);
    let files = Files { options, reader, assembly, unstored: OnceLock::new(), listener };
    let attempts: Vec<Result<Done, &Look>> = sources
        .par_iter()
        .zip(looks)
        .zip(originals)
        .with_max_len(1)
        .map(|((source, look), original)| files.attempt(source, look, original))
        .collect();
    // Alone, a file has all of the machine: what failed for want of time or memory may come right.
    let done = sources.iter().zip(attempts).map(|(source, attempt)| files.finish(source, attempt)).collect();
    files.trouble().map_or(Ok(done), Err)
}

/// What is still known of a file when its records are stored.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub(super) summary: FileSummary,
    pub(super) lasting: Lasting,
}

/// Files being read.
struct Files<'a> {
    options: Options<'a>,
    reader: Reader<'a>,
    assembly: &'a Assembly,
    /// Why something could not be stored.
    unstored: OnceLock<io::Error>,
    listener: &'a Listener<'a>,
}

impl Files<'_> {
    /// What became of a file; what is known of it where its worker failed.
    fn attempt<'l>(
        &self,
        source: &Source,
        look: &'l Result<Look, Refusal>,
        original: Option<&str>,
    ) -> Result<Done, &'l Look> {
        if self.is_over() {
            return Ok(Done::default());
        }
        (self.listener)(Event::FileStarted { file: &source.file });
        let (outcome, look) = match (look, original) {
            (Err(refusal), _) => (refusal.clone().outcome(), None),
            (Ok(look), Some(original)) => (look::duplicate_of(original), Some(look)),
            (Ok(look), None) => match self.reader.read(input(source, look)) {
                Ok(outcome) => (outcome, Some(look)),
                Err(_) => return Err(look),
            },
        };
        Ok(self.done(source, look, outcome))
    }

    /// Gives a file whose worker failed its second try.
    fn finish(&self, source: &Source, attempt: Result<Done, &Look>) -> Done {
        match attempt {
            Ok(done) => done,
            Err(_) if self.is_over() => Done::default(),
            Err(look) => {
                let second = self.reader.read_alone(input(source, look));
                self.done(source, Some(look), second.unwrap_or_else(|failure| failure.outcome()))
            }
        }
    }

    /// Fills in what only the run knows, and stores what is to be in the dataset.
    fn done(&self, source: &Source, look: Option<&Look>, mut outcome: Outcome) -> Done {
        if let Some(look) = look {
            outcome.row.bytes = look.bytes;
            outcome.row.sha256.clone_from(&look.sha256);
        }
        outcome.row.source_id.clone_from(&source.source_id);
        outcome.row.file.clone_from(&source.file);
        outcome.named_on_command_line = source.named_on_command_line;
        let done = Done { summary: FileSummary::of(&outcome), lasting: outcome.lasting.clone() };
        if !self.is_over() {
            match self.assembly.add(outcome) {
                Ok(()) => (self.listener)(Event::FileDone { file: &done.summary }),
                Err(error) => _ = self.unstored.set(error),
            }
        }
        done
    }

    /// Whether nothing more is to be done.
    fn is_over(&self) -> bool {
        self.is_cancelled() || self.unstored.get().is_some()
    }

    fn is_cancelled(&self) -> bool {
        self.options.cancelled.is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    /// What makes the outcomes worthless.
    fn trouble(self) -> Option<Error> {
        if self.is_cancelled() {
            return Some(Error::Interrupted);
        }
        let unstored = self.unstored.into_inner().map(|source| self.assembly.trouble(source));
        self.reader.trouble().or(unstored)
    }
}

fn input<'a>(source: &'a Source, look: &'a Look) -> Input<'a> {
    Input { path: &source.path, kind: look.kind, bytes: look.bytes, sha256: &look.sha256 }
}
