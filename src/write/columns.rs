//! What a table is made of: columns with name, type and description, and cells. Every tabular format uses these.

use std::fmt;

use crate::model::dataset::Dataset;

/// A table of the dataset.
#[derive(Clone, Copy)]
pub struct Table {
    /// Name, and stem of its files.
    pub name: &'static str,
    /// What a row is.
    pub description: &'static str,
    /// The columns that tell one row from another; none where nothing does.
    pub key: &'static [&'static str],
    /// The columns in order.
    pub columns: fn() -> Vec<Column>,
    /// The rows in order, each with one cell a column.
    pub rows: fn(&Dataset) -> Vec<Vec<Value>>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// In lower case, with underscores.
    pub name: &'static str,
    /// What its cells are.
    pub kind: ColumnKind,
    /// For people: what it holds, and its unit or form.
    pub description: &'static str,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Texts joined by ` | `.
    List,
    /// A whole number.
    Integer,
    /// A number.
    Number,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing known.
    Missing,
    /// Text; never empty.
    Text(String),
    /// A whole number.
    Integer(u64),
    /// A number, finite.
    Number(f64),
}

impl fmt::Display for Value {
    /// The canonical form: decimal point, no trailing zeros, nothing for a missing value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            // Four decimals are more than any column holds; they stop noise such as 0.30000000000000004.
            Self::Number(number) => write!(f, "{}", (number * 10_000.0).round() / 10_000.0 + 0.0),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        // Control characters break readers of tables and hide from people.
        let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
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
        if number.is_finite() { Self::Number(number) } else { Self::Missing }
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

/// A [`Field`], in the one line that it is in a table's definition.
pub(super) const fn field<R>(
    name: &'static str,
    kind: ColumnKind,
    description: &'static str,
    value: fn(&R) -> Value,
) -> Field<R> {
    Field { column: Column { name, kind, description }, value }
}

/// The columns of a table's fields.
pub(super) fn columns_of<R>(fields: &[Field<R>]) -> Vec<Column> {
    fields.iter().map(|field| field.column).collect()
}

/// One row of cells.
pub(super) fn cells<R>(fields: &[Field<R>], row: &R) -> Vec<Value> {
    fields.iter().map(|field| (field.value)(row)).collect()
}

/// Texts as a cell of kind [`ColumnKind::List`].
pub(super) fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> Value {
    Value::from(items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_never_reach_a_cell() {
        assert_eq!(Value::from("a\0\u{1b}\r\n\tb\u{7f}\u{9f}é"), Value::Text("a\n\tbé".to_owned()));
        assert_eq!(Value::from("\u{1}".to_owned()), Value::Missing);
    }

    #[test]
    fn numbers_are_short() {
        let cases = [(0.1 + 0.2, "0.3"), (-0.0, "0"), (1.0, "1"), (0.98, "0.98"), (-0.2, "-0.2")];
        for (number, text) in cases {
            assert_eq!(Value::from(number).to_string(), text);
        }
        assert_eq!(Value::from(f64::NAN), Value::Missing);
    }
}
