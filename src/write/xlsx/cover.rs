//! The first sheet: what the workbook is, from which editions, how much, and what the columns mean.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::super::about;
use super::super::columns::Value;
use super::super::spreadsheet::shortened;
use super::super::tables::TABLES;
use super::issues;
use super::layout::{sheet_columns, sheet_name};
use super::links::Links;
use super::sheet::{A4, MOST_ROWS, number};
use super::style::Style;
use crate::model::dataset::Dataset;

/// The sheet's name: what a French reader opens first.
pub(super) const NAME: &str = "lisez-moi";
pub(super) const TITLE: &str = about::TITLE;

/// Widths of the columns, in characters.
const WIDTHS: [f64; 5] = [30.0, 40.0, 26.0, 30.0, 90.0];
/// Characters of a line over all of them.
const LINE: usize = 190;
/// Files named on the cover; all are on the sheet of files.
const MOST_FILES: usize = 200;

/// Fills the cover. `counts` are the rows of each table, of which the first `linked_rows` have their links.
pub(super) fn fill(
    worksheet: &mut Worksheet,
    dataset: &Dataset,
    counts: &[usize],
    linked_rows: usize,
    style: &Style,
) -> Result<(), XlsxError> {
    worksheet.set_screen_gridlines(false).set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    worksheet.set_footer("&LLisez-moi&RPage &P / &N");
    for (column, width) in (0..).zip(WIDTHS) {
        worksheet.set_column_width(column, width)?;
    }
    let mut cover = Cover { worksheet, style, row: 0 };
    cover.line(about::TITLE, &style.title)?;
    for text in [about::WHAT, about::HOW, about::RIGHTS] {
        cover.paragraph(text)?;
    }
    cover.paragraph(&format!("Produit par {}. Format {} du jeu de données.", dataset.generator, dataset.format))?;
    contents(&mut cover, dataset, counts, linked_rows)?;
    editions(&mut cover, dataset)?;
    files(&mut cover, dataset)?;
    columns(&mut cover, dataset)
}

/// What a sheet does not have of its table, if it has not all.
fn left_out(count: usize, linked_rows: Option<usize>) -> Option<String> {
    let rows = (count > MOST_ROWS).then(|| format!("dont {MOST_ROWS} dans ce classeur"));
    let links = linked_rows.filter(|linked| count > *linked);
    let links = links.map(|linked| format!("liens sur les {linked} premières lignes seulement"));
    let told: Vec<String> = rows.into_iter().chain(links).collect();
    (!told.is_empty()).then(|| told.join(" ; "))
}

fn contents(cover: &mut Cover<'_>, dataset: &Dataset, counts: &[usize], linked_rows: usize) -> Result<(), XlsxError> {
    cover.heading("Contenu")?;
    cover.header(&["Feuille", "Titre", "Nombre de lignes", "", "Une ligne est"])?;
    for (table, count) in TABLES.iter().zip(counts) {
        let row = number(cover.row)?;
        let (name, style) = (sheet_name(table), cover.style);
        let target = format!("internal:'{name}'!A1");
        cover.worksheet.write_url_with_options(row, 0, target.as_str(), name, "", Some(&style.plain.link))?;
        cover.text(1, table.title[0])?;
        cover.count(2, *count)?;
        let has_links = Links::of(table, &(table.columns)(dataset)).iter().any(Option::is_some);
        if let Some(told) = left_out(*count, has_links.then_some(linked_rows)) {
            cover.text(3, &told)?;
        } else if table.name == issues::TABLE {
            cover.text(3, "informations regroupées par fichier")?;
        }
        cover.text(4, table.description[0])?;
        cover.row += 1;
    }
    Ok(())
}

fn editions(cover: &mut Cover<'_>, dataset: &Dataset) -> Result<(), XlsxError> {
    cover.heading("Éditions")?;
    cover.header(&["Collection", "Édition", "Nombre de fichiers", "Nombre de métiers", ""])?;
    for edition in about::editions(dataset) {
        cover.text(0, edition.collection)?;
        cover.text(1, edition.edition.unwrap_or("non datée"))?;
        cover.count(2, edition.files)?;
        cover.count(3, edition.jobs)?;
        cover.row += 1;
    }
    Ok(())
}

fn files(cover: &mut Cover<'_>, dataset: &Dataset) -> Result<(), XlsxError> {
    cover.heading("Rapports lus")?;
    cover.header(&["Fichier", "Titre", "Éditeur", "Licence", "Adresse et date de téléchargement"])?;
    let with_jobs: Vec<_> = dataset.sources.iter().filter(|source| source.jobs > 0).collect();
    for source in with_jobs.iter().take(MOST_FILES) {
        cover.text(0, &source.file)?;
        cover.text(1, source.title.as_deref().unwrap_or_default())?;
        cover.text(2, source.publisher.as_deref().unwrap_or_default())?;
        cover.text(3, source.licence.as_deref().unwrap_or(about::NO_LICENCE))?;
        let told: Vec<&str> = [source.url.as_deref(), source.fetched.as_deref()].into_iter().flatten().collect();
        cover.text(4, &told.join(", "))?;
        cover.row += 1;
    }
    if with_jobs.len() > MOST_FILES {
        let more = with_jobs.len() - MOST_FILES;
        cover.paragraph(&format!("… et {more} autres : voir la feuille fichiers."))?;
    }
    Ok(())
}

fn columns(cover: &mut Cover<'_>, dataset: &Dataset) -> Result<(), XlsxError> {
    cover.heading("Colonnes")?;
    cover.header(&["Feuille", "Titre", "Nom technique", "Type", "Description"])?;
    for table in TABLES {
        for column in sheet_columns(table, dataset) {
            cover.text(0, sheet_name(table))?;
            cover.text(1, &column.title)?;
            cover.text(2, &column.name)?;
            cover.text(3, about::kind_name(column.kind))?;
            cover.text(4, &column.description)?;
            cover.row += 1;
        }
    }
    Ok(())
}

/// The sheet and the row that is written next.
struct Cover<'w> {
    worksheet: &'w mut Worksheet,
    style: &'w Style,
    row: usize,
}

impl Cover<'_> {
    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.worksheet.write_string_with_format(number(self.row)?, 0, text, format)?;
        self.row += 1;
        Ok(())
    }

    /// Over the whole width.
    fn paragraph(&mut self, text: &str) -> Result<(), XlsxError> {
        let row = number(self.row)?;
        self.worksheet.merge_range(row, 0, row, 4, text, &self.style.plain.text)?;
        // Merged cells do not grow with their text.
        let lines = text.chars().count() / LINE + 1;
        self.worksheet.set_row_height(row, 15.0 * f64::from(number(lines)?))?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.row += 1;
        let row = number(self.row)?;
        for column in 1..5 {
            self.worksheet.write_blank(row, column, &self.style.heading)?;
        }
        self.line(text, &self.style.heading)
    }

    fn header(&mut self, titles: &[&str]) -> Result<(), XlsxError> {
        for (column, title) in (0..).zip(titles) {
            self.worksheet.write_string_with_format(number(self.row)?, column, *title, &self.style.header)?;
        }
        self.row += 1;
        Ok(())
    }

    fn text(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        // As in any table: no control characters.
        let text = shortened(Value::from(text).to_string());
        self.worksheet.write_string_with_format(number(self.row)?, column, text, &self.style.line)?;
        Ok(())
    }

    fn count(&mut self, column: u16, count: usize) -> Result<(), XlsxError> {
        let count = number(count)?;
        self.worksheet.write_number_with_format(number(self.row)?, column, count, &self.style.plain.integer)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_sheet_has_not_is_told() {
        assert_eq!(left_out(900, Some(1_000)), None);
        assert_eq!(left_out(2_000, None), None);
        assert_eq!(left_out(2_000, Some(1_000)).unwrap(), "liens sur les 1000 premières lignes seulement");
        let both = left_out(MOST_ROWS + 1, Some(1_000)).unwrap();
        assert!(both.starts_with("dont 1048575 dans ce classeur ; liens"), "{both}");
    }
}
