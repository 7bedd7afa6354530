//! Sequences that need not fit in memory: values in binary form, in memory while they are few, else in a temporary file
//! that has no name and ends with the process.

mod shelf;

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{DeserializeOwned, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use shelf::{Shelf, Span};

use crate::message;

/// Values read in one go when all are read one after the other.
const BLOCK: usize = 64;

/// A sequence of values of which only the places are in memory.
///
/// A copy shares what is stored; what is added to one of them is not in the other.
pub struct Stored<T> {
    shelf: Arc<Shelf>,
    spans: Vec<Span>,
    values: PhantomData<fn() -> T>,
}

/// A value in binary form.
pub struct Encoded<T>(Vec<u8>, PhantomData<fn() -> T>);

impl<T> Encoded<T> {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl<T> Stored<T> {
    /// An empty sequence whose file, should it need one, is made in `folder`.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { shelf: Arc::new(Shelf::new(Some(folder))), spans: Vec::new(), values: PhantomData }
    }

    /// An empty sequence beside this one, in the same file.
    #[must_use]
    pub fn beside<U>(&self) -> Stored<U> {
        Stored { shelf: Arc::clone(&self.shelf), spans: Vec::new(), values: PhantomData }
    }

    /// The number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The size of a value in binary form, in bytes; 0 for one that is not there.
    #[must_use]
    pub fn bytes_of(&self, place: usize) -> usize {
        self.spans.get(place).map_or(0, |span| span.bytes as usize)
    }

    /// The values of these places, in this order; places that are not there are left out.
    #[must_use]
    pub fn picked(&self, places: impl IntoIterator<Item = usize>) -> Self {
        let spans = places.into_iter().filter_map(|place| self.spans.get(place).copied()).collect();
        Self { shelf: Arc::clone(&self.shelf), spans, values: PhantomData }
    }
}

impl<T: Serialize> Stored<T> {
    /// A value in the form in which it is stored.
    ///
    /// # Errors
    /// When it has none.
    pub fn encode(value: &T) -> io::Result<Encoded<T>> {
        postcard::to_allocvec(value).map(|bytes| Encoded(bytes, PhantomData)).map_err(io::Error::other)
    }

    /// Adds a value.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, value: &T) -> io::Result<()> {
        self.push_encoded(&Self::encode(value)?)
    }

    /// Adds a value that is encoded already.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push_encoded(&mut self, value: &Encoded<T>) -> io::Result<()> {
        self.spans.push(self.shelf.add(value.bytes())?);
        Ok(())
    }

    /// Adds values that are encoded already. Returns their places.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn push_all(&mut self, values: &[Encoded<T>]) -> io::Result<Range<usize>> {
        let first = self.len();
        values.iter().try_for_each(|value| self.push_encoded(value))?;
        Ok(first..self.len())
    }

    /// Puts another value, encoded already, in the place of one.
    ///
    /// # Errors
    /// When it cannot be written, or there is no such place.
    pub fn set_encoded(&mut self, place: usize, value: &Encoded<T>) -> io::Result<()> {
        let new = self.shelf.add(value.bytes())?;
        *self.spans.get_mut(place).ok_or_else(no_such_place)? = new;
        Ok(())
    }

    /// A sequence of these values.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn of(values: impl IntoIterator<Item = T>) -> io::Result<Self> {
        let mut stored = Self::default();
        values.into_iter().try_for_each(|value| stored.push(&value))?;
        Ok(stored)
    }
}

impl<T: DeserializeOwned> Stored<T> {
    /// The value of a place.
    ///
    /// # Errors
    /// When it cannot be read, or there is no such place.
    pub fn get(&self, place: usize) -> io::Result<T> {
        self.read(place..place + 1)?.pop().ok_or_else(no_such_place)
    }

    /// The values of these places, as far as they are there.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn read(&self, places: Range<usize>) -> io::Result<Vec<T>> {
        let end = places.end.min(self.spans.len());
        let spans = self.spans.get(places.start.min(end)..end).unwrap_or_default();
        let mut values = Vec::with_capacity(spans.len());
        self.shelf.read(spans, |bytes| {
            values.push(postcard::from_bytes(bytes).map_err(io::Error::other)?);
            Ok(())
        })?;
        Ok(values)
    }

    /// The values one after the other.
    pub fn iter(&self) -> impl Iterator<Item = io::Result<T>> + '_ {
        one_by_one(self.len(), |places| self.read(places))
    }
}

/// So many values one after the other; `read` gives those of some places, which are read in one go.
pub(crate) fn one_by_one<'s, V: 's>(
    number: usize,
    read: impl Fn(Range<usize>) -> io::Result<Vec<V>> + 's,
) -> impl Iterator<Item = io::Result<V>> + 's {
    (0..number).step_by(BLOCK).flat_map(move |start| match read(start..start + BLOCK) {
        Ok(values) => values.into_iter().map(Ok).collect::<Vec<_>>(),
        Err(error) => vec![Err(error)],
    })
}

/// Writes so many values as a list.
pub(crate) fn serialize_all<V: Serialize, S: Serializer>(
    number: usize,
    values: impl Iterator<Item = io::Result<V>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(Some(number))?;
    for value in values {
        list.serialize_element(&value.map_err(S::Error::custom)?)?;
    }
    list.end()
}

fn no_such_place() -> io::Error {
    message!("store-nothing").into_error(io::ErrorKind::NotFound)
}

impl<T> Default for Stored<T> {
    fn default() -> Self {
        Self { shelf: Arc::new(Shelf::new(None)), spans: Vec::new(), values: PhantomData }
    }
}

impl<T> Clone for Stored<T> {
    fn clone(&self) -> Self {
        Self { shelf: Arc::clone(&self.shelf), spans: self.spans.clone(), values: PhantomData }
    }
}

impl<T> fmt::Debug for Stored<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stored({} values)", self.len())
    }
}

impl<T: Serialize + DeserializeOwned> Serialize for Stored<T> {
    /// As a list of its values.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_all(self.len(), self.iter(), serializer)
    }
}

impl<'de, T: Serialize + DeserializeOwned> Deserialize<'de> for Stored<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        each_of(deserializer, Self::default(), |stored, value| stored.push(&value))
    }
}

/// Reads a list value by value into `all`.
///
/// # Errors
/// When it is no list of such values, or `add` fails.
pub fn each_of<'de, T, A, D, F>(deserializer: D, all: A, add: F) -> Result<A, D::Error>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
    F: FnMut(&mut A, T) -> io::Result<()>,
{
    struct Each<T, A, F>(A, F, PhantomData<fn(T)>);
    impl<'de, T: DeserializeOwned, A, F: FnMut(&mut A, T) -> io::Result<()>> Visitor<'de> for Each<T, A, F> {
        type Value = A;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<A, S::Error> {
            let Self(mut all, mut add, _) = self;
            while let Some(value) = list.next_element()? {
                add(&mut all, value).map_err(serde::de::Error::custom)?;
            }
            Ok(all)
        }
    }
    deserializer.deserialize_seq(Each(all, add, PhantomData))
}

impl<T: JsonSchema> JsonSchema for Stored<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(stored: &Stored<String>) -> Vec<String> {
        stored.iter().collect::<io::Result<_>>().unwrap()
    }

    #[test]
    fn what_is_stored_is_read_in_memory_and_from_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let mut stored = Stored::in_folder(folder.path());
        let long = |number: usize| format!("{number}{}", "é".repeat(5_000));
        for number in 0..1_000 {
            stored.push(&long(number)).unwrap();
            assert_eq!(stored.get(number / 2).unwrap(), long(number / 2));
        }
        assert_eq!(texts(&stored), (0..1_000).map(long).collect::<Vec<_>>());
        assert_eq!(stored.read(998..1_005).unwrap(), [long(998), long(999)]);
        assert_eq!(stored.get(1_000).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the file has no name");
    }

    #[test]
    fn copies_go_their_own_ways() {
        let mut first = Stored::of(["a", "b", "c"].map(str::to_owned)).unwrap();
        let mut second = first.clone();
        first.set_encoded(1, &Stored::encode(&"B".to_owned()).unwrap()).unwrap();
        second.push(&"d".to_owned()).unwrap();
        assert_eq!(texts(&first), ["a", "B", "c"]);
        assert_eq!(texts(&second), ["a", "b", "c", "d"]);
        assert_eq!(texts(&second.picked([3, 0, 9])), ["d", "a"]);
    }

    #[test]
    fn it_is_a_list_in_json() {
        let stored = Stored::of([1_u32, 2, 3]).unwrap();
        let json = serde_json::to_string(&stored).unwrap();
        assert_eq!(json, "[1,2,3]");
        let back: Stored<u32> = serde_json::from_str(&json).unwrap();
        assert_eq!(back.iter().collect::<io::Result<Vec<u32>>>().unwrap(), [1, 2, 3]);
    }
}
