//! Sheet → record: printed text becomes values; what is missing or unclear becomes an issue and lowers the confidence.

use crate::extract::extract;
use crate::model::flow::{Line, Place};
use crate::model::passage::{Passage, boxes};
use crate::model::record::{Field, Note, Record, Section, ValueKind};
use crate::model::sheet::{Chart, Extract, NoteKind, Part, Sheet, TitlePart};
use crate::normalise::measures::measure;
use crate::normalise::titles::{TitleLine, TitleParts};
use crate::normalise::{codes, country, hours, label, levels, qualifications, text, titles};
use crate::profile::{Form, Profile};

use super::labelled::labelled;
use super::places::{Places, of_name};

/// Makes a record of a sheet, and tells what was read off it; ids, file, edition and confidence are left to the caller.
pub(super) fn record(sheet: &Sheet, profile: &Profile) -> (Record, Extract) {
    let extract = extract(sheet, profile);
    let parts = title_parts(sheet);
    let texts = Texts::of(&extract);
    let mut places = Places::default();
    let mut issues = Issues::default();
    let mut record = Record { collection: profile.id.clone(), kind: sheet.kind, ..Record::default() };
    record.title.clone_from(&parts.title);
    record.theme = sheet.theme.as_ref().map(|theme| theme.text.clone());
    places.add("theme", None, sheet.theme.iter().flat_map(Passage::places).collect());
    record.sections = extract.sections.iter().zip(&texts.sections).map(|(part, items)| section(part, items)).collect();
    record.missions = texts.items_of(&extract, "missions").map(|item| item.text.clone()).collect();
    record.tables.clone_from(&extract.tables);
    record.table = extract.tables.first().cloned();
    record.pages = pages(sheet, &extract);
    let title = Passage::joined(sheet.title.iter().map(|line| Passage::of_lines(std::slice::from_ref(line))), " ");
    names(&mut record, &parts, &title, &texts, &mut places);
    told_apart(&mut record, sheet, &mut places);
    labelled(&mut record, &extract, profile, &mut issues, &mut places);
    country_of(&mut record, &extract, &mut issues, &mut places);
    let training = texts.all_of(&extract, "training");
    qualified(&mut record, &training, &mut places);
    rncp_levels(&mut record, (&parts, &title), &training, &mut places);
    match extract.chart {
        Chart::Read(ref opinion) => {
            places.add("opinion", None, opinion.places.clone());
            record.opinion = Some(opinion.clone());
        }
        Chart::Unclear => issues.add("opinion-unclear"),
        Chart::None => {}
    }
    certification_codes(&mut record, &extract, &texts, &mut issues, &mut places);
    notes(&mut record, &extract, &parts, &title);
    missing(&record, sheet, &extract, profile, &mut issues);
    record.issues = issues.codes;
    record.places = places.finish();
    (record, extract)
}

/// What a person should look at.
#[derive(Default)]
pub(super) struct Issues {
    codes: Vec<String>,
}

impl Issues {
    pub(super) fn add(&mut self, code: impl Into<String>) {
        let code = code.into();
        if !self.codes.contains(&code) {
            self.codes.push(code);
        }
    }
}

fn title_parts(sheet: &Sheet) -> TitleParts {
    let same = |line: &Line, other: Option<&Line>| {
        let (style, other) = (line.style, other?.style);
        (other.size > 0.0).then(|| (other.size - style.size).abs() < 0.06 * other.size && other.italic == style.italic)
    };
    let before = |index: usize| index.checked_sub(1).map(|before| &sheet.title[before]);
    let title_line = |(index, line): (usize, &Line)| TitleLine {
        text: line.text.clone(),
        same_style_as_first: same(line, sheet.title.first()),
        same_style_as_before: same(line, before(index)),
    };
    let lines: Vec<TitleLine> = sheet.title.iter().enumerate().map(title_line).collect();
    titles::parse_title(&lines)
}

/// The passage with its text clean.
pub(super) fn clean(passage: &Passage) -> Passage {
    if text::is_clean(&passage.text) { passage.clone() } else { passage.map(text::cleaned) }
}

/// The texts of a sheet's sections, clean, with the places of their words.
struct Texts {
    /// The items of each section.
    sections: Vec<Vec<Passage>>,
}

impl Texts {
    fn of(extract: &Extract) -> Self {
        Self { sections: extract.sections.iter().map(|part| part.items.iter().map(clean).collect()).collect() }
    }

    /// The items of all sections of a key.
    fn items_of(&self, extract: &Extract, key: &str) -> impl Iterator<Item = &Passage> {
        let parts = extract.sections.iter().zip(&self.sections);
        parts.filter(move |(part, _)| part.key == key).flat_map(|(_, items)| items)
    }

    /// The text of all sections of a key, a line an item.
    fn all_of(&self, extract: &Extract, key: &str) -> Passage {
        Passage::joined(self.items_of(extract, key), "\n")
    }
}

fn section(part: &Part, items: &[Passage]) -> Section {
    let heading = text::clean(&part.heading.text);
    Section {
        key: if part.key.is_empty() { text::slug(&part.heading.text) } else { part.key.clone() },
        heading: without_number(&heading, part.key.is_empty()).to_owned(),
        text: items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join("\n"),
        items: items.iter().map(|item| item.text.clone()).collect(),
        places: boxes(items.iter().flat_map(|item| &item.words).map(|word| word.place)),
        item_places: items.iter().map(Passage::places).collect(),
    }
}

/// A heading without the number that counts it; one of the report's `own`, which no profile maps, keeps it.
fn without_number(heading: &str, own: bool) -> &str {
    let digits = heading.bytes().take_while(u8::is_ascii_digit).count();
    let rest = heading[digits..].trim_start_matches(['.', ')', '°']);
    let counted = (1..=2).contains(&digits) && rest.len() < heading.len() - digits;
    if counted && !own { rest.trim_start() } else { heading }
}

/// First and last page of everything in the record.
fn pages(sheet: &Sheet, extract: &Extract) -> Option<[u32; 2]> {
    let title = sheet.title.iter().filter_map(|line| line.place).map(|place| place.page);
    let labels = extract.labels.iter().map(|label| &label.value);
    let sections = extract.sections.iter().flat_map(|part| std::iter::once(&part.heading).chain(&part.items));
    let words = labels.chain(sections).flat_map(|text| &text.words).map(|word| word.place.page);
    let chart = match &extract.chart {
        Chart::Read(opinion) => opinion.places.as_slice(),
        _ => &[],
    };
    let pages = title.chain(words).chain(chart.iter().map(|place| place.page));
    pages.map(|page| [page, page]).reduce(|all, page| [all[0].min(page[0]), all[1].max(page[1])])
}

/// The names of the job: `title` is the text of its title block.
fn names(record: &mut Record, parts: &TitleParts, title: &Passage, texts: &Texts, places: &mut Places) {
    record.alt_titles.clone_from(&parts.alt_titles);
    record.acronym.clone_from(&parts.acronym);
    places.add("title", None, of_name(&record.title, title));
    for (item, name) in record.alt_titles.iter().enumerate() {
        places.add("alt_titles", Some(item), of_name(name, title));
    }
    if let Some(acronym) = &record.acronym {
        places.add("acronym", None, of_name(acronym, title));
    }
    let first = record.sections.iter().position(|section| section.key == "definition" || section.key == "context");
    if let Some(items) = first.map(|first| &texts.sections[first]) {
        if let Some(paragraph) = items.first() {
            let acronym = record.acronym.as_deref();
            for name in titles::alt_names_in_first_paragraph(&record.title, acronym, &paragraph.text) {
                if !record.alt_titles.contains(&name) && name != record.title {
                    places.add("alt_titles", Some(record.alt_titles.len()), of_name(&name, paragraph));
                    record.alt_titles.push(name);
                }
            }
        }
        if record.acronym.is_none() {
            let text = Passage::joined(items, "\n");
            record.acronym = titles::acronym_in_text(&record.title, &text.text);
            if let Some(acronym) = &record.acronym {
                places.add("acronym", None, of_name(acronym, &text));
            }
        }
    }
    let acronyms: Vec<&str> = record.acronym.as_deref().into_iter().collect();
    record.label = label::label(&record.title, &acronyms);
}

/// What the patterns of a profile tell of a title block.
fn told_apart(record: &mut Record, sheet: &Sheet, places: &mut Places) {
    if let Some(number) = &sheet.number {
        places.add("number", None, number.places());
        record.number = Some(text::clean(&number.text));
    }
    for (part, told) in &sheet.parts {
        let value = text::clean(&told.text);
        match part {
            TitlePart::Other if !record.alt_titles.contains(&value) => {
                places.add("alt_titles", Some(record.alt_titles.len()), told.places());
                record.alt_titles.push(value);
            }
            TitlePart::Acronym => {
                places.add("acronym", None, told.places());
                record.acronym = Some(value);
            }
            TitlePart::Code => record.fields.push(Field {
                name: "code".to_owned(),
                normalised: measure(ValueKind::Code, &value),
                value,
                kind: ValueKind::Code,
                places: told.places(),
            }),
            TitlePart::Other => {}
        }
    }
}

fn country_of(record: &mut Record, extract: &Extract, issues: &mut Issues, places: &mut Places) {
    let Some(part) = extract.sections.iter().find(|part| part.key == "context") else { return };
    match country::country(&part.heading.text) {
        Some(found) => {
            places.add("country", None, part.heading.places_of(&found.span));
            record.country = Some(found.value);
        }
        None if crate::text::fold(&part.heading.text).contains("...") => issues.add("country-unknown"),
        None => {}
    }
}

/// What the sections on training tell of diplomas and hours.
fn qualified(record: &mut Record, training: &Passage, places: &mut Places) {
    for told in qualifications::qualifications(&training.text) {
        let mut qualification = told.qualification;
        qualification.places = training.places_of(&told.span);
        for (diploma, span) in qualification.named.iter_mut().zip(&told.named) {
            diploma.places = training.places_of(span);
        }
        record.qualifications.push(qualification);
    }
    for (item, found) in hours::hours(&training.text).into_iter().enumerate() {
        places.add("hours", Some(item), training.places_of(&found.span));
        record.hours.push(found.value);
    }
}

/// Levels that the title block or the sections on training tell, ascending.
fn rncp_levels(record: &mut Record, (parts, title): (&TitleParts, &Passage), training: &Passage, places: &mut Places) {
    let of_title = parts.rncp_levels.iter().map(|level| (*level, of_name(&level.to_string(), title)));
    let told = levels::rncp_levels(&training.text).into_iter();
    let told = told.map(|found| (found.value, training.places_of(&found.span)));
    let mut levels: Vec<(u8, Vec<Place>)> = of_title.chain(told).collect();
    levels.sort_by_key(|(level, _)| *level);
    levels.dedup_by_key(|(level, _)| *level);
    for (item, (level, stands)) in levels.into_iter().enumerate() {
        places.add("rncp_levels", Some(item), stands);
        record.rncp_levels.push(level);
    }
}

fn certification_codes(
    record: &mut Record,
    extract: &Extract,
    texts: &Texts,
    issues: &mut Issues,
    places: &mut Places,
) {
    // A heading may tell what the codes below it are ("Fiches ROME de rattachement").
    let heading = |part: &Part| {
        let folded = crate::text::fold(&part.heading.text);
        ["rome", "rncp", "code"].iter().any(|word| folded.contains(word)).then(|| part.heading.clone())
    };
    let may_tell = |text: &Passage| codes::may_tell(&text.text);
    let parts = || extract.sections.iter().zip(&texts.sections);
    if !parts().any(|(part, items)| may_tell(&part.heading) || items.iter().any(may_tell)) {
        return;
    }
    let headed = parts().map(|(part, items)| {
        let items = Passage::joined(items, "\n");
        Passage::joined(heading(part).into_iter().chain([items]), " : ")
    });
    let everything = Passage::joined(headed, "\n");
    for code in codes::codes(&everything.text) {
        if code.mismatch {
            issues.add(format!("code-system-unclear:{}", code.value));
        }
        if !record.certification_codes.contains(&code.value) {
            places.add("certification_codes", Some(record.certification_codes.len()), everything.places_of(&code.span));
            record.certification_codes.push(code.value);
        }
    }
}

fn notes(record: &mut Record, extract: &Extract, parts: &TitleParts, title: &Passage) {
    record.notes = extract
        .notes
        .iter()
        .map(|(kind, text)| {
            let part = |from: usize, to: usize| text.text.get(from..to).map(|part| text::clean(part.trim()));
            let (value, label) = match kind {
                NoteKind::Figure(length) => (part(0, *length), part(*length, text.text.len())),
                _ => (None, None),
            };
            Note { kind: kind.as_str().to_owned(), text: text::clean(&text.text), value, label, places: text.places() }
        })
        .collect();
    let remarks = parts.remarks.iter();
    record.notes.extend(remarks.map(|remark| Note {
        kind: "remark".to_owned(),
        text: remark.clone(),
        value: None,
        label: None,
        places: of_name(remark, title),
    }));
}

/// Names what the profile expects and the sheet does not have.
fn missing(record: &Record, sheet: &Sheet, extract: &Extract, profile: &Profile, issues: &mut Issues) {
    for rule in profile.sections.iter().filter(|rule| rule.required && rule.is_of(sheet.kind)) {
        if !record.sections.iter().any(|section| section.key == rule.key) {
            issues.add(format!("section-missing:{}", rule.key));
        }
    }
    for rule in profile.labels.iter().filter(|rule| rule.required) {
        if !extract.labels.iter().any(|label| label.rule == rule.index && !label.value.text.is_empty()) {
            issues.add(format!("field-missing:{}", rule.mark_name()));
        }
    }
    if profile.theme && record.theme.is_none() {
        issues.add("field-missing:theme");
    }
    if matches!(profile.form, Some(Form::List { .. })) && record.sections.is_empty() {
        issues.add("section-missing:context");
    }
    if extract.left.iter().any(|block| Passage::of(block).text.chars().count() > 60) {
        issues.add("text-left-out");
    }
}
