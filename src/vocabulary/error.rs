//! Why a vocabulary cannot be loaded.

use std::io;
use std::path::{Path, PathBuf};

use super::load::LIMIT;

/// Why a file of a vocabulary cannot be used. Messages are lower-case fragments that name the file and the next step.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing is there.
    #[error("{}: no such file or folder; check the spelling of the path", .0.display())]
    Missing(PathBuf),
    /// It cannot be opened or read.
    #[error("{}: cannot be read ({}); check its permissions", .path.display(), crate::text::said::system(source))]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Neither a file nor a folder, such as a pipe.
    #[error("{}: is no file; name a CSV file, a zip of CSV files, or the folder that holds them", .0.display())]
    NoFile(PathBuf),
    /// A folder without any file to load.
    #[error("{}: holds no .csv and no .zip file; put the published tables there, or name them one by one", .0.display())]
    EmptyFolder(PathBuf),
    /// More bytes than any published table has.
    #[error("{}: has more than {} MB, no published table is that large; name the table itself", .0.display(), LIMIT / 1_000_000)]
    TooLarge(PathBuf),
    /// The tables of a zip are more than [`LIMIT`] bytes when unpacked.
    #[error("{}: its tables are more than {} MB unpacked; unpack it and name the tables that are needed", .0.display(), LIMIT / 1_000_000)]
    TooLargeUnpacked(PathBuf),
    /// Bytes that are no text.
    #[error("{}: is not text; name a CSV file as published, or save the sheet as CSV", .0.display())]
    NotText(PathBuf),
    /// A CSV whose columns are those of no vocabulary.
    #[error(
        "{}: its columns ({columns}) are those of no known table; it needs code and label, code_rome and libelle_rome, code_rome and libelle_appellation_long, Numero_Fiche and Intitule, or Numero_Fiche and Codes_Rome_Code", .path.display()
    )]
    Columns {
        /// The file.
        path: PathBuf,
        /// Its columns as printed, the first few.
        columns: String,
    },
    /// A CSV that breaks off or has a line that is no row.
    #[error("{}:{line}: {message}; correct the line, or download the file again", .path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// The 1-based line.
        line: u64,
        /// What is wrong with it.
        message: String,
    },
    /// A table that has columns alone.
    #[error("{}: has no rows with a code and a label; download it again, or leave it out", .0.display())]
    NoRows(PathBuf),
    /// A zip that cannot be unpacked.
    #[error("{}: cannot be unpacked ({message}); download it again, or unpack it and name the tables", .path.display())]
    Archive {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// A zip or a folder without any table that is known.
    #[error("{}: none of its CSV files is a known table; name the published codes, job names or register", .0.display())]
    NoTable(PathBuf),
}

impl Error {
    /// The file or folder that it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Missing(path)
            | Self::Unreadable { path, .. }
            | Self::NoFile(path)
            | Self::EmptyFolder(path)
            | Self::TooLarge(path)
            | Self::TooLargeUnpacked(path)
            | Self::NotText(path)
            | Self::Columns { path, .. }
            | Self::Row { path, .. }
            | Self::NoRows(path)
            | Self::Archive { path, .. }
            | Self::NoTable(path) => path,
        }
    }
}
