//! The table `links`.

use super::super::columns::ColumnKind::{Number, Prose, Text};
use super::super::columns::{Field, Table, columns_of, field};
use super::super::rows::{RowsOf, each_of};
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
    foreign_keys: &[],
    columns: |_| columns_of(fields()),
    rows: RowsOf::Dataset {
        rows: |dataset| each_of(fields(), dataset.links.iter().map(Ok)),
        count: |dataset| dataset.links.len(),
    },
};

fn fields<'d>() -> [Field<&'d Link>; 5] {
    let field = field::<&'d Link>;
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
    ]
}
