//! The rows of a sheet as text, for who compares an edited workbook with the dataset that it was made from.

use std::io;

use super::super::columns::{Table, Value};
use super::super::rows::{Row, Rows};
use super::super::spreadsheet::shortened;
use super::changes::Difference;
use super::issues;
use super::layout::{CellOf, sheet_columns};
use super::words::{WordsOf, words};
use crate::model::dataset::Dataset;

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    /// The row of its table, in the words of the contract.
    pub row: Row,
    /// What the sheet shows, a text for each of [`sheet_columns`].
    pub shown: Vec<String>,
}

/// The rows of the sheet of a table, in its order.
///
/// # Errors
/// When the dataset cannot be read.
pub fn sheet_rows<'d>(
    table: &'static Table,
    dataset: &'d Dataset,
) -> io::Result<impl Iterator<Item = io::Result<SheetRow>> + Send + 'd> {
    let columns = sheet_columns(table, dataset);
    let words: Vec<Option<WordsOf>> = columns.iter().map(|column| words(table.name, &column.name)).collect();
    let rows: Rows<'d> = if table.name == issues::TABLE { issues::rows(table, dataset)? } else { table.rows(dataset) };
    Ok(rows.map(move |row| {
        let row = row?;
        let cell = |(column, words): (&super::SheetColumn, &Option<WordsOf>)| {
            if let CellOf::Difference { before, after } = column.of {
                return Difference::of([&row[before], &row[after]]).text;
            }
            match (words, column.value(&row)) {
                (Some(words), Value::Text(word)) => words.get(&word).cloned().unwrap_or(word),
                (_, value) => shortened(value.to_string()),
            }
        };
        let shown = columns.iter().zip(&words).map(cell).collect();
        Ok(SheetRow { row, shown })
    }))
}

#[cfg(test)]
mod tests {
    use super::super::super::tables::table;
    use super::*;
    use crate::model::record::Record;
    use crate::model::records::Records;

    #[test]
    fn a_row_is_told_as_its_sheet_shows_it() {
        let job = Record {
            record_id: "port/gardien".to_owned(),
            title: "Gardien".to_owned(),
            country: Some("NO".to_owned()),
            ..Record::default()
        };
        let dataset = Dataset { jobs: Records::of([job]).unwrap(), ..Dataset::default() };
        let told = |name: &str, head: &str| -> Vec<String> {
            let table = table(name).unwrap();
            let place = sheet_columns(table, &dataset).iter().position(|column| column.title == head).unwrap();
            sheet_rows(table, &dataset).unwrap().map(|row| row.unwrap().shown[place].clone()).collect()
        };
        assert_eq!(told("jobs", "Pays"), ["Norvège"]);
        assert_eq!(told("jobs", "Code du pays"), ["NO"]);
        assert_eq!(told("values", "Champ"), ["Titre", "Code du pays", "Pays"]);
        assert!(told("issues", "Gravité").is_empty());
    }
}
