//! What the page remembers between visits: what was typed and is in no file yet, the language, the colours.
//!
//! A browser would keep it by the address, which is another one each time that the page is served; so it lies beside the
//! page.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Its file in the output folder: no output, and no run touches it.
const FILE: &str = ".review.json";

/// Texts by name.
type Texts = BTreeMap<String, String>;

pub(super) struct Kept {
    /// One at a time: two windows may be open.
    file: Mutex<PathBuf>,
}

impl Kept {
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self { file: Mutex::new(folder.join(FILE)) }
    }

    /// All texts, as a JSON object.
    pub(super) fn all(&self) -> io::Result<Vec<u8>> {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(serde_json::to_vec(&read(&file)?)?)
    }

    /// Takes texts, a JSON object; null takes one out.
    pub(super) fn take(&self, new: &[u8]) -> io::Result<()> {
        let new: BTreeMap<String, Option<String>> = serde_json::from_slice(new)?;
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut texts = read(&file)?;
        for (name, text) in new {
            match text {
                Some(text) => _ = texts.insert(name, text),
                None => _ = texts.remove(&name),
            }
        }
        let folder = file.parent().unwrap_or(Path::new("."));
        let mut out = tempfile::Builder::new().prefix(FILE).tempfile_in(folder)?;
        out.write_all(&serde_json::to_vec(&texts)?)?;
        out.persist(&*file).map_err(|error| error.error)?;
        Ok(())
    }
}

/// What cannot be read is not written over either: somebody's work may be in it.
fn read(file: &Path) -> io::Result<Texts> {
    match fs::read(file) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Texts::new()),
        Err(error) => Err(error),
    }
}
