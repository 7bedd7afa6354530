//! Profiles: what a family of reports looks like.

use std::path::{Path, PathBuf};

/// Profiles in the order in which they are tried.
#[derive(Debug, Clone, Default)]
pub struct ProfileSet {
    profiles: Vec<ProfileInfo>,
}

/// What a profile is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileInfo {
    /// The collection's name for ever.
    pub id: String,
    /// Raised when the output changes.
    pub version: u32,
    /// For people.
    pub title: String,
}

/// Why a profile does not load.
#[derive(Debug, thiserror::Error)]
#[error("{}: {message}", .path.display())]
pub struct Error {
    /// The profile's file, or the folder of profiles.
    pub path: PathBuf,
    /// What is wrong, and where.
    pub message: String,
}

impl ProfileSet {
    /// The profiles that come with the program.
    #[must_use]
    pub fn builtin() -> Self {
        Self::default()
    }

    /// The built-in profiles and those of a folder; the folder's win over built-in ones of the same id.
    ///
    /// # Errors
    /// When the folder cannot be read or one of its `*.toml` is not a profile.
    pub fn load(folder: &Path) -> Result<Self, Error> {
        let fail = |path: &Path, message: String| Error { path: path.to_path_buf(), message };
        for entry in std::fs::read_dir(folder).map_err(|error| fail(folder, error.to_string()))?.flatten() {
            if entry.path().extension().is_some_and(|extension| extension == "toml") {
                return Err(fail(&entry.path(), "profiles are not read yet".to_owned()));
            }
        }
        Ok(Self::default())
    }

    /// Ids, versions and titles, by id.
    #[must_use]
    pub fn list(&self) -> Vec<ProfileInfo> {
        self.profiles.clone()
    }
}
