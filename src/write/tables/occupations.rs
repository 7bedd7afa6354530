//! The table `occupations`: a job across reports, the list that an analyst wants first.

use std::sync::Arc;

use super::super::columns::ColumnKind::{Integer, List, Number, Text};
use super::super::columns::{Field, Table, Value, columns_of, field, integers, list};
use super::super::rows::{RowsOf, row_of};
use super::common;
use crate::model::dataset::Dataset;
use crate::model::record::Record;

pub(super) const TABLE: Table = Table {
    name: "occupations",
    title: ["Métiers", "Occupations"],
    description: ["un métier à travers les rapports et leurs éditions", "a job across reports and their editions"],
    key: &["occupation_id"],
    foreign_keys: &[],
    columns: |_| columns_of(fields()),
    rows: RowsOf::Groups { groups: Dataset::occupations, row: |records, _| row_of(&fields(), &Occupation { records }) },
};

/// The records of an occupation, the latest edition first; never empty.
struct Occupation {
    records: Vec<Arc<Record>>,
}

impl Occupation {
    fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().map(Arc::as_ref)
    }

    fn latest<'r, T>(&'r self, value: impl Fn(&'r Record) -> T) -> Option<T> {
        self.records().next().map(value)
    }

    /// The first value that a record has, the latest edition first.
    fn known<'r, T>(&'r self, value: impl Fn(&'r Record) -> Option<T>) -> Option<T> {
        self.records().find_map(value)
    }

    /// What any record has, each once, the latest edition first.
    fn all<'r>(&'r self, values: impl Fn(&'r Record) -> &'r [String]) -> Value {
        list(unique(self.records().flat_map(values).map(String::as_str)))
    }

    /// The levels that any record has, ascending.
    fn levels<'r>(&'r self, levels: impl Fn(&'r Record) -> &'r [u8]) -> Value {
        let mut levels: Vec<u8> = self.records().flat_map(levels).copied().collect();
        levels.sort_unstable();
        levels.dedup();
        integers(levels)
    }

    fn each<'r>(&'r self, value: impl Fn(&'r Record) -> Option<&'r str>) -> Value {
        list(unique(self.records().filter_map(value)))
    }
}

fn unique<'d>(texts: impl Iterator<Item = &'d str>) -> Vec<&'d str> {
    let mut seen = Vec::new();
    texts.for_each(|text| {
        if !seen.contains(&text) {
            seen.push(text);
        }
    });
    seen
}

fn fields() -> [Field<Occupation>; 21] {
    let field = field::<Occupation>;
    [
        field(
            "occupation_id",
            Text,
            ["Identifiant du métier regroupé", "Occupation identifier"],
            [
                "job_id de la plus ancienne édition qui le décrit, dans quelque rapport que ce soit",
                "the job_id of the earliest edition that describes it, in whichever report",
            ],
            |row| row.latest(Record::occupation).flatten().into(),
        )
        .unique(),
        field(
            "label",
            Text,
            ["Libellé", "Label"],
            ["titre lisible, d’après l’édition la plus récente", "for people, as in the latest edition"],
            |row| row.latest(|job| job.label.as_str()).into(),
        ),
        field(
            "titles",
            List,
            ["Titres", "Titles"],
            ["titres tels qu’imprimés dans les rapports", "titles as printed in the reports"],
            |row| row.each(|job| Some(&job.title)),
        ),
        common::alt_titles(|row| row.all(|job| &job.alt_titles)),
        common::acronym(|row| row.known(|job| job.acronym.as_deref()).into()),
        field(
            "collections",
            List,
            ["Collections", "Collections"],
            ["familles d’éditions qui décrivent le métier", "families of editions that describe the job"],
            |row| row.each(|job| Some(&job.collection)),
        ),
        field(
            "editions",
            List,
            ["Éditions", "Editions"],
            ["éditions qui décrivent le métier, la plus récente d’abord", "editions that describe it, latest first"],
            |row| row.each(|job| job.edition.as_deref()),
        ),
        field(
            "records_count",
            Integer,
            ["Nombre de fiches", "Number of records"],
            ["nombre de fiches regroupées", "number of records joined"],
            |row| row.records.len().into(),
        )
        .required()
        .at_least(1),
        field(
            "records",
            List,
            ["Fiches", "Records"],
            ["record_id des fiches regroupées, la plus récente d’abord", "record_ids of the records, latest first"],
            |row| row.each(|job| Some(&job.record_id)),
        )
        .required(),
        field("themes", List, ["Thèmes", "Themes"], ["thèmes tels qu’imprimés", "themes as printed"], |row| {
            row.each(|job| job.theme.as_deref())
        }),
        common::job_families(|row| row.all(|job| &job.job_families)),
        common::departments(|row| row.all(|job| &job.departments)),
        field(
            "countries",
            List,
            ["Codes des pays", "Countries"],
            [
                "où le métier existe déjà : codes ISO 3166-1 ou 3166-2, ou world",
                "ISO 3166-1 alpha-2, ISO 3166-2 for a region, or world",
            ],
            |row| row.each(|job| job.country.as_deref()),
        ),
        common::rncp_levels(|row| row.levels(|job| &job.rncp_levels)),
        common::certification_codes(|row| row.all(|job| &job.certification_codes)),
        field(
            "missions_count",
            Integer,
            ["Nombre de missions", "Number of missions"],
            ["nombre de missions dans l’édition la plus récente", "number of missions in the latest edition"],
            |row| row.latest(|job| job.missions.len()).into(),
        )
        .required()
        .at_least(0),
        field(
            "confidence",
            Number,
            ["Confiance", "Confidence"],
            ["de 0 à 1 : la plus basse des fiches", "0 to 1: the lowest of the records"],
            |row| row.records.iter().map(|job| job.confidence).reduce(f64::min).into(),
        )
        .required()
        .between(0, 1),
        field(
            "issues_count",
            Integer,
            ["Nombre de points à vérifier", "Number of issues"],
            ["nombre de points à vérifier sur les fiches", "number of things to look at in the records"],
            |row| row.records.iter().map(|job| job.issues.len()).sum::<usize>().into(),
        )
        .required()
        .at_least(0),
        common::rome(List, |row| row.each(|job| job.rome.as_deref())),
        common::rome_label(List, |row| row.each(|job| job.rome_label.as_deref())),
        common::vocabulary_levels(|row| row.levels(|job| &job.vocabulary_levels)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dataset::Dataset;
    use crate::model::record::Kind;
    use crate::model::records::Records;

    #[test]
    fn editions_of_one_job_are_one_occupation() {
        let job = |record_id: &str, edition: &str, label: &str| Record {
            record_id: record_id.to_owned(),
            job_id: "regional/guide".to_owned(),
            edition: Some(edition.to_owned()),
            label: label.to_owned(),
            title: label.to_owned(),
            confidence: if edition == "2024" { 0.7 } else { 0.9 },
            ..Record::default()
        };
        let part = Record { kind: Kind::Activity, job_id: "regional/accueillir".to_owned(), ..Record::default() };
        let jobs = [job("a/guide", "2024", "Guide"), part, job("b/guide", "2025", "Guide de ville")];
        let dataset = Dataset { jobs: Records::of(jobs).unwrap(), ..Dataset::default() };
        let rows: Vec<Vec<String>> =
            TABLE.rows(&dataset).map(|row| row.unwrap().iter().map(Value::to_string).collect()).collect();
        assert_eq!(rows.len(), 1);
        let cell = |name| &rows[0][columns_of(fields()).iter().position(|column| column.name == name).unwrap()];
        assert_eq!(cell("label"), "Guide de ville");
        assert_eq!(cell("titles"), "Guide de ville | Guide");
        assert_eq!(cell("records"), "b/guide | a/guide");
        assert_eq!(cell("editions"), "2025 | 2024");
        assert_eq!(cell("confidence"), "0.7");
    }
}
