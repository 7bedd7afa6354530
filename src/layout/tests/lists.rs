//! Items of lists: where their markers stand, which signs mark them, how they go on.

use super::*;

/// The items of a page, and what is none.
fn items(lines: &[Text<'_>]) -> Vec<(bool, String)> {
    page(lines).blocks.iter().map(|block| (matches!(block.role, Role::ListItem(_)), block.text.clone())).collect()
}

fn item(text: &str) -> (bool, String) {
    (true, text.to_owned())
}

#[test]
fn a_marker_at_the_middle_of_an_item_of_two_lines_marks_its_first_line() {
    let read = items(&[
        text("•", 50.0, 106.0),
        text("Tenir le cahier de la nuit,", 62.0, 100.0),
        text("et le remettre au matin.", 62.0, 112.0),
        text("•", 50.0, 134.0),
        text("Fermer les volets du nord,", 62.0, 128.0),
        text("puis ceux de la cour.", 62.0, 140.0),
    ]);
    assert_eq!(
        read,
        [
            item("Tenir le cahier de la nuit, et le remettre au matin."),
            item("Fermer les volets du nord, puis ceux de la cour.")
        ]
    );
}

#[test]
fn markers_at_the_middle_of_close_items_know_their_own_lines() {
    // Items follow each other as their lines do: halfway between two markers one ends.
    let read = items(&[
        text("•", 50.0, 106.0),
        text("Tenir le cahier de la nuit,", 62.0, 100.0),
        text("et le remettre au matin.", 62.0, 112.0),
        text("•", 50.0, 130.0),
        text("Fermer les volets du nord,", 62.0, 124.0),
        text("puis ceux de la cour.", 62.0, 136.0),
        text("•", 50.0, 154.0),
        text("Compter les lits vides et", 62.0, 148.0),
        text("les dire à la relève.", 62.0, 160.0),
    ]);
    assert_eq!(
        read,
        [
            item("Tenir le cahier de la nuit, et le remettre au matin."),
            item("Fermer les volets du nord, puis ceux de la cour."),
            item("Compter les lits vides et les dire à la relève.")
        ]
    );
}

#[test]
fn a_marker_on_the_middle_line_of_an_item_marks_its_first_line() {
    // Of three lines, of two, of one.
    let read = items(&[
        text("Tenir le cahier", 62.0, 100.0),
        text("•", 55.0, 112.0),
        text("de la nuit, et le", 62.0, 112.0),
        text("remettre au matin.", 62.0, 124.0),
        text("•", 55.0, 145.0),
        text("Fermer les volets du nord,", 62.0, 139.0),
        text("puis ceux de la cour.", 62.0, 151.0),
        text("•", 55.0, 166.0),
        text("Compter les lits.", 62.0, 166.0),
        text("Aérer chaque salle", 62.0, 181.0),
        text("•", 55.0, 193.0),
        text("du grand pavillon", 62.0, 193.0),
        text("avant la relève.", 62.0, 205.0),
    ]);
    assert_eq!(
        read,
        [
            item("Tenir le cahier de la nuit, et le remettre au matin."),
            item("Fermer les volets du nord, puis ceux de la cour."),
            item("Compter les lits."),
            item("Aérer chaque salle du grand pavillon avant la relève."),
        ]
    );
}

#[test]
fn an_angle_on_the_middle_line_of_items_is_a_bullet() {
    let read = items(&[
        text("Veilleur des", 62.0, 100.0),
        text("»", 55.0, 112.0),
        text("jardins de nuit", 62.0, 112.0),
        text("et de la cour", 62.0, 124.0),
        text("Gardienne", 62.0, 139.0),
        text("»", 55.0, 151.0),
        text("du canal et", 62.0, 151.0),
        text("de ses écluses", 62.0, 163.0),
    ]);
    assert_eq!(
        read,
        [item("Veilleur des jardins de nuit et de la cour"), item("Gardienne du canal et de ses écluses")]
    );
}

#[test]
fn a_marker_on_a_first_line_stays_there() {
    // Items as far apart as their lines.
    let read = items(&[
        text("•", 55.0, 112.0),
        text("tenir le cahier", 62.0, 112.0),
        text("de la nuit,", 62.0, 124.0),
        text("•", 55.0, 136.0),
        text("fermer les volets", 62.0, 136.0),
        text("de la cour,", 62.0, 148.0),
        text("•", 55.0, 160.0),
        text("compter les lits", 62.0, 160.0),
        text("de la salle.", 62.0, 172.0),
    ]);
    assert_eq!(
        read,
        [
            item("tenir le cahier de la nuit,"),
            item("fermer les volets de la cour,"),
            item("compter les lits de la salle.")
        ]
    );
}

#[test]
fn an_angle_far_from_its_text_is_a_bullet_before_a_small_letter() {
    let read = items(&[
        text("»", 50.0, 100.0),
        text("tenir le cahier de la nuit,", 65.0, 100.0),
        text("»", 50.0, 113.0),
        text("fermer les volets du nord.", 65.0, 113.0),
    ]);
    assert_eq!(read, [item("tenir le cahier de la nuit,"), item("fermer les volets du nord.")]);
}

#[test]
fn an_angle_where_other_lines_have_theirs_is_a_bullet() {
    let read = items(&[
        text("» Tenir le cahier de la nuit,", 50.0, 100.0),
        text("» fermer les volets du nord,", 50.0, 120.0),
        text("» Compter les lits vides.", 50.0, 140.0),
    ]);
    assert_eq!(
        read,
        [item("Tenir le cahier de la nuit,"), item("fermer les volets du nord,"), item("Compter les lits vides.")]
    );
}

#[test]
fn an_angle_that_closes_a_quotation_at_a_lines_start_is_no_bullet() {
    let read = items(&[
        text("Il dit à chacun « Bonne nuit à vous tous, et à demain", 50.0, 100.0),
        text("» puis il baisse la lampe et s’en va par le couloir.", 50.0, 113.0),
    ]);
    assert_eq!(read.len(), 1, "{read:?}");
}

#[test]
fn numbered_items_count_on_after_an_inner_list() {
    let flow = page(&[
        text("1. Préparer la ronde avec la relève, soit pour lui", 50.0, 100.0),
        text("1) les clés, la lampe et le carnet de la maison", 62.0, 113.0),
        text("2) le manteau, le sifflet et les bottes de pluie", 62.0, 126.0),
        text("2. Faire la ronde, étage après étage, sans le dire", 50.0, 139.0),
        text("3. Noter ce qui a changé depuis la nuit précédente", 50.0, 152.0),
    ]);
    let told = texts(&flow);
    assert!(told.iter().any(|text| text.starts_with("2. Faire la ronde")), "{told:?}");
    assert!(told.iter().any(|text| text.starts_with("3. Noter")), "{told:?}");
}

#[test]
fn a_numbered_item_hangs_at_the_edge_of_its_text() {
    let flow = page(&[
        text("Avant la ronde, trois choses sont faites dans l’ordre que voici.", 50.0, 80.0),
        text("1. Porter les clés, la lampe, etc.", 50.0, 100.0),
        text("sans rien oublier, et les rendre au matin.", 62.0, 113.0),
        text("2. Allumer la", 50.0, 130.0),
        text("lampe du couloir, même s’il fait encore jour.", 62.0, 143.0),
    ]);
    let told = texts(&flow);
    assert_eq!(
        told[1..],
        [
            "1. Porter les clés, la lampe, etc. sans rien oublier, et les rendre au matin.",
            "2. Allumer la lampe du couloir, même s’il fait encore jour."
        ]
    );
}

#[test]
fn a_new_sentence_at_the_edge_of_an_items_text_belongs_to_the_item() {
    // The text of a counted item begins three letters after its number.
    let edge = 50.0 + 3.0 * 5.0;
    let read = items(&[
        text("3. Régler les horloges de la maison et les montres qui restent.", 50.0, 100.0),
        text("4. Ouvrir les volets du nord.", 50.0, 112.0),
        text("Le gardien les compte.", edge, 124.0),
        text("5. Compter les lits vides de la maison.", 50.0, 136.0),
    ]);
    let texts: Vec<&str> = read.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(
        texts[1..],
        ["4. Ouvrir les volets du nord. Le gardien les compte.", "5. Compter les lits vides de la maison."]
    );
    // Further in than the text of the item, it is a paragraph of its own.
    let read = items(&[
        text("4. Ouvrir les volets du nord, puis ceux de la cour et du jardin.", 50.0, 100.0),
        text("5. Compter les lits vides.", 50.0, 112.0),
        text("Le gardien les compte.", edge + 20.0, 124.0),
    ]);
    assert_eq!(read.len(), 3, "{read:?}");
}

#[test]
fn sentences_further_apart_than_lines_at_one_pitch_are_paragraphs_however_little() {
    // A twentieth of the font size: nobody sees it, and nothing else parts them.
    let lines = ["Relire chaque soir la liste des lits et", "la signer avec l’équipe de nuit du quai."];
    let mut texts = Vec::new();
    for item in 0_u8..9 {
        let y = 100.0 + 24.5 * f32::from(item);
        texts.extend([text(lines[0], 50.0, y), text(lines[1], 50.0, y + 12.0)]);
    }
    let told = items(&texts);
    assert_eq!(told.len(), 9, "{told:?}");
    // At one pitch they are one paragraph.
    let whole = (0_u8..18).map(|row| text(lines[usize::from(row % 2)], 50.0, 100.0 + 12.0 * f32::from(row)));
    assert_eq!(items(&whole.collect::<Vec<_>>()).len(), 1);
}

#[test]
fn the_end_of_an_item_above_another_of_as_many_lines_is_not_its_beginning() {
    let line = |words, y| text(words, 62.0, y);
    let flow = page(&[
        line("où les gardiens du quai rangent leurs lampes", 60.0),
        line("et leurs carnets, au petit matin, avant de", 72.0),
        line("fermer la porte de la cour.", 84.0),
        text("•", 50.0, 98.0),
        line("Les toits, les remises et les marchés du nord", 98.0),
        line("de la ville, que le gardien du port ouvre à", 110.0),
        line("six heures.", 122.0),
    ]);
    assert_eq!(flow.blocks.len(), 2, "{:?}", shown(&flow));
    assert_eq!((flow.blocks[0].role, flow.blocks[1].role), (Role::Paragraph, Role::ListItem(0)), "{:?}", shown(&flow));
}
