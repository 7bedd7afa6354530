//! The cells of tables: their paragraphs, and tables that go on from page to page or from column to column.

use std::collections::BTreeMap;

use crate::model::flow::{Block, Cell, Flow, Line, Place, PlacedWord, Role, Table};
use crate::model::geometry::Rect;

use super::blocks;
use super::continued::SMALLER;
use super::fragments::GUTTER_GAP;
use super::paragraphs::{LaidLine, Measures};
use crate::text::{ends_sentence, starts_lower};

/// A head has at most so many rows.
const HEAD: usize = 3;

/// Where the text of pages ends.
#[derive(Default)]
pub(super) struct Bottoms {
    /// By page: its lowest text, and the lowest of all pages of its size (points).
    pages: BTreeMap<u32, (f32, f32)>,
}

impl Bottoms {
    /// Of pages, each with its number, its width and height in points, and its lowest text.
    pub(super) fn of(pages: &[(u32, (f32, f32), f32)]) -> Self {
        let mut lowest: Vec<((f32, f32), f32)> = Vec::new();
        for (_, size, bottom) in pages {
            match lowest.iter_mut().find(|(other, _)| other == size) {
                Some((_, known)) => *known = known.max(*bottom),
                None => lowest.push((*size, *bottom)),
            }
        }
        let of_size = |size| lowest.iter().find(|(other, _)| *other == size).map_or(0.0, |(_, lowest)| *lowest);
        let pages = pages.iter().map(|(page, size, own)| (*page, (*own, of_size(*size))));
        Self { pages: pages.collect() }
    }

    /// How much of its page is free below some lines (points): nothing where other text, a footnote say, stands there.
    fn room_below<'l>(&self, lines: impl Iterator<Item = &'l LaidLine> + Clone) -> f32 {
        let Some(page) = lines.clone().map(|line| line.page).max() else { return 0.0 };
        let end = lines.filter(|line| line.page == page).map(|line| line.bbox.y1).fold(0.0, f32::max);
        let (own, lowest) = self.pages.get(&page).copied().unwrap_or_default();
        if own > end + 1.0 { 0.0 } else { lowest - end }
    }
}

/// The lines of a table's cells.
pub(super) struct CellLines {
    /// By row and column; all rows have the same number of columns.
    pub(super) rows: Vec<Vec<Vec<LaidLine>>>,
}

impl CellLines {
    /// Of a grid's rows, those with text.
    pub(super) fn of(mut rows: Vec<Vec<Vec<LaidLine>>>) -> Self {
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        // The lines of a head stand in rows of their own where nothing parts them from it but the pitch.
        while rows.len() > 2 && is_line_of_head(&rows[0], &rows[1], &rows[2..]) {
            let more = rows.remove(1);
            rows[0].iter_mut().zip(more).for_each(|(cell, more)| cell.extend(more));
        }
        Self { rows }
    }

    fn lines(&self) -> impl Iterator<Item = &LaidLine> + Clone {
        self.rows.iter().flatten().flatten()
    }

    /// Whether a table that follows without text between goes on this one: on the next page, or in the next column. It does
    /// not where its first rows would have had room on the page of this one.
    pub(super) fn goes_on_in(&self, next: &Self, bottoms: &Bottoms) -> bool {
        let columns = |table: &Self| table.rows.first().map(Vec::len);
        let last_page = self.lines().map(|line| line.page).max();
        let top = |table: &Self, page| {
            let tops = table.lines().filter(|line| Some(line.page) == page).map(|line| line.bbox.y0);
            tops.fold(f32::INFINITY, f32::min)
        };
        let first_page = next.lines().map(|line| line.page).min();
        let next_page = last_page.map(|page| page + 1) == first_page;
        let next_column = last_page == first_page && top(next, first_page) < top(self, last_page);
        let had_room = || next_page && next.first_rows_height() < bottoms.room_below(self.lines());
        columns(self) == columns(next) && (next_page && !had_room() || next_column)
    }

    /// Whether a line is small print below the table, on its last page.
    pub(super) fn has_below(&self, line: &LaidLine) -> bool {
        let own = || self.lines().filter(|own| own.page == line.page);
        let last_page = self.lines().map(|line| line.page).max();
        last_page == Some(line.page)
            && own().all(|own| own.bbox.y1 < line.bbox.y1 && line.line.style.size < own.line.style.size - SMALLER)
    }

    /// How much room the first rows take, in points: a row that heads the next is kept with it.
    fn first_rows_height(&self) -> f32 {
        /// Between the lines of two rows, in font sizes.
        const APART: f32 = 1.5;
        let height = |row: &Vec<Vec<LaidLine>>| {
            let lines = || row.iter().flatten();
            let bbox = Rect::union_all(lines().map(|line| line.bbox)).unwrap_or_default();
            bbox.height() + APART * lines().map(|line| line.line.style.size).fold(0.0, f32::max)
        };
        self.rows.iter().take(2).map(height).sum()
    }

    /// Appends the rows of a table that goes on this one; a head that is printed again is set aside.
    pub(super) fn append(&mut self, next: Self) -> Vec<Block> {
        let mut rows = next.rows;
        let mut head = take_printed_again(&mut rows, &self.rows);
        let mut rows = rows.drain(..).peekable();
        // The row that the page's end cut has its label there.
        let is_cut = |row: &Vec<Vec<LaidLine>>| row.first().is_some_and(Vec::is_empty) || self.is_cut_before(row);
        let is_cut = rows.peek().is_some_and(is_cut);
        if let Some(last) = self.rows.last_mut()
            && let Some(more) = rows.next_if(|_| is_cut)
        {
            last.iter_mut().zip(more).for_each(|(cell, more)| cell.extend(more));
        }
        self.rows.extend(rows);
        head.retain(|cell| !cell.is_empty());
        head.into_iter().map(set_aside).collect()
    }

    /// Whether a row goes on the last one: in some column a sentence does, where no row begins with a small letter.
    fn is_cut_before(&self, row: &[Vec<LaidLine>]) -> bool {
        let begins_lower = |cell: &Vec<LaidLine>| {
            cell.first().is_some_and(|line| line.line.marker.is_none() && starts_lower(&line.line.text))
        };
        let Some((last, _)) = self.rows.split_last() else { return false };
        row.iter().zip(last).enumerate().any(|(column, (next, cell))| {
            let is_open = cell.last().is_some_and(|line| !ends_sentence(&line.line.text));
            let others = || self.rows.iter().filter_map(|row| row.get(column));
            begins_lower(next) && is_open && !others().any(begins_lower)
        })
    }

    /// Takes the table's head off the lines before it, where the page ends after the head: short bold lines, over each column
    /// but the first, which holds labels.
    pub(super) fn take_head(&mut self, before: &mut Vec<LaidLine>) {
        /// The longest line of a head, in characters.
        const LONGEST: usize = 60;
        const MOST_LINES: usize = 12;
        /// It begins so many font sizes left of the texts of its column at most.
        const SET_IN: f32 = 3.0;
        let page = self.lines().map(|line| line.page).min();
        let own = |column: usize| self.rows.iter().filter_map(move |row| row.get(column)).flatten();
        let edge = |column: usize| own(column).map(|line| line.bbox.x0).fold(f32::INFINITY, f32::min);
        let end = self.lines().map(|line| line.bbox.x1).fold(0.0, f32::max);
        let columns = self.rows.first().map_or(0, Vec::len);
        let mut edges: Vec<f32> = (0..columns).map(edge).collect();
        edges.push(end);
        let labelled = self.rows.first().and_then(|row| row.first()).is_some_and(|cell| !cell.is_empty());
        if columns < 2 || !labelled || !edges.is_sorted() {
            return;
        }
        let column_of = |line: &LaidLine| {
            let headed = Some(line.page + 1) == page
                && line.line.style.bold
                && line.line.marker.is_none()
                && line.line.text.chars().count() <= LONGEST;
            let column = edges.iter().rposition(|edge| *edge <= line.bbox.centre_x())?;
            // Items are set in, and the margins of left and right pages differ.
            (headed && (1..columns).contains(&column) && line.bbox.x0 > edges[column] - SET_IN * line.line.style.size)
                .then_some(column)
        };
        // A head has few lines.
        let (kept, last) = before.split_at(before.len().saturating_sub(MOST_LINES));
        let mut last: Vec<LaidLine> = last.iter().flat_map(|line| parted(line.clone(), page)).collect();
        let of_head: Vec<usize> = last.iter().rev().map_while(column_of).collect();
        let mut head: Vec<Vec<LaidLine>> = vec![Vec::new(); columns];
        if (1..columns).all(|column| of_head.contains(&column)) {
            let lines = last.split_off(last.len() - of_head.len());
            *before = kept.iter().cloned().chain(last).collect();
            lines.into_iter().zip(of_head.into_iter().rev()).for_each(|(line, column)| head[column].push(line));
            self.rows.insert(0, head);
        }
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

/// Takes the cells of a head that stands in the first of `known` rows off the rows of a table that goes on it; its lines
/// may be rows of their own in one place and not in the other.
fn take_printed_again(rows: &mut Vec<Vec<Vec<LaidLine>>>, known: &[Vec<Vec<LaidLine>>]) -> Vec<Vec<LaidLine>> {
    let heads: Vec<Vec<String>> = (1..=HEAD).filter_map(|rows| head_of(known.get(..rows)?)).collect();
    let is_head = |count: &usize| head_of(&rows[..*count]).is_some_and(|head| heads.contains(&head));
    if let Some(count) = (1..=rows.len().min(HEAD)).rev().find(is_head) {
        return rows.drain(..count).flatten().collect();
    }
    Vec::new()
}

/// The letters and digits of some lines: a word may be cut in one place and not in the other.
fn letters_of(lines: &[LaidLine]) -> String {
    lines.iter().flat_map(|line| line.line.text.chars()).filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a row goes on with the head above it: both have no label and one look, which no text of the table has.
fn is_line_of_head(head: &[Vec<LaidLine>], next: &[Vec<LaidLine>], rest: &[Vec<Vec<LaidLine>>]) -> bool {
    let unlabelled = |row: &[Vec<LaidLine>]| row.first().is_some_and(Vec::is_empty);
    let look = |line: &LaidLine| (line.line.style.bold, line.line.style.colour, line.line.style.size);
    let lines = |row: &[Vec<LaidLine>]| row.iter().flatten().map(look).collect::<Vec<_>>();
    let (above, below) = (lines(head), lines(next));
    let Some(first) = above.first() else { return false };
    let text = rest.iter().flat_map(|row| row.iter().skip(1)).flatten().map(look);
    unlabelled(head)
        && unlabelled(next)
        && !below.is_empty()
        && above.iter().chain(&below).all(|look| look == first)
        && head.iter().flatten().chain(next.iter().flatten()).all(|line| line.line.marker.is_none())
        && rest.first().is_some_and(|row| !unlabelled(row))
        && { text }.all(|look| look != *first)
}

/// The texts of some rows, column by column, if they say anything.
fn head_of(rows: &[Vec<Vec<LaidLine>>]) -> Option<Vec<String>> {
    let columns = rows.first().map_or(0, Vec::len);
    let text =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| letters_of(cell)).collect::<String>();
    let texts: Vec<String> = (0..columns).map(text).collect();
    texts.iter().any(|text| !text.is_empty()).then_some(texts)
}

/// The texts of a bold line on the page before `page` that stand side by side; another line is given back whole.
fn parted(line: LaidLine, page: Option<u32>) -> Vec<LaidLine> {
    let words = &line.line.words;
    let wide = |pair: &[PlacedWord]| pair[1].bbox.x0 - pair[0].bbox.x1 > GUTTER_GAP * line.line.style.size;
    let is_head = Some(line.page + 1) == page
        && line.line.style.bold
        && line.line.runs.is_empty()
        // Turned text has its words elsewhere.
        && words.first().is_some_and(|word| (word.bbox.x0 - line.bbox.x0).abs() < 1.0)
        && words.windows(2).any(wide);
    if !is_head {
        return vec![line];
    }
    let mut parts = Vec::new();
    for own in words.chunk_by(|a, b| !wide(&[*a, *b])) {
        let start = own.first().map_or(0, |word| word.start);
        let end = words.iter().map(|word| word.start).find(|next| own.iter().all(|word| word.start < *next));
        let text = line.line.text.get(start..end.unwrap_or(line.line.text.len())).unwrap_or_default().trim_end();
        let bbox = Rect::union_all(own.iter().map(|word| word.bbox)).unwrap_or_default();
        let words = own.iter().map(|word| PlacedWord { start: word.start - start, ..*word }).collect();
        let place = line.line.place.map(|place| Place { bbox, ..place });
        let marker = line.line.marker.clone().filter(|_| start == 0);
        let part = Line { text: text.to_owned(), marker, words, place, ..line.line.clone() };
        parts.push(LaidLine { line: part, bbox, ..line.clone() });
    }
    parts
}

fn set_aside(cell: Vec<LaidLine>) -> Block {
    let lines: Vec<Line> = cell.into_iter().map(|line| line.line).collect();
    Block::from_lines(Role::Paragraph, lines)
}

fn cell(lines: Vec<LaidLine>, measures: &Measures, flow: &Flow) -> Cell {
    Cell { blocks: blocks::blocks(lines, measures, flow.body) }
}
