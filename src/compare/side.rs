//! The jobs of one edition: what they are called, and beside which others they stand.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::content::Content;
use crate::model::record::Record;
use crate::normalise::text::slug;

/// What a job is called: its kind and the slug of its title, without the number by which ids tell jobs of one title
/// apart.
pub(super) type Name = (&'static str, String);

/// The records of one edition.
#[derive(Debug)]
pub(super) struct Side<'s, 'a> {
    records: &'s [&'a Record],
    names: Vec<Name>,
    by_name: BTreeMap<Name, Vec<usize>>,
    /// Costly, and seldom needed.
    content: OnceCell<Content>,
}

impl<'s, 'a> Side<'s, 'a> {
    pub(super) fn of(records: &'s [&'a Record]) -> Self {
        let names: Vec<Name> = records.iter().map(|record| name(record)).collect();
        let mut by_name: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
        for (place, name) in names.iter().enumerate() {
            by_name.entry(name.clone()).or_default().push(place);
        }
        Self { records, names, by_name, content: OnceCell::new() }
    }

    pub(super) fn record(&self, place: usize) -> &'a Record {
        self.records[place]
    }

    /// All names, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        self.by_name.keys()
    }

    /// The places of the records of this name.
    pub(super) fn named(&self, name: &Name) -> &[usize] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The telling words of a record.
    pub(super) fn words(&self, place: usize) -> &[String] {
        self.content.get_or_init(|| Content::of(self.records)).words(place)
    }

    /// How many of `places` are in the source of this one.
    pub(super) fn in_source_of(&self, place: usize, places: &[usize]) -> usize {
        let source = &self.records[place].source_id;
        places.iter().filter(|other| self.records[**other].source_id == *source).count()
    }

    /// The names of the jobs before and after this one in its source that `known` says yes to.
    pub(super) fn neighbours(&self, place: usize, known: impl Fn(&Name) -> bool) -> [Option<&Name>; 2] {
        let source = &self.records[place].source_id;
        let name = |other: usize| {
            Some(&self.names[other]).filter(|name| self.records[other].source_id == *source && known(name))
        };
        [(0..place).rev().find_map(name), (place + 1..self.records.len()).find_map(name)]
    }
}

/// From the title as the id has it: a title that a person corrected is still the same job's.
fn name(record: &Record) -> Name {
    let kind = record.kind.as_str();
    let id = record.job_id.rsplit_once('/').map_or(record.job_id.as_str(), |(_, id)| id);
    let title = slug(&record.title);
    let number = id.strip_prefix(title.as_str()).and_then(|rest| rest.strip_prefix('-'));
    let numbered = number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    (kind, if numbered { title } else { id.to_owned() })
}
