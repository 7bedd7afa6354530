//! The jobs of one edition: what they are called, and beside which others they stand.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use crate::model::record::Record;
use crate::model::records::{Head, Records};
use crate::normalise::text::slug;

/// A record of a dataset, which is read only where its head does not do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Job<'a> {
    records: &'a Records,
    place: usize,
}

impl<'a> Job<'a> {
    /// All records of a dataset.
    pub(super) fn all(records: &'a Records) -> impl Iterator<Item = Self> {
        (0..records.len()).map(move |place| Self { records, place })
    }

    pub(super) fn head(self) -> &'a Head {
        &self.records.heads()[self.place]
    }

    pub(super) fn read(self) -> io::Result<Arc<Record>> {
        self.records.get(self.place)
    }
}

/// What a job is called: its kind and the slug of its title, without the number by which ids tell jobs of one title
/// apart.
pub(super) type Name = (&'static str, String);

/// The records of one edition.
#[derive(Debug)]
pub(super) struct Side<'s, 'a> {
    jobs: &'s [Job<'a>],
    names: Vec<Name>,
    by_name: BTreeMap<Name, Vec<usize>>,
}

impl<'s, 'a> Side<'s, 'a> {
    pub(super) fn of(jobs: &'s [Job<'a>]) -> Self {
        let names: Vec<Name> = jobs.iter().map(|job| name(job.head())).collect();
        let mut by_name: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
        for (place, name) in names.iter().enumerate() {
            by_name.entry(name.clone()).or_default().push(place);
        }
        Self { jobs, names, by_name }
    }

    pub(super) fn jobs(&self) -> &'s [Job<'a>] {
        self.jobs
    }

    pub(super) fn job(&self, place: usize) -> Job<'a> {
        self.jobs[place]
    }

    pub(super) fn head(&self, place: usize) -> &'a Head {
        self.jobs[place].head()
    }

    /// All names, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        self.by_name.keys()
    }

    /// The places of the records of this name.
    pub(super) fn named(&self, name: &Name) -> &[usize] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// How many of `places` are in the source of this one.
    pub(super) fn in_source_of(&self, place: usize, places: &[usize]) -> usize {
        places.iter().filter(|other| self.is_beside(place, **other)).count()
    }

    /// The names of the jobs before and after this one in its source that `known` says yes to.
    pub(super) fn neighbours(&self, place: usize, known: impl Fn(&Name) -> bool) -> [Option<&Name>; 2] {
        // The records of a source stand together.
        let beside = |other: &usize| self.is_beside(place, *other);
        let name = |other: usize| Some(&self.names[other]).filter(|name| known(name));
        let before = (0..place).rev().take_while(beside).find_map(name);
        [before, (place + 1..self.jobs.len()).take_while(beside).find_map(name)]
    }

    /// Whether two places are of one source.
    fn is_beside(&self, place: usize, other: usize) -> bool {
        self.head(place).source_id == self.head(other).source_id
    }
}

/// From the title as the id has it: a title that a person corrected is still the same job's.
fn name(head: &Head) -> Name {
    let kind = head.kind.as_str();
    let id = head.job_id.rsplit_once('/').map_or(&*head.job_id, |(_, id)| id);
    let title = slug(&head.title);
    let number = id.strip_prefix(title.as_str()).and_then(|rest| rest.strip_prefix('-'));
    let numbered = number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    (kind, if numbered { title } else { id.to_owned() })
}
