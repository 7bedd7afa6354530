//! Which claims of headings hold: the lines' own facts, and what the whole document shows of the look of its headings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::model::flow::Style;
use crate::text::{ends_sentence, is_capitals, starts_lower};

use super::claims::{Form, HeadingClaim};
use super::decision::{Candidate, Decision};
use super::unit::{Unit, look_of};
use super::weights::{Weights, flag, logistic};

/// What is known of a claim.
pub const FACTS: [&str; 28] = [
    "bias",
    "colon",
    "dash",
    "stop",
    "look",
    "changes-look",
    "keeps-look",
    "opens-paragraph",
    "inside-paragraph",
    "whole-paragraph",
    "bold",
    "larger",
    "much-larger",
    "smaller",
    "capitals",
    "coloured",
    "marker",
    "numbered",
    "furniture",
    "sideways",
    "alone-as-body",
    "support",
    "no-support",
    "words",
    "ends-open",
    "lower-case",
    "others-on-page",
    "rivals-on-page",
];

static WEIGHTS: LazyLock<Weights<28>> = LazyLock::new(|| Weights::of("heading", &FACTS));

/// The judgements as decisions, with what follows each heading.
#[must_use]
pub fn decisions(units: &[Unit], judged: &[Judged<'_>], held: &[usize]) -> Vec<Decision> {
    let one = |(index, judged): (usize, &Judged<'_>)| {
        let claim = &judged.claim;
        let rest = match claim.cut {
            Some(cut) => units[claim.last].line.text[cut..].to_owned(),
            None => units.get(claim.last + 1).map(|unit| unit.line.text.clone()).unwrap_or_default(),
        };
        let candidate = Candidate::new(rest, claim.rule.key.clone(), &FACTS, &judged.facts, &WEIGHTS);
        Decision {
            model: "heading",
            sheet: 0,
            page: units[claim.first].page,
            text: text_of(units, claim),
            context: Vec::new(),
            candidates: vec![candidate],
            chosen: held.contains(&index).then_some(0),
            probability: judged.probability,
        }
    };
    judged.iter().enumerate().map(one).collect()
}

/// The look of a heading, as far as headings of one report share it.
type Look = (i32, bool, bool, (u8, u8, u8), Form, bool);

/// A claim with its facts and the probability that it holds.
#[derive(Debug, Clone)]
pub struct Judged<'p> {
    /// The claim.
    pub claim: HeadingClaim<'p>,
    /// Its facts.
    pub facts: [f64; 28],
    /// The probability that it holds.
    pub probability: f64,
}

fn style_of(units: &[Unit], claim: &HeadingClaim<'_>) -> Style {
    let unit = &units[claim.first];
    match claim.cut {
        Some(cut) if claim.first == claim.last => look_of(&unit.line, 0, cut),
        _ => unit.style(),
    }
}

fn look(units: &[Unit], claim: &HeadingClaim<'_>) -> Look {
    let style = style_of(units, claim);
    // A colon that the profile's label asks for is one thing on a line of its own and before text.
    let colour = style.colour;
    (
        (style.size * 2.0).round() as i32,
        style.bold,
        style.italic,
        (colour.0, colour.1, colour.2),
        if claim.cut.is_none() { Form::Alone } else { Form::Colon },
        is_capitals(&text_of(units, claim)),
    )
}

/// The heading's words as printed.
#[must_use]
pub fn text_of(units: &[Unit], claim: &HeadingClaim<'_>) -> String {
    let mut text = String::new();
    for (index, unit) in units.iter().enumerate().take(claim.last + 1).skip(claim.first) {
        let line = &unit.line.text;
        let line = match claim.cut.filter(|_| index == claim.last) {
            Some(cut) => &line[..cut],
            None => line,
        };
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line.trim());
    }
    text
}

/// Judges claims; `body` is the look of the running text.
#[must_use]
pub fn judge<'p>(units: &[Unit], claims: Vec<HeadingClaim<'p>>, body: Style) -> Vec<Judged<'p>> {
    // What headings of different sections share is the look of headings.
    let mut keys_of: BTreeMap<Look, BTreeSet<&str>> = BTreeMap::new();
    let mut all: BTreeSet<&str> = BTreeSet::new();
    let mut on_page: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    for claim in &claims {
        keys_of.entry(look(units, claim)).or_default().insert(&claim.rule.key);
        all.insert(&claim.rule.key);
        *on_page.entry((units[claim.first].page, &claim.rule.key)).or_default() += 1;
    }
    let facts: Vec<[f64; 28]> = claims
        .iter()
        .map(|claim| {
            let unit = &units[claim.first];
            let style = style_of(units, claim);
            let text = text_of(units, claim);
            let opens = claim.first == 0 || units[claim.first - 1].paragraph != unit.paragraph;
            let closes = units.get(claim.last + 1).is_none_or(|next| next.paragraph != unit.paragraph);
            let keys = keys_of.get(&look(units, claim)).map_or(0, BTreeSet::len);
            let support = if all.len() > 1 { (keys - 1) as f64 / (all.len() - 1) as f64 } else { 0.0 };
            let page = unit.page;
            let others = on_page.range((page, "")..).take_while(|((on, _), _)| *on == page);
            let others = others.filter(|((_, key), _)| *key != claim.rule.key).count();
            let rivals = on_page.get(&(page, claim.rule.key.as_str())).map_or(0, |count| count - 1);
            let ratio = if body.size > 0.0 { style.size / body.size } else { 1.0 };
            let capitals = is_capitals(&text);
            let coloured = style.colour != body.colour;
            let bold = style.bold && !body.bold;
            let plain = !capitals && !coloured && !bold && ratio < 1.06 && style.italic == body.italic;
            let before = claim.first.checked_sub(1).map(|at| &units[at]);
            let open_before = !opens
                && before.is_some_and(|before| !ends_sentence(&before.line.text) && !before.line.text.ends_with(':'));
            [
                1.0,
                flag(claim.form == Form::Colon),
                flag(claim.form == Form::Dash),
                flag(claim.form == Form::Stop),
                flag(claim.form == Form::Look),
                flag(claim.changes_look),
                flag(claim.cut.is_some() && !claim.changes_look),
                flag(opens),
                flag(!opens && plain),
                flag(opens && closes && claim.cut.is_none()),
                flag(bold),
                flag(ratio > 1.06),
                flag(ratio > 1.4),
                flag(ratio < 0.94),
                flag(capitals),
                flag(coloured),
                flag(unit.line.marker.is_some()),
                flag(claim.numbered),
                flag(unit.furniture),
                flag(unit.sideways()),
                flag(claim.cut.is_none() && plain && !unit.plain()),
                support,
                flag(keys <= 1 && all.len() > 2),
                (text.split_whitespace().count() as f64).min(12.0) / 6.0,
                flag(open_before),
                flag(starts_lower(&text)),
                (others as f64).min(4.0) / 4.0,
                (rivals as f64).min(3.0) / 3.0,
            ]
        })
        .collect();
    claims
        .into_iter()
        .zip(facts)
        .map(|(claim, facts)| Judged { claim, probability: logistic(WEIGHTS.score(&facts)), facts })
        .collect()
}

/// Of the claims that hold, those that do not speak of the same lines; the surest first, then in reading order.
#[must_use]
pub fn settle<'p>(judged: &[Judged<'p>]) -> Vec<usize> {
    /// From this probability on, a claim holds.
    const HOLDS: f64 = 0.5;
    let mut order: Vec<usize> = (0..judged.len()).filter(|index| judged[*index].probability >= HOLDS).collect();
    order.sort_by(|a, b| judged[*b].probability.total_cmp(&judged[*a].probability).then(a.cmp(b)));
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut held = Vec::new();
    for index in order {
        let claim = &judged[index].claim;
        if (claim.first..=claim.last).all(|line| !taken.contains(&line)) {
            taken.extend(claim.first..=claim.last);
            held.push(index);
        }
    }
    held.sort_by_key(|index| (judged[*index].claim.first, *index));
    held
}
