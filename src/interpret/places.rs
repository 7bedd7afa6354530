//! Where the values of a record stand: the words of the document that each was read from.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::flow::Place;
use crate::model::passage::{Passage, boxes};
use crate::model::record::FieldPlace;
use crate::text::{fold, word_ranges};

/// The places of a record's fields, by field name.
#[derive(Default)]
pub(super) struct Places {
    by_field: BTreeMap<String, Vec<FieldPlace>>,
}

impl Places {
    /// Says where a field's value stands; `item` is its place in the field's list.
    pub(super) fn add(&mut self, field: &str, item: Option<usize>, places: Vec<Place>) {
        if !places.is_empty() {
            let places = places.into_iter().map(|place| FieldPlace { item, page: place.page, bbox: place.bbox });
            self.by_field.entry(field.to_owned()).or_default().extend(places);
        }
    }

    /// By field, list items in order.
    pub(super) fn finish(mut self) -> BTreeMap<String, Vec<FieldPlace>> {
        self.by_field.values_mut().for_each(|places| places.sort_by_key(|place| place.item));
        self.by_field
    }
}

/// Where a name stands in a text that it was read from: the places of its words, which follow one another there, other
/// words perhaps between them. Where it is not found as a whole, those of the whole text.
pub(super) fn of_name(name: &str, text: &Passage) -> Vec<Place> {
    let printed = words(&text.text);
    let wanted: Vec<String> = words(name).into_iter().map(|(_, word)| word).collect();
    let Some(first) = wanted.first() else { return text.places() };
    let starts = (0..printed.len()).filter(|at| printed[*at].1 == *first);
    let found = starts.filter_map(|start| {
        let mut at = start;
        let mut ranges = Vec::with_capacity(wanted.len());
        for word in &wanted {
            at += printed.get(at..)?.iter().position(|(_, printed)| printed == word)?;
            ranges.push(printed[at].0.clone());
            at += 1;
        }
        Some((at - start, ranges))
    });
    // The shortest stretch; the first of equal ones.
    match found.min_by_key(|(length, _)| *length) {
        Some((_, ranges)) => boxes(ranges.iter().flat_map(|range| text.places_of(range))),
        None => text.places(),
    }
}

/// The words of a text, folded, with where they are in bytes.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    word_ranges(text).into_iter().map(|range| (range.clone(), fold(&text[range]))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geometry::Rect;
    use crate::model::passage::Word;

    #[test]
    fn a_name_stands_where_its_words_do() {
        let text = "Le veilleur, ou veilleur de nuit (VN)";
        let starts = text.char_indices().filter(|(at, _)| *at == 0 || text[..*at].ends_with(' ')).map(|(at, _)| at);
        let bbox = |start: usize| Rect::new(10.0 * start as f32, 0.0, 10.0 * start as f32 + 5.0, 8.0);
        let words = starts.map(|start| Word { start, place: Place { page: 1, bbox: bbox(start) } }).collect();
        let text = Passage { text: text.to_owned(), words };
        let edges = |name: &str| {
            let places = of_name(name, &text);
            (places[0].bbox.x0, places.last().unwrap().bbox.x1)
        };
        assert_eq!(edges("veilleur de nuit"), (160.0, 285.0));
        assert_eq!(edges("VN"), (330.0, 335.0));
        // What is not there as such stands somewhere in it.
        assert_eq!(edges("Gardien"), (0.0, 335.0));
    }
}
