//! Tables whose rows are sheets: a column is the title, the others are sections or labelled values.

use regex::Regex;

use crate::model::flow::{Block, Cell, Role};
use crate::model::sheet::{Meaning, Sheet, SheetBlock, Sureness};
use crate::profile::{Mark, SheetRule};
use crate::text::fold;

use super::super::page::Page;

/// How sure a title is that stands in its column.
const SURE: f64 = 0.98;

/// The sheets of all tables with a column of titles, each with the piece that the table is, or begins at.
pub(super) fn sheets(page: &Page<'_, '_>, rule: &SheetRule, head: &Regex) -> Vec<(usize, Sheet)> {
    let mut sheets = Vec::new();
    let mut columns: Option<Columns<'_>> = None;
    for index in page.range.blocks.clone() {
        let block = &page.flow.blocks[index];
        let Some(table) = &block.table else { continue };
        let of_block = |piece: &super::super::Piece<'_>| {
            let unit = &page.settled.units[piece.units.start];
            !unit.furniture && unit.block == index
        };
        let at = page.settled.pieces.iter().position(of_block).unwrap_or_default();
        for row in &table.rows {
            if let Some(title) = row.iter().position(|cell| head.is_match(&fold(&cell.text()))) {
                columns = Some(Columns { heads: row, title });
                continue;
            }
            // A table that goes on, on the next page, has no head, or the same number of columns.
            let Some(columns) = columns.as_ref().filter(|columns| columns.heads.len() == row.len()) else { continue };
            if let Some(sheet) = columns.sheet(page, rule, row) {
                sheets.push((at, sheet));
            }
        }
    }
    sheets
}

/// The heads of a table.
struct Columns<'a> {
    heads: &'a [Cell],
    /// The column of the titles.
    title: usize,
}

impl Columns<'_> {
    fn sheet(&self, page: &Page<'_, '_>, rule: &SheetRule, row: &[Cell]) -> Option<Sheet> {
        let title: Vec<_> = row[self.title].blocks.iter().flat_map(|block| block.lines.iter().cloned()).collect();
        let folded = fold(&row[self.title].text());
        let refused = rule.not_title.iter().any(|pattern| pattern.is_match(&folded))
            || rule.title.as_ref().is_some_and(|pattern| !pattern.is_match(&folded));
        if title.is_empty() || refused {
            return None;
        }
        let mut blocks = Vec::new();
        for (column, cell) in
            row.iter().enumerate().filter(|(column, cell)| *column != self.title && !cell.blocks.is_empty())
        {
            let head = &self.heads[column];
            let lines: Vec<_> = head.blocks.iter().flat_map(|block| block.lines.iter().cloned()).collect();
            let text = |block: &Block| SheetBlock { block: block.clone(), meaning: Meaning::Text };
            match page.range.profile.mark(&head.text()) {
                Some(Mark::Section(section)) if section.is_of(rule.kind) => {
                    let meaning = Meaning::Heading { key: section.key.clone(), chart: section.chart };
                    blocks.push(SheetBlock { block: Block::from_lines(Role::Heading(3), lines), meaning });
                    blocks.extend(cell.blocks.iter().map(text));
                }
                Some(Mark::Label(label)) => {
                    let value: usize = Block::from_lines(Role::Paragraph, lines.clone()).text.len();
                    let lines =
                        lines.into_iter().chain(cell.blocks.iter().flat_map(|block| block.lines.iter().cloned()));
                    let block = Block::from_lines(Role::Paragraph, lines.collect());
                    blocks.push(SheetBlock { block, meaning: Meaning::Label { rule: label.index, value } });
                }
                _ => {
                    let loose = |block: &Block| SheetBlock { block: block.clone(), meaning: Meaning::Loose };
                    blocks.extend(cell.blocks.iter().map(loose));
                }
            }
        }
        let sureness = Sureness { title: Some(SURE), ..Sureness::default() };
        Some(Sheet { title, blocks, kind: rule.kind, sureness, ..Sheet::default() })
    }
}
