//! `ingest audit`: draws records to compare with their pages, and tells what the answers say of all.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, ensure};
use ingest::audit::{Rate, answers, rates, sample};
use ingest::model::record::Kind;
use ingest::text::said::unopened;

use super::args::{OUTPUTS, whole};
use super::exit::Exit;
use super::run::print;
use super::screen::plain;

/// What can be asked.
#[derive(Debug, clap::Args)]
pub(crate) struct AuditArgs {
    /// Answers to count: the audit.csv that the page wrote
    #[arg(value_name = "FILE", conflicts_with_all = ["sample", "seed"])]
    file: Option<PathBuf>,
    /// Number of jobs to draw
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = whole::<u32>(1, 10_000))]
    sample: u32,
    /// Draw those of an earlier audit again; without it, others each time
    #[arg(long, value_name = "N", value_parser = whole::<u32>(0, u32::MAX - 1))]
    seed: Option<u32>,
    /// Folder that the run wrote to
    #[arg(short, long, value_name = "DIR", default_value = OUTPUTS)]
    output: PathBuf,
}

/// Draws, or counts.
pub(crate) fn run(args: &AuditArgs) -> anyhow::Result<Exit> {
    match &args.file {
        Some(file) => count(file),
        None => draw(args),
    }
}

fn draw(args: &AuditArgs) -> anyhow::Result<Exit> {
    let path = args.output.join("jobs.json");
    ensure!(path.is_file(), "{}: no such file; name the folder of a run with --output", path.display());
    let dataset = ingest::dataset::load(&path)?;
    let heads = dataset.jobs.heads();
    let jobs: Vec<usize> = (0..heads.len()).filter(|place| heads[*place].kind == Kind::Job).collect();
    ensure!(!jobs.is_empty(), "{}: there is no job in it; run `ingest` on reports that have some", path.display());
    let seed = match args.seed {
        Some(seed) => seed,
        None => u32::try_from(getrandom::u64()? >> 33)?,
    };
    let drawn = sample(jobs.clone(), args.sample as usize, u64::from(seed));
    let mut text = String::new();
    writeln!(text, "{} of {} jobs, drawn by seed {seed} (the same again with --seed {seed})", drawn.len(), jobs.len())?;
    for place in &drawn {
        let head = &heads[*place];
        let page = head.pages.map(|[first, _]| format!(":{first}")).unwrap_or_default();
        writeln!(text, "  {}  {}{page}", plain(&head.record_id), plain(&head.file))?;
    }
    let page = args.output.join("report.html");
    if page.is_file() {
        let places: Vec<String> = drawn.iter().map(usize::to_string).collect();
        writeln!(text, "compare them with their pages: {}", address(&page, seed, &places)?)?;
        writeln!(text, "then count the answers: ingest audit audit.csv")?;
    } else {
        writeln!(text, "{}: is not there; `ingest --report yes` makes it", plain(&page.display().to_string()))?;
    }
    print(&text)
}

/// The page with the sample, as a browser opens it.
fn address(page: &Path, seed: u32, places: &[String]) -> anyhow::Result<String> {
    let place = page.canonicalize()?;
    let text = place.to_string_lossy().replace('\\', "/");
    let text = text.trim_start_matches("//?/");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte);
    let coded: String = text
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    Ok(format!("file:///{}#audit&seed={seed}&jobs={}", coded.trim_start_matches('/'), places.join(",")))
}

fn count(file: &Path) -> anyhow::Result<Exit> {
    let bytes = fs::read(file).map_err(|error| anyhow!("{}: {}", file.display(), unopened(&error)))?;
    let answers = answers(&bytes).map_err(|what| anyhow!("{}: {what}", file.display()))?;
    ensure!(!answers.is_empty(), "{}: no field has a verdict; answer in the page first", file.display());
    let (all, by_field) = rates(&answers);
    let mut text = String::new();
    let width = by_field.keys().map(|field| field.chars().count()).max().unwrap_or(0).max("all fields".len());
    writeln!(text, "{:width$}  {:>7}  {:>5}  {:>7}  {:>15}", "field", "checked", "wrong", "share", "95 of 100 times")?;
    for (field, rate) in by_field.iter().map(|(field, rate)| (*field, rate)).chain([("all fields", &all)]) {
        writeln!(text, "{:width$}  {:>7}  {:>5}  {}", plain(field), rate.tries, rate.wrong, shares(rate))?;
    }
    if all.unclear > 0 {
        writeln!(text, "{} could not be told, and count in none", all.unclear)?;
    }
    print(&text)
}

/// `  3.4 %   0.6 to 17.2 %`
fn shares(rate: &Rate) -> String {
    let percent = |share: f64| format!("{:.1}", share * 100.0);
    let share = rate.share().map_or_else(String::new, |share| format!("{} %", percent(share)));
    let interval =
        rate.interval().map_or_else(String::new, |(low, high)| format!("{} to {} %", percent(low), percent(high)));
    format!("{share:>7}  {interval:>15}")
}
