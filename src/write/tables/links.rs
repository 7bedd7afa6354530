//! The table `links`.

use super::super::columns::ColumnKind::{Number, Prose, Text};
use super::super::columns::{Field, ForeignKey, Table, columns_of, field};
use super::super::rows::{RowsOf, each_of};
use super::places::{boxes, edge};
use crate::model::dataset::{Link, RELATIONS};

pub(super) const TABLE: Table = Table {
    name: "links",
    title: ["Liens entre métiers", "Links"],
    description: [
        "deux métiers de collections différentes : les mêmes, proches, ou l’un citant l’autre",
        "two jobs of different collections that are the same, close, or one citing the other",
    ],
    key: &["a", "b"],
    // A job_id may stand in several editions: it is no key of `jobs`.
    foreign_keys: &[ForeignKey { column: "evidence_record", table: "jobs", key: "record_id" }],
    columns: |_| columns_of(fields()),
    rows: RowsOf::Dataset {
        rows: |dataset| each_of(fields(), dataset.links.iter().map(Ok)),
        count: |dataset| dataset.links.len(),
    },
};

fn fields<'d>() -> [Field<&'d Link>; 11] {
    let field = field::<&'d Link>;
    let [mut page, left, top, right, bottom] = boxes::<&'d Link>([
        |link| link.evidence_where.page.into(),
        |link| edge(link.evidence_where.bbox, |bbox| bbox.x0),
        |link| edge(link.evidence_where.bbox, |bbox| bbox.y0),
        |link| edge(link.evidence_where.bbox, |bbox| bbox.x1),
        |link| edge(link.evidence_where.bbox, |bbox| bbox.y1),
    ]);
    page.column.name = "evidence_page".into();
    [
        field("a", Text, ["Métier A", "Job A"], ["job_id ; cite b pour cites", "job_id; cites b for cites"], |link| {
            (&link.a).into()
        })
        .required(),
        field("b", Text, ["Métier B", "Job B"], ["job_id de l’autre métier", "job_id of the other job"], |link| {
            (&link.b).into()
        })
        .required(),
        field(
            "relation",
            Text,
            ["Relation", "Relation"],
            ["same : le même ; cites : a cite b ; close : proches", "same, cites (a cites b) or close"],
            |link| (&link.relation).into(),
        )
        .required()
        .one_of(RELATIONS),
        field("score", Number, ["Score", "Score"], ["de 0 à 1", "0 to 1"], |link| link.score.into()).between(0, 1),
        field("evidence", Prose, ["Preuve", "Evidence"], ["les mots qui le disent", "the words that say so"], |link| {
            (&link.evidence).into()
        }),
        field(
            "evidence_record",
            Text,
            ["Fiche de la preuve", "Record of the evidence"],
            ["record_id de la fiche de a où ils se trouvent", "record_id of the record of a where they stand"],
            |link| (&link.evidence_where.record_id).into(),
        ),
        page,
        left,
        top,
        right,
        bottom,
    ]
}
