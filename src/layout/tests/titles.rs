//! Titles and headings over columns, at the end of columns, and at a page's top.

use super::*;

const LEFT: [&str; 5] = [
    "Les gardiens relisent chaque consigne et",
    "la remettent aux familles, puis aux amis",
    "et aux voisins qui passent le dimanche.",
    "Ils rangent les dossiers de la semaine et",
    "ferment les volets du rez-de-chaussée.",
];
const RIGHT: [&str; 5] = [
    "Le carnet de route reste dans la chambre,",
    "où chacun note ce qu’il a vu au matin, les",
    "repas pris, les visites et les nuits sans",
    "sommeil. Le médecin le signe le vendredi.",
    "Rien ne sort jamais de ce carnet-là.",
];

fn column(words: [&'static str; 5], x: f32, y: f32) -> Vec<Text<'static>> {
    words.into_iter().zip(0_u8..).map(|(word, row)| text(word, x, y + 13.0 * f32::from(row))).collect()
}

fn order(flow: &Flow, words: &[&str]) -> Vec<usize> {
    let all = texts(flow).join(" ");
    words.iter().map(|word| all.find(word).unwrap_or_else(|| panic!("{word} in {all}"))).collect()
}

#[test]
fn a_heading_underlined_over_both_columns_begins_what_is_below_them() {
    // No bolder and no larger than the text: the rule tells.
    let mut lines = [column(LEFT, 50.0, 100.0), column(RIGHT, 310.0, 100.0)].concat();
    lines.push(text("Deuxième partie", 50.0, 178.0).colour(BLUE));
    lines.extend([column(RIGHT, 50.0, 222.0), column(LEFT, 310.0, 222.0)].concat());
    let flow = read(&[&lines], vec![rule(50.0, 183.0, 520.0, 183.0)], Vec::new());
    let places = order(&flow, &["Les gardiens", "Rien ne sort", "Deuxième partie"]);
    assert!(places.is_sorted(), "{:?}", texts(&flow));
}

#[test]
fn a_large_heading_at_the_end_of_the_left_column_begins_what_is_below() {
    let mut lines = [column(LEFT, 50.0, 100.0), column(RIGHT, 310.0, 100.0)].concat();
    lines.push(text("La relève", 50.0, 180.0).size(15.0).bold());
    lines.push(text("Sur toute la largeur, un dernier mot dit ce que la relève attend de chacun d’eux.", 50.0, 230.0));
    let flow = page(&lines);
    let places = order(&flow, &["Les gardiens", "Rien ne sort", "La relève", "Sur toute la largeur"]);
    assert!(places.is_sorted(), "{:?}", texts(&flow));
}

#[test]
fn no_column_ends_with_a_large_heading() {
    let mut lines = [column(LEFT, 50.0, 100.0), column(RIGHT, 310.0, 100.0)].concat();
    lines.push(text("La relève", 50.0, 180.0).size(15.0).bold());
    let flow = page(&lines);
    assert!(order(&flow, &["Les gardiens", "Rien ne sort", "La relève"]).is_sorted(), "{:?}", texts(&flow));
}

#[test]
fn a_heading_after_small_print_may_end_its_column() {
    // Its text begins the next column.
    let mut lines = column(LEFT, 50.0, 100.0);
    lines.extend(column(LEFT, 50.0, 165.0));
    lines.push(text("Note : voir le carnet.", 50.0, 232.0).size(7.0));
    lines.push(text("FORMATION", 50.0, 256.0).size(10.6).bold());
    lines.extend(column(RIGHT, 310.0, 100.0));
    let flow = page(&lines);
    assert!(order(&flow, &["Note : voir", "FORMATION", "Le carnet de route"]).is_sorted(), "{:?}", texts(&flow));
}

#[test]
fn a_title_over_columns_is_whole_where_its_last_line_stands_on_one_side() {
    let first = "Les veilleurs du dernier étage et de";
    for (x, last_x) in [(120.0, 430.0), (120.0, 60.0)] {
        let mut lines =
            vec![text(first, x, 60.0).size(22.0).bold(), text("la cour basse", last_x, 84.0).size(22.0).bold()];
        lines.extend([column(LEFT, 50.0, 120.0), column(RIGHT, 310.0, 120.0)].concat());
        let flow = page(&lines);
        assert_eq!(texts(&flow)[0], "Les veilleurs du dernier étage et de la cour basse", "{:?}", texts(&flow));
    }
}

#[test]
fn a_heading_level_with_its_text_at_the_top_of_every_page_is_no_running_head() {
    assert_no_running_head(10.0, 0.0);
}

#[test]
fn a_small_bold_label_at_the_top_of_every_page_is_no_running_head() {
    assert_no_running_head(8.8, 0.0);
    // Its text stands in a box.
    assert_no_running_head(8.8, 8.0);
}

#[test]
fn a_label_of_sheets_with_two_others_is_no_running_head() {
    let texts = [
        ["Le gardien compte les lits.", "Puis vient la ronde, que nul ne voit."],
        ["La lingère plie les draps.", "Elle les porte à l’étage avant le soir."],
        ["Le guide ouvre la marche.", "Il connaît les salles où l’on chuchote."],
    ];
    let sheet = |lines: &[&'static str; 2]| {
        let headings = [("Missions", 40.0, 44.0), ("Formation", 300.0, 300.0), ("Horaires", 400.0, 400.0)];
        let part = |(heading, y, below): (&'static str, f32, f32)| {
            let heading = text(heading, 50.0, y).bold().size(8.8);
            // An item, whose lines hang.
            [heading, text("1.", 140.0, below), text(lines[0], 160.0, below), text(lines[1], 160.0, below + 12.0)]
        };
        headings.into_iter().flat_map(part).collect()
    };
    let pages: Vec<Vec<Text<'_>>> = texts.iter().map(sheet).collect();
    let pages: Vec<&[Text<'_>]> = pages.iter().map(Vec::as_slice).collect();
    let flow = read(&pages, Vec::new(), Vec::new());
    assert_eq!(flow.furniture.len(), 0, "{:?}", flow.furniture);
}

#[test]
fn a_label_below_another_at_the_top_of_every_page_is_no_running_head() {
    // The first names a place, another one on each sheet, and the text beside the second is one line.
    let places = [
        ("Au Chili", "Un hôpital l’a créé, et toute une ville l’a longtemps aidé."),
        ("En Corée", "Une ville l’a payé, et tous les villages en ont profité."),
        ("Au Kenya", "Un roi l’a voulu, et tout son peuple l’en a remercié."),
    ];
    let pages: Vec<Vec<Text<'_>>> = places
        .iter()
        .map(|(place, told)| {
            let headings = [(*place, 40.0), ("Missions", 60.0), ("Formation", 300.0), ("Horaires", 400.0)];
            let mut page: Vec<Text<'_>> =
                headings.iter().map(|(heading, y)| text(heading, 50.0, *y).bold().size(8.8)).collect();
            page.extend(headings.iter().map(|(_, y)| text(told, 160.0, *y)));
            page
        })
        .collect();
    let pages: Vec<&[Text<'_>]> = pages.iter().map(Vec::as_slice).collect();
    let flow = read(&pages, Vec::new(), Vec::new());
    assert_eq!(flow.furniture.len(), 0, "{:?}", flow.furniture);
}

/// Of headings of a size beside texts of 10 points, which begin so far below.
fn assert_no_running_head(size: f32, below: f32) {
    let pages: Vec<Vec<Text<'_>>> = [
        ("Lieux", ["Le gardien compte les lits.", "Puis vient la ronde, que nul ne voit.", "Au matin, tout est noté."]),
        ("Outils", ["La lingère plie les draps.", "Elle les porte à l’étage avant le soir.", "Rien ne manque."]),
        ("Horaires", ["Le guide ouvre la marche.", "Il connaît les salles où l’on chuchote.", "Puis la cour."]),
    ]
    .iter()
    .map(|(other, lines)| {
        let row = |(line, row): (&&'static str, u8)| text(line, 160.0, 40.0 + below + 12.0 * f32::from(row));
        let mut page = vec![text("Missions", 50.0, 40.0).bold().size(size)];
        page.extend(lines.iter().zip(0_u8..).map(row));
        // Headings of that look stand in mid-page too.
        page.extend([
            text(other, 50.0, 400.0).bold().size(size),
            text(lines[1], 160.0, 400.0),
            text(lines[2], 160.0, 412.0),
        ]);
        page
    })
    .collect();
    let pages: Vec<&[Text<'_>]> = pages.iter().map(Vec::as_slice).collect();
    let flow = read(&pages, Vec::new(), Vec::new());
    assert_eq!(flow.furniture.len(), 0, "{:?}", flow.furniture);
    assert_eq!(texts(&flow).iter().filter(|text| **text == "Missions").count(), 3, "{:?}", texts(&flow));
}

/// A line whose letters are spaced by a fifth of their size.
fn spaced(line: &'static str, x: f32, y: f32) -> Vec<Text<'static>> {
    let mut x = x;
    let letters = line.char_indices().filter_map(|(at, letter)| {
        let place = x;
        x += if letter == ' ' { 4.6 } else { 7.0 };
        (letter != ' ').then(|| text(&line[at..at + letter.len_utf8()], place, y).bold())
    });
    letters.collect()
}

#[test]
fn a_word_of_two_letters_is_spaced_as_its_heading_is() {
    let mut lines = [spaced("Perspectives", 50.0, 100.0), spaced("en", 50.0, 114.0)].concat();
    lines.push(text("Le métier se répand dans les villes, puis à la campagne.", 50.0, 134.0));
    let flow = page(&lines);
    assert_eq!(flow.blocks[0].text, "Perspectives en", "{:?}", flow.blocks);
}

#[test]
fn small_print_on_the_baseline_of_a_title_is_no_part_of_it() {
    // A word of a chart, which stands beside the title by chance.
    let mut lines = column(LEFT, 50.0, 100.0);
    lines.push(text("Transposable", 120.0, 300.0).size(6.0));
    lines.push(text("Passeur de nuits blanches", 182.0, 300.4).size(17.0).bold());
    let flow = page(&lines);
    assert!(texts(&flow).ends_with(&["Transposable", "Passeur de nuits blanches"]), "{:?}", texts(&flow));
}

#[test]
fn a_title_is_whole_where_its_first_line_ends_a_column_beside_the_end_of_another() {
    let mut lines = [column(LEFT, 50.0, 100.0), column(RIGHT, 310.0, 100.0)].concat();
    let small = [
        "Famille de métier : soins et accueil, recherche",
        "Direction de métier : direction des soins, puis",
        "de l’accueil",
    ];
    lines.extend(small.into_iter().zip([200.0, 209.0, 218.0]).map(|(words, y)| text(words, 310.0, y).size(7.0)));
    lines.push(text("PASSEUR DE", 50.0, 218.6).size(18.0).bold());
    lines.push(text("NUITS BLANCHES EN MAISON DE RETRAITE", 50.0, 238.0).size(18.0).bold());
    let flow = page(&lines);
    let told = texts(&flow);
    assert_eq!(told.last(), Some(&"PASSEUR DE NUITS BLANCHES EN MAISON DE RETRAITE"), "{told:?}");
    assert!(order(&flow, &["Les gardiens", "Le carnet de route", "de l’accueil", "PASSEUR"]).is_sorted(), "{told:?}");
}

#[test]
fn a_large_title_near_the_lines_of_another_column_is_no_figure_beside_them() {
    // The lines of the left column end near it; its own text begins below it.
    let mut lines = column(LEFT, 50.0, 100.0);
    lines.extend(column(LEFT, 50.0, 165.0));
    lines.push(text("2) La mesure de la nuit", 270.0, 126.0).size(20.0).bold());
    lines.extend(column(RIGHT, 270.0, 157.0));
    let flow = page(&lines);
    assert!(texts(&flow).contains(&"2) La mesure de la nuit"), "{:?}", texts(&flow));
    assert!(order(&flow, &["Les gardiens", "2) La mesure", "Le carnet de route"]).is_sorted(), "{:?}", texts(&flow));
}

#[test]
fn a_title_below_columns_keeps_the_small_print_on_its_line() {
    // The strip between the columns runs between them.
    let lines = |x: f32, y: f32| {
        let words = [
            "Les soignants relisent chaque",
            "consigne avant la relève de",
            "nuit, et la rangent le matin",
            "sans un mot de plus à dire.",
        ];
        (0..).zip(words).map(move |(at, words)| text(words, x, y + 13.0 * at as f32)).collect::<Vec<_>>()
    };
    let mut texts = [lines(50.0, 100.0), lines(217.0, 100.0), lines(385.0, 100.0)].concat();
    texts.push(text("Régulatrice de la relève des jours", 40.0, 300.0).bold().size(19.0));
    texts.push(text("Patient Safety Officer", 369.0, 300.0).size(12.0));
    texts.push(text("Parcours et coordination", 40.0, 320.0));
    let flow = page(&texts);
    assert!(super::texts(&flow).iter().any(|text| text.contains("relève des jours Patient Safety")), "{flow:?}");
}

#[test]
fn a_heading_at_the_end_of_the_left_column_titles_the_text_across_both_that_is_set_in_or_follows_its_sign() {
    let across = "Après quoi l’on ferme les portes, et la maison entière dort jusqu’au lever du soleil, dit-on.";
    for (sign, heading, paragraph) in [(None, 60.0, 73.0), (Some("▶"), 70.0, 60.0)] {
        let mut lines = vec![
            text("Soigner", heading, 100.0).bold(),
            text("Le gardien compte les lits et", 60.0, 122.0),
            text("ferme les volets, puis il dort.", 60.0, 134.0),
            text("Veiller", heading + 240.0, 100.0).bold(),
            text("La veilleuse des nuits y est", 300.0, 122.0),
            text("connue de tous. À l’aube, elle", 300.0, 134.0),
            text("range le cahier des prêts et", 300.0, 146.0),
            text("le carnet de route.", 300.0, 158.0),
            text("Dormir", heading, 178.0).bold(),
            text(across, paragraph, 200.0),
            text(across, 60.0, 212.0),
        ];
        for (x, y) in [(60.0, 100.0), (300.0, 100.0), (60.0, 178.0)] {
            lines.extend(sign.map(|sign| text(sign, x, y).bold()));
        }
        let flow = page(&lines);
        let told = texts(&flow);
        let place = |words: &str| told.iter().position(|text| text.contains(words)).unwrap_or(usize::MAX);
        let order = ["Soigner", "Le gardien", "Veiller", "carnet de route", "Dormir", "ferme les portes"].map(place);
        assert!(order[5] < usize::MAX && order.windows(2).all(|pair| pair[0] < pair[1]), "{told:?}");
    }
}

#[test]
fn the_next_title_with_its_other_name_ends_the_columns_above_it() {
    // A chart's words on the right make the strip that parts the columns.
    let flow = page(&[
        text("NOTRE AVIS", 50.0, 60.0).size(12.0).bold(),
        text("Transposable", 300.0, 90.0),
        text("Sans objet", 300.0, 120.0),
        text("Pertinent", 450.0, 70.0),
        text("Inapproprié", 450.0, 110.0),
        text("Gardien des silences", 210.0, 180.0).size(16.0).bold(),
        text("Keeper of Silence", 250.0, 200.0).size(9.0),
        text("Le métier veille la nuit, quand tous dorment dans les chambres de la maison.", 50.0, 240.0),
        text("Il ne remplace personne, et tous ceux qui l’ont vu le disent utile aux autres.", 50.0, 252.0),
    ]);
    let told = texts(&flow);
    let place = |words: &str| told.iter().position(|text| text.contains(words));
    assert!(place("Inapproprié") < place("Gardien"), "{told:?}");
    assert!(place("Pertinent") < place("Gardien"), "{told:?}");
}
