//! The bytes of an entry: what kind of file it is, the digest of the key and the rest, the value in compressed binary
//! form.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// What an entry begins with. The last byte is the version of its form.
const MAGIC: &[u8; 8] = b"ingest\0\x01";
const DIGEST_BYTES: usize = 32;
/// Larger values are not kept, and larger entries not read: a damaged one must not fill the memory.
pub(super) const MOST_BYTES: u64 = 256 << 20;

/// The bytes to write; `None` for a value too large to be kept.
pub(super) fn encode<T: Serialize>(key: &str, value: &T) -> Option<Vec<u8>> {
    let start = MAGIC.len() + DIGEST_BYTES;
    let mut bytes = Vec::from(MAGIC.as_slice());
    // The digest is known last.
    bytes.resize(start, 0);
    let room = Room { left: MOST_BYTES, out: DeflateEncoder::new(bytes, Compression::fast()) };
    let mut bytes = postcard::to_io(value, io::BufWriter::new(room)).ok()?.into_inner().ok()?.out.finish().ok()?;
    let digest = digest(key, &bytes[start..]);
    bytes[MAGIC.len()..start].copy_from_slice(&digest);
    Some(bytes)
}

/// Takes so many bytes and no more.
struct Room<W> {
    left: u64,
    out: W,
}

impl<W: Write> Write for Room<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        self.out.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The value of an entry; `None` for one that is damaged, cut, or another key's.
pub(super) fn decode<T: DeserializeOwned>(key: &str, bytes: &[u8]) -> Option<T> {
    let (told, packed) = bytes.strip_prefix(MAGIC)?.split_at_checked(DIGEST_BYTES)?;
    if told != digest(key, packed) {
        return None;
    }
    let mut plain = Vec::new();
    DeflateDecoder::new(packed).take(MOST_BYTES + 1).read_to_end(&mut plain).ok()?;
    match postcard::take_from_bytes(&plain) {
        Ok((value, [])) => Some(value),
        _ => None,
    }
}

/// The key is part of it: an entry under another's name is not taken for that one.
fn digest(key: &str, packed: &[u8]) -> [u8; DIGEST_BYTES] {
    Sha256::new_with_prefix(key).chain_update(packed).finalize().into()
}
