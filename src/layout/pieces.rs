//! Pieces of a page in reading order: lines, and tables as a whole.

use super::cells::CellLines;
use super::paragraphs::LaidLine;

/// One line of text, or a whole table.
pub(super) enum Piece {
    Line(Box<LaidLine>),
    Table(CellLines),
}

impl Piece {
    pub(super) fn lines(&self) -> Box<dyn Iterator<Item = &LaidLine> + '_> {
        match self {
            Self::Line(line) => Box::new(std::iter::once(&**line)),
            Self::Table(table) => Box::new(table.rows.iter().flatten().flatten()),
        }
    }
}
