use super::*;
use crate::profile::ProfileSet;
use crate::read::ocr::Ocr;
use crate::read::pdf;

/// Files are understood as they are, and nothing is kept.
fn plain<'a>(profiles: &'a ProfileSet, ocr: &'a Ocr, pdf: &'a pdf::Options) -> Settings<'a> {
    Settings { profiles, ocr, pdf, time_limit: None, announce: None, cache: None }
}

#[test]
fn outcomes_come_in_the_order_of_sources() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..9 {
        std::fs::write(folder.path().join(format!("{number}.txt")), format!("Lettre {number}")).unwrap();
    }
    let sources = crate::source::discover(&[folder.path().to_path_buf()], &[], &|_| false).unwrap();
    let profiles = ProfileSet::builtin().unwrap();
    let (ocr, pdf) = (Ocr::default(), pdf::Options::default());
    let settings = plain(&profiles, &ocr, &pdf);
    let done = std::sync::Mutex::new(Vec::new());
    let listener = |event: Event<'_>| {
        if let Event::FileDone { file, .. } = event {
            done.lock().unwrap().push(file.row.file.clone());
        }
    };
    let options = Options { settings, jobs: 3, isolation: Isolation::InProcess, cancelled: None };
    let (dataset, files) = read_all(&sources, options, &listener).unwrap();
    let files: Vec<String> = files.into_iter().map(|file| file.row.file).collect();
    assert_eq!(dataset.sources.len(), 9);
    assert_eq!(files, sources.iter().map(|source| source.file.clone()).collect::<Vec<_>>());
    let mut done = done.into_inner().unwrap();
    done.sort();
    assert_eq!(done, files);

    // A cancelled run tells nothing, and gives nothing.
    let cancelled = AtomicBool::new(true);
    let none = |event: Event<'_>| assert!(matches!(event, Event::RunStarted { .. }), "{event:?}");
    let result = read_all(&sources, Options { cancelled: Some(&cancelled), ..options }, &none);
    assert!(matches!(result, Err(Error::Interrupted)), "{result:?}");
}

#[test]
fn a_program_that_is_no_worker_stops_the_run() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Lettre").unwrap();
    let sources = crate::source::discover(&[folder.path().to_path_buf()], &[], &|_| false).unwrap();
    let profiles = ProfileSet::builtin().unwrap();
    let (ocr, pdf) = (Ocr::default(), pdf::Options::default());
    let settings = plain(&profiles, &ocr, &pdf);
    for path in ["/nowhere/ingest", "/bin/true", "/bin/cat"] {
        let program = worker::Program { path: path.into(), arguments: Vec::new(), memory: None };
        let isolation = Isolation::Workers(&program);
        let result = read_all(&sources, Options { settings, jobs: 2, isolation, cancelled: None }, &|_| {});
        let error = result.unwrap_err().to_string();
        assert!(error.starts_with("cannot start a worker process (it ") && error.contains("--in-process"), "{error}");
    }
}
