//! What a person knows better: corrections of single values, and columns of their own, laid over a dataset.
//!
//! They stand in files called `corrections.csv` beside the reports and are applied to the assembled dataset, never to
//! what a report says.

mod apply;
mod cells;
mod file;
mod follow;
mod joined;
mod merge;
mod occupations;
mod parts;
mod proposals;
mod rows;
mod same;
mod settle;
mod settlings;
mod sheet;
mod shown;
mod value;
mod workbook;

pub use apply::{Scope, apply};
pub use file::{COLUMNS, Correction, CorrectionsFile, EMPTY};
pub use follow::{are_placed, follow};
pub use joined::{Joined, TakenOver, join, take_over};
pub use merge::{Merged, merge};
pub use proposals::{ExportedColumn, Proposal, Proposals};
pub use settle::settle;
pub use settlings::{Settling, merge_settlings};
pub use sheet::{Book, KnownTable, Sheet, Sheets, TextRows, read_book};
pub use shown::{Beside, differing};
pub use workbook::edits;
