//! `ingest diff`: its inputs, its forms, its exit codes.

use crate::support::Workplace;
use serde_json::Value;

/// A contribution with one job per title; `context` is the job's own text.
fn report(edition: &str, jobs: &[(&str, &str)]) -> String {
    let mut text = format!("Panorama des métiers du port\n\n{edition}\n\n");
    for (title, context) in jobs {
        text.push_str(&format!(
            "C’EST DÉJÀ LÀ… EN IRLANDE\n\n{context}\n\nMISSIONS\n\nVeiller sur {title}.\n\nFORMATION\n\nUn an pour \
             {title}.\n\nPERSPECTIVES EN FRANCE\n\nDes ports attendent {title}.\n\nNOTRE AVIS\n\n{title}\nFAMILLE DE \
             MÉTIER : SOINS\n\nDIRECTION MÉTIER : DIRECTION DES SOINS\n\nAccueillir au port\n\n"
        ));
    }
    text
}

fn workplace() -> Workplace {
    let work = Workplace::new();
    let old = [("Gardien de quai", "Il ouvre deux passerelles."), ("Crieur de brume", "Il guide les barques.")];
    let new = [("Gardien de quai", "Il ouvre <b>trois</b> passerelles | quais #1."), ("Passeur", "Il rame.")];
    work.file("old.txt", report("Mars 2026", &old)).file("new.txt", report("Mars 2027", &new));
    work
}

#[test]
fn files_folders_and_datasets_are_compared_alike() {
    let work = workplace();
    work.file("older/old.txt", std::fs::read(work.path("old.txt")).unwrap());
    work.run(&["old.txt", "-o", "data/old", "-q"]);
    let told = work.run(&["diff", "old.txt", "new.txt", "--format", "json"]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""));
    let changes: Value = serde_json::from_str(&told.stdout).unwrap();
    let kinds: Vec<&str> =
        changes["changes"].as_array().unwrap().iter().map(|change| change["change"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["removed", "changed", "added"]);
    for old in ["older", "data/old", "data/old/jobs.json"] {
        assert_eq!(work.run(&["diff", old, "new.txt", "--format", "json"]).stdout, told.stdout, "{old}");
    }
    assert_eq!(work.run(&["diff", "data/old/jobs.json", "old.txt"]).stdout, "nothing differs\n");
    assert!(!work.path("outputs").exists(), "nothing is written");
}

#[test]
fn the_exit_code_tells_a_difference_only_where_it_is_asked_for() {
    let work = workplace();
    assert_eq!(work.run(&["diff", "old.txt", "new.txt"]).code, Some(0));
    assert_eq!(work.run(&["diff", "old.txt", "new.txt", "--exit-code"]).code, Some(4));
    assert_eq!(work.run(&["diff", "old.txt", "old.txt", "--exit-code"]).code, Some(0));
    work.file("mixed/old.txt", std::fs::read(work.path("old.txt")).unwrap()).file("mixed/empty.pdf", "");
    let run = work.run(&["diff", "old.txt", "mixed", "--exit-code"]);
    assert_eq!(run.code, Some(3), "alike as far as it could be read");
    assert!(run.stderr.contains("empty.pdf"), "{}", run.stderr);
    assert_eq!(work.run(&["diff", "mixed", "new.txt", "--exit-code"]).code, Some(4));
}

#[test]
fn words_are_shown_and_steer_nothing() {
    let work = workplace();
    let text = work.run(&["diff", "old.txt", "new.txt"]).stdout;
    for line in [
        "+ added    Passeur",
        "- removed  Crieur de brume",
        "* changed  Gardien de quai",
        "    sections.context (28 % alike): Il ouvre [-deux passerelles.-] {+<b>trois</b> passerelles | quais #1.+}",
        "1 job added, 1 job removed, 1 field changed",
    ] {
        assert!(text.lines().any(|shown| shown.starts_with(line)), "{line} is not in:\n{text}");
    }
    let markdown = work.run(&["diff", "old.txt", "new.txt", "--format", "md"]).stdout;
    let line = "Il ouvre ~~deux passerelles.~~ **&lt;b&gt;trois&lt;/b&gt; passerelles \\| quais \\#1.**";
    assert!(markdown.contains(line), "{markdown}");
    assert!(markdown.starts_with("1 job added, 1 job removed, 1 field changed.\n"), "{markdown}");
    assert!(!text.contains('\u{1b}'));
    assert!(work.run(&["diff", "old.txt", "new.txt", "--color", "always"]).stdout.contains("\u{1b}[31m"));
    let csv = work.run(&["diff", "old.txt", "new.txt", "--format", "csv"]).stdout;
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!(rows.iter().map(|row| &row[0]).collect::<Vec<_>>(), ["removed", "changed", "added"]);
    assert_eq!(&rows[1][5], "sections.context");
}

#[test]
fn what_cannot_be_compared_says_what_to_do() {
    let work = workplace();
    work.file("broken.json", "{\"format\": 1}")
        .file("later.json", "{\"format\": 99, \"generator\": \"\", \"sources\": [], \"jobs\": [], \"links\": []}");
    work.folder("empty");
    for (old, message) in [
        ("nowhere.pdf", "nowhere.pdf: no such file or folder"),
        ("broken.json", "broken.json: is no dataset of this program"),
        ("later.json", "later.json: has format 99, and this version reads up to 1; name a jobs.json"),
        ("empty", "empty: no report in this folder; name another one"),
    ] {
        let run = work.run(&["diff", old, "new.txt"]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{old}");
        assert!(run.stderr.contains(message), "{}", run.stderr);
    }
    assert_eq!(work.run(&["diff", "old.txt"]).code, Some(2));
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/collective-guide/guide-flux.txt");
    let run = work.run(&["diff", "old.txt", guide]);
    assert!(run.stderr.contains("no collection in common"), "{}", run.stderr);
}

#[test]
fn a_job_that_stands_in_two_editions_is_told_with_its_edition() {
    let work = Workplace::new();
    let guard = |what: &str| [("Gardien de quai", what.to_owned())].map(|(title, what)| (title, what));
    for (folder, word) in [("before", "deux"), ("after", "trois")] {
        for (edition, year) in [("Mars 2026", 2026), ("Mars 2027", 2027)] {
            let [(title, context)] = guard(&format!("Il ouvre {word} passerelles en {year}."));
            work.file(&format!("{folder}/{year}.txt"), report(edition, &[(title, &context)]));
        }
    }
    let told = work.run(&["diff", "before", "after"]).stdout;
    for line in ["* changed  Gardien de quai (2026-03)", "* changed  Gardien de quai (2027-03)"] {
        assert!(told.lines().any(|shown| shown == line), "{told}");
    }
    let markdown = work.run(&["diff", "before", "after", "--format", "md"]).stdout;
    assert!(
        markdown.contains("### Gardien de quai (2026-03)\n") && markdown.contains("### Gardien de quai (2027-03)\n")
    );
    let once = work.run(&["diff", "before/2026.txt", "after/2026.txt"]).stdout;
    assert!(once.contains("* changed  Gardien de quai\n"), "{once}");
    // The first run over two editions tells what differs between them, and the log shows words.
    let run = work.run(&["before"]);
    assert!(
        run.stderr.contains("changed between the editions that were read: 1 field changed; see changes.csv"),
        "{}",
        run.stderr
    );
    work.file("before/2027.txt", std::fs::read(work.path("after/2027.txt")).unwrap());
    work.run(&["before"]);
    let log = work.run(&["log", "Gardien de quai"]).stdout;
    assert!(log.contains("  Il ouvre [-deux-] {+trois+} passerelles en 2027.\n"), "{log}");
}
