//! `ingest jobs`: the list of a dataset, and those of it that somebody looks for.

use serde_json::Value;

use crate::support::{Finished, Workplace, finish, reports};

fn run() -> Workplace {
    let place = reports();
    place.run(&["-q"]);
    place
}

fn jobs(place: &Workplace, arguments: &[&str]) -> Finished {
    place.run(&[&["jobs"], arguments].concat())
}

fn ids(place: &Workplace, arguments: &[&str]) -> Vec<String> {
    let told = jobs(place, &[&["--format", "json"], arguments].concat());
    let records: Vec<Value> = serde_json::from_str(&told.stdout).unwrap();
    assert_eq!(told.code, Some(if records.is_empty() { 3 } else { 0 }), "{told:?}");
    records.iter().map(|record| record["record_id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn without_a_dataset_it_says_what_to_do() {
    let place = Workplace::new();
    let told = jobs(&place, &[]);
    assert_eq!((told.code, told.stdout.as_str()), (Some(1), ""));
    assert!(told.stderr.contains("jobs.json: no dataset is there; run `ingest` first"), "{}", told.stderr);
    place.file("outputs/jobs.json", "[]");
    let told = jobs(&place, &[]);
    assert_eq!(told.code, Some(1));
    assert!(told.stderr.contains("is no dataset of this program"), "{}", told.stderr);
    place.file("outputs/jobs.json", r#"{"format": 99, "jobs": []}"#);
    let told = jobs(&place, &[]);
    assert!(told.stderr.contains("has format 99"), "{}", told.stderr);
    place.file("outputs/jobs.json", r#"{"format": 1, "generator": "", "sources": [], "jobs": [], "links": []}"#);
    let told = jobs(&place, &["nuit"]);
    assert_eq!(told.code, Some(3));
    assert_eq!(told.stderr, "none of 0 jobs fits; the dataset has none\n");
}

#[test]
fn all_jobs_stand_in_a_table_that_fits_the_terminal() {
    let place = run();
    let rows = place.table("jobs");
    for width in ["80", "60", "200"] {
        let told = finish(place.command(&["jobs", "--ids"]).env("COLUMNS", width));
        assert_eq!(told.code, Some(0), "{told:?}");
        assert_eq!(told.stdout.lines().count(), rows.len() + 1);
        assert!(told.stdout.starts_with("job "), "{}", told.stdout);
        for (line, row) in told.stdout.lines().skip(1).zip(&rows) {
            assert!(line.ends_with(&row["record_id"]), "{line}");
        }
        assert_eq!(told.stderr, format!("{0} of {0} jobs\n", rows.len()));
    }
    let told = finish(place.command(&["jobs"]).env("COLUMNS", "70"));
    assert!(told.stdout.lines().all(|line| line.chars().count() <= 70), "{}", told.stdout);
    assert!(told.stdout.contains('…'));
}

#[test]
fn words_and_values_choose_among_them() {
    let place = run();
    let all = ids(&place, &[]);
    let rows = place.table("jobs");
    assert_eq!(all, rows.iter().map(|row| row["record_id"].clone()).collect::<Vec<_>>());
    let country = &rows.iter().find(|row| row["country"].len() == 2).unwrap()["country"];
    let of_country = ids(&place, &["--country", &country.to_lowercase()]);
    assert!(!of_country.is_empty() && of_country.len() < all.len());
    let expected = rows.iter().filter(|row| row["country"].starts_with(country)).map(|row| row["record_id"].clone());
    assert_eq!(of_country, expected.collect::<Vec<_>>());
    for (option, column, value) in [
        ("--collection", "collection", "collective-guide"),
        ("--family", "job_families", "Soins"),
        ("--level", "rncp_levels", "6"),
        ("--issue", "issues", "code-system-unclear"),
    ] {
        let expected = rows.iter().filter(|row| row[column].contains(value)).map(|row| row["record_id"].clone());
        assert_eq!(ids(&place, &[option, value]), expected.collect::<Vec<_>>(), "{option}");
    }
    // Every job has the words of its own title.
    for row in rows.iter().take(5) {
        assert!(ids(&place, &[&row["title"].to_uppercase()]).contains(&row["record_id"]), "{row:?}");
    }
    assert_eq!(ids(&place, &["--level", "6", "--collection", "collective-guide", "zyzzyva"]), Vec::<String>::new());
}

#[test]
fn csv_has_the_rows_of_the_table_jobs() {
    let place = run();
    let table = std::fs::read_to_string(place.path("outputs/jobs.csv")).unwrap();
    assert_eq!(jobs(&place, &["--format", "csv"]).stdout, table);
    let some = jobs(&place, &["--format", "csv", "--collection", "collective-guide"]).stdout;
    let heads = some.lines().next().unwrap();
    assert_eq!(heads, table.lines().next().unwrap());
    assert!(table.contains(some.strip_prefix(heads).unwrap()), "the rows of one file stand together");
    let none = jobs(&place, &["--format", "csv", "zyzzyva"]);
    assert_eq!((none.code, none.stdout.trim_end()), (Some(3), heads));
    assert_eq!(jobs(&place, &["--format", "json", "zyzzyva"]).stdout, "[]\n");
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let place = run();
    let told = |arguments: &[&str]| {
        let told = jobs(&place, arguments);
        (told.code, told.stderr)
    };
    let (code, text) = told(&["--country", "Allemange"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("no country is called “Allemange”: did you mean Allemagne?"), "{text}");
    assert_eq!(told(&["--level", "9"]).0, Some(2));
    let (code, text) = told(&["--collection", "colective-guide"]);
    assert_eq!(code, Some(3));
    assert!(
        text.contains("note: no job has the collection “colective-guide”; the dataset has anap-panorama, "),
        "{text}"
    );
    let (_, text) = told(&["--issue", "zyzzyva", "--issue", "code-system-unclear"]);
    assert!(text.contains(" of ") && text.contains("note: no job has the issue “zyzzyva”"), "{text}");
    let (_, text) = told(&["mots qui ne se suivent pas"]);
    assert!(text.contains("without quotation marks"), "{text}");
    // Others say it.
    let (_, text) = told(&["--country", "norvège", "relieur"]);
    assert!(!text.contains("no text says"), "{text}");
    assert!(text.contains("does not say “relieur”") || text.contains("that have the rest says “relieur”"), "{text}");
    let (_, text) = told(&["--collection", "collective-guide", "--family", "soins"]);
    assert!(text.starts_with("none of ") && text.contains("no job has them all; leave one out"), "{text}");
}
