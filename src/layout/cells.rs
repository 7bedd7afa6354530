//! The cells of tables: their paragraphs, and tables that go on from page to page or from column to column.

use crate::model::flow::{Block, Cell, Flow, Line, Role, Table};

use super::paragraphs::{LaidLine, Measures};
use super::blocks;

/// The lines of a table's cells.
pub(super) struct CellLines {
    /// By row and column; all rows have the same number of columns.
    pub(super) rows: Vec<Vec<Vec<LaidLine>>>,
}

impl CellLines {
    /// Of a grid's rows, those with text.
    pub(super) fn of(mut rows: Vec<Vec<Vec<LaidLine>>>) -> Self {
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        Self { rows }
    }

    fn lines(&self) -> impl Iterator<Item = &LaidLine> {
        self.rows.iter().flatten().flatten()
    }

    /// Whether a table that follows without text between goes on this one: on the next page, or in the next column.
    pub(super) fn goes_on_in(&self, next: &Self) -> bool {
        let columns = |table: &Self| table.rows.first().map(Vec::len);
        let last_page = self.lines().map(|line| line.page).max();
        let top = |table: &Self, page| {
            let tops = table.lines().filter(|line| Some(line.page) == page).map(|line| line.bbox.y0);
            tops.fold(f32::INFINITY, f32::min)
        };
        let first_page = next.lines().map(|line| line.page).min();
        let next_page = last_page.map(|page| page + 1) == first_page;
        let next_column = last_page == first_page && top(next, first_page) < top(self, last_page);
        columns(self) == columns(next) && (next_page || next_column)
    }

    /// Appends the rows of a table that goes on this one; a head that is printed again is set aside.
    pub(super) fn append(&mut self, next: Self) -> Vec<Block> {
        let text = |cell: &[LaidLine]| cell.iter().map(|line| line.line.text.as_str()).collect::<Vec<_>>().join(" ");
        let texts = |row: &[Vec<LaidLine>]| row.iter().map(|cell| text(cell)).collect::<Vec<_>>();
        let mut rows = next.rows.into_iter().peekable();
        let same_head = |row: &Vec<Vec<LaidLine>>| self.rows.first().is_some_and(|head| texts(head) == texts(row));
        let head = rows.next_if(same_head);
        // The row that the page's end cut has its label there.
        if let Some(last) = self.rows.last_mut()
            && let Some(more) = rows.next_if(|row| row.first().is_some_and(Vec::is_empty))
        {
            last.iter_mut().zip(more).for_each(|(cell, more)| cell.extend(more));
        }
        self.rows.extend(rows);
        head.into_iter().flatten().filter(|cell| !cell.is_empty()).map(set_aside).collect()
    }

    /// Appends the table to a flow's blocks.
    pub(super) fn add_to(self, flow: &mut Flow, measures: &Measures) {
        if self.rows.is_empty() {
            return;
        }
        let row = |row: Vec<Vec<LaidLine>>| row.into_iter().map(|lines| cell(lines, measures, flow)).collect();
        let rows = self.rows.into_iter().map(row).collect();
        flow.blocks.push(Block { role: Role::Table, table: Some(Table { rows }), ..Block::default() });
    }
}

fn set_aside(cell: Vec<LaidLine>) -> Block {
    let lines: Vec<Line> = cell.into_iter().map(|line| line.line).collect();
    Block::from_lines(Role::Paragraph, lines)
}

fn cell(lines: Vec<LaidLine>, measures: &Measures, flow: &Flow) -> Cell {
    Cell { blocks: blocks::blocks(lines, measures, flow.body) }
}
