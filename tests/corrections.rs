//! Corrections of a person, from the file beside the reports to the outputs.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::fs;

use serde_json::Value;
use support::{Workplace, contents};

const TITLES: [&str; 3] = ["Gardien de quai", "Crieur de brume", "Passeur de nuit"];

fn report(edition: &str) -> String {
    let mut text = format!("Panorama des métiers du port\n\n{edition}\n\n");
    for title in TITLES {
        text.push_str(&format!(
            "C’EST DÉJÀ LÀ… EN IRLANDE\n\nCe que fait le métier de {title}, jour après jour.\n\nMISSIONS\n\nAider.\n\n\
             Dire « oui ».\n\nFORMATION\n\nUn an pour {title}.\n\nPERSPECTIVES EN FRANCE\n\nDes ports attendent.\n\n\
             NOTRE AVIS\n\n{title}\nFAMILLE DE MÉTIER : SOINS\n\nDIRECTION MÉTIER : DIRECTION DES SOINS\n\n\
             Accueillir au port\n\n"
        ));
    }
    text
}

fn workplace() -> Workplace {
    let work = Workplace::new();
    work.file("inputs/port.txt", report("Mars 2026"));
    work
}

fn jobs(work: &Workplace) -> Vec<Value> {
    let dataset: Value = serde_json::from_slice(&fs::read(work.path("outputs/jobs.json")).unwrap()).unwrap();
    dataset["jobs"].as_array().unwrap().clone()
}

/// The codes of the issues about corrections, sorted.
fn told(work: &Workplace) -> Vec<String> {
    let codes = work.table("issues").into_iter().map(|issue| issue["code"].clone());
    let mut codes: Vec<String> = codes.filter(|code| code.starts_with("correction-")).collect();
    codes.sort();
    codes
}

#[test]
fn corrections_beside_the_reports_are_applied_told_and_kept_apart() {
    let work = workplace();
    work.run(&[]);
    assert_eq!(jobs(&work).len(), 3);
    let lines = "job_id;edition;field;value;was;note\r\n\
        anap-panorama/gardien-de-quai;;label;Garde de quai;Gardien de quai;\r\n\
        anap-panorama/gardien-de-quai;;formation;;;\r\n";
    work.file("inputs/corrections.csv", lines);
    let run = work.run(&[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("inputs/corrections.csv:3: no field “formation” can be corrected"), "{}", run.stderr);
    // As a French Excel saves it, in the folder below.
    fs::remove_file(work.path("inputs/corrections.csv")).unwrap();
    let lines = "\u{feff}job_id;edition;field;value;was;note\r\n\
        anap-panorama/gardien-de-quai;;label;Garde de quai;Gardien de quai;\r\n\
        anap-panorama/crieur-de-brume;;training;Deux ans.;Six mois.;\r\n\
        anap-panorama/crieur-de-brume;;x_suivi;à revoir;;\r\n\
        anap-panorama/rameur;;label;X;;\r\n";
    work.file("inputs/2026/corrections.csv", lines);
    let run = work.run(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("corrected: 2 values in 2 jobs; columns of your own: x_suivi"), "{}", run.stderr);
    assert!(run.stderr.contains("2026/corrections.csv: line 5: no job is anap-panorama/rameur"), "{}", run.stderr);
    let jobs = jobs(&work);
    assert_eq!(jobs[0]["label"], "Garde de quai");
    assert_eq!(jobs[0]["title"], "Gardien de quai");
    assert_eq!(jobs[0]["corrected"], serde_json::json!(["label"]));
    assert_eq!(jobs[1]["extra"]["x_suivi"], "à revoir");
    assert_eq!(jobs[1]["before_correction"]["sections.training"], "Un an pour Crieur de brume.");
    assert_eq!(told(&work), ["correction-orphan", "correction-stale"]);
    assert!(work.table("sources").iter().all(|source| source["file"] == "port.txt"), "no input");
    // The same inputs, the same bytes.
    let first = contents(&work.path("outputs"));
    work.run(&["--jobs", "1"]);
    assert_eq!(contents(&work.path("outputs")), first);
}

#[test]
fn corrections_stand_beside_a_named_file_and_leave_other_jobs_alone() {
    let work = workplace();
    let lines = "record_id,field,value\nport/gardien-de-quai,label,Garde\nelsewhere/x,label,Y\n";
    work.file("inputs/corrections.csv", lines);
    work.run(&["inputs/port.txt"]);
    assert_eq!(jobs(&work)[0]["label"], "Garde");
    assert_eq!(told(&work), ["correction-orphan"]);
    // Where files are left out, so are their jobs.
    work.run(&["--only", "port*"]);
    assert!(told(&work).is_empty());
    // `diff` tells what the reports say.
    work.file("plain/port.txt", report("Mars 2026"));
    assert_eq!(work.run(&["diff", "inputs", "plain"]).stdout, "nothing differs\n");
    assert!(work.run(&["diff", "outputs", "plain"]).stdout.contains("label: Garde → Gardien de quai"));
}
