//! What is known of each field of a record.

use std::collections::BTreeMap;

use crate::model::flow::Place;
use crate::model::record::Section;
use crate::model::sheet::Chart;
use crate::text::{ends_sentence, fold, is_capitals, starts_lower};

use super::shown::Shown;
use super::{Judgement, Understood};
use crate::linear::flag;

/// Facts by name; what is not named is 0.
pub type Facts = BTreeMap<&'static str, f64>;

/// How unsure a choice was, 0 (sure) to 1; `unjudged` tells that there was none.
fn doubt(facts: &mut Facts, name: &'static str, probability: Option<f64>) {
    const MOST: f64 = 7.0;
    match probability {
        Some(probability) => {
            let odds = (probability / (1.0 - probability).max(1e-9)).max(1e-9).ln().clamp(-2.0, MOST);
            facts.insert(name, (MOST - odds) / (MOST + 2.0));
        }
        None => drop(facts.insert("unjudged", 1.0)),
    }
}

fn facts(named: &[(&'static str, f64)]) -> Facts {
    let mut facts: Facts = named.iter().copied().filter(|(_, fact)| *fact != 0.0).collect();
    facts.insert("bias", 1.0);
    facts
}

/// The fields of a record, each with the kind of its model and its facts.
#[must_use]
pub fn of(this: &Understood<'_>, shown: &Shown) -> Vec<(String, &'static str, Facts)> {
    let mut fields = vec![
        ("title".to_owned(), "title", title(this, shown)),
        ("theme".to_owned(), "theme", theme(this, shown)),
        ("alt_titles".to_owned(), "alt_titles", names(this, shown)),
    ];
    for (field, values) in [("job_families", &this.record.job_families), ("departments", &this.record.departments)] {
        if shown.with_label(field, !values.is_empty()) > 0.0 || !values.is_empty() {
            fields.push((field.to_owned(), "label", label(this, shown, field, values)));
        }
    }
    if shown.opinions > 0 || this.extract.chart != Chart::None {
        fields.push(("opinion".to_owned(), "opinion", opinion(this, shown)));
    }
    let sections = this.record.sections.iter();
    fields.extend(sections.map(|part| (format!("sections.{}", part.key), "section", section(this, shown, part))));
    fields
}

/// Letters of the sheet that ended in no field.
fn left(this: &Understood<'_>) -> f64 {
    let letters: usize = this.extract.left.iter().map(|block| block.text.chars().count()).sum();
    (1.0 + letters as f64).ln() / 8.0
}

fn title(this: &Understood<'_>, shown: &Shown) -> Facts {
    let title = this.record.title.as_str();
    let words = title.split_whitespace().count();
    let count = |wanted: &[char]| title.chars().filter(|c| wanted.contains(c)).count();
    let own_capitals = is_capitals(title);
    let capitals = shown.share(shown.capitals, own_capitals);
    let mut facts = facts(&[
        ("words", (words as f64).min(12.0) / 12.0),
        ("one-word", flag(words == 1)),
        ("long", flag(title.chars().count() > 80)),
        ("sentence", flag(ends_sentence(title))),
        ("lower", flag(starts_lower(title))),
        ("digit", flag(title.starts_with(|c: char| c.is_ascii_digit()))),
        ("colon", flag(title.contains(':'))),
        ("open", flag(ends_open(title))),
        ("unbalanced", flag(count(&['(']) != count(&[')']) || count(&['«']) != count(&['»']))),
        ("other-look", 1.0 - shown.same_look(this)),
        ("repeated", flag(shown.is_repeated(title))),
        ("capitals-unlike", if own_capitals { 1.0 - capitals } else { capitals }),
        ("lines", (this.sheet.title.len() as f64).min(5.0) / 5.0),
        ("few-records", flag(shown.records < 3)),
        ("left", left(this)),
    ]);
    doubt(&mut facts, "doubt", this.sheet.sureness.title);
    facts
}

fn theme(this: &Understood<'_>, shown: &Shown) -> Facts {
    let theme = this.record.theme.as_deref().unwrap_or_default();
    let own = this.record.theme.is_some();
    let share = shown.share(shown.with_theme, own);
    let mut facts = facts(&[
        ("none", flag(!own)),
        ("none-unlike", if own { 0.0 } else { share }),
        ("some-unlike", if own { 1.0 - share } else { 0.0 }),
        ("alone", flag(own && shown.records > 3 && !shown.shares_theme(theme))),
        ("open", flag(ends_open(theme))),
        ("digit", flag(theme.starts_with(|c: char| c.is_ascii_digit()))),
        ("words", (theme.split_whitespace().count() as f64).min(12.0) / 12.0),
        ("sentence", flag(own && ends_sentence(theme))),
        ("few-records", flag(shown.records < 3)),
    ]);
    doubt(&mut facts, "doubt", this.sheet.sureness.theme);
    doubt(&mut facts, "title-doubt", this.sheet.sureness.title);
    facts
}

fn names(this: &Understood<'_>, shown: &Shown) -> Facts {
    let names = &this.record.alt_titles;
    let own = !names.is_empty();
    let share = shown.share(shown.names, own);
    let acronym = shown.share(shown.acronyms, this.record.acronym.is_some());
    let mut facts = facts(&[
        ("none-unlike", if own { 0.0 } else { share }),
        ("some-unlike", if own { 1.0 - share } else { 0.0 }),
        ("acronym-unlike", if this.record.acronym.is_some() { 1.0 - acronym } else { acronym }),
        ("names", (names.len() as f64).min(4.0) / 4.0),
        ("one-word", flag(names.iter().any(|name| !name.contains(' ')))),
        ("long", flag(names.iter().any(|name| name.split_whitespace().count() > 7))),
        ("joined", flag(names.iter().any(|name| fold(name).contains(" ou ")))),
        ("sentence", flag(names.iter().any(|name| ends_sentence(name)))),
        ("left", left(this)),
    ]);
    doubt(&mut facts, "title-doubt", this.sheet.sureness.title);
    doubt(&mut facts, "theme-doubt", this.sheet.sureness.theme);
    facts
}

fn label(this: &Understood<'_>, shown: &Shown, field: &str, values: &[String]) -> Facts {
    let quotes: Vec<&str> = this
        .extract
        .labels
        .iter()
        .filter(|label| label.field == field)
        .map(|label| label.value.text.as_str())
        .collect();
    let text = quotes.join(" ");
    let unknown = this.record.issues.iter().any(|issue| issue.starts_with("family-unknown"));
    let mut facts = facts(&[
        ("missing", flag(values.is_empty())),
        ("missing-unlike", if values.is_empty() { shown.with_label(field, false) } else { 0.0 }),
        ("unknown", flag(unknown && field == "job_families")),
        ("several", flag(quotes.len() > 1)),
        ("open", flag(ends_open(&text))),
        ("sentence", flag(text.contains(". ") || ends_sentence(&text))),
        ("values", (values.len() as f64).min(6.0) / 6.0),
        ("long", flag(values.iter().any(|value| value.chars().count() > 75))),
        ("lower", flag(starts_lower(&text))),
        ("left", left(this)),
    ]);
    doubt(&mut facts, "title-doubt", this.sheet.sureness.title);
    facts
}

fn opinion(this: &Understood<'_>, shown: &Shown) -> Facts {
    let read = matches!(this.extract.chart, Chart::Read(_));
    facts(&[
        ("unclear", flag(this.extract.chart == Chart::Unclear)),
        ("missing-unlike", if read { 0.0 } else { shown.share(shown.opinions, false) }),
        ("some-unlike", if read { 1.0 - shown.share(shown.opinions, true) } else { 0.0 }),
    ])
}

/// Whether a text ends in a word that calls for another.
fn ends_open(text: &str) -> bool {
    const LINKS: [&str; 16] =
        ["de", "des", "du", "la", "le", "les", "et", "ou", "en", "a", "au", "aux", "d'", "l'", "pour", "par"];
    /// Letters that tell its last word.
    const LAST: usize = 24;
    let start = text.char_indices().rev().nth(LAST).map_or(0, |(at, _)| at);
    let folded = fold(&text[start..]);
    folded.ends_with([',', '-', '/', '(']) || folded.rsplit(' ').next().is_some_and(|word| LINKS.contains(&word))
}

/// How many columns of pages places in reading order stand in.
fn columns(places: &[Place]) -> usize {
    let mut columns: Vec<Place> = Vec::new();
    for place in places {
        match columns.last_mut() {
            Some(last) if last.page == place.page && last.bbox.overlap_x(&place.bbox) > 0.0 => {
                last.bbox = last.bbox.union(&place.bbox);
            }
            _ => columns.push(*place),
        }
    }
    columns.len()
}

fn section(this: &Understood<'_>, shown: &Shown, section: &Section) -> Facts {
    let items = &section.items;
    let own: Vec<f64> = this
        .sheet
        .sureness
        .paragraphs
        .iter()
        .filter(|(key, _)| *key == section.key)
        .map(|(_, probability)| *probability)
        .collect();
    let loose = this.sheet.sureness.paragraphs.iter().filter(|(key, _)| key.is_empty()).map(|(_, p)| *p);
    let share = |wanted: &dyn Fn(&String) -> bool| {
        items.iter().filter(|item| wanted(item)).count() as f64 / items.len().max(1) as f64
    };
    let breaks = items.windows(2).filter(|pair| !ends_sentence(&pair[0]) && !pair[0].ends_with([':', ';', ',']));
    let broken = breaks.filter(|pair| starts_lower(&pair[1])).count();
    let ended = ends_sentence(&section.text);
    // Lists often have no full stops at all.
    let stops = if items.len() < 2 { 1.0 } else { share(&|item| ends_sentence(item)) };
    let letters = section.text.chars().count();
    let boxes = columns(&section.places);
    let pages = section.places.iter().map(|place| place.page).collect::<std::collections::BTreeSet<_>>().len();
    let same = this.record.sections.iter().filter(|other| other.key == section.key).count();
    let mapped = !section.heading.is_empty() && this.extract.sections.iter().any(|part| part.key == section.key);
    let mut facts = facts(&[
        ("first-lower", flag(items.first().is_some_and(|item| starts_lower(item)))),
        ("open", flag(ends_open(&section.text))),
        ("unended", if ended { 0.0 } else { shown.ended(&section.key) * stops }),
        ("colon", flag(section.text.trim_end().ends_with(':'))),
        ("broken", (broken as f64).min(3.0) / 3.0),
        ("short-items", share(&|item| item.chars().count() < 6)),
        ("digit-items", share(&|item| item.starts_with(|c: char| c.is_ascii_digit()))),
        ("capital-items", share(&|item| is_capitals(item) && item.len() > 5)),
        ("glued", flag(is_glued(&section.text))),
        ("spaced", flag(has_loose_letters(&section.text))),
        ("address", flag(section.text.contains("www.") || section.text.contains("http"))),
        ("items", (items.len() as f64).min(20.0) / 20.0),
        ("short", flag(letters < 40)),
        ("letters", (1.0 + letters as f64).ln() / 10.0),
        ("boxes", (boxes.saturating_sub(1) as f64).min(3.0) / 3.0),
        ("pages", (pages.saturating_sub(1) as f64).min(2.0)),
        ("twice", flag(same > 1)),
        ("alone", 1.0 - shown.with_section(&section.key, true)),
        ("unmapped", flag(!mapped)),
        ("table", flag(this.record.table.is_some())),
        ("few-records", flag(shown.records < 3)),
        ("left", left(this)),
    ]);
    doubt(&mut facts, "doubt", own.iter().copied().reduce(f64::min));
    doubt(&mut facts, "loose-doubt", loose.reduce(f64::min).or(Some(1.0)));
    doubt(&mut facts, "heading-doubt", this.sheet.sureness.headings);
    facts.insert("refused", this.sheet.sureness.refused.unwrap_or_default());
    facts
}

/// Whether two words stand without a blank between them, or a word with a number: `joursLes`, `soins2`.
fn is_glued(text: &str) -> bool {
    // The last four letters.
    let mut four = ['\0'; 4];
    text.chars().any(|letter| {
        four = [four[1], four[2], four[3], letter];
        let glued = (four[2].is_uppercase() && letter.is_lowercase())
            || (four[2].is_ascii_digit() && !letter.is_alphanumeric());
        glued && four[0].is_lowercase() && four[1].is_lowercase()
    })
}

/// Whether letters stand alone that are no words.
fn has_loose_letters(text: &str) -> bool {
    let words = || text.split_whitespace();
    words()
        .filter(|word| word.chars().count() == 1 && word.chars().all(|c| c.is_lowercase() && !"aày".contains(c)))
        .count()
        > 0
}

/// What is known of a record as a whole; `others` is how many wrong fields the other records of the document lead to
/// expect.
#[must_use]
pub fn whole(this: &Understood<'_>, shown: &Shown, fields: &[Judgement], others: f64) -> Facts {
    let least = fields.iter().map(|field| field.confidence).fold(1.0, f64::min);
    let (missing, alone) = shown.odd_sections(this);
    let required = this.record.issues.iter().filter(|issue| issue.starts_with("section-missing")).count();
    let fields_missing = this.record.issues.iter().filter(|issue| issue.starts_with("field-missing")).count();
    let mut facts = facts(&[
        ("sum-of-doubts", super::doubt(fields).min(4.0) / 4.0),
        ("others", others.min(4.0) / 4.0),
        ("missing", (missing as f64).min(3.0) / 3.0),
        ("alone", (alone as f64).min(3.0) / 3.0),
        ("required", flag(required > 0)),
        ("fields-missing", flag(fields_missing > 0)),
        ("left", left(this)),
        ("other-pages", 1.0 - shown.same_pages(this)),
        ("few-records", flag(shown.records < 3)),
    ]);
    doubt(&mut facts, "least", Some(least));
    facts.insert("refused", this.sheet.sureness.refused.unwrap_or_default());
    facts
}
