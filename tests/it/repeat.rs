//! A run that would write what stands there already: that it does nothing, and that whatever its outputs depend on ends
//! that.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::support::{self, Finished, Workplace, contents, dataset, reports};

/// Whether nothing was done.
fn is_repeat(run: &Finished) -> bool {
    assert!(matches!(run.code, Some(0 | 3)), "{run:?}");
    let repeated = run.stderr.contains("as they were in outputs: ");
    assert_ne!(repeated, run.stderr.contains("written to outputs: "), "{}", run.stderr);
    repeated
}

/// The lines of a summary, but for the one that tells how long it took, and the line a file before them.
fn told(run: &Finished) -> Vec<String> {
    let untimed =
        run.stderr.lines().map(|line| match line.strip_suffix(" s)").and_then(|line| line.rsplit_once(" (")) {
            Some((line, _)) => line.replace("written to", "as they were in"),
            None => line.to_owned(),
        });
    untimed.collect()
}

#[test]
fn a_run_that_changes_nothing_needs_digests_alone() {
    let place = reports();
    assert!(!is_repeat(&place.run(&[])));
    let outputs = contents(&place.path("outputs"));
    let modified = |name: &str| fs::metadata(place.path("outputs").join(name)).unwrap().modified().unwrap();
    let before: Vec<SystemTime> = outputs.keys().map(|name| modified(name)).collect();
    // As if nothing were new, though each file is looked at: what that takes and tells.
    fs::remove_dir_all(place.path("outputs/.cache/runs")).unwrap();
    let worked = place.run(&["-v"]);
    assert!(!is_repeat(&worked));
    for layer in ["readings", "records"] {
        fs::remove_dir_all(place.path("outputs/.cache").join(layer)).unwrap();
    }
    let repeated = place.run(&["-v"]);
    assert!(is_repeat(&repeated), "{}", repeated.stderr);
    let mut lines = [told(&worked), told(&repeated)];
    // Files are read several at a time, and told as they are done.
    lines.iter_mut().for_each(|lines| lines[..5].sort());
    assert_eq!(lines[0], lines[1]);
    assert_eq!(repeated.code, worked.code);
    assert_eq!(contents(&place.path("outputs")), outputs);
    assert_eq!(outputs.keys().map(|name| modified(name)).collect::<Vec<_>>(), before);
    assert!(!is_repeat(&place.run(&["--no-cache"])));
}

/// Something that a run's outputs may depend on, and how it is changed.
type Disturbance = (&'static str, fn(&Workplace));

const DISTURBANCES: [Disturbance; 13] = [
    ("a file has other content", |place| {
        place.file("inputs/letter.txt", "Bonsoir,\nvoici le verger.\n");
    }),
    ("a file is called otherwise", |place| rename(place, "inputs/letter.txt", "inputs/lettre.txt")),
    ("a file is gone", |place| fs::remove_file(place.path("inputs/letter.txt")).unwrap()),
    ("a file is new", |place| {
        place.file("inputs/other.txt", "Un autre texte.\n");
    }),
    ("a file has the content of another", |place| {
        place.file("inputs/twin.txt", copy(place, "inputs/guide.txt"));
    }),
    ("where a file comes from", |place| {
        place.file("inputs/sources.toml", "[[source]]\nfile = \"guide.txt\"\npublisher = \"La ville\"\n");
    }),
    ("a correction", |place| {
        let record = place.table("jobs")[0]["record_id"].clone();
        place.file("inputs/corrections.csv", format!("record_id,field,value\n{record},country,DE\n"));
    }),
    ("an output has other content", |place| {
        let text = [copy(place, "outputs/jobs.csv"), b"x".to_vec()].concat();
        place.file("outputs/jobs.csv", text);
    }),
    ("an output is gone", |place| fs::remove_file(place.path("outputs/issues.csv")).unwrap()),
    ("a dataset of the history is gone", |place| {
        let kept = |path: &Path| path.extension().is_some_and(|ending| ending == "gz");
        let history = fs::read_dir(place.path("outputs/history")).unwrap().map(|entry| entry.unwrap().path());
        history.filter(|path| kept(path)).for_each(|path| fs::remove_file(path).unwrap());
    }),
    ("the list of the history has another line", |place| {
        let list = [copy(place, "outputs/history/runs.jsonl"), b"{}\n".to_vec()].concat();
        place.file("outputs/history/runs.jsonl", list);
    }),
    ("the list of what was written is gone", |place| {
        fs::remove_file(place.path("outputs/.ingest.written.json")).unwrap();
    }),
    ("a profile has another line", |place| {
        let profile = String::from_utf8(copy(place, "profiles/garden.toml")).unwrap();
        place.file("profiles/garden.toml", profile.replace("version = 1", "version = 2"));
    }),
];

fn rename(place: &Workplace, from: &str, to: &str) {
    fs::rename(place.path(from), place.path(to)).unwrap();
}

fn copy(place: &Workplace, name: &str) -> Vec<u8> {
    fs::read(place.path(name)).unwrap()
}

/// A profile for the letter of [`reports`].
const GARDEN: &str = "id = \"garden\"\nversion = 1\ntitle = \"Jardin\"\n[recognise]\nthreshold = 1\n\
                      [[recognise.pattern]]\nregex = 'jardin'\nweight = 1\n";
const WITH: [&str; 2] = ["--profiles", "profiles"];

#[test]
fn whatever_the_outputs_depend_on_ends_the_repetition() {
    for (what, disturb) in DISTURBANCES {
        let place = reports();
        place.file("profiles/garden.toml", GARDEN);
        place.run(&WITH);
        assert!(is_repeat(&place.run(&WITH)), "{what}");
        disturb(&place);
        assert!(!is_repeat(&place.run(&WITH)), "{what}");
        // What a person changed is kept, and is no part of the dataset.
        let _ = fs::remove_file(place.path("outputs/jobs (modifié).csv"));
        let outputs = dataset(&place.path("outputs"));
        assert!(is_repeat(&place.run(&WITH)), "{what}: a second time");
        assert_eq!(dataset(&place.path("outputs")), outputs, "{what}");
        place.run(&[WITH.as_slice(), &["--no-cache", "-o", "fresh"]].concat());
        assert_eq!(dataset(&place.path("fresh")), outputs, "{what}");
    }
}

#[test]
fn other_arguments_are_another_run() {
    let place = reports();
    let (mut runs, mut before): (Vec<&[&str]>, &[&str]) = (Vec::new(), &[]);
    runs.extend([
        &[] as &[&str],
        &["--format", "json"],
        &["--max-pages", "3"],
        &["--ocr", "never"],
        &["--only", "*.txt"],
    ]);
    runs.push(&["inputs/letter.txt"]);
    runs.push(&["inputs"]);
    for arguments in runs {
        assert!(!is_repeat(&place.run(arguments)), "{arguments:?} after {before:?}");
        assert!(is_repeat(&place.run(arguments)), "{arguments:?}");
        before = arguments;
    }
}

#[test]
fn a_file_that_may_come_right_is_tried_again() {
    let place = reports();
    place.run(&[]);
    assert!(is_repeat(&place.run(&[])));
    // Locked: the same without a password, tried again with one, and its text is not kept.
    place.file("inputs/clef.pdf", support::encrypted(&support::pdf("Un texte sous clef"), "quatre pommes"));
    assert!(!is_repeat(&place.run(&[])));
    assert!(is_repeat(&place.run(&[])));
    for _ in 0..2 {
        assert!(!is_repeat(&place.run(&["--password", "quatre pommes"])));
        assert_eq!(place.statuses()["clef.pdf"], "unrecognised");
    }
    assert!(!is_repeat(&place.run(&[])));
    assert_eq!(place.statuses()["clef.pdf"], "encrypted");
}
