//! `ingest verify`: finishes what an interrupted run had decided, and tells whether the outputs are as they were written.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::bail;
use ingest::error::Error;
use ingest::write::{OutputFolder, Standing};

use super::exit::Exit;
use super::kept;
use super::run::print;
use super::screen::{Screen, plain};

/// Verifies an output folder.
pub(crate) fn verify(folder: &Path, screen: Screen) -> anyhow::Result<Exit> {
    let shown = plain(&folder.display().to_string());
    if !folder.is_dir() {
        bail!("{shown}: no such folder; name the one that a run wrote to with --output");
    }
    let folder = OutputFolder::take(folder)?;
    if let Some(line) = recovered(&folder) {
        screen.line(&line);
    }
    for changed in &folder.recovered.kept {
        screen.line(&format!("{}: {}", screen.yellow("note"), kept::line(changed, folder.path(), None)));
    }
    for error in &folder.recovered.failed {
        screen.line(&format!("{}: {error}", screen.red("error")));
    }
    let Some(verified) = folder.verify() else {
        bail!("{shown}: no run is known to have written there; name another folder with --output");
    };
    // Told already, with what to do about it.
    let is_held = |name: &str| {
        let failed = &folder.recovered.failed;
        failed.iter().any(|error| matches!(error, Error::Replace { path, .. } if *path == folder.path().join(name)))
    };
    let mut text = String::new();
    for (name, standing) in &verified.files {
        let told = match standing {
            Standing::AsWritten => continue,
            Standing::Changed if is_held(name) => continue,
            Standing::Changed => {
                "changed since it was written; the next run keeps it under another name, and writes it anew"
            }
            Standing::Missing => "missing; run again to write it anew",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}: {told}", plain(name));
    }
    for name in verified.earlier.iter().filter(|name| !name.contains('/')) {
        let _ = writeln!(text, "{}: from an earlier run; ask for its format again, or remove it", plain(name));
    }
    let whole = verified.is_whole();
    let summary = if whole { "all as written" } else { "not all as written" };
    let _ = writeln!(text, "{shown}: {} files, {summary}", verified.files.len());
    print(&text)?;
    Ok(if whole && folder.recovered.failed.is_empty() { Exit::Success } else { Exit::Incomplete })
}

/// What was done about an interrupted run, if one was.
pub(crate) fn recovered(folder: &OutputFolder) -> Option<String> {
    let recovered = &folder.recovered;
    match (recovered.completed, recovered.removed) {
        (0, 0) => None,
        (0, _) => Some(
            "an earlier run was interrupted before its files were complete: the outputs are those of the run before it"
                .to_owned(),
        ),
        (files, _) => Some(format!(
            "an earlier run was interrupted while its files were put in place: the last {files} are in place now"
        )),
    }
}
