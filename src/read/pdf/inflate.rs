//! How long a packed stream would become, without unpacking it.
//!
//! The parser unpacks whatever it is given, and two megabytes can hold two gigabytes. Counting needs no memory and
//! stops at the limit, so streams that could grow beyond reason are counted before they are decoded.

use std::borrow::Cow;

use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use super::limits::MAX_STREAM_BYTES;

/// Where unpacked bytes go that are only counted.
const ROOM: usize = 16 << 10;
/// The most that deflate can make of one byte.
const MAX_RATIO: usize = 1032;
/// The most that the older packing of Lempel, Ziv and Welch can: its longest entry for 12 bits.
const MAX_LZW_RATIO: usize = 4096 * 8 / 12;
/// The most that runs can: 128 for two bytes.
const MAX_RUN_RATIO: usize = 64;

/// The decoded bytes of a stream that is no image; `None` if it cannot be decoded or would grow beyond reason.
pub(super) fn decode<'a>(stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    if grows_too_large(stream) {
        return None;
    }
    inflated(stream).map(Cow::Owned).or_else(|| stream.decoded_data().ok())
}

/// The bytes of a stream that deflate alone packed, as most are, and that is whole; of any other nothing. They are unpacked
/// in one go where there is room for them, and not piece by piece into room that is moved as they become more.
fn inflated(stream: &Stream<'_>) -> Option<Vec<u8>> {
    /// What most contents come to, of one byte.
    const GROWTH: usize = 6;
    const FEWEST: usize = 1 << 10;
    let filters = stream.filters();
    let [Filter::FlateDecode] = filters[..] else { return None };
    // Predictors, and bytes that are in another file.
    if ["DecodeParms", "DP", "F"].iter().any(|key| stream.dict().contains_key(key)) {
        return None;
    }
    let raw = stream.raw_data();
    let mut inflate = Decompress::new(true);
    let mut bytes = Vec::with_capacity(raw.len().saturating_mul(GROWTH).max(FEWEST));
    loop {
        let read = usize::try_from(inflate.total_in()).ok()?;
        match inflate.decompress_vec(raw.get(read..)?, &mut bytes, FlushDecompress::Finish) {
            Ok(Status::StreamEnd) => return Some(bytes),
            Ok(_) if bytes.len() == bytes.capacity() => bytes.reserve(bytes.len()),
            _ => return None,
        }
    }
}

/// Whether all of a stream was decoded: packed bytes that are damaged break off somewhere, and decoding ends well.
pub(super) fn is_whole(stream: &Stream<'_>, decoded: &[u8]) -> bool {
    const CHECKSUM: usize = 4;
    /// Line ends that may stand after the packed bytes.
    const MOST_AFTER: usize = 2;
    let filters = stream.filters();
    let [Filter::FlateDecode] = filters[..] else { return true };
    let raw = stream.raw_data();
    let sum = simd_adler32::adler32(&decoded).to_be_bytes();
    let sums = |after: usize| raw.len().checked_sub(after).is_some_and(|end| raw[..end].ends_with(&sum));
    // Checksums may be missing, or wrong; then it counts that the bytes come to their end.
    raw.len() <= CHECKSUM || (0..=MOST_AFTER).any(sums) || comes_to_its_end(&raw)
}

/// Whether packed bytes end where they say that they do, with or without the head of zlib.
fn comes_to_its_end(raw: &[u8]) -> bool {
    let ends = |mut packed: &[u8]| {
        let mut inflate = Decompress::new(false);
        let mut room = [0; ROOM];
        loop {
            let before = (inflate.total_in(), inflate.total_out());
            match inflate.decompress(packed, &mut room, FlushDecompress::None) {
                Ok(Status::StreamEnd) => return true,
                Ok(_) if (inflate.total_in(), inflate.total_out()) != before => {}
                _ => return false,
            }
            let read = usize::try_from(inflate.total_in() - before.0).unwrap_or(usize::MAX);
            packed = packed.get(read..).unwrap_or_default();
        }
    };
    raw.get(2..).is_some_and(ends) || ends(raw)
}

/// Whether decoding the stream would take more memory than any honest one needs.
pub(super) fn grows_too_large(stream: &Stream<'_>) -> bool {
    grows_beyond(stream, MAX_STREAM_BYTES)
}

/// Whether the stream decodes to more bytes than `most`.
pub(super) fn grows_beyond(stream: &Stream<'_>, most: usize) -> bool {
    let filters = stream.filters();
    let growth = |filter: &Filter| match filter {
        Filter::FlateDecode => MAX_RATIO,
        Filter::LzwDecode => MAX_LZW_RATIO,
        Filter::RunLengthDecode => MAX_RUN_RATIO,
        _ => 1,
    };
    let growth = |filters: &[Filter]| filters.iter().map(growth).fold(1, usize::saturating_mul);
    let raw = stream.raw_data();
    if raw.len().saturating_mul(growth(&filters)) <= most {
        return false;
    }
    // Nested packing is how bombs are built; what is inside may grow again.
    let limit = most / filters.get(1..).map_or(1, growth);
    match filters.first() {
        Some(Filter::FlateDecode) => inflated_length(&raw, limit) > limit,
        Some(Filter::LzwDecode) => lzw_length(&raw, limit) > limit,
        Some(Filter::RunLengthDecode) => run_length(&raw, limit) > limit,
        // Text filters in front of packed bytes: rare, old and small.
        Some(_) => raw.len() > most / 8,
        None => raw.len() > most,
    }
}

/// Counts until the end, a defect, or past the limit.
fn inflated_length(zlib: &[u8], limit: usize) -> usize {
    // Heads and checksums are not looked at, as viewers do.
    let mut packed = zlib.get(2..).unwrap_or_default();
    let mut inflate = Decompress::new(false);
    let mut room = [0; ROOM];
    let mut total = 0;
    while total <= limit {
        let (read, written) = (inflate.total_in(), inflate.total_out());
        let status = inflate.decompress(packed, &mut room, FlushDecompress::None);
        let count = |now: u64, before: u64| usize::try_from(now - before).unwrap_or(usize::MAX);
        packed = packed.get(count(inflate.total_in(), read)..).unwrap_or_default();
        let more = count(inflate.total_out(), written);
        total += more;
        if !matches!(status, Ok(Status::Ok)) || (more == 0 && packed.is_empty()) {
            break;
        }
    }
    total
}

/// Counts what runs unpack to.
fn run_length(bytes: &[u8], limit: usize) -> usize {
    let (mut position, mut total) = (0, 0);
    while let Some(length) = bytes.get(position).copied().map(usize::from)
        && length != 128
        && total <= limit
    {
        let (read, written) = if length < 128 { (length + 1, length + 1) } else { (1, 257 - length) };
        position += 1 + read;
        total += written;
    }
    total
}

/// Counts what LZW unpacks to. As nearly all writers do, its codes grow one entry early.
fn lzw_length(bytes: &[u8], limit: usize) -> usize {
    let mut lzw = weezl::decode::Decoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8);
    let (mut packed, mut total) = (bytes, 0);
    let mut room = [0; ROOM];
    while total <= limit {
        let step = lzw.decode_bytes(packed, &mut room);
        packed = packed.get(step.consumed_in..).unwrap_or_default();
        total += step.consumed_out;
        if !matches!(step.status, Ok(weezl::LzwStatus::Ok)) || (step.consumed_in == 0 && step.consumed_out == 0) {
            break;
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::{inflated_length, lzw_length, run_length};

    /// What zlib makes of 5000 letters `a`.
    const RUN: &[u8] = &[
        120, 218, 237, 193, 49, 1, 0, 0, 0, 194, 160, 172, 235, 95, 194, 20, 126, 64, 1, 0, 0, 0, 0, 111, 3, 75, 111,
        102, 242,
    ];
    /// What zlib makes of the numbers from 0 to 19 and their squares, separated by blanks.
    const NUMBERS: &[u8] = &[
        120, 218, 21, 140, 129, 13, 192, 48, 8, 195, 94, 241, 9, 133, 182, 20, 254, 127, 108, 158, 80, 80, 80, 98, 22,
        139, 112, 146, 195, 102, 220, 81, 92, 242, 82, 236, 226, 113, 134, 166, 142, 81, 219, 179, 188, 148, 46, 127,
        17, 71, 96, 203, 140, 150, 152, 34, 132, 165, 253, 146, 215, 235, 145, 109, 214, 236, 252, 115, 127, 198, 7,
        125, 2, 20, 52,
    ];

    #[test]
    fn counts_without_inflating() {
        assert_eq!(inflated_length(RUN, 1 << 20), 5000);
        assert_eq!(inflated_length(NUMBERS, 1 << 20), 115);
    }

    #[test]
    fn counts_other_packings() {
        // Three as they are, five of a kind, the end.
        assert_eq!(run_length(&[2, 1, 2, 3, 252, 9, 128, 7], 1 << 20), 8);
        assert!(run_length(&[129, 9].repeat(1000), 500) < 700);
        // The example of the PDF reference.
        assert_eq!(lzw_length(&[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01], 1 << 20), 10);
        assert_eq!(lzw_length(&[], 10), 0);
    }

    #[test]
    fn stops_at_the_limit_and_at_defects() {
        assert!(inflated_length(RUN, 100) > 100);
        assert!(inflated_length(&RUN[..RUN.len() / 2], 1 << 20) <= 5000);
        assert_eq!(inflated_length(b"", 10), 0);
    }
}
