//! `ingest profile test`: a profile tried on reports.

use std::path::PathBuf;

use anyhow::bail;
use ingest::cache::{self, Cache};
use ingest::trial::{Gold, Trial, trial};
use ingest::understand::Settings;
use ingest::{message, pipeline, profile, source};
use serde::Serialize;

use super::print::Printer;
use super::tried;
use crate::cli::args::{OUTPUTS, OcrArgs, PdfArgs};
use crate::cli::exit::{Exit, Trouble, WrongUsage};
use crate::cli::help;
use crate::cli::language::{language, say};
use crate::cli::run::print;
use crate::cli::screen::Paint;

/// What is tried on what.
#[derive(Debug, clap::Args)]
pub(crate) struct TestArgs {
    /// The profile: a .toml file, or an id
    #[arg(value_name = "PROFILE")]
    profile: String,

    /// Reports, and folders of them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// A jobs.json that you checked: compare with it, and exit with 4 if something differs
    #[arg(long, value_name = "FILE")]
    gold: Option<PathBuf>,

    /// Folder of further profiles (*.toml), to compare with
    #[arg(long, value_name = "DIR")]
    profiles: Option<PathBuf>,

    /// The form: text for people, or JSON for programs
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: TestForm,

    /// Output folder of your runs: what they kept of the files is used
    #[arg(short, long, value_name = "DIR", default_value = OUTPUTS)]
    output: PathBuf,

    /// Folder of what is kept for later runs [default: .cache in the output folder]
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,

    /// Read every file, and keep nothing
    #[arg(long, conflicts_with = "cache")]
    no_cache: bool,

    #[command(flatten)]
    pdf: PdfArgs,

    #[command(flatten)]
    ocr: OcrArgs,
}

/// How it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum TestForm {
    /// For people
    #[value(help = help::value("trial-text"))]
    Text,
    /// For programs
    #[value(help = help::value("trial-json"))]
    Json,
}

/// All that is told, as JSON.
#[derive(Debug, Serialize)]
struct Trials<'t> {
    profile: &'t str,
    version: u32,
    warnings: &'t [String],
    files: &'t [Trial],
}

/// Tries the profile on each file.
pub(super) fn test(args: &TestArgs, paint: Paint) -> anyhow::Result<Exit> {
    let (set, id) = tried(&args.profile, args.profiles.as_deref())?;
    let Some(own) = set.get(&id) else { bail!(Trouble(message!("profile-none", id))) };
    let gold = args.gold.as_deref().map(Gold::load).transpose().map_err(|error| WrongUsage(error.message()))?;
    let cache = (!args.no_cache).then(|| crate::cli::cache::at(args.cache.as_deref(), &args.output));
    let aside: Vec<_> = std::iter::once(args.output.as_path()).chain(cache.as_ref().map(Cache::folder)).collect();
    let sources = source::discover(&args.files, &aside, &pipeline::are_left_by_runs())?;
    if sources.is_empty() {
        bail!(Trouble(message!("no-report")));
    }
    let (pdf, ocr) = (args.pdf.options()?, args.ocr.ocr());
    let settings =
        Settings { profiles: &set, ocr: &ocr, pdf: &pdf, time_limit: None, announce: None, cache: cache.as_ref() };
    let trials: Vec<Trial> =
        sources.iter().map(|source| trial(source, own, settings, gold.as_ref()).in_words(language())).collect();
    if let Some(cache) = &cache {
        cache.tidy(cache::MOST_BYTES);
    }
    let warnings: Vec<String> = profile::warnings(own).iter().map(say).collect();
    let text = match args.format {
        TestForm::Text => Printer::new(paint).trials(own, &warnings, &trials),
        TestForm::Json => {
            let all = Trials { profile: &own.id, version: own.version, warnings: &warnings, files: &trials };
            serde_json::to_string_pretty(&all)? + "\n"
        }
    };
    print(&text)?;
    Ok(exit(&trials))
}

/// What differs from what a person checked comes before files that need a look: not read, or not recognised.
fn exit(trials: &[Trial]) -> Exit {
    if trials.iter().any(|trial| trial.gold.as_ref().is_some_and(|gold| !gold.passed())) {
        Exit::Differences
    } else if trials.iter().any(|trial| trial.problem.is_some() || !trial.recognised) {
        Exit::Incomplete
    } else {
        Exit::Success
    }
}
