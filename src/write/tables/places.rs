//! The tables `places` and `leftover`: where values stand, and what stands in no value.

use std::borrow::Cow;

use super::super::columns::ColumnKind::{Integer, Number, Prose, Text};
use super::super::columns::{Field, ForeignKey, Table, Value, columns_of, field};
use super::super::rows::{RowsOf, each_of, rows_of};
use super::common;
use super::parts::{OF_JOB, RECORD, RECORD_TITLE};
use crate::model::dataset::Leftover;
use crate::model::flow::Place;
use crate::model::geometry::{Rect, rounded};
use crate::model::record::Record;

pub(super) const PLACES: Table = Table {
    name: "places",
    title: ["Emplacements", "Places"],
    description: [
        "un rectangle de la page où se trouve une valeur ; plusieurs si elle court sur plusieurs colonnes ou pages",
        "a box of the page where a value stands; several where it runs over columns or pages",
    ],
    key: &[],
    foreign_keys: OF_JOB,
    columns: |_| columns_of(place_fields()),
    rows: RowsOf::Records {
        rows: |records, _| rows_of(place_fields(), records.iter().copied().flat_map(places)),
        count: |record| places(record).count(),
    },
};

pub(super) const LEFTOVER: Table = Table {
    name: "leftover",
    title: ["Texte non repris", "Left over"],
    description: [
        "texte d’un document reconnu qui n’est dans aucune fiche, aucune note ni aucun élément de mise en page",
        "text of a recognised document that is in no record, no note and no furniture",
    ],
    key: &[],
    foreign_keys: &[ForeignKey { column: "near_record", table: "jobs", key: "record_id" }],
    columns: |_| columns_of(leftover_fields()),
    rows: RowsOf::Dataset {
        rows: |dataset| each_of(leftover_fields(), dataset.leftover.iter()),
        count: |dataset| dataset.leftover.len(),
    },
};

/// A box of a value with its job.
struct PlaceRow<'a> {
    job: &'a Record,
    field: Cow<'a, str>,
    position: Option<usize>,
    place: Place,
}

/// The boxes of a job's values: its sections in reading order behind its other fields by name.
fn places(job: &Record) -> impl Iterator<Item = PlaceRow<'_>> {
    let of_fields = job.places.iter().flat_map(move |(name, places)| {
        places.iter().map(move |place| PlaceRow {
            job,
            field: Cow::Borrowed(name),
            position: place.item.map(|item| item + 1),
            place: Place { page: place.page, bbox: place.bbox },
        })
    });
    let of_sections = job.sections.iter().enumerate().flat_map(move |(index, section)| {
        // A section may come in parts under one key: their items are counted on.
        let same = job.sections[..index].iter().filter(|other| other.key == section.key);
        let before: usize = same.map(|other| other.items.len()).sum();
        let name = format!("sections.{}", section.key);
        let whole = section.places.iter().map(|place| (None, *place));
        let items = section.item_places.iter().enumerate();
        let items =
            items.flat_map(move |(item, places)| places.iter().map(move |place| (Some(before + item + 1), *place)));
        whole.chain(items).map(move |(position, place)| PlaceRow {
            job,
            field: Cow::Owned(name.clone()),
            position,
            place,
        })
    });
    of_fields.chain(of_sections)
}

/// The page and the box of a row, in five columns.
pub(super) fn boxes<R>(values: [fn(&R) -> Value; 5]) -> [Field<R>; 5] {
    let [page, left, top, right, bottom] = values;
    [
        field("page", Integer, ["Page", "Page"], ["à partir de 1", "from 1"], page).at_least(1),
        field(
            "x0",
            Number,
            ["Gauche", "Left"],
            ["bord gauche, en points depuis la gauche de la page", "left edge, in points from the page's left"],
            left,
        ),
        field(
            "y0",
            Number,
            ["Haut", "Top"],
            ["bord haut, en points depuis le haut de la page", "top edge, in points from the page's top"],
            top,
        ),
        field("x1", Number, ["Droite", "Right"], ["bord droit, en points", "right edge, in points"], right),
        field("y1", Number, ["Bas", "Bottom"], ["bord bas, en points", "bottom edge, in points"], bottom),
    ]
}

/// An edge of a box, if there is one.
pub(super) fn edge(bbox: Option<Rect>, edge: fn(Rect) -> f32) -> Value {
    bbox.map(|bbox| rounded(edge(bbox))).into()
}

fn place_fields<'a>() -> [Field<PlaceRow<'a>>; 8] {
    let field = field::<PlaceRow<'a>>;
    let [page, left, top, right, bottom] = boxes::<PlaceRow<'a>>([
        |row| row.place.page.into(),
        |row| edge(Some(row.place.bbox), |bbox| bbox.x0),
        |row| edge(Some(row.place.bbox), |bbox| bbox.y0),
        |row| edge(Some(row.place.bbox), |bbox| bbox.x1),
        |row| edge(Some(row.place.bbox), |bbox| bbox.y1),
    ]);
    [
        field("record_id", Text, RECORD_TITLE, RECORD, |row| (&row.job.record_id).into()).required(),
        field(
            "field",
            Text,
            ["Champ", "Field"],
            ["nom du champ ; sections.<clé> pour une rubrique", "the field's name; sections.<key> for a section"],
            |row| row.field.as_ref().into(),
        )
        .required(),
        field(
            "position",
            Integer,
            ["Rang", "Position"],
            [
                "rang dans la liste, à partir de 1 ; vide pour le champ entier",
                "place in the list, from 1; empty for the whole field",
            ],
            |row| row.position.into(),
        )
        .at_least(1),
        page,
        left,
        top,
        right,
        bottom,
    ]
}

fn leftover_fields() -> [Field<Leftover>; 8] {
    let field = field::<Leftover>;
    let [page, left, top, right, bottom] = boxes::<Leftover>([
        |row| row.place.map(|place| place.page).into(),
        |row| edge(row.place.map(|place| place.bbox), |bbox| bbox.x0),
        |row| edge(row.place.map(|place| place.bbox), |bbox| bbox.y0),
        |row| edge(row.place.map(|place| place.bbox), |bbox| bbox.x1),
        |row| edge(row.place.map(|place| place.bbox), |bbox| bbox.y1),
    ]);
    [
        common::file(|row| (&row.file).into()),
        page,
        left,
        top,
        right,
        bottom,
        field("text", Prose, ["Texte", "Text"], ["le texte tel qu’imprimé", "the text as printed"], |row| {
            (&row.text).into()
        }),
        field(
            "near_record",
            Text,
            ["Fiche voisine", "Near record"],
            [
                "record_id de la fiche où il se trouve ou qu’il suit ; vide s’il n’y en a pas",
                "record_id of the job that it stands in or after; empty where there is none",
            ],
            |row| row.near_record.as_ref().into(),
        ),
    ]
}
