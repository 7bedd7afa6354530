//! `ingest inspect --why`: what lines were taken for, what spoke for it, and what else they could have been.

use std::fmt::Write as _;
use std::path::Path;

use ingest::inspect::html::Claim;
use ingest::interpret;
use ingest::layout::layout;
use ingest::model::flow::Flow;
use ingest::profile::{Range, recognise};
use ingest::read::ocr::Ocr;
use ingest::read::pdf::Options;
use ingest::settle::decision::{Candidate, Decision};
use ingest::settle::weights::MODELS;
use ingest::trust;

use super::args::WhyForm;
use super::inspect::read_document;
use super::run::load_profiles as load;

/// How many facts and rivals are told of a choice.
const FACTS: usize = 5;
const RIVALS: usize = 2;

/// The choices that were made over a file, as text; of one page when `page` (1-based) is given.
pub(crate) fn why(
    path: &Path,
    page: Option<u32>,
    form: WhyForm,
    profiles: Option<&Path>,
    options: &Options,
    ocr: &Ocr,
) -> anyhow::Result<String> {
    let (_, _, document, _) = read_document(path, options, ocr)?;
    let flow = layout(document);
    let profiles = load(profiles)?;
    let mut out = String::new();
    for range in recognise(&flow, &profiles) {
        if form == WhyForm::Text {
            writeln!(out, "{} (score {})", range.profile.id, range.score)?;
        }
        let decisions = interpret::explained(&flow, &range);
        for decision in decisions.iter().filter(|decision| page.is_none_or(|page| decision.page == page)) {
            match form {
                WhyForm::Text => describe(&mut out, decision)?,
                WhyForm::Json => writeln!(out, "{}", serde_json::to_string(decision)?)?,
            }
        }
    }
    Ok(out)
}

/// The choices that were made over a range of a document, for a page that shows it.
pub(super) fn claims(flow: &Flow, range: &Range<'_>) -> Vec<Claim> {
    let claim = |decision: &Decision| {
        let chosen = decision.chosen.and_then(|chosen| decision.candidates.get(chosen));
        let text = if decision.text.is_empty() { chosen.map_or("", |chosen| &chosen.text) } else { &decision.text };
        Claim {
            page: decision.page,
            what: chosen.map_or(decision.model.to_owned(), |chosen| match decision.text.is_empty() {
                true => decision.model.to_owned(),
                false => format!("{}: {}", decision.model, chosen.text),
            }),
            text: text.to_owned(),
            probability: decision.probability,
            is_chosen: chosen.is_some(),
            reasons: chosen.map(|chosen| reasons(decision.model, chosen)).unwrap_or_default(),
            rivals: rivals(decision).map(|rival| format!("{:.1} {}", rival.score, rival.text)).collect(),
        }
    };
    interpret::explained(flow, range).iter().map(claim).collect()
}

fn describe(out: &mut String, decision: &Decision) -> std::fmt::Result {
    let chosen = decision.chosen.and_then(|chosen| decision.candidates.get(chosen));
    let text = if decision.text.is_empty() { chosen.map_or("", |chosen| chosen.text.as_str()) } else { &decision.text };
    writeln!(out, "\np{} {} · {:.2} · {text}", decision.page, decision.model, decision.probability)?;
    match chosen {
        Some(chosen) => tell(out, decision.model, "is", chosen)?,
        None => writeln!(out, "  is not")?,
    }
    rivals(decision).try_for_each(|rival| tell(out, decision.model, "not", rival))
}

/// What was not chosen, the likeliest first.
fn rivals(decision: &Decision) -> impl Iterator<Item = &Candidate> {
    let others = decision.candidates.iter().enumerate().filter(|(at, _)| Some(*at) != decision.chosen);
    let mut rivals: Vec<&Candidate> = others.map(|(_, rival)| rival).collect();
    rivals.sort_by(|a, b| b.score.total_cmp(&a.score));
    rivals.into_iter().take(RIVALS)
}

fn tell(out: &mut String, model: &str, word: &str, candidate: &Candidate) -> std::fmt::Result {
    writeln!(out, "  {word} {:.1} {} ({})", candidate.score, candidate.text, reasons(model, candidate).join(", "))
}

/// What speaks for and against a candidate, the weightiest first.
fn reasons(model: &str, candidate: &Candidate) -> Vec<String> {
    let reasons = match model {
        "trust" => trust::MODELS.reasons(&candidate.id, &candidate.facts),
        _ => MODELS.reasons(model, &candidate.facts),
    };
    reasons.iter().take(FACTS).map(|(name, part)| format!("{name} {part:+.1}")).collect()
}
