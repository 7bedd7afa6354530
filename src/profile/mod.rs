//! Report profiles: how a family of reports is recognised and read, as data.

mod bare;
mod load;
mod marks;
mod recognise;
mod schema;

use std::path::Path;

use regex::Regex;
use sha2::{Digest, Sha256};

use crate::text::hex;

pub use bare::bare;
pub use marks::Mark;
pub use recognise::{Range, recognise};
pub use schema::{AxisField, LabelField};

/// Embedded profiles, sorted by name: (file name, text).
const BUILTIN: &[(&str, &str)] = &[
    ("anap-panorama.toml", include_str!("builtin/anap-panorama.toml")),
    ("collective-guide.toml", include_str!("builtin/collective-guide.toml")),
    ("opco-foresight.toml", include_str!("builtin/opco-foresight.toml")),
    ("paramedical-contribution.toml", include_str!("builtin/paramedical-contribution.toml")),
    ("press-article.toml", include_str!("builtin/press-article.toml")),
];

/// What can be wrong with profiles.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder or a file in it cannot be read.
    #[error("{path}: cannot read the profile: {source}; check the path given to --profiles")]
    Unreadable {
        /// The folder or file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A profile says something that is not understood.
    #[error("{file}:{line}: {reason}; correct the profile and run again")]
    Invalid {
        /// The profile's file name.
        file: String,
        /// 1-based line.
        line: usize,
        /// What is wrong.
        reason: String,
    },
}

impl Error {
    fn invalid(file: &str, line: usize, reason: impl Into<String>) -> Self {
        Self::Invalid { file: file.to_owned(), line, reason: reason.into() }
    }
}

/// A compiled profile.
#[derive(Debug)]
pub struct Profile {
    /// Its file's name.
    file: String,
    /// The file's content.
    text: String,
    /// The collection's name.
    pub id: String,
    /// Version of the profile.
    pub version: u32,
    /// What the collection is, for people.
    pub title: String,
    /// How the jobs lie in the report; `None` when it describes none.
    pub form: Option<Form>,
    /// Sections in the profile's order.
    pub sections: Vec<SectionRule>,
    /// Labelled fields.
    pub labels: Vec<LabelRule>,
    threshold: u32,
    evidence: Vec<EvidenceRule>,
    axes: Vec<AxisRule>,
    furniture: Vec<Regex>,
    /// Of its text: whatever a profile says, it says there.
    digest: [u8; 32],
}

#[derive(Debug)]
struct EvidenceRule {
    regex: Regex,
    weight: u32,
    at_least: u32,
}

/// How jobs lie in a report; see the profile files for what each part means.
#[derive(Debug)]
pub enum Form {
    /// A sheet is a page or a few.
    Page {
        /// How many different headings make a sheet.
        at_least: usize,
    },
    /// Jobs follow each other as chapters.
    Chapter {
        /// Key of the section whose heading follows the title.
        anchor: Option<String>,
        /// Form of a title.
        title: Option<Regex>,
        /// What looks like a title and is none.
        not_title: Option<Regex>,
        /// Key of the section that text without a heading belongs to.
        body: Option<String>,
        /// Form of the heading above the titles.
        theme: Option<Regex>,
        /// What ends the last job.
        end: Vec<Regex>,
    },
    /// Jobs are lines of a list.
    List {
        /// Form of a job's line.
        entry: Regex,
        /// Groups whose lines are no jobs.
        not_group: Vec<Regex>,
        /// Heading over a theme's facts.
        facts: Regex,
        /// Key of the section that the facts are.
        facts_key: String,
    },
}

/// A section and its headings.
#[derive(Debug)]
pub struct SectionRule {
    /// The key in the dataset.
    pub key: String,
    /// A sheet without it has an issue.
    pub required: bool,
    /// What stands under it is a chart, no text.
    pub chart: bool,
    headings: Vec<Regex>,
}

/// An axis of the verdict chart.
#[derive(Debug)]
struct AxisRule {
    field: AxisField,
    positive: Vec<Regex>,
    negative: Vec<Regex>,
}

/// A labelled field.
#[derive(Debug)]
pub struct LabelRule {
    /// The field.
    pub field: LabelField,
    /// A sheet without it has an issue.
    pub required: bool,
    regex: Regex,
}

/// Profiles to try on a document, sorted by id.
#[derive(Debug)]
pub struct ProfileSet {
    profiles: Vec<Profile>,
}

impl ProfileSet {
    /// The embedded profiles.
    ///
    /// # Errors
    /// None in a released program: a test loads them all.
    pub fn builtin() -> Result<Self, Error> {
        Self::from_texts(BUILTIN.iter().copied())
    }

    /// The embedded profiles and those of a folder's `.toml` files; a folder's profile takes the place of an embedded
    /// one with the same id.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for the folder or a file, [`Error::Invalid`] with file and line for a mistake.
    pub fn load(folder: &Path) -> Result<Self, Error> {
        let unreadable = |path: &Path| {
            let path = path.display().to_string();
            move |source| Error::Unreadable { path, source }
        };
        let mut set = Self::builtin()?;
        let entries = std::fs::read_dir(folder).map_err(unreadable(folder))?;
        let mut paths = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(unreadable(folder))?;
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
        paths.sort();
        for path in paths {
            let text = std::fs::read_to_string(&path).map_err(unreadable(&path))?;
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let profile = load::parse(&name, &text)?;
            set.profiles.retain(|known| known.id != profile.id);
            set.profiles.push(profile);
        }
        set.profiles.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(set)
    }

    /// The profiles of these files, by name and content.
    ///
    /// # Errors
    /// [`Error::Invalid`] with file and line for a mistake.
    pub fn from_texts<'t>(files: impl Iterator<Item = (&'t str, &'t str)>) -> Result<Self, Error> {
        let mut profiles = files.map(|(name, text)| load::parse(name, text)).collect::<Result<Vec<_>, _>>()?;
        profiles.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(Self { profiles })
    }

    /// What [`from_texts`](Self::from_texts) makes these profiles of again.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.profiles.iter().map(|profile| (profile.file.as_str(), profile.text.as_str()))
    }

    /// A digest of all that the profiles say, in hexadecimal: where it is the same, so are the profiles.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hasher = Sha256::new();
        self.profiles.iter().for_each(|profile| hasher.update(profile.digest));
        hex(&hasher.finalize())
    }

    /// The profiles, sorted by id.
    #[must_use]
    pub fn list(&self) -> &[Profile] {
        &self.profiles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builtin_profiles_load_and_are_all_listed() {
        let set = ProfileSet::builtin().unwrap();
        let ids: Vec<&str> = set.list().iter().map(|profile| profile.id.as_str()).collect();
        assert!(ids.is_sorted(), "{ids:?}");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/profile/builtin");
        let mut files: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        files.sort();
        assert_eq!(files, BUILTIN.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
    }

    #[test]
    fn the_fingerprint_is_that_of_the_texts() {
        let folder = tempfile::tempdir().unwrap();
        let fingerprint = |text: &str| {
            std::fs::write(folder.path().join("x.toml"), text).unwrap();
            ProfileSet::load(folder.path()).unwrap().fingerprint()
        };
        let text = "id = \"x\"\nversion = 1\ntitle = \"X\"\n[recognise]\nthreshold = 1\npattern = []\n";
        let first = fingerprint(text);
        assert_ne!(first, ProfileSet::builtin().unwrap().fingerprint());
        assert_ne!(first, fingerprint(&text.replace("threshold = 1", "threshold = 2")));
        assert_eq!(first, fingerprint(text));
    }

    #[test]
    fn mistakes_are_told_with_file_and_line() {
        let text = "id = \"x\"\nversion = 1\ntitle = \"X\"\n[recognise]\nthreshold = 1\npattern = []\n";
        assert!(load::parse("x.toml", text).is_ok());
        let misspelt = format!("{text}tresshold = 2\n");
        let error = load::parse("x.toml", &misspelt).unwrap_err().to_string();
        assert!(error.starts_with("x.toml:7: unknown field `tresshold`"), "{error}");
        let bad_regex = format!("{text}[[section]]\nkey = \"missions\"\nheading = ['missions(']\n");
        let error = load::parse("x.toml", &bad_regex).unwrap_err().to_string();
        assert!(error.starts_with("x.toml:9: invalid regular expression `missions(`"), "{error}");
    }
}
