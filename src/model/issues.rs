//! What a person should look at, of a whole dataset: in the order of files, and hardly any of it in memory.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::diagnostic::{Diagnostic, Severity};
use crate::store::{Stored, each_of};

/// The issues of a dataset by their file; those of a file in the order in which they came.
///
/// Serialized as a list of issues.
#[derive(Debug, Clone, Default)]
pub struct Issues {
    by_file: BTreeMap<Box<str>, Stored<Diagnostic>>,
    /// Where new ones are stored; itself it has none.
    store: Stored<Diagnostic>,
}

impl Issues {
    /// These issues.
    ///
    /// # Errors
    /// When one cannot be stored.
    pub fn of(issues: impl IntoIterator<Item = Diagnostic>) -> io::Result<Self> {
        let mut all = Self::default();
        all.extend(issues)?;
        Ok(all)
    }

    /// Issues that are stored already, with the places of those of each file.
    #[must_use]
    pub fn stored<'f>(stored: &Stored<Diagnostic>, files: impl IntoIterator<Item = (&'f str, Range<usize>)>) -> Self {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (file, of_file) in files.into_iter().filter(|(_, of_file)| !of_file.is_empty()) {
            places.entry(file).or_default().extend(of_file);
        }
        let by_file = places.into_iter().map(|(file, places)| (file.into(), stored.picked(places))).collect();
        Self { by_file, store: stored.beside() }
    }

    /// Adds one, behind what is known of its file already.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn add(&mut self, issue: &Diagnostic) -> io::Result<()> {
        match self.by_file.get_mut(issue.file.as_str()) {
            Some(issues) => issues.push(issue),
            None => {
                let mut issues = self.store.beside();
                issues.push(issue)?;
                self.by_file.insert(issue.file.as_str().into(), issues);
                Ok(())
            }
        }
    }

    /// Adds each of them.
    ///
    /// # Errors
    /// When one cannot be stored.
    pub fn extend(&mut self, issues: impl IntoIterator<Item = Diagnostic>) -> io::Result<()> {
        issues.into_iter().try_for_each(|issue| self.add(&issue))
    }

    /// Leaves only those of a file that are to be kept.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn retain_of(&mut self, file: &str, keep: impl Fn(&Diagnostic) -> bool) -> io::Result<()> {
        let Some(issues) = self.by_file.get_mut(file) else { return Ok(()) };
        let mut kept = Vec::new();
        for (place, issue) in issues.iter().enumerate() {
            if keep(&issue?) {
                kept.push(place);
            }
        }
        *issues = issues.picked(kept);
        Ok(())
    }

    /// Makes others of those of a file.
    ///
    /// # Errors
    /// When they cannot be read, or stored.
    pub fn rewrite_of(&mut self, file: &str, mut rewrite: impl FnMut(&mut Diagnostic)) -> io::Result<()> {
        let Some(issues) = self.by_file.get_mut(file) else { return Ok(()) };
        let mut rewritten = self.store.beside();
        for issue in issues.iter() {
            let mut issue = issue?;
            rewrite(&mut issue);
            rewritten.push(&issue)?;
        }
        *issues = rewritten;
        Ok(())
    }

    /// Their number.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_file.values().map(Stored::len).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of those that nobody settled, by severity.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn by_severity(&self) -> io::Result<BTreeMap<Severity, usize>> {
        let mut counts = BTreeMap::new();
        for issue in self.iter() {
            let issue = issue?;
            if issue.settled.is_none() {
                *counts.entry(issue.severity).or_default() += 1;
            }
        }
        Ok(counts)
    }

    /// One after the other, file by file.
    pub fn iter(&self) -> impl Iterator<Item = io::Result<Diagnostic>> + '_ {
        self.by_file.values().flat_map(Stored::iter)
    }
}

impl Serialize for Issues {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::{Error, SerializeSeq};
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for issue in self.iter() {
            list.serialize_element(&issue.map_err(S::Error::custom)?)?;
        }
        list.end()
    }
}

impl<'de> Deserialize<'de> for Issues {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        each_of(deserializer, Self::default(), |issues, issue: Diagnostic| issues.add(&issue))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issue(file: &str, code: &'static str) -> Diagnostic {
        Diagnostic { file: file.to_owned(), ..Diagnostic::new(Severity::Info, code, String::new().into()) }
    }

    fn told(issues: &Issues) -> Vec<String> {
        issues.iter().map(|issue| issue.map(|issue| format!("{} {}", issue.file, issue.code)).unwrap()).collect()
    }

    #[test]
    fn they_stand_by_file_in_the_order_of_their_coming() {
        let new = [issue("é.pdf", "d"), issue("b.pdf", "z"), issue("a.pdf", "c"), issue("b.pdf", "a")];
        let mut issues = Issues::of(new).unwrap();
        assert_eq!(told(&issues), ["a.pdf c", "b.pdf z", "b.pdf a", "é.pdf d"]);
        assert_eq!(issues.len(), 4);
        issues.retain_of("b.pdf", |issue| issue.code == "a").unwrap();
        issues.retain_of("c.pdf", |_| false).unwrap();
        assert_eq!(told(&issues), ["a.pdf c", "b.pdf a", "é.pdf d"]);
        let bytes = postcard::to_allocvec(&issues).unwrap();
        assert_eq!(told(&postcard::from_bytes(&bytes).unwrap()), told(&issues));
    }
}
