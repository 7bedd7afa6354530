use super::*;
use crate::catalogue::Language;

#[test]
fn pages_without_time_are_told_not_lost() {
    let all = in_time(&[0, 1, 2], Deadline::from_now(None, None), |index| index * 10);
    assert_eq!(all, [(0, Some(0)), (1, Some(10)), (2, Some(20))]);
    let none = in_time(&[0, 1, 2], Deadline::from_now(Some(std::time::Duration::ZERO), None), |index| index);
    assert!(none.iter().all(|(_, done)| done.is_none()) && none.len() == 3);
    let mut document = Document { pages: vec![Page { number: 4, ..Page::default() }], ..Document::default() };
    let mut diagnostics = Vec::new();
    let reading = Ocr::default().put(vec![(0, None)], &mut document, &mut diagnostics);
    assert!(reading.pages.is_empty());
    let [told] = &diagnostics[..] else { panic!("{diagnostics:?}") };
    assert_eq!((told.code.as_ref(), told.severity, told.page), (OUT_OF_TIME, Severity::Error, Some(4)));
}

#[test]
fn pages_are_told_in_runs() {
    let told =
        |numbers: &[u32], language| message!("ocr", count = numbers.len(), pages = pages(numbers)).said(language);
    assert!(told(&[3], Language::English).starts_with("page 3 was "));
    assert!(told(&[1, 2, 3, 7], Language::English).starts_with("pages 1 to 3, 7 were "));
    assert!(told(&[1, 2, 3, 7], Language::French).starts_with("pages 1 à 3, 7 "));
}

#[test]
fn nothing_is_read_where_nothing_is_wanted() {
    let mut document = Document { pages: vec![Page::default()], ..Document::default() };
    let mut diagnostics = Vec::new();
    for mode in [OcrMode::Auto, OcrMode::Never, OcrMode::Always] {
        // A page of plain lines has no picture.
        assert_eq!(
            Ocr::new(mode, "fra").read(
                &Arc::default(),
                &pdf::Options::default(),
                &mut document,
                &mut diagnostics,
                Deadline::from_now(None, None)
            ),
            RecognisedPages::default()
        );
    }
    assert!(diagnostics.is_empty() && document.fonts.is_empty());
    assert!(Ocr::new(OcrMode::Never, "fra").hint().to_string().contains("--ocr auto"));
}
