//! What the library makes of every fixture is what its gold says, field by field and word by word.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use crate::support::reports::{CASES, GoldDocument, GoldRecord, PENDING, found};
use ingest::interpret::Interpretation;
use ingest::model::record::Record;
use ingest::normalise::edition::edition;

/// Columns that need not be there: a missing value is no mismatch, a wrong one is.
const NOT_DEMANDED: &[&str] = &["document publisher"];

/// Known imperfect cases: how many mismatches each may have.
const ALLOWED: &[(&str, usize)] = &[
    // A caption and a paragraph that nothing in the text parts from the list item before them.
    ("collective-guide/guide-flux", 2),
];

/// How far a coordinate of the verdict chart may be off.
const OPINION_TOLERANCE: f64 = 0.1;

#[test]
fn fixtures_are_understood_as_their_gold_says() {
    let mut report = String::new();
    let mut failed = false;
    for (case, interpretation) in found() {
        let mismatches = match interpretation {
            Ok(interpretation) => {
                let mut mismatches = compare(&interpretation.records, &case.gold.records);
                // Plain text has lost the cover's typography, and often the cover.
                if case.is_pdf() {
                    mismatches.extend(compare_document(interpretation, &case.gold.document));
                }
                mismatches
            }
            Err(refusal) => vec![format!("not read: {refusal}")],
        };
        let allowed = ALLOWED.iter().find(|(name, _)| *name == case.name).map_or(0, |(_, allowed)| *allowed);
        let verdict = match case.pending() {
            Some(_) if mismatches.is_empty() => {
                failed = true;
                "FAILED: has become exact; take it off the list PENDING".to_owned()
            }
            Some(reason) => format!("pending ({reason})"),
            None if mismatches.len() > allowed => {
                failed = true;
                format!("FAILED: {} mismatches, {allowed} allowed", mismatches.len())
            }
            None if mismatches.len() < allowed => {
                failed = true;
                format!("FAILED: {} mismatches; lower the number in ALLOWED", mismatches.len())
            }
            None => continue,
        };
        report.push_str(&format!("\n{}: {verdict}\n", case.name));
        for mismatch in mismatches {
            report.push_str(&format!("  {mismatch}\n"));
        }
    }
    assert!(!failed, "{report}");
    println!("{report}");
}

#[test]
fn lists_name_cases_that_exist() {
    assert!(CASES.len() >= 14, "the fixtures are missing");
    for name in PENDING.iter().map(|(name, _)| name).chain(ALLOWED.iter().map(|(name, _)| name)) {
        assert!(CASES.iter().any(|case| case.name == *name), "{name}: no such fixture");
    }
    for case in CASES.iter() {
        assert!(case.path.is_file(), "{}: {} is missing", case.name, case.gold.file);
    }
}

/// What the report says of itself, where the gold settles it.
fn compare_document(found: &Interpretation, gold: &GoldDocument) -> Vec<String> {
    let date = gold.edition.as_deref().and_then(edition);
    let columns = [
        ("document title", &gold.title, &found.title),
        ("document publisher", &gold.publisher, &found.publisher),
        ("document edition", &date, &found.edition),
    ];
    let differ = |(column, expected, found): &(&str, &Option<String>, &Option<String>)| {
        expected.is_some() && expected != found && !(found.is_none() && NOT_DEMANDED.contains(column))
    };
    let mismatch = |(column, expected, found): (&str, &Option<String>, &Option<String>)| {
        format!("{column}\n    expected {expected:?}\n    found    {found:?}")
    };
    columns.into_iter().filter(differ).map(mismatch).collect()
}

fn compare(records: &[Record], gold: &[GoldRecord]) -> Vec<String> {
    let mut mismatches = Vec::new();
    if records.len() != gold.len() {
        let titles: Vec<&str> = records.iter().map(|record| record.title.as_str()).collect();
        mismatches.push(format!("{} records instead of {}: {titles:#?}", records.len(), gold.len()));
    }
    // By title; where one is wrong, by place.
    let mut left: Vec<&Record> = records.iter().collect();
    let mut pairs: Vec<(&GoldRecord, Option<&Record>)> = Vec::new();
    for wanted in gold {
        let at = left.iter().position(|record| record.title == wanted.title);
        pairs.push((wanted, at.map(|at| left.remove(at))));
    }
    let mut left = left.into_iter();
    for (wanted, record) in pairs {
        match record.or_else(|| left.next()) {
            Some(record) => compare_record(record, wanted, &mut mismatches),
            None => mismatches.push(format!("{}: missing", wanted.title)),
        }
    }
    mismatches.extend(left.map(|record| format!("{}: too much", record.title)));
    mismatches
}

fn compare_record(record: &Record, gold: &GoldRecord, mismatches: &mut Vec<String>) {
    let mut tell = |column: &str, expected: &dyn Debug, found: &dyn Debug| {
        let [expected, found] = around_difference(&format!("{expected:?}"), &format!("{found:?}"));
        mismatches.push(format!("{} · {column}\n    expected {expected}\n    found    {found}", gold.title));
    };
    let mut same = |column: &str, expected: &dyn Debug, found: &dyn Debug| {
        if format!("{expected:?}") != format!("{found:?}") {
            tell(column, expected, found);
        }
    };
    same("title", &gold.title, &record.title);
    same("acronym", &gold.acronym, &record.acronym);
    same("theme", &gold.theme, &record.theme);
    same("country", &gold.country, &record.country);
    same("job_families", &gold.job_families, &record.job_families);
    same("departments", &gold.departments, &record.departments);
    same("rncp_levels", &gold.rncp_levels, &record.rncp_levels);
    same("missions", &gold.missions, &record.missions);
    same("kind", &gold.kind.as_deref().unwrap_or("job"), &record.kind.as_str());
    same("parent", &gold.parent_title, &record.parent);
    same("number", &gold.number, &record.number);
    let fields: BTreeMap<&str, &str> =
        record.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
    same("fields", &gold.fields, &fields);
    let figures = record.notes.iter().filter(|note| note.kind == "figure");
    let figures: Vec<_> = figures.map(|note| (note.value.as_deref(), note.label.as_deref())).collect();
    let wanted: Vec<_> =
        gold.figures.iter().map(|figure| (Some(figure.value.as_str()), Some(figure.label.as_str()))).collect();
    same("figures", &wanted, &figures);
    let hours =
        |values: Vec<(u32, &str)>| values.iter().map(|(value, what)| format!("{value} {what}")).collect::<Vec<_>>();
    same(
        "hours",
        &hours(gold.hours.iter().map(|hours| (hours.value, hours.what.as_str())).collect()),
        &hours(record.hours.iter().map(|hours| (hours.value, hours.what.as_str())).collect()),
    );
    if gold.pages.is_some() {
        same("pages", &gold.pages, &record.pages);
    }
    for (column, expected, found) in [
        ("alt_titles", &gold.alt_titles, &record.alt_titles),
        ("certification_codes", &gold.certification_codes, &record.certification_codes),
    ] {
        let optional = gold.optional.get(column).cloned().unwrap_or_default();
        let demanded = |values: &[String]| -> BTreeSet<String> {
            values.iter().filter(|value| !optional.contains(value)).cloned().collect()
        };
        same(column, &demanded(expected), &demanded(found));
    }
    // The star is the footnote's mark, as a bullet is an item's.
    let wanted: Vec<(&str, &str)> =
        gold.notes.iter().map(|note| (note.kind.as_str(), note.text.trim_start_matches("* "))).collect();
    let found: Vec<(&str, &str)> = record.notes.iter().map(|note| (note.kind.as_str(), note.text.as_str())).collect();
    same("notes", &wanted, &found);
    // Plain text has no columns to tell cells apart by.
    if let Some(table) = gold.table.as_ref().filter(|_| gold.pages.is_some()) {
        same("table columns", &Some(&table.columns), &record.table.as_ref().map(|found| &found.columns));
        same("table rows", &Some(&table.rows), &record.table.as_ref().map(|found| &found.rows));
    }
    let (expected, found) = (gold.sections.clone(), sections(record));
    for key in expected.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
        same(&format!("section {key}"), &expected.get(key), &found.get(key));
    }
    if let Some(expected) = &gold.opinion {
        let near = |a: f64, b: f64| (a - b).abs() <= OPINION_TOLERANCE;
        let right = match &record.opinion {
            Some(found) => {
                near(found.relevance, expected.relevance) && near(found.transposability, expected.transposability)
            }
            None => NOT_DEMANDED.contains(&"opinion"),
        };
        if !right {
            tell("opinion", expected, &record.opinion);
        }
    }
}

/// The part of two long texts in which they differ.
fn around_difference(a: &str, b: &str) -> [String; 2] {
    const BEFORE: usize = 60;
    const SHOWN: usize = 200;
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    [a, b].map(|text| {
        if text.chars().count() <= SHOWN {
            return text.to_owned();
        }
        let skipped = common.saturating_sub(BEFORE);
        let part: String = text.chars().skip(skipped).take(SHOWN).collect();
        format!("{}{part}{}", if skipped > 0 { "… " } else { "" }, if text.ends_with(&part) { "" } else { " …" })
    })
}

/// Text by key; parts with the same key one after the other.
fn sections(record: &Record) -> BTreeMap<String, String> {
    let mut sections: BTreeMap<String, String> = BTreeMap::new();
    for section in &record.sections {
        let text = sections.entry(section.key.clone()).or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&section.text);
    }
    sections
}
