//! A text in a cell → the value of a field.

use std::sync::LazyLock;

use regex::Regex;

use super::same::{harmless, is_error, plain};
use crate::message;
use crate::model::diagnostic::Verdict;
use crate::model::field::Field;
use crate::model::message::Message;
use crate::model::record::{self, Hours, HoursKind, Opinion, Record, Section, ValueKind};
use crate::normalise::codes::is_code;
use crate::normalise::country::country;
use crate::normalise::families;
use crate::normalise::measures::measure;
use crate::normalise::text::clean;
use crate::text::three_decimals;

static EDITION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"));
static COUNTRY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([A-Z]{2}(-[A-Z0-9]{1,3})?|world)$"));

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// The value of a field, of the type that the field has.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum NewValue {
    /// A text on one line, or nothing.
    Line(Option<String>),
    /// A list of such texts.
    List(Vec<String>),
    Levels(Vec<u8>),
    Hours(Vec<Hours>),
    /// One axis of an opinion.
    Axis(Option<f64>),
    /// Paragraphs of a section.
    Paragraphs(Vec<String>),
    /// Labelled values: one, or as many as the record has under that label.
    Labelled(String),
    /// What a person says of an issue.
    Verdict(Verdict),
    /// A value of a person's own, as they wrote it.
    Own(String),
}

/// Reads what a person wrote for a field: lists joined by `|`, sections a paragraph a line, nothing for no value. The
/// error says what is expected.
pub(super) fn parse(field: &Field, text: &str) -> Result<NewValue, Message> {
    let line = clean(text);
    let entries = || line.split('|').map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned);
    let optional = || NewValue::Line(Some(line.clone()).filter(|line| !line.is_empty()));
    Ok(match field {
        Field::Title | Field::Label if line.is_empty() => return Err(message!("write-title")),
        Field::Title | Field::Label | Field::Acronym | Field::Theme => optional(),
        Field::Edition if line.is_empty() || EDITION.is_match(&line) => optional(),
        Field::Edition => return Err(message!("write-edition")),
        Field::Country if line.is_empty() || COUNTRY.is_match(&line) => optional(),
        Field::Country => match country(&format!("en {line}")) {
            Some(code) => NewValue::Line(Some(code.value)),
            None => return Err(message!("write-country")),
        },
        Field::AltTitles | Field::Departments => NewValue::List(entries().collect()),
        Field::JobFamilies => NewValue::List(entries().map(|entry| family(&entry)).collect::<Result<_, _>>()?),
        Field::CertificationCodes => match entries().find(|entry| !is_code(entry)) {
            Some(_) => return Err(message!("write-codes")),
            None => NewValue::List(entries().collect()),
        },
        Field::RncpLevels => NewValue::Levels(entries().map(|entry| level(&entry)).collect::<Result<_, _>>()?),
        Field::Hours => NewValue::Hours(entries().map(|entry| hours(&entry)).collect::<Result<_, _>>()?),
        Field::Relevance | Field::Transposability => NewValue::Axis(axis(&line)?),
        Field::Rome => NewValue::Line(rome(&line)?),
        Field::Section(_) => {
            NewValue::Paragraphs(text.lines().map(clean).filter(|paragraph| !paragraph.is_empty()).collect())
        }
        Field::Labelled(_) => NewValue::Labelled(own(text)),
        Field::Issue(_) => match Verdict::of_word(&line) {
            Some(verdict) => NewValue::Verdict(verdict),
            None => return Err(message!("write-verdict")),
        },
        Field::Own(_) => NewValue::Own(own(text)),
    })
}

/// What a cell of a sheet says, as a correction has it. The error says what is expected.
pub(super) fn from_cell(field: &Field, cell: &str) -> Result<String, Message> {
    let value = harmless(cell);
    if is_error(&value) {
        return Err(message!("formula-error"));
    }
    parse(field, &value).map(|_| plain(&value))
}

fn family(entry: &str) -> Result<String, Message> {
    let mut found = families::families(&clean(entry));
    match (found.values.pop(), found.values.is_empty() && found.unknown.is_empty()) {
        (Some(name), true) => Ok(name.value),
        _ => Err(message!("write-families", names = families::names().collect::<Vec<_>>().join(" | "))),
    }
}

fn level(entry: &str) -> Result<u8, Message> {
    let level = entry.parse().ok().filter(|level| (1..=8).contains(level));
    level.ok_or_else(|| message!("write-levels"))
}

fn hours(entry: &str) -> Result<Hours, Message> {
    let kinds = [HoursKind::Theory, HoursKind::Placement, HoursKind::Total, HoursKind::Vae, HoursKind::Other];
    let parts = entry.split_once(':').and_then(|(value, what)| {
        let what = kinds.into_iter().find(|kind| kind.as_str() == what.trim())?;
        Some(Hours { value: value.trim().parse().ok()?, what })
    });
    parts.ok_or_else(|| message!("write-hours"))
}

fn axis(line: &str) -> Result<Option<f64>, Message> {
    if line.is_empty() {
        return Ok(None);
    }
    let number = line.replace(',', ".").parse::<f64>().ok().filter(|number| (-1.0..=1.0).contains(number));
    number.map(|number| Some(three_decimals(number))).ok_or_else(|| message!("write-axis"))
}

/// `J1508`, also where it is written as tables of candidates have it.
fn rome(line: &str) -> Result<Option<String>, Message> {
    let code = line.to_uppercase();
    let code = code.strip_prefix("ROME").map_or(code.as_str(), |code| code.trim_start_matches([':', ' ']));
    if code.is_empty() {
        return Ok(None);
    }
    let is_rome = is_code(&format!("ROME:{code}"));
    is_rome.then(|| Some(code.to_owned())).ok_or_else(|| message!("write-rome"))
}

fn own(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.chars().filter(|letter| !letter.is_control() || *letter == '\t').collect::<String>())
        .map(|line| line.trim_end().to_owned())
        .collect();
    lines.join("\n").trim().to_owned()
}

/// Puts a value into a record. An axis alone cannot stand: see [`set_opinion`].
pub(super) fn set(record: &mut Record, field: &Field, value: &NewValue) {
    // The entries of a list are others now: its places are those of what the report says.
    if let Some(places) = record.places.get_mut(field.name().as_ref()) {
        places.iter_mut().for_each(|place| place.item = None);
    }
    match (field, value) {
        (Field::Title, NewValue::Line(Some(line))) => record.title.clone_from(line),
        (Field::Label, NewValue::Line(Some(line))) => record.label.clone_from(line),
        (Field::Acronym, NewValue::Line(line)) => record.acronym.clone_from(line),
        (Field::Theme, NewValue::Line(line)) => record.theme.clone_from(line),
        (Field::Edition, NewValue::Line(line)) => record.edition.clone_from(line),
        (Field::Country, NewValue::Line(line)) => record.country.clone_from(line),
        (Field::Rome, NewValue::Line(line)) => record.rome.clone_from(line),
        (Field::AltTitles, NewValue::List(entries)) => record.alt_titles.clone_from(entries),
        (Field::Departments, NewValue::List(entries)) => record.departments.clone_from(entries),
        (Field::JobFamilies, NewValue::List(entries)) => record.job_families.clone_from(entries),
        (Field::CertificationCodes, NewValue::List(entries)) => record.certification_codes.clone_from(entries),
        (Field::RncpLevels, NewValue::Levels(levels)) => record.rncp_levels.clone_from(levels),
        (Field::Hours, NewValue::Hours(hours)) => record.hours.clone_from(hours),
        (Field::Section(key), NewValue::Paragraphs(paragraphs)) => set_section(record, key, paragraphs),
        (Field::Labelled(label), NewValue::Labelled(text)) => set_labelled(record, label, text),
        (Field::Own(name), NewValue::Own(text)) if text.is_empty() => {
            record.extra.remove(name);
        }
        (Field::Own(name), NewValue::Own(text)) => {
            record.extra.insert(name.clone(), text.clone());
        }
        // `parse` makes no other pairs; axes come in twos.
        _ => {}
    }
}

/// Puts the paragraphs where the section stands in the report; at the end, without a heading, where it has none.
fn set_section(record: &mut Record, key: &str, paragraphs: &[String]) {
    if key == "missions" {
        record.missions = paragraphs.to_vec();
    }
    let place = record.sections.iter().position(|section| section.key == key);
    let mut first = place
        .map_or_else(|| Section { key: key.to_owned(), ..Section::default() }, |place| record.sections.remove(place));
    // What stood in further parts of it is in the new text, or meant to go.
    record.sections.retain(|section| section.key != key);
    if paragraphs.is_empty() {
        return;
    }
    first.text = paragraphs.join("\n");
    first.items = paragraphs.to_vec();
    // The items are others now: what is known is where the report's text stands.
    first.item_places.clear();
    let place = place.unwrap_or(record.sections.len()).min(record.sections.len());
    record.sections.insert(place, first);
}

/// Puts the values of a label where they stand; further ones at the end. Several are joined by `|`, one may have it.
fn set_labelled(record: &mut Record, label: &str, text: &str) {
    let count = record.fields.iter().filter(|field| field.name == label).count();
    let values: Vec<&str> = match count {
        0 | 1 => vec![text],
        _ => text.split('|').map(str::trim).collect(),
    };
    let mut values = values.into_iter().filter(|value| !value.is_empty());
    let mut kind = ValueKind::Text;
    record.fields.retain_mut(|field| {
        if field.name != label {
            return true;
        }
        kind = field.kind;
        let Some(value) = values.next() else { return false };
        if field.value != value {
            value.clone_into(&mut field.value);
            field.normalised = measure(kind, value);
        }
        true
    });
    record.fields.extend(values.map(|value| record::Field {
        name: label.to_owned(),
        value: value.to_owned(),
        kind,
        normalised: measure(kind, value),
        places: Vec::new(),
    }));
}

/// Puts both axes into a record, or takes the opinion out. Returns whether they could: one axis alone is no opinion.
pub(super) fn set_opinion(record: &mut Record, relevance: Option<f64>, transposability: Option<f64>) -> bool {
    match (relevance, transposability) {
        (Some(relevance), Some(transposability)) => {
            let places = record.opinion.take().map(|opinion| opinion.places).unwrap_or_default();
            record.opinion = Some(Opinion { relevance, transposability, places });
            true
        }
        (None, None) => {
            record.opinion = None;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Field {
        Field::of_name(name).unwrap()
    }

    /// What a table shows after the text was put into a record.
    fn shown(name: &str, text: &str) -> String {
        let field = field(name);
        let mut record = Record { title: "x".into(), label: "x".into(), ..Record::default() };
        set(&mut record, &field, &parse(&field, text).unwrap());
        field.text(&record)
    }

    #[test]
    fn values_are_read_by_type() {
        for (name, text, expected) in [
            ("label", " Gardien\u{a0}de  quai ", "Gardien de quai"),
            ("acronym", "", ""),
            ("edition", "2025-01", "2025-01"),
            ("country", "CA-QC", "CA-QC"),
            ("country", "Norvège", "NO"),
            ("alt_titles", "Un|Deux | ", "Un | Deux"),
            ("job_families", "soins | systemes d'information", "Soins | Systèmes d’information"),
            ("rncp_levels", "5 | 6", "5 | 6"),
            ("certification_codes", "RNCP34963 | ROME:J1506", "RNCP34963 | ROME:J1506"),
            ("hours", "2100:theory|2400 : placement", "2100:theory | 2400:placement"),
            ("rome", "J1508", "J1508"),
            ("rome", "ROME:j1508", "J1508"),
            ("training", "Un an.\r\n\r\n Deux ans. ", "Un an.\nDeux ans."),
            ("sections.astuces", "Marcher.", "Marcher."),
            ("x_note", " à revoir\r\nvite ", "à revoir\nvite"),
        ] {
            assert_eq!(shown(name, text), expected, "{name}");
        }
        assert_eq!(parse(&field("relevance"), "-0,25"), Ok(NewValue::Axis(Some(-0.25))));
    }

    #[test]
    fn what_does_not_fit_says_how_to_write_it() {
        for (name, text, expected) in [
            ("title", " ", "write a title"),
            ("edition", "janv.-25", "write the edition as 2025"),
            ("country", "Allemange", "write the country as DE"),
            ("job_families", "Soins, jardinage", "write families as Soins |"),
            ("rncp_levels", "9", "write levels from 1 to 8"),
            ("certification_codes", "34963", "write codes as RNCP34963"),
            ("hours", "2100", "write hours as 2100:theory"),
            ("rome", "Infirmier", "write the code as J1508"),
            ("relevance", "1,5", "write a number from -1 to 1"),
            ("transposability", "oui", "write a number from -1 to 1"),
        ] {
            let error = parse(&field(name), text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{name}: {error}");
        }
    }

    #[test]
    fn a_section_keeps_its_place_and_missions_follow_it() {
        let part = |key: &str, text: &str| Section {
            key: key.into(),
            heading: key.to_uppercase(),
            text: text.into(),
            items: vec![text.into()],
            ..Section::default()
        };
        let mut record = Record {
            sections: vec![part("missions", "Un."), part("outlook", "Rien."), part("missions", "Deux.")],
            missions: vec!["Un.".into(), "Deux.".into()],
            ..Record::default()
        };
        let missions = field("missions");
        set(&mut record, &missions, &parse(&missions, "Un.\nTrois.").unwrap());
        assert_eq!(record.missions, ["Un.", "Trois."]);
        let keys: Vec<&str> = record.sections.iter().map(|section| section.key.as_str()).collect();
        assert_eq!(keys, ["missions", "outlook"]);
        assert_eq!(
            (record.sections[0].heading.as_str(), record.sections[0].text.as_str()),
            ("MISSIONS", "Un.\nTrois.")
        );
        set(&mut record, &missions, &parse(&missions, "").unwrap());
        assert!(record.missions.is_empty() && record.sections.len() == 1);
    }
}
