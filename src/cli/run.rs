//! The commands: they wire the library to its listeners.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{io, panic};

use anyhow::bail;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ingest::cache::{self, Cache};
use ingest::correct::{Correction, CorrectionsFile, Scope};
use ingest::error::Error;
use ingest::model::summary::Summary;
use ingest::pipeline::{self, Answers, Listener, Options, Plan};
use ingest::profile::ProfileSet;
use ingest::provenance::Provenance;
use ingest::source::Source;
use ingest::text::said::{malformed_glob, system};
use ingest::vocabulary::Vocabulary;
use ingest::write::OutputFolder;
use ingest::{message, source, write};

use super::args::Args;
use super::events::Events;
use super::exit::{Exit, Fault, Trouble, WrongUsage};
use super::language::say;
use super::progress::{Progress, Verbosity};
use super::screen::{Screen, plain};
use super::{changes, foresee, kept, reviewing, summary, verify};

/// Reads the inputs and writes the dataset, or tells what that would be. With `events`, nothing but these is told on
/// standard error.
pub(crate) fn run(args: &Args, screen: Screen, events: Option<&Events>) -> anyhow::Result<Exit> {
    let start = Instant::now();
    let verbosity = match (args.quiet, args.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    if verbosity != Verbosity::Verbose {
        // A panic over one file is told in that file's row; its text is for developers.
        panic::set_hook(Box::new(|_| {}));
    }
    let profiles = load_profiles(args.profiles.as_deref())?;
    let only = globs(&args.only)?;
    let answers = args.answers.as_deref().map(Answers::list).transpose()?;
    // What is kept is kept of files that are read.
    let has_cache = !args.no_cache && answers.is_none();
    let cache = has_cache.then(|| super::cache::at(args.cache.as_deref(), &args.output));
    let aside: Vec<&Path> = std::iter::once(args.output.as_path()).chain(cache.as_ref().map(Cache::folder)).collect();
    let mut sources = sources(args, answers.as_ref(), &aside)?;
    // Before `--only`: what is told of a file that is left out is told of a file.
    let provenance = Provenance::load(&sources)?;
    keep_only(&mut sources, args, &only)?;
    let files = CorrectionsFile::load_all(source::corrections(args.inputs(), &aside))?;
    let corrections: Vec<Correction> = files.into_iter().flat_map(|file| file.corrections).collect();
    let vocabulary = vocabulary(args, &aside, screen)?;
    args.reading.check()?;
    let formats = write::formats(&args.format);
    let scope = if args.only.is_empty() { Scope::Whole } else { Scope::Part };
    let plan = Plan {
        sources: &sources,
        answers: answers.as_ref(),
        provenance: &provenance,
        corrections: &corrections,
        vocabulary: vocabulary.as_ref(),
        scope,
        formats: &formats,
        language: args.dataset_lang.into(),
        reviewing: args.report.reviewing(&args.format),
        day: &today(),
    };
    if args.dry_run {
        let cache = cache.map(Cache::sealed);
        let foresee = |options: Options<'_>| pipeline::foresee(plan, &args.output, options);
        let foresight = args.reading.with_options(&profiles, cache.as_ref(), foresee)?;
        return print(&foresee::text(&foresight, &args.output, args.log_format));
    }
    // Taken before hours of reading, not after them.
    let folder = OutputFolder::take(&args.output)?;
    let folder = if args.force { folder.overwriting() } else { folder };
    let note = |what: &str| match events {
        Some(events) => events.note(what),
        None => screen.note(what),
    };
    if let Some(line) = verify::recovered(&folder) {
        match events {
            Some(events) => events.note(&line),
            None if verbosity != Verbosity::Quiet => screen.line(&line),
            None => {}
        }
    }
    let run = |listener: &Listener<'_>| {
        let run = |options: Options<'_>| pipeline::run(plan, &folder, options, listener);
        args.reading.with_options(&profiles, cache.as_ref(), run)
    };
    let report = match events {
        Some(events) => run(&|event| events.on(event)),
        None => {
            let progress = Progress::new(screen, verbosity);
            let report = run(&|event| progress.on(event));
            progress.finish();
            report
        }
    }?;
    if events.is_none() && verbosity != Verbosity::Quiet {
        summary::print(screen, &report, &args.output, verbosity == Verbosity::Verbose, start.elapsed())?;
        changes::print(&report, screen);
    }
    if let Some(cache) = &cache {
        cache.tidy(cache::MOST_BYTES);
        if let Some(trouble) = cache.trouble() {
            let place = plain(&cache.folder().display().to_string());
            note(&say(&message!("cache-trouble", place, why = trouble)));
        }
    }
    let inputs = args.inputs().first().map(|path| kept::inputs_of(path));
    for changed in folder.recovered.kept.iter().chain(&report.written.kept) {
        note(&kept::line(changed, &args.output, inputs));
    }
    if let Some(trouble) = &report.unaccounted {
        let place = plain(&args.output.join("run.json").display().to_string());
        note(&say(&message!("unaccounted", place, why = system(trouble))));
    }
    if let Some(line) = reviewing::lacking(&report).filter(|_| verbosity != Verbosity::Quiet) {
        note(&line);
    }
    let faults = faults(&report.summary, &args.fail_on)?;
    let exit = if !report.written.failed.is_empty() || faults.is_some() {
        Exit::Incomplete
    } else {
        Exit::of_files(report.summary.files.iter().map(|file| (&file.row, file.named_on_command_line)))
    };
    if let Some(faults) = &faults {
        note(faults);
    }
    match events {
        Some(events) => events.finished(&report, &args.output, exit)?,
        None => {
            for error in &report.written.failed {
                screen.error(&say(&error.message()));
            }
        }
    }
    Ok(exit)
}

/// `--fail-on: 2 no-jobs, 3 warnings`; nothing where the run has none of them.
fn faults(summary: &Summary, wanted: &[Fault]) -> io::Result<Option<String>> {
    let mut met = Vec::new();
    for fault in wanted {
        let count = fault.count(summary)?;
        if count > 0 {
            met.push(format!("{count} {}", fault.as_str()));
        }
    }
    Ok((!met.is_empty()).then(|| format!("--fail-on: {}", met.join(", "))))
}

/// Prints the JSON Schema of `jobs.json`, or the template of a schema of a table.
pub(crate) fn schema(table: Option<&str>) -> anyhow::Result<Exit> {
    match table.and_then(write::tables::table) {
        Some(table) => print(&write::portal_schema(table)),
        None => print(&write::json_schema()),
    }
}

/// Prints a command's result.
pub(crate) fn print(text: &str) -> anyhow::Result<Exit> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Exit::Success)
}

pub(crate) fn load_profiles(folder: Option<&Path>) -> Result<ProfileSet, Error> {
    Ok(match folder {
        Some(folder) => ProfileSet::load(folder)?,
        None => ProfileSet::builtin()?,
    })
}

/// The day of the run, for its history; datasets have no clock.
fn today() -> String {
    time::OffsetDateTime::now_utc().date().to_string()
}

fn sources(args: &Args, answers: Option<&Answers>, aside: &[&Path]) -> anyhow::Result<Vec<Source>> {
    let sources = match answers {
        Some(answers) => answers.sources().to_vec(),
        None => source::discover(&args.paths, aside, &pipeline::are_left_by_runs())?,
    };
    if sources.is_empty() {
        bail!(Trouble(message!("no-inputs", paths = paths(args))));
    }
    Ok(sources)
}

/// The vocabularies that are named, and those beside the inputs; tells which of their files are of no use.
fn vocabulary(args: &Args, aside: &[&Path], screen: Screen) -> Result<Option<Vocabulary>, Error> {
    let mut paths = args.vocabulary.clone();
    paths.extend(source::vocabularies(args.inputs(), aside));
    if paths.is_empty() {
        return Ok(None);
    }
    let vocabulary = Vocabulary::load(&paths)?;
    for file in vocabulary.skipped().iter().filter(|_| !args.quiet) {
        screen.note(&say(&message!("vocabulary-skipped", file = plain(file))));
    }
    Ok(Some(vocabulary))
}

/// Leaves out what `--only` does not name. Ids are settled by now: those of the others do not change.
fn keep_only(sources: &mut Vec<Source>, args: &Args, only: &GlobSet) -> anyhow::Result<()> {
    if !args.only.is_empty() {
        let name = |source: &Source| source.file.rsplit('/').next().map(PathBuf::from).unwrap_or_default();
        sources.retain(|source| only.is_match(&source.file) || only.is_match(name(source)));
        if sources.is_empty() {
            let only = args.only.join(" --only ");
            bail!(Trouble(message!("no-input-fits", paths = paths(args), only)));
        }
    }
    Ok(())
}

fn paths(args: &Args) -> String {
    args.inputs().iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn globs(patterns: &[String]) -> anyhow::Result<GlobSet> {
    let mut globs = GlobSetBuilder::new();
    for pattern in patterns {
        let glob = GlobBuilder::new(pattern).literal_separator(true).build();
        let wrong = |error: globset::Error| WrongUsage(message!("no-pattern", pattern, why = malformed_glob(&error)));
        globs.add(glob.map_err(wrong)?);
    }
    Ok(globs.build()?)
}
