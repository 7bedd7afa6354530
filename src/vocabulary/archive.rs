//! A zip of tables, as registers are published.

use crate::message;
use crate::model::message::Message;
use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

use super::error::Error;
use super::load::{Loaded, has_extension};
use super::table::{is_table, read_table};

/// Bytes of an entry that hold its columns' names in any case.
const HEADER: u64 = 16 * 1024;

/// Files that a zip may have: published ones have a few dozen.
const ENTRIES: usize = 10_000;

/// Reads every CSV of a zip whose columns are known, by name. What an entry says of its own size is not believed: bytes
/// are counted as they are unpacked, and there may be `limit` of them in all.
///
/// # Errors
/// See [`Error`].
pub(super) fn load(path: &Path, bytes: &[u8], limit: u64, loaded: &mut Loaded) -> Result<(), Error> {
    let damaged = |message: Message| Error::Archive { path: path.to_owned(), message };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string().into()))?;
    if archive.len() > ENTRIES {
        return Err(damaged(message!("archive-files", count = archive.len())));
    }
    let mut names: Vec<(String, usize)> = Vec::new();
    for (place, name) in archive.file_names().enumerate() {
        names.push((name.map_err(|error| damaged(error.to_string().into()))?.into_owned(), place));
    }
    names.sort();
    let before = loaded.rows.len();
    let mut room = limit;
    for (name, place) in names {
        // For messages alone: nothing is written under this name.
        let inner = path.join(name.trim_start_matches('/'));
        if !has_extension(Path::new(&name), "csv") || is_hidden(&name) {
            continue;
        }
        let mut entry = archive.by_index(place).map_err(|error| damaged(format!("{name}: {error}").into()))?;
        let mut table = Vec::new();
        let mut unpack = |table: &mut Vec<u8>, most: u64| {
            entry.by_ref().take(most).read_to_end(table).map_err(|error| damaged(format!("{name}: {error}").into()))
        };
        unpack(&mut table, HEADER.min(room + 1))?;
        let known = is_table(&table);
        if known {
            unpack(&mut table, room + 1)?;
        }
        room = room.checked_sub(table.len() as u64).ok_or_else(|| Error::TooLargeUnpacked(path.to_owned()))?;
        if known {
            loaded.rows.extend(read_table(&inner, &table)?);
        } else {
            loaded.skipped.push(inner.display().to_string());
        }
    }
    if loaded.rows.len() == before { Err(Error::NoTable(path.to_owned())) } else { Ok(()) }
}

/// What some systems put beside every file.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}
