//! The table `fields`: labelled values that no other field holds.

use super::super::columns::ColumnKind::{Integer, Prose, Text};
use super::super::columns::{Field, Table, columns_of, field};
use super::super::rows::{RowsOf, rows_of};
use super::parts::{OF_JOB, PAGE, PAGE_TITLE, POSITION, POSITION_TITLE, RECORD, RECORD_TITLE};
use crate::model::record::{self, Record};

pub(super) const TABLE: Table = Table {
    name: "fields",
    title: ["Champs libres", "Fields"],
    description: [
        "une valeur imprimée après une étiquette, pour laquelle il n’y a pas de colonne",
        "a value printed after a label, that no column holds",
    ],
    key: &["record_id", "position"],
    foreign_keys: OF_JOB,
    columns: |_| columns_of(fields()),
    rows: RowsOf::Records {
        rows: |records, _| rows_of(fields(), records.iter().copied().flat_map(rows)),
        count: |record| record.fields.len(),
    },
};

/// A labelled value with its job.
struct Row<'a> {
    job: &'a Record,
    position: usize,
    field: &'a record::Field,
}

fn rows(job: &Record) -> impl Iterator<Item = Row<'_>> {
    job.fields.iter().enumerate().map(move |(index, field)| Row { job, position: index + 1, field })
}

fn fields<'a>() -> [Field<Row<'a>>; 7] {
    let field = field::<Row<'a>>;
    [
        field("record_id", Text, RECORD_TITLE, RECORD, |row| (&row.job.record_id).into()).required(),
        field("position", Integer, POSITION_TITLE, POSITION, |row| row.position.into()).required().at_least(1),
        field(
            "name",
            Text,
            ["Étiquette", "Label"],
            ["l’étiquette imprimée, sans deux-points", "the label as printed, without its colon"],
            |row| (&row.field.name).into(),
        )
        .required(),
        field("value", Prose, ["Valeur", "Value"], ["telle qu’imprimée", "as printed"], |row| {
            (&row.field.value).into()
        }),
        field("page", Integer, PAGE_TITLE, PAGE, |row| row.field.places.first().map(|place| place.page).into())
            .at_least(1),
        field(
            "type",
            Text,
            ["Nature", "Type"],
            [
                "text, list, number, hours, code, date, level ou money, selon le profil",
                "text, list, number, hours, code, date, level or money, as the profile says",
            ],
            |row| row.field.kind.as_str().into(),
        )
        .required(),
        field(
            "normalised",
            Text,
            ["Valeur normalisée", "Normalised value"],
            [
                "en une seule écriture : 1234.5, 2025-01-31, 2100..2700 EUR ; vide si elle ne se lit pas ainsi",
                "in one spelling: 1234.5, 2025-01-31, 2100..2700 EUR; empty where it does not read so",
            ],
            |row| row.field.normalised.as_ref().into(),
        ),
    ]
}
