//! What a run tells of itself in `run.json`: all of it, beside the outputs, and nothing that stops a run.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{Workplace, reports};

/// The `run.json` of a folder.
fn account(place: &Workplace, output: &str) -> Value {
    serde_json::from_slice(&fs::read(place.path(output).join("run.json")).unwrap()).unwrap()
}

/// A field of each file, sorted by file.
fn of_files(account: &Value, field: &str) -> Vec<(String, String)> {
    let file = |file: &Value| (file["file"].as_str().unwrap().to_owned(), file[field].as_str().unwrap().to_owned());
    let mut files: Vec<_> = account["files"].as_array().unwrap().iter().map(file).collect();
    files.sort();
    files
}

/// Files by status, by work or by reason: the sum of them.
fn sum(counts: &Value) -> u64 {
    counts.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum()
}

#[test]
fn a_run_tells_what_it_did_and_what_that_took() {
    let place = reports();
    place.file("inputs/copy.txt", fs::read(place.path("inputs/letter.txt")).unwrap());
    place.run(&["--max-pages", "9"]);
    let first = account(&place, "outputs");
    assert_eq!((first["format"].as_u64(), first["is_repeat"].as_bool()), (Some(1), Some(false)));
    let told = of_files(&first, "status");
    let rows: Vec<(String, String)> = place.statuses().into_iter().collect();
    assert_eq!(told, rows);
    for counts in ["files_by_status", "files_by_work", "files_by_reason"] {
        assert_eq!(sum(&first[counts]), 6, "{counts}");
    }
    assert_eq!(first["jobs"], place.table("jobs").len());
    assert_eq!(first["issues"], place.table("issues").len());
    assert_eq!(first["options"]["formats"].as_array().unwrap().len(), 4);
    assert_eq!(first["basis"]["max_pages"], 9);
    let names = |list: &str, field: &str| -> Vec<String> {
        first[list].as_array().unwrap().iter().map(|line| line[field].as_str().unwrap().to_owned()).collect()
    };
    let stages = ["looking", "checking", "reading", "joining", "comparing-editions", "comparing-runs", "writing"];
    assert_eq!(names("stages", "stage"), stages);
    assert_eq!(names("formats", "format"), ["json", "csv", "xlsx", "package"]);
    for format in first["formats"].as_array().unwrap() {
        assert!(format["bytes"].as_u64().unwrap() > 0, "{format}");
    }
    if cfg!(target_os = "linux") {
        let reading = &first["stages"][2];
        // Of a stage, what ended in it is counted; of a file, its worker alone.
        assert!(reading["cpu_seconds"].as_f64() >= first["workers"]["cpu_seconds"].as_f64(), "{reading}");
        let read = |file: &&Value| file["work"] == "read";
        for file in first["files"].as_array().unwrap().iter().filter(read) {
            assert!(file["peak_bytes"].as_u64().unwrap() > 1 << 20 && file["cpu_seconds"].is_f64(), "{file}");
        }
    }
}

#[test]
fn no_list_of_outputs_has_it() {
    let place = reports();
    place.run(&[]);
    let text = |name: &str| fs::read_to_string(place.path("outputs").join(name)).unwrap();
    for name in [".ingest.written.json", "datapackage.json", "LISEZMOI.md"] {
        assert!(!text(name).contains("run.json"), "{name}");
    }
    fs::remove_file(place.path("outputs/run.json")).unwrap();
    let verified = place.run(&["verify"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    assert!(place.run(&[]).stderr.contains("as they were in outputs: "), "its want is nothing new");
    // And it tells of no place on this machine.
    let here = place.path("").display().to_string();
    assert!(!text("run.json").contains(here.trim_end_matches('/')));
}

#[test]
fn a_run_without_anything_to_do_says_so() {
    let place = reports();
    place.run(&[]);
    place.run(&[]);
    let again = account(&place, "outputs");
    assert_eq!(again["is_repeat"], true);
    assert_eq!(again["files_by_work"], serde_json::json!({ "none": 1, "reuse": 4 }));
    assert_eq!(again["stages"].as_array().unwrap().len(), 2);
}

/// What is done to a folder, the arguments of the next run, and what that run then does for `guide.txt` and
/// `panorama.pdf`, and why.
type Case = (&'static str, fn(&Workplace), &'static [&'static str], [&'static str; 2], [&'static str; 2]);

/// A profile that fits none of [`reports`].
const GARDEN: &str = "id = \"garden\"\nversion = 1\ntitle = \"Jardin\"\n[recognise]\nthreshold = 1\n\
                      [[recognise.pattern]]\nregex = 'tondeuse'\nweight = 1\n";

const CASES: [Case; 7] = [
    ("nothing", |_| (), &["--format", "json"], ["reuse", "unchanged"], ["reuse", "unchanged"]),
    (
        "a file has other content",
        |place| {
            place.file("inputs/guide.txt", "Bonsoir,\nvoici le verger.\n");
        },
        &[],
        ["read", "changed"],
        ["reuse", "unchanged"],
    ),
    ("an option", |_| (), &["--max-pages", "2"], ["reuse", "unchanged"], ["read", "other-options"]),
    (
        "a profile",
        |place| {
            place.file("profiles/garden.toml", GARDEN);
        },
        &["--profiles", "profiles"],
        ["interpret", "other-profiles"],
        ["interpret", "other-profiles"],
    ),
    (
        "the cache is gone",
        |place| fs::remove_dir_all(place.path("outputs/.cache")).unwrap(),
        &[],
        ["read", "not-kept"],
        ["read", "not-kept"],
    ),
    ("no cache", |_| (), &["--no-cache"], ["read", "no-cache"], ["read", "no-cache"]),
    ("another folder", |_| (), &["-o", "fresh"], ["read", "new"], ["read", "new"]),
];

#[test]
fn what_is_foreseen_is_what_is_done() {
    for (what, change, arguments, guide, panorama) in CASES {
        let place = reports();
        place.run(&[]);
        change(&place);
        let foreseen = place.run(&[arguments, &["--dry-run", "--log-format", "json"]].concat());
        assert_eq!((foreseen.code, foreseen.stderr.as_str()), (Some(0), ""), "{what}");
        let lines: Vec<Value> = foreseen.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (last, lines) = lines.split_last().unwrap();
        let foreseen: BTreeSet<[&str; 3]> = lines.iter().map(work).collect();
        place.run(arguments);
        let output = if arguments.contains(&"fresh") { "fresh" } else { "outputs" };
        let done = account(&place, output);
        assert_eq!(foreseen, done["files"].as_array().unwrap().iter().map(work).collect(), "{what}");
        assert_eq!(last["files_by_work"], done["files_by_work"], "{what}");
        assert_eq!(last["is_repeat"], done["is_repeat"], "{what}");
        for (file, [work, reason]) in [("guide.txt", guide), ("panorama.pdf", panorama)] {
            assert!(foreseen.contains(&[file, work, reason]), "{what}: {foreseen:?}");
        }
    }
}

/// A file, what is done for it, and why.
fn work(line: &Value) -> [&str; 3] {
    ["file", "work", "reason"].map(|field| line[field].as_str().unwrap())
}

#[test]
fn a_run_that_cannot_tell_of_itself_is_as_good() {
    let place = reports();
    // A folder is in its place: no file can be put there.
    place.folder("outputs/run.json");
    let run = place.run(&[]);
    assert_eq!(run.code, Some(3), "{run:?}");
    assert!(run.stderr.contains("run.json: what the run did is not told there ("), "{}", run.stderr);
    assert!(place.path("outputs/jobs.json").is_file());
    let unfinished = fs::read_dir(place.path("outputs")).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(unfinished.filter(|name| name.to_string_lossy().starts_with(".ingest.aside-")).count(), 0);
    // One that is damaged tells nothing of the run before, and stops nothing either.
    fs::remove_dir(place.path("outputs/run.json")).unwrap();
    place.file("outputs/run.json", "{\"files\": [").file("inputs/other.txt", "Un autre texte.\n");
    place.run(&[]);
    let works = of_files(&account(&place, "outputs"), "work");
    assert_eq!(works.iter().filter(|(_, work)| work == "read").count(), 1, "{works:?}");
}

#[test]
fn the_documentation_has_every_field() {
    let place = reports();
    place.run(&[]);
    let told = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/RUN.md")).unwrap();
    let account = account(&place, "outputs");
    let lists = ["stages", "formats", "files"].map(|list| &account[list][0]);
    let nested = ["took", "workers", "options", "basis"].map(|part| &account[part]);
    for object in lists.into_iter().chain(nested).chain([&account]) {
        for field in object.as_object().unwrap().keys() {
            assert!(told.contains(&format!("`{field}`")), "{field} is not in docs/RUN.md");
        }
    }
}
