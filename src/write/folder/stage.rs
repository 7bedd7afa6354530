//! New files beside those they will replace, complete and on the disk.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::{NamedTempFile, TempPath};

use super::UNFINISHED;
use super::commit::{self, Old, Written};
use super::kept;
use super::verify::{LIST, List};
use crate::digesting::Digesting;
use crate::error::Error;
use crate::message;

/// Bytes of a file that are held until they are worth a write.
const BUFFER: usize = 64 << 10;

/// A file of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Produced {
    /// Relative to the output folder, with `/`.
    pub name: String,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// A new file, complete and on the disk, that is not part of a run's files yet.
#[derive(Debug)]
pub struct Staged {
    file: Produced,
    /// Where it is; `None` where the same bytes stand in its place already.
    path: Option<TempPath>,
}

impl Staged {
    /// Its name in the output folder, with `/`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.file.name
    }
}

/// A new file that is written to.
pub struct Opened {
    name: String,
    target: PathBuf,
    /// What passes is digested in pieces that are worth it.
    out: BufWriter<Digesting<NamedTempFile>>,
}

impl Opened {
    /// That it cannot be written, as what stops a run.
    #[must_use]
    pub fn trouble(&self, source: io::Error) -> Error {
        Error::Output { path: self.target.clone(), source }
    }

    /// Ends it: it is complete and on the disk.
    ///
    /// # Errors
    /// When it cannot be written; what stands under its name is untouched.
    pub fn close(self) -> Result<Staged, Error> {
        let Self { name, target, out } = self;
        let fail = |source: io::Error| Error::Output { path: target.clone(), source };
        let out = out.into_inner().map_err(|error| fail(error.into_error()))?;
        let (file, sha256, bytes) = out.finish();
        // A file that would stay the same is not touched: what watches the folder is not woken in vain.
        let path = if is_same(&target, file.as_file(), bytes).unwrap_or(false) {
            None
        } else {
            // A full disk may tell only now.
            file.as_file().sync_all().map_err(fail)?;
            Some(file.into_temp_path())
        };
        Ok(Staged { file: Produced { name, sha256, bytes }, path })
    }
}

impl Write for Opened {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The new files of a run, until they take the place of the old ones. Dropped before, they are gone without a trace.
#[derive(Debug)]
pub struct Staging<'f> {
    folder: &'f Path,
    /// Whether outputs that a person changed are kept.
    keeps: bool,
    produced: Vec<Produced>,
    /// Those that differ from what stands there.
    changed: Vec<(Produced, TempPath)>,
    /// Folders, with `/` at their end, that are to hold nothing else of earlier runs.
    renewed: Vec<&'static str>,
}

impl<'f> Staging<'f> {
    pub(super) fn new(folder: &'f Path, keeps: bool) -> Self {
        Self { folder, keeps, produced: Vec::new(), changed: Vec::new(), renewed: Vec::new() }
    }

    /// Where the files will be.
    pub(in crate::write) fn folder(&self) -> &Path {
        self.folder
    }

    /// The files so far, in the order in which they were added.
    #[must_use]
    pub fn produced(&self) -> &[Produced] {
        &self.produced
    }

    /// Makes the file `name` (relative, with `/`) of what `content` writes.
    ///
    /// # Errors
    /// When it cannot be written; what stands under that name is untouched.
    pub fn add(&mut self, name: &str, content: impl FnOnce(&mut Opened) -> io::Result<()>) -> Result<(), Error> {
        let staged = self.make(name, content)?;
        self.put(staged);
        Ok(())
    }

    /// Adds a file that [`Staging::make`] made.
    pub fn put(&mut self, staged: Staged) {
        self.produced.push(staged.file.clone());
        self.put_aside(staged);
    }

    /// Lets what earlier runs wrote into a folder (relative, with `/` at its end) go, unless it is written again, or a
    /// person changed it.
    pub fn renew(&mut self, folder: &'static str) {
        self.renewed.push(folder);
    }

    /// Adds a file that is no part of the dataset: it takes its place with the others, but is in no list of them.
    pub fn put_aside(&mut self, Staged { file, path }: Staged) {
        self.changed.extend(path.map(|path| (file, path)));
    }

    /// Makes a file, which is gone without a trace unless it is then added. Several may be made at a time.
    ///
    /// # Errors
    /// As [`Staging::add`].
    pub fn make(&self, name: &str, content: impl FnOnce(&mut Opened) -> io::Result<()>) -> Result<Staged, Error> {
        let mut opened = self.open(name)?;
        content(&mut opened).map_err(|error| opened.trouble(error))?;
        opened.close()
    }

    /// Begins a file, which is gone without a trace unless it is closed and added.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(&self, name: &str) -> Result<Opened, Error> {
        let target = self.folder.join(name);
        if target.is_dir() {
            let source = message!("output-is-folder").into_error(io::ErrorKind::IsADirectory);
            return Err(Error::Output { path: target, source });
        }
        let file = temporary(self.folder, UNFINISHED)
            .map_err(|source| Error::Output { path: self.folder.to_path_buf(), source })?;
        let out = BufWriter::with_capacity(BUFFER, Digesting::new(file));
        Ok(Opened { name: name.to_owned(), target, out })
    }

    /// Lets the new files take the place of the old ones. Files of earlier runs that this one did not make are left.
    ///
    /// # Errors
    /// When that cannot be decided on the disk; the old files are then still whole.
    pub fn commit(mut self) -> Result<Written, Error> {
        let files = self.produced.clone();
        let before = List::known(self.folder);
        let mut earlier = self.add_list()?;
        let old = self.old();
        let changed = self.changed.iter().map(|(file, path)| (file, &**path, old(file)));
        let (failed, kept) = commit::commit(self.folder, changed)?;
        drop(old);
        // Not before the new files are in place: until then the old ones may be looked at.
        earlier.retain(|name| {
            let goes = self.renewed.iter().any(|folder| name.starts_with(folder));
            !(goes && before.get(name).is_some_and(|known| kept::remove(self.folder, name, known)))
        });
        for (_, path) in self.changed {
            // Moved away, or needed by whoever finishes the record: either way no longer ours to remove.
            let _ = path.keep();
        }
        Ok(Written { files, earlier, failed, kept })
    }

    /// Adds the list of what was written, which is itself a file like the others. Returns what stands from earlier runs.
    fn add_list(&mut self) -> Result<Vec<String>, Error> {
        let list = List::of(&self.produced, self.folder);
        self.add(LIST, |out| list.write(out))?;
        Ok(list.earlier_names())
    }

    /// What is to become of the files that are replaced: only outputs are a person's to change.
    fn old(&self) -> impl Fn(&Produced) -> Old + use<> {
        let outputs: BTreeSet<String> = self.produced.iter().map(|file| file.name.clone()).collect();
        let (keeps, known, waiting) = (self.keeps, List::known(self.folder), commit::waiting(self.folder));
        move |file| match file.name.as_str() {
            LIST => Old::Goes,
            name if keeps && outputs.contains(name) => {
                waiting(name).unwrap_or_else(|| Old::KeptUnless(known.get(name).cloned()))
            }
            _ => Old::Goes,
        }
    }

    /// A run cut just before its decision: its files with the names that they have so far.
    #[cfg(test)]
    pub(super) fn cut(mut self) -> Vec<(Produced, String, Old)> {
        self.add_list().expect("the list can be written");
        let old = self.old();
        let name = |path: TempPath| path.keep().ok()?.file_name()?.to_str().map(str::to_owned);
        let staged = |(file, path): (Produced, TempPath)| {
            let old = old(&file);
            Some((file, name(path)?, old))
        };
        self.changed.into_iter().filter_map(staged).collect()
    }
}

/// Whether `target` holds exactly the bytes of `new`.
fn is_same(target: &Path, new: &File, bytes: u64) -> io::Result<bool> {
    if fs::symlink_metadata(target)?.file_type().is_symlink() || fs::metadata(target)?.len() != bytes {
        return Ok(false);
    }
    let mut old = BufReader::new(File::open(target)?);
    let mut new = new.try_clone()?;
    io::Seek::rewind(&mut new)?;
    let mut new = BufReader::new(new);
    let (mut a, mut b) = ([0; 1 << 13], [0; 1 << 13]);
    loop {
        let read = old.read(&mut a)?;
        if read == 0 {
            return Ok(new.read(&mut b)? == 0);
        }
        new.read_exact(&mut b[..read])?;
        if a[..read] != b[..read] {
            return Ok(false);
        }
    }
}

/// A hidden file whose name begins so, and that is removed again unless it is renamed.
pub(super) fn temporary(folder: &Path, lead: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(lead);
    // Temporary files are private by default; outputs are as readable as any file that the user makes.
    #[cfg(unix)]
    builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// The digest of a file and its size.
pub(super) fn digest(path: &Path) -> io::Result<(String, u64)> {
    let mut sink = Digesting::new(io::sink());
    io::copy(&mut File::open(path)?, &mut sink)?;
    let (_, sha256, bytes) = sink.finish();
    Ok((sha256, bytes))
}

/// The path of a file that a record or a list names, if it lies in the folder: neither is trusted to stay inside.
pub(super) fn inside(folder: &Path, name: &str) -> Option<PathBuf> {
    let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':', '\0']);
    name.split('/').all(plain).then(|| folder.join(name))
}
