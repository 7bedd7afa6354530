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
    with_pictures(texts, shapes, if image { vec![Rect::new(50.0, 100.0, 90.0, 140.0)] } else { Vec::new() })
}

fn with_pictures(texts: &[Text<'_>], shapes: Vec<Shape>, images: Vec<Rect>) -> Flow {
    let content = GlyphPage {
        glyphs: texts.iter().flat_map(|text| text.glyphs()).collect(),
        shapes,
        images,
        ..GlyphPage::default()
    };
    let font = |bold| Font { bold, ..Font::default() };
    layout(Document {
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

#[test]
fn a_heading_in_the_margin_at_the_top_of_every_page_is_no_furniture() {
    let texts = [
        ["Le veilleur commence sa tournée avec le soir et la finit", "au matin, quand la maison se réveille."],
        ["La conseillère écoute les familles qui arrivent et leur", "montre les chambres, une par une."],
        ["Le passeur accompagne ceux qui ne dorment pas et prévient", "l’infirmière quand il le faut."],
    ];
    let pages: Vec<Vec<Text<'_>>> = texts
        .iter()
        .map(|lines| {
            vec![
                text("Définition", 50.0, 70.0).bold().size(9.4),
                text(lines[0], 160.0, 70.0),
                text(lines[1], 160.0, 83.0),
                text("Missions", 50.0, 300.0).bold().size(9.4),
                text(SENTENCE, 160.0, 300.0),
                text("Formation", 50.0, 400.0).bold().size(9.4),
                text(SENTENCE, 160.0, 400.0),
                text("Lieux d’exercice", 50.0, 500.0).bold().size(9.4),
                text(SENTENCE, 160.0, 500.0),
            ]
        })
        .collect();
    let pages: Vec<&[Text<'_>]> = pages.iter().map(|page| page.as_slice()).collect();
    let flow = read(&pages, Vec::new(), Vec::new());
    assert!(!set_aside(&flow).contains(&"Définition"), "{:?}", set_aside(&flow));
}

#[test]
fn numbered_notes_that_pages_refer_to_are_no_feet() {
    let notes = ["1. Note de la rédaction : voir le rapport.", "2. Note de la rédaction : voir le rapport."];
    let notes = [notes[0], notes[1], "3. Note de la rédaction : voir le rapport."];
    let bodies = [
        "La salle¹ est ouverte à tous les résidents.",
        "La salle² est ouverte à tous les résidents.",
        "La salle³ est ouverte à tous les résidents.",
    ];
    let pages: Vec<[Text<'_>; 3]> = bodies
        .iter()
        .zip(notes)
        .map(|(body, note)| [text(body, 50.0, 100.0), text(SENTENCE, 50.0, 113.0), text(note, 50.0, 770.0).size(7.0)])
        .collect();
    let pages: Vec<&[Text<'_>]> = pages.iter().map(|page| page.as_slice()).collect();
    let flow = read(&pages, Vec::new(), Vec::new());
    let notes = flow.blocks.iter().filter(|block| block.role == Role::Footnote).count();
    assert_eq!(notes, 3, "{:?}", texts(&flow));
}

#[test]
fn a_bold_line_at_the_foot_is_no_footnote() {
    let page = [text(SENTENCE, 50.0, 100.0), text("1. ENVIRONNEMENT", 50.0, 700.0).bold().size(8.0)];
    let flow = read(&[&page], Vec::new(), Vec::new());
    assert!(flow.blocks.iter().all(|block| block.role != Role::Footnote), "{:?}", texts(&flow));
}

#[test]
fn a_running_head_that_changes_sides_is_furniture_on_the_one_left_page_too() {
    let head = "Les métiers de la nuit";
    let texts = [
        ["Le gardien compte les lits.", "Puis vient la ronde, que nul ne voit."],
        ["La lingère plie les draps.", "Elle les porte à l’étage avant le soir."],
        ["Le guide ouvre la marche.", "Il connaît les salles où l’on chuchote."],
        ["Le passeur tient la barque.", "Chacun lui laisse une pièce de cuivre."],
    ];
    let page = |(x, [one, two]): (f32, [&'static str; 2])| {
        vec![text(head, x, 40.0), text(one, 50.0, 66.0), text(two, 50.0, 78.0)]
    };
    let pages: Vec<Vec<Text<'_>>> = [440.0, 50.0, 440.0, 440.0].into_iter().zip(texts).map(page).collect();
    let pages: Vec<&[Text<'_>]> = pages.iter().map(Vec::as_slice).collect();
    let flow = read(&pages, Vec::new(), Vec::new());
    assert_eq!(set_aside(&flow), [head; 4]);
}

#[test]
fn a_row_that_goes_on_at_the_head_of_a_page_has_its_label() {
    // It says what a larger heading said before.
    let first =
        [text("Lieux de travail", 50.0, 300.0).bold().size(14.0), text("Ils changent au fil des mois.", 50.0, 320.0)];
    let second = [
        text("Lieux de travail", 50.0, 60.0).bold(),
        text("Les structures du canton, lorsque", 200.0, 60.0),
        text("les familles en font la demande.", 200.0, 73.0),
    ];
    let flow = read(&[&first, &second], Vec::new(), Vec::new());
    assert!(flow.furniture.is_empty(), "{:?}", flow.furniture);
}

#[test]
fn small_print_in_a_colour_of_its_own_under_a_large_picture_is_its_caption() {
    let grey = Rgb(100, 100, 100);
    let with = |line| {
        let texts = [line, text(SENTENCE, 50.0, 240.0), text(SENTENCE, 50.0, 253.0)];
        let flow = with_pictures(&texts, Vec::new(), vec![Rect::new(50.0, 100.0, 350.0, 200.0)]);
        set_aside(&flow).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let line = |size| text("Photo : la salle commune", 50.0, 211.0).size(size);
    assert_eq!(with(line(7.0).colour(grey)), ["Photo : la salle commune"]);
    // Of the size of the text, or of its colour, it may be text.
    assert_eq!(with(line(10.0).colour(grey)), Vec::<String>::new());
    assert_eq!(with(line(7.0)), Vec::<String>::new());
}

#[test]
fn a_running_head_of_a_turned_sheet_of_paper_stands_deeper_than_on_a_slide() {
    let sheet = |y: f32| {
        let texts = [text("Recueil des fiches", 60.0, y), text("Une page de texte, et rien de plus.", 60.0, 200.0)];
        read_on((842.0, 595.0), &[&texts[..]; 4], Vec::new(), Vec::new())
    };
    assert_eq!(sheet(80.0).furniture.len(), 4);
    assert_eq!(sheet(110.0).furniture.len(), 0);
}

#[test]
fn a_running_head_over_a_table_of_two_rows_is_no_word_of_a_chart() {
    let cell = |words: &'static str, x: f32, y: f32| text(words, x, y);
    let texts = |label: &'static str| {
        [
            text("Recueil des fiches", 50.0, 64.0).size(8.0),
            cell(label, 55.0, 96.0),
            cell("Compter les lits et fermer les volets.", 160.0, 96.0),
            cell("Lieux", 55.0, 126.0),
            cell("Les maisons de tout le canton.", 160.0, 126.0),
        ]
    };
    let mut rules = [80.0, 110.0, 140.0].map(|y| rule(50.0, y, 550.0, y)).to_vec();
    rules.extend([50.0, 150.0, 550.0].map(|x| rule(x, 80.0, x, 140.0)));
    let pages = ["Missions", "Tâches", "Gestes", "Soins"].map(texts);
    let flow = read(&[&pages[0], &pages[1], &pages[2], &pages[3]], rules, Vec::new());
    assert_eq!(flow.furniture.len(), 4);
}
