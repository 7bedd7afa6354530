//! `ingest corrections from FILE`: what somebody changed in a spreadsheet becomes lines of `corrections.csv`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use ingest::correct::{
    Beside, COLUMNS, CorrectionsFile, ExportedColumn, KnownTable, Merged, Proposal, Settling, TextRows, differing,
    edits, join, merge, merge_settlings, read_book,
};
use ingest::history::{FOLDER, History, Marked, is_of_mark};
use ingest::message;
use ingest::model::dataset::Dataset;
use ingest::model::message::{Argument, Message};
use ingest::write::columns::{Column, ColumnKind, Table};
use ingest::write::tables::TABLES;
use ingest::write::{SheetColumn, SheetRow, SheetWords, TITLE, sheet_columns, sheet_name, sheet_rows, words_of_sheet};
use ingest::{dataset, source};

use super::args::{INPUTS, OUTPUTS};
use super::exit::{Exit, Trouble};
use super::language::say;
use super::run;
use super::screen::{Screen, plain};

/// What can be done with corrections.
#[derive(Debug, Subcommand)]
pub(crate) enum CorrectionsCommand {
    /// Compare an edited workbook with the dataset that it was made from, and keep what differs in corrections.csv
    From {
        /// The workbook: .xlsx (or .ods, .xls); or a table, .csv
        file: PathBuf,
        /// Folder of the dataset that it was made from
        #[arg(short, long, value_name = "DIR", default_value = OUTPUTS)]
        output: PathBuf,
        /// Folder of the reports: corrections.csv is kept there
        #[arg(long, value_name = "DIR", default_value = INPUTS)]
        inputs: PathBuf,
        /// Show what would be kept, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Join the files of two people, and name what they correct in different ways: both lines stay
    Merge {
        /// A corrections.csv
        one: PathBuf,
        /// Another one
        other: PathBuf,
        /// The file to write; without it, the lines are printed
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// Runs it.
pub(crate) fn run(command: &CorrectionsCommand, screen: Screen) -> anyhow::Result<Exit> {
    match command {
        CorrectionsCommand::From { file, output, inputs, dry_run } => from(file, output, inputs, *dry_run, screen),
        CorrectionsCommand::Merge { one, other, output } => merge_files(one, other, output.as_deref(), screen),
    }
}

fn merge_files(one: &Path, other: &Path, output: Option<&Path>, screen: Screen) -> anyhow::Result<Exit> {
    let shown = |path: &Path| plain(&path.display().to_string());
    let files = [one, other].map(|path| (path.to_path_buf(), shown(path)));
    let files = CorrectionsFile::load_all(files.into())?;
    let [one, other] = files.as_slice() else { anyhow::bail!(Trouble(message!("merge-two"))) };
    let joined = join(one, other);
    let path = output.unwrap_or(Path::new("corrections.csv"));
    let mut file = CorrectionsFile::new(path.to_path_buf(), shown(path));
    file.corrections = joined.corrections;
    let (lines, common) = (file.corrections.len(), joined.common);
    if output.is_some() {
        let mut out = String::new();
        if let Some(backup) = file.save()? {
            writeln!(out, "{}", say(&message!("before-it-was", names = shown(&backup))))?;
        }
        writeln!(out, "{}", say(&message!("merged-lines", lines, file = shown(path), common)))?;
        run::print(&out)?;
    } else {
        let mut out = Vec::new();
        file.write(&mut out)?;
        run::print(&String::from_utf8(out)?)?;
    }
    for conflict in &joined.conflicts {
        warn(message!("conflict"), conflict, screen);
    }
    Ok(if joined.conflicts.is_empty() { Exit::Success } else { Exit::Incomplete })
}

fn from(file: &Path, output: &Path, inputs: &Path, dry_run: bool, screen: Screen) -> anyhow::Result<Exit> {
    anyhow::ensure!(inputs.is_dir(), Trouble(message!("inputs-no-folder", path = inputs.display())));
    let book = read_book(file);
    let Marked { dataset, is_whole } = origin(book.as_ref().ok().and_then(|book| book.mark.as_deref()), file, output)?;
    let book = book?;
    let tables = tables(&dataset, is_whole, book.is_workbook());
    let sheets = book.sheets(file, &tables, TITLE)?;
    anyhow::ensure!(
        !sheets.of_tables.iter().any(|(table, _)| tables[*table].name == CORRECTIONS),
        Trouble(message!("from-corrections", path = file.display()))
    );
    let proposals = edits(&dataset, &tables, &sheets)?;
    let kept = inputs.join("corrections.csv");
    let mut files = CorrectionsFile::load_all(source::corrections(&[inputs.to_path_buf()], &[output]))?;
    let main = files.iter().position(|known| known.path == kept).unwrap_or_else(|| {
        files.push(CorrectionsFile::new(kept, "corrections.csv".to_owned()));
        files.len() - 1
    });
    let before = files.clone();
    let merged = merge(&dataset, &proposals.taken, &mut files, main)?;
    let settled = merge_settlings(&proposals.settled, &mut files, main);
    let mut backups = Vec::new();
    for (file, _) in files.iter().zip(&before).filter(|(file, before)| file != before && !dry_run) {
        backups.extend(file.save()?.map(|path| plain(&path.display().to_string())));
    }
    let mut out = String::new();
    for (proposal, merged) in proposals.taken.iter().zip(&merged) {
        writeln!(out, "{}", line(&dataset, proposal, *merged)?)?;
    }
    for (settling, merged) in proposals.settled.iter().zip(&settled) {
        let Settling { of, field, value, .. } = settling;
        let said = match value.is_empty() {
            true => message!("kept-open-again").into(),
            false => Argument::from(value),
        };
        let sign = sign(*merged);
        writeln!(out, "{}", plain(&say(&message!("kept-line", sign, field = field.name(), of, said))))?;
    }
    let changed: Vec<String> = files
        .iter()
        .zip(&before)
        .filter(|(file, before)| file != before)
        .map(|(file, _)| plain(&file.path.display().to_string()))
        .collect();
    let refused = proposals.refused.len();
    if changed.is_empty() && refused == 0 {
        writeln!(out, "{}", say(&message!("kept-nothing")))?;
    } else if changed.is_empty() {
        writeln!(out, "{}", say(&message!("kept-none", refused)))?;
    } else {
        let count = merged.iter().chain(&settled).filter(|merged| **merged != Merged::Known).count();
        let places = changed.join(", ");
        if dry_run {
            writeln!(out, "{}", say(&message!("kept-would", count, places)))?;
        } else {
            if !backups.is_empty() {
                writeln!(out, "{}", say(&message!("before-it-was", names = backups.join(", "))))?;
            }
            writeln!(out, "{}", say(&message!("kept-corrections", count, places)))?;
        }
    }
    let others = sheets.others.iter().map(|sheet| message!("sheet-of-no-table", sheet));
    for note in proposals.notes.iter().cloned().chain(others) {
        writeln!(out, "{}", plain(&say(&message!("labelled", label = message!("note"), text = note))))?;
    }
    run::print(&out)?;
    for refused in &proposals.refused {
        let what = message!("not-taken-of", file = file.display(), what = refused.clone());
        warn(message!("not-taken"), &what, screen);
    }
    Ok(if proposals.refused.is_empty() { Exit::Success } else { Exit::Incomplete })
}

/// Tells what a person should look at.
fn warn(label: Message, what: &Message, screen: Screen) {
    screen.line(&say(&message!("labelled", label = screen.yellow(&say(&label)), text = plain(&say(what)))));
}

/// The dataset that a file was made from: the one that it is marked with, from the history beside it or of the output
/// folder; without a mark, that of the last run.
fn origin(mark: Option<&str>, file: &Path, output: &Path) -> anyhow::Result<Marked> {
    let written = output.join("jobs.json");
    let present = || -> anyhow::Result<Option<Marked>> {
        let history = History::read(output)?;
        if !written.is_file() {
            return Ok(history.last());
        }
        Ok(Some(history.completed(dataset::load(&written)?)?))
    };
    let Some(mark) = mark else {
        let missing = || Trouble(message!("from-no-dataset", path = written.display())).into();
        return present()?.ok_or_else(missing);
    };
    let beside = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for folder in [beside, output] {
        if let Some(marked) = History::read(folder)?.marked(mark) {
            return Ok(marked);
        }
    }
    if let Some(marked) = present()?
        && is_of_mark(&marked.dataset, mark)?
    {
        return Ok(marked);
    }
    let folder = output.join(FOLDER);
    anyhow::bail!(Trouble(message!("from-not-kept", path = file.display(), folder = folder.display())))
}

/// What a table of corrections is called.
const CORRECTIONS: &str = "corrections";

/// All tables that a sheet may be of, that of jobs first, with their rows as they were exported: in a workbook as its sheets
/// have them, with the columns that it alone has.
fn tables<'d>(dataset: &'d Dataset, is_whole: bool, is_workbook: bool) -> Vec<KnownTable<'d>> {
    let known = |table: &'static Table| -> KnownTable<'d> {
        let of_sheet = if is_workbook { sheet_columns(table, dataset) } else { Vec::new() };
        let derived: Vec<(usize, SheetColumn)> =
            of_sheet.into_iter().enumerate().filter(|(_, column)| column.is_derived()).collect();
        let words = |known: &Column| {
            if is_workbook { words_of_sheet(table.name, &known.name) } else { SheetWords::default() }
        };
        let column = |known: &Column| ExportedColumn {
            name: known.name.to_string(),
            titles: vec![known.title.to_string(), known.title_en.to_string()],
            is_list: matches!(known.kind, ColumnKind::List | ColumnKind::IntegerList),
            words: words(known).by_shown,
            aliases: words(known).aliases,
        };
        let mut columns: Vec<ExportedColumn> = (table.columns)(dataset).iter().map(column).collect();
        columns.extend(derived.iter().map(|(_, column)| ExportedColumn {
            name: column.name.to_string(),
            titles: vec![column.title.to_string()],
            is_list: false,
            words: BTreeMap::new(),
            aliases: BTreeMap::new(),
        }));
        let places: Vec<usize> = derived.into_iter().map(|(place, _)| place).collect();
        let rows = move || -> TextRows<'d> {
            if !is_workbook {
                return Box::new(table.rows(dataset).map(|row| Ok(row?.iter().map(ToString::to_string).collect())));
            }
            let places = places.clone();
            let cells = move |SheetRow { row, shown }: SheetRow| -> Vec<String> {
                row.iter().map(ToString::to_string).chain(places.iter().map(|place| shown[*place].clone())).collect()
            };
            match sheet_rows(table, dataset) {
                Ok(rows) => Box::new(rows.map(move |row| row.map(&cells))),
                Err(error) => Box::new(std::iter::once(Err(error))),
            }
        };
        // These are in no dataset, only in its tables.
        let is_beside = ["issues", "changes", "leftover"].contains(&table.name);
        KnownTable {
            name: table.name.to_owned(),
            titles: table.title.iter().copied().chain([sheet_name(table)]).map(str::to_owned).collect(),
            columns,
            key: table.key.iter().map(|key| (*key).to_owned()).collect(),
            rows: (is_whole || !is_beside).then(|| Box::new(rows) as Box<dyn Fn() -> TextRows<'d> + 'd>),
        }
    };
    let column = |name: &str| ExportedColumn {
        name: name.to_owned(),
        titles: Vec::new(),
        is_list: false,
        words: BTreeMap::new(),
        aliases: BTreeMap::new(),
    };
    let corrections = KnownTable {
        name: CORRECTIONS.to_owned(),
        titles: Vec::new(),
        columns: COLUMNS.map(column).into(),
        key: vec!["field".to_owned(), "value".to_owned()],
        rows: None,
    };
    let (jobs, others): (Vec<&'static Table>, Vec<&'static Table>) =
        TABLES.iter().partition(|table| table.name == "jobs");
    jobs.into_iter().chain(others).map(known).chain([corrections]).collect()
}

/// How it is told what became of an edit.
fn sign(merged: Merged) -> &'static str {
    match merged {
        Merged::Added => "+",
        Merged::Updated => "~",
        Merged::Withdrawn => "-",
        Merged::Known => "=",
    }
}

/// `+ label of port/guide: Guide → Guide de quai`
fn line(dataset: &Dataset, proposal: &Proposal, merged: Merged) -> io::Result<String> {
    let job = &dataset.jobs.get(proposal.record)?;
    let sign = sign(merged);
    let said = differing(&proposal.field.text(job), &proposal.value, Beside::Arrow);
    let field = proposal.field.name();
    Ok(plain(&say(&message!("kept-line", sign, field, of = &job.record_id, said))))
}
