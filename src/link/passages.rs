//! The texts of a record, one by one.

use super::thresholds::{SIDE_TEXT, TELLING_TEXT};
use crate::model::flow::Place;
use crate::model::record::Record;

/// Sections that say how one comes to a job and what the law says of it: much alike in all reports.
const ASIDE: [&str; 3] = ["training", "regulation", "integration"];
/// Sections that say what is done in the job.
const TELLING: [&str; 4] = ["missions", "definition", "practice", "skills"];

/// A paragraph, a list's item or a value of a record.
pub(super) struct Passage<'r> {
    /// As printed.
    pub(super) text: &'r str,
    /// Where it begins.
    pub(super) place: Option<Place>,
    /// How much it says of what is done in the job: 0 for what stands aside.
    pub(super) telling: f32,
}

/// All passages of a record: sections, labelled values, notes.
pub(super) fn passages(job: &Record) -> Vec<Passage<'_>> {
    let mut passages = Vec::new();
    for section in &job.sections {
        let key = section.key.as_str();
        let telling = match key {
            _ if TELLING.contains(&key) => TELLING_TEXT,
            _ if ASIDE.contains(&key) => 0.0,
            _ => SIDE_TEXT,
        };
        if section.items.is_empty() {
            let place = section.places.first().copied();
            passages.extend(section.text.lines().map(|text| Passage { text, place, telling }));
        }
        for (index, text) in section.items.iter().enumerate() {
            let own = section.item_places.get(index).and_then(|places| places.first());
            let place = own.or(section.places.first()).copied();
            passages.push(Passage { text, place, telling });
        }
    }
    if !job.sections.iter().any(|section| section.key == "missions") {
        passages.extend(job.missions.iter().map(|text| Passage { text, place: None, telling: TELLING_TEXT }));
    }
    for field in &job.fields {
        passages.push(Passage { text: &field.value, place: field.places.first().copied(), telling: SIDE_TEXT });
    }
    for note in &job.notes {
        passages.push(Passage { text: &note.text, place: note.places.first().copied(), telling: 0.0 });
    }
    passages
}
