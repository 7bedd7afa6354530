//! All files that are made of tables, filled side by side: a row is made once, and goes to all that have a place for it.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::columns::Table;
use super::files::{Timed, Told, Writing};
use super::folder::{Opened, Staging};
use super::rows::{Pass, Row};
use super::tables::TABLES;
use super::{Content, OfTables, TableSink};
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
    content: Content<'_>,
    told: &Told<'_>,
) -> Result<Vec<Timed>, Error> {
    let mut opened = files.iter().map(|(_, name)| staging.open(name)).collect::<Result<Vec<Opened>, Error>>()?;
    let mut sinks: Vec<Sink<'_>> = Vec::with_capacity(files.len());
    for ((format, name), opened) in files.iter().zip(&mut opened) {
        let place = folder.join(name);
        let file = guarded(|| format.begin(name, content, opened));
        let file = file.map_err(|source| Error::Output { path: place.clone(), source })?;
        sinks.push(Sink::of(place, file));
    }
    let stored = |source| Error::Store { folder: folder.to_path_buf(), source };
    fill(&mut sinks, content.dataset, &stored, told)?;
    let taken = sinks.into_par_iter().with_max_len(1).map(Sink::finish).collect::<Result<Vec<Duration>, Error>>()?;
    let close = |(opened, taken): (Opened, Duration)| {
        let start = Instant::now();
        opened.close().map(|staged| (staged, taken + start.elapsed()))
    };
    opened.into_par_iter().zip(taken).with_max_len(1).map(close).collect()
}

/// Makes one file, whose name is `name`, into `out`.
///
/// # Errors
/// When `out` cannot be written to, or what is stored cannot be read.
pub(super) fn make_one(
    format: &dyn OfTables,
    name: &str,
    content: Content<'_>,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    let mut sinks = [Sink::of(name.into(), format.begin(name, content, out)?)];
    let stored = |source| Error::Store { folder: PathBuf::new(), source };
    let [sink] = fill(&mut sinks, content.dataset, &stored, &|_| {}).map(|()| sinks).map_err(cause)?;
    sink.finish().map(|_| ()).map_err(cause)
}

/// What the system said.
fn cause(error: Error) -> io::Error {
    match error {
        Error::Output { source, .. } | Error::Store { source, .. } => source,
        other => io::Error::other(other),
    }
}

/// Puts all tables into the files that have a place for them.
fn fill(
    sinks: &mut [Sink<'_>],
    dataset: &Dataset,
    stored: &dyn Fn(io::Error) -> Error,
    told: &Told<'_>,
) -> Result<(), Error> {
    for table in TABLES {
        let columns = (table.columns)(dataset);
        for sink in sinks.iter_mut() {
            if sink.guarded(|file| file.table(table, &columns))? {
                sink.tables.push(table.name);
            }
        }
    }
    let is_taken = |table: &&Table| sinks.iter().any(|sink| sink.takes(table));
    for pass in Pass::over(TABLES.iter().filter(is_taken)) {
        pass.tables().iter().for_each(|table| told(Writing::Begun { what: table.name }));
        let mut takers: Vec<&mut Sink<'_>> =
            sinks.iter_mut().filter(|sink| pass.tables().iter().any(|table| sink.takes(table))).collect();
        let mut blocks = pass.blocks(dataset);
        let mut next = blocks.next();
        while let Some(block) = next {
            let block = block.map_err(stored)?;
            // While one block is written, the next is made.
            let write = || {
                let rows = || pass.tables().iter().copied().zip(&block);
                takers.par_iter_mut().with_max_len(1).try_for_each(|sink| sink.rows(rows()))
            };
            let (written, made) = rayon::join(write, || blocks.next());
            written?;
            next = made;
        }
    }
    Ok(())
}

/// A file that is filled.
struct Sink<'w> {
    place: PathBuf,
    file: Box<dyn TableSink + 'w>,
    /// The tables that it has a place for.
    tables: Vec<&'static str>,
    /// What filling it took so far.
    taken: Duration,
}

impl<'w> Sink<'w> {
    fn of(place: PathBuf, file: Box<dyn TableSink + 'w>) -> Self {
        Self { place, file, tables: Vec::new(), taken: Duration::ZERO }
    }

    fn takes(&self, table: &Table) -> bool {
        self.tables.contains(&table.name)
    }

    /// Adds some rows of several tables, as far as it has a place for them.
    fn rows<'r>(&mut self, tables: impl Iterator<Item = (&'static Table, &'r Vec<Row>)>) -> Result<(), Error> {
        for (table, rows) in tables.filter(|(_, rows)| !rows.is_empty()) {
            if self.takes(table) {
                self.guarded(|file| file.rows(table, rows))?;
            }
        }
        Ok(())
    }

    fn guarded<T>(&mut self, step: impl FnOnce(&mut (dyn TableSink + 'w)) -> io::Result<T>) -> Result<T, Error> {
        let (file, start) = (&mut *self.file, Instant::now());
        let result = guarded(|| step(file)).map_err(|source| Error::Output { path: self.place.clone(), source });
        self.taken += start.elapsed();
        result
    }

    /// Ends it, and gives what filling it took.
    fn finish(self) -> Result<Duration, Error> {
        let Self { place, file, taken, .. } = self;
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
