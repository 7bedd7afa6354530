//! All files of a run or none: complete temporary files in the output folder first, renamed at the end.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::Writer;
use super::folder::{OutputFolder, UNFINISHED};
use crate::error::Error;
use crate::model::dataset::Dataset;

/// Writes the dataset in all `formats` into `folder`. Returns the names of the files.
/// Files of other formats that stand there are left alone.
///
/// # Errors
/// When the folder cannot be written; earlier outputs are then still whole.
pub fn write_all(folder: &OutputFolder, formats: &[&dyn Writer], dataset: &Dataset) -> Result<Vec<String>, Error> {
    let fail = |path: &Path, source: io::Error| Error::Output { path: path.to_path_buf(), source };
    let folder = folder.path();
    let mut complete: Vec<(String, NamedTempFile)> = Vec::new();
    for writer in formats {
        for name in writer.file_names() {
            let target = folder.join(&name);
            if target.is_dir() {
                return Err(fail(&target, io::Error::new(io::ErrorKind::IsADirectory, "is a folder")));
            }
            let file = temporary(folder).map_err(|error| fail(folder, error))?;
            write_one(*writer, &name, dataset, file.as_file()).map_err(|error| fail(&target, error))?;
            complete.push((name, file));
        }
    }
    let mut names = Vec::with_capacity(complete.len());
    for (name, file) in complete {
        let path = folder.join(&name);
        file.persist(&path).map_err(|error| Error::Replace { path, source: error.error })?;
        names.push(name);
    }
    Ok(names)
}

fn write_one(writer: &dyn Writer, name: &str, dataset: &Dataset, file: &fs::File) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    writer.write(name, dataset, &mut out)?;
    out.flush()?;
    // A full disk may tell only now.
    file.sync_all()
}

/// A hidden file that is removed again unless it is renamed.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    // Temporary files are private by default; outputs are as readable as any file that the user makes.
    #[cfg(unix)]
    builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    builder.tempfile_in(folder)
}
