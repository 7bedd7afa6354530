//! Tables with and without rules, and frames that are none.

use super::*;

/// The cells of the first table, row by row.
pub(super) fn cells(flow: &Flow) -> Vec<Vec<String>> {
    let table = flow.blocks.iter().find_map(|block| block.table.as_ref());
    table.iter().flat_map(|table| &table.rows).map(|row| row.iter().map(|cell| cell.text()).collect()).collect()
}

/// The head of a table of three columns, and a label with two texts beside it.
pub(super) fn labelled_row<'t>(label: &'t str, one: [&'t str; 2], two: [&'t str; 2], y: f32) -> Vec<Text<'t>> {
    vec![
        text(label, 50.0, y).bold(),
        text(one[0], 160.0, y),
        text(one[1], 160.0, y + 12.0),
        text(two[0], 330.0, y),
        text(two[1], 330.0, y + 12.0),
    ]
}

pub(super) fn head(y: f32) -> [Text<'static>; 2] {
    [text("En établissement", 160.0, y).bold(), text("À domicile", 330.0, y).bold()]
}

#[test]
fn one_labelled_row_under_a_head_is_a_table() {
    let mut texts = vec![text("Le métier s’exerce de deux façons, selon le lieu.", 50.0, 60.0)];
    texts.extend(head(100.0));
    texts.extend(labelled_row(
        "Missions",
        ["Relire la liste des lits", "avec l’équipe du soir."],
        ["Appeler les familles", "et les aidants."],
        120.0,
    ));
    let flow = page(&texts);
    assert_eq!(cells(&flow)[1][1], "Relire la liste des lits avec l’équipe du soir.", "{:?}", cells(&flow));
}

#[test]
fn a_sentence_that_the_page_cuts_goes_on_in_its_cell() {
    let mut first = vec![text("Le métier s’exerce de deux façons, selon le lieu.", 50.0, 560.0)];
    first.extend(head(700.0));
    first.extend(labelled_row(
        "Missions",
        ["Relire la liste des lits", "avec l’équipe du soir."],
        ["Appeler les familles afin", "de libérer des heures"],
        720.0,
    ));
    let mut second = head(60.0).to_vec();
    second.push(text("de garde.", 330.0, 80.0));
    second.extend(labelled_row("Lieux", ["Les hôpitaux", "de jour."], ["Les maisons", "de santé."], 110.0));
    second.push(text("Le texte reprend après le tableau, sur toute la largeur.", 50.0, 200.0));
    let flow = read(&[&first, &second], Vec::new(), Vec::new());
    let cells = cells(&flow);
    assert_eq!(cells[1][2], "Appeler les familles afin de libérer des heures de garde.", "{cells:?}");
    assert_eq!(cells[2][0], "Lieux");
    assert_eq!(flow.furniture.len(), 2, "the head that is printed again");
}

#[test]
fn headings_side_by_side_over_columns_of_prose_head_no_table() {
    let mut texts = Vec::new();
    for (x, heading) in [(20.0, "Missions"), (220.0, "Formation"), (420.0, "Lieux")] {
        texts.push(text(heading, x, 100.0).bold());
        for row in 0_u8..6 {
            texts.push(text("Les équipes relisent les consignes", x, 114.0 + 12.0 * f32::from(row)));
        }
    }
    assert!(cells(&page(&texts)).is_empty());
}

#[test]
fn a_group_named_in_its_first_row_alone_is_a_sparse_column() {
    let mut texts: Vec<Text<'_>> = [("Pôle", 60.0), ("Poste", 160.0), ("Lieu", 320.0)]
        .into_iter()
        .map(|(cell, x)| text(cell, x, 80.0).bold())
        .collect();
    let rows = [
        (Some("Accueil"), "Hôtesse des départs", "Quai nord"),
        (None, "Guide des files", "Quai sud"),
        (Some("Atelier"), "Ajusteur de lampes", "Cour"),
        (None, "Souffleur de verre", "Forge"),
    ];
    for ((group, post, place), row) in rows.into_iter().zip(0_u8..) {
        let y = 98.0 + 18.0 * f32::from(row);
        texts.extend(group.map(|group| text(group, 60.0, y)));
        texts.extend([text(post, 160.0, y), text(place, 320.0, y)]);
    }
    let cells = cells(&page(&texts));
    assert_eq!(cells[2], ["", "Guide des files", "Quai sud"], "{cells:?}");
}

#[test]
fn pairs_of_a_name_and_a_longer_text_are_rows() {
    let names = ["Ana Brume", "Luc Sablier", "Inès Corde", "Paul Givre", "Mona Verre", "Théo Digue"];
    let mut texts = Vec::new();
    for (name, row) in names.into_iter().zip(0_u8..) {
        let y = 80.0 + 36.0 * f32::from(row);
        texts.push(text(name, 60.0, y));
        texts.push(text("Directrice de l’atelier des vents et des", 160.0, y));
        texts.push(text("marées", 160.0, y + 12.0));
    }
    let cells = cells(&page(&texts));
    assert_eq!(cells.len(), 6, "{cells:?}");
    assert_eq!(cells[1], ["Luc Sablier", "Directrice de l’atelier des vents et des marées"]);
}

#[test]
fn rules_drawn_in_pieces_are_whole() {
    let mut texts = Vec::new();
    let mut shapes = Vec::new();
    for row in 0_u8..3 {
        let y = 100.0 + 34.0 * f32::from(row);
        texts.extend([text("Septembre", 66.0, y + 20.0), text("Choisir un port", 176.0, y + 20.0)]);
        for x in [60.0, 170.0, 400.0] {
            // Too short a piece for a rule, then the rest.
            shapes.extend([rule(x, y, x, y + 6.0), rule(x, y + 6.0, x, y + 34.0)]);
        }
        shapes.push(rule(60.0, y, 400.0, y));
    }
    shapes.push(rule(60.0, 202.0, 400.0, 202.0));
    let flow = read(&[&texts], shapes, Vec::new());
    assert_eq!(cells(&flow), vec![vec!["Septembre".to_owned(), "Choisir un port".to_owned()]; 3]);
}

#[test]
fn a_frame_with_key_words_in_boxes_at_its_foot_is_no_table() {
    let texts = [
        text("Descriptif détaillé", 60.0, 120.0).bold(),
        text("Ce métier réunit deux chemins qui ne se touchent plus.", 60.0, 150.0),
        text("Cartes", 100.0, 296.0),
        text("Terrain", 240.0, 296.0),
        text("Langue", 380.0, 296.0),
    ];
    let frame = |x0, y0, x1, y1| Shape {
        kind: ShapeKind::Box,
        bbox: Rect::new(x0, y0, x1, y1),
        fill: None,
        stroke: Some(Rgb(0, 0, 0)),
    };
    let key = |x: f32| frame(x, 284.0, x + 80.0, 304.0);
    let flow = read(&[&texts], vec![frame(50.0, 100.0, 500.0, 304.0), key(90.0), key(230.0), key(370.0)], Vec::new());
    assert!(cells(&flow).is_empty(), "{:?}", cells(&flow));
}

#[test]
fn a_ruled_row_with_a_label_is_a_table_by_itself() {
    let texts = [
        text("Le texte d’avant le tableau va d’un bord à l’autre.", 50.0, 60.0),
        text("MISSIONS", 55.0, 112.0).bold().size(13.0),
        text("Mesurer la douleur au moyen d’un logiciel, depuis", 160.0, 110.0),
        text("deux ans, et publier les chiffres.", 160.0, 123.0),
    ];
    let sides = [50.0, 150.0, 500.0].map(|x| rule(x, 98.0, x, 130.0));
    let levels = [98.0, 130.0].map(|y| rule(50.0, y, 500.0, y));
    let flow = read(&[&texts], sides.into_iter().chain(levels).collect(), Vec::new());
    assert_eq!(
        cells(&flow),
        [["MISSIONS", "Mesurer la douleur au moyen d’un logiciel, depuis deux ans, et publier les chiffres."]]
    );
}

#[test]
fn a_label_too_long_for_its_cell_is_parted_from_the_text_that_it_nearly_touches() {
    let mut texts = vec![
        text("Missions", 54.0, 132.0).bold(),
        text("principales", 54.0, 144.0).bold(),
        text("En établissement", 111.0, 112.0).bold(),
        text("À domicile", 250.0, 112.0).bold(),
    ];
    for (row, (one, two)) in (0_u8..).zip([
        ("Relire la liste des lits", "Appeler les familles"),
        ("de la semaine avec", "et les aidants de la"),
        ("l’équipe du soir,", "rive nord, deux fois"),
        ("puis la signer.", "chaque mois."),
    ]) {
        let y = 132.0 + 12.0 * f32::from(row);
        texts.extend([text(one, 111.0, y), text(two, 250.0, y)]);
    }
    let mut shapes: Vec<Shape> = [100.0, 118.0, 178.0].map(|y| rule(50.0, y, 400.0, y)).to_vec();
    shapes.extend([50.0, 106.0, 245.0, 400.0].map(|x| rule(x, 100.0, x, 178.0)));
    let cells = cells(&read(&[&texts], shapes, Vec::new()));
    let row = &cells[1];
    assert_eq!(row[0], "Missions principales", "{cells:?}");
    assert_eq!(row[1], "Relire la liste des lits de la semaine avec l’équipe du soir, puis la signer.", "{cells:?}");
}

#[test]
fn capitals_of_cells_that_are_set_further_apart_than_the_text_are_one_text() {
    let mut texts: Vec<Text<'_>> = Vec::new();
    for (line, words) in (0_u8..).zip([
        "Le gardien compte les lits et",
        "ferme les volets, puis il",
        "baisse la lampe de la salle",
        "et rentre.",
    ]) {
        texts.push(text(words, 50.0, 60.0 + 11.0 * f32::from(line)));
    }
    texts.extend([text("FAMILLE DE", 54.0, 134.0).bold(), text("MÉTIER", 54.0, 148.0).bold()]);
    texts.extend([text("RECHERCHE", 154.0, 134.0), text("CLINIQUE", 154.0, 148.0)]);
    texts.extend([text("DIRECTION", 54.0, 174.0).bold(), text("MÉTIER", 54.0, 188.0).bold()]);
    texts.extend([text("DIRECTION DE LA", 154.0, 174.0), text("COMMUNICATION", 154.0, 188.0)]);
    let level = [120.0, 160.0, 200.0].map(|y| rule(50.0, y, 300.0, y + 0.5));
    let upright = [50.0, 150.0, 300.0].map(|x| rule(x, 120.0, x + 0.5, 200.0));
    let flow = read(&[&texts], level.into_iter().chain(upright).collect(), Vec::new());
    let table = flow.blocks.iter().find_map(|block| block.table.as_ref()).expect("a table");
    assert!(table.rows.iter().flatten().all(|cell| cell.blocks.len() == 1), "{table:?}");
}

#[test]
fn short_texts_on_grounds_in_a_row_head_the_columns_below_them() {
    let ground = |x: f32| panel(Rect::new(x, 86.0, x + 150.0, 104.0));
    let texts = [
        text("Thème", 55.0, 100.0).bold(),
        text("Famille de métier", 205.0, 100.0).bold(),
        text("Direction métier", 355.0, 100.0).bold(),
        text("Veiller le jour", 55.0, 116.0),
        text("Soins, Social, éducatif,", 205.0, 116.0),
        text("Direction des soins et de", 355.0, 116.0),
        text("psychologie, culturel,", 205.0, 128.5),
        text("la coordination, des", 355.0, 128.0),
        text("système", 205.0, 141.0),
        text("affaires médicales", 355.0, 140.0),
        // Two columns of text below, of another division.
        text("Le métier veille le jour comme la nuit,", 50.0, 190.0),
        text("dans toutes les maisons du canton, où", 50.0, 202.0),
        text("nul ne dort avant que la lampe ne soit", 50.0, 214.0),
        text("baissée et les volets fermés.", 50.0, 226.0),
        text("Il ne remplace personne, et tous ceux", 300.0, 190.0),
        text("qui l’ont vu le disent utile aux autres", 300.0, 202.0),
        text("comme à ceux qui ne dorment pas, quand", 300.0, 214.0),
        text("tous les autres dorment.", 300.0, 226.0),
    ];
    let flow = read(&[&texts], vec![ground(50.0), ground(200.0), ground(350.0)], Vec::new());
    let expected = [
        "Veiller le jour",
        "Soins, Social, éducatif, psychologie, culturel, système",
        "Direction des soins et de la coordination, des affaires médicales",
    ];
    assert_eq!(
        cells(&flow).get(1).map(Vec::as_slice),
        Some(expected.map(str::to_owned).as_slice()),
        "{:?}",
        cells(&flow)
    );
}

#[test]
fn tables_of_other_columns_one_below_the_other_are_two() {
    // Level rules of one width, a strip without text between the tables.
    let rules = [88.0, 104.0, 120.0, 130.0, 162.0, 194.0].map(|y| rule(50.0, y, 550.0, y)).to_vec();
    let texts = [
        text("Thème", 55.0, 100.0).bold(),
        text("Famille", 230.0, 100.0).bold(),
        text("Direction", 400.0, 100.0).bold(),
        text("Veiller", 55.0, 116.0),
        text("Soins", 230.0, 116.0),
        text("Direction des soins", 400.0, 116.0),
        text("Missions", 55.0, 148.0).bold(),
        text("Compter les lits et fermer les volets de la maison avant la nuit.", 160.0, 142.0),
        text("Appeler les familles et le dire à la relève du matin.", 160.0, 154.0),
        text("Formation", 55.0, 180.0).bold(),
        text("Deux ans d’étude, dont un stage dans une maison de veille.", 160.0, 174.0),
        text("Une expérience auprès des aidants est appréciée.", 160.0, 186.0),
    ];
    let flow = read(&[&texts], rules, Vec::new());
    let columns: Vec<usize> =
        flow.blocks.iter().filter_map(|block| block.table.as_ref()).map(|table| table.rows[0].len()).collect();
    assert_eq!(columns, [3, 2], "{:?}", texts_of(&flow));
}

/// What the blocks say, tables among them.
fn texts_of(flow: &Flow) -> Vec<String> {
    flow.blocks
        .iter()
        .map(|block| format!("{} {:?}", block.text, block.table.as_ref().map(|table| table.rows.len())))
        .collect()
}

/// A ruled table of two columns, from a height on; a row takes 30 points.
fn ruled(top: f32, rows: u8) -> Vec<Shape> {
    let height = |row: u8| top + 30.0 * f32::from(row);
    let mut rules: Vec<Shape> = (0..=rows).map(|row| rule(50.0, height(row), 550.0, height(row))).collect();
    rules.extend([50.0, 150.0, 550.0].map(|x| rule(x, top, x, height(rows))));
    rules
}

#[test]
fn a_table_that_had_room_for_the_next_one_does_not_go_on_in_it() {
    let row =
        |label: &'static str, words: &'static str, y: f32| vec![text(label, 55.0, y).bold(), text(words, 160.0, y)];
    let sheet = |end: f32| {
        let mut texts = row("Missions", "Compter les lits et fermer les volets.", 178.0);
        texts.extend(row("Formation", "Deux ans d’étude, dont un stage.", 208.0));
        texts.push(text("Le métier veille le jour comme la nuit.", 50.0, end));
        texts
    };
    let mut first = sheet(700.0);
    first.pop();
    // The last page says how far down text goes.
    let flow = read(&[&first, &first, &sheet(700.0)], ruled(160.0, 2), Vec::new());
    let tables = flow.blocks.iter().filter(|block| block.table.is_some()).count();
    assert_eq!(tables, 3, "{:?}", texts_of(&flow));
}

#[test]
fn a_row_that_the_page_cuts_in_a_sentence_is_one_row() {
    let upper = [
        text("Missions", 55.0, 78.0).bold(),
        text("Formation", 160.0, 78.0).bold(),
        text("Compter les lits et", 55.0, 108.0),
        text("Deux ans d’étude, dont", 160.0, 108.0),
    ];
    let lower = [
        text("fermer les volets.", 55.0, 78.0),
        text("un stage de nuit.", 160.0, 78.0),
        text("Suivre la relève.", 55.0, 108.0),
        text("Une année de plus.", 160.0, 108.0),
    ];
    let flow = read(&[&upper, &lower], ruled(60.0, 2), Vec::new());
    assert_eq!(
        cells(&flow)[1],
        ["Compter les lits et fermer les volets.", "Deux ans d’étude, dont un stage de nuit."],
        "{:?}",
        cells(&flow)
    );
}

#[test]
fn heads_on_grounds_show_the_columns_of_a_table_in_which_other_rows_go_over_several() {
    let rules = [88.0, 106.0, 136.0, 154.0, 184.0].map(|y| rule(50.0, y, 560.0, y));
    let ground = |x0: f32, x1: f32, y: f32| panel(Rect::new(x0, y, x1, y + 18.0));
    let grounds =
        [(50.0, 220.0, 88.0), (220.0, 390.0, 88.0), (390.0, 560.0, 88.0), (50.0, 390.0, 136.0), (390.0, 560.0, 136.0)];
    let mut shapes = grounds.map(|(x0, x1, y)| ground(x0, x1, y)).to_vec();
    shapes.extend(rules);
    let texts = [
        text("Missions", 55.0, 101.0).bold(),
        text("Formation", 225.0, 101.0).bold(),
        text("Lieux", 395.0, 101.0).bold(),
        // The lines of two cells come near to each other.
        text("Compter les lits, fermer les vo", 55.0, 118.0),
        text("Deux ans d’étude, dont un stage", 225.0, 118.0),
        text("Les maisons du canton", 395.0, 118.0),
        text("lets.", 55.0, 130.0),
        text("Perspectives en France", 55.0, 149.0).bold(),
        text("Notre avis", 395.0, 149.0).bold(),
        text("Des postes s’ouvrent dans toutes les maisons, la nuit.", 55.0, 166.0),
        text("Pertinent", 395.0, 166.0),
    ];
    let flow = read(&[&texts], shapes, Vec::new());
    let cells = cells(&flow);
    assert_eq!(cells[0], ["Missions", "Formation", "Lieux"], "{cells:?}");
    assert_eq!(cells[3], ["Des postes s’ouvrent dans toutes les maisons, la nuit.", "", "Pertinent"], "{cells:?}");
}
