//! What a table is made of: columns with name, type, titles and constraints, and cells. This one definition makes every
//! tabular format, the data package, the schemas and the documentation.

use std::borrow::Cow;
use std::fmt;

use super::rows::RowsOf;
use crate::model::dataset::Dataset;
use crate::model::record::Hours;

/// A table of the dataset.
#[derive(Clone, Copy)]
pub struct Table {
    /// Name, stem of its files, name of its sheet.
    pub name: &'static str,
    /// Its title, in French and in English.
    pub title: [&'static str; 2],
    /// What a row is, in French and in English.
    pub description: [&'static str; 2],
    /// The columns that tell one row from another; none where nothing does.
    pub key: &'static [&'static str],
    /// The columns that name rows of other tables.
    pub foreign_keys: &'static [ForeignKey],
    /// The columns in order. Those of a dataset may be more than those of an empty one.
    pub columns: fn(&Dataset) -> Vec<Column>,
    /// What the rows are made of.
    pub rows: RowsOf,
}

/// A column whose cells are keys of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignKey {
    /// The column.
    pub column: &'static str,
    /// The table whose rows are named.
    pub table: &'static str,
    /// The column of that table, its whole key.
    pub key: &'static str,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// In lower case, with underscores.
    pub name: Cow<'static, str>,
    /// What its cells are.
    pub kind: ColumnKind,
    /// For people, in French: the header where a format can show one. No two columns of a table have the same.
    pub title: Cow<'static, str>,
    /// For people, in English.
    pub title_en: Cow<'static, str>,
    /// What it holds, and its unit or form, in French.
    pub description: Cow<'static, str>,
    /// What it holds, and its unit or form, in English.
    pub description_en: Cow<'static, str>,
    /// What its cells keep to.
    pub constraints: Constraints,
}

/// What the cells of a column keep to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Constraints {
    /// No cell is missing.
    pub required: bool,
    /// No two cells are the same.
    pub unique: bool,
    /// All values that there are; empty for any.
    pub one_of: Vec<&'static str>,
    /// The least number.
    pub minimum: Option<i32>,
    /// The greatest number.
    pub maximum: Option<i32>,
    /// A regular expression that the whole text fits.
    pub pattern: Option<&'static str>,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A word, a name, a title.
    Text,
    /// Running text, a paragraph a line.
    Prose,
    /// Texts; joined by ` | ` where a cell can only be text.
    List,
    /// Paragraphs; a line each where a cell can only be text.
    Lines,
    /// Whole numbers; joined by ` | ` where a cell can only be text.
    IntegerList,
    /// Durations in hours, each of its kind; as `2100:theory`, joined by ` | `, where a cell can only be text.
    Hours,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A day.
    Date,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing known.
    Missing,
    /// Text; never empty.
    Text(String),
    /// Texts; none of them, and not all, empty.
    List(Vec<String>),
    /// Paragraphs; none of them, and not all, empty.
    Lines(Vec<String>),
    /// Whole numbers; not empty.
    Integers(Vec<u64>),
    /// Durations; not empty.
    Hours(Vec<Hours>),
    /// A whole number.
    Integer(u64),
    /// A number, finite.
    Number(f64),
    /// A day, as `YYYY-MM-DD`.
    Date(String),
}

/// Joins the texts of a [`Value::List`] where a cell can only be text.
pub const LIST_SEPARATOR: &str = " | ";

impl fmt::Display for Value {
    /// The canonical form: decimal point, no trailing zeros, nothing for a missing value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => Ok(()),
            Self::Text(text) | Self::Date(text) => f.write_str(text),
            Self::List(texts) => joined(f, texts, LIST_SEPARATOR, |f, text| f.write_str(text)),
            Self::Lines(lines) => joined(f, lines, "\n", |f, line| f.write_str(line)),
            Self::Integers(numbers) => joined(f, numbers, LIST_SEPARATOR, |f, number| write!(f, "{number}")),
            Self::Hours(hours) => {
                joined(f, hours, LIST_SEPARATOR, |f, hours| write!(f, "{}:{}", hours.value, hours.what.as_str()))
            }
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

fn joined<T>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    separator: &str,
    print: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    items.iter().enumerate().try_for_each(|(place, item)| {
        if place > 0 {
            f.write_str(separator)?;
        }
        print(f, item)
    })
}

/// Without what breaks readers of tables and hides from people.
fn printable(text: &str) -> String {
    // Nearly every text has nothing of it, and most do not even have a byte that such a character begins with.
    let may_begin_one =
        |byte: u8| (byte < b' ' && byte != b'\n' && byte != b'\t') || matches!(byte, 0x7f | 0xc2 | 0xef);
    let kept = |c: char| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    if text.bytes().fold(false, |found, byte| found | may_begin_one(byte)) && !text.chars().all(kept) {
        return text.chars().filter(|c| kept(*c)).collect();
    }
    text.to_owned()
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        let text = printable(text);
        if text.is_empty() { Self::Missing } else { Self::Text(text) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(u64::from(number))
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Integer(number)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Integer(number as u64)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        // Four decimals are more than any column holds; they stop noise such as 0.30000000000000004.
        let short = (number * 10_000.0).round() / 10_000.0 + 0.0;
        if short.is_finite() { Self::Number(short) } else { Self::Missing }
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

/// A column together with how a row of type `R` fills it.
pub(super) struct Field<R> {
    pub(super) column: Column,
    pub(super) value: fn(&R) -> Value,
}

/// A [`Field`], as it stands in a table's definition: titles and descriptions in French, then in English.
pub(super) fn field<R>(
    name: &'static str,
    kind: ColumnKind,
    title: [&'static str; 2],
    description: [&'static str; 2],
    value: fn(&R) -> Value,
) -> Field<R> {
    let column = Column {
        name: name.into(),
        kind,
        title: title[0].into(),
        title_en: title[1].into(),
        description: description[0].into(),
        description_en: description[1].into(),
        constraints: Constraints::default(),
    };
    Field { column, value }
}

impl<R> Field<R> {
    /// No cell is missing.
    pub(super) fn required(mut self) -> Self {
        self.column.constraints.required = true;
        self
    }

    /// No two cells are the same, and none is missing.
    pub(super) fn unique(mut self) -> Self {
        self.column.constraints.unique = true;
        self.required()
    }

    /// Only these values.
    pub(super) fn one_of(mut self, values: impl IntoIterator<Item = &'static str>) -> Self {
        self.column.constraints.one_of = values.into_iter().collect();
        self
    }

    /// No number below.
    pub(super) fn at_least(mut self, minimum: i32) -> Self {
        self.column.constraints.minimum = Some(minimum);
        self
    }

    /// No number outside.
    pub(super) fn between(mut self, minimum: i32, maximum: i32) -> Self {
        self.column.constraints.maximum = Some(maximum);
        self.at_least(minimum)
    }

    /// Only texts that this regular expression fits from start to end.
    pub(super) fn fitting(mut self, pattern: &'static str) -> Self {
        self.column.constraints.pattern = Some(pattern);
        self
    }
}

/// The columns of a table's fields.
pub(super) fn columns_of<R>(fields: impl IntoIterator<Item = Field<R>>) -> Vec<Column> {
    fields.into_iter().map(|field| field.column).collect()
}

/// Texts as a cell of kind [`ColumnKind::List`].
pub(super) fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Value {
    let texts = texts(items);
    if texts.is_empty() { Value::Missing } else { Value::List(texts) }
}

/// Paragraphs as a cell of kind [`ColumnKind::Lines`].
pub(super) fn lines<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Value {
    let texts = texts(items);
    if texts.is_empty() { Value::Missing } else { Value::Lines(texts) }
}

fn texts<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Vec<String> {
    items.into_iter().map(|item| printable(item.as_ref())).filter(|text| !text.is_empty()).collect()
}

/// Whole numbers as a cell of kind [`ColumnKind::IntegerList`].
pub(super) fn integers<T: Into<u64>>(items: impl IntoIterator<Item = T>) -> Value {
    let numbers: Vec<u64> = items.into_iter().map(Into::into).collect();
    if numbers.is_empty() { Value::Missing } else { Value::Integers(numbers) }
}

/// Durations as a cell of kind [`ColumnKind::Hours`].
pub(super) fn hours(durations: &[Hours]) -> Value {
    if durations.is_empty() { Value::Missing } else { Value::Hours(durations.to_vec()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_never_reach_a_cell() {
        assert_eq!(Value::from("a\0\u{1b}\r\n\tb\u{7f}\u{9f}\u{fffe}é"), Value::Text("a\n\tbé".to_owned()));
        assert_eq!(Value::from("\u{1}".to_owned()), Value::Missing);
        assert_eq!(list(["\u{1}", "a\0"]), Value::List(vec!["a".to_owned()]));
        assert_eq!(lines(["\0"]), Value::Missing);
        let every_character = ('\0'..=char::MAX).filter(|c| Value::from(c.to_string().as_str()) == Value::Missing);
        let controls = ('\0'..=char::MAX).filter(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        assert_eq!(every_character.collect::<String>(), controls.chain("\u{fffe}\u{ffff}".chars()).collect::<String>());
    }

    #[test]
    fn numbers_are_short() {
        let cases = [(0.1 + 0.2, "0.3"), (-0.0, "0"), (1.0, "1"), (0.98, "0.98"), (-0.2, "-0.2")];
        for (number, text) in cases {
            assert_eq!(Value::from(number).to_string(), text);
        }
        assert_eq!(Value::from(f64::NAN), Value::Missing);
    }

    #[test]
    fn lists_are_joined_where_a_cell_is_text() {
        assert_eq!(list(["a", "b"]).to_string(), "a | b");
        assert_eq!(lines(["a", "b"]).to_string(), "a\nb");
        assert_eq!(integers([5_u8, 6]).to_string(), "5 | 6");
        assert_eq!(integers(Vec::<u8>::new()), Value::Missing);
    }
}
