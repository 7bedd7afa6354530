//! A whole run: sources → the files of a dataset in the output folder.

use super::repeat::Repeat;
use super::{Event, Listener, Options, files, joining, look, pool};
use crate::correct::{Correction, Scope};
use crate::dataset::Assembly;
use crate::error::Error;
use crate::history::{History, NewFile, SinceLastRun};
use crate::model::dataset::Dataset;
use crate::model::summary::Summary;
use crate::provenance::Provenance;
use crate::source::Source;
use crate::vocabulary::Vocabulary;
use crate::write::{Beside, OutputFolder, Writer, Written};
use crate::{compare, write};

/// What a run is to do.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// The input files.
    pub sources: &'a [Source],
    /// Where they come from.
    pub provenance: &'a Provenance,
    /// What a person knows better.
    pub corrections: &'a [Correction],
    /// National lists of jobs and certifications, if there are any.
    pub vocabulary: Option<&'a Vocabulary>,
    /// Whether the sources are all that there are.
    pub scope: Scope,
    /// The formats to write.
    pub formats: &'a [&'static dyn Writer],
    /// The day of the run for its history, `YYYY-MM-DD`; datasets have no clock.
    pub day: &'a str,
}

/// What a run did.
#[derive(Debug)]
pub struct Report {
    /// What was found.
    pub summary: Summary,
    /// The files in the output folder.
    pub written: Written,
    /// What differs from the last run.
    pub since: SinceLastRun,
    /// Whether the files stood there already and nothing had to be done.
    pub is_repeat: bool,
}

/// Reads the sources and writes their dataset into `folder`; where nothing that it depends on is new since it was written
/// there, nothing is read and nothing written.
///
/// # Errors
/// When neither threads nor workers can be started, the run is cancelled, or the folder cannot be written; earlier
/// outputs are then still whole.
pub fn run(
    plan: Plan<'_>,
    folder: &OutputFolder,
    options: Options<'_>,
    listener: &Listener<'_>,
) -> Result<Report, Error> {
    pool(options)?.install(|| {
        listener(Event::RunStarted { files: plan.sources.len() });
        let looks = look::look_at_all(plan.sources);
        let places = write::places(plan.sources, folder.path());
        let history = History::read(folder.path())?;
        let repeat = Repeat::of(&plan, &looks, &places, options);
        if let Some(report) = repeat.as_ref().and_then(|repeat| repeat.earlier(folder, &history)) {
            report.summary.files.iter().for_each(|file| listener(Event::FileDone { file }));
            listener(Event::FilesDone);
            return Ok(report);
        }
        let assembly = Assembly::in_folder(folder.path());
        files::read(plan.sources, &looks, options, &assembly, listener)?;
        listener(Event::FilesDone);
        let (mut dataset, files) = assembly.finish()?;
        let kept_files = repeat.as_ref().and_then(|_| Repeat::files(&files, &looks));
        let summaries = files.into_iter().map(|file| file.summary).collect();
        let stored = |source| Error::Store { folder: folder.path().to_path_buf(), source };
        plan.provenance.apply(&mut dataset);
        joining::complete(&mut dataset, &plan).map_err(stored)?;
        dataset.changes = compare::between_editions(&dataset).map_err(stored)?;
        let (since, new) = history.take_up(&mut dataset, plan.day, options.settings.cache).map_err(stored)?;
        write::locate(&mut dataset, &places);
        write::add_issues(&mut dataset, plan.formats).map_err(stored)?;
        let beside: Vec<Beside<'_>> = new.iter().map(|file| beside(file, &dataset)).collect();
        let written = write::write_all(folder, plan.formats, &dataset, &beside)?;
        drop(beside);
        let report = Report { summary: Summary::of(summaries, dataset), written, since, is_repeat: false };
        if let (Some(repeat), Some(kept_files)) = (repeat, kept_files) {
            repeat.keep(&report, kept_files, folder);
        }
        Ok(report)
    })
}

fn beside<'a>(file: &'a NewFile, dataset: &'a Dataset) -> Beside<'a> {
    Beside { name: file.name(), content: Box::new(|out| file.write(dataset, out)) }
}
