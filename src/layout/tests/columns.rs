//! Columns, and what stands across them.

use super::*;

/// Lines of 40 letters, one below the other, with their first words.
fn column(words: [&'static str; 5], x: f32, y: f32) -> Vec<Text<'static>> {
    words.into_iter().zip(0_u8..).map(|(word, row)| text(word, x, y + 13.0 * f32::from(row))).collect()
}

const LEFT: [&str; 5] = [
    "Les soignants relisent chaque consigne l",
    "avant de la remettre aux familles, aux a",
    "idants et aux bénévoles qui les suivent,",
    "puis rangent les dossiers de la semaine.",
    "Un relais passe le dimanche, sans appel.",
];
const RIGHT: [&str; 5] = [
    "le carnet de route reste dans la chambre",
    "et chacun y note ce qu’il a vu au matin,",
    "les repas pris, les visites et les nuits",
    "sans sommeil. Le médecin le signe chaque",
    "vendredi. Rien ne sort de ce carnet-là. ",
];

#[test]
fn columns_that_stand_as_close_as_words_are_read_one_after_the_other() {
    // The gutter is 0.8 font sizes wide, and every line of the right column has a neighbour on its baseline.
    let texts = [column(LEFT, 50.0, 100.0), column(RIGHT, 258.0, 100.0)].concat();
    let flow = page(&texts);
    let all = texts_of(&flow);
    assert!(all.contains("consigne l avant de la"), "{all}");
    assert!(all.contains("chambre et chacun"), "{all}");
}

#[test]
fn the_sign_of_a_note_at_a_line_s_end_crosses_no_gutter() {
    // It stands nearer to its own line than to that of the other column.
    let short = ["Les soignants relisent chaque consigne", LEFT[1], "idants et aux bénévoles suivis", LEFT[3], LEFT[4]];
    let mut texts = [column(short, 50.0, 100.0), column(RIGHT, 258.0, 100.0)].concat();
    texts.push(text("2", 205.0, 126.0));
    let all = texts_of(&page(&texts)).to_owned();
    assert!(all.contains("consigne avant de la"), "{all}");
    assert!(all.contains("matin, les repas pris"), "{all}");
}

#[test]
fn numbers_that_hang_between_two_columns_begin_the_items_of_the_right_one() {
    // They stand nearer to the lines on their left than to their own text.
    let mut texts = column(LEFT, 50.0, 100.0);
    let items = ["Tenir le carnet de route à jour, et le", "faire signer.", "Ranger les dossiers."];
    texts.extend(items.into_iter().zip(0_u8..).map(|(line, row)| text(line, 282.0, 100.0 + 13.0 * f32::from(row))));
    texts.extend([text("1.", 258.0, 100.0), text("2.", 258.0, 126.0)]);
    let flow = page(&texts);
    let blocks = texts_of_blocks(&flow);
    assert!(blocks[0].starts_with("Les soignants relisent chaque consigne l avant"), "{blocks:?}");
    assert!(blocks.contains(&"1. Tenir le carnet de route à jour, et le faire signer."), "{blocks:?}");
    assert!(blocks.contains(&"2. Ranger les dossiers."), "{blocks:?}");
}

#[test]
fn a_heading_beside_a_line_of_another_column_is_not_glued_to_it() {
    // Of all lines these two alone share a baseline.
    let mut texts = [column(LEFT, 50.0, 100.0), column(RIGHT, 262.0, 106.0)].concat();
    texts.extend(column(LEFT, 50.0, 165.0));
    texts.push(text("NOTRE AVIS", 262.0, 178.0).bold());
    let flow = page(&texts);
    assert!(texts_of_blocks(&flow).contains(&"NOTRE AVIS"), "{:?}", texts_of_blocks(&flow));
}

#[test]
fn a_rule_between_two_words_parts_them() {
    let texts = [text("Niveau", 50.0, 100.0), text("Cinq", 88.0, 100.0)];
    let flow = read(&[&texts], vec![rule(84.0, 80.0, 84.0, 120.0)], Vec::new());
    // Side by side they are one line all the same; but two texts, as its parts show.
    assert_eq!(texts_of(&flow), "Niveau Cinq");
    let gutter = read(
        &[&[column(LEFT, 50.0, 100.0), column(RIGHT, 253.0, 104.0)].concat()],
        vec![rule(251.5, 80.0, 251.5, 170.0)],
        Vec::new(),
    );
    assert!(texts_of(&gutter).contains("consigne l avant"), "{}", texts_of(&gutter));
}

#[test]
fn lines_centred_over_three_columns_are_read_before_the_first() {
    let columns = [column(LEFT, 20.0, 200.0), column(LEFT, 230.0, 200.0), column(RIGHT, 440.0, 200.0)].concat();
    let mut texts = vec![text("Famille de métier : soins et accueil", 240.0, 170.0)];
    texts.extend(columns);
    let flow = page(&texts);
    assert!(texts_of(&flow).starts_with("Famille de métier"), "{}", texts_of(&flow));
}

#[test]
fn a_rule_across_two_columns_parts_those_above_from_those_below() {
    let mut texts = [column(LEFT, 50.0, 100.0), column(RIGHT, 300.0, 100.0)].concat();
    texts.push(text("2. Les métiers d’appui", 50.0, 186.0).bold().size(12.0));
    texts.extend(column(LEFT, 50.0, 210.0));
    texts.extend(column(RIGHT, 300.0, 210.0));
    let flow = read(&[&texts], vec![rule(50.0, 192.0, 500.0, 192.0)], Vec::new());
    let all = texts_of(&flow);
    let heading = all.find("2. Les métiers").unwrap_or_default();
    assert!(all.find("vendredi").is_some_and(|above| above < heading), "{all}");
}

#[test]
fn a_bar_behind_each_line_does_not_part_a_title() {
    let texts = [
        text("Devenir guide", 60.0, 100.0).size(30.0).bold(),
        text("de plafonds", 60.0, 138.0).size(30.0).bold(),
        text("peints", 60.0, 176.0).size(30.0).bold(),
        text("Le métier demande de bons yeux et une voix qui porte.", 60.0, 260.0),
    ];
    let bar = |y: f32, x1: f32| panel(Rect::new(56.0, y - 27.0, x1, y + 9.0));
    let flow = read(&[&texts], vec![bar(138.0, 230.0), bar(176.0, 156.0)], Vec::new());
    assert_eq!(texts_of_blocks(&flow)[0], "Devenir guide de plafonds peints");
}

#[test]
fn bold_labels_on_the_lines_of_a_text_are_read_before_them() {
    let words = "Le travail se fait en binôme avec la direction";
    let body: Vec<Text<'_>> = (0_u8..9).map(|row| text(words, 200.0, 100.0 + 13.0 * f32::from(row))).collect();
    let labels = [("Définition", 113.0), ("Conditions", 152.0), ("Intégration", 191.0)];
    let labels = labels.into_iter().map(|(label, y)| text(label, 50.0, y).bold());
    let texts: Vec<Text<'_>> = body.into_iter().chain(labels).collect();
    let flow = page(&texts);
    let all = texts_of(&flow);
    let at = |label: &str| all.find(label).unwrap_or_default();
    assert!(at("Définition") > 0 && at("Définition") + 80 < at("Conditions"), "{all}");
}

#[test]
fn a_justified_line_of_few_words_and_two_looks_is_one() {
    let mut texts = column(LEFT, 50.0, 100.0);
    let words = [text("Varlundaise", 50.0, 165.0).bold(), text("accompagnants", 125.0, 165.0)];
    texts.extend(words.into_iter().chain([text("médecins", 210.0, 165.0), text("généralistes.", 50.0, 178.0)]));
    texts.extend(column(RIGHT, 280.0, 100.0));
    let flow = page(&texts);
    let all = texts_of(&flow);
    assert!(all.contains("Varlundaise accompagnants médecins généralistes."), "{all}");
}

#[test]
fn a_large_title_between_two_stretches_of_columns_belongs_to_both() {
    // It stands at the left edge and no wider than one column; below it both begin at one height.
    let mut texts = [column(LEFT, 50.0, 100.0), column(RIGHT, 290.0, 100.0)].concat();
    texts.push(text("CONCLUSION", 50.0, 190.0).bold().size(20.0));
    texts.extend([column(LEFT, 50.0, 220.0), column(RIGHT, 290.0, 220.0)].concat());
    let flow = page(&texts);
    let all = texts_of(&flow);
    let place = |words: &str| all.find(words).unwrap_or_else(|| panic!("no {words} in {all}"));
    assert!(place("le carnet de route") < place("CONCLUSION"), "{all}");
    assert!(place("CONCLUSION") < all.rfind("Les soignants").unwrap_or_default(), "{all}");
}

fn texts_of_blocks(flow: &Flow) -> Vec<&str> {
    super::texts(flow)
}

fn texts_of(flow: &Flow) -> String {
    super::texts(flow).join(" ")
}

#[test]
fn signs_equally_far_apart_are_the_cells_of_a_row() {
    let words = [("\\cos", 50.0), ("\\exp", 100.0), ("\\log", 150.0), ("\\sin", 200.0), ("\\tan", 250.0)];
    let row = |y: f32| words.map(|(word, x)| text(word, x, y));
    let flow = page(&[row(100.0), row(130.0), row(160.0), row(190.0)].concat());
    assert!(!texts_of(&flow).contains("\\cos \\exp \\log \\sin"), "{:?}", flow.blocks);
}

#[test]
fn a_line_whose_gaps_are_equal_is_justified_whatever_stands_near_it() {
    // No line beside it ends where it does, and its gaps are as wide as gutters.
    let mut texts = vec![text("Le jury retient avant tout trois choses, dont :", 50.0, 90.0)];
    let words = [("La", 50.0), ("constance", 75.0), ("et", 135.0), ("le", 160.0), ("sens", 185.0), ("commun", 220.0)];
    texts.extend(words.map(|(word, x)| text(word, x, 112.0)));
    texts.push(text("de la nuit.", 50.0, 124.0));
    let all = texts_of(&page(&texts)).to_owned();
    assert!(all.contains("La constance et le sens commun de la nuit."), "{all}");
}

#[test]
fn a_dash_between_the_words_of_a_justified_line_marks_no_item() {
    let words = [text("Formation", 50.0, 100.0).bold(), text("–", 110.0, 100.0), text("Chaque", 130.0, 100.0)];
    let mut texts = words.to_vec();
    texts.extend([text("promotion", 175.0, 100.0), text("compte moins de vingt élèves, tous", 50.0, 113.0)]);
    texts.push(text("de la nuit.", 50.0, 126.0));
    let flow = page(&texts);
    assert_eq!(texts_of(&flow), "Formation – Chaque promotion compte moins de vingt élèves, tous de la nuit.");
    let dash = flow.blocks[0].lines[0].words[1];
    assert_eq!((dash.start, dash.bbox.x0), (10, 110.0));
}

#[test]
fn a_text_with_set_in_lines_below_columns_is_read_after_both() {
    let mut texts = [column(LEFT, 50.0, 100.0), column(RIGHT, 290.0, 100.0)].concat();
    // Its first lines are no wider than the left column.
    texts.push(text("PERSPECTIVES", 50.0, 190.0).bold());
    texts.push(text("Les villes en veulent, les villages aussi.", 50.0, 203.0));
    texts.push(text("Le coût, estimé par la commune à deux cents euros l’an, reste inconnu.", 62.0, 216.0));
    texts.push(text("Il faudra des années.", 50.0, 229.0));
    let all = texts_of(&page(&texts)).to_owned();
    let at = |words: &str| all.find(words).unwrap_or_else(|| panic!("no {words} in {all}"));
    let right_end = RIGHT.last().copied().unwrap_or_default();
    assert!(at(right_end) < at("PERSPECTIVES") && at("PERSPECTIVES") < at("Les villes"), "{all}");
    assert!(at("Les villes") < at("Le coût"), "{all}");
}

#[test]
fn a_number_that_closes_a_parenthesis_counts_no_item() {
    let all = page(&[
        text("4. Formation", 50.0, 100.0).bold(),
        text("Une année suffit. La certification visée (de niveau", 50.0, 120.0),
        text("5) se prépare en alternance.", 50.0, 132.0),
    ]);
    let last = "Une année suffit. La certification visée (de niveau 5) se prépare en alternance.";
    assert_eq!(texts_of_blocks(&all).last().copied(), Some(last));
}

#[test]
fn a_few_lines_in_a_third_column_that_keeps_step_are_no_words_of_the_second() {
    // The gutters are 1.3 font sizes wide.
    let last = [text("la veille du départ, sans rien oublier de", 476.0, 100.0), text("ce qui compte.", 476.0, 113.0)];
    let texts = [column(LEFT, 50.0, 100.0), column(RIGHT, 263.0, 100.0), last.to_vec()].concat();
    let all = texts_of(&page(&texts));
    assert!(all.contains("chambre et chacun") && all.contains("oublier de ce qui compte"), "{all}");
}

#[test]
fn cards_in_rows_are_read_row_by_row() {
    let cards = [(50.0, 100.0), (320.0, 100.0), (50.0, 200.0), (320.0, 200.0)];
    let words = ["Compter les lits", "Fermer les volets", "Ranger le carnet", "Passer la relève"];
    let lines: Vec<_> = cards.iter().zip(words).map(|((x, y), words)| text(words, x + 20.0, y + 40.0)).collect();
    for count in [4, 3] {
        let boxes = cards[..count].iter().map(|(x, y)| panel(Rect::new(*x, *y, x + 240.0, y + 80.0)));
        let flow = read(&[&lines[..count]], boxes.collect(), Vec::new());
        assert_eq!(texts(&flow), words[..count]);
    }
}

#[test]
fn boxes_with_a_label_beside_each_are_read_label_by_label() {
    let lines = [
        text("Soigner la nuit", 60.0, 130.0).bold(),
        text("Veiller", 60.0, 230.0).bold(),
        text("le jour", 60.0, 242.0).bold(),
        text("Le pied de la diapositive", 60.0, 400.0).size(6.0),
        text("Compter les lits et fermer les volets", 330.0, 118.0),
        text("Passer la relève", 330.0, 134.0),
        text("Ranger le carnet de route", 330.0, 236.0),
        text("7", 560.0, 400.0).size(6.0),
    ];
    let boxes = [100.0, 200.0].map(|y| panel(Rect::new(300.0, y, 560.0, y + 80.0)));
    let flow = read(&[&lines], boxes.to_vec(), Vec::new());
    let told = texts(&flow);
    let place = |words: &str| told.iter().position(|text| text.contains(words)).unwrap_or(usize::MAX);
    let order = ["Soigner", "Compter", "Veiller", "Ranger", "pied"].map(place);
    assert!(order[4] < usize::MAX && order.windows(2).all(|pair| pair[0] < pair[1]), "{told:?}");
}

#[test]
fn a_label_that_fills_its_cell_is_parted_from_the_text_beside_it() {
    // It ends nearer to the text than words stand from each other.
    let label = |words: &'static str, y: f32| text(words, 50.0, y).bold();
    let cells = |words: [&'static str; 3], x: f32, y: f32| {
        words.into_iter().zip(0_u8..).map(move |(words, row)| text(words, x, y + 12.0 * f32::from(row)))
    };
    let mut lines = vec![
        text("En établissement", 106.9, 80.0).bold(),
        text("À domicile", 300.0, 80.0).bold(),
        label("Missions", 100.0),
        label("principales", 112.0),
        label("Lieux", 150.0),
    ];
    lines.extend(cells(
        ["Compter les lits de la maison", "et fermer tous les volets", "avant la relève du matin."],
        106.9,
        100.0,
    ));
    lines.extend(cells(
        ["Porter le carnet de route", "à chacun de ses visiteurs", "avant la tombée du jour."],
        300.0,
        100.0,
    ));
    lines.extend(cells(
        ["Les couloirs et la cour, où", "nul ne va jamais la nuit", "sans une lampe allumée."],
        106.9,
        150.0,
    ));
    lines.extend(cells(
        ["Les maisons du village et", "les fermes qui sont au bord", "du canal et de la route."],
        300.0,
        150.0,
    ));
    let rules = [86.0, 136.0, 186.0].map(|y| rule(50.0, y, 500.0, y));
    let flow = read(&[&lines], rules.to_vec(), Vec::new());
    let table = flow.blocks.iter().find_map(|block| block.table.as_ref()).expect("a table");
    let cell = |row: usize, column: usize| table.rows[row][column].items().collect::<Vec<_>>().join(" / ");
    assert_eq!(cell(1, 0), "Missions principales");
    assert_eq!(cell(1, 1), "Compter les lits de la maison et fermer tous les volets avant la relève du matin.");
}
