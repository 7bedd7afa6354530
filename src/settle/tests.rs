//! Small flows, and what is settled of them.

use std::sync::LazyLock;

use crate::model::document::{Direction, Rgb};
use crate::model::flow::{Block, Cell, Flow, Joint, Line, PageSide, Place, Role, Run, Style, Table};
use crate::model::frame::Frame;
use crate::model::geometry::Rect;
use crate::model::sheet::{Meaning, Sheet};
use crate::profile::{ProfileSet, recognise};

use super::decision::{Account, choose};
use super::page;
use super::unit::Unit;

mod boundaries;
mod headings;
mod labels;
mod owners;
mod themes;

const BODY: Style = Style { size: 10.0, bold: false, italic: false, colour: Rgb(0, 0, 0), direction: Direction::Right };
const HEADING: Style = Style { size: 12.0, bold: true, ..BODY };
const TITLE: Style = Style { size: 22.0, bold: true, ..BODY };
const BOLD: Style = Style { bold: true, ..BODY };
const SMALL: Style = Style { size: 7.0, ..BODY };

static PROFILES: LazyLock<ProfileSet> = LazyLock::new(|| ProfileSet::builtin().expect("the embedded profiles load"));

/// A page under way: texts from the top, each a block of one line.
struct Paper {
    flow: Flow,
    page: u32,
}

impl Paper {
    fn new() -> Self {
        let flow = Flow { body: BODY, paginated: true, ..Flow::default() };
        Self { flow, page: 0 }
    }

    fn page(mut self) -> Self {
        self.page += 1;
        let frame = Frame::new(Direction::Right, 600.0, 800.0);
        self.flow.sides.push(PageSide { page: self.page, frame });
        self.flow.page_starts.push(self.flow.blocks.len());
        self.flow.pages = self.page;
        self
    }

    fn text(self, x: f32, y: f32, style: Style, text: &str) -> Self {
        self.runs(x, y, &[(style, text)])
    }

    /// A line of several looks.
    fn runs(mut self, x: f32, y: f32, runs: &[(Style, &str)]) -> Self {
        let text = runs.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" ");
        let width = text.chars().count() as f32 * runs[0].0.size * 0.5;
        let mut start = 0;
        let parts = runs.iter().map(|(style, text)| {
            let run = Run { start, style: *style };
            start += text.len() + 1;
            run
        });
        let parts: Vec<Run> = parts.collect();
        let longest = runs.iter().max_by_key(|(_, text)| text.len()).map(|(style, _)| *style).unwrap_or_default();
        let bbox = Rect::new(x, y, (x + width).min(x + 250.0), y + runs[0].0.size);
        let line = Line {
            text,
            place: Some(Place { page: self.page, bbox }),
            style: longest,
            runs: if parts.len() > 1 { parts } else { Vec::new() },
            ..Line::default()
        };
        let role = if longest.bold { Role::Heading(1) } else { Role::Paragraph };
        self.flow.blocks.push(Block::from_lines(role, vec![line]));
        self
    }

    /// A paragraph of lines of a look each, so far apart (points).
    fn paragraph(self, x: f32, y: f32, leading: f32, lines: &[(Style, &str)]) -> Self {
        let from = self.flow.blocks.len();
        let lines = lines.iter().zip(0_u8..);
        lines
            .fold(self, |paper, ((style, text), row)| paper.text(x, y + leading * f32::from(row), *style, text))
            .joined(from)
    }

    /// All blocks from one on made one.
    fn joined(mut self, from: usize) -> Self {
        let blocks = self.flow.blocks.split_off(from);
        let lines = blocks.into_iter().flat_map(|block| block.lines).collect();
        self.flow.blocks.push(Block::from_lines(Role::Paragraph, lines));
        self
    }

    /// The four sections of a sheet, each a heading at its height with a text below it.
    fn sections(self, heights: [f32; 4]) -> Self {
        let headings = ["C’est déjà là…", "Missions", "Formation", "Perspectives en France"];
        headings.iter().zip(heights).fold(self, |paper, (heading, y)| {
            paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, "Un texte.")
        })
    }

    /// The block that was added last stands in a panel.
    fn in_panel(mut self, panel: u32) -> Self {
        self.flow.blocks.last_mut().expect("a block").container = Some(panel);
        self
    }

    /// All blocks from one on made a table of rows of two cells.
    fn in_rows(mut self, from: usize) -> Self {
        let blocks = self.flow.blocks.split_off(from);
        let cell = |block: &Block| Cell { blocks: vec![block.clone()] };
        let rows = blocks.chunks(2).map(|row| row.iter().map(cell).collect()).collect();
        self.flow.blocks.push(Block { table: Some(Table { rows }), ..Block::from_lines(Role::Table, Vec::new()) });
        self
    }

    fn sheets(&self) -> Vec<Sheet> {
        let ranges = recognise(&self.flow, &PROFILES);
        assert_eq!(ranges.len(), 1, "one profile");
        assert_eq!(ranges[0].profile.id, "anap-panorama");
        page::sheets(&self.flow, &ranges[0], 2, &mut Account::default())
    }
}

/// A sheet's sections as `key: text; text`, its loose texts as `-: text`.
fn told(sheet: &Sheet) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for part in &sheet.blocks {
        match &part.meaning {
            Meaning::Heading { key, .. } => told.push(format!("{key}:")),
            Meaning::Label { rule, value } => {
                let field = ["job_families", "departments"][*rule];
                told.push(format!("{field}= {}", part.block.text.get(*value..).unwrap_or_default().trim()));
            }
            Meaning::Loose => told.push(format!("-: {}", part.block.text)),
            Meaning::Text => {
                let last = told.last_mut().expect("text follows its heading");
                last.push(' ');
                last.push_str(&part.block.text);
            }
            Meaning::Chart => {}
        }
    }
    told
}

fn title(sheet: &Sheet) -> String {
    sheet.title.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" | ")
}

/// Two sheets with the headings as `heading` prints them; texts stand below.
fn two_sheets(heading: impl Fn(Paper, f32, f32, &str, &str) -> Paper) -> Vec<Sheet> {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(50.0, 40.0, TITLE, name);
        paper = paper.text(50.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        paper = heading(paper, 50.0, 100.0, "C’est déjà là… au Chili", "Un hôpital l’a créé.");
        paper = heading(paper, 50.0, 200.0, "Missions", "Accueillir chacun.");
        paper = heading(paper, 320.0, 100.0, "Formation", "Deux ans d’étude.");
        paper = heading(paper, 320.0, 200.0, "Perspectives en France", "Des postes s’ouvrent.");
    }
    paper.sheets()
}

const SECTIONS: [&str; 4] = [
    "context: Un hôpital l’a créé.",
    "missions: Accueillir chacun.",
    "training: Deux ans d’étude.",
    "outlook: Des postes s’ouvrent.",
];

fn assert_whole(sheets: &[Sheet]) {
    assert_eq!(sheets.iter().map(title).collect::<Vec<_>>(), ["Passeur de gestes", "Gardien des silences"]);
    for sheet in sheets {
        let sections: Vec<String> = told(sheet).into_iter().filter(|part| !part.contains('=')).collect();
        assert_eq!(sections, SECTIONS);
    }
}

#[test]
fn headings_on_lines_of_their_own_own_what_stands_below_them() {
    assert_whole(&two_sheets(|paper, x, y, heading, text| {
        paper.text(x, y, HEADING, heading).text(x, y + 20.0, BODY, text)
    }));
}

#[test]
fn numbers_and_icons_before_headings_are_no_part_of_them() {
    for sign in ["1.", "❯"] {
        assert_whole(&two_sheets(|paper, x, y, heading, text| {
            paper.text(x, y, HEADING, &format!("{sign} {heading}")).text(x, y + 20.0, BODY, text)
        }));
    }
}

#[test]
fn text_that_goes_on_after_its_heading_is_parted_from_it() {
    assert_whole(&two_sheets(|paper, x, y, heading, text| {
        paper.runs(x, y, &[(BOLD, &format!("{heading} :")), (BODY, text)])
    }));
    assert_whole(&two_sheets(|paper, x, y, heading, text| paper.text(x, y, BODY, &format!("{heading} – {text}"))));
}

#[test]
fn headings_in_the_margin_own_the_text_beside_them() {
    let mut paper = Paper::new();
    for name in ["Passeur de gestes", "Gardien des silences"] {
        paper = paper.page().text(200.0, 40.0, TITLE, name).text(200.0, 70.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        let rows = [
            ("C’est déjà là…", "Un hôpital l’a créé."),
            ("Missions", "Accueillir chacun."),
            ("Formation", "Deux ans d’étude."),
            ("Perspectives", "Des postes s’ouvrent."),
        ];
        for (row, (heading, text)) in rows.iter().enumerate() {
            let y = 100.0 + 60.0 * row as f32;
            paper = paper.text(40.0, y, HEADING, heading).text(200.0, y, BODY, text);
        }
    }
    assert_whole(&paper.sheets());
}

#[test]
fn a_sentence_that_begins_with_a_headings_words_is_no_heading() {
    let sheets = two_sheets(|paper, x, y, heading, text| {
        let text = if heading == "Formation" {
            "Formation et compétences vont de pair : l’une nourrit l’autre."
        } else {
            text
        };
        paper.text(x, y, HEADING, heading).text(x, y + 20.0, BODY, text)
    });
    let told = told(&sheets[0]);
    assert!(
        told.contains(&"training: Formation et compétences vont de pair : l’une nourrit l’autre.".to_owned()),
        "{told:?}"
    );
}

#[test]
fn a_name_in_another_look_on_the_titles_line_is_a_line_of_its_own() {
    let italic = Style { size: 14.0, bold: false, italic: true, ..TITLE };
    let mut paper = Paper::new();
    for (name, other) in [("Passeur de gestes", "Gesture Guide"), ("Gardien des silences", "Silence Keeper")] {
        paper = paper.page().runs(50.0, 40.0, &[(TITLE, name), (italic, other)]);
        for (y, heading) in [(100.0, "Missions"), (160.0, "Formation"), (220.0, "Perspectives en France")] {
            paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, "Un texte.");
        }
        paper = paper.text(50.0, 300.0, HEADING, "C’est déjà là… au Chili").text(50.0, 320.0, BODY, "Un texte.");
        paper = paper.text(50.0, 360.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
    }
    let titles: Vec<String> = paper.sheets().iter().map(title).collect();
    assert_eq!(titles, ["Passeur de gestes | Gesture Guide", "Gardien des silences | Silence Keeper"]);
}

#[test]
fn a_name_under_a_title_over_columns_is_found_among_the_text_of_its_column() {
    let italic = Style { size: 14.0, italic: true, ..TITLE };
    let mut paper = Paper::new();
    for (name, other) in [("Passeur de gestes", "Gesture Guide"), ("Gardien des silences", "Silence Keeper")] {
        paper = paper.page().text(50.0, 10.0, BOLD, "Thème : Soigner autrement").text(300.0, 40.0, TITLE, name);
        // The left column is read first; the name stands over the right one.
        for (y, heading) in [(100.0, "Missions"), (160.0, "Formation")] {
            paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, "Un texte.");
        }
        paper = paper.text(300.0, 40.0 + TITLE.size + 2.0, italic, other);
        for (y, heading) in [(100.0, "C’est déjà là… au Chili"), (160.0, "Perspectives en France")] {
            paper = paper.text(300.0, y, HEADING, heading).text(300.0, y + 20.0, BODY, "Un texte.");
        }
        paper = paper.text(50.0, 360.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
    }
    let titles: Vec<String> = paper.sheets().iter().map(title).collect();
    assert_eq!(titles, ["Passeur de gestes | Gesture Guide", "Gardien des silences | Silence Keeper"]);
}

#[test]
fn a_value_beside_its_label_is_taken_with_all_its_lines() {
    let mut paper = Paper::new().page().text(50.0, 40.0, TITLE, "Passeur de gestes");
    paper = paper.text(50.0, 80.0, Style { bold: true, ..SMALL }, "DIRECTION MÉTIER");
    paper = paper.text(180.0, 76.0, SMALL, "DIRECTION DES SOINS,");
    // One paragraph of two lines.
    let second = Line {
        text: "DIRECTION DE LA RECHERCHE".to_owned(),
        place: Some(Place { page: 1, bbox: Rect::new(180.0, 85.0, 290.0, 92.0) }),
        style: SMALL,
        ..Line::default()
    };
    let block = paper.flow.blocks.last_mut().expect("the value");
    let lines = vec![block.lines[0].clone(), second];
    *block = Block::from_lines(Role::Paragraph, lines);
    for (y, heading) in
        [(120.0, "C’est déjà là…"), (160.0, "Missions"), (220.0, "Formation"), (280.0, "Perspectives en France")]
    {
        paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, "Un texte.");
    }
    let told = told(&paper.sheets()[0]);
    assert!(
        told.iter()
            .any(|part| part.starts_with("departments=")
                && part.ends_with("DIRECTION DES SOINS, DIRECTION DE LA RECHERCHE")),
        "{told:?}"
    );
}

/// The titles of three sheets, each under a larger text; `over` gives that of the sheet of a number.
fn titles_under(over: impl Fn(usize) -> String) -> Vec<String> {
    let mut paper = Paper::new();
    for (at, name) in THREE.into_iter().enumerate() {
        paper = paper
            .page()
            .text(50.0, 20.0, TITLE, &over(at + 1))
            .text(50.0, 60.0, Style { size: 18.0, ..TITLE }, name)
            .text(50.0, 84.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
        for (y, heading) in
            [(100.0, "C’est déjà là…"), (160.0, "Missions"), (220.0, "Formation"), (280.0, "Perspectives en France")]
        {
            paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, "Un texte.");
        }
    }
    paper.sheets().iter().map(title).collect()
}

const THREE: [&str; 3] = ["Passeur de gestes", "Gardien des silences", "Veilleur des seuils"];

#[test]
fn what_stands_on_every_sheet_is_no_title_even_if_it_is_large() {
    assert_eq!(titles_under(|_| "Cent métiers pour demain".to_owned()), THREE);
}

#[test]
fn the_share_of_a_choice_tells_how_sure_it_is() {
    let (chosen, sure) = choose(&[1.0, 9.0, 2.0]).expect("one is best");
    assert_eq!(chosen, 1);
    assert!(sure > 0.99);
    let (first, even) = choose(&[3.0, 3.0]).expect("one is first");
    assert_eq!((first, even), (0, 0.5));
    assert!(choose(&[]).is_none());
}

#[test]
fn a_name_in_parentheses_is_no_theme() {
    let italic = Style { size: 12.0, italic: true, ..BODY };
    let mut paper = Paper::new();
    for (name, other) in [("Passeur de gestes", "(Gesture Guide)"), ("Gardien des silences", "(Silence Keeper)")] {
        paper = paper.page().text(50.0, 40.0, TITLE, name).text(50.0, 64.0, italic, other);
        for (y, heading) in
            [(100.0, "C’est déjà là…"), (160.0, "Missions"), (220.0, "Formation"), (280.0, "Perspectives en France")]
        {
            paper = paper.text(50.0, y, HEADING, heading).text(50.0, y + 20.0, BODY, "Un texte.");
        }
        paper = paper.text(50.0, 360.0, SMALL, "FAMILLE DE MÉTIER : SOINS");
    }
    let sheets = paper.sheets();
    let titles: Vec<String> = sheets.iter().map(title).collect();
    assert_eq!(titles, ["Passeur de gestes | (Gesture Guide)", "Gardien des silences | (Silence Keeper)"]);
    assert!(sheets.iter().all(|sheet| sheet.theme.is_none()));
}
