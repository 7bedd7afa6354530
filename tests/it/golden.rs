//! What is understood of one fixture of each collection, as a text that a person can read and compare.
//!
//! `UPDATE_GOLDEN=1 cargo test --test it golden` rewrites `tests/golden/`; read the difference before keeping it.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::reports::{first_difference, found};
use ingest::catalogue::Language;
use ingest::interpret::Interpretation;
use ingest::model::flow::Place;
use ingest::model::record::{Kind, Record};
use ingest::profile::ProfileSet;

/// The fixture shown for each collection.
const SHOWN: &[&str] = &[
    "anap-panorama/panorama-colonnes",
    "collective-guide/guide",
    "opco-foresight/diapositives",
    "paramedical-contribution/contribution",
    "press-article/article",
    "reac/titre-professionnel",
];

const UPDATE: &str = "UPDATE_GOLDEN";

#[test]
fn what_is_understood_is_what_it_was() {
    let update = env::var(UPDATE).is_ok_and(|value| value == "1");
    let mut problems = String::new();
    for name in SHOWN {
        let (_, interpretation) = found().find(|(case, _)| case.name == *name).unwrap();
        let found = rendered(interpretation.as_ref().unwrap());
        let path = golden(name);
        let shown = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        match fs::read_to_string(&path) {
            Ok(expected) if expected == found => continue,
            Ok(_) if update => println!("{shown}: rewritten"),
            Ok(expected) => {
                writeln!(problems, "{shown}: {}", first_difference(&expected, &found)).unwrap();
                continue;
            }
            // A new text is no known one: it has to be read first.
            Err(_) => writeln!(problems, "{shown}: was missing and is written; read it, then run again").unwrap(),
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
    }
    assert!(problems.is_empty(), "{problems}if this is right: {UPDATE}=1 cargo test --test it golden");
}

#[test]
fn every_collection_has_a_golden() {
    let builtin = ProfileSet::builtin().unwrap();
    let collections: Vec<&str> = builtin.list().iter().map(|profile| profile.id.as_str()).collect();
    let shown: Vec<&str> = SHOWN.iter().map(|name| name.split_once('/').unwrap().0).collect();
    assert_eq!(shown, collections);
}

#[test]
fn no_golden_is_left_of_an_earlier_fixture() {
    let folder = golden("x").parent().unwrap().to_owned();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // A folder is another test's.
        assert!(
            path.is_dir() || SHOWN.iter().any(|name| golden(name) == path),
            "{}: belongs to no case of SHOWN",
            path.display()
        );
    }
}

#[test]
fn goldens_are_not_rewritten_unseen() {
    let automatic = env::var("CI").is_ok_and(|value| value == "true");
    assert!(!automatic || env::var_os(UPDATE).is_none(), "{UPDATE} is set where nobody reads the difference");
}

/// Where the golden of a case is kept.
fn golden(name: &str) -> PathBuf {
    let file = format!("{}.txt", name.rsplit('/').next().unwrap());
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file)
}

fn rendered(found: &Interpretation) -> String {
    let mut text = String::new();
    let out = &mut text;
    for collection in &found.collections {
        writeln!(out, "collection: {} version {}", collection.id, collection.version).unwrap();
    }
    field(out, "title", found.title.as_deref());
    field(out, "publisher", found.publisher.as_deref());
    field(out, "edition", found.edition.as_deref());
    for diagnostic in &found.diagnostics {
        let page = diagnostic.page.map(|page| format!(" page {page}")).unwrap_or_default();
        let message = diagnostic.message.said(Language::French);
        writeln!(out, "{}: {}{page}: {message}", diagnostic.severity.as_str(), diagnostic.code).unwrap();
    }
    writeln!(out, "records: {}", found.records.len()).unwrap();
    for record in &found.records {
        render_record(out, record);
    }
    text
}

fn render_record(out: &mut String, record: &Record) {
    let list = |values: &[String]| (!values.is_empty()).then(|| values.join(" | "));
    writeln!(out, "\n== {}", record.title).unwrap();
    field(out, "label", Some(&record.label));
    if record.kind != Kind::Job {
        field(out, "kind", Some(record.kind.as_str()));
    }
    field(out, "part of", record.parent.as_deref());
    field(out, "number", record.number.as_deref());
    field(out, "other names", list(&record.alt_titles).as_deref());
    field(out, "acronym", record.acronym.as_deref());
    field(out, "pages", record.pages.map(|[first, last]| format!("{first}–{last}")).as_deref());
    field(out, "theme", record.theme.as_deref());
    field(out, "families", list(&record.job_families).as_deref());
    field(out, "departments", list(&record.departments).as_deref());
    field(out, "country", record.country.as_deref());
    let levels: Vec<String> = record.rncp_levels.iter().map(u8::to_string).collect();
    field(out, "levels", list(&levels).as_deref());
    field(out, "codes", list(&record.certification_codes).as_deref());
    let hours: Vec<String> =
        record.hours.iter().map(|hours| format!("{} {}", hours.value, hours.what.as_str())).collect();
    field(out, "hours", list(&hours).as_deref());
    let opinion =
        record.opinion.as_ref().map(|opinion| format!("{:.2} {:.2}", opinion.relevance, opinion.transposability));
    field(out, "opinion", opinion.as_deref());
    field(out, "confidence", Some(&format!("{:.2}", record.confidence)));
    field(out, "issues", list(&record.issues).as_deref());
    for labelled in &record.fields {
        field(out, &labelled.name, Some(&labelled.value));
    }
    for section in &record.sections {
        writeln!(out, "[{}] {}{}", section.key, section.heading, places(&section.places)).unwrap();
        for item in &section.items {
            writeln!(out, "  - {}", outline(item)).unwrap();
        }
    }
    if let Some(table) = &record.table {
        writeln!(out, "[table] {}", table.columns.join(" | ")).unwrap();
        for (label, cells) in &table.rows {
            let sizes: Vec<String> = cells.iter().map(|cell| cell.len().to_string()).collect();
            writeln!(out, "  - {label}: cells of {} paragraphs", sizes.join(" and ")).unwrap();
        }
    }
    for note in &record.notes {
        writeln!(out, "({}) {}{}", note.kind, outline(&note.text), places(&note.places)).unwrap();
    }
}

fn field(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        writeln!(out, "{name}: {value}").unwrap();
    }
}

/// The first words, the last one, and how many there are.
fn outline(text: &str) -> String {
    const FIRST: usize = 7;
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.last() {
        Some(last) if words.len() > FIRST + 2 => {
            format!("{} … {last} ({} words)", words[..FIRST].join(" "), words.len())
        }
        _ => text.to_owned(),
    }
}

/// Pages and boxes, in whole points.
fn places(places: &[Place]) -> String {
    let place = |place: &Place| {
        let bbox = [place.bbox.x0, place.bbox.y0, place.bbox.x1, place.bbox.y1].map(|edge| format!("{edge:.0}"));
        format!("  @{} {}", place.page, bbox.join(" "))
    };
    places.iter().map(place).collect()
}
