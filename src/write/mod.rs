//! [`Dataset`] → files: one [`Writer`] a format, all files of a run or none.

mod about;
pub mod columns;
mod csv;
mod cuts;
mod excel_csv;
mod fan;
mod files;
mod folder;
mod json;
mod jsonl;
mod package;
#[cfg(feature = "parquet")]
mod parquet;
mod place;
mod report;
pub mod rows;
mod spreadsheet;
#[cfg(feature = "sqlite")]
mod sqlite;
pub mod tables;
mod xlsx;

use std::io::{self, Write};

use crate::model::dataset::Dataset;
use columns::{Column, Table};
use rows::Row;
pub use rows::RowCounts;

pub use about::TITLE;
pub use csv::write_records;
pub use cuts::{add_issues, is_of_writing};
pub use excel_csv::SUFFIX as EXCEL_SUFFIX;
pub use files::{Beside, Told, WriteTo, Writing, write_all};
pub use folder::{
    Kept, Opened, OutputFolder, Outputs, Produced, Recovered, Staged, Staging, Standing, Verified, Written, holding,
};
pub use package::portal_schema;
pub use place::{locate, places};
pub use report::Review;
pub use xlsx::{
    CellOf, SheetColumn, SheetRow, SheetWords, sheet_columns, sheet_name, sheet_rows, shown_word, words_of_sheet,
};

/// A format of the dataset.
pub trait Writer: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;
    /// What it is good for, in a few words.
    fn description(&self) -> &'static str;
    /// The files that it writes, directly in the output folder.
    fn file_names(&self) -> Vec<String>;
    /// The formats, by name, that it describes and cannot do without.
    fn needs(&self) -> &'static [&'static str] {
        &[]
    }
    /// The format as one whose files are made of tables, so that all such files of a run are made together, and a table's
    /// rows once for all of them; `None` for a format that is made of the dataset otherwise.
    fn tables(&self) -> Option<&dyn OfTables> {
        None
    }
    /// Writes one of [`Writer::file_names`].
    ///
    /// # Errors
    /// When `out` cannot be written to, or the dataset cannot be read.
    fn write(&self, file_name: &str, content: Content<'_>, out: &mut (dyn Write + Send)) -> io::Result<()> {
        let tables = self.tables().ok_or_else(|| no_table(file_name))?;
        fan::make_one(tables, file_name, content, out)
    }
}

/// A format whose files are made of tables.
pub trait OfTables: Sync {
    /// Begins one of [`Writer::file_names`], in which the tables of the dataset will be put in order.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn begin<'w>(
        &self,
        file_name: &str,
        content: Content<'w>,
        out: &'w mut (dyn Write + Send),
    ) -> io::Result<Box<dyn TableSink + 'w>>;
}

/// A file that tables are put in, some rows at a time. All tables are begun before the first row, in the order of
/// [`tables::TABLES`]; the rows of several may then come in turns. Where a step fails, the file is of no use.
pub trait TableSink: Send {
    /// Begins a table; `false` where the file has no place for it: nothing more of the table is told then.
    ///
    /// # Errors
    /// When it cannot be written.
    fn table(&mut self, table: &'static Table, columns: &[Column]) -> io::Result<bool>;
    /// Adds rows to a table that was begun.
    ///
    /// # Errors
    /// When they cannot be written.
    fn rows(&mut self, table: &'static Table, rows: &[Row]) -> io::Result<()>;
    /// Ends the file, and with it all tables.
    ///
    /// # Errors
    /// When it cannot be written.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

fn no_table(file_name: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("no table for {file_name}"))
}

/// What a file is made from.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// What the run found.
    pub dataset: &'a Dataset,
    /// The files of this run that are complete already, in the order of [`FORMATS`].
    pub files: &'a [Produced],
    /// How many rows its tables have, if they were counted already.
    pub rows: Option<&'a RowCounts>,
    /// Whether the page for review is made with them, which a workbook leads to.
    pub has_page: bool,
}

impl<'a> Content<'a> {
    /// A dataset of which nothing else is known.
    #[must_use]
    pub fn of(dataset: &'a Dataset) -> Self {
        Self { dataset, files: &[], rows: None, has_page: false }
    }
}

/// All formats, in the order in which they are written: what describes other files comes last. A new one is a file in this
/// folder and a line here.
pub const FORMATS: &[&dyn Writer] = &[
    &json::Json,
    &jsonl::JsonLines,
    &csv::Csv,
    &xlsx::Xlsx,
    #[cfg(feature = "parquet")]
    &parquet::Parquet,
    #[cfg(feature = "sqlite")]
    &sqlite::Sqlite,
    &package::Package,
];

/// Formats that a build may leave out, each a feature of the crate: what writes them takes a while to compile.
pub const OPTIONAL_FORMATS: &[&str] = &["parquet", "sqlite"];

/// The formats written when none is asked for: what an analyst needs.
pub const DEFAULT_FORMATS: &[&str] = &["json", "csv", "xlsx", "package"];

/// The format of this name.
#[must_use]
pub fn format(name: &str) -> Option<&'static dyn Writer> {
    FORMATS.iter().copied().find(|writer| writer.name() == name)
}

/// The formats of these names and those that they need, each once, in the order of [`FORMATS`]. Unknown names are left
/// out.
#[must_use]
pub fn formats<S: AsRef<str>>(names: &[S]) -> Vec<&'static dyn Writer> {
    let named = |wanted: &str| names.iter().any(|name| name.as_ref() == wanted);
    let needed: Vec<&str> =
        FORMATS.iter().filter(|writer| named(writer.name())).flat_map(|writer| writer.needs()).copied().collect();
    FORMATS.iter().copied().filter(|writer| named(writer.name()) || needed.contains(&writer.name())).collect()
}

/// The JSON Schema of `jobs.json`, indented, with a final newline.
///
/// # Panics
/// Never: a schema made by `schemars` is JSON.
#[must_use]
pub fn json_schema() -> String {
    // What is written, not what is accepted: every field is there.
    let settings = schemars::generate::SchemaSettings::default().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Dataset>();
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}
