//! Where sheets end that flow over pages.

use super::*;

const CONTEXT: (&str, &str) = ("C’est déjà là… au Chili", "Un hôpital l’a créé.");
const MISSIONS: (&str, &str) = ("Missions", "Accueillir chacun.");
const TRAINING: (&str, &str) = ("Formation", "Deux ans d’étude.");
const OUTLOOK: (&str, &str) = ("Perspectives en France", "Des postes s’ouvrent.");

fn titled(paper: Paper, y: f32, name: &str) -> Paper {
    paper.text(50.0, y, TITLE, name).text(50.0, y + 30.0, SMALL, "FAMILLE DE MÉTIER : SOINS")
}

fn sections(mut paper: Paper, y: f32, sections: &[(&str, &str)]) -> Paper {
    for ((heading, text), row) in sections.iter().zip(0_u8..) {
        let y = y + 50.0 * f32::from(row);
        paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, text);
    }
    paper
}

#[test]
fn a_sheet_ends_above_the_title_of_the_next_on_a_page_and_goes_on_over_pages_without_one() {
    let paper = titled(Paper::new().page(), 40.0, "Passeur de gestes");
    let paper = sections(paper, 100.0, &[CONTEXT, MISSIONS]);
    let paper = sections(paper.page(), 40.0, &[TRAINING, OUTLOOK]);
    let paper = titled(paper, 400.0, "Gardien des silences");
    let paper = sections(paper, 460.0, &[CONTEXT, MISSIONS]);
    let paper = sections(paper.page(), 40.0, &[TRAINING, OUTLOOK]);
    assert_whole(&paper.sheets());
}

#[test]
fn the_end_of_a_sentence_above_the_title_of_the_next_sheet_belongs_to_the_sheet_before() {
    let whole = [CONTEXT, MISSIONS, TRAINING, ("Perspectives en France", "Des postes")];
    let paper = sections(titled(Paper::new().page(), 40.0, "Passeur de gestes"), 100.0, &whole);
    let paper = titled(paper.page().text(50.0, 40.0, BODY, "s’ouvrent."), 80.0, "Gardien des silences");
    let paper = sections(paper, 140.0, &[CONTEXT, MISSIONS, TRAINING, OUTLOOK]);
    assert_whole(&paper.sheets());
}

#[test]
fn a_section_beside_the_title_of_its_sheet_is_none_of_the_sheet_before() {
    let paper = sections(titled(Paper::new().page(), 40.0, "Passeur de gestes"), 100.0, &[CONTEXT, TRAINING, OUTLOOK]);
    let paper = sections(paper.page(), 40.0, &[MISSIONS]);
    let paper =
        paper.text(320.0, 40.0, TITLE, "Gardien des silences").text(320.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
    let sheets = sections(paper, 140.0, &[CONTEXT, TRAINING, OUTLOOK]).sheets();
    assert_eq!(sheets.iter().map(title).collect::<Vec<_>>(), ["Passeur de gestes", "Gardien des silences"]);
    let has_missions = |sheet: &Sheet| told(sheet).iter().any(|part| part.starts_with("missions"));
    assert!(!has_missions(&sheets[0]) && has_missions(&sheets[1]));
}

#[test]
fn text_of_a_sheets_page_belongs_to_it_whatever_stands_between() {
    let whole = [CONTEXT, MISSIONS, TRAINING, OUTLOOK];
    let mut paper = sections(titled(Paper::new().page(), 40.0, "Passeur de gestes"), 100.0, &whole);
    // What a line of the next page pulls forward, such as its running head.
    paper = paper.page().text(50.0, 20.0, SMALL, "Panorama");
    paper.page = 1;
    paper = paper.text(50.0, 290.0, BODY, "Plus tard, d’autres suivront.");
    paper.page = 2;
    paper = sections(titled(paper.page(), 40.0, "Gardien des silences"), 100.0, &whole);
    let sheets = paper.sheets();
    let outlook = told(&sheets[0]).into_iter().find(|part| part.starts_with("outlook")).unwrap_or_default();
    assert!(outlook.ends_with("d’autres suivront."), "{outlook}");
}

#[test]
fn a_page_of_text_goes_on_with_the_sheet_that_fills_the_page_before_it_and_an_address_does_not() {
    for (text, goes_on) in [("Plus tard, d’autres suivront.", true), ("Fondation Hespéride", false)] {
        let paper =
            sections(titled(Paper::new().page(), 40.0, "Passeur de gestes"), 100.0, &[CONTEXT, MISSIONS, TRAINING]);
        let paper = sections(paper, 700.0, &[OUTLOOK]).page().text(50.0, 40.0, BODY, text);
        let paper = titled(paper.page(), 40.0, "Gardien des silences");
        let sheets = sections(paper, 100.0, &[CONTEXT, MISSIONS, TRAINING, OUTLOOK]).sheets();
        let outlook = told(&sheets[0]).into_iter().find(|part| part.starts_with("outlook")).unwrap_or_default();
        assert_eq!(outlook.ends_with(text), goes_on, "{outlook}");
    }
}
