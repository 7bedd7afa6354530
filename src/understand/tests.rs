use super::*;
use crate::interpret::Collection;
use crate::model::diagnostic::Diagnostic;
use crate::model::record::Record;

fn jobs_report(records: usize) -> Interpretation {
    let collection = Collection { id: "regional".to_owned(), version: 1, has_jobs: true };
    Interpretation {
        collections: vec![collection],
        records: vec![Record::default(); records],
        ..Interpretation::default()
    }
}

fn none() -> ProfileSet {
    ProfileSet::from_texts(std::iter::empty()).unwrap()
}

fn reading(text_layer: TextLayer, plain: bool) -> Reading {
    Reading { text_layer, plain, ..Reading::default() }
}

#[test]
fn statuses() {
    let word = |interpretation| status(&reading(TextLayer::Usable, false), &interpretation, &none()).0;
    assert_eq!(word(jobs_report(2)), Status::Ok);
    assert_eq!(word(jobs_report(0)), Status::Partial);
    assert_eq!(word(Interpretation::default()), Status::Unrecognised);
    assert_eq!(word(Interpretation { partial: true, ..jobs_report(2) }), Status::Partial);
    let article = Collection { id: "press".to_owned(), version: 1, has_jobs: false };
    assert_eq!(word(Interpretation { collections: vec![article], ..Interpretation::default() }), Status::NoJobs);
    let error = Diagnostic::new(Severity::Error, "page-unreadable", "damaged".to_owned().into()).on_page(2);
    let damaged = Interpretation { diagnostics: vec![error], ..jobs_report(1) };
    let (status, message) = status(&reading(TextLayer::Usable, false), &damaged, &none());
    assert_eq!((status, message.unwrap().to_string().as_str()), (Status::Partial, "page 2: damaged"));
}

#[test]
fn without_text() {
    let word = |reading: Reading| status(&reading, &Interpretation::default(), &none()).0;
    assert_eq!(word(reading(TextLayer::Missing, false)), Status::NeedsOcr);
    assert_eq!(word(reading(TextLayer::Meaningless, false)), Status::NeedsOcr);
    assert_eq!(word(reading(TextLayer::Missing, true)), Status::Failed);
    let diagnostics = vec![Diagnostic::new(Severity::Error, "page-unreadable", "damaged".to_owned().into())];
    assert_eq!(word(Reading { diagnostics, ..reading(TextLayer::Missing, false) }), Status::Failed);
}

#[test]
fn a_panic_is_one_files_row() {
    let outcome = guarded(|| panic!("page {}\nis odd", 3));
    assert_eq!(outcome.row.status, Status::Failed);
    let message = outcome.message.unwrap().to_string();
    assert!(message.starts_with("internal error (page 3 is odd); "), "{message}");
}

#[test]
fn a_file_that_changes_during_the_run_is_not_taken_for_the_one_that_was_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "Bonjour").unwrap();
    let sha256 = hex(&Sha256::digest("Bonjour"));
    let profiles = ProfileSet::builtin().unwrap();
    let (ocr, pdf) = (Ocr::default(), pdf::Options::default());
    let settings =
        Settings { profiles: &profiles, ocr: &ocr, pdf: &pdf, time_limit: None, announce: None, cache: None };
    let input = Input { path: &path, kind: Kind::Text, bytes: 7, sha256: &sha256 };
    assert_eq!(understand(input, settings).row.status, Status::Unrecognised);
    for other in ["Bonsoir", "Bonjour !", "Bon"] {
        std::fs::write(&path, other).unwrap();
        let outcome = understand(input, settings);
        assert_eq!(outcome.row.status, Status::Failed, "{other}");
        assert_eq!(outcome.message, Some(message!("file-changed")), "{other}");
    }
    std::fs::remove_file(&path).unwrap();
    assert_eq!(understand(input, settings).message, Some(message!("file-gone")));
}
