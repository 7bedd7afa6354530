//! `ingest jobs [WORD]…`: the jobs of the last dataset, or those that somebody looks for.

mod table;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use clap::ValueEnum;
use ingest::dataset::{each_record, load};
use ingest::find::{Asked, Search, Unseen, did_you_mean};
use ingest::model::message::{Argument, Message};
use ingest::model::record::Record;
use ingest::{message, write};

use super::args::{OUTPUTS, whole};
use super::exit::{Exit, Trouble, WrongUsage};
use super::help;
use super::language::say;
use super::screen::{Screen, plain};
use table::Table;

/// What is looked for.
#[derive(Debug, clap::Args)]
pub(crate) struct JobsArgs {
    /// Words that titles, names or texts of a job have, all of them
    #[arg(value_name = "WORD")]
    words: Vec<String>,

    /// Job family, or words of its name
    #[arg(long, value_name = "FAMILY")]
    family: Vec<String>,

    /// Country, by code or French name; its regions are in it
    #[arg(long, value_name = "COUNTRY")]
    country: Vec<String>,

    /// Level of the national register of certifications, 1 to 8
    #[arg(long, value_name = "LEVEL", value_parser = whole::<u8>(1, 8))]
    level: Vec<u8>,

    /// Code of a certification, such as RNCP34963, 34963 or J1506
    #[arg(long, value_name = "CODE")]
    code: Vec<String>,

    /// Collection
    #[arg(long, value_name = "COLLECTION")]
    collection: Vec<String>,

    /// Edition, or a year of editions
    #[arg(long, value_name = "EDITION")]
    edition: Vec<String>,

    /// Code of an issue, with or without what it is about
    #[arg(long, value_name = "ISSUE")]
    issue: Vec<String>,

    /// List the sheets of parts of a job too: activities, skills
    #[arg(long)]
    parts: bool,

    /// Show record_id too
    #[arg(long)]
    ids: bool,

    /// How to print it
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = JobsFormat::Table)]
    format: JobsFormat,

    /// Folder that the run wrote to, or its jobs.json
    #[arg(short, long, value_name = "DIR", default_value = OUTPUTS)]
    output: PathBuf,
}

/// The forms of `ingest jobs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum JobsFormat {
    /// For a terminal, as wide as it is
    #[value(help = help::value("jobs-table"))]
    Table,
    /// The rows of the table `jobs`
    #[value(help = help::value("jobs-csv"))]
    Csv,
    /// [record, …], as in jobs.json
    #[value(help = help::value("jobs-json"))]
    Json,
}

/// Prints the jobs that fit.
pub(crate) fn jobs(args: &JobsArgs, screen: Screen) -> anyhow::Result<Exit> {
    let path = if args.output.is_file() { args.output.clone() } else { args.output.join("jobs.json") };
    let named = plain(&path.display().to_string());
    ensure!(path.is_file(), Trouble(message!("no-dataset", path = named)));
    let mut search = Search::new(&args.asked()).map_err(|error| WrongUsage(error.message()))?;
    let mut out = BufWriter::new(io::stdout());
    match args.format {
        JobsFormat::Table => table(&path, &mut search, args.ids, &mut out)?,
        JobsFormat::Csv => csv(&path, &mut search, &mut out)?,
        JobsFormat::Json => json(&path, &mut search, &mut out)?,
    }
    out.flush()?;
    tell(&search, args.format, screen);
    Ok(if search.found() == 0 { Exit::Incomplete } else { Exit::Success })
}

impl JobsArgs {
    fn asked(&self) -> Asked {
        Asked {
            words: self.words.clone(),
            families: self.family.clone(),
            countries: self.country.clone(),
            levels: self.level.clone(),
            codes: self.code.clone(),
            collections: self.collection.clone(),
            editions: self.edition.clone(),
            issues: self.issue.clone(),
            parts: self.parts,
        }
    }
}

fn table(path: &Path, search: &mut Search, ids: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = Table::new(ids);
    each_record(path, |record: Record| match search.fits(&record) {
        true => table.row(&record, out).map_err(anyhow::Error::from),
        false => Ok(()),
    })?;
    Ok(table.finish(out)?)
}

/// All of the dataset is read before: columns that corrections add, and what records have to do with each other, are of
/// the whole.
fn csv(path: &Path, search: &mut Search, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
    let dataset = load(path)?;
    let table = write::tables::table("jobs").context("the table jobs is there")?;
    // One that cannot be read is told by whoever writes it.
    let fitting = dataset.jobs.iter().filter(|record| record.as_ref().map_or(true, |record| search.fits(record)));
    Ok(write::write_records(table, &dataset, fitting, out)?)
}

fn json(path: &Path, search: &mut Search, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut separator = "[\n";
    each_record(path, |record: Record| {
        if search.fits(&record) {
            out.write_all(separator.as_bytes())?;
            serde_json::to_writer_pretty(&mut *out, &record).map_err(io::Error::from)?;
            separator = ",\n";
        }
        Ok::<(), anyhow::Error>(())
    })?;
    Ok(out.write_all(if search.found() == 0 { b"[]\n" } else { b"\n]\n" })?)
}

/// How many fitted, and what was asked for in vain.
fn tell(search: &Search, format: JobsFormat, screen: Screen) {
    let of = search.looked_at();
    let unseen = search.unseen();
    if search.found() == 0 {
        screen.line(&say(&match (of, unseen.is_empty()) {
            (0, _) => message!("jobs-empty-dataset"),
            (_, true) => message!("jobs-none-has-all", of),
            _ => message!("jobs-none", of),
        }));
    } else if format == JobsFormat::Table {
        screen.line(&say(&message!("jobs-found", found = search.found(), of)));
    }
    for unseen in unseen.iter().filter(|_| of > 0) {
        screen.note(&plain(&say(&in_words(unseen, search))));
    }
}

/// What no job has, and what there is instead.
fn in_words(unseen: &Unseen, search: &Search) -> Message {
    let Unseen { what, asked, near, all } = unseen;
    if *what == "word" {
        // Others may say it, and lack what else was asked for.
        let told = match search.but_for_words() {
            all if all == search.looked_at() => message!("jobs-word", asked),
            rest => message!("jobs-word-of-rest", asked, count = rest),
        };
        return match asked.contains(' ') {
            true => message!("jobs-quoted", told),
            false => did_you_mean(told, near),
        };
    }
    let kind = Message::new(format!("asked-{what}"));
    match (all, near.is_empty()) {
        (true, true) => message!("jobs-without-any", asked, kind),
        (true, false) => message!("jobs-with-others", asked, kind, others = near.iter().collect::<Argument>()),
        (false, _) => did_you_mean(message!("jobs-without", asked, kind), near),
    }
}
