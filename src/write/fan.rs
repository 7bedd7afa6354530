//! All files that are made of tables, filled side by side: a row is made once, and goes to all that have a place for it.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::files::{Timed, Told, Writing};
use super::folder::{Opened, Staging};
use super::tables::TABLES;
use super::{OfTables, TableSink};
use crate::error::Error;
use crate::model::dataset::Dataset;

/// Makes files of the dataset, each with its name in `folder`, in the order of `files`.
///
/// # Errors
/// When one cannot be written, or what is stored cannot be read.
pub(super) fn make(
    staging: &Staging<'_>,
    folder: &Path,
    files: &[(&dyn OfTables, String)],
    dataset: &Dataset,
    told: &Told<'_>,
) -> Result<Vec<Timed>, Error> {
    let mut opened = files.iter().map(|(_, name)| staging.open(name)).collect::<Result<Vec<Opened>, Error>>()?;
    let mut sinks: Vec<Sink<'_>> = Vec::with_capacity(files.len());
    for ((format, name), opened) in files.iter().zip(&mut opened) {
        let place = folder.join(name);
        let file = guarded(|| format.begin(name, dataset, opened));
        let file = file.map_err(|source| Error::Output { path: place.clone(), source })?;
        sinks.push(Sink { place, file, taken: Duration::ZERO });
    }
    for table in TABLES {
        told(Writing::Begun { what: table.name });
        let columns = (table.columns)(dataset);
        let mut takers: Vec<&mut Sink<'_>> = Vec::new();
        for sink in &mut sinks {
            if sink.guarded(|file| file.table(table, &columns))? {
                takers.push(sink);
            }
        }
        let mut blocks = table.blocks(dataset);
        let mut next = if takers.is_empty() { None } else { blocks.next() };
        while let Some(block) = next {
            let block = block.map_err(|source| Error::Store { folder: folder.to_path_buf(), source })?;
            // While one block is written, the next is made.
            let write = || takers.par_iter_mut().try_for_each(|sink| sink.guarded(|file| file.rows(&block)));
            let (written, made) = rayon::join(write, || blocks.next());
            written?;
            next = made;
        }
        takers.par_iter_mut().try_for_each(|sink| sink.guarded(|file| file.end_table()))?;
    }
    let taken = sinks.into_par_iter().with_max_len(1).map(Sink::finish).collect::<Result<Vec<Duration>, Error>>()?;
    let close = |(opened, taken): (Opened, Duration)| {
        let start = Instant::now();
        opened.close().map(|staged| (staged, taken + start.elapsed()))
    };
    opened.into_par_iter().zip(taken).with_max_len(1).map(close).collect()
}

/// A file that is filled.
struct Sink<'w> {
    place: std::path::PathBuf,
    file: Box<dyn TableSink + 'w>,
    /// What filling it took so far.
    taken: Duration,
}

impl<'w> Sink<'w> {
    fn guarded<T>(&mut self, step: impl FnOnce(&mut (dyn TableSink + 'w)) -> io::Result<T>) -> Result<T, Error> {
        let (file, start) = (&mut *self.file, Instant::now());
        let result = guarded(|| step(file)).map_err(|source| Error::Output { path: self.place.clone(), source });
        self.taken += start.elapsed();
        result
    }

    /// Ends it, and gives what filling it took.
    fn finish(self) -> Result<Duration, Error> {
        let Self { place, file, taken } = self;
        let start = Instant::now();
        guarded(|| file.finish()).map_err(|source| Error::Output { path: place, source })?;
        Ok(taken + start.elapsed())
    }
}

/// A library that panics where a temporary file of its own cannot be written, as on a full disk, must leave the earlier
/// outputs whole and say so.
fn guarded<T>(write: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    // What was half done is dropped with the panic.
    let result = catch_unwind(AssertUnwindSafe(write));
    result.unwrap_or_else(|_| Err(io::Error::other("a temporary file could not be written, as on a full disk")))
}
