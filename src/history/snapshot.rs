//! A dataset as the history keeps it.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;

use serde::Serialize;

use super::earlier::{self, Earlier};
use super::packed::pack;
use crate::cache::{Cache, Key, Layer};
use crate::catalogue::Language;
use crate::digesting::Digesting;
use crate::model::dataset::{Candidate, Dataset, Link, SourceRow};
use crate::model::record::Kind;
use crate::store::Stored;

/// What the history needs to know of a dataset without its changes: they depend on what was before.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// SHA-256 of the dataset in JSON, in hexadecimal.
    pub(super) digest: String,
    pub(super) files: usize,
    pub(super) jobs: usize,
    /// Where it is packed already: telling the digest of one that is new takes nearly as long as packing it.
    pub(super) packed: Option<Packed>,
}

impl Snapshot {
    /// Of a dataset, which is packed in `folder` unless an earlier run told `cache` its digest. What an `earlier` dataset has
    /// of it is taken from there.
    pub(super) fn of<'e>(
        dataset: &Dataset,
        folder: &Path,
        cache: Option<&Cache>,
        earlier: impl FnOnce() -> Option<&'e Earlier>,
    ) -> io::Result<Self> {
        let jobs = dataset.jobs.heads().iter().filter(|head| head.kind == Kind::Job).count();
        let of = |digest, packed| Self { digest, files: dataset.sources.len(), jobs, packed };
        // Without a record there is little to digest, and nothing that a run need keep.
        let cache = cache.filter(|_| !dataset.jobs.is_empty());
        let key = cache.map(|_| key(dataset)).transpose()?;
        if let Some((cache, key)) = cache.zip(key.as_ref())
            && let Some(digest) = cache.get(Layer::Changes, key)
        {
            return Ok(of(digest, None));
        }
        let mut file = tempfile::tempfile_in(folder)?;
        let (digest, places) = pack(dataset, earlier(), &mut io::BufWriter::new(&mut file))?;
        if let Some((cache, key)) = cache.zip(key.as_ref()) {
            cache.put(Layer::Changes, key, &digest);
            earlier::keep(cache, &digest, dataset, &places);
        }
        Ok(of(digest, Some(Packed(Mutex::new(file)))))
    }
}

/// A packed dataset, in a file that has no name and ends with the process.
#[derive(Debug)]
pub(super) struct Packed(Mutex<File>);

impl Packed {
    pub(super) fn copy(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.rewind()?;
        io::copy(&mut *file, out).map(|_| ())
    }
}

/// The digest of a dataset in JSON, in hexadecimal.
pub(super) fn digest(dataset: &Dataset) -> io::Result<String> {
    let mut digesting = io::BufWriter::new(Digesting::new(io::sink()));
    serde_json::to_writer(&mut digesting, dataset)?;
    let (_, digest, _) = digesting.into_inner()?.finish();
    Ok(digest)
}

/// Names all that the dataset in JSON is made of, without making it.
fn key(dataset: &Dataset) -> io::Result<Key> {
    #[derive(Serialize)]
    struct Parts<'d> {
        format: u32,
        language: Language,
        generator: &'d str,
        sources: &'d [SourceRow],
        jobs: usize,
        links: &'d [Link],
        candidates: &'d Stored<Candidate>,
    }
    // Each of its own: a field that is new is no part of the dataset until it is taken up here.
    let Dataset {
        format,
        generator,
        sources,
        jobs,
        links,
        candidates,
        issues: _,
        leftover: _,
        changes: _,
        mark: _,
        language,
    } = dataset;
    let parts = Parts { format: *format, language: *language, generator, sources, jobs: jobs.len(), links, candidates };
    let mut digesting = io::BufWriter::new(Digesting::new(io::sink()));
    postcard::to_io(&parts, &mut digesting).map_err(io::Error::other)?;
    jobs.heads().iter().try_for_each(|head| digesting.write_all(&head.digest))?;
    let (_, digest, _) = digesting.into_inner()?.finish();
    Ok(Key::of(&("the digest of a dataset", env!("INGEST_CODE"), digest)))
}
