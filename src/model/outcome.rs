//! What became of one input file.

use serde::{Deserialize, Serialize};

use super::dataset::SourceRow;
use super::diagnostic::Diagnostic;
use super::flow::Place;
use super::message::Message;
use super::reading::Lasting;
use super::record::Record;

/// One input file after the pipeline: its row, its records, and what a person should look at.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// The row of the table `sources`; `jobs` is filled by the dataset stage.
    pub row: SourceRow,
    /// Why it has its status, and what to do; the row tells it in the dataset's language.
    pub message: Option<Message>,
    /// Records in reading order; ids, file and source are filled by the dataset stage.
    pub records: Vec<Record>,
    /// In reading order.
    pub diagnostics: Vec<Diagnostic>,
    /// Text that is in no record, in reading order.
    pub left_over: Vec<LeftOver>,
    /// Whether the file itself was named, not a folder that holds it.
    pub named_on_command_line: bool,
    /// How long it is what the same work would give again.
    pub lasting: Lasting,
    /// What had to be done for it.
    pub effort: Effort,
}

/// Text of a file that is in no record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LeftOver {
    /// Where it stands; none for input without positions.
    pub place: Option<Place>,
    /// The text.
    pub text: String,
    /// The record, by its place among the file's, that it stands in or after.
    pub near: Option<usize>,
}

/// What a run had to do for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Effort {
    /// It was read, if that was possible.
    #[default]
    Read,
    /// An earlier run's reading of the same bytes was interpreted anew: the profiles are others.
    Interpreted,
    /// Nothing: the file and all that it depends on are as in an earlier run.
    Kept,
}

impl Outcome {
    /// The number of jobs; sheets of a job's parts are not counted.
    #[must_use]
    pub fn jobs(&self) -> usize {
        self.records.iter().filter(|record| record.kind == super::record::Kind::Job).count()
    }
}
