//! The table `values`: one value of a job a row, for pivots.

use std::borrow::Cow;

use super::super::columns::ColumnKind::{Integer, Number, Text};
use super::super::columns::{Field, Table, Value, columns_of, field};
use super::super::rows::{RowsOf, rows_of};
use super::common::EDITION;
use super::parts::{OF_JOB, RECORD, RECORD_TITLE};
use crate::model::record::{HoursKind, Record};
use crate::normalise::country;

pub(super) const TABLE: Table = Table {
    name: "values",
    title: ["Valeurs", "Values"],
    description: [
        "une valeur d’une fiche, pour les tableaux croisés : famille, direction, pays, niveau, code, titre, heures",
        "a value of a job, for pivots: family, department, country, level, code, title, hours",
    ],
    key: &["record_id", "field", "position"],
    foreign_keys: OF_JOB,
    columns: |_| columns_of(fields()),
    rows: RowsOf::Records {
        rows: |records, _| rows_of(fields(), records.iter().copied().flat_map(rows)),
        count: |record| rows(record).count(),
    },
};

/// The country by its French name, beside `country` with its code.
const COUNTRY_NAME: &str = "country_name";

/// What a row may be of: columns of `jobs` by their names, the name of the country, and the hours of each kind.
const FIELDS: [&str; 14] = [
    "title",
    "alt_titles",
    "job_families",
    "departments",
    "country",
    COUNTRY_NAME,
    "rncp_levels",
    "certification_codes",
    "rome",
    "hours.theory",
    "hours.placement",
    "hours.total",
    "hours.vae",
    "hours.other",
];

/// Hours of each kind are a field of their own: added up together they would count courses twice.
fn hours_field(kind: HoursKind) -> &'static str {
    match kind {
        HoursKind::Theory => "hours.theory",
        HoursKind::Placement => "hours.placement",
        HoursKind::Total => "hours.total",
        HoursKind::Vae => "hours.vae",
        HoursKind::Other => "hours.other",
    }
}

/// A value with its job.
struct Row<'a> {
    job: &'a Record,
    field: &'static str,
    position: usize,
    value: Content<'a>,
}

#[derive(Clone, Copy)]
enum Content<'a> {
    Text(&'a str),
    Number(u32),
}

impl Content<'_> {
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
        }
    }

    fn number(&self) -> Option<f64> {
        match self {
            Self::Text(_) => None,
            Self::Number(number) => Some(f64::from(*number)),
        }
    }
}

/// The values of a job, field after field.
fn rows(job: &Record) -> impl Iterator<Item = Row<'_>> {
    let country = job.country.as_deref();
    texts(job, "title", [job.title.as_str()])
        .chain(texts(job, "alt_titles", &job.alt_titles))
        .chain(texts(job, "job_families", &job.job_families))
        .chain(texts(job, "departments", &job.departments))
        .chain(texts(job, "country", country))
        // A code that no name is known of, as a correction may give it, is its own name: nothing is lost in a pivot.
        .chain(texts(job, COUNTRY_NAME, country.map(|code| country::name(code).unwrap_or(code))))
        .chain(numbers(job, "rncp_levels", job.rncp_levels.iter().map(|level| u32::from(*level))))
        .chain(texts(job, "certification_codes", &job.certification_codes))
        .chain(texts(job, "rome", &job.rome))
        .chain(
            [HoursKind::Theory, HoursKind::Placement, HoursKind::Total, HoursKind::Vae, HoursKind::Other]
                .into_iter()
                .flat_map(|kind| {
                    numbers(
                        job,
                        hours_field(kind),
                        job.hours.iter().filter(move |hours| hours.what == kind).map(|hours| hours.value),
                    )
                }),
        )
}

fn texts<'a, T: AsRef<str> + ?Sized + 'a>(
    job: &'a Record,
    field: &'static str,
    values: impl IntoIterator<Item = &'a T>,
) -> impl Iterator<Item = Row<'a>> {
    let texts = values.into_iter().map(|text| text.as_ref()).enumerate().filter(|(_, text)| !text.is_empty());
    texts.map(move |(index, text)| Row { job, field, position: index + 1, value: Content::Text(text) })
}

fn numbers<'a>(
    job: &'a Record,
    field: &'static str,
    values: impl Iterator<Item = u32>,
) -> impl Iterator<Item = Row<'a>> {
    values.enumerate().map(move |(index, number)| Row {
        job,
        field,
        position: index + 1,
        value: Content::Number(number),
    })
}

fn fields<'a>() -> [Field<Row<'a>>; 8] {
    let field = field::<Row<'a>>;
    [
        field("record_id", Text, RECORD_TITLE, RECORD, |row| (&row.job.record_id).into()).required(),
        field(
            "field",
            Text,
            ["Champ", "Field"],
            [
                "nom de la colonne de jobs ; country_name : le pays en français ; hours.<nature> : les heures de cette nature",
                "the column of jobs; country_name: the country's French name; hours.<what>: the hours of that kind",
            ],
            |row| row.field.into(),
        )
        .required()
        .one_of(FIELDS),
        field(
            "position",
            Integer,
            ["Rang", "Position"],
            ["rang dans la liste, à partir de 1", "place in the list, from 1"],
            |row| row.position.into(),
        )
        .required()
        .at_least(1),
        field(
            "value",
            Text,
            ["Valeur", "Value"],
            ["une seule valeur, comme dans jobs", "one value, as in jobs"],
            |row| row.value.text().as_ref().into(),
        ),
        field(
            "title",
            Text,
            ["Titre", "Title"],
            ["titre de la fiche tel qu’imprimé", "the job's title as printed"],
            |row| (&row.job.title).into(),
        ),
        field(
            "collection",
            Text,
            ["Collection", "Collection"],
            ["collection de la fiche", "the job's collection"],
            |row| (&row.job.collection).into(),
        )
        .required(),
        field("edition", Text, ["Édition", "Edition"], ["édition de la fiche", "the job's edition"], |row| {
            row.job.edition.as_ref().into()
        })
        .fitting(EDITION),
        field(
            "number",
            Number,
            ["Nombre", "Number"],
            ["la valeur en nombre : niveaux et heures", "the value as a number: levels and hours"],
            |row| row.value.number().map_or(Value::Missing, Value::from),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Hours;

    #[test]
    fn a_value_a_row() {
        let job = Record {
            title: "LE GUIDE".to_owned(),
            job_families: vec!["Soins".to_owned(), "Achat-logistique".to_owned()],
            country: Some("NO".to_owned()),
            rncp_levels: vec![5, 6],
            rome: Some("J1508".to_owned()),
            hours: [(70, HoursKind::Placement), (300, HoursKind::Theory), (35, HoursKind::Placement)]
                .map(|(value, what)| Hours { value, what })
                .to_vec(),
            ..Record::default()
        };
        let told = |row: Row<'_>| format!("{} {} {}", row.field, row.position, row.value.text());
        assert_eq!(
            rows(&job).map(told).collect::<Vec<_>>(),
            [
                "title 1 LE GUIDE",
                "job_families 1 Soins",
                "job_families 2 Achat-logistique",
                "country 1 NO",
                "country_name 1 Norvège",
                "rncp_levels 1 5",
                "rncp_levels 2 6",
                "rome 1 J1508",
                "hours.theory 1 300",
                "hours.placement 1 70",
                "hours.placement 2 35",
            ]
        );
        assert_eq!(rows(&Record { country: Some("ZZ".to_owned()), ..Record::default() }).count(), 2);
    }
}
