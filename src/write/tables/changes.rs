//! The table `changes`.

use super::super::columns::ColumnKind::{IntegerList, Number, Prose, Text};
use super::super::columns::{Field, Table, columns_of, field, integers};
use super::super::rows::{RowsOf, each_of};
use crate::model::change::{Cause, Change, ChangeKind};

pub(super) const TABLE: Table = Table {
    name: "changes",
    title: ["Changements", "Changes"],
    description: [
        "ce qui diffère entre éditions, et depuis l’exécution précédente",
        "what differs between editions, and from the run before",
    ],
    key: &[],
    foreign_keys: &[],
    columns: |_| columns_of(fields()),
    rows: RowsOf::Dataset {
        rows: |dataset| each_of(fields(), dataset.changes.iter().map(Ok)),
        count: |dataset| dataset.changes.len(),
    },
};

fn fields<'d>() -> [Field<&'d Change>; 14] {
    let field = field::<&'d Change>;
    [
        field(
            "change",
            Text,
            ["Changement", "Change"],
            [
                "added : ajouté ; removed : retiré ; renamed : renommé ; moved : autre thème ; changed : modifié ; \
                 regrouped : rattaché à un autre métier regroupé",
                "added, removed, renamed, moved (another theme), changed, or regrouped (another occupation)",
            ],
            |change| change.change.as_str().into(),
        )
        .required()
        .one_of(ChangeKind::ALL.map(ChangeKind::as_str)),
        field(
            "job_id",
            Text,
            ["Identifiant du métier", "Job identifier"],
            ["le métier, comme la nouvelle édition l’appelle", "the job, as the new edition calls it"],
            |change| (&change.job_id).into(),
        )
        .required(),
        field("title", Text, ["Titre", "Title"], ["titre du métier", "its title"], |change| (&change.title).into()),
        field(
            "previous_title",
            Text,
            ["Ancien titre", "Previous title"],
            ["titre précédent, si le métier a été renommé", "its title before, where it was renamed"],
            |change| change.previous_title.as_ref().into(),
        ),
        field(
            "previous_job_id",
            Text,
            ["Ancien identifiant", "Previous identifier"],
            ["job_id précédent, si le métier a été renommé", "its job_id before, where it was renamed"],
            |change| change.previous_job_id.as_ref().into(),
        ),
        field(
            "field",
            Text,
            ["Champ", "Field"],
            [
                "le champ, ou sections.clé ; vide pour le métier entier",
                "the field, or sections.key; empty for the job as a whole",
            ],
            |change| (&change.field).into(),
        ),
        field("before", Prose, ["Avant", "Before"], ["ancienne valeur", "the old value"], |change| {
            change.before.as_ref().into()
        }),
        field("after", Prose, ["Après", "After"], ["nouvelle valeur", "the new value"], |change| {
            change.after.as_ref().into()
        }),
        field(
            "similarity",
            Number,
            ["Ressemblance", "Similarity"],
            ["de 0 à 1 : part des mots communs", "0 to 1: the share of words in common"],
            |change| change.similarity.into(),
        )
        .between(0, 1),
        field(
            "pages_before",
            IntegerList,
            ["Pages avant", "Pages before"],
            ["première et dernière page dans l’ancienne édition", "first and last page in the old edition"],
            |change| integers(change.pages_before.into_iter().flatten()),
        ),
        field(
            "pages_after",
            IntegerList,
            ["Pages après", "Pages after"],
            ["première et dernière page dans la nouvelle édition", "first and last page in the new edition"],
            |change| integers(change.pages_after.into_iter().flatten()),
        ),
        field(
            "edition_before",
            Text,
            ["Édition avant", "Edition before"],
            ["l’ancienne édition ; vide pour un métier ajouté", "the old edition; empty for an added job"],
            |change| change.edition_before.as_ref().into(),
        ),
        field(
            "edition_after",
            Text,
            ["Édition après", "Edition after"],
            ["la nouvelle édition ; vide pour un métier retiré", "the new edition; empty for a removed job"],
            |change| change.edition_after.as_ref().into(),
        ),
        field(
            "cause",
            Text,
            ["Cause", "Cause"],
            [
                "report : le document est autre, nouveau ou retiré ; correction : quelqu’un l’a corrigé ; version : le même \
                 document, lu autrement par une autre version du programme ; settings : le même document, lu avec d’autres \
                 profils ou options ; vide : inconnue",
                "report: the document is another one, new, or gone; correction: a person corrected it; version: the same \
                 document, read otherwise by another version of the program; settings: the same document, read with \
                 other profiles or options; empty: not known",
            ],
            |change| change.cause.map(Cause::as_str).into(),
        )
        .one_of(Cause::ALL.map(Cause::as_str)),
    ]
}
