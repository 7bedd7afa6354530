//! The cells of the sheet of jobs that a person corrected: filled, with what the report says itself in a note.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Note, Worksheet, XlsxError};

use super::super::columns::{Column, Value};
use super::layout::{CellOf, SheetColumn};
use super::sheet::index;
use crate::model::dataset::Dataset;

/// Notes of the sheet; more of them would take much memory, and only the fill tells of further cells.
const MOST_NOTES: usize = 2_000;
/// Characters of a note.
const LONGEST_NOTE: usize = 1_000;

/// Where corrected cells are looked for.
pub(super) struct Corrected {
    /// The column of the table that tells which fields are corrected.
    column: usize,
    /// For each column of the sheet the name of the field that it shows.
    fields: Vec<String>,
    /// Whether the workbook alone has it: it has no note of its own.
    derived: Vec<bool>,
    notes_left: usize,
    /// The notes of the row that is written: place of the column, what the report says.
    notes: Vec<(usize, String)>,
}

impl Corrected {
    pub(super) fn of(columns: &[Column], shown: &[SheetColumn]) -> Option<Self> {
        let fields = shown.iter().map(|column| {
            let (CellOf::Column(place)
            | CellOf::Countries(place)
            | CellOf::Hours(place, _)
            | CellOf::Difference { after: place, .. }) = column.of;
            columns[place].name.to_string()
        });
        Some(Self {
            column: columns.iter().position(|column| column.name == "corrected")?,
            fields: fields.collect(),
            derived: shown.iter().map(SheetColumn::is_derived).collect(),
            notes_left: MOST_NOTES,
            notes: Vec::new(),
        })
    }

    /// The places of the columns whose cells are corrected in the row of the record with this number, from 1.
    pub(super) fn of_row(
        &mut self,
        row: &[Value],
        number: usize,
        dataset: &Dataset,
    ) -> Result<BTreeSet<usize>, XlsxError> {
        self.notes.clear();
        let Some(Value::List(names)) = row.get(self.column) else { return Ok(BTreeSet::new()) };
        let name_of = |name: &String| name.strip_prefix("sections.").unwrap_or(name).to_owned();
        let names: BTreeSet<String> = names.iter().map(name_of).collect();
        let is_marked = |place: &usize| names.contains(&self.fields[*place]);
        let marked: BTreeSet<usize> = (0..self.fields.len()).filter(is_marked).collect();
        if self.notes_left > 0 && !marked.is_empty() {
            let record = dataset.jobs.get(number - 1).map_err(XlsxError::IoError)?;
            let before = &record.before_correction;
            for place in marked.iter().filter(|place| !self.derived[**place]).take(self.notes_left) {
                let name = &self.fields[*place];
                let said = before.get(name).or_else(|| before.get(&format!("sections.{name}")));
                self.notes.push((*place, told(said.map_or("", String::as_str))));
            }
            self.notes_left -= self.notes.len();
        }
        Ok(marked)
    }

    /// Puts the notes of the row where its cells are.
    pub(super) fn notes(&mut self, worksheet: &mut Worksheet, line: u32) -> Result<(), XlsxError> {
        for (place, text) in self.notes.drain(..) {
            let note = Note::new(text).set_author("ingest").add_author_prefix(false).set_width(300).set_height(120);
            worksheet.insert_note(line, index(place)?, &note)?;
        }
        Ok(())
    }
}

fn told(said: &str) -> String {
    if said.is_empty() {
        return "Corrigé. Le rapport ne dit rien ici.".to_owned();
    }
    let mut text: String = said.chars().take(LONGEST_NOTE).collect();
    if text.len() < said.len() {
        text.push('…');
    }
    // As in any cell: no control characters.
    Value::from(format!("Corrigé. Le rapport dit :\n{text}")).to_string()
}
