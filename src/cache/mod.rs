//! What runs keep for later ones, by key: safe under a kill at any moment and under several runs at once.
//!
//! An entry is a file that is complete or not there (written aside, then renamed) and that carries its own digest. One
//! that is damaged, cut, or of another version is not found, and written anew. Nothing here knows what is kept.

mod entry;
mod room;

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

pub use room::{MOST_BYTES, Room};

use crate::model::message::Message;
use crate::text::hex;
use crate::text::said::system;

/// What the names of entries end in.
const ENDING: &str = "kept";
/// What the names of entries begin with that are not complete yet.
const UNFINISHED: &str = "unfinished-";
/// Tells programs that make backups to leave the folder out: <https://bford.info/cachedir/>.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n\
     # What earlier runs of `ingest` have read. It may be removed at any time: `ingest cache clear`.\n",
);
/// The time of an entry's last use is noted no more often.
const USE_NOTED: Duration = Duration::from_secs(24 * 60 * 60);

/// What is kept, each in a folder of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Pictures of pages.
    Pictures,
    /// Documents, read and laid out.
    Readings,
    /// What profiles made of documents.
    Records,
    /// What differs between two datasets.
    Changes,
    /// What whole runs wrote and told.
    Runs,
}

impl Layer {
    /// All of them; the first ones are removed first where room is short.
    pub const ALL: [Self; 5] = [Self::Pictures, Self::Readings, Self::Records, Self::Changes, Self::Runs];

    /// The name of its folder.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pictures => "pictures",
            Self::Readings => "readings",
            Self::Records => "records",
            Self::Changes => "changes",
            Self::Runs => "runs",
        }
    }
}

/// Names a kept value by everything that it depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key([u8; 32]);

impl Key {
    /// The digest of `parts`, which must tell apart all that may give another value.
    ///
    /// # Panics
    /// Never, for parts that are text, numbers and collections of them.
    #[must_use]
    pub fn of(parts: &impl Serialize) -> Self {
        let bytes = postcard::to_allocvec(parts).expect("plain parts have a binary form");
        Self(Sha256::digest(bytes).into())
    }

    /// The digest, in hexadecimal.
    #[must_use]
    pub fn name(&self) -> String {
        hex(&self.0)
    }
}

/// A folder of kept values. Trouble with it never stops a run: what cannot be kept is made again.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Whether nothing in the folder is changed.
    is_sealed: bool,
    /// Each as often as it was used: nothing that has to be looked up until all is done.
    used: Mutex<Vec<(Layer, Key)>>,
    trouble: Mutex<Option<Message>>,
}

impl Cache {
    /// The cache in `folder`, which is made when something is kept.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), is_sealed: false, used: Mutex::default(), trouble: Mutex::default() }
    }

    /// The cache as it stands: what is kept is found, nothing more is kept, and no use is noted.
    #[must_use]
    pub fn sealed(self) -> Self {
        Self { is_sealed: true, ..self }
    }

    /// Where it is, as given.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The value that is kept under this key; `None` if there is none that is whole.
    #[must_use]
    pub fn get<T: DeserializeOwned>(&self, layer: Layer, key: &Key) -> Option<T> {
        self.note_use(layer, key);
        let file = File::open(self.path(layer, key)).ok()?;
        let mut bytes = Vec::new();
        (&file).take(entry::MOST_BYTES + 1).read_to_end(&mut bytes).ok()?;
        let value = entry::decode(&key.name(), &bytes)?;
        if !self.is_sealed {
            touch(&self.path(layer, key), &file);
        }
        Some(value)
    }

    /// Keeps a value, in place of one that is there.
    pub fn put<T: Serialize>(&self, layer: Layer, key: &Key, value: &T) {
        if self.is_sealed {
            return;
        }
        self.note_use(layer, key);
        // What is too large to be kept is made again.
        let Some(bytes) = entry::encode(&key.name(), value) else { return };
        if let Err(error) = self.write(layer, key, &bytes) {
            lock(&self.trouble).get_or_insert_with(|| system(&error));
        }
    }

    /// Tells that the present run may use what is kept under this key, so that it is not among the first to go.
    pub fn note_use(&self, layer: Layer, key: &Key) {
        lock(&self.used).push((layer, *key));
    }

    /// Why something could not be kept, in the system's words; the first reason of several.
    #[must_use]
    pub fn trouble(&self) -> Option<Message> {
        lock(&self.trouble).clone()
    }

    fn path(&self, layer: Layer, key: &Key) -> PathBuf {
        self.folder.join(layer.name()).join(key.name()).with_extension(ENDING)
    }

    fn write(&self, layer: Layer, key: &Key, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(layer, key);
        let folder = self.folder.join(layer.name());
        if !folder.is_dir() {
            // A folder that was there before is the user's: a tag would keep it out of backups.
            let is_new = !self.folder.exists();
            fs::create_dir_all(&folder)?;
            if is_new {
                fs::write(self.folder.join(TAG.0), TAG.1)?;
            }
        }
        let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(&folder)?;
        file.write_all(bytes)?;
        // Not forced to the disk: an entry that a power cut leaves cut is not found.
        file.persist(path)?;
        Ok(())
    }
}

/// Notes the use of an entry in its time of change. Where that fails it is only removed sooner.
fn touch(path: &Path, file: &File) {
    let age = file.metadata().and_then(|data| data.modified()).ok().and_then(|time| time.elapsed().ok());
    if age.is_none_or(|age| age > USE_NOTED) {
        let _ = File::options().write(true).open(path).and_then(|file| file.set_modified(SystemTime::now()));
    }
}

/// A panic over one file leaves these values whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
