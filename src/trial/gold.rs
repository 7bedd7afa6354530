//! What a person checked, compared with what a profile finds: field by field, so that a profile can be changed without
//! fear.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fmt, fs};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::message;
use crate::model::message::Message;
use crate::model::record::Record;
use crate::normalise::text::similarity;
use crate::text::fold;
use crate::text::said::{malformed, system};

/// Fields that hold one text.
const TEXTS: [&str; 6] = ["title", "kind", "number", "theme", "acronym", "country"];
/// Fields that hold a list whose order says nothing.
const LISTS: [&str; 6] = ["alt_titles", "job_families", "departments", "rncp_levels", "certification_codes", "hours"];
/// How alike two titles are, 0 to 1, from which on they may be those of one sheet.
const ALIKE: f64 = 0.5;

/// Records that a person checked: a `jobs.json`, in which fields may be left out that are not to be compared.
#[derive(Debug, Clone, Default)]
pub struct Gold {
    records: Vec<Map<String, Value>>,
}

/// Why there is nothing to compare with.
#[derive(Debug, thiserror::Error)]
pub struct GoldError {
    path: String,
    reason: Message,
}

impl GoldError {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self) -> Message {
        message!("gold-error", path = &self.path, what = self.reason.clone())
    }
}

impl fmt::Display for GoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

/// How what was found compares with what a person checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// How many sheets were checked.
    pub expected: usize,
    /// How many were found.
    pub found: usize,
    /// Titles of those that were not found.
    pub missing: Vec<String>,
    /// Titles of those that nobody expects.
    pub unexpected: Vec<String>,
    /// The fields that were compared.
    pub fields: Vec<Compared>,
}

/// A field in all sheets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Its name: `title`, `sections.missions`, `fields`.
    pub field: String,
    /// In how many sheets it is as it should be.
    pub same: usize,
    /// In how many it was compared.
    pub of: usize,
    /// Where it is not.
    pub differences: Vec<Difference>,
}

/// A field that is not as it should be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The sheet's title, as expected.
    pub sheet: String,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
}

impl Comparison {
    /// Whether all is as it should be.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.missing.is_empty() && self.unexpected.is_empty() && self.fields.iter().all(|field| field.same == field.of)
    }
}

impl Gold {
    /// Reads a `jobs.json`: the list of records under `jobs` or `records`, or a bare list.
    ///
    /// # Errors
    /// When it cannot be read, or holds no list of records.
    pub fn load(path: &Path) -> Result<Self, GoldError> {
        let error = |reason: Message| GoldError { path: path.display().to_string(), reason };
        let text = fs::read_to_string(path).map_err(|why| error(message!("unread", why = system(&why))))?;
        let value: Value = serde_json::from_str(&text)
            .map_err(|why| error(message!("gold-no-json", why = malformed(&why.to_string()))))?;
        let file = value.get("file").cloned();
        let list = match &value {
            Value::Array(list) => Some(list),
            _ => value.get("jobs").or_else(|| value.get("records")).and_then(Value::as_array),
        };
        let list = list.ok_or_else(|| error(message!("gold-no-list")))?;
        let titles: BTreeMap<String, String> = list
            .iter()
            .filter_map(|record| Some((text_of(record.get("record_id")?), text_of(record.get("title")?))))
            .collect();
        let mut records: Vec<Map<String, Value>> = list.iter().filter_map(Value::as_object).cloned().collect();
        for record in &mut records {
            if let (Some(file), None) = (&file, record.get("file")) {
                record.insert("file".to_owned(), file.clone());
            }
            // In a dataset a parent is told by its id, and for one that is compared by its title.
            let parent = record.get("parent").map(text_of);
            if let Some(title) = parent.and_then(|id| titles.get(&id)) {
                record.insert("parent".to_owned(), Value::from(title.as_str()));
            }
            if let Some(title) = record.get("parent_title").cloned() {
                record.insert("parent".to_owned(), title);
            }
        }
        Ok(Self { records })
    }

    /// Compares what a profile found in a file. Records that name another file or another collection are not meant.
    #[must_use]
    pub fn compare(&self, file: &str, profile: &str, found: &[&Record]) -> Comparison {
        let of_profile = |record: &&Map<String, Value>| {
            record.get("collection").map(text_of).is_none_or(|known| known.is_empty() || known == profile)
        };
        let of_file =
            |record: &&Map<String, Value>| record.get("file").is_none_or(|known| last(&text_of(known)) == last(file));
        let mut expected: Vec<&Map<String, Value>> = self.records.iter().filter(of_profile).filter(of_file).collect();
        let files: BTreeSet<String> = self.records.iter().filter_map(|r| r.get("file")).map(text_of).collect();
        if expected.is_empty() && files.len() == 1 {
            // The one file that was checked, under another name.
            expected = self.records.iter().filter(of_profile).collect();
        }
        let values: Vec<Map<String, Value>> =
            found.iter().filter_map(|record| serde_json::to_value(record).ok()?.as_object().cloned()).collect();
        let mut comparison = Comparison { expected: expected.len(), found: values.len(), ..Comparison::default() };
        let mut fields: BTreeMap<(usize, String), Compared> = BTreeMap::new();
        let mut taken = vec![false; values.len()];
        for (expected, at) in expected.iter().zip(pairs(&expected, &values)) {
            let title = expected.get("title").map(text_of).unwrap_or_default();
            match at {
                Some(at) => {
                    taken[at] = true;
                    compare_record(&title, expected, &values[at], &mut fields);
                }
                None => comparison.missing.push(title),
            }
        }
        let others = values.iter().zip(&taken).filter(|(_, taken)| !**taken);
        comparison.unexpected = others.filter_map(|(value, _)| value.get("title").map(text_of)).collect();
        comparison.fields = fields.into_values().collect();
        comparison
    }
}

/// For each record that is expected the one that was found: with the same title, else the one that is most alike.
fn pairs(expected: &[&Map<String, Value>], found: &[Map<String, Value>]) -> Vec<Option<usize>> {
    let title =
        |record: &Map<String, Value>| record.get("title").map(|title| fold(&text_of(title))).unwrap_or_default();
    let mut pairs: Vec<Option<usize>> = vec![None; expected.len()];
    let mut free: Vec<usize> = (0..found.len()).collect();
    for (pair, expected) in pairs.iter_mut().zip(expected) {
        if let Some(at) = free.iter().position(|at| title(&found[*at]) == title(expected)) {
            *pair = Some(free.remove(at));
        }
    }
    for (pair, expected) in pairs.iter_mut().zip(expected).filter(|(pair, _)| pair.is_none()) {
        let alike = |at: &usize| similarity(&title(&found[*at]), &title(expected));
        let near = free.iter().enumerate().map(|(place, at)| (alike(at), place)).filter(|(alike, _)| *alike >= ALIKE);
        if let Some((_, place)) = near.reduce(|a, b| if b.0 > a.0 { b } else { a }) {
            *pair = Some(free.remove(place));
        }
    }
    pairs
}

fn compare_record(
    sheet: &str,
    expected: &Map<String, Value>,
    found: &Map<String, Value>,
    fields: &mut BTreeMap<(usize, String), Compared>,
) {
    let mut tell = |order: usize, field: &str, expected: Vec<String>, found: Vec<String>| {
        let known = fields
            .entry((order, field.to_owned()))
            .or_insert_with(|| Compared { field: field.to_owned(), ..Compared::default() });
        known.of += 1;
        if expected == found {
            known.same += 1;
        } else {
            let (expected, found) = (expected.join(" | "), found.join(" | "));
            known.differences.push(Difference { sheet: sheet.to_owned(), expected, found });
        }
    };
    let both = |field: &str| expected.get(field).map(|expected| (expected, found.get(field).unwrap_or(&Value::Null)));
    for (order, field) in TEXTS.into_iter().chain(["parent"]).enumerate() {
        if let Some((expected, found)) = both(field) {
            tell(order, field, one(expected), one(found));
        }
    }
    if let Some((expected, found)) = both("pages") {
        let pages = |value: &Value| vec![in_order(value).join(" to ")];
        tell(8, "pages", pages(expected), pages(found));
    }
    for (order, field) in LISTS.into_iter().enumerate() {
        if let Some((expected, found)) = both(field) {
            tell(10 + order, field, sorted(in_order(expected)), sorted(in_order(found)));
        }
    }
    if let Some((expected, found)) = both("fields") {
        let texts = |value: &Value| {
            let named = named(value, "name", "value");
            sorted(named.into_iter().map(|(name, value)| format!("{name}: {value}")).collect())
        };
        tell(20, "fields", texts(expected), texts(found));
    }
    if let Some((expected, found)) = both("missions") {
        tell(21, "missions", in_order(expected), in_order(found));
    }
    if let Some((expected, found)) = both("sections") {
        let (expected, found) = (by_key(expected), by_key(found));
        let keys: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
        for key in keys {
            let text = |texts: &BTreeMap<String, String>| texts.get(key).cloned().into_iter().collect();
            tell(30, &format!("sections.{key}"), text(&expected), text(&found));
        }
    }
}

/// The texts of sections by key; several of one key are one text.
fn by_key(value: &Value) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (key, text) in named(value, "key", "text") {
        let known = texts.entry(key).or_default();
        let blank = if known.is_empty() { "" } else { " " };
        known.push_str(&format!("{blank}{text}"));
    }
    texts.retain(|_, text| !text.is_empty());
    texts
}

/// Names and texts, of a list of objects or of an object by name.
fn named(value: &Value, name: &str, text: &str) -> Vec<(String, String)> {
    match value {
        Value::Object(map) => map.iter().map(|(name, value)| (name.clone(), text_of(value))).collect(),
        Value::Array(list) => {
            let of = |entry: &Value| Some((text_of(entry.get(name)?), text_of(entry.get(text)?)));
            list.iter().filter_map(of).collect()
        }
        _ => Vec::new(),
    }
}

fn one(value: &Value) -> Vec<String> {
    Some(text_of(value)).into_iter().filter(|text| !text.is_empty()).collect()
}

fn in_order(value: &Value) -> Vec<String> {
    value.as_array().map(|list| list.iter().map(text_of).collect()).unwrap_or_default()
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}

/// A value as text, its white space made one blank; nothing for null.
fn text_of(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text_of).collect::<Vec<_>>().join(" "),
        Value::Object(map) => {
            // A duration of training, as tables write it.
            let parts: Vec<String> =
                ["value", "what"].into_iter().filter_map(|key| map.get(key)).map(text_of).collect();
            parts.join(":")
        }
        other => other.to_string(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn last(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}
