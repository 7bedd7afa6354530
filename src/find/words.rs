//! Words and phrases in the texts of a record, whatever their accents and capitals.

use std::collections::BTreeSet;

use super::Unseen;
use super::near::near;
use crate::model::record::Record;
use crate::text::fold;

/// Words of titles that are held to tell what somebody may have meant.
const MOST_WORDS: usize = 20_000;

/// A word, or words one after the other; the last one may be the beginning of a longer word.
#[derive(Debug)]
pub(super) struct Needle {
    asked: String,
    /// As [`haystack`] has it, with a blank before each word.
    folded: String,
    seen: bool,
    /// Words of the titles where it was not found.
    words: BTreeSet<String>,
}

/// The words and phrases of an argument: a phrase where it has blanks or quotation marks.
pub(super) fn needles(text: &str) -> Vec<Needle> {
    const MARKS: [char; 5] = ['"', '“', '”', '«', '»'];
    let whole = !text.contains(MARKS);
    // Every second part is what stands between marks.
    let parts = text.split(MARKS).enumerate().flat_map(|(at, part)| match whole || at % 2 == 1 {
        true => vec![part],
        false => part.split_whitespace().collect(),
    });
    let needle = |part: &str| Needle {
        asked: part.trim().to_owned(),
        folded: haystack(part).trim_end().to_owned(),
        seen: false,
        words: BTreeSet::new(),
    };
    parts.map(needle).filter(|needle| !needle.folded.is_empty()).collect()
}

/// Folded words, each with a blank before it: nothing else is left of signs and line breaks.
pub(super) fn haystack(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len() + 1);
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words.push(' ');
        words.push_str(word);
    }
    words
}

/// Whether a record has each of the needles in one of its texts.
pub(super) fn fit(needles: &mut [Needle], record: &Record) -> bool {
    let mut missing: Vec<usize> = (0..needles.len()).collect();
    each_text(record, &mut |text| {
        if !missing.is_empty() {
            let text = haystack(text);
            missing.retain(|needle| !text.contains(&needles[*needle].folded));
        }
    });
    for (at, needle) in needles.iter_mut().enumerate() {
        if !missing.contains(&at) {
            needle.seen = true;
            needle.words.clear();
        } else if !needle.seen && needle.words.len() < MOST_WORDS {
            let words = record.title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
            needle.words.extend(words.map(str::to_lowercase));
        }
    }
    missing.is_empty()
}

impl Needle {
    /// What no record has.
    pub(super) fn unseen(&self) -> Option<Unseen> {
        (!self.seen).then(|| Unseen {
            what: "word",
            asked: self.asked.clone(),
            near: near(&self.asked, self.words.iter().map(String::as_str)),
            all: false,
        })
    }
}

/// Titles, names and all that the report says of a job.
fn each_text(record: &Record, take: &mut dyn FnMut(&str)) {
    take(&record.title);
    take(&record.label);
    record.alt_titles.iter().for_each(|name| take(name));
    for text in [&record.acronym, &record.theme, &record.number].into_iter().flatten() {
        take(text);
    }
    for text in record.job_families.iter().chain(&record.departments).chain(&record.certification_codes) {
        take(text);
    }
    for section in &record.sections {
        take(&section.heading);
        take(&section.text);
    }
    for field in &record.fields {
        take(&field.name);
        take(&field.value);
    }
    for (label, cells) in record.tables.iter().flat_map(|table| &table.rows) {
        take(label);
        cells.iter().flatten().for_each(|text| take(text));
    }
    record.tables.iter().flat_map(|table| &table.columns).for_each(|text| take(text));
    record.notes.iter().for_each(|note| take(&note.text));
    record.extra.values().for_each(|text| take(text));
}
