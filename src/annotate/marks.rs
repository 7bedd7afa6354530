//! What is marked of a record.

use super::{Entry, Highlight, HighlightKind, Marks};
use crate::catalogue::Language;
use crate::model::flow::Place;
use crate::model::geometry::Rect;
use crate::model::record::{FieldPlace, Record};

/// A value that is longer is told by the page itself.
const LONGEST_VALUE: usize = 200;

impl Marks {
    /// Adds what a record says and where, in the language of its dataset; `title` gives the name of a field in it.
    pub fn add(&mut self, record: &Record, language: Language, title: &dyn Fn(&str) -> String) {
        if let Some([first, _]) = record.pages {
            let at = record.places.get("title").and_then(|places| places.first());
            let page = at.map_or(first, |place| place.page);
            let name = if record.label.is_empty() { &record.title } else { &record.label };
            self.entries.push(Entry { title: name.clone(), page, at: at.map(|place| place.bbox) });
        }
        for (name, places) in &record.places {
            let kind = if matches!(name.as_str(), "title" | "alt_titles" | "acronym") {
                HighlightKind::Title
            } else {
                HighlightKind::Field
            };
            let value =
                crate::model::field::Field::of_name(name).map(|field| field.entries(record)).unwrap_or_default();
            // Each value of a list by itself.
            let items = places.chunk_by(|a, b| a.item == b.item);
            for places in items {
                let of_item = places.first().and_then(|place| place.item);
                let told = match of_item {
                    Some(item) => value.get(item).cloned().unwrap_or_default(),
                    None => value.join(" | "),
                };
                let spots = places.iter().map(|FieldPlace { page, bbox, .. }| (*page, *bbox));
                self.highlight(kind, noted(&title(name), &told, language), spots);
            }
        }
        for field in &record.fields {
            self.highlight(HighlightKind::Field, noted(&field.name, &field.value, language), spots(&field.places));
        }
        for section in &record.sections {
            let note = if section.heading.is_empty() { &section.key } else { &section.heading };
            self.highlight(HighlightKind::Section, note.clone(), spots(&section.places));
        }
        for note in &record.notes {
            self.highlight(HighlightKind::Note, note.kind.clone(), spots(&note.places));
        }
    }

    fn highlight(&mut self, kind: HighlightKind, note: String, spots: impl Iterator<Item = (u32, Rect)>) {
        let mut spots: Vec<(u32, Rect)> = spots.collect();
        spots.sort_by_key(|(page, _)| *page);
        for of_page in spots.chunk_by(|a, b| a.0 == b.0) {
            let boxes = of_page.iter().map(|(_, bbox)| *bbox).collect();
            self.highlights.push(Highlight { page: of_page[0].0, boxes, note: note.clone(), kind });
        }
    }
}

fn spots(places: &[Place]) -> impl Iterator<Item = (u32, Rect)> + '_ {
    places.iter().map(|place| (place.page, place.bbox))
}

fn noted(name: &str, value: &str, language: Language) -> String {
    if value.is_empty() || value.chars().count() > LONGEST_VALUE {
        return name.to_owned();
    }
    match language {
        Language::French => format!("{name}\u{a0}: {value}"),
        Language::English => format!("{name}: {value}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_speak_the_language_of_the_dataset() {
        let places = [("title".to_owned(), vec![FieldPlace { page: 1, bbox: Rect::default(), item: None }])];
        let record = Record { title: "Guide".to_owned(), places: places.into(), ..Record::default() };
        let note = |language: Language| {
            let mut marks = Marks::default();
            marks.add(&record, language, &|name| format!("<{name}>"));
            marks.highlights[0].note.clone()
        };
        assert_eq!(note(Language::French), "<title>\u{a0}: Guide");
        assert_eq!(note(Language::English), "<title>: Guide");
    }
}
