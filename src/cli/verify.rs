//! `ingest verify`: finishes what an interrupted run had decided, and tells whether the outputs are as they were written.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::bail;
use ingest::error::Error;
use ingest::message;
use ingest::write::{OutputFolder, Standing};

use super::exit::{Exit, Trouble};
use super::kept;
use super::language::say;
use super::run::print;
use super::screen::{Screen, plain};

/// Verifies an output folder.
pub(crate) fn verify(folder: &Path, screen: Screen) -> anyhow::Result<Exit> {
    let shown = plain(&folder.display().to_string());
    if !folder.is_dir() {
        bail!(Trouble(message!("verify-no-folder", folder = shown)));
    }
    let folder = OutputFolder::take(folder)?;
    if let Some(line) = recovered(&folder) {
        screen.line(&line);
    }
    for changed in &folder.recovered.kept {
        screen.note(&kept::line(changed, folder.path(), None));
    }
    for error in &folder.recovered.failed {
        screen.error(&say(&error.message()));
    }
    let Some(verified) = folder.verify() else {
        bail!(Trouble(message!("verify-no-run", folder = shown)));
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
            Standing::Changed => message!("verify-changed", name = plain(name)),
            Standing::Missing => message!("verify-missing", name = plain(name)),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", say(&told));
    }
    for name in verified.earlier.iter().filter(|name| !name.contains('/')) {
        let _ = writeln!(text, "{}", say(&message!("verify-earlier", name = plain(name))));
    }
    let whole = verified.is_whole();
    let (folder_name, files) = (&shown, verified.files.len());
    let summary = match whole {
        true => message!("verify-whole", folder = folder_name, files),
        false => message!("verify-not-whole", folder = folder_name, files),
    };
    let _ = writeln!(text, "{}", say(&summary));
    print(&text)?;
    Ok(if whole && folder.recovered.failed.is_empty() { Exit::Success } else { Exit::Incomplete })
}

/// What was done about an interrupted run, if one was.
pub(crate) fn recovered(folder: &OutputFolder) -> Option<String> {
    let recovered = &folder.recovered;
    match (recovered.completed, recovered.removed) {
        (0, 0) => None,
        (0, _) => Some(say(&message!("recovered-before"))),
        (files, _) => Some(say(&message!("recovered", files))),
    }
}
