//! What the workbook says in French where the tables have a word of the contract.

use std::collections::BTreeMap;

use super::super::tables::table;
use crate::model::dataset::Dataset;

/// A word of the contract, and what is shown.
type Shown = (&'static str, &'static str);

/// Table, column, its words.
const WORDS: &[(&str, &str, &[Shown])] = &[
    (
        "changes",
        "change",
        &[
            ("added", "ajouté"),
            ("removed", "retiré"),
            ("renamed", "renommé"),
            ("moved", "déplacé"),
            ("changed", "modifié"),
            ("regrouped", "regroupé"),
        ],
    ),
    ("issues", "severity", &[("error", "erreur"), ("warning", "avertissement"), ("info", "information")]),
    (
        "sources",
        "status",
        &[
            ("ok", "lu"),
            ("partial", "lu en partie"),
            ("no-jobs", "sans métier"),
            ("unrecognised", "non reconnu"),
            ("needs-ocr", "à numériser (OCR)"),
            ("encrypted", "chiffré"),
            ("duplicate-of", "doublon"),
            ("unsupported", "format non lu"),
            ("failed", "échec"),
        ],
    ),
    ("links", "relation", &[("same", "même métier"), ("cites", "cite"), ("close", "proche")]),
    ("qualifications", "level_source", &[("printed", "imprimé"), ("law", "fixé par la loi")]),
];

/// Columns that tell a field by its name.
const OF_FIELDS: &[(&str, &str)] =
    &[("changes", "field"), ("issues", "field"), ("values", "field"), ("places", "field")];

/// Fields that are no column of the table `jobs` under their own name.
const MORE_FIELDS: &[(&str, &str)] = &[
    ("country_name", "Pays"),
    ("hours.theory", "Heures : théorie"),
    ("hours.placement", "Heures : stage"),
    ("hours.total", "Heures : total"),
    ("hours.vae", "Heures : VAE"),
    ("hours.other", "Heures : autres"),
    ("opinion", "Avis"),
];

/// What is shown for the words of a column.
pub(super) type WordsOf = BTreeMap<String, String>;

/// What is shown for the words of each column of a table that has words of the contract.
pub(super) fn words(table_name: &str, column: &str) -> Option<WordsOf> {
    let is_column = |known: (&str, &str)| known == (table_name, column);
    if let Some((.., words)) = WORDS.iter().find(|(table, name, _)| is_column((table, name))) {
        return Some(words.iter().map(|(word, shown)| ((*word).to_owned(), (*shown).to_owned())).collect());
    }
    OF_FIELDS.iter().any(|known| is_column(*known)).then(fields)
}

fn fields() -> WordsOf {
    let jobs = table("jobs").map(|jobs| (jobs.columns)(&Dataset::default())).unwrap_or_default();
    let plain = jobs.iter().map(|column| (column.name.to_string(), column.title.to_string()));
    let sections = jobs.iter().map(|column| (format!("sections.{}", column.name), column.title.to_string()));
    let more = MORE_FIELDS.iter().map(|(name, shown)| ((*name).to_owned(), (*shown).to_owned()));
    plain.chain(sections).chain(more).collect()
}

/// What the sheet of a table shows for a word of the contract; the word itself where it has no other.
#[must_use]
pub fn shown_word(table_name: &str, column: &str, word: &str) -> String {
    words(table_name, column).and_then(|mut words| words.remove(word)).unwrap_or_else(|| word.to_owned())
}

/// The words of a column as its sheet shows them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetWords {
    /// The words of the contract by what is shown for them, in small letters.
    pub by_shown: BTreeMap<String, String>,
    /// Words for which the same is shown as for another one (`sections.missions`, `missions`): that one.
    pub aliases: BTreeMap<String, String>,
}

/// What a column of the sheet of a table shows for the words of the contract.
#[must_use]
pub fn words_of_sheet(table_name: &str, column: &str) -> SheetWords {
    let words = words(table_name, column).unwrap_or_default();
    let mut of_sheet = SheetWords::default();
    for (word, shown) in words {
        let first = of_sheet.by_shown.entry(shown.to_lowercase()).or_insert_with(|| word.clone());
        if *first != word {
            of_sheet.aliases.insert(word, first.clone());
        }
    }
    of_sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_column_has_one_in_french() {
        for (table_name, name, known) in WORDS {
            let columns = (table(table_name).unwrap().columns)(&Dataset::default());
            let column = columns.iter().find(|column| column.name == *name).unwrap();
            assert!(!column.constraints.one_of.is_empty(), "{table_name}.{name}");
            for word in &column.constraints.one_of {
                assert!(known.iter().any(|(known, _)| known == word), "{table_name}.{name}: {word}");
            }
        }
        for (table_name, name) in OF_FIELDS {
            assert!((table(table_name).unwrap().columns)(&Dataset::default()).iter().any(|known| known.name == *name));
        }
        assert_eq!(shown_word("changes", "change", "added"), "ajouté");
        assert_eq!(shown_word("changes", "field", "sections.training"), "Formation");
        assert_eq!(shown_word("jobs", "kind", "job"), "job");
    }
}
