//! `--log-format json` and `--fail-on`: what programs are told of a run.

use std::fs;

use serde_json::Value;

use crate::support::{Finished, Workplace, reports};

const JSON: [&str; 2] = ["--log-format", "json"];

/// The lines of a run, each an object that names its event and its time.
fn events(run: &Finished) -> Vec<Value> {
    assert_eq!(run.stdout, "");
    let lines =
        run.stderr.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")));
    let events: Vec<Value> = lines.collect();
    let times: Vec<f64> = events.iter().map(|event| event["at"].as_f64().unwrap()).collect();
    assert!(times.iter().all(|time| *time >= 0.0));
    events
}

fn of<'e>(events: &'e [Value], name: &str) -> Vec<&'e Value> {
    events.iter().filter(|event| event["event"] == name).collect()
}

#[test]
fn every_step_of_a_run_is_an_object_a_line() {
    let place = reports();
    let run = place.run(&JSON);
    assert_eq!(run.code, Some(3));
    let told = events(&run);
    assert_eq!((&told[0]["event"], &told[0]["files"]), (&Value::from("run-started"), &Value::from(5)));
    let stages = |name| -> Vec<&Value> { of(&told, name).into_iter().map(|event| &event["stage"]).collect() };
    assert_eq!(stages("stage-started"), stages("stage-finished"));
    assert_eq!(stages("stage-started").len(), 7);
    assert_eq!(of(&told, "file-started").len(), 5);
    let done = of(&told, "file-finished");
    assert_eq!(done.len(), 5);
    let empty = done.iter().find(|event| event["file"] == "empty.pdf").unwrap();
    assert_eq!((&empty["status"], &empty["work"]), (&Value::from("failed"), &Value::from("none")));
    assert!(empty["message"].as_str().unwrap().contains("fetch it again") && empty["seconds"].is_f64(), "{empty}");
    for what in ["jobs", "sections", "jobs.json", "datapackage.json"] {
        assert!(of(&told, "writing").iter().any(|event| event["what"] == what), "{what}");
    }
    let issues = of(&told, "issue");
    assert_eq!(issues.len(), place.table("issues").len());
    assert!(issues.iter().any(|issue| issue["file"] == "empty.pdf" && issue["hint"] == "fetch it again"));
    let last = told.last().unwrap();
    assert_eq!((&last["event"], &last["exit_code"]), (&Value::from("run-finished"), &Value::from(3)));
    assert_eq!(last["files_by_status"]["failed"], 1);
    assert_eq!(last["jobs"], place.table("jobs").len());
    assert!(last["written"].as_array().unwrap().contains(&Value::from("jobs.json")));

    // The outputs are those of a run that tells people.
    let outputs = crate::support::contents(&place.path("outputs"));
    let again = place.run(&JSON);
    assert_eq!(crate::support::contents(&place.path("outputs")), outputs);
    assert_eq!(events(&again).last().unwrap()["is_repeat"], true);
}

#[test]
fn the_documentation_has_every_event_and_field() {
    let place = reports();
    let mut told = events(&place.run(&JSON));
    told.extend(events(&place.run(&["--log-format", "json", "nowhere"])));
    told.extend(events(&place.run(&["--log-format", "json", "--fail-on", "ok"])));
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/RUN.md")).unwrap();
    for event in told {
        for (field, value) in event.as_object().unwrap() {
            assert!(page.contains(&format!("`{field}`")), "{field} of {event} is not in docs/RUN.md");
            assert!(field != "event" || page.contains(&format!("`{}`", value.as_str().unwrap())), "{event}");
        }
    }
}

#[test]
fn an_error_tells_its_path_and_what_to_do() {
    let place = Workplace::new();
    let error = |arguments: &[&str], code: i32| {
        let run = place.run(&[&JSON, arguments].concat());
        assert_eq!(run.code, Some(code), "{run:?}");
        let last = events(&run).pop().unwrap();
        assert_eq!((&last["event"], &last["exit_code"]), (&Value::from("error"), &Value::from(code)), "{last}");
        last
    };
    let missing = error(&["nowhere"], 1);
    assert_eq!(missing["path"], "nowhere");
    assert_eq!(missing["hint"], "check the spelling, or name another PATH");
    assert!(missing["message"].as_str().unwrap().contains("no such file or folder"), "{missing}");
    place.file("letter.txt", "Bonjour\n").file("profiles/garden.toml", "id = 1\n");
    assert_eq!(error(&["letter.txt", "--profiles", "profiles"], 2)["path"], "garden.toml");
    assert_eq!(error(&["letter.txt", "-o", "letter.txt"], 1)["path"], "letter.txt");
    assert_eq!(place.run(&["--log-format", "json", "--quiet"]).code, Some(2));
    assert_eq!(place.run(&["--log-format", "xml"]).code, Some(2));
}

#[test]
fn scripts_say_what_a_run_must_not_have() {
    let place = Workplace::new();
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/collective-guide/guide-flux.txt");
    place.file("inputs/guide.txt", fs::read(fixture).unwrap()).file("inputs/copy.txt", fs::read(fixture).unwrap());
    place.file("inputs/table.csv", "a,b\n");
    assert_eq!(place.run(&[]).code, Some(0));
    for (status, code) in [
        ("duplicate-of", 3),
        ("unsupported", 3),
        ("failed,ok", 3),
        ("issues", 3),
        ("failed", 0),
        ("failed,needs-ocr,encrypted", 0),
        ("garden", 2),
    ] {
        // Of a run that reads and of one that has nothing to do.
        for arguments in [&["--no-cache"][..], &[], &[]] {
            let run = place.run(&[&["--fail-on", status], arguments].concat());
            assert_eq!(run.code, Some(code), "{status}: {run:?}");
            assert_eq!(run.stderr.contains("--fail-on: "), code == 3, "{status}: {}", run.stderr);
        }
    }
    assert!(
        place
            .run(&["--fail-on", "duplicate-of,unsupported"])
            .stderr
            .contains("--fail-on: 1 duplicate-of, 1 unsupported")
    );
    // What ends with 3 by itself does so whatever is asked for.
    place.file("inputs/empty.pdf", "");
    assert_eq!(place.run(&["--fail-on", "encrypted"]).code, Some(3));
}
