//! What differs from the last run, in a few lines.

use std::collections::BTreeMap;

use ingest::history::{Counts, FileChanges, SinceLastRun};
use ingest::model::change::{Cause, Change};
use ingest::pipeline::Report;

use super::screen::{Screen, plain};

/// How many file names are told of each kind.
const MOST_FILES: usize = 3;

/// Prints it.
pub(crate) fn print(report: &Report, screen: Screen) {
    let in_table = report.written.has("changes.csv");
    match &report.since {
        SinceLastRun::First => {}
        SinceLastRun::Same(run) if run.run > 1 && in_table => {
            let number = run.run;
            screen.line(&format!("nothing changed since the last run; changes.csv tells what run {number} changed"));
        }
        SinceLastRun::Same(_) => screen.line("nothing changed since the last run"),
        SinceLastRun::Other(changes, files) => {
            let more = if in_table && !changes.is_empty() { "; see changes.csv" } else { "" };
            let (of_version, others): (Vec<&Change>, Vec<&Change>) =
                changes.iter().partition(|change| change.cause == Some(Cause::Version));
            let groups = [
                ("changed since the last run", others),
                ("the same reports, read otherwise by this version", of_version),
            ];
            for (place, (head, changes)) in groups.into_iter().enumerate() {
                if changes.is_empty() && place > 0 {
                    continue;
                }
                let what = counts_in_words(Counts::of(changes.iter().copied())).unwrap_or_else(|| "no job".to_owned());
                screen.line(&format!("{head}: {what}{}", if changes.is_empty() { "" } else { more }));
                by_collection(&changes, screen);
                if let Some(what) = files_in_words(files).filter(|_| place == 0) {
                    screen.line(&format!("  {}", plain(&what)));
                }
            }
        }
    }
}

/// A line for each collection.
fn by_collection(changes: &[&Change], screen: Screen) {
    let mut by_collection: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        let collection = change.job_id.split('/').next().unwrap_or_default();
        by_collection.entry(collection).or_default().push(change);
    }
    let width = by_collection.keys().map(|name| name.chars().count()).max().unwrap_or(0);
    for (collection, changes) in by_collection {
        let what = counts_in_words(Counts::of(changes)).unwrap_or_default();
        screen.line(&format!("  {:width$}  {what}", plain(collection)));
    }
}

/// `2 jobs added, 1 renamed, 5 fields changed`; `None` where nothing is.
pub(crate) fn counts_in_words(counts: Counts) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let jobs = [
        (counts.added, "added"),
        (counts.removed, "removed"),
        (counts.renamed, "renamed"),
        (counts.moved, "moved"),
        (counts.regrouped, "regrouped"),
    ];
    for (count, what) in jobs.into_iter().filter(|(count, _)| *count > 0) {
        let noun = match (parts.is_empty(), count) {
            (false, _) => "",
            (true, 1) => "job ",
            (true, _) => "jobs ",
        };
        parts.push(format!("{count} {noun}{what}"));
    }
    if counts.changed > 0 {
        parts.push(format!("{} {} changed", counts.changed, if counts.changed == 1 { "field" } else { "fields" }));
    }
    Some(parts.join(", ")).filter(|words| !words.is_empty())
}

/// `files: a.pdf added, b.pdf is c.pdf now`; `None` where they are the same.
pub(crate) fn files_in_words(files: &FileChanges) -> Option<String> {
    let mut parts = Vec::new();
    for (names, what) in [(&files.added, "added"), (&files.removed, "removed"), (&files.replaced, "has other content")]
    {
        let told: Vec<&str> = names.iter().take(MOST_FILES).map(String::as_str).collect();
        if names.len() > told.len() {
            parts.push(format!("{} and {} more {}", told.join(", "), names.len() - told.len(), plural(what)));
        } else if let [_, _, ..] = told.as_slice() {
            parts.push(format!("{} {}", told.join(", "), plural(what)));
        } else if let [name] = told.as_slice() {
            parts.push(format!("{name} {what}"));
        }
    }
    for (before, now) in files.renamed.iter().take(MOST_FILES) {
        parts.push(format!("{before} is called {now} now"));
    }
    if files.renamed.len() > MOST_FILES {
        parts.push(format!("{} more are called otherwise", files.renamed.len() - MOST_FILES));
    }
    Some(parts).filter(|parts| !parts.is_empty()).map(|parts| format!("files: {}", parts.join("; ")))
}

fn plural(what: &str) -> &str {
    if what == "has other content" { "have other content" } else { what }
}
