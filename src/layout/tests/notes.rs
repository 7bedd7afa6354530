//! References to footnotes, and captions.

use super::furniture::{set_aside, with_picture};
use super::*;

const SENTENCE: &str = "Le texte courant dit ce que le métier fait, pour qui, et avec quelles ressources.";

fn footnotes(flow: &Flow) -> Vec<&str> {
    let notes = flow.blocks.iter().filter(|block| block.role == Role::Footnote);
    notes.map(|block| block.text.as_str()).collect()
}

#[test]
fn a_reference_that_its_font_alone_raises_is_no_part_of_the_word() {
    // Such fonts draw small high digits, which are digits to a reader.
    let flow = page(&[
        text(SENTENCE, 50.0, 100.0),
        text("La maison assure une présence1 chaque nuit de l’année.", 50.0, 113.0),
        text("1Depuis l’été, une seconde personne dort sur place.", 50.0, 760.0).size(7.0),
    ]);
    let told = texts(&flow);
    assert!(told[0].ends_with("une présence chaque nuit de l’année."), "{told:?}");
    assert_eq!(footnotes(&flow), ["Depuis l’été, une seconde personne dort sur place."]);
}

#[test]
fn a_digit_of_a_word_or_quantity_is_no_reference() {
    let flow = page(&[
        text("Le gaz CO2 est mesuré 2 fois par nuit, et la salle2 reste close.", 50.0, 100.0),
        text("2Sauf le dimanche, jour de visite.", 50.0, 760.0).size(7.0),
    ]);
    assert_eq!(texts(&flow)[0], "Le gaz CO2 est mesuré 2 fois par nuit, et la salle reste close.");
}

#[test]
fn a_note_may_be_carried_to_the_next_page() {
    let first = [
        text(SENTENCE, 50.0, 100.0),
        text("La maison assure une présence", 50.0, 760.0),
        text("1", 195.0, 756.0).size(5.0),
        text("chaque nuit.", 202.0, 760.0),
    ];
    let second = [text(SENTENCE, 50.0, 100.0), text("1 Depuis l’été, à deux.", 50.0, 760.0).size(7.0)];
    let flow = read(&[&first, &second], Vec::new(), Vec::new());
    let told = texts(&flow).join(" / ");
    assert!(told.contains("une présence chaque nuit."), "{told}");
    assert_eq!(footnotes(&flow), ["Depuis l’été, à deux."]);
}

#[test]
fn a_caption_centred_under_its_picture_may_be_much_wider() {
    let words = "Film du métier, tourné à Brest";
    let centred = [text(words, 17.5, 150.0).size(7.0), text(SENTENCE, 50.0, 180.0)];
    assert_eq!(set_aside(&with_picture(&centred, Vec::new(), true)), [words]);
    let beside = [text(words, 30.0, 150.0).size(7.0), text(SENTENCE, 50.0, 180.0)];
    assert_eq!(set_aside(&with_picture(&beside, Vec::new(), true)), Vec::<&str>::new());
}
