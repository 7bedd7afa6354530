//! `--dry-run`: nothing is made or changed, and what it tells people. That it tells the truth is shown in `account`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::support::reports;

/// Everything below a folder, hidden things included, with its time of change.
fn everything(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    entries.map(|entry| (entry.path().to_path_buf(), entry.metadata().unwrap().modified().unwrap())).collect()
}

#[test]
fn nothing_is_made_and_nothing_is_changed() {
    let place = reports();
    let before = everything(&place.path(""));
    let run = place.run(&["--dry-run"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(everything(&place.path("")) == before, "not even a folder");

    place.run(&[]);
    place.file("inputs/other.txt", "Un autre texte.\n");
    // An entry that was last used long ago: a run would note that it was used now.
    let entry = fs::read_dir(place.path("outputs/.cache/records")).unwrap().next().unwrap().unwrap().path();
    fs::File::options().write(true).open(entry).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    let before = everything(&place.path(""));
    for arguments in [&["--dry-run"][..], &["--dry-run", "--fail-on", "ok"], &["--dry-run", "--no-cache"]] {
        assert_eq!(place.run(arguments).code, Some(0));
    }
    assert!(everything(&place.path("")) == before);
}

#[test]
fn people_are_told_what_would_be_done_and_why() {
    let place = reports();
    place.run(&[]);
    let same = place.run(&["--dry-run"]).stdout;
    assert!(
        same.ends_with(
            "5 files: 4 unchanged, 1 with nothing to do\noutputs in outputs would stay as they are; nothing was done\n"
        ),
        "{same}"
    );
    place.file("inputs/other.txt", "Un autre texte.\n").file("inputs/twin.txt", "Un autre texte.\n");
    place.file("inputs/guide.txt", "Bonsoir,\nvoici le verger.\n");
    let told = place.run(&["--dry-run"]).stdout;
    for line in [
        "reuse      contribution.pdf  unchanged",
        "none       empty.pdf  no PDF and no text",
        "read       guide.txt  changed since the last run",
        "read       other.txt  new",
        "none       twin.txt  same bytes as another file",
        "7 files: 2 to read, 3 unchanged, 2 with nothing to do",
        "outputs in outputs would be written; nothing was done",
    ] {
        assert!(told.lines().any(|told| told == line), "{line}: {told}");
    }
}

#[test]
fn what_would_stop_a_run_stops_this_one() {
    let place = reports();
    assert_eq!(place.run(&["--dry-run", "nowhere"]).code, Some(1));
    place.file("inputs/corrections.csv", "job_id,value\n");
    assert_eq!(place.run(&["--dry-run"]).code, Some(2));
}
