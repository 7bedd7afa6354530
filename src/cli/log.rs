//! `ingest log`: the runs that found something else than the run before, and since when a job says what it says.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::bail;
use ingest::history::{History, Mention, Run, mentions};
use ingest::message;
use ingest::model::change::{Cause, Change, ChangeKind};
use ingest::model::dataset::Dataset;
use ingest::model::field::{Field, SECTION_COLUMNS};
use ingest::model::message::Argument;
use ingest::text::fold;
use ingest::write::tables::table;

use super::args::OUTPUTS;
use super::changes::{counts_in_words, files_in_words};
use super::diff::text::running;
use super::exit::{Trouble, WrongUsage};
use super::language::say;
use super::misspelt::nearest;
use super::screen::{Paint, plain};

/// Longer values are cut on the screen.
const MOST_LETTERS: usize = 400;

/// No more jobs are named when a word fits several.
const MOST_JOBS: usize = 8;

/// What is asked.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct LogArgs {
    /// Tell since when this job says what it says: a job_id, or words of its title
    #[arg(value_name = "JOB")]
    job: Option<String>,

    /// Only this field of the job: a column of jobs.csv, by name or title, or sections.KEY
    #[arg(long, value_name = "FIELD", requires = "job")]
    field: Option<String>,

    /// Output folder of the runs
    #[arg(short, long, value_name = "DIR", default_value = OUTPUTS)]
    output: std::path::PathBuf,
}

/// The answer, as text.
pub(crate) fn log(args: &LogArgs, paint: Paint) -> anyhow::Result<String> {
    let history = History::read(&args.output)?;
    if history.runs().is_empty() {
        bail!(Trouble(message!("log-no-history", path = args.output.display())));
    }
    match &args.job {
        None => runs(&history),
        Some(job) => {
            let field = args.field.as_deref().map(field).transpose()?;
            since(&history, job, field.as_deref(), paint)
        }
    }
}

/// What changes call a field that is given by its name, by that of its column, or by the column's title.
fn field(asked: &str) -> anyhow::Result<String> {
    const OTHERS: [&str; 2] = ["number", "table"];
    if OTHERS.contains(&asked) || asked.strip_prefix("fields.").is_some_and(|label| !label.is_empty()) {
        return Ok(asked.to_owned());
    }
    if let Some(field) = Field::of_name(asked) {
        return Ok(field.name().into_owned());
    }
    let columns = table("jobs").map(|jobs| (jobs.columns)(&Dataset::default())).unwrap_or_default();
    let wanted = fold(asked);
    let column =
        columns.iter().find(|column| [&column.title, &column.title_en].iter().any(|title| fold(title) == wanted));
    if let Some(field) = column.and_then(|column| Field::of_name(&column.name)) {
        return Ok(field.name().into_owned());
    }
    Err(unknown_field(asked))
}

fn unknown_field(asked: &str) -> anyhow::Error {
    let plain: Vec<String> = Field::PLAIN.iter().map(|field| field.name().into_owned()).collect();
    let names = || plain.iter().map(String::as_str).chain(SECTION_COLUMNS);
    let key = asked.strip_prefix("sections.").unwrap_or(asked);
    WrongUsage(match nearest(key, names()) {
        Some(name) => message!("log-field-nearest", asked, name),
        None => message!("log-field", asked, names = names().collect::<Argument>()),
    })
    .into()
}

/// A line for each run.
fn runs(history: &History) -> anyhow::Result<String> {
    let mut out = say(&message!("log-head")) + "\n";
    for run in history.runs() {
        let Run { run: number, day, files, jobs, .. } = run;
        let mut what: Vec<String> = counts_in_words(run.changes).into_iter().collect();
        if let Some(counts) = counts_in_words(run.changes_of_version) {
            what.push(say(&message!("log-of-versions", what = counts)));
        }
        what.extend(files_in_words(&run.changed_files));
        let what = if what.is_empty() { "–".to_owned() } else { what.join("; ") };
        writeln!(out, "{number:>3}  {day:10}  {files:>5}  {jobs:>5}  {}", plain(&what))?;
    }
    Ok(out)
}

/// What each run changed of a job, the last one first.
fn since(history: &History, job: &str, field: Option<&str>, paint: Paint) -> anyhow::Result<String> {
    let ids = find(history, job);
    let id = match ids.as_slice() {
        [] => bail!(Trouble(message!("log-no-job", job))),
        [id] => id,
        _ => {
            let mut some: Vec<Argument> = ids.iter().take(MOST_JOBS).map(Argument::from).collect();
            if ids.len() > MOST_JOBS {
                some.push(message!("files-more", count = ids.len() - MOST_JOBS).into());
            }
            bail!(Trouble(message!("log-several-jobs", job, some = some.into_iter().collect::<Argument>())));
        }
    };
    let mut out = format!("{}\n", plain(id));
    let wanted =
        |change: &Change| field.is_none_or(|field| change.field == field || change.change == ChangeKind::Added);
    let mentions = mentions(history, id)?;
    // A section may have any key; one that this job never had and that is nearly another is misspelt.
    let is_known = |field: &str| {
        let key = field.strip_prefix("sections.");
        key.is_none_or(|key| SECTION_COLUMNS.contains(&key) || nearest(key, SECTION_COLUMNS.into_iter()).is_none())
            || mentions.iter().flat_map(|mention| &mention.changes).any(|change| change.field == field)
    };
    if let Some(field) = field.filter(|field| !is_known(field)) {
        return Err(unknown_field(field));
    }
    for Mention { run, changes } in mentions {
        for change in changes.iter().filter(|change| wanted(change)) {
            describe(&mut out, &run, change, paint)?;
        }
    }
    Ok(out)
}

fn describe(out: &mut String, run: &Run, change: &Change, paint: Paint) -> std::fmt::Result {
    let mut what = match change.change {
        ChangeKind::Added if run.run == 1 => say(&message!("log-first")),
        ChangeKind::Added => say(&message!("log-added")),
        ChangeKind::Removed => say(&message!("log-removed")),
        ChangeKind::Renamed => {
            let before = change.previous_title.as_deref().unwrap_or_default();
            say(&message!("log-renamed", before, now = &change.title))
        }
        ChangeKind::Moved | ChangeKind::Changed | ChangeKind::Regrouped => change.field.clone(),
    };
    if change.cause == Some(Cause::Version) {
        what = format!("{what}  ({})", say(&message!("log-of-version")));
    }
    let number = format!("{:>3}", run.run);
    writeln!(out, "{}  {:10}  {}", say(&message!("log-run", number)), run.day, plain(&what))?;
    if let (true, Some(before), Some(after)) = (change.field.starts_with("sections."), &change.before, &change.after) {
        writeln!(out, "  {}", running(before, after, paint))?;
    } else if !change.field.is_empty() {
        for (word, value) in [(message!("before"), &change.before), (message!("after"), &change.after)] {
            writeln!(out, "  {:6}  {}", say(&word), plain(&cut(value.as_deref().unwrap_or("–"))))?;
        }
    }
    Ok(())
}

/// Letters from the start of a text on one line.
fn cut(text: &str) -> String {
    let text = text.replace('\n', " ");
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The ids of the jobs that are called so: the one of this id, else those of the newest run that have this title, else
/// those whose title has these words.
fn find(history: &History, job: &str) -> Vec<String> {
    let wanted = fold(job);
    let datasets = history.runs().iter().rev().filter_map(|run| history.dataset(run));
    let mut ids = Vec::new();
    for dataset in datasets {
        if dataset.jobs.heads().iter().any(|known| *known.job_id == *job) {
            return vec![job.to_owned()];
        }
        if ids.is_empty() {
            let ids_of = |fits: &dyn Fn(&str) -> bool| {
                let named = dataset.jobs.heads().iter().filter(|known| fits(&fold(&known.title)));
                named.map(|known| known.job_id.to_string()).collect::<BTreeSet<String>>()
            };
            let exact = ids_of(&|title| title == wanted);
            let named = if exact.is_empty() { ids_of(&|title| title.contains(&wanted)) } else { exact };
            ids = named.into_iter().collect();
        }
    }
    ids
}
