//! Two runs at one output folder, and what an interrupted one leaves there.

use std::fs::{self, File};

use crate::support::{Workplace, contents, pdf};

#[test]
fn a_second_run_at_the_same_folder_is_refused_and_changes_nothing() {
    let place = Workplace::new();
    place.file("inputs/a.pdf", pdf("Bonjour"));
    assert_eq!(place.run(&[]).code, Some(3), "no profile fits");
    let before = contents(&place.path("outputs"));

    place.file("inputs/b.pdf", pdf("Bonsoir"));
    let other = File::options().write(true).open(place.path("outputs/.ingest.lock")).unwrap();
    other.lock().unwrap();
    let refused = place.run(&[]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.stderr.contains("another run is writing there"), "{}", refused.stderr);
    assert!(refused.stderr.contains("outputs") && refused.stderr.contains("--output"), "{}", refused.stderr);
    assert_eq!(contents(&place.path("outputs")), before);

    drop(other);
    assert_eq!(place.run(&[]).code, Some(3));
    assert_eq!(place.statuses().len(), 2);
}

#[test]
fn what_an_interrupted_run_left_is_removed_and_nothing_else() {
    let place = Workplace::new();
    place.file("inputs/a.pdf", pdf("Bonjour"));
    place.file("outputs/.ingest-AbC123", "half a file").file("outputs/notes.txt", "mine");
    place.file("outputs/.ingest.aside-AbC123", "half an account");
    place.folder("outputs/.ingest-folder");
    place.run(&[]);
    assert!(!place.path("outputs/.ingest-AbC123").exists() && !place.path("outputs/.ingest.aside-AbC123").exists());
    assert!(place.path("outputs/.ingest-folder").exists());
    assert_eq!(fs::read_to_string(place.path("outputs/notes.txt")).unwrap(), "mine");
    let hidden = contents(&place.path("outputs")).into_keys().filter(|name| name.starts_with(".ingest-")).count();
    assert_eq!(hidden, 0);
}
