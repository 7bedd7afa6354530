//! What a job's sections say, as words that tell it from the other jobs of its edition.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::record::Record;
use crate::text::content_words;
use crate::text::wording::wording;

/// The telling words of each record, sorted.
#[derive(Debug)]
pub(super) struct Content(Vec<Vec<String>>);

impl Content {
    /// Of the records of one edition. A paragraph that stands in several jobs, such as what a report says of a whole
    /// theme, tells none from the others and is left out.
    pub(super) fn of(records: &[&Record]) -> Self {
        let paragraphs: Vec<Vec<String>> = records.par_iter().map(|record| paragraphs(record)).collect();
        // The job that a paragraph stands in; none for one that stands in several.
        let mut owners: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for (record, paragraphs) in records.iter().zip(&paragraphs) {
            for paragraph in paragraphs {
                let owner = owners.entry(paragraph).or_insert(Some(&record.job_id));
                if *owner != Some(&record.job_id) {
                    *owner = None;
                }
            }
        }
        let own = |paragraph: &&String| owners.get(paragraph.as_str()).is_some_and(Option::is_some);
        let words = |paragraphs: &Vec<String>| {
            let mut words: Vec<String> =
                paragraphs.iter().filter(own).flat_map(|paragraph| content_words(paragraph)).collect();
            words.sort_unstable();
            words
        };
        Self(paragraphs.par_iter().map(words).collect())
    }

    /// The telling words of the record at this place of the edition.
    pub(super) fn words(&self, place: usize) -> &[String] {
        self.0.get(place).map_or(&[], Vec::as_slice)
    }
}

fn paragraphs(record: &Record) -> Vec<String> {
    let lines = record.sections.iter().flat_map(|section| section.text.lines());
    lines.map(|line| wording(line).to_lowercase()).filter(|line| !line.is_empty()).collect()
}

/// Share of two sorted lists that is in both (Dice's coefficient of the bags of words); 0 when both are empty.
pub(super) fn share_in_common(a: &[String], b: &[String]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0_u32);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                (i, j) = (i + 1, j + 1);
                common += 1;
            }
        }
    }
    2.0 * f64::from(common) / (a.len() + b.len()).max(1) as f64
}
