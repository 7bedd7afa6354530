//! Issues that a person looked at: settled in the sheet of issues or in corrections, and open again when they say something
//! else.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::edited_sheets::{edit, job};
use crate::support::{Workplace, contents, reports};

type Row = BTreeMap<String, String>;

fn issue(work: &Workplace, code: &str, field: &str) -> Row {
    let issues = work.table("issues").into_iter();
    issues.into_iter().find(|issue| issue["code"] == code && issue["field"] == field).unwrap()
}

#[test]
fn issues_are_settled_in_their_sheet_and_no_longer_count() {
    let work = reports();
    let before = work.run(&[]);
    let unsure = issue(&work, "unsure", "sections.definition");
    let (id, code) = (unsure["record_id"].as_str(), "file-unrecognised");
    assert_eq!(issue(&work, code, "")["settled"], "");
    let edits = json!([
        {"table": "issues", "find": {"code": "unsure", "record_id": id, "field": "sections.definition"},
         "set": {"settled": "vu", "note": "relu sur la page"}},
        {"table": "issues", "find": {"code": code}, "set": {"settled": "Faux"}},
        {"table": "issues", "find": {"code": "file-failed"}, "set": {"settled": "peut-être"}},
    ]);
    if !edit(&work, &edits) {
        return;
    }
    let taken = work.run(&["corrections", "from", "edited.xlsx"]);
    assert_eq!(taken.code, Some(3));
    assert!(taken.stderr.contains("nothing is now “peut-être” of empty.pdf; write seen or wrong"), "{}", taken.stderr);
    assert!(taken.stdout.contains(&format!("+ issues.unsure:sections.definition of {id}: seen\n")), "{}", taken.stdout);
    assert!(taken.stdout.contains("2 corrections kept in inputs/corrections.csv"), "{}", taken.stdout);
    let lower = job(&work, id)["confidence"].as_f64().unwrap();
    let after = work.run(&[]);
    let settled = issue(&work, "unsure", "sections.definition");
    assert_eq!((settled["settled"].as_str(), settled["note"].as_str()), ("seen", "relu sur la page"));
    assert_eq!(settled["message"], unsure["message"], "it stays listed");
    assert_eq!(issue(&work, code, "")["settled"], "wrong");
    let record = job(&work, id);
    assert_eq!(record["confidences"]["sections.definition"], 1.0);
    let codes = record["issues"].as_array().unwrap().clone();
    assert!(!codes.contains(&"unsure:sections.definition".into()), "{codes:?}");
    assert!(record["confidence"].as_f64().unwrap() >= lower);
    assert!(before.stderr.contains("letter.txt: no profile") && !after.stderr.contains("  letter.txt: no profile"));
    // The new workbook says so, and to empty the cell opens the issue again.
    assert!(work.run(&["corrections", "from", "outputs/ingest.xlsx"]).stdout.starts_with("nothing to keep"));
    let first = contents(&work.path("outputs"));
    work.run(&["--no-cache", "--jobs", "1"]);
    assert!(contents(&work.path("outputs")) == first);
    let edits = json!([{"table": "issues", "find": {"code": code}, "set": {"settled": Value::Null}}]);
    edit(&work, &edits);
    let taken = work.run(&["corrections", "from", "edited.xlsx"]);
    assert!(taken.stdout.contains(&format!("- issues.{code} of letter.txt: open again\n")), "{taken:?}");
    work.run(&[]);
    assert_eq!(issue(&work, code, "")["settled"], "");
}

#[test]
fn a_settled_issue_is_open_again_when_what_it_speaks_of_is_another() {
    let work = reports();
    work.run(&[]);
    let unsure = issue(&work, "unsure", "sections.definition");
    let edits = json!([{"table": "issues", "find": {"code": "unsure", "record_id": unsure["record_id"], "field": "sections.definition"},
        "set": {"settled": "seen"}}]);
    if !edit(&work, &edits) {
        return;
    }
    work.run(&["corrections", "from", "edited.xlsx"]);
    work.run(&[]);
    assert_eq!(issue(&work, "unsure", "sections.definition")["settled"], "seen");
    let text = job(&work, &unsure["record_id"])["sections"]
        .as_array()
        .unwrap()
        .iter()
        .find(|section| section["key"] == "definition")
        .unwrap()["text"]
        .as_str()
        .unwrap()
        .to_owned();
    let word = text.split_whitespace().max_by_key(|word| word.len()).unwrap();
    let report = fs::read_to_string(work.path("inputs/guide.txt")).unwrap();
    work.file("inputs/guide.txt", report.replace(word, "autrement"));
    work.run(&[]);
    let open = issue(&work, "unsure", "sections.definition");
    assert_eq!((open["settled"].as_str(), &open["record_id"]), ("", &unsure["record_id"]));
    let stale = work.table("issues").into_iter().find(|issue| issue["code"] == "correction-stale").unwrap();
    assert!(
        stale["message"].contains("il est de nouveau à vérifier") && stale["message"].contains("autrement"),
        "{stale:?}"
    );
}

#[test]
fn lines_written_by_hand_settle_issues_of_jobs_and_of_files() {
    let work = reports();
    work.run(&[]);
    let unsure = issue(&work, "unsure", "sections.definition");
    let id = &unsure["record_id"];
    let lines = format!(
        "record_id;field;value;note\n{id};issues.unsure;vu;les deux\nletter.txt;issues.file-unrecognised;seen;un courrier\n\
         {id};issues.no-such-code;wrong;\nno-record/at-all;issues.unsure;vu;\n"
    );
    work.file("inputs/corrections.csv", &lines);
    work.run(&[]);
    let issues = work.table("issues");
    let mine = issues.iter().filter(|issue| issue["code"] == "unsure" && issue["record_id"] == *id);
    let settled: Vec<&str> = mine.map(|issue| issue["settled"].as_str()).collect();
    assert!(settled.len() > 1 && settled.iter().all(|settled| *settled == "seen"), "{settled:?}");
    assert_eq!(issue(&work, "file-unrecognised", "")["note"], "un courrier");
    let told = |code: &str| issues.iter().filter(|issue| issue["code"] == code).count();
    assert_eq!((told("correction-settled"), told("correction-orphan")), (1, 1));
    work.file("inputs/corrections.csv", lines.replace(";vu;les", ";lu;les"));
    let run = work.run(&[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("corrections.csv:2: “lu” is no issues.unsure; write seen or wrong"), "{}", run.stderr);
}
