//! What each sheet of the workbook shows of its table, and in which order: what people look for first, identifiers last.
//!
//! The tables as CSV keep their columns and names; here they have French names, and columns beside them that are made of
//! theirs: a country by its name, hours of each kind as numbers, a difference in one cell.

use std::borrow::Cow;

use super::super::columns::{Column, ColumnKind, Table, Value};
use crate::model::dataset::Dataset;
use crate::model::record::HoursKind;
use crate::normalise::country;

/// A column of a sheet of the workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetColumn {
    /// The column of the table by its name, or that of a column that only the workbook has: `country_name`,
    /// `country_names`, `hours.<kind>`, `difference`.
    pub name: Cow<'static, str>,
    /// Its head.
    pub title: Cow<'static, str>,
    /// What it holds, in French.
    pub description: Cow<'static, str>,
    /// What its cells are made of.
    pub of: CellOf,
    /// Whether it stands in the group of columns that is folded away at the end.
    pub folded: bool,
    pub(super) kind: ColumnKind,
}

/// What a cell of a sheet is made of: places of the columns of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellOf {
    /// The cell of the table.
    Column(usize),
    /// The names of the countries that it has by code.
    Countries(usize),
    /// Its hours of one kind.
    Hours(usize, HoursKind),
    /// What differs between two texts.
    Difference {
        /// The old one.
        before: usize,
        /// The new one.
        after: usize,
    },
}

impl SheetColumn {
    /// The cell in a row of the table; that of a difference is the new text.
    #[must_use]
    pub fn value(&self, row: &[Value]) -> Value {
        match self.of {
            CellOf::Column(place) | CellOf::Difference { after: place, .. } => {
                row.get(place).cloned().unwrap_or(Value::Missing)
            }
            CellOf::Countries(place) => {
                let name = |code: &String| country::name(code).unwrap_or(code).to_owned();
                match row.get(place) {
                    Some(Value::Text(code)) => name(code).into(),
                    Some(Value::List(codes)) => Value::List(codes.iter().map(name).collect()),
                    _ => Value::Missing,
                }
            }
            CellOf::Hours(place, kind) => {
                let Some(Value::Hours(hours)) = row.get(place) else { return Value::Missing };
                let of_kind: Vec<u64> =
                    hours.iter().filter(|hours| hours.what == kind).map(|hours| u64::from(hours.value)).collect();
                if of_kind.is_empty() { Value::Missing } else { Value::Integers(of_kind) }
            }
        }
    }

    /// Whether the workbook alone has it.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        !matches!(self.of, CellOf::Column(_))
    }
}

/// The sheet of a table.
struct Layout {
    table: &'static str,
    sheet: &'static str,
    /// The columns that come first; those that are named nowhere follow.
    first: &'static [&'static str],
    /// The columns that come last, folded away.
    last: &'static [&'static str],
}

const COUNTRY_NAME: &str = "country_name";
const COUNTRY_NAMES: &str = "country_names";
const DIFFERENCE: &str = "difference";

const LAYOUTS: &[Layout] = &[
    Layout {
        table: "occupations",
        sheet: "métiers",
        first: &[
            "label",
            "job_families",
            COUNTRY_NAMES,
            "rncp_levels",
            "themes",
            "records_count",
            "issues_count",
            "confidence",
            "collections",
            "editions",
            "titles",
        ],
        last: &["countries", "records", "occupation_id"],
    },
    Layout {
        table: "jobs",
        sheet: "fiches",
        first: &[
            "title",
            "label",
            "job_families",
            COUNTRY_NAME,
            "rncp_levels",
            "theme",
            "page_first",
            "page_last",
            "issues",
            "confidence",
            "collection",
            "edition",
            "hours.theory",
            "hours.placement",
            "hours.total",
            "hours.vae",
            "hours",
        ],
        last: &["country", "kind", "parent", "file", "source_id", "occupation_id", "job_id", "record_id"],
    },
    Layout {
        table: "qualifications",
        sheet: "formations",
        first: &[
            "title",
            "kind",
            "name",
            "level",
            "code",
            "text",
            "page",
            "hours.theory",
            "hours.placement",
            "hours.total",
            "hours.vae",
            "job_families",
            COUNTRY_NAME,
            "edition",
        ],
        last: &["country", "x0", "y0", "x1", "y1", "sentence", "position", "record_id"],
    },
    Layout {
        table: "missions",
        sheet: "missions",
        first: &["title", "position", "text", "page", "job_families", COUNTRY_NAME, "edition"],
        last: &["country", "record_id"],
    },
    Layout {
        table: "sections",
        sheet: "rubriques",
        first: &[
            "title",
            "position",
            "heading",
            "text",
            "page_first",
            "page_last",
            "job_families",
            COUNTRY_NAME,
            "edition",
            "key",
        ],
        last: &["country", "record_id"],
    },
    Layout {
        table: "fields",
        sheet: "champs",
        first: &["name", "value", "normalised", "type", "page"],
        last: &["position", "record_id"],
    },
    Layout {
        table: "values",
        sheet: "valeurs",
        first: &["title", "field", "value", "number", "collection", "edition"],
        last: &["position", "record_id"],
    },
    Layout {
        table: "sources",
        sheet: "fichiers",
        first: &["file", "title", "status", "jobs", "pages", "collection", "edition", "publisher", "message"],
        last: &["collections", "bytes", "profile_version", "copy_of", "sha256", "source_id"],
    },
    Layout { table: "links", sheet: "liens", first: &[], last: &["x0", "y0", "x1", "y1"] },
    Layout { table: "candidates", sheet: "codes proposés", first: &[], last: &[] },
    Layout {
        table: "issues",
        sheet: "à vérifier",
        first: &["severity", "file", "page", "message", "hint", "field"],
        last: &["code", "record_id"],
    },
    Layout {
        table: "changes",
        sheet: "changements",
        first: &[
            "title",
            "change",
            "field",
            DIFFERENCE,
            "pages_before",
            "pages_after",
            "edition_before",
            "edition_after",
            "similarity",
            "previous_title",
        ],
        last: &["before", "after", "previous_job_id", "job_id"],
    },
    Layout { table: "places", sheet: "emplacements", first: &[], last: &[] },
    Layout { table: "leftover", sheet: "texte non repris", first: &[], last: &[] },
];

fn layout(table: &str) -> Option<&'static Layout> {
    LAYOUTS.iter().find(|layout| layout.table == table)
}

/// What the workbook calls the sheet of a table.
#[must_use]
pub fn sheet_name(table: &Table) -> &'static str {
    layout(table.name).map_or(table.name, |layout| layout.sheet)
}

/// The columns of the sheet of a table, in its order.
#[must_use]
pub fn sheet_columns(table: &Table, dataset: &Dataset) -> Vec<SheetColumn> {
    shown(table, &(table.columns)(dataset))
}

pub(super) fn shown(table: &Table, columns: &[Column]) -> Vec<SheetColumn> {
    let (first, last) = layout(table.name).map_or((&[][..], &[][..]), |layout| (layout.first, layout.last));
    let named = |name: &&str| column_of(columns, name, last.contains(name));
    let is_named = |column: &&Column| first.iter().chain(last).any(|name| *name == column.name);
    let others = columns.iter().filter(|column| !is_named(column));
    first
        .iter()
        .filter_map(named)
        .chain(others.filter_map(|column| column_of(columns, &column.name, false)))
        .chain(last.iter().filter_map(named))
        .collect()
}

/// The column of a sheet that is called so; nothing where its table has not what it is made of.
fn column_of(columns: &[Column], name: &str, folded: bool) -> Option<SheetColumn> {
    let place = |name: &str| columns.iter().position(|column| column.name == name);
    if let Some(place) = place(name) {
        let Column { name, title, description, kind, .. } = columns[place].clone();
        return Some(SheetColumn { name, title, description, of: CellOf::Column(place), folded, kind });
    }
    let made = |name: &'static str, title: &'static str, description: &'static str, of, kind| SheetColumn {
        name: name.into(),
        title: title.into(),
        description: description.into(),
        of,
        folded,
        kind,
    };
    let countries = "en français, d’après le code du pays ; dans ce classeur seulement";
    let hours = |name, title, description, kind| {
        Some(made(name, title, description, CellOf::Hours(place("hours")?, kind), ColumnKind::IntegerList))
    };
    match name {
        COUNTRY_NAME => {
            Some(made(COUNTRY_NAME, "Pays", countries, CellOf::Countries(place("country")?), ColumnKind::Text))
        }
        COUNTRY_NAMES => {
            Some(made(COUNTRY_NAMES, "Pays", countries, CellOf::Countries(place("countries")?), ColumnKind::List))
        }
        "hours.theory" => hours("hours.theory", "Théorie (h)", HOURS, HoursKind::Theory),
        "hours.placement" => hours("hours.placement", "Stage (h)", HOURS, HoursKind::Placement),
        "hours.total" => hours("hours.total", "Total (h)", HOURS, HoursKind::Total),
        "hours.vae" => hours("hours.vae", "VAE (h)", HOURS, HoursKind::Vae),
        DIFFERENCE => {
            let of = CellOf::Difference { before: place("before")?, after: place("after")? };
            let description =
                "mots retirés barrés en rouge, mots ajoutés soulignés en vert ; dans ce classeur seulement";
            Some(made(DIFFERENCE, "Différence", description, of, ColumnKind::Prose))
        }
        _ => None,
    }
}

const HOURS: &str = "heures de cette nature, d’après les heures de formation ; dans ce classeur seulement";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::super::tables::{TABLES, table};
    use super::*;
    use crate::model::record::Hours;

    #[test]
    fn a_sheet_has_all_columns_of_its_table_once() {
        for table in TABLES {
            let layout = layout(table.name).unwrap();
            let columns = (table.columns)(&Dataset::default());
            let shown = sheet_columns(table, &Dataset::default());
            let named: BTreeSet<&str> = shown.iter().map(|column| &*column.name).collect();
            assert!(layout.first.iter().chain(layout.last).all(|name| named.contains(name)), "{}", table.name);
            assert_eq!(named.len(), shown.len(), "{}", table.name);
            let mut places: Vec<usize> = shown
                .iter()
                .filter_map(|column| if let CellOf::Column(place) = column.of { Some(place) } else { None })
                .collect();
            places.sort_unstable();
            assert!(places.into_iter().eq(0..columns.len()), "{}", table.name);
            let titles: BTreeSet<&str> = shown.iter().map(|column| &*column.title).collect();
            assert_eq!(titles.len(), shown.len(), "{}: two heads are the same", table.name);
            assert!(shown.iter().rev().skip_while(|column| column.folded).all(|column| !column.folded));
        }
        let sheets: BTreeSet<&str> = LAYOUTS.iter().map(|layout| layout.sheet).collect();
        assert_eq!(sheets.len(), TABLES.len());
    }

    #[test]
    fn countries_have_names_and_hours_are_numbers() {
        let jobs = table("jobs").unwrap();
        let columns = (jobs.columns)(&Dataset::default());
        let mut row = vec![Value::Missing; columns.len()];
        let place = |name: &str| columns.iter().position(|column| column.name == name).unwrap();
        row[place("country")] = Value::from("NO");
        let hours = |value, what| Hours { value, what };
        row[place("hours")] = Value::Hours(vec![
            hours(300, HoursKind::Theory),
            hours(70, HoursKind::Placement),
            hours(35, HoursKind::Placement),
        ]);
        let shown = sheet_columns(jobs, &Dataset::default());
        let cell = |name: &str| shown.iter().find(|column| column.name == name).unwrap().value(&row);
        assert_eq!(cell("country_name"), Value::from("Norvège"));
        assert_eq!(cell("hours.theory"), Value::Integers(vec![300]));
        assert_eq!(cell("hours.placement").to_string(), "70 | 35");
        assert_eq!(cell("hours.vae"), Value::Missing);
    }
}
