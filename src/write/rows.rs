//! The rows of tables: what they are made of, made some at a time, so that a table never is in memory as a whole.

use std::io;
use std::ops::Range;

use rayon::prelude::*;

use super::columns::{Field, Table, Value};
use crate::model::dataset::Dataset;
use crate::model::groups::Groups;
use crate::model::record::Record;

/// A row of a table: one cell a column.
pub type Row = Vec<Value>;

/// The rows of a table in order, made one after the other. What is stored may not be read.
pub type Rows<'d> = Box<dyn Iterator<Item = io::Result<Row>> + Send + 'd>;

/// What the rows of a table are made of.
#[derive(Clone, Copy)]
pub enum RowsOf {
    /// Each of the dataset's records by itself, in their order.
    Records {
        /// The rows of some records.
        rows: fn(&[Record], &Dataset) -> Vec<Row>,
        /// The number of rows of a record.
        count: fn(&Record) -> usize,
    },
    /// Several records a row.
    Groups {
        /// The places of the records of each row, in the order of the rows.
        groups: fn(&Dataset) -> Groups,
        /// The row of the records of a group.
        row: fn(Vec<Record>, &Dataset) -> Row,
    },
    /// Anything else in the dataset.
    Dataset {
        /// The rows.
        rows: for<'d> fn(&'d Dataset) -> Rows<'d>,
        /// Their number.
        count: fn(&Dataset) -> usize,
    },
}

/// Records, or groups of them, that the rows of a block are made of, and those of them that a thread takes at a time.
const OF_BLOCK: usize = 256;
const OF_THREAD: usize = 32;
/// Rows of a block that are not made of records.
const ROWS_OF_BLOCK: usize = 1_024;

/// The rows of a table, some at a time.
pub type Blocks<'d> = Box<dyn Iterator<Item = io::Result<Vec<Row>>> + Send + 'd>;

impl Table {
    /// The rows in order.
    #[must_use]
    pub fn rows<'d>(&self, dataset: &'d Dataset) -> Rows<'d> {
        Box::new(self.blocks(dataset).flat_map(|block| match block {
            Ok(rows) => rows.into_iter().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        }))
    }

    /// The rows in order, some at a time, each block made on the threads of the caller's pool.
    #[must_use]
    pub fn blocks<'d>(&self, dataset: &'d Dataset) -> Blocks<'d> {
        match self.rows {
            RowsOf::Records { rows, .. } => blocks(dataset.jobs.len(), move |places| {
                let records = dataset.jobs.read(places)?;
                Ok(rows(&records, dataset))
            }),
            RowsOf::Groups { groups, row } => {
                let groups = groups(dataset);
                blocks(groups.len(), move |places| {
                    let of_group = |group: &[usize]| {
                        let records = group.iter().map(|place| dataset.jobs.get(*place));
                        Ok(row(records.collect::<io::Result<_>>()?, dataset))
                    };
                    groups.some(places).map(of_group).collect()
                })
            }
            RowsOf::Dataset { rows, .. } => {
                let mut rows = rows(dataset).peekable();
                Box::new(std::iter::from_fn(move || {
                    rows.peek()?;
                    Some(rows.by_ref().take(ROWS_OF_BLOCK).collect())
                }))
            }
        }
    }
}

/// The rows that `make` makes of so many things, several threads at a time.
fn blocks<'d>(number: usize, make: impl Fn(Range<usize>) -> io::Result<Vec<Row>> + Send + Sync + 'd) -> Blocks<'d> {
    Box::new((0..number).step_by(OF_BLOCK).map(move |start| {
        let end = number.min(start + OF_BLOCK);
        let starts: Vec<usize> = (start..end).step_by(OF_THREAD).collect();
        let part = |start: &usize| make(*start..end.min(start + OF_THREAD));
        let parts: Vec<Vec<Row>> = starts.par_iter().map(part).collect::<io::Result<_>>()?;
        Ok(parts.into_iter().flatten().collect())
    }))
}

/// The number of rows of each of `tables`.
///
/// # Errors
/// When the dataset cannot be read.
pub(super) fn count_rows(tables: &[Table], dataset: &Dataset) -> io::Result<Vec<usize>> {
    let jobs = &dataset.jobs;
    let starts: Vec<usize> = (0..jobs.len()).step_by(OF_THREAD).collect();
    let of_records = |start: &usize| -> io::Result<Vec<usize>> {
        let records = jobs.read(*start..start + OF_THREAD)?;
        let count = |table: &Table| match table.rows {
            RowsOf::Records { count, .. } => records.iter().map(count).sum(),
            RowsOf::Groups { .. } | RowsOf::Dataset { .. } => 0,
        };
        Ok(tables.iter().map(count).collect())
    };
    let add = |a: Vec<usize>, b: Vec<usize>| Ok(a.iter().zip(&b).map(|(a, b)| a + b).collect());
    let counts = starts.par_iter().map(of_records).try_reduce(|| vec![0; tables.len()], add)?;
    let whole = |(table, count): (&Table, usize)| match table.rows {
        RowsOf::Records { .. } => count,
        RowsOf::Groups { groups, .. } => groups(dataset).len(),
        RowsOf::Dataset { count, .. } => count(dataset),
    };
    Ok(tables.iter().zip(counts).map(whole).collect())
}

/// The row that these fields make of something.
pub(super) fn row_of<R>(fields: &[Field<R>], item: &R) -> Row {
    fields.iter().map(|field| (field.value)(item)).collect()
}

/// The rows of a table: one for each of `items`.
pub(super) fn rows_of<R, const N: usize>(fields: [Field<R>; N], items: impl Iterator<Item = R>) -> Vec<Row> {
    items.map(|item| row_of(&fields, &item)).collect()
}

/// The same, one after the other.
pub(super) fn each_of<'d, R: 'd, const N: usize>(
    fields: [Field<R>; N],
    items: impl Iterator<Item = io::Result<R>> + Send + 'd,
) -> Rows<'d> {
    Box::new(items.map(move |item| item.map(|item| row_of(&fields, &item))))
}
