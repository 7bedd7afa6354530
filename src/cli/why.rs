//! `ingest inspect --why`: what lines were taken for, what spoke for it, and what else they could have been.

use std::fmt::Write as _;
use std::path::Path;

use ingest::interpret;
use ingest::layout::layout;
use ingest::profile::recognise;
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

fn describe(out: &mut String, decision: &Decision) -> std::fmt::Result {
    let chosen = decision.chosen.and_then(|chosen| decision.candidates.get(chosen));
    let text = if decision.text.is_empty() { chosen.map_or("", |chosen| chosen.text.as_str()) } else { &decision.text };
    writeln!(out, "\np{} {} · {:.2} · {text}", decision.page, decision.model, decision.probability)?;
    match chosen {
        Some(chosen) => tell(out, decision.model, "is", chosen)?,
        None => writeln!(out, "  is not")?,
    }
    let mut rivals: Vec<&Candidate> = decision
        .candidates
        .iter()
        .enumerate()
        .filter(|(at, _)| Some(*at) != decision.chosen)
        .map(|(_, rival)| rival)
        .collect();
    rivals.sort_by(|a, b| b.score.total_cmp(&a.score));
    rivals.iter().take(RIVALS).try_for_each(|rival| tell(out, decision.model, "not", rival))
}

fn tell(out: &mut String, model: &str, word: &str, candidate: &Candidate) -> std::fmt::Result {
    let reasons = match model {
        "trust" => trust::MODELS.reasons(&candidate.id, &candidate.facts),
        _ => MODELS.reasons(model, &candidate.facts),
    };
    let facts: Vec<String> = reasons.iter().take(FACTS).map(|(name, part)| format!("{name} {part:+.1}")).collect();
    writeln!(out, "  {word} {:.1} {} ({})", candidate.score, candidate.text, facts.join(", "))
}
