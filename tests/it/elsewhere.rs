//! Files that workers read elsewhere, whoever drives them: their answers make the dataset that one run would make.

use std::fs;
use std::path::Path;
#[cfg(all(target_os = "linux", debug_assertions))]
use std::sync::{Mutex, PoisonError};

use crate::support::{Workplace, tools};

/// A folder of reports of several collections, of copies, of what cannot be read, and of files that are no inputs.
fn workplace() -> Workplace {
    let work = Workplace::new();
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let report = |path: &str| fs::read(project.join(path)).unwrap();
    let guide = report("fixtures/collective-guide/guide.pdf");
    work.file("in/guide.pdf", &guide).file("in/copies/guide.pdf", &guide).file("in/copies/élan 2.pdf", &guide);
    work.file("in/contribution.pdf", report("fixtures/paramedical-contribution/contribution.pdf"));
    work.file("in/2026/article.pdf", report("fixtures/press-article/article.pdf"));
    let panorama = report("inputs/panorama-metiers-2026.pdf");
    work.file("in/2026/panorama.pdf", &panorama).file("in/damaged.pdf", &panorama[..3000]);
    work.file("in/empty.pdf", "").file("in/picture.png", b"\x89PNG\r\n\x1a\n....");
    work.file("in/README.md", "Reports.").file("in/.hidden/letter.txt", "Bonjour");
    work
}

/// Lays letters there whose reader comes to harm in a build with debug assertions.
fn lay_harmful(work: &Workplace, names: &[&str]) {
    for name in names {
        work.file(&format!("in/{name}.txt"), format!("Bonjour,\nvoici les nouvelles : {name}.\n"));
    }
}

#[cfg(all(unix, debug_assertions))]
#[test]
fn whoever_drives_workers_comes_to_the_same_dataset() {
    let work = workplace();
    lay_harmful(&work, &["crashes", "hangs", "hoards", "rambles", "leaves", "ends"]);
    let (inputs, place) = (work.path("in"), work.path(""));
    let arguments = [env!("CARGO_BIN_EXE_ingest"), inputs.to_str().unwrap(), place.to_str().unwrap()];
    tools::check("check_worker.py", &arguments);
}

/// Reads on executors of Spark, of which one is killed.
#[cfg(all(target_os = "linux", debug_assertions))]
fn spread(more: &[&str]) {
    /// Each has half a dozen processes of Java: one after the other, or they wait for each other until they give up.
    static ONE: Mutex<()> = Mutex::new(());
    if !tools::has_spark() {
        return;
    }
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let work = workplace();
    lay_harmful(&work, &["crashes", "hoards"]);
    let (inputs, place) = (work.path("in"), work.path(""));
    let arguments = [env!("CARGO_BIN_EXE_ingest"), inputs.to_str().unwrap(), place.to_str().unwrap()];
    tools::check("check_spark.py", &[&arguments, more].concat());
}

#[cfg(all(target_os = "linux", debug_assertions))]
#[test]
fn executors_of_spark_come_to_the_same_dataset() {
    spread(&[]);
}

#[cfg(all(target_os = "linux", debug_assertions))]
#[test]
fn executors_of_spark_read_objects_that_have_an_address() {
    spread(&["bytes"]);
}

#[test]
fn what_is_no_answer_stops_the_run_and_is_named() {
    let work = Workplace::new();
    let generator = concat!("ingest ", env!("CARGO_PKG_VERSION"));
    let line = |generator: &str, rest: &str| {
        format!(r#"{{"generator": "{generator}", "file": "a.txt", "path": "in/a.txt"{rest}}}"#) + "\n"
    };
    let failed = r#", "ended": {"code": 7}"#;
    for (lines, place, words) in [
        (line(generator, ""), 1, "neither tells what became of the file nor how its worker ended"),
        (line("ingest 0.0.1", failed), 1, "is an answer of ingest 0.0.1, and this is ingest "),
        (line(generator, failed) + "\n{\"file\": \"b.txt\"}\n", 3, "is no answer of a worker (missing field"),
        (line(generator, failed) + "half of a li", 2, "is no answer of a worker ("),
    ] {
        work.file("answers/part-0", &lines);
        let run = work.run(&["--answers", "answers"]);
        assert_eq!(run.code, Some(1), "{lines}: {}", run.stderr);
        let told = format!("answers/part-0:{place}: {words}");
        assert!(run.stderr.contains(&told), "{lines}: {}", run.stderr);
        assert!(!work.path("outputs/jobs.json").exists(), "{lines}");
    }
    work.file("answers/part-0", [0x1f, 0x8b, 8, 0]);
    let run = work.run(&["--answers", "answers"]);
    assert!(run.stderr.contains("answers/part-0:1: cannot be read ("), "{}", run.stderr);
    work.file("answers/part-0", "\n");
    let run = work.run(&["--answers", "answers"]);
    assert!(run.code == Some(1) && run.stderr.contains("no input files in answers"), "{}", run.stderr);

    // What a person knows better lies beside the answers as it lies beside reports.
    work.file("answers/part-0", line(generator, failed));
    let run = work.run(&["--answers", "answers", "--dataset-lang", "en"]);
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    assert!(work.message("a.txt").starts_with("crashed: its reader ended with code 7, tried twice"));
    assert_eq!(work.run(&["--answers", "answers", "in"]).code, Some(2));
}
