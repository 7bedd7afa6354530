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

#[test]
fn a_page_with_nothing_but_the_chart_belongs_to_the_sheet_before() {
    let whole = [CONTEXT, MISSIONS, TRAINING, OUTLOOK];
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = sections(titled(paper.page(), 40.0, name), 100.0, &whole).text(50.0, 700.0, HEADING, "Notre avis");
        paper = paper.page();
        for (x, y, word) in [
            (100.0, 80.0, "Pertinent"),
            (100.0, 160.0, "Inapproprié"),
            (20.0, 120.0, "Transposable"),
            (180.0, 120.0, "Non transposable"),
        ] {
            paper = paper.text(x, y, SMALL, word);
        }
    }
    let charts = |sheet: &Sheet| {
        let in_chart = sheet.blocks.iter().filter(|part| matches!(part.meaning, Meaning::Chart));
        in_chart.filter_map(|part| part.block.first_page()).collect::<Vec<_>>()
    };
    let sheets = paper.sheets();
    assert_eq!(sheets.iter().map(charts).collect::<Vec<_>>(), [vec![2; 4], vec![4; 4]]);
}

#[test]
fn one_heading_under_a_title_like_the_first_begins_a_sheet_where_the_page_ends_after_it() {
    let whole = [CONTEXT, MISSIONS, TRAINING, OUTLOOK];
    let paper = sections(titled(Paper::new().page(), 40.0, "Passeur de gestes"), 100.0, &whole);
    let paper = sections(paper.text(50.0, 600.0, TITLE, "Gardien des silences"), 660.0, &[CONTEXT]);
    let paper = sections(paper.page(), 40.0, &[MISSIONS, TRAINING, OUTLOOK]);
    let sheets = paper.text(50.0, 400.0, SMALL, "FAMILLE DE MÉTIER : SOINS").sheets();
    let titles: Vec<String> = sheets.iter().map(title).collect();
    assert_eq!(titles, ["Passeur de gestes", "Gardien des silences"]);
    assert!(told(&sheets[1]).contains(&"outlook: Des postes s’ouvrent.".to_owned()), "{:?}", told(&sheets[1]));
}

#[test]
fn a_heading_that_says_that_its_section_goes_on_begins_no_sheet() {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = sections(titled(paper.page(), 40.0, name), 100.0, &[CONTEXT, MISSIONS]);
        paper = paper.page().text(50.0, 20.0, BODY, &format!("{name} (suite)"));
        let more = [("Missions (suite)", "Tenir le carnet."), TRAINING, OUTLOOK];
        paper = sections(paper, 40.0, &more);
    }
    let sheets = paper.sheets();
    assert_eq!(sheets.iter().map(title).collect::<Vec<_>>(), ["Passeur de gestes", "Gardien des silences"]);
    for sheet in &sheets {
        let told = told(sheet);
        assert!(told.contains(&"missions: Tenir le carnet.".to_owned()), "{told:?}");
        assert!(
            !told.iter().any(|part| part.contains("gestes (suite)") || part.contains("silences (suite)")),
            "{told:?}"
        );
    }
}

#[test]
fn a_footnote_at_the_end_of_a_page_does_not_end_its_sheet() {
    let open = [CONTEXT, MISSIONS, TRAINING, ("Perspectives en France", "Des postes")];
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = sections(titled(paper.page(), 40.0, name), 100.0, &open);
        paper = paper.text(50.0, 760.0, SMALL, "*Le terme varie d’une région à l’autre.");
        paper = paper.page().text(50.0, 40.0, BODY, "s’ouvrent.");
    }
    let sheets = paper.sheets();
    assert!(
        sheets.len() == 2 && sheets.iter().all(|sheet| told(sheet).iter().any(|part| part.ends_with("s’ouvrent.")))
    );
}

#[test]
fn a_title_at_the_end_of_a_page_begins_the_sheet_of_the_next() {
    let whole = [CONTEXT, MISSIONS, TRAINING, OUTLOOK];
    let paper = sections(titled(Paper::new().page(), 40.0, "Passeur de gestes"), 100.0, &whole);
    let paper = paper.text(50.0, 700.0, TITLE, "Gardien des silences").text(50.0, 726.0, SMALL, "Keeper of Silence");
    let paper = paper.page().text(50.0, 40.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
    let sheets = sections(paper, 60.0, &whole).sheets();
    let titles: Vec<String> = sheets.iter().map(title).collect();
    assert_eq!(titles, ["Passeur de gestes", "Gardien des silences | Keeper of Silence"]);
    assert!(!told(&sheets[0]).iter().any(|part| part.contains("Gardien")), "{:?}", told(&sheets[0]));
}
