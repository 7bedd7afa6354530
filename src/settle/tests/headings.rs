//! Headings over several lines, in cells, and before text on their line.

use super::*;

/// Two sheets whose first section has the heading that `context` prints at 50, 100, with the text below it.
fn with_context(context: impl Fn(Paper) -> Paper) -> Vec<Sheet> {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name);
        paper = paper.text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        paper = context(paper);
        for (x, y, heading, text) in [
            (50.0, 200.0, "Missions", "Accueillir chacun."),
            (320.0, 100.0, "Formation", "Deux ans d’étude."),
            (320.0, 200.0, "Perspectives en France", "Des postes s’ouvrent."),
        ] {
            paper = paper.text(x, y, HEADING, heading).text(x, y + 20.0, BODY, text);
        }
    }
    paper.sheets()
}

const TEXT: &str = "Un hôpital l’a créé.";

#[test]
fn a_heading_may_have_a_second_line_of_any_words_straight_below_the_first() {
    assert_whole(&with_context(|paper| {
        paper
            .text(50.0, 100.0, HEADING, "C’est déjà là")
            .text(50.0, 114.0, HEADING, "Outre-Manche")
            .text(50.0, 140.0, BODY, TEXT)
    }));
}

#[test]
fn a_heading_goes_on_after_dots() {
    for lines in [["C’est déjà là", "… au Chili"], ["C’est déjà là…", "Chili, Pérou"]] {
        assert_whole(&with_context(|paper| {
            paper
                .text(50.0, 100.0, HEADING, lines[0])
                .text(50.0, 119.0, HEADING, lines[1])
                .text(50.0, 145.0, BODY, TEXT)
        }));
    }
}

#[test]
fn a_heading_over_a_whole_paragraph_is_a_heading_to_its_end() {
    assert_whole(&with_context(|paper| {
        let lines = [(HEADING, "C’est déjà là, depuis vingt ans"), (HEADING, "Chili, Pérou et Outre-Manche")];
        paper.paragraph(50.0, 100.0, 14.0, &lines).text(50.0, 145.0, BODY, TEXT)
    }));
}

#[test]
fn an_open_heading_ends_where_the_weight_of_its_line_does() {
    assert_whole(&with_context(|paper| paper.runs(50.0, 100.0, &[(BOLD, "C’est déjà là… au Chili :"), (BODY, TEXT)])));
}

#[test]
fn small_capitals_do_not_end_a_heading() {
    let small = Style { size: 9.5, ..HEADING };
    assert_whole(&with_context(|paper| {
        paper.runs(50.0, 100.0, &[(HEADING, "C’EST DÉJÀ LÀ…"), (small, "AU CHILI")]).text(50.0, 120.0, BODY, TEXT)
    }));
}

#[test]
fn a_bold_heading_begins_within_the_paragraph_of_a_label() {
    // As all headings of the report it is bold, and its text goes on after it.
    let sheets = two_sheets(|paper, x, y, heading, text| {
        let from = paper.flow.blocks.len();
        let label = |paper: Paper| paper.text(x, y - 12.0, BODY, "DIRECTION MÉTIER : SOINS");
        let paper = if heading.starts_with("C’est") { label(paper) } else { paper };
        paper.runs(x, y, &[(BOLD, &format!("{heading} :")), (BODY, text)]).joined(from)
    });
    assert_whole(&sheets);
    assert!(told(&sheets[0]).contains(&"departments= SOINS".to_owned()), "{:?}", told(&sheets[0]));
}

/// Sheets set as rows, each with a heading of lines and its text.
fn rows(headings: [&[&str]; 4]) -> Vec<Sheet> {
    let texts = [TEXT, "Accueillir chacun.", "Deux ans d’étude.", "Des postes s’ouvrent."];
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name).text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        let from = paper.flow.blocks.len();
        for ((lines, text), row) in headings.into_iter().zip(texts).zip(0_u8..) {
            let y = 100.0 + 60.0 * f32::from(row);
            let lines: Vec<(Style, &str)> = lines.iter().map(|line| (BOLD, *line)).collect();
            paper = paper.paragraph(50.0, y, 12.0, &lines).text(200.0, y, BODY, text);
        }
        paper = paper.in_rows(from);
    }
    paper.sheets()
}

#[test]
fn a_heading_fills_its_cell_line_by_line() {
    let context = ["C’est déjà là", "Outre-Manche", "Chili"];
    assert_whole(&rows([&context, &["Missions", "principales"], &["Formation"], &["Perspectives", "en France"]]));
}

#[test]
fn the_numbered_headings_of_a_table_s_rows_make_it_a_sheet() {
    assert_whole(&rows([&["1. C’est déjà là…"], &["2. Missions"], &["3. Formation"], &["4. Perspectives"]]));
}

#[test]
fn a_heading_whose_word_is_cut_before_its_text_is_whole() {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name);
        paper = paper.text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        paper = paper.runs(50.0, 100.0, &[(BOLD, "C’est déjà là… au Chili :"), (BODY, TEXT)]);
        paper = paper.runs(50.0, 200.0, &[(BOLD, "Missions :"), (BODY, "Accueillir chacun.")]);
        paper = paper.text(320.0, 100.0, BOLD, "Forma\u{2010}");
        paper = paper.runs(320.0, 113.0, &[(BOLD, "tion :"), (BODY, "Deux ans d’étude.")]);
        paper = paper.runs(320.0, 200.0, &[(BOLD, "Perspectives en France :"), (BODY, "Des postes s’ouvrent.")]);
    }
    assert_whole(&paper.sheets());
}

#[test]
fn a_heading_may_be_tinted_line_by_line() {
    assert_whole(&with_context(|paper| {
        let paper = paper.text(50.0, 100.0, HEADING, "C’est déjà là… en").in_panel(1);
        paper.text(50.0, 114.0, HEADING, "Finlande").in_panel(2).text(50.0, 140.0, BODY, TEXT)
    }));
}

#[test]
fn a_line_cut_in_its_middle_keeps_the_word_that_its_end_cuts_apart_from_that() {
    let line =
        Line { text: "Un tableau blanc, au retour des va-".to_owned(), joint: Joint::CutWord, ..Line::default() };
    let (first, second) = Unit::of_line(&line).cut_at("Un tableau ".len());
    let next = Line { text: "cances.".to_owned(), ..Line::default() };
    let block = Block::from_lines(Role::Paragraph, vec![first.line, second.line, next]);
    assert_eq!(block.text, "Un tableau blanc, au retour des vacances.");
}

#[test]
fn a_heading_in_small_capitals_is_whole_though_its_short_words_are_larger() {
    // Of a word of two letters, the large one makes half.
    let small = Style { size: 10.0, ..HEADING };
    let sheets = two_sheets(|paper, x, y, heading, text| {
        let words: Vec<String> = heading.split(' ').map(str::to_uppercase).collect();
        let runs: Vec<(Style, &str)> =
            words.iter().map(|word| (if word.len() <= 2 { HEADING } else { small }, word.as_str())).collect();
        paper.runs(x, y, &runs).text(x, y + 20.0, BODY, text)
    });
    assert_whole(&sheets);
}

#[test]
fn the_end_of_a_heading_after_dots_may_be_set_larger() {
    let larger = Style { size: 16.0, ..HEADING };
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name).text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        paper = paper.text(50.0, 100.0, HEADING, "C’est déjà là…").text(50.0, 113.0, larger, "au Chili");
        paper = paper.text(50.0, 140.0, BODY, "Un hôpital l’a créé.");
        for (y, heading) in [(180.0, "Missions"), (230.0, "Formation"), (280.0, "Perspectives en France")] {
            paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, "Un texte.");
        }
    }
    for sheet in paper.sheets() {
        let heading = sheet.blocks.iter().find(|part| matches!(part.meaning, Meaning::Heading { .. }));
        assert_eq!(heading.map(|part| part.block.text.as_str()), Some("C’est déjà là… au Chili"));
        assert!(told(&sheet).contains(&"context: Un hôpital l’a créé.".to_owned()), "{:?}", told(&sheet));
    }
}
