//! What workers answered elsewhere, in place of files to read: each file's answer is a line of JSON, and the lines of a
//! run lie in the files of a folder, in any order, plain or compressed by gzip. `docs/WORKER.md` tells the form.
//!
//! The folder is read twice: for the names and digests of all files, which say what each is called in the dataset and
//! which is a copy; then for what became of each. Between the two nothing else is in memory.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use rayon::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::look::Look;
use crate::cost::Cost;
use crate::error::Error;
use crate::message;
use crate::model::dataset::{GENERATOR, Status};
use crate::model::message::Message;
use crate::model::outcome::Outcome;
use crate::source::{self, Source};
use crate::text::said::system;
use crate::understand::Refusal;
use crate::worker::Ended;
use crate::worker::protocol::Looked;

/// What compressed files begin with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// What workers answered elsewhere.
#[derive(Debug)]
pub struct Answers {
    /// The files of the folder, sorted.
    parts: Vec<PathBuf>,
    /// Of each line of each part the place of its source; `None` where another line has the same file, or it is no input.
    places: Vec<Vec<Option<usize>>>,
    sources: Vec<Source>,
    looks: Vec<Result<Look, Refusal>>,
}

/// What is known of a file before what became of it.
#[derive(Debug, Deserialize)]
struct Head {
    /// Program and version.
    generator: String,
    /// What the file is called, relative to the folder of all of them.
    file: String,
    /// Where it is, as the driver calls it: a path or an address.
    path: String,
    /// `None` for what could not even be looked at.
    #[serde(default)]
    looked: Option<Looked>,
}

/// What became of a file: one of the two.
#[derive(Debug, Deserialize)]
struct Body {
    #[serde(default)]
    outcome: Option<Outcome>,
    #[serde(default)]
    ended: Option<Ended>,
    #[serde(default)]
    cost: Option<Cost>,
}

impl Answers {
    /// The answers in a folder. Files whose names begin with `.` or `_` are none.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read, or a line is no answer of this version of the program.
    pub fn list(folder: &Path) -> Result<Self, Error> {
        let parts = parts(folder)?;
        let heads: Vec<Vec<Head>> = parts.par_iter().map(|part| heads(part)).collect::<Result<_, _>>()?;
        let named = |head: &Head| (head.file.clone(), PathBuf::from(&head.path));
        let sources = source::elsewhere(heads.iter().flatten().map(named));
        let known: BTreeMap<(&str, &Path), usize> =
            sources.iter().zip(0..).map(|(source, place)| ((&*source.file, &*source.path), place)).collect();
        // What could not be looked at was not read either: its answer says why.
        let unlooked = || Err(Refusal::new(Status::Failed, message!("file-gone")));
        let mut looks: Vec<Option<Result<Look, Refusal>>> = vec![None; sources.len()];
        let mut place = |head: Head| {
            let place = *known.get(&(&*head.file, Path::new(&head.path)))?;
            let is_first = looks[place].is_none();
            looks[place].get_or_insert_with(|| head.looked.map_or_else(unlooked, |looked| Ok(looked.into())));
            is_first.then_some(place)
        };
        let places = heads.into_iter().map(|part| part.into_iter().map(&mut place).collect()).collect();
        let looks = looks.into_iter().map(|look| look.unwrap_or_else(unlooked)).collect();
        Ok(Self { parts, places, sources, looks })
    }

    /// The files that were answered for, sorted, each once.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What each of these was found to be.
    pub(super) fn looks(&self) -> &[Result<Look, Refusal>] {
        &self.looks
    }

    /// Gives what became of each file with the place of its source, on the threads of the pool that this is called in.
    pub(super) fn each(&self, take: impl Fn(usize, Outcome, Cost) + Sync) -> Result<(), Error> {
        self.parts.par_iter().zip(&self.places).with_max_len(1).try_for_each(|(part, places)| {
            let mut places = places.iter();
            each_line(part, |number, text| {
                let Some(Some(place)) = places.next() else { return Ok(()) };
                let Body { outcome, ended, cost } = parsed(part, number, text)?;
                let outcome = outcome.or_else(|| ended.map(|ended| ended.failure().outcome()));
                let outcome = outcome.ok_or_else(|| wrong(part, number, message!("answer-without-outcome")))?;
                take(*place, outcome, cost.unwrap_or_default());
                Ok(())
            })
        })
    }
}

fn parts(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::PathUnreadable { path: folder.to_path_buf(), source };
    let mut parts = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let is_hidden = entry.file_name().to_string_lossy().starts_with(['.', '_']);
        if !is_hidden && entry.path().is_file() {
            parts.push(entry.path());
        }
    }
    parts.sort();
    Ok(parts)
}

fn heads(part: &Path) -> Result<Vec<Head>, Error> {
    let mut heads = Vec::new();
    each_line(part, |number, text| {
        let head: Head = parsed(part, number, text)?;
        if head.generator != GENERATOR {
            let (found, wanted) = (head.generator, GENERATOR);
            return Err(wrong(part, number, message!("answer-of-another-program", found, wanted)));
        }
        heads.push(head);
        Ok(())
    })?;
    Ok(heads)
}

/// Gives each line with its number, from 1. Empty ones are none.
fn each_line(part: &Path, mut take: impl FnMut(u64, &[u8]) -> Result<(), Error>) -> Result<(), Error> {
    let unreadable = |source| Error::PathUnreadable { path: part.to_path_buf(), source };
    let mut lines = opened(part).map_err(unreadable)?;
    let (mut number, mut text) = (0, Vec::new());
    loop {
        text.clear();
        // A compressed file that breaks off is an error here; what it holds until then is not all.
        match lines.read_until(b'\n', &mut text) {
            Ok(0) => return Ok(()),
            Ok(_) => number += 1,
            Err(error) => return Err(wrong(part, number + 1, message!("answer-cut", why = system(&error)))),
        }
        if !text.trim_ascii().is_empty() {
            take(number, &text)?;
        }
    }
}

fn opened(part: &Path) -> io::Result<Box<dyn BufRead>> {
    let mut file = File::open(part)?;
    let mut head = Vec::new();
    file.by_ref().take(2).read_to_end(&mut head)?;
    file.rewind()?;
    let file = BufReader::new(file);
    Ok(if head == GZIP { Box::new(BufReader::new(MultiGzDecoder::new(file))) } else { Box::new(file) })
}

fn parsed<T: DeserializeOwned>(part: &Path, number: u64, text: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(text)
        .map_err(|error| wrong(part, number, message!("answer-malformed", why = error.to_string())))
}

fn wrong(part: &Path, number: u64, message: Message) -> Error {
    Error::Answers { path: part.to_path_buf(), line: number, message }
}
