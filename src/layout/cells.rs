//! The cells of tables: their paragraphs, and tables that go on from page to page.

use crate::model::flow::{Block, Cell, Flow, Line, Role, Table};

use super::paragraphs::{LaidLine, Measures};
use super::{blocks, joins};

/// Appends a table to a flow's blocks; one that goes on from the page before is joined to it, and a head that is printed
/// again is set aside.
pub(super) fn add_table(flow: &mut Flow, rows: Vec<Vec<Vec<LaidLine>>>, columns: usize, measures: &Measures) {
    let mut rows: Vec<Vec<Cell>> =
        rows.into_iter().map(|row| row.into_iter().map(|lines| cell(lines, measures, flow)).collect()).collect();
    rows.retain(|row: &Vec<Cell>| row.iter().any(|cell| !cell.blocks.is_empty()));
    let Some(first_page) = rows.iter().flatten().flat_map(Cell::places).map(|place| place.page).min() else {
        return;
    };
    let before = flow
        .blocks
        .last_mut()
        .filter(|before| before.places().last().is_some_and(|place| place.page + 1 == first_page));
    let table = before.and_then(|before| before.table.as_mut());
    let Some(table) = table.filter(|table| table.rows.first().is_some_and(|row| row.len() == columns)) else {
        flow.blocks.push(Block { role: Role::Table, table: Some(Table { rows }), ..Block::default() });
        return;
    };
    let texts = |row: &[Cell]| row.iter().map(Cell::text).collect::<Vec<_>>();
    if table.rows.first().is_some_and(|head| texts(head) == texts(&rows[0])) {
        flow.furniture.extend(rows.remove(0).into_iter().filter(|cell| !cell.blocks.is_empty()).map(set_aside));
    }
    let goes_on = rows.first().is_some_and(|row| row[0].blocks.is_empty());
    let mut rows = rows.into_iter();
    if goes_on && let (Some(last), Some(next)) = (table.rows.last_mut(), rows.next()) {
        for (cell, more) in last.iter_mut().zip(next) {
            cell.blocks.extend(more.blocks);
        }
    }
    table.rows.extend(rows);
}

fn set_aside(cell: Cell) -> Block {
    let line = Line { text: cell.text(), place: cell.places().next(), ..Line::default() };
    Block::from_lines(Role::Paragraph, vec![line])
}

fn cell(lines: Vec<LaidLine>, measures: &Measures, flow: &Flow) -> Cell {
    let mut blocks = blocks::blocks(lines, measures, flow.body);
    joins::join_lines(&mut blocks);
    Cell { blocks }
}
