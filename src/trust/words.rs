//! Why a value is unsure, in words.

use super::{Judgement, MODELS};

/// What a fact says, where it speaks against a value, or against the whole record.
fn phrase(fact: &str, whole: bool) -> Option<&'static str> {
    Some(match fact {
        "missing" if whole => "it lacks a section that the other jobs have",
        "alone" if whole => "it has a section that hardly any other job has",
        "doubt" | "title-doubt" | "theme-doubt" => "another text fits nearly as well",
        "loose-doubt" => "a text of the sheet may belong to it",
        "heading-doubt" => "a heading of the sheet may be none",
        "refused" => "a line of the sheet may be a heading",
        "other-look" => "it looks unlike the other titles",
        "repeated" => "another job has the same",
        "capitals-unlike" => "the others are set otherwise in capitals",
        "open" => "it seems cut at its end",
        "unended" => "it ends without a full stop, unlike the others",
        "first-lower" | "lower" => "it begins with a small letter",
        "sentence" => "it reads like a sentence",
        "unbalanced" => "a parenthesis is open",
        "digit" | "digit-items" => "numbers are left in it",
        "colon" => "it ends with a colon or holds one",
        "one-word" => "it is a single word",
        "long" => "it is long",
        "short" | "short-items" => "it is very short",
        "broken" => "a sentence goes on in another paragraph",
        "glued" => "words are joined without a blank",
        "spaced" => "letters stand alone",
        "address" => "an address is in it",
        "none" | "none-unlike" | "missing" | "missing-unlike" => "the other jobs have one",
        "some-unlike" | "alone" => "hardly any other job has one",
        "unknown" => "a value is in no vocabulary",
        "several" => "its label stands twice",
        "unclear" => "the mark in the chart is unclear",
        "left" => "text of the sheet is in no field",
        "boxes" | "pages" => "it goes over columns or pages",
        "twice" => "its heading stands twice",
        "unmapped" => "the profile does not know its heading",
        "joined" => "two names may be one",
        "required" | "fields-missing" => "something that the profile requires is missing",
        "other-pages" => "it has other pages than the other jobs",
        "others" => "other jobs of the document are unsure",
        "least" | "sum-of-doubts" => "some of its fields are unsure",
        _ => return None,
    })
}

/// Why a value is unsure: what speaks against it most.
#[must_use]
pub fn in_words(judgement: &Judgement) -> String {
    const MOST: usize = 2;
    let against = MODELS.reasons(&judgement.model, &judgement.facts).into_iter().filter(|(_, part)| *part < -0.2);
    let mut phrases: Vec<&str> = Vec::new();
    let whole = judgement.field == "record";
    for phrase in against.filter_map(|(fact, _)| phrase(fact, whole)) {
        if phrases.len() < MOST && !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    phrases.join("; ")
}
