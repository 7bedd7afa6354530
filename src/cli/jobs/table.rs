//! Jobs as lines of a table that is as wide as the terminal.

use std::env;
use std::io::{self, Write};

use ingest::message;
use ingest::model::message::Message;
use ingest::model::record::Record;
use terminal_size::{Width, terminal_size};

use super::super::language::say;
use super::super::screen::plain;

/// Rows that are held to know how wide the columns are; in those that come later what is longer is cut.
const HELD: usize = 500;
/// Columns that are cut where the terminal is too narrow, the last one first, each down to so many letters.
const LEAST: [usize; 2] = [16, 12];
/// Between two columns.
const GAP: &str = "  ";

type Row = Vec<String>;

/// A table that is written as its rows come.
pub(super) struct Table {
    heads: Vec<String>,
    ids: bool,
    held: Vec<Row>,
    /// Known once enough rows were seen.
    widths: Vec<usize>,
    most: Option<usize>,
}

impl Table {
    /// With the ids of the records, or without.
    pub(super) fn new(ids: bool) -> Self {
        let mut heads = vec![
            message!("head-job"),
            message!("head-collection"),
            message!("head-edition"),
            message!("head-country"),
            message!("head-level"),
            message!("head-pages"),
        ];
        if ids {
            heads.push(Message::Plain("record_id".to_owned()));
        }
        let heads = heads.iter().map(say).collect();
        Self { heads, ids, held: Vec::new(), widths: Vec::new(), most: width() }
    }

    /// Adds the row of a record.
    pub(super) fn row(&mut self, record: &Record, out: &mut dyn Write) -> io::Result<()> {
        let row = row(record, self.ids);
        if !self.widths.is_empty() {
            return line(&row, &self.widths, out);
        }
        self.held.push(row);
        if self.held.len() < HELD { Ok(()) } else { self.release(out) }
    }

    /// Writes what is held still.
    pub(super) fn finish(mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.held.is_empty() { Ok(()) } else { self.release(out) }
    }

    fn release(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let heads: Row = self.heads.clone();
        let rows = || std::iter::once(&heads).chain(&self.held);
        let longest = |column: usize| rows().map(|row| letters(&row[column])).max().unwrap_or_default();
        self.widths = fitted((0..heads.len()).map(longest).collect(), self.most);
        rows().try_for_each(|row| line(row, &self.widths, out))?;
        self.held = Vec::new();
        Ok(())
    }
}

/// Letters of a line; no limit where nobody looks at it.
fn width() -> Option<usize> {
    let told = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    told.or_else(|| terminal_size().map(|(Width(width), _)| usize::from(width)))
}

/// The widths of columns, the first two narrowed until all fit a line.
fn fitted(mut widths: Vec<usize>, most: Option<usize>) -> Vec<usize> {
    let whole = widths.iter().sum::<usize>() + GAP.len() * (widths.len() - 1);
    let mut over = most.map_or(0, |most| whole.saturating_sub(most));
    for (width, least) in widths.iter_mut().zip(LEAST).rev() {
        let less = over.min(width.saturating_sub(least));
        *width -= less;
        over -= less;
    }
    widths
}

fn line(row: &Row, widths: &[usize], out: &mut dyn Write) -> io::Result<()> {
    let cells = row.iter().zip(widths).map(|(cell, width)| format!("{:width$}", cut(cell, *width)));
    writeln!(out, "{}", cells.collect::<Vec<_>>().join(GAP).trim_end())
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

/// A text of so many letters at most.
fn cut(text: &str, most: usize) -> String {
    if letters(text) <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}

fn row(record: &Record, ids: bool) -> Row {
    let job = if record.label.is_empty() { &record.title } else { &record.label };
    let levels: Vec<String> = record.rncp_levels.iter().map(u8::to_string).collect();
    let pages = match record.pages {
        Some([first, last]) if first == last => first.to_string(),
        Some([first, last]) => format!("{first}–{last}"),
        None => String::new(),
    };
    let known = |value: &Option<String>| plain(value.as_deref().unwrap_or_default());
    let (edition, country) = (known(&record.edition), known(&record.country));
    let mut row = vec![plain(job), plain(&record.collection), edition, country, levels.join(","), pages];
    if ids {
        row.push(plain(&record.record_id));
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_columns_give_way() {
        let widths = vec![60, 30, 7, 5, 5];
        assert_eq!(fitted(widths.clone(), None), widths);
        assert_eq!(fitted(widths.clone(), Some(115)), widths);
        assert_eq!(fitted(widths.clone(), Some(105)), [60, 20, 7, 5, 5]);
        assert_eq!(fitted(widths.clone(), Some(80)), [43, 12, 7, 5, 5]);
        // Narrower than that, lines run over: nothing can be read in less.
        assert_eq!(fitted(widths, Some(20)), [16, 12, 7, 5, 5]);
        assert_eq!(fitted(vec![3, 6, 7, 5, 5], Some(20)), [3, 6, 7, 5, 5]);
    }

    #[test]
    fn what_is_longer_is_cut() {
        assert_eq!(cut("Veilleur de nuit", 16), "Veilleur de nuit");
        assert_eq!(cut("Veilleur de nuit", 13), "Veilleur de…");
        assert_eq!(cut("été", 2), "é…");
    }
}
