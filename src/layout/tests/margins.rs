//! Headings in the margin: alone, of two lines, close to their text and to each other.

use super::*;

const ACROSS: [&str; 2] = [
    "Avant tout, il faut dire que ce travail se fait la nuit, et que peu de gens le voient.",
    "Après quoi l’on ferme les portes, et la maison entière dort jusqu’au lever du soleil.",
];

#[test]
fn a_heading_of_two_lines_alone_in_the_margin_is_read_before_its_text() {
    let flow = page(&[
        text(ACROSS[0], 60.0, 60.0),
        text("Gestes de", 91.0, 100.0).bold(),
        text("chaque nuit", 91.0, 112.0).bold(),
        text("Le gardien compte les lits, ferme les volets et", 160.0, 100.0),
        text("baisse la lampe. Il le dit à la relève.", 160.0, 112.0),
        text(ACROSS[1], 60.0, 152.0),
    ]);
    let told = texts(&flow);
    assert_eq!((told[0], told[1], told[3], told.len()), (ACROSS[0], "Gestes de chaque nuit", ACROSS[1], 4), "{told:?}");
    assert!(told[2].ends_with("dit à la relève."), "{told:?}");
}

#[test]
fn a_heading_alone_in_the_margin_is_found_between_texts_that_go_across() {
    let flow = page(&[
        text(ACROSS[0], 60.0, 60.0),
        text(ACROSS[1], 60.0, 72.0),
        text("Lieux", 60.0, 100.0).bold(),
        text("Les couloirs et la cour.", 160.0, 97.0),
        text("Le grand escalier aussi.", 160.0, 109.0),
        text(ACROSS[0], 60.0, 137.0),
        text(ACROSS[1], 60.0, 149.0),
    ]);
    let told = texts(&flow);
    let expected = ["Lieux", "Les couloirs et la cour. Le grand escalier aussi."];
    assert!(told.windows(2).any(|pair| pair == expected), "{told:?}");
}

#[test]
fn headings_in_a_font_of_their_own_that_end_near_the_text_are_parted_from_it() {
    // Set to the right: they end 0.8 font sizes before the text, nearer than columns stand.
    let label = |words: &'static str, y: f32| text(words, 152.0 - 5.0 * words.chars().count() as f32, y).bold();
    let mut lines = vec![label("Surveillance", 100.0), label("Équipements", 164.0)];
    let words = "Le gardien compte les lits et ferme les volets, puis";
    for start in [100.0, 164.0] {
        lines.extend((0_u8..4).map(|row| text(words, 160.0, start + 12.0 * f32::from(row))));
    }
    let flow = page(&lines);
    let told = texts(&flow);
    assert_eq!((told[0], told[2], told.len()), ("Surveillance", "Équipements", 4), "{told:?}");
}

#[test]
fn headings_of_two_lines_set_to_the_right_stay_whole() {
    let label = |words: &'static str, y: f32| text(words, 152.0 - 5.0 * words.chars().count() as f32, y).bold();
    let mut lines = vec![
        label("Surveillance", 100.0),
        label("attentionnée", 112.0),
        label("Circulations", 172.0),
        label("habituelles", 184.0),
        label("Équipements", 244.0),
    ];
    let words = "Le gardien compte les lits et ferme les volets, puis";
    for start in [100.0, 172.0, 244.0] {
        lines.extend((0_u8..5).map(|row| text(words, 160.0, start + 12.0 * f32::from(row))));
    }
    let flow = page(&lines);
    let told = texts(&flow);
    assert_eq!(told.len(), 6, "{told:?}");
    assert_eq!(
        (told[0], told[2], told[4]),
        ("Surveillance attentionnée", "Circulations habituelles", "Équipements"),
        "{told:?}"
    );
}

#[test]
fn labels_that_follow_each_other_as_closely_as_lines_are_labels_each() {
    let flow = page(&[
        text("Lieux", 60.0, 100.0).bold(),
        text("Les couloirs, la cour et le grand escalier.", 160.0, 100.0),
        text("Horaires", 60.0, 116.0).bold(),
        text("De vingt heures à six heures du matin, quatre", 160.0, 116.0),
        text("nuits de suite, puis quatre nuits de repos,", 160.0, 128.0),
        text("hors des fêtes.", 160.0, 140.0),
        text("Outils", 60.0, 156.0).bold(),
        text("Une lampe, un trousseau et un carnet où tout", 160.0, 156.0),
        text("ce qui bouge est noté.", 160.0, 168.0),
    ]);
    let told = texts(&flow);
    assert_eq!((told[0], told[2], told[4], told.len()), ("Lieux", "Horaires", "Outils", 6), "{told:?}");
}

#[test]
fn labels_set_alike_against_the_lines_of_a_close_text_are_read_before_them() {
    // Each label stands 3 points lower than a line; no text starts beside it.
    let words = "Le travail se fait à deux, avec la relève du matin";
    let body = (0_u8..9).map(|row| text(words, 200.0, 100.0 + 13.0 * f32::from(row)));
    let labels = [("Gestes", 116.0), ("Lieux", 155.0), ("Outils", 194.0)];
    let lines: Vec<Text<'_>> = body.chain(labels.map(|(label, y)| text(label, 50.0, y).bold())).collect();
    let flow = page(&lines);
    let all = texts(&flow).join(" ");
    let at = |label: &str| all.find(label).unwrap_or_default();
    assert!(at("Gestes") > 0 && at("Gestes") + 80 < at("Lieux") && at("Lieux") + 80 < at("Outils"), "{all}");
}

#[test]
fn labels_set_now_high_now_low_against_the_lines_are_a_column() {
    let words = "Le travail se fait à deux, avec la relève du matin";
    let body = (0_u8..9).map(|row| text(words, 200.0, 100.0 + 13.0 * f32::from(row)));
    let notes = [("Gestes", 116.0), ("Lieux", 149.0), ("Outils", 184.0)];
    let lines: Vec<Text<'_>> = body.chain(notes.map(|(note, y)| text(note, 50.0, y).bold())).collect();
    let flow = page(&lines);
    assert_eq!(texts(&flow)[..3], ["Gestes", "Lieux", "Outils"]);
}

#[test]
fn two_bold_headings_beside_the_lines_after_short_ones_are_headings() {
    // No gap parts the texts: each begins after a line that ends short.
    let long = "Le gardien compte les lits et ferme les volets, puis il";
    let mut lines = vec![text("Cadre", 60.0, 112.0).bold(), text("Lieux", 60.0, 148.0).bold()];
    let texts = [long, "fait nuit.", long, long, "dort.", long, long, "attend."];
    lines.splice(..0, (0_u8..).zip(texts).map(|(row, words)| text(words, 160.0, 88.0 + 12.0 * f32::from(row))));
    let flow = page(&lines);
    let told = self::texts(&flow).join(" | ");
    let place = |words: &str| told.find(words).unwrap_or_else(|| panic!("no {words} in {told}"));
    assert!(place("fait nuit.") < place("Cadre") && place("Cadre") < place("dort."), "{told}");
    assert!(place("dort.") < place("Lieux") && place("Lieux") < place("attend."), "{told}");
}

#[test]
fn headings_beside_texts_that_follow_each_other_at_the_pitch_of_their_lines_are_headings_each() {
    // A title over both begins nearer to the margin than the texts do.
    let long = "Le gardien compte les lits et ferme les volets, puis il";
    let margin = [
        ("Lieux", 116.0),
        ("Accueil dans une", 128.0),
        ("maison de nuit", 140.0),
        ("Horaires", 152.0),
        ("Outils", 188.0),
    ];
    let mut lines: Vec<Text<'_>> = margin.iter().map(|(label, y)| text(label, 50.0, *y).bold()).collect();
    lines.push(text("Passeur de nuits blanches", 140.0, 96.0).size(16.0));
    let texts = ["Le grand escalier.", long, "se repose.", long, long, "Il dort.", long, "attend."];
    lines.extend((0_u8..).zip(texts).map(|(row, words)| text(words, 160.0, 116.0 + 12.0 * f32::from(row))));
    let flow = page(&lines);
    let told = self::texts(&flow);
    for label in ["Lieux", "Accueil dans une maison de nuit", "Horaires", "Outils"] {
        assert!(told.contains(&label), "{label} in {told:?}");
    }
    let told = told.join(" | ");
    let place = |words: &str| told.find(words).unwrap_or_else(|| panic!("no {words} in {told}"));
    let order = [
        "Passeur",
        "Lieux",
        "Le grand escalier.",
        "Accueil",
        "se repose.",
        "Horaires",
        "Il dort.",
        "Outils",
        "attend.",
    ];
    assert!(order.map(place).is_sorted(), "{told}");
}

#[test]
fn a_heading_in_the_margin_goes_on_after_a_word_that_calls_for_another() {
    // A sentence begins beside its second line.
    let flow = page(&[
        text(ACROSS[0], 60.0, 60.0),
        text("Nuits en", 91.0, 100.0).bold(),
        text("France", 91.0, 112.0).bold(),
        text("Le gardien compte les lits.", 160.0, 100.0),
        text("Puis il ferme les volets de toute la maison, et", 160.0, 112.0),
        text("baisse la lampe.", 160.0, 124.0),
        text(ACROSS[1], 60.0, 164.0),
    ]);
    assert_eq!(texts(&flow)[1], "Nuits en France", "{:?}", texts(&flow));
}

/// A heading in the margin, whose first line is given, and one above a chart: the texts beside them begin at `x`.
fn assert_read_above_a_chart(first: &str, x: f32) {
    let heading = |words, y| text(words, 50.0, y).size(13.0).colour(BLUE);
    let word = |words, x, y| text(words, x, y).size(8.0);
    let flow = page(&[
        text(ACROSS[0], 50.0, 60.0),
        heading(first, 100.0),
        heading("EN ESTONIE", 113.0),
        text("La veilleuse des nuits y est connue de tous. À", x, 100.0),
        text("Port-Amélie, elle range le cahier des prêts.", x, 113.0),
        text("La région finance onze emplois.", x, 132.0),
        heading("NOTRE AVIS", 200.0),
        word("Pertinent", x - 30.0, 220.0),
        word("Non", 75.0, 255.0),
        word("transposable", 65.0, 264.0),
        word("Transposable", x + 30.0, 260.0),
        word("Inapproprié", x - 32.0, 300.0),
        text(ACROSS[1], 50.0, 340.0),
    ]);
    let told = texts(&flow);
    let place = |words: &str| told.iter().position(|text| text.contains(words)).unwrap_or(usize::MAX);
    assert!(told.contains(&format!("{first} EN ESTONIE").as_str()), "{told:?}");
    assert!(place("EN ESTONIE") < place("La veilleuse") && place("onze emplois") < place("NOTRE AVIS"), "{told:?}");
}

#[test]
fn a_heading_in_the_margin_above_a_chart_that_has_one_too_is_read_before_its_text() {
    assert_read_above_a_chart("DÉJÀ LÀ...", 160.0);
}

#[test]
fn a_heading_in_the_margin_whose_first_line_is_longer_than_its_second_is_read_whole() {
    // Beside the second line, down to the end of a chart, a taller strip is free than beside the first.
    assert_read_above_a_chart("C’EST DÉJÀ LÀ...", 170.0);
}

#[test]
fn a_heading_alone_in_the_margin_beside_the_text_after_a_list_is_read_before_it() {
    let mark = |y| text("•", 165.0, y);
    let flow = page(&[
        text("Trois qualités sont recherchées, et trois encore :", 160.0, 60.0),
        mark(74.0),
        text("savoir compter les lits et fermer les volets du nord ;", 172.0, 74.0),
        mark(88.0),
        text("savoir baisser la lampe de la salle du grand canal ;", 172.0, 88.0),
        text("Cadre", 125.0, 102.0).bold(),
        text("réglementaire", 85.0, 115.0).bold(),
        text("Une lettre de mission autorise chacun à ouvrir la porte", 160.0, 102.0),
        text("de la cour en fin de journée.", 160.0, 115.0),
        text("Le règlement intérieur précise les heures des visites et", 160.0, 132.0),
        text("des repas, que chacun prend dans la salle du grand canal", 160.0, 145.0),
        text("avant la relève.", 160.0, 158.0),
    ]);
    let told = texts(&flow);
    let place = |words: &str| told.iter().position(|text| text.contains(words)).unwrap_or(usize::MAX);
    assert_eq!(told.get(place("grand canal") + 1), Some(&"Cadre réglementaire"), "{told:?}");
    assert!(place("ouvrir la porte de la cour") < place("Le règlement"), "{told:?}");
}

#[test]
fn the_end_of_a_title_beside_its_small_print_is_no_heading_in_the_margin() {
    let flow = page(&[
        text("Conseillère de la qualité de l’air en maison", 50.0, 60.0).size(25.0).colour(BLUE),
        text("de santé", 50.0, 88.0).size(25.0).colour(BLUE),
        text("Bedside Comfort Coach ou Discharge Mobility Coach", 158.0, 88.0).size(14.0),
        text("(CQAMS)", 50.0, 112.0).size(18.0),
        text(ACROSS[0], 50.0, 160.0),
    ]);
    let told = texts(&flow);
    assert!(told.iter().any(|text| text.contains("de santé Bedside Comfort")), "{told:?}");
}

#[test]
fn a_heading_in_the_margin_beside_a_box_is_read_whole_above_a_chart() {
    // The first line of the box stands lower than the heading; words of the chart leave a taller strip left of it.
    let heading = |words, y| text(words, 50.0, y).bold();
    let word = |words, x, y| text(words, x, y).size(7.0);
    let texts_of_page = [
        text(ACROSS[0], 50.0, 60.0),
        heading("C’EST DÉJÀ LÀ… EN", 100.0),
        heading("ESTONIE", 113.0),
        text("La veilleuse des nuits y est connue de tous. À", 180.0, 104.0),
        text("Port-Amélie, elle range le cahier des prêts.", 180.0, 117.0),
        heading("MISSIONS", 200.0),
        text("Accueillir les nuits de garde et fermer les volets.", 180.0, 200.0),
        text("Ranger le cahier des prêts au petit matin.", 180.0, 218.0),
        heading("NOTRE AVIS", 250.0),
        word("Transposable", 131.0, 270.0),
        word("Inapproprié", 75.0, 320.0),
        word("Pertinent", 180.0, 320.0),
        word("Non transposable", 120.0, 370.0),
    ];
    let flow = read(&[&texts_of_page], vec![panel(Rect::new(172.0, 88.0, 540.0, 130.0))], Vec::new());
    let told = texts(&flow);
    let place = |words: &str| told.iter().position(|text| text.contains(words)).unwrap_or(usize::MAX);
    assert!(told.contains(&"C’EST DÉJÀ LÀ… EN ESTONIE"), "{told:?}");
    assert!(place("ESTONIE") < place("La veilleuse") && place("cahier") < place("MISSIONS"), "{told:?}");
    assert!(place("MISSIONS") < place("Accueillir") && place("petit matin") < place("NOTRE AVIS"), "{told:?}");
}

#[test]
fn a_heading_alone_in_the_margin_is_no_column_with_the_footnote_below() {
    let flow = page(&[
        text("La relève passe à six heures, et nul ne dort avant elle.", 160.0, 60.0),
        text("On ferme les portes, puis la maison dort.", 160.0, 72.0),
        text("HORAIRES", 50.0, 96.0).bold(),
        text("De vingt heures à six heures du matin, quatre nuits de", 160.0, 96.0),
        text("suite, puis quatre nuits de repos.", 160.0, 108.0),
        text("Le carnet de route, lui, ne quitte jamais la chambre.", 160.0, 120.0),
        text("Hors des fêtes.", 50.0, 300.0),
        text("Voir le carnet.", 50.0, 318.0),
    ]);
    let told = texts(&flow);
    let place = |words: &str| told.iter().position(|text| text.contains(words)).unwrap_or(usize::MAX);
    assert!(place("la maison dort") < place("HORAIRES") && place("HORAIRES") < place("De vingt"), "{told:?}");
    assert!(place("ne quitte") < place("Hors des fêtes"), "{told:?}");
}

#[test]
fn the_words_of_a_chart_among_headings_in_the_margin_are_none() {
    let heading = |words, y| text(words, 50.0, y).bold();
    let word = |words, x, y| text(words, x, y).size(6.5);
    let mut lines = vec![
        heading("NOTRE AVIS", 60.0),
        word("Inapproprié", 50.0, 80.0),
        word("Transposable", 55.0, 130.0),
        word("Non", 190.0, 127.0),
        word("transposable", 180.0, 134.0),
        word("Pertinent", 52.0, 180.0),
    ];
    let words = "Le gardien compte les lits et ferme les volets, puis il dort";
    for (label, start) in [("Lieux", 220.0), ("Horaires", 290.0), ("Outils", 360.0)] {
        lines.push(heading(label, start));
        lines.extend((0_u8..4).map(|row| text(words, 200.0, start + 12.0 * f32::from(row))));
    }
    let flow = page(&lines);
    let told = texts(&flow);
    let place = |words: &str| told.iter().position(|text| text == &words).unwrap_or(usize::MAX);
    let next = |label: &str| told.get(place(label).wrapping_add(1)).copied().unwrap_or_default();
    assert!(["Lieux", "Horaires", "Outils"].iter().all(|label| next(label).starts_with("Le gardien")), "{told:?}");
}

#[test]
fn headings_on_grounds_of_their_own_in_the_margin_are_read_before_their_texts() {
    // They are set in from their grounds, and stand lower than the first lines of their texts.
    let heading = |words, y: f32| text(words, 56.0, y + 4.0).size(8.5).bold();
    let texts_of_page = [
        text("et de la patience, surtout quand la nuit est longue.", 180.0, 60.0),
        text("Le carnet de route, lui, ne quitte jamais la chambre.", 180.0, 72.0),
        heading("HORAIRES", 90.0),
        text("De vingt heures à six heures du matin, quatre nuits de", 180.0, 90.0),
        text("suite, puis quatre nuits de repos.", 180.0, 102.0),
        heading("LIEUX", 120.0),
        text("Les couloirs, la cour et le grand escalier, où nul ne va", 180.0, 120.0),
        text("sans lampe.", 180.0, 132.0),
        text("NOTRE AVIS", 50.0, 170.0).bold(),
        text("Non", 90.0, 190.0).size(6.5),
        text("transposable", 80.0, 197.0).size(6.5),
    ];
    let grounds = [90.0, 120.0].map(|y| panel(Rect::new(50.0, y - 9.0, 168.0, y + 8.0)));
    let flow = read(&[&texts_of_page], grounds.to_vec(), Vec::new());
    let told = texts(&flow);
    let place = |words: &str| told.iter().position(|text| text.contains(words)).unwrap_or(usize::MAX);
    let order = ["ne quitte", "HORAIRES", "De vingt", "LIEUX", "Les couloirs", "NOTRE AVIS"].map(place);
    assert!(order.is_sorted() && order[5] < usize::MAX && order.windows(2).all(|pair| pair[0] < pair[1]), "{told:?}");
}

#[test]
fn a_heading_on_a_ground_as_wide_as_its_column_is_no_label_of_the_list_beside_it() {
    let heading = |words, y: f32| text(words, 56.0, y).bold();
    let word = |words, x, y| text(words, x, y).size(6.5);
    let mut lines = vec![
        text("Le gardien compte les lits et ferme les volets, puis il dort.", 50.0, 80.0),
        text("La veilleuse des nuits y est connue de tous, dit-on.", 50.0, 92.0),
        heading("Notre avis", 120.0),
        word("Pertinent", 150.0, 140.0),
        word("Transposable", 70.0, 190.0),
        word("Non transposable", 220.0, 190.0),
        word("Inapproprié", 148.0, 240.0),
    ];
    lines.extend((0_u8..8).map(|row| text("Ranger le cahier des prêts ;", 392.0, 80.0 + 24.0 * f32::from(row))));
    let flow = read(&[&lines], vec![panel(Rect::new(50.0, 110.0, 350.0, 124.0))], Vec::new());
    let told = texts(&flow);
    let place = |words: &str| told.iter().position(|text| text.contains(words)).unwrap_or(usize::MAX);
    assert!(place("Inapproprié") < place("Ranger"), "{told:?}");
}

#[test]
fn headings_that_stand_now_a_little_higher_now_a_little_lower_than_their_texts_are_read_before_them() {
    let heading = |words, y: f32| text(words, 50.0, y).bold();
    let mut lines = Vec::new();
    let words = "Le gardien compte les lits et ferme les volets, puis il dort";
    for (label, off, start) in [("Lieux", 6.0, 100.0), ("Horaires", 7.0, 154.0), ("Outils", -7.0, 216.0)] {
        lines.push(heading(label, start + off));
        lines.extend((0_u8..4).map(|row| text(words, 200.0, start + 12.0 * f32::from(row))));
    }
    let flow = page(&lines);
    let told = texts(&flow);
    let labels: Vec<&str> = told.iter().step_by(2).copied().collect();
    assert_eq!(labels, ["Lieux", "Horaires", "Outils"], "{told:?}");
}

#[test]
fn labels_that_all_stand_a_little_lower_than_their_texts_are_read_before_them() {
    // Texts follow each other as closely as their paragraphs.
    let mut lines = Vec::new();
    for (label, y) in [("Missions", 100.0), ("Formation", 142.0), ("Perspectives", 184.0)] {
        lines.push(text(label, 60.0, y + 4.5).bold().size(10.8));
        lines.push(text("Le gardien compte les lits et ferme les volets.", 160.0, y));
        lines.push(text("Il baisse la lampe, puis il le dit à la relève.", 160.0, y + 14.0));
        lines.push(text("Et la maison dort.", 160.0, y + 28.0));
    }
    let flow = page(&lines);
    let told = texts(&flow);
    let places: Vec<Option<usize>> =
        ["Missions", "Formation", "Perspectives"].map(|label| told.iter().position(|text| *text == label)).to_vec();
    assert_eq!(places, [Some(0), Some(2), Some(4)], "{told:?}");
}
