//! Where reports come from: `sources.toml`, an optional file beside them, tells what no report says of itself.
//!
//! ```toml
//! [[source]]
//! file = "panorama-2026.pdf"          # or a pattern, such as "2026/*.pdf"
//! url = "https://www.example.org/panorama-2026.pdf"
//! publisher = "Agence des métiers"
//! fetched = 2026-03-02
//! licence = "Licence Ouverte 2.0"
//! licence_url = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
//! ```
//!
//! All but `file` may be left out. Where several entries fit a file, the first one that tells something is right.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobMatcher};
use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::value::Datetime;
use unicode_normalization::UnicodeNormalization;

use crate::error::Error;
use crate::message;
use crate::model::dataset::Dataset;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::message::Message;
use crate::source::Source;
use crate::text::said::{malformed, malformed_glob, system};

/// The file's name.
pub const FILE: &str = "sources.toml";

/// What is known of where the sources of a run come from.
#[derive(Debug, Default, Serialize)]
pub struct Provenance {
    /// By `source_id`.
    origins: BTreeMap<String, Origin>,
    /// Patterns that fit no file.
    unused: Vec<String>,
}

/// Where a report comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
struct Origin {
    url: Option<String>,
    publisher: Option<String>,
    /// As `YYYY-MM-DD`.
    fetched: Option<String>,
    licence: Option<String>,
    licence_url: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    source: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: Spanned<String>,
    url: Option<Spanned<String>>,
    publisher: Option<String>,
    fetched: Option<Spanned<Datetime>>,
    #[serde(alias = "license")]
    licence: Option<String>,
    #[serde(alias = "license_url")]
    licence_url: Option<Spanned<String>>,
}

/// Files and what is told of them.
struct Rule {
    pattern: String,
    glob: GlobMatcher,
    origin: Origin,
}

impl Provenance {
    /// Reads `sources.toml` in each folder that was walked, and beside each file that was named. `sources` are all that
    /// were found there.
    ///
    /// # Errors
    /// [`Error::Provenance`] when one cannot be read or has a mistake in it.
    pub fn load(sources: &[Source]) -> Result<Self, Error> {
        let mut by_folder: BTreeMap<PathBuf, Vec<&Source>> = BTreeMap::new();
        for source in sources {
            by_folder.entry(folder(source)).or_default().push(source);
        }
        let mut provenance = Self::default();
        for (folder, sources) in by_folder {
            let path = folder.join(FILE);
            match fs::read_to_string(&path) {
                Ok(text) => provenance.add(&rules(&path, &text)?, &sources),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    return Err(mistake(&path, 1, message!("unread-as-text", why = system(&error))));
                }
            }
        }
        Ok(provenance)
    }

    fn add(&mut self, rules: &[Rule], sources: &[&Source]) {
        let mut used = BTreeSet::new();
        for source in sources {
            let fitting = rules.iter().enumerate().filter(|(_, rule)| rule.fits(&source.file));
            for (place, rule) in fitting {
                used.insert(place);
                self.origins.entry(source.source_id.clone()).or_default().complete(&rule.origin);
            }
        }
        let unused = rules.iter().enumerate().filter(|(place, _)| !used.contains(place));
        self.unused.extend(unused.map(|(_, rule)| rule.pattern.clone()));
    }

    /// Tells the dataset where its sources come from, and what is missing.
    ///
    /// # Errors
    /// When that cannot be stored.
    pub fn apply(&self, dataset: &mut Dataset) -> io::Result<()> {
        let Dataset { sources, issues, .. } = dataset;
        for row in sources {
            if let Some(origin) = self.origins.get(&row.source_id) {
                row.url.clone_from(&origin.url);
                row.fetched.clone_from(&origin.fetched);
                row.licence.clone_from(&origin.licence);
                row.licence_url.clone_from(&origin.licence_url);
                if origin.publisher.is_some() {
                    row.publisher.clone_from(&origin.publisher);
                }
            }
            if row.jobs > 0 && row.licence.is_none() {
                let message = message!("licence-missing", file = FILE);
                issues.add(&issue(Severity::Info, "licence-missing", message, &row.file))?;
            }
        }
        for pattern in &self.unused {
            let message = message!("provenance-unused", pattern);
            issues.add(&issue(Severity::Warning, "provenance-unused", message, FILE))?;
        }
        Ok(())
    }
}

fn issue(severity: Severity, code: &'static str, message: Message, file: &str) -> Diagnostic {
    let mut issue = Diagnostic::new(severity, code, message);
    file.clone_into(&mut issue.file);
    issue
}

/// The PATH that led to a source: the folder that was walked, or the one that holds the file.
fn folder(source: &Source) -> PathBuf {
    let folder = source.path.ancestors().nth(source.file.split('/').count()).unwrap_or(Path::new(""));
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_path_buf() }
}

impl Rule {
    /// As for `--only`: a pattern fits the path or the name. Names are compared however their accents are encoded.
    fn fits(&self, file: &str) -> bool {
        let file: String = file.nfc().collect();
        let name = file.rsplit('/').next().unwrap_or(&file);
        let exact = self.pattern == file || self.pattern == name;
        exact || self.glob.is_match(&file) || self.glob.is_match(name)
    }
}

impl Origin {
    /// What is not told yet is told by `other`.
    fn complete(&mut self, other: &Self) {
        let fill = |mine: &mut Option<String>, other: &Option<String>| {
            if mine.is_none() {
                mine.clone_from(other);
            }
        };
        fill(&mut self.url, &other.url);
        fill(&mut self.publisher, &other.publisher);
        fill(&mut self.fetched, &other.fetched);
        fill(&mut self.licence, &other.licence);
        fill(&mut self.licence_url, &other.licence_url);
    }
}

fn rules(path: &Path, text: &str) -> Result<Vec<Rule>, Error> {
    let text = text.trim_start_matches('\u{feff}');
    let fail = |start: usize, message: Message| mistake(path, line_of(text, start), message);
    let file: File = toml::from_str(text)
        .map_err(|error| fail(error.span().map_or(0, |span| span.start), malformed(error.message())))?;
    file.source.into_iter().map(|entry| rule(entry, &fail)).collect()
}

fn rule(entry: Entry, fail: &dyn Fn(usize, Message) -> Error) -> Result<Rule, Error> {
    let pattern: String = entry.file.get_ref().nfc().collect();
    let at = entry.file.span().start;
    if pattern.trim().is_empty() {
        return Err(fail(at, message!("provenance-file-empty")));
    }
    // A name that is no pattern is still a name.
    let glob =
        GlobBuilder::new(&pattern).literal_separator(true).build().or_else(|_| Glob::new(&globset::escape(&pattern)));
    let glob = glob
        .map_err(|error| fail(at, message!("provenance-no-pattern", why = malformed_glob(&error))))?
        .compile_matcher();
    let address = |name: &str, value: Option<Spanned<String>>| {
        value
            .map(|value| {
                let well_formed = ["https://", "http://"].iter().any(|start| value.get_ref().starts_with(start));
                if well_formed
                    && !value.get_ref().contains(|letter: char| letter.is_whitespace() || letter.is_control())
                {
                    Ok(value.get_ref().clone())
                } else {
                    Err(fail(value.span().start, message!("provenance-no-address", name)))
                }
            })
            .transpose()
    };
    let fetched = entry
        .fetched
        .map(|day| match day.get_ref() {
            Datetime { date: Some(date), time: None, offset: None } => Ok(date.to_string()),
            _ => Err(fail(day.span().start, message!("provenance-no-day"))),
        })
        .transpose()?;
    let told = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let origin = Origin {
        url: address("url", entry.url)?,
        publisher: told(entry.publisher),
        fetched,
        licence: told(entry.licence),
        licence_url: address("licence_url", entry.licence_url)?,
    };
    Ok(Rule { pattern, glob, origin })
}

fn mistake(path: &Path, line: usize, message: Message) -> Error {
    Error::Provenance { path: path.to_path_buf(), line, message }
}

/// The 1-based line of a byte offset.
fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dataset::SourceRow;

    fn source(path: &str, file: &str) -> Source {
        Source {
            path: PathBuf::from(path),
            file: file.to_owned(),
            source_id: file.replace(['/', '.'], "-"),
            named_on_command_line: false,
            problem: None,
        }
    }

    fn applied(text: &str, files: &[&str]) -> Dataset {
        let sources: Vec<Source> = files.iter().map(|file| source(&format!("in/{file}"), file)).collect();
        let mut provenance = Provenance::default();
        provenance.add(&rules(Path::new("in/sources.toml"), text).unwrap(), &sources.iter().collect::<Vec<_>>());
        let row = |source: &Source| SourceRow {
            source_id: source.source_id.clone(),
            file: source.file.clone(),
            publisher: Some("printed".to_owned()),
            jobs: 1,
            ..SourceRow::default()
        };
        let mut dataset = Dataset { sources: sources.iter().map(row).collect(), ..Dataset::default() };
        provenance.apply(&mut dataset).unwrap();
        dataset
    }

    /// The codes of a dataset's issues, and their files.
    fn issues(dataset: &Dataset) -> Vec<(String, String)> {
        dataset.issues.iter().map(|issue| issue.map(|issue| (issue.code.into_owned(), issue.file)).unwrap()).collect()
    }

    #[test]
    fn the_first_entry_that_tells_something_is_right() {
        let text = r#"
            [[source]]
            file = "2026/été [1].pdf"
            fetched = 2026-03-02
            licence = "Licence Ouverte 2.0"
            [[source]]
            file = "2026/*.pdf"
            url = "https://www.example.org/"
            publisher = "Agence"
            license = "CC-BY-4.0"
        "#;
        // The accent of the file's name is a character of its own, as some systems write it.
        let dataset = applied(text, &["2026/e\u{301}te\u{301} [1].pdf", "2026/b.pdf", "c.pdf"]);
        let told: Vec<_> = dataset
            .sources
            .iter()
            .map(|row| {
                [&row.licence, &row.url, &row.publisher, &row.fetched].map(|text| text.as_deref().unwrap_or("-"))
            })
            .collect();
        assert_eq!(
            told,
            [
                ["Licence Ouverte 2.0", "https://www.example.org/", "Agence", "2026-03-02"],
                ["CC-BY-4.0", "https://www.example.org/", "Agence", "-"],
                ["-", "-", "printed", "-"],
            ]
        );
        assert_eq!(issues(&dataset), [("licence-missing".to_owned(), "c.pdf".to_owned())]);
    }

    #[test]
    fn an_entry_for_no_file_is_told() {
        let dataset = applied("[[source]]\nfile = 'b.pdf'\n", &["a.pdf"]);
        let codes: Vec<_> = issues(&dataset).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["licence-missing", "provenance-unused"]);
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (text, line, told) in [
            ("\n[[source]]\nfil = 'a.pdf'", 3, "unknown field `fil`"),
            ("[[source]]\nfile = 'a.pdf'\nurl = 'example.org'", 3, "https://"),
            ("[[source]]\nfile = 'a.pdf'\nfetched = 2026-03-02T10:00:00", 3, "2026-03-02"),
            ("[[source]]\nfile = 'a.pdf'\nfetched = '2026-03-02'", 3, "a date without quotes"),
            ("[[source]]\nfile = ''", 2, "`file` is empty"),
            ("[[source]]\n\nfile = ", 3, "string"),
            ("[[source]]\nurl = 'https://a'", 1, "missing field `file`"),
        ] {
            let Err(error) = rules(Path::new("in/sources.toml"), text) else { panic!("{text:?} is accepted") };
            let error = error.to_string();
            assert!(error.starts_with(&format!("in/sources.toml:{line}: ")) && error.contains(told), "{error}");
        }
    }

    #[test]
    fn sources_toml_is_looked_for_in_the_path_that_was_given() {
        for (path, file, expected) in [
            ("in/a/b.pdf", "a/b.pdf", "in"),
            ("in/b.pdf", "b.pdf", "in"),
            ("b.pdf", "b.pdf", "."),
            ("./x/b.pdf", "b.pdf", "./x"),
        ] {
            assert_eq!(folder(&source(path, file)), PathBuf::from(expected), "{path}");
        }
    }
}
