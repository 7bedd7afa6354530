//! The dataset in all formats asked for: all files or none.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::folder::{OutputFolder, Staged, Written};
use super::{Content, Review, Writer, fan, report};
use crate::error::Error;

/// Writes the content of a file.
pub type WriteTo<'a> = dyn Fn(&mut dyn Write) -> io::Result<()> + Sync + 'a;

/// A file that takes its place with those of a dataset, and is no part of it.
pub struct Beside<'a> {
    /// Its name in the output folder, with `/`.
    pub name: &'a str,
    /// Writes it.
    pub content: Box<WriteTo<'a>>,
}

/// How far the writing is.
#[derive(Debug, Clone, Copy)]
pub enum Writing<'a> {
    /// A table, or a file that is not made of tables, is begun; several may be at a time.
    Begun {
        /// The name of the table, or of the file.
        what: &'a str,
    },
    /// The files of a format are complete.
    Done {
        /// The name of the format.
        format: &'static str,
        /// What they took, added up.
        time: Duration,
    },
}

/// Who is told how far the writing is, from any thread.
pub type Told<'a> = dyn Fn(Writing<'_>) + Sync + 'a;

/// Writes the dataset of `content` in all `formats` into `folder`, with the page for its `review`, and `beside` it what is
/// no part of it. Returns what became of the
/// files. Files of other formats that stand there are left alone.
///
/// `told` hears how far it is. Several files are made at a time, on the threads of the caller's pool; what they are does not depend on it.
///
/// # Errors
/// When the folder cannot be written; earlier outputs are then still whole.
pub fn write_all(
    folder: &OutputFolder,
    formats: &[&'static dyn Writer],
    content: Content<'_>,
    beside: &[Beside<'_>],
    review: Option<Review<'_>>,
    told: &Told<'_>,
) -> Result<Written, Error> {
    let mut staging = folder.stage();
    // What describes other files needs to know them.
    let (describing, plain): (Vec<&'static dyn Writer>, _) =
        formats.iter().partition(|writer| !writer.needs().is_empty());
    let (of_tables, whole): (Vec<&'static dyn Writer>, _) =
        plain.into_iter().partition(|writer| writer.tables().is_some());
    let with_tables = |(writer, name): (&'static dyn Writer, String)| writer.tables().map(|tables| (tables, name));
    let of_tables: Vec<_> = files_of(&of_tables).filter_map(with_tables).collect();
    let whole: Vec<(&dyn Writer, String)> = files_of(&whole).collect();
    let make_whole = || {
        let make = |(writer, name): &(&dyn Writer, String)| {
            told(Writing::Begun { what: name });
            timed(|| staging.make(name, |out| writer.write(name, content, out)))
        };
        whole.par_iter().with_max_len(1).map(make).collect::<Result<Vec<Timed>, Error>>()
    };
    let make_beside = || {
        let make = |file: &Beside<'_>| {
            told(Writing::Begun { what: file.name });
            staging.make(file.name, |out| (file.content)(out))
        };
        beside.par_iter().with_max_len(1).map(make).collect::<Result<Vec<Staged>, Error>>()
    };
    let make_tables = || fan::make(&staging, folder.path(), &of_tables, content, told);
    let (made_tables, (made_whole, made_beside)) = rayon::join(make_tables, || rayon::join(make_whole, make_beside));
    // In the order of the formats, whichever was made first.
    let mut made: BTreeMap<String, Timed> = BTreeMap::new();
    made.extend(made_tables?.into_iter().chain(made_whole?).map(|timed| (timed.0.name().to_owned(), timed)));
    let mut taken: BTreeMap<&'static str, Duration> = BTreeMap::new();
    for (writer, name) in files_of(formats) {
        if let Some((staged, time)) = made.remove(&name) {
            staging.put(staged);
            *taken.entry(writer.name()).or_default() += time;
        }
    }
    for (writer, name) in files_of(&describing) {
        let files = staging.produced().to_vec();
        let content = Content { files: &files, ..content };
        told(Writing::Begun { what: &name });
        let (staged, time) = timed(|| staging.make(&name, |out| writer.write(&name, content, out)))?;
        staging.put(staged);
        *taken.entry(writer.name()).or_default() += time;
    }
    if let Some(review) = review {
        told(Writing::Begun { what: report::PAGE });
        report::make(&mut staging, content.dataset, review)?;
    }
    for writer in formats {
        told(Writing::Done { format: writer.name(), time: taken.get(writer.name()).copied().unwrap_or_default() });
    }
    for staged in made_beside? {
        staging.put_aside(staged);
    }
    staging.commit()
}

/// A file, and what making it took.
pub(super) type Timed = (Staged, Duration);

fn timed(make: impl FnOnce() -> Result<Staged, Error>) -> Result<Timed, Error> {
    let start = Instant::now();
    make().map(|staged| (staged, start.elapsed()))
}

fn files_of(writers: &[&'static dyn Writer]) -> impl Iterator<Item = (&'static dyn Writer, String)> {
    writers.iter().flat_map(|writer| writer.file_names().into_iter().map(|name| (*writer, name)))
}
