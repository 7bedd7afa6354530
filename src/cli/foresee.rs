//! `--dry-run`: what a run would do for each file, and why.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use ingest::message;
use ingest::model::message::Argument;
use ingest::pipeline::{Foresight, Work};
use serde_json::json;

use super::args::LogFormat;
use super::language::say;
use super::screen::plain;

/// What would be done, in words or as a JSON object a line.
pub(crate) fn text(foresight: &Foresight, output: &Path, form: LogFormat) -> String {
    let mut works: BTreeMap<Work, usize> = BTreeMap::new();
    foresight.files.iter().for_each(|file| *works.entry(file.work).or_default() += 1);
    match form {
        LogFormat::Text => in_words(foresight, &works, output),
        LogFormat::Json => as_lines(foresight, &works),
    }
}

fn in_words(foresight: &Foresight, works: &BTreeMap<Work, usize>, output: &Path) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    for file in &foresight.files {
        let _ = writeln!(text, "{:9}  {}  {}", file.work.as_str(), plain(&file.file), say(&file.reason.in_words()));
    }
    let part = |(work, count): (&Work, &usize)| {
        let count = *count;
        match work {
            Work::Read => message!("foreseen-read", count),
            Work::Interpret => message!("foreseen-interpret", count),
            Work::Reuse => message!("foreseen-reuse", count),
            Work::None => message!("foreseen-none", count),
        }
    };
    let parts: Argument = works.iter().map(part).collect();
    let _ = writeln!(text, "\n{}", say(&message!("foreseen-files", count = foresight.files.len(), parts)));
    let output = plain(&output.display().to_string());
    let end = match foresight.is_repeat {
        true => message!("foreseen-same", output),
        false => message!("foreseen-new", output),
    };
    let _ = writeln!(text, "{}", say(&end));
    text
}

fn as_lines(foresight: &Foresight, works: &BTreeMap<Work, usize>) -> String {
    let mut text = String::new();
    for file in &foresight.files {
        let (work, reason) = (file.work.as_str(), file.reason.as_str());
        let _ = writeln!(
            text,
            "{}",
            json!({ "event": "file-foreseen", "file": file.file, "work": work, "reason": reason })
        );
    }
    let works: BTreeMap<&str, usize> = works.iter().map(|(work, count)| (work.as_str(), *count)).collect();
    let (files, is_repeat) = (foresight.files.len(), foresight.is_repeat);
    let _ = writeln!(
        text,
        "{}",
        json!({ "event": "run-foreseen", "files": files, "files_by_work": works, "is_repeat": is_repeat })
    );
    text
}
