//! How much room the cache takes: counted, bounded, freed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Cache, ENDING, Key, Layer, TAG, UNFINISHED, lock};

/// What the cache may take at the end of a run, in bytes: 1 GiB.
pub const MOST_BYTES: u64 = 1 << 30;

/// An unfinished entry of this age is nobody's any more.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// What a layer takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Room {
    /// Number of entries.
    pub entries: u64,
    /// Their size.
    pub bytes: u64,
}

/// A file of the cache.
struct Entry {
    layer: Layer,
    path: PathBuf,
    /// `None` while it is unfinished.
    key: Option<Key>,
    bytes: u64,
    /// When it was last used, to the day.
    used: SystemTime,
}

impl Cache {
    /// What each layer takes.
    ///
    /// # Errors
    /// When a folder of the cache cannot be listed.
    pub fn room(&self) -> io::Result<Vec<(Layer, Room)>> {
        let entries = self.entries()?;
        let room = |layer| {
            let of_layer = entries.iter().filter(|entry| entry.layer == layer && entry.key.is_some());
            of_layer.fold(Room::default(), |room, entry| Room {
                entries: room.entries + 1,
                bytes: room.bytes + entry.bytes,
            })
        };
        Ok(Layer::ALL.into_iter().map(|layer| (layer, room(layer))).collect())
    }

    /// Removes what is above `most` bytes: first what the present run did not use, what was not used for longest first;
    /// then of what it did use. Of both readings go before records, which are smaller and spare more work. Also what
    /// interrupted runs left unfinished. What cannot be removed stays.
    pub fn tidy(&self, most: u64) {
        let Ok(mut entries) = self.entries() else { return };
        let now = SystemTime::now();
        entries.retain(|entry| {
            let abandoned = entry.key.is_none() && now.duration_since(entry.used).is_ok_and(|age| age > ABANDONED);
            !(abandoned && fs::remove_file(&entry.path).is_ok())
        });
        let mut total: u64 = entries.iter().map(|entry| entry.bytes).sum();
        if total <= most {
            return;
        }
        let used: BTreeSet<(Layer, Key)> = lock(&self.used).iter().copied().collect();
        entries.retain(|entry| entry.key.is_some());
        entries.sort_by_cached_key(|entry| {
            let in_use = entry.key.as_ref().is_some_and(|key| used.contains(&(entry.layer, *key)));
            (in_use, in_use.then_some(entry.layer), entry.used, entry.layer, entry.path.clone())
        });
        for entry in entries {
            if total <= most {
                return;
            }
            if fs::remove_file(&entry.path).is_ok() {
                total -= entry.bytes;
            }
        }
    }

    /// Removes all entries, and the folders that are then empty. Files that are no entries stay.
    ///
    /// # Errors
    /// When something that is an entry cannot be removed.
    pub fn clear(&self) -> io::Result<()> {
        for entry in self.entries()? {
            gone(fs::remove_file(entry.path))?;
        }
        let tag = self.folder.join(TAG.0);
        if fs::read_to_string(&tag).is_ok_and(|text| text == TAG.1) {
            gone(fs::remove_file(tag))?;
        }
        for layer in Layer::ALL {
            // A folder with something else in it stays.
            let _ = fs::remove_dir(self.folder.join(layer.name()));
        }
        let _ = fs::remove_dir(&self.folder);
        Ok(())
    }

    /// All entries, unfinished ones too.
    fn entries(&self) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for layer in Layer::ALL {
            let listed = match fs::read_dir(self.folder.join(layer.name())) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                listed => listed?,
            };
            for file in listed {
                let path = file?.path();
                let key = key(&path);
                let unfinished = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(UNFINISHED));
                // One that another run removes just now is none.
                let Ok(data) = fs::symlink_metadata(&path) else { continue };
                if data.is_file() && (key.is_some() || unfinished) {
                    let used = data.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                    entries.push(Entry { layer, path, key, bytes: data.len(), used });
                }
            }
        }
        Ok(entries)
    }
}

/// The key of an entry, by its name.
fn key(path: &Path) -> Option<Key> {
    let stem = path.file_stem()?.to_str()?;
    let mut digest = [0; 32];
    let is_key = path.extension()? == ENDING && stem.len() == 64 && stem.bytes().all(|b| b.is_ascii_hexdigit());
    for (place, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(stem.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    is_key.then_some(Key(digest))
}

/// A file that another run removed first is gone as well.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
