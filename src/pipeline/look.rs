//! What is known of a file before it is understood: its kind, its digest, whether it is a copy.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::message;
use crate::model::dataset::Status;
use crate::model::outcome::Outcome;
use crate::read::kind::{HEAD_BYTES, Kind};
use crate::source::Source;
use crate::text::hex;
use crate::understand::{Input, Refusal};

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
    pub(crate) fn input<'a>(&'a self, source: &'a Source) -> Input<'a> {
        Input { path: &source.path, kind: self.kind, bytes: self.bytes, sha256: &self.sha256 }
    }
}

/// What each source of a run was found to be, or why it is not read.
pub(super) type Looks = [Result<Look, Refusal>];

/// Looks at all of them, on the threads of the pool that this is called in.
pub(super) fn look_at_all(sources: &[Source]) -> Vec<Result<Look, Refusal>> {
    sources.par_iter().map(look_at).collect()
}

/// Looks at a file without understanding it.
pub(crate) fn look_at(source: &Source) -> Result<Look, Refusal> {
    if let Some(problem) = &source.problem {
        return Err(Refusal::new(Status::Failed, problem.clone()));
    }
    // Opening a pipe or a device could wait for ever: only plain files are opened.
    let metadata = fs::metadata(&source.path)?;
    if !metadata.is_file() {
        return Err(Refusal::new(Status::Unsupported, message!("file-special")));
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(Refusal::new(Status::Failed, message!("file-too-large", most = MAX_FILE_BYTES >> 20)));
    }
    let (head, bytes, sha256) = digest(&source.path)?;
    Ok(Look { kind: Kind::of(&source.path, &head), bytes, sha256 })
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

/// For each source the earlier one with the same bytes, if any. What is not read is not compared.
pub(super) fn originals<'s>(sources: &'s [Source], looks: &Looks) -> Vec<Option<&'s str>> {
    let mut first: BTreeMap<(&str, bool), &str> = BTreeMap::new();
    let mut originals = Vec::with_capacity(sources.len());
    for (source, look) in sources.iter().zip(looks) {
        let mut original = None;
        if let Ok(Look { kind: kind @ (Kind::Pdf | Kind::Text), sha256, .. }) = look {
            let content = (sha256.as_str(), *kind == Kind::Pdf);
            original = first.get(&content).copied();
            first.entry(content).or_insert(&source.file);
        }
        originals.push(original);
    }
    originals
}

/// The outcome of a copy of another file.
pub(super) fn duplicate_of(original: &str) -> Outcome {
    Refusal::new(Status::DuplicateOf, message!("file-duplicate", original)).outcome()
}
