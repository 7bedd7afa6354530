//! Markdown as `ingest inspect --format md` prints it, cut into what can be right or wrong, and the measures of
//! `tests/it/markdown.rs`, which defines them.

use std::collections::{BTreeMap, BTreeSet};

/// What a document in Markdown says.
#[derive(Debug, Default)]
pub(crate) struct Markdown {
    /// Sentences, headings, items and cells in order, folded.
    units: Vec<String>,
    headings: Vec<String>,
    /// With the depth of their list.
    items: Vec<String>,
    /// Label of the row, place of the column, text.
    cells: Vec<String>,
    pub(crate) tables: usize,
}

/// Order, headings, items, cells; `NAN` where there is nothing to measure.
pub(crate) type Measures = [f64; 4];

impl Markdown {
    pub(crate) fn of(text: &str) -> Self {
        let mut read = Self::default();
        let (mut label, mut in_table) = (String::new(), false);
        for line in text.lines().filter(|line| !line.starts_with("| ---")) {
            let was_in_table = std::mem::replace(&mut in_table, line.starts_with('|'));
            let hashes = line.len() - line.trim_start_matches('#').len();
            let item = line.trim_start().strip_prefix("- ");
            if in_table {
                read.tables += usize::from(!was_in_table);
                let cells: Vec<String> = row(line);
                if !was_in_table || !cells[0].is_empty() {
                    label.clone_from(&cells[0]);
                }
                for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                    read.cells.push(format!("{label} / {column} / {cell}"));
                    read.sentences(cell);
                }
            } else if hashes > 0 {
                read.headings.push(folded(&line[hashes..]));
                read.sentences(&line[hashes..]);
            } else if let Some(item) = item {
                let depth = (line.len() - line.trim_start().len()) / 2;
                read.items.push(format!("{depth} {}", folded(item)));
                read.sentences(item);
            } else if !line.trim().is_empty() {
                read.sentences(line);
            }
        }
        read
    }

    fn sentences(&mut self, text: &str) {
        let text = folded(text);
        self.units
            .extend(text.split_inclusive(". ").map(|unit| unit.trim().to_owned()).filter(|unit| !unit.is_empty()));
    }

    /// How well this reads what `wanted` says, with remarks on what is wrong.
    pub(crate) fn measures(&self, wanted: &Self) -> (Measures, Vec<String>) {
        let mut remarks = Vec::new();
        let order = self.order(wanted, &mut remarks);
        let mut f1 = |what: &str, found: &[String], wanted: &[String]| f1(what, found, wanted, &mut remarks);
        let headings = f1("heading", &self.headings, &wanted.headings);
        let items = f1("item", &self.items, &wanted.items);
        let cells = f1("cell", &self.cells, &wanted.cells);
        ([order, headings, items, cells], remarks)
    }

    fn order(&self, wanted: &Self, remarks: &mut Vec<String>) -> f64 {
        let follows: BTreeSet<(&str, &str)> = pairs(&self.units).collect();
        let neighbours: Vec<(&str, &str)> = pairs(&wanted.units).collect();
        let apart: Vec<&(&str, &str)> = neighbours.iter().filter(|pair| !follows.contains(*pair)).collect();
        remarks.extend(apart.iter().map(|(a, b)| format!("order: “{a}” is not before “{b}”")));
        1.0 - apart.len() as f64 / neighbours.len() as f64
    }
}

fn pairs(units: &[String]) -> impl Iterator<Item = (&str, &str)> {
    units.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str()))
}

/// The cells of a line of a table.
fn row(line: &str) -> Vec<String> {
    let line = line.replace("\\|", "\u{1}");
    let cells = line.trim().trim_matches('|').split('|');
    cells.map(|cell| folded(&cell.replace("<br>", " ").replace('\u{1}', "|"))).collect()
}

/// Without escapes; white space is one space.
fn folded(text: &str) -> String {
    text.replace('\\', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn f1(what: &str, found: &[String], wanted: &[String], remarks: &mut Vec<String>) -> f64 {
    if found.is_empty() && wanted.is_empty() {
        return f64::NAN;
    }
    let mut left: BTreeMap<&String, usize> = BTreeMap::new();
    wanted.iter().for_each(|text| *left.entry(text).or_default() += 1);
    let mut right = 0;
    for text in found {
        match left.get_mut(text).filter(|count| **count > 0) {
            Some(count) => (*count, right) = (*count - 1, right + 1),
            None => remarks.push(format!("{what} too many: {text}")),
        }
    }
    let missed = left.into_iter().flat_map(|(text, count)| std::iter::repeat_n(text, count));
    remarks.extend(missed.map(|text| format!("{what} missed: {text}")));
    2.0 * f64::from(right) / (found.len() + wanted.len()) as f64
}
