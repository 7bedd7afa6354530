//! A `jobs.json` that an earlier run wrote → [`Dataset`].

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};

use crate::error::Error;
use crate::message;
use crate::model::dataset::{Dataset, FORMAT};
use crate::model::message::Message;
use crate::model::record::Record;
use crate::store::each_of;
use crate::text::said::malformed;

/// Bytes of the file in memory at a time.
const BUFFER: usize = 256 << 10;

/// Reads a dataset back. What stands in its tables alone (issues, changes) is empty.
///
/// # Errors
/// When the file cannot be read, is no dataset, or was written by a later version of the program.
pub fn load(path: &Path) -> Result<Dataset, Error> {
    let dataset = parse(open(path)?).map_err(|error| unusable(path, error))?;
    if dataset.format > FORMAT {
        return Err(no_dataset(path, later(dataset.format)));
    }
    Ok(dataset)
}

/// Reads the records of a dataset back, one after the other: none of them is held.
///
/// # Errors
/// As [`load`] does, and what `take` fails with.
pub fn each_record<E: From<Error>>(path: &Path, mut take: impl FnMut(Record) -> Result<(), E>) -> Result<(), E> {
    let mut failed = None;
    let mut take = |record| {
        take(record).map_err(|error| {
            failed = Some(error);
            io::Error::other("not taken")
        })
    };
    let mut json = serde_json::Deserializer::from_reader(open(path)?);
    let read = json.deserialize_map(EachRecord(&mut take)).and_then(|()| json.end());
    match (failed, read) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(unusable(path, error).into()),
        (None, Ok(())) => Ok(()),
    }
}

fn open(path: &Path) -> Result<BufReader<File>, Error> {
    let file = File::open(path).map_err(|source| Error::PathUnreadable { path: path.to_path_buf(), source })?;
    Ok(BufReader::with_capacity(BUFFER, file))
}

/// Why a file could not be read back.
fn unusable(path: &Path, error: serde_json::Error) -> Error {
    match error.io_error_kind() {
        Some(_) => Error::PathUnreadable { path: path.to_path_buf(), source: error.into() },
        None => no_dataset(path, message!("dataset-none", why = malformed(&error.to_string()))),
    }
}

fn no_dataset(path: &Path, message: Message) -> Error {
    Error::Dataset { path: path.to_path_buf(), message }
}

fn later(format: u32) -> Message {
    message!("dataset-later", format, known = FORMAT)
}

/// What takes the records of a dataset.
type Take<'t> = &'t mut dyn FnMut(Record) -> io::Result<()>;

/// A dataset of which nothing but the records is read.
struct EachRecord<'t>(Take<'t>);

impl<'de> Visitor<'de> for EachRecord<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a dataset")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let (mut format, mut jobs) = (None, false);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" => {
                    let known: u32 = map.next_value()?;
                    if known > FORMAT {
                        return Err(M::Error::custom(later(known)));
                    }
                    format = Some(known);
                }
                "jobs" => {
                    map.next_value_seed(Each(&mut *self.0))?;
                    jobs = true;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match (format, jobs) {
            (None, _) => Err(M::Error::missing_field("format")),
            (_, false) => Err(M::Error::missing_field("jobs")),
            _ => Ok(()),
        }
    }
}

/// The list of records.
struct Each<'t>(Take<'t>);

impl<'de> DeserializeSeed<'de> for Each<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        each_of(deserializer, (), |(), record| (self.0)(record))
    }
}

/// A dataset in JSON, record by record.
///
/// # Errors
/// When `json` cannot be read or is no dataset.
pub fn parse(json: impl Read) -> serde_json::Result<Dataset> {
    serde_json::from_reader(json)
}
