//! Edits in every sheet of a workbook: taken, or named.

use std::collections::BTreeMap;
use std::fs;

use ingest::model::dataset::Dataset;
use ingest::write::shown_word;
use ingest::write::tables::TABLES;
use serde_json::{Value, json};

use crate::support::{Finished, Workplace, reports, tools};

const GARDEN: &str = "Répertoire du jardin\n\nFiche métier n° 1\nJardinier de nuit\n\nCode : JN-01\n\nDéfinition\nIl veille sur \
    les plantes.\n\nMissions\nArroser les fleurs.\n\nFiche métier n° 2\nGardien de rosée\n\nCode : GR-02\n\nDéfinition\nIl \
    recueille la rosée du matin.\n";
const PROFILE: &str = "id = \"jardin\"\nversion = 1\ntitle = \"Répertoire du jardin\"\n[recognise]\nthreshold = 4\npattern = [\n\
    { regex = '^Fiche métier n° ?\\d+$', weight = 2, at_least = 2 },\n{ regex = '^Définition$', weight = 2 },\n]\n[[sheet]]\n\
    begin.number = 'Fiche métier n° ?\\d+'\n[[label]]\nlabel = 'Code'\n[[section]]\nkey = \"definition\"\nheading = \
    ['Définition']\n[[section]]\nkey = \"missions\"\nheading = ['Missions']\n";

/// Reports with something in every table that people correct.
fn workbook() -> Workplace {
    let work = reports();
    work.file("inputs/jardin.txt", GARDEN).file("own/jardin.toml", PROFILE);
    run(&work);
    work
}

fn run(work: &Workplace) -> Finished {
    let run = work.run(&["--profiles", "own"]);
    assert_eq!(run.code, Some(3), "one file is empty: {}", run.stderr);
    run
}

/// The names of the columns of each table by their titles.
pub(crate) fn titles() -> String {
    let dataset = Dataset::default();
    let of = |table: &ingest::write::columns::Table| {
        let columns = (table.columns)(&dataset);
        columns.iter().map(|column| (column.title.to_string(), column.name.to_string())).collect::<BTreeMap<_, _>>()
    };
    serde_json::to_string(&TABLES.iter().map(|table| (table.name, of(table))).collect::<BTreeMap<_, _>>()).unwrap()
}

/// Edits the workbook of the last run into `edited.xlsx`; whether that can be done here.
pub(crate) fn edit(work: &Workplace, edits: &Value) -> bool {
    let path = |name: &str| work.path(name).to_str().unwrap().to_owned();
    let arguments = [path("outputs/ingest.xlsx"), path("edited.xlsx"), titles(), as_shown(edits).to_string()];
    tools::check("edit_cells.py", &arguments.each_ref().map(String::as_str))
}

/// The edits with rows looked up by the words that their sheet shows.
fn as_shown(edits: &Value) -> Value {
    let mut edits = edits.clone();
    for edit in edits.as_array_mut().unwrap() {
        let table = edit["table"].as_str().unwrap_or_default().to_owned();
        for (name, value) in edit["find"].as_object_mut().into_iter().flatten() {
            if let Some(word) = value.as_str() {
                *value = shown_word(&table, name, word).into();
            }
        }
    }
    edits
}

fn jobs(work: &Workplace) -> Vec<Value> {
    let dataset: Value = serde_json::from_slice(&fs::read(work.path("outputs/jobs.json")).unwrap()).unwrap();
    dataset["jobs"].as_array().unwrap().clone()
}

pub(crate) fn job(work: &Workplace, record_id: &str) -> Value {
    jobs(work).into_iter().find(|job| job["record_id"] == record_id).unwrap()
}

/// The text of a job's section.
fn section(job: &Value, key: &str) -> String {
    let sections = job["sections"].as_array().unwrap().iter();
    sections.filter(|section| section["key"] == key).map(|section| section["text"].as_str().unwrap()).collect()
}

#[test]
fn edits_of_parts_of_jobs_become_corrections_of_their_fields() {
    let work = workbook();
    let all = jobs(&work);
    let long = all.iter().find(|job| job["missions"].as_array().unwrap().len() > 3).unwrap();
    let (id, missions) = (long["record_id"].as_str().unwrap().to_owned(), long["missions"].as_array().unwrap().clone());
    let with_hours = all.iter().find(|job| job["hours"].as_array().unwrap().len() > 1).unwrap();
    let hours_id = with_hours["record_id"].as_str().unwrap().to_owned();
    let kind = with_hours["hours"][0]["what"].as_str().unwrap();
    let other = all
        .iter()
        .find(|job| job["sections"].as_array().unwrap().len() > 2 && job["record_id"] != id.as_str())
        .unwrap();
    let (other_id, key) = (other["record_id"].as_str().unwrap(), other["sections"][1]["key"].as_str().unwrap());
    let garden = "jardin/jardinier-de-nuit";
    let edits = json!([
        {"table": "missions", "find": {"record_id": id, "position": 2}, "set": {"text": "Une mission d’une autre main."}},
        {"table": "missions", "remove": {"record_id": id, "position": 1}},
        {"table": "missions", "add": {"record_id": id, "text": "Une mission de plus."}},
        {"table": "sections", "find": {"record_id": other_id, "key": key}, "set": {"text": "Un texte court.\nPuis un autre."}},
        {"table": "fields", "find": {"record_id": garden, "name": "Code"}, "set": {"value": "JN-02"}},
        {"table": "values", "find": {"record_id": hours_id, "field": format!("hours.{kind}")}, "set": {"value": "4711"}},
        {"table": "values", "add": {"record_id": garden, "field": "alt_titles", "value": "Jardinier des étoiles"}},
        {"table": "values", "add": {"record_id": garden, "field": "country_name", "value": "Norvège"}},
        {"table": "occupations", "find": {"records": garden}, "set": {"label": "Jardinier de la nuit"}},
    ]);
    if !edit(&work, &edits) {
        return;
    }
    let taken = work.run(&["corrections", "from", "edited.xlsx"]);
    assert_eq!((taken.code, taken.stderr.as_str()), (Some(0), ""), "{}", taken.stdout);
    assert!(taken.stdout.contains("7 corrections kept in inputs/corrections.csv"), "{}", taken.stdout);
    run(&work);
    let mut wanted = missions[1..].to_vec();
    wanted[0] = "Une mission d’une autre main.".into();
    wanted.push("Une mission de plus.".into());
    assert_eq!(job(&work, &id)["missions"].as_array().unwrap(), &wanted);
    assert_eq!(section(&job(&work, other_id), key), "Un texte court.\nPuis un autre.");
    let gardener = job(&work, garden);
    assert_eq!((gardener["fields"][0]["value"].as_str(), gardener["country"].as_str()), (Some("JN-02"), Some("NO")));
    assert_eq!(gardener["label"], "Jardinier de la nuit");
    assert_eq!(gardener["alt_titles"], json!(["Jardinier des étoiles"]));
    let hours = job(&work, &hours_id)["hours"].as_array().unwrap().clone();
    assert_eq!((hours.len(), hours[0]["value"].as_u64()), (with_hours["hours"].as_array().unwrap().len(), Some(4711)));
    // The new workbook says what the corrections say, and the edited one is of the earlier dataset still.
    for name in ["outputs/ingest.xlsx", "edited.xlsx"] {
        let again = work.run(&["corrections", "from", name]);
        assert_eq!((again.code, again.stderr.as_str()), (Some(0), ""), "{}", again.stdout);
        assert!(!again.stdout.contains("kept in"), "{name}: {}", again.stdout);
    }
}

#[test]
fn an_edited_cell_is_taken_or_named_whatever_its_sheet() {
    let work = workbook();
    work.file("inputs/outils.txt", "Bonjour,\nvoici d’autres nouvelles.\n");
    run(&work);
    for seed in [3, 7, 23] {
        if !edit(&work, &json!([{ "random": seed, "cells": 40 }])) {
            return;
        }
        let _ = fs::remove_file(work.path("inputs/corrections.csv"));
        let taken = work.run(&["corrections", "from", "edited.xlsx"]);
        assert!(!taken.stdout.contains("nothing to keep"), "{}", taken.stdout);
        let kept = fs::read_to_string(work.path("inputs/corrections.csv")).unwrap_or_default();
        let edits: Vec<Value> = serde_json::from_slice(&fs::read(work.path("edited.xlsx.json")).unwrap()).unwrap();
        for edit in edits {
            let text = |name: &str| edit[name].as_str().unwrap().to_owned();
            let row = format!("edited.xlsx, sheet “{}”, row {}", text("sheet"), edit["row"]);
            let cell = format!("{row}, column {} “", text("column"));
            let is_named = taken.stderr.contains(&cell) || taken.stderr.contains(&format!("{row}: "));
            let is_taken = kept.contains(&text("after").replace('"', "\"\""));
            assert!(is_named || is_taken, "seed {seed}: {edit}\n{}\n{}", taken.stdout, taken.stderr);
        }
    }
}

#[test]
fn a_workbook_is_compared_with_the_dataset_that_it_was_made_from() {
    let work = reports();
    work.run(&["--format", "xlsx"]);
    assert!(!work.path("outputs/jobs.json").exists());
    let label =
        json!([{"table": "jobs", "find": {"record_id": "guide/night-manager"}, "set": {"label": "Cadre de nuit"}}]);
    let in_jobs = |work: &Workplace| edit(work, &label);
    if !in_jobs(&work) {
        return;
    }
    // Its report is another one by now, and there are further ones.
    let text = fs::read_to_string(work.path("inputs/guide.txt")).unwrap();
    work.file("inputs/guide.txt", text.replace("nuit", "jour")).file("inputs/jardin.txt", GARDEN);
    work.run(&["--format", "csv"]);
    fs::rename(work.path("edited.xlsx"), work.path("inputs/copy of it.xlsx")).unwrap();
    let taken = work.run(&["corrections", "from", "inputs/copy of it.xlsx", "--dry-run"]);
    assert_eq!((taken.code, taken.stderr.as_str()), (Some(0), ""), "{}", taken.stdout);
    assert!(
        taken
            .stdout
            .contains("label of guide/night-manager: “Night manager” → “Cadre de nuit”\n1 correction would be kept"),
        "{}",
        taken.stdout
    );
    // Where no history is, nothing is guessed.
    fs::rename(work.path("outputs/history"), work.path("elsewhere")).unwrap();
    let refused = work.run(&["corrections", "from", "inputs/copy of it.xlsx"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(1), ""));
    assert!(
        refused.stderr.contains("the dataset that it was made from is not kept in outputs/history; name"),
        "{}",
        refused.stderr
    );
    work.folder("other");
    fs::rename(work.path("elsewhere"), work.path("other/history")).unwrap();
    let taken = work.run(&["corrections", "from", "inputs/copy of it.xlsx", "--output", "other"]);
    assert!(taken.stdout.contains("1 correction kept"), "{taken:?}");
}
