//! Themes that are announced, and those of chapters.

use super::*;

#[test]
fn a_theme_is_what_a_label_in_another_look_announces_beside_it_or_below_it() {
    for below in [false, true] {
        let mut paper = Paper::new();
        for (name, theme) in [("Passeur de gestes", "Soigner la nuit"), ("Gardien des silences", "Veiller le jour")] {
            paper = paper.page().text(50.0, 40.0, TITLE, name);
            let from = paper.flow.blocks.len();
            paper = if below {
                paper.text(50.0, 66.0, BOLD, "Thème :").text(50.0, 77.0, BODY, theme).joined(from)
            } else {
                paper.runs(50.0, 66.0, &[(BOLD, "Thème :"), (BODY, theme)])
            };
            paper = paper.text(50.0, 90.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
            paper = paper.sections([110.0, 160.0, 220.0, 290.0]);
            // Headings within a section recur, too.
            paper = paper.text(50.0, 255.0, BOLD, "Qualités attendues").text(50.0, 270.0, BODY, "Le calme.");
        }
        let themes: Vec<String> =
            paper.sheets().into_iter().filter_map(|sheet| sheet.theme).map(|theme| theme.text).collect();
        assert_eq!(themes, ["Soigner la nuit", "Veiller le jour"]);
    }
}

#[test]
fn a_larger_heading_over_the_first_title_of_a_chapter_is_the_theme_of_all_its_sheets() {
    let large = Style { size: 26.0, ..TITLE };
    let italic = Style { size: 12.0, italic: true, ..BODY };
    let sheets = [
        (Some("Soigner la nuit"), "Passeur de gestes"),
        (None, "Gardien des silences"),
        (Some("Veiller le jour"), "Veilleur des seuils"),
        (None, "Conteur de couloirs"),
    ];
    let mut paper = Paper::new();
    for (chapter, name) in sheets {
        paper = paper.page();
        if let Some(chapter) = chapter {
            paper = paper.text(50.0, 30.0, large, chapter);
        }
        paper = paper.text(50.0, 70.0, TITLE, name).text(50.0, 94.0, italic, &format!("Keeper of {name}"));
        paper = paper.text(50.0, 110.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        paper = paper.sections([130.0, 180.0, 230.0, 280.0]);
    }
    let sheets = paper.sheets();
    let titles = sheets.iter().map(|sheet| title(sheet).split(" | ").next().unwrap_or_default().to_owned());
    let expected = ["Passeur de gestes", "Gardien des silences", "Veilleur des seuils", "Conteur de couloirs"];
    assert_eq!(titles.collect::<Vec<_>>(), expected);
    let themes: Vec<&str> =
        sheets.iter().filter_map(|sheet| sheet.theme.as_ref()).map(|theme| theme.text.as_str()).collect();
    assert_eq!(themes, ["Soigner la nuit", "Soigner la nuit", "Veiller le jour", "Veiller le jour"]);
}

#[test]
fn the_theme_of_all_sheets_is_the_title_of_the_page_that_opens_their_chapter() {
    let mut paper = Paper::new().page().text(50.0, 300.0, TITLE, "Métiers de demain");
    paper = paper.page().text(50.0, 300.0, TITLE, "Soigner la nuit");
    for (name, author) in [("Passeur de gestes", "Maud Térillon"), ("Gardien des silences", "Oda Lindqvist")] {
        paper = paper.page().text(400.0, 20.0, SMALL, "Soigner la nuit").text(50.0, 20.0, SMALL, "Métiers de demain");
        paper = paper.text(50.0, 60.0, TITLE, name).text(50.0, 90.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        paper = paper.sections([110.0, 160.0, 230.0, 280.0]);
        // What recurs in bold, and goes on in another look, begins a sentence.
        paper = paper.runs(50.0, 195.0, &[(BOLD, "Accueillir"), (BODY, "les familles et leurs enfants.")]);
        paper = paper.text(50.0, 330.0, Style { colour: Rgb(200, 0, 0), ..SMALL }, author);
    }
    let themes: Vec<String> =
        paper.sheets().into_iter().filter_map(|sheet| sheet.theme).map(|theme| theme.text).collect();
    assert_eq!(themes, ["Soigner la nuit", "Soigner la nuit"]);
}

#[test]
fn a_theme_stands_in_the_cell_below_its_label() {
    let mut paper = Paper::new();
    for (name, theme) in [("Passeur de gestes", "Soigner la nuit"), ("Gardien des silences", "Veiller le jour")] {
        paper = paper.page().text(50.0, 40.0, TITLE, name);
        let from = paper.flow.blocks.len();
        paper = paper.text(50.0, 62.0, BOLD, "Thème").text(200.0, 62.0, BOLD, "Famille de métier");
        paper = paper.text(50.0, 74.0, BODY, theme).text(200.0, 74.0, BODY, "SOINS");
        paper = paper
            .text(50.0, 86.0, BOLD, "Direction métier")
            .text(200.0, 86.0, BODY, "DIRECTION DES SOINS")
            .in_rows(from);
        paper = paper.sections([110.0, 160.0, 230.0, 280.0]);
    }
    let themes: Vec<String> =
        paper.sheets().into_iter().filter_map(|sheet| sheet.theme).map(|theme| theme.text).collect();
    assert_eq!(themes, ["Soigner la nuit", "Veiller le jour"]);
}

#[test]
fn a_name_of_its_own_straight_above_each_title_is_another_name() {
    let italic = Style { size: 11.0, italic: true, ..BODY };
    let sheets = [
        ("Soigner la nuit", "Passeur de gestes", "Gesture Keeper"),
        ("Soigner la nuit", "Gardien des silences", "Keeper of Silence"),
        ("Veiller le jour", "Veilleur des seuils", "Threshold Watcher"),
        ("Veiller le jour", "Conteur de couloirs", "Corridor Teller"),
    ];
    let mut paper = Paper::new();
    for (theme, name, other) in sheets {
        paper = paper.page().text(400.0, 10.0, SMALL, theme);
        paper = paper.text(50.0, 30.0, italic, other).text(50.0, 44.0, TITLE, name);
        paper = paper.text(50.0, 90.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        paper = paper.sections([110.0, 160.0, 230.0, 280.0]);
    }
    let titles: Vec<String> = paper.sheets().iter().map(title).collect();
    assert_eq!(titles, sheets.map(|(_, name, other)| format!("{name} | {other}")));
}

#[test]
fn a_label_without_a_colon_is_no_theme_and_announces_the_one_below_it() {
    let mut paper = Paper::new();
    for (name, theme) in [("Passeur de gestes", "Soigner la nuit"), ("Gardien des silences", "Veiller le jour")] {
        paper = paper.page().text(50.0, 40.0, TITLE, name);
        paper = paper.text(50.0, 92.0, BOLD, "Thème").in_panel(1).text(50.0, 103.0, BODY, theme).in_panel(1);
        paper = paper.text(300.0, 92.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        paper = paper.sections([130.0, 180.0, 230.0, 290.0]);
    }
    let themes: Vec<String> =
        paper.sheets().into_iter().filter_map(|sheet| sheet.theme).map(|theme| theme.text).collect();
    assert_eq!(themes, ["Soigner la nuit", "Veiller le jour"]);
}
