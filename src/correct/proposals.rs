//! A sheet that somebody edited, against the dataset that it was made from → corrections.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::same::{Form, harmless, is_cut, is_error, plain, same};
use super::settlings::Settling;
use super::sheet::Sheet;
use super::shown::{Beside, differing, short};
use super::value::parse;
use crate::message;
use crate::model::dataset::Dataset;
use crate::model::field::{Field, OWN};
use crate::model::message::Message;
use crate::model::record::Record;
use crate::model::records::Head;
use crate::normalise::text::{clean, slug};

/// The table `jobs` as it was exported.
#[derive(Debug, Clone)]
pub(super) struct Exported {
    /// The columns.
    pub(super) columns: Vec<ExportedColumn>,
    /// The cells of each record, in the order of the dataset.
    pub(super) rows: Vec<Vec<String>>,
}

/// A column of the table `jobs`.
#[derive(Debug, Clone)]
pub struct ExportedColumn {
    /// Its name.
    pub name: String,
    /// What else an export may call it.
    pub titles: Vec<String>,
    /// Whether its cells are lists, whose order says nothing.
    pub is_list: bool,
    /// Its words by what a workbook shows for them, in small letters.
    pub words: BTreeMap<String, String>,
    /// Words for which the workbook shows what it shows for another one: that one.
    pub aliases: BTreeMap<String, String>,
}

impl Exported {
    /// The name of the column that a sheet calls so.
    pub(super) fn name_of(&self, head: &str) -> Option<&str> {
        let head = head.to_lowercase();
        self.columns.iter().find(|column| column.is_called(&head)).map(|column| column.name.as_str())
    }
}

impl ExportedColumn {
    /// What its cells are.
    pub(super) fn form(&self) -> Form {
        match &*self.name {
            _ if self.is_list => Form::List,
            "edition" | "edition_before" | "edition_after" => Form::Edition,
            _ => Form::Text,
        }
    }

    /// A cell of the table in the word that the sheet is read as.
    pub(super) fn as_read<'c>(&'c self, cell: &'c str) -> &'c str {
        self.aliases.get(cell).map_or(cell, String::as_str)
    }

    /// Whether a head in small letters is this column's.
    pub(super) fn is_called(&self, head: &str) -> bool {
        self.name == head || self.titles.iter().any(|title| title.to_lowercase() == head)
    }
}

/// A value that a sheet says otherwise than the dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The place of the record in the dataset.
    pub record: usize,
    /// The field.
    pub field: Field,
    /// What the sheet says.
    pub value: String,
}

/// What a sheet says otherwise, and what of it cannot be taken.
#[derive(Debug, Clone, Default)]
pub struct Proposals {
    /// In the order of the sheet.
    pub taken: Vec<Proposal>,
    /// What was said of issues.
    pub settled: Vec<Settling>,
    /// Why others are not, with their row; for people.
    pub refused: Vec<Message>,
    /// What else is to be known of the sheets; for people.
    pub notes: Vec<Message>,
}

/// What a column of the sheet is.
#[derive(Debug, Clone, PartialEq)]
enum Meaning {
    /// A field, and its place among the exported columns if it has one.
    Field(Field, Option<usize>),
    /// A column of the export that no person corrects.
    Fixed(usize),
    /// Nothing that is looked at.
    Ignored,
}

/// Compares an edited sheet with the dataset that it was made from. Rows may be sorted, filtered and taken out, columns
/// moved, taken out and added: one that the export did not have is the person's own, `x_…`.
///
/// Not taken for edits are: decimal commas, spaces and line breaks of another kind, the order of a list, and what an
/// export does to a text that is too long or looks like a formula.
///
/// # Errors
/// When a record cannot be read.
pub(super) fn proposals(dataset: &Dataset, exported: &Exported, sheet: &Sheet) -> io::Result<Proposals> {
    let mut proposals = Proposals::default();
    let meanings = meanings(exported, sheet, &mut proposals.refused);
    let columns: BTreeMap<&str, usize> = sheet
        .heads
        .iter()
        .enumerate()
        .filter_map(|(place, head)| Some((exported.name_of(&clean(head))?, place)))
        .collect();
    let places = Places::of(dataset.jobs.heads());
    let mut seen = BTreeSet::new();
    for (line, cells) in &sheet.rows {
        let cell = |name: &str| {
            columns.get(name).and_then(|place| cells.get(*place)).map(|cell| clean(cell)).unwrap_or_default()
        };
        let record = match places.of_row(&cell("record_id"), &cell("job_id"), &cell("edition")) {
            Ok(record) => record,
            Err(why) => {
                proposals.refused.push(at(sheet.row(*line), why));
                continue;
            }
        };
        if !seen.insert(record) {
            let id = dataset.jobs.heads()[record].record_id.as_ref();
            proposals.refused.push(at(sheet.row(*line), message!("row-again", record = id)));
            continue;
        }
        let job = dataset.jobs.get(record)?;
        let known = exported.rows.get(record).map_or(&[][..], Vec::as_slice);
        for (place, (meaning, cell)) in meanings.iter().zip(cells).enumerate() {
            let place = || sheet.cell(*line, place);
            take(&mut proposals, &place, &job, record, known, meaning, cell);
        }
    }
    Ok(proposals)
}

fn meanings(exported: &Exported, sheet: &Sheet, refused: &mut Vec<Message>) -> Vec<Meaning> {
    let mut meanings: Vec<Meaning> = Vec::new();
    for (place, head) in sheet.heads.iter().enumerate() {
        let head = clean(head);
        let filled =
            || sheet.rows.iter().any(|(_, cells)| cells.get(place).is_some_and(|cell| !cell.trim().is_empty()));
        let known = exported.name_of(&head);
        let column = known.and_then(|name| exported.columns.iter().position(|column| column.name == name));
        let meaning = match (known.and_then(field_of), column) {
            (None, Some(column)) => Meaning::Fixed(column),
            (Some(field), column) => Meaning::Field(field, column),
            (None, None) => match own(&head) {
                Some(name) => Meaning::Field(Field::Own(name), None),
                None => {
                    if filled() {
                        refused.push(at(sheet.column(place), message!("column-no-name")));
                    }
                    Meaning::Ignored
                }
            },
        };
        let repeated = matches!(meaning, Meaning::Field(..)) && meanings.contains(&meaning);
        if repeated {
            refused.push(at(sheet.column(place), message!("column-twice")));
        }
        meanings.push(if repeated { Meaning::Ignored } else { meaning });
    }
    meanings
}

/// The field that a column says; a country may be told by its name as well.
fn field_of(name: &str) -> Option<Field> {
    Field::of_name(if name == "country_name" { "country" } else { name })
}

/// `Priorité` → `x_priorite`; nothing without letters.
fn own(head: &str) -> Option<String> {
    let slug = slug(head.strip_prefix(OWN).unwrap_or(head)).replace('-', "_");
    (!slug.is_empty()).then(|| format!("{OWN}{slug}"))
}

/// Where the records of an id are.
pub(super) struct Places<'d> {
    jobs: &'d [Head],
    by_record: BTreeMap<&'d str, usize>,
    by_job: BTreeMap<&'d str, Vec<usize>>,
}

impl<'d> Places<'d> {
    pub(super) fn of(jobs: &'d [Head]) -> Self {
        let mut places = Self { jobs, by_record: BTreeMap::new(), by_job: BTreeMap::new() };
        for (place, job) in jobs.iter().enumerate() {
            places.by_record.insert(&job.record_id, place);
            places.by_job.entry(&job.job_id).or_default().push(place);
        }
        places
    }

    /// The record that a row is; the error says why it is none.
    pub(super) fn of_row(&self, record_id: &str, job_id: &str, edition: &str) -> Result<usize, Message> {
        if !record_id.is_empty() {
            let place = self.by_record.get(record_id).copied();
            return place.ok_or_else(|| message!("row-no-record", record = record_id));
        }
        if job_id.is_empty() {
            return Err(message!("row-no-id"));
        }
        let places = self.by_job.get(job_id).map_or(&[][..], Vec::as_slice);
        let in_edition = |place: &usize| self.jobs[*place].edition.as_deref() == Some(edition);
        let in_edition: Vec<usize> = places.iter().copied().filter(in_edition).collect();
        match (places, in_edition.as_slice()) {
            ([], _) => Err(message!("row-no-job", job = job_id)),
            ([place], _) | (_, [place]) => Ok(*place),
            _ => Err(message!("row-several-records", job = job_id)),
        }
    }
}

/// Takes what one cell says, if it says something else than the dataset.
fn take(
    proposals: &mut Proposals,
    place: &dyn Fn() -> Message,
    job: &Record,
    record: usize,
    known: &[String],
    meaning: &Meaning,
    cell: &str,
) {
    let exported = |column: Option<usize>| column.and_then(|column| known.get(column)).map_or("", String::as_str);
    let Proposals { taken, refused, .. } = proposals;
    let mut refuse = |why: Message| refused.push(at(place(), why));
    match meaning {
        Meaning::Ignored => {}
        Meaning::Fixed(column) => {
            let before = exported(Some(*column));
            if !same(Form::Text, cell, before) && !same(Form::List, cell, before) {
                let said = differing(before, cell, Beside::Now);
                refuse(message!("cell-fixed", said, record = &job.record_id));
            }
        }
        Meaning::Field(field, column) => {
            let own_text = field.text(job);
            let texts = [exported(*column), own_text.as_str()];
            let form = match field {
                Field::Edition => Form::Edition,
                _ if field.is_list() => Form::List,
                _ => Form::Text,
            };
            if texts.iter().any(|text| same(form, cell, text)) {
                return;
            }
            let value = harmless(cell);
            let name = field.name();
            if is_error(&value) {
                refuse(message!("cell-formula", field = name, record = &job.record_id));
                return;
            }
            if is_cut(&value, &own_text) {
                refuse(message!("cell-cut-whole", field = name, record = &job.record_id));
                return;
            }
            let mut of_record = taken.iter().rev().take_while(|known| known.record == record);
            if let Some(known) = of_record.find(|known| known.field == *field) {
                if parse(field, &known.value) != parse(field, &value) {
                    let value = short(&value);
                    refuse(message!("cell-other-column", value, field = name, record = &job.record_id));
                }
                return;
            }
            match parse(field, &value) {
                Ok(_) => taken.push(Proposal { record, field: field.clone(), value: plain(&value) }),
                Err(hint) if value.trim().is_empty() => {
                    refuse(message!("cell-no-value-empty", field = name, record = &job.record_id, hint));
                }
                Err(hint) => {
                    let value = short(&value);
                    refuse(message!("cell-no-value", value, field = name, record = &job.record_id, hint));
                }
            }
        }
    }
}

/// What is told of a place.
pub(super) fn at(place: Message, what: Message) -> Message {
    message!("labelled", label = place, text = what)
}

/// What a spreadsheet calls the column at a place: A to Z, then AA.
pub(super) fn letters(place: usize) -> String {
    let (mut rest, mut letters) = (place + 1, Vec::new());
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests;
