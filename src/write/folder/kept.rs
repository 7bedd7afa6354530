//! Outputs that a person changed: what somebody typed into one is kept beside the new one, never overwritten.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::stage::{digest, inside};

/// What the name of a kept file has before its ending.
const MARK: &str = " (modifié";

/// An output that a person had changed, and where it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The output's name, relative to the folder, with `/`.
    pub name: String,
    /// The name that what was changed has now.
    pub kept_as: String,
}

/// What a run wrote under a name, as far as that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) sha256: String,
    pub(super) bytes: u64,
    /// A moment at which it was still so. What was not touched after it need not be read to be sure.
    pub(super) until: Option<SystemTime>,
}

/// Keeps what stands at `target`, an output called `name`, unless it is what a run wrote. May be repeated, from wherever
/// it was cut: what is kept under some name already is not kept twice.
pub(super) fn keep(target: &Path, name: &str, known: Option<&Known>) -> io::Result<Option<Kept>> {
    let Ok(data) = fs::symlink_metadata(target) else { return Ok(None) };
    if data.is_dir() || known.is_some_and(|known| is_as_written(target, &data, known)) {
        return Ok(None);
    }
    for number in 1_usize.. {
        let kept_as = called(name, number);
        let Some(place) = place(target, &kept_as) else { break };
        // A second name for the same bytes: the output never goes missing, and no file of this name is overwritten.
        match fs::hard_link(target, &place) {
            Ok(()) => return Ok(Some(Kept { name: name.to_owned(), kept_as })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => break,
            Err(_) if fs::symlink_metadata(&place).is_ok() => {
                if is_same(target, &place) {
                    return Ok(Some(Kept { name: name.to_owned(), kept_as }));
                }
            }
            // A file system where a file has one name.
            Err(_) => {
                fs::rename(target, &place)?;
                return Ok(Some(Kept { name: name.to_owned(), kept_as }));
            }
        }
    }
    Ok(None)
}

/// Removes an output, unless a person changed it. Tells whether it is gone.
pub(super) fn remove(folder: &Path, name: &str, known: &Known) -> bool {
    let Some(path) = inside(folder, name) else { return false };
    let is_ours = fs::symlink_metadata(&path).is_ok_and(|data| data.is_file() && is_as_written(&path, &data, known));
    is_ours && fs::remove_file(path).is_ok()
}

/// Whether `name` is what an output would be kept as.
pub(super) fn is_kept(name: &str, is_output: impl Fn(&str) -> bool) -> bool {
    let Some((stem, rest)) = name.rsplit_once(MARK) else { return false };
    let Some((number, ending)) = rest.split_once(')') else { return false };
    let is_number = number.is_empty() || number.strip_prefix(' ').is_some_and(|number| number.parse::<usize>().is_ok());
    is_number && is_output(&format!("{stem}{ending}"))
}

/// `ingest.xlsx` → `ingest (modifié).xlsx`, `ingest (modifié 2).xlsx`, …
fn called(name: &str, number: usize) -> String {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let number = if number == 1 { String::new() } else { format!(" {number}") };
    format!("{stem}{MARK}{number}){ending}")
}

fn place(target: &Path, kept_as: &str) -> Option<PathBuf> {
    Some(target.parent()?.join(kept_as.rsplit('/').next()?))
}

/// Whether a file is what a run wrote. Its bytes are read only where it was touched since.
fn is_as_written(path: &Path, data: &Metadata, known: &Known) -> bool {
    // A link in place of the file is somebody's, whatever it leads to.
    if !data.is_file() || data.len() != known.bytes {
        return false;
    }
    let is_untouched = matches!((touched(data), known.until), (Some(touched), Some(until)) if touched <= until);
    is_untouched || digest(path).is_ok_and(|(sha256, _)| sha256 == known.sha256)
}

/// When a file was last written, renamed or put there: a copy may come with the time of another file.
pub(super) fn touched(data: &Metadata) -> Option<SystemTime> {
    let modified = data.modified().ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        use std::time::Duration;
        let since_epoch = Duration::new(u64::try_from(data.ctime()).ok()?, u32::try_from(data.ctime_nsec()).ok()?);
        Some(modified.max(SystemTime::UNIX_EPOCH + since_epoch))
    }
    #[cfg(not(unix))]
    Some(modified)
}

fn is_same(one: &Path, other: &Path) -> bool {
    let is_file = |path: &Path| fs::symlink_metadata(path).is_ok_and(|data| data.is_file());
    let size = |path: &Path| fs::metadata(path).map(|data| data.len()).ok();
    is_file(one)
        && is_file(other)
        && size(one) == size(other)
        && matches!((digest(one), digest(other)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

    use super::*;

    #[test]
    fn kept_files_are_known_by_their_names() {
        assert_eq!(called("ingest.xlsx", 1), "ingest (modifié).xlsx");
        assert_eq!(called("jobs.excel.csv", 3), "jobs.excel (modifié 3).csv");
        assert_eq!(called("report.d/page", 1), "report.d/page (modifié)");
        let is_output = |name: &str| ["ingest.xlsx", "jobs.csv"].contains(&name);
        for name in ["ingest (modifié).xlsx", "jobs (modifié 12).csv"] {
            assert!(is_kept(name, is_output), "{name}");
        }
        for name in ["ingest.xlsx", "rapport (modifié).pdf", "jobs (modifié deux).csv", "jobs (modifiés).csv"] {
            assert!(!is_kept(name, is_output), "{name}");
        }
    }

    #[test]
    fn nothing_is_overwritten_and_nothing_kept_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("jobs.csv"), "first").unwrap();
        let (sha256, bytes) = digest(&path("jobs.csv")).unwrap();
        let known = Known { sha256, bytes, until: None };
        let keep = |known| keep(&path("jobs.csv"), "jobs.csv", known).unwrap().map(|kept| kept.kept_as);
        assert_eq!(keep(Some(&known)), None);
        assert_eq!(keep(None).as_deref(), Some("jobs (modifié).csv"), "no run is known to have written it");
        // As many bytes, and others.
        fs::remove_file(path("jobs.csv")).unwrap();
        fs::write(path("jobs.csv"), "other").unwrap();
        for _ in 0..2 {
            assert_eq!(keep(Some(&known)).as_deref(), Some("jobs (modifié 2).csv"));
        }
        assert_eq!(fs::read(path("jobs (modifié).csv")).unwrap(), b"first");
        assert_eq!(fs::read(path("jobs (modifié 2).csv")).unwrap(), b"other");
        fs::remove_file(path("jobs.csv")).unwrap();
        assert_eq!(keep(None), None, "nothing is there");
    }
}
