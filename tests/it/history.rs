//! What changed since the last run: told once, kept for ever, and the same again where nothing changed since.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Workplace, contents};

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}

/// Two reports, read once.
fn first_run() -> Workplace {
    let place = Workplace::new();
    place.file("inputs/panorama.pdf", fixture("anap-panorama/panorama-colonnes.pdf"));
    place.file("inputs/guide.txt", fixture("collective-guide/guide-flux.txt"));
    let run = place.run(&[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(!run.stderr.contains("since the last run"), "{}", run.stderr);
    assert!(place.table("changes").is_empty());
    place
}

/// All files below the output folder, but the lock and what a run tells of itself.
fn tree(place: &Workplace) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(place.path("outputs")).into_iter().map(Result::unwrap);
    let told = |name: &std::ffi::OsStr| name == ".ingest.lock" || name == "run.json";
    let files = files.filter(|entry| entry.file_type().is_file() && !told(entry.file_name()));
    files.map(|entry| (entry.path().to_path_buf(), fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn an_unchanged_run_leaves_every_byte_alike() {
    let place = first_run();
    let before = tree(&place);
    assert_eq!(before.keys().filter(|path| path.parent().unwrap().ends_with("history")).count(), 3);
    let run = place.run(&[]);
    assert!(run.stderr.ends_with("nothing changed since the last run\n"), "{}", run.stderr);
    assert!(tree(&place) == before);
    // Also after a run that changed something, and when nothing is taken from the cache.
    place.file("inputs/panorama.pdf", fixture("editions/panorama-2027.pdf"));
    place.run(&[]);
    let before = tree(&place);
    assert!(!place.table("changes").is_empty());
    for arguments in [&[][..], &["--no-cache"]] {
        let run = place.run(arguments);
        assert!(run.stderr.contains("changes.csv tells what run 2 changed"), "{}", run.stderr);
        assert!(tree(&place) == before, "{arguments:?}");
    }
}

#[test]
fn a_new_edition_in_place_of_the_old_one_is_told_as_a_comparison_tells_it() {
    let place = first_run();
    let old = fs::read(place.path("outputs/jobs.json")).unwrap();
    place.file("inputs/panorama.pdf", fixture("editions/panorama-2027.pdf"));
    let run = place.run(&[]);
    let expected = "changed since the last run: 1 job added, 1 removed, 1 renamed, 1 moved, 5 fields changed; see";
    assert!(run.stderr.contains(expected), "{}", run.stderr);
    assert!(run.stderr.contains("anap-panorama  1 job added") && !run.stderr.contains("collective-guide  1"));
    assert!(run.stderr.contains("files: panorama.pdf has other content"), "{}", run.stderr);
    let dataset = |bytes: &[u8]| serde_json::from_slice(bytes).unwrap();
    let new = fs::read(place.path("outputs/jobs.json")).unwrap();
    let changes = ingest::compare::compare(&dataset(&old), &dataset(&new)).unwrap();
    let rows = place.table("changes");
    let told: Vec<(&str, &str, &str)> =
        rows.iter().map(|row| (row["change"].as_str(), row["job_id"].as_str(), row["field"].as_str())).collect();
    let compared: Vec<(&str, &str, &str)> =
        changes.iter().map(|row| (row.change.as_str(), row.job_id.as_str(), row.field.as_str())).collect();
    assert_eq!(told, compared);
}

#[test]
fn another_layout_of_the_same_text_changes_no_job() {
    let place = first_run();
    place.file("inputs/panorama.pdf", fixture("anap-panorama/panorama-navigateur.pdf"));
    let run = place.run(&[]);
    assert!(run.stderr.contains("changed since the last run: no job\n"), "{}", run.stderr);
    assert!(place.table("changes").is_empty());
    assert!(place.run(&["log"]).stdout.contains("2  "), "the run is in the history all the same");
}

#[test]
fn the_log_tells_runs_and_since_when_a_job_says_something() {
    let place = first_run();
    place.file("inputs/panorama.pdf", fixture("editions/panorama-2027.pdf"));
    place.run(&[]);
    fs::rename(place.path("inputs/guide.txt"), place.path("inputs/metiers.txt")).unwrap();
    place.run(&[]);
    let log = place.run(&["log"]);
    assert_eq!((log.code, log.stderr.as_str()), (Some(0), ""));
    let lines: Vec<&str> = log.stdout.lines().collect();
    assert_eq!(lines.len(), 4, "{}", log.stdout);
    assert!(lines[1].trim_start().starts_with("1 ") && lines[1].ends_with('–'), "{}", log.stdout);
    assert!(lines[2].contains("1 job added") && lines[2].ends_with("panorama.pdf has other content"), "{}", log.stdout);
    assert!(lines[3].ends_with("files: guide.txt is called metiers.txt now"), "{}", log.stdout);

    let job = place.run(&["log", "veilleur de sommeil en séjour long"]).stdout;
    assert!(job.starts_with("anap-panorama/veilleur-de-sommeil-en-sejour-long\n"), "{job}");
    assert!(job.contains("  before  1800:theory | 900:placement\n  after   1800:theory | 1050:placement\n"), "{job}");
    assert!(job.trim_end().ends_with("here since the first run"), "{job}");
    let field = place.run(&["log", "Veilleur de sommeil", "--field", "hours"]).stdout;
    assert!(field.contains("hours") && !field.contains("sections.training"), "{field}");
    // By the name of its column, or by the column's title.
    let training = place.run(&["log", "Veilleur de sommeil", "--field", "sections.training"]).stdout;
    assert!(training.contains("sections.training\n") && !training.contains("hours\n"), "{training}");
    for name in ["training", "Formation"] {
        assert_eq!(place.run(&["log", "Veilleur de sommeil", "--field", name]).stdout, training, "{name}");
    }
    for (name, meant) in [
        ("hurs", "hurs: no such field; did you mean `hours`?"),
        ("sections.trainning", "sections.trainning: no such field; did you mean `training`?"),
        ("salaire", "salaire: no such field; take one of edition, title, "),
    ] {
        let run = place.run(&["log", "Veilleur de sommeil", "--field", name]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{name}: {run:?}");
        assert!(run.stderr.contains(meant), "{}", run.stderr);
    }
    let renamed = place.run(&["log", "Accompagnateur des écrans"]).stdout;
    assert!(renamed.contains("renamed: “Médiateur des écrans de chambre” is"), "{renamed}");
    assert!(renamed.trim_end().ends_with("here since the first run"), "{renamed}");

    let unknown = place.run(&["log", "plombier"]);
    assert_eq!(unknown.code, Some(1));
    assert!(unknown.stderr.contains("no job of this name"), "{}", unknown.stderr);
    assert!(place.run(&["log", "de"]).stderr.contains("several jobs are called so"));
    let nowhere = place.run(&["log", "-o", "nowhere"]);
    assert!(nowhere.code == Some(1) && nowhere.stderr.contains("--output"), "{}", nowhere.stderr);
    assert!(!place.path("nowhere").exists());
}

#[test]
fn the_history_is_no_part_of_what_verify_looks_at() {
    let place = first_run();
    place.file("inputs/panorama.pdf", fixture("editions/panorama-2027.pdf"));
    let run = place.run(&[]);
    assert!(!run.stderr.contains("left there from an earlier run"), "{}", run.stderr);
    // Two folders that hold the same dataset hold the same list, whatever was there before.
    let list = |output: &str| {
        let text = String::from_utf8(contents(&place.path(output))[".ingest.written.json"].clone()).unwrap();
        assert!(!text.contains("history/"), "{text}");
    };
    place.run(&["-o", "fresh"]);
    list("fresh");
    list("outputs");
    fs::remove_dir_all(place.path("outputs/history")).unwrap();
    assert_eq!(place.run(&["verify"]).code, Some(0));
}
