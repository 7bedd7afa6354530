//! A run that is killed at any moment leaves the old outputs or the new ones, whole, once they have been verified.
//!
//! A few kills by default; `INGEST_KILLS=50 cargo test --test it kills::` for many.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Workplace, contents};

/// Numbers without a pattern, the same in every run: the generator of Marsaglia, "Xorshift RNGs", 2003.
struct Chance(u64);

impl Chance {
    /// From 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}

/// The outputs but for what depends on the runs before: the changes, and the list, by which they are verified.
fn dataset(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = contents(output);
    files.retain(|name, _| !name.starts_with("changes.") && name != ".ingest.written.json");
    files
}

/// Waits until the folder holds as many files of that kind, or the run is over.
fn wait_for(child: &mut Child, folder: &Path, what: &str, count: usize) {
    let wanted = |name: &str| match what {
        "decided" => name == ".ingest.commit.json",
        _ => name.starts_with(".ingest-"),
    };
    while child.try_wait().unwrap().is_none() {
        let names = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.file_name());
        if names.filter(|name| wanted(&name.to_string_lossy())).count() >= count {
            return;
        }
    }
}

#[test]
fn outputs_are_the_old_or_the_new_set_whenever_the_run_is_killed() {
    let kills: usize = std::env::var("INGEST_KILLS").map_or(9, |kills| kills.parse().unwrap());
    let place = Workplace::new();
    place.file("first/report.txt", fixture("paramedical-contribution/contribution-flux.txt"));
    place.file("second/report.txt", fixture("paramedical-contribution/contribution-flux.txt"));
    place.file("second/other.txt", fixture("opco-foresight/export.txt"));
    let run = |inputs: &str, outputs: &str| {
        let mut command = place.command(&[inputs, "-o", outputs, "--format", "json,csv,jsonl", "-q"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let mut sets: Vec<BTreeMap<String, Vec<u8>>> = Vec::new();
    let mut longest = Duration::ZERO;
    for inputs in ["first", "second"] {
        let start = Instant::now();
        run(inputs, &format!("{inputs}-alone")).status().unwrap();
        longest = longest.max(start.elapsed());
        sets.push(dataset(&place.path(&format!("{inputs}-alone"))));
    }
    assert_ne!(sets[0], sets[1]);
    assert!(run("first", "outputs").status().unwrap().success());
    let outputs = place.path("outputs");

    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut rolled, mut finished, mut complete) = (0, 0, 0);
    for kill in 0..5 * kills {
        // On a busy machine a kill may come too late, several times in a row.
        if kill >= kills && rolled > 0 {
            break;
        }
        let inputs = if chance.next() < 0.5 { "first" } else { "second" };
        let mut child = run(inputs, "outputs").spawn().unwrap();
        match kill % 3 {
            0 => thread::sleep(longest.mul_f64(chance.next() * 1.1)),
            // Files are written within a few milliseconds: the moment is awaited, not guessed.
            1 => wait_for(&mut child, &outputs, "unfinished", 1 + (chance.next() * 13.0) as usize),
            _ => wait_for(&mut child, &outputs, "decided", 1),
        }
        if chance.next() < 0.7 {
            child.kill().unwrap();
        } else {
            Command::new("kill").args(["-TERM", &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
        }
        child.wait().unwrap();
        let verified = place.run(&["verify"]);
        assert_eq!(verified.code, Some(0), "after kill {kill}: {verified:?}");
        if verified.stderr.contains("are in place now") {
            finished += 1;
        } else if verified.stderr.contains("those of the run before it") {
            rolled += 1;
        } else {
            complete += 1;
        }
        let found = dataset(&place.path("outputs"));
        assert!(sets.contains(&found), "after kill {kill}: a mixture of {:?}", found.keys());
    }
    assert!(rolled > 0, "no kill met a run that was writing");
    let kills = rolled + finished + complete;
    println!("{kills} kills: {rolled} while writing, {finished} while putting in place, {complete} before or after");
    assert!(place.command(&["second", "-q"]).status().unwrap().success());
}

#[test]
fn verify_tells_what_is_no_longer_as_it_was_written() {
    let place = Workplace::new();
    place.file("inputs/report.txt", fixture("paramedical-contribution/contribution-flux.txt"));
    assert_eq!(place.run(&["verify"]).code, Some(1), "no outputs yet");
    assert!(!place.path("outputs").exists(), "to verify makes nothing");
    assert_eq!(place.run(&["--format", "csv,jsonl"]).code, Some(0));
    let whole = place.run(&["verify"]);
    assert_eq!(whole.code, Some(0), "{whole:?}");
    assert!(whole.stdout.contains("all as written"), "{}", whole.stdout);

    place.file("outputs/jobs.csv", "edited by hand");
    std::fs::remove_file(place.path("outputs/missions.csv")).unwrap();
    let broken = place.run(&["verify"]);
    assert_eq!(broken.code, Some(3), "{broken:?}");
    assert!(broken.stdout.contains("jobs.csv: changed since it was written"), "{}", broken.stdout);
    assert!(broken.stdout.contains("missions.csv: missing"), "{}", broken.stdout);

    let again = place.run(&["--format", "csv"]);
    assert_eq!(again.code, Some(0));
    assert!(again.stderr.contains("left there from an earlier run: jobs.jsonl"), "{}", again.stderr);
    let mended = place.run(&["verify"]);
    assert_eq!(mended.code, Some(0), "{mended:?}");
    assert!(mended.stdout.contains("jobs.jsonl: from an earlier run"), "{}", mended.stdout);
}

#[test]
fn files_that_stay_the_same_are_not_written_again() {
    let place = Workplace::new();
    place.file("inputs/report.txt", fixture("paramedical-contribution/contribution-flux.txt"));
    place.run(&[]);
    let written = |name: &str| place.path("outputs").join(name).metadata().unwrap().modified().unwrap();
    let before = [written("jobs.csv"), written("sources.csv")];
    thread::sleep(Duration::from_millis(20));
    place.run(&[]);
    assert_eq!([written("jobs.csv"), written("sources.csv")], before);
    place.file("inputs/empty.txt", "");
    place.run(&[]);
    assert_eq!(written("jobs.csv"), before[0]);
    assert_ne!(written("sources.csv"), before[1]);
}
