//! What linking keeps of a record: some hundred bytes, so that those of a dataset fit into memory where its records
//! do not.

use std::collections::BTreeMap;

use super::names::{Name, acronym_of, names_of};
use super::passages::passages;
use super::rarity::weight;
use super::thresholds::{STEMS_KEPT, TITLE_IN_BODY};
use super::words::words;
use crate::model::record::{Kind, Record};

/// What linking keeps of a record: who it is, what it is called, and its most telling stems with their values.
///
/// About 0.7 kB, seldom more than 1 kB: 128 stems of 5 bytes, names, and the ids.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// The record's id.
    pub record_id: Box<str>,
    /// The id that the job has in every edition.
    pub job_id: Box<str>,
    /// The family of editions.
    pub collection: Box<str>,
    /// The edition, if the document tells it.
    pub edition: Option<Box<str>>,
    /// Where the job exists already, as in [`Record::country`].
    pub country: Option<Box<str>>,
    /// Whether the record is a job; parts of a job have no links.
    pub is_job: bool,
    pub(super) names: Box<[Name]>,
    pub(super) acronym: Option<u32>,
    pub(super) theme: Box<[u32]>,
    /// The most telling stems of the texts, ascending.
    pub(super) stems: Box<[u32]>,
    /// Their values, in 1/[`VALUE_STEPS`]: √weight × ln(1 + the times they stand there).
    pub(super) values: Box<[u8]>,
    /// The length of the vector of all stems of the texts, in the values' unit.
    pub(super) length: f32,
    /// Of all that is compared: tells equal records from others where nothing else does.
    pub(super) imprint: u64,
}

/// Steps of a value between 0 and 1.
pub(super) const VALUE_STEPS: f32 = 40.0;

impl Signature {
    /// The signature of a record.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let names = names_of(record);
        let mut theme: Vec<u32> = Vec::new();
        for word in words(record.theme.as_deref().unwrap_or_default()) {
            if !theme.contains(&word.key) {
                theme.push(word.key);
            }
        }
        let mut values: Vec<(u32, f32)> = body(record, &names).into_iter().collect();
        let length = values.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
        values.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        values.truncate(STEMS_KEPT);
        values.sort_by_key(|(key, _)| *key);
        let mut signature = Self {
            record_id: record.record_id.as_str().into(),
            job_id: record.job_id.as_str().into(),
            collection: record.collection.as_str().into(),
            edition: record.edition.as_deref().map(Into::into),
            country: record.country.as_deref().map(Into::into),
            is_job: record.kind == Kind::Job,
            acronym: acronym_of(record),
            names: names.into(),
            theme: theme.into(),
            stems: values.iter().map(|(key, _)| *key).collect(),
            values: values.iter().map(|(_, value)| quantised(*value)).collect(),
            length: length * VALUE_STEPS,
            imprint: 0,
        };
        signature.imprint = signature.imprint();
        signature
    }

    /// The value of a stem in the texts, 0 if it is not among the kept.
    pub(super) fn value(&self, key: u32) -> f32 {
        self.stems.binary_search(&key).map_or(0.0, |at| f32::from(self.values[at]) / VALUE_STEPS)
    }

    /// How far the texts say the same: the cosine of their vectors, 0–1.
    pub(super) fn body_likeness(&self, other: &Self) -> f32 {
        let (mut i, mut j, mut common) = (0, 0, 0_u32);
        while i < self.stems.len() && j < other.stems.len() {
            match self.stems[i].cmp(&other.stems[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    common += u32::from(self.values[i]) * u32::from(other.values[j]);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        (common as f32 / (self.length * other.length).max(1.0)).min(1.0)
    }

    /// Bytes it takes in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let texts = self.record_id.len() + self.job_id.len() + self.collection.len();
        let names: usize = self.names.iter().map(|name| size_of::<Name>() + name.stems.len() * 4).sum();
        size_of::<Self>() + texts + names + (self.theme.len() + self.stems.len()) * 4 + self.values.len()
    }

    fn imprint(&self) -> u64 {
        let numbers = self.names.iter().flat_map(|name| name.stems.iter()).chain(&self.theme).chain(&self.stems);
        let bytes = self.values.iter().map(|value| u32::from(*value));
        numbers
            .copied()
            .chain(bytes)
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, number| (hash ^ u64::from(number)).wrapping_mul(0x0100_0000_01b3))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range")]
fn quantised(value: f32) -> u8 {
    (value * VALUE_STEPS).round().clamp(0.0, 255.0) as u8
}

/// The stems of the telling texts with their values; by key, so that sums are the same on every machine.
fn body(record: &Record, names: &[Name]) -> BTreeMap<u32, f32> {
    let passages = passages(record);
    // A record that has nothing but what stands aside is judged by that.
    let any = passages.iter().any(|passage| passage.telling > 0.0 && !passage.text.is_empty());
    let mut times: BTreeMap<u32, f32> = BTreeMap::new();
    for passage in passages.iter().filter(|passage| !any || passage.telling > 0.0) {
        for word in words(passage.text).iter().filter(|word| word.weight > 0.0) {
            *times.entry(word.key).or_default() += if any { passage.telling } else { 1.0 };
        }
    }
    for key in names.iter().filter(|name| name.printed).flat_map(|name| name.stems.iter()) {
        if weight(*key) > 0.0 {
            *times.entry(*key).or_default() += TITLE_IN_BODY;
        }
    }
    times.into_iter().map(|(key, times)| (key, weight(key).sqrt() * (1.0 + times).ln())).collect()
}
