//! `corrections.csv`: its lines.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use super::rows::{Row, TextTable, read};
use super::value::{NewValue, parse};
use crate::error::Error;
use crate::message;
use crate::model::field::Field;
use crate::model::message::{Argument, Message};
use crate::normalise::text::clean;

/// Stands in the column `was` where the report said nothing.
pub const EMPTY: &str = "(empty)";

/// The columns, in the order in which they are written.
pub const COLUMNS: [&str; 7] = ["record_id", "job_id", "edition", "field", "value", "was", "note"];

/// One value that a person knows better.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Correction {
    /// The file that says so, as the user knows it.
    pub file: String,
    /// The line that it begins on, from 1.
    pub line: u64,
    /// The record that it is for; empty for any.
    pub record_id: String,
    /// The job that it is for; empty for any.
    pub job_id: String,
    /// The edition that it is for; empty for any.
    pub edition: String,
    /// The field.
    pub field: Field,
    /// What it is to say, as written.
    pub text: String,
    /// What the report said when it was corrected, as written; empty where that is not told.
    pub was: String,
    /// Why; for people.
    pub note: String,
    /// Follows from the text.
    #[serde(skip)]
    pub(super) value: NewValue,
}

impl Correction {
    /// How closely it says what it is for: a record before a job, one edition before any.
    pub(super) fn weight(&self) -> (bool, bool) {
        (!self.record_id.is_empty(), !self.edition.is_empty())
    }

    /// `corrections.csv:4`.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }
}

/// A `corrections.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct CorrectionsFile {
    /// Where it is.
    pub path: PathBuf,
    /// What messages call it.
    pub name: String,
    /// Its lines.
    pub corrections: Vec<Correction>,
}

impl CorrectionsFile {
    /// A file without a line, that may be there or not.
    #[must_use]
    pub fn new(path: PathBuf, name: String) -> Self {
        Self { path, name, corrections: Vec::new() }
    }

    /// Reads the files that [`crate::source::corrections`] lists.
    ///
    /// # Errors
    /// When one cannot be read, or a line of it means nothing: with the line and what to write instead.
    pub fn load_all(files: Vec<(PathBuf, String)>) -> Result<Vec<Self>, Error> {
        files.into_iter().map(|(path, name)| Self::load(path, name)).collect()
    }

    fn load(path: PathBuf, name: String) -> Result<Self, Error> {
        if path.is_dir() {
            return Err(at(&path, 1, message!("corrections-is-folder")));
        }
        let bytes = fs::read(&path).map_err(|source| Error::PathUnreadable { path: path.clone(), source })?;
        let table = read(&bytes).map_err(|message| at(&path, 1, message))?;
        let corrections = corrections(&path, &name, &table)?;
        Ok(Self { path, name, corrections })
    }

    /// Writes it anew, whole or not at all, as a French Excel opens it: with semicolons, as UTF-8 that says so. Returns where the file is kept as it was, if there was one.
    ///
    /// # Errors
    /// When it cannot be written; an earlier file is then as it was.
    pub fn save(&self) -> Result<Option<PathBuf>, Error> {
        let fail = |source: io::Error| Error::CorrectionsUnwritable { path: self.path.clone(), source };
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".corrections-");
        // Temporary files are private by default; this one is as readable as any file that the user makes.
        #[cfg(unix)]
        builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
        let mut file = builder.tempfile_in(folder).map_err(fail)?;
        self.write(&mut file).map_err(fail)?;
        file.as_file().sync_all().map_err(fail)?;
        let backup = self.back_up().map_err(fail)?;
        file.persist(&self.path).map_err(|error| fail(error.error))?;
        Ok(backup)
    }

    /// Writes its lines as [`CorrectionsFile::save`] does.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut writer = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(out);
        writer.write_record(COLUMNS)?;
        for line in &self.corrections {
            let name = line.field.name();
            writer.write_record([
                &line.record_id,
                &line.job_id,
                &line.edition,
                &*name,
                &line.text,
                &line.was,
                &line.note,
            ])?;
        }
        writer.flush()
    }

    /// Copies the file as it stands to `corrections.csv.bak`, `corrections.csv.bak2`, …: the first one that is free, or that
    /// says the same already.
    fn back_up(&self) -> io::Result<Option<PathBuf>> {
        let bytes = match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read?,
        };
        let mut number = 1_usize;
        loop {
            let mut name = self.path.clone().into_os_string();
            name.push(".bak");
            if number > 1 {
                name.push(number.to_string());
            }
            let place = PathBuf::from(name);
            match fs::File::create_new(&place) {
                Ok(mut copy) => {
                    copy.write_all(&bytes)?;
                    copy.sync_all()?;
                    return Ok(Some(place));
                }
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Err(_) if fs::read(&place).is_ok_and(|copy| copy == bytes) => return Ok(Some(place)),
                Err(_) => number += 1,
            }
        }
    }
}

pub(super) fn corrections(path: &Path, name: &str, table: &TextTable) -> Result<Vec<Correction>, Error> {
    let Some((header, rows)) = table.rows.split_first() else { return Ok(Vec::new()) };
    let columns = columns(header).map_err(|message| at(path, header.line, message))?;
    rows.iter().map(|row| correction(name, &columns, row).map_err(|message| at(path, row.line, message))).collect()
}

fn at(path: &Path, line: u64, message: Message) -> Error {
    Error::Corrections { path: PathBuf::from(path), line, message }
}

/// For each column of the file, which of [`COLUMNS`] it is; nothing for one without a head.
fn columns(header: &Row) -> Result<Vec<Option<usize>>, Message> {
    let all = || COLUMNS.into_iter().collect::<Argument>();
    let mut columns = Vec::with_capacity(header.cells.len());
    for head in &header.cells {
        let name = clean(head).to_lowercase();
        let place = COLUMNS.iter().position(|known| *known == name);
        if place.is_none() && !name.is_empty() {
            return Err(message!("corrections-no-column", head = clean(head), columns = all()));
        }
        if place.is_some() && columns.contains(&place) {
            return Err(message!("corrections-column-twice", name));
        }
        columns.push(place);
    }
    let has = |name: &str| columns.contains(&COLUMNS.iter().position(|known| *known == name));
    if !has("record_id") && !has("job_id") {
        return Err(message!("corrections-no-job-column"));
    }
    match ["field", "value"].into_iter().find(|name| !has(name)) {
        Some(name) => Err(message!("corrections-column-missing", name, columns = all())),
        None => Ok(columns),
    }
}

fn correction(file: &str, columns: &[Option<usize>], row: &Row) -> Result<Correction, Message> {
    let mut cells = [const { String::new() }; COLUMNS.len()];
    for (place, cell) in row.cells.iter().enumerate() {
        match columns.get(place).copied().flatten() {
            Some(column) => cells[column].clone_from(cell),
            None if cell.trim().is_empty() => {}
            None => {
                return Err(message!("corrections-stray-cell", text = clean(cell)));
            }
        }
    }
    let [record_id, job_id, edition, field, text, was, note] = cells;
    let (record_id, job_id, edition) = (clean(&record_id), clean(&job_id), clean(&edition));
    if record_id.is_empty() && job_id.is_empty() {
        return Err(message!("corrections-no-job"));
    }
    let name = clean(&field);
    let field = Field::of_name(&name).ok_or_else(|| unknown_field(&name))?;
    let value = parse(&field, &text)
        .map_err(|hint| message!("corrections-no-value", text = clean(&text), field = &name, hint))?;
    Ok(Correction { file: file.to_owned(), line: row.line, record_id, job_id, edition, field, text, was, note, value })
}

fn unknown_field(name: &str) -> Message {
    let names: Argument = Field::PLAIN.iter().map(Field::name).collect();
    message!("corrections-no-field", name, names)
}
