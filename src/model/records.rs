//! The records of a dataset: as many as there are, of which only what tells one from another is in memory.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::record::{Kind, Record};
use crate::store::{Encoded, Stored, each_of};

/// What is known of a record without reading it.
#[derive(Debug, Clone)]
pub struct Head {
    /// [`Record::record_id`].
    pub record_id: Box<str>,
    /// [`Record::job_id`].
    pub job_id: Box<str>,
    /// [`Record::source_id`].
    pub source_id: Arc<str>,
    /// [`Record::file`].
    pub file: Arc<str>,
    /// [`Record::collection`].
    pub collection: Arc<str>,
    /// [`Record::edition`].
    pub edition: Option<Arc<str>>,
    /// [`Record::pages`].
    pub pages: Option<[u32; 2]>,
    /// [`Record::kind`].
    pub kind: Kind,
    /// [`Record::title`].
    pub title: Box<str>,
    /// [`Record::theme`].
    pub theme: Option<Arc<str>>,
    /// How many of its fields a person corrected.
    pub corrected: u32,
    /// Of all of the record: two of the same digest say the same.
    pub digest: [u8; 16],
}

/// Records in order. Only their [`Head`]s are in memory; all else is read when it is asked for.
///
/// In JSON, a list of records.
#[derive(Debug, Clone, Default)]
pub struct Records {
    stored: Stored<Record>,
    heads: Vec<Head>,
    own_columns: BTreeSet<String>,
}

/// A record that is ready to be stored.
pub struct Ready {
    encoded: Encoded<Record>,
    head: Head,
    own: Vec<String>,
}

impl Ready {
    /// Of a record. `last` is the head of the one before it: what both say is held once.
    ///
    /// # Errors
    /// When the record has no binary form.
    pub fn of(record: &Record, last: Option<&Head>) -> io::Result<Self> {
        let encoded = Stored::encode(record)?;
        let shared = |text: &str, last: Option<&Arc<str>>| match last {
            Some(known) if **known == *text => Arc::clone(known),
            _ => Arc::from(text),
        };
        let shared_option =
            |text: &Option<String>, known: Option<&Arc<str>>| text.as_ref().map(|text| shared(text, known));
        let mut digest = [0; 16];
        digest.copy_from_slice(&Sha256::digest(encoded.bytes())[..16]);
        let head = Head {
            record_id: record.record_id.as_str().into(),
            job_id: record.job_id.as_str().into(),
            source_id: shared(&record.source_id, last.map(|head| &head.source_id)),
            file: shared(&record.file, last.map(|head| &head.file)),
            collection: shared(&record.collection, last.map(|head| &head.collection)),
            edition: shared_option(&record.edition, last.and_then(|head| head.edition.as_ref())),
            pages: record.pages,
            kind: record.kind,
            title: record.title.as_str().into(),
            theme: shared_option(&record.theme, last.and_then(|head| head.theme.as_ref())),
            corrected: u32::try_from(record.corrected.len()).unwrap_or(u32::MAX),
            digest,
        };
        Ok(Self { encoded, head, own: record.extra.keys().cloned().collect() })
    }

    /// What will be known of it without reading it.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }
}

impl Records {
    /// None yet; those that do not fit in memory go to a file in `folder`.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { stored: Stored::in_folder(folder), ..Self::default() }
    }

    /// These records.
    ///
    /// # Errors
    /// When they cannot be stored.
    pub fn of(records: impl IntoIterator<Item = Record>) -> io::Result<Self> {
        let mut all = Self::default();
        records.into_iter().try_for_each(|record| all.push(&record))?;
        Ok(all)
    }

    /// Adds a record.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn push(&mut self, record: &Record) -> io::Result<()> {
        self.push_ready(Ready::of(record, self.heads.last())?)
    }

    /// Adds a record that is ready.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn push_ready(&mut self, ready: Ready) -> io::Result<()> {
        self.stored.push_encoded(&ready.encoded)?;
        self.heads.push(ready.head);
        self.own_columns.extend(ready.own);
        Ok(())
    }

    /// Puts another record in the place of one.
    ///
    /// # Errors
    /// When it cannot be stored, or there is no such place.
    pub fn set(&mut self, place: usize, record: &Record) -> io::Result<()> {
        let ready = Ready::of(record, self.heads.get(place))?;
        self.stored.set(place, record)?;
        self.heads[place] = ready.head;
        self.own_columns.extend(ready.own);
        Ok(())
    }

    /// The records of these places, in this order; all places must be there.
    #[must_use]
    pub fn in_order(self, places: impl Iterator<Item = usize> + Clone) -> Self {
        let stored = self.stored.picked(places.clone());
        let mut heads: Vec<Option<Head>> = self.heads.into_iter().map(Some).collect();
        let heads = places.filter_map(|place| heads.get_mut(place).and_then(Option::take)).collect();
        Self { stored, heads, own_columns: self.own_columns }
    }

    /// The number of records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// What is known of each without reading it.
    #[must_use]
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// The size of a record in binary form, in bytes: no text in it is longer.
    #[must_use]
    pub fn bytes_of(&self, place: usize) -> usize {
        self.stored.bytes_of(place)
    }

    /// The names of the columns that people added by corrections, of all records.
    #[must_use]
    pub fn own_columns(&self) -> &BTreeSet<String> {
        &self.own_columns
    }

    /// The record of a place.
    ///
    /// # Errors
    /// When it cannot be read, or there is no such place.
    pub fn get(&self, place: usize) -> io::Result<Record> {
        self.stored.get(place)
    }

    /// The records of these places, as far as they are there.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn read(&self, places: Range<usize>) -> io::Result<Vec<Record>> {
        self.stored.read(places)
    }

    /// The records one after the other.
    pub fn iter(&self) -> impl Iterator<Item = io::Result<Record>> + '_ {
        self.stored.iter()
    }
}

impl Serialize for Records {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.stored.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Records {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        each_of(deserializer, Self::default(), |records, record: Record| records.push(&record))
    }
}

impl JsonSchema for Records {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        Vec::<Record>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<Record>::json_schema(generator)
    }
}
