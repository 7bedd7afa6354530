//! Values of a record's fields.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::near::near;
use super::words::haystack;
use super::{NoCountry, Unseen};
use crate::model::record::Record;
use crate::normalise::country;

/// Values that are held to tell what there is.
const MOST_VALUES: usize = 10_000;
/// So few values are all told.
const FEW: usize = 12;

/// A field that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Family,
    Country,
    Level,
    Code,
    Collection,
    Edition,
    Issue,
}

impl What {
    fn as_str(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Country => "country",
            Self::Level => "level",
            Self::Code => "code",
            Self::Collection => "collection",
            Self::Edition => "edition",
            Self::Issue => "issue",
        }
    }

    /// What a record has.
    fn of(self, record: &Record) -> Vec<Cow<'_, str>> {
        let all = |texts: &'_ [String]| texts.iter().map(|text| Cow::Owned(text.clone())).collect();
        match self {
            Self::Family => all(&record.job_families),
            Self::Country => record.country.iter().map(Cow::from).collect(),
            Self::Level => record.rncp_levels.iter().map(|level| Cow::from(level.to_string())).collect(),
            Self::Code => {
                let accepted = record.rome.iter().map(|code| Cow::Owned(format!("ROME:{code}")));
                record.certification_codes.iter().map(Cow::from).chain(accepted).collect()
            }
            Self::Collection => vec![Cow::from(&record.collection)],
            Self::Edition => record.edition.iter().map(Cow::from).collect(),
            Self::Issue => all(&record.issues),
        }
    }

    /// What is compared with a value.
    fn wanted(self, asked: &str) -> String {
        match self {
            Self::Family => haystack(asked),
            Self::Code => letters(asked),
            Self::Collection | Self::Issue => asked.trim().to_lowercase(),
            Self::Country | Self::Level | Self::Edition => asked.trim().to_owned(),
        }
    }

    /// Whether a value is what was asked for.
    fn is(self, value: &str, wanted: &str) -> bool {
        /// The value itself, or one of its parts.
        fn within(value: &str, whole: &str, sign: char) -> bool {
            value.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(sign))
        }
        match self {
            Self::Family => haystack(value).contains(wanted),
            Self::Country | Self::Edition => within(value, wanted, '-'),
            Self::Issue => within(&value.to_lowercase(), wanted, ':'),
            Self::Level => value == wanted,
            Self::Collection => value.to_lowercase() == *wanted,
            Self::Code => {
                let value = letters(value);
                let number = ["RNCP", "RS", "CC", "ROME", "FPH"].iter().find_map(|name| value.strip_prefix(name));
                value == wanted || number == Some(wanted)
            }
        }
    }
}

/// Letters and digits alone, in capitals: "rncp 34 963" and "RNCP34963" are one.
fn letters(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// The code of a country that is named or is a code.
pub(super) fn country(asked: &str) -> Result<String, NoCountry> {
    let known = country::named(asked).or_else(|| country::code(asked));
    known.map(str::to_owned).ok_or_else(|| NoCountry {
        asked: asked.trim().to_owned(),
        near: near(asked, country::names().map(|(name, _)| name)),
    })
}

/// Values of a field, any of which will do.
#[derive(Debug)]
pub(super) struct Filter {
    what: What,
    asked: Vec<Value>,
    /// What the records have; held while something that was asked for was not seen.
    there: BTreeSet<String>,
}

#[derive(Debug)]
struct Value {
    asked: String,
    wanted: String,
    seen: bool,
}

impl Filter {
    pub(super) fn new(what: What, asked: &[String]) -> Self {
        Self::of_pairs(what, asked.iter().map(|text| (text.clone(), what.wanted(text))))
    }

    /// Of values as somebody wrote them, each with what is looked for.
    pub(super) fn of_pairs(what: What, pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let asked = pairs.into_iter().map(|(asked, wanted)| Value { asked, wanted, seen: false }).collect();
        Self { what, asked, there: BTreeSet::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.asked.is_empty()
    }

    /// Whether a record has one of the values.
    pub(super) fn fits(&mut self, record: &Record) -> bool {
        let mut fits = false;
        for value in self.what.of(record) {
            for asked in &mut self.asked {
                if self.what.is(&value, &asked.wanted) {
                    asked.seen = true;
                    fits = true;
                }
            }
            if self.there.len() < MOST_VALUES && !self.there.contains(&*value) {
                self.there.insert(value.into_owned());
            }
        }
        fits
    }

    /// What no record has.
    pub(super) fn unseen(&self) -> impl Iterator<Item = Unseen> + '_ {
        self.asked.iter().filter(|value| !value.seen).map(|value| {
            let there = || self.there.iter().map(String::as_str);
            let all = self.there.len() <= FEW;
            let near = if all { there().map(str::to_owned).collect() } else { near(&value.asked, there()) };
            Unseen { what: self.what.as_str(), asked: value.asked.clone(), near, all }
        })
    }
}
