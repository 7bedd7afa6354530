//! What is told of commands that are used wrongly and of inputs that are broken: once, with the path, the right cause and
//! the next step, in no words of a programming language.

use std::fs;

use crate::support::{Finished, Workplace};

fn place() -> Workplace {
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/collective-guide/guide-flux.txt");
    let place = Workplace::new();
    place.file("inputs/guide.txt", fs::read(fixture).unwrap());
    assert_eq!(place.run(&["-q"]).code, Some(0));
    let dataset = fs::read_to_string(place.path("outputs/jobs.json")).unwrap();
    let cut: String = dataset.chars().take(dataset.len() / 2).collect();
    place.file("cut/jobs.json", cut).file("typed/jobs.json", dataset.replacen("\"format\": 1", "\"format\": \"1\"", 1));
    place.folder("empty").folder("blocked/jobs.json");
    place.file("text/text.toml", "id = \"text\"\nversion = \"deux\"\n");
    place.file("less/less.toml", "id = \"less\"\nversion = -1\n");
    place.file("date/a.txt", "x\n").file("date/sources.toml", "[[source]]\nfile = \"a.txt\"\nfetched = \"hier\"\n");
    place.file("folder/a.txt", "x\n").folder("folder/sources.toml");
    place.file("value/a.txt", "x\n").file("value/corrections.csv", "job_id,field,value\nx/y,rncp_levels,neuf\n");
    place
}

fn is_well_said(arguments: &[&str], run: &Finished) {
    let told = &run.stderr;
    for word in ["os error", "expected u", "expected i", "invalid type", "EOF", "invalid digit", "..=", "panicked"] {
        assert!(!told.contains(word), "{arguments:?}: {told}");
    }
    // A cause that is told twice.
    for cause in ["a file stands", "no such file or folder", "is a folder", "no permission"] {
        assert!(told.matches(cause).count() < 2, "{arguments:?}: {told}");
    }
}

#[test]
fn misuse_is_told_once_with_its_cause_and_the_next_step() {
    let place = place();
    let cut = "is no dataset of this program (it ends too early, at line ";
    let file = "(it is a file, not a folder), earlier outputs are untouched; name another folder with --output";
    let whole = "the text “1” stands where a whole number from 0 on belongs at line 2, column ";
    let list: &[(&[&str], i32, &str)] = &[
        (&["nowhere.pdf"], 1, "nowhere.pdf: no such file or folder; check the spelling, or name another PATH\n"),
        (&["empty"], 1, "no input files in empty"),
        (&["-o", "inputs/guide.txt"], 1, file),
        (&["-o", "inputs/guide.txt/x"], 1, "x: cannot be written (a file stands where a folder belongs), earlier"),
        (&["-o", "blocked"], 1, "blocked/jobs.json: cannot be written (is a folder), earlier outputs are untouched"),
        (&["value"], 2, "value/corrections.csv:2: “neuf” is no rncp_levels; write levels from 1 to 8"),
        (
            &["date"],
            2,
            "date/sources.toml:3: the text “hier” stands where a date without quotes, as 2026-03-02, belongs",
        ),
        (&["folder"], 2, "folder/sources.toml:1: cannot be read as UTF-8 text (it is a folder); correct it"),
        (&["--profiles", "text"], 2, "text.toml:2:11: the text “deux” stands where a whole number from 0 on belongs;"),
        (&["--profiles", "less"], 2, "less.toml:2:11: the number -1 stands where a whole number from 0 on belongs;"),
        (&["--profiles", "nowhere"], 2, "nowhere: cannot be read (no such file or folder); check the path"),
        (&["profile", "check", "text/text.toml"], 2, "text/text.toml:2:11: the text “deux” stands where a whole"),
        (&["--password-file", "inputs"], 2, "inputs: cannot be read as UTF-8 text (it is a folder); check --pass"),
        (&["--vocabulary", "nowhere"], 2, "nowhere: no such file or folder; check the spelling of the path"),
        (&["--jobs", "x"], 2, "invalid value 'x' for '--jobs <N>': write a whole number from 1 to 256"),
        (&["--memory", "1"], 2, "invalid value '1' for '--memory <MIB>': write a whole number, 64 or more"),
        (&["--max-pages", "0"], 2, "write a whole number, 1 or more"),
        (&["jobs", "--level", "9"], 2, "write a whole number from 1 to 8"),
        (&["jobs", "-o", "cut"], 1, cut),
        (&["jobs", "-o", "typed"], 1, whole),
        (&["jobs", "-o", "empty"], 1, "empty/jobs.json: no dataset is there; run `ingest` first"),
        (&["jobs", "-o", "blocked"], 1, "blocked/jobs.json: "),
        (&["diff", "cut", "outputs"], 1, cut),
        (&["diff", "outputs", "typed"], 1, whole),
        (&["explain", "guide/x", "-o", "cut"], 1, cut),
        (&["log", "-o", "empty"], 1, "empty: no history there; name the output folder of a run with --output"),
        (&["verify", "-o", "empty"], 1, "empty: no run is known to have written there"),
        (&["corrections", "from", "outputs/jobs.csv", "-o", "cut"], 1, cut),
        (&["corrections", "from", "inputs"], 1, "inputs: is a folder; name the workbook or the .csv in it"),
        (
            &["corrections", "from", "no.xlsx"],
            1,
            "no.xlsx: cannot be opened (no such file or folder); check the spelling",
        ),
        (&["inspect", "nowhere.pdf"], 1, "nowhere.pdf: cannot be opened (no such file or folder); check the spelling"),
        (&["inspect", "inputs"], 1, "inputs: cannot be opened (it is a folder); name a file"),
        (
            &["profile", "test", "anap-panorama", "inputs/guide.txt", "--gold", "cut/jobs.json"],
            2,
            "is no JSON (it ends",
        ),
    ];
    for (arguments, code, message) in list {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(*code), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(message), "{arguments:?}: {}", run.stderr);
        is_well_said(arguments, &run);
    }
}

#[cfg(unix)]
#[test]
fn what_may_not_be_written_is_told_once() {
    use std::os::unix::fs::PermissionsExt;

    let place = place();
    place.folder("locked");
    fs::set_permissions(place.path("locked"), fs::Permissions::from_mode(0o500)).unwrap();
    let run = place.run(&["-o", "locked/data"]);
    // Who may do everything is not kept out.
    if run.code != Some(0) {
        let message = "locked/data: cannot be written (no permission), earlier outputs are untouched";
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains(message), "{}", run.stderr);
        is_well_said(&["-o", "locked/data"], &run);
    }
    fs::set_permissions(place.path("locked"), fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn misspelt_commands_and_options_get_a_suggestion() {
    let place = place();
    for (arguments, code, meant) in [
        (&["jbos"][..], 1, "did you mean the command `ingest jobs`?"),
        (&["jbos", "--country", "DE"], 2, "tip: did you mean the command `ingest jobs`?"),
        (&["verfy"], 1, "did you mean the command `ingest verify`?"),
        (&["Corections", "from", "x.xlsx"], 1, "did you mean the command `ingest corrections`?"),
        (&["run"], 1, "commands are listed by `ingest help`"),
        (&["--ouput", "x"], 2, "'--output'"),
        (&["jobs", "--contry", "DE"], 2, "'--country'"),
        (&["corrections", "form", "x"], 2, "'from'"),
        (&["cache", "claer"], 2, "'clear'"),
        (&["--format", "jsn"], 2, "'json'"),
        (&["schema", "job"], 2, "'jobs'"),
    ] {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(meant), "{arguments:?}: {}", run.stderr);
    }
    // Paths are no commands.
    assert!(!place.run(&["inputs/jbos"]).stderr.contains("did you mean"));
    let help = place.run(&["help"]);
    assert_eq!((help.code, help.stdout.as_str()), (Some(0), place.run(&["--help"]).stdout.as_str()));
    let help = place.run(&["help", "corrections", "from"]);
    assert_eq!(help.code, Some(0));
    assert!(help.stdout.contains("Usage: ingest corrections from") && help.stdout.contains("--dry-run"), "{help:?}");
    // What is called so is read.
    place.file("help/guide.txt", fs::read(place.path("inputs/guide.txt")).unwrap());
    assert!(place.run(&["help"]).stderr.contains("guide.txt"));
}
