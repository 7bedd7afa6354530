//! Every value can be looked up on its page, and what is in no value is told.

use std::path::Path;

use ingest::interpret::interpret;
use ingest::model::record::Record;

use crate::support::reports::{PROFILES, pdf_documents};
use crate::support::{Workplace, finish, tools};

#[test]
fn every_value_has_a_place() {
    let mut missing = Vec::new();
    let mut seen = 0;
    for (case, _, flow) in pdf_documents() {
        for record in interpret(flow, &PROFILES).records {
            seen += 1;
            let without = without_place(&record);
            if !without.is_empty() {
                missing.push(format!("{} “{}”: {without:?}", case.name, record.title));
            }
        }
    }
    assert!(seen > 100, "{seen} records");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The fields and items that have a value and no place.
fn without_place(record: &Record) -> Vec<String> {
    let mut without = Vec::new();
    let mut need = |field: &str, has: bool, item: Option<usize>| {
        let known = record.places.get(field).is_some_and(|places| places.iter().any(|place| place.item == item));
        if has && !known {
            without.push(format!("{field} {item:?}"));
        }
    };
    need("title", true, None);
    need("acronym", record.acronym.is_some(), None);
    need("theme", record.theme.is_some(), None);
    need("country", record.country.is_some(), None);
    need("opinion", record.opinion.is_some(), None);
    let lists = [
        ("alt_titles", record.alt_titles.len()),
        ("job_families", record.job_families.len()),
        ("departments", record.departments.len()),
        ("rncp_levels", record.rncp_levels.len()),
        ("certification_codes", record.certification_codes.len()),
        ("hours", record.hours.len()),
    ];
    for (field, length) in lists {
        (0..length).for_each(|item| need(field, true, Some(item)));
    }
    for section in &record.sections {
        let places = section.item_places.iter().filter(|places| !places.is_empty()).count();
        if section.places.is_empty() || places != section.items.len() {
            without.push(format!("sections.{}: {places} of {} items", section.key, section.items.len()));
        }
    }
    without
}

#[test]
fn boxes_hold_their_words_and_little_more_as_another_program_reads_the_pages() {
    let work = Workplace::new();
    for folder in ["anap-panorama", "collective-guide", "layouts", "opco-foresight", "paramedical-contribution"] {
        let inputs = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
        let (inputs, output) = (inputs.to_str().unwrap().to_owned(), work.path(folder));
        let output = output.to_str().unwrap();
        let arguments = [&inputs, "--only", "*.pdf", "-o", output, "--format", "json", "--quiet"];
        let run = finish(&mut work.command(&arguments));
        assert!(matches!(run.code, Some(0 | 3)), "{}", run.stderr);
        tools::check("check_places.py", &[output, &inputs]);
    }
}

#[test]
fn the_shares_of_a_document_are_one_whole() {
    for (case, _, flow) in pdf_documents() {
        let found = interpret(flow, &PROFILES);
        let Some(coverage) = found.coverage else { continue };
        let all = coverage.records + coverage.notes + coverage.furniture + coverage.left_over;
        assert!((all - 1.0).abs() < 0.003, "{}: {coverage:?}", case.name);
        assert_eq!(coverage.left_over > 0.0, !found.left_over.is_empty(), "{}: {coverage:?}", case.name);
    }
}
