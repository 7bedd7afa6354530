//! A sheet, cell by cell, against the table that it was made from.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::same::{canonical, same};
use super::settlings;
use super::sheet::{KnownTable, Sheet, TextRows};
use crate::normalise::text::clean;

/// Up to how many rows that are no row of the table are each compared with all of its rows.
const MOST_COMPARED: usize = 100;
/// Columns of names, and those of their codes: in workbooks of earlier versions these have the titles of the names.
const NAMES: [(&str, &str); 2] = [("country_name", "country"), ("country_names", "countries")];

/// A cell that says something else than the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// The place of its row in the sheet.
    pub(super) row: usize,
    /// The place of its column in the sheet.
    pub(super) place: usize,
    /// The place of its column in the table.
    pub(super) column: usize,
    /// The row of the table.
    pub(super) exported: Vec<String>,
}

/// What a sheet says otherwise than its table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Differences {
    /// Cells, in the order of the sheet.
    pub(super) edits: Vec<Edit>,
    /// Rows that the table has not, by their place in the sheet.
    pub(super) added: Vec<usize>,
    /// Rows of the table that the sheet has not, while it has others of the same group.
    pub(super) gone: Vec<Vec<String>>,
}

/// For each column of a sheet, which of the table's it is: the first of a name.
pub(super) fn columns(table: &KnownTable<'_>, sheet: &Sheet) -> Vec<Option<usize>> {
    let mut seen = BTreeSet::new();
    let of = |head: &String| {
        let head = clean(head).to_lowercase();
        table.columns.iter().position(|column| column.is_called(&head)).filter(|column| seen.insert(*column))
    };
    sheet.heads.iter().map(of).collect()
}

/// Compares a sheet with the rows of its table. Rows that the sheet has not are told where it has others that are alike in
/// the columns of `group`.
///
/// # Errors
/// When rows of the table cannot be made.
pub(super) fn differences<'d>(
    table: &KnownTable<'_>,
    rows: &dyn Fn() -> TextRows<'d>,
    sheet: &Sheet,
    group: &[&str],
) -> io::Result<Differences> {
    let columns = columns(table, sheet);
    let mut found = Comparison { table, sheet, columns: &columns, differences: Differences::default() };
    if table.key.is_empty() {
        found.without_key(rows)?
    } else {
        found.by_key(rows, group)?
    }
    let mut differences = found.differences;
    differences.edits.sort_by_key(|edit| (edit.row, edit.place));
    Ok(differences)
}

struct Comparison<'c, 't> {
    table: &'c KnownTable<'t>,
    sheet: &'c Sheet,
    columns: &'c [Option<usize>],
    differences: Differences,
}

impl Comparison<'_, '_> {
    /// Rows are those of the same key. One whose key was edited is known by all else.
    fn by_key<'d>(&mut self, rows: &dyn Fn() -> TextRows<'d>, group: &[&str]) -> io::Result<()> {
        let key: Vec<usize> = self.places(self.table.key.iter().map(String::as_str));
        let group: Vec<usize> = self.places(group.iter().copied());
        let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
        let mut groups: BTreeSet<String> = BTreeSet::new();
        let mut left: BTreeSet<usize> = BTreeSet::new();
        let mut known: BTreeSet<&[String]> = BTreeSet::new();
        for (row, (_, cells)) in self.sheet.rows.iter().enumerate() {
            // A row that was copied and left as it is says nothing new.
            if !known.insert(cells) {
                continue;
            }
            if !group.is_empty() {
                groups.insert(self.joined_of_sheet(row, &group));
            }
            match by_key.entry(self.joined_of_sheet(row, &key)) {
                Entry::Vacant(entry) => {
                    entry.insert(row);
                }
                Entry::Occupied(_) => {
                    left.insert(row);
                }
            }
        }
        let mut gone = Vec::new();
        for exported in rows() {
            let exported = exported?;
            match by_key.remove(&joined(self.table, &exported, &key)) {
                Some(row) => self.edits(row, &exported),
                None if groups.contains(&joined(self.table, &exported, &group)) && !group.is_empty() => {
                    gone.push(exported)
                }
                None => {}
            }
        }
        left.extend(by_key.into_values());
        self.edited_keys(rows, &key, &mut left, &mut gone)?;
        self.differences.added = left.into_iter().collect();
        self.differences.gone = gone;
        Ok(())
    }

    /// Of rows that are left, takes out those that say all of a row of the table but its key.
    fn edited_keys<'d>(
        &mut self,
        rows: &dyn Fn() -> TextRows<'d>,
        key: &[usize],
        left: &mut BTreeSet<usize>,
        gone: &mut Vec<Vec<String>>,
    ) -> io::Result<()> {
        if left.is_empty() {
            return Ok(());
        }
        let others: Vec<usize> =
            self.columns.iter().flatten().copied().filter(|column| !key.contains(column)).collect();
        let mut keys: BTreeSet<String> = BTreeSet::new();
        for row in 0..self.sheet.rows.len() {
            keys.insert(self.joined_of_sheet(row, key));
        }
        let mut by_others: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for row in left.iter().rev() {
            by_others.entry(self.joined_of_sheet(*row, &others)).or_default().push(*row);
        }
        for exported in rows() {
            let exported = exported?;
            if keys.contains(&joined(self.table, &exported, key)) {
                continue;
            }
            let Some(row) = by_others.get_mut(&joined(self.table, &exported, &others)).and_then(Vec::pop) else {
                continue;
            };
            left.remove(&row);
            gone.retain(|known| *known != exported);
            self.edits(row, &exported);
        }
        Ok(())
    }

    /// Rows are those that say the same; of the others, one is taken for the row of the table that it says most of.
    fn without_key<'d>(&mut self, rows: &dyn Fn() -> TextRows<'d>) -> io::Result<()> {
        let typed = |column: &usize| settlings::COLUMNS.contains(&self.table.columns[*column].name.as_str());
        let all: Vec<usize> = self.columns.iter().flatten().copied().filter(|column| !typed(column)).collect();
        let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for row in (0..self.sheet.rows.len()).rev() {
            known.entry(self.joined_of_sheet(row, &all)).or_default().push(row);
        }
        let mut left: BTreeSet<usize> = (0..self.sheet.rows.len()).collect();
        let mut is_in_sheet = Vec::new();
        for exported in rows() {
            let exported = exported?;
            let row = known.get_mut(&joined(self.table, &exported, &all)).and_then(Vec::pop);
            is_in_sheet.push(row.is_some());
            if let Some(row) = row {
                left.remove(&row);
                self.edits(row, &exported);
            }
        }
        if !left.is_empty() {
            let may_be_any = left.len() <= MOST_COMPARED;
            for (number, exported) in rows().enumerate().filter(|(number, _)| !is_in_sheet[*number]) {
                let exported = exported?;
                // Where it stood counts more than any other row of which it says as much.
                let score = |row: &usize| (self.alike(*row, &exported), *row == number);
                let best = if may_be_any { left.iter().copied().max_by_key(score) } else { left.get(&number).copied() };
                let best = best.filter(|row| 2 * self.alike(*row, &exported) >= all.len());
                if let Some(row) = best {
                    left.remove(&row);
                    self.edits(row, &exported);
                }
            }
        }
        self.differences.added = left.into_iter().collect();
        Ok(())
    }

    /// The places in the table of the columns of these names.
    fn places<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<usize> {
        names.filter_map(|name| self.table.columns.iter().position(|column| column.name == name)).collect()
    }

    /// What a row of the sheet says in columns of the table.
    fn joined_of_sheet(&self, row: usize, columns: &[usize]) -> String {
        let cells: Vec<String> = columns.iter().map(|column| canonical(self.cell(row, *column))).collect();
        cells.join("\u{1f}")
    }

    fn cell(&self, row: usize, column: usize) -> &str {
        let place = self.columns.iter().position(|known| *known == Some(column));
        place.and_then(|place| self.sheet.rows[row].1.get(place)).map_or("", String::as_str)
    }

    /// Notes the cells of a row that say something else than the row of the table.
    fn edits(&mut self, row: usize, exported: &[String]) {
        for (place, column) in self.columns.iter().enumerate() {
            let Some(column) = *column else { continue };
            let cell = self.sheet.rows[row].1.get(place).map_or("", String::as_str);
            let says = |column: usize| {
                let known = &self.table.columns[column];
                same(known.form(), cell, known.as_read(&exported[column]))
            };
            if !says(column) && !self.codes_of(column).is_some_and(says) {
                self.differences.edits.push(Edit { row, place, column, exported: exported.to_vec() });
            }
        }
    }

    /// The codes that a column has names for.
    fn codes_of(&self, column: usize) -> Option<usize> {
        let (_, codes) = NAMES.iter().find(|(names, _)| self.table.columns[column].name == *names)?;
        self.table.columns.iter().position(|known| known.name == *codes)
    }

    /// How many cells of a row say what a row of the table says.
    fn alike(&self, row: usize, exported: &[String]) -> usize {
        let same = |column: &usize| {
            let known = &self.table.columns[*column];
            same(known.form(), self.cell(row, *column), known.as_read(&exported[*column]))
        };
        self.columns.iter().flatten().filter(|column| same(column)).count()
    }
}

fn joined(table: &KnownTable<'_>, exported: &[String], columns: &[usize]) -> String {
    let cell = |column: &usize| canonical(table.columns[*column].as_read(&exported[*column]));
    let cells: Vec<String> = columns.iter().map(cell).collect();
    cells.join("\u{1f}")
}
