//! Files made to harm their reader: each ends in a status within its limits, and no other file notices.

use std::fs;
use std::path::Path;
use std::time::Instant;

use crate::support::monsters::{self, Monster};
use crate::support::{Workplace, contents};

const GOOD: [&str; 3] = [
    "fixtures/anap-panorama/panorama-colonnes.pdf",
    "fixtures/collective-guide/guide.pdf",
    "fixtures/paramedical-contribution/contribution.pdf",
];
/// In a build for tests, on a busy machine, the slowest takes a third of it.
const LIMITS: [&str; 4] = ["--timeout", "60", "--memory", "1024"];

/// Read only where `INGEST_ALL_MONSTERS=1`, as in `.ci/run`: in a build for tests these three take four fifths of the
/// time that all take together.
const SLOW: [&str; 3] = ["bomb-many-streams.pdf", "bomb-object-stream.pdf", "text-scattered.pdf"];

/// The monsters that are read here.
fn monsters() -> Vec<Monster> {
    let all = std::env::var("INGEST_ALL_MONSTERS").is_ok_and(|value| value == "1");
    let mut monsters = monsters::all();
    assert!(SLOW.iter().all(|name| monsters.iter().any(|monster| monster.name == *name)));
    if !all {
        println!("left out, without INGEST_ALL_MONSTERS=1: {}", SLOW.join(", "));
        monsters.retain(|monster| !SLOW.contains(&monster.name));
    }
    monsters
}

fn add_good_files(work: &Workplace, folder: &str) {
    for path in GOOD {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        work.file(&format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap()), fs::read(&path).unwrap());
    }
}

#[test]
fn monsters_end_in_a_status_and_harm_nobody() {
    let work = Workplace::new();
    add_good_files(&work, "good");
    add_good_files(&work, "inputs");
    work.run(&["good", "-o", "alone"]);
    let alone = contents(&work.path("alone"));
    let monsters = monsters();
    for monster in &monsters {
        work.file(&format!("inputs/{}", monster.name), &monster.bytes);
    }

    let start = Instant::now();
    let run = work.run(&[&["-v"], LIMITS.as_slice()].concat());
    println!("{} monsters: {:.1} s", monsters.len(), start.elapsed().as_secs_f64());
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    let panics = run.stderr.lines().filter(|line| line.contains("panicked at"));
    // Only a build for tests looks for overflows in the crates that decode predictors.
    let panics = panics.filter(|line| !(cfg!(debug_assertions) && line.contains("hayro-syntax"))).count();
    assert_eq!(panics, 0, "{}", run.stderr);
    let statuses = work.statuses();
    assert_eq!(statuses.len(), monsters.len() + GOOD.len(), "each has its row");
    let strange: Vec<String> = monsters
        .iter()
        .filter(|monster| !monster.fate.contains(&statuses[monster.name].as_str()))
        .map(|monster| format!("{}: {} {}", monster.name, statuses[monster.name], work.message(monster.name)))
        .collect();
    assert!(strange.is_empty(), "{}", strange.join("\n"));
    // What describes no job gives none; so these tables are those of the good files, byte for byte.
    for table in ["jobs.csv", "missions.csv", "sections.csv"] {
        assert!(alone[table] == fs::read(work.path("outputs").join(table)).unwrap(), "{table}");
    }
}

/// Tells what each costs.
#[test]
#[ignore = "takes minutes, to be looked at by a person"]
fn monsters_one_by_one() {
    let work = Workplace::new();
    for monster in monsters::all() {
        let name = format!("inputs/{}", monster.name);
        work.file(&name, &monster.bytes);
        let start = Instant::now();
        let run = work.run(&[&[name.as_str()], LIMITS.as_slice()].concat());
        let seconds = start.elapsed().as_secs_f64();
        let status = work.statuses()[monster.name].clone();
        println!(
            "{:36} {:>9} B {seconds:6.1} s {status:14} {}",
            monster.name,
            monster.bytes.len(),
            work.message(monster.name)
        );
        assert!(run.code == Some(3) && monster.fate.contains(&status.as_str()), "{}", run.stderr);
    }
}
