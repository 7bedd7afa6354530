//! Whether the files of an output folder are still those that a run wrote there.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::commit::Written;
use super::kept::{Known, touched};
use super::stage::{Produced, digest, inside};

/// The list of what the last run wrote.
pub(super) const LIST: &str = ".ingest.written.json";

/// What the last run wrote, and what earlier ones wrote that it did not.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct List {
    pub(super) files: Vec<Produced>,
    pub(super) earlier: Vec<Produced>,
}

/// How a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As it was written.
    AsWritten,
    /// Its bytes are others.
    Changed,
    /// It is not there, or cannot be read.
    Missing,
}

/// How the files of the last run stand, in the order in which they were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Each file with how it stands.
    pub files: Vec<(String, Standing)>,
    /// Files of earlier runs that stand there still: they may tell of other inputs.
    pub earlier: Vec<String>,
}

impl Verified {
    /// Whether every file of the last run is as it was written.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.files.iter().all(|(_, standing)| *standing == Standing::AsWritten)
    }
}

impl List {
    /// The list of `files`, which will be all that is new in `folder`.
    pub(super) fn of(files: &[Produced], folder: &Path) -> Self {
        let before = Self::read(folder).unwrap_or_default();
        let replaced = |old: &Produced| files.iter().any(|new| new.name == old.name);
        let stands = |old: &Produced| inside(folder, &old.name).is_some_and(|path| path.is_file());
        let mut earlier: Vec<Produced> = before.files.into_iter().chain(before.earlier).collect();
        earlier.retain(|old| !replaced(old) && stands(old));
        earlier.sort_by(|a, b| a.name.cmp(&b.name));
        Self { files: files.to_vec(), earlier }
    }

    /// The names of what earlier runs wrote.
    pub(super) fn earlier_names(self) -> Vec<String> {
        self.earlier.into_iter().map(|file| file.name).collect()
    }

    /// What runs wrote that stands in `folder`, by name.
    pub(super) fn known(folder: &Path) -> BTreeMap<String, Known> {
        let until = fs::metadata(folder.join(LIST)).ok().as_ref().and_then(touched);
        let list = Self::read(folder).unwrap_or_default();
        let known = |Produced { name, sha256, bytes }| (name, Known { sha256, bytes, until });
        list.files.into_iter().chain(list.earlier).map(known).collect()
    }

    fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(LIST)).ok()?).ok()
    }

    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

/// The names of what runs wrote.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let List { files, earlier } = List::read(folder).unwrap_or_default();
    files.into_iter().chain(earlier).map(|file| file.name).collect()
}

/// How the files of the last run stand.
pub(super) fn verify(folder: &Path) -> Option<Verified> {
    let list = List::read(folder)?;
    let files = list.files.par_iter().map(|file| (file.name.clone(), standing(folder, file))).collect();
    Some(Verified { files, earlier: list.earlier_names() })
}

/// What a run has to say that would write `files` into `folder` and nothing else; `None` unless the last run wrote exactly
/// these, and they are all as it wrote them.
#[must_use]
pub fn holding(folder: &Path, files: &[Produced]) -> Option<Written> {
    let list = List::read(folder).filter(|list| list.files == files)?;
    let whole = files.par_iter().all(|file| standing(folder, file) == Standing::AsWritten);
    whole.then(|| Written { earlier: List::of(files, folder).earlier_names(), files: list.files, ..Written::default() })
}

fn standing(folder: &Path, file: &Produced) -> Standing {
    match inside(folder, &file.name).map(|path| digest(&path)) {
        Some(Ok((sha256, bytes))) if (sha256.as_str(), bytes) == (file.sha256.as_str(), file.bytes) => {
            Standing::AsWritten
        }
        Some(Ok(_)) => Standing::Changed,
        Some(Err(_)) | None => Standing::Missing,
    }
}
