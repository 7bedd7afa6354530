//! What somebody probably meant who wrote something that is not there.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use ingest::error::Error;
use ingest::message;
use ingest::model::message::Message;

use super::help;

/// How alike two words are, 0 to 1, from which on one may be meant by the other.
const ALIKE: f64 = 0.6;

/// The help that `ingest help`, or `ingest help COMMAND`, asks for: where no file is called so.
pub(crate) fn help_on(paths: &[PathBuf]) -> Option<String> {
    let (first, names) = paths.split_first()?;
    if first != Path::new("help") || first.exists() {
        return None;
    }
    let mut all = help::command();
    all.build();
    let mut command = &mut all;
    for name in names {
        let name = name.to_string_lossy();
        if command.find_subcommand(&*name).is_none() {
            break;
        }
        command = command.find_subcommand_mut(&*name)?;
    }
    Some(command.render_long_help().to_string())
}

/// The command that a word may mean, if it is no file and nearly one.
pub(crate) fn command(word: &str) -> Option<String> {
    let all = help::command();
    let names = all.get_subcommands().filter(|command| !command.is_hide_set()).map(|command| command.get_name());
    nearest(word, names).filter(|_| !Path::new(word).exists()).map(str::to_owned)
}

/// Of some words, the one that is probably meant.
pub(crate) fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let word = word.to_lowercase();
    let alike = |other: &str| strsim::normalized_damerau_levenshtein(&other.to_lowercase(), &word);
    let best = words.map(|other| (alike(other), other)).max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(alike, _)| *alike >= ALIKE).map(|(_, other)| other)
}

/// What to add to an error about a path that may be a misspelt command.
pub(crate) fn of_path(error: &anyhow::Error) -> Option<Message> {
    let Some(Error::PathMissing(path)) = error.downcast_ref() else { return None };
    let word = path.to_str().filter(|word| !word.contains(['/', '\\', '.']))?;
    Some(match command(word) {
        Some(command) => message!("meant-command", command),
        None => message!("commands-listed"),
    })
}

/// The same for arguments that do not fit: those of a command that is misspelt are none of a run's.
pub(crate) fn of_arguments(mut arguments: impl Iterator<Item = OsString>) -> Option<Message> {
    let word = arguments.nth(1)?.into_string().ok()?;
    let known = help::command().find_subcommand(&word).is_some();
    if known || word.starts_with('-') {
        return None;
    }
    command(&word).map(|command| message!("meant-command", command))
}
