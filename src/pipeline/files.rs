//! Sources → what became of them, stored as it comes.

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
use crate::source::Source;
use crate::understand::{Input, Refusal};

/// Reads all sources, on the threads of the pool that this is called in.
pub(super) fn read(
    sources: &[Source],
    looks: &Looks,
    options: Options<'_>,
    assembly: &Assembly,
    listener: &Listener<'_>,
) -> Result<(), Error> {
    let words = |text: &str| listener(Event::WorkerSaid { text });
    let originals = originals(sources, looks);
    let count = looks.iter().zip(&originals).filter(|(look, original)| look.is_ok() && original.is_none()).count();
    let reader = Reader::new(options, count, rayon::current_num_threads(), &words);
    let files = Files { options, reader, assembly, unstored: OnceLock::new(), listener };
    let failed: Vec<(File<'_>, &Look)> = sources
        .par_iter()
        .enumerate()
        .zip(looks)
        .zip(originals)
        .with_max_len(1)
        .filter_map(|(((place, source), look), original)| files.attempt(File { place, source }, look, original))
        .collect();
    // Alone, a file has all of the machine: what failed for want of time or memory may come right.
    failed.into_iter().for_each(|(file, look)| files.try_again(file, look));
    files.trouble().map_or(Ok(()), Err)
}

/// A file of the run.
#[derive(Clone, Copy)]
struct File<'a> {
    /// Among all of them.
    place: usize,
    source: &'a Source,
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
    /// Reads a file; gives it back where its worker failed.
    fn attempt<'l>(
        &self,
        file: File<'l>,
        look: &'l Result<Look, Refusal>,
        original: Option<&str>,
    ) -> Option<(File<'l>, &'l Look)> {
        if self.is_over() {
            return None;
        }
        (self.listener)(Event::FileStarted { file: &file.source.file });
        let (outcome, look) = match (look, original) {
            (Err(refusal), _) => (refusal.clone().outcome(), None),
            (Ok(look), Some(original)) => (look::duplicate_of(original), Some(look)),
            (Ok(look), None) => match self.reader.read(input(file.source, look)) {
                Ok(outcome) => (outcome, Some(look)),
                Err(_) => return Some((file, look)),
            },
        };
        self.done(file, look, outcome);
        None
    }

    /// Gives a file whose worker failed its second try.
    fn try_again(&self, file: File<'_>, look: &Look) {
        if !self.is_over() {
            let second = self.reader.read_alone(input(file.source, look));
            self.done(file, Some(look), second.unwrap_or_else(|failure| failure.outcome()));
        }
    }

    /// Fills in what only the run knows, and stores what is to be in the dataset.
    fn done(&self, file: File<'_>, look: Option<&Look>, mut outcome: Outcome) {
        if let Some(look) = look {
            outcome.row.bytes = look.bytes;
            outcome.row.sha256.clone_from(&look.sha256);
        }
        outcome.row.source_id.clone_from(&file.source.source_id);
        outcome.row.file.clone_from(&file.source.file);
        outcome.named_on_command_line = file.source.named_on_command_line;
        if self.is_over() {
            return;
        }
        match self.assembly.add(file.place, outcome) {
            Ok(summary) => (self.listener)(Event::FileDone { file: &summary }),
            Err(error) => _ = self.unstored.set(error),
        }
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
