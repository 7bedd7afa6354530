//! `ingest corrections from FILE`: what somebody changed in a spreadsheet becomes lines of `corrections.csv`.

use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Subcommand;
use ingest::correct::{
    COLUMNS, CorrectionsFile, Exported, ExportedColumn, Merged, OtherTable, Proposal, merge, proposals, read_sheet,
};
use ingest::model::dataset::Dataset;
use ingest::write::columns::{Column, Table, Value};
use ingest::write::rows::Row;
use ingest::write::tables::{TABLES, table};
use ingest::write::{SheetColumn, sheet_columns};
use ingest::{dataset, source};

use super::args::{INPUTS, OUTPUTS};
use super::exit::Exit;
use super::run;
use super::screen::{Screen, plain};

/// Letters of a value on the screen.
const SHOWN: usize = 100;

/// What can be done with corrections.
#[derive(Debug, Subcommand)]
pub(crate) enum CorrectionsCommand {
    /// Compare an edited sheet `jobs` with the dataset, and keep what differs in corrections.csv
    From {
        /// The sheet: .xlsx (or .ods, .xls), or .csv
        file: PathBuf,
        /// Folder of the dataset that the sheet was made from
        #[arg(short, long, value_name = "DIR", default_value = OUTPUTS)]
        output: PathBuf,
        /// Folder of the reports: corrections.csv is kept there
        #[arg(long, value_name = "DIR", default_value = INPUTS)]
        inputs: PathBuf,
        /// Show what would be kept, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
}

/// Runs it.
pub(crate) fn run(command: &CorrectionsCommand, screen: Screen) -> anyhow::Result<Exit> {
    let CorrectionsCommand::From { file, output, inputs, dry_run } = command;
    let written = output.join("jobs.json");
    anyhow::ensure!(
        written.is_file(),
        "{}: is not there; run `ingest` first, or name the folder of the dataset with --output",
        written.display()
    );
    anyhow::ensure!(
        inputs.is_dir(),
        "{}: no such folder; name the folder of the reports with --inputs",
        inputs.display()
    );
    let dataset = dataset::load(&written)?;
    let exported = exported(&dataset)?;
    let sheet = read_sheet(file, &exported, &other_tables(&dataset))?;
    let proposals = proposals(&dataset, &exported, &sheet)?;
    let kept = inputs.join("corrections.csv");
    let mut files = CorrectionsFile::load_all(source::corrections(std::slice::from_ref(inputs), &[output.as_path()]))?;
    let main = files.iter().position(|known| known.path == kept).unwrap_or_else(|| {
        files.push(CorrectionsFile::new(kept, "corrections.csv".to_owned()));
        files.len() - 1
    });
    let before = files.clone();
    let merged = merge(&dataset, &proposals.taken, &mut files, main)?;
    let mut backups = Vec::new();
    for (file, _) in files.iter().zip(&before).filter(|(file, before)| file != before && !dry_run) {
        backups.extend(file.save()?.map(|path| plain(&path.display().to_string())));
    }
    let mut out = String::new();
    for (proposal, merged) in proposals.taken.iter().zip(&merged) {
        writeln!(out, "{}", line(&dataset, proposal, *merged)?)?;
    }
    let changed: Vec<String> = files
        .iter()
        .zip(&before)
        .filter(|(file, before)| file != before)
        .map(|(file, _)| plain(&file.path.display().to_string()))
        .collect();
    if changed.is_empty() {
        writeln!(out, "nothing to keep: the sheet says what the dataset and its corrections say")?;
    } else {
        let kept = merged.iter().filter(|merged| **merged != Merged::Known).count();
        let corrections = if kept == 1 { "correction" } else { "corrections" };
        let places = changed.join(", ");
        if *dry_run {
            writeln!(out, "{kept} {corrections} would be kept in {places}; nothing was written")?;
        } else {
            if !backups.is_empty() {
                writeln!(out, "as it was before: {}", backups.join(", "))?;
            }
            writeln!(out, "{kept} {corrections} kept in {places}; run `ingest` again to apply them")?;
        }
    }
    run::print(&out)?;
    let name = sheet.name.as_ref().map(|name| format!(", sheet “{name}”")).unwrap_or_default();
    let place = plain(&format!("{}{name}", file.display()));
    for refused in &proposals.refused {
        screen.line(&format!("{}: {place}, {}", screen.yellow("not taken"), plain(refused)));
    }
    Ok(if proposals.refused.is_empty() { Exit::Success } else { Exit::Incomplete })
}

/// The table `jobs` of the dataset, as it was written.
fn exported(dataset: &Dataset) -> anyhow::Result<Exported> {
    let table = table("jobs").context("the table jobs is there")?;
    // Columns that the workbook alone has come behind those of the table: what is edited there is not passed over.
    let derived: Vec<SheetColumn> = sheet_columns(table, dataset).into_iter().filter(SheetColumn::is_derived).collect();
    let mut columns = columns(table, dataset);
    let column =
        |column: &SheetColumn| ExportedColumn { name: column.name.to_string(), titles: vec![column.title.to_string()] };
    columns.extend(derived.iter().map(column));
    let cells = |row: Row| {
        let made: Vec<Value> = derived.iter().map(|column| column.value(&row)).collect();
        row.iter().chain(&made).map(ToString::to_string).collect()
    };
    Ok(Exported { columns, rows: table.rows(dataset).map(|row| row.map(cells)).collect::<io::Result<_>>()? })
}

fn columns(table: &Table, dataset: &Dataset) -> Vec<ExportedColumn> {
    let column = |known: &Column| ExportedColumn {
        name: known.name.to_string(),
        titles: vec![known.title.to_string(), known.title_en.to_string()],
    };
    (table.columns)(dataset).iter().map(column).collect()
}

/// What somebody may name instead of a sheet of jobs.
fn other_tables(dataset: &Dataset) -> Vec<OtherTable> {
    let other = |table: &&Table| OtherTable {
        what: format!("is the table {}", table.name),
        columns: columns(table, dataset),
        key: table.key.iter().map(|key| (*key).to_owned()).collect(),
    };
    let column = |name: &str| ExportedColumn { name: name.to_owned(), titles: Vec::new() };
    let corrections = OtherTable {
        what: "is a file of corrections, which runs read by themselves where it is called corrections.csv".to_owned(),
        columns: COLUMNS.map(column).into(),
        key: vec!["field".to_owned(), "value".to_owned()],
    };
    TABLES.iter().filter(|table| table.name != "jobs").map(|table| other(&table)).chain([corrections]).collect()
}

/// `+ label of port/guide: Guide → Guide de quai`
fn line(dataset: &Dataset, proposal: &Proposal, merged: Merged) -> io::Result<String> {
    let job = &dataset.jobs.get(proposal.record)?;
    let short = |text: &str| {
        let text = plain(&text.replace('\n', " ¶ "));
        match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    };
    let sign = match merged {
        Merged::Added => "+",
        Merged::Updated => "~",
        Merged::Withdrawn => "-",
        Merged::Known => "=",
    };
    let (before, after) = (short(&proposal.field.text(job)), short(&proposal.value));
    let name = proposal.field.name();
    Ok(format!("{sign} {name} of {}: {before} → {after}", plain(&job.record_id)))
}
