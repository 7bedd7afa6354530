//! `ingest annotate`: a copy of each report with what was taken from it marked.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::ensure;
use ingest::annotate::{Marks, annotate};
use ingest::catalogue::Language;
use ingest::message;
use ingest::model::dataset::{Dataset, SourceRow};
use ingest::text::hex;
use ingest::text::said::system;
use ingest::write::tables;
use sha2::{Digest, Sha256};

use super::args::{INPUTS, OUTPUTS};
use super::exit::{Exit, Trouble, told};
use super::language::say;
use super::run::print;
use super::screen::plain;

/// A deeply nested PDF needs more than a thread's usual stack.
const STACK_BYTES: usize = 64 << 20;

/// What can be asked.
#[derive(Debug, clap::Args)]
pub(crate) struct AnnotateArgs {
    /// Only reports whose name fits, such as 'panorama'; all if none is named
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Folder that the run wrote to
    #[arg(short, long, value_name = "DIR", default_value = OUTPUTS)]
    output: PathBuf,
    /// Folder or file that the run read
    #[arg(long, value_name = "PATH", default_value = INPUTS)]
    inputs: PathBuf,
    /// Folder for the copies [default: annotated in the output folder]
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

/// Writes the copies, and tells what became of each report.
pub(crate) fn run(args: &AnnotateArgs) -> anyhow::Result<Exit> {
    let path = args.output.join("jobs.json");
    ensure!(path.is_file(), Trouble(message!("no-such-run", path = path.display())));
    let dataset = ingest::dataset::load(&path)?;
    let to = args.to.clone().unwrap_or_else(|| args.output.join("annotated"));
    ensure!(!is_input(&to, args), Trouble(message!("annotate-inputs", path = to.display())));
    let (mut text, mut refused, mut copies) = (String::new(), 0, 0);
    for source in &dataset.sources {
        let is_named = args.names.is_empty() || args.names.iter().any(|name| source.file.contains(name.as_str()));
        if !is_named || !has_records(&dataset, source) || !is_pdf(&source.file) {
            continue;
        }
        match copy(&dataset, source, args, &to) {
            Ok((place, marks)) => {
                copies += 1;
                let (jobs, values) = (marks.entries.len(), marks.highlights.len());
                let path = plain(&place.display().to_string());
                writeln!(text, "{}", say(&message!("annotate-done", path, jobs, marks = values)))?;
            }
            Err(error) => {
                refused += 1;
                let (file, why) = (plain(&source.file), plain(&told(&error)));
                writeln!(text, "{}", say(&message!("annotate-not", file, why)))?;
            }
        }
    }
    ensure!(copies + refused > 0, Trouble(message!("annotate-none", path = path.display())));
    print(&text)?;
    Ok(if refused == 0 { Exit::Success } else { Exit::Incomplete })
}

/// Whether the next run would read what is there.
fn is_input(to: &Path, args: &AnnotateArgs) -> bool {
    let real = |path: &Path| path.ancestors().find_map(|path| path.canonicalize().ok());
    let (Some(to), Some(inputs)) = (real(to), real(&args.inputs)) else { return false };
    args.inputs.is_dir() && to.starts_with(inputs) && real(&args.output).is_none_or(|output| !to.starts_with(output))
}

fn has_records(dataset: &Dataset, source: &SourceRow) -> bool {
    dataset.jobs.heads().iter().any(|head| *head.source_id == *source.source_id)
}

fn is_pdf(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

/// Makes the copy of a report; gives where it is, and what is marked in it.
fn copy(dataset: &Dataset, source: &SourceRow, args: &AnnotateArgs, to: &Path) -> anyhow::Result<(PathBuf, Marks)> {
    let path = if args.inputs.is_file() { args.inputs.clone() } else { args.inputs.join(&source.file) };
    let bytes = fs::read(&path)
        .map_err(|error| Trouble(message!("annotate-unopened", path = path.display(), why = system(&error))))?;
    ensure!(
        hex(&Sha256::digest(&bytes)) == source.sha256,
        Trouble(message!("annotate-other-file", path = path.display()))
    );
    let mut marks = Marks::default();
    for (place, head) in dataset.jobs.heads().iter().enumerate() {
        if *head.source_id == *source.source_id {
            marks.add(dataset.jobs.get(place)?.as_ref(), dataset.language, &|name| field_title(name, dataset.language));
        }
    }
    let marked = marked(bytes, &marks)?;
    let place = to.join(&source.file);
    let written = || -> std::io::Result<()> {
        let folder = place.parent().unwrap_or(to);
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".ingest-").tempfile_in(folder)?;
        file.write_all(&marked)?;
        file.persist(&place).map_err(|error| error.error)?;
        Ok(())
    };
    written().map_err(|error| Trouble(message!("annotate-unwritten", path = place.display(), why = system(&error))))?;
    Ok((place, marks))
}

/// What a PDF does to the library that writes it leaves the other reports alone.
fn marked(bytes: Vec<u8>, marks: &Marks) -> anyhow::Result<Vec<u8>> {
    thread::scope(|scope| {
        let work = || catch_unwind(AssertUnwindSafe(|| annotate(bytes, marks)));
        let thread = thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .map_err(|error| Trouble(message!("annotate-no-thread", why = system(&error))))?;
        let done = thread.join().and_then(|done| done);
        let done = done.map_err(|_| Trouble(message!("annotate-tangled")))?;
        Ok(done.map_err(|refusal| Trouble(refusal.message()))?)
    })
}

/// The name of a column of the table of jobs, which is what notes are for, in the language of the dataset.
fn field_title(name: &str, language: Language) -> String {
    let columns = tables::table("jobs").map(|table| (table.columns)(&Dataset::default())).unwrap_or_default();
    match (columns.into_iter().find(|column| column.name == name), language) {
        (Some(column), Language::French) => column.title.to_string(),
        (Some(column), Language::English) => column.title_en.to_string(),
        (None, Language::French) if name == "opinion" => "Avis".to_owned(),
        (None, Language::English) if name == "opinion" => "Opinion".to_owned(),
        (None, _) => name.to_owned(),
    }
}
