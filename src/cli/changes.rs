//! What differs from the last run, in a few lines.

use std::collections::BTreeMap;

use ingest::history::{Counts, FileChanges, SinceLastRun};
use ingest::message;
use ingest::model::change::{Cause, Change};
use ingest::model::message::{Argument, Message};
use ingest::pipeline::Report;

use super::language::say;
use super::screen::{Screen, plain};

/// The words for a number of jobs in this place of a list.
type Words = fn(usize, usize) -> Message;

/// How many file names are told of each kind.
const MOST_FILES: usize = 3;

/// Prints it.
pub(crate) fn print(report: &Report, screen: Screen) {
    let in_table = report.written.has("changes.csv");
    match &report.since {
        SinceLastRun::First(counts) => {
            if let Some(what) = counts_in_words(*counts) {
                screen.line(&say(&match in_table {
                    true => message!("changes-of-editions-in-table", what),
                    false => message!("changes-of-editions", what),
                }));
            }
        }
        SinceLastRun::Same(run) if run.run > 1 && in_table => {
            let number = run.run;
            screen.line(&say(&message!("changes-none-since", run = number)));
        }
        SinceLastRun::Same(_) => screen.line(&say(&message!("changes-none"))),
        SinceLastRun::Other(changes, files) => {
            let (of_version, others): (Vec<&Change>, Vec<&Change>) =
                changes.iter().partition(|change| change.cause == Some(Cause::Version));
            for (place, changes) in [others, of_version].into_iter().enumerate() {
                if changes.is_empty() && place > 0 {
                    continue;
                }
                let what = counts_in_words(Counts::of(changes.iter().copied()));
                let what = what.unwrap_or_else(|| say(&message!("changes-no-job")));
                screen.line(&say(&match (place, in_table && !changes.is_empty()) {
                    (0, true) => message!("changes-in-table", what),
                    (0, false) => message!("changes", what),
                    (_, true) => message!("changes-of-version-in-table", what),
                    (_, false) => message!("changes-of-version", what),
                }));
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
    // What is counted is named once.
    let jobs: [(usize, Words); 5] = [
        (counts.added, |count, place| message!("changes-added", count, place)),
        (counts.removed, |count, place| message!("changes-removed", count, place)),
        (counts.renamed, |count, place| message!("changes-renamed", count, place)),
        (counts.moved, |count, place| message!("changes-moved", count, place)),
        (counts.regrouped, |count, place| message!("changes-regrouped", count, place)),
    ];
    let mut told: Vec<String> = Vec::new();
    for (count, words) in jobs.into_iter().filter(|(count, _)| *count > 0) {
        told.push(say(&words(count, told.len())));
    }
    if counts.changed > 0 {
        told.push(say(&message!("changes-changed", count = counts.changed)));
    }
    Some(told.join(", ")).filter(|words| !words.is_empty())
}

/// `files: a.pdf added, b.pdf is c.pdf now`; `None` where they are the same.
pub(crate) fn files_in_words(files: &FileChanges) -> Option<String> {
    let mut parts = Vec::new();
    let mut tell = |names: &[String], told: &dyn Fn(Argument, usize) -> Message| {
        let more = names.len().saturating_sub(MOST_FILES);
        let mut shown: Vec<Argument> = names.iter().take(MOST_FILES).map(Argument::from).collect();
        if more > 0 {
            shown.push(message!("files-more", count = more).into());
        }
        if !shown.is_empty() {
            parts.push(say(&told(shown.into_iter().collect(), names.len())));
        }
    };
    tell(&files.added, &|names, count| message!("files-added", names, count));
    tell(&files.removed, &|names, count| message!("files-removed", names, count));
    tell(&files.replaced, &|names, count| message!("files-replaced", names, count));
    for (before, now) in files.renamed.iter().take(MOST_FILES) {
        parts.push(say(&message!("file-renamed", before, now)));
    }
    if files.renamed.len() > MOST_FILES {
        parts.push(say(&message!("files-renamed-more", count = files.renamed.len() - MOST_FILES)));
    }
    Some(parts).filter(|parts| !parts.is_empty()).map(|parts| say(&message!("files-changed", what = parts.join("; "))))
}
