//! Words cut in the cells of tables, compounds, and a table's head on the page before it.

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
