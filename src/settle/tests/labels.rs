//! Labels over two lines, values that end where they should, running heads that count.

use super::*;

/// One sheet, with what `labels` prints between its title and its first heading.
fn sheet(labels: impl Fn(Paper) -> Paper) -> Vec<String> {
    let mut paper = labels(Paper::new().page().text(50.0, 40.0, TITLE, "Passeur de gestes"));
    for (y, heading) in
        [(160.0, "C’est déjà là…"), (220.0, "Missions"), (280.0, "Formation"), (340.0, "Perspectives en France")]
    {
        paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, "Un texte.");
    }
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
