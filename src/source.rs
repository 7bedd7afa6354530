//! Paths → sorted list of input files, each with an id that depends on names alone, never on order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::error::Error;
use crate::message;
use crate::model::message::Message;
use crate::normalise::text::slug;
use crate::text::hex;
use crate::text::said::system;

/// One input file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it is, reached from the PATH argument as given.
    pub path: PathBuf,
    /// Relative to the PATH argument, with `/`; the file's name if PATH is a file.
    pub file: String,
    /// Slug of the stem; where two stems meet, slug of the relative path.
    pub source_id: String,
    /// Whether PATH is this file, not a folder that holds it.
    pub named_on_command_line: bool,
    /// Why it cannot be opened, where that is already known: a folder that may not be listed, say.
    pub problem: Option<Message>,
}

/// Files that stand beside reports and are none.
const NOT_INPUTS: [&str; 2] = [CORRECTIONS, "sources.toml"];
/// What corrections of a person are called, wherever they stand among the reports.
const CORRECTIONS: &str = "corrections.csv";
/// What a folder of national vocabularies is called, wherever it stands among the reports.
const VOCABULARIES: &str = "vocabularies";
/// What a README may end in.
const README_ENDINGS: [&str; 7] = ["", "md", "txt", "rst", "adoc", "html", "markdown"];

/// Lists the input files under `paths`, sorted bytewise by relative path. A file reached twice is listed once.
/// Folders in `aside`, to which the run writes, are not walked; what is met in a folder and `is_output`, a run left there.
///
/// # Errors
/// When a PATH is not there or cannot be looked at. Trouble below a folder is a [`Source::problem`].
pub fn discover(paths: &[PathBuf], aside: &[&Path], is_output: &dyn Fn(&Path) -> bool) -> Result<Vec<Source>, Error> {
    let aside = canonical(aside);
    let mut sources = Vec::new();
    for path in paths {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Error::PathMissing(path.clone())),
            Err(source) => return Err(Error::PathUnreadable { path: path.clone(), source }),
            Ok(_) if path.is_dir() => walk(path, &aside, is_output, &mut sources)?,
            Ok(_) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                sources.push(source(path.clone(), name.to_string_lossy().into_owned(), true));
            }
        }
    }
    sources.sort_by(|a, b| (a.file.as_bytes(), &a.path).cmp(&(b.file.as_bytes(), &b.path)));
    let mut sources = without_repeats(sources);
    assign_ids(&mut sources);
    Ok(sources)
}

/// The sources of files that are elsewhere: what each is called, relative to the folder that holds all of them, and where
/// it is. What is no input by its name is left out, as are repeats.
#[must_use]
pub fn elsewhere(files: impl IntoIterator<Item = (String, PathBuf)>) -> Vec<Source> {
    let is_input = |file: &str| {
        let mut folders = file.split('/');
        let name = folders.next_back().unwrap_or_default();
        !is_aside(name) && !folders.any(|folder| is_aside(folder) || folder == VOCABULARIES)
    };
    let files = files.into_iter().filter(|(file, _)| is_input(file));
    let mut sources: Vec<Source> = files.map(|(file, path)| source(path, file, false)).collect();
    sources.sort_by(|a, b| (a.file.as_bytes(), &a.path).cmp(&(b.file.as_bytes(), &b.path)));
    sources.dedup();
    assign_ids(&mut sources);
    sources
}

/// Lists the files called `corrections.csv` that belong to `paths`: those in a folder and the folders in it, and the one
/// beside a file. Each with its name relative to the PATH argument; sorted by it.
#[must_use]
pub fn corrections(paths: &[PathBuf], aside: &[&Path]) -> Vec<(PathBuf, String)> {
    // A folder is none, and what reads it says so.
    beside(paths, aside, CORRECTIONS, Path::exists)
}

/// Lists the folders called `vocabularies` that belong to `paths`, in the same way. No file in them is an input.
#[must_use]
pub fn vocabularies(paths: &[PathBuf], aside: &[&Path]) -> Vec<PathBuf> {
    beside(paths, aside, VOCABULARIES, Path::is_dir).into_iter().map(|(path, _)| path).collect()
}

/// What is called `wanted` in the folders of `paths` and the folders in them, and beside the files.
fn beside(paths: &[PathBuf], aside: &[&Path], wanted: &str, fits: fn(&Path) -> bool) -> Vec<(PathBuf, String)> {
    let aside = canonical(aside);
    let mut found: BTreeMap<PathBuf, (String, PathBuf)> = BTreeMap::new();
    let mut add = |path: PathBuf, name: String| {
        if let Ok(place) = real(&path) {
            found.entry(place).or_insert((name, path));
        }
    };
    for path in paths {
        if path.is_dir() {
            for entry in
                entries(path, &aside, &|_| false, &|name| name == wanted).flatten().filter(|entry| entry.depth() > 0)
            {
                if entry.file_name() == wanted && fits(entry.path()) {
                    add(entry.path().to_path_buf(), relative(path, entry.path()));
                }
            }
        } else if let Some(folder) = path.parent() {
            let beside = folder.join(wanted);
            if fits(&beside) {
                add(beside, wanted.to_owned());
            }
        }
    }
    let mut found: Vec<(PathBuf, String)> = found.into_values().map(|(name, path)| (path, name)).collect();
    found.sort_by(|a, b| (a.1.as_bytes(), &a.0).cmp(&(b.1.as_bytes(), &b.0)));
    found
}

fn canonical(folders: &[&Path]) -> Vec<PathBuf> {
    folders.iter().filter_map(|folder| real(folder).ok()).collect()
}

/// The one absolute path of what is there, whatever it was called by, to be compared with others.
///
/// # Errors
/// When nothing is there.
pub(crate) fn real(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Ok(real) => Ok(plain(real)),
        // Windows cannot tell it on each drive. Its own way to an absolute path does without `..` there.
        Err(_) if cfg!(windows) && fs::symlink_metadata(path).is_ok() => std::path::absolute(path).map(plain),
        Err(error) => Err(error),
    }
}

/// A path of Windows without the `\\?\` that some of its paths begin with and others of the same file do not.
fn plain(path: PathBuf) -> PathBuf {
    let Some(text) = path.to_str().filter(|_| cfg!(windows)).and_then(|text| text.strip_prefix(r"\\?\")) else {
        return path;
    };
    text.strip_prefix(r"UNC\").map_or_else(|| PathBuf::from(text), |share| PathBuf::from(format!(r"\\{share}")))
}

fn source(path: PathBuf, file: String, named_on_command_line: bool) -> Source {
    Source { path, file, source_id: String::new(), named_on_command_line, problem: None }
}

fn walk(
    root: &Path,
    aside: &[PathBuf],
    is_output: &dyn Fn(&Path) -> bool,
    sources: &mut Vec<Source>,
) -> Result<(), Error> {
    fs::read_dir(root).map_err(|source| Error::PathUnreadable { path: root.to_path_buf(), source })?;
    for entry in entries(root, aside, is_output, &|_| false) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => sources.push(source(entry.path().to_path_buf(), relative(root, entry.path()), false)),
            // A link back to a folder that is being walked: its files are listed already.
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let path = error.path().unwrap_or(root).to_path_buf();
                // A broken link is opened with the other files, and told there.
                let broken_link = fs::symlink_metadata(&path).is_ok_and(|data| data.file_type().is_symlink());
                let mut lost = source(path.clone(), relative(root, &path), false);
                if !broken_link {
                    let why = error.io_error().map_or_else(|| message!("system-unknown"), system);
                    lost.problem = Some(message!("unopened", why));
                }
                sources.push(lost);
            }
        }
    }
    Ok(())
}

/// What stands in a folder and the folders in it. Of what is no input, only what `also` says yes to.
fn entries<'w>(
    root: &Path,
    aside: &'w [PathBuf],
    is_output: &'w dyn Fn(&Path) -> bool,
    also: &'w dyn Fn(&str) -> bool,
) -> impl Iterator<Item = walkdir::Result<walkdir::DirEntry>> + 'w {
    let mut linked_folders = BTreeSet::new();
    WalkDir::new(root).follow_links(true).into_iter().filter_entry(move |entry| {
        if entry.depth() == 0 {
            return true;
        }
        let name = entry.file_name().to_string_lossy();
        let is_vocabularies = name == VOCABULARIES && entry.file_type().is_dir();
        if (is_aside(&name) || is_vocabularies) && !also(&name) {
            return false;
        }
        if !entry.file_type().is_dir() {
            return !is_output(entry.path());
        }
        let Ok(target) = real(entry.path()) else { return true };
        // Links to one folder from many places could multiply the walk without end: each is followed once.
        !aside.contains(&target) && (!entry.path_is_symlink() || linked_folders.insert(target))
    })
}

/// Hidden files, READMEs and the user's own side files.
fn is_aside(name: &str) -> bool {
    let lower = name.to_lowercase();
    let readme = lower.strip_prefix("readme").map(|rest| rest.strip_prefix('.').unwrap_or(rest));
    let is_backup = name.strip_prefix(CORRECTIONS).is_some_and(|rest| rest.starts_with(".bak"));
    name.starts_with('.')
        || is_backup
        || NOT_INPUTS.contains(&name)
        || readme.is_some_and(|ending| README_ENDINGS.contains(&ending))
}

fn relative(root: &Path, path: &Path) -> String {
    names(path.strip_prefix(root).unwrap_or(path)).join("/")
}

/// The named components of a path: no root, no `.` or `..`.
fn names(path: &Path) -> Vec<String> {
    path.components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect()
}

/// Lists every file once, although a folder and a file in it may both be named. A link to a file is another file.
fn without_repeats(sources: Vec<Source>) -> Vec<Source> {
    let mut kept: Vec<Source> = Vec::new();
    let mut known: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for source in sources {
        let place = match (source.path.parent(), source.path.file_name()) {
            (Some(parent), Some(name)) => {
                let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
                real(parent).map_or_else(|_| source.path.clone(), |parent| parent.join(name))
            }
            _ => source.path.clone(),
        };
        if let Some(first) = known.get(&place) {
            kept[*first].named_on_command_line |= source.named_on_command_line;
        } else {
            known.insert(place, kept.len());
            kept.push(source);
        }
    }
    kept
}

/// Gives each source the shortest id that no other source has: slug of the stem, of the relative path, then of more
/// and more of the path as given; at last with the start of the path's SHA-256.
fn assign_ids(sources: &mut [Source]) {
    const LAST_LEVEL: usize = 40;
    let id = |source: &Source, level: usize| match level {
        0 => slug(&Path::new(&source.file).file_stem().unwrap_or_default().to_string_lossy()),
        1 => slug(&source.file),
        LAST_LEVEL.. => {
            let digest = Sha256::digest(source.path.as_os_str().as_encoded_bytes());
            format!("{}-{}", slug(&source.file), hex(&digest[..4])).trim_start_matches('-').to_owned()
        }
        _ => {
            let names = names(&source.path);
            let wanted = source.file.split('/').count() + level - 1;
            slug(&names[names.len().saturating_sub(wanted)..].join("/"))
        }
    };
    let mut levels = vec![0; sources.len()];
    loop {
        let ids: Vec<String> = sources.iter().zip(&levels).map(|(source, level)| id(source, *level)).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for id in &ids {
            *counts.entry(id).or_default() += 1;
        }
        let mut settled = true;
        for (level, id) in levels.iter_mut().zip(&ids) {
            if (id.is_empty() || counts[id.as_str()] > 1) && *level < LAST_LEVEL {
                *level += 1;
                settled = false;
            }
        }
        if settled {
            for (source, id) in sources.iter_mut().zip(ids) {
                source.source_id = id;
            }
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(paths: &[(&str, &str)]) -> Vec<String> {
        let mut sources: Vec<Source> =
            paths.iter().map(|(path, file)| source(PathBuf::from(path), (*file).to_owned(), false)).collect();
        assign_ids(&mut sources);
        sources.into_iter().map(|source| source.source_id).collect()
    }

    #[test]
    fn ids_are_the_shortest_that_differ() {
        assert_eq!(ids(&[("in/Été 2025.pdf", "Été 2025.pdf")]), ["ete-2025"]);
        assert_eq!(
            ids(&[("in/a.pdf", "a.pdf"), ("in/a.txt", "a.txt"), ("in/b.txt", "b.txt")]),
            ["a-pdf", "a-txt", "b"]
        );
        assert_eq!(ids(&[("in/x/a.pdf", "x/a.pdf"), ("in/y/a.pdf", "y/a.pdf")]), ["x-a-pdf", "y-a-pdf"]);
        assert_eq!(ids(&[("2024/a.pdf", "a.pdf"), ("2025/a.pdf", "a.pdf")]), ["2024-a-pdf", "2025-a-pdf"]);
    }

    #[test]
    fn ids_differ_even_without_letters() {
        let ids = ids(&[("in/报告.pdf", "报告.pdf"), ("in/書.pdf", "書.pdf")]);
        assert!(ids.iter().all(|id| !id.is_empty()) && ids[0] != ids[1], "{ids:?}");
    }

    #[test]
    fn side_files_are_no_inputs() {
        for name in [
            ".hidden.pdf",
            "README",
            "readme.md",
            "ReadMe.txt",
            "corrections.csv",
            "corrections.csv.bak2",
            "sources.toml",
        ] {
            assert!(is_aside(name), "{name}");
        }
        for name in ["readme.pdf", "readmes.txt", "report.txt", "corrections.pdf"] {
            assert!(!is_aside(name), "{name}");
        }
    }
}
