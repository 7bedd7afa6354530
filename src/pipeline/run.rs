//! A whole run: sources → the files of a dataset in the output folder.

use std::io;

use super::account::Account;
use super::answers::Answers;
use super::pictures::{Reviewed, Reviewing};
use super::reason::{self, Reasons};
use super::repeat::Repeat;
use super::{Event, FileWork, Listener, Options, Stage, files, joining, look, pictures, pool};
use crate::catalogue::Language;
use crate::correct::{self, Correction, Scope};
use crate::cost::Cost;
use crate::dataset::Assembly;
use crate::error::Error;
use crate::history::{History, NewFile, Reader, SinceLastRun};
use crate::model::dataset::Dataset;
use crate::model::summary::Summary;
use crate::provenance::Provenance;
use crate::source::Source;
use crate::understand::Settings;
use crate::vocabulary::Vocabulary;
use crate::write::{Beside, Content, OutputFolder, Review, Writer, Writing, Written};
use crate::{compare, write};

/// What a run is to do.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// The input files.
    pub sources: &'a [Source],
    /// What workers answered elsewhere, in place of reading the sources, which are then those of the answers.
    pub answers: Option<&'a Answers>,
    /// Where they come from.
    pub provenance: &'a Provenance,
    /// What a person knows better.
    pub corrections: &'a [Correction],
    /// National lists of jobs and certifications, if there are any.
    pub vocabulary: Option<&'a Vocabulary>,
    /// Whether the sources are all that there are.
    pub scope: Scope,
    /// The language of what the dataset tells people.
    pub language: Language,
    /// The formats to write.
    pub formats: &'a [&'static dyn Writer],
    /// Whether there is to be a page for review.
    pub reviewing: Reviewing,
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
    /// What became of the page for review.
    pub reviewed: Reviewed,
    /// Whether the files stood there already and nothing had to be done.
    pub is_repeat: bool,
    /// Why the run could not give account of itself beside the files.
    pub unaccounted: Option<io::Error>,
}

/// Reads the sources and writes their dataset into `folder`; where nothing that it depends on is new since it was written
/// there, nothing is read and nothing written. Either way the run gives account of itself beside the dataset, in
/// `run.json`.
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
        let account = Account::begin(folder, plan.language);
        let mut report = make(plan, folder, options, &|event| {
            account.on(event);
            listener(event);
        })?;
        report.unaccounted = account.finish(&plan, options, &report).err();
        Ok(report)
    })
}

/// A run on the threads of the pool that this is called in.
fn make(plan: Plan<'_>, folder: &OutputFolder, options: Options<'_>, listener: &Listener<'_>) -> Result<Report, Error> {
    listener(Event::RunStarted { files: plan.sources.len() });
    let looks = Stage::Looking.run(listener, || match plan.answers {
        Some(answers) => answers.looks().to_vec(),
        None => look::look_at_all(plan.sources),
    });
    let places = write::places(plan.sources, folder.path());
    let history = History::read(folder.path())?;
    let repeat = Repeat::of(&plan, &looks, &places, options);
    let earlier = |repeat: &Repeat<'_>| repeat.earlier(folder.path(), &history);
    if let Some(report) = Stage::Checking.run(listener, || repeat.as_ref().and_then(earlier)) {
        let works = reason::of_nothing_new(plan.sources, &looks);
        for (file, (work, reason)) in report.summary.files.iter().zip(works) {
            listener(Event::FileDone { file, work: FileWork { work, reason, cost: Cost::default() } });
        }
        return Ok(report);
    }
    let assembly = Assembly::in_folder(folder.path(), plan.language);
    let reasons = Reasons::of(Some(folder.path()), options.settings);
    let inputs = (plan.sources, looks.as_slice());
    Stage::Reading.run(listener, || files::read(inputs, plan.answers, options, &reasons, &assembly, listener))?;
    drop(reasons);
    let stored = |source| Error::Store { folder: folder.path().to_path_buf(), source };
    let (mut dataset, files, renames) = Stage::Joining.run(listener, || -> Result<_, Error> {
        let (mut dataset, files) = assembly.finish()?;
        plan.provenance.apply(&mut dataset).map_err(stored)?;
        let renames = joining::complete(&mut dataset, &plan, &history).map_err(stored)?;
        Ok((dataset, files, renames))
    })?;
    let lasting = repeat.as_ref().and_then(|_| Repeat::lasting(&files, &dataset.sources, &looks));
    let changes = Stage::ComparingEditions.run(listener, || compare::between_editions(&dataset));
    dataset.changes = changes.map_err(stored)?;
    let settings = options.settings;
    let (cache, reader) = (settings.cache, reader(&plan, settings));
    let take_up = || history.take_up(&mut dataset, plan.day, &renames, &reader, cache);
    let (since, mut new) = Stage::ComparingRuns.run(listener, take_up).map_err(stored)?;
    write::locate(&mut dataset, &places);
    let pictures = match plan.reviewing {
        reviewing if !reviewing.makes_page(dataset.jobs.len()) => None,
        reviewing => Some(Stage::Drawing.run(listener, || {
            let all = reviewing == Reviewing::Full;
            pictures::draw(&dataset, (plan.sources, &looks), all, folder, options, listener)
        })?),
    };
    let reviewed = match &pictures {
        Some(pictures) => Reviewed::Made(pictures.extent),
        None if plan.reviewing == Reviewing::No => Reviewed::NotWanted,
        None => Reviewed::TooManyJobs,
    };
    let review = pictures.as_ref().map(|pictures| Review { pictures });
    let written = Stage::Writing.run(listener, || {
        let rows = write::add_issues(&mut dataset, plan.formats).map_err(stored)?;
        correct::settle(&mut dataset, plan.corrections, write::is_of_writing).map_err(stored)?;
        new.extend(history.mark(&mut dataset).map_err(stored)?);
        let beside: Vec<Beside<'_>> = new.iter().map(|file| beside(file, &dataset)).collect();
        let content = Content { rows: rows.as_ref(), has_page: review.is_some(), ..Content::of(&dataset) };
        write::write_all(folder, plan.formats, content, &beside, review, &|writing| {
            listener(match writing {
                Writing::Begun { what } => Event::Writing { what },
                Writing::Done { format, time } => Event::FormatWritten { format, seconds: Cost::of_time(time).seconds },
            });
        })
    })?;
    let summary = Summary::of(files, dataset);
    let report = Report { summary, written, since, reviewed, is_repeat: false, unaccounted: None };
    if let (Some(repeat), Some(lasting)) = (repeat, lasting) {
        repeat.keep(&report, lasting, &looks, folder);
    }
    Ok(report)
}

/// What reads the reports: this program, and all that it is told of reading them.
fn reader(plan: &Plan<'_>, settings: Settings<'_>) -> Reader {
    let vocabulary = plan.vocabulary.map(Vocabulary::digest);
    let Settings { profiles, ocr, pdf, .. } = settings;
    Reader::of(&(profiles.fingerprint(), pdf.max_pages, ocr.mode(), ocr.language(), vocabulary))
}

fn beside<'a>(file: &'a NewFile, dataset: &'a Dataset) -> Beside<'a> {
    Beside { name: file.name(), content: Box::new(|out| file.write(dataset, out)) }
}
