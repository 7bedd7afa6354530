//! The directory at the end of a workbook, which is a ZIP file: it names the system that each part was packed on, and
//! the crate that packs writes there whatever system it runs on. The same dataset gives the same bytes on all.

use std::io::{self, Read, Seek, SeekFrom, Write};

/// The record that ends a ZIP file, when the file has no comment: its bytes, and what it begins with.
const END_BYTES: usize = 22;
const END: &[u8] = b"PK\x05\x06";
/// An entry of the directory: what it begins with, the bytes before its names, where the system stands.
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_BYTES: usize = 46;
const SYSTEM: usize = 5;
const UNIX: u8 = 3;

/// Lets each part say that it was packed on Unix.
///
/// # Errors
/// When the file cannot be read or written, or does not end as the ZIP file of a workbook does.
pub(super) fn as_if_packed_on_unix(file: &mut (impl Read + Write + Seek)) -> io::Result<()> {
    file.seek(SeekFrom::End(-(END_BYTES as i64)))?;
    let mut end = [0; END_BYTES];
    file.read_exact(&mut end)?;
    if !end.starts_with(END) {
        return Err(damaged());
    }
    let size = number(&end, 12, 4)?;
    let start = file.seek(SeekFrom::End(-(END_BYTES as i64) - i64::from(size)))?;
    let mut directory = vec![0; usize::try_from(size).map_err(|_| damaged())?];
    file.read_exact(&mut directory)?;
    let mut at = 0;
    while let Some(entry) = directory.get_mut(at..).filter(|rest| !rest.is_empty()) {
        if !entry.starts_with(ENTRY) || entry.len() < ENTRY_BYTES {
            return Err(damaged());
        }
        entry[SYSTEM] = UNIX;
        // The lengths of the name, of more fields and of a comment.
        let names = number(entry, 28, 2)? + number(entry, 30, 2)? + number(entry, 32, 2)?;
        at += ENTRY_BYTES + usize::try_from(names).map_err(|_| damaged())?;
    }
    file.seek(SeekFrom::Start(start))?;
    file.write_all(&directory)
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> io::Result<u32> {
    let bytes = bytes.get(at..at + length).ok_or_else(damaged)?;
    Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the workbook's directory is not as it should be")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn the_system_is_all_that_changes() {
        let packed = rust_xlsxwriter::Workbook::new().save_to_buffer().unwrap();
        let mut unix = Cursor::new(packed.clone());
        as_if_packed_on_unix(&mut unix).unwrap();
        // As another system packs it.
        let mut other = packed;
        let entries: Vec<usize> = (0..other.len()).filter(|at| other[*at..].starts_with(ENTRY)).collect();
        assert!(entries.len() > 5);
        for at in &entries {
            assert_eq!(unix.get_ref()[at + SYSTEM], UNIX);
            other[at + SYSTEM] = 0;
        }
        let mut mended = Cursor::new(other);
        as_if_packed_on_unix(&mut mended).unwrap();
        assert!(mended.into_inner() == unix.into_inner());
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        for bytes in [b"".as_slice(), b"PK", &[0; 100], b"PK\x05\x06\0\0\0\0\0\0\0\0\xff\0\0\0\0\0\0\0\0\0"] {
            assert!(as_if_packed_on_unix(&mut Cursor::new(bytes.to_vec())).is_err(), "{bytes:?}");
        }
    }
}
