//! How far each value of a record may be trusted: facts about how it came about, weighed by models that were fitted on
//! reports with known values.
//!
//! [`mod@fields`] lists what is known of each field, [`mod@shown`] what the other records of the document show.

pub mod fields;
pub mod shown;
mod words;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::linear::{Models, logistic};
use crate::model::record::{Kind, Record};
use crate::model::sheet::{Extract, Sheet};
use crate::profile::{Form, Profile};

use fields::Facts;
use shown::Shown;
pub use words::in_words;

/// The weights, fitted by `src/trust/fit/`.
pub static MODELS: LazyLock<Models> = LazyLock::new(|| Models::parse(include_str!("weights.toml")));

/// From this confidence on, a value is called sure.
pub const SURE: f64 = 0.9;

/// A record with what it was made from.
#[derive(Debug)]
pub struct Understood<'a> {
    /// The record.
    pub record: Record,
    /// Its sheet.
    pub sheet: &'a Sheet,
    /// What was read off the sheet.
    pub extract: Extract,
}

/// What is known of one field of a record, and how sure that makes it.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The field: `title`, `sections.missions`, …; `record` for the whole.
    pub field: String,
    /// The model that weighed the facts.
    pub model: String,
    /// The facts.
    pub facts: Facts,
    /// The confidence, 0 to 1.
    pub confidence: f64,
}

/// Judges the records of one range of a document: for each record its fields, the whole last. Sheets of one kind are
/// compared with each other.
#[must_use]
pub fn judge(understood: &[Understood<'_>], profile: &Profile) -> Vec<Vec<Judgement>> {
    let mut judged: Vec<Vec<Judgement>> = vec![Vec::new(); understood.len()];
    for kind in Kind::ALL {
        let of_kind: Vec<usize> =
            (0..understood.len()).filter(|index| understood[*index].record.kind == kind).collect();
        let alike: Vec<&Understood<'_>> = of_kind.iter().map(|index| &understood[*index]).collect();
        for (index, judgements) in of_kind.into_iter().zip(judge_alike(&alike, profile)) {
            judged[index] = judgements;
        }
    }
    judged
}

fn judge_alike(understood: &[&Understood<'_>], profile: &Profile) -> Vec<Vec<Judgement>> {
    let form = match &profile.form {
        Some(Form::Chapter { .. }) => "chapter",
        Some(Form::List { .. }) => "list",
        _ => "page",
    };
    let shown = Shown::of(understood);
    let fields: Vec<Vec<Judgement>> = understood
        .iter()
        .map(|this| {
            let judged = |(field, kind, facts): (String, &str, Facts)| {
                let model = format!("{form}.{kind}");
                let confidence = confidence(&model, &facts);
                Judgement { field, model, facts, confidence }
            };
            // Where a value is not looked for, none is missing.
            let labelled = |field: &str| profile.labels.iter().any(|label| label.fills() == field);
            let wanted = |field: &str| match field {
                "theme" => profile.theme || this.record.theme.is_some(),
                "job_families" | "departments" => labelled(field),
                _ => true,
            };
            fields::of(this, &shown).into_iter().filter(|(field, ..)| wanted(field)).map(judged).collect()
        })
        .collect();
    let doubts: Vec<f64> = fields.iter().map(|fields| doubt(fields)).collect();
    understood
        .iter()
        .zip(fields)
        .enumerate()
        .map(|(place, (this, mut fields))| {
            let others = doubts.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, doubt)| doubt);
            let others = others.sum::<f64>() / (doubts.len().max(2) - 1) as f64;
            let facts = fields::whole(this, &shown, &fields, others);
            let model = format!("{form}.record");
            let confidence = confidence(&model, &facts);
            fields.push(Judgement { field: "record".to_owned(), model, facts, confidence });
            fields
        })
        .collect()
}

/// How many wrong fields are to be expected.
fn doubt(fields: &[Judgement]) -> f64 {
    fields.iter().map(|field| -field.confidence.max(1e-3).ln()).sum()
}

fn confidence(model: &str, facts: &Facts) -> f64 {
    /// What is said where nothing was fitted.
    const UNKNOWN: f64 = 0.9;
    if !MODELS.has(model) {
        return UNKNOWN;
    }
    logistic(facts.iter().map(|(name, fact)| MODELS.weight(model, name) * fact).sum())
}

/// The confidences by field, as records hold them.
#[must_use]
pub fn confidences(judged: &[Judgement]) -> BTreeMap<String, f64> {
    judged.iter().map(|judgement| (judgement.field.clone(), hundredths(judgement.confidence))).collect()
}

/// Rounded down: what is below a limit stays below it.
fn hundredths(value: f64) -> f64 {
    (value * 100.0).floor() / 100.0
}
