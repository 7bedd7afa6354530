//! Words cut in the cells of tables, compounds, a table's head on the page before it, and tables that go on elsewhere.

use super::tables::{cells, head, labelled_row};
use super::*;

/// A ruled table of one row and two columns.
fn two_cells(left: &[&str], right: &[&str]) -> Vec<Vec<String>> {
    let column = |words: &[&str], x: f32| -> Vec<(String, f32, f32)> {
        let lines = words.iter().zip(0_u8..);
        lines.map(|(word, row)| ((*word).to_owned(), x, 118.0 + 12.0 * f32::from(row))).collect()
    };
    let lines = [column(left, 56.0), column(right, 180.0)].concat();
    let mut lines: Vec<Text<'_>> = lines.iter().map(|(word, x, y)| text(word, *x, *y)).collect();
    lines.extend([text("Lieux", 56.0, 92.0), text("Horaires", 180.0, 92.0)]);
    let mut shapes: Vec<Shape> = [80.0, 100.0, 160.0].map(|y| rule(50.0, y, 350.0, y)).to_vec();
    shapes.extend([50.0, 176.0, 350.0].map(|x| rule(x, 80.0, x, 160.0)));
    cells(&read(&[&lines], shapes, Vec::new()))
}

#[test]
fn words_cut_at_a_lines_end_are_whole_in_cells_too() {
    let cells = two_cells(&["La veille et l’accueil,", "avec le gardien-", "nage de la cour."], &["La nuit."]);
    assert_eq!(cells[1][0], "La veille et l’accueil, avec le gardiennage de la cour.", "{cells:?}");
    // What another cell prints whole tells how a word is spelt.
    let cells = two_cells(&["L’équipe de chasse-", "neige, en hiver."], &["Un chasse-neige par nuit."]);
    assert_eq!(cells[1][0], "L’équipe de chasse-neige, en hiver.", "{cells:?}");
}

#[test]
fn a_soft_hyphen_at_the_end_of_a_cell_cuts_its_word() {
    // The text of the next column begins near by.
    let cells = two_cells(
        &["La veille de l’accompa\u{ad}", "gnement des voisins."],
        &["De vingt heures à minuit", "et de minuit à six heures."],
    );
    assert_eq!(cells[1][0], "La veille de l’accompagnement des voisins.", "{cells:?}");
    assert_eq!(cells[1][1], "De vingt heures à minuit et de minuit à six heures.");
}

#[test]
fn compounds_cut_at_their_hyphen_keep_it() {
    for (first, second, expected) in [
        ("Chaque nuit, la sage-", "femme relit le carnet.", "sage-femme"),
        ("Il y a trop d’allers-", "retours entre les étages.", "allers-retours"),
        ("On y sert aussi un pousse-", "café aux invités.", "pousse-café"),
        ("La maison a des ayants-", "droit dans tout le pays.", "ayants-droit"),
    ] {
        let flow = page(&[text(first, 50.0, 100.0), text(second, 50.0, 113.0)]);
        assert!(texts(&flow)[0].contains(expected), "{:?}", texts(&flow));
    }
    let cells = two_cells(&["La sage-", "femme de nuit."], &["La nuit."]);
    assert_eq!(cells[1][0], "La sage-femme de nuit.");
}

#[test]
fn a_head_at_the_end_of_the_page_before_belongs_to_its_table() {
    assert_head_is_taken(0.0);
    // Items are set in, and left and right pages have other margins.
    assert_head_is_taken(-18.0);
}

/// A head that stands so much further right (points) than the columns of its table, which begins on the next page.
fn assert_head_is_taken(shift: f32) {
    let mut first = vec![text("Le métier s’exerce de deux façons, selon le lieu.", 50.0, 700.0)];
    first.extend(head(740.0).map(|line| Text { x: line.x + shift, ..line }));
    let mut second = labelled_row(
        "Missions",
        ["Relire la liste des lits", "avec la relève du soir."],
        ["Appeler les voisins", "et les amis."],
        60.0,
    );
    second.extend(labelled_row("Lieux", ["Les couloirs", "et la cour."], ["Les maisons", "du quai."], 110.0));
    second.extend(labelled_row("Outils", ["La lampe", "et le carnet."], ["Le vélo", "et la carte."], 160.0));
    second.push(text("Le texte reprend après le tableau, sur toute la largeur de la page.", 50.0, 220.0));
    let flow = read(&[&first, &second], Vec::new(), Vec::new());
    let cells = cells(&flow);
    assert_eq!(cells[0], ["", "En établissement", "À domicile"], "{:?}", shown(&flow));
    assert_eq!(cells[1][0], "Missions");
    assert_eq!(texts(&flow)[0], "Le métier s’exerce de deux façons, selon le lieu.");
}

#[test]
fn a_head_printed_again_of_which_one_column_alone_goes_on_is_set_aside_whole() {
    let mut first = vec![text("Le métier s’exerce de deux façons, selon le lieu.", 50.0, 560.0)];
    first.extend(head(700.0));
    let (one, two) =
        (["Relire la liste des lits", "afin de libérer des heures"], ["Appeler les voisins", "et les amis."]);
    first.extend(labelled_row("Missions", one, two, 720.0));
    let mut second = head(60.0).to_vec();
    second.push(text("de garde.", 160.0, 80.0));
    second.push(text("Le texte reprend après le tableau, sur toute la largeur.", 50.0, 130.0));
    let flow = read(&[&first, &second], Vec::new(), Vec::new());
    let cells = cells(&flow);
    assert_eq!(cells[1][1], "Relire la liste des lits afin de libérer des heures de garde.", "{cells:?}");
    assert_eq!(flow.furniture.len(), 2, "{cells:?}");
}

/// The lines of a table in half a page, 8 points high, with its left edge at `x`.
fn narrow<'t>(x: f32, lines: &[(f32, f32, &'t str)]) -> Vec<Text<'t>> {
    lines.iter().map(|(place, y, words)| text(words, x + place, *y).size(8.0)).collect()
}

fn narrow_head(x: f32, y: f32) -> Vec<Text<'static>> {
    narrow(x, &[(60.0, y, "Dans un lieu"), (140.0, y, "En chemin")]).into_iter().map(Text::bold).collect()
}

#[test]
fn a_table_goes_on_in_another_column_of_the_next_page_beside_text_that_begins_higher() {
    let lines = |x: f32, y: f32, count: u8| {
        let words = "Le gardien compte les lits et les volets";
        (0..count).map(move |row| text(words, x, y + 12.0 * f32::from(row)))
    };
    let mut first: Vec<Text<'_>> = lines(50.0, 60.0, 56).collect();
    first.extend(lines(310.0, 60.0, 40));
    first.extend(narrow_head(310.0, 660.0));
    first.push(text("Gestes", 310.0, 680.0).size(8.0).bold());
    first.extend(narrow(
        310.0,
        &[
            (60.0, 680.0, "Relire le cahier"),
            (60.0, 690.0, "afin de libérer"),
            (60.0, 700.0, "des heures de"),
            (140.0, 680.0, "Appeler le voisin"),
            (140.0, 690.0, "qui ferme."),
        ],
    ));
    let mut second: Vec<Text<'_>> = lines(310.0, 58.0, 40).collect();
    second.extend(narrow_head(50.0, 63.0));
    second.extend(narrow(50.0, &[(60.0, 75.0, "garde.")]));
    second.extend(lines(50.0, 120.0, 30));
    let flow = read(&[&first, &second], Vec::new(), Vec::new());
    let cells = cells(&flow);
    assert_eq!(cells[1][1], "Relire le cahier afin de libérer des heures de garde.", "{cells:?}");
}

#[test]
fn a_table_goes_on_in_the_next_column_in_the_middle_of_an_item() {
    let words = "Le gardien compte les lits et les volets";
    let text_from = |x: f32, y: f32, count: u8| (0..count).map(move |row| text(words, x, y + 12.0 * f32::from(row)));
    let mut lines: Vec<Text<'_>> = text_from(50.0, 60.0, 40).chain(text_from(300.0, 160.0, 36)).collect();
    lines.extend(narrow_head(50.0, 600.0));
    lines.push(text("Gestes", 50.0, 616.0).size(8.0).bold());
    let item = |x: f32, y: f32, words: [&'static str; 2]| {
        narrow(x, &[(0.0, y, "–"), (8.0, y, words[0]), (8.0, y + 10.0, words[1])])
    };
    lines.extend(item(110.0, 616.0, ["Les salles et les", "couloirs du nord."]));
    lines.extend(item(110.0, 640.0, ["Les cours où les", "gardiens du quai"]));
    lines.extend(item(190.0, 616.0, ["Les rues et les", "ponts du sud."]));
    lines.extend(item(190.0, 640.0, ["Les marchés où", "les voisins du"]));
    lines.extend(narrow(
        300.0,
        &[(68.0, 60.0, "rangent leurs"), (68.0, 70.0, "lampes."), (148.0, 60.0, "port passent.")],
    ));
    lines.extend(item(360.0, 84.0, ["Les toits et les", "remises."]));
    lines.extend(item(440.0, 74.0, ["Les quais et les", "écluses."]));
    let flow = page(&lines);
    let cells = cells(&flow);
    assert_eq!(cells.len(), 2, "{:?} {:?}", cells, shown(&flow));
    assert!(cells[1][1].contains("gardiens du quai rangent leurs lampes."), "{cells:?}");
    assert!(cells[1][1].contains("Les toits") && cells[1][2].contains("Les quais"), "{cells:?}");
    assert!(cells[1][2].contains("les voisins du port passent."), "{cells:?}");
}
