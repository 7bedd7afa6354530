//! Edits of the parts of jobs, one a row (missions, sections, labelled values, values) → values of whole fields.

use std::collections::BTreeMap;

use super::value::parse;
use crate::message;
use crate::model::field::{Field, SECTION_COLUMNS};
use crate::model::message::Message;
use crate::model::record::{HoursKind, Record};

/// Joins the entries of a list.
const SEPARATOR: &str = " | ";
/// What the names of hours of one kind begin with.
const HOURS: &str = "hours.";

/// A table whose rows are parts of jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    Missions,
    Sections,
    Fields,
    Values,
}

impl Parts {
    /// Those of a table.
    pub(super) fn of_table(name: &str) -> Option<Self> {
        match name {
            "missions" => Some(Self::Missions),
            "sections" => Some(Self::Sections),
            "fields" => Some(Self::Fields),
            "values" => Some(Self::Values),
            _ => None,
        }
    }

    /// The column that holds the part itself.
    pub(super) fn column(self) -> &'static str {
        match self {
            Self::Missions | Self::Sections => "text",
            Self::Fields | Self::Values => "value",
        }
    }

    /// The columns that those parts have in common of which a row may be taken out.
    pub(super) fn group(self) -> &'static [&'static str] {
        match self {
            Self::Values => &["record_id", "field"],
            Self::Missions | Self::Sections | Self::Fields => &["record_id"],
        }
    }

    /// The column that says which part of a job a row is of, beside its position.
    pub(super) fn of_what(self) -> Option<&'static str> {
        match self {
            Self::Missions => None,
            Self::Sections => Some("key"),
            Self::Fields => Some("name"),
            Self::Values => Some("field"),
        }
    }

    /// Whether a row that was taken out takes its part out: in a list of entries of one kind.
    pub(super) fn goes_with_its_row(self) -> bool {
        matches!(self, Self::Missions | Self::Values)
    }

    /// The field that a row is of; `what` is its cell of [`Parts::of_what`]. The error says what is expected.
    pub(super) fn field(self, what: &str) -> Result<Field, Message> {
        let found = match self {
            Self::Missions => Some(Field::Section("missions".to_owned())),
            Self::Sections => Field::of_name(&format!("sections.{what}")),
            Self::Fields => Field::of_name(&format!("fields.{what}")),
            Self::Values if what.starts_with(HOURS) => kind(what).map(|_| Field::Hours),
            Self::Values if what == "country_name" => Some(Field::Country),
            Self::Values => Field::of_name(what).filter(|_| !SECTION_COLUMNS.contains(&what)),
        };
        found.ok_or_else(|| message!("edit-no-part", what))
    }

    /// What a job has there, each with its position in the table.
    pub(super) fn of(self, job: &Record, what: &str) -> Vec<(usize, String)> {
        let numbered = |texts: Vec<String>| texts.into_iter().enumerate().map(|(at, text)| (at + 1, text)).collect();
        match self {
            Self::Missions => numbered(job.missions.clone()),
            Self::Sections => {
                let sections = job.sections.iter().enumerate().filter(|(_, section)| section.key == what);
                sections.map(|(at, section)| (at + 1, section.text.clone())).collect()
            }
            Self::Fields => {
                let fields = job.fields.iter().enumerate().filter(|(_, field)| field.name == what);
                fields.map(|(at, field)| (at + 1, field.value.clone())).collect()
            }
            Self::Values => match (kind(what), self.field(what)) {
                (Some(kind), _) => {
                    let hours = job.hours.iter().filter(|hours| hours.what == kind);
                    numbered(hours.map(|hours| hours.value.to_string()).collect())
                }
                (None, Ok(field)) => numbered(field.entries(job)),
                (None, Err(_)) => Vec::new(),
            },
        }
    }

    /// Whether an entry is one, before it is put among others; the error says what is expected.
    pub(super) fn check(self, field: &Field, what: &str, entry: &str) -> Result<(), Message> {
        if entry.trim().is_empty() && !matches!(field, Field::Title) {
            return Ok(());
        }
        parse(field, &self.written(what, entry)).map(|_| ())
    }

    /// An entry as the whole field has it.
    fn written(self, what: &str, entry: &str) -> String {
        match what.strip_prefix(HOURS) {
            Some(kind) if self == Self::Values => format!("{}:{kind}", entry.trim()),
            _ => entry.to_owned(),
        }
    }

    /// The value of the whole field, once some of its parts are others: by what each row is of, the entries in order.
    pub(super) fn whole(self, job: &Record, field: &Field, parts: &BTreeMap<String, Vec<String>>) -> String {
        let entries = |what: &String, texts: &Vec<String>| -> Vec<String> {
            texts.iter().map(|text| self.written(what, text)).collect()
        };
        let mut all: Vec<String> = Vec::new();
        if *field == Field::Hours {
            // Those of other kinds stay where they are.
            let mut of_kind: BTreeMap<&str, std::vec::IntoIter<String>> = parts
                .iter()
                .filter_map(|(what, texts)| Some((kind(what)?.as_str(), entries(what, texts).into_iter())))
                .collect();
            for entry in field.entries(job) {
                let known = entry.split_once(':').and_then(|(_, kind)| of_kind.get_mut(kind));
                all.extend(match known {
                    Some(entries) => entries.next(),
                    None => Some(entry),
                });
            }
            all.extend(of_kind.into_values().flatten());
        } else {
            all.extend(parts.iter().flat_map(|(what, texts)| entries(what, texts)));
        }
        all.join(if matches!(field, Field::Section(_)) { "\n" } else { SEPARATOR })
    }
}

/// `hours.theory` → theory
fn kind(what: &str) -> Option<HoursKind> {
    let kinds = [HoursKind::Theory, HoursKind::Placement, HoursKind::Total, HoursKind::Vae, HoursKind::Other];
    let name = what.strip_prefix(HOURS)?;
    kinds.into_iter().find(|kind| kind.as_str() == name)
}
