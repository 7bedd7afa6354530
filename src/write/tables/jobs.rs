//! The table `jobs`.

use super::super::columns::ColumnKind::{Hours, Integer, Lines, List, Number, Prose, Text};
use super::super::columns::{
    Column, Constraints, Field, ForeignKey, Table, Value, columns_of, field, hours, integers, lines, list,
};
use super::super::rows::{RowsOf, rows_of};
use super::common;
use crate::model::field::SECTION_COLUMNS;
use crate::model::record::{Kind, Record};

pub(super) const TABLE: Table = Table {
    name: "jobs",
    title: ["Fiches métiers", "Job descriptions"],
    description: ["un métier dans un rapport", "a job in one report"],
    key: &["record_id"],
    foreign_keys: &[
        ForeignKey { column: "source_id", table: "sources", key: "source_id" },
        ForeignKey { column: "occupation_id", table: "occupations", key: "occupation_id" },
        ForeignKey { column: "parent", table: "jobs", key: "record_id" },
    ],
    columns: |dataset| {
        let mut columns = columns_of(fields());
        columns.extend(dataset.jobs.own_columns().iter().map(|name| own_column(name)));
        columns
    },
    rows: RowsOf::Records {
        rows: |records, dataset| {
            let mut rows = rows_of(fields(), records.iter().copied());
            for (row, job) in rows.iter_mut().zip(records) {
                row.extend(dataset.jobs.own_columns().iter().map(|name| Value::from(job.extra.get(name))));
            }
            rows
        },
        count: |_| 1,
    },
};

fn own_column(name: &str) -> Column {
    Column {
        name: name.to_owned().into(),
        kind: Prose,
        title: name.to_owned().into(),
        title_en: name.to_owned().into(),
        description: "colonne ajoutée par corrections.csv".into(),
        description_en: "a column added by corrections.csv".into(),
        constraints: Constraints::default(),
    }
}

fn fields<'d>() -> [Field<&'d Record>; 43] {
    let field = field::<&'d Record>;
    [
        field(
            "record_id",
            Text,
            ["Identifiant de la fiche", "Record identifier"],
            ["source_id/titre : unique dans le jeu de données", "source_id/slug of the title: unique in the dataset"],
            |job| (&job.record_id).into(),
        )
        .unique(),
        field(
            "job_id",
            Text,
            ["Identifiant du métier", "Job identifier"],
            [
                "collection/titre : le même dans toutes les éditions d’un rapport",
                "collection/slug of the title: the same in every edition",
            ],
            |job| (&job.job_id).into(),
        )
        .required(),
        field(
            "source_id",
            Text,
            ["Fichier source", "Source"],
            ["identifiant du fichier lu", "the input file's identifier"],
            |job| (&job.source_id).into(),
        )
        .required(),
        field(
            "occupation_id",
            Text,
            ["Métier regroupé", "Occupation"],
            [
                "le métier à travers les rapports ; vide pour les parties d’un métier",
                "the job across reports; empty for parts of a job",
            ],
            |job| job.occupation().into(),
        ),
        field(
            "file",
            Text,
            ["Fichier", "File"],
            ["nom du fichier lu, relatif au dossier lu", "the input file, relative to the folder read"],
            |job| (&job.file).into(),
        )
        .required(),
        field(
            "collection",
            Text,
            ["Collection", "Collection"],
            [
                "famille d’éditions à laquelle le rapport appartient",
                "the family of editions that the report belongs to",
            ],
            |job| (&job.collection).into(),
        )
        .required(),
        common::edition(|job| job.edition.as_ref().into()),
        common::page_first(|job| job.pages.map(|[first, _]| first).into()),
        common::page_last(|job| job.pages.map(|[_, last]| last).into()),
        field(
            "kind",
            Text,
            ["Nature", "Kind"],
            [
                "job pour un métier ; activity, skill, transversal pour les fiches des parties d’un métier",
                "job, or activity, skill, transversal for sheets of a job's parts",
            ],
            |job| job.kind.as_str().into(),
        )
        .required()
        .one_of(Kind::ALL.map(Kind::as_str)),
        field(
            "parent",
            Text,
            ["Fiche parente", "Parent record"],
            ["record_id du métier dont la fiche décrit une partie", "record_id of the job that a part belongs to"],
            |job| job.parent.as_ref().into(),
        ),
        field(
            "title",
            Text,
            ["Titre", "Title"],
            ["tel qu’imprimé, sur une ligne", "as printed, on one line"],
            |job| (&job.title).into(),
        ),
        field(
            "label",
            Text,
            ["Libellé", "Label"],
            [
                "titre lisible : sans article ni numéro, en minuscules sauf la première lettre et les sigles",
                "for people: sentence case, no article, no number",
            ],
            |job| (&job.label).into(),
        ),
        common::alt_titles(|job| list(&job.alt_titles)),
        common::acronym(|job| job.acronym.as_ref().into()),
        field(
            "theme",
            Text,
            ["Thème", "Theme"],
            ["tel qu’imprimé au sommaire ou sur la fiche", "as printed where the jobs are listed or on the sheet"],
            |job| job.theme.as_ref().into(),
        ),
        common::job_families(|job| list(&job.job_families)),
        common::departments(|job| list(&job.departments)),
        common::country(|job| job.country.as_ref().into()),
        common::rncp_levels(|job| integers(job.rncp_levels.iter().copied())),
        common::certification_codes(|job| list(&job.certification_codes)),
        field(
            "hours",
            Hours,
            ["Heures de formation", "Hours of training"],
            [
                "durées de formation, heures:nature (theory, placement, total, vae, other)",
                "training durations, as hours:what (theory, placement, total, vae, other)",
            ],
            |job| hours(&job.hours),
        ),
        field(
            "relevance",
            Number,
            ["Pertinence", "Relevance"],
            ["avis du rapport, de -1 à 1", "the report's verdict, -1 to 1"],
            |job| job.opinion.as_ref().map(|opinion| opinion.relevance).into(),
        )
        .between(-1, 1),
        field(
            "transposability",
            Number,
            ["Transposabilité", "Transposability"],
            ["avis du rapport, de -1 à 1", "the report's verdict, -1 to 1"],
            |job| job.opinion.as_ref().map(|opinion| opinion.transposability).into(),
        )
        .between(-1, 1),
        field(
            "missions_count",
            Integer,
            ["Nombre de missions", "Number of missions"],
            ["nombre de missions", "number of missions"],
            |job| job.missions.len().into(),
        )
        .required()
        .at_least(0),
        field(
            "context",
            Prose,
            ["Contexte", "Context"],
            ["où le métier existe déjà, pourquoi il est nécessaire", "where the job exists already, why it is needed"],
            |job| section(job, "context"),
        ),
        field(
            "definition",
            Prose,
            ["Définition", "Definition"],
            ["ce qu’est le métier", "what the job is"],
            |job| section(job, "definition"),
        ),
        field(
            "missions",
            Lines,
            ["Missions", "Missions"],
            ["missions, une par ligne", "missions, one a line"],
            |job| {
                if job.missions.is_empty() { section_lines(job, "missions") } else { lines(&job.missions) }
            },
        ),
        field(
            "training",
            Prose,
            ["Formation", "Training"],
            ["formation et compétences", "training and skills"],
            |job| section(job, "training"),
        ),
        field(
            "practice",
            Prose,
            ["Conditions d’exercice", "Conditions of practice"],
            ["conditions d’exercice du métier", "conditions of practice"],
            |job| section(job, "practice"),
        ),
        field(
            "settings",
            Prose,
            ["Lieux d’exercice", "Places of practice"],
            ["milieux et lieux d’exercice", "places of practice"],
            |job| section(job, "settings"),
        ),
        field(
            "regulation",
            Prose,
            ["Cadre réglementaire", "Regulation"],
            ["cadre réglementaire", "legal framework"],
            |job| section(job, "regulation"),
        ),
        field(
            "integration",
            Prose,
            ["Intégration", "Integration"],
            ["intégration du métier dans une structure", "how the job fits into an institution"],
            |job| section(job, "integration"),
        ),
        field(
            "outlook",
            Prose,
            ["Perspectives", "Outlook"],
            ["perspectives en France", "prospects in France"],
            |job| section(job, "outlook"),
        ),
        field(
            "evolution",
            Prose,
            ["Évolution", "Evolution"],
            ["évolutions possibles du métier", "how the job may evolve"],
            |job| section(job, "evolution"),
        ),
        field(
            "other_sections",
            Prose,
            ["Autres rubriques", "Other sections"],
            ["rubriques sous d’autres titres, clé : texte", "sections under other headings, as key: text"],
            other_sections,
        ),
        field(
            "confidence",
            Number,
            ["Confiance", "Confidence"],
            [
                "de 0 à 1 : la confiance du champ le moins sûr ; sous 0,9, les points à vérifier disent pourquoi",
                "0 to 1, that of the least sure field; below 0.9, issues say why",
            ],
            |job| job.confidence.into(),
        )
        .required()
        .between(0, 1),
        field(
            "issues",
            List,
            ["Points à vérifier", "Issues"],
            ["codes de ce qu’une personne devrait vérifier", "codes of what a person should look at"],
            |job| list(&job.issues),
        ),
        field(
            "corrected",
            List,
            ["Champs corrigés", "Corrected fields"],
            ["champs qu’une personne a corrigés par corrections.csv", "fields that corrections.csv corrects"],
            |job| list(&job.corrected),
        ),
        field(
            "number",
            Text,
            ["Numéro de fiche", "Sheet number"],
            [
                "le numéro ou la ligne au-dessus du titre, tels qu’imprimés",
                "the number or line over the title, as printed",
            ],
            |job| job.number.as_ref().into(),
        ),
        common::rome(Text, |job| job.rome.as_ref().into()),
        common::rome_label(Text, |job| job.rome_label.as_ref().into()),
        common::vocabulary_levels(|job| integers(job.vocabulary_levels.iter().copied())),
    ]
}

/// The text of all sections with this key.
fn section(job: &Record, key: &str) -> Value {
    let texts = job.sections.iter().filter(|section| section.key == key).map(|section| section.text.as_str());
    texts.collect::<Vec<_>>().join("\n").into()
}

fn section_lines(job: &Record, key: &str) -> Value {
    let sections = job.sections.iter().filter(|section| section.key == key);
    lines(sections.flat_map(|section| section.text.split('\n')))
}

fn other_sections(job: &&Record) -> Value {
    let others = job.sections.iter().filter(|section| !SECTION_COLUMNS.contains(&section.key.as_str()));
    others.map(|section| format!("{}: {}", section.key, section.text)).collect::<Vec<_>>().join("\n").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_column_is_there() {
        let fields = fields();
        for key in SECTION_COLUMNS {
            assert!(fields.iter().any(|field| field.column.name == key), "{key}");
        }
    }
}
