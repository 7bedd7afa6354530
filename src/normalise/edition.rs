//! What a document says of its own date.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::text::fold;

/// The months, folded, in the order of the year.
pub(crate) const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        \b (?P<iso>[0-9]{4}) - (?P<iso_month>[0-9]{2}) (?: - (?P<iso_day>[0-9]{2}) )? \b
        | \b (?P<day>[0-9]{1,2}) [/.] (?P<month>[0-9]{1,2}) [/.] (?P<year>[0-9]{4}|[0-9]{2}) \b
        | \b (?: (?P<named_day>[0-9]{1,2}) (?:er)?\ )?
          (?P<named>janv(?:ier|\.)?|fevr?(?:ier|\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?|aout
             |sept(?:embre|\.)?|oct(?:obre|\.)?|nov(?:embre|\.)?|dec(?:embre|\.)?) \ (?P<named_year>[0-9]{4}) \b
        | \b (?P<short_month>0?[1-9]|1[0-2]) / (?P<short_year>(?:19|20)[0-9]{2}) \b
        | (?: \b (?:edition|version|millesime|copyright) | © ) (?:\ (?:de|annee|n°))* \ ? :? \ ? (?P<alone>(?:19|20)[0-9]{2}) \b
        ",
    )
    .expect("a constant pattern")
});

/// The first date in a text, as `YYYY-MM-DD`, `YYYY-MM`, or `YYYY` where "édition" or the like says so.
///
/// Nothing where no such date stands in it, or where its figures are no date.
#[must_use]
pub fn edition(text: &str) -> Option<String> {
    let folded = fold(text);
    DATE.captures_iter(&folded).find_map(|found| date(&found))
}

fn date(found: &Captures) -> Option<String> {
    let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<u32>().ok());
    if let Some(year) = number("alone") {
        return Some(year.to_string());
    }
    let month = number("iso_month").or(number("month")).or(number("short_month")).or_else(|| {
        let name = found.name("named")?.as_str();
        let name = name.trim_end_matches('.');
        let index = MONTHS.iter().position(|month| month.starts_with(name))?;
        u32::try_from(index + 1).ok()
    })?;
    let year = match number("iso").or(number("named_year")).or(number("short_year")).or(number("year"))? {
        short @ 0..80 => 2000 + short,
        short @ 80..100 => 1900 + short,
        year => year,
    };
    let day = number("iso_day").or(number("day")).or(number("named_day"));
    if !(1900..=2100).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    match day {
        None => Some(format!("{year}-{month:02}")),
        Some(day) if (1..=days(year, month)).contains(&day) => Some(format!("{year}-{month:02}-{day:02}")),
        Some(_) => None,
    }
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read() {
        for (text, expected) in [
            ("Mars 2021", Some("2021-03")),
            ("FÉVRIER 2030 – 12", Some("2030-02")),
            ("mis en ligne le 05/06/21 - 9h15", Some("2021-06-05")),
            ("1er août 2022", Some("2022-08-01")),
            ("sept. 2019", Some("2019-09")),
            ("Juin 2020, Juillet 2021", Some("2020-06")),
            ("juillet 2021", Some("2021-07")),
            ("Édition 2019", Some("2019")),
            ("Nouvelle édition 2019-2020", Some("2019")),
            ("2021-04-03", Some("2021-04-03")),
            ("07/2023", Some("2023-07")),
            ("31/02/2023", None),
            ("à l’horizon 2040", None),
            ("35/14/2023", None),
            ("", None),
        ] {
            assert_eq!(edition(text).as_deref(), expected, "{text:?}");
        }
    }
}
