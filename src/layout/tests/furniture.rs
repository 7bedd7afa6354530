//! Running heads and feet, captions, footnotes: what is set aside, and what is not.

use super::*;

const SENTENCE: &str = "Le texte courant dit ce que le métier fait, pour qui, et avec quelles ressources.";

pub(super) fn set_aside(flow: &Flow) -> Vec<&str> {
    flow.furniture.iter().map(|block| block.text.as_str()).collect()
}

#[test]
fn the_words_of_a_chart_at_the_foot_of_every_page_are_no_furniture() {
    let texts = [
        text(SENTENCE, 50.0, 100.0),
        text("Transposable", 260.0, 640.0).size(6.0),
        text("Non transposable", 255.0, 760.0).size(6.0),
    ];
    let axes = vec![rule(230.0, 700.0, 330.0, 700.0), rule(280.0, 650.0, 280.0, 750.0)];
    let flow = read(&[&texts, &texts, &texts], axes, Vec::new());
    assert_eq!(set_aside(&flow), Vec::<&str>::new());
}

#[test]
fn a_heading_at_the_top_of_every_page_and_lower_on_another_is_no_furniture() {
    let usual = [text("Missions", 50.0, 40.0).bold(), text(SENTENCE, 50.0, 120.0)];
    let other = [text(SENTENCE, 50.0, 120.0), text("Missions", 50.0, 300.0).bold(), text(SENTENCE, 50.0, 330.0)];
    let flow = read(&[&usual, &usual, &usual, &other], Vec::new(), Vec::new());
    assert_eq!(set_aside(&flow), Vec::<&str>::new());
}

#[test]
fn a_foot_that_counts_the_sheets_is_furniture() {
    let feet = ["FICHE MÉTIER 1 - 3", "FICHE MÉTIER 1 - 4", "FICHE MÉTIER 2 - 5", "FICHE MÉTIER 3 - 6"];
    let pages: Vec<[Text<'_>; 2]> =
        feet.iter().map(|foot| [text(SENTENCE, 50.0, 100.0), text(foot, 300.0, 780.0).size(8.0)]).collect();
    let pages: Vec<&[Text<'_>]> = pages.iter().map(|page| page.as_slice()).collect();
    let flow = read(&pages, Vec::new(), Vec::new());
    assert_eq!(set_aside(&flow), feet);
}

#[test]
fn the_numbers_of_two_pages_are_furniture() {
    let pages = ["1 / 2", "2 / 2"].map(|foot| [text(SENTENCE, 50.0, 100.0), text(foot, 300.0, 780.0).size(8.0)]);
    let flow = read(&[&pages[0], &pages[1]], Vec::new(), Vec::new());
    assert_eq!(set_aside(&flow), ["1 / 2", "2 / 2"]);
}

#[test]
fn a_running_head_that_names_the_chapter_is_furniture() {
    let chapters = ["Accueillir autrement", "Soigner ensemble", "Former les relais"];
    let pages: Vec<Vec<Text<'_>>> = chapters
        .iter()
        .map(|name| {
            vec![text(name, 400.0, 30.0).size(8.0), text(name, 50.0, 90.0).size(20.0), text(SENTENCE, 50.0, 130.0)]
        })
        .collect();
    let pages: Vec<&[Text<'_>]> = pages.iter().map(|page| page.as_slice()).collect();
    let flow = read(&pages, Vec::new(), Vec::new());
    assert_eq!(set_aside(&flow), chapters);
}

/// A page with a picture of 40 points at 50, 100.
pub(super) fn with_picture(texts: &[Text<'_>], shapes: Vec<Shape>, image: bool) -> Flow {
    let content = GlyphPage {
        glyphs: texts.iter().flat_map(|text| text.glyphs()).collect(),
        shapes,
        images: if image { vec![Rect::new(50.0, 100.0, 90.0, 140.0)] } else { Vec::new() },
        ..GlyphPage::default()
    };
    let font = |bold| Font { bold, ..Font::default() };
    layout(&Document {
        pages: vec![Page { number: 1, width: 600.0, height: 800.0, slant: 0.0, content: PageContent::Glyphs(content) }],
        fonts: vec![font(false), font(true)],
        paginated: true,
        ..Document::default()
    })
}

#[test]
fn a_bold_title_under_a_picture_is_no_caption_and_small_print_is() {
    let title = [text("Veilleur de stocks", 50.0, 155.0).bold().size(16.0), text(SENTENCE, 50.0, 180.0)];
    assert_eq!(set_aside(&with_picture(&title, Vec::new(), true)), Vec::<&str>::new());
    let caption = [text("Film du métier", 50.0, 150.0).size(7.0), text(SENTENCE, 50.0, 180.0)];
    assert_eq!(set_aside(&with_picture(&caption, Vec::new(), true)), ["Film du métier"]);
}

#[test]
fn a_code_of_small_squares_is_a_picture_with_a_caption() {
    let module = |at: u8| {
        let (x, y) = (50.0 + 4.0 * f32::from(at % 10), 100.0 + 4.0 * f32::from(at / 10));
        panel(Rect::new(x, y, x + 4.0, y + 4.0))
    };
    let code = (0..100).filter(|at| at % 3 != 1).map(module).collect();
    let caption = [text("Film du métier", 50.0, 150.0).size(7.0), text(SENTENCE, 50.0, 180.0)];
    assert_eq!(set_aside(&with_picture(&caption, code, false)), ["Film du métier"]);
}

#[test]
fn a_number_raised_high_above_its_note_belongs_to_it() {
    let texts = [
        text(SENTENCE, 50.0, 100.0),
        text("Il partage les achats", 50.0, 115.0),
        text("1", 50.0, 755.4).size(4.0),
        text("Voir le rapport d’étape de 2018.", 52.5, 760.0).size(7.0),
    ];
    let flow = page(&texts);
    let note = flow.blocks.last().map(|block| (block.role, block.text.as_str()));
    assert_eq!(note, Some((Role::Footnote, "Voir le rapport d’étape de 2018.")), "{:?}", shown(&flow));
}
