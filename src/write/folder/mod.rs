//! The output folder while a run has it: one run at a time, all files of a run or none, nothing left lying about.
//!
//! A run writes each new file under a temporary name first ([`stage`]). Once all are complete and on the disk, a record
//! that names them is made in one step ([`commit`]): before it, the run has changed nothing; after it, whoever takes the
//! folder next finishes what the record says. So a run that is killed at any moment leaves the old or the new set of
//! files, as soon as the folder is taken again. What was written stands in a list of its own, by which [`verify`] tells
//! whether the files are still those; one that is not was changed by a person, and is [`kept`] when a new one comes.

mod commit;
mod kept;
mod outputs;
mod stage;
mod verify;

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::Error;
use crate::message;
pub use commit::{Recovered, Written};
pub use kept::Kept;
pub use outputs::Outputs;
pub use stage::{Opened, Produced, Staged, Staging};
pub use verify::{Standing, Verified, holding};

/// What the names of files that are not complete yet begin with.
const UNFINISHED: &str = ".ingest-";
/// The same, of files that are no outputs: what is left of one says nothing of the outputs.
const UNFINISHED_ASIDE: &str = ".ingest.aside-";
/// The file that a run holds locked. It stays: removing it could take it away from under a run that just starts.
const LOCK: &str = ".ingest.lock";

/// An output folder that no other run writes to until this is dropped.
#[derive(Debug)]
pub struct OutputFolder {
    path: PathBuf,
    /// What had to be done about a run that was interrupted while it wrote here.
    pub recovered: Recovered,
    keeps: bool,
    /// Locked until it is closed.
    _lock: File,
}

impl OutputFolder {
    /// Makes the folder if need be, and takes it. What an interrupted run had decided to write is finished; what it left
    /// unfinished is removed.
    ///
    /// # Errors
    /// When it cannot be made or written, or another run has it.
    pub fn take(path: &Path) -> Result<Self, Error> {
        let fail = |source: io::Error| Error::Output { path: path.to_path_buf(), source };
        if path.is_file() {
            return Err(fail(message!("output-is-file").into_error(io::ErrorKind::NotADirectory)));
        }
        fs::create_dir_all(path).map_err(fail)?;
        let lock = File::options().create(true).truncate(false).write(true).open(path.join(LOCK)).map_err(fail)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::OutputInUse(path.to_path_buf())),
            // A file system without locks: two runs at once are not told, each is still all or nothing.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(fail(error)),
        }
        let mut recovered = commit::recover(path);
        // A file that is still waiting for its place must not be swept away.
        if recovered.failed.is_empty() {
            recovered.removed = remove_unfinished(path);
        }
        Ok(Self { path: path.to_path_buf(), recovered, keeps: true, _lock: lock })
    }

    /// Lets new files take the place of outputs that a person changed: these are not kept.
    #[must_use]
    pub fn overwriting(self) -> Self {
        Self { keeps: false, ..self }
    }

    /// Where it is, as given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes new files for it.
    #[must_use]
    pub fn stage(&self) -> Staging<'_> {
        Staging::new(&self.path, self.keeps)
    }

    /// Puts a file into it that is no output: whole or not at all, and in no list of what was written.
    ///
    /// # Errors
    /// When it cannot be written; what stood under that name still does.
    pub fn put_aside(
        &self,
        name: &str,
        content: impl FnOnce(&mut BufWriter<NamedTempFile>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut out = BufWriter::new(stage::temporary(&self.path, UNFINISHED_ASIDE)?);
        content(&mut out)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        file.persist(self.path.join(name)).map_err(|error| error.error)?;
        Ok(())
    }

    /// Whether its files are those that the last run wrote; none where no run is known to have written here.
    #[must_use]
    pub fn verify(&self) -> Option<Verified> {
        verify::verify(&self.path)
    }
}

/// Removes what an interrupted run left, and counts what was to be outputs. What cannot be removed does no harm.
fn remove_unfinished(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let mut outputs = 0;
    for entry in entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())) {
        let name = entry.file_name();
        let is_named = |lead: &str| name.to_string_lossy().starts_with(lead);
        if (is_named(UNFINISHED) || is_named(UNFINISHED_ASIDE)) && fs::remove_file(entry.path()).is_ok() {
            outputs += usize::from(is_named(UNFINISHED));
        }
    }
    outputs
}

/// Lets what was renamed in a folder outlive a power cut. Not every system can; then it is left to the system.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
