//! A `jobs.json` that an earlier run wrote → [`Dataset`].

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use crate::error::Error;
use crate::model::dataset::{Dataset, FORMAT};

/// Bytes of the file in memory at a time.
const BUFFER: usize = 256 << 10;

/// Reads a dataset back. What stands in its tables alone (issues, changes) is empty.
///
/// # Errors
/// When the file cannot be read, is no dataset, or was written by a later version of the program.
pub fn load(path: &Path) -> Result<Dataset, Error> {
    let fail = |message: String| Error::Dataset { path: path.to_path_buf(), message };
    let unreadable = |source| Error::PathUnreadable { path: path.to_path_buf(), source };
    let file = File::open(path).map_err(unreadable)?;
    let dataset = parse(BufReader::with_capacity(BUFFER, file)).map_err(|error| match error.io_error_kind() {
        Some(_) => unreadable(error.into()),
        None => fail(format!("is no dataset of this program ({error})")),
    })?;
    if dataset.format > FORMAT {
        return Err(fail(format!("has format {}, and this version reads up to {FORMAT}", dataset.format)));
    }
    Ok(dataset)
}

/// A dataset in JSON, record by record.
///
/// # Errors
/// When `json` cannot be read or is no dataset.
pub fn parse(json: impl Read) -> serde_json::Result<Dataset> {
    serde_json::from_reader(json)
}
