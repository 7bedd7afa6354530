//! The bytes of an entry: what kind of file it is, the digest of the key and the rest, the value in binary form, packed by
//! Snappy: an entry is written for each document that is read, so that time counts more than room.

use std::io::{self, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// What an entry begins with. The last byte is the version of its form.
const MAGIC: &[u8; 8] = b"ingest\0\x02";
const DIGEST_BYTES: usize = 32;
/// Larger values are not kept, and larger entries not read: a damaged one must not fill the memory.
pub(super) const MOST_BYTES: u64 = 256 << 20;

/// The bytes to write; `None` for a value too large to be kept.
pub(super) fn encode<T: Serialize>(key: &str, value: &T) -> Option<Vec<u8>> {
    let room = Room { left: MOST_BYTES, bytes: Vec::new() };
    let packed = snap::raw::Encoder::new().compress_vec(&postcard::to_io(value, room).ok()?.bytes).ok()?;
    Some([MAGIC.as_slice(), &digest(key, &packed), &packed].concat())
}

/// Takes so many bytes and no more.
struct Room {
    left: u64,
    bytes: Vec<u8>,
}

impl Write for Room {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The value of an entry; `None` for one that is damaged, cut, or another key's.
pub(super) fn decode<T: DeserializeOwned>(key: &str, bytes: &[u8]) -> Option<T> {
    let (told, packed) = bytes.strip_prefix(MAGIC)?.split_at_checked(DIGEST_BYTES)?;
    if told != digest(key, packed) {
        return None;
    }
    let length = snap::raw::decompress_len(packed).ok()?;
    if length as u64 > MOST_BYTES {
        return None;
    }
    let plain = snap::raw::Decoder::new().decompress_vec(packed).ok()?;
    match postcard::take_from_bytes(&plain) {
        Ok((value, [])) => Some(value),
        _ => None,
    }
}

/// The key is part of it: an entry under another's name is not taken for that one.
fn digest(key: &str, packed: &[u8]) -> [u8; DIGEST_BYTES] {
    Sha256::new_with_prefix(key).chain_update(packed).finalize().into()
}
