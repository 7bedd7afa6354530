//! The table `qualifications`: the diplomas that training sections name, beside the sentences that do.

use super::super::columns::ColumnKind::{Hours, Integer, IntegerList, List, Number, Prose, Text};
use super::super::columns::{Field, Table, Value, columns_of, field, hours, integers, list};
use super::super::rows::{RowsOf, rows_of};
use super::common;
use super::parts::{OF_JOB, PAGE_TITLE, POSITION, POSITION_TITLE, RECORD, RECORD_TITLE, only_page};
use crate::model::flow::Place;
use crate::model::geometry::{Rect, rounded};
use crate::model::qualification::{Diploma, DiplomaKind, LevelSource, Qualification};
use crate::model::record::Record;

pub(super) const TABLE: Table = Table {
    name: "qualifications",
    title: ["Diplômes et formations", "Qualifications"],
    description: [
        "un diplôme ou une formation que la rubrique formation d’un métier nomme",
        "a diploma or training named in a job's training section",
    ],
    key: &["record_id", "position"],
    foreign_keys: OF_JOB,
    columns: |_| columns_of(fields()),
    rows: RowsOf::Records {
        rows: |records, _| rows_of(fields(), records.iter().copied().flat_map(rows)),
        count: |record| record.qualifications.iter().map(|sentence| sentence.named.len().max(1)).sum(),
    },
};

/// A diploma with its sentence and job, or a sentence that names none for sure.
struct Row<'a> {
    job: &'a Record,
    position: usize,
    sentence: usize,
    qualification: &'a Qualification,
    diploma: Option<&'a Diploma>,
    page: Option<u32>,
}

impl Row<'_> {
    fn of<'d, V: Into<Value>>(&'d self, value: impl Fn(&'d Diploma) -> Option<V>) -> Value {
        self.diploma.and_then(value).into()
    }

    /// Where the diploma stands, else the sentence: its first box.
    fn place(&self) -> Option<&Place> {
        self.diploma.map_or(&self.qualification.places, |diploma| &diploma.places).first()
    }

    fn page(&self) -> Option<u32> {
        self.place().map(|place| place.page).or(self.page)
    }

    fn edge(&self, edge: fn(&Rect) -> f32) -> Value {
        self.place().map(|place| rounded(edge(&place.bbox))).into()
    }
}

fn rows(job: &Record) -> impl Iterator<Item = Row<'_>> {
    let page = only_page(job, "training");
    let sentences = job.qualifications.iter().enumerate();
    let each = sentences.flat_map(|(sentence, qualification)| {
        let diplomas = qualification.named.iter().map(Some);
        let alone = qualification.named.is_empty().then_some(None);
        diplomas.chain(alone).map(move |diploma| (sentence + 1, qualification, diploma))
    });
    each.enumerate().map(move |(index, (sentence, qualification, diploma))| Row {
        job,
        position: index + 1,
        sentence,
        qualification,
        diploma,
        page,
    })
}

fn fields<'a>() -> [Field<Row<'a>>; 22] {
    let field = field::<Row<'a>>;
    [
        field("record_id", Text, RECORD_TITLE, RECORD, |row| (&row.job.record_id).into()).required(),
        field("position", Integer, POSITION_TITLE, POSITION, |row| row.position.into()).required().at_least(1),
        field(
            "text",
            Prose,
            ["Diplôme ou formation", "Diploma or training"],
            ["la phrase qui le nomme, telle qu’imprimée", "the sentence that names it, as printed"],
            |row| (&row.qualification.text).into(),
        ),
        field(
            "rncp_levels",
            IntegerList,
            ["Niveaux RNCP", "RNCP levels"],
            ["niveaux que la phrase indique, de 1 à 8", "levels that the sentence tells, 1 to 8"],
            |row| integers(row.qualification.rncp_levels.iter().copied()),
        ),
        field(
            "certification_codes",
            List,
            ["Codes de certification", "Certification codes"],
            ["codes que la phrase indique", "codes that the sentence tells"],
            |row| list(&row.qualification.certification_codes),
        ),
        field(
            "hours",
            Hours,
            ["Heures de formation", "Hours of training"],
            ["durées que la phrase indique, heures:nature", "durations that the sentence tells, as hours:what"],
            |row| hours(&row.qualification.hours),
        ),
        field(
            "page",
            Integer,
            PAGE_TITLE,
            ["page où il commence, à partir de 1", "page that it begins on, from 1"],
            |row| row.page().into(),
        )
        .at_least(1),
        field(
            "sentence",
            Integer,
            ["Phrase", "Sentence"],
            [
                "rang de la phrase, à partir de 1 : une phrase qui nomme plusieurs diplômes a autant de lignes",
                "place of the sentence, from 1: one that names several diplomas has as many rows",
            ],
            |row| row.sentence.into(),
        )
        .required()
        .at_least(1),
        field(
            "kind",
            Text,
            ["Type de diplôme", "Kind"],
            [
                "du, licence, master, de (diplôme d’État), cqp… ; vide si la phrase ne le dit pas clairement",
                "du, licence, master, de (diplôme d’État), cqp, …; empty where the sentence does not say clearly",
            ],
            |row| row.of(|diploma| Some(diploma.kind.as_str())),
        )
        .one_of(DiplomaKind::ALL.map(DiplomaKind::as_str)),
        field(
            "name",
            Text,
            ["Intitulé", "Name"],
            ["intitulé sans le type, tel qu’imprimé", "its name without the kind, as printed"],
            |row| row.of(|diploma| diploma.name.as_deref()),
        ),
        field(
            "level",
            Integer,
            ["Niveau", "Level"],
            ["niveau du cadre national, de 1 à 8", "level of the national framework, 1 to 8"],
            |row| row.of(|diploma| diploma.level.map(u32::from)),
        )
        .between(1, 8),
        field(
            "level_source",
            Text,
            ["Origine du niveau", "Source of the level"],
            [
                "printed : imprimé à côté ; law : fixé par la loi pour tous les diplômes de ce type",
                "printed beside it, or law: given by law to all diplomas of the kind",
            ],
            |row| row.of(|diploma| diploma.level_source.map(LevelSource::as_str)),
        )
        .one_of(LevelSource::ALL.map(LevelSource::as_str)),
        field(
            "code",
            Text,
            ["Code RNCP ou RS", "RNCP or RS code"],
            ["code imprimé à côté du diplôme", "the code printed beside the diploma"],
            |row| row.of(|diploma| diploma.code.as_deref()),
        )
        .fitting(r"(RNCP|RS)\d{3,6}"),
        field(
            "duration",
            Integer,
            ["Durée en heures", "Hours beside it"],
            ["heures imprimées à côté du diplôme", "the hours printed beside the diploma"],
            |row| row.of(|diploma| diploma.hours),
        )
        .at_least(1),
        field("x0", Number, ["Gauche", "Left"], EDGE_LEFT, |row| row.edge(|bbox| bbox.x0)),
        field("y0", Number, ["Haut", "Top"], EDGE_TOP, |row| row.edge(|bbox| bbox.y0)),
        field("x1", Number, ["Droite", "Right"], ["bord droit, en points", "right edge, in points"], |row| {
            row.edge(|bbox| bbox.x1)
        }),
        field("y1", Number, ["Bas", "Bottom"], ["bord bas, en points", "bottom edge, in points"], |row| {
            row.edge(|bbox| bbox.y1)
        }),
        common::title(|row| (&row.job.title).into()),
        common::job_families(|row| list(&row.job.job_families)),
        common::country(|row| row.job.country.as_ref().into()),
        common::edition(|row| row.job.edition.as_ref().into()),
    ]
}

const EDGE_LEFT: [&str; 2] = [
    "bord gauche du diplôme, sinon de la phrase, en points depuis la gauche de la page",
    "left edge of the diploma, else of the sentence, in points from the page's left",
];
const EDGE_TOP: [&str; 2] =
    ["bord haut, en points depuis le haut de la page", "top edge, in points from the page's top"];
