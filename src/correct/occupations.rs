//! Edits in the sheet of occupations: those of a job that one record tells of are edits of that record.

use std::io;

use super::cells::Edit;
use super::proposals::{Places, Proposal};
use super::same::{Form, same};
use super::sheet::KnownTable;
use super::value::from_cell;
use super::workbook::cell;
use crate::model::dataset::Dataset;
use crate::model::field::Field;

/// The correction that an edit is; the inner error says why it is none.
pub(super) fn proposal(
    dataset: &Dataset,
    places: &Places<'_>,
    table: &KnownTable<'_>,
    edit: &Edit,
    value: &str,
) -> io::Result<Result<Proposal, String>> {
    let Some(field) = Field::of_name(&table.columns[edit.column].name) else {
        return Ok(Err("it is no field that a sheet corrects".to_owned()));
    };
    let records = cell(table, &edit.exported, "records");
    let several = || Err("it follows from several records; correct it in the sheet of jobs".to_owned());
    let Ok(record) = places.of_row(records, "", "") else { return Ok(several()) };
    if records.is_empty() {
        return Ok(several());
    }
    let own = field.text(&dataset.jobs.get(record)?);
    let form = if field.is_list() { Form::List } else { Form::Text };
    if !same(form, &own, &edit.exported[edit.column]) {
        return Ok(several());
    }
    Ok(from_cell(&field, value).map(|value| Proposal { record, field, value }))
}
