//! `ingest diff OLD NEW`: what differs between two files, two folders, or two datasets.

mod markdown;
pub(super) mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use clap::ValueEnum;
use ingest::compare::compare;
use ingest::model::change::{Change, ChangeKind};
use ingest::model::dataset::Dataset;
use ingest::model::message::{Argument, Message};
use ingest::{dataset, message, pipeline, source, write};

use super::exit::{Exit, Trouble};
use super::help;
use super::language::say;
use super::progress::{Progress, Verbosity};
use super::reading::ReadingArgs;
use super::run;
use super::screen::{Paint, Screen, plain};

/// What `ingest diff` is told.
#[derive(Debug, clap::Args)]
pub(crate) struct DiffArgs {
    /// The old report, folder of reports, jobs.json, or output folder
    old: PathBuf,
    /// The new one
    new: PathBuf,

    /// How to print it
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = DiffFormat::Text)]
    format: DiffFormat,

    /// End with exit code 4 when something differs
    #[arg(long)]
    exit_code: bool,

    /// Folder of further profiles (*.toml)
    #[arg(long, value_name = "DIR")]
    profiles: Option<PathBuf>,

    #[command(flatten)]
    reading: ReadingArgs,
}

/// The forms of `ingest diff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For a terminal
    #[value(help = help::value("diff-text"))]
    Text,
    /// Markdown
    #[value(help = help::value("diff-md"))]
    Md,
    /// {"changes": […]}, for programs
    #[value(help = help::value("diff-json"))]
    Json,
    /// The table `changes`
    #[value(help = help::value("diff-csv"))]
    Csv,
}

/// Prints what differs.
pub(crate) fn diff(args: &DiffArgs, screen: Screen, paint: Paint) -> anyhow::Result<Exit> {
    let (old, old_exit) = side(&args.old, args, screen)?;
    let (new, new_exit) = side(&args.new, args, screen)?;
    let mut changes = compare(&old, &new)?;
    if matches!(args.format, DiffFormat::Text | DiffFormat::Md) {
        // What is told of one edition of a job stands together.
        changes.sort_by(|a, b| {
            let key =
                |change: &Change| (change.job_id.clone(), change.edition_after.clone(), change.edition_before.clone());
            key(a).cmp(&key(b))
        });
    }
    let differs = !changes.is_empty();
    let collections = |side: &Dataset| side.jobs.heads().iter().map(|job| Arc::clone(&job.collection)).collect();
    let (before, after): (BTreeSet<Arc<str>>, BTreeSet<Arc<str>>) = (collections(&old), collections(&new));
    let shared = !before.is_disjoint(&after);
    if !shared && !old.jobs.is_empty() && !new.jobs.is_empty() {
        screen.note(&say(&message!("diff-nothing-shared")));
    }
    run::print(&match args.format {
        DiffFormat::Text => text::rendered(&changes, paint),
        DiffFormat::Md => markdown::rendered(&changes),
        DiffFormat::Json => json(&changes)?,
        DiffFormat::Csv => csv(changes)?,
    })?;
    Ok(match (differs && args.exit_code, old_exit.max(new_exit)) {
        (true, _) => Exit::Differences,
        (false, exit) => exit,
    })
}

/// One side of the comparison, and whether all its files were read.
fn side(path: &Path, args: &DiffArgs, screen: Screen) -> anyhow::Result<(Dataset, Exit)> {
    if let Some(file) = written_dataset(path) {
        return Ok((dataset::load(&file)?, Exit::Success));
    }
    let profiles = run::load_profiles(args.profiles.as_deref())?;
    let sources = source::discover(&[path.to_path_buf()], &[], &pipeline::are_left_by_runs())?;
    anyhow::ensure!(!sources.is_empty(), Trouble(message!("diff-no-report", path = path.display())));
    let progress = Progress::new(screen, Verbosity::Quiet);
    let read = args
        .reading
        .with_options(&profiles, None, |options| pipeline::read_all(&sources, options, &|event| progress.on(event)));
    progress.finish();
    let (dataset, files) = read?;
    let exit = Exit::of_files(files.iter().map(|file| (&file.row, file.named_on_command_line)));
    Ok((dataset, exit))
}

/// The `jobs.json` that a path means, if it means one.
fn written_dataset(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return Some(path.join("jobs.json")).filter(|file| file.is_file());
    }
    let json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    (json && path.is_file()).then(|| path.to_path_buf())
}

fn json(changes: &[Change]) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(&serde_json::json!({ "changes": changes }))? + "\n")
}

/// The table `changes`, as a run writes it.
fn csv(changes: Vec<Change>) -> anyhow::Result<String> {
    let dataset = Dataset { changes, ..Dataset::empty() };
    let mut bytes = Vec::new();
    let writer = write::format("csv").context("the format csv is there")?;
    writer.write("changes.csv", write::Content::of(&dataset), &mut bytes)?;
    Ok(String::from_utf8(bytes)?)
}

/// The words for a number of changes.
type Words = fn(usize) -> Message;

/// `2 jobs added, 1 removed, 3 fields changed`; `nothing differs`.
fn counts(changes: &[Change]) -> String {
    let count = |kind: ChangeKind| changes.iter().filter(|change| change.change == kind).count();
    // Each part names what it counts.
    let kinds: [(ChangeKind, Words); 5] = [
        (ChangeKind::Added, |count| message!("changes-added", count, place = 0)),
        (ChangeKind::Removed, |count| message!("changes-removed", count, place = 0)),
        (ChangeKind::Renamed, |count| message!("changes-renamed", count, place = 0)),
        (ChangeKind::Moved, |count| message!("changes-moved", count, place = 0)),
        (ChangeKind::Changed, |count| message!("changes-changed", count)),
    ];
    let counted = kinds.into_iter().map(|(kind, words)| (count(kind), words)).filter(|(count, _)| *count > 0);
    let parts: Vec<String> = counted.map(|(count, words)| say(&words(count))).collect();
    if parts.is_empty() { say(&message!("diff-nothing")) } else { parts.join(", ") }
}

/// `page 3`, `pages 3–4`, `page 3 → page 5`; nothing for input without pages.
fn pages(change: &Change) -> String {
    let one = |pages: Option<[u32; 2]>| match pages {
        Some([first, last]) if first == last => say(&message!("explain-page", page = first)),
        Some([first, last]) => say(&message!("diff-pages", first, last)),
        None => String::new(),
    };
    let (before, after) = (one(change.pages_before), one(change.pages_after));
    if before.is_empty() || after.is_empty() || before == after {
        return if after.is_empty() { before } else { after };
    }
    format!("{before} → {after}")
}

/// The jobs that are told of in several editions.
fn twice(changes: &[Change]) -> BTreeSet<&str> {
    let editions = |change: &Change| [change.edition_before.clone(), change.edition_after.clone()];
    let mut known: BTreeMap<&str, [Option<String>; 2]> = BTreeMap::new();
    let mut twice = BTreeSet::new();
    for change in changes {
        if *known.entry(&change.job_id).or_insert_with(|| editions(change)) != editions(change) {
            twice.insert(change.job_id.as_str());
        }
    }
    twice
}

/// `2025 → 2026`: which editions are compared, of a job that is there `twice`.
fn editions(change: &Change, twice: &BTreeSet<&str>) -> String {
    if !twice.contains(change.job_id.as_str()) {
        return String::new();
    }
    match (change.edition_before.as_deref(), change.edition_after.as_deref()) {
        (Some(before), Some(after)) if before != after => plain(&format!("{before} → {after}")),
        (_, Some(edition)) | (Some(edition), None) => plain(edition),
        (None, None) => "undated".to_owned(),
    }
}

/// `97 % alike`.
fn alike(similarity: f64) -> String {
    // Never a hundred: what is told here differs.
    say(&message!("diff-alike", share = Argument::rounded((similarity * 100.0).floor().min(99.0), 0)))
}

/// What stands in parentheses: the parts that say something.
fn aside(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

/// The rows of one job that come one after the other.
fn by_job(changes: &[Change]) -> impl Iterator<Item = &[Change]> {
    changes.chunk_by(|one, next| (&one.job_id, &one.edition_after) == (&next.job_id, &next.edition_after))
}
