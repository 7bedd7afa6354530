//! A document's text → what it describes: recognition, segmentation, extraction and normalisation put together.

use crate::message;
use crate::model::dataset::Coverage;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::flow::{Block, Flow, Line, Place};
use crate::model::message::Argument;
use crate::model::outcome::LeftOver;
use crate::model::passage::Passage;
use crate::model::record::Record;
use crate::model::sheet::{Extract, Sheet};
use crate::normalise::edition::{MONTHS, edition};
use crate::normalise::text::clean;
use crate::profile::{Form, Profile, ProfileSet, Range, Tied, recognise};
use crate::segment::{self, segment};
use crate::settle::decision::{Candidate, Decision};
use crate::text::fold;
use crate::trust::{self, Judgement, Understood};

use left_out::Account;

mod expected;
mod labelled;
mod left_out;
mod parents;
mod places;
mod record;

/// The most that is said of a sheet that was read from plain text.
const PLAIN: f64 = 0.85;

/// What a document describes.
#[derive(Debug, Clone, Default)]
pub struct Interpretation {
    /// The collections whose profiles recognised it, in page order; empty when none did.
    pub collections: Vec<Collection>,
    /// The document's title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// What it says of its own date.
    pub edition: Option<String>,
    /// Records in reading order; ids, file and source are left empty, the dataset stage fills them.
    pub records: Vec<Record>,
    /// What a person should look at.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a part of the document could not be placed.
    pub partial: bool,
    /// Text of a recognised document that is in no record: outside the job sheets, or in a sheet and in none of its
    /// sections. Page furniture is not among it.
    pub left_over: Vec<LeftOver>,
    /// Where the text of a recognised document ended.
    pub coverage: Option<Coverage>,
}

/// A collection that a document belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collection {
    /// The profile's id.
    pub id: String,
    /// The profile's version.
    pub version: u32,
    /// Whether its documents describe jobs: false for, say, press articles.
    pub has_jobs: bool,
}

/// Recognises a document and extracts its records.
#[must_use]
pub fn interpret(flow: &Flow, profiles: &ProfileSet) -> Interpretation {
    of_ranges(flow, &recognise(flow, profiles))
}

/// As [`interpret`], of stretches that are known.
#[must_use]
pub fn of_ranges(flow: &Flow, ranges: &[Range<'_>]) -> Interpretation {
    let mut found = Interpretation { title: title(flow), edition: document_edition(flow), ..Interpretation::default() };
    let mut account = Account::default();
    for range in ranges {
        found.diagnostics.extend(range.tied.iter().map(|tied| tie(range, tied)));
        found.collections.push(Collection {
            id: range.profile.id.clone(),
            version: range.profile.version,
            has_jobs: range.profile.form.is_some(),
        });
        read_range(flow, range, &mut found, &mut account);
    }
    if !ranges.is_empty() {
        let in_none = |(index, _): &(usize, &Block)| !ranges.iter().any(|range| range.blocks.contains(index));
        for (_, block) in flow.blocks.iter().enumerate().filter(in_none) {
            found.left_over.extend(left_over(block, nearest(&found.records, block.first_page())));
            account.add_left([block.clone()]);
        }
        found.coverage = Some(account.coverage(flow));
    }
    found
}

/// Two profiles fit a stretch alike: one of them reads it, and a person should know which.
fn tie(range: &Range<'_>, tied: &Tied) -> Diagnostic {
    let (id, threshold) = (&range.profile.id, range.profile.threshold);
    let message = message!(
        "profiles-tie",
        id,
        score = range.score,
        threshold,
        other = &tied.id,
        other_score = tied.score,
        other_threshold = tied.threshold
    );
    Diagnostic::new(Severity::Warning, "profiles-tie", message)
}

/// Reads the records of a range.
fn read_range(flow: &Flow, range: &Range<'_>, found: &mut Interpretation, account: &mut Account) {
    let sheets = segment(flow, range);
    let (titled, untitled): (Vec<&Sheet>, Vec<&Sheet>) = sheets.iter().partition(|sheet| !sheet.title.is_empty());
    for sheet in untitled {
        let mut diagnostic = Diagnostic::new(Severity::Warning, "title-missing", message!("title-missing"));
        diagnostic.page = sheet.blocks.iter().find_map(|part| part.block.first_page());
        found.diagnostics.push(diagnostic);
        found.partial = true;
    }
    let understood = understood(&titled, range.profile);
    let judged = trust::judge(&understood, range.profile);
    let first = found.records.len();
    for (this, judged) in understood.into_iter().zip(judged) {
        let (mut record, Extract { left, notes, .. }) = (this.record, this.extract);
        notes.iter().for_each(|(_, note)| account.add_note(note));
        record.edition.clone_from(&found.edition);
        tell_confidence(&mut record, &judged, &mut found.diagnostics);
        if flow.sides.is_empty() && matches!(range.profile.form, Some(Form::Sheets(_))) {
            // Without positions, nothing but the order of the lines tells whose a text is.
            record.confidences.values_mut().for_each(|confidence| *confidence = confidence.min(PLAIN));
            record.confidence = record.confidence.min(PLAIN);
            record.issues.push("plain-text".to_owned());
        }
        found.diagnostics.extend(left_out::sheet_diagnostics(&left, &record.title));
        found.left_over.extend(left.iter().flat_map(|block| left_over(block, Some(found.records.len()))));
        account.add_left(left);
        found.records.push(record);
    }
    parents::assign(&mut found.records[first..], range.profile);
    found.diagnostics.extend(expected::diagnostics(&found.records[first..], range.profile));
    let outside = account.outside(flow, range, &sheets);
    if range.profile.form.is_some() {
        found.diagnostics.extend(left_out::outside_diagnostics(&outside));
    }
    found
        .left_over
        .extend(outside.iter().flat_map(|block| left_over(block, nearest(&found.records, block.first_page()))));
    account.add_left(outside);
}

/// A block that is in no record, page by page.
fn left_over(block: &Block, near: Option<usize>) -> Vec<LeftOver> {
    let lines: Vec<Line> = block.all_lines().cloned().collect();
    let page = |line: &Line| line.place.map(|place| place.page);
    lines
        .chunk_by(|a, b| page(a) == page(b))
        .map(|lines| {
            let places = lines.iter().filter_map(|line| line.place);
            let place = places.reduce(|a, b| Place { bbox: a.bbox.union(&b.bbox), ..a });
            LeftOver { place, text: clean(&Passage::of_lines(lines).text), near }
        })
        .collect()
}

/// The record that a page belongs to, or the last one before it.
fn nearest(records: &[Record], page: Option<u32>) -> Option<usize> {
    let page = page?;
    let on_page = |record: &Record| record.pages.is_some_and(|[first, last]| (first..=last).contains(&page));
    let before = |record: &Record| record.pages.is_some_and(|[_, last]| last < page);
    records.iter().position(on_page).or_else(|| records.iter().rposition(before))
}

fn understood<'s>(sheets: &[&'s Sheet], profile: &Profile) -> Vec<Understood<'s>> {
    let understand = |sheet: &&'s Sheet| {
        let (record, extract) = record::record(sheet, profile);
        Understood { record, sheet, extract }
    };
    sheets.iter().map(understand).collect()
}

/// Sets the confidences of a record, and names the fields that are unsure with what speaks against them.
fn tell_confidence(record: &mut Record, judged: &[Judgement], diagnostics: &mut Vec<Diagnostic>) {
    record.confidences = trust::confidences(judged);
    record.confidence = record.confidences.values().copied().fold(1.0, f64::min);
    let unsure: Vec<&Judgement> = judged.iter().filter(|judgement| judgement.confidence < trust::SURE).collect();
    for judgement in &unsure {
        // The whole is unsure for the same reasons as its fields.
        if judgement.field == "record" && unsure.len() > 1 {
            continue;
        }
        record.issues.push(format!("unsure:{}", judgement.field));
        let why = trust::in_words(judgement);
        let confidence = Argument::rounded(record.confidences.get(&judgement.field).copied().unwrap_or_default(), 2);
        let (title, field, reasons) = (&record.title, &judgement.field, why.len());
        let message =
            message!("unsure", title, field, confidence, reasons, why = why.into_iter().collect::<Argument>());
        let mut diagnostic = Diagnostic::new(Severity::Warning, "unsure", message);
        diagnostic.record_id = Some(record.title.clone());
        diagnostic.field = Some(judgement.field.clone());
        diagnostic.page = record.pages.map(|[first, _]| first);
        diagnostics.push(diagnostic);
    }
}

/// The choices that were made over a range of a document, those about trust last.
#[must_use]
pub fn explained(flow: &Flow, range: &Range<'_>) -> Vec<Decision> {
    let (sheets, mut decisions) = segment::explained(flow, range);
    let titled: Vec<&Sheet> = sheets.iter().filter(|sheet| !sheet.title.is_empty()).collect();
    let understood = understood(&titled, range.profile);
    for (sheet, (this, judged)) in understood.iter().zip(trust::judge(&understood, range.profile)).enumerate() {
        decisions.extend(judged.into_iter().map(|judgement| Decision {
            model: "trust",
            sheet,
            page: this.record.pages.map_or(0, |[first, _]| first),
            text: this.record.title.clone(),
            candidates: vec![Candidate {
                text: judgement.field,
                id: judgement.model,
                facts: judgement.facts,
                score: judgement.confidence,
            }],
            chosen: Some(0),
            probability: judgement.confidence,
            ..Decision::default()
        }));
    }
    decisions
}

/// The document's title: the most prominent text of its first page, else what its metadata say.
fn title(flow: &Flow) -> Option<String> {
    let first = flow.blocks.iter().take_while(|block| block.first_page().is_none_or(|page| page == 1));
    let largest = first
        .filter(|block| block.is_heading() && block.text.chars().count() <= 160)
        .reduce(|best, block| if block.style.size > best.style.size { block } else { best });
    largest.map(|block| block.text.clone()).or_else(|| flow.title.clone().filter(|title| !title.trim().is_empty()))
}

/// The document's own date: a date that stands alone on a line, on its first page, in its furniture, or anywhere.
fn document_edition(flow: &Flow) -> Option<String> {
    /// A longer text with a date speaks of something else.
    const LONGEST: usize = 45;
    let lines = flow.blocks.iter().chain(&flow.furniture).flat_map(|block| &block.lines);
    let mut counts: std::collections::BTreeMap<String, (usize, usize)> = std::collections::BTreeMap::new();
    // No date is without figures.
    let has_figures = |line: &Line| line.text.chars().any(char::is_numeric);
    for (place, line) in lines.enumerate().filter(|(_, line)| has_figures(line)) {
        let folded = fold(&line.text);
        if folded.chars().count() <= LONGEST
            && is_date_line(&folded)
            && let Some(date) = edition(&line.text)
        {
            let entry = counts.entry(date).or_insert((0, place));
            entry.0 += 1;
        }
    }
    // The date printed most often; the first of them where that is none.
    counts.into_iter().max_by(|a, b| a.1.0.cmp(&b.1.0).then(b.1.1.cmp(&a.1.1))).map(|(date, _)| date)
}

/// A date, perhaps introduced by "publié le" or "édition", and nothing else.
fn is_date_line(folded: &str) -> bool {
    const INTRODUCING: &[&str] = &[
        "publie", "le", "edition", "version", "du", "de", "mis", "mise", "a", "jour", "en", "date", "paru", "parution",
        "-", ":", "1er", "h",
    ];
    let is_number = |word: &str| {
        word.chars().any(|c| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || "/-.:h".contains(c))
    };
    let mut dated = false;
    for word in folded.split(' ').map(|word| word.trim_end_matches([',', ':', '.'])) {
        dated |= MONTHS.contains(&word) || word.contains('/') || word == "edition";
        if !(is_number(word) || MONTHS.contains(&word) || INTRODUCING.contains(&word) || word.is_empty()) {
            return false;
        }
    }
    dated
}
