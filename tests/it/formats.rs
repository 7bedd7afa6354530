//! Every format, opened by programs that nobody here wrote.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::support::{Workplace, contents, hostile, tools};
use calamine::{Data, Reader, Xlsx, open_workbook};
use ingest::model::dataset::Dataset;
use ingest::write::columns::Value;
use ingest::write::rows::Row;
use ingest::write::tables::TABLES;
use ingest::write::{self, Content, FORMATS, OPTIONAL_FORMATS, OfTables, OutputFolder};
use tempfile::TempDir;

/// Awkward texts in all formats.
static HOSTILE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let mut dataset = hostile::dataset(20);
    write_to(folder.path(), &mut dataset);
    folder
});

/// The reports in `inputs/` in all formats.
static SAMPLES: LazyLock<Workplace> = LazyLock::new(|| {
    let work = Workplace::new();
    let run = work.run(&[concat!(env!("CARGO_MANIFEST_DIR"), "/inputs"), "--format", &all_formats()]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    work
});

fn all_formats() -> String {
    FORMATS.iter().map(|format| format.name()).collect::<Vec<_>>().join(",")
}

fn write_to(folder: &Path, dataset: &mut Dataset) {
    let formats = write::formats(&[all_formats()].iter().flat_map(|all| all.split(',')).collect::<Vec<_>>());
    let rows = write::add_issues(dataset, &formats).unwrap();
    let content = Content { rows: rows.as_ref(), ..Content::of(dataset) };
    write::write_all(&OutputFolder::take(folder).unwrap(), &formats, content, &[], None, &|_| {}).unwrap();
}

fn check_both(script: &str) {
    for folder in [HOSTILE.path(), &SAMPLES.path("outputs")] {
        tools::check(script, &[folder.to_str().unwrap()]);
    }
}

#[test]
fn frictionless_accepts_the_package_and_catches_what_is_broken() {
    check_both("check_package.py");
}

#[test]
fn the_json_schema_accepts_the_dataset_and_refuses_a_field_removed_or_mistyped() {
    check_both("check_json_schema.py");
}

#[test]
fn a_pivot_over_the_values_is_that_over_the_jobs() {
    check_both("check_values.py");
}

#[test]
fn openpyxl_reads_the_workbook_back() {
    check_both("check_workbook.py");
}

#[cfg(feature = "parquet")]
#[test]
fn duckdb_and_pyarrow_read_the_same_rows_from_parquet_and_csv() {
    check_both("check_parquet.py");
}

#[cfg(feature = "sqlite")]
#[test]
fn sqlite_answers_queries_by_words() {
    let samples = SAMPLES.path("outputs");
    for (folder, words, record) in [
        (HOSTILE.path(), "ANESTHESIE", "rapport/metier-0"),
        (&samples, "nocturne OR nocturnes", "panorama-metiers-2026/veilleur-de-sommeil-en-sejour-long"),
    ] {
        tools::check("check_sqlite.py", &[folder.to_str().unwrap(), words, record]);
    }
}

#[cfg(all(feature = "parquet", feature = "sqlite"))]
#[test]
fn the_recipes_work_and_find_the_same() {
    let recipes = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/RECIPES.md");
    tools::check("check_recipes.py", &[SAMPLES.path("outputs").to_str().unwrap(), recipes]);
}

#[test]
fn libreoffice_opens_the_workbook_and_the_french_tables() {
    tools::check("check_office.py", &[HOSTILE.path().to_str().unwrap()]);
}

#[test]
fn calamine_reads_the_workbook_back() {
    for folder in [HOSTILE.path(), &SAMPLES.path("outputs")] {
        let mut workbook: Xlsx<_> = open_workbook(folder.join("ingest.xlsx")).unwrap();
        let names: Vec<&str> = TABLES.iter().map(write::sheet_name).collect();
        assert_eq!(workbook.sheet_names()[..2], ["lisez-moi", "synthèse"]);
        assert_eq!(workbook.sheet_names()[2..], names);
        // The rows of issues are others there.
        for table in TABLES.iter().filter(|table| table.name != "issues") {
            let sheet = workbook.worksheet_range(write::sheet_name(table)).unwrap();
            let mut csv = csv::Reader::from_path(folder.join(format!("{}.csv", table.name))).unwrap();
            let names: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
            let columns = write::sheet_columns(table, &Dataset::default());
            let headers: Vec<String> = sheet.headers().unwrap();
            assert!(columns.iter().all(|column| headers.contains(&column.title.to_string())), "{headers:?}");
            let place_of = |name: &String| {
                let title =
                    columns.iter().find(|column| column.name == *name).map_or(name.as_str(), |column| &column.title);
                headers.iter().position(|head| head == title).unwrap()
            };
            let places: Vec<usize> = names.iter().map(place_of).collect();
            let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
            assert_eq!(sheet.height(), rows.len() + 1, "{}", table.name);
            for (line, row) in rows.iter().enumerate() {
                for ((expected, name), place) in row.iter().zip(&names).zip(&places) {
                    let expected = &write::shown_word(table.name, name, expected);
                    let found = match sheet.get((line + 1, *place)) {
                        None | Some(Data::Empty) => String::new(),
                        Some(Data::Float(number)) => Value::from(*number).to_string(),
                        Some(Data::String(text)) => text.clone(),
                        // A day, as the number that it is in a workbook.
                        Some(Data::DateTime(_)) => expected.to_owned(),
                        other => panic!("{} line {line}: {other:?}", table.name),
                    };
                    let cut = found.strip_suffix(" […]").is_some_and(|start| expected.starts_with(start));
                    assert!(found == *expected || cut, "{}, line {line}: {found:?} is not {expected:?}", table.name);
                }
            }
            let formulas = workbook.worksheet_formula(write::sheet_name(table)).unwrap();
            assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{}", table.name);
        }
    }
}

/// A file of tables, filled by one table after the other.
fn one_after_the_other(tables: &dyn OfTables, name: &str, dataset: &Dataset) -> Vec<u8> {
    let mut out = Vec::new();
    let mut file = tables.begin(name, Content::of(dataset), &mut out).unwrap();
    let begun: Vec<_> = TABLES.iter().filter(|table| file.table(table, &(table.columns)(dataset)).unwrap()).collect();
    for table in begun {
        let rows: Vec<Row> = table.rows(dataset).map(Result::unwrap).collect();
        rows.chunks(7).for_each(|rows| file.rows(table, rows).unwrap());
    }
    file.finish().unwrap();
    out
}

/// All rows of a database, which knows where in its file each of them is.
#[cfg(feature = "sqlite")]
fn rows_of_database(bytes: &[u8]) -> Vec<Vec<rusqlite::types::Value>> {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    let database = rusqlite::Connection::open(file.path()).unwrap();
    let names = TABLES.iter().map(|table| table.name).chain(["sections_search"]);
    let of_table = |name: &str| -> Vec<Vec<_>> {
        let mut all = database.prepare(&format!("SELECT rowid, * FROM \"{name}\" ORDER BY rowid")).unwrap();
        let columns = all.column_count();
        let row = |row: &rusqlite::Row<'_>| (0..columns).map(|place| row.get(place)).collect();
        all.query_map([], row).unwrap().map(Result::unwrap).collect()
    };
    names.flat_map(of_table).collect()
}

#[test]
fn rows_of_several_tables_in_turns_make_the_files_of_one_table_after_the_other() {
    let dataset = hostile::dataset(200);
    for format in FORMATS {
        let Some(tables) = format.tables() else { continue };
        for name in format.file_names() {
            let mut in_turns = Vec::new();
            format.write(&name, Content::of(&dataset), &mut in_turns).unwrap();
            let one_by_one = one_after_the_other(tables, &name, &dataset);
            #[cfg(feature = "sqlite")]
            if format.name() == "sqlite" {
                assert!(rows_of_database(&in_turns) == rows_of_database(&one_by_one), "{name} differs");
                continue;
            }
            assert!(in_turns == one_by_one, "{name} differs");
        }
    }
}

#[test]
fn the_same_dataset_gives_the_same_bytes_in_every_format() {
    let again = TempDir::new().unwrap();
    write_to(again.path(), &mut hostile::dataset(20));
    let (first, second) = (contents(HOSTILE.path()), contents(again.path()));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert!(second[name] == *bytes, "{name} differs");
    }
    let optional = OPTIONAL_FORMATS.iter().filter(|name| write::format(name).is_some());
    let optional = optional.map(|name| format!(".{name}"));
    let always = [".xlsx", ".csv", ".excel.csv", ".json", ".jsonl", ".md"].map(str::to_owned);
    for ending in always.into_iter().chain(optional) {
        assert!(first.keys().any(|name| name.ends_with(&ending)), "no {ending}");
    }
}

#[test]
fn a_text_that_no_cell_holds_is_an_issue_and_whole_elsewhere() {
    let issues = fs::read_to_string(HOSTILE.path().join("issues.csv")).unwrap();
    let cut: Vec<&str> = issues.lines().filter(|line| line.contains("cell-cut")).collect();
    // In the job and in its section.
    assert_eq!(cut.len(), 2, "{cut:?}");
    assert!(cut.iter().all(|line| line.contains("rapport/metier-2") && line.contains("warning")), "{cut:?}");
    assert!(fs::read_to_string(HOSTILE.path().join("jobs.csv")).unwrap().contains(hostile::too_long().trim_end()));
    let mut whole = hostile::dataset(20);
    write::add_issues(&mut whole, &write::formats(&["json", "csv", "parquet"])).unwrap();
    assert_eq!(
        whole.issues.iter().filter(|issue| issue.as_ref().unwrap().code == "cell-cut").count(),
        2,
        "the form for Excel is cut"
    );
    let mut whole = hostile::dataset(20);
    write::add_issues(&mut whole, &write::formats(&["json", "parquet"])).unwrap();
    assert!(whole.issues.iter().all(|issue| issue.unwrap().code != "cell-cut"));
}

#[test]
fn what_documents_say_is_no_markup_in_the_page_about_the_dataset() {
    let page = fs::read_to_string(HOSTILE.path().join("LISEZMOI.md")).unwrap();
    assert!(page.contains("Un rapport \\| ancien &lt;1&gt;"), "{page}");
    assert!(page.contains("Licence Ouverte 2.0") && page.contains("licence non indiquée"));
    for table in TABLES {
        assert!(page.contains(&format!("### `{}`", table.name)), "{}", table.name);
    }
}

#[test]
fn a_format_brings_what_it_describes() {
    let work = Workplace::new();
    work.run(&[concat!(env!("CARGO_MANIFEST_DIR"), "/inputs"), "--format", "package"]);
    let names: Vec<String> = contents(&work.path("outputs")).into_keys().collect();
    for name in ["datapackage.json", "jobs.schema.json", "LISEZMOI.md", "jobs.csv", "jobs.excel.csv"] {
        assert!(names.iter().any(|known| known == name), "{name} is not in {names:?}");
    }
    assert!(!names.iter().any(|name| name == "jobs.json"), "{names:?}");
}

#[test]
fn no_path_of_the_machine_is_in_a_dataset() {
    let work = Workplace::new();
    work.file("data/inputs/a/letter.txt", "Bonjour,\nvoici les nouvelles du jardin.\n");
    let root = work.path("").canonicalize().unwrap();
    let [inputs, outputs] = ["data/inputs", "data/outputs"].map(|name| root.join(name).to_str().unwrap().to_owned());
    work.run(&[&inputs, "--output", &outputs, "--format", &all_formats()]);
    let told: BTreeMap<String, Vec<u8>> = contents(Path::new(&outputs));
    let needle = root.to_str().unwrap().as_bytes();
    for (name, bytes) in &told {
        assert!(!bytes.windows(needle.len()).any(|window| window == needle), "{name}");
    }
    // The parts of a workbook are compressed: its links are read as they stand there.
    let mut workbook: Xlsx<_> = open_workbook(Path::new(&outputs).join("ingest.xlsx")).unwrap();
    assert_eq!(workbook.worksheet_range("fichiers").unwrap().height(), 2);
}
