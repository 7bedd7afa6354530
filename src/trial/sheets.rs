//! The sheets that a profile finds: which of its sections each has, and what its labels say.

use crate::extract::extract;
use crate::model::field::Field;
use crate::model::record::Record;
use crate::model::sheet::{Labelled, Meaning, Sheet};
use crate::normalise::text::clean;
use crate::profile::{Form, Profile};

use super::{LabelFound, SectionFound, SheetFound};

/// The keys of a profile's sections, in its order; one that is a chart holds no text.
pub(super) fn keys(profile: &Profile) -> Vec<String> {
    let of_form = match &profile.form {
        Some(Form::Chapter { body: Some(key), .. } | Form::List { facts_key: key, .. }) => Some(key),
        _ => None,
    };
    let of_sections = profile.sections.iter().filter(|section| !section.chart).map(|section| &section.key);
    let mut keys: Vec<String> = Vec::new();
    for key in of_form.into_iter().chain(of_sections) {
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    keys
}

/// Sheets with what is in them; `records` are those of the sheets that have a title, in the same order.
pub(super) fn found(sheets: &[Sheet], records: &[&Record], profile: &Profile) -> Vec<SheetFound> {
    let keys = keys(profile);
    let mut records = records.iter();
    let mut found = Vec::new();
    for sheet in sheets {
        let untitled = Record { kind: sheet.kind, ..Record::default() };
        let titled = if sheet.title.is_empty() { None } else { records.next() };
        let record = titled.copied().unwrap_or(&untitled);
        found.push(SheetFound {
            kind: sheet.kind,
            number: record.number.clone().or_else(|| sheet.number.as_ref().map(|number| number.text.clone())),
            title: record.title.clone(),
            parent: record.parent.clone(),
            theme: record.theme.clone(),
            pages: record.pages.or_else(|| pages(sheet)),
            sections: keys.iter().map(|key| section(key, sheet, record, profile)).collect(),
            labels: extract(sheet, profile)
                .labels
                .iter()
                .filter_map(|label| of_label(label, record, profile))
                .collect(),
            issues: record.issues.clone(),
        });
    }
    found
}

fn pages(sheet: &Sheet) -> Option<[u32; 2]> {
    let pages = || sheet.blocks.iter().flat_map(|part| part.block.places()).map(|place| place.page);
    Some([pages().min()?, pages().max()?])
}

fn section(key: &str, sheet: &Sheet, record: &Record, profile: &Profile) -> SectionFound {
    let texts = record.sections.iter().filter(|section| section.key == key).count();
    let headings = sheet
        .blocks
        .iter()
        .filter(|part| matches!(&part.meaning, Meaning::Heading { key: known, .. } if known == key))
        .count();
    SectionFound {
        key: key.to_owned(),
        times: if texts == 0 { headings } else { texts },
        empty: texts == 0 && headings > 0,
        expected: profile.section_rule(key).is_none_or(|rule| rule.is_of(sheet.kind)),
    }
}

fn of_label(label: &Labelled, record: &Record, profile: &Profile) -> Option<LabelFound> {
    let rule = profile.labels.get(label.rule)?;
    let printed = clean(&label.name.text);
    let read = match rule.field {
        Some(field) => Field::of_name(field.as_str()).map(|field| field.entries(record)).unwrap_or_default(),
        None => {
            let name = rule.name.clone().unwrap_or_else(|| printed.clone());
            let values = record.fields.iter().filter(|field| field.name == name);
            values.map(|field| field.normalised.clone().unwrap_or_else(|| field.value.clone())).collect()
        }
    };
    Some(LabelFound { label: printed, value: clean(&label.value.text), field: rule.fills(), read })
}
