//! What each PDF fixture says, word by word and in order, from `fixtures/sources/`: built as `fixtures/make/` prints it.
#![allow(clippy::unwrap_used, reason = "a source that cannot be read has failed the test")]

use std::fs;
use std::path::Path;

use serde_json::Value;

/// A fixture's words, cut at what a reader finds again in any layout: headings, and first words of loose stretches.
#[derive(Debug, Default)]
pub(crate) struct Truth {
    /// Stretches, in the source's order; a layout may print whole stretches in another one.
    pub(crate) sections: Vec<Section>,
    /// Text of tables: cells that are not empty.
    pub(crate) cells: Vec<String>,
    /// Running heads, feet and numbers: page and text.
    pub(crate) furniture: Vec<(u32, String)>,
    /// Text that is neither body nor furniture and has no place in the order: captions, notes, labels of charts.
    pub(crate) aside: Vec<String>,
}

/// A stretch of text that belongs together.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) opening: Opening,
    pub(crate) text: String,
    pub(crate) paragraphs: Vec<(Kind, String)>,
}

/// What a stretch begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// A heading or a title: must be one block with that role to count as found.
    Heading,
    /// A line of its own that may be a heading or none: bold bullets, subtitles.
    Line,
    /// The name of a part, repeated on each of its pages: may be a heading, or set aside as furniture.
    Running,
    /// A paragraph that starts with these words.
    Start,
    /// As `Heading`, over text whose order means nothing: charts.
    Chart,
    /// As `Heading`, over text that no source holds: lists of contents.
    Contents,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Running text.
    Text,
    /// A list item.
    Item,
    /// Text whose role is a matter of taste: subtitles, numbered questions.
    Any,
}

/// The truth of a fixture, by its name.
pub(crate) fn truth(name: &str, pages: u32) -> Truth {
    let (folder, case) = name.split_once('/').unwrap();
    let mut truth = Truth::default();
    match (folder, case) {
        ("anap-panorama", case) => truth.panorama(case, pages),
        ("collective-guide", case) => truth.guide(case, pages),
        ("opco-foresight", case) => truth.deck(case, pages),
        ("paramedical-contribution", case) => truth.contribution(case, pages),
        ("press-article", _) => truth.article(),
        ("mixed", _) => {
            const SHEETS: [usize; 3] = [2, 3, 5];
            let before = pages - 1 - u32::try_from(SHEETS.len()).unwrap();
            truth.contribution("contribution", before);
            truth.sheets(&SHEETS, before, false);
        }
        _ => panic!("{name}: say what its source is, or leave it out"),
    }
    truth
}

impl Truth {
    fn open(&mut self, opening: Opening, text: &str) {
        self.sections.push(Section { opening, text: clean(text), paragraphs: Vec::new() });
    }

    fn say(&mut self, kind: Kind, text: &str) {
        self.sections.last_mut().unwrap().paragraphs.push((kind, clean(text)));
    }

    fn panorama(&mut self, case: &str, pages: u32) {
        if case == "panorama-couche-ocr" {
            return self.sheets(&[1, 4, 8], 0, false);
        }
        let all: Vec<usize> = (0..list(&source("panorama")["jobs"]).len()).collect();
        self.sheets(&all, 0, true);
        if case == "panorama-traitement" {
            self.furniture.clear();
            for page in 1..=pages {
                self.furniture.push((page, format!("page {page} / {pages}")));
                // The cover also says the edition in its own text.
                if page > 1 {
                    self.furniture.push((page, "Mars 2026".to_owned()));
                }
            }
        }
    }

    /// The cover and some sheets, after `before` pages of something else.
    fn sheets(&mut self, sheets: &[usize], before: u32, whole: bool) {
        const FIRST_SHEET: usize = 3;
        let source = source("panorama");
        let document = &source["document"];
        self.open(Opening::Heading, text(&document["title"]));
        self.say(Kind::Any, text(&document["publisher"]));
        self.say(Kind::Any, text(&document["edition"]));
        let mut page = before + 1;
        let mut furniture = |page: u32, printed: usize| {
            self.furniture.push((page, text(&document["edition"]).to_owned()));
            self.furniture.push((page, printed.to_string()));
        };
        if whole {
            page += 1;
            furniture(page, 2);
        }
        for &sheet in sheets {
            page += 1;
            furniture(page, sheet + FIRST_SHEET);
        }
        if whole {
            let intro = strings(&source["intro"]);
            self.open(Opening::Start, &first_words(&intro[0]));
            intro.iter().for_each(|paragraph| self.say(Kind::Text, paragraph));
        }
        for &sheet in sheets {
            self.sheet(&list(&source["jobs"])[sheet]);
        }
        if whole {
            let back = strings(&source["back"]);
            self.open(Opening::Start, &back[0]);
            back.iter().for_each(|line| self.say(Kind::Any, line));
        }
    }

    fn sheet(&mut self, job: &Value) {
        self.open(Opening::Running, text(&job["theme"]));
        self.open(Opening::Heading, &strings(&job["title_lines"]).join(" "));
        for key in ["or", "foreign"] {
            if let Some(line) = job[key].as_str() {
                self.say(Kind::Any, line);
            }
        }
        self.open(Opening::Start, "FAMILLE DE MÉTIER :");
        self.say(Kind::Any, &format!("FAMILLE DE MÉTIER : {}", text(&job["families"])));
        self.say(Kind::Any, &format!("DIRECTION MÉTIER : {}", strings(&job["departments"]).join(" ")));
        let training = job["training_heading"].as_str().unwrap_or("FORMATION ET COMPÉTENCES");
        for (key, heading, items) in [
            ("context", &*format!("C’EST DÉJÀ LÀ… {}", text(&job["country"])), false),
            ("missions", "MISSIONS", true),
            ("training", training, false),
            ("outlook", "PERSPECTIVES EN FRANCE", job["outlook_bullets"].as_bool().unwrap_or(false)),
        ] {
            self.open(Opening::Heading, heading);
            for paragraph in strings(&job[key]) {
                let words = paragraph.strip_prefix("– ").unwrap_or(&paragraph);
                self.say(if items { Kind::Item } else { Kind::Text }, words);
            }
        }
        self.open(Opening::Chart, "NOTRE AVIS");
        self.aside.extend(list(&job["notes"]).iter().map(|note| clean(text(&note["text"]))));
        for (axis, ends) in
            [("relevance", ["Pertinent", "Inapproprié"]), ("transposability", ["Transposable", "Non transposable"])]
        {
            let own = strings(&job["axes"][axis]);
            self.aside.extend(if own.is_empty() { ends.map(str::to_owned).to_vec() } else { own });
        }
    }

    fn guide(&mut self, case: &str, pages: u32) {
        let source = source("guide");
        let running = text(&source["running"]);
        self.open(Opening::Heading, "Guide des métiers qui arrivent");
        self.say(Kind::Any, text(&source["document"]["publisher"]));
        if case == "guide-typst" {
            self.open(Opening::Contents, "SOMMAIRE");
        }
        list(&source["before"]).iter().for_each(|line| self.guide_line(line));
        self.open(Opening::Heading, text(&source["theme"]));
        for job in list(&source["jobs"]) {
            self.open(Opening::Heading, &strings(&job["title_lines"]).join(" "));
            list(&job["flow"]).iter().for_each(|line| self.guide_line(line));
        }
        list(&source["after"]).iter().for_each(|line| self.guide_line(line));
        for page in 1..=pages {
            let (head, foot) = match (case, page % 2) {
                ("guide", _) => (running, format!("❙ Page {page}")),
                (_, _) if page == 1 => continue,
                ("guide-typst", 0) => (running, format!("– {page} –")),
                ("guide-typst", _) => ("Guide des métiers qui arrivent", format!("– {page} –")),
                (_, 0) => (running, page.to_string()),
                (_, _) => ("Guide des métiers qui arrivent", page.to_string()),
            };
            // Writer's cover has the head, too, and says the same in its own text.
            if page > 1 {
                self.furniture.push((page, head.to_owned()));
            }
            self.furniture.push((page, foot));
        }
    }

    fn guide_line(&mut self, line: &Value) {
        if let Some(rows) = line["table"].as_array() {
            let rows = rows.iter().flat_map(strings);
            self.cells.extend(rows.map(|cell| clean(&cell)));
        } else if line.is_object() {
            let compare = &line["compare"];
            self.cells.extend(strings(&compare["columns"]));
            for row in list(&compare["rows"]) {
                self.cells.push(text(&row["label"]).to_owned());
                for cell in list(&row["cells"]) {
                    let items = strings(cell);
                    let words: Vec<&str> = items.iter().map(|item| item.strip_prefix("- ").unwrap_or(item)).collect();
                    self.cells.push(clean(&words.join(" ")));
                }
            }
        } else {
            let line = text(line);
            let (mark, words) = line.split_once(' ').unwrap();
            match mark {
                "===" | "#" | "##" | "###" => self.open(Opening::Heading, words),
                "-" | "+" | "--" => self.say(Kind::Item, words),
                "[qr]" => self.aside.push(clean(words)),
                _ if is_number(mark) => self.say(Kind::Any, line),
                _ => self.say(Kind::Text, line),
            }
        }
    }

    fn deck(&mut self, case: &str, pages: u32) {
        let source = source("deck");
        // Title slides with running feet, by slide number.
        let mut slide = 1;
        let mut running = Vec::new();
        self.open(Opening::Heading, text(&source["document"]["title"]));
        strings(&source["author"]).iter().for_each(|line| self.say(Kind::Any, line));
        let mut plain = |truth: &mut Self, content: &Value, facts: Option<&str>| {
            slide += 1;
            if content["running"].as_bool().unwrap_or(false) {
                running.push(slide);
            }
            truth.open(Opening::Heading, text(&content["title"]));
            if let Some(heading) = facts {
                truth.open(Opening::Heading, heading);
            }
            strings(&content["bullets"]).iter().for_each(|bullet| truth.say(Kind::Item, bullet));
            for paragraph in strings(&content["paragraphs"]) {
                match paragraph.strip_prefix("- ") {
                    Some(words) => truth.say(Kind::Item, words),
                    None => truth.say(Kind::Text, &paragraph),
                }
            }
            let cells = list(&content["table"]).iter().flat_map(strings);
            truth.cells.extend(cells.filter(|cell| !cell.is_empty()));
        };
        list(&source["before"]).iter().for_each(|content| plain(self, content, None));
        // The slide of the list itself.
        plain(self, &serde_json::json!({ "title": source["list_title"] }), None);
        for group in list(&source["columns"]).iter().flat_map(list) {
            self.open(Opening::Heading, text(&group["theme"]));
            list(&group["jobs"]).iter().for_each(|job| self.say(Kind::Item, text(&job["line"])));
            strings(&group["blocks"]).iter().for_each(|block| self.say(Kind::Item, block));
        }
        plain(self, &source["after_list"], None);
        let facts = text(&source["facts_heading"]);
        list(&source["facts"]).iter().for_each(|content| plain(self, content, Some(facts)));
        list(&source["after"]).iter().for_each(|content| plain(self, content, None));
        let per_page = if pages == slide { 1 } else { 4 };
        for number in 1..=slide {
            let page = (number - 1) / per_page + 1;
            let printed = if case == "diapositives-typst" { format!("{number}/{slide}") } else { number.to_string() };
            self.furniture.push((page, printed));
            if running.contains(&number) {
                self.furniture.push((page, text(&source["running"]).to_owned()));
            }
        }
    }

    fn contribution(&mut self, case: &str, pages: u32) {
        let source = source("contribution");
        let theme = format!("## {}", text(&source["theme"]));
        strings(&source["part1"]).iter().chain([&theme]).for_each(|line| self.contribution_line(line));
        for job in list(&source["jobs"]) {
            self.open(Opening::Line, text(&job["bullet"]));
            strings(&job["paragraphs"]).iter().for_each(|paragraph| self.say(Kind::Text, paragraph));
        }
        strings(&source["rest"]).iter().for_each(|line| self.contribution_line(line));
        for page in 1..=pages {
            self.furniture.push((page, page.to_string()));
            if case == "contribution-notes" {
                self.furniture.push((page, text(&source["document"]["publisher"]).to_owned()));
            }
        }
        if case == "contribution-notes" {
            for (note, number) in list(&source["footnotes"]).iter().zip(1..) {
                self.aside.extend([clean(text(&note["text"])), number.to_string()]);
            }
        }
    }

    fn contribution_line(&mut self, line: &str) {
        let (mark, words) = line.split_once(' ').unwrap();
        match mark {
            "===" | "##" => self.open(Opening::Heading, words),
            "==" => self.open(Opening::Line, words),
            "*" | ">" => self.open(Opening::Line, words),
            "-" => self.say(Kind::Item, words),
            _ => self.say(Kind::Text, line),
        }
    }

    fn article(&mut self) {
        let source = source("article");
        self.open(Opening::Line, text(&source["rubric"]));
        self.open(Opening::Heading, text(&source["document"]["title"]));
        self.say(Kind::Any, text(&source["published"]));
        self.say(Kind::Any, text(&source["lead"]));
        for paragraph in strings(&source["body"]) {
            match paragraph.strip_prefix("## ") {
                Some(heading) => self.open(Opening::Heading, heading),
                None => self.say(Kind::Text, &without_marks(&paragraph)),
            }
        }
        self.say(Kind::Any, text(&source["author"]));
        strings(&source["foot"]).iter().for_each(|line| self.say(Kind::Any, &without_marks(line)));
    }
}

fn source(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/sources/{name}.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The words themselves: no break marks.
fn clean(text: &str) -> String {
    text.replace('|', "")
}

/// Without the marks of italics and links.
fn without_marks(text: &str) -> String {
    text.replace("](#)", "").replace(['[', '*'], "")
}

fn first_words(text: &str) -> String {
    text.split(' ').take(4).collect::<Vec<_>>().join(" ")
}

fn is_number(mark: &str) -> bool {
    mark.strip_suffix('.').is_some_and(|digits| digits.parse::<u32>().is_ok())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn strings(value: &Value) -> Vec<String> {
    list(value).iter().map(|value| text(value).to_owned()).collect()
}
