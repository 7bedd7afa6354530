//! All files of a run or none: complete temporary files in the output folder first, renamed at the end.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::Writer;
use super::folder::{OutputFolder, UNFINISHED};
use crate::error::Error;
use crate::model::dataset::Dataset;

/// What became of the files of a run.
#[derive(Debug, Default)]
pub struct Written {
    /// The names of the files that are new now.
    pub names: Vec<String>,
    /// Why others are still the old ones, an [`Error::Replace`] each.
    pub failed: Vec<Error>,
}

/// Writes the dataset in all `formats` into `folder`. Returns what became of the files.
/// Files of other formats that stand there are left alone.
///
/// # Errors
/// When the folder cannot be written; earlier outputs are then still whole.
pub fn write_all(folder: &OutputFolder, formats: &[&dyn Writer], dataset: &Dataset) -> Result<Written, Error> {
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
    Ok(replace(folder, complete))
}

/// Lets each complete file take the place of the old one. One that cannot be replaced, say because another program
/// holds it open, does not keep the others old.
fn replace(folder: &Path, complete: Vec<(String, NamedTempFile)>) -> Written {
    let mut written = Written::default();
    for (name, file) in complete {
        let path = folder.join(&name);
        match file.persist(&path) {
            Ok(_) => written.names.push(name),
            Err(error) => written.failed.push(Error::Replace { path, source: error.error }),
        }
    }
    written
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

    use super::*;

    #[test]
    fn a_file_that_cannot_be_replaced_does_not_keep_the_others_old() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("first.csv"), "old").unwrap();
        // Rename refuses a folder as the system refuses a file that is held open elsewhere.
        fs::create_dir(folder.path().join("held.csv")).unwrap();
        let complete = ["first.csv", "held.csv", "last.csv"].map(|name| {
            let mut file = temporary(folder.path()).unwrap();
            file.write_all(b"new").unwrap();
            (name.to_owned(), file)
        });
        let written = replace(folder.path(), complete.into());
        assert_eq!(written.names, ["first.csv", "last.csv"]);
        let [failed] = written.failed.as_slice() else { panic!("{:?}", written.failed) };
        assert!(matches!(failed, Error::Replace { path, .. } if path.ends_with("held.csv")), "{failed:?}");
        assert!(failed.to_string().contains("close or remove it and run again"), "{failed}");
        for name in ["first.csv", "last.csv"] {
            assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "new");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no temporary file is left");
    }
}
