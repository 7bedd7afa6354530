//! What can be typed; nothing is done here.

use std::fs;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use ingest::message;
use ingest::read::ocr::{DEFAULT_LANGUAGE, Ocr, OcrMode};
use ingest::read::pdf;
use ingest::text::said::system;
use ingest::write::tables::TABLES;
use ingest::write::{DEFAULT_FORMATS, FORMATS, OPTIONAL_FORMATS, Writer, format};

use super::corrections::CorrectionsCommand;
use super::diff::DiffArgs;
use super::exit::{Fault, WrongUsage};
use super::help;
use super::language::{Lang, say};
use super::reading::ReadingArgs;
use super::reviewing::ReportWhen;

/// The folder of the reports, where none is named.
pub(crate) const INPUTS: &str = "inputs";
/// The folder of the outputs, where none is named.
pub(crate) const OUTPUTS: &str = "outputs";

/// Turns report PDFs of job descriptions into datasets: workbooks, tables, JSON
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, disable_help_subcommand = true, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Files and folders to read
    #[arg(value_name = "PATH", default_value = INPUTS)]
    pub(crate) paths: Vec<PathBuf>,

    /// Folder to write to; made if it is not there
    #[arg(short, long, value_name = "DIR", default_value = OUTPUTS)]
    pub(crate) output: PathBuf,

    /// Folder of further profiles (*.toml)
    #[arg(long, value_name = "DIR")]
    pub(crate) profiles: Option<PathBuf>,

    /// National vocabulary: a CSV or zip file, or a folder of them; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) vocabulary: Vec<PathBuf>,

    /// Join what workers answered elsewhere, in place of reading files: a folder of the answers
    #[arg(long, value_name = "DIR", conflicts_with_all = ["paths", "only", "cache", "dry_run"])]
    pub(crate) answers: Option<PathBuf>,

    /// Read only files whose name or path fits, such as '*.pdf'; may be given several times
    #[arg(long, value_name = "GLOB")]
    pub(crate) only: Vec<String>,

    /// Formats to write, joined by commas
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', value_parser = formats(), default_values = DEFAULT_FORMATS)]
    pub(crate) format: Vec<String>,

    /// The page to review the dataset, report.html: made with the default formats unless there are more than 20,000 jobs
    /// (auto), never (no), always (yes), with pictures of all pages (full)
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ReportWhen::Auto)]
    pub(crate) report: ReportWhen,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    /// Folder of what is kept for later runs [default: .cache in the output folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) cache: Option<PathBuf>,

    /// Read every file, and keep nothing for later runs
    #[arg(long, conflicts_with = "cache")]
    pub(crate) no_cache: bool,

    /// Language of what the dataset tells people: issues, and the messages of sources
    #[arg(long, value_name = "LANG", value_enum, default_value_t = Lang::Fr)]
    pub(crate) dataset_lang: Lang,

    /// Overwrite outputs that were changed since they were written; without it, these are kept beside the new ones
    #[arg(long)]
    pub(crate) force: bool,

    /// Tell what would be read and why, on standard output, and do nothing else
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// End with exit code 3 where a file has one of these statuses too, joined by commas; `warnings` or `issues` for what
    /// is to be looked at
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = faults())]
    pub(crate) fail_on: Vec<Fault>,

    /// How the run tells what it does, on standard error: in words, or as a JSON object a line
    #[arg(long, value_name = "FORM", value_enum, default_value_t = LogFormat::Text, conflicts_with_all = ["quiet", "verbose"])]
    pub(crate) log_format: LogFormat,

    /// Print nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Print every issue, and details of internal errors
    #[arg(short, long)]
    pub(crate) verbose: bool,

    /// Colours on the screen; `auto` honours NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,

    /// Language of what is told on the screen [default: that of LC_ALL, LC_MESSAGES or LANG]
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    pub(crate) lang: Option<Lang>,
}

impl Args {
    /// Where what belongs to the reports lies beside them.
    pub(crate) fn inputs(&self) -> &[PathBuf] {
        self.answers.as_ref().map_or(&self.paths, std::slice::from_ref)
    }
}

/// How a run tells what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people
    #[value(help = help::value("log-text"))]
    Text,
    /// For programs: an object a line
    #[value(help = help::value("log-json"))]
    Json,
}

/// What can be done besides reading.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read files for another process, which asks on standard input
    #[command(hide = true)]
    Worker,
    /// Print the JSON Schema of jobs.json, or for a table a template of schema.json as schema.data.gouv.fr expects it
    Schema {
        /// The table
        #[arg(value_name = "TABLE", value_parser = PossibleValuesParser::new(TABLES.iter().map(|table| table.name)))]
        table: Option<String>,
    },
    /// Write, check and try profiles: what families of reports look like
    #[command(disable_help_subcommand = true)]
    Profile {
        #[command(subcommand)]
        command: super::profile::ProfileCommand,
    },
    /// List the profiles: id, version, title; the same as `profile list`
    Profiles {
        /// Folder of further profiles (*.toml)
        #[arg(long, value_name = "DIR")]
        profiles: Option<PathBuf>,
    },
    /// List the jobs of the last dataset, or those of a word, family, country, level, code, edition, issue
    Jobs(super::jobs::JobsArgs),
    /// Open the page to review the dataset in a browser, and save beside the reports what is corrected there
    View(super::view::ViewArgs),
    /// Draw jobs at random to compare with their pages, or count the answers: how far the dataset may be trusted
    Audit(super::audit::AuditArgs),
    /// Write a copy of each report with what was taken from it marked: highlights with the name of the field, an outline
    /// entry a job
    Annotate(super::annotate::AnnotateArgs),
    /// Tell what differs between two files, folders, or datasets
    Diff(DiffArgs),
    /// List the runs that found something else than the run before, or tell since when a job says what it says
    Log(super::log::LogArgs),
    /// Tell or remove what earlier runs kept of the files that they read
    Cache {
        #[command(subcommand)]
        action: super::cache::Action,
        /// Output folder of these runs
        #[arg(short, long, value_name = "DIR", default_value = OUTPUTS, global = true)]
        output: PathBuf,
        /// Folder of the cache [default: .cache in the output folder]
        #[arg(long, value_name = "DIR", global = true)]
        cache: Option<PathBuf>,
    },
    /// Finish what an interrupted run had begun to write, and tell whether the outputs are as they were written
    Verify {
        /// Folder that the run wrote to
        #[arg(short, long, value_name = "DIR", default_value = OUTPUTS)]
        output: PathBuf,
    },
    /// Keep what somebody corrected in a spreadsheet
    Corrections {
        #[command(subcommand)]
        command: CorrectionsCommand,
    },
    /// Print what a shell is told to complete commands and options
    Completions {
        /// The shell
        #[arg(value_name = "SHELL", value_enum)]
        shell: Shell,
    },
    /// Print the page of the manual, or write it with a page for each command to a folder
    Man {
        /// Folder to write to; made if it is not there
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
    },
    /// Say where a value of the dataset comes from, how sure it is and what else it could have been
    Explain {
        /// The record, as in the column record_id
        record_id: String,
        /// One field: a column of jobs.csv, or sections.KEY; all if none is named
        field: Option<String>,
        /// Folder that the run wrote to
        #[arg(short, long, value_name = "DIR", default_value = OUTPUTS)]
        output: PathBuf,
        /// Folder or file that the run read
        #[arg(long, value_name = "PATH", default_value = INPUTS)]
        inputs: PathBuf,
        /// Folder of further profiles (*.toml)
        #[arg(long, value_name = "DIR")]
        profiles: Option<PathBuf>,
        #[command(flatten)]
        pdf: PdfArgs,
        #[command(flatten)]
        ocr: OcrArgs,
    },
    /// Show what is understood of one file: its blocks in reading order, with role and place
    Inspect {
        /// The file
        file: PathBuf,
        /// Show one page only
        #[arg(long, value_name = "N", value_parser = whole::<u32>(1, u32::MAX))]
        page: Option<u32>,
        /// The form: as text for people, as JSON with role, look and boxes, or as Markdown
        #[arg(long, value_name = "FORM", default_value = "text", conflicts_with_all = ["png", "why"])]
        format: InspectForm,
        /// Draw it over pictures of the pages: a folder, or a .png file for one page
        #[arg(long, value_name = "DIR_OR_FILE")]
        png: Option<PathBuf>,
        /// Write a page that shows it: pictures of the pages with their blocks, and what lines were taken for
        #[arg(long, value_name = "FILE", conflicts_with_all = ["png", "why", "format"])]
        html: Option<PathBuf>,
        /// Show what each line was taken for, what spoke for it and what else it could have been
        #[arg(long, value_name = "FORM", num_args = 0..=1, default_missing_value = "text", conflicts_with = "png")]
        why: Option<WhyForm>,
        /// Folder of further profiles (*.toml), for --why and --html
        #[arg(long, value_name = "DIR")]
        profiles: Option<PathBuf>,
        #[command(flatten)]
        pdf: PdfArgs,
        #[command(flatten)]
        ocr: OcrArgs,
    },
}

/// How `inspect` tells what was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum InspectForm {
    /// For people: a block with its role, place and look
    #[value(help = help::value("inspect-text"))]
    Text,
    /// For programs: the same with levels, boxes and table cells
    #[value(help = help::value("inspect-json"))]
    Json,
    /// In reading order with headings, lists and tables
    #[value(help = help::value("inspect-md"))]
    Md,
}

/// How the reasons of `inspect --why` are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum WhyForm {
    /// For people
    #[value(help = help::value("why-text"))]
    Text,
    /// A choice a line, for programs
    #[value(help = help::value("why-json"))]
    Json,
}

/// How PDFs are opened.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct PdfArgs {
    /// Password to try on encrypted PDFs; may be given several times, and is seen by other users of the machine
    #[arg(long, value_name = "PASSWORD")]
    password: Vec<String>,

    /// File of passwords to try on encrypted PDFs, one a line
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,

    /// Pages of a PDF to read at most
    #[arg(long, value_name = "N", value_parser = whole::<u32>(1, u32::MAX))]
    max_pages: Option<u32>,
}

impl PdfArgs {
    /// What the reading of a PDF is told.
    pub(crate) fn options(&self) -> Result<pdf::Options, WrongUsage> {
        let mut passwords = self.password.clone();
        if let Some(path) = &self.password_file {
            let text = fs::read_to_string(path)
                .map_err(|error| WrongUsage(message!("password-file", path = path.display(), why = system(&error))))?;
            let lines = text.trim_start_matches('\u{feff}').lines();
            passwords.extend(lines.filter(|line| !line.is_empty()).map(str::to_owned));
        }
        Ok(pdf::Options { passwords, max_pages: self.max_pages.map(|most| most as usize) })
    }
}

/// How pictures of text are read.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct OcrArgs {
    /// Pages to read by optical character recognition, with tesseract
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = OcrWhen::Auto)]
    ocr: OcrWhen,

    /// Language of these pages, as tesseract calls it; several joined by +
    #[arg(long, value_name = "LANGUAGE", default_value = DEFAULT_LANGUAGE, value_parser = language)]
    ocr_language: String,
}

impl OcrArgs {
    /// What reads pictures of text.
    pub(crate) fn ocr(&self) -> Ocr {
        let mode = match self.ocr {
            OcrWhen::Auto => OcrMode::Auto,
            OcrWhen::Never => OcrMode::Never,
            OcrWhen::Always => OcrMode::Always,
        };
        Ocr::new(mode, self.ocr_language.clone())
    }
}

/// When to read by optical character recognition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OcrWhen {
    /// Pages without usable text
    #[value(help = help::value("ocr-auto"))]
    Auto,
    /// No page
    #[value(help = help::value("ocr-never"))]
    Never,
    /// Every page of every PDF
    #[value(help = help::value("ocr-always"))]
    Always,
}

/// A name that tesseract may have for a language: it becomes part of a file name there.
fn language(name: &str) -> Result<String, String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_+".contains(letter);
    let parts = name.split('+').all(|part| !part.is_empty());
    if parts && name.chars().all(plain) { Ok(name.to_owned()) } else { Err(say(&message!("ocr-languages"))) }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    #[value(help = help::value("color-auto"))]
    Auto,
    /// Everywhere
    #[value(help = help::value("color-always"))]
    Always,
    /// Nowhere
    #[value(help = help::value("color-never"))]
    Never,
}

/// A whole number in these bounds.
pub(crate) fn whole<N: TryFrom<u32>>(
    least: u32,
    most: u32,
) -> impl Fn(&str) -> Result<N, String> + Clone + Send + Sync + 'static {
    move |text| {
        let number = text.trim().parse().ok().filter(|number| (least..=most).contains(number));
        number.and_then(|number| N::try_from(number).ok()).ok_or_else(|| {
            say(&if most == u32::MAX {
                message!("whole-number", least)
            } else {
                message!("whole-number-between", least, most)
            })
        })
    }
}

/// What `--fail-on` takes.
fn faults() -> impl TypedValueParser<Value = Fault> {
    PossibleValuesParser::new(Fault::all().map(Fault::as_str)).try_map(|name| {
        Fault::all().find(|fault| fault.as_str() == name).ok_or_else(|| say(&message!("no-such-status")))
    })
}

/// The formats; of one that this program was built without it is told how to have it.
fn formats() -> impl TypedValueParser<Value = String> {
    let described = |format: &&dyn Writer| {
        let told = help::format(format.name()).unwrap_or_else(|| format.description().to_owned());
        PossibleValue::new(format.name()).help(told)
    };
    let has = FORMATS.iter().map(described);
    let lacks = OPTIONAL_FORMATS.iter().filter(|name| format(name).is_none());
    let lacks = lacks.map(|name| PossibleValue::new(*name).help(help::value("format-left-out")));
    PossibleValuesParser::new(has.chain(lacks)).try_map(|name| {
        let known = format(&name).is_some();
        known.then_some(name).ok_or_else(|| say(&message!("format-left-out")))
    })
}
