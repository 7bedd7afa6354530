//! How long a packed stream would become, without unpacking it.
//!
//! The parser unpacks whatever it is given, and two megabytes can hold two gigabytes. Counting needs no memory and
//! stops at the limit, so streams that could grow beyond reason are counted before they are decoded.

use std::borrow::Cow;

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use super::limits::MAX_STREAM_BYTES;

/// The most that deflate can make of one byte.
const MAX_RATIO: usize = 1032;
/// The most that the older packing of Lempel, Ziv and Welch can: its longest entry for 12 bits.
const MAX_LZW_RATIO: usize = 4096 * 8 / 12;
/// The most that runs can: 128 for two bytes.
const MAX_RUN_RATIO: usize = 64;

const LENGTH_BASE: [usize; 29] =
    [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_EXTRA: [u32; 29] = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const CODE_LENGTH_ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// The decoded bytes of a stream that is no image; `None` if it cannot be decoded or would grow beyond reason.
pub(super) fn decode<'a>(stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    if grows_too_large(stream) { None } else { stream.decoded_data().ok() }
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
    let mut counter = Counter { bytes: zlib.get(2..).unwrap_or_default(), position: 0, bit: 0, total: 0 };
    while counter.total <= limit {
        match counter.block(limit) {
            Some(false) => {}
            Some(true) | None => break,
        }
    }
    counter.total
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

/// Counts what LZW unpacks to, by the lengths of the entries of its table alone.
fn lzw_length(bytes: &[u8], limit: usize) -> usize {
    const CLEAR: usize = 256;
    const END: usize = 257;
    const MOST_ENTRIES: usize = 4096;
    let bit = |place: usize| bytes.get(place / 8).map(|byte| usize::from(byte >> (7 - place % 8) & 1));
    let mut lengths = vec![1; 258];
    let (mut place, mut total, mut before) = (0, 0, None);
    while total <= limit {
        // As nearly all writers do, the code grows one entry early; where it does not, the count is a rough one.
        let width = match lengths.len() {
            2047.. => 12,
            1023.. => 11,
            511.. => 10,
            _ => 9,
        };
        let code = (0..width).try_fold(0, |code, offset| Some(code << 1 | bit(place + offset)?));
        place += width;
        match code {
            Some(CLEAR) => {
                lengths.truncate(258);
                before = None;
            }
            None | Some(END) => break,
            Some(code) => {
                if let Some(before) = before
                    && lengths.len() < MOST_ENTRIES
                {
                    lengths.push(before + 1);
                }
                let Some(length) = lengths.get(code).copied() else { break };
                total += length;
                before = Some(length);
            }
        }
    }
    total
}

struct Counter<'b> {
    bytes: &'b [u8],
    position: usize,
    bit: u32,
    total: usize,
}

/// A canonical Huffman code: how many codes each length has, and the symbols in code order.
struct Huffman {
    counts: [u16; 16],
    symbols: Vec<u16>,
}

impl Huffman {
    fn new(lengths: &[u8]) -> Self {
        let mut counts = [0_u16; 16];
        lengths.iter().for_each(|length| counts[usize::from(*length & 15)] += 1);
        counts[0] = 0;
        let mut symbols: Vec<u16> = (0_u16..).take(lengths.len()).filter(|s| lengths[usize::from(*s)] != 0).collect();
        symbols.sort_by_key(|symbol| lengths[usize::from(*symbol)]);
        Self { counts, symbols }
    }
}

impl Counter<'_> {
    fn bits(&mut self, count: u32) -> Option<usize> {
        let mut value = 0;
        for index in 0..count {
            let byte = *self.bytes.get(self.position)?;
            value |= usize::from(byte >> self.bit & 1) << index;
            self.bit += 1;
            if self.bit == 8 {
                self.bit = 0;
                self.position += 1;
            }
        }
        Some(value)
    }

    fn symbol(&mut self, code: &Huffman) -> Option<usize> {
        let (mut value, mut first, mut index) = (0_usize, 0_usize, 0_usize);
        for length in 1..16 {
            value |= self.bits(1)?;
            let count = usize::from(code.counts[length]);
            if value < first + count {
                return code.symbols.get(index + value - first).map(|symbol| usize::from(*symbol));
            }
            index += count;
            first = (first + count) << 1;
            value <<= 1;
        }
        None
    }

    /// One block; whether it was the last.
    fn block(&mut self, limit: usize) -> Option<bool> {
        let last = self.bits(1)? == 1;
        match self.bits(2)? {
            0 => {
                if self.bit > 0 {
                    self.bit = 0;
                    self.position += 1;
                }
                let length = self.bits(16)?;
                self.bits(16)?;
                self.position += length;
                self.total += length;
            }
            1 => {
                let mut lengths = [8_u8; 288];
                lengths[144..256].fill(9);
                lengths[256..280].fill(7);
                self.codes(&Huffman::new(&lengths), &Huffman::new(&[5; 30]), limit)?;
            }
            2 => {
                let (literals, distances) = self.tables()?;
                self.codes(&literals, &distances, limit)?;
            }
            _ => return None,
        }
        Some(last)
    }

    fn tables(&mut self) -> Option<(Huffman, Huffman)> {
        let literals = self.bits(5)? + 257;
        let distances = self.bits(5)? + 1;
        let mut lengths = vec![0_u8; 19];
        for index in 0..self.bits(4)? + 4 {
            lengths[*CODE_LENGTH_ORDER.get(index)?] = u8::try_from(self.bits(3)?).ok()?;
        }
        let code = Huffman::new(&lengths);
        let mut lengths: Vec<u8> = Vec::with_capacity(literals + distances);
        while lengths.len() < literals + distances {
            let (length, times) = match self.symbol(&code)? {
                16 => (*lengths.last()?, self.bits(2)? + 3),
                17 => (0, self.bits(3)? + 3),
                18 => (0, self.bits(7)? + 11),
                length => (u8::try_from(length).ok()?, 1),
            };
            lengths.extend(std::iter::repeat_n(length, times));
        }
        lengths.truncate(literals + distances);
        let (literals, distances) = lengths.split_at(literals);
        Some((Huffman::new(literals), Huffman::new(distances)))
    }

    fn codes(&mut self, literals: &Huffman, distances: &Huffman, limit: usize) -> Option<()> {
        while self.total <= limit {
            match self.symbol(literals)? {
                0..=255 => self.total += 1,
                256 => break,
                symbol => {
                    let extra = self.bits(*LENGTH_EXTRA.get(symbol - 257)?)?;
                    self.total += LENGTH_BASE.get(symbol - 257)? + extra;
                    let distance = u32::try_from(self.symbol(distances)?).ok()?;
                    self.bits((distance / 2).saturating_sub(1).min(13))?;
                }
            }
        }
        Some(())
    }
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
