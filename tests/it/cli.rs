//! What the command promises, run from end to end.

use std::fs;

use crate::support::{Finished, Workplace, contents, finish, pdf};
use ingest::write::tables::TABLES;
use ingest::write::{self, FORMATS, OPTIONAL_FORMATS};

/// Text that no profile knows.
const LETTER: &str = "Bonjour,\nvoici les nouvelles du jardin.\n";

#[test]
fn missing_path_says_what_to_do() {
    let work = Workplace::new();
    let run = work.run(&["nowhere"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("nowhere: no such file or folder; check the spelling"), "{}", run.stderr);
    assert!(!work.path("outputs").exists());
    // Without a PATH it is inputs/ that is missing.
    assert!(work.run(&[]).stderr.contains("inputs: no such file or folder"));
}

#[test]
fn empty_folder_says_what_to_do() {
    let work = Workplace::new();
    work.folder("inputs").file("inputs/README.md", "put PDFs here").file("inputs/.hidden.pdf", pdf("x"));
    work.file("inputs/corrections.csv", "a").file("inputs/sources.toml", "").file("inputs/.git/x.pdf", pdf("x"));
    let run = work.run(&[]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("no input files in inputs: put PDFs there, or name them"), "{}", run.stderr);
}

#[test]
fn every_file_has_one_row_whatever_happened_to_it() {
    let work = Workplace::new();
    let whole = pdf("Bonjour");
    work.file("inputs/a/whole.pdf", &whole)
        .file("inputs/a/half.pdf", &whole[..whole.len() / 2])
        .file("inputs/empty.pdf", "")
        .file("inputs/empty.txt", "")
        .file("inputs/picture.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        .file("inputs/binary.txt", b"\0\x01\x02\x03")
        .file("inputs/blank.txt", " \n\n")
        .file("inputs/letter.txt", LETTER)
        .file("inputs/table.csv", "a,b\n");
    let run = work.run(&[]);
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    assert_eq!(run.stdout, "");
    let statuses = work.statuses();
    let files: Vec<&str> = statuses.keys().map(String::as_str).collect();
    assert_eq!(
        files,
        [
            "a/half.pdf",
            "a/whole.pdf",
            "binary.txt",
            "blank.txt",
            "empty.pdf",
            "empty.txt",
            "letter.txt",
            "picture.pdf",
            "table.csv"
        ]
    );
    assert_ne!(statuses["a/half.pdf"], "ok");
    assert_eq!(statuses["empty.pdf"], "failed");
    assert_eq!(statuses["empty.txt"], "failed");
    assert_eq!(statuses["blank.txt"], "failed");
    assert_eq!(statuses["picture.pdf"], "unsupported");
    assert_eq!(statuses["binary.txt"], "unsupported");
    assert_eq!(statuses["table.csv"], "unsupported");
    assert_eq!(statuses["letter.txt"], "unrecognised");
    assert!(work.message("picture.pdf").contains("image PNG"));
    for row in work.table("sources") {
        assert!(!row["message"].is_empty() && !row["message"].contains('\n'), "{row:?}");
        // Each is told on one line that names it.
        let told = run.stderr.lines().any(|line| line.starts_with(&row["status"]) && line.contains(&row["file"]));
        assert!(told, "{}", run.stderr);
    }
    let issues = work.table("issues");
    assert!(issues.iter().any(|issue| issue["file"] == "empty.pdf" && issue["hint"] == "récupérez-le de nouveau"));
}

#[test]
fn a_pdf_is_known_by_its_signature() {
    let work = Workplace::new();
    let with_junk = [b"junk before the signature\n".as_slice(), &pdf("un")].concat();
    work.file("inputs/one.dat", pdf("deux")).file("inputs/two", with_junk);
    work.run(&[]);
    assert!(work.statuses().values().all(|status| status != "unsupported"), "{:?}", work.statuses());
}

#[test]
fn latin_1_text_is_read_and_told() {
    let work = Workplace::new();
    work.file("inputs/letter.txt", b"Les \xe9t\xe9s \xe0 No\xebl\n");
    work.run(&[]);
    assert_eq!(work.statuses()["letter.txt"], "unrecognised");
    let issue = work.table("issues").into_iter().find(|issue| issue["code"] == "encoding-guessed").unwrap();
    assert_eq!(issue["severity"], "warning");
    assert_eq!(issue["file"], "letter.txt");
}

#[test]
fn exit_codes_follow_what_became_of_the_files() {
    let work = Workplace::new();
    work.file("inputs/table.csv", "a,b\n").file("letter.txt", LETTER);
    assert_eq!(work.run(&[]).code, Some(0), "unsupported, met in a folder");
    assert_eq!(work.run(&["inputs/table.csv"]).code, Some(3), "unsupported, named");
    assert_eq!(work.run(&["letter.txt"]).code, Some(3), "unrecognised");
    assert_eq!(work.run(&["--no-such-flag"]).code, Some(2));
    assert_eq!(work.run(&["--format", "docx"]).code, Some(2));
    assert_eq!(work.run(&["--only", "[", "letter.txt"]).code, Some(2));
    assert_eq!(work.run(&["--jobs", "0", "letter.txt"]).code, Some(2));
    assert_eq!(work.run(&["--profiles", "nowhere", "letter.txt"]).code, Some(2));
}

#[test]
fn of_a_format_that_was_left_out_it_is_told_how_to_have_it() {
    let work = Workplace::new();
    work.file("letter.txt", LETTER);
    for name in OPTIONAL_FORMATS {
        let run = work.run(&["letter.txt", "--format", name]);
        let told = run.stderr.contains("built without it") && run.stderr.contains("--features all-formats");
        let has_it = write::format(name).is_some();
        assert_eq!((run.code, told), if has_it { (Some(3), false) } else { (Some(2), true) }, "{name}: {}", run.stderr);
    }
}

#[test]
fn a_misspelt_profile_is_named() {
    let work = Workplace::new();
    work.file("letter.txt", LETTER).file("profiles/garden.toml", "id = \"garden\"\nversion = 1\npublishr = \"X\"\n");
    let run = work.run(&["--profiles", "profiles", "letter.txt"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("garden.toml"), "{}", run.stderr);
    assert_eq!(work.run(&["profiles", "--profiles", "profiles"]).code, Some(2));
}

#[test]
fn an_output_folder_that_cannot_be_made_says_what_to_do() {
    let work = Workplace::new();
    work.file("letter.txt", LETTER);
    for folder in ["letter.txt", "letter.txt/below"] {
        let run = work.run(&["letter.txt", "-o", folder]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert!(run.stderr.contains("name another folder with --output"), "{}", run.stderr);
    }
    assert_eq!(fs::read_to_string(work.path("letter.txt")).unwrap(), LETTER);
}

#[test]
fn earlier_outputs_survive_a_failed_run() {
    let work = Workplace::new();
    work.file("inputs/letter.txt", LETTER);
    work.run(&["--format", "json,jsonl"]);
    let before = contents(&work.path("outputs"));
    // The last table cannot be written, so none is replaced.
    work.file("inputs/another.txt", "Un autre jour.\n").folder("outputs/issues.csv");
    let run = work.run(&["--format", "json,csv"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert_eq!(contents(&work.path("outputs")), before, "no file changed, no temporary file left");
    // A format that is not asked for is left alone.
    fs::remove_dir(work.path("outputs/issues.csv")).unwrap();
    work.run(&["--format", "csv"]);
    let after = contents(&work.path("outputs"));
    assert_eq!(after["jobs.json"], before["jobs.json"]);
    // Each table in two forms.
    assert_eq!(after.len(), before.len() + 2 * TABLES.len());
}

#[test]
fn same_input_gives_same_bytes() {
    let work = Workplace::new();
    for number in 0..12 {
        work.file(&format!("inputs/{}/{number}.pdf", number % 3), pdf(&format!("numero {number}")));
        work.file(&format!("inputs/{number}.txt"), format!("Lettre {number}\n"));
    }
    let formats: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
    let formats = formats.join(",");
    let all = ["--format", &formats, "inputs"];
    let mut seen = Vec::new();
    for (folder, jobs) in [("first", "1"), ("second", "1"), ("third", "2"), ("fourth", "8")] {
        work.run(&[all.as_slice(), &["-o", folder, "--jobs", jobs]].concat());
        seen.push(contents(&work.path(folder)));
    }
    let files = FORMATS.iter().map(|format| format.file_names().len()).sum::<usize>();
    assert_eq!(seen[0].len(), files + 1, "all files of all formats, and the list of what was written");
    assert!(seen.iter().all(|files| *files == seen[0]));
    let binary = |name: &str| [".xlsx", ".parquet", ".sqlite"].iter().any(|ending| name.ends_with(ending));
    let text = seen[0].iter().filter(|(name, _)| !binary(name));
    assert!(text.into_iter().all(|(_, bytes)| bytes.is_empty() || bytes.ends_with(b"\n")));
}

#[test]
fn copies_are_read_once() {
    let work = Workplace::new();
    work.file("inputs/b.txt", LETTER).file("inputs/a.txt", LETTER).file("inputs/c/a.txt", LETTER);
    work.run(&[]);
    let statuses = work.statuses();
    assert_eq!(statuses["a.txt"], "unrecognised");
    assert_eq!(statuses["b.txt"], "duplicate-of");
    assert!(work.message("b.txt").contains("a.txt"));
    let ids: Vec<String> = work.table("sources").into_iter().map(|row| row["source_id"].clone()).collect();
    assert_eq!(ids, ["a-txt", "b", "c-a-txt"]);
}

#[test]
fn a_file_named_twice_is_one_file() {
    let work = Workplace::new();
    work.file("inputs/letter.txt", LETTER);
    work.run(&["inputs", "inputs/letter.txt", "./inputs"]);
    assert_eq!(work.table("sources").len(), 1);
}

#[test]
fn only_reads_what_fits() {
    let work = Workplace::new();
    work.file("inputs/a/letter.txt", LETTER).file("inputs/note.txt", "Une note.\n").file("inputs/x.pdf", pdf("x"));
    work.run(&["--only", "letter*", "--only", "note.txt"]);
    assert_eq!(work.statuses().into_keys().collect::<Vec<_>>(), ["a/letter.txt", "note.txt"]);
    work.run(&["--only", "a/*"]);
    assert_eq!(work.statuses().into_keys().collect::<Vec<_>>(), ["a/letter.txt"]);
    let run = work.run(&["--only", "*.docx"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("--only *.docx"), "{}", run.stderr);
}

#[test]
fn quiet_tells_nothing_but_errors() {
    let work = Workplace::new();
    work.file("inputs/table.csv", "a,b\n");
    let run = work.run(&["--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
    work.file("inputs/empty.pdf", "");
    let run = work.run(&["-q"]);
    assert_eq!(run.code, Some(3));
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("empty.pdf"));
}

#[test]
fn the_summary_says_what_to_look_at_and_where() {
    let work = Workplace::new();
    for number in 0..11 {
        work.file(&format!("inputs/{number}.txt"), format!("Lettre {number}\n"));
    }
    let run = work.run(&[]);
    assert!(run.stderr.contains("11 files: 11 unrecognised"), "{}", run.stderr);
    // One trouble of many files is told once.
    let told =
        |run: &Finished| run.stderr.lines().filter(|line| line.starts_with("  ") && line.contains(".txt: ")).count();
    assert_eq!(told(&run), 1, "{}", run.stderr);
    assert!(run.stderr.contains(" (and 10 more like it, in 11 files)\n"), "{}", run.stderr);
    assert!(run.stderr.contains("written to outputs: jobs.json, 14 tables as .csv, ingest.xlsx, "), "{}", run.stderr);
    let run = work.run(&["-v"]);
    assert_eq!(told(&run), 11, "{}", run.stderr);
    let run = work.run(&["--only", "[0-2].txt", "-o", "few"]);
    assert_eq!(told(&run), 3, "of few files each is told: {}", run.stderr);
}

#[test]
fn the_samples_are_read_whole() {
    let inputs = concat!(env!("CARGO_MANIFEST_DIR"), "/inputs");
    let work = Workplace::new();
    let run = work.run(&[inputs]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let sources = work.table("sources");
    assert!(!sources.is_empty());
    for source in &sources {
        assert_eq!(source["status"], "ok", "{source:?}");
        assert!(!source["file"].contains('/'), "{source:?}");
    }
    let jobs = work.table("jobs");
    let counted: usize = sources.iter().map(|source| source["jobs"].parse::<usize>().unwrap()).sum();
    assert_eq!(counted, jobs.len());
    assert!(jobs.iter().all(|job| job["record_id"].starts_with(&format!("{}/", job["source_id"]))));
    let json: serde_json::Value = serde_json::from_slice(&fs::read(work.path("outputs/jobs.json")).unwrap()).unwrap();
    assert_eq!(json["jobs"].as_array().unwrap().len(), jobs.len());
    assert_eq!(json["format"], 1);
}

#[test]
fn a_sample_cut_in_half_is_told() {
    let work = Workplace::new();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs")).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if name.ends_with(".pdf") {
            let bytes = fs::read(entry.path()).unwrap();
            work.file(&format!("inputs/{name}"), &bytes[..bytes.len() / 2]);
        }
    }
    assert_eq!(work.run(&[]).code, Some(3));
    for source in work.table("sources") {
        assert!(source["status"] != "ok" && !source["message"].is_empty(), "{source:?}");
    }
}

#[test]
fn colours_are_asked_for() {
    let work = Workplace::new();
    work.file("inputs/letter.txt", LETTER);
    assert!(!work.run(&[]).stderr.contains('\u{1b}'));
    assert!(work.run(&["--color", "always"]).stderr.contains('\u{1b}'));
    assert!(!work.run(&["--color", "never"]).stderr.contains('\u{1b}'));
    let run = finish(work.command(&[]).env("NO_COLOR", "1"));
    assert!(!run.stderr.contains('\u{1b}'));
}

#[test]
fn the_schema_is_json() {
    let work = Workplace::new();
    let run = work.run(&["schema"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let schema: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    for name in ["format", "generator", "sources", "jobs", "links"] {
        assert!(schema["properties"][name].is_object(), "{name}");
    }
    // A file called like a command is still reachable.
    work.file("schema", LETTER);
    assert_eq!(work.run(&["./schema"]).code, Some(3));
    assert_eq!(work.statuses()["schema"], "unsupported");
}

#[test]
fn a_page_is_drawn_with_what_was_understood() {
    let report = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/anap-panorama/panorama-colonnes.pdf");
    let work = Workplace::new();
    let run = work.run(&["inspect", report, "--page", "3", "--png", "page.png"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains("heading: red") && run.stdout.ends_with("page.png\n"), "{}", run.stdout);
    let png = fs::read(work.path("page.png")).unwrap();
    let number = |place: usize| u32::from_be_bytes(png[place..place + 4].try_into().unwrap());
    // A4 at one and a half pixels a point.
    assert_eq!((png[..8].to_vec(), number(16), number(20)), (b"\x89PNG\r\n\x1a\n".to_vec(), 892, 1262));
    // A folder takes all pages; one file does not.
    work.run(&["inspect", report, "--png", "pages"]);
    assert_eq!(contents(&work.path("pages")).len(), 13);
    assert_eq!(contents(&work.path("pages"))["panorama-colonnes-003.png"], png);
    assert!(work.run(&["inspect", report, "--png", "all.png"]).stderr.contains("name a folder"));
    assert!(work.run(&["inspect", report, "--page", "99"]).stderr.contains("has no page 99"));
    work.file("letter.txt", LETTER);
    assert_eq!(work.run(&["inspect", "letter.txt", "--png", "pages"]).code, Some(1));
}

#[test]
fn profiles_are_listed() {
    let run = Workplace::new().run(&["profiles"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn help_and_readme_name_every_flag() {
    let help = Workplace::new().run(&["--help"]);
    assert_eq!(help.code, Some(0));
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for flag in [
        "--output",
        "--profiles",
        "--only",
        "--format",
        "--jobs",
        "--cache",
        "--no-cache",
        "--ocr",
        "--ocr-language",
        "--quiet",
        "--verbose",
        "--color",
        "--help",
        "--version",
    ] {
        assert!(help.stdout.contains(flag), "help lacks {flag}");
    }
    let flags = help.stdout.split(|letter: char| !letter.is_ascii_alphabetic() && letter != '-');
    for flag in flags.filter(|word| word.starts_with("--")) {
        assert!(readme.contains(flag), "README lacks {flag}");
    }
    assert!(help.stdout.contains("Examples:") && help.stdout.contains("Exit codes:"));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_and_pipes_do_not_hold_up_a_run() {
        let work = Workplace::new();
        work.file("inputs/letter.txt", LETTER).folder("inputs/a").folder("inputs/b");
        symlink("..", work.path("inputs/a/up")).unwrap();
        symlink("../a", work.path("inputs/b/across")).unwrap();
        symlink("itself", work.path("inputs/itself")).unwrap();
        symlink("nowhere.pdf", work.path("inputs/broken.pdf")).unwrap();
        symlink("letter.txt", work.path("inputs/same.txt")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(work.path("inputs/pipe.pdf")).status().unwrap().success());
        let run = work.run(&[]);
        assert_eq!(run.code, Some(3), "{}", run.stderr);
        let statuses = work.statuses();
        assert_eq!(statuses["broken.pdf"], "failed");
        assert_eq!(statuses["itself"], "failed");
        assert_eq!(statuses["pipe.pdf"], "unsupported");
        assert_eq!(statuses["same.txt"], "duplicate-of");
        assert_eq!(statuses["letter.txt"], "unrecognised");
    }

    #[test]
    fn unreadable_files_and_folders_are_rows() {
        let work = Workplace::new();
        work.file("inputs/locked.pdf", pdf("x")).file("inputs/locked/x.pdf", pdf("y")).file("inputs/a.txt", LETTER);
        let lock = |mode| {
            for name in ["inputs/locked.pdf", "inputs/locked"] {
                fs::set_permissions(work.path(name), fs::Permissions::from_mode(mode)).unwrap();
            }
        };
        lock(0);
        // Nothing is locked to the superuser.
        let superuser = fs::read(work.path("inputs/locked.pdf")).is_ok();
        let run = work.run(&[]);
        lock(0o700);
        if superuser {
            return;
        }
        assert_eq!(run.code, Some(3), "{}", run.stderr);
        let statuses = work.statuses();
        assert_eq!(statuses["locked.pdf"], "failed");
        assert_eq!(statuses["locked"], "failed");
        assert!(work.message("locked.pdf").contains("check its permissions"));
    }

    #[test]
    fn names_cannot_steer_the_terminal() {
        let work = Workplace::new();
        work.file("inputs/\u{1b}[31mred\n.txt", LETTER);
        work.file("inputs/x", "");
        let odd = std::ffi::OsStr::from_bytes(b"inputs/not-utf8-\xff.txt");
        // Not every file system takes such a name.
        let _ = fs::write(work.path("").join(odd), LETTER);
        let run = work.run(&[]);
        assert_eq!(run.code, Some(3));
        assert!(!run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
    }

    #[test]
    fn outputs_are_as_readable_as_any_file() {
        let work = Workplace::new();
        work.file("inputs/letter.txt", LETTER);
        work.run(&[]);
        let mode = |name| fs::metadata(work.path(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("outputs/jobs.json"), mode("inputs/letter.txt"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_an_error_not_a_panic() {
        let work = Workplace::new();
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let run = finish(work.command(&["schema"]).stdout(full));
        // `finish` captures what is left to capture; standard output went to the full device.
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("error: ") && !run.stderr.contains("panicked"), "{}", run.stderr);
    }
}

#[test]
fn inspect_tells_a_document_as_json_and_as_markdown() {
    let work = Workplace::new();
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/collective-guide/guide.pdf");
    let json = work.run(&["inspect", guide, "--format", "json", "--page", "1"]);
    let told: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let title = &told["blocks"][0];
    assert_eq!((&title["role"], &title["level"]), (&"heading".into(), &1.into()), "{title}");
    assert_eq!(title["text"], "Guide des métiers qui arrivent");
    let corners = title["where"][0]["box"].as_array().unwrap();
    assert_eq!((corners.len(), &title["where"][0]["page"]), (4, &1.into()), "{title}");
    assert!(told["blocks"].as_array().unwrap().iter().all(|block| block["where"][0]["page"] == 1));
    let markdown = work.run(&["inspect", guide, "--format", "md"]).stdout;
    assert!(markdown.starts_with("# Guide des métiers qui arrivent\n\n"), "{markdown}");
    assert!(markdown.contains("\n- Écouter, puis orienter vers le bon interlocuteur\n- Réunir les"), "{markdown}");
    // The text form is what it was.
    assert!(work.run(&["inspect", guide]).stdout.contains("\n#1 heading 1 · p1 ["));
}

#[test]
fn explain_tells_where_a_value_comes_from() {
    let work = Workplace::new();
    let inputs = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/anap-panorama");
    work.run(&[inputs, "--only", "panorama-colonnes.pdf", "--format", "json"]);
    let id = "panorama-colonnes/veilleur-de-sommeil-en-sejour-long";
    let run = work.run(&["explain", id, "--inputs", inputs]);
    for told in [
        "  is “NO”\n    page 3 [146 138 194 148] prints “NORVÈGE”\n",
        "  is “1800:theory”\n  is “900:placement”\n    page 3 [296 165 353 174] prints “1 800 heures”\n",
        "\nsections.missions\n  under the heading “MISSIONS”\n  1 “Établir avec chaque patient",
        "  confidence 0.9",
        "the runner-up is “",
    ] {
        assert!(run.stdout.contains(told), "{told} is not in {}{}", run.stdout, run.stderr);
    }
    let one = work.run(&["explain", id, "departments", "--inputs", inputs]).stdout;
    assert!(one.contains("prints “DIRECTION DES AFFAIRES MÉDICALES”") && !one.contains("NORVÈGE"), "{one}");
    // Without the files the dataset alone is told.
    let alone = work.run(&["explain", id, "title"]).stdout;
    assert!(alone.contains("--inputs") && alone.contains("page 3 [42 28 193 64]\n"), "{alone}");
    let unknown = work.run(&["explain", "panorama-colonnes/veilleur-de-somm"]);
    assert_eq!(unknown.code, Some(1));
    assert!(unknown.stderr.contains(&format!("the nearest are {id}")), "{}", unknown.stderr);
    assert!(work.run(&["explain", id, "salaire"]).stderr.contains("no such field; one of edition, title"));
    assert!(work.run(&["explain", id, "--output", "none"]).stderr.contains("name the folder of a run"));
}
