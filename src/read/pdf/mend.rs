//! Damage that the parser cannot read past, mended in memory before it sees the bytes: streams that do not say where they
//! end, files whose catalogue cannot be found, and nodes of the page tree that do not say what they are.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object};
use memchr::memmem;

/// What ends a line.
const LINE_ENDS: [u8; 2] = [b'\r', b'\n'];
/// Before a stream's data, its dictionary is looked for no farther back than this (bytes).
const LONGEST_DICTIONARY: usize = 64 << 10;

/// The bytes with an `endstream` where one is missing; `None` where none is.
pub(super) fn streams(bytes: &[u8]) -> Option<Vec<u8>> {
    if !streams_are_unbalanced(bytes) {
        return None;
    }
    let mut mended = Vec::with_capacity(bytes.len() + 1024);
    let mut copied = 0;
    let mut at = 0;
    while let Some(data) = next_stream(bytes, at) {
        let end = end_of(bytes, data);
        if !matches!(end, End::Marked(_)) {
            mended.extend_from_slice(&bytes[copied..end.place()]);
            mended.extend_from_slice(b"\nendstream\n");
            if matches!(end, End::Open(place) if place == bytes.len()) {
                mended.extend_from_slice(b"endobj\n");
            }
            copied = end.place();
        }
        at = end.place();
    }
    if copied == 0 {
        return None;
    }
    mended.extend_from_slice(&bytes[copied..]);
    Some(without_tables(mended))
}

/// The bytes with a trailer that names the catalogue, where the file has none that does; `None` where none is found.
pub(super) fn catalogue(bytes: &[u8]) -> Option<Vec<u8>> {
    let pages = memmem::find_iter(bytes, b"/Pages");
    let is_reference = |rest: &[u8]| {
        let rest = rest.trim_ascii_start();
        rest.first().is_some_and(u8::is_ascii_digit)
    };
    let (number, generation) = pages
        .filter(|at| is_reference(&bytes[at + b"/Pages".len()..]))
        .filter_map(|at| object_around(bytes, at))
        .last()?;
    let mut mended = without_tables(bytes.to_vec());
    mended.extend_from_slice(format!("\ntrailer\n<< /Root {number} {generation} R >>\n").as_bytes());
    Some(mended)
}

/// The bytes with all nodes of the page tree named as such; `None` where none is taken for a page.
pub(super) fn page_tree(bytes: &[u8], pdf: &Pdf) -> Option<Vec<u8>> {
    let is_node = |dict: &Dict<'_>| {
        !dict.contains_key("Type") && dict.get::<Array<'_>>("Kids").is_some() && dict.get::<u32>("Count").is_some()
    };
    if !pdf.pages().iter().any(|page| is_node(page.raw())) {
        return None;
    }
    // Said again at the end, an object is what it is there.
    let mut mended = without_tables(bytes.to_vec());
    for node in pdf.objects().into_iter().filter_map(Object::into_dict).filter(is_node) {
        let Some(id) = node.obj_id() else { continue };
        let Some(entries) = node.data().strip_prefix(b"<<") else { continue };
        mended.extend_from_slice(format!("\n{} {} obj\n<< /Type /Pages ", id.obj_number, id.gen_number).as_bytes());
        mended.extend_from_slice(entries);
        mended.extend_from_slice(b"\nendobj\n");
    }
    Some(mended)
}

/// Places moved: without their table, the parser looks for the objects.
fn without_tables(mut bytes: Vec<u8>) -> Vec<u8> {
    let places: Vec<usize> = memmem::find_iter(&bytes, b"startxref").collect();
    for place in places {
        bytes[place..place + b"startxref".len()].copy_from_slice(b"%tartxref");
    }
    bytes
}

/// Whether a stream begins before the one before it has ended.
fn streams_are_unbalanced(bytes: &[u8]) -> bool {
    let mut open = false;
    for at in memmem::find_iter(bytes, b"stream") {
        if bytes[..at].ends_with(b"end") {
            open = false;
        } else if begins_data(bytes, at).is_some() {
            if open {
                return true;
            }
            open = true;
        }
    }
    open
}

/// Where the data begins after the word `stream` at a place; `None` where that word begins no stream.
fn begins_data(bytes: &[u8], at: usize) -> Option<usize> {
    let before = bytes[..at].trim_ascii_end();
    let after = bytes.get(at + b"stream".len()..)?;
    if !before.ends_with(b">>") || !after.first().is_some_and(|byte| LINE_ENDS.contains(byte)) {
        return None;
    }
    let skipped = if after.starts_with(b"\r\n") { 2 } else { 1 };
    Some(at + b"stream".len() + skipped)
}

/// Where the data of the next stream begins.
fn next_stream(bytes: &[u8], from: usize) -> Option<usize> {
    memmem::find_iter(&bytes[from..], b"stream")
        .map(|at| from + at)
        .filter(|at| !bytes[..*at].ends_with(b"end"))
        .find_map(|at| begins_data(bytes, at))
}

/// Where a stream's data ends.
#[derive(Debug, Clone, Copy)]
enum End {
    /// At its mark.
    Marked(usize),
    /// Without one.
    Open(usize),
}

impl End {
    fn place(self) -> usize {
        match self {
            Self::Marked(place) | Self::Open(place) => place,
        }
    }
}

fn end_of(bytes: &[u8], data: usize) -> End {
    if let Some(end) =
        stated_length(bytes, data).and_then(|length| data.checked_add(length)).filter(|e| *e <= bytes.len())
    {
        let rest = bytes[end..].trim_ascii_start();
        if rest.starts_with(b"endstream") {
            return End::Marked(end);
        }
        if rest.starts_with(b"endobj") {
            return End::Open(end);
        }
    }
    let marked = memmem::find(&bytes[data..], b"endstream").map(|at| data + at);
    let object = memmem::find(&bytes[data..], b"endobj").map(|at| data + at);
    match (marked, object) {
        (Some(marked), Some(object)) if marked < object => End::Marked(marked),
        (Some(marked), None) => End::Marked(marked),
        (_, Some(object)) => End::Open(object),
        (None, None) => End::Open(bytes.len()),
    }
}

/// The length that a stream's dictionary states, its data beginning at a place.
fn stated_length(bytes: &[u8], data: usize) -> Option<usize> {
    let start = data.saturating_sub(LONGEST_DICTIONARY);
    let before = &bytes[start..data];
    let dictionary = &before[memmem::rfind(before, b"obj")?..];
    let at = memmem::rfind_iter(dictionary, b"/Length").find(|at| {
        // Not `/Length1` of a font.
        dictionary.get(at + b"/Length".len()).is_some_and(|byte| byte.is_ascii_whitespace())
    })?;
    let mut numbers = dictionary[at + b"/Length".len()..].trim_ascii_start().split(|byte| !byte.is_ascii_digit());
    let first = number(numbers.next()?)?;
    let rest = dictionary[at + b"/Length".len()..].trim_ascii_start();
    let rest = rest[rest.iter().position(|byte| !byte.is_ascii_digit())?..].trim_ascii_start();
    if !rest.first().is_some_and(u8::is_ascii_digit) {
        return Some(first);
    }
    // A reference: the number is an object of its own.
    let head = format!("{first} 0 obj");
    let found = memmem::rfind_iter(bytes, head.as_bytes())
        .find(|at| !at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_digit()))?;
    let value = bytes[found + head.len()..].trim_ascii_start();
    number(&value[..value.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(value.len())])
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Number and generation of the object that a place lies in.
pub(super) fn object_around(bytes: &[u8], place: usize) -> Option<(usize, usize)> {
    let before = &bytes[..place];
    let head = memmem::rfind(before, b" obj")?;
    // Ended before the place, it is another one.
    if memmem::find(&before[head..], b"endobj").is_some() {
        return None;
    }
    let mut words = before[..head].rsplit(|byte| !byte.is_ascii_digit()).filter(|word| !word.is_empty());
    let (generation, number_of) = (number(words.next()?)?, number(words.next()?)?);
    Some((number_of, generation))
}

#[cfg(test)]
mod tests {
    use super::{catalogue, streams};

    #[test]
    fn only_what_is_missing_is_added() {
        let whole = b"1 0 obj << /Length 3 >>\nstream\nabc\nendstream\nendobj\nstartxref\n0\n";
        assert_eq!(streams(whole), None);
        for (damaged, expected) in [
            // The length is right, or is a reference, or is wrong, or the file ends.
            (
                "1 0 obj << /Length 3 >>\nstream\nabc\nendobj",
                "1 0 obj << /Length 3 >>\nstream\nabc\nendstream\n\nendobj",
            ),
            (
                "2 0 obj 3 endobj 1 0 obj << /Length 2 0 R >>\nstream\nabc endobj",
                "2 0 obj 3 endobj 1 0 obj << /Length 2 0 R >>\nstream\nabc\nendstream\n endobj",
            ),
            (
                "1 0 obj << /Length 9 >>\nstream\nabc\nendobj",
                "1 0 obj << /Length 9 >>\nstream\nabc\n\nendstream\nendobj",
            ),
            ("1 0 obj << /Length 9 >>\nstream\nabc", "1 0 obj << /Length 9 >>\nstream\nabc\nendstream\nendobj\n"),
        ] {
            let mended = streams(damaged.as_bytes()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            assert_eq!(mended.as_deref(), Some(expected), "{damaged}");
        }
    }

    #[test]
    fn a_catalogue_is_found_by_its_pages() {
        let bytes = b"7 0 obj << /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Kids [] >> endobj";
        let mended = catalogue(bytes).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        assert!(mended.ends_with("<< /Root 7 0 R >>\n"), "{mended}");
        assert_eq!(catalogue(b"2 0 obj << /Type /Pages >> endobj"), None);
    }
}
