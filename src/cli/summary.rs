//! The last lines of a run: what was read, what was found, what to look at, where it is.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::time::Duration;

use ingest::model::dataset::{Dataset, Status};
use ingest::model::diagnostic::{Diagnostic, Severity};
use ingest::model::outcome::{Effort, Outcome};
use ingest::model::record::Kind;
use ingest::write::tables::{TABLES, table};
use ingest::write::{EXCEL_SUFFIX, Written};

use super::progress::jobs_in_words;
use super::screen::{Screen, plain};

/// How many things to look at are told; all stand in `issues.csv`.
const MOST_ISSUES: usize = 8;

/// Prints the summary; `all_issues` shows every issue, not the gravest few.
pub(crate) fn print(
    screen: Screen,
    dataset: &Dataset,
    efforts: Efforts,
    output: &Path,
    written: &Written,
    all_issues: bool,
    time: Duration,
) {
    screen.line("");
    screen.line(&format!("{}{efforts}", files(dataset)));
    let jobs = dataset.jobs.iter().filter(|job| job.kind == Kind::Job);
    let mut by_collection: BTreeMap<&str, usize> = BTreeMap::new();
    for job in jobs {
        *by_collection.entry(&job.collection).or_default() += 1;
    }
    screen.line(&jobs_in_words(by_collection.values().sum()));
    let width = by_collection.keys().map(|name| name.chars().count()).max().unwrap_or(0);
    for (collection, jobs) in by_collection {
        screen.line(&format!("  {collection:width$}  {jobs:>5}"));
    }
    if let Some(line) = corrections(dataset) {
        screen.line(&line);
    }
    issues(screen, dataset, &written.names, all_issues);
    let names = files_in_words(&written.names).join(", ");
    screen.line(&format!("written to {}: {names} ({:.1} s)", plain(&output.display().to_string()), time.as_secs_f64()));
    if !written.earlier.is_empty() {
        screen.line(&format!("left there from an earlier run: {}", plain(&written.earlier.join(", "))));
    }
}

/// The files in the order of their formats, the tables of a format in one word; the forms for Excel stand beside tables
/// that are named, and what lies in folders is told elsewhere.
fn files_in_words(names: &[String]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for name in names.iter().filter(|name| !name.ends_with(EXCEL_SUFFIX) && !name.contains('/')) {
        let word = match name.split_once('.') {
            Some((stem, ending @ ("csv" | "parquet"))) if table(stem).is_some() => {
                format!("{} tables as .{ending}", TABLES.len())
            }
            _ => name.clone(),
        };
        if words.last() != Some(&word) {
            words.push(word);
        }
    }
    words
}

/// `corrected: 3 values in 2 jobs; columns of your own: x_note`; nothing where there are none.
fn corrections(dataset: &Dataset) -> Option<String> {
    let values: usize = dataset.jobs.iter().map(|job| job.corrected.len()).sum();
    let jobs = dataset.jobs.iter().filter(|job| !job.corrected.is_empty()).count();
    let own: BTreeSet<&str> = dataset.jobs.iter().flat_map(|job| job.extra.keys().map(String::as_str)).collect();
    let mut parts = Vec::new();
    if values > 0 {
        parts.push(format!(
            "corrected: {values} value{} in {}",
            if values == 1 { "" } else { "s" },
            jobs_in_words(jobs)
        ));
    }
    if !own.is_empty() {
        parts.push(format!("columns of your own: {}", own.into_iter().collect::<Vec<_>>().join(", ")));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// What did not have to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Efforts {
    kept: usize,
    interpreted: usize,
}

impl Efforts {
    pub(crate) fn of(outcomes: &[Outcome]) -> Self {
        let count = |effort| outcomes.iter().filter(|outcome| outcome.effort == effort).count();
        Self { kept: count(Effort::Kept), interpreted: count(Effort::Interpreted) }
    }
}

impl fmt::Display for Efforts {
    /// ` (2 unchanged, 1 only interpreted anew)`; nothing where every file was read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = [(self.kept, "unchanged"), (self.interpreted, "only interpreted anew")];
        let parts: Vec<String> =
            words.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        if parts.is_empty() { Ok(()) } else { write!(f, " ({})", parts.join(", ")) }
    }
}

/// `12 files: 9 ok, 1 no-jobs, 2 needs-ocr`
fn files(dataset: &Dataset) -> String {
    let mut by_status: BTreeMap<Status, usize> = BTreeMap::new();
    for source in &dataset.sources {
        *by_status.entry(source.status).or_default() += 1;
    }
    let parts: Vec<String> = by_status.iter().map(|(status, count)| format!("{count} {}", status.as_str())).collect();
    let files = dataset.sources.len();
    format!("{files} {}: {}", if files == 1 { "file" } else { "files" }, parts.join(", "))
}

fn issues(screen: Screen, dataset: &Dataset, written: &[String], all: bool) {
    let least = if all { Severity::Info } else { Severity::Warning };
    let mut issues: Vec<&Diagnostic> = dataset.issues.iter().filter(|issue| issue.severity >= least).collect();
    // Stable: within a severity they stay in the order of files and pages.
    issues.sort_by_key(|issue| Reverse(issue.severity));
    if issues.is_empty() {
        return;
    }
    screen.line("to look at:");
    if all {
        issues.iter().for_each(|issue| screen.line(&format!("  {}", issue_line(issue, screen))));
        return;
    }
    let groups = alike(&issues);
    for (first, count) in groups.iter().take(MOST_ISSUES) {
        let more = if *count > 1 { format!(" (and {} more like it)", count - 1) } else { String::new() };
        screen.line(&format!("  {}{more}", issue_line(first, screen)));
    }
    let told: usize = groups.iter().take(MOST_ISSUES).map(|(_, count)| count).sum();
    if issues.len() > told {
        let place = if written.iter().any(|name| name == "issues.csv") { "in issues.csv" } else { "with --format csv" };
        screen.line(&format!("  … and {} more {place}", issues.len() - told));
    }
}

/// The first of the issues of each kind in each file, with their number, in the order of the first ones.
fn alike<'d>(issues: &[&'d Diagnostic]) -> Vec<(&'d Diagnostic, usize)> {
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut groups: Vec<(&Diagnostic, usize)> = Vec::new();
    for issue in issues {
        let place = *places.entry((&issue.file, &issue.code)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => groups.push((issue, 1)),
        }
    }
    groups
}

/// `panorama.pdf:12: what was found; what to do`
fn issue_line(issue: &Diagnostic, screen: Screen) -> String {
    let place = match issue.page {
        Some(page) => format!("{}:{page}", issue.file),
        None => issue.file.clone(),
    };
    let mut text = issue.message.clone();
    if let Some(hint) = &issue.hint {
        text = format!("{text}; {hint}");
    }
    let place = plain(&place);
    let place = match issue.severity {
        Severity::Error => screen.red(&place),
        Severity::Warning => screen.yellow(&place),
        Severity::Info => place,
    };
    format!("{place}: {}", plain(&text))
}
