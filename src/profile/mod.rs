//! Report profiles: how a family of reports is recognised and read, as data.

mod at_once;
mod bare;
mod check;
mod files;
mod load;
mod marks;
mod pattern;
mod patterns;
mod recognise;
mod schema;

use std::fmt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::message;
use crate::model::message::Message;
use crate::model::record::{Kind, ValueKind};
use crate::text::hex;
use crate::text::said::system;

use at_once::{AtOnce, Together};

pub use bare::{bare, is_continuation};
pub use check::warnings;
pub use marks::Mark;
pub use pattern::{Pattern, wordings};
pub use patterns::Named;
pub use recognise::{Range, Score, Tied, recognise, scores};
pub use schema::{AxisField, LabelField, Look, NotePart, ParentBy};

/// Embedded profiles, sorted by name: (file name, text).
const BUILTIN: &[(&str, &str)] = &[
    ("anap-panorama.toml", include_str!("builtin/anap-panorama.toml")),
    ("collective-guide.toml", include_str!("builtin/collective-guide.toml")),
    ("opco-foresight.toml", include_str!("builtin/opco-foresight.toml")),
    ("paramedical-contribution.toml", include_str!("builtin/paramedical-contribution.toml")),
    ("press-article.toml", include_str!("builtin/press-article.toml")),
    ("reac.toml", include_str!("builtin/reac.toml")),
];

/// What can be wrong with profiles.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder or a file in it cannot be read.
    Unreadable {
        /// The folder or file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A profile says something that is not understood.
    Invalid {
        /// The profile's file name.
        file: String,
        /// 1-based line.
        line: usize,
        /// 1-based column, in characters.
        column: usize,
        /// What is wrong.
        reason: Message,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl Error {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable { path, source } => message!("profile-unreadable", path, why = system(source)),
            Self::Invalid { file, line, column, reason } => {
                message!("profile-invalid", file, line = *line, column = *column, what = reason.clone())
            }
        }
    }

    /// The file or folder that it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Unreadable { path, .. } => Path::new(path),
            Self::Invalid { file, .. } => Path::new(file),
        }
    }
}

/// A compiled profile.
#[derive(Debug, Clone)]
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
    /// The profile whose parts it takes over where it says nothing itself.
    pub extends: Option<String>,
    /// How the sheets lie in the report; `None` when it describes none.
    pub form: Option<Form>,
    /// Whether its sheets bear a theme.
    pub theme: bool,
    /// What is printed on sheets beside their sections.
    pub notes: Vec<NotePart>,
    /// What an edition is expected to hold.
    pub expect: Expectation,
    /// Sections in the profile's order.
    pub sections: Vec<SectionRule>,
    /// Labelled fields.
    pub labels: Vec<LabelRule>,
    /// Whether the program brings it.
    builtin: bool,
    /// The score that is enough to recognise a document.
    pub threshold: u32,
    evidence: Vec<EvidenceRule>,
    axes: Vec<AxisRule>,
    furniture: Vec<Pattern>,
    /// What its patterns tell together.
    at_once: AtOnce,
    /// Of its text: whatever a profile says, it says there.
    digest: [u8; 32],
}

#[derive(Debug, Clone)]
struct EvidenceRule {
    regex: Pattern,
    /// As its profile says it.
    written: String,
    weight: u32,
    at_least: u32,
}

/// How jobs lie in a report; see the profile files for what each part means.
#[derive(Debug, Clone)]
pub enum Form {
    /// Sheets of one or several forms, each with rules of its own.
    Sheets(Vec<SheetRule>),
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
        title: Option<Pattern>,
        /// What looks like a title and is none.
        not_title: Option<Pattern>,
        /// Key of the section that text without a heading belongs to.
        body: Option<String>,
        /// Form of the heading above the titles.
        theme: Option<Pattern>,
        /// What ends the last job.
        end: Vec<Pattern>,
    },
    /// Jobs are lines of a list.
    List {
        /// Form of a job's line.
        entry: Pattern,
        /// Groups whose lines are no jobs.
        not_group: Vec<Pattern>,
        /// Heading over a theme's facts.
        facts: Pattern,
        /// Key of the section that the facts are.
        facts_key: String,
    },
}

/// The sheets of one form.
#[derive(Debug, Clone)]
pub struct SheetRule {
    /// What a sheet describes.
    pub kind: Kind,
    /// Where one begins.
    pub begin: Beginning,
    /// What its title is as a whole, with the groups that are parts of it.
    pub title: Option<Pattern>,
    /// What looks like a title and is none.
    pub not_title: Vec<Pattern>,
    /// What ends a sheet that no other follows.
    pub end: Vec<Pattern>,
    /// The sheet that it is a part of.
    pub parent: Option<ParentRule>,
}

/// Where a sheet begins. Patterns match whole folded lines.
#[derive(Debug, Clone)]
pub enum Beginning {
    /// At its title.
    Title(Pattern),
    /// At a line over the title, or at words before it on its line.
    Number {
        /// The whole line.
        line: Pattern,
        /// The words with the sign that parts them from the title.
        before: Pattern,
    },
    /// At a label whose value is the title.
    Label(Pattern),
    /// Where a running head begins to tell the title.
    RunningHead(Pattern),
    /// At a title that looks so.
    Look(Look),
    /// At a table; the title stands in its first row.
    Table,
    /// In each row of a table: the head of the column of titles.
    Row(Pattern),
    /// Where as many headings begin again.
    Headings(usize),
}

/// How the sheet is found that another is a part of.
#[derive(Debug, Clone)]
pub struct ParentRule {
    /// What it describes.
    pub kind: Kind,
    /// How it is found.
    pub by: ParentBy,
    /// The label whose value names it.
    pub label: Option<Pattern>,
}

/// What an edition is expected to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expectation {
    /// The least and the most sheets.
    pub sheets: Option<(usize, usize)>,
    /// Keys of sections that every sheet has.
    pub sections: Vec<String>,
}

/// A section and its headings.
#[derive(Debug, Clone)]
pub struct SectionRule {
    /// The key in the dataset.
    pub key: String,
    /// What joins the cells of a row where a table stands under it.
    pub cells: Option<String>,
    /// The kinds of sheets that have it; none: all.
    of: Vec<Kind>,
    /// A sheet without it has an issue.
    pub required: bool,
    /// What stands under it is a chart, no text.
    pub chart: bool,
    headings: Vec<Pattern>,
}

/// An axis of the verdict chart.
#[derive(Debug, Clone)]
struct AxisRule {
    field: AxisField,
    positive: Vec<Pattern>,
    negative: Vec<Pattern>,
}

/// A labelled field.
#[derive(Debug, Clone)]
pub struct LabelRule {
    /// Its place among the profile's labels.
    pub index: usize,
    /// The field of the contract; without it, the value goes to `fields`.
    pub field: Option<LabelField>,
    /// The name in `fields`, where it is not the label as printed.
    pub name: Option<String>,
    /// What the value is.
    pub kind: ValueKind,
    /// What parts the values of a list.
    pub separator: Option<String>,
    /// A sheet without it has an issue.
    pub required: bool,
    regex: Pattern,
}

/// Profiles to try on a document, sorted by id.
#[derive(Debug)]
pub struct ProfileSet {
    profiles: Vec<Profile>,
    /// What all of them are recognised by, one profile's after another's.
    evidence: Together,
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
        Self::with_files(&Self::files(folder)?)
    }

    /// The embedded profiles and those of some files.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn with_files(paths: &[PathBuf]) -> Result<Self, Error> {
        let mut files: Vec<(String, String)> =
            BUILTIN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        for path in paths {
            let text = std::fs::read_to_string(path).map_err(unreadable(path))?;
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            files.retain(|(known, _)| *known != name);
            files.push((name, text));
        }
        Self::from_texts(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    /// The profiles of these files, by name and content. A profile may extend one of the others, or an embedded one.
    ///
    /// # Errors
    /// [`Error::Invalid`] with file and line for a mistake.
    pub fn from_texts<'t>(files: impl Iterator<Item = (&'t str, &'t str)>) -> Result<Self, Error> {
        let files: Vec<(&str, &str)> = files.collect();
        let profiles = files.iter().map(|(name, text)| parsed(name, text, &files, &mut Vec::new()));
        Ok(Self::of(profiles.collect::<Result<_, _>>()?))
    }

    fn of(mut profiles: Vec<Profile>) -> Self {
        profiles.sort_by(|a, b| a.id.cmp(&b.id));
        let evidence = profiles.iter().flat_map(|profile| &profile.evidence).map(|rule| rule.regex.clone());
        Self { evidence: Together::new(evidence.collect()), profiles }
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

fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.display().to_string();
    move |source| Error::Unreadable { path, source }
}

/// A profile with what it takes over from others: of the given files, or of the embedded ones where it bears the name of
/// what it extends. `on_the_way` are those whose parts are being looked up.
fn parsed(name: &str, text: &str, files: &[(&str, &str)], on_the_way: &mut Vec<String>) -> Result<Profile, Error> {
    let mut base = |id: &str| -> Result<Option<Profile>, Error> {
        let wanted = format!("{id}.toml");
        let given = files.iter().find(|(other, _)| *other == wanted && *other != name);
        let Some((name, text)) = given.or_else(|| BUILTIN.iter().find(|(other, _)| *other == wanted)) else {
            return Ok(None);
        };
        if on_the_way.contains(&wanted) {
            // A circle: what is looked for is not there.
            return Ok(None);
        }
        on_the_way.push(wanted);
        parsed(name, text, files, on_the_way).map(Some)
    };
    load::parse(name, text, BUILTIN.contains(&(name, text)), &mut base)
}

#[cfg(test)]
mod tests;
