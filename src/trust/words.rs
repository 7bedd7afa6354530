//! Why a value is unsure, in words.

use super::{Judgement, MODELS};
use crate::message;
use crate::model::message::Message;

/// What a fact says, where it speaks against a value, or against the whole record.
fn phrase(fact: &str, whole: bool) -> Option<Message> {
    Some(match fact {
        "missing" if whole => message!("unsure-lacks-section"),
        "alone" if whole => message!("unsure-odd-section"),
        "doubt" | "title-doubt" | "theme-doubt" => message!("unsure-rival"),
        "loose-doubt" => message!("unsure-loose-text"),
        "heading-doubt" => message!("unsure-heading"),
        "refused" => message!("unsure-no-heading"),
        "other-look" => message!("unsure-other-look"),
        "repeated" => message!("unsure-repeated"),
        "capitals-unlike" => message!("unsure-capitals"),
        "open" => message!("unsure-cut"),
        "unended" => message!("unsure-no-stop"),
        "first-lower" | "lower" => message!("unsure-small-letter"),
        "sentence" => message!("unsure-sentence"),
        "unbalanced" => message!("unsure-parenthesis"),
        "digit" | "digit-items" => message!("unsure-numbers"),
        "colon" => message!("unsure-colon"),
        "one-word" => message!("unsure-one-word"),
        "long" => message!("unsure-long"),
        "short" | "short-items" => message!("unsure-short"),
        "broken" => message!("unsure-broken"),
        "glued" => message!("unsure-glued"),
        "spaced" => message!("unsure-spaced"),
        "address" => message!("unsure-address"),
        "none" | "none-unlike" | "missing" | "missing-unlike" => message!("unsure-missing"),
        "some-unlike" | "alone" => message!("unsure-alone"),
        "unknown" => message!("unsure-unknown"),
        "several" => message!("unsure-label-twice"),
        "unclear" => message!("unsure-chart"),
        "left" => message!("unsure-left"),
        "boxes" | "pages" => message!("unsure-boxes"),
        "twice" => message!("unsure-heading-twice"),
        "unmapped" => message!("unsure-unmapped"),
        "joined" => message!("unsure-joined"),
        "required" | "fields-missing" => message!("unsure-required"),
        "other-pages" => message!("unsure-pages"),
        "others" => message!("unsure-others"),
        "least" | "sum-of-doubts" => message!("unsure-fields"),
        _ => return None,
    })
}

/// Why a value is unsure: what speaks against it most.
#[must_use]
pub fn in_words(judgement: &Judgement) -> Vec<Message> {
    const MOST: usize = 2;
    let against = MODELS.reasons(&judgement.model, &judgement.facts).into_iter().filter(|(_, part)| *part < -0.2);
    let mut phrases: Vec<Message> = Vec::new();
    let whole = judgement.field == "record";
    for phrase in against.filter_map(|(fact, _)| phrase(fact, whole)) {
        if phrases.len() < MOST && !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    phrases
}
