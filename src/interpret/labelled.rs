//! Labelled values: those that the contract has a field for, and all others.

use crate::model::passage::Passage;
use crate::model::record::{Field, Record, ValueKind};
use crate::model::sheet::{Extract, Labelled};
use crate::normalise::measures::measure;
use crate::normalise::{Found, codes, country, departments, families, hours, levels, text};
use crate::profile::{LabelField, LabelRule, Profile};

use super::places::Places;
use super::record::{Issues, clean};

/// Fills the fields of a record that labels introduce.
pub(super) fn labelled(
    record: &mut Record,
    extract: &Extract,
    profile: &Profile,
    issues: &mut Issues,
    places: &mut Places,
) {
    for label in &extract.labels {
        let Some(rule) = profile.labels.get(label.rule) else { continue };
        let value = clean(&label.value);
        match rule.field {
            None => other(record, rule, label, &value, issues),
            Some(field) => known(record, field, rule, label, &value, issues, places),
        }
    }
}

/// A value that the contract has no field for.
fn other(record: &mut Record, rule: &LabelRule, label: &Labelled, value: &Passage, issues: &mut Issues) {
    let name = rule.name.clone().unwrap_or_else(|| text::clean(&label.name.text));
    for part in parts(rule, value) {
        let normalised = measure(rule.kind, &part.text);
        if normalised.is_none() && !matches!(rule.kind, ValueKind::Text | ValueKind::List) {
            issues.add(format!("field-odd:{name}"));
        }
        let places = part.places();
        record.fields.push(Field { name: name.clone(), value: part.text, kind: rule.kind, normalised, places });
    }
}

/// The values of a label: one, or the parts of a list.
fn parts(rule: &LabelRule, value: &Passage) -> Vec<Passage> {
    let separator = match (&rule.separator, rule.kind) {
        (Some(separator), _) => separator.as_str(),
        (None, ValueKind::List) => ",",
        (None, _) => return vec![value.clone()].into_iter().filter(|value| !value.text.is_empty()).collect(),
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for part in value.text.split(separator) {
        parts.push(value.part(start..start + part.len()).trimmed());
        start += part.len() + separator.len();
    }
    parts.retain(|part| !part.text.is_empty());
    parts
}

fn known(
    record: &mut Record,
    field: LabelField,
    rule: &LabelRule,
    label: &Labelled,
    value: &Passage,
    issues: &mut Issues,
    places: &mut Places,
) {
    // What introduces a value may tell what it is ("Code ROME : K1302").
    let introduced = Passage::joined([clean(&label.name), value.clone()], " : ");
    match field {
        LabelField::JobFamilies => {
            let found = families::families(&value.text);
            for unknown in found.unknown {
                issues.add(format!("family-unknown:{unknown}"));
            }
            add(&mut record.job_families, field, found.values, value, places);
        }
        LabelField::Departments => {
            let found = departments::departments(&value.text);
            for unknown in found.unknown {
                issues.add(format!("department-unknown:{unknown}"));
            }
            add(&mut record.departments, field, found.values, value, places);
        }
        LabelField::RncpLevels => {
            let found = levels::printed(&value.text);
            if found.is_empty() && !value.text.is_empty() {
                issues.add(format!("level-unknown:{}", value.text));
            }
            let levels: Vec<Found<u8>> =
                found.into_iter().filter(|level| !record.rncp_levels.contains(&level.value)).collect();
            add(&mut record.rncp_levels, field, levels, value, places);
        }
        LabelField::CertificationCodes => {
            let found = codes::codes(&introduced.text).into_iter();
            let found: Vec<Found<String>> = found
                .filter(|code| !record.certification_codes.contains(&code.value))
                .map(|code| Found { value: code.value, span: code.span })
                .collect();
            if found.is_empty() && !value.text.is_empty() {
                issues.add("code-unknown");
            }
            add(&mut record.certification_codes, field, found, &introduced, places);
        }
        LabelField::Hours => add(&mut record.hours, field, hours::hours(&introduced.text), &introduced, places),
        LabelField::AltTitles => {
            for part in parts(rule, value) {
                places.add(field.as_str(), Some(record.alt_titles.len()), part.places());
                record.alt_titles.push(part.text);
            }
        }
        LabelField::Theme if record.theme.is_none() && !value.text.is_empty() => {
            places.add(field.as_str(), None, value.places());
            record.theme = Some(value.text.clone());
        }
        LabelField::Acronym if record.acronym.is_none() && !value.text.is_empty() => {
            places.add(field.as_str(), None, value.places());
            record.acronym = Some(value.text.clone());
        }
        LabelField::Country if record.country.is_none() => match country::named(&value.text) {
            Some(code) => {
                places.add(field.as_str(), None, value.places());
                record.country = Some(code.to_owned());
            }
            None if value.text.is_empty() => {}
            None => issues.add(format!("country-unknown:{}", value.text)),
        },
        LabelField::Theme | LabelField::Acronym | LabelField::Country => {}
    }
}

fn add<T>(values: &mut Vec<T>, field: LabelField, found: Vec<Found<T>>, of: &Passage, places: &mut Places) {
    for found in found {
        places.add(field.as_str(), Some(values.len()), of.places_of(&found.span));
        values.push(found.value);
    }
}
