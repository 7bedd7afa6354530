//! Texts that go on in the next column or on the next page belong to the heading where they begin.

use super::*;

/// Two sheets whose missions go on at the head of the right column, after the chart at the foot of the left one.
fn over_a_chart(items: [&str; 4]) -> Vec<Sheet> {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name).text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        for (y, heading) in [(100.0, "C’est déjà là… au Chili"), (160.0, "Missions")] {
            paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, items[0]);
        }
        paper = paper.text(50.0, 194.0, BODY, items[1]).text(50.0, 600.0, HEADING, "Notre avis");
        paper = paper.text(320.0, 90.0, BODY, items[2]).text(320.0, 104.0, BODY, items[3]);
        for (y, heading) in [(140.0, "Formation"), (200.0, "Perspectives en France")] {
            paper = paper.text(320.0, y, HEADING, heading).text(320.0, y + 20.0, BODY, "Un texte.");
        }
    }
    paper.sheets()
}

#[test]
fn a_chart_at_the_foot_of_a_column_ends_no_list() {
    for sheet in over_a_chart(["Accueillir chacun.", "Tenir le carnet.", "Former les équipes.", "Rendre compte."]) {
        let told = told(&sheet);
        let whole = "missions: Accueillir chacun. Tenir le carnet. Former les équipes. Rendre compte.";
        assert!(told.contains(&whole.to_owned()), "{told:?}");
    }
}

#[test]
fn the_next_number_goes_on_with_its_list_in_the_next_column() {
    for sheet in over_a_chart(["1. Accueillir.", "2. Tenir le carnet.", "3. Former.", "4. Rendre compte."]) {
        assert!(
            told(&sheet)
                .contains(&"missions: 1. Accueillir. 2. Tenir le carnet. 3. Former. 4. Rendre compte.".to_owned())
        );
    }
}

#[test]
fn a_paragraph_that_goes_on_in_the_next_column_stands_below_the_heading_where_it_begins() {
    // The heading below its end, in the next column, is nearer to the foot of the first one than its own.
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name).text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        for (y, heading) in [(100.0, "Perspectives en France"), (160.0, "Formation")] {
            paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, "Un texte tient seul ici.");
        }
        let from = paper.flow.blocks.len();
        paper = paper.text(50.0, 700.0, BODY, "Le programme aborde la nuit, la").text(
            320.0,
            90.0,
            BODY,
            "lampe et le sommeil.",
        );
        paper = paper.joined(from);
        for (y, heading) in [(140.0, "C’est déjà là… au Chili"), (200.0, "Missions")] {
            paper = paper.text(320.0, y, HEADING, heading).text(320.0, y + 20.0, BODY, "Une phrase suffit.");
        }
    }
    for sheet in paper.sheets() {
        let whole = "training: Un texte tient seul ici. Le programme aborde la nuit, la lampe et le sommeil.";
        assert!(told(&sheet).contains(&whole.to_owned()), "{:?}", told(&sheet));
    }
}

#[test]
fn a_page_without_headings_goes_on_with_the_heading_that_ends_the_page_before() {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name).text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        for (y, heading) in
            [(100.0, "C’est déjà là… au Chili"), (160.0, "Formation"), (220.0, "Perspectives en France")]
        {
            paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, "Un texte.");
        }
        paper = paper.text(50.0, 740.0, HEADING, "Missions");
        paper = paper.page().text(50.0, 40.0, BODY, "Accueillir chacun.").text(50.0, 60.0, BODY, "Tenir le carnet.");
    }
    for sheet in paper.sheets() {
        let whole = "missions: Accueillir chacun. Tenir le carnet.";
        assert!(told(&sheet).contains(&whole.to_owned()), "{:?}", told(&sheet));
    }
}

/// What two sheets tell, each of whose texts begin at `x`, right of the labels, and go on on a page of its own at `next`.
fn over_two_pages(x: f32, next: f32) -> Vec<Vec<String>> {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name).text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        for (y, heading) in [
            (100.0, "C’est déjà là… au Chili"),
            (160.0, "Formation"),
            (220.0, "Missions"),
            (700.0, "Perspectives en France"),
        ] {
            paper = paper.text(50.0, y, HEADING, heading).text(x, y, BODY, "Un texte.");
        }
        // A word of the chart is read last.
        paper = paper.text(60.0, 300.0, SMALL, "Non transposable");
        paper = paper.page().text(next, 40.0, BODY, "La relève suit.");
    }
    paper.sheets().iter().map(told).collect()
}

#[test]
fn a_page_that_leaves_the_margin_of_the_labels_free_goes_on_with_the_sheet() {
    let goes_on = |told: &Vec<String>| told.contains(&"outlook: Un texte. La relève suit.".to_owned());
    let beside = over_two_pages(220.0, 220.0);
    assert!(beside.len() == 2 && beside.iter().all(goes_on), "{beside:?}");
    let elsewhere = over_two_pages(220.0, 50.0);
    assert!(elsewhere.len() == 2 && !elsewhere.iter().any(goes_on), "{elsewhere:?}");
}

#[test]
fn columns_that_stand_side_by_side_keep_their_headings_over_the_end_of_a_page() {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name).text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        for (y, heading) in [(100.0, "C’est déjà là… au Chili"), (160.0, "Missions")] {
            paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, "Un texte tient seul ici.");
        }
        paper = paper.text(50.0, 700.0, HEADING, "Formation").text(50.0, 720.0, BODY, "Le programme aborde la");
        paper = paper.text(350.0, 700.0, HEADING, "Perspectives en France").text(
            350.0,
            720.0,
            BODY,
            "Des postes s’ouvrent.",
        );
        paper = paper.page().text(50.0, 40.0, BODY, "lampe et le sommeil.").text(350.0, 40.0, BODY, "La relève suit.");
    }
    for sheet in paper.sheets() {
        let told = told(&sheet);
        assert!(told.contains(&"training: Le programme aborde la lampe et le sommeil.".to_owned()), "{told:?}");
        assert!(told.contains(&"outlook: Des postes s’ouvrent. La relève suit.".to_owned()), "{told:?}");
    }
}

#[test]
fn the_only_heading_of_a_panel_owns_its_text_wherever_it_is_read() {
    let upright = Style { direction: Direction::Up, ..HEADING };
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name).text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        let parts = [
            ("C’est déjà là… au Chili", "Un hôpital l’a créé."),
            ("Missions", "Accueillir chacun."),
            ("Formation", "Deux ans d’étude."),
            ("Perspectives en France", "Des postes s’ouvrent."),
        ];
        for ((_, text), panel) in parts.iter().zip(1_u8..) {
            paper = paper.text(90.0, 100.0 * f32::from(panel), BODY, text).in_panel(u32::from(panel));
        }
        for ((heading, _), panel) in parts.iter().zip(1_u8..) {
            paper = paper.text(50.0, 100.0 * f32::from(panel), upright, heading).in_panel(u32::from(panel));
        }
    }
    for sheet in paper.sheets() {
        let told = told(&sheet);
        assert!(told.contains(&"missions: Accueillir chacun.".to_owned()), "{told:?}");
        assert!(told.contains(&"outlook: Des postes s’ouvrent.".to_owned()), "{told:?}");
    }
}

#[test]
fn a_label_in_the_middle_of_its_ground_owns_all_that_is_read_after_it() {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name).text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        let parts = ["C’est déjà là… au Chili", "Missions", "Formation", "Perspectives en France"];
        for (heading, panel) in parts.iter().zip(1_u8..) {
            let y = 60.0 + 80.0 * f32::from(panel);
            paper = paper.text(50.0, y + 25.0, HEADING, heading).in_panel(u32::from(panel));
            paper = paper.text(330.0, y, BODY, "Le premier texte.").text(330.0, y + 20.0, BODY, "Le deuxième.");
            paper = paper.text(330.0, y + 40.0, BODY, "Le troisième.");
        }
    }
    for sheet in paper.sheets() {
        for key in ["context", "missions", "training", "outlook"] {
            let whole = format!("{key}: Le premier texte. Le deuxième. Le troisième.");
            assert!(told(&sheet).contains(&whole), "{:?}", told(&sheet));
        }
    }
}

#[test]
fn labels_on_grounds_that_are_read_by_themselves_own_what_stands_beside_them() {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name).text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        let parts = ["C’est déjà là… au Chili", "Perspectives en France", "Formation", "Missions"];
        let y = |panel: u8| 60.0 + 80.0 * f32::from(panel);
        for (heading, panel) in parts.iter().zip(1_u8..) {
            paper = paper.text(50.0, y(panel), HEADING, heading).in_panel(u32::from(panel));
        }
        for panel in 1..=4_u8 {
            paper = paper.text(330.0, y(panel), BODY, &format!("Le texte {panel}."));
        }
    }
    for sheet in paper.sheets() {
        let told = told(&sheet);
        assert!(told.contains(&"training: Le texte 3.".to_owned()), "{told:?}");
        assert!(told.contains(&"missions: Le texte 4.".to_owned()), "{told:?}");
    }
}
