//! The tables of the dataset, their columns in order. Columns that no record fills are still there.

mod candidates;
mod changes;
mod common;
mod fields;
mod jobs;
mod links;
mod occupations;
mod parts;
mod places;
mod qualifications;
mod sources;
mod values;

use super::columns::Table;

/// All tables, the one that an analyst wants first in front. The names and columns are a promise to those who use the
/// files.
pub const TABLES: &[Table] = &[
    occupations::TABLE,
    jobs::TABLE,
    qualifications::TABLE,
    parts::MISSIONS,
    parts::SECTIONS,
    fields::TABLE,
    values::TABLE,
    sources::SOURCES,
    links::TABLE,
    candidates::TABLE,
    sources::ISSUES,
    changes::TABLE,
    places::PLACES,
    places::LEFTOVER,
];

/// The table of this name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::dataset::Dataset;
    use crate::model::flow::Place;
    use crate::model::geometry::Rect;
    use crate::model::record::{Hours, HoursKind, Record, Section};
    use crate::model::records::Records;

    fn names(table: &str) -> String {
        (super::table(table).unwrap().columns)(&Dataset::default())
            .iter()
            .map(|column| column.name.to_string())
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn columns_are_those_of_the_contract() {
        assert_eq!(
            names("jobs"),
            "record_id, job_id, source_id, occupation_id, file, collection, edition, page_first, page_last, kind, \
             parent, title, label, alt_titles, acronym, theme, job_families, departments, country, rncp_levels, \
             certification_codes, hours, relevance, transposability, missions_count, context, definition, missions, \
             training, practice, settings, regulation, integration, outlook, evolution, other_sections, confidence, \
             issues, corrected, number, rome, rome_label, vocabulary_levels"
        );
        assert_eq!(
            names("occupations"),
            "occupation_id, label, titles, alt_titles, acronym, collections, editions, records_count, records, themes, \
             job_families, departments, countries, rncp_levels, certification_codes, missions_count, confidence, \
             issues_count, rome, rome_label, vocabulary_levels"
        );
        assert_eq!(names("links"), "a, b, relation, score, evidence, evidence_record, evidence_page, x0, y0, x1, y1");
        assert_eq!(
            names("qualifications"),
            "record_id, position, text, rncp_levels, certification_codes, hours, page, sentence, kind, name, level, \
             level_source, code, duration, x0, y0, x1, y1, title, job_families, country, edition"
        );
        assert_eq!(names("missions"), "record_id, position, text, page, title, job_families, country, edition");
        assert_eq!(
            names("sections"),
            "record_id, position, key, heading, text, page_first, page_last, title, job_families, country, edition"
        );
        assert_eq!(
            names("sources"),
            "source_id, file, sha256, bytes, pages, collection, collections, profile_version, title, publisher, \
             edition, status, jobs, message, coverage_records, coverage_notes, \
             coverage_furniture, coverage_left_over, url, fetched, licence, licence_url, copy_of"
        );
        assert_eq!(names("places"), "record_id, field, position, page, x0, y0, x1, y1");
        assert_eq!(names("fields"), "record_id, position, name, value, page, type, normalised");
        assert_eq!(names("values"), "record_id, field, position, value, title, collection, edition, number");
        assert_eq!(names("candidates"), "occupation_id, position, code, label, name, score, words");
        assert_eq!(names("leftover"), "file, page, x0, y0, x1, y1, text, near_record");
        assert_eq!(names("issues"), "severity, code, file, page, record_id, field, message, hint, settled, note");
        assert_eq!(
            names("changes"),
            "change, job_id, title, previous_title, previous_job_id, field, before, after, similarity, \
             pages_before, pages_after, edition_before, edition_after, cause"
        );
    }

    #[test]
    fn every_column_is_told_in_two_languages() {
        for table in TABLES {
            let columns = (table.columns)(&Dataset::default());
            for column in &columns {
                let texts = [&column.title, &column.title_en, &column.description, &column.description_en];
                assert!(texts.iter().all(|text| !text.trim().is_empty()), "{}.{}", table.name, column.name);
            }
            let titles: BTreeSet<_> = columns.iter().map(|column| &column.title).collect();
            assert_eq!(titles.len(), columns.len(), "{}: two columns have one title", table.name);
        }
    }

    #[test]
    fn keys_are_columns() {
        let has = |table: &Table, name: &str| (table.columns)(&Dataset::default()).iter().any(|c| c.name == name);
        for table in TABLES {
            assert!(table.key.iter().all(|key| has(table, key)), "{}", table.name);
            for key in table.foreign_keys {
                let other = super::table(key.table).unwrap();
                assert!(has(table, key.column) && other.key == [key.key], "{}.{}", table.name, key.column);
            }
        }
    }

    #[test]
    fn a_job_as_a_row() {
        let place = |page| Place { page, bbox: Rect::default() };
        let section = |key: &str, items: &[&str], places| Section {
            key: key.to_owned(),
            heading: key.to_uppercase(),
            text: items.join("\n"),
            items: items.iter().map(|item| (*item).to_owned()).collect(),
            places,
            ..Section::default()
        };
        let record = Record {
            record_id: "a/guide".to_owned(),
            job_id: "regional/guide".to_owned(),
            pages: Some([3, 4]),
            rncp_levels: vec![5, 6],
            hours: vec![
                Hours { value: 2100, what: HoursKind::Theory },
                Hours { value: 2400, what: HoursKind::Placement },
            ],
            sections: vec![
                section("missions", &["Accueillir.", "Orienter."], vec![place(3)]),
                section("astuces", &["Marcher."], vec![place(3), place(4)]),
            ],
            missions: vec!["Accueillir.".to_owned(), "Orienter.".to_owned()],
            confidence: 0.9,
            ..Record::default()
        };
        let dataset = Dataset { jobs: Records::of([record]).unwrap(), ..Dataset::default() };
        let cell = |table: &str, column: &str| {
            let table = super::table(table).unwrap();
            let column = (table.columns)(&dataset).iter().position(|known| known.name == column).unwrap();
            table.rows(&dataset).map(|row| row.unwrap()[column].to_string()).collect::<Vec<_>>().join(" / ")
        };
        assert_eq!(cell("jobs", "hours"), "2100:theory | 2400:placement");
        assert_eq!(cell("jobs", "rncp_levels"), "5 | 6");
        assert_eq!(cell("jobs", "missions"), "Accueillir.\nOrienter.");
        assert_eq!(cell("jobs", "missions_count"), "2");
        assert_eq!(cell("jobs", "other_sections"), "astuces: Marcher.");
        assert_eq!(cell("jobs", "occupation_id"), "regional/guide");
        assert_eq!(cell("missions", "page"), "3 / 3");
        assert_eq!(cell("sections", "page_last"), "3 / 4");
        assert_eq!(cell("sections", "position"), "1 / 2");
    }
}
