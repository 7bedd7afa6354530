//! Labels over two lines, values that end where they should, running heads that count.

use super::*;

/// One sheet, with what `labels` prints between its title and its first heading.
fn sheet(labels: impl Fn(Paper) -> Paper) -> Vec<String> {
    let mut paper = labels(Paper::new().page().text(50.0, 40.0, TITLE, "Passeur de gestes"));
    paper = paper.sections([160.0, 220.0, 280.0, 340.0]);
    // Enough to know the report by, whatever the labels tell.
    told(&paper.text(50.0, 400.0, HEADING, "Notre avis").sheets()[0])
}

const LABEL: Style = Style { bold: true, ..SMALL };

#[test]
fn a_label_that_is_cut_over_two_lines_is_one() {
    let told = sheet(|paper| {
        paper
            .text(50.0, 80.0, LABEL, "FAMILLE DE")
            .text(50.0, 88.0, LABEL, "MÉTIER")
            .text(140.0, 84.0, SMALL, "SOINS")
            .text(50.0, 110.0, LABEL, "DIRECTION")
            .text(50.0, 118.0, LABEL, "MÉTIER")
            .text(140.0, 114.0, SMALL, "DIRECTION DES SOINS")
    });
    assert!(told.iter().any(|part| part.starts_with("job_families=") && part.ends_with("SOINS")), "{told:?}");
    let departments = |part: &&String| part.starts_with("departments=") && part.ends_with("DIRECTION DES SOINS");
    assert!(told.iter().any(|part| departments(&part)), "{told:?}");
}

#[test]
fn the_value_of_a_label_stands_in_its_panel() {
    let told = sheet(|paper| {
        paper
            .text(50.0, 80.0, LABEL, "FAMILLE DE MÉTIER")
            .in_panel(1)
            .text(150.0, 80.0, SMALL, "Une remarque au bord")
            .text(50.0, 88.0, SMALL, "SOINS")
            .in_panel(1)
    });
    assert!(told.iter().any(|part| part == "job_families= SOINS"), "{told:?}");
}

#[test]
fn a_value_ends_at_a_heading() {
    let mut paper = Paper::new().page().text(50.0, 40.0, TITLE, "Passeur de gestes");
    paper = paper.text(50.0, 80.0, SMALL, "FAMILLE DE MÉTIER : SOINS").text(320.0, 76.0, HEADING, "Missions").text(
        50.0,
        88.5,
        SMALL,
        "et accueillir chacun.",
    );
    for (y, heading) in [(160.0, "C’est déjà là…"), (280.0, "Formation"), (340.0, "Perspectives en France")] {
        paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, "Un texte.");
    }
    let told = told(&paper.sheets()[0]);
    assert!(told.iter().any(|part| part == "job_families= SOINS"), "{told:?}");
}

#[test]
fn a_running_head_that_counts_is_no_name() {
    assert_eq!(titles_under(|number| format!("Cahier des métiers {number}")), THREE);
}

#[test]
fn the_rest_of_a_label_straight_under_the_title_is_no_other_name() {
    let mut paper = Paper::new();
    for (name, rest) in [("Passeur de gestes", "CLINIQUE"), ("Gardien des silences", "CLINIQUE, SOCIAL")] {
        paper = paper
            .page()
            .text(50.0, 10.0, BOLD, "Thème : Soigner autrement")
            .text(50.0, 40.0, TITLE, name)
            .paragraph(50.0, 72.0, 8.0, &[(SMALL, "FAMILLE DE MÉTIER : SOINS, RECHERCHE"), (SMALL, rest)]);
        // In capitals.
        paper.flow.blocks.last_mut().expect("the label").role = Role::Heading(6);
        paper = paper.sections([160.0, 220.0, 280.0, 340.0]);
    }
    let sheets = paper.sheets();
    assert_eq!(sheets.iter().map(title).collect::<Vec<_>>(), ["Passeur de gestes", "Gardien des silences"]);
    let told = told(&sheets[0]);
    assert!(told.iter().any(|part| part == "job_families= SOINS, RECHERCHE CLINIQUE"), "{told:?}");
}

#[test]
fn a_value_of_centred_lines_goes_on_in_a_block_of_its_own() {
    let told = sheet(|paper| {
        paper.text(80.0, 80.0, SMALL, "FAMILLE DE MÉTIER : SOINS, RECHERCHE").text(129.0, 88.5, SMALL, "CLINIQUE")
    });
    assert!(told.iter().any(|part| part == "job_families= SOINS, RECHERCHE CLINIQUE"), "{told:?}");
}

#[test]
fn a_foot_straight_under_the_title_is_no_other_name() {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences", "Veilleur des seuils"] {
        paper = paper.page().text(50.0, 10.0, BOLD, "Thème : Soigner autrement");
        paper = paper.sections([160.0, 220.0, 280.0, 340.0]);
        paper = paper.text(50.0, 700.0, SMALL, "FAMILLE DE MÉTIER : SOINS").text(50.0, 730.0, TITLE, name);
        paper = paper.text(50.0, 760.0, SMALL, "www.passeurs.example");
        let foot = paper.flow.blocks.pop().expect("the foot");
        paper.flow.furniture.push(foot);
    }
    let titles: Vec<String> = paper.sheets().iter().map(title).collect();
    assert_eq!(titles, ["Passeur de gestes", "Gardien des silences", "Veilleur des seuils"]);
}

#[test]
fn a_word_of_the_chart_straight_under_the_title_is_no_other_name() {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 10.0, BOLD, "Thème : Soigner autrement").text(50.0, 40.0, TITLE, name);
        paper = paper.text(60.0, 68.0, SMALL, "Non transposable").text(20.0, 90.0, SMALL, "Pertinent");
        paper = paper.text(120.0, 90.0, SMALL, "Inapproprié").text(60.0, 112.0, SMALL, "Transposable");
        paper = paper.sections([160.0, 220.0, 280.0, 340.0]);
        paper = paper.text(50.0, 400.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
    }
    let titles: Vec<String> = paper.sheets().iter().map(title).collect();
    assert_eq!(titles, ["Passeur de gestes", "Gardien des silences"]);
}

#[test]
fn a_dash_may_part_a_label_from_its_value() {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name).text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER – SOINS");
        paper = paper.text(50.0, 80.0, SMALL, "DIRECTION MÉTIER – DIRECTION DES SOINS");
        paper = paper.sections([110.0, 160.0, 230.0, 280.0]);
    }
    for sheet in paper.sheets() {
        let told = told(&sheet);
        assert!(told.contains(&"job_families= SOINS".to_owned()), "{told:?}");
        assert!(told.contains(&"departments= DIRECTION DES SOINS".to_owned()), "{told:?}");
    }
}
