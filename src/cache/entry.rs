//! The bytes of an entry: what kind of file it is, the digest of the key and the rest, the value in compressed binary
//! form.

use std::io::{Read, Write};

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
    let plain = postcard::to_allocvec(value).ok().filter(|plain| plain.len() as u64 <= MOST_BYTES)?;
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&plain).ok()?;
    let packed = encoder.finish().ok()?;
    Some([MAGIC.as_slice(), &digest(key, &packed), &packed].concat())
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
