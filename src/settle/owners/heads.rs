//! The headings that tables, columns and panels give to a paragraph.

use super::columns::head_of_column;
use super::{Owned, Owner};

/// What the structure of a page says of one paragraph: indices of headings.
pub(super) struct Heads {
    /// The heading of the cell that it stands in.
    pub(super) cell: Option<usize>,
    /// That of the column that goes on with it.
    pub(super) column: Option<usize>,
    /// The only one in its panel.
    pub(super) panel: Option<usize>,
}

impl Heads {
    /// Of a paragraph among all that are owned.
    pub(super) fn of(this: &Owned, owners: &[Owner], owned: &[Owned]) -> Self {
        Self {
            cell: head_of_cell(this, owners),
            column: head_of_column(owners, owned, this),
            panel: head_of_panel(this, owners),
        }
    }
}

/// The heading that a table gives to a cell with text: the last one on its left in its row; where none stands there, the
/// nearest one above it in its column.
fn head_of_cell(owned: &Owned, owners: &[Owner]) -> Option<usize> {
    let (table, row, column) = owned.cell?;
    let cells = owners.iter().enumerate().filter_map(|(index, owner)| Some((index, owner.cell?)));
    let own = || cells.clone().filter(|(_, cell)| cell.0 == table);
    if own().any(|(_, cell)| cell == (table, row, column)) {
        return None;
    }
    let beside = own().filter(|(_, cell)| cell.1 == row && cell.2 < column).max_by_key(|(_, cell)| cell.2);
    let above = || own().filter(|(_, cell)| cell.2 == column && cell.1 < row).max_by_key(|(_, cell)| cell.1);
    beside.or_else(above).map(|(index, _)| index)
}

/// The only heading in the panel of a text, if the text does not stand above it.
fn head_of_panel(owned: &Owned, owners: &[Owner]) -> Option<usize> {
    let panel = owned.container?;
    let in_panel = |owner: &Owner| owner.page == owned.page && owner.container == Some(panel);
    let mut heads = owners.iter().enumerate().filter(|(_, owner)| in_panel(owner));
    let (index, head) = heads.next()?;
    (heads.next().is_none() && owned.first.y1 > head.bbox.y0).then_some(index)
}
