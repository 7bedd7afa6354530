//! What a person knows better: corrections of single values, and columns of their own, laid over a dataset.
//!
//! They stand in files called `corrections.csv` beside the reports and are applied to the assembled dataset, never to
//! what a report says.

mod apply;
mod file;
mod merge;
mod proposals;
mod rows;
mod sheet;
mod value;

pub use apply::{Scope, apply};
pub use file::{COLUMNS, Correction, CorrectionsFile, EMPTY};
pub use merge::{Merged, merge};
pub use proposals::{Exported, ExportedColumn, Proposal, Proposals, proposals};
pub use sheet::{OtherTable, Sheet, read_sheet};
