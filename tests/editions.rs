//! Two editions of one report, read and compared: exactly the changes that were made between them.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ingest::compare::compare;
use ingest::model::change::ChangeKind;
use ingest::model::dataset::Dataset;
use serde_json::Value;

fn dataset(report: &Path) -> Dataset {
    let output = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ingest"));
    command.arg(report).arg("-o").arg(output.path().join("data")).arg("-q");
    command.status().unwrap();
    serde_json::from_slice(&fs::read(output.path().join("data/jobs.json")).unwrap()).unwrap()
}

#[test]
fn a_new_edition_differs_in_what_was_changed_and_in_nothing_else() {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let made: Value =
        serde_json::from_slice(&fs::read(fixtures.join("editions/panorama-2027.changes.json")).unwrap()).unwrap();
    let old = fixtures.join("anap-panorama").join(made["from"].as_str().unwrap());
    let new = fixtures.join("editions").join(made["to"].as_str().unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut expected: Vec<(ChangeKind, String, String)> = Vec::new();
    for (kind, list) in [(ChangeKind::Added, "added"), (ChangeKind::Removed, "removed")] {
        expected.extend(made[list].as_array().unwrap().iter().map(|title| (kind, text(title), String::new())));
    }
    for renamed in made["retitled"].as_array().unwrap() {
        expected.push((ChangeKind::Renamed, text(&renamed["to"]), String::new()));
    }
    for moved in made["moved"].as_array().unwrap() {
        expected.push((ChangeKind::Moved, text(&moved["title"]), "theme".into()));
    }
    for edited in made["edited"].as_array().unwrap() {
        let field = edited["section"].as_str().map(|key| format!("sections.{key}"));
        expected.push((ChangeKind::Changed, text(&edited["title"]), field.unwrap_or_else(|| text(&edited["field"]))));
        for field in edited["fields"].as_object().into_iter().flat_map(|fields| fields.keys()) {
            expected.push((ChangeKind::Changed, text(&edited["title"]), field.clone()));
        }
    }
    let found = compare(&dataset(&old), &dataset(&new));
    let mut found: Vec<_> = found.into_iter().map(|change| (change.change, change.title, change.field)).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}
