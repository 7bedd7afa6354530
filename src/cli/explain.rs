//! `ingest explain RECORD_ID [FIELD]`: where a value of a dataset comes from, how sure it is, and what else it could have
//! been.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;
use ingest::interpret;
use ingest::layout::layout;
use ingest::model::dataset::Dataset;
use ingest::model::field::{Field, SECTION_COLUMNS};
use ingest::model::flow::{Block, Flow, Place};
use ingest::model::message::{Argument, Message};
use ingest::model::outcome::LeftOver;
use ingest::model::record::Record;
use ingest::model::records::Head;
use ingest::profile::recognise;
use ingest::read::ocr::Ocr;
use ingest::read::pdf::Options;
use ingest::settle::decision::Decision;
use ingest::text::hex;
use ingest::trust::{self, Judgement, SURE};
use ingest::{catalogue, message};
use sha2::{Digest, Sha256};

use super::exit::Trouble;
use super::inspect::read_document;
use super::language::{language, say};
use super::run::load_profiles as load;

/// What is asked.
pub(crate) struct Question<'a> {
    /// The record.
    pub(crate) record_id: &'a str,
    /// One field of it, or all.
    pub(crate) field: Option<&'a str>,
    /// The folder that a run wrote.
    pub(crate) output: &'a Path,
    /// The folder or file that it read.
    pub(crate) inputs: &'a Path,
    /// Folder of further profiles.
    pub(crate) profiles: Option<&'a Path>,
}

/// Answers in words.
pub(crate) fn explain(question: &Question<'_>, options: &Options, ocr: &Ocr) -> anyhow::Result<String> {
    let path = question.output.join("jobs.json");
    anyhow::ensure!(path.is_file(), Trouble(message!("no-dataset", path = path.display())));
    let dataset = ingest::dataset::load(&path)?;
    let record = &find(&dataset, question.record_id)?;
    let names = names(record, question.field)?;
    let mut out = String::new();
    writeln!(out, "{} · {}", record.record_id, quoted(&record.title))?;
    let pages = record.pages.map(|[first, last]| match first == last {
        true => format!(", {}", say(&message!("explain-page", page = first))),
        false => format!(", {}", say(&message!("explain-pages", first, last))),
    });
    writeln!(out, "{}{} · {}", record.file, pages.unwrap_or_default(), record.collection)?;
    let evidence = match evidence(question, record, &dataset, options, ocr)? {
        Ok(evidence) => Some(evidence),
        Err(why) => {
            writeln!(out, "{}", say(&why))?;
            None
        }
    };
    for name in names {
        describe(&mut out, record, &name, evidence.as_ref())?;
    }
    let left = evidence.iter().flat_map(|evidence| &evidence.left_over);
    for (index, left) in left.enumerate().filter(|_| question.field.is_none()) {
        if index == 0 {
            writeln!(out, "\n{}", say(&message!("explain-left")))?;
        }
        writeln!(out, "  {}", quoted(&short(&left.text)))?;
        print_places(&mut out, left.place.as_slice(), None)?;
    }
    if question.field.is_none() && !record.issues.is_empty() {
        writeln!(out, "\n{}", say(&message!("explain-issues", issues = record.issues.join(", "))))?;
    }
    Ok(out)
}

fn find(dataset: &Dataset, id: &str) -> anyhow::Result<Record> {
    let heads = dataset.jobs.heads();
    if let Some(place) = heads.iter().position(|job| *job.record_id == *id) {
        return Ok(Arc::unwrap_or_clone(dataset.jobs.get(place)?));
    }
    const NEAR: usize = 3;
    // The file's part is the same for all of its records.
    let name = |id: &'_ str| id.rsplit('/').next().unwrap_or_default().to_owned();
    let alike = |job: &Head| strsim::jaro_winkler(&name(&job.record_id), &name(id));
    let mut near: Vec<(f64, &str)> = heads.iter().map(|job| (alike(job), &*job.record_id)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near: Vec<&str> = near.into_iter().take(NEAR).map(|(_, id)| id).collect();
    bail!(Trouble(message!("explain-no-record", id, near = near.join(", "))))
}

/// The fields to be told: the one asked for, or all that have a value.
fn names(record: &Record, asked: Option<&str>) -> anyhow::Result<Vec<String>> {
    let mut names: Vec<String> = Field::PLAIN.iter().map(|field| field.name().into_owned()).collect();
    for section in &record.sections {
        let name = format!("sections.{}", section.key);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let Some(asked) = asked else {
        names.retain(|name| !values(record, name).is_empty() && (name != "label" || record.label != record.title));
        return Ok(names);
    };
    let asked = if SECTION_COLUMNS.contains(&asked) { format!("sections.{asked}") } else { asked.to_owned() };
    if asked == "opinion" || Field::of_name(&asked).is_some() {
        return Ok(vec![asked]);
    }
    bail!(Trouble(message!("explain-no-field", asked, names = names.join(", "))))
}

fn values(record: &Record, name: &str) -> Vec<String> {
    Field::of_name(name).map(|field| field.entries(record)).unwrap_or_default()
}

/// What the file itself says of a record.
struct Evidence {
    flow: Flow,
    decisions: Vec<Decision>,
    /// Texts of its sheet that are in none of its fields.
    left_over: Vec<LeftOver>,
}

/// Reads the record's file again; the inner error says why that could not be.
fn evidence(
    question: &Question<'_>,
    record: &Record,
    dataset: &Dataset,
    options: &Options,
    ocr: &Ocr,
) -> anyhow::Result<Result<Evidence, Message>> {
    let inputs = question.inputs;
    let path: PathBuf = if inputs.is_file() { inputs.to_path_buf() } else { inputs.join(&record.file) };
    if !path.is_file() {
        return Ok(Err(message!("explain-no-file", path = path.display())));
    }
    let (bytes, _, document, _) = read_document(&path, options, ocr)?;
    let known = dataset.sources.iter().find(|source| source.source_id == record.source_id);
    if known.is_some_and(|source| source.sha256 != hex(&Sha256::digest(&*bytes))) {
        return Ok(Err(message!("explain-other-file", path = path.display())));
    }
    let flow = layout(document);
    let profiles = load(question.profiles)?;
    let ranges = recognise(&flow, &profiles);
    let of_collection = ranges.iter().filter(|range| range.profile.id == record.collection);
    let decisions = of_collection.flat_map(|range| interpret::explained(&flow, range)).collect();
    let found = interpret::interpret(&flow, &profiles);
    let is_own = |near: usize| {
        found.records.get(near).is_some_and(|other| other.title == record.title && other.pages == record.pages)
    };
    let left_over = found.left_over.iter().filter(|left| left.near.is_some_and(is_own)).cloned().collect();
    Ok(Ok(Evidence { flow, decisions, left_over }))
}

fn describe(out: &mut String, record: &Record, name: &str, evidence: Option<&Evidence>) -> std::fmt::Result {
    let values = values(record, name);
    writeln!(out, "\n{name}")?;
    let section = name.strip_prefix("sections.");
    if section.is_none() {
        for value in &values {
            writeln!(out, "  {}", say(&message!("explain-is", value)))?;
        }
        if values.is_empty() && name != "opinion" {
            writeln!(out, "  {}", say(&message!("explain-no-value")))?;
        }
    }
    if let Some(before) = record.before_correction.get(name) {
        writeln!(out, "  {}", say(&message!("explain-corrected", before)))?;
    }
    match section {
        Some(key) => {
            for section in record.sections.iter().filter(|section| section.key == key) {
                if !section.heading.is_empty() {
                    writeln!(out, "  {}", say(&message!("explain-heading", heading = &section.heading)))?;
                }
                for (index, item) in section.items.iter().enumerate() {
                    writeln!(out, "  {} {}", index + 1, quoted(&short(item)))?;
                    let places = section.item_places.get(index).map_or(&[][..], Vec::as_slice);
                    print_places(out, places, None)?;
                }
            }
        }
        None => {
            // Both axes are read off one mark.
            let key = if matches!(name, "relevance" | "transposability") { "opinion" } else { name };
            let places = record.places.get(if key == "label" { "title" } else { key });
            let places: Vec<Place> =
                places.into_iter().flatten().map(|place| Place { page: place.page, bbox: place.bbox }).collect();
            print_places(out, &places, evidence.map(|evidence| &evidence.flow).filter(|_| key != "opinion"))?;
        }
    }
    let judged = if name == "label" { "title" } else { name };
    if let Some(confidence) = record.confidences.get(judged) {
        let why = evidence.map(|evidence| doubts(evidence, record, judged)).unwrap_or_default();
        let confidence_told = catalogue::number_in(language(), &confidence.to_string());
        let told = message!("explain-confidence", confidence = confidence_told);
        let told = match *confidence < SURE && !why.is_empty() {
            true => message!("labelled", label = told, text = why),
            false => told,
        };
        writeln!(out, "  {}", say(&told))?;
    }
    match evidence {
        Some(evidence) => runners_up(out, evidence, record, name),
        None => Ok(()),
    }
}

fn quoted(text: &str) -> String {
    say(&message!("quoted", text))
}

/// Boxes, with what the page prints there where that is asked for.
fn print_places(out: &mut String, places: &[Place], flow: Option<&Flow>) -> std::fmt::Result {
    for place in places {
        let b = place.bbox;
        write!(
            out,
            "    {} [{:.0} {:.0} {:.0} {:.0}]",
            say(&message!("explain-page", page = place.page)),
            b.x0,
            b.y0,
            b.x1,
            b.y1
        )?;
        match flow.map(|flow| printed(flow, *place)).filter(|text| !text.is_empty()) {
            Some(text) => writeln!(out, " {}", say(&message!("explain-prints", text = short(&text))))?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

/// The words of the page within a box.
fn printed(flow: &Flow, place: Place) -> String {
    let mut words: Vec<&str> = Vec::new();
    for line in flow.blocks.iter().chain(&flow.furniture).flat_map(Block::all_lines) {
        if line.place.is_none_or(|known| known.page != place.page) {
            continue;
        }
        for (index, word) in line.words.iter().enumerate() {
            let end = line.words.get(index + 1).map_or(line.text.len(), |next| next.start);
            if place.bbox.grown(0.5).holds_centre_of(&word.bbox) {
                words.extend(line.text.get(word.start..end).map(str::trim));
            }
        }
    }
    words.join(" ")
}

/// What lowers a confidence, in words.
fn doubts(evidence: &Evidence, record: &Record, field: &str) -> String {
    let judged = evidence.decisions.iter().find(|decision| {
        decision.model == "trust"
            && decision.text == record.title
            && record.pages.is_none_or(|[first, _]| first == decision.page)
            && decision.candidates.first().is_some_and(|candidate| candidate.text == field)
    });
    let judgement = judged.and_then(|decision| decision.candidates.first()).map(|candidate| Judgement {
        field: field.to_owned(),
        model: candidate.id.clone(),
        facts: candidate.facts.clone(),
        confidence: candidate.score,
    });
    let reasons = judgement.map(|judgement| trust::in_words(&judgement)).unwrap_or_default();
    reasons.iter().map(say).collect::<Vec<_>>().join("; ")
}

/// The choices that made a field, with what else could have been chosen.
fn runners_up(out: &mut String, evidence: &Evidence, record: &Record, name: &str) -> std::fmt::Result {
    /// Surer choices need no explanation.
    const CLEAR: f64 = 0.99;
    let on_pages = |page: u32| record.pages.is_some_and(|[first, last]| (first..=last).contains(&page));
    let section = name.strip_prefix("sections.");
    for decision in evidence.decisions.iter().filter(|decision| on_pages(decision.page)) {
        let chosen = decision.chosen.and_then(|chosen| decision.candidates.get(chosen));
        let is_about = match (decision.model, section) {
            ("title", None) => name == "title",
            ("theme", None) => name == "theme",
            ("owner", Some(key)) => {
                let told = chosen.map(|candidate| candidate.text.as_str());
                decision.probability < CLEAR && (told == Some(key) || rival(decision) == Some(key))
            }
            ("heading", Some(key)) => chosen.is_some_and(|candidate| candidate.id == key),
            _ => false,
        };
        if !is_about {
            continue;
        }
        let (sure, text) = (Argument::rounded(decision.probability, 2), short(&decision.text));
        let told = match (decision.model, rival(decision)) {
            ("heading", _) => message!("explain-its-heading", text, sure),
            ("owner", next) => {
                let owner = chosen.map_or("none", |candidate| candidate.text.as_str());
                message!("explain-owner", text, owner, sure, next = next.unwrap_or_default())
            }
            (_, Some(next)) => message!("explain-runner-up", sure, next = short(next)),
            (_, None) => message!("explain-no-other", sure),
        };
        writeln!(out, "  {}", say(&told))?;
    }
    Ok(())
}

/// The best of what was not chosen.
fn rival(decision: &Decision) -> Option<&str> {
    let others = decision.candidates.iter().enumerate().filter(|(at, _)| Some(*at) != decision.chosen);
    let others = others.filter(|(_, candidate)| !candidate.text.is_empty());
    others.max_by(|a, b| a.1.score.total_cmp(&b.1.score)).map(|(_, candidate)| candidate.text.as_str())
}

/// The beginning of a text.
fn short(text: &str) -> String {
    const LONGEST: usize = 90;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
