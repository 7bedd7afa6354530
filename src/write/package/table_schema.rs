//! Tables as [Table Schema](https://datapackage.org/standard/table-schema/) tells them.

use serde::Serialize;

use super::super::columns::{Column, ColumnKind, Constraints, ForeignKey, Table};
use crate::model::dataset::Dataset;

/// The schema of a table's CSV.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TableSchema {
    #[serde(rename = "$schema")]
    schema: &'static str,
    fields: Vec<SchemaField>,
    missing_values: [&'static str; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    primary_key: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<Reference>,
}

impl TableSchema {
    pub(super) fn of(table: &Table, dataset: &Dataset) -> Self {
        Self {
            schema: "https://datapackage.org/profiles/2.0/tableschema.json",
            fields: (table.columns)(dataset).iter().map(SchemaField::of).collect(),
            missing_values: [""],
            primary_key: table.key.to_vec(),
            foreign_keys: table.foreign_keys.iter().map(|key| Reference::of(table, key)).collect(),
        }
    }
}

/// A column.
#[derive(Debug, Serialize)]
pub(super) struct SchemaField {
    name: String,
    title: String,
    title_en: String,
    description: String,
    description_en: String,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Rules::is_none")]
    constraints: Rules,
}

impl SchemaField {
    pub(super) fn of(column: &Column) -> Self {
        Self {
            name: column.name.to_string(),
            title: column.title.to_string(),
            title_en: column.title_en.to_string(),
            description: told(column.kind, &column.description, "séparateur « | »"),
            description_en: told(column.kind, &column.description_en, "joined by “ | ”"),
            r#type: field_type(column.kind),
            constraints: Rules::of(&column.constraints),
        }
    }
}

/// A description that tells how several values stand in one cell; that of lines does so by itself.
fn told(kind: ColumnKind, description: &str, joined: &str) -> String {
    match kind {
        ColumnKind::List | ColumnKind::IntegerList | ColumnKind::Hours => format!("{description} ({joined})"),
        _ => description.to_owned(),
    }
}

/// Lists are text with a separator: tools that read CSV have no other.
fn field_type(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text
        | ColumnKind::Prose
        | ColumnKind::List
        | ColumnKind::Lines
        | ColumnKind::IntegerList
        | ColumnKind::Hours => "string",
        ColumnKind::Integer => "integer",
        ColumnKind::Number => "number",
        ColumnKind::Date => "date",
    }
}

#[derive(Debug, Serialize)]
struct Rules {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unique: bool,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    one_of: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
}

impl Rules {
    fn of(constraints: &Constraints) -> Self {
        let Constraints { required, unique, one_of, minimum, maximum, pattern } = constraints.clone();
        Self { required, unique, one_of, minimum, maximum, pattern }
    }

    fn is_none(&self) -> bool {
        let limits = self.minimum.is_some() || self.maximum.is_some() || self.pattern.is_some();
        !(self.required || self.unique || limits) && self.one_of.is_empty()
    }
}

#[derive(Debug, Serialize)]
struct Reference {
    fields: [&'static str; 1],
    reference: Referenced,
}

#[derive(Debug, Serialize)]
struct Referenced {
    /// Empty for the table itself.
    resource: &'static str,
    fields: [&'static str; 1],
}

impl Reference {
    fn of(table: &Table, key: &ForeignKey) -> Self {
        let resource = if key.table == table.name { "" } else { key.table };
        Self { fields: [key.column], reference: Referenced { resource, fields: [key.key] } }
    }
}

/// A table in the layout of a `schema.json` for schema.data.gouv.fr. What only a publisher knows is left to fill in.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PortalSchema {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: String,
    title: &'static str,
    description: String,
    country_code: &'static str,
    homepage: &'static str,
    path: &'static str,
    resources: [PortalResource; 1],
    sources: [PortalResource; 0],
    created: &'static str,
    last_modified: &'static str,
    version: &'static str,
    contributors: [Contributor; 1],
    fields: Vec<SchemaField>,
    missing_values: [&'static str; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    primary_key: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct PortalResource {
    title: String,
    path: &'static str,
}

#[derive(Debug, Serialize)]
struct Contributor {
    title: &'static str,
    email: &'static str,
    organisation: &'static str,
    role: &'static str,
}

/// What a publisher has to fill in.
const TO_FILL_IN: &str = "À COMPLÉTER";
/// The same where a date or an address must stand: made to be seen, and well formed.
const ADDRESS_TO_FILL_IN: &str = "https://example.org/a-completer";
const DAY_TO_FILL_IN: &str = "1970-01-01";

/// A template of `schema.json` for a table, as schema.data.gouv.fr lists them, indented, with a final newline.
///
/// # Panics
/// Never: it is JSON.
#[must_use]
pub fn portal_schema(table: &Table) -> String {
    let schema = PortalSchema {
        schema: "https://frictionlessdata.io/schemas/table-schema.json",
        name: format!("fiches-metiers-{}", table.name),
        title: table.title[0],
        description: format!("Une ligne est {}.", table.description[0]),
        country_code: "FR",
        homepage: ADDRESS_TO_FILL_IN,
        path: ADDRESS_TO_FILL_IN,
        resources: [PortalResource { title: format!("Exemple : {}.csv", table.name), path: ADDRESS_TO_FILL_IN }],
        sources: [],
        created: DAY_TO_FILL_IN,
        last_modified: DAY_TO_FILL_IN,
        version: "0.1.0",
        contributors: [Contributor {
            title: TO_FILL_IN,
            email: "a-completer@example.org",
            organisation: TO_FILL_IN,
            role: "author",
        }],
        fields: (table.columns)(&Dataset::default()).iter().map(SchemaField::of).collect(),
        missing_values: [""],
        primary_key: table.key.to_vec(),
    };
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}
