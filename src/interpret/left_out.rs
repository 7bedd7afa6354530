//! What a document says outside its job sheets, and what a sheet says that no rule placed: reported, never dropped in
//! silence.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::message;
use crate::model::dataset::Coverage;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::flow::{Block, Flow, Line, Place};
use crate::model::passage::Passage;
use crate::model::sheet::Sheet;
use crate::profile::Range;
use crate::text::three_decimals;

/// Words of a line, by their places among them.
type WordRange = std::ops::Range<usize>;

/// How much of a text is quoted, in words.
const QUOTED_WORDS: usize = 8;

/// Words of a document, known by where they stand; of input without positions, lines, known by their text.
#[derive(Default)]
struct Words {
    placed: FxHashSet<(u32, [i32; 4])>,
    lines: BTreeMap<String, usize>,
}

impl Words {
    fn key(place: Place) -> (u32, [i32; 4]) {
        let bbox = place.bbox;
        // To the nearest, without a call to the C library, which is what `round` is on plain x86-64.
        let hundredths = |edge: f32| (edge * 100.0 + 0.5_f32.copysign(edge)) as i32;
        (place.page, [bbox.x0, bbox.y0, bbox.x1, bbox.y1].map(hundredths))
    }

    fn add_line(&mut self, line: &Line) {
        match line.place {
            Some(place) if line.words.is_empty() => self.placed.extend([Self::key(place)]),
            Some(place) => {
                self.placed.extend(line.words.iter().map(|word| Self::key(Place { bbox: word.bbox, ..place })))
            }
            None => *self.lines.entry(line.text.clone()).or_default() += 1,
        }
    }

    fn add_passage(&mut self, passage: &Passage) {
        self.placed.extend(passage.words.iter().map(|word| Self::key(word.place)));
        if passage.words.is_empty() {
            *self.lines.entry(passage.text.clone()).or_default() += 1;
        }
    }

    fn add_sheet(&mut self, sheet: &Sheet) {
        let blocks = sheet.blocks.iter().flat_map(|part| part.block.all_lines());
        sheet.title.iter().chain(&sheet.title_block).chain(blocks).for_each(|line| self.add_line(line));
        sheet.theme.iter().chain(sheet.notes.iter().map(|(_, note)| note)).for_each(|text| self.add_passage(text));
    }

    fn add(&mut self, other: Self) {
        if self.is_empty() {
            *self = other;
            return;
        }
        self.placed.extend(other.placed);
        other.lines.into_iter().for_each(|(line, count)| *self.lines.entry(line).or_default() += count);
    }

    fn is_empty(&self) -> bool {
        self.placed.is_empty() && self.lines.is_empty()
    }

    /// What of a line is not among the words: the line itself, parts of it, or nothing. `found` are the lines without
    /// positions that were found so far: each is found as often as it was added.
    fn rest_of<'l>(&self, line: &'l Line, found: &mut Found<'l>) -> Rest {
        let whole_unless = |is_found: bool| if is_found { Rest::Parts(Vec::new()) } else { Rest::Whole };
        let Some(place) = line.place else {
            let times = found.entry(&line.text).or_default();
            let is_found = self.lines.get(&line.text).is_some_and(|added| *times < *added);
            *times += usize::from(is_found);
            return whole_unless(is_found);
        };
        if line.words.is_empty() {
            return whole_unless(self.placed.contains(&Self::key(place)));
        }
        let mut parts: Vec<WordRange> = Vec::new();
        for (at, word) in line.words.iter().enumerate() {
            if self.placed.contains(&Self::key(Place { bbox: word.bbox, ..place })) {
                continue;
            }
            match parts.last_mut() {
                Some(part) if part.end == at => part.end = at + 1,
                _ => parts.push(at..at + 1),
            }
        }
        match parts.as_slice() {
            [all] if all.len() == line.words.len() => Rest::Whole,
            _ => Rest::Parts(parts),
        }
    }

    /// How many letters of blocks are not among the words.
    fn letters_outside<'l>(&self, blocks: &'l [Block], found: &mut Found<'l>) -> usize {
        let lines = blocks.iter().flat_map(Block::all_lines);
        lines.map(|line| self.rest_of(line, found).letters(line)).sum()
    }
}

/// What of a line is not among some words.
enum Rest {
    /// The line itself.
    Whole,
    /// Stretches of its words.
    Parts(Vec<WordRange>),
}

impl Rest {
    fn lines(self, line: &Line) -> Vec<Line> {
        match self {
            Self::Whole => vec![line.clone()],
            Self::Parts(parts) => parts.into_iter().map(|part| line.part(part)).collect(),
        }
    }

    fn letters(&self, line: &Line) -> usize {
        let start = |word: usize| line.words.get(word).map_or(line.text.len(), |word| word.start);
        let text = |part: &WordRange| line.text.get(start(part.start)..start(part.end)).unwrap_or_default();
        match self {
            Self::Whole => letters_of(line),
            Self::Parts(parts) => parts.iter().map(|part| letters_in(text(part))).sum(),
        }
    }
}

/// How often each line without positions was found.
type Found<'l> = BTreeMap<&'l str, usize>;

fn letters_of(line: &Line) -> usize {
    letters_in(&line.text)
}

fn letters_in(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_whitespace()).count()
}

/// Where the words of a document ended, range by range.
#[derive(Default)]
pub(super) struct Account {
    sheets: Words,
    notes: Words,
    /// What is in none of the records' fields.
    left: Vec<Block>,
    /// Letters of ranges that are in no sheet, and of which nothing is to be said: what the profile knows as furniture.
    passed_over: usize,
}

impl Account {
    /// Takes down a note of a record.
    pub(super) fn add_note(&mut self, note: &Passage) {
        self.notes.add_passage(note);
    }

    /// Takes down text that is in no record.
    pub(super) fn add_left(&mut self, blocks: impl IntoIterator<Item = Block>) {
        self.left.extend(blocks);
    }

    /// What of the blocks of a range is in none of its sheets, in reading order, and takes the sheets down. What the
    /// profile knows as furniture is not among it.
    pub(super) fn outside(&mut self, flow: &Flow, range: &Range<'_>, sheets: &[Sheet]) -> Vec<Block> {
        let mut used = Words::default();
        sheets.iter().for_each(|sheet| used.add_sheet(sheet));
        let mut found = Found::new();
        let mut outside = Vec::new();
        for block in &flow.blocks[range.blocks.clone()] {
            if block.lines.is_empty() && block.table.is_none() {
                continue;
            }
            let rest: Vec<Line> =
                block.all_lines().flat_map(|line| used.rest_of(line, &mut found).lines(line)).collect();
            let says = rest.iter().any(|line| line.text.chars().any(char::is_alphanumeric));
            if says && !range.profile.is_furniture(&block.text) {
                outside.push(Block { container: block.container, ..Block::from_lines(block.role, rest) });
            } else {
                self.passed_over += rest.iter().map(letters_of).sum::<usize>();
            }
        }
        self.sheets.add(used);
        outside
    }

    /// The shares of the document's letters.
    pub(super) fn coverage(&self, flow: &Flow) -> Coverage {
        let letters = |blocks: &[Block]| blocks.iter().flat_map(Block::all_lines).map(letters_of).sum::<usize>();
        let text = letters(&flow.blocks);
        // Running heads may name the job or its theme.
        let furniture = self.sheets.letters_outside(&flow.furniture, &mut Found::new());
        let named = letters(&flow.furniture) - furniture;
        let left_over = letters(&self.left).min(text);
        let unnoted =
            if self.notes.is_empty() { text } else { self.notes.letters_outside(&flow.blocks, &mut Found::new()) };
        let noted = (text - unnoted.min(text)).min(text - left_over);
        let all = (text + furniture + named).max(1) as f64;
        let share = |letters: usize| three_decimals(letters as f64 / all);
        Coverage {
            records: share((text - left_over - noted).saturating_sub(self.passed_over) + named),
            notes: share(noted),
            furniture: share(furniture + self.passed_over),
            left_over: share(left_over),
        }
    }
}

fn text(block: &Block) -> String {
    Passage::of(block).text
}

/// One line for each page's text that is in no sheet.
pub(super) fn outside_diagnostics(blocks: &[Block]) -> Vec<Diagnostic> {
    blocks
        .chunk_by(|a, b| a.first_page() == b.first_page())
        .map(|blocks| {
            let text: Vec<String> = blocks.iter().map(text).collect();
            report(Where::Outside, blocks[0].first_page(), &text.join(" "))
        })
        .collect()
}

/// One line for each text of a sheet that is in none of its sections; `title` is the sheet's.
pub(super) fn sheet_diagnostics(blocks: &[Block], title: &str) -> Vec<Diagnostic> {
    blocks
        .iter()
        .map(|block| {
            let mut diagnostic = report(Where::Sheet, block.first_page(), &text(block));
            diagnostic.record_id = Some(title.to_owned());
            diagnostic
        })
        .collect()
}

/// Where a text stands that is in no record.
enum Where {
    Outside,
    Sheet,
}

fn report(place: Where, page: Option<u32>, text: &str) -> Diagnostic {
    let words: Vec<&str> = text.split_whitespace().collect();
    let more = if words.len() > QUOTED_WORDS { "…" } else { "" };
    let quoted = words.iter().take(QUOTED_WORDS).copied().collect::<Vec<_>>().join(" ");
    let (text, words) = (format!("{quoted}{more}"), words.len());
    let (code, message) = match place {
        Where::Outside => ("outside-sheets", message!("outside-sheets", words, text)),
        Where::Sheet => ("text-not-placed", message!("text-not-placed", words, text)),
    };
    let mut diagnostic = Diagnostic::new(Severity::Info, code, message);
    diagnostic.page = page;
    diagnostic
}
