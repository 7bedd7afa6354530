//! Which files of a folder runs wrote there: they are nobody's reports.

use std::collections::BTreeSet;
use std::path::Path;

use super::{LOCK, commit, kept, verify};

/// The outputs in a folder, and what was kept of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outputs {
    names: BTreeSet<String>,
}

impl Outputs {
    /// Those of a folder; `None` where no run is known to have written.
    #[must_use]
    pub fn of(folder: &Path) -> Option<Self> {
        // Each run leaves its lock, whatever ends it.
        if !folder.join(LOCK).exists() {
            return None;
        }
        let mut names: BTreeSet<String> = verify::names(folder).into_iter().collect();
        names.extend(commit::decided(folder));
        Some(Self { names })
    }

    /// Whether a file is one, or is kept of one, by its name relative to the folder, with `/`.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name) || kept::is_kept(name, |output| self.names.contains(output))
    }
}
