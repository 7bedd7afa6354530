use super::*;
use crate::interpret::Collection;
use crate::model::document::{Glyph, GlyphPage, Page, PageContent};
use crate::model::geometry::Rect;
use crate::model::record::Record;

fn lines(text: &str) -> Document {
    let content = PageContent::Lines(text.lines().map(str::to_owned).collect());
    Document { pages: vec![Page { number: 1, content, ..Page::default() }], ..Document::default() }
}

fn glyphs(text: &str) -> Document {
    let glyph = |letter: char| Glyph {
        text: letter.to_string(),
        bbox: Rect::default(),
        origin: (0.0, 0.0),
        size: 10.0,
        direction: crate::model::document::Direction::Right,
        font: 0,
        colour: crate::model::document::Rgb::default(),
        invisible: false,
        guessed: false,
    };
    let page = GlyphPage { glyphs: text.chars().map(glyph).collect(), ..GlyphPage::default() };
    let page = Page { number: 1, content: PageContent::Glyphs(page), ..Page::default() };
    Document { pages: vec![page], paginated: true, ..Document::default() }
}

fn jobs_report(records: usize) -> Interpretation {
    let collection = Collection { id: "regional".to_owned(), version: 1, has_jobs: true };
    Interpretation {
        collections: vec![collection],
        records: vec![Record::default(); records],
        ..Interpretation::default()
    }
}

fn status(document: Document, interpretation: Interpretation, kind: Kind) -> (Status, Option<String>) {
    let diagnostics = interpretation.diagnostics.clone();
    Understood { document, interpretation, diagnostics, kind, reading: Reading::default(), ocr: &Ocr::default() }
        .status()
}

#[test]
fn statuses() {
    let word = |interpretation| status(glyphs("a b"), interpretation, Kind::Pdf).0;
    assert_eq!(word(jobs_report(2)), Status::Ok);
    assert_eq!(word(jobs_report(0)), Status::Partial);
    assert_eq!(word(Interpretation::default()), Status::Unrecognised);
    assert_eq!(word(Interpretation { partial: true, ..jobs_report(2) }), Status::Partial);
    let article = Collection { id: "press".to_owned(), version: 1, has_jobs: false };
    assert_eq!(word(Interpretation { collections: vec![article], ..Interpretation::default() }), Status::NoJobs);
    let error = Diagnostic::new(Severity::Error, "page-unreadable", "damaged").on_page(2);
    let (status, message) =
        status(glyphs("a"), Interpretation { diagnostics: vec![error], ..jobs_report(1) }, Kind::Pdf);
    assert_eq!((status, message.as_deref()), (Status::Partial, Some("page 2: damaged")));
}

#[test]
fn without_text() {
    let nothing = Interpretation::default;
    assert_eq!(status(glyphs(" \u{a0}"), nothing(), Kind::Pdf).0, Status::NeedsOcr);
    assert_eq!(status(Document::default(), nothing(), Kind::Pdf).0, Status::NeedsOcr);
    assert_eq!(status(lines(" \n"), nothing(), Kind::Text).0, Status::Failed);
    let diagnostics = vec![Diagnostic::new(Severity::Error, "page-unreadable", "damaged")];
    assert_eq!(status(glyphs(""), Interpretation { diagnostics, ..nothing() }, Kind::Pdf).0, Status::Failed);
}

#[test]
fn a_panic_is_one_files_row() {
    let refusal = guarded::<()>(|| panic!("page {}\nis odd", 3)).err().unwrap();
    assert_eq!(refusal.status, Status::Failed);
    assert!(refusal.message.starts_with("internal error (page 3 is odd); "), "{}", refusal.message);
}

#[test]
fn outcomes_come_in_the_order_of_sources() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..9 {
        std::fs::write(folder.path().join(format!("{number}.txt")), format!("Lettre {number}")).unwrap();
    }
    let sources = crate::source::discover(&[folder.path().to_path_buf()], None).unwrap();
    let profiles = ProfileSet::builtin().unwrap();
    let done = std::sync::Mutex::new(Vec::new());
    let listener = |event: Event<'_>| {
        if let Event::FileDone { outcome } = event {
            done.lock().unwrap().push(outcome.row.file.clone());
        }
    };
    let outcomes = run(&sources, Options { profiles: &profiles, jobs: 3, ocr: &Ocr::default() }, &listener).unwrap();
    let files: Vec<String> = outcomes.into_iter().map(|outcome| outcome.row.file).collect();
    assert_eq!(files, sources.iter().map(|source| source.file.clone()).collect::<Vec<_>>());
    let mut done = done.into_inner().unwrap();
    done.sort();
    assert_eq!(done, files);
}
