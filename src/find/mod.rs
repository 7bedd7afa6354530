//! Which jobs of a dataset somebody looks for: words in any of their texts, and values of their fields.
//!
//! Records are looked at one after the other: a [`Search`] holds nothing of them but the values that tell somebody who
//! found nothing what there would have been.

mod near;
#[cfg(test)]
mod tests;
mod values;
mod words;

use std::fmt;

use crate::message;
use crate::model::message::{Argument, Message};
use crate::model::record::{Kind, Record};
use values::{Filter, What};
use words::Needle;

/// What somebody looks for. Of the values of one kind any will do; everything else has to fit together.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Words, or phrases: what stands in quotation marks, or has blanks.
    pub words: Vec<String>,
    /// Names of job families, or words of them.
    pub families: Vec<String>,
    /// Countries, by code or French name.
    pub countries: Vec<String>,
    /// Levels of the national register of certifications.
    pub levels: Vec<u8>,
    /// Codes of certifications and accepted ones of the directory of jobs, with or without the name of their register.
    pub codes: Vec<String>,
    /// Collections.
    pub collections: Vec<String>,
    /// Editions, or the beginning of one: a year has all of its months.
    pub editions: Vec<String>,
    /// Codes of issues, with or without what they are about.
    pub issues: Vec<String>,
    /// Whether the sheets of the parts of a job (activities, skills) are looked for too.
    pub parts: bool,
}

/// A country that no vocabulary knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct NoCountry {
    /// As somebody wrote it.
    pub asked: String,
    /// Names that are written nearly so, the nearest first.
    pub near: Vec<String>,
}

impl NoCountry {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        did_you_mean(message!("country-unknown", asked = &self.asked), &self.near)
    }
}

impl fmt::Display for NoCountry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

/// Something that was asked for and that no job has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// What it is: `family`, `country`, `level`, `code`, `collection`, `edition`, `issue`, or `word`.
    pub what: &'static str,
    /// As somebody wrote it.
    pub asked: String,
    /// What the jobs have instead, the nearest first.
    pub near: Vec<String>,
    /// Whether `near` is everything that there is; else it is what is written nearly so.
    pub all: bool,
}

/// A search through records.
#[derive(Debug)]
pub struct Search {
    needles: Vec<Needle>,
    filters: Vec<Filter>,
    parts: bool,
    looked_at: usize,
    found: usize,
    /// How many records had all that was asked for but the words.
    but_for_words: usize,
}

impl Search {
    /// Begins one.
    ///
    /// # Errors
    /// When a country is none.
    pub fn new(asked: &Asked) -> Result<Self, NoCountry> {
        let countries: Vec<(String, String)> = asked
            .countries
            .iter()
            .map(|country| values::country(country).map(|code| (country.clone(), code)))
            .collect::<Result<_, _>>()?;
        let levels: Vec<String> = asked.levels.iter().map(u8::to_string).collect();
        let filters = [
            Filter::new(What::Family, &asked.families),
            Filter::of_pairs(What::Country, countries),
            Filter::new(What::Level, &levels),
            Filter::new(What::Code, &asked.codes),
            Filter::new(What::Collection, &asked.collections),
            Filter::new(What::Edition, &asked.editions),
            Filter::new(What::Issue, &asked.issues),
        ];
        Ok(Self {
            needles: asked.words.iter().flat_map(|text| words::needles(text)).collect(),
            filters: filters.into_iter().filter(|filter| !filter.is_empty()).collect(),
            parts: asked.parts,
            looked_at: 0,
            found: 0,
            but_for_words: 0,
        })
    }

    /// Whether a record is one of those looked for.
    pub fn fits(&mut self, record: &Record) -> bool {
        if record.kind != Kind::Job && !self.parts {
            return false;
        }
        self.looked_at += 1;
        // All are asked, so that each knows what there is.
        let missed: usize = self.filters.iter_mut().map(|filter| usize::from(!filter.fits(record))).sum();
        if missed > 0 {
            return false;
        }
        self.but_for_words += 1;
        let fits = words::fit(&mut self.needles, record);
        self.found += usize::from(fits);
        fits
    }

    /// How many records fitted.
    #[must_use]
    pub fn found(&self) -> usize {
        self.found
    }

    /// How many records were looked at.
    #[must_use]
    pub fn looked_at(&self) -> usize {
        self.looked_at
    }

    /// How many records had all that was asked for but the words.
    #[must_use]
    pub fn but_for_words(&self) -> usize {
        self.but_for_words
    }

    /// What was asked for and no record has; words among them only where all else fitted some record.
    #[must_use]
    pub fn unseen(&self) -> Vec<Unseen> {
        let values = self.filters.iter().flat_map(Filter::unseen);
        let words = self.needles.iter().filter(|_| self.but_for_words > 0).filter_map(Needle::unseen);
        values.chain(words).collect()
    }
}

/// What is wrong, and behind a colon what may be meant: `: did you mean A or B?`.
#[must_use]
pub fn did_you_mean(what: Message, near: &[String]) -> Message {
    match near.split_last() {
        None => what,
        Some((near, [])) => message!("did-you-mean", what, near),
        Some((last, others)) => {
            let others: Argument = others.iter().collect();
            message!("did-you-mean", what, near = message!("one-or-other", others, last))
        }
    }
}
