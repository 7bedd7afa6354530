//! `ingest audit`: draws records to compare with their pages, and tells what the answers say of all.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::ensure;
use ingest::audit::{Rate, answers, rates, sample};
use ingest::message;
use ingest::model::message::Argument;
use ingest::model::record::Kind;
use ingest::text::address::coded;
use ingest::text::said::unopened;

use super::args::{OUTPUTS, whole};
use super::exit::{Exit, Trouble};
use super::language::say;
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
    ensure!(path.is_file(), Trouble(message!("no-such-run", path = path.display())));
    let dataset = ingest::dataset::load(&path)?;
    let heads = dataset.jobs.heads();
    let jobs: Vec<usize> = (0..heads.len()).filter(|place| heads[*place].kind == Kind::Job).collect();
    ensure!(!jobs.is_empty(), Trouble(message!("audit-no-jobs", path = path.display())));
    let seed = match args.seed {
        Some(seed) => seed,
        None => u32::try_from(getrandom::u64()? >> 33)?,
    };
    let drawn = sample(jobs.clone(), args.sample as usize, u64::from(seed));
    let mut text = String::new();
    // A seed is typed again, so it is no number with thin spaces.
    let (count, of, seed_typed) = (drawn.len(), jobs.len(), seed.to_string());
    writeln!(text, "{}", say(&message!("audit-drawn", drawn = count, of, seed = seed_typed)))?;
    for place in &drawn {
        let head = &heads[*place];
        let page = head.pages.map(|[first, _]| format!(":{first}")).unwrap_or_default();
        writeln!(text, "  {}  {}{page}", plain(&head.record_id), plain(&head.file))?;
    }
    let page = args.output.join("report.html");
    if page.is_file() {
        let places: Vec<String> = drawn.iter().map(usize::to_string).collect();
        let address = address(&page, seed, &places)?;
        writeln!(text, "{}", say(&message!("audit-compare", address)))?;
        writeln!(text, "{}", say(&message!("audit-then")))?;
    } else {
        writeln!(text, "{}", say(&message!("view-no-page", path = plain(&page.display().to_string()))))?;
    }
    print(&text)
}

/// The page with the sample, as a browser opens it.
fn address(page: &Path, seed: u32, places: &[String]) -> anyhow::Result<String> {
    let place = page.canonicalize()?;
    let text = place.to_string_lossy().replace('\\', "/");
    let text = text.trim_start_matches("//?/");
    // The colon of a drive is itself.
    let coded = coded(text, b":");
    Ok(format!("file:///{}#audit&seed={seed}&jobs={}", coded.trim_start_matches('/'), places.join(",")))
}

fn count(file: &Path) -> anyhow::Result<Exit> {
    let bytes = fs::read(file).map_err(|error| Trouble(unopened(&error).of_path(file)))?;
    let answers = answers(&bytes).map_err(|what| Trouble(what.of_path(file)))?;
    ensure!(!answers.is_empty(), Trouble(message!("audit-no-answer", path = file.display())));
    let (all, by_field) = rates(&answers);
    let mut text = String::new();
    let all_fields = say(&message!("audit-all-fields"));
    let names = by_field.keys().copied().chain([all_fields.as_str()]);
    let width = names.map(|field| field.chars().count()).max().unwrap_or(0);
    let [field, checked, wrong, share, interval] = [
        message!("audit-field"),
        message!("audit-checked"),
        message!("audit-wrong"),
        message!("audit-share"),
        message!("audit-interval-head"),
    ]
    .map(|head| say(&head));
    writeln!(text, "{field:width$}  {checked:>7}  {wrong:>5}  {share:>7}  {interval:>15}")?;
    for (field, rate) in by_field.iter().map(|(field, rate)| (*field, rate)).chain([(all_fields.as_str(), &all)]) {
        writeln!(text, "{:width$}  {:>7}  {:>5}  {}", plain(field), rate.tries, rate.wrong, shares(rate))?;
    }
    if all.unclear > 0 {
        writeln!(text, "{}", say(&message!("audit-unclear", count = all.unclear)))?;
    }
    print(&text)
}

/// `  3.4 %   0.6 to 17.2 %`
fn shares(rate: &Rate) -> String {
    let percent = |share: f64| Argument::rounded(share * 100.0, 1);
    let share = rate.share().map(|share| say(&message!("audit-percent", share = percent(share))));
    let interval =
        rate.interval().map(|(low, high)| say(&message!("audit-interval", low = percent(low), high = percent(high))));
    format!("{:>7}  {:>15}", share.unwrap_or_default(), interval.unwrap_or_default())
}
