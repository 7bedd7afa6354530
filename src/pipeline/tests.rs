use super::*;
use crate::profile::ProfileSet;
use crate::read::ocr::Ocr;
use crate::read::pdf;

#[test]
fn outcomes_come_in_the_order_of_sources() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..9 {
        std::fs::write(folder.path().join(format!("{number}.txt")), format!("Lettre {number}")).unwrap();
    }
    let sources = crate::source::discover(&[folder.path().to_path_buf()], &[]).unwrap();
    let profiles = ProfileSet::builtin().unwrap();
    let settings = Settings { profiles: &profiles, ocr: &Ocr::default(), pdf: &pdf::Options::default(), cache: None };
    let done = std::sync::Mutex::new(Vec::new());
    let listener = |event: Event<'_>| {
        if let Event::FileDone { outcome } = event {
            done.lock().unwrap().push(outcome.row.file.clone());
        }
    };
    let outcomes = run(&sources, Options { settings, jobs: 3 }, &listener).unwrap();
    let files: Vec<String> = outcomes.into_iter().map(|outcome| outcome.row.file).collect();
    assert_eq!(files, sources.iter().map(|source| source.file.clone()).collect::<Vec<_>>());
    let mut done = done.into_inner().unwrap();
    done.sort();
    assert_eq!(done, files);
}
