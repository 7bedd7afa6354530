//! Diplomas and trainings named in a text, a sentence each.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::codes::codes;
use super::diplomas::{diplomas, may_name};
use super::hours::hours;
use super::levels::{rncp_levels, sentences};
use super::pattern;
use super::text::clean;
use super::values;
use crate::model::qualification::Qualification;

/// Words for diplomas and certificates, whatever their capitals.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?: dipl[ôo]mes? | certificats?\s+(?:de|d['’]|en|universitaires?) | certifications? | licences?\b
            | masters?\b | mast[èe]res? | doctorats? | baccalaur[ée]ats? | bac\s+(?:pro|techno|\+)
            | titres?\s+(?:professionnels?|d['’]|de\s+[a-zà-öø-ÿœ]{4}|à\s+finalité|rncp|inscrits?) | brevets?\s+de
            | attestations?\s+de\s+(?:formation|comp[ée]tences?) | habilitations?\s+(?:à|de) )",
    )
});
/// Their acronyms, in capitals.
static ACRONYM: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:DI?U|DES[CSU]?|BTS|DUT|CQP|CAP|BEP|DEUST|AFGSU)\b"));
/// There is none: "aucun diplôme", "sans certification".
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:aucune?s?|sans|pas\s+(?:de|d['’]))\s*(?:[a-zà-öø-ÿœ]+\s+){0,1}?(?:dipl[ôo]mes?|certifi[a-zà-öø-ÿœ]+|titres?|licences?|masters?|dipl[a-zà-öø-ÿœ]+)",
    )
});

/// A sentence, and where it and the diplomas that it names are in the text, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// What it tells; places are left to the caller.
    pub qualification: Qualification,
    /// Where the sentence is.
    pub span: Range<usize>,
    /// Where each of [`Qualification::named`] is.
    pub named: Vec<Range<usize>>,
}

/// The sentences of a training section that name a diploma, a certificate or a course, with the levels, codes and hours
/// that they tell, and the diplomas. What is only denied ("aucun diplôme n’est exigé") is none.
#[must_use]
pub fn qualifications(training: &str) -> Vec<Told> {
    sentences(training).filter_map(|(start, sentence)| qualification(start, sentence)).collect()
}

fn qualification(start: usize, sentence: &str) -> Option<Told> {
    let diplomas = diplomas(sentence);
    let spans = diplomas.iter().map(|named| start + named.span.start..start + named.span.end).collect();
    let found = Qualification {
        text: clean(sentence),
        rncp_levels: values(rncp_levels(sentence)),
        certification_codes: codes(sentence).into_iter().map(|code| code.value).collect(),
        hours: values(hours(sentence)),
        named: diplomas.into_iter().map(|named| named.diploma).collect(),
        places: Vec::new(),
    };
    let told = !(found.rncp_levels.is_empty() && found.certification_codes.is_empty() && found.hours.is_empty());
    // In a line of capitals any word could be an acronym.
    let acronym = ACRONYM.is_match(sentence) && sentence.chars().any(char::is_lowercase);
    let in_words = || may_name(sentence) && NAMED.is_match(sentence);
    let named = !found.named.is_empty() || ((acronym || in_words()) && !DENIED.is_match(sentence));
    (named || told).then(|| Told { qualification: found, span: start..start + sentence.trim_end().len(), named: spans })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::{Hours, HoursKind};

    #[test]
    fn named() {
        for text in [
            "Un master en information de santé est la voie la plus fréquente.",
            "Un DU « Jardins de soin » existe à Brocéliande.",
            "Titre professionnel de veilleur, inscrit au RNCP.",
            "BTS ou DUT",
            "La passerelle comporte 420 heures de cours.",
            "Voir RNCP 12345.",
        ] {
            assert_eq!(qualifications(text).len(), 1, "{text:?}");
        }
    }

    #[test]
    fn refused() {
        for text in [
            "Aucun diplôme n’est exigé à l’entrée.",
            "Le poste est ouvert sans certification.",
            "On attend de la curiosité et le goût des archives.",
            "LE CAP DES DIX ANS EST PASSÉ",
            "Le titre de la fiche est provisoire.",
            "",
        ] {
            assert_eq!(qualifications(text), [], "{text:?}");
        }
    }

    #[test]
    fn a_sentence_with_what_it_tells() {
        let text =
            "Des stages ont lieu.\nUn diplôme de niveau 6 (RNCP 12345) est délivré. Il compte 300 heures de cours.";
        let told = qualifications(text);
        assert_eq!(&text[told[1].span.clone()], "Il compte 300 heures de cours.");
        let found: Vec<Qualification> = told.into_iter().map(|told| told.qualification).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text, "Un diplôme de niveau 6 (RNCP 12345) est délivré.");
        assert_eq!(found[0].rncp_levels, [6]);
        assert_eq!(found[0].certification_codes, ["RNCP12345"]);
        assert_eq!(found[1].hours, [Hours { value: 300, what: HoursKind::Theory }]);
    }
}
