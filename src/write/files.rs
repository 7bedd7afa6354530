//! The dataset in all formats asked for: all files or none.

use super::folder::{OutputFolder, Written};
use super::{Content, Writer};
use crate::error::Error;
use crate::model::dataset::Dataset;

/// Writes the dataset in all `formats` into `folder`, and `beside` it, by name, what is no part of it. Returns what became of the files.
/// Files of other formats that stand there are left alone.
///
/// # Errors
/// When the folder cannot be written; earlier outputs are then still whole.
pub fn write_all(
    folder: &OutputFolder,
    formats: &[&dyn Writer],
    dataset: &Dataset,
    beside: &[(String, Vec<u8>)],
) -> Result<Written, Error> {
    let mut staging = folder.stage();
    for writer in formats {
        for name in writer.file_names() {
            // What describes the other files comes last, and needs to know them.
            let files = staging.produced().to_vec();
            let content = Content { dataset, files: &files };
            staging.add(&name, |out| writer.write(&name, content, out))?;
        }
    }
    for (name, bytes) in beside {
        staging.add_aside(name, |out| out.write_all(bytes))?;
    }
    staging.commit()
}
