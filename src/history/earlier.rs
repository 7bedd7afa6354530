//! The dataset of the last run, as far as the present one does not say the same: what both say is not read again.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use flate2::read::MultiGzDecoder;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::packed::{Member, Piece, Places, unpacked};
use super::{History, Run, file_name};
use crate::cache::{Cache, Key, Layer};
use crate::dataset;
use crate::model::dataset::Dataset;
use crate::model::record::Record;
use crate::model::records::{Head, Records, read_heads};

/// What an earlier run keeps of a dataset beside its packed form.
#[derive(Debug, Deserialize)]
pub(super) struct Contents {
    places: Places,
    #[serde(deserialize_with = "read_heads")]
    heads: Vec<Head>,
    own_columns: BTreeSet<String>,
}

/// The same, to be kept; field by field.
#[derive(Serialize)]
struct Kept<'d> {
    places: &'d Places,
    heads: &'d [Head],
    own_columns: &'d BTreeSet<String>,
}

/// Keeps what lies where in the packed form of a dataset of this digest.
pub(super) fn keep(cache: &Cache, digest: &str, dataset: &Dataset, places: &Places) {
    let jobs = &dataset.jobs;
    cache.put(Layer::Changes, &key(digest), &Kept { places, heads: jobs.heads(), own_columns: jobs.own_columns() });
}

/// Records by all that they say.
type Digests = [u8; 16];

/// A packed dataset of which is known where what lies.
#[derive(Debug)]
pub(super) struct Earlier {
    file: Mutex<File>,
    contents: Contents,
    by_records: FxHashMap<Digests, Piece>,
}

/// Where the contents of a packed dataset are kept: the digests of records are those of this program.
fn key(digest: &str) -> Key {
    Key::of(&("the contents of a packed dataset", env!("INGEST_CODE"), digest))
}

impl History {
    /// The dataset of the last run, if it is there and an earlier run kept in `cache` what lies where in it.
    pub(super) fn earlier(&self, cache: Option<&Cache>) -> Option<(&Run, Earlier)> {
        let run = self.runs.last()?;
        let contents = cache?.get(Layer::Changes, &key(&run.dataset))?;
        Some((run, Earlier::open(&self.folder.join(file_name(&run.dataset)), contents)?))
    }
}

impl Earlier {
    fn open(path: &Path, contents: Contents) -> Option<Self> {
        let file = File::open(path).ok()?;
        // Another file by that name, as one that was damaged.
        if file.metadata().ok()?.len() != contents.places.bytes {
            return None;
        }
        let mut heads = contents.heads.as_slice();
        let mut by_records = FxHashMap::default();
        for piece in &contents.places.pieces {
            let (of_piece, rest) = heads.split_at_checked(piece.records)?;
            by_records.insert(digest(of_piece), *piece);
            heads = rest;
        }
        heads.is_empty().then_some(Self { file: Mutex::new(file), contents, by_records })
    }

    /// The piece with exactly these records, if there is one.
    pub(super) fn member(&self, heads: &[Head]) -> Option<Member> {
        let piece = *self.by_records.get(&digest(heads))?;
        let packed = self.read(piece.start, piece.packed).ok()?;
        Some(Member { json: unpacked(&packed, piece)?, packed })
    }

    fn read(&self, start: u64, bytes: usize) -> io::Result<Vec<u8>> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut packed = vec![0; bytes];
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut packed)?;
        Ok(packed)
    }

    /// The dataset: records that `now` has as well are not read. `None` where it is damaged.
    pub(super) fn dataset(mut self, now: &Dataset) -> Option<Dataset> {
        let heads = std::mem::take(&mut self.contents.heads);
        let own_columns = std::mem::take(&mut self.contents.own_columns);
        let (first, last) = (self.contents.places.pieces.first()?, self.contents.places.pieces.last()?);
        // All but the records, which is a dataset as well: one without a record.
        let end = last.start + last.packed as u64;
        let before = self.read(0, usize::try_from(first.start).ok()?).ok()?;
        let behind = self.read(end, usize::try_from(self.contents.places.bytes.checked_sub(end)?).ok()?).ok()?;
        let plain = MultiGzDecoder::new(before.as_slice()).chain(MultiGzDecoder::new(behind.as_slice()));
        let mut dataset = dataset::parse(io::BufReader::new(plain)).ok()?;
        let mut pieces = self.contents.places.pieces.iter().scan(0, |end, piece| {
            *end += piece.records;
            Some((*end - piece.records, *piece))
        });
        let mut open: (usize, Vec<Record>) = (0, Vec::new());
        // Asked for in their order.
        let read = |place: usize| {
            if !(open.0..open.0 + open.1.len()).contains(&place) {
                let (start, piece) = pieces.find(|(start, piece)| place < start + piece.records)?;
                let json = unpacked(&self.read(piece.start, piece.packed).ok()?, piece)?;
                let list = [b"[".as_slice(), &json, b"]"].concat();
                open = (start, serde_json::from_slice(&list).ok()?);
            }
            open.1.get(place - open.0).cloned()
        };
        dataset.jobs = Records::beside_others(&now.jobs, heads, own_columns, read)?;
        Some(dataset)
    }
}

fn digest(heads: &[Head]) -> Digests {
    let mut hasher = Sha256::new();
    heads.iter().for_each(|head| hasher.update(head.digest));
    let mut digest = Digests::default();
    digest.copy_from_slice(&hasher.finalize()[..16]);
    digest
}

#[cfg(test)]
mod tests;
