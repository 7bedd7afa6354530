//! [`Dataset`] → files: one [`Writer`] a format, all files of a run or none.

pub mod columns;
mod csv;
mod excel_csv;
mod files;
mod folder;
mod json;
mod jsonl;
pub mod tables;

use std::io::{self, Write};

use crate::model::dataset::Dataset;

pub use excel_csv::SUFFIX as EXCEL_SUFFIX;
pub use files::write_all;
pub use folder::{OutputFolder, Recovered, Staging, Standing, Verified, Written};

/// A format of the dataset.
pub trait Writer: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;
    /// What it is good for, in a few words.
    fn description(&self) -> &'static str;
    /// The files that it writes, directly in the output folder.
    fn file_names(&self) -> Vec<String>;
    /// Writes one of [`Writer::file_names`].
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn write(&self, file_name: &str, dataset: &Dataset, out: &mut dyn Write) -> io::Result<()>;
}

/// All formats. A new one is a file in this folder and a line here.
pub const FORMATS: &[&dyn Writer] = &[&json::Json, &csv::Csv, &jsonl::JsonLines];

/// The formats written when none is asked for.
pub const DEFAULT_FORMATS: &[&str] = &["json", "csv"];

/// The format of this name.
#[must_use]
pub fn format(name: &str) -> Option<&'static dyn Writer> {
    FORMATS.iter().copied().find(|writer| writer.name() == name)
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
