//! `ingest profile`: what a person needs who writes a profile, from the first line to a profile that stays right.

mod print;
mod test;

use std::path::{Path, PathBuf};

use ingest::error::Error;
use ingest::message;
use ingest::model::message::Argument;
use ingest::profile::{self, Profile, ProfileSet};

use super::exit::{Exit, WrongUsage};
use super::language::say;
use super::run::{load_profiles, print as out};
use super::screen::{Paint, Screen, plain};
use test::TestArgs;

/// How profiles are written, for people.
const HELP: &str = include_str!("../../../docs/PROFILES.md");

/// What can be done with profiles.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum ProfileCommand {
    /// Tell what a profile finds in reports, and what it misses
    Test(TestArgs),
    /// Tell whether profiles are well formed: file, line, column, what is wrong
    Check {
        /// The profiles (*.toml), and folders of them
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// List the profiles: id, version, title
    List {
        /// Folder of further profiles (*.toml)
        #[arg(long, value_name = "DIR")]
        profiles: Option<PathBuf>,
    },
    /// Print a profile
    Show {
        /// Its id, as `ingest profile list` tells it
        id: String,
        /// Folder of further profiles (*.toml)
        #[arg(long, value_name = "DIR")]
        profiles: Option<PathBuf>,
    },
    /// Tell how a profile is written
    Help,
}

/// Does it.
pub(crate) fn run(command: &ProfileCommand, screen: Screen, paint: Paint) -> anyhow::Result<Exit> {
    match command {
        ProfileCommand::Test(args) => test::test(args, paint),
        ProfileCommand::Check { files } => check(files, screen),
        ProfileCommand::List { profiles } => list(profiles.as_deref()),
        ProfileCommand::Show { id, profiles } => out(find(&load_profiles(profiles.as_deref())?, id)?.text()),
        ProfileCommand::Help => out(HELP),
    }
}

/// Lists the profiles, a line each.
pub(crate) fn list(folder: Option<&Path>) -> anyhow::Result<Exit> {
    let set = load_profiles(folder)?;
    let profiles = set.list();
    let width = profiles.iter().map(|profile| profile.id.chars().count()).max().unwrap_or(0);
    let line = |id: &str, version: u32, title: &str| format!("{id:width$}  {version}  {title}\n");
    out(&profiles.iter().map(|profile| line(&profile.id, profile.version, &profile.title)).collect::<String>())
}

/// The profile of an id.
fn find<'s>(set: &'s ProfileSet, id: &str) -> Result<&'s Profile, WrongUsage> {
    set.get(id).ok_or_else(|| {
        let alike = |profile: &&Profile| strsim::jaro_winkler(&profile.id, id);
        let nearest = set.list().iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
        WrongUsage(match nearest {
            Some(nearest) => message!("profile-none-nearest", id, nearest = &nearest.id),
            None => message!("profile-none", id),
        })
    })
}

/// Checks each of the files, and goes on with the next when one is wrong.
fn check(files: &[PathBuf], screen: Screen) -> anyhow::Result<Exit> {
    let mut exit = Exit::Success;
    let mut told = String::new();
    for path in &with_folders(files)? {
        let name = plain(&path.display().to_string());
        match Profile::of_file(path) {
            Ok(profile) => {
                let warnings = profile::warnings(&profile);
                for warning in &warnings {
                    let label = screen.yellow(&say(&message!("label-warning")));
                    let text = say(&message!("labelled", label = &name, text = say(warning)));
                    screen.line(&say(&message!("labelled", label, text)));
                }
                let (id, version, parts) = (&profile.id, profile.version, parts(&profile));
                told.push_str(&say(&message!("profile-well-formed", name, id, version, parts)));
                told.push('\n');
            }
            Err(error) => {
                screen.error(&say(&with_path(error, path).message()));
                exit = Exit::Usage;
            }
        }
    }
    out(&told)?;
    Ok(exit)
}

/// The files, and those of folders.
fn with_folders(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(ProfileSet::files(path)?);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// `2 patterns, 6 sections, 3 labels`
fn parts(profile: &Profile) -> Argument {
    let patterns = profile.patterns().iter().filter(|pattern| pattern.part == "recognise").count();
    [
        message!("profile-patterns", count = patterns),
        message!("profile-sections", count = profile.sections.len()),
        message!("profile-labels", count = profile.labels.len()),
    ]
    .into_iter()
    .collect()
}

/// A mistake in a file with the path that it was named by: an editor finds it there.
fn with_path(error: profile::Error, path: &Path) -> profile::Error {
    let is_own = |file: &str| path.file_name().is_some_and(|name| *name == *file);
    match error {
        profile::Error::Invalid { file, line, column, reason } if is_own(&file) => {
            profile::Error::Invalid { file: path.display().to_string(), line, column, reason }
        }
        other => other,
    }
}

/// The profile to try and those to compare it with.
fn tried(named: &str, folder: Option<&Path>) -> anyhow::Result<(ProfileSet, String)> {
    let path = Path::new(named);
    if path.extension().is_none_or(|ending| ending != "toml") {
        let set = load_profiles(folder)?;
        find(&set, named)?;
        return Ok((set, named.to_owned()));
    }
    let others = folder.map(ProfileSet::files).transpose().map_err(Error::from)?.unwrap_or_default();
    let set = ProfileSet::with_own(path, &others).map_err(|error| Error::from(with_path(error, path)))?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok((set, stem))
}
