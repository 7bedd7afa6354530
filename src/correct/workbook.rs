//! All sheets that somebody edited, against the dataset that they were made from → corrections.

use std::collections::BTreeMap;
use std::io;

use super::cells::{Differences, Edit, columns, differences};
use super::occupations;
use super::parts::Parts;
use super::proposals::{Exported, Places, Proposal, Proposals, at, proposals};
use super::same::{harmless, is_cut, is_error, plain};
use super::settlings::{COLUMNS, Settling, settlings};
use super::sheet::{KnownTable, Sheet, Sheets};
use super::shown::{Beside, differing, short};
use super::value::parse;
use crate::message;
use crate::model::dataset::Dataset;
use crate::model::field::Field;
use crate::model::message::{Argument, Message};
use crate::normalise::text::clean;

/// Rows that are told one by one.
const MOST_TOLD: usize = 20;

/// Compares edited sheets with the dataset that they were made from: those of `tables`, of which the first is that of
/// jobs. Every cell that says something else is taken, or named.
///
/// # Errors
/// When a record cannot be read.
pub fn edits(dataset: &Dataset, tables: &[KnownTable<'_>], sheets: &Sheets) -> io::Result<Proposals> {
    let mut found =
        Found { dataset, places: Places::of(dataset.jobs.heads()), all: Proposals::default(), from: BTreeMap::new() };
    for (place, sheet) in &sheets.of_tables {
        let table = &tables[*place];
        let Some(rows) = &table.rows else {
            let sheet = sheet.name.as_deref().unwrap_or(&table.name);
            found.all.notes.push(message!("sheet-not-kept", sheet));
            continue;
        };
        if *place == 0 {
            let exported = Exported { columns: table.columns.clone(), rows: rows().collect::<io::Result<_>>()? };
            let of_jobs = proposals(dataset, &exported, sheet)?;
            found.all.refused.extend(of_jobs.refused);
            for proposal in of_jobs.taken {
                found.take(proposal, &sheet.named_or(message!("the-sheet-of-jobs")))?;
            }
            continue;
        }
        let parts = Parts::of_table(&table.name);
        let differences = differences(table, rows, sheet, parts.map_or(&[][..], Parts::group))?;
        found.own_columns(table, sheet);
        match parts {
            Some(parts) => found.parts(parts, table, sheet, &differences)?,
            None => {
                let typed = settlings(dataset, &found.places, table, sheet, &differences)?;
                found.settled(table, sheet, &differences, typed)?;
            }
        }
    }
    Ok(found.all)
}

/// What is found while sheet after sheet is looked at.
struct Found<'d> {
    dataset: &'d Dataset,
    places: Places<'d>,
    all: Proposals,
    /// For each value that is taken, where its sheet says so.
    from: BTreeMap<(usize, Field), (String, Message)>,
}

/// The entries of one field of a job that a sheet of parts says otherwise, by what they are of.
struct Draft {
    /// Where the first of them is.
    place: Message,
    /// By what a row is of: entries by their position, with halves for rows that were put in between.
    entries: BTreeMap<String, Vec<(f64, String)>>,
}

impl Found<'_> {
    fn refuse(&mut self, why: Message) {
        self.all.refused.push(why);
    }

    /// Takes a proposal, unless another sheet says something else of the same value.
    fn take(&mut self, proposal: Proposal, place: &Message) -> io::Result<()> {
        let key = (proposal.record, proposal.field.clone());
        match self.from.get(&key) {
            None => {
                self.from.insert(key, (proposal.value.clone(), place.clone()));
                self.all.taken.push(proposal);
            }
            Some((value, _)) if parse(&proposal.field, value) == parse(&proposal.field, &proposal.value) => {}
            Some((value, first)) => {
                let record = self.dataset.jobs.heads()[proposal.record].record_id.as_ref();
                let said = differing(value, &proposal.value, Beside::There);
                let (field, first) = (proposal.field.name(), first.clone());
                let what = message!("cell-other-sheet", field, record, first, said);
                self.all.refused.push(at(place.clone(), what));
            }
        }
        Ok(())
    }

    /// What was typed into columns that the table has not.
    fn own_columns(&mut self, table: &KnownTable<'_>, sheet: &Sheet) {
        let known = columns(table, sheet);
        let width = sheet.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
        for place in (0..width).filter(|place| known.get(*place).is_none_or(Option::is_none)) {
            let filled =
                sheet.rows.iter().filter(|(_, cells)| cells.get(place).is_some_and(|cell| !cell.trim().is_empty()));
            let filled: Vec<Message> =
                filled.map(|(line, cells)| message!("row-text", line = *line, text = short(&cells[place]))).collect();
            if let Some(first) = filled.first().cloned() {
                let rows: Argument = match filled.len() > MOST_TOLD {
                    true => message!("rows-and-others", first, count = filled.len() - 1).into(),
                    false => filled.into_iter().collect(),
                };
                self.refuse(at(sheet.column(place), message!("column-not-of-table", table = &table.name, rows)));
            }
        }
    }

    /// Takes what was said of issues, and names all else that a sheet says otherwise.
    fn settled(
        &mut self,
        table: &KnownTable<'_>,
        sheet: &Sheet,
        differences: &Differences,
        typed: Vec<(usize, Result<Settling, Message>)>,
    ) -> io::Result<()> {
        let mut why_not: BTreeMap<usize, Message> = BTreeMap::new();
        for (row, settling) in typed {
            match settling {
                Ok(settling) => self.all.settled.push(settling),
                Err(why) => drop(why_not.insert(row, why)),
            }
        }
        for edit in &differences.edits {
            if table.name == "occupations" {
                let (line, cells) = &sheet.rows[edit.row];
                let value = cells.get(edit.place).map_or("", String::as_str);
                match occupations::proposal(self.dataset, &self.places, table, edit, value)? {
                    Ok(proposal) => self.take(proposal, &sheet.cell(*line, edit.place))?,
                    Err(why) => self.not_taken(table, sheet, edit, why),
                }
                continue;
            }
            if COLUMNS.contains(&table.columns[edit.column].name.as_str()) {
                if let Some(why) = why_not.get(&edit.row) {
                    self.not_taken(table, sheet, edit, why.clone());
                }
                continue;
            }
            self.not_taken(table, sheet, edit, message!("edit-not-here"));
        }
        for row in &differences.added {
            let (place, cells) = added(sheet, *row);
            self.refuse(message!("row-added", place, cells));
        }
        Ok(())
    }

    fn not_taken(&mut self, table: &KnownTable<'_>, sheet: &Sheet, edit: &Edit, why: Message) {
        let (line, cells) = &sheet.rows[edit.row];
        let cell = cells.get(edit.place).map_or("", String::as_str);
        let said = differing(&edit.exported[edit.column], cell, Beside::Now);
        let what = match of_row(table, &edit.exported) {
            Some(of) => message!("edit-not-taken-of", said, of, why),
            None => message!("edit-not-taken", said, why),
        };
        self.refuse(at(sheet.cell(*line, edit.place), what));
    }

    /// Takes what a sheet of parts of jobs says otherwise.
    fn parts(
        &mut self,
        parts: Parts,
        table: &KnownTable<'_>,
        sheet: &Sheet,
        differences: &Differences,
    ) -> io::Result<()> {
        let mut drafts: BTreeMap<(usize, Field), Draft> = BTreeMap::new();
        for edit in &differences.edits {
            if table.columns[edit.column].name != parts.column() {
                let column = title(table, parts.column());
                self.not_taken(table, sheet, edit, message!("edit-other-column", column));
                continue;
            }
            let (line, cells) = &sheet.rows[edit.row];
            let value = harmless(cells.get(edit.place).map_or("", String::as_str));
            let place = sheet.cell(*line, edit.place);
            if is_cut(&value, &edit.exported[edit.column]) {
                self.not_taken(table, sheet, edit, message!("edit-cut"));
                continue;
            }
            let row = Row::of(parts, table, &edit.exported);
            if let Err(why) = self.draft(parts, &mut drafts, &row, Some(&value), &place)? {
                self.not_taken(table, sheet, edit, why);
            }
        }
        for number in &differences.added {
            let (line, _) = &sheet.rows[*number];
            let cells = in_order(table, sheet, *number);
            let row = Row { is_new: true, ..Row::of(parts, table, &cells) };
            let value = cell(table, &cells, parts.column()).to_owned();
            let place = sheet.row(*line);
            if let Err(why) = self.draft(parts, &mut drafts, &row, Some(&harmless(&value)), &place)? {
                let (place, cells) = added(sheet, *number);
                self.refuse(message!("row-new", place, why, cells));
            }
        }
        self.gone(parts, table, sheet, differences, &mut drafts)?;
        for ((record, field), draft) in drafts {
            let job = self.dataset.jobs.get(record)?;
            let ordered = |entries: Vec<(f64, String)>| {
                let mut entries = entries;
                entries.sort_by(|a, b| a.0.total_cmp(&b.0));
                entries.into_iter().map(|(_, text)| text).filter(|text| !text.trim().is_empty()).collect()
            };
            let by_what = draft.entries.into_iter().map(|(what, entries)| (what, ordered(entries))).collect();
            let value = parts.whole(&job, &field, &by_what);
            match parse(&field, &value) {
                Ok(_) => self.take(Proposal { record, field, value: plain(&value) }, &draft.place)?,
                Err(hint) => {
                    let said = differing(&field.text(&job), &value, Beside::Now);
                    let what = message!("cells-no-value", said, field = field.name(), record = &job.record_id, hint);
                    self.refuse(at(draft.place, what));
                }
            }
        }
        Ok(())
    }

    /// Rows that were taken out.
    fn gone(
        &mut self,
        parts: Parts,
        table: &KnownTable<'_>,
        sheet: &Sheet,
        differences: &Differences,
        drafts: &mut BTreeMap<(usize, Field), Draft>,
    ) -> io::Result<()> {
        let mut told = Vec::new();
        for exported in &differences.gone {
            if parts.goes_with_its_row() {
                let place = sheet.place(message!("row-taken-out"));
                // Of what no longer can be corrected, nothing is lost.
                let _ = self.draft(parts, drafts, &Row::of(parts, table, exported), None, &place)?;
            } else {
                told.push(of_row(table, exported).unwrap_or_default());
            }
        }
        if let Some(first) = told.first() {
            let sheet = sheet.named_or(Message::Plain(table.name.clone()));
            self.all.notes.push(message!("rows-gone", sheet, count = told.len(), first));
        }
        Ok(())
    }

    /// Puts what a row says now into the draft of its field; the inner error says why it cannot.
    fn draft(
        &self,
        parts: Parts,
        drafts: &mut BTreeMap<(usize, Field), Draft>,
        row: &Row,
        value: Option<&str>,
        place: &Message,
    ) -> io::Result<Result<(), Message>> {
        let record = match self.places.of_row(&row.record_id, "", "") {
            Ok(record) => record,
            Err(why) => return Ok(Err(why)),
        };
        let field = match parts.field(&row.what) {
            Ok(field) => field,
            Err(why) => return Ok(Err(why)),
        };
        if value.is_some_and(is_error) {
            return Ok(Err(message!("formula-error")));
        }
        if let Some(Err(hint)) = value.map(|value| parts.check(&field, &row.what, value)) {
            return Ok(Err(hint));
        }
        let job = self.dataset.jobs.get(record)?;
        let draft =
            drafts.entry((record, field)).or_insert_with(|| Draft { place: place.clone(), entries: BTreeMap::new() });
        let entries = draft.entries.entry(row.what.clone()).or_insert_with(|| {
            parts.of(&job, &row.what).into_iter().map(|(position, text)| (position as f64, text)).collect()
        });
        let position = row.position.unwrap_or(f64::MAX);
        let known = entries.iter().position(|(known, _)| *known == position);
        match (known, value) {
            (Some(at), Some(value)) if !row.is_new => value.clone_into(&mut entries[at].1),
            (Some(at), None) => entries[at].1.clear(),
            (None, None) => {}
            (Some(_), Some(value)) => entries.push((position + 0.5, value.to_owned())),
            (None, Some(value)) => entries.push((position, value.to_owned())),
        }
        Ok(Ok(()))
    }
}

/// A row of parts.
struct Row {
    record_id: String,
    what: String,
    position: Option<f64>,
    is_new: bool,
}

impl Row {
    fn of(parts: Parts, table: &KnownTable<'_>, cells: &[String]) -> Self {
        Self {
            record_id: clean(cell(table, cells, "record_id")),
            what: parts.of_what().map(|name| clean(cell(table, cells, name))).unwrap_or_default(),
            position: cell(table, cells, "position").trim().parse().ok(),
            is_new: false,
        }
    }
}

/// Where a row that is new is, and what it says.
fn added(sheet: &Sheet, row: usize) -> (Message, String) {
    let (line, cells) = &sheet.rows[row];
    let cells: Vec<String> = cells.iter().map(|cell| short(cell)).filter(|cell| !cell.is_empty()).collect();
    (sheet.row(*line), short(&cells.join(", ")))
}

/// The cells of a row of a sheet in the order of the table's columns.
fn in_order(table: &KnownTable<'_>, sheet: &Sheet, row: usize) -> Vec<String> {
    let known = columns(table, sheet);
    let cell = |column: usize| {
        let place = known.iter().position(|known| *known == Some(column))?;
        sheet.rows[row].1.get(place).cloned()
    };
    (0..table.columns.len()).map(|column| cell(column).unwrap_or_default()).collect()
}

/// What a row says in a column.
pub(super) fn cell<'c>(table: &KnownTable<'_>, cells: &'c [String], name: &str) -> &'c str {
    let place = table.columns.iter().position(|column| column.name == name);
    place.and_then(|place| cells.get(place)).map_or("", String::as_str)
}

/// What a column is called by people.
fn title<'t>(table: &'t KnownTable<'_>, name: &'t str) -> &'t str {
    let column = table.columns.iter().find(|column| column.name == name);
    column.and_then(|column| column.titles.first()).map_or(name, String::as_str)
}

/// What a row is of, as port/guide.
fn of_row<'c>(table: &KnownTable<'_>, exported: &'c [String]) -> Option<&'c str> {
    const NAMES: [&str; 6] = ["record_id", "occupation_id", "job_id", "source_id", "a", "file"];
    NAMES.into_iter().map(|name| cell(table, exported, name)).find(|id| !id.is_empty())
}
