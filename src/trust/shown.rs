//! What the records of a document show together: what one of them lacks, or has alone, is odd.

use std::collections::BTreeMap;

use crate::model::sheet::Chart;
use crate::text::{ends_sentence, fold, is_capitals};

use super::Understood;

/// A look: size in halves of a point, bold, italic, colour.
type Look = (i32, bool, bool, (u8, u8, u8));

/// What the records of a document show together.
#[derive(Debug, Default)]
pub struct Shown {
    /// How many there are.
    pub records: usize,
    looks: BTreeMap<Look, usize>,
    titles: BTreeMap<String, usize>,
    themes: BTreeMap<String, usize>,
    sections: BTreeMap<String, (usize, usize)>,
    pages: BTreeMap<u32, usize>,
    /// How many have each.
    pub names: usize,
    /// An acronym.
    pub acronyms: usize,
    /// A theme.
    pub with_theme: usize,
    /// A verdict.
    pub opinions: usize,
    /// A title in capitals.
    pub capitals: usize,
    labels: BTreeMap<&'static str, usize>,
}

impl Shown {
    /// Looks at all records.
    #[must_use]
    pub fn of(understood: &[&Understood<'_>]) -> Self {
        let mut shown = Self { records: understood.len(), ..Self::default() };
        for this in understood {
            let record = &this.record;
            *shown.looks.entry(look(this)).or_default() += 1;
            *shown.titles.entry(fold(&record.title)).or_default() += 1;
            if let Some(theme) = &record.theme {
                *shown.themes.entry(fold(theme)).or_default() += 1;
                shown.with_theme += 1;
            }
            shown.names += usize::from(!record.alt_titles.is_empty());
            shown.acronyms += usize::from(record.acronym.is_some());
            shown.opinions += usize::from(matches!(this.extract.chart, Chart::Read(_)));
            shown.capitals += usize::from(is_capitals(&record.title));
            for section in &record.sections {
                let entry = shown.sections.entry(section.key.clone()).or_default();
                entry.0 += 1;
                entry.1 += usize::from(ends_sentence(&section.text));
            }
            for label in &this.extract.labels {
                *shown.labels.entry(label.field).or_default() += usize::from(!label.value.text.is_empty());
            }
            *shown.pages.entry(length(this)).or_default() += 1;
        }
        shown
    }

    /// The share of some of the other records, one of which this one may be.
    #[must_use]
    pub fn share(&self, count: usize, own: bool) -> f64 {
        let others = self.records.saturating_sub(1);
        if others == 0 { 0.5 } else { (count - usize::from(own)) as f64 / others as f64 }
    }

    /// The share of the others whose title looks like this one's.
    #[must_use]
    pub fn same_look(&self, this: &Understood<'_>) -> f64 {
        self.share(self.looks.get(&look(this)).copied().unwrap_or(1), true)
    }

    /// Whether another record has this title.
    #[must_use]
    pub fn is_repeated(&self, title: &str) -> bool {
        self.titles.get(&fold(title)).is_some_and(|count| *count > 1)
    }

    /// Whether another record has this theme.
    #[must_use]
    pub fn shares_theme(&self, theme: &str) -> bool {
        self.themes.get(&fold(theme)).is_some_and(|count| *count > 1)
    }

    /// The share of the others with a section.
    #[must_use]
    pub fn with_section(&self, key: &str, own: bool) -> f64 {
        self.share(self.sections.get(key).map_or(usize::from(own), |counts| counts.0), own)
    }

    /// Of the sections of a key, the share that ends with a full stop.
    #[must_use]
    pub fn ended(&self, key: &str) -> f64 {
        self.sections.get(key).map_or(0.5, |(all, ended)| *ended as f64 / (*all).max(1) as f64)
    }

    /// The keys that most of the others have and this one lacks, and those that hardly any of them has.
    #[must_use]
    pub fn odd_sections(&self, this: &Understood<'_>) -> (usize, usize) {
        let has = |key: &str| this.record.sections.iter().any(|section| section.key == key);
        let missing = self.sections.keys().filter(|key| !has(key) && self.with_section(key, false) > 0.6).count();
        let alone = this.record.sections.iter().filter(|section| self.with_section(&section.key, true) < 0.2).count();
        (missing, alone)
    }

    /// The share of the others with a labelled value.
    #[must_use]
    pub fn with_label(&self, field: &str, own: bool) -> f64 {
        self.share(self.labels.get(field).copied().unwrap_or(usize::from(own)), own)
    }

    /// The share of the others that go over as many pages.
    #[must_use]
    pub fn same_pages(&self, this: &Understood<'_>) -> f64 {
        self.share(self.pages.get(&length(this)).copied().unwrap_or(1), true)
    }
}

fn length(this: &Understood<'_>) -> u32 {
    this.record.pages.map_or(0, |[first, last]| last - first)
}

fn look(this: &Understood<'_>) -> Look {
    let style = this.sheet.title.first().map(|line| line.style).unwrap_or_default();
    let colour = (style.colour.0, style.colour.1, style.colour.2);
    ((style.size * 2.0).round() as i32, style.bold, style.italic, colour)
}
