//! What a report said before it was corrected, as JSON has it: text for texts, a list for lists. Elsewhere, as in what is
//! stored, both are text; so were both in JSON once, and are still read.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::field::Field;

/// Joins the entries of a list as text.
const JOINT: &str = " | ";

/// What the report said in a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Said {
    /// In a field that is one text.
    Text(String),
    /// In a field that is a list.
    List(Vec<String>),
}

pub(super) fn serialize<S: Serializer>(before: &BTreeMap<String, String>, serializer: S) -> Result<S::Ok, S::Error> {
    if !serializer.is_human_readable() {
        return before.serialize(serializer);
    }
    let said = |(name, text): (&String, &String)| {
        let is_list = Field::of_name(name).is_some_and(|field| field.is_list());
        let entries = || text.split(JOINT).filter(|entry| !entry.is_empty()).map(str::to_owned).collect();
        (name.clone(), if is_list { Said::List(entries()) } else { Said::Text(text.clone()) })
    };
    before.iter().map(said).collect::<BTreeMap<String, Said>>().serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, String>, D::Error> {
    if !deserializer.is_human_readable() {
        return BTreeMap::deserialize(deserializer);
    }
    let text = |(name, said)| match said {
        Said::Text(text) => (name, text),
        Said::List(entries) => (name, entries.join(JOINT)),
    };
    Ok(BTreeMap::<String, Said>::deserialize(deserializer)?.into_iter().map(text).collect())
}

#[cfg(test)]
mod tests {
    use super::super::record::Record;

    #[test]
    fn lists_are_lists_and_are_read_as_text_too() {
        let was = [("departments", "Soins | Achats"), ("rncp_levels", ""), ("label", "A | B")];
        let before = was.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
        let record = Record { before_correction: before, ..Record::default() };
        let json = serde_json::to_value(&record).unwrap();
        let expected = serde_json::json!({ "departments": ["Soins", "Achats"], "rncp_levels": [], "label": "A | B" });
        assert_eq!(json["before_correction"], expected);
        let read: Record = serde_json::from_value(json).unwrap();
        assert_eq!(read.before_correction, record.before_correction);
        let earlier = serde_json::json!({ "before_correction": { "departments": "Soins | Achats" } });
        let read: Record = serde_json::from_value(earlier).unwrap();
        assert_eq!(read.before_correction["departments"], "Soins | Achats");
        let stored = postcard::to_allocvec(&record).unwrap();
        let read: Record = postcard::from_bytes(&stored).unwrap();
        assert_eq!(read.before_correction, record.before_correction);
    }
}
