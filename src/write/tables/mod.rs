//! The tables of the dataset, their columns in order. Columns that no record fills are still there.

mod changes;
mod jobs;
mod parts;
mod sources;

use super::columns::{Table, cells, columns_of};

/// All tables. The names and columns are a promise to those who use the files.
pub const TABLES: &[Table] = &[
    Table {
        name: "jobs",
        description: "a job in one source",
        key: &["record_id"],
        columns: || columns_of(&jobs::fields()),
        rows: |dataset| {
            let fields = jobs::fields();
            dataset.jobs.iter().map(|job| cells(&fields, job)).collect()
        },
    },
    Table {
        name: "missions",
        description: "a mission of a job",
        key: &["record_id", "position"],
        columns: || columns_of(&parts::mission_fields()),
        rows: |dataset| {
            let fields = parts::mission_fields();
            dataset.jobs.iter().flat_map(parts::missions).map(|mission| cells(&fields, &mission)).collect()
        },
    },
    Table {
        name: "sections",
        description: "a section of a job",
        key: &["record_id", "position"],
        columns: || columns_of(&parts::section_fields()),
        rows: |dataset| {
            let fields = parts::section_fields();
            dataset.jobs.iter().flat_map(parts::sections).map(|section| cells(&fields, &section)).collect()
        },
    },
    Table {
        name: "sources",
        description: "an input file",
        key: &["source_id"],
        columns: || columns_of(&sources::source_fields()),
        rows: |dataset| {
            let fields = sources::source_fields();
            dataset.sources.iter().map(|source| cells(&fields, source)).collect()
        },
    },
    Table {
        name: "issues",
        description: "something that a person should look at",
        key: &[],
        columns: || columns_of(&sources::issue_fields()),
        rows: |dataset| {
            let fields = sources::issue_fields();
            dataset.issues.iter().map(|issue| cells(&fields, issue)).collect()
        },
    },
    Table {
        name: "changes",
        description: "what differs between editions, and from the run before",
        key: &[],
        columns: || columns_of(&changes::fields()),
        rows: |dataset| {
            let fields = changes::fields();
            dataset.changes.iter().map(|change| cells(&fields, change)).collect()
        },
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dataset::Dataset;
    use crate::model::flow::Place;
    use crate::model::geometry::Rect;
    use crate::model::record::{Hours, HoursKind, Record, Section};

    fn names(table: &str) -> String {
        let table = TABLES.iter().find(|known| known.name == table).unwrap();
        (table.columns)().iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn columns_are_those_of_the_contract() {
        assert_eq!(
            names("jobs"),
            "record_id, job_id, source_id, occupation_id, file, collection, edition, page_first, page_last, kind, \
             parent, title, label, alt_titles, acronym, theme, job_families, departments, country, rncp_levels, \
             certification_codes, hours, relevance, transposability, missions_count, context, definition, missions, \
             training, practice, settings, regulation, integration, outlook, evolution, other_sections, confidence, \
             issues"
        );
        assert_eq!(names("missions"), "record_id, position, text, page");
        assert_eq!(names("sections"), "record_id, position, key, heading, text, page_first, page_last");
        assert_eq!(
            names("sources"),
            "source_id, file, sha256, bytes, pages, collection, collections, profile_version, title, publisher, \
             edition, status, jobs, message"
        );
        assert_eq!(names("issues"), "severity, code, file, page, record_id, field, message, hint");
        assert_eq!(
            names("changes"),
            "change, job_id, title, previous_title, previous_job_id, field, before, after, similarity, \
             pages_before, pages_after, edition_before, edition_after"
        );
    }

    #[test]
    fn descriptions_are_there_and_keys_are_columns() {
        for table in TABLES {
            let columns = (table.columns)();
            assert!(columns.iter().all(|column| !column.description.is_empty()), "{}", table.name);
            assert!(table.key.iter().all(|key| columns.iter().any(|column| column.name == *key)), "{}", table.name);
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
        let dataset = Dataset {
            format: 1,
            generator: String::new(),
            sources: Vec::new(),
            jobs: vec![record],
            links: Vec::new(),
            issues: Vec::new(),
            changes: Vec::new(),
        };
        let cell = |table: &str, column: &str| {
            let table = TABLES.iter().find(|known| known.name == table).unwrap();
            let column = (table.columns)().iter().position(|known| known.name == column).unwrap();
            (table.rows)(&dataset).iter().map(|row| row[column].to_string()).collect::<Vec<_>>().join(" / ")
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
