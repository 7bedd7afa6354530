//! A flow beside the truth about it, and the measures of `tests/it/reading_order.rs`, which defines them.
#![allow(clippy::unwrap_used, reason = "a measure that cannot be taken has failed the test")]

use std::collections::BTreeSet;
use std::hash::Hash;

use ingest::model::flow::{Block, Flow, Role};
use ingest::text::fold;
use similar::{Algorithm, capture_diff_slices, diff_ratio};

use super::truth::{Kind, Opening, Section, Truth};

/// The figures of a fixture: order, headings, items, cells, leaked, lost.
pub(crate) type Measures = [f64; 6];

/// How many neighbouring blocks may say a heading together, in the measure of order.
const BLOCKS_OF_HEADING: usize = 3;

/// How alike a list item must be to count as found.
const SAME_ITEM: f64 = 0.97;

/// A flow and the truth about it.
pub(crate) struct Reading<'a> {
    truth: &'a Truth,
    flow: &'a Flow,
    /// Folded text of each block, number included.
    texts: Vec<String>,
    /// Folded text that has no place in the order.
    aside: BTreeSet<String>,
    /// Where sections open in the flow: first block, folded heading; in order.
    openings: Vec<(usize, String)>,
    /// Blocks of stretches that the truth knows nothing of.
    unknown: BTreeSet<usize>,
    remarks: Vec<String>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(truth: &'a Truth, flow: &'a Flow) -> Self {
        let texts: Vec<String> = flow.blocks.iter().map(printed).collect();
        let aside = truth.aside.iter().map(|text| folded(text)).collect();
        let mut reading =
            Self { truth, flow, texts, aside, openings: Vec::new(), unknown: BTreeSet::new(), remarks: Vec::new() };
        reading.find_openings();
        reading
    }

    fn find_openings(&mut self) {
        let wanted: BTreeSet<(bool, String)> = self
            .truth
            .sections
            .iter()
            .map(|section| (section.opening == Opening::Start, folded(&section.text)))
            .collect();
        let skipped: BTreeSet<String> = self
            .truth
            .sections
            .iter()
            .filter(|section| matches!(section.opening, Opening::Contents | Opening::Chart))
            .map(|section| folded(&section.text))
            .collect();
        let mut free_from = 0;
        for index in 0..self.texts.len() {
            if index < free_from {
                continue;
            }
            let found = wanted.iter().find_map(|(start, text)| {
                if *start {
                    return self.texts[index].starts_with(text.as_str()).then_some((1, text));
                }
                let last = self.texts.len().min(index + BLOCKS_OF_HEADING);
                (index + 1..=last).find(|&end| self.texts[index..end].join(" ") == *text).map(|end| (end - index, text))
            });
            if let Some((blocks, text)) = found {
                self.openings.push((index, text.clone()));
                free_from = index + blocks;
            }
        }
        for (place, (first, text)) in self.openings.iter().enumerate() {
            if skipped.contains(text) {
                self.unknown.extend(first + 1..self.end(place));
            }
        }
    }

    /// Where the window of an opening ends.
    fn end(&self, opening: usize) -> usize {
        self.openings.get(opening + 1).map_or(self.texts.len(), |(first, _)| *first)
    }

    pub(crate) fn measures(mut self) -> (Measures, Vec<String>) {
        let measures = [self.order(), self.headings(), self.items(), self.cells(), self.leaked(), self.lost()];
        (measures, self.remarks)
    }

    fn order(&mut self) -> f64 {
        let windows: Vec<(String, Vec<String>)> = (0..self.openings.len())
            .map(|opening| (self.openings[opening].1.clone(), self.window(self.openings[opening].0, self.end(opening))))
            .collect();
        let mut free: BTreeSet<usize> = (0..windows.len()).collect();
        let mut total = 0.0;
        let mut count = 0;
        for section in &self.truth.sections {
            if matches!(section.opening, Opening::Contents | Opening::Chart | Opening::Running) {
                continue;
            }
            let key = folded(&section.text);
            let words = words_of(section);
            let best = free
                .iter()
                .filter(|&&window| windows[window].0 == key)
                .map(|&window| (similarity(&words, &windows[window].1), window))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let value = best.map_or(0.0, |(value, _)| value);
            if let Some((_, window)) = best {
                free.remove(&window);
                if value < 1.0 {
                    let (place, _) = self.openings[window];
                    let page = self.flow.blocks[place].first_page().unwrap_or(0);
                    self.remarks.push(format!(
                        "order {value:.3}, page {page}, “{}”: {}",
                        section.text,
                        difference(&words, &windows[window].1)
                    ));
                }
            } else {
                self.remarks.push(format!("order: “{}” is no block of its own", section.text));
            }
            total += value;
            count += 1;
        }
        total / f64::from(count)
    }

    /// Words of the blocks from `first` to before `end`, without what has no place in the order.
    fn window(&self, first: usize, end: usize) -> Vec<String> {
        (first..end)
            .filter(|&index| !matches!(self.flow.blocks[index].role, Role::Table | Role::Footnote))
            .filter(|&index| !self.aside.contains(&self.texts[index]))
            .flat_map(|index| self.texts[index].split(' ').map(str::to_owned))
            .collect()
    }

    fn headings(&mut self) -> f64 {
        let judged = |section: &&Section| !matches!(section.opening, Opening::Line | Opening::Running | Opening::Start);
        let wanted: Vec<String> =
            self.truth.sections.iter().filter(judged).map(|section| folded(&section.text)).collect();
        let free = self.free();
        let found = self.with_role(|role| matches!(role, Role::Heading(_)), &free);
        self.f1("heading", &wanted, &found, |a, b| a == b)
    }

    fn items(&mut self) -> f64 {
        let paragraphs = self.truth.sections.iter().flat_map(|section| &section.paragraphs);
        let wanted: Vec<String> =
            paragraphs.filter(|(kind, _)| *kind == Kind::Item).map(|(_, text)| folded(text)).collect();
        let free = self.free();
        let found = self.with_role(|role| matches!(role, Role::ListItem(_)), &free);
        self.f1("item", &wanted, &found, |a, b| {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            // The lengths alone rule most pairs out.
            2.0 * ratio(a.len().min(b.len()), a.len() + b.len()) >= SAME_ITEM && similarity(&a, &b) >= SAME_ITEM
        })
    }

    fn cells(&mut self) -> f64 {
        let wanted: Vec<String> = self.truth.cells.iter().map(|cell| folded(cell)).collect();
        let tables = self.flow.blocks.iter().filter_map(|block| Some((block.first_page(), block.table.as_ref()?)));
        let cells = tables.flat_map(|(page, table)| table.rows.iter().flatten().map(move |cell| (page, cell)));
        let found: Vec<(u32, String)> = cells
            .map(|(page, cell)| (page.unwrap_or(0), folded(&cell.text())))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        self.f1("cell", &wanted, &found, |a, b| a == b)
    }

    /// Folded text whose role is a matter of taste; a section's such lines one by one, or as one block.
    fn free(&self) -> BTreeSet<String> {
        let mut free = self.aside.clone();
        for section in &self.truth.sections {
            if matches!(section.opening, Opening::Line | Opening::Running) {
                free.insert(folded(&section.text));
            }
            let any = section.paragraphs.iter().filter(|(kind, _)| *kind == Kind::Any);
            let lines: Vec<String> = any.map(|(_, text)| folded(text)).collect();
            free.insert(lines.join(" "));
            free.extend(lines);
        }
        free
    }

    fn with_role(&self, role: impl Fn(Role) -> bool, free: &BTreeSet<String>) -> Vec<(u32, String)> {
        (0..self.texts.len())
            .filter(|index| role(self.flow.blocks[*index].role) && !self.unknown.contains(index))
            .filter(|&index| !free.contains(&self.texts[index]))
            .map(|index| (self.flow.blocks[index].first_page().unwrap_or(0), self.texts[index].clone()))
            .collect()
    }

    fn f1(&mut self, what: &str, wanted: &[String], found: &[(u32, String)], same: impl Fn(&str, &str) -> bool) -> f64 {
        if wanted.is_empty() && found.is_empty() {
            return f64::NAN;
        }
        let mut left: Vec<&(u32, String)> = found.iter().collect();
        for text in wanted {
            match left.iter().position(|(_, other)| same(text, other)) {
                Some(index) => {
                    left.remove(index);
                }
                None => self.remarks.push(format!("{what} missing: “{text}”")),
            }
        }
        for (page, text) in &left {
            self.remarks.push(format!("{what} too many, page {page}: “{text}”"));
        }
        let hits = found.len() - left.len();
        2.0 * ratio(hits, wanted.len() + found.len())
    }

    fn leaked(&mut self) -> f64 {
        if self.truth.furniture.is_empty() {
            return f64::NAN;
        }
        let mut shown: BTreeSet<(u32, String)> = BTreeSet::new();
        let mut lines: Vec<(u32, String)> = Vec::new();
        for block in &self.flow.blocks {
            lines.extend(block.lines.iter().filter_map(|line| Some((line.place?.page, folded(&line.text)))));
            let cells = block.table.iter().flat_map(|table| table.rows.iter().flatten());
            lines.extend(cells.flat_map(|cell| {
                let page = cell.places().next().map_or(0, |place| place.page);
                cell.items().map(move |item| (page, folded(item)))
            }));
        }
        for (page, line) in lines {
            for part in self.furniture_in(page, &line) {
                self.remarks.push(format!("leaked, page {page}: “{part}”"));
                shown.insert((page, part));
            }
        }
        ratio(shown.len(), self.truth.furniture.len())
    }

    /// The furniture that a line consists of; nothing when it says something else, too.
    fn furniture_in(&self, page: u32, line: &str) -> Vec<String> {
        let mut rest = line;
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let known = self.truth.furniture.iter().filter(|(on, _)| *on == page).map(|(_, text)| folded(text));
            let Some(part) = known.filter(|text| starts_with_words(rest, text)).max_by_key(String::len) else {
                return Vec::new();
            };
            rest = rest[part.len()..].trim_start();
            parts.push(part);
        }
        parts
    }

    fn lost(&mut self) -> f64 {
        let all: usize = self.truth.sections.iter().map(|section| words_of(section).len()).sum();
        let mut lost = 0;
        // Heads of tables are repeated where a table goes on; the cells are counted by themselves.
        let known: BTreeSet<String> = self
            .free()
            .into_iter()
            .chain(self.truth.cells.iter().map(|cell| folded(cell)))
            .map(|text| letters(&text))
            .collect();
        for block in &self.flow.furniture {
            let text = folded(&block.text);
            let page = block.first_page().unwrap_or(0);
            if !known.contains(&letters(&text)) && self.furniture_in(page, &text).is_empty() {
                lost += text.split(' ').count();
                self.remarks.push(format!("lost, page {page}: “{text}”"));
            }
        }
        ratio(lost, all)
    }
}

/// A block's folded text, with the number that may start it.
fn printed(block: &Block) -> String {
    let marker = block.lines.first().and_then(|line| line.marker.as_deref());
    let number = marker.filter(|marker| marker.contains(|c: char| c.is_ascii_digit())).unwrap_or_default();
    folded(&format!("{number} {}", block.text))
}

/// Folded, without the stars that refer to notes; one kind of ellipsis.
fn folded(text: &str) -> String {
    fold(&text.replace('*', "").replace(". . .", "…"))
}

/// Without what a line's end may change.
fn letters(text: &str) -> String {
    text.replace([' ', '-'], "")
}

fn words_of(section: &Section) -> Vec<String> {
    let heading = (section.opening != Opening::Start).then(|| folded(&section.text));
    let paragraphs = section.paragraphs.iter().map(|(_, text)| folded(text));
    heading
        .into_iter()
        .chain(paragraphs)
        .flat_map(|text| text.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

fn starts_with_words(text: &str, start: &str) -> bool {
    text.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The normalised indel similarity, of a shortest edit script without shortcuts: 1 for equal sequences, 0 for such
/// that share nothing.
fn similarity<T: Hash + Ord + Eq>(a: &[T], b: &[T]) -> f64 {
    let operations = capture_diff_slices(Algorithm::RawMyers, a, b);
    f64::from(diff_ratio(&operations, a.len(), b.len()))
}

/// What is missing from `found` and what is too much, for a person to read.
fn difference(wanted: &[String], found: &[String]) -> String {
    let mut said = Vec::new();
    for operation in capture_diff_slices(Algorithm::RawMyers, wanted, found) {
        let (old, new) = (&wanted[operation.old_range()], &found[operation.new_range()]);
        if old != new {
            said.push(format!("“{}” → “{}”", old.join(" "), new.join(" ")));
        }
    }
    said.join(", ")
}

fn ratio(part: usize, whole: usize) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    if whole == 0 { 0.0 } else { count(part) / count(whole) }
}
