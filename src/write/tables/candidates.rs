//! The table `candidates`: codes of vocabularies that an occupation may have.

use super::super::columns::ColumnKind::{Integer, List, Number, Text};
use super::super::columns::{Field, ForeignKey, Table, columns_of, field, list};
use super::super::rows::{RowsOf, each_of};
use crate::model::dataset::Candidate;

pub(super) const TABLE: Table = Table {
    name: "candidates",
    title: ["Codes proposés", "Candidates"],
    description: [
        "un code ROME, ou d’un autre vocabulaire, proposé pour un métier regroupé ; jamais affirmé",
        "a code of ROME, or of another vocabulary, proposed for an occupation; never asserted",
    ],
    key: &["occupation_id", "position"],
    foreign_keys: &[ForeignKey { column: "occupation_id", table: "occupations", key: "occupation_id" }],
    columns: |_| columns_of(fields()),
    rows: RowsOf::Dataset {
        rows: |dataset| each_of(fields(), dataset.candidates.iter()),
        count: |dataset| dataset.candidates.len(),
    },
};

fn fields() -> [Field<Candidate>; 7] {
    let field = field::<Candidate>;
    [
        field(
            "occupation_id",
            Text,
            ["Métier regroupé", "Occupation"],
            ["le métier à travers les rapports", "the job across reports"],
            |row| (&row.occupation_id).into(),
        )
        .required(),
        field(
            "position",
            Integer,
            ["Rang", "Position"],
            ["à partir de 1, le meilleur d’abord", "from 1, the best first"],
            |row| row.position.into(),
        )
        .required()
        .between(1, 5),
        field("code", Text, ["Code", "Code"], ["comme ROME:J1508", "such as ROME:J1508"], |row| (&row.code).into())
            .required(),
        field(
            "label",
            Text,
            ["Intitulé du code", "Label of the code"],
            ["tel que le vocabulaire le publie", "as the vocabulary publishes it"],
            |row| (&row.label).into(),
        ),
        field(
            "name",
            Text,
            ["Appellation", "Name"],
            ["l’appellation publiée qui convient le mieux", "the published name that fits best"],
            |row| (&row.name).into(),
        ),
        field(
            "score",
            Number,
            ["Score", "Score"],
            [
                "de 0 à 1 ; sous 0,75, le métier n’est peut-être pas dans le vocabulaire",
                "0 to 1; below 0.75, the vocabulary may not have the job",
            ],
            |row| row.score.into(),
        )
        .required()
        .between(0, 1),
        field(
            "words",
            List,
            ["Mots", "Words"],
            ["mots du titre qui parlent pour le code", "words of the title that speak for the code"],
            |row| list(&row.words),
        ),
    ]
}
