//! Sheet → record: printed text becomes values; what is missing or unclear becomes an issue and lowers the confidence.

use crate::extract::extract;
use crate::model::flow::{Line, Place};
use crate::model::geometry::Rect;
use crate::model::record::{Note, Record, Section};
use crate::model::sheet::{Chart, Extract, Part, Sheet};
use crate::normalise::titles::{TitleLine, TitleParts};
use crate::normalise::{codes, country, departments, families, hours, label, levels, qualifications, text, titles};
use crate::profile::{Form, LabelField, Profile};

/// Makes a record of a sheet, and tells what was read off it; ids, file, edition and confidence are left to the caller.
pub(super) fn record(sheet: &Sheet, profile: &Profile) -> (Record, Extract) {
    let extract = extract(sheet, profile);
    let parts = title_parts(sheet);
    let mut issues = Issues::default();
    let mut record = Record { collection: profile.id.clone(), ..Record::default() };
    record.title.clone_from(&parts.title);
    record.theme = sheet.theme.as_ref().map(|theme| theme.text.clone());
    record.sections = extract.sections.iter().map(section).collect();
    record.missions = items_of(&extract, "missions");
    record.table.clone_from(&extract.table);
    record.pages = pages(sheet, &extract);
    names(&mut record, &parts);
    labelled(&mut record, &extract, &mut issues);
    country_of(&mut record, &extract, &mut issues);
    training(&mut record, &extract, &parts);
    match extract.chart {
        Chart::Read(ref opinion) => record.opinion = Some(opinion.clone()),
        Chart::Unclear => issues.add("opinion-unclear"),
        Chart::None => {}
    }
    notes(&mut record, &extract, &parts);
    missing(&record, sheet, &extract, profile, &mut issues);
    record.issues = issues.codes;
    (record, extract)
}

/// What a person should look at.
#[derive(Default)]
struct Issues {
    codes: Vec<String>,
}

impl Issues {
    fn add(&mut self, code: impl Into<String>) {
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

fn section(part: &Part) -> Section {
    let items: Vec<String> = part.items.iter().map(|item| text::clean(item)).collect();
    Section {
        key: if part.key.is_empty() { text::slug(&part.heading) } else { part.key.clone() },
        heading: without_number(&text::clean(&part.heading), part.key.is_empty()).to_owned(),
        text: items.join("\n"),
        items,
        places: united(&part.places),
    }
}

/// A heading without the number that counts it; one of the report's `own`, which no profile maps, keeps it.
fn without_number(heading: &str, own: bool) -> &str {
    let digits = heading.bytes().take_while(u8::is_ascii_digit).count();
    let rest = heading[digits..].trim_start_matches(['.', ')', '°']);
    let counted = (1..=2).contains(&digits) && rest.len() < heading.len() - digits;
    if counted && !own { rest.trim_start() } else { heading }
}

/// Boxes of one page that lie in one column, united.
fn united(places: &[Place]) -> Vec<Place> {
    let mut united: Vec<Place> = Vec::new();
    for place in places {
        match united.last_mut() {
            Some(last) if last.page == place.page && shares_column(&last.bbox, &place.bbox) => {
                last.bbox = last.bbox.union(&place.bbox)
            }
            _ => united.push(*place),
        }
    }
    united
}

fn shares_column(a: &Rect, b: &Rect) -> bool {
    a.overlap_x(b) > 0.0
}

fn items_of(extract: &Extract, key: &str) -> Vec<String> {
    let parts = extract.sections.iter().filter(|part| part.key == key);
    parts.flat_map(|part| part.items.iter().map(|item| text::clean(item))).collect()
}

fn text_of(extract: &Extract, key: &str) -> String {
    items_of(extract, key).join("\n")
}

/// First and last page of everything in the record.
fn pages(sheet: &Sheet, extract: &Extract) -> Option<[u32; 2]> {
    let title = sheet.title.iter().filter_map(|line| line.place).map(|place| place.page);
    let labels = extract.labels.iter().flat_map(|(_, quote)| quote.places.iter().map(|place| place.page));
    let sections = extract.sections.iter().flat_map(|part| part.places.iter().map(|place| place.page));
    let chart = match &extract.chart {
        Chart::Read(opinion) => opinion.places.iter().map(|place| place.page).collect(),
        _ => Vec::new(),
    };
    let pages: Vec<u32> = title.chain(labels).chain(sections).chain(chart).collect();
    Some([*pages.iter().min()?, *pages.iter().max()?])
}

fn names(record: &mut Record, parts: &TitleParts) {
    record.alt_titles.clone_from(&parts.alt_titles);
    record.acronym.clone_from(&parts.acronym);
    let first_section = record.sections.iter().find(|section| section.key == "definition" || section.key == "context");
    if let Some(section) = first_section {
        let text = section.text.clone();
        if let Some(paragraph) = section.items.first() {
            for name in titles::alt_names_in_first_paragraph(&record.title, record.acronym.as_deref(), paragraph) {
                if !record.alt_titles.contains(&name) && name != record.title {
                    record.alt_titles.push(name);
                }
            }
        }
        if record.acronym.is_none() {
            record.acronym = titles::acronym_in_text(&record.title, &text);
        }
    }
    let acronyms: Vec<&str> = record.acronym.as_deref().into_iter().collect();
    record.label = label::label(&record.title, &acronyms);
}

fn labelled(record: &mut Record, extract: &Extract, issues: &mut Issues) {
    for (field, quote) in &extract.labels {
        if *field == LabelField::JobFamilies.as_str() {
            let found = families::families(&quote.text);
            record.job_families.extend(found.values);
            for unknown in found.unknown {
                issues.add(format!("family-unknown:{unknown}"));
            }
        } else if *field == LabelField::Departments.as_str() {
            record.departments.extend(departments::departments(&quote.text));
        }
    }
}

fn country_of(record: &mut Record, extract: &Extract, issues: &mut Issues) {
    let Some(part) = extract.sections.iter().find(|part| part.key == "context") else { return };
    record.country = country::country(&part.heading);
    let names_place = crate::text::fold(&part.heading).contains("...");
    if record.country.is_none() && names_place {
        issues.add("country-unknown");
    }
}

fn training(record: &mut Record, extract: &Extract, parts: &TitleParts) {
    let training = text_of(extract, "training");
    record.hours = hours::hours(&training);
    record.qualifications = qualifications::qualifications(&training);
    let mut levels = parts.rncp_levels.clone();
    levels.extend(levels::rncp_levels(&training));
    levels.sort_unstable();
    levels.dedup();
    record.rncp_levels = levels;
    let everything: Vec<&str> = record.sections.iter().map(|section| section.text.as_str()).collect();
    for code in codes::codes(&everything.join("\n")) {
        if code.mismatch {
            let issue = format!("code-system-unclear:{}", code.value);
            if !record.issues.contains(&issue) {
                record.issues.push(issue);
            }
        }
        if !record.certification_codes.contains(&code.value) {
            record.certification_codes.push(code.value);
        }
    }
}

fn notes(record: &mut Record, extract: &Extract, parts: &TitleParts) {
    record.notes = extract
        .notes
        .iter()
        .map(|(kind, quote)| Note {
            kind: kind.as_str().to_owned(),
            text: text::clean(&quote.text),
            places: quote.places.clone(),
        })
        .collect();
    let remarks = parts.remarks.iter();
    record.notes.extend(remarks.map(|remark| Note {
        kind: "remark".to_owned(),
        text: remark.clone(),
        places: Vec::new(),
    }));
}

/// Names what the profile expects and the sheet does not have.
fn missing(record: &Record, sheet: &Sheet, extract: &Extract, profile: &Profile, issues: &mut Issues) {
    for code in &record.issues {
        issues.add(code.clone());
    }
    for rule in profile.sections.iter().filter(|rule| rule.required) {
        if !record.sections.iter().any(|section| section.key == rule.key) {
            issues.add(format!("section-missing:{}", rule.key));
        }
    }
    for rule in profile.labels.iter().filter(|rule| rule.required) {
        if !extract.labels.iter().any(|(field, quote)| *field == rule.field.as_str() && !quote.text.is_empty()) {
            issues.add(format!("field-missing:{}", rule.field.as_str()));
        }
    }
    if sheet.theme.is_none() {
        issues.add("field-missing:theme");
    }
    if matches!(profile.form, Some(Form::List { .. })) && record.sections.is_empty() {
        issues.add("section-missing:context");
    }
    if extract.left.iter().any(|block| block.text.chars().count() > 60) {
        issues.add("text-left-out");
    }
}
