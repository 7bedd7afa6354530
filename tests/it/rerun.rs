//! The second run and the ones after it: what is not read again, and that nothing else is different for it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::Instant;

use crate::support::{self, Finished, Workplace, contents, dataset, encrypted, pdf, reports};

/// The outputs of a run that reads everything.
fn fresh(place: &Workplace, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir_in(place.path("")).unwrap();
    let output = folder.path().join("fresh");
    let run = place.run(&[arguments, &["--no-cache", "-o", output.to_str().unwrap()]].concat());
    assert_eq!(run.code, Some(3), "{run:?}");
    assert!(!run.stderr.contains("unchanged"), "{}", run.stderr);
    dataset(&output)
}

/// The first line of the summary.
fn files(run: &Finished) -> &str {
    run.stderr.lines().find(|line| line.contains(" files: ")).unwrap_or_else(|| panic!("{run:?}"))
}

/// The entries of a layer of the cache.
fn entries(cache: &Path, layer: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(cache.join(layer)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn an_unchanged_file_is_not_read_again_and_every_byte_is_as_if_it_were() {
    let place = reports();
    let first = place.run(&[]);
    assert!(files(&first).ends_with("1 unrecognised, 1 failed"), "{}", first.stderr);
    let outputs = contents(&place.path("outputs"));
    assert_eq!(dataset(&place.path("outputs")), fresh(&place, &[]));
    let second = place.run(&["-v"]);
    assert!(files(&second).ends_with(" (4 unchanged)"), "{}", second.stderr);
    assert!(second.stderr.lines().any(|line| line.contains("panorama.pdf") && line.ends_with("(unchanged)")));
    assert!(!second.stderr.lines().any(|line| line.contains("empty.pdf") && line.ends_with("(unchanged)")));
    assert_eq!(contents(&place.path("outputs")), outputs);
    assert_eq!(second.code, first.code);
    // Without the cache nothing is taken from it, and nothing added.
    let kept = entries(&place.path("outputs/.cache"), "records");
    let third = place.run(&["--no-cache"]);
    assert!(!third.stderr.contains("unchanged"), "{}", third.stderr);
    assert_eq!(contents(&place.path("outputs")), outputs);
    assert_eq!(entries(&place.path("outputs/.cache"), "records"), kept);
}

#[test]
fn a_changed_file_alone_is_read_again() {
    let place = reports();
    place.run(&[]);
    place.file("inputs/letter.txt", "Bonsoir,\nvoici les nouvelles du verger.\n");
    let run = place.run(&[]);
    assert!(files(&run).ends_with(" (3 unchanged)"), "{}", run.stderr);
    assert_eq!(dataset(&place.path("outputs")), fresh(&place, &[]));
}

#[test]
fn a_file_that_is_renamed_or_moved_is_known_by_its_content() {
    let place = reports();
    place.run(&[]);
    place.folder("inputs/2026");
    fs::rename(place.path("inputs/panorama.pdf"), place.path("inputs/2026/metiers.pdf")).unwrap();
    fs::rename(place.path("inputs/letter.txt"), place.path("inputs/lettre.txt")).unwrap();
    let run = place.run(&[]);
    assert!(files(&run).ends_with(" (4 unchanged)"), "{}", run.stderr);
    assert_eq!(dataset(&place.path("outputs")), fresh(&place, &[]));
    assert!(place.table("jobs").iter().any(|job| job["record_id"].starts_with("metiers/")));
    // What kind of file it is, its name says too: a text that is called otherwise is none.
    fs::rename(place.path("inputs/guide.txt"), place.path("inputs/guide.text")).unwrap();
    place.run(&[]);
    assert_eq!(place.statuses()["guide.text"], "unsupported");
}

/// A profile for the letter of [`reports`].
const GARDEN: &str = "id = \"garden\"\nversion = 1\ntitle = \"Jardin\"\n[recognise]\nthreshold = 1\n\
                      [[recognise.pattern]]\nregex = 'jardin'\nweight = 1\n";

#[test]
fn an_edited_profile_interprets_anew_and_reads_nothing() {
    let place = reports();
    place.run(&[]);
    place.file("profiles/garden.toml", GARDEN);
    let with = ["--profiles", "profiles"];
    let run = place.run(&with);
    assert!(files(&run).ends_with(" (4 only interpreted anew)"), "{}", run.stderr);
    assert_eq!(place.statuses()["letter.txt"], "no-jobs");
    assert_eq!(dataset(&place.path("outputs")), fresh(&place, &with));
    assert!(files(&place.run(&with)).ends_with(" (4 unchanged)"));
    place.file("profiles/garden.toml", GARDEN.replace("jardin", "potager"));
    let run = place.run(&with);
    assert!(files(&run).ends_with(" (4 only interpreted anew)"), "{}", run.stderr);
    assert_eq!(place.statuses()["letter.txt"], "unrecognised");
    // Back to what was there before: that is kept as well.
    assert!(files(&place.run(&[])).ends_with(" (4 unchanged)"));
}

#[test]
fn other_options_of_the_reader_are_other_readings() {
    let place = reports();
    place.run(&[]);
    let few = ["--max-pages", "3"];
    let run = place.run(&few);
    // Texts have no pages to be left out.
    assert!(files(&run).ends_with(" (2 unchanged)"), "{}", run.stderr);
    assert_eq!(dataset(&place.path("outputs")), fresh(&place, &few));
    assert!(files(&place.run(&few)).ends_with(" (4 unchanged)"));
    assert!(files(&place.run(&["--ocr", "never"])).ends_with(" (2 unchanged)"));
}

#[test]
fn damaged_entries_are_read_again_and_replaced() {
    let place = reports();
    place.run(&[]);
    let outputs = contents(&place.path("outputs"));
    let cache = place.path("outputs/.cache");
    let whole: Vec<(PathBuf, Vec<u8>)> = ["readings", "records", "runs"]
        .into_iter()
        .flat_map(|layer| entries(&cache, layer))
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    assert_eq!(whole.len(), 9);
    type Damage = fn(&[u8]) -> Vec<u8>;
    let damages: [Damage; 4] = [
        |bytes| bytes[..bytes.len() / 2].to_vec(),
        |_| Vec::new(),
        |bytes| bytes.iter().map(|byte| byte ^ 1).collect(),
        |bytes| [b"ingest\0\x7f", &bytes[8..]].concat(),
    ];
    for damage in damages {
        for (path, bytes) in &whole {
            fs::write(path, damage(bytes)).unwrap();
        }
        let run = place.run(&[]);
        assert!(!run.stderr.contains("unchanged") && !run.stderr.contains("anew"), "{}", run.stderr);
        assert_eq!(contents(&place.path("outputs")), outputs);
        for (path, bytes) in &whole {
            assert!(fs::read(path).unwrap() == *bytes, "{} is not mended", path.display());
        }
    }
    // One that stands under the name of another is not taken for it.
    fs::remove_dir_all(cache.join("runs")).unwrap();
    let records: Vec<_> = whole.iter().filter(|(path, _)| path.parent().unwrap().ends_with("records")).collect();
    for (place, (path, _)) in records.iter().enumerate() {
        fs::write(path, &records[(place + 1) % records.len()].1).unwrap();
    }
    let run = place.run(&[]);
    assert!(files(&run).ends_with(" (4 only interpreted anew)"), "{}", run.stderr);
    assert_eq!(contents(&place.path("outputs")), outputs);
}

#[test]
fn what_a_password_opened_is_not_kept() {
    const PASSWORD: &str = "quatre pommes bleues";
    let place = Workplace::new();
    place.file("inputs/clef.pdf", encrypted(&pdf("Un texte sous clef"), PASSWORD));
    place.file("inputs/libre.pdf", encrypted(&pdf("Un texte sans clef"), ""));
    for _ in 0..2 {
        place.run(&["--password", PASSWORD]);
        assert_eq!(place.statuses()["clef.pdf"], "unrecognised");
    }
    // The one that the empty password opens is kept.
    for layer in ["readings", "records"] {
        assert_eq!(entries(&place.path("outputs/.cache"), layer).len(), 1);
    }
    place.run(&[]);
    assert_eq!(place.statuses()["clef.pdf"], "encrypted");
    assert_eq!(place.statuses()["libre.pdf"], "unrecognised");
}

#[test]
fn the_cache_is_told_moved_and_cleared() {
    let place = reports();
    assert!(place.run(&["cache", "info"]).stdout.contains("readings 0 entries"));
    assert!(!place.path("outputs").exists(), "asking makes nothing");
    place.run(&["--cache", "inputs/kept"]);
    assert!(!place.path("outputs/.cache").exists());
    // The cache is no input.
    let run = place.run(&["--cache", "inputs/kept"]);
    assert!(files(&run).starts_with("5 files: ") && files(&run).ends_with(" (4 unchanged)"), "{}", run.stderr);
    let told = place.run(&["cache", "info", "--cache", "inputs/kept"]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""));
    assert!(told.stdout.contains("readings 4 entries") && told.stdout.contains("records  4 entries"), "{told:?}");
    let outputs = contents(&place.path("outputs"));
    let cleared = place.run(&["cache", "clear", "--cache", "inputs/kept"]);
    assert!(cleared.stdout.starts_with("removed from inputs/kept: 11 entries"), "{cleared:?}");
    assert!(!place.path("inputs/kept").exists());
    place.run(&[]);
    assert_eq!(contents(&place.path("outputs")), outputs);
    assert!(place.path("outputs/.cache/CACHEDIR.TAG").exists());
    place.run(&["cache", "-o", "outputs", "clear"]);
    assert!(!place.path("outputs/.cache").exists());
    assert_eq!(contents(&place.path("outputs")), outputs);
    assert_eq!(place.run(&["--cache", "x", "--no-cache"]).code, Some(2));
}

#[test]
fn a_cache_that_cannot_be_written_is_told_and_stops_nothing() {
    let place = reports();
    place.file("taken", "a file");
    let run = place.run(&["--cache", "taken"]);
    assert_eq!(run.code, Some(3));
    assert!(run.stderr.contains("taken: nothing is kept there") && run.stderr.contains("--cache"), "{}", run.stderr);
    assert_eq!(dataset(&place.path("outputs")), fresh(&place, &[]));
    assert_eq!(fs::read_to_string(place.path("taken")).unwrap(), "a file");
}

#[test]
fn two_runs_at_once_share_a_cache() {
    let place = reports();
    let expected = fresh(&place, &[]);
    for round in 0..3 {
        let outputs: Vec<String> = (0..3).map(|run| format!("out-{round}-{run}")).collect();
        thread::scope(|scope| {
            for output in &outputs {
                scope.spawn(|| place.run(&["--cache", "shared", "-q", "-o", output]));
            }
        });
        for output in &outputs {
            assert_eq!(dataset(&place.path(output)), expected, "{output}");
        }
        assert_eq!(entries(&place.path("shared"), "readings").len(), 4);
        place.run(&["cache", "clear", "--cache", "shared"]);
    }
}

/// Kills runs at moments spread over the time that one takes, over one cache; then a run must be as a fresh one.
fn killed(kills: u32) {
    let place = reports();
    let start = Instant::now();
    let expected = fresh(&place, &[]);
    let whole = start.elapsed();
    let mut interrupted = 0;
    for kill in 0..kills {
        let mut command = place.command(&["-q", "--cache", "shared"]);
        let mut run = command.stderr(Stdio::null()).spawn().unwrap();
        // Never in the same order as the work: a step that is prime to the number of kills.
        thread::sleep(whole * (kill * 7 % kills) / kills);
        let _ = run.kill();
        interrupted += u32::from(run.wait().unwrap().code().is_none());
        if kill % 2 == 1 {
            // So that kills meet an empty cache too, and one that was left half filled.
            place.run(&["cache", "clear", "--cache", "shared"]);
        }
    }
    assert!(interrupted * 4 >= kills, "only {interrupted} of {kills} runs were still going on");
    for told in ["as it was left", "once mended"] {
        place.run(&["--cache", "shared"]);
        assert_eq!(dataset(&place.path("outputs")), expected, "{told}");
    }
    assert!(files(&place.run(&["--cache", "shared"])).ends_with(" (4 unchanged)"));
}

#[test]
fn a_run_after_kills_is_as_a_fresh_one() {
    killed(6);
}

/// `cargo test --test it rerun:: -- --ignored`
#[test]
#[ignore = "takes a minute; on demand"]
fn a_run_after_fifty_kills_is_as_a_fresh_one() {
    killed(50);
}

#[cfg(unix)]
mod unix {
    use std::process::Command;

    use super::*;

    /// A small page that is a picture.
    fn scan() -> Vec<u8> {
        use lopdf::{Document, Stream, dictionary};
        let mut document = Document::with_version("1.5");
        let picture = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 2, "Height" => 2, "BitsPerComponent" => 8,
            "ColorSpace" => "DeviceGray",
        };
        let picture = document.add_object(Stream::new(picture, vec![0, 255, 255, 0]));
        let resources = dictionary! { "XObject" => dictionary! { "P" => picture } };
        support::one_page(document, b"100 0 0 100 0 0 cm /P Do".to_vec(), [100, 100], resources)
    }

    /// What a page without text is for tesseract.
    const NOTHING: &str = r"printf 'level\n'";

    /// A program that says it is tesseract, and does this for a page.
    fn tesseract(place: &Workplace, folder: &str, version: &str, reads: &str) {
        let script = format!(
            "#!/bin/sh\ncase $1 in\n--list-langs) printf 'List of available languages (1):\\nfra\\n' ;;\n\
             --version) echo 'tesseract {version}' ;;\n*) {reads} ;;\nesac\n"
        );
        let path = place.folder(folder).path(folder).join("tesseract");
        // By another process: what this one holds open for writing, a test beside it may hand on to a child, and then
        // the system refuses to start the program.
        let write = r#"printf %s "$1" >"$2" && chmod 755 "$2""#;
        assert!(Command::new("sh").args(["-c", write, "sh", &script]).arg(path).status().unwrap().success());
    }

    #[test]
    fn another_recogniser_of_text_reads_its_pages_again_and_no_others() {
        let place = reports();
        place.file("inputs/scan.pdf", scan()).folder("nothing");
        let run = |folder: &str| {
            let path = format!("{}:/usr/bin:/bin", place.path(folder).display());
            let path = if folder == "nothing" { place.path(folder).display().to_string() } else { path };
            support::finish(place.command(&["-v"]).env("PATH", path))
        };
        assert!(!run("nothing").stderr.contains("unchanged"));
        assert_eq!(place.statuses()["scan.pdf"], "needs-ocr");
        // Nothing was installed since: a folder of scans is not looked through again.
        assert!(files(&run("nothing")).ends_with(" (5 unchanged)"));
        tesseract(&place, "old", "4.1.1", NOTHING);
        let installed = run("old");
        assert!(files(&installed).ends_with(" (4 unchanged)"), "{}", installed.stderr);
        assert_eq!(place.statuses()["scan.pdf"], "failed", "its pictures hold no text for this program");
        assert!(files(&run("old")).ends_with(" (5 unchanged)"));
        tesseract(&place, "new", "5.3.0", NOTHING);
        assert!(files(&run("new")).ends_with(" (4 unchanged)"));
        assert!(files(&run("new")).ends_with(" (5 unchanged)"));
    }

    #[test]
    fn a_recogniser_that_failed_is_asked_again() {
        let place = Workplace::new();
        place.file("inputs/scan.pdf", scan());
        tesseract(&place, "bin", "5.3.0", "echo trouble >&2; exit 1");
        let path = format!("{}:/usr/bin:/bin", place.path("bin").display());
        let run = || support::finish(place.command(&[]).env("PATH", &path));
        run();
        assert_eq!(place.statuses()["scan.pdf"], "failed");
        assert!(!run().stderr.contains("unchanged"));
        assert!(!place.path("outputs/.cache").exists());
    }
}
