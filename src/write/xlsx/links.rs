//! Where a cell of the workbook leads: to a page of a report, to a row of another sheet, or to the page for review.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::super::columns::{Column, Table, Value};
use super::super::report::way_to;
use super::super::rows::RowCounts;
use super::super::tables::{TABLES, table};
use super::layout::sheet_name;
use crate::model::dataset::{Dataset, SourceRow};

/// Excel has no more links on a sheet.
pub(super) const MOST_LINKS: usize = 65_530;
/// Rows with links of the whole workbook: until it is saved, the links of a row take most of a kilobyte of memory.
const MOST_LINKED_ROWS: usize = 20_000;
/// The longest link, in characters.
const LONGEST: usize = 2_000;

/// A column of a table that leads to the page that a row was read from.
struct ToPage {
    table: &'static str,
    column: &'static str,
    /// The column that tells the source: its id, or a `record_id`, which begins with it, or its file.
    source: &'static str,
    /// The column that tells the page.
    page: Option<&'static str>,
}

const TO_PAGES: &[ToPage] = &[
    ToPage { table: "jobs", column: "title", source: "source_id", page: Some("page_first") },
    ToPage { table: "missions", column: "page", source: "record_id", page: Some("page") },
    ToPage { table: "qualifications", column: "page", source: "record_id", page: Some("page") },
    ToPage { table: "sections", column: "heading", source: "record_id", page: Some("page_first") },
    ToPage { table: "sources", column: "file", source: "source_id", page: None },
    ToPage { table: "links", column: "evidence", source: "evidence_record", page: Some("evidence_page") },
    ToPage { table: "issues", column: "file", source: "file", page: Some("page") },
];

/// A column of a table that leads to the first of the rows that another column of it lists.
struct ToRow {
    table: &'static str,
    column: &'static str,
    keys: &'static str,
    other: &'static str,
}

const TO_ROWS: &[ToRow] = &[ToRow { table: "occupations", column: "label", keys: "records", other: "jobs" }];

/// The columns of the pages of a change, each with the column that tells the edition.
const TO_EDITIONS: &[(&str, &str)] = &[("pages_before", "edition_before"), ("pages_after", "edition_after")];

/// The columns that lead to a job on the page for review, each with that of the code of an issue of it.
const TO_REVIEW: &[(&str, &str, Option<&str>)] = &[("jobs", "label", None), ("issues", "message", Some("code"))];

/// A table whose jobs have a title: it is what leads to them, as their ids are folded away.
fn has_title_of_job(table: &Table, columns: &[Column]) -> bool {
    let of_job = table.foreign_keys.iter().any(|key| key.column == "record_id" && key.table == "jobs");
    of_job && columns.iter().any(|column| column.name == "title")
}

/// What can be linked to.
pub(super) struct Links<'d> {
    /// By `source_id`, and by file.
    sources: BTreeMap<&'d str, &'d SourceRow>,
    /// How many rows of a sheet have links at most.
    pub(super) linked_rows: usize,
    /// Table → key → row on its sheet, from 0 for the header.
    rows: BTreeMap<&'static str, BTreeMap<&'d str, usize>>,
    /// The source of each job that has changes, by edition.
    editions: BTreeMap<(&'d str, &'d str), &'d str>,
    /// Whether there is a page for review.
    has_page: bool,
}

/// How a cell of a column is linked: places of the columns that it takes.
pub(super) enum LinkOf {
    Page {
        source: usize,
        page: Option<usize>,
    },
    Row {
        key: usize,
        table: &'static str,
    },
    /// A job on the page for review, at an issue of it.
    Review {
        record: usize,
        code: Option<usize>,
    },
    /// The page of a job in an edition.
    Edition {
        jobs: [usize; 2],
        edition: usize,
        pages: usize,
    },
}

impl<'d> Links<'d> {
    /// Of a dataset; its rows are counted where `counts` does not tell them.
    pub(super) fn new(dataset: &'d Dataset, counts: Option<&RowCounts>, has_page: bool) -> io::Result<Self> {
        let mut sources = BTreeMap::new();
        for source in &dataset.sources {
            sources.entry(source.file.as_str()).or_insert(source);
        }
        sources.extend(dataset.sources.iter().map(|source| (source.source_id.as_str(), source)));
        let linked_rows = linked_rows(dataset, counts)?;
        Ok(Self { sources, linked_rows, rows: rows(dataset), editions: editions(dataset), has_page })
    }

    /// How the cells of each column are linked.
    pub(super) fn of(table: &Table, columns: &[Column]) -> Vec<Option<LinkOf>> {
        let place = |name: &str| columns.iter().position(|column| column.name == name);
        let by_title = has_title_of_job(table, columns);
        columns
            .iter()
            .map(|column| {
                let of_column = |name: &str, of_table: &str| name == column.name && of_table == table.name;
                let name = if by_title && column.name == "title" { "record_id" } else { column.name.as_ref() };
                let is_folded = by_title && column.name == "record_id";
                let key = table.foreign_keys.iter().find(|key| key.column == name && !is_folded);
                if let Some(key) = key {
                    return Some(LinkOf::Row { key: place(key.column)?, table: key.table });
                }
                if let Some(row) = TO_ROWS.iter().find(|row| of_column(row.column, row.table)) {
                    return Some(LinkOf::Row { key: place(row.keys)?, table: row.other });
                }
                if let Some((_, edition)) = TO_EDITIONS.iter().find(|(pages, _)| of_column(pages, "changes")) {
                    let before = column.name == "pages_before";
                    let jobs = [place(if before { "previous_job_id" } else { "job_id" })?, place("job_id")?];
                    return Some(LinkOf::Edition { jobs, edition: place(edition)?, pages: place(&column.name)? });
                }
                if let Some((.., code)) = TO_REVIEW.iter().find(|(table, name, _)| of_column(name, table)) {
                    return Some(LinkOf::Review { record: place("record_id")?, code: code.and_then(place) });
                }
                let page = TO_PAGES.iter().find(|page| of_column(page.column, page.table))?;
                Some(LinkOf::Page { source: place(page.source)?, page: page.page.and_then(place) })
            })
            .collect()
    }

    /// Where a cell of this row leads; `None` where that is not known.
    pub(super) fn target(&self, link: &LinkOf, row: &[Value]) -> Option<String> {
        let target = match link {
            LinkOf::Row { key, table } => {
                let key = match &row[*key] {
                    Value::Text(key) => key,
                    Value::List(keys) => keys.first()?,
                    _ => return None,
                };
                let line = self.rows.get(table)?.get(key.as_str())? + 1;
                format!("internal:'{}'!A{line}", sheet_of(table))
            }
            LinkOf::Page { source, page } => {
                let Value::Text(source) = &row[*source] else { return None };
                let record = source.split('/').next().unwrap_or(source);
                let source = self.sources.get(source.as_str()).or_else(|| self.sources.get(record))?;
                let page = page.and_then(|page| match row[page] {
                    Value::Integer(page) => Some(page),
                    _ => None,
                });
                to_page(source, page)?
            }
            LinkOf::Review { record, code } => {
                let Value::Text(record) = &row[*record] else { return None };
                let code = code.and_then(|code| if let Value::Text(code) = &row[code] { Some(&**code) } else { None });
                self.has_page.then(|| format!("file:///{}", way_to(record, code)))?
            }
            LinkOf::Edition { jobs, edition, pages } => {
                let job = jobs.iter().find_map(|job| if let Value::Text(id) = &row[*job] { Some(id) } else { None })?;
                let edition = row[*edition].to_string();
                let source = self.editions.get(&(job.as_str(), edition.as_str()))?;
                let Value::Integers(pages) = &row[*pages] else { return None };
                to_page(self.sources.get(source)?, pages.first().copied())?
            }
        };
        (target.len() <= LONGEST).then_some(target)
    }
}

/// The sheet of a table by its name.
fn sheet_of(name: &'static str) -> &'static str {
    table(name).map_or(name, sheet_name)
}

/// The source of each job that has changes, by edition: the first, where several have it.
fn editions(dataset: &Dataset) -> BTreeMap<(&str, &str), &str> {
    let previous = dataset.changes.iter().filter_map(|change| change.previous_job_id.as_deref());
    let changed: BTreeSet<&str> = dataset.changes.iter().map(|change| change.job_id.as_str()).chain(previous).collect();
    let mut editions = BTreeMap::new();
    for head in dataset.jobs.heads().iter().filter(|head| changed.contains(&*head.job_id)) {
        let edition = head.edition.as_deref().unwrap_or_default();
        editions.entry((&*head.job_id, edition)).or_insert(&*head.source_id);
    }
    editions
}

/// How many rows of a sheet have links, so that those of all sheets are not too many: all rows of short sheets, and of
/// each longer one as many as of the others.
fn linked_rows(dataset: &Dataset, counts: Option<&RowCounts>) -> io::Result<usize> {
    // A row is of something that takes a byte or more where it is stored.
    let stored: usize = (0..dataset.jobs.len()).map(|place| dataset.jobs.bytes_of(place)).sum();
    if stored < MOST_LINKED_ROWS {
        return Ok(MOST_LINKS);
    }
    let with_links =
        TABLES.iter().filter(|table| Links::of(table, &(table.columns)(dataset)).iter().any(Option::is_some));
    let counted = counts.is_none().then(|| RowCounts::of(dataset)).transpose()?;
    let mut counts: Vec<usize> = match counts.or(counted.as_ref()) {
        Some(counts) => with_links.map(|table| counts.rows(table, dataset)).collect(),
        None => Vec::new(),
    };
    counts.sort_unstable();
    let mut left = MOST_LINKED_ROWS;
    for (place, count) in counts.iter().enumerate() {
        let share = left / (counts.len() - place);
        if *count > share {
            return Ok(share);
        }
        left -= count;
    }
    Ok(MOST_LINKS)
}

/// The rows of the tables that others have keys of, as far as links can be many.
fn rows(dataset: &Dataset) -> BTreeMap<&'static str, BTreeMap<&str, usize>> {
    let heads = dataset.jobs.heads();
    let numbered = |(place, key)| (key, place + 1);
    let jobs = heads.iter().map(|head| &*head.record_id).take(MOST_LINKS).enumerate().map(numbered).collect();
    let sources = dataset.sources.iter().map(|row| row.source_id.as_str());
    let sources = sources.take(MOST_LINKS).enumerate().map(numbered).collect();
    let occupations = dataset.occupations();
    let occupations = occupations.iter().filter_map(|places| heads[*places.first()?].occupation());
    let occupations = occupations.take(MOST_LINKS).enumerate().map(numbered).collect();
    BTreeMap::from([("jobs", jobs), ("sources", sources), ("occupations", occupations)])
}

/// A file, opened at a page where the viewer can do that.
fn to_page(source: &SourceRow, page: Option<u64>) -> Option<String> {
    let path = source.place.as_deref().unwrap_or(&source.file);
    // A link cannot name such a file: what follows is taken for a place in it, or for an escape.
    if path.contains(['#', '%', '\\', '\n']) || path.chars().any(char::is_control) {
        return None;
    }
    let page = page.filter(|_| source.pages.is_some() && !path.to_lowercase().ends_with(".txt"));
    let page = page.map_or_else(String::new, |page| format!("#page={page}"));
    Some(format!("file:///{path}{page}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_columns_are_there() {
        let has = |name: &str, column: &str| {
            (table(name).unwrap().columns)(&Dataset::default()).iter().any(|known| known.name == column)
        };
        for page in TO_PAGES {
            assert!(has(page.table, page.column) && has(page.table, page.source));
            assert!(page.page.is_none_or(|column| has(page.table, column)));
        }
        for row in TO_ROWS {
            assert!(has(row.table, row.column) && has(row.table, row.keys));
        }
    }

    #[test]
    fn every_table_that_others_have_keys_of_can_be_linked_to() {
        let dataset = Dataset::default();
        let rows = rows(&dataset);
        for key in TABLES.iter().flat_map(|table| table.foreign_keys) {
            assert!(rows.contains_key(key.table), "{}", key.table);
        }
    }

    #[test]
    fn only_files_that_a_link_can_name_are_linked() {
        let target = |file: &str, place: Option<&str>, page| {
            let source = SourceRow { pages: Some(9), place: place.map(str::to_owned), ..SourceRow::default() };
            to_page(&SourceRow { file: file.to_owned(), ..source }, page)
        };
        assert_eq!(target("été.pdf", Some("../inputs/été.pdf"), Some(3)).unwrap(), "file:///../inputs/été.pdf#page=3");
        assert_eq!(target("a b.pdf", None, None).unwrap(), "file:///a b.pdf");
        assert_eq!(target("a.txt", None, Some(2)).unwrap(), "file:///a.txt");
        assert_eq!(target("n#1.pdf", None, Some(2)), None);
    }
}
