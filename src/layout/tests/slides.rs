//! Handouts: several slides on a page.

use super::*;

/// Pages of two by two slides, each with a title of a size, a text and its number.
fn handout(pages: u8, size: f32) -> Vec<Vec<(String, f32, f32, f32)>> {
    let slide = |page: u8, slot: u8| {
        let number = 4 * page + slot + 1;
        let (x, y) = (300.0 * f32::from(slot % 2), 400.0 * f32::from(slot / 2));
        vec![
            (format!("Diapositive numéro {number}"), x + 30.0, y + 60.0, size),
            ("Un texte court qui dit de quoi l’on parle".to_owned(), x + 30.0, y + 100.0, 10.0),
            ("et ce que l’on attend de chacun.".to_owned(), x + 30.0, y + 113.0, 10.0),
            (number.to_string(), x + 260.0, y + 360.0, 8.0),
        ]
    };
    (0..pages).map(|page| (0..4).flat_map(|slot| slide(page, slot)).collect()).collect()
}

fn read_handout(pages: &[Vec<(String, f32, f32, f32)>], shapes: Vec<Shape>) -> Flow {
    let pages: Vec<Vec<Text<'_>>> = pages
        .iter()
        .map(|page| page.iter().map(|(words, x, y, size)| text(words, *x, *y).size(*size)).collect())
        .collect();
    let pages: Vec<&[Text<'_>]> = pages.iter().map(Vec::as_slice).collect();
    read(&pages, shapes, Vec::new())
}

fn titles(flow: &Flow) -> Vec<&str> {
    texts(flow).into_iter().filter(|text| text.starts_with("Diapositive")).collect()
}

const IN_ORDER: [&str; 8] = [
    "Diapositive numéro 1",
    "Diapositive numéro 2",
    "Diapositive numéro 3",
    "Diapositive numéro 4",
    "Diapositive numéro 5",
    "Diapositive numéro 6",
    "Diapositive numéro 7",
    "Diapositive numéro 8",
];

#[test]
fn frames_round_slides_are_no_table() {
    let frames = [(20.0, 20.0), (320.0, 20.0), (20.0, 420.0), (320.0, 420.0)].map(|(x, y)| Shape {
        kind: ShapeKind::Box,
        bbox: Rect::new(x, y, x + 260.0, y + 360.0),
        fill: None,
        stroke: Some(Rgb(0, 0, 0)),
    });
    let mut edges: Vec<Shape> = [10.0, 390.0, 770.0].map(|y| rule(10.0, y, 590.0, y)).to_vec();
    edges.extend([10.0, 300.0, 590.0].map(|x| rule(x, 10.0, x, 770.0)));
    // Titles in the size of the text do not tell them from cells.
    for shapes in [frames.to_vec(), edges] {
        let flow = read_handout(&handout(2, 10.0), shapes);
        assert!(flow.blocks.iter().all(|block| block.table.is_none()), "{:?}", shown(&flow));
        assert_eq!(titles(&flow), IN_ORDER);
    }
}

#[test]
fn page_numbers_beside_the_numbers_of_slides_do_not_hide_them() {
    let mut pages = handout(3, 16.0);
    for (page, number) in pages.iter_mut().zip(1..) {
        page.push((number.to_string(), 296.0, 790.0, 8.0));
    }
    let flow = read_handout(&pages, Vec::new());
    assert_eq!(titles(&flow)[..8], IN_ORDER);
}
