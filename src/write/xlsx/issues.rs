//! The rows of the sheet of issues: errors first, then warnings, then what is worth knowing; of that, what asks for
//! nothing is one line a file.

use std::collections::BTreeMap;
use std::io;

use super::super::columns::{Table, Value};
use super::super::rows::{Row, Rows};
use crate::model::dataset::Dataset;
use crate::model::diagnostic::Severity;

pub(super) const TABLE: &str = "issues";

/// What begins a hint that asks for nothing.
const NOTHING: &str = "nothing to do";

/// The rows in their order.
///
/// # Errors
/// When the issues cannot be read.
pub(super) fn rows<'d>(table: &'static Table, dataset: &'d Dataset) -> io::Result<Rows<'d>> {
    let columns = (table.columns)(dataset);
    let place = |name: &str| {
        let place = columns.iter().position(|column| column.name == name);
        place.ok_or_else(|| io::Error::other(format!("the table of issues has no column {name}")))
    };
    let [severity, code, file, message, hint] =
        [place("severity")?, place("code")?, place("file")?, place("message")?, place("hint")?];
    let asks_nothing = move |row: &Row| match &row[hint] {
        Value::Text(hint) => hint.starts_with(NOTHING),
        _ => true,
    };
    // Few are in memory: each severity is another pass over what is stored.
    let of = move |wanted: Severity| {
        let is_wanted = move |row: &Row| {
            row[severity].to_string() == wanted.as_str() && !(wanted == Severity::Info && asks_nothing(row))
        };
        table.rows(dataset).filter(move |row| row.as_ref().map_or(true, is_wanted))
    };
    let mut quiet: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    if dataset.issues.by_severity()?.contains_key(&Severity::Info) {
        for row in table.rows(dataset) {
            let row = row?;
            if row[severity].to_string() == Severity::Info.as_str() && asks_nothing(&row) {
                *quiet.entry(row[file].to_string()).or_default().entry(row[code].to_string()).or_default() += 1;
            }
        }
    }
    let width = columns.len();
    let line = move |(of_file, codes): (String, BTreeMap<String, usize>)| {
        let mut row = vec![Value::Missing; width];
        row[severity] = Severity::Info.as_str().into();
        row[file] = of_file.into();
        row[message] = told(&codes).into();
        Ok(row)
    };
    let order = [Severity::Error, Severity::Warning, Severity::Info];
    Ok(Box::new(order.into_iter().flat_map(of).chain(quiet.into_iter().map(line))))
}

fn told(codes: &BTreeMap<String, usize>) -> String {
    let count: usize = codes.values().sum();
    let each: Vec<String> = codes
        .iter()
        .map(|(code, count)| if *count == 1 { code.clone() } else { format!("{code} ({count})") })
        .collect();
    let what = if count == 1 { "information, rien à faire" } else { "informations, rien à faire" };
    format!("{count} {what} : {}", each.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::super::tables::table;
    use super::*;
    use crate::model::diagnostic::Diagnostic;
    use crate::model::issues::Issues;

    #[test]
    fn errors_come_first_and_what_asks_for_nothing_is_one_line_a_file() {
        let issue = |severity, code: &'static str, file: &str, hint: Option<&str>| Diagnostic {
            file: file.to_owned(),
            hint: hint.map(|hint| hint.to_owned().into()),
            ..Diagnostic::new(severity, code, code.to_owned().into())
        };
        let issues = Issues::of([
            issue(Severity::Info, "watermark", "a.pdf", None),
            issue(Severity::Warning, "section-missing", "a.pdf", Some("look")),
            issue(Severity::Info, "hidden-text", "a.pdf", Some("nothing to do unless text is missing")),
            issue(Severity::Info, "hidden-text", "a.pdf", None),
            issue(Severity::Info, "licence-missing", "b.pdf", Some("say it in sources.toml")),
            issue(Severity::Error, "failed", "c.pdf", None),
        ]);
        let dataset = Dataset { issues: issues.unwrap(), ..Dataset::default() };
        let told: Vec<String> = rows(table(TABLE).unwrap(), &dataset)
            .unwrap()
            .map(|row| row.unwrap())
            .map(|row| format!("{} {} {}", row[0], row[2], row[6]))
            .collect();
        assert_eq!(
            told,
            [
                "error c.pdf failed",
                "warning a.pdf section-missing",
                "info b.pdf licence-missing",
                "info a.pdf 3 informations, rien à faire : hidden-text (2), watermark",
            ]
        );
    }
}
