//! What the page shows of one job.

use std::collections::BTreeSet;

use super::index::Places;
use super::shape::{ItemSpot, JobDetail, Note, Qualification, Section, Spot, Table, TableRow, Value};
use crate::model::field::Field;
use crate::model::record::{ComparisonTable, Record};

pub(super) fn details(record: &Record, places: &Places<'_>) -> JobDetail {
    JobDetail {
        job_id: record.job_id.clone(),
        occupation: record.occupation().map(str::to_owned),
        parent: record.parent.clone(),
        fields: fields(record, places),
        sections: sections(record, places),
        notes: record
            .notes
            .iter()
            .map(|note| Note {
                kind: note.kind.clone(),
                text: note.text.clone(),
                places: note.places.iter().map(Spot::from).collect(),
            })
            .collect(),
        tables: record.tables.iter().map(table).collect(),
        qualifications: record
            .qualifications
            .iter()
            .map(|found| Qualification {
                text: found.text.clone(),
                name: found.named.first().and_then(|diploma| diploma.name.clone()),
                level: found.named.first().and_then(|diploma| diploma.level),
            })
            .collect(),
        links: places.links_of(&record.job_id),
    }
}

/// Fields that have a value, those of the contract first.
fn fields(record: &Record, places: &Places<'_>) -> Vec<Value> {
    let own = record.extra.keys().map(|name| Field::Own(name.clone()));
    let plain = Field::PLAIN.into_iter().chain(own).filter_map(|field| {
        let values = field.entries(record);
        let name = field.name().into_owned();
        let is_corrected = record.corrected.contains(&name);
        // The two axes of the opinion stand where it stands.
        let place = if matches!(field, Field::Relevance | Field::Transposability) { "opinion" } else { &name };
        let spots = record.places.get(place).into_iter().flatten();
        let spots: Vec<ItemSpot> =
            spots.map(|spot| ItemSpot { item: spot.item, place: Spot::on(spot.page, &spot.bbox) }).collect();
        (!values.is_empty() || is_corrected).then(|| Value {
            name: name.clone(),
            list: field.is_list(),
            values,
            places: spots,
            confidence: record.confidences.get(place).copied(),
            why: places.why(record, place),
            corrected: is_corrected,
            before: record.before_correction.get(&name).cloned(),
        })
    });
    let labelled = record.fields.iter().map(|field| {
        let name = format!("fields.{}", field.name);
        Value {
            list: false,
            values: vec![field.value.clone()],
            places: field.places.iter().map(|place| ItemSpot { item: None, place: place.into() }).collect(),
            confidence: record.confidences.get(&name).copied(),
            why: places.why(record, &name),
            corrected: false,
            before: None,
            name,
        }
    });
    plain.chain(labelled).collect()
}

fn sections(record: &Record, places: &Places<'_>) -> Vec<Section> {
    let of_section = |section: &crate::model::record::Section| {
        let name = format!("sections.{}", section.key);
        Section {
            key: section.key.clone(),
            heading: section.heading.clone(),
            items: section.items.clone(),
            places: section.places.iter().map(Spot::from).collect(),
            items_where: section.item_places.iter().map(|item| item.iter().map(Spot::from).collect()).collect(),
            confidence: record.confidences.get(&name).copied(),
            why: places.why(record, &name),
            corrected: record.corrected.contains(&name),
            before: record.before_correction.get(&name).cloned(),
        }
    };
    record.sections.iter().map(of_section).collect()
}

fn table(table: &ComparisonTable) -> Table {
    let row = |(label, cells): (&String, &Vec<Vec<String>>)| TableRow { label: label.clone(), cells: cells.clone() };
    Table { columns: table.columns.clone(), rows: table.rows.iter().map(row).collect() }
}

/// All texts of a job, for the search.
pub(super) fn all_text(record: &Record) -> String {
    let plain = Field::PLAIN.into_iter().flat_map(|field| field.entries(record));
    let labelled = record.fields.iter().flat_map(|field| [field.name.clone(), field.value.clone()]);
    let sections = record.sections.iter().flat_map(|section| [section.heading.clone(), section.text.clone()]);
    let notes = record.notes.iter().map(|note| note.text.clone());
    // A text that stands twice is found as well when it is there once.
    let texts: BTreeSet<String> = plain.chain(labelled).chain(sections).chain(notes).collect();
    texts.into_iter().collect::<Vec<_>>().join("\n")
}
