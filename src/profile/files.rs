//! Profiles by file: one that is being written, beside others that it may extend.

use std::path::{Path, PathBuf};

use super::{BUILTIN, Error, Profile, ProfileSet, parsed, unreadable};

impl Profile {
    /// The profile of a file. It may extend an embedded one, or one that stands beside it.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for the file, [`Error::Invalid`] with file, line and column for a mistake.
    pub fn of_file(path: &Path) -> Result<Self, Error> {
        let (name, text) = file(path)?;
        let beside = beside(path);
        parsed(&name, &text, &borrowed(&beside), &mut Vec::new())
    }

    /// What its file says.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the program brings it.
    #[must_use]
    pub fn is_builtin(&self) -> bool {
        self.builtin
    }
}

impl ProfileSet {
    /// The profiles of a folder, sorted by name: its `.toml` files.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for the folder.
    pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
        let entries = std::fs::read_dir(folder).map_err(unreadable(folder))?;
        let mut paths = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(unreadable(folder))?;
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
        paths.sort();
        Ok(paths)
    }

    /// The embedded profiles, those of `others`, and one of a file by itself, which takes the place of one with the same
    /// name. Profiles that only stand beside it are not among them, though it may extend them.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn with_own(path: &Path, others: &[PathBuf]) -> Result<Self, Error> {
        let mut files: Vec<(String, String)> =
            BUILTIN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        for path in others.iter().map(PathBuf::as_path).chain([path]) {
            let (name, text) = file(path)?;
            files.retain(|(known, _)| *known != name);
            files.push((name, text));
        }
        let known = [files.clone(), beside(path)].concat();
        let known = borrowed(&known);
        let profiles = files.iter().map(|(name, text)| parsed(name, text, &known, &mut Vec::new()));
        Ok(Self::of(profiles.collect::<Result<_, _>>()?))
    }

    /// The profile of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.id == id)
    }
}

fn file(path: &Path) -> Result<(String, String), Error> {
    let text = std::fs::read_to_string(path).map_err(unreadable(path))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((name, text))
}

/// The profiles in a file's folder. One that cannot be read is missed by the profile that extends it, and told there.
fn beside(path: &Path) -> Vec<(String, String)> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let paths = ProfileSet::files(folder).unwrap_or_default();
    paths.iter().filter_map(|path| file(path).ok()).collect()
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}
