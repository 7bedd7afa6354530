//! What can go wrong with the reader of a file, made to happen: it costs that file and no other.
//!
//! The switch that makes it happen is in builds with debug assertions only.
#![cfg(all(unix, debug_assertions))]

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use ingest::write::FORMATS;

use crate::support::{self, Finished, Workplace, finish};

const REPORTS: [&str; 2] =
    ["fixtures/collective-guide/guide.pdf", "fixtures/paramedical-contribution/contribution.pdf"];

/// A folder with reports, and a letter that will come to harm.
fn workplace() -> Workplace {
    let work = Workplace::new();
    for report in REPORTS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(report);
        work.file(&format!("inputs/{}", path.file_name().unwrap().to_str().unwrap()), fs::read(path).unwrap());
    }
    work.file("inputs/bad.txt", "Bonjour,\nvoici les nouvelles du jardin.\n");
    work
}

fn run_with(work: &Workplace, fault: &str, arguments: &[&str]) -> Finished {
    finish(
        work.command(&[&["--no-cache", "--dataset-lang", "en"], arguments].concat())
            .env("INGEST_TEST_FAULT", format!("{fault}:bad.txt")),
    )
}

/// The rows of the tables `jobs`, `missions` and `sections` that are not of the letter: all there are.
fn good_rows(work: &Workplace) -> BTreeMap<String, Vec<u8>> {
    let names = ["jobs.csv", "missions.csv", "sections.csv"];
    names.iter().map(|name| ((*name).to_owned(), fs::read(work.path("outputs").join(name)).unwrap())).collect()
}

#[test]
fn whatever_happens_to_a_reader_costs_one_file() {
    let work = workplace();
    assert_eq!(work.run(&[]).code, Some(3));
    let unharmed = good_rows(&work);
    assert_eq!(work.statuses()["bad.txt"], "unrecognised");
    for (fault, reason, what) in [
        ("panic", "crashed", "its reader panicked"),
        ("abort", "crashed", "its reader was ended by signal 6"),
        ("exit", "crashed", "its reader ended with code 7"),
        ("overflow", "crashed", "its reader overflowed its stack"),
        ("allocate", "out-of-memory", "needs more than 256 MiB"),
        ("garbage", "crashed", "its reader gave no answer that makes sense"),
        ("chatter", "crashed", "its reader was ended by signal"),
        ("deaf", "crashed", "its reader gave no answer that makes sense"),
        ("half", "crashed", "its reader was ended by signal 9"),
        ("child", "crashed", "its reader was ended by signal 6"),
    ] {
        let run = run_with(&work, fault, &["--memory", "256"]);
        assert_failed(&work, &run, fault, reason, what);
        assert!(good_rows(&work) == unharmed, "{fault}: the other files were harmed");
    }
}

#[test]
fn a_reader_that_hangs_costs_one_file() {
    let work = workplace();
    work.run(&[]);
    let unharmed = good_rows(&work);
    for fault in ["sleep", "busy-child"] {
        // The reports take a fraction of a second.
        let run = run_with(&work, fault, &["--timeout", "5"]);
        assert_failed(
            &work,
            &run,
            fault,
            "timed-out",
            "not read within 5 s, tried twice; give it longer with `--timeout`",
        );
        assert!(good_rows(&work) == unharmed, "{fault}: the other files were harmed");
    }
}

fn assert_failed(work: &Workplace, run: &Finished, fault: &str, reason: &str, what: &str) {
    assert_eq!(run.code, Some(3), "{fault}: {}", run.stderr);
    assert_eq!(work.statuses()["bad.txt"], "failed", "{fault}");
    let message = work.message("bad.txt");
    let starts = format!("{reason}: {what}");
    assert!(message.starts_with(&starts) && message.contains("tried twice; "), "{fault}: {message}");
    let issues = work.table("issues").into_iter().filter(|row| row["file"] == "bad.txt");
    let codes: Vec<String> = issues.map(|row| row["code"].clone()).collect();
    assert_eq!(codes, ["file-failed", reason], "{fault}");
    let told = run.stderr.lines().any(|line| line.starts_with("failed") && line.contains("bad.txt"));
    assert!(told, "{fault}: {}", run.stderr);
}

#[test]
fn the_same_happens_with_one_worker() {
    let work = workplace();
    work.run(&[]);
    let unharmed = good_rows(&work);
    let run = run_with(&work, "abort", &["--jobs", "1"]);
    assert_eq!((run.code, work.statuses()["bad.txt"].as_str()), (Some(3), "failed"));
    assert!(good_rows(&work) == unharmed);
}

#[test]
fn what_happens_once_is_mended_by_the_second_try() {
    let work = workplace();
    work.run(&[]);
    let unharmed = support::contents(&work.path("outputs"));
    for fault in ["panic", "abort", "allocate", "garbage", "half", "exit"] {
        work.folder(fault);
        let once = work.path(fault);
        let mut command = work.command(&["--no-cache", "--memory", "256"]);
        let run =
            finish(command.env("INGEST_TEST_FAULT", format!("{fault}:bad.txt")).env("INGEST_TEST_FAULT_ONCE", &once));
        assert!(once.join("bad.txt").exists(), "{fault} did not happen: {}", run.stderr);
        assert_eq!(work.statuses()["bad.txt"], "unrecognised", "{fault}: {}", run.stderr);
        assert!(support::contents(&work.path("outputs")) == unharmed, "{fault}");
    }
}

#[test]
fn panics_are_told_to_developers() {
    let work = workplace();
    assert!(run_with(&work, "panic", &["-v"]).stderr.contains("panicked at"));
    assert!(!run_with(&work, "panic", &[]).stderr.contains("panicked at"));
}

/// The processes of the system that were started with this variable in their environment.
#[cfg(target_os = "linux")]
fn processes_with(marker: &str) -> Vec<u32> {
    let entries = fs::read_dir("/proc").unwrap().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let marked = |number: &u32| {
        let environment = fs::read(format!("/proc/{number}/environ")).unwrap_or_default();
        environment.split(|byte| *byte == 0).any(|variable| variable == marker.as_bytes())
    };
    numbers.filter(marked).collect()
}

#[cfg(target_os = "linux")]
fn wait_until(what: &str, is_true: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_true() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what} has not happened");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Starts a run that will hang, and ends it by a signal once it does. Gives its exit code, and what it told.
#[cfg(target_os = "linux")]
fn end_by(signal: &str, fault: &str, work: &Workplace) -> (Option<i32>, String) {
    let marker = work.path("marker");
    let mut command = work.command(&["--no-cache", "--timeout", "1000"]);
    command.env("INGEST_TEST_FAULT", format!("{fault}:bad.txt")).env("INGEST_TEST_MARKER", &marker);
    let mut run = EndedWithTest(command.stderr(Stdio::piped()).spawn().unwrap());
    let marker = format!("INGEST_TEST_MARKER={}", marker.to_str().unwrap());
    // The letter is the first file: the run, its worker, and the program that the worker has started.
    let at_work = if fault == "busy-child" { 3 } else { 2 };
    wait_until("the start", || processes_with(&marker).len() >= at_work);
    thread::sleep(Duration::from_secs(1));
    assert!(Command::new("kill").args([signal, &run.0.id().to_string()]).status().unwrap().success());
    let mut told = String::new();
    run.0.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    let status = run.0.wait().unwrap();
    // Neither workers nor what they started are left.
    wait_until("the end of all workers", || processes_with(&marker).is_empty());
    (status.code(), told)
}

/// A process that does not outlive a test that fails.
#[cfg(target_os = "linux")]
struct EndedWithTest(Child);

#[cfg(target_os = "linux")]
impl Drop for EndedWithTest {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_interrupted_run_ends_its_workers_and_keeps_earlier_outputs() {
    let work = workplace();
    work.run(&[]);
    let before = support::contents(&work.path("outputs"));
    for (signal, fault) in [("-INT", "sleep"), ("-TERM", "sleep"), ("-INT", "busy-child")] {
        let start = Instant::now();
        let (code, told) = end_by(signal, fault, &work);
        assert_eq!(code, Some(130), "{signal}: {told}");
        assert!(told.contains("interrupted; earlier outputs are untouched"), "{told}");
        assert!(start.elapsed() < Duration::from_secs(100));
        assert!(support::contents(&work.path("outputs")) == before, "{signal}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn workers_do_not_outlive_a_run_that_is_killed() {
    let work = workplace();
    for fault in ["sleep", "busy-child"] {
        let (code, _) = end_by("-KILL", fault, &work);
        assert_eq!(code, None, "{fault}");
    }
    // What is left hinders nobody.
    assert_eq!(work.run(&[]).code, Some(3));
}

#[test]
fn odd_and_very_long_names_reach_the_worker() {
    let work = Workplace::new();
    let long = format!("inputs/{}.txt", "m".repeat(251));
    work.file(&long, "Un.\n").file("inputs/a\nb\t\"c\".txt", "Deux.\n");
    let deep = format!("inputs/{}x.txt", format!("{}/", "d".repeat(200)).repeat(8));
    work.file(&deep, "Trois.\n");
    let odd = work.path("inputs").join(std::ffi::OsStr::from_bytes(b"not-utf8-\xff.txt"));
    // Not every file system takes such a name.
    let files = if fs::write(&odd, "Quatre.\n").is_ok() { 4 } else { 3 };
    work.run(&[]);
    let statuses = work.statuses();
    assert_eq!(statuses.len(), files);
    assert!(statuses.values().all(|status| status == "unrecognised"), "{statuses:?}");
}

#[test]
fn a_full_disk_leaves_earlier_outputs_whole() {
    let work = workplace();
    work.run(&[]);
    let before = support::contents(&work.path("outputs"));
    work.file("inputs/another.txt", "Un autre jour.\n");
    // No file may become larger than some KiB: what a disk does that is nearly full.
    let program = env!("CARGO_BIN_EXE_ingest");
    let each = FORMATS.iter().map(|format| format!("--format {}", format.name()));
    for format in each.chain([String::new()]) {
        let mut command = Command::new("sh");
        let script = format!("trap '' XFSZ; ulimit -f 8; exec {program} {format}");
        command.args(["-c", &script]).current_dir(work.path(""));
        let run = finish(&mut command);
        assert_eq!(run.code, Some(1), "{format}: {}", run.stderr);
        // What is told first: that an output cannot be written, or that what goes into the history cannot be held.
        let told = ["cannot be written", "cannot be held there"].iter().any(|told| run.stderr.contains(told));
        assert!(told && !run.stderr.contains("panicked"), "{}", run.stderr);
        assert!(support::contents(&work.path("outputs")) == before);
    }
    assert_eq!(work.run(&[]).code, Some(3));
    assert_eq!(work.statuses()["another.txt"], "unrecognised");
}

#[test]
fn nothing_temporary_is_left_of_a_worker_that_was_ended() {
    let work = workplace();
    work.folder("temporary");
    let mut command = work.command(&["--timeout", "5"]);
    command.env("INGEST_TEST_FAULT", "litter:bad.txt").env("TMPDIR", work.path("temporary"));
    let run = finish(&mut command);
    assert!(work.message("bad.txt").starts_with("délai dépassé"), "{}", run.stderr);
    assert_eq!(fs::read_dir(work.path("temporary")).unwrap().count(), 0);
}

#[test]
fn workers_and_no_workers_write_the_same() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    let work = Workplace::new();
    let all = ["--format", "json,csv,jsonl", "--ocr", "never", fixtures];
    work.run(&[all.as_slice(), &["-o", "workers"]].concat());
    work.run(&[all.as_slice(), &["-o", "alone", "--in-process"]].concat());
    let (workers, alone) = (support::contents(&work.path("workers")), support::contents(&work.path("alone")));
    assert_eq!(workers.keys().collect::<Vec<_>>(), alone.keys().collect::<Vec<_>>());
    for (name, bytes) in &workers {
        assert!(alone[name] == *bytes, "{name} differs");
    }
    assert!(workers["jobs.jsonl"].len() > 10_000, "something was read");
}
