//! Which input files are new, gone, called otherwise, or have other content.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::dataset::{Dataset, SourceRow};

/// What differs between the input files of two runs, each list sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileChanges {
    /// Files that are new.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<String>,
    /// Files that are gone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
    /// Files of the same content that are called otherwise now: before, now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub renamed: Vec<(String, String)>,
    /// Files of the same name with other content.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub replaced: Vec<String>,
}

impl FileChanges {
    /// Whether the files are the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What differs between the input files of two datasets.
#[must_use]
pub fn file_changes(old: &Dataset, new: &Dataset) -> FileChanges {
    let (before, after) = (by_name(old), by_name(new));
    let mut changes = FileChanges {
        replaced: after
            .iter()
            .filter(|(name, row)| before.get(*name).is_some_and(|old| old.sha256 != row.sha256))
            .map(|(name, _)| (*name).to_owned())
            .collect(),
        ..FileChanges::default()
    };
    let mut gone: BTreeSet<&str> = before.keys().copied().filter(|name| !after.contains_key(name)).collect();
    for (name, row) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        // What could not be read has no digest, and is no other file's copy.
        let same = gone.iter().copied().find(|old| !row.sha256.is_empty() && before[old].sha256 == row.sha256);
        match same {
            Some(old) => {
                gone.remove(old);
                changes.renamed.push((old.to_owned(), (*name).to_owned()));
            }
            None => changes.added.push((*name).to_owned()),
        }
    }
    changes.removed = gone.into_iter().map(str::to_owned).collect();
    changes.renamed.sort();
    changes
}

fn by_name(dataset: &Dataset) -> BTreeMap<&str, &SourceRow> {
    dataset.sources.iter().map(|row| (row.file.as_str(), row)).collect()
}
