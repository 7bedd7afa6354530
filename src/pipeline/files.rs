//! Sources → what became of them, stored as it comes.

use std::io;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::answers::Answers;
use super::look::{self, Look, Looks, originals};
use super::reader::Reader;
use super::reason::Reasons;
use super::{Event, FileWork, Listener, Options};
use crate::cost::Cost;
use crate::dataset::Assembly;
use crate::error::Error;
use crate::model::outcome::Outcome;
use crate::source::Source;
use crate::understand::Refusal;

/// Reads all sources, or takes what workers answered elsewhere, on the threads of the pool that this is called in.
pub(super) fn read(
    (sources, looks): (&[Source], &Looks),
    answers: Option<&Answers>,
    options: Options<'_>,
    reasons: &Reasons,
    assembly: &Assembly,
    listener: &Listener<'_>,
) -> Result<(), Error> {
    let words = |text: &str| listener(Event::WorkerSaid { text });
    let originals = originals(sources, looks);
    let count = looks.iter().zip(&originals).filter(|(look, original)| look.is_ok() && original.is_none()).count();
    let reader = Reader::new(options, count, rayon::current_num_threads(), &words);
    let files = Files { options, reader, reasons, assembly, unstored: OnceLock::new(), listener };
    if let Some(answers) = answers {
        answers.each(|place, outcome, cost| {
            let (file, look) = (File { place, source: &sources[place] }, looks[place].as_ref().ok());
            files.take(file, look, originals[place], outcome, cost);
        })?;
        return files.trouble().map_or(Ok(()), Err);
    }
    let failed: Vec<Failed<'_>> = sources
        .par_iter()
        .enumerate()
        .zip(looks)
        .zip(originals)
        .with_max_len(1)
        .filter_map(|(((place, source), look), original)| files.attempt(File { place, source }, look, original))
        .collect();
    // Alone, a file has all of the machine: what failed for want of time or memory may come right.
    failed.into_iter().for_each(|failed| files.try_again(failed));
    files.trouble().map_or(Ok(()), Err)
}

/// A file of the run.
#[derive(Clone, Copy)]
struct File<'a> {
    /// Among all of them.
    place: usize,
    source: &'a Source,
}

/// A file whose worker failed.
struct Failed<'a> {
    file: File<'a>,
    look: &'a Look,
    /// How long it was tried.
    spent: Duration,
}

/// Files being read.
struct Files<'a> {
    options: Options<'a>,
    reader: Reader<'a>,
    reasons: &'a Reasons,
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
    ) -> Option<Failed<'l>> {
        if self.is_over() {
            return None;
        }
        (self.listener)(Event::FileStarted { file: &file.source.file });
        let start = Instant::now();
        let ((outcome, cost), look) = match (look, original) {
            (Err(refusal), _) => ((refusal.clone().outcome(), None), None),
            (Ok(look), Some(original)) => ((look::duplicate_of(original), None), Some(look)),
            (Ok(look), None) => match self.reader.read(look.input(&file.source.path)) {
                Ok(made) => (made, Some(look)),
                Err(_) => return Some(Failed { file, look, spent: start.elapsed() }),
            },
        };
        let cost = Cost { seconds: Cost::of_time(start.elapsed()).seconds, ..cost.unwrap_or_default() };
        self.done(file, look, original.is_some(), outcome, cost);
        None
    }

    /// Takes what became of a file elsewhere.
    fn take(&self, file: File<'_>, look: Option<&Look>, original: Option<&str>, outcome: Outcome, cost: Cost) {
        if !self.is_over() {
            (self.listener)(Event::FileStarted { file: &file.source.file });
            // Where it was read, nobody knew of the others.
            let outcome = original.map_or(outcome, look::duplicate_of);
            self.done(file, look, original.is_some(), outcome, cost);
        }
    }

    /// Gives a file whose worker failed its second try.
    fn try_again(&self, Failed { file, look, spent }: Failed<'_>) {
        if !self.is_over() {
            let start = Instant::now();
            let second = self.reader.read_alone(look.input(&file.source.path));
            let (outcome, cost) = second.unwrap_or_else(|failure| (failure.outcome(), None));
            let time = Cost::of_time(spent + start.elapsed());
            self.done(file, Some(look), false, outcome, Cost { seconds: time.seconds, ..cost.unwrap_or_default() });
        }
    }

    /// Fills in what only the run knows, and stores what is to be in the dataset.
    fn done(&self, file: File<'_>, look: Option<&Look>, is_copy: bool, mut outcome: Outcome, cost: Cost) {
        let (work, reason) = self.reasons.of_file(file.source, look, is_copy, outcome.effort);
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
            Ok(summary) => {
                (self.listener)(Event::FileDone { file: &summary, work: FileWork { work, reason, cost } });
            }
            Err(error) => _ = self.unstored.set(error),
        }
    }

    /// Whether nothing more is to be done.
    fn is_over(&self) -> bool {
        self.options.is_cancelled() || self.unstored.get().is_some()
    }

    /// What makes the outcomes worthless.
    fn trouble(self) -> Option<Error> {
        if self.options.is_cancelled() {
            return Some(Error::Interrupted);
        }
        let unstored = self.unstored.into_inner().map(|source| self.assembly.trouble(source));
        self.reader.trouble().or(unstored)
    }
}
