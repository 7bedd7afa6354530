//! What is told in French and in English of commands used wrongly and of broken inputs, as texts that a person can read
//! and compare.
//!
//! `UPDATE_GOLDEN=1 cargo test --test it languages` rewrites `tests/golden/messages/`; read the difference before keeping it.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use regex::Regex;

use crate::support::reports::first_difference;
use crate::support::{Workplace, encrypted, finish, pdf};

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/collective-guide/guide-flux.txt");

/// What is typed, each by itself.
const TYPED: &[&[&str]] = &[
    &["-h"],
    &["jobs", "-h"],
    &["profile", "test", "--help"],
    &["nowhere.pdf"],
    &["jbos"],
    &["empty"],
    &["inputs", "--only", "*.docx"],
    &["inputs", "--only", "[a"],
    &["-o", "inputs/guide.txt"],
    &["-o", "inputs/guide.txt/x"],
    &["-o", "blocked"],
    &["value"],
    &["date"],
    &["key"],
    &["folder"],
    &["--profiles", "text"],
    &["--profiles", "less"],
    &["--profiles", "regex"],
    &["--profiles", "nowhere"],
    &["--password-file", "inputs"],
    &["--vocabulary", "nowhere"],
    &["--vocabulary", "empty"],
    &["--vocabulary", "lists/other.csv"],
    &["--ouput", "x"],
    &["--jobs", "x"],
    &["--memory", "1"],
    &["--format", "jsn"],
    &["--ocr", "sometimes"],
    &["--ocr-language", "fra+"],
    &["-q", "-v"],
    &["schema", "job"],
    &["profile", "check", "text/text.toml"],
    &["profile", "show", "anap-panorma"],
    &["profile", "test", "anap-panorama", "empty"],
    &["profile", "test", "anap-panorama", "inputs/guide.txt", "--gold", "cut/jobs.json"],
    &["jobs", "--level", "9"],
    &["jobs", "--country", "norvége"],
    &["jobs", "--country", "Suéde"],
    &["jobs", "rien de tel"],
    &["jobs", "--edition", "1900"],
    &["jobs", "-o", "cut"],
    &["jobs", "-o", "typed"],
    &["jobs", "-o", "empty"],
    &["diff", "cut", "outputs"],
    &["log", "-o", "empty"],
    &["log", "personne"],
    &["log", "pilote", "--field", "trainning"],
    &["verify", "-o", "empty"],
    &["verify", "-o", "nowhere"],
    &["cache", "claer"],
    &["cache", "info", "-o", "nowhere"],
    &["corrections", "from", "outputs/jobs.csv", "-o", "cut"],
    &["corrections", "from", "outputs/jobs.csv", "--inputs", "nowhere"],
    &["corrections", "from", "outputs/jobs.csv", "-o", "empty"],
    &["corrections", "from", "outputs/jobs.csv"],
    &["corrections", "from", "nowhere.xlsx"],
    &["corrections", "from", "empty"],
    &["corrections", "from", "broken.xlsx"],
    &["corrections", "from", "lists/other.csv"],
    &["corrections", "from", "merge/one.csv"],
    &["corrections", "from", "edited/jobs.csv", "--dry-run"],
    &["corrections", "from", "edited/missions.csv", "--dry-run"],
    &["corrections", "from", "edited/issues.csv", "--dry-run"],
    &["corrections", "from", "edited/sources.csv", "--dry-run"],
    &["corrections", "merge", "merge/one.csv"],
    &["corrections", "merge", "merge/one.csv", "nowhere.csv"],
    &["corrections", "merge", "merge/one.csv", "lists/other.csv"],
    &["corrections", "merge", "merge/one.csv", "merge/column.csv"],
    &["corrections", "merge", "merge/one.csv", "merge/field.csv"],
    &["corrections", "merge", "merge/one.csv", "empty"],
    &["corrections", "merge", "merge/one.csv", "merge/two.csv", "-o", "merge/both.csv"],
    &["corrections", "merge", "merge/one.csv", "merge/one.csv", "-o", "merge/both.csv"],
    &["view", "-o", "empty"],
    &["view", "-o", "paged", "--inputs", "nowhere"],
    &["view", "-o", "paged"],
    &["view", "--port", "99999"],
    &["audit", "-o", "empty"],
    &["audit", "--sample", "0"],
    &["audit", "--sample", "2", "--seed", "12345"],
    &["audit", "nowhere.csv"],
    &["audit", "lists/other.csv"],
    &["audit", "audit/word.csv"],
    &["audit", "audit/none.csv"],
    &["audit", "audit/some.csv"],
    &["audit", "audit/some.csv", "--seed", "1"],
    &["annotate", "-o", "empty"],
    &["annotate"],
    &["annotate", "--to", "inputs/copies"],
    &["annotate", "-o", "renamed"],
    &["annotate", "-o", "renamed", "--inputs", "broken.xlsx"],
    &["inspect", "nowhere.pdf"],
    &["inspect", "inputs"],
    &["inspect", "nowhere.pdf", "--html", "x.html"],
    &["inspect", "inputs/guide.txt", "--page", "99", "--html", "x.html"],
    &["inspect", "inputs/guide.txt", "--html", "nowhere/x.html"],
    &["--dry-run", "inputs"],
    &["inputs"],
    &["inputs"],
    &["verify"],
];

fn place() -> Workplace {
    let place = Workplace::new();
    place.file("inputs/guide.txt", fs::read(FIXTURE).unwrap());
    assert_eq!(place.run(&["-q"]).code, Some(0));
    let dataset = fs::read_to_string(place.path("outputs/jobs.json")).unwrap();
    let cut: String = dataset.chars().take(400).collect();
    place.file("cut/jobs.json", cut).file("typed/jobs.json", dataset.replacen("\"format\": 1", "\"format\": \"1\"", 1));
    place.folder("empty").folder("blocked/jobs.json");
    place.file("text/text.toml", "id = \"text\"\nversion = \"deux\"\n");
    place.file("less/less.toml", "id = \"less\"\nversion = -1\n");
    let pattern = "id = \"regex\"\nversion = 1\ntitle = \"x\"\n[recognise]\nthreshold = 1\npattern = [{ regex = '(a', weight = 1 }]\n";
    place.file("regex/regex.toml", pattern);
    place.file("date/a.txt", "x\n").file("date/sources.toml", "[[source]]\nfile = \"a.txt\"\nfetched = \"hier\"\n");
    place.file("key/a.txt", "x\n").file("key/sources.toml", "[[source]]\nfil = \"a.txt\"\n");
    place.file("folder/a.txt", "x\n").folder("folder/sources.toml");
    place.file("value/a.txt", "x\n").file("value/corrections.csv", "job_id,field,value\nx/y,rncp_levels,neuf\n");
    place.file("lists/other.csv", "a,b\n1,2\n");
    place.file("renamed/jobs.json", dataset.replace("guide.txt", "guide.pdf"));
    place.file("paged/report.html", "<p>").file("broken.xlsx", b"PK\x03\x04 is cut");
    place
        .file("merge/one.csv", "job_id,field,value\nport/guide,label,Guide\nport/crieur,x_note,vu\n")
        .file("merge/two.csv", "job_id,field,value\nport/guide,label,Guide\nport/crieur,x_note,\n")
        .file("merge/column.csv", "job_id,champ,value\n")
        .file("merge/field.csv", "job_id,field,value\nport/guide,labell,Guide\n");
    let audit = |verdict: &str| format!("record_id,field,verdict\na/b,title,{verdict}\na/b,label,juste\n");
    place.file("audit/word.csv", audit("peut-être")).file("audit/none.csv", "record_id,field,verdict\na/b,title,\n");
    place.file("audit/some.csv", audit("faux") + "a/c,title,right\na/d,title,unclear\n");
    edited(
        &place,
        "jobs",
        &[
            (0, "title", ""),
            (0, "edition", "hier"),
            (0, "file", "autre.txt"),
            (1, "record_id", "a/b"),
            (2, "label", "#REF!"),
        ],
    );
    edited(&place, "missions", &[(0, "title", "X"), (1, "text", "#N/A"), (2, "record_id", "a/b")]);
    edited(&place, "issues", &[(0, "settled", "peut-être"), (0, "message", "")]);
    edited(&place, "sources", &[(0, "status", "failed")]);
    place
}

/// A table of the last run as somebody may leave it: other cells, a column without a name, and one of their own.
fn edited(place: &Workplace, name: &str, cells: &[(usize, &str, &str)]) {
    let mut reader = csv::Reader::from_path(place.path(&format!("outputs/{name}.csv"))).unwrap();
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let mut rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    for (row, column, text) in cells {
        let column = heads.iter().position(|head| head.trim_start_matches('\u{feff}') == *column).unwrap();
        (*text).clone_into(&mut rows[*row][column]);
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heads.iter().map(String::as_str).chain(["", "Priorité"])).unwrap();
    for (number, row) in rows.iter().enumerate() {
        let own = if number == 0 { ["x", "haute"] } else { ["", ""] };
        writer.write_record(row.iter().map(String::as_str).chain(own)).unwrap();
    }
    place.file(&format!("edited/{name}.csv"), writer.into_inner().unwrap());
}

/// Inputs that are broken in every way.
fn broken() -> Workplace {
    let place = Workplace::new();
    let whole = pdf("Bonjour");
    place
        .file("inputs/a/whole.pdf", &whole)
        .file("inputs/a/half.pdf", &whole[..whole.len() / 2])
        .file("inputs/copy.pdf", &whole)
        .file("inputs/empty.pdf", "")
        .file("inputs/picture.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        .file("inputs/blank.pdf", pdf(""))
        .file("inputs/binary.txt", b"\0\x01\x02\x03")
        .file("inputs/blank.txt", " \n\n")
        .file("inputs/latin.txt", b"Un \xe9t\xe9 sans rien\n")
        .file("inputs/letter.txt", "Madame, Monsieur,\nRien de neuf.\n")
        .file("inputs/locked.pdf", encrypted(&whole, "sesame"))
        .file("inputs/table.csv", "a,b\n")
        .file("inputs/guide.txt", fs::read(FIXTURE).unwrap())
        .file("inputs/sources.toml", "[[source]]\nfile = \"nothing.pdf\"\n")
        .file("inputs/corrections.csv", "job_id,field,value\nno/such-job,label,X\n");
    place
}

fn told(language: &str) -> String {
    let seconds = Regex::new(r"\(\d+[.,]\d s\)").unwrap();
    let mut out = String::new();
    let shown = |text: &str| seconds.replace_all(text, "(… s)").into_owned();
    let place = place();
    for typed in TYPED {
        let mut command = place.command(typed);
        // As whoever speaks the language has it set.
        let run = finish(command.env("LC_ALL", if language == "fr" { "fr_FR.UTF-8" } else { "C" }));
        writeln!(out, "$ ingest {}\n{}{}", typed.join(" "), shown(&run.stdout), shown(&run.stderr)).unwrap();
    }
    let place = broken();
    let run = place.run(&["--lang", language, "--dataset-lang", language, "--ocr", "never", "--jobs", "1"]);
    writeln!(out, "# Broken inputs\n\n{}", shown(&run.stderr)).unwrap();
    for source in place.table("sources") {
        writeln!(out, "{} {}: {}", source["status"], source["file"], source["message"]).unwrap();
    }
    writeln!(out).unwrap();
    for issue in place.table("issues") {
        let (message, hint) = (&issue["message"], &issue["hint"]);
        writeln!(out, "{} {}:{}\n  {message}\n  {hint}", issue["code"], issue["file"], issue["page"]).unwrap();
    }
    out
}

#[test]
fn what_is_told_is_what_it_was() {
    let update = env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "1");
    let mut problems = String::new();
    for language in ["fr", "en"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/messages/{language}.txt"));
        let found = told(language);
        if update {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if expected != found {
            writeln!(problems, "{language}: {}", first_difference(&expected, &found)).unwrap();
        }
    }
    assert!(problems.is_empty(), "{problems}if this is right: UPDATE_GOLDEN=1 cargo test --test it languages");
}

#[test]
fn datasets_do_not_follow_the_language_of_the_system() {
    let of = |system: &str, typed: &[&str]| {
        let place = broken();
        finish(place.command(&[&["--ocr", "never"], typed].concat()).env("LC_ALL", system));
        fs::read(place.path("outputs/issues.csv")).unwrap()
    };
    let french = of("C", &[]);
    assert!(french == of("fr_FR.UTF-8", &[]) && french == of("fr_FR.UTF-8", &["--lang", "en"]));
    assert!(french != of("fr_FR.UTF-8", &["--dataset-lang", "en"]));
}
