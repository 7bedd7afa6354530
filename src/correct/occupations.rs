//! Edits in the sheet of occupations: those of a job that one record tells of are edits of that record.

use std::io;

use super::cells::Edit;
use super::proposals::{Places, Proposal};
use super::same::{Form, same};
use super::sheet::KnownTable;
use super::value::from_cell;
use super::workbook::cell;
use crate::message;
use crate::model::dataset::Dataset;
use crate::model::field::Field;
use crate::model::message::Message;

/// The correction that an edit is; the inner error says why it is none.
pub(super) fn proposal(
    dataset: &Dataset,
    places: &Places<'_>,
    table: &KnownTable<'_>,
    edit: &Edit,
    value: &str,
) -> io::Result<Result<Proposal, Message>> {
    let Some(field) = Field::of_name(&table.columns[edit.column].name) else {
        return Ok(Err(message!("edit-no-field")));
    };
    let records = cell(table, &edit.exported, "records");
    let several = || Err(message!("edit-of-several"));
    let Ok(record) = places.of_row(records, "", "") else { return Ok(several()) };
    if records.is_empty() {
        return Ok(several());
    }
    let own = field.text(dataset.jobs.get(record)?.as_ref());
    let form = if field.is_list() { Form::List } else { Form::Text };
    if !same(form, &own, &edit.exported[edit.column]) {
        return Ok(several());
    }
    Ok(from_cell(&field, value).map(|value| Proposal { record, field, value }))
}
