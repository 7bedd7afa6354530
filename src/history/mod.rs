//! The datasets of earlier runs: each that differed from the one before, and what differed.
//!
//! In the folder `history` beside the outputs. `runs.jsonl` has a line for each run whose dataset was another one;
//! `<digest>.json.gz` is such a dataset as in `jobs.json`, called by the SHA-256 of what is compressed;
//! `<digest>.<digest>.json.gz` is what the tables have beside it (issues, changes, text left over). A run that finds what
//! the one before found adds nothing.

mod cause;
mod earlier;
mod files;
mod marked;
mod packed;
mod renamed;
mod since;
mod snapshot;

use std::cell::OnceCell;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use crate::cache::{Cache, Key, Layer};
use crate::compare::since;
use crate::dataset;
use crate::digesting::Digesting;
use crate::error::Error;
use crate::model::change::{Cause, Change, ChangeKind, Renames};
use crate::model::dataset::Dataset;

pub use cause::Reader;
pub use files::{FileChanges, file_changes};
pub use marked::{Marked, is_of_mark};
pub use since::{Mention, mentions};
use snapshot::{Packed, Snapshot};

use earlier::Earlier;
use packed::pack;
use renamed::renames_in;

/// The folder, in the output folder.
pub const FOLDER: &str = "history";
/// The list of runs, in the folder.
const RUNS: &str = "runs.jsonl";
/// Datasets above this size are taken for damaged: a compressed one must not fill the memory.
const MOST_BYTES: u64 = 2 << 30;

/// Whether a file of an output folder is of its history, by its name relative to that folder, with `/`.
#[must_use]
pub fn has(name: &str) -> bool {
    let name = name.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/'));
    name.is_some_and(|name| name == RUNS || name.ends_with(".json.gz"))
}

/// A run whose dataset was another one than that of the run before: a line of `runs.jsonl`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Run {
    /// From 1 on.
    pub run: u32,
    /// The day of the run, `YYYY-MM-DD`. Datasets have no clock; their history does.
    pub day: String,
    /// SHA-256 of the dataset, in hexadecimal.
    pub dataset: String,
    /// Number of input files.
    pub files: usize,
    /// Number of jobs; sheets of their parts are not counted.
    pub jobs: usize,
    /// What differs from the run before; all zero for the first one.
    pub changes: Counts,
    /// Which files differ from the run before; empty for the first one.
    pub changed_files: FileChanges,
    /// What is called otherwise than in the run before, so that corrections of it can follow.
    #[serde(skip_serializing_if = "Renames::is_empty")]
    pub renames: Renames,
    /// Those of the changes that are no news of the reports: another version of the program reads them otherwise.
    #[serde(skip_serializing_if = "Counts::is_empty")]
    pub changes_of_version: Counts,
    /// What read the reports; earlier versions did not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_by: Option<Reader>,
    /// What last read the same of them, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_read_by: Option<Reader>,
}

impl Run {
    /// What last read the reports so.
    fn last_reader(&self) -> Option<&Reader> {
        self.last_read_by.as_ref().or(self.read_by.as_ref())
    }
}

/// How many changes of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Jobs that are new.
    pub added: usize,
    /// Jobs that are gone.
    pub removed: usize,
    /// Jobs that have another title.
    pub renamed: usize,
    /// Jobs that stand under another theme.
    pub moved: usize,
    /// Fields and sections that differ.
    pub changed: usize,
    /// Jobs that go by another occupation.
    pub regrouped: usize,
}

impl Counts {
    /// The changes of each kind, counted.
    pub fn of<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Self {
        let mut counts = Self::default();
        for change in changes {
            *match change.change {
                ChangeKind::Added => &mut counts.added,
                ChangeKind::Removed => &mut counts.removed,
                ChangeKind::Renamed => &mut counts.renamed,
                ChangeKind::Moved => &mut counts.moved,
                ChangeKind::Changed => &mut counts.changed,
                ChangeKind::Regrouped => &mut counts.regrouped,
            } += 1;
        }
        counts
    }

    /// The changes that another version of the program makes, counted; and all others.
    #[must_use]
    pub fn of_version_and_others(changes: &[Change]) -> [Self; 2] {
        let is_of_version = |change: &&Change| change.cause == Some(Cause::Version);
        [
            Self::of(changes.iter().filter(is_of_version)),
            Self::of(changes.iter().filter(|change| !is_of_version(change))),
        ]
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The runs of an output folder.
#[derive(Debug)]
pub struct History {
    folder: PathBuf,
    /// The list as it stands there: lines that this version does not understand stay.
    text: String,
    runs: Vec<Run>,
}

impl History {
    /// The history in an output folder; one without runs where there is none.
    ///
    /// # Errors
    /// [`Error::History`] when the list of runs is there and cannot be read.
    pub fn read(output: &Path) -> Result<Self, Error> {
        let folder = output.join(FOLDER);
        let text = match fs::read(folder.join(RUNS)) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(Error::History { path: output.to_path_buf(), source }),
        };
        let runs = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        Ok(Self { folder, text, runs })
    }

    /// The runs, the first one first.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The list of runs as it stands there, and which of their datasets are there: where both are as they were, so is all
    /// that a run takes from its history.
    #[must_use]
    pub fn standing(&self) -> (&str, Vec<bool>) {
        let is_there = |run: &Run| self.folder.join(file_name(&run.dataset)).exists();
        (&self.text, self.runs.iter().map(is_there).collect())
    }

    /// The last run, if it found the same dataset.
    fn unchanged_since(&self, now: &Snapshot) -> Option<&Run> {
        self.runs.last().filter(|run| run.dataset == now.digest)
    }

    /// The last dataset that differed from this one, and is still there. What an `earlier` one says as well as the present
    /// one is not read again.
    fn last_other<'h>(
        &'h self,
        now: &Snapshot,
        dataset: &Dataset,
        earlier: Option<(&'h Run, Earlier)>,
    ) -> Option<(&'h Run, Dataset)> {
        if let Some((run, earlier)) = earlier.filter(|(run, _)| run.dataset != now.digest)
            && let Some(read) = earlier.dataset(dataset)
        {
            return Some((run, read));
        }
        self.others(now).find_map(|run| Some((run, self.dataset(run)?)))
    }

    /// The runs whose datasets differed from this one, the last one first.
    fn others(&self, now: &Snapshot) -> impl Iterator<Item = &Run> {
        self.runs.iter().rev().filter(|run| run.dataset != now.digest)
    }

    /// What differs from the last of them, as an earlier run compared it.
    fn kept_changes(&self, now: &Snapshot, by: Option<&Reader>, cache: Option<&Cache>) -> Option<Vec<Change>> {
        let last = self.others(now).find(|run| self.folder.join(file_name(&run.dataset)).exists())?;
        cache?.get(Layer::Changes, &changes_key(last, now, by))
    }

    /// The dataset of a run; `None` if it was removed or is damaged.
    #[must_use]
    pub fn dataset(&self, run: &Run) -> Option<Dataset> {
        self.kept(&file_name(&run.dataset), &run.dataset, |json| dataset::parse(json).ok())
    }

    /// What a file of the history holds, if what is compressed has the digest, or one that begins so.
    fn kept<T>(&self, name: &str, digest: &str, parse: impl FnOnce(&mut dyn Read) -> Option<T>) -> Option<T> {
        let file = File::open(self.folder.join(name)).ok()?;
        let json = MultiGzDecoder::new(io::BufReader::new(file)).take(MOST_BYTES);
        let mut digesting = Digesting::new(json);
        let found = parse(&mut io::BufReader::new(&mut digesting))?;
        // What follows is read as well: it is not there in one that is whole.
        io::copy(&mut digesting, &mut io::sink()).ok()?;
        let (_, whole, _) = digesting.finish();
        whole.starts_with(digest).then_some(found)
    }

    /// Takes up what a run found: fills its `changes` with what differs from the last dataset that differed. Returns what
    /// differs from the last run, and the files to write, by name in the output folder, so that the history has this run:
    /// none when it found what the run before found. `renames` are known besides, and `reader` read the reports. `day` is
    /// the run's, `YYYY-MM-DD`; a comparison that is kept in
    /// `cache` is not made again.
    ///
    /// The changes depend on the datasets and on what read them first: a run that finds what the one before found has the same changes.
    ///
    /// # Errors
    /// When records cannot be read.
    pub fn take_up(
        &self,
        dataset: &mut Dataset,
        day: &str,
        renames: &Renames,
        reader: &Reader,
        cache: Option<&Cache>,
    ) -> io::Result<(SinceLastRun, Vec<NewFile>)> {
        let folder = self.folder.parent().unwrap_or(&self.folder);
        let earlier = OnceCell::new();
        let read_earlier = || self.earlier(cache);
        let now = Snapshot::of(dataset, folder, cache, || Some(&earlier.get_or_init(read_earlier).as_ref()?.1))?;
        dataset.mark = Some(now.digest.clone());
        let same = self.unchanged_since(&now).cloned().map(Box::new);
        let by = same.as_ref().map_or(Some(reader), |run| run.read_by.as_ref());
        if let Some(run) = &same
            && let Some(changes) = self.kept_changes(&now, by, cache)
        {
            add(&mut dataset.changes, &changes);
            let files = self.files(now, day, reader, &[], FileChanges::default(), Renames::default());
            return Ok((SinceLastRun::Same(run.clone()), files));
        }
        let earlier = earlier.into_inner().unwrap_or_else(read_earlier);
        let Some((last, before)) = self.last_other(&now, dataset, earlier) else {
            let since = same.map_or_else(|| SinceLastRun::First(Counts::of(&dataset.changes)), SinceLastRun::Same);
            return Ok((since, self.files(now, day, reader, &[], FileChanges::default(), Renames::default())));
        };
        let mut changes = since(&before, dataset)?;
        cause::tell(&mut changes, (&before, last.last_reader()), (dataset, by));
        if let Some(cache) = cache {
            cache.put(Layer::Changes, &changes_key(last, &now, by), &changes);
        }
        let changed_files = file_changes(&before, dataset);
        let mut renamed = renames_in(&before, dataset, &changes, &changed_files);
        renamed.extend(renames);
        let files = self.files(now, day, reader, &changes, changed_files.clone(), renamed);
        add(&mut dataset.changes, &changes);
        let since = same.map_or_else(|| SinceLastRun::Other(changes, changed_files), SinceLastRun::Same);
        Ok((since, files))
    }

    /// The files of the history with this run.
    fn files(
        &self,
        now: Snapshot,
        day: &str,
        reader: &Reader,
        changes: &[Change],
        changed_files: FileChanges,
        renames: Renames,
    ) -> Vec<NewFile> {
        let name = file_name(&now.digest);
        let known = self.unchanged_since(&now);
        let is_there = self.folder.join(&name).exists();
        let Snapshot { digest, files, jobs, packed } = now;
        let dataset = NewFile { name: format!("{FOLDER}/{name}"), content: NewContent::Dataset(packed) };
        if let Some(run) = known {
            // One that is not there was removed by somebody.
            let mut files: Vec<NewFile> = Some(dataset).filter(|_| !is_there).into_iter().collect();
            if run.last_reader() != Some(reader)
                && let Some(list) = cause::noted(&self.text, reader)
            {
                files.push(NewFile { name: format!("{FOLDER}/{RUNS}"), content: NewContent::Text(list) });
            }
            return files;
        }
        let run = Run {
            run: self.runs.last().map_or(1, |last| last.run + 1),
            day: day.to_owned(),
            dataset: digest,
            files,
            jobs,
            changes: Counts::of(changes),
            changed_files,
            renames,
            changes_of_version: Counts::of_version_and_others(changes)[0],
            read_by: Some(reader.clone()),
            last_read_by: None,
        };
        let mut list = self.text.clone();
        if !list.is_empty() && !list.ends_with('\n') {
            list.push('\n');
        }
        list.push_str(&serde_json::to_string(&run).expect("a run is JSON"));
        list.push('\n');
        vec![dataset, NewFile { name: format!("{FOLDER}/{RUNS}"), content: NewContent::Text(list) }]
    }
}

/// Adds the changes that are not there yet: an edition that is new beside the old one differs from both in one way.
fn add(changes: &mut Vec<Change>, more: &[Change]) {
    fn name(change: &Change) -> (&String, ChangeKind, &String, &Option<String>, &Option<String>, &Option<String>) {
        let Change { job_id, change, field, before, after, previous_job_id, .. } = change;
        (job_id, *change, field, before, after, previous_job_id)
    }
    changes.extend(more.iter().cloned());
    changes.sort_by(|a, b| name(a).cmp(&name(b)));
    changes.dedup_by(|a, b| name(a) == name(b));
}

/// What differs from the last run.
#[derive(Debug, Clone, PartialEq)]
pub enum SinceLastRun {
    /// There was none. What differs between the editions that lie side by side is counted.
    First(Counts),
    /// Nothing; the run that first found what was found now.
    Same(Box<Run>),
    /// These changes, and these files.
    Other(Vec<Change>, FileChanges),
}

/// A file of the history, to be written.
#[derive(Debug)]
pub struct NewFile {
    name: String,
    content: NewContent,
}

#[derive(Debug)]
enum NewContent {
    Text(String),
    /// The dataset itself, and how it is packed if that is done already.
    Dataset(Option<Packed>),
    /// What its tables have beside it.
    Beside,
}

impl NewFile {
    /// Its name in the output folder, with `/`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes it; `dataset` is the one that was taken up.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write(&self, dataset: &Dataset, out: &mut dyn Write) -> io::Result<()> {
        match &self.content {
            NewContent::Text(text) => out.write_all(text.as_bytes()),
            NewContent::Dataset(Some(packed)) => packed.copy(out),
            NewContent::Dataset(None) => pack(dataset, None, out).map(|_| ()),
            NewContent::Beside => {
                // Without a time or a name in it: the same dataset has the same bytes.
                let mut packed = io::BufWriter::new(GzEncoder::new(out, Compression::default()));
                marked::write_beside(dataset, &mut packed)?;
                packed.flush()?;
                packed.into_inner()?.finish().map(|_| ())
            }
        }
    }
}

/// Names what differs between two datasets.
fn changes_key(before: &Run, now: &Snapshot, by: Option<&Reader>) -> Key {
    Key::of(&(env!("INGEST_COMPARISON_CODE"), &before.dataset, before.last_reader(), &now.digest, by))
}

fn file_name(digest: &str) -> String {
    format!("{digest}.json.gz")
}

#[cfg(test)]
mod tests;
