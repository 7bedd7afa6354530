//! What an earlier version wrote is of use to this one: outputs, history, corrections, profiles and cache.
//!
//! `tests/upgrade/README.md` says what is there. Later versions may say more and say it otherwise, so that ids and counts
//! are looked at, never messages.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use ingest::text::hex;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::{Finished, Workplace, contents, tools};

/// What the runs there were told.
const AS_BEFORE: [&str; 2] = ["--profiles", "profiles"];

fn left_behind() -> Workplace {
    let place = Workplace::new();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrade");
    for entry in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(&from).unwrap();
            place.file(name.to_str().unwrap(), fs::read(entry.path()).unwrap());
        }
    }
    place
}

/// The jobs of the dataset, by `record_id`.
fn jobs(place: &Workplace, output: &str) -> BTreeMap<String, Value> {
    let path = place.path(output).join("jobs.json");
    let dataset: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let jobs = dataset["jobs"].as_array().unwrap().iter();
    jobs.map(|job| (job["record_id"].as_str().unwrap().to_owned(), job.clone())).collect()
}

/// The lines of the history's list.
fn runs(place: &Workplace) -> Vec<Value> {
    let text = fs::read_to_string(place.path("outputs/history/runs.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The cause of each change, by job and field.
fn causes(place: &Workplace) -> BTreeMap<(String, String), String> {
    let rows = place.table("changes").into_iter();
    rows.map(|row| ((row["job_id"].clone(), row["field"].clone()), row["cause"].clone())).collect()
}

/// The line that ends a run, as programs are told it.
fn last_event(run: &Finished) -> Value {
    serde_json::from_str(run.stderr.lines().last().unwrap()).unwrap()
}

/// Makes the last run of the history have read `now` as `before`.
fn have_read_otherwise(place: &Workplace, now: &str, before: &str) {
    let runs = place.path("outputs/history/runs.jsonl");
    let list = fs::read_to_string(&runs).unwrap();
    let digest = serde_json::from_str::<Value>(list.lines().last().unwrap()).unwrap()["dataset"].clone();
    let path = |digest: &str| -> PathBuf { place.path("outputs/history").join(format!("{digest}.json.gz")) };
    let mut text = String::new();
    let packed = fs::read(path(digest.as_str().unwrap())).unwrap();
    GzDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
    assert!(text.contains(now));
    let text = text.replace(now, before);
    let other = hex(&Sha256::digest(text.as_bytes()));
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    fs::write(path(&other), packed.finish().unwrap()).unwrap();
    fs::write(runs, list.replace(digest.as_str().unwrap(), &other)).unwrap();
}

#[test]
fn the_outputs_of_an_earlier_version_are_whole_and_its_history_is_told() {
    let place = left_behind();
    let verified = place.run(&["verify"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    let log = place.run(&["log"]);
    assert_eq!((log.code, log.stdout.lines().count()), (Some(0), 3), "{log:?}");
    let job = place.run(&["log", "anap-panorama/gardien-de-quai", "--field", "label"]);
    assert!(job.code == Some(0) && job.stdout.contains("Garde de quai"), "{job:?}");
}

#[test]
fn a_run_over_the_same_inputs_says_what_the_earlier_version_said() {
    let place = left_behind();
    let before = jobs(&place, "outputs");
    let run = place.run(&AS_BEFORE);
    assert_eq!(run.code, Some(0), "{run:?}");
    let after = jobs(&place, "outputs");
    assert!(before.keys().eq(after.keys()), "{:?}", after.keys());
    assert_eq!(after["port/gardien-de-quai"]["label"], "Garde de quai");
    assert_eq!(after["port/gardien-de-quai"]["corrected"], serde_json::json!(["label"]));
    assert_eq!(after["port/crieur-de-brume"]["extra"]["x_suivi"], "à revoir");
    // None of the reports is another one.
    assert!(causes(&place).values().all(|cause| cause != "report"), "{:?}", causes(&place));
    let runs = runs(&place);
    let code = |run: &Value| run["last_read_by"].get("code").or(run["read_by"].get("code")).cloned();
    assert!(runs.len() >= 2 && code(runs.last().unwrap()).is_some(), "{runs:?}");
    // The cache of the earlier version is not taken for what this one would make of a file.
    let fresh: Vec<&str> = AS_BEFORE.into_iter().chain(["--no-cache", "-o", "fresh"]).collect();
    place.run(&fresh);
    assert!(jobs(&place, "fresh") == after);
    let files = contents(&place.path("outputs"));
    place.run(&AS_BEFORE);
    assert!(contents(&place.path("outputs")) == files);
    let verified = place.run(&["verify"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    // Both are datasets to compare.
    for (name, bytes) in contents(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrade/outputs")) {
        place.file(&format!("earlier/{name}"), bytes);
    }
    let diff = place.run(&["diff", "earlier", "outputs", "--format", "json"]);
    assert_eq!(diff.code, Some(0), "{diff:?}");
    let changes: Value = serde_json::from_str(&diff.stdout).unwrap();
    let of_jobs = |kind: &str| changes["changes"].as_array().unwrap().iter().any(|change| change["change"] == kind);
    assert!(!of_jobs("added") && !of_jobs("removed"), "{changes}");
}

#[test]
fn edits_of_an_earlier_versions_workbook_come_back_as_corrections() {
    let place = left_behind();
    let path = |name: &str| place.path(name).to_str().unwrap().to_owned();
    if !tools::check("edit_workbook.py", &[&path("outputs/ingest.xlsx"), &path("edited.xlsx")]) {
        return;
    }
    let before = jobs(&place, "outputs");
    let run = place.run(&["corrections", "from", "edited.xlsx"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    place.run(&AS_BEFORE);
    let after = jobs(&place, "outputs");
    let differs: Vec<&String> =
        before.keys().filter(|id| before[*id]["corrected"] != after[*id]["corrected"]).collect();
    assert_eq!(differs.len(), 2, "{differs:?}");
    let in_order = |place: usize| {
        let dataset: Value = serde_json::from_slice(&fs::read(path("outputs/jobs.json")).unwrap()).unwrap();
        dataset["jobs"][place].clone()
    };
    assert_eq!(in_order(0)["label"], "Garde de quai");
    assert_eq!(in_order(1)["corrected"], serde_json::json!(["sections.training"]));
    assert_eq!(in_order(2)["extra"]["x_priorite"], "1");
    // What was corrected before still is.
    assert_eq!(after["port/gardien-de-quai"]["label"], "Garde de quai");
    assert_eq!(after["port/crieur-de-brume"]["extra"]["x_suivi"], "à revoir");
}

#[test]
fn what_this_version_reads_otherwise_is_told_apart_from_what_the_reports_changed() {
    let place = left_behind();
    have_read_otherwise(&place, "trois rondes", "deux rondes");
    // Of the three reports one is another one, and somebody corrected one more job.
    let port = fs::read_to_string(place.path("inputs/port.txt")).unwrap();
    place.file("inputs/port.txt", port.replace("Aider.", "Aider les gens du port."));
    let corrections = fs::read_to_string(place.path("inputs/corrections.csv")).unwrap();
    let line = "titres-par-motif/conteur-des-soins,,label,Conteur,,\n";
    place.file("inputs/corrections.csv", format!("{corrections}{line}"));
    let telling: Vec<&str> = AS_BEFORE.into_iter().chain(["--log-format", "json"]).collect();
    let run = place.run(&telling);
    assert_eq!(run.code, Some(0), "{run:?}");
    let causes_now = causes(&place);
    let cause = |job: &str, field: &str| causes_now.get(&(job.to_owned(), field.to_owned())).map(String::as_str);
    assert_eq!(cause("titres-par-motif/passeur-de-nuit", "sections.missions"), Some("version"));
    assert_eq!(cause("anap-panorama/crieur-de-brume", "sections.missions"), Some("report"));
    assert_eq!(cause("titres-par-motif/conteur-des-soins", "label"), Some("correction"));
    let count = |wanted: &str| causes_now.values().filter(|cause| *cause == wanted).count() as u64;
    let event = last_event(&run);
    assert_eq!(event["changes_of_version"]["changed"], count("version"), "{causes_now:?}");
    assert!(event["changes"]["changed"].as_u64().unwrap() >= count("version") + count("report") + count("correction"));
    let last = runs(&place).pop().unwrap();
    assert_eq!(last["changes_of_version"]["changed"], count("version"));
    // Told once, and the same again; the same of the next change, which this version reads as it read all else.
    let files = contents(&place.path("outputs"));
    assert_eq!(last_event(&place.run(&telling))["changes_of_version"]["changed"], 0);
    place.run(&AS_BEFORE.into_iter().chain(["--no-cache"]).collect::<Vec<_>>());
    assert!(contents(&place.path("outputs")) == files);
    place.file("inputs/corrections.csv", &corrections);
    place.run(&AS_BEFORE);
    assert!(causes(&place).values().all(|cause| cause == "correction"), "{:?}", causes(&place));
}

#[test]
fn other_profiles_are_another_cause_than_another_version() {
    let place = left_behind();
    place.run(&AS_BEFORE);
    let path = place.path("profiles/titres-par-motif.toml");
    let profile = fs::read_to_string(&path).unwrap();
    fs::remove_file(&path).unwrap();
    place.file("profiles/titres-par-motif.toml", profile.replace("key = \"definition\"", "key = \"settings\""));
    let run = place.run(&AS_BEFORE);
    assert_eq!(run.code, Some(0), "{run:?}");
    let causes = causes(&place);
    assert!(!causes.is_empty() && causes.values().all(|cause| cause == "settings"), "{causes:?}");
}
