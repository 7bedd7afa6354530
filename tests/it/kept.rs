//! Outputs that a person changed are kept beside the new ones.

use std::fs;

use serde_json::Value;

use crate::support::{Workplace, contents, reports, tools};

/// The names of the kept files of the output folder.
fn kept(place: &Workplace) -> Vec<String> {
    contents(&place.path("outputs")).into_keys().filter(|name| name.contains("(modifié")).collect()
}

#[test]
fn a_changed_output_is_kept_beside_the_new_one_under_a_name_of_its_own() {
    let place = reports();
    place.run(&[]);
    let written = contents(&place.path("outputs"));
    for number in 1..=3 {
        place.file("outputs/jobs.csv", format!("edited {number}"));
        let run = place.run(&[]);
        let name = if number == 1 { "jobs (modifié).csv".to_owned() } else { format!("jobs (modifié {number}).csv") };
        let command = format!("to take its edits: ingest corrections from \"outputs/{name}\"\n");
        assert!(run.stderr.contains("outputs/jobs.csv: was changed since it was written"), "{}", run.stderr);
        assert!(run.stderr.contains(&command), "{}", run.stderr);
        assert_eq!(fs::read_to_string(place.path("outputs").join(&name)).unwrap(), format!("edited {number}"));
    }
    // What is kept stays, is told no more, and is no output.
    let run = place.run(&[]);
    assert!(!run.stderr.contains("modifié"), "{}", run.stderr);
    let verified = place.run(&["verify"]);
    assert_eq!((verified.code, verified.stdout.contains("modifié")), (Some(0), false), "{verified:?}");
    let mut outputs = contents(&place.path("outputs"));
    assert_eq!(kept(&place).len(), 3);
    outputs.retain(|name, _| !name.contains("(modifié"));
    assert_eq!(outputs, written);
    // The same edit once more needs no further copy.
    place.file("outputs/jobs.csv", "edited 2");
    assert!(place.run(&[]).stderr.contains("jobs (modifié 2).csv"));
    assert_eq!(kept(&place).len(), 3);
}

#[test]
fn only_what_a_person_changed_is_kept() {
    let place = reports();
    place.run(&["--format", "json,csv,jsonl"]);
    // New inputs, other options, outputs that are gone or touched: no edit.
    place.file("inputs/letter.txt", "Bonsoir,\nvoici le verger.\n");
    fs::remove_file(place.path("outputs/issues.csv")).unwrap();
    let jobs = fs::read(place.path("outputs/jobs.csv")).unwrap();
    place.file("outputs/jobs.csv", jobs);
    fs::remove_file(place.path("inputs/guide.txt")).unwrap();
    place.run(&["--format", "json,csv"]);
    place.file("inputs/empty.txt", "");
    place.run(&["--no-cache", "--format", "csv,jsonl"]);
    assert!(kept(&place).is_empty(), "{:?}", kept(&place));
    // As many bytes as before, and one of them another.
    let mut sources = fs::read(place.path("outputs/sources.csv")).unwrap();
    *sources.last_mut().unwrap() = b' ';
    place.file("outputs/sources.csv", sources);
    let run = place.run(&["--format", "csv"]);
    assert_eq!(kept(&place), ["sources (modifié).csv"]);
    assert!(run.stderr.contains("ingest corrections from \"outputs/sources (modifié).csv\""), "{}", run.stderr);
    place.file("outputs/sources.csv", "edited").file("outputs/jobs.csv", "edited");
    let run = place.run(&["--format", "csv", "--force"]);
    assert_eq!(kept(&place).len(), 1, "{}", run.stderr);
    assert!(!run.stderr.contains("modifié"), "{}", run.stderr);
    assert_eq!(place.run(&["verify"]).code, Some(0));
}

#[test]
fn programs_are_told_and_other_folders_are_named() {
    let place = reports();
    let arguments = ["inputs/guide.txt", "-o", "my data", "--log-format", "json", "--format", "csv"];
    place.run(&arguments);
    place.file("my data/jobs.excel.csv", "edited");
    let run = place.run(&arguments);
    let events = run.stderr.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let notes: Vec<String> = events
        .filter(|event| event["event"] == "note")
        .map(|event| event["message"].as_str().unwrap().into())
        .collect();
    let [note] = notes.as_slice() else { panic!("{notes:?}") };
    let command = "ingest corrections from \"my data/jobs.excel (modifié).csv\" --output \"my data\"";
    assert!(note.ends_with(command), "{note}");
}

#[test]
fn a_workbook_edited_in_place_is_kept_and_its_edits_are_taken() {
    let place = reports();
    place.run(&[]);
    let workbook = place.path("outputs/ingest.xlsx").to_str().unwrap().to_owned();
    if !tools::check("edit_workbook.py", &[&workbook, &workbook]) {
        return;
    }
    let run = place.run(&[]);
    let command = "ingest corrections from \"outputs/ingest (modifié).xlsx\"";
    assert!(run.stderr.contains(command), "{}", run.stderr);
    let taken = place.run(&["corrections", "from", "outputs/ingest (modifié).xlsx"]);
    assert_eq!((taken.code, taken.stderr.as_str()), (Some(0), ""), "{}", taken.stdout);
    assert!(taken.stdout.contains("3 corrections kept in inputs/corrections.csv"), "{}", taken.stdout);
    let run = place.run(&[]);
    assert!(run.stderr.contains("corrected: 2 values in 2 jobs; columns of your own: x_priorite"), "{}", run.stderr);
    assert!(!run.stderr.contains("modifié"), "{}", run.stderr);
}

#[test]
fn outputs_are_no_inputs_wherever_they_lie() {
    let place = reports();
    place.run(&[]);
    let alone = place.statuses();
    // In a folder of the reports, under options of another run, and among the reports themselves.
    for (output, format) in [("inputs/data", "json,csv,jsonl"), ("inputs/data", "json"), ("inputs", "json,csv,xlsx")] {
        place.run(&["-o", output, "--format", format]);
        let name = format!("{output}/jobs.json");
        place.file(&name, "edited");
        place.run(&["-o", output, "--format", "json,csv"]);
        assert!(place.path(&name.replace("jobs", "jobs (modifié)")).exists());
        place.run(&["-o", output, "--format", "json,csv", "--no-cache"]);
        place.run(&[]);
        assert_eq!(place.statuses(), alone, "{output}");
    }
    let there = csv::Reader::from_path(place.path("inputs/sources.csv")).unwrap().into_records().count();
    assert_eq!(there, alone.len());
    // What is a person's is an input there too, whatever it is called.
    place.file("inputs/history/letter.txt", "Bonsoir\n").file("inputs/data/lettre (modifié).txt", "Bonjour\n");
    place.run(&[]);
    assert_eq!(place.statuses().len(), alone.len() + 2);
}
