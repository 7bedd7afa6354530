//! What a run would do, found out as the run finds it out, and with nothing written.

use std::path::Path;

use rayon::prelude::*;

use super::look::{self, Look, originals};
use super::reason::{self, Reason, Reasons, Work};
use super::repeat::Repeat;
use super::run::Plan;
use super::{Options, pool};
use crate::error::Error;
use crate::history::History;
use crate::source::Source;
use crate::understand::{Refusal, kept};
use crate::write;

/// What a run would do.
#[derive(Debug, Clone)]
pub struct Foresight {
    /// Each file, in the order of the sources.
    pub files: Vec<ForeseenFile>,
    /// Whether nothing at all is new: no file would be written either.
    pub is_repeat: bool,
}

/// What a run would do for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeseenFile {
    /// The file, relative to the PATH argument.
    pub file: String,
    /// What would be done.
    pub work: Work,
    /// Why.
    pub reason: Reason,
}

/// Tells what a run into the folder `output` would do at this moment. Nothing is written or made, not even the folder,
/// as long as the cache of `options` is [sealed](crate::cache::Cache::sealed).
///
/// # Errors
/// When no threads can be started, or the history of the folder cannot be read.
pub fn foresee(plan: Plan<'_>, output: &Path, options: Options<'_>) -> Result<Foresight, Error> {
    pool(options)?.install(|| {
        let looks = look::look_at_all(plan.sources);
        let places = write::places(plan.sources, output);
        let history = History::read(output)?;
        let repeat = Repeat::of(&plan, &looks, &places, options);
        let is_repeat = repeat.is_some_and(|repeat| repeat.earlier(output, &history).is_some());
        let works = if is_repeat {
            reason::of_nothing_new(plan.sources, &looks)
        } else {
            let reasons = Reasons::of(Some(output), options.settings);
            let work = |((source, look), original): ((&Source, &Result<Look, Refusal>), Option<&str>)| {
                let look = look.as_ref().ok();
                let effort =
                    look.map(|look| kept::effort(look.input(&source.path), options.settings)).unwrap_or_default();
                reasons.of_file(source, look, original.is_some(), effort)
            };
            plan.sources.par_iter().zip(&looks).zip(originals(plan.sources, &looks)).map(work).collect()
        };
        let file = |(source, (work, reason)): (&Source, (Work, Reason))| ForeseenFile {
            file: source.file.clone(),
            work,
            reason,
        };
        Ok(Foresight { files: plan.sources.iter().zip(works).map(file).collect(), is_repeat })
    })
}
