//! Many generated reports, run again: what is read anew, and the time that it takes.
//!
//! `cargo test --release --test it many:: -- --ignored --nocapture` measures a thousand of them.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::Workplace;
use crate::support::generated::{JOBS, report};

/// The end of the first line of a summary, and the time of the run.
fn timed(place: &Workplace, arguments: &[&str]) -> (String, Duration) {
    let start = Instant::now();
    let run = place.run(&[arguments, &["--profiles", "profiles"]].concat());
    let time = start.elapsed();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let line = run.stderr.lines().find(|line| line.contains(" files: ")).unwrap();
    (line.split_once(": ").unwrap().1.to_owned(), time)
}

/// Runs over `count` files: the share of the first run's time that an unchanged one takes.
fn runs(count: usize) -> f64 {
    let place = Workplace::new();
    for number in 0..count {
        place.file(&format!("inputs/{:02}/report-{number:04}.pdf", number % 20), report(number));
    }
    let profile = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/profile/builtin/anap-panorama.toml");
    let profile = fs::read_to_string(profile).unwrap();
    place.file("profiles/anap-panorama.toml", &profile);

    let (told, cold) = timed(&place, &[]);
    assert_eq!(told, format!("{count} ok"));
    let jobs = fs::read(place.path("outputs/jobs.json")).unwrap();
    assert_eq!(place.table("jobs").len(), count * JOBS);
    println!("{count} files, {} MB of jobs.json", jobs.len() / 1_000_000);
    let share = |time: Duration| 100.0 * time.as_secs_f64() / cold.as_secs_f64();
    let tell = |what: &str, read: usize, time: Duration| {
        println!("{what:22} {read:5} read  {:7.2} s  {:5.1} %", time.as_secs_f64(), share(time));
    };
    tell("first run", count, cold);

    let (told, unchanged) = timed(&place, &[]);
    assert_eq!(told, format!("{count} ok ({count} unchanged)"));
    assert!(fs::read(place.path("outputs/jobs.json")).unwrap() == jobs);
    tell("unchanged", 0, unchanged);

    place.file("inputs/07/report-0007.pdf", report(count + 7));
    let (told, one) = timed(&place, &[]);
    assert_eq!(told, format!("{count} ok ({} unchanged)", count - 1));
    assert!(place.table("changes").len() >= JOBS, "ten jobs are others");
    tell("one file changed", 1, one);

    place.file("profiles/anap-panorama.toml", profile.replace("version = 1", "version = 2"));
    let (told, edited) = timed(&place, &[]);
    assert_eq!(told, format!("{count} ok ({count} only interpreted anew)"));
    tell("one profile changed", 0, edited);

    let (told, fresh) = timed(&place, &["--no-cache", "-o", "fresh"]);
    assert_eq!(told, format!("{count} ok"));
    tell("without the cache", count, fresh);
    for name in ["jobs.json", "jobs.csv", "sections.csv", "missions.csv", "sources.csv", "issues.csv"] {
        let [kept, fresh] = ["outputs", "fresh"].map(|folder| fs::read(place.path(folder).join(name)).unwrap());
        assert!(kept == fresh, "{name} is not that of a run that reads everything");
    }
    share(unchanged)
}

#[test]
fn only_what_changed_is_read_anew() {
    runs(12);
}

#[test]
#[ignore = "takes minutes, and measures time; on demand"]
fn a_thousand_files_that_did_not_change_take_three_percent_of_the_first_run() {
    let share = runs(1000);
    assert!(share <= 3.0, "{share:.1} %");
}

/// Writes as many reports as are asked for, to measure runs over them by hand.
#[test]
#[ignore = "writes files where it is told to; on demand"]
fn reports_are_written_to_a_folder() {
    let Some(folder) = std::env::var_os("INGEST_MANY_FOLDER") else { return };
    let count: usize = std::env::var("INGEST_MANY_COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(1000);
    for number in 0..count {
        let folder = Path::new(&folder).join(format!("{:03}", number % 200));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("report-{number:05}.pdf")), report(number)).unwrap();
    }
}
