//! A `jobs.json` that an earlier run wrote → [`Dataset`].

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::model::dataset::{Dataset, FORMAT};

/// Reads a dataset back. What stands in its tables alone (issues, changes) is empty.
///
/// # Errors
/// When the file cannot be read, is no dataset, or was written by a later version of the program.
pub fn load(path: &Path) -> Result<Dataset, Error> {
    let fail = |message: String| Error::Dataset { path: path.to_path_buf(), message };
    let bytes = fs::read(path).map_err(|source| Error::PathUnreadable { path: path.to_path_buf(), source })?;
    let dataset: Dataset =
        serde_json::from_slice(&bytes).map_err(|error| fail(format!("is no dataset of this program ({error})")))?;
    if dataset.format > FORMAT {
        return Err(fail(format!("has format {}, and this version reads up to {FORMAT}", dataset.format)));
    }
    Ok(dataset)
}
