//! What is told of outputs that a person had changed, and that are kept beside the new ones.

use std::path::Path;

use ingest::message;
use ingest::write::tables::table as table_of;
use ingest::write::{EXCEL_SUFFIX, Kept};

use super::args::{INPUTS, OUTPUTS};
use super::language::say;
use super::screen::plain;

/// What became of one, and the command that takes its edits.
pub(crate) fn line(kept: &Kept, output: &Path, inputs: Option<&Path>) -> String {
    let shown = |name: &str| plain(&output.join(name).display().to_string());
    let place = shown(&kept.kept_as);
    let name = shown(&kept.name);
    if !has_tables(&kept.name) {
        return say(&message!("kept-without-jobs", name, place));
    }
    let option = |name: &str, folder: &Path, default: &str| {
        if folder == Path::new(default) { String::new() } else { format!(" {name} \"{}\"", folder.display()) }
    };
    let mut command = format!("ingest corrections from \"{place}\"");
    command.push_str(&option("--output", output, OUTPUTS));
    if let Some(inputs) = inputs {
        command.push_str(&option("--inputs", inputs, INPUTS));
    }
    say(&message!("kept-with-jobs", name, place, command = plain(&command)))
}

/// The folder whose `corrections.csv` counts for what is read at `path`.
pub(crate) fn inputs_of(path: &Path) -> &Path {
    let folder = if path.is_dir() { Some(path) } else { path.parent() };
    folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether edits of the file can be looked at.
fn has_tables(name: &str) -> bool {
    let table = name.strip_suffix(EXCEL_SUFFIX).or_else(|| name.strip_suffix(".csv"));
    name == "ingest.xlsx" || table.is_some_and(|name| table_of(name).is_some())
}
