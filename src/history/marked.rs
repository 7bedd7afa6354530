//! The dataset that a workbook was made from, by the mark that it carries.

use std::fs;
use std::io::{self, Read};

use serde::{Deserialize, Serialize};

use super::snapshot::digest;
use super::{FOLDER, History, NewContent, NewFile, file_name};
use crate::digesting::Digesting;
use crate::model::change::Change;
use crate::model::dataset::{Dataset, Leftover};
use crate::model::issues::Issues;
use crate::store::Stored;

/// Digits of the second digest of a mark: they tell apart what was beside one dataset at different times.
const DIGITS: usize = 16;

/// What tables have beside the dataset itself.
#[derive(Serialize)]
struct Beside<'a> {
    issues: &'a Issues,
    leftover: &'a Stored<Leftover>,
    changes: &'a [Change],
}

/// The same, read back.
#[derive(Deserialize)]
struct ReadBeside {
    issues: Issues,
    leftover: Stored<Leftover>,
    changes: Vec<Change>,
}

/// A dataset of an earlier run.
#[derive(Debug)]
pub struct Marked {
    /// The dataset; its issues, changes and text left over are empty where they are not kept.
    pub dataset: Dataset,
    /// Whether they are kept.
    pub is_whole: bool,
}

/// Writes what tables have beside the dataset.
pub(super) fn write_beside(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    let Dataset { issues, leftover, changes, .. } = dataset;
    serde_json::to_writer(out, &Beside { issues, leftover, changes }).map_err(io::Error::from)
}

fn beside_name(mark: &str) -> String {
    format!("{mark}.json.gz")
}

impl History {
    /// Marks a dataset that was taken up and has all its issues: [`Dataset::mark`] then says where its history keeps it.
    /// Returns the file to write for that, if it is not there.
    ///
    /// # Errors
    /// When issues cannot be read.
    pub fn mark(&self, dataset: &mut Dataset) -> io::Result<Option<NewFile>> {
        let Some(digest) = &dataset.mark else { return Ok(None) };
        let mut digesting = Digesting::new(io::sink());
        write_beside(dataset, &mut io::BufWriter::new(&mut digesting))?;
        let (_, beside, _) = digesting.finish();
        let mark = format!("{digest}.{}", &beside[..DIGITS]);
        let name = beside_name(&mark);
        dataset.mark = Some(mark);
        let is_there = self.folder.join(&name).exists();
        Ok((!is_there).then(|| NewFile { name: format!("{FOLDER}/{name}"), content: NewContent::Beside }))
    }

    /// The dataset of a mark; `None` if it was removed or is damaged.
    #[must_use]
    pub fn marked(&self, mark: &str) -> Option<Marked> {
        let (digest, _) = mark.split_once('.')?;
        let dataset = self.kept(&file_name(digest), digest, |json| crate::dataset::parse(json).ok())?;
        Some(self.with_beside(dataset, mark))
    }

    /// The dataset of the last run; `None` if there was none, or it was removed.
    #[must_use]
    pub fn last(&self) -> Option<Marked> {
        let run = self.runs.last()?;
        Some(self.as_last_kept(self.dataset(run)?, &run.dataset))
    }

    /// A dataset read from `jobs.json`, with what this history keeps beside it.
    ///
    /// # Errors
    /// When its records cannot be read.
    pub fn completed(&self, dataset: Dataset) -> io::Result<Marked> {
        let of_it = digest(&dataset)?;
        Ok(self.as_last_kept(dataset, &of_it))
    }

    /// With what was last kept beside it, where that was another at different times.
    fn as_last_kept(&self, dataset: Dataset, digest: &str) -> Marked {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let kept = entries.filter_map(|entry| {
            let name = entry.file_name().to_str()?.strip_suffix(".json.gz")?.to_owned();
            let is_of = name.strip_prefix(digest).is_some_and(|rest| rest.starts_with('.'));
            is_of.then_some((entry.metadata().and_then(|data| data.modified()).ok()?, name))
        });
        match kept.max() {
            Some((_, mark)) => self.with_beside(dataset, &mark),
            None => Marked { dataset, is_whole: false },
        }
    }

    fn with_beside(&self, mut dataset: Dataset, mark: &str) -> Marked {
        let digest = mark.split_once('.').map_or("", |(_, digest)| digest);
        let parse = |json: &mut dyn Read| serde_json::from_reader::<_, ReadBeside>(json).ok();
        let beside = self.kept(&beside_name(mark), digest, parse);
        let is_whole = beside.is_some();
        if let Some(ReadBeside { issues, leftover, changes }) = beside {
            (dataset.issues, dataset.leftover, dataset.changes) = (issues, leftover, changes);
        }
        Marked { dataset, is_whole }
    }
}

/// Whether a dataset is that of a mark.
///
/// # Errors
/// When its records cannot be read.
pub fn is_of_mark(dataset: &Dataset, mark: &str) -> io::Result<bool> {
    let of_it = digest(dataset)?;
    Ok(mark.split_once('.').is_some_and(|(known, _)| known == of_it))
}
