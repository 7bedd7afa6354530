//! The last lines of a run: what was read, what was found, what to look at, where it is.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::path::Path;
use std::time::Duration;

use ingest::model::diagnostic::{Diagnostic, Severity};
use ingest::model::issues::Issues;
use ingest::model::message::Argument;
use ingest::model::outcome::Effort;
use ingest::model::summary::Summary;
use ingest::pipeline::Report;
use ingest::write::EXCEL_SUFFIX;
use ingest::write::tables::{TABLES, table};
use ingest::{catalogue, message};

use super::language::{language, say};
use super::progress::jobs_in_words;
use super::screen::{Screen, plain};

/// How many things to look at are told; all stand in `issues.csv`.
const MOST_ISSUES: usize = 8;

/// Prints the summary; `all_issues` shows every issue, not the gravest few.
///
/// # Errors
/// When the issues cannot be read.
pub(crate) fn print(
    screen: Screen,
    report: &Report,
    output: &Path,
    all_issues: bool,
    time: Duration,
) -> io::Result<()> {
    let Report { summary, written, .. } = report;
    screen.line("");
    screen.line(&format!("{}{}", files(summary), efforts(summary)));
    screen.line(&jobs_in_words(summary.jobs.values().sum()));
    let width = summary.jobs.keys().map(|name| name.chars().count()).max().unwrap_or(0);
    for (collection, jobs) in &summary.jobs {
        screen.line(&format!("  {collection:width$}  {jobs:>5}"));
    }
    if let Some(line) = corrections(summary) {
        screen.line(&line);
    }
    issues(screen, report, all_issues)?;
    let names = files_in_words(written.names()).join(", ");
    let folder = plain(&output.display().to_string());
    let seconds = Argument::rounded(time.as_secs_f64(), 1);
    screen.line(&say(&match report.is_repeat {
        true => message!("summary-same", folder, names, seconds),
        false => message!("summary-written", folder, names, seconds),
    }));
    // What lies in folders is shown by a file that is named.
    let earlier: Vec<&str> = written.earlier.iter().map(String::as_str).filter(|name| !name.contains('/')).collect();
    if !earlier.is_empty() {
        screen.line(&say(&message!("summary-earlier", names = plain(&earlier.join(", ")))));
    }
    Ok(())
}

/// The files in the order of their formats, the tables of a format in one word; the forms for Excel stand beside tables
/// that are named, and what lies in folders is told elsewhere.
fn files_in_words<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for name in names.filter(|name| !name.ends_with(EXCEL_SUFFIX) && !name.contains('/')) {
        let word = match name.split_once('.') {
            Some((stem, ending @ ("csv" | "parquet"))) if table(stem).is_some() => {
                say(&message!("summary-tables", count = TABLES.len(), ending))
            }
            _ => name.to_owned(),
        };
        if words.last() != Some(&word) {
            words.push(word);
        }
    }
    words
}

/// `corrected: 3 values in 2 jobs; columns of your own: x_note`; nothing where there are none.
fn corrections(summary: &Summary) -> Option<String> {
    let values = summary.corrected_values;
    let mut parts = Vec::new();
    if values > 0 {
        let jobs = jobs_in_words(summary.corrected_records);
        parts.push(say(&message!("summary-corrected", values, jobs)));
    }
    if !summary.own_columns.is_empty() {
        let names: Vec<&str> = summary.own_columns.iter().map(String::as_str).collect();
        parts.push(say(&message!("summary-own-columns", names = names.join(", "))));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// What did not have to be read: ` (2 unchanged, 1 only interpreted anew)`; nothing where every file was read.
fn efforts(summary: &Summary) -> String {
    let count = |effort| summary.files.iter().filter(|file| file.effort == effort).count();
    let (kept, interpreted) = (count(Effort::Kept), count(Effort::Interpreted));
    let words = [
        (kept, message!("summary-unchanged", count = kept)),
        (interpreted, message!("summary-interpreted", count = interpreted)),
    ];
    let parts: Vec<String> = words.iter().filter(|(count, _)| *count > 0).map(|(_, words)| say(words)).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

/// `12 files: 9 ok, 1 no-jobs, 2 needs-ocr`
fn files(summary: &Summary) -> String {
    let by_status = summary.by_status();
    let parts: Vec<String> = by_status.iter().map(|(status, count)| format!("{count} {}", status.as_str())).collect();
    say(&message!("summary-files", count = summary.files.len(), parts = parts.join(", ")))
}

fn issues(screen: Screen, report: &Report, all: bool) -> io::Result<()> {
    let issues = &report.summary.issues;
    if all {
        if !issues.by_severity()?.is_empty() {
            screen.line(&say(&message!("summary-issues")));
        }
        // Within a severity they stay in the order of files and pages.
        for severity in Severity::ALL.into_iter().rev() {
            for issue in issues.iter() {
                let issue = issue?;
                if issue.severity == severity && issue.settled.is_none() {
                    screen.line(&format!("  {}", issue_line(&issue, screen)));
                }
            }
        }
        return Ok(());
    }
    let mut groups = Groups::of(issues, |issue| issue.file.clone())?;
    if groups.groups.len() > MOST_ISSUES {
        // Of a thousand reports with one trouble, one is told.
        groups = Groups::of(issues, |issue| issue.field.clone().unwrap_or_default())?;
    }
    if groups.total == 0 {
        return Ok(());
    }
    screen.line(&say(&message!("summary-issues")));
    let told = groups.gravest();
    for Alike { first, count, files, .. } in &told {
        let more = match (count - 1, *files) {
            (0, _) => String::new(),
            (more, 1) => format!(" {}", say(&message!("summary-alike", more))),
            (more, files) => format!(" {}", say(&message!("summary-alike-in-files", more, files))),
        };
        screen.line(&format!("  {}{more}", issue_line(first, screen)));
    }
    let told: usize = told.iter().map(|group| group.count).sum();
    if groups.total > told {
        let more = groups.total - told;
        let line = match report.written.has("issues.csv") {
            true => message!("summary-more-in-table", more),
            false => message!("summary-more", more),
        };
        screen.line(&format!("  {}", say(&line)));
    }
    Ok(())
}

/// Issues of one code, and one kind of it, are alike. Those that only are worth knowing are left out.
#[derive(Default)]
struct Groups {
    groups: BTreeMap<(String, String), Alike>,
    /// The number of issues.
    total: usize,
}

/// Issues of one kind.
struct Alike {
    /// The first of the gravest.
    first: Diagnostic,
    place: usize,
    count: usize,
    files: usize,
    last_file: String,
}

impl Groups {
    /// Of issues in the order of their files.
    fn of(issues: &Issues, kind: impl Fn(&Diagnostic) -> String) -> io::Result<Self> {
        let mut all = Self::default();
        for (place, issue) in issues.iter().enumerate() {
            let issue = issue?;
            if issue.severity < Severity::Warning || issue.settled.is_some() {
                continue;
            }
            all.total += 1;
            match all.groups.entry((issue.code.to_string(), kind(&issue))) {
                Entry::Vacant(entry) => {
                    let last_file = issue.file.clone();
                    entry.insert(Alike { first: issue, place, count: 1, files: 1, last_file });
                }
                Entry::Occupied(entry) => entry.into_mut().add(issue, place),
            }
        }
        Ok(all)
    }

    /// The groups that are told, in the order of their first issues, the gravest before others.
    fn gravest(&self) -> Vec<&Alike> {
        let mut groups: Vec<&Alike> = self.groups.values().collect();
        groups.sort_by_key(|group| (Reverse(group.first.severity), group.place));
        groups.truncate(MOST_ISSUES);
        groups
    }
}

impl Alike {
    fn add(&mut self, issue: Diagnostic, place: usize) {
        self.count += 1;
        if self.last_file != issue.file {
            self.files += 1;
            self.last_file.clone_from(&issue.file);
        }
        if issue.severity > self.first.severity {
            (self.first, self.place) = (issue, place);
        }
    }
}

/// `panorama.pdf:12: what was found; what to do`
fn issue_line(issue: &Diagnostic, screen: Screen) -> String {
    let place = match issue.page {
        Some(page) => format!("{}:{page}", issue.file),
        None => issue.file.clone(),
    };
    let mut text = issue.message.said(language());
    if let Some(hint) = issue.hint() {
        text = catalogue::joined(language(), &text, &hint.said(language()));
    }
    let place = plain(&place);
    let place = match issue.severity {
        Severity::Error => screen.red(&place),
        Severity::Warning => screen.yellow(&place),
        Severity::Info => place,
    };
    say(&message!("labelled", label = place, text = plain(&text)))
}
