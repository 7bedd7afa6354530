//! The output folder while a run has it: one run at a time, and nothing left lying about.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// What the names of files that are not complete yet begin with.
pub(super) const UNFINISHED: &str = ".ingest-";
/// The file that a run holds locked. It stays: removing it could take it away from under a run that just starts.
const LOCK: &str = ".ingest.lock";

/// An output folder that no other run writes to until this is dropped.
#[derive(Debug)]
pub struct OutputFolder {
    path: PathBuf,
    /// Locked until it is closed.
    _lock: File,
}

impl OutputFolder {
    /// Makes the folder if need be, and takes it. What an interrupted run left unfinished there is removed.
    ///
    /// # Errors
    /// When it cannot be made or written, or another run has it.
    pub fn take(path: &Path) -> Result<Self, Error> {
        let fail = |source: io::Error| Error::Output { path: path.to_path_buf(), source };
        fs::create_dir_all(path).map_err(fail)?;
        let lock = File::options().create(true).truncate(false).write(true).open(path.join(LOCK)).map_err(fail)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::OutputInUse(path.to_path_buf())),
            // A file system without locks: two runs at once are not told, each is still all or nothing.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(fail(error)),
        }
        remove_unfinished(path);
        Ok(Self { path: path.to_path_buf(), _lock: lock })
    }

    /// Where it is, as given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Removes what an interrupted run left. What cannot be removed does no harm.
fn remove_unfinished(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let unfinished = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        if unfinished && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
