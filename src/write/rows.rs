//! The rows of tables: what they are made of, made some at a time, so that a table never is in memory as a whole.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::columns::{Field, Table, Value};
use super::tables::TABLES;
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
        rows: fn(&[&Record], &Dataset) -> Vec<Row>,
        /// The number of rows of a record.
        count: fn(&Record) -> usize,
    },
    /// Several records a row.
    Groups {
        /// The places of the records of each row, in the order of the rows.
        groups: fn(&Dataset) -> Groups,
        /// The row of the records of a group.
        row: fn(Vec<Arc<Record>>, &Dataset) -> Row,
    },
    /// Anything else in the dataset.
    Dataset {
        /// The rows.
        rows: for<'d> fn(&'d Dataset) -> Rows<'d>,
        /// Their number.
        count: fn(&Dataset) -> usize,
    },
}

/// Records that the rows of a block are made of, and those of them that a thread takes at a time: the rows of all tables
/// that are made of records are in memory together.
const RECORDS: Sizes = Sizes { of_block: 64, of_thread: 8 };
/// The same of groups of records, of which one table is made.
const GROUPS: Sizes = Sizes { of_block: 256, of_thread: 32 };
/// Rows of a block that are not made of records.
const ROWS_OF_BLOCK: usize = 1_024;

struct Sizes {
    of_block: usize,
    of_thread: usize,
}

/// Tables whose rows are made together, in one pass over what they are made of; never none.
pub(super) struct Pass(Vec<&'static Table>);

/// Some rows of each table of a [`Pass`], in the order of its tables.
pub(super) type Block = Vec<Vec<Row>>;

/// The rows of a pass, some at a time.
pub(super) type Blocks<'d> = Box<dyn Iterator<Item = io::Result<Block>> + Send + 'd>;

impl Table {
    /// The rows in order.
    #[must_use]
    pub fn rows<'d>(&'static self, dataset: &'d Dataset) -> Rows<'d> {
        Box::new(Pass(vec![self]).blocks(dataset).flat_map(|block| match block {
            Ok(rows) => rows.into_iter().flatten().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        }))
    }
}

impl Pass {
    /// What makes all rows of these tables: one pass for those that are made of records, where the first of them stands,
    /// and one for each other.
    pub(super) fn over(tables: impl IntoIterator<Item = &'static Table>) -> Vec<Self> {
        let is_of_records = |table: &Table| matches!(table.rows, RowsOf::Records { .. });
        let mut passes: Vec<Self> = Vec::new();
        for table in tables {
            match passes.iter_mut().find(|pass| is_of_records(table) && is_of_records(pass.0[0])) {
                Some(pass) => pass.0.push(table),
                None => passes.push(Self(vec![table])),
            }
        }
        passes
    }

    /// Its tables.
    pub(super) fn tables(&self) -> &[&'static Table] {
        &self.0
    }

    /// The rows in order, some at a time, each block made on the threads of the caller's pool.
    pub(super) fn blocks<'d>(&self, dataset: &'d Dataset) -> Blocks<'d> {
        match self.0[0].rows {
            RowsOf::Records { .. } => {
                let of_records = |table: &&Table| match table.rows {
                    RowsOf::Records { rows, .. } => Some(rows),
                    RowsOf::Groups { .. } | RowsOf::Dataset { .. } => None,
                };
                let tables: Vec<_> = self.0.iter().filter_map(of_records).collect();
                blocks(dataset.jobs.len(), RECORDS, move |places| {
                    let records = dataset.jobs.read(places)?;
                    let records: Vec<&Record> = records.iter().map(Arc::as_ref).collect();
                    Ok(tables.iter().map(|rows| rows(&records, dataset)).collect())
                })
            }
            RowsOf::Groups { groups, row } => {
                let groups = groups(dataset);
                blocks(groups.len(), GROUPS, move |places| {
                    let of_group = |group: &[usize]| {
                        let records = group.iter().map(|place| dataset.jobs.get(*place));
                        Ok(row(records.collect::<io::Result<_>>()?, dataset))
                    };
                    Ok(vec![groups.some(places).map(of_group).collect::<io::Result<_>>()?])
                })
            }
            RowsOf::Dataset { rows, .. } => {
                let mut rows = rows(dataset).peekable();
                Box::new(std::iter::from_fn(move || {
                    rows.peek()?;
                    let rows: io::Result<_> = rows.by_ref().take(ROWS_OF_BLOCK).collect();
                    Some(rows.map(|rows| vec![rows]))
                }))
            }
        }
    }
}

/// The rows that `make` makes of so many things, several threads at a time.
fn blocks<'d>(
    number: usize,
    sizes: Sizes,
    make: impl Fn(Range<usize>) -> io::Result<Block> + Send + Sync + 'd,
) -> Blocks<'d> {
    let Sizes { of_block, of_thread } = sizes;
    Box::new((0..number).step_by(of_block).map(move |start| {
        let end = number.min(start + of_block);
        let starts: Vec<usize> = (start..end).step_by(of_thread).collect();
        let part = |start: &usize| make(*start..end.min(start + of_thread));
        let mut parts = starts.par_iter().map(part).collect::<io::Result<Vec<Block>>>()?.into_iter();
        let mut block = parts.next().unwrap_or_default();
        for part in parts {
            block.iter_mut().zip(part).for_each(|(rows, more)| rows.extend(more));
        }
        Ok(block)
    }))
}

/// How many rows each table has that is made of records, in the order of the tables.
#[derive(Debug, Clone, Default)]
pub struct RowCounts(Vec<usize>);

impl RowCounts {
    /// Of tables without a row.
    pub(super) fn none() -> Self {
        Self(vec![0; TABLES.len()])
    }

    /// Of the rows of a dataset.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn of(dataset: &Dataset) -> io::Result<Self> {
        let of_some = |places: Range<usize>| -> io::Result<Self> {
            let mut counts = Self::none();
            dataset.jobs.read(places)?.iter().for_each(|record| counts.count(record));
            Ok(counts)
        };
        let sum = |mut counts: Self, more: Self| {
            counts.add(&more);
            Ok(counts)
        };
        in_parts(dataset.jobs.len()).into_par_iter().map(of_some).try_reduce(Self::none, sum)
    }

    /// Counts the rows of another record.
    pub(super) fn count(&mut self, record: &Record) {
        for (count, table) in self.0.iter_mut().zip(TABLES) {
            if let RowsOf::Records { count: of_record, .. } = table.rows {
                *count += of_record(record);
            }
        }
    }

    /// Adds those of other records.
    pub(super) fn add(&mut self, more: &Self) {
        self.0.iter_mut().zip(&more.0).for_each(|(count, more)| *count += more);
    }

    /// The number of rows of a table of the dataset.
    pub(super) fn rows(&self, table: &Table, dataset: &Dataset) -> usize {
        match table.rows {
            RowsOf::Records { .. } => {
                let place = TABLES.iter().position(|known| known.name == table.name);
                place.and_then(|place| self.0.get(place)).copied().unwrap_or_default()
            }
            RowsOf::Groups { groups, .. } => groups(dataset).len(),
            RowsOf::Dataset { count, .. } => count(dataset),
        }
    }
}

/// The places of so many records, some at a time, as many as a thread takes.
pub(super) fn in_parts(number: usize) -> Vec<Range<usize>> {
    let starts = (0..number).step_by(RECORDS.of_block);
    starts.map(|start| start..number.min(start + RECORDS.of_block)).collect()
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
