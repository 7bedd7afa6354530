//! The moment at which a run's files become the folder's: a record that names them all, made in one step.
//!
//! This is the redo log of data bases at its smallest: what the record says is repeatable, so it may be carried out again
//! by the next run, from wherever the first one was cut.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::kept::{Kept, Known, keep};
use super::stage::{Produced, digest, inside, temporary};
use super::{UNFINISHED, sync_folder};
use crate::error::Error;
use crate::message;

/// Stands in the folder from the decision until every file has its place.
const RECORD: &str = ".ingest.commit.json";

/// The clock by which systems tell when a file was touched goes on as often as that.
const TICK: Duration = Duration::from_millis(10);

/// What became of the files of a run.
#[derive(Debug, Default)]
pub struct Written {
    /// The run's files, whether their bytes are new or as before.
    pub files: Vec<Produced>,
    /// The names of files that an earlier run wrote and this one did not.
    pub earlier: Vec<String>,
    /// Why some are still the old ones, an [`Error::Replace`] each.
    pub failed: Vec<Error>,
    /// What a person had changed, and where it is now.
    pub kept: Vec<Kept>,
}

impl Written {
    /// The names of the run's files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// Whether a file of this name is among the run's.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names().any(|written| written == name)
    }
}

/// What had to be done about an interrupted run.
#[derive(Debug, Default)]
pub struct Recovered {
    /// The number of its files that were still to be put in their place, and are now.
    pub completed: usize,
    /// The number of its unfinished files that were removed.
    pub removed: usize,
    /// Why some could not be put in their place.
    pub failed: Vec<Error>,
    /// What a person had changed before they were, and where it is now.
    pub kept: Vec<Kept>,
}

#[derive(Serialize, Deserialize)]
struct Record {
    files: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    /// The complete file's present name, in the folder itself.
    staged: String,
    /// The name that it will have, relative to the folder.
    name: String,
    sha256: String,
    bytes: u64,
    /// What to make of the old file.
    #[serde(default)]
    old: Old,
}

/// What becomes of the file that a new one replaces.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Old {
    /// It goes.
    #[default]
    Goes,
    /// It is kept, unless it is what a run wrote.
    KeptUnless(Option<Known>),
}

/// What became of the files of a record.
#[derive(Default)]
struct CarriedOut {
    moved: usize,
    failed: Vec<Error>,
    kept: Vec<Kept>,
}

/// What is to become of the old file, by the name of one whose new content waits for its place still: what stands there is
/// of the run before the list's.
pub(super) fn waiting(folder: &Path) -> impl Fn(&str) -> Option<Old> + use<> {
    let entries = record(folder).map(|record| record.files).unwrap_or_default();
    move |name| entries.iter().find(|entry| entry.name == name).map(|entry| entry.old.clone())
}

/// The names of files that an interrupted run had decided to write.
pub(super) fn decided(folder: &Path) -> Vec<String> {
    record(folder).map(|record| record.files.into_iter().map(|entry| entry.name).collect()).unwrap_or_default()
}

fn record(folder: &Path) -> Option<Record> {
    serde_json::from_slice(&fs::read(folder.join(RECORD)).ok()?).ok()
}

/// Decides that the staged files are the folder's, and gives each its place. Returns why some could not have theirs, and what was
/// kept of those before.
pub(super) fn commit<'a>(
    folder: &Path,
    staged: impl Iterator<Item = (&'a Produced, &'a Path, Old)>,
) -> Result<(Vec<Error>, Vec<Kept>), Error> {
    let entry = |(file, path, old): (&Produced, &Path, Old)| Entry {
        staged: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        name: file.name.clone(),
        sha256: file.sha256.clone(),
        bytes: file.bytes,
        old,
    };
    let record = Record { files: staged.map(entry).collect() };
    if record.files.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    decide(folder, &record).map_err(|source| Error::Output { path: folder.join(RECORD), source })?;
    let CarriedOut { failed, kept, .. } = carry_out(folder, record, usize::MAX);
    // What is touched from here on is younger than the list of what was written, by the clock of the system's files too.
    thread::sleep(TICK);
    Ok((failed, kept))
}

/// Makes the record. From here on the new files count.
fn decide(folder: &Path, record: &Record) -> io::Result<()> {
    let mut file = temporary(folder, UNFINISHED)?;
    serde_json::to_writer(&mut file, record)?;
    file.write_all(b"\n")?;
    file.as_file().sync_all()?;
    sync_folder(folder);
    file.persist(folder.join(RECORD)).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// Gives each file of the record its place, `most` of them (tests stop half-way), and removes the record. One that cannot be replaced,
/// say because another program holds it open, does not keep the others old: it stays in the record, for the next try.
fn carry_out(folder: &Path, record: Record, most: usize) -> CarriedOut {
    let (mut done, mut waiting) = (CarriedOut::default(), Vec::new());
    for entry in record.files {
        if done.moved == most {
            return done;
        }
        match put(folder, &entry, &mut done.kept) {
            Ok(true) => done.moved += 1,
            Ok(false) => {}
            Err(source) => {
                done.failed.push(Error::Replace { path: folder.join(&entry.name), source });
                waiting.push(entry);
            }
        }
    }
    sync_folder(folder);
    if waiting.is_empty() {
        // Should this fail, the next run finds all of it done.
        let _ = fs::remove_file(folder.join(RECORD));
    } else {
        let _ = decide(folder, &Record { files: waiting });
    }
    done
}

/// Gives a file its place; false if it has it already.
fn put(folder: &Path, entry: &Entry, kept: &mut Vec<Kept>) -> io::Result<bool> {
    let outside = || message!("output-record-damaged").into_error(io::ErrorKind::InvalidData);
    let target = inside(folder, &entry.name).ok_or_else(outside)?;
    let staged: PathBuf = inside(folder, &entry.staged).ok_or_else(outside)?;
    let complete = |path: &Path| digest(path).is_ok_and(|found| found == (entry.sha256.clone(), entry.bytes));
    if !staged.exists() {
        return if complete(&target) {
            Ok(false)
        } else {
            Err(message!("output-content-gone").into_error(io::ErrorKind::NotFound))
        };
    }
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    // Looked at now, not when the run decided: a run that was cut may be finished days later.
    if let Old::KeptUnless(known) = &entry.old {
        kept.extend(keep(&target, &entry.name, known.as_ref())?);
    }
    fs::rename(&staged, &target)?;
    Ok(true)
}

/// Finishes what an interrupted run had decided, if one had.
pub(super) fn recover(folder: &Path) -> Recovered {
    let path = folder.join(RECORD);
    let Ok(text) = fs::read(&path) else { return Recovered::default() };
    // The record is made in one step: one that cannot be read is not ours, and must not stop every run to come.
    let Ok(record) = serde_json::from_slice::<Record>(&text) else {
        let _ = fs::remove_file(&path);
        return Recovered::default();
    };
    let CarriedOut { moved, failed, kept } = carry_out(folder, record, usize::MAX);
    Recovered { completed: moved, removed: 0, failed, kept }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

    use std::collections::BTreeMap;

    use super::super::OutputFolder;
    use super::*;

    const NAMES: [&str; 4] = ["jobs.csv", "jobs.json", "history/1.json", "sources.csv"];

    fn write(folder: &Path, text: &str) {
        let folder = OutputFolder::take(folder).unwrap();
        let mut staging = folder.stage();
        for name in NAMES {
            staging.add(name, |out| write!(out, "{name} {text}")).unwrap();
        }
        assert!(staging.commit().unwrap().failed.is_empty());
    }

    /// Every file of the folder, hidden ones included, but the lock.
    fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
        let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file());
        let named = files.map(|entry| (entry.path().strip_prefix(folder).unwrap().display().to_string(), entry));
        named
            .filter(|(name, _)| name != ".ingest.lock")
            .map(|(name, entry)| (name, fs::read(entry.path()).unwrap()))
            .collect()
    }

    #[test]
    fn a_run_cut_after_any_step_leaves_the_old_or_the_new_set() {
        let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write(old.path(), "old");
        write(new.path(), "new");
        let (before, after) = (files(old.path()), files(new.path()));
        assert_ne!(before, after);
        // The last file is the list of what was written: five moves in all.
        for moves in 0..=NAMES.len() + 1 {
            for decided in [false, true] {
                let place = tempfile::tempdir().unwrap();
                write(place.path(), "old");
                // What a person typed into one of them is there before and after.
                fs::write(place.path().join("jobs.csv"), "edited").unwrap();
                let folder = OutputFolder::take(place.path()).unwrap();
                let mut staging = folder.stage();
                for name in NAMES {
                    staging.add(name, |out| write!(out, "{name} new")).unwrap();
                }
                let entries = staging.cut();
                if decided {
                    let record = Record {
                        files: entries
                            .into_iter()
                            .map(|(file, staged, old)| Entry {
                                staged,
                                name: file.name,
                                sha256: file.sha256,
                                bytes: file.bytes,
                                old,
                            })
                            .collect(),
                    };
                    decide(place.path(), &record).unwrap();
                    carry_out(place.path(), record, moves);
                }
                drop(folder);
                let folder = OutputFolder::take(place.path()).unwrap();
                assert!(folder.recovered.failed.is_empty());
                let mut expected = if decided { after.clone() } else { before.clone() };
                let edited = if decided { "jobs (modifié).csv" } else { "jobs.csv" };
                expected.insert(edited.to_owned(), b"edited".to_vec());
                assert_eq!(files(place.path()), expected, "decided: {decided}, cut after {moves} moves");
            }
        }
    }

    #[test]
    fn a_file_that_cannot_be_replaced_does_not_keep_the_others_old_and_is_replaced_later() {
        let place = tempfile::tempdir().unwrap();
        write(place.path(), "old");
        // Rename refuses a folder as the system refuses a file that is held open elsewhere.
        let held = place.path().join("jobs.json");
        fs::remove_file(&held).unwrap();
        let folder = OutputFolder::take(place.path()).unwrap();
        let mut staging = folder.stage();
        for name in NAMES {
            staging.add(name, |out| write!(out, "{name} new")).unwrap();
        }
        fs::create_dir(&held).unwrap();
        let written = staging.commit().unwrap();
        let [failed] = written.failed.as_slice() else { panic!("{:?}", written.failed) };
        assert!(matches!(failed, Error::Replace { path, .. } if path.ends_with("jobs.json")), "{failed:?}");
        assert!(failed.to_string().contains("close or remove it"), "{failed}");
        assert_eq!(fs::read_to_string(place.path().join("jobs.csv")).unwrap(), "jobs.csv new");
        drop(folder);

        fs::remove_dir(&held).unwrap();
        let folder = OutputFolder::take(place.path()).unwrap();
        assert_eq!(folder.recovered.completed, 1);
        assert_eq!(fs::read_to_string(held).unwrap(), "jobs.json new");
        assert!(folder.verify().unwrap().is_whole());
        assert!(!files(place.path()).keys().any(|name| name.starts_with(".ingest-")));
    }

    #[test]
    fn a_record_cannot_reach_outside_its_folder_and_a_damaged_one_stops_nothing() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("outputs");
        fs::create_dir(&folder).unwrap();
        fs::write(place.path().join("mine.txt"), "mine").unwrap();
        fs::write(folder.join("other.txt"), "other").unwrap();
        for (staged, name) in [("other.txt", "../mine.txt"), ("../mine.txt", "taken.txt")] {
            let entry = Entry {
                staged: staged.to_owned(),
                name: name.to_owned(),
                sha256: String::new(),
                bytes: 0,
                old: Old::Goes,
            };
            decide(&folder, &Record { files: vec![entry] }).unwrap();
            assert_eq!(OutputFolder::take(&folder).unwrap().recovered.failed.len(), 1);
            assert_eq!(fs::read_to_string(place.path().join("mine.txt")).unwrap(), "mine");
        }
        fs::write(folder.join(RECORD), "{").unwrap();
        assert!(OutputFolder::take(&folder).unwrap().recovered.failed.is_empty());
        assert!(!folder.join(RECORD).exists());
    }
}
