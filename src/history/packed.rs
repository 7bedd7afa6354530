//! The packed form of a dataset: its JSON, compressed in members, one for the records of a source at a time. Such a file is
//! unpacked as if it were one (RFC 1952, 2.2); but what the next run finds again need not be packed anew, and what it does
//! not find again can be read without the rest.

use std::io::{self, Read, Write};
use std::ops::Range;

use flate2::write::GzEncoder;
use flate2::{Compression, Crc};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::earlier::Earlier;
use crate::catalogue::Language;
use crate::model::dataset::{Candidate, Dataset, Link, SourceRow};
use crate::model::records::Head;
use crate::store::Stored;
use crate::text::hex;

/// Records of a piece at most.
const RECORDS: usize = 64;
/// Pieces that are in memory at a time.
const PIECES: usize = 32;
/// A history is written at every run that changes something, and seldom read: as hard as costs little.
const LEVEL: Compression = Compression::new(2);
/// What stands between two pieces.
const BETWEEN: &[u8] = b",";

/// Where what lies in a packed dataset, for those who need a part of it alone.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Places {
    /// Size of the file in bytes.
    pub(super) bytes: u64,
    /// The records: the pieces in order.
    pub(super) pieces: Vec<Piece>,
}

/// Some records of one source, which lie together.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Piece {
    /// Their number.
    pub(super) records: usize,
    /// Where they begin in the file, and how many bytes they are there.
    pub(super) start: u64,
    pub(super) packed: usize,
    /// Size of their JSON in bytes, and what it comes to.
    pub(super) plain: usize,
    pub(super) sum: u32,
}

/// A piece by what is in it.
pub(super) struct Member {
    pub(super) json: Vec<u8>,
    pub(super) packed: Vec<u8>,
}

impl Member {
    fn of(json: Vec<u8>) -> io::Result<Self> {
        let mut packing = GzEncoder::new(Vec::with_capacity(json.len() / 4), LEVEL);
        packing.write_all(&json)?;
        Ok(Self { packed: packing.finish()?, json })
    }
}

fn sum(json: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(json);
    sum.sum()
}

/// What stands in a dataset before its records.
#[derive(Serialize)]
struct Before<'d> {
    format: u32,
    generator: &'d str,
    language: Language,
    sources: &'d [SourceRow],
}

/// What stands behind them.
#[derive(Serialize)]
struct Behind<'d> {
    links: &'d [Link],
    candidates: &'d Stored<Candidate>,
}

/// Packs a dataset; what is found in an `earlier` one is taken from there. Returns the digest of what is packed, in
/// hexadecimal, and what lies where. The bytes depend on the dataset alone.
pub(super) fn pack(dataset: &Dataset, earlier: Option<&Earlier>, out: &mut dyn Write) -> io::Result<(String, Places)> {
    // Each of its own: a field that is new has its place before or behind.
    let Dataset {
        format,
        generator,
        language,
        sources,
        jobs,
        links,
        candidates,
        issues: _,
        leftover: _,
        changes: _,
        mark: _,
    } = dataset;
    let mut packing = Packing { out, position: 0, hasher: Sha256::new() };
    let before = Before { format: *format, generator, language: *language, sources };
    let mut json = serde_json::to_vec(&before)?;
    json.pop();
    json.extend_from_slice(b",\"jobs\":[");
    packing.add(&Member::of(json)?)?;
    let heads = jobs.heads();
    let mut pieces = Vec::new();
    let between = Member::of(BETWEEN.to_vec())?;
    let make = |places: &Range<usize>| {
        if let Some(member) = earlier.and_then(|earlier| earlier.member(&heads[places.clone()])) {
            return Ok(member);
        }
        let mut json = Vec::new();
        for (place, record) in jobs.read(places.clone())?.iter().enumerate() {
            if place > 0 {
                json.extend_from_slice(BETWEEN);
            }
            serde_json::to_writer(&mut json, &**record)?;
        }
        Member::of(json)
    };
    for some in in_pieces(heads).chunks(PIECES) {
        let members = some.par_iter().map(make).collect::<io::Result<Vec<Member>>>()?;
        for (places, member) in some.iter().zip(members) {
            if !pieces.is_empty() {
                packing.add(&between)?;
            }
            let (start, packed, plain) = (packing.position, member.packed.len(), member.json.len());
            pieces.push(Piece { records: places.len(), start, packed, plain, sum: sum(&member.json) });
            packing.add(&member)?;
        }
    }
    let hasher = std::mem::take(&mut packing.hasher);
    let hasher = Ending::write(&Behind { links, candidates }, hasher, &mut packing)?;
    packing.flush()?;
    let bytes = packing.position;
    Ok((hex(&hasher.finalize()), Places { bytes, pieces }))
}

/// The places of the records of each piece. A source has pieces of its own, so that they are the same wherever it stands.
fn in_pieces(heads: &[Head]) -> Vec<Range<usize>> {
    let mut start = 0;
    let of_source = |source: &[Head]| {
        let end = start + source.len();
        let pieces = (start..end).step_by(RECORDS).map(move |first| first..end.min(first + RECORDS));
        start = end;
        pieces
    };
    heads.chunk_by(|a, b| a.source_id == b.source_id).flat_map(of_source).collect()
}

/// A file while it is filled.
struct Packing<'w> {
    out: &'w mut dyn Write,
    position: u64,
    /// Of what is packed.
    hasher: Sha256,
}

impl Packing<'_> {
    fn add(&mut self, member: &Member) -> io::Result<()> {
        self.hasher.update(&member.json);
        self.write_all(&member.packed)
    }
}

impl Write for Packing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.position += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The last member, whose first bytes are left out; it need not fit in memory.
struct Ending<W: Write> {
    skip: usize,
    hasher: Sha256,
    packed: GzEncoder<W>,
}

impl<W: Write> Ending<W> {
    /// Writes what stands behind the records, and returns the digest of all.
    fn write(behind: &Behind<'_>, hasher: Sha256, out: W) -> io::Result<Sha256> {
        let mut ending = Self { skip: 0, hasher, packed: GzEncoder::new(out, LEVEL) };
        ending.write_all(b"],")?;
        // The brace that an object begins with.
        ending.skip = 1;
        let mut json = io::BufWriter::new(ending);
        serde_json::to_writer(&mut json, behind)?;
        let Self { hasher, packed, .. } = json.into_inner()?;
        packed.finish()?;
        Ok(hasher)
    }
}

impl<W: Write> Write for Ending<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let kept = &bytes[self.skip.min(bytes.len())..];
        self.skip -= bytes.len() - kept.len();
        self.hasher.update(kept);
        self.packed.write_all(kept)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.packed.flush()
    }
}

/// What is packed in `packed`, of which the size and the sum are known; `None` where it is something else.
pub(super) fn unpacked(packed: &[u8], piece: Piece) -> Option<Vec<u8>> {
    let mut json = Vec::with_capacity(piece.plain);
    let most = piece.plain as u64 + 1;
    flate2::read::GzDecoder::new(packed).take(most).read_to_end(&mut json).ok()?;
    (json.len() == piece.plain && sum(&json) == piece.sum).then_some(json)
}
