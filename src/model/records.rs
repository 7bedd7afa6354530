//! The records of a dataset: as many as there are, of which only what tells one from another is in memory.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::record::{Kind, Record};
use crate::store::{Encoded, Stored, each_of, one_by_one, serialize_all};

/// The size of a dataset, in bytes of its binary form, up to which records that were read once stay in memory.
const SMALL: usize = 4 << 20;

/// What is known of a record without reading it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Head {
    /// [`Record::record_id`].
    pub record_id: Box<str>,
    /// [`Record::job_id`].
    pub job_id: Box<str>,
    /// [`Record::occupation_id`], where it is another job's: most jobs are in one report alone.
    joined_to: Option<Box<str>>,
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

/// Records in order. Only their [`Head`]s are in memory; all else is read when it is asked for, and stays there while all
/// records together are few: what links, compares, packs and writes them asks for the same ones.
///
/// In JSON, a list of records.
#[derive(Debug, Clone, Default)]
pub struct Records {
    stored: Stored<Record>,
    heads: Vec<Head>,
    own_columns: BTreeSet<String>,
    /// A place for each record of a small dataset; of others none.
    known: Vec<OnceLock<Arc<Record>>>,
}

/// A record that is ready to be stored.
pub struct Ready {
    encoded: Encoded<Record>,
    head: Head,
}

impl Ready {
    /// Of a record.
    ///
    /// # Errors
    /// When the record has no binary form.
    pub fn of(record: &Record) -> io::Result<Self> {
        let encoded = Stored::encode(record)?;
        let mut digest = [0; 16];
        digest.copy_from_slice(&Sha256::digest(encoded.bytes())[..16]);
        let head = Head {
            record_id: record.record_id.as_str().into(),
            job_id: record.job_id.as_str().into(),
            joined_to: record.occupation().filter(|id| *id != record.job_id).map(Into::into),
            source_id: record.source_id.as_str().into(),
            file: record.file.as_str().into(),
            collection: record.collection.as_str().into(),
            edition: record.edition.as_deref().map(Arc::from),
            pages: record.pages,
            kind: record.kind,
            title: record.title.as_str().into(),
            theme: record.theme.as_deref().map(Arc::from),
            corrected: u32::try_from(record.corrected.len()).unwrap_or(u32::MAX),
            digest,
        };
        Ok(Self { encoded, head })
    }

    /// What is stored, and what is known of it without reading it.
    #[must_use]
    pub fn parts(self) -> (Encoded<Record>, Head) {
        (self.encoded, self.head)
    }
}

impl Head {
    /// [`Record::occupation`].
    #[must_use]
    pub fn occupation(&self) -> Option<&str> {
        (self.kind == Kind::Job).then(|| self.joined_to.as_deref().unwrap_or(&self.job_id))
    }

    /// Holds what it has in common with the one before it once for both.
    fn share(&mut self, last: &Self) {
        let text = |mine: &mut Arc<str>, last: &Arc<str>| {
            if *mine == *last {
                *mine = Arc::clone(last);
            }
        };
        text(&mut self.source_id, &last.source_id);
        text(&mut self.file, &last.file);
        text(&mut self.collection, &last.collection);
        for (mine, last) in [(&mut self.edition, &last.edition), (&mut self.theme, &last.theme)] {
            if let (Some(mine), Some(last)) = (mine, last) {
                text(mine, last);
            }
        }
    }
}

/// Adds a head, which holds what it has in common with the one before it once for both.
fn add(heads: &mut Vec<Head>, mut head: Head) {
    if let Some(last) = heads.last() {
        head.share(last);
    }
    heads.push(head);
}

/// Reads a list of heads that need not fit in memory twice.
///
/// # Errors
/// When it is no such list.
pub fn read_heads<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Head>, D::Error> {
    each_of(deserializer, Vec::new(), |heads, head| {
        add(heads, head);
        Ok(())
    })
}

impl Records {
    /// These records.
    ///
    /// # Errors
    /// When they cannot be stored.
    pub fn of(records: impl IntoIterator<Item = Record>) -> io::Result<Self> {
        let mut all = Self::default();
        records.into_iter().try_for_each(|record| all.push(&record))?;
        Ok(all)
    }

    /// Records that are stored already, with their heads. Corrections have not given them columns of their own.
    ///
    /// # Errors
    /// When the heads cannot be read.
    pub fn stored(stored: Stored<Record>, stored_heads: &Stored<Head>) -> io::Result<Self> {
        let mut heads: Vec<Head> = Vec::with_capacity(stored_heads.len());
        stored_heads.iter().try_for_each(|head| head.map(|head| add(&mut heads, head)))?;
        let size: usize = (0..heads.len()).map(|place| stored.bytes_of(place)).sum();
        let known = if size <= SMALL { vec![OnceLock::new(); heads.len()] } else { Vec::new() };
        Ok(Self { stored, heads, own_columns: BTreeSet::new(), known })
    }

    /// Records with these heads and columns of their own, stored beside others: those that say the same as one of these
    /// are not stored again, and the rest is what `read` tells of their places, in their order; `None` where it cannot.
    #[must_use]
    pub fn beside_others(
        others: &Self,
        heads: impl IntoIterator<Item = Head>,
        own_columns: impl IntoIterator<Item = String>,
        mut read: impl FnMut(usize) -> Option<Record>,
    ) -> Option<Self> {
        let known = others.heads.iter().enumerate().map(|(place, head)| (head.digest, place));
        let known: FxHashMap<[u8; 16], usize> = known.collect();
        let mut all = others.stored.clone();
        let mut beside = Self { own_columns: own_columns.into_iter().collect(), ..Self::default() };
        let mut places = Vec::new();
        for (place, head) in heads.into_iter().enumerate() {
            match known.get(&head.digest) {
                Some(place) => places.push(*place),
                None => {
                    places.push(all.len());
                    all.push(&read(place)?).ok()?;
                }
            }
            add(&mut beside.heads, head);
        }
        beside.stored = all.picked(places);
        Some(beside)
    }

    /// Adds a record.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn push(&mut self, record: &Record) -> io::Result<()> {
        let (encoded, head) = Ready::of(record)?.parts();
        self.stored.push_encoded(&encoded)?;
        add(&mut self.heads, head);
        self.own_columns.extend(record.extra.keys().cloned());
        Ok(())
    }

    /// Puts another record in the place of one.
    ///
    /// # Errors
    /// When it cannot be stored, or there is no such place.
    pub fn set(&mut self, place: usize, record: &Record) -> io::Result<()> {
        let (encoded, mut head) = Ready::of(record)?.parts();
        self.stored.set_encoded(place, &encoded)?;
        head.share(&self.heads[place]);
        self.heads[place] = head;
        if let Some(known) = self.known.get_mut(place) {
            *known = OnceLock::new();
        }
        self.own_columns.extend(record.extra.keys().cloned());
        Ok(())
    }

    /// An empty sequence of something else, in the same file.
    #[must_use]
    pub fn beside<T>(&self) -> Stored<T> {
        self.stored.beside()
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
    pub fn get(&self, place: usize) -> io::Result<Arc<Record>> {
        match self.at_hand(place) {
            Some(record) => Ok(record),
            None => Ok(self.keep(place, self.stored.get(place)?)),
        }
    }

    /// The records of these places, as far as they are there.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn read(&self, places: Range<usize>) -> io::Result<Vec<Arc<Record>>> {
        let end = places.end.min(self.len());
        let places = places.start.min(end)..end;
        if let Some(records) = places.clone().map(|place| self.at_hand(place)).collect() {
            return Ok(records);
        }
        let read = self.stored.read(places.clone())?;
        Ok(places.zip(read).map(|(place, record)| self.keep(place, record)).collect())
    }

    /// The records one after the other.
    pub fn iter(&self) -> impl Iterator<Item = io::Result<Arc<Record>>> + '_ {
        one_by_one(self.len(), |places| self.read(places))
    }

    /// All of them, for tests.
    #[cfg(test)]
    pub(crate) fn all(&self) -> Vec<Record> {
        self.iter().map(|record| Arc::unwrap_or_clone(record.unwrap())).collect()
    }

    /// A record that was read and is still there.
    fn at_hand(&self, place: usize) -> Option<Arc<Record>> {
        self.known.get(place)?.get().cloned()
    }

    /// A record that was read, which stays there if there is a place for it.
    fn keep(&self, place: usize, record: Record) -> Arc<Record> {
        let record = Arc::new(record);
        match self.known.get(place) {
            Some(known) => Arc::clone(known.get_or_init(|| record)),
            None => record,
        }
    }
}

impl Serialize for Records {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_all(self.len(), self.iter(), serializer)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str, text: &str) -> Record {
        let section = crate::model::record::Section { text: text.to_owned(), ..Default::default() };
        Record { title: title.to_owned(), sections: vec![section], ..Record::default() }
    }

    fn stored(records: &[Record]) -> Records {
        let (mut stored, mut heads) = (Stored::default(), Stored::default());
        for record in records {
            let (encoded, head) = Ready::of(record).unwrap().parts();
            stored.push_encoded(&encoded).unwrap();
            heads.push(&head).unwrap();
        }
        Records::stored(stored, &heads).unwrap()
    }

    fn titles(records: &Records) -> Vec<String> {
        records.iter().map(|record| record.unwrap().title.clone()).collect()
    }

    #[test]
    fn what_was_read_is_read_once_until_it_is_set() {
        let mut records = stored(&[titled("a", ""), titled("b", ""), titled("c", "")]);
        assert!(Arc::ptr_eq(&records.get(1).unwrap(), &records.read(0..3).unwrap()[1]));
        let before = records.clone();
        records.set(1, &titled("B", "")).unwrap();
        records.push(&titled("d", "")).unwrap();
        assert_eq!(titles(&records), ["a", "B", "c", "d"]);
        assert_eq!(titles(&before), ["a", "b", "c"]);
        assert_eq!(records.read(2..9).unwrap().len(), 2);
        assert_eq!(records.get(9).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn many_records_do_not_stay() {
        let records = stored(&[titled("a", &"é".repeat(SMALL)), titled("b", "")]);
        assert!(!Arc::ptr_eq(&records.get(1).unwrap(), &records.get(1).unwrap()));
        assert_eq!(titles(&records), ["a", "b"]);
    }
}
