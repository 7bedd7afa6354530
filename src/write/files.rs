//! The dataset in all formats asked for: all files or none.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use super::folder::{OutputFolder, Staged, Written};
use super::{Content, Writer};
use crate::error::Error;
use crate::model::dataset::Dataset;

/// Writes the content of a file.
pub type WriteTo<'a> = dyn Fn(&mut dyn Write) -> io::Result<()> + Sync + 'a;

/// A file that takes its place with those of a dataset, and is no part of it.
pub struct Beside<'a> {
    /// Its name in the output folder, with `/`.
    pub name: &'a str,
    /// Writes it.
    pub content: Box<WriteTo<'a>>,
}

/// Writes the dataset in all `formats` into `folder`, and `beside` it what is no part of it. Returns what became of the
/// files. Files of other formats that stand there are left alone.
///
/// Several files are made at a time, on the threads of the caller's pool; what they are does not depend on it.
///
/// # Errors
/// When the folder cannot be written; earlier outputs are then still whole.
pub fn write_all(
    folder: &OutputFolder,
    formats: &[&dyn Writer],
    dataset: &Dataset,
    beside: &[Beside<'_>],
) -> Result<Written, Error> {
    let mut staging = folder.stage();
    // What describes other files needs to know them.
    let (describing, plain): (Vec<&dyn Writer>, _) = formats.iter().partition(|writer| !writer.needs().is_empty());
    let plain: Vec<(&dyn Writer, String)> = files_of(&plain).collect();
    let content = Content { dataset, files: &[] };
    let make_plain = || {
        let make = |(writer, name): &(&dyn Writer, String)| {
            staging.make(name, |out| guarded(|| writer.write(name, content, out)))
        };
        // The last formats are the costliest: begun first, they are not what all others wait for.
        plain.par_iter().rev().with_max_len(1).map(make).collect::<Vec<Result<Staged, Error>>>()
    };
    let make_beside = || {
        let make = |file: &Beside<'_>| staging.make(file.name, |out| (file.content)(out));
        beside.par_iter().map(make).collect::<Vec<Result<Staged, Error>>>()
    };
    let (made, made_beside) = rayon::join(make_plain, make_beside);
    for staged in made.into_iter().rev() {
        staging.put(staged?);
    }
    for (writer, name) in files_of(&describing) {
        let files = staging.produced().to_vec();
        let content = Content { dataset, files: &files };
        staging.add(&name, |out| guarded(|| writer.write(&name, content, out)))?;
    }
    for staged in made_beside {
        staging.put_aside(staged?);
    }
    staging.commit()
}

/// A library that panics where a temporary file of its own cannot be written, as on a full disk, must leave the earlier
/// outputs whole and say so.
fn guarded(write: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    // What was half done is dropped with the panic.
    let result = catch_unwind(AssertUnwindSafe(write));
    result.unwrap_or_else(|_| Err(io::Error::other("a temporary file could not be written, as on a full disk")))
}

fn files_of<'w>(writers: &[&'w dyn Writer]) -> impl Iterator<Item = (&'w dyn Writer, String)> {
    writers.iter().flat_map(|writer| writer.file_names().into_iter().map(|name| (*writer, name)))
}
