//! The commands: they wire the library to its listeners.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{io, panic};

use anyhow::{Context, bail};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ingest::cache::{self, Cache};
use ingest::correct::{Correction, CorrectionsFile, Scope};
use ingest::error::Error;
use ingest::profile::ProfileSet;
use ingest::provenance::Provenance;
use ingest::source::Source;
use ingest::write::OutputFolder;
use ingest::{compare, correct, dataset, source, write};

use super::args::Args;
use super::exit::Exit;
use super::progress::{Progress, Verbosity};
use super::screen::{Screen, plain};
use super::{changes, log, summary, verify};

/// Reads the inputs and writes the dataset.
pub(crate) fn run(args: &Args, screen: Screen) -> anyhow::Result<Exit> {
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
    let cache = (!args.no_cache).then(|| super::cache::at(args.cache.as_deref(), &args.output));
    let aside: Vec<&Path> = std::iter::once(args.output.as_path()).chain(cache.as_ref().map(Cache::folder)).collect();
    let mut sources = sources(args, &aside)?;
    // Before `--only`: what is told of a file that is left out is told of a file.
    let provenance = Provenance::load(&sources)?;
    keep_only(&mut sources, args, &only)?;
    let files = CorrectionsFile::load_all(source::corrections(&args.paths, &aside))?;
    let corrections: Vec<Correction> = files.into_iter().flat_map(|file| file.corrections).collect();
    args.reading.check()?;
    // Taken before hours of reading, not after them.
    let folder = OutputFolder::take(&args.output)?;
    if verbosity != Verbosity::Quiet
        && let Some(line) = verify::recovered(&folder)
    {
        screen.line(&line);
    }
    let progress = Progress::new(screen, verbosity);
    let outcomes = args.reading.read(&sources, &profiles, cache.as_ref(), &progress)?;
    let exit = Exit::of_outcomes(&outcomes);
    let efforts = summary::Efforts::of(&outcomes);
    let mut dataset = dataset::assemble(outcomes);
    provenance.apply(&mut dataset);
    let scope = if args.only.is_empty() { Scope::Whole } else { Scope::Part };
    correct::apply(&mut dataset, &corrections, scope);
    dataset.changes = compare::between_editions(&dataset);
    let (since, history) = log::read(folder.path())?.take_up(&mut dataset, &today(), cache.as_ref());
    write::locate(&mut dataset, &sources, &args.output);
    let formats = write::formats(&args.format);
    write::add_issues(&mut dataset, &formats);
    let written = write::write_all(&folder, &formats, &dataset, &history)?;
    if verbosity != Verbosity::Quiet {
        let all_issues = verbosity == Verbosity::Verbose;
        summary::print(screen, &dataset, efforts, &args.output, &written, all_issues, start.elapsed());
        changes::print(&since, &written.names, screen);
    }
    if let Some(cache) = &cache {
        cache.tidy(cache::MOST_BYTES);
        if let Some(trouble) = cache.trouble() {
            let place = plain(&cache.folder().display().to_string());
            let what = format!(
                "{place}: nothing is kept there for the next run ({trouble}); name another folder with --cache"
            );
            screen.line(&format!("{}: {what}", screen.yellow("note")));
        }
    }
    for error in &written.failed {
        screen.line(&format!("{}: {error}", screen.red("error")));
    }
    Ok(if written.failed.is_empty() { exit } else { Exit::Incomplete })
}

/// Prints the JSON Schema of `jobs.json`, or the template of a schema of a table.
pub(crate) fn schema(table: Option<&str>) -> anyhow::Result<Exit> {
    match table.and_then(write::tables::table) {
        Some(table) => print(&write::portal_schema(table)),
        None => print(&write::json_schema()),
    }
}

/// Lists the profiles, a line each.
pub(crate) fn profiles(folder: Option<&Path>) -> anyhow::Result<Exit> {
    let set = load_profiles(folder)?;
    let profiles = set.list();
    let width = profiles.iter().map(|profile| profile.id.chars().count()).max().unwrap_or(0);
    let line = |id: &str, version: u32, title: &str| format!("{id:width$}  {version}  {title}\n");
    print(&profiles.iter().map(|profile| line(&profile.id, profile.version, &profile.title)).collect::<String>())
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

fn sources(args: &Args, aside: &[&Path]) -> anyhow::Result<Vec<Source>> {
    let sources = source::discover(&args.paths, aside)?;
    if sources.is_empty() {
        bail!("no input files in {}: put PDFs there, or name them", paths(args));
    }
    Ok(sources)
}

/// Leaves out what `--only` does not name. Ids are settled by now: those of the others do not change.
fn keep_only(sources: &mut Vec<Source>, args: &Args, only: &GlobSet) -> anyhow::Result<()> {
    if !args.only.is_empty() {
        let name = |source: &Source| source.file.rsplit('/').next().map(PathBuf::from).unwrap_or_default();
        sources.retain(|source| only.is_match(&source.file) || only.is_match(name(source)));
        if sources.is_empty() {
            bail!("no input file in {} fits --only {}; try a wider pattern", paths(args), args.only.join(" --only "));
        }
    }
    Ok(())
}

fn paths(args: &Args) -> String {
    args.paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn globs(patterns: &[String]) -> anyhow::Result<GlobSet> {
    let mut globs = GlobSetBuilder::new();
    for pattern in patterns {
        let glob = GlobBuilder::new(pattern).literal_separator(true).build();
        globs.add(glob.with_context(|| format!("--only {pattern}"))?);
    }
    Ok(globs.build()?)
}
