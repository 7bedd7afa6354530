//! `ingest jobs [WORD]…`: the jobs of the last dataset, or those that somebody looks for.

mod table;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use clap::ValueEnum;
use ingest::dataset::{each_record, load};
use ingest::find::{Asked, Search, Unseen, did_you_mean};
use ingest::model::record::Record;
use ingest::write;

use super::args::{OUTPUTS, whole};
use super::exit::{Exit, WrongUsage};
use super::screen::{Screen, plain};
use table::Table;

pub(crate) const AFTER_HELP: &str = "\
Accents and capitals do not matter, and a word is found at the beginning of longer ones: infirm finds infirmière. What
is in quotation marks is looked for as it stands. Of values of one option any will do; all else has to fit together.

Examples:
  ingest jobs                                    all jobs
  ingest jobs infirmier nuit                     those whose texts have both words
  ingest jobs \"séjour long\"                      those that have these words in this order
  ingest jobs --country DE --level 7 infirmier   those seen in Germany, of level 7
  ingest jobs --country norvège --country danemark
  ingest jobs --issue section-missing --ids      what to look at, with record_id
  ingest jobs --family soins --format csv        the rows of jobs.csv

Exit codes:
  0  some job fits       3  none does       1  no dataset is there       2  wrong usage, or a country that there is not";

/// What is looked for.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
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
    Table,
    /// The rows of the table `jobs`
    Csv,
    /// [record, …], as in jobs.json
    Json,
}

/// Prints the jobs that fit.
pub(crate) fn jobs(args: &JobsArgs, screen: Screen) -> anyhow::Result<Exit> {
    let path = if args.output.is_file() { args.output.clone() } else { args.output.join("jobs.json") };
    ensure!(
        path.is_file(),
        "{}: no dataset is there; run `ingest` first, or name the folder of a run with --output",
        plain(&path.display().to_string())
    );
    let mut search = Search::new(&args.asked()).map_err(|error| WrongUsage(error.to_string()))?;
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
        let why = match (of, unseen.is_empty()) {
            (0, _) => "; the dataset has none",
            (_, true) => ": each of these is there, but no job has them all; leave one out",
            _ => "",
        };
        screen.line(&format!("none of {of} jobs fits{why}"));
    } else if format == JobsFormat::Table {
        screen.line(&format!("{} of {of} jobs", search.found()));
    }
    for unseen in unseen.iter().filter(|_| of > 0) {
        screen.line(&format!("{}: {}", screen.yellow("note"), plain(&in_words(unseen, search))));
    }
}

/// What no job has, and what there is instead.
fn in_words(unseen: &Unseen, search: &Search) -> String {
    let Unseen { what, asked, near, all } = unseen;
    if *what == "word" {
        let hint = match asked.contains(' ') {
            true => "; without quotation marks its words are looked for one by one".to_owned(),
            false => did_you_mean(near),
        };
        // Others may say it, and lack what else was asked for.
        return match search.but_for_words() {
            all if all == search.looked_at() => format!("no text says “{asked}”{hint}"),
            1 => format!("the one job that has the rest does not say “{asked}”{hint}"),
            rest => format!("none of the {rest} jobs that have the rest says “{asked}”{hint}"),
        };
    }
    let instead = match (all, near.is_empty()) {
        (true, true) => format!("; no job has any {what}"),
        (true, false) => format!("; the dataset has {}", near.join(", ")),
        (false, _) => did_you_mean(near),
    };
    format!("no job has the {what} “{asked}”{instead}")
}
