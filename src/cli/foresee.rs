//! `--dry-run`: what a run would do for each file, and why.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use ingest::pipeline::{Foresight, Work};
use serde_json::json;

use super::args::LogFormat;
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
        let _ = writeln!(text, "{:9}  {}  {}", file.work.as_str(), plain(&file.file), file.reason.in_words());
    }
    let count = foresight.files.len();
    let word = |work: &Work| match work {
        Work::Read => "to read",
        Work::Interpret => "to interpret anew",
        Work::Reuse => "unchanged",
        Work::None => "with nothing to do",
    };
    let parts: Vec<String> = works.iter().map(|(work, count)| format!("{count} {}", word(work))).collect();
    let files = if count == 1 { "file" } else { "files" };
    let _ = writeln!(text, "\n{count} {files}: {}", parts.join(", "));
    let output = plain(&output.display().to_string());
    let end = if foresight.is_repeat { "would stay as they are" } else { "would be written" };
    let _ = writeln!(text, "outputs in {output} {end}; nothing was done");
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
