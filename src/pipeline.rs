//! The stages put together: [`read_all`] makes outcomes of sources, many files at a time and no file able to stop the
//! others; [`run`] makes the files of a dataset, or finds that they stand there already, and [`foresee`] tells what it
//! would do.

mod account;
mod answers;
mod copies;
mod files;
mod following;
mod foresee;
mod joining;
pub(crate) mod look;
mod outputs;
mod pictures;
mod reader;
mod reason;
mod repeat;
mod run;
mod stage;
mod vocabularies;

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::ThreadPool;

use crate::catalogue::Language;
use crate::cost::Cost;
use crate::dataset::Assembly;
use crate::error::Error;
use crate::model::dataset::Dataset;
use crate::model::summary::{FileDone, FileSummary};
use crate::source::Source;
use crate::understand::Settings;
use crate::worker::{self, STACK_BYTES};
pub use account::{FileLine, FileWork};
pub use answers::Answers;
pub use foresee::{ForeseenFile, Foresight, foresee};
pub use outputs::are_left_by_runs;
pub use pictures::{Reviewed, Reviewing};
use reason::Reasons;
pub use reason::{Reason, Work};
pub use run::{Plan, Report, run};
pub use stage::Stage;

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

impl Options<'_> {
    fn is_cancelled(&self) -> bool {
        self.cancelled.is_some_and(|flag| flag.load(Ordering::Relaxed))
    }
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
    /// A stage of the run begins.
    StageStarted {
        /// The stage.
        stage: Stage,
    },
    /// A stage of the run is done with.
    StageDone {
        /// The stage.
        stage: Stage,
        /// What it took: of this process, and of workers that ended in it.
        cost: Cost,
    },
    /// A file is about to be read.
    FileStarted {
        /// Relative to the PATH argument.
        file: &'a str,
    },
    /// A file is done with.
    FileDone {
        /// What became of it.
        file: &'a FileSummary,
        /// What was done for it.
        work: FileWork,
    },
    /// A table or a file is being written.
    Writing {
        /// The name of the table or of the file.
        what: &'a str,
    },
    /// The files of a format are complete.
    FormatWritten {
        /// The name of the format.
        format: &'static str,
        /// What they took, added up: several may be written at a time.
        seconds: f64,
    },
    /// A worker wrote a line to standard error: what a panic says, for developers.
    WorkerSaid {
        /// The line.
        text: &'a str,
    },
}

/// What is told of events.
pub type Listener<'a> = dyn Fn(Event<'_>) + Sync + 'a;

/// Reads all sources: their dataset, and what became of each, in the order of the sources, whatever happened to it. What
/// does not fit in memory lies in the system's folder for temporary files.
///
/// # Errors
/// When neither threads nor workers can be started, or the run is cancelled.
pub fn read_all(
    sources: &[Source],
    options: Options<'_>,
    listener: &Listener<'_>,
) -> Result<(Dataset, Vec<FileSummary>), Error> {
    pool(options)?.install(|| {
        listener(Event::RunStarted { files: sources.len() });
        let assembly = Assembly::in_folder(&std::env::temp_dir(), Language::default());
        let reasons = Reasons::of(None, options.settings);
        files::read((sources, &look::look_at_all(sources)), None, options, &reasons, &assembly, listener)?;
        let (dataset, files) = assembly.finish()?;
        let summary = |file: FileDone| {
            let row = dataset.sources.get(file.source).cloned().unwrap_or_default();
            file.told(row)
        };
        let files = files.into_iter().map(summary).collect();
        Ok((dataset, files))
    })
}

/// The threads of a run.
fn pool(options: Options<'_>) -> Result<ThreadPool, Error> {
    Ok(rayon::ThreadPoolBuilder::new().num_threads(options.jobs).stack_size(STACK_BYTES).build()?)
}

#[cfg(test)]
mod tests;
