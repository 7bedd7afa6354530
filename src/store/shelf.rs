//! Bytes in a row: in memory up to a size, then in a file.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use tempfile::SpooledTempFile;

use crate::message;

/// Bytes held in memory.
const HELD: usize = 4 << 20;
/// Bytes read in one go, unless a value is larger.
const READ: u64 = 256 << 10;

/// Where a value lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    start: u64,
    pub(super) bytes: u32,
}

impl Span {
    fn end(self) -> u64 {
        self.start + u64::from(self.bytes)
    }
}

/// What is added stays as it is: whoever knows where it lies can read it, from any thread.
pub(super) struct Shelf(Mutex<Open>);

struct Open {
    file: SpooledTempFile,
    end: u64,
}

impl Shelf {
    pub(super) fn new(folder: Option<&Path>) -> Self {
        let file = match folder {
            Some(folder) => SpooledTempFile::new_in(HELD, folder),
            None => SpooledTempFile::new(HELD),
        };
        Self(Mutex::new(Open { file, end: 0 }))
    }

    pub(super) fn add(&self, bytes: &[u8]) -> io::Result<Span> {
        let size = u32::try_from(bytes.len())
            .map_err(|_| message!("store-too-large").into_error(io::ErrorKind::FileTooLarge))?;
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let span = Span { start: open.end, bytes: size };
        open.file.seek(SeekFrom::Start(span.start))?;
        open.file.write_all(bytes)?;
        // What was written in part is written over.
        open.end = span.end();
        Ok(span)
    }

    /// Hands the bytes of each span to `take`. Spans that lie close together are read in one go.
    pub(super) fn read(&self, spans: &[Span], mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        let mut buffer = Vec::new();
        let mut rest = spans;
        while let Some(first) = rest.first() {
            let mut end = first.end();
            let mut count = 1;
            for span in &rest[1..] {
                if span.start != end || span.end() - first.start > READ {
                    break;
                }
                end = span.end();
                count += 1;
            }
            buffer.resize(usize::try_from(end - first.start).map_err(io::Error::other)?, 0);
            {
                let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                open.file.seek(SeekFrom::Start(first.start))?;
                open.file.read_exact(&mut buffer)?;
            }
            let mut bytes = buffer.as_slice();
            for span in &rest[..count] {
                let (value, more) = bytes.split_at(span.bytes as usize);
                take(value)?;
                bytes = more;
            }
            rest = &rest[count..];
        }
        Ok(())
    }
}
