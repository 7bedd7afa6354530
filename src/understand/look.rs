//! What is known of a file before it is understood: its kind, its size, its digest.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{Input, Refusal};
use crate::message;
use crate::model::dataset::Status;
use crate::read::kind::{HEAD_BYTES, Kind};
use crate::text::hex;

/// Files above this size are not read: they are held in memory whole.
const MAX_FILE_BYTES: u64 = 1 << 30;

/// What is known of a file before it is understood.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    pub(crate) kind: Kind,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

impl Look {
    /// What was looked at, to be understood.
    pub(crate) fn input<'a>(&'a self, path: &'a Path) -> Input<'a> {
        Input { path, kind: self.kind, bytes: self.bytes, sha256: &self.sha256 }
    }
}

/// Looks at a file without understanding it.
///
/// # Errors
/// When it cannot be opened, is no plain file, or is too large.
pub(crate) fn look_at(path: &Path) -> Result<Look, Refusal> {
    // Opening a pipe or a device could wait for ever: only plain files are opened.
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(Refusal::new(Status::Unsupported, message!("file-special")));
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(Refusal::new(Status::Failed, message!("file-too-large", most = MAX_FILE_BYTES >> 20)));
    }
    let (head, bytes, sha256) = digest(path)?;
    Ok(Look { kind: Kind::of(path, &head), bytes, sha256 })
}

/// The file's first bytes, its size and its SHA-256.
fn digest(path: &Path) -> io::Result<(Vec<u8>, u64, String)> {
    let mut file = File::open(path)?;
    let mut head = Vec::with_capacity(HEAD_BYTES);
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    let mut hasher = Sha256::new_with_prefix(&head);
    let mut bytes = head.len() as u64;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok((head, bytes, hex(&hasher.finalize()))),
            Ok(read) => {
                hasher.update(&buffer[..read]);
                bytes += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
