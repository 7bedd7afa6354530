//! Pages made of a few lines, each for one thing that reports do.

use std::num::NonZeroU32;

mod cells;
mod columns;
mod furniture;
mod lists;
mod margins;
mod notes;
mod slides;
mod tables;
mod titles;

use super::layout;
use crate::model::document::{
    Direction, Document, ElementRole, Font, Glyph, GlyphPage, GlyphText, Page, PageContent, Rgb, Shape, ShapeKind,
    StructureElement,
};
use crate::model::flow::{Flow, Role};
use crate::model::geometry::Rect;

const BLUE: Rgb = Rgb(20, 60, 200);

/// A line of text: where its baseline starts, and its look.
#[derive(Clone, Copy)]
struct Text<'t> {
    text: &'t str,
    x: f32,
    y: f32,
    size: f32,
    bold: bool,
    colour: Rgb,
    element: u32,
}

fn text(text: &str, x: f32, y: f32) -> Text<'_> {
    Text { text, x, y, size: 10.0, bold: false, colour: Rgb(0, 0, 0), element: 0 }
}

impl Text<'_> {
    fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    fn size(self, size: f32) -> Self {
        Self { size, ..self }
    }

    fn colour(self, colour: Rgb) -> Self {
        Self { colour, ..self }
    }

    fn element(self, element: u32) -> Self {
        Self { element, ..self }
    }

    /// Every character half as wide as it is high.
    fn glyphs(self) -> Vec<Glyph> {
        let advance = self.size / 2.0;
        let mut x = self.x;
        let mut glyphs = Vec::new();
        for character in self.text.chars() {
            glyphs.push(Glyph {
                text: GlyphText::from_iter([character]),
                bbox: Rect::new(x, self.y - 0.8 * self.size, x + advance, self.y + 0.2 * self.size),
                origin: (x, self.y),
                size: self.size,
                direction: Direction::Right,
                font: u16::from(self.bold),
                colour: self.colour,
                invisible: false,
                guessed: false,
                element: NonZeroU32::new(self.element).map(StructureElement),
            });
            x += advance;
        }
        glyphs
    }
}

/// Pages of 600 × 800 points.
fn read(pages: &[&[Text<'_>]], shapes: Vec<Shape>, elements: Vec<ElementRole>) -> Flow {
    read_on((600.0, 800.0), pages, shapes, elements)
}

/// Pages of a width and height, in points.
fn read_on(size: (f32, f32), pages: &[&[Text<'_>]], shapes: Vec<Shape>, elements: Vec<ElementRole>) -> Flow {
    let page = |(number, texts): (u32, &&[Text<'_>])| Page {
        number,
        width: size.0,
        height: size.1,
        slant: 0.0,
        content: PageContent::Glyphs(GlyphPage {
            glyphs: texts.iter().flat_map(|text| text.glyphs()).collect(),
            shapes: shapes.clone(),
            ..GlyphPage::default()
        }),
    };
    let font = |bold| Font { bold, ..Font::default() };
    layout(Document {
        pages: (1..).zip(pages).map(page).collect(),
        fonts: vec![font(false), font(true)],
        paginated: true,
        elements,
        ..Document::default()
    })
}

fn page(texts: &[Text<'_>]) -> Flow {
    read(&[texts], Vec::new(), Vec::new())
}

fn shown(flow: &Flow) -> Vec<(Role, &str)> {
    flow.blocks.iter().map(|block| (block.role, block.text.as_str())).collect()
}

fn texts(flow: &Flow) -> Vec<&str> {
    flow.blocks.iter().map(|block| block.text.as_str()).collect()
}

fn panel(bbox: Rect) -> Shape {
    Shape { kind: ShapeKind::Box, bbox, fill: Some(Rgb(230, 230, 230)), stroke: None }
}

fn rule(x0: f32, y0: f32, x1: f32, y1: f32) -> Shape {
    Shape { kind: ShapeKind::Rule, bbox: Rect::new(x0, y0, x1, y1), fill: None, stroke: Some(Rgb(0, 0, 0)) }
}

#[test]
fn a_foot_that_text_comes_near_to_on_one_page_is_furniture_there_too() {
    let foot = text("Recueil des fiches", 50.0, 780.0);
    let free = [text("Une page où le texte finit tôt.", 50.0, 100.0), foot];
    let full = [text("Une page que le texte remplit.", 50.0, 100.0), text("Jusqu’au bas.", 50.0, 768.0), foot];
    let flow = read(&[&free, &free, &free, &full], Vec::new(), Vec::new());
    assert!(!texts(&flow).iter().any(|text| text.contains("Recueil")), "{:?}", texts(&flow));
    assert_eq!(flow.furniture.len(), 4);
}

#[test]
fn sentences_set_large_are_no_heading_and_large_words_are() {
    let flow = page(&[
        text("Accueillir les familles", 50.0, 60.0).size(14.0).bold(),
        text("Le métier aide les familles des patients à trouver un lit", 50.0, 90.0).size(12.0).bold(),
        text("près de l’hôpital et à préparer leur retour.", 50.0, 105.0).size(12.0).bold(),
        text("Le texte courant suit, en plus petit et sans graisse, sur une ligne.", 50.0, 140.0),
        text("Il dit ce que le métier fait, pour qui, et avec quelles ressources.", 50.0, 153.0),
        text("Il compte assez de mots pour être le texte courant de cette page.", 50.0, 166.0),
    ]);
    let roles: Vec<Role> = flow.blocks.iter().map(|block| block.role).collect();
    assert_eq!(roles, [Role::Heading(1), Role::Paragraph, Role::Paragraph], "{:?}", shown(&flow));
}

#[test]
fn a_title_in_two_colours_is_one_heading() {
    let flow = page(&[
        text("VIVRE AVEC", 50.0, 100.0).size(30.0).bold(),
        text("SES VOISINS", 50.0, 134.0).size(30.0).bold().colour(BLUE),
        text("Le texte courant suit, en plus petit, sur une ligne assez longue.", 50.0, 200.0),
        text("Il compte assez de mots pour être le texte courant de la page.", 50.0, 213.0),
    ]);
    assert_eq!(texts(&flow)[0], "VIVRE AVEC SES VOISINS");
}

#[test]
fn a_bold_line_over_small_print_is_a_heading() {
    let body = "Le texte courant de la page est plus grand que la légende qui suit.";
    let flow = page(&[
        text(body, 50.0, 100.0),
        text(body, 50.0, 113.0),
        text("Légende de la carte", 50.0, 200.0).size(7.0).bold(),
        text("Les points gris sont des maisons de santé, les blancs des cabinets.", 50.0, 210.0).size(7.0),
    ]);
    assert!(flow.blocks.iter().any(|block| block.is_heading() && block.text == "Légende de la carte"));
}

#[test]
fn emphasis_at_a_line_s_end_does_not_end_its_paragraph() {
    let mut lines = vec![
        text("Le texte courant est noir sur toute la page, ou presque.", 50.0, 60.0),
        text("Les équipes de Brest se joignent à celles de Quimper et", 50.0, 100.0),
    ];
    // "Nantes" is black, the rest of the line is a link.
    lines.push(text("Nantes ", 50.0, 113.0));
    lines.push(text("annuaire-des-equipes.example", 85.0, 113.0).colour(BLUE));
    let flow = page(&lines);
    let expected = "Les équipes de Brest se joignent à celles de Quimper et Nantes annuaire-des-equipes.example";
    assert!(texts(&flow).contains(&expected), "{:?}", texts(&flow));
}

#[test]
fn merged_cells_are_one_cell() {
    // Three columns, three rows; the head spans the last two columns, the label the last two rows.
    let shapes = vec![
        rule(50.0, 100.0, 350.0, 100.0),
        rule(50.0, 130.0, 350.0, 130.0),
        rule(150.0, 160.0, 350.0, 160.0),
        rule(50.0, 190.0, 350.0, 190.0),
        rule(50.0, 100.0, 50.0, 190.0),
        rule(150.0, 100.0, 150.0, 190.0),
        rule(250.0, 130.0, 250.0, 190.0),
        rule(350.0, 100.0, 350.0, 190.0),
    ];
    let flow = read(
        &[&[
            text("Années d’études", 255.0, 118.0),
            text("Brest", 60.0, 163.0),
            text("trois", 160.0, 148.0),
            text("quatre", 260.0, 148.0),
            text("cinq", 160.0, 178.0),
            text("six", 260.0, 178.0),
        ]],
        shapes,
        Vec::new(),
    );
    let table = flow.blocks.iter().find_map(|block| block.table.as_ref()).expect("a table");
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(|cell| cell.text()).collect()).collect();
    assert_eq!(rows, [["", "Années d’études", ""], ["Brest", "trois", "quatre"], ["", "cinq", "six"]]);
}

#[test]
fn text_round_a_box_runs_on_below_it() {
    let mut lines =
        vec![text("Dans l’encadré", 410.0, 120.0), text("deux lignes", 410.0, 133.0), text("puis trois", 410.0, 146.0)];
    let words = ["Le premier mot de", "chaque ligne suit", "celui de la ligne", "du dessus, sans que"];
    for (row, words) in (0_u8..).zip(words) {
        lines.push(text(words, 50.0, 120.0 + 13.0 * f32::from(row)));
    }
    lines.push(text("l’encadré sur la droite ne vienne jamais couper la phrase en deux.", 50.0, 172.0));
    lines.push(text("Plus bas, les lignes prennent toute la largeur de la page.", 50.0, 185.0));
    let flow = read(&[&lines], vec![panel(Rect::new(400.0, 105.0, 520.0, 160.0))], Vec::new());
    let all = texts(&flow).join(" / ");
    assert!(all.contains("sans que l’encadré"), "{all}");
}

#[test]
fn a_drop_capital_begins_its_word() {
    for (capital, first, expected) in
        [("L", "es soignants du soir", "Les soignants du soir"), ("À", "la nuit tombée", "À la nuit tombée")]
    {
        let flow = page(&[
            text(capital, 50.0, 113.0).size(26.0),
            text(first, 64.0, 100.0),
            text("ferment les volets et", 64.0, 113.0),
            text("baissent les lampes du couloir.", 50.0, 126.0),
        ]);
        let all = texts(&flow).join(" / ");
        assert!(all.starts_with(expected) && !all.contains(" L "), "{all}");
    }
}

/// Enough tagged text for the tags to count: paragraphs of one line, each an element of its own from `first` on.
fn tagged(first: u32) -> (Vec<Text<'static>>, Vec<ElementRole>) {
    let line = "Une ligne de texte courant qui est un paragraphe à elle seule.";
    let lines = (0_u8..8).map(|row| text(line, 50.0, 400.0 + 30.0 * f32::from(row)).element(first + u32::from(row)));
    (lines.collect(), vec![ElementRole::Text; 20])
}

#[test]
fn tags_tell_paragraphs_apart_and_together_where_looks_do_not() {
    let (mut lines, mut elements) = tagged(5);
    elements[0] = ElementRole::Artifact;
    lines.extend([
        text("Pilote : Agence du sommeil", 50.0, 100.0).element(2),
        text("Contributeurs : Maison des rêves, Cercle des", 50.0, 113.0).element(3),
        text("Veilleurs de nuit", 50.0, 126.0).element(3).bold(),
        text("Tirage de mars", 50.0, 780.0).element(1),
    ]);
    let flow = read(&[&lines], Vec::new(), elements);
    let expected = ["Pilote : Agence du sommeil", "Contributeurs : Maison des rêves, Cercle des Veilleurs de nuit"];
    assert_eq!(texts(&flow)[..2], expected);
    assert_eq!(flow.furniture.len(), 1, "the artifact at the foot");
}

#[test]
fn sentences_of_one_element_that_stand_apart_are_paragraphs() {
    let (mut lines, elements) = tagged(5);
    for y in [100.0, 128.0] {
        lines.push(text("Compter les lits, fermer les volets", 50.0, y).element(2));
        lines.push(text("puis baisser la lampe.", 50.0, y + 12.0).element(2));
    }
    let flow = read(&[&lines], Vec::new(), elements);
    let told = texts(&flow);
    assert_eq!(told.iter().filter(|text| text.starts_with("Compter les lits")).count(), 2, "{told:?}");
}

#[test]
fn tags_that_put_everything_into_one_element_are_not_trusted() {
    let (lines, elements) = tagged(5);
    let apart = read(&[&lines], Vec::new(), elements.clone());
    let in_one: Vec<Text<'_>> = lines.into_iter().map(|line| line.element(5)).collect();
    let flow = read(&[&in_one], Vec::new(), elements);
    assert_eq!(shown(&flow), shown(&apart));
}

#[test]
fn labels_in_a_margin_are_read_before_the_text_beside_them() {
    let lines = [
        text("Missions", 60.0, 100.0).bold(),
        text("Le guide accompagne les visiteurs dans les étages", 160.0, 100.0),
        text("et leur raconte ce qui ne se voit plus.", 160.0, 112.0),
        text("Il ferme les portes derrière eux, le soir venu.", 160.0, 136.0),
        text("Formation", 60.0, 160.0).bold(),
        text("Une année suffit, dont la moitié sur le terrain", 160.0, 160.0),
        text("avec un guide qui connaît déjà les lieux.", 160.0, 172.0),
    ];
    let read = page(&lines);
    let told = texts(&read);
    assert_eq!((told[0], told[3], told.len()), ("Missions", "Formation", 5), "{told:?}");
    assert!(told[1].starts_with("Le guide") && told[2].starts_with("Il ferme") && told[4].starts_with("Une année"));
    // Alone, beside the middle of a text that began on the page before.
    let read = page(&lines[1..]);
    let told = texts(&read);
    assert_eq!((told[0].split(' ').next(), told[2], told.len()), (Some("Le"), "Formation", 4), "{told:?}");
    // A word in a column of its own that no text starts beside is no label of it.
    let mut apart = lines;
    apart[4].y = 166.0;
    apart[0].y = 106.0;
    let read = page(&apart);
    assert_eq!(&texts(&read)[..2], ["Missions", "Formation"]);
}

#[test]
fn a_table_without_rules_is_known_by_its_labels() {
    let lines = [
        text("De jour", 180.0, 100.0).bold(),
        text("De nuit", 380.0, 100.0).bold(),
        text("Missions", 60.0, 130.0),
        text("Ouvrir les portes et les", 180.0, 130.0),
        text("Fermer les portes, puis", 380.0, 130.0),
        text("fenêtres de chaque étage.", 180.0, 142.0),
        text("veiller jusqu’au matin.", 380.0, 142.0),
        text("Lieux", 60.0, 175.0),
        text("Les étages.", 180.0, 175.0),
        text("Le hall et la cour.", 380.0, 175.0),
        text("Ce texte va d’un bord à l’autre et n’est d’aucune rangée du tableau qui le précède.", 60.0, 220.0),
    ];
    let read = page(&lines);
    let table = read.blocks[0].table.as_ref().unwrap_or_else(|| panic!("{:?}", shown(&read)));
    let cells: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(|cell| cell.text()).collect()).collect();
    assert_eq!(cells[0], ["", "De jour", "De nuit"]);
    assert_eq!(cells[1][0], "Missions");
    assert_eq!(cells[1][2], "Fermer les portes, puis veiller jusqu’au matin.");
    assert_eq!(cells[2], ["Lieux", "Les étages.", "Le hall et la cour."]);
    assert_eq!(read.blocks.len(), 2);
    // Columns of prose whose lines share their baselines are no table.
    let column =
        |x: f32| (0..12).map(move |line| text("des mots sans fin de phrase ni titre", x, 100.0 + 12.0 * line as f32));
    let prose: Vec<Text<'_>> = [40.0, 225.0, 410.0].into_iter().flat_map(column).collect();
    assert!(page(&prose).blocks.iter().all(|block| block.table.is_none()));
}
