//! Files and folders → rows of tables.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::archive;
use super::error::Error;
use super::table::{Row, read_table};

/// Bytes that a file may have, and that the tables of one zip may have unpacked: ten times the largest published table.
pub const LIMIT: u64 = 256_000_000;

/// What the files that a person named hold.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    /// All rows, in the order of the files.
    pub(super) rows: Vec<Row>,
    /// Files of a folder or zip that are no known table, in that order.
    pub(super) skipped: Vec<String>,
    /// Of the digests of all files, in that order.
    pub(super) digest: Sha256,
}

/// Reads each file, and of each folder every `*.csv` and `*.zip` in it by name. A file of a folder or a zip that has
/// other columns is skipped, for publishers put more tables side by side than are needed; one that was named is not.
///
/// # Errors
/// See [`Error`].
pub(super) fn load(paths: &[impl AsRef<Path>], limit: u64) -> Result<Loaded, Error> {
    let mut loaded = Loaded::default();
    for path in paths {
        let path = path.as_ref();
        let known = fs::metadata(path).map_err(|source| unreadable(path, source))?;
        if known.is_dir() {
            load_folder(path, limit, &mut loaded)?;
        } else if known.is_file() {
            load_file(path, limit, &mut loaded)?;
        } else {
            return Err(Error::NoFile(path.to_owned()));
        }
    }
    Ok(loaded)
}

fn load_folder(folder: &Path, limit: u64, loaded: &mut Loaded) -> Result<(), Error> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(|source| unreadable(folder, source))? {
        let path = entry.map_err(|source| unreadable(folder, source))?.path();
        if (has_extension(&path, "csv") || has_extension(&path, "zip")) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Error::EmptyFolder(folder.to_owned()));
    }
    let before = loaded.rows.len();
    for file in &files {
        match load_file(file, limit, loaded) {
            Err(Error::Columns { path, .. } | Error::NoTable(path)) => loaded.skipped.push(path.display().to_string()),
            other => other?,
        }
    }
    if loaded.rows.len() == before {
        return Err(Error::NoTable(folder.to_owned()));
    }
    Ok(())
}

fn load_file(path: &Path, limit: u64, loaded: &mut Loaded) -> Result<(), Error> {
    let bytes = read(path, limit)?;
    loaded.digest.update(Sha256::digest(&bytes));
    if bytes.starts_with(b"PK\x03\x04") || has_extension(path, "zip") {
        return archive::load(path, &bytes, limit, loaded);
    }
    loaded.rows.extend(read_table(path, &bytes)?);
    Ok(())
}

/// The bytes of a file, which are counted before they are read, and as they are: a file may grow.
fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let file = fs::File::open(path).map_err(|source| unreadable(path, source))?;
    let length = file.metadata().map_err(|source| unreadable(path, source))?.len();
    if length > limit {
        return Err(Error::TooLarge(path.to_owned()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|source| unreadable(path, source))?;
    if bytes.len() as u64 > limit { Err(Error::TooLarge(path.to_owned())) } else { Ok(bytes) }
}

fn unreadable(path: &Path, source: io::Error) -> Error {
    match source.kind() {
        io::ErrorKind::NotFound => Error::Missing(path.to_owned()),
        _ => Error::Unreadable { path: path.to_owned(), source },
    }
}

pub(super) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().and_then(OsStr::to_str).is_some_and(|found| found.eq_ignore_ascii_case(extension))
}
