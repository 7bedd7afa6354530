//! Training durations printed in hours.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::levels::sentences;
use super::pattern;
use crate::model::record::{Hours, HoursKind};

/// A number of hours; after the first one in a sentence, "de stage" and the like may follow without the unit.
static HOURS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?P<value>[0-9]{1,3}(?:[\s.][0-9]{3})+|[0-9]+)(?:\s*(?P<unit>heures?|h)\b|(?P<bare>\s+(?:de|en)\s+(?:stages?|cours|th[ée]orie|pratique|formation)\b))",
    )
});

/// Straight after the hours: hours of work, of the clock, per day, of delay.
static NOT_TRAINING_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^\s*(?:
            (?:par|/)\s*(?:jours?|nuits?|semaines?|mois|ans?|ann[ée]es?|patients?|visites?|s[ée]ances?|personnes?)
            | sur\s+24 | /\s*[0-9] | [0-9] | hebdomadaires? | quotidiennes? | journali[èe]res? | mensuelles? | annuelles?
            | suppl[ée]mentaires? | apr[èe]s | avant | plus\s+tard | qui\s+suivent | suivant | seulement\s+apr
            | d['’]\s*(?:astreinte|attente|intervention|accompagnement|ouverture|absence|affil[ée]e|amplitude)
            | de\s+(?:travail(?:\s+(?:par|effectif|salari))|travail\s*$|service|garde|d[ée]lai|repos|permanence|sommeil|pr[ée]sence|transport|soins?\b|route|vol)
        )",
    )
});
/// Straight before them.
static NOT_TRAINING_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)(?: (?:dans|sous|apr[èe]s|toutes|pendant|d[èe]s|vers|jusqu['’][àa]|d[ée]lai\s+de|semaines?\s+de|en\s+moins\s+de|premi[èe]res?|ouvert[a-z]*\s+de)\s+(?:les\s+|l['’])? | [0-9]\s*[/x×]\s* | j\s*\+\s* )$",
    )
});
/// "4 heures de cours par semaine": a rate.
static RATE_AFTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[^,;.()0-9]{0,40}\bpar\s+(?:jour|nuit|semaine|mois|an|année|semestre)\b"));
/// "8 heures à 20 heures": the clock.
static CLOCK_AFTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*(?:à|et|-|–)\s*[0-9]{1,2}\s*(?:h\b|heures?)"));
static CLOCK_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)[0-9]\s*(?:h|heures?)(?:\s*[0-9][0-9])?\s*(?:à|et|-|–)\s*$"));

static OF_PLACEMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*\)\s*(?:de|en)\s+stages?\b|^\s*(?:(?:sont|seront)\s+(?:consacrées|dédiées|effectuées|passées)\s+)?(?:de\s+|d['’]|en\s+|au\s+|aux\s+|à\s+des\s+)?(?:[a-zà-öø-ÿœ-]+\s+){0,2}?(?:stages?\b|mise en situation|immersion|(?:formation|enseignements?|pratique|apprentissages?) (?:pratiques?|cliniques?|professionnels? en milieu|en milieu|en entreprise|en situation)|milieu professionnel|entreprise\b|alternance chez)",
    )
});
static OF_BOTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[^,;.()]{0,40}th[ée]ori(?:e|ques?)\s*(?:et|/)\s*(?:de\s+(?:la\s+)?)?(?:pratiques?|stages?|cliniques?)",
    )
});
static OF_THEORY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*(?:de\s+|d['’]|en\s+)?(?:[a-zà-öø-ÿœ-]+\s+){0,2}?(?:cours\b|th[ée]ori(?:e|ques?)\b|enseignements?\b|formation th[ée]orique|travaux dirig[ée]s)",
    )
});
static OF_EXPERIENCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s*(?:d['’]|de\s+)(?:exp[ée]riences?|exercice|activit[ée]s?|pratique|travail)"));
static OF_TRAINING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*(?:de\s+|d['’]|pour\s+(?:la\s+|cette\s+))(?:[a-zà-öø-ÿœ-]+\s+){0,1}?(?:formation|cursus|parcours de formation|programme|apprentissage)\b",
    )
});
static OF_OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*(?:de\s+|d['’]|en\s+)(?:[a-zà-öø-ÿœ-]+\s+){0,1}?(?:simulation|tutorat|supervision|e-learning|travail personnel|auto-?formation|distanciel|pr[ée]sentiel|pratique|mentorat|m[ée]moire|projet|s[ée]minaires?|ateliers?|module)",
    )
});
static IS_TRAINING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)formation|form[ée]e?s?\b|cursus|dipl[ôo]m|certifi|enseign|stages?\b|\bcours\b|\bDI?U\b|\bVAE\b|module|apprenti|\bmaster|licence|programme|\bCQP\b|\btitre\b|\bparcours\b|\bsessions?\b|^\s*(?:il|elle)\s+(?:compte|dure|comprend|totalise|représente)\b|universit|scolarit|[ée]tudes\b|validation des acquis",
    )
});
static IS_VAE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bVAE\b|validation\s+(?:des|d['’]un)\s+acquis|acquis de l['’]exp[ée]rience"));

static TOTAL_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\btotal(?:e|it[ée])?\s*(?:de|d['’]environ|:)?\s*$"));
/// Words before the hours that tell what they count: the nearest one does.
static TOLD_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)
        (?P<vae>\bVAE\b | validation\s+des\s+acquis)
        | (?P<experience>exp[ée]riences?\b)
        | (?P<placement>\bstages?\b | immersion | formation\s+(?:pratique|clinique) | enseignements?\s+(?:pratiques?|cliniques?))
        | (?P<theory>\bcours\b | th[ée]ori(?:e|ques?)\b | \benseignements?\b)
        | (?P<other>\bmodules?\b | \bateliers?\b | s[ée]minaires? | simulation | tutorat | supervision | \bbloc\b)
        | (?P<total>volume\s+horaire | \bformations?\b | \bform[ée]e?s?\b | cursus | dipl[ôo]m[a-zà-öø-ÿœ]* | certifi[a-zà-öø-ÿœ]* | \bDI?U\b | \bmasters?\b | licence | programme
           | \bCQP\b | \btitre\b | scolarit[ée] | \bparcours\b | \bsessions?\b | ^\s*(?:il|elle)\s+(?:compte|dure|comprend|totalise|repr[ée]sente)\b | [ée]tudes\b | \bdur[ée]e\b | apprentissage)",
    )
});

/// The training durations of a text in hours, in reading order, each once.
///
/// `text` is that of a section on training: hours of work, of the clock, of delay and per day count for nothing,
/// and neither do hours of which no word in their sentence says that they are spent learning.
#[must_use]
pub fn hours(text: &str) -> Vec<Found<Hours>> {
    let mut found: Vec<Found<Hours>> = Vec::new();
    // Most texts have none, and to look for a digit costs a fraction of a pattern.
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    if !has_digit(text) {
        return found;
    }
    let vae = IS_VAE.is_match(text);
    for (start, sentence) in sentences(text).filter(|(_, sentence)| has_digit(sentence)) {
        let mut previous = 0;
        let all: Vec<_> = HOURS.captures_iter(sentence).collect();
        let mut counted = false;
        for (index, hours) in all.iter().enumerate() {
            let (Some(whole), Some(printed)) = (hours.get(0), hours.name("value")) else {
                continue;
            };
            let end = hours.name("unit").unwrap_or(printed).end();
            let next = all.get(index + 1).and_then(|next| next.get(0)).map_or(sentence.len(), |next| next.start());
            let (before, after) = (&sentence[previous..whole.start()], &sentence[end..next]);
            let clock = CLOCK_AFTER.is_match(&sentence[end..]) || CLOCK_BEFORE.is_match(&sentence[..whole.start()]);
            previous = end;
            // "150 heures de cours et 70 de stage": only after hours that count.
            if hours.name("bare").is_some() && !counted {
                continue;
            }
            let digits: String = printed.as_str().chars().filter(char::is_ascii_digit).collect();
            let Some(value) = digits.parse::<u32>().ok().filter(|&value| value > 0) else {
                continue;
            };
            if NOT_TRAINING_AFTER.is_match(&sentence[end..])
                || RATE_AFTER.is_match(after)
                || NOT_TRAINING_BEFORE.is_match(before)
                || (clock && value <= 24)
            {
                continue;
            }
            // "h" alone is a unit of many things: the words around it must say more.
            let short = hours.name("unit").is_some_and(|unit| unit.len() == 1);
            if let Some(what) = kind(sentence, before, after, vae, short) {
                counted = true;
                let value = Hours { value, what };
                if !found.iter().any(|known| known.value == value) {
                    found.push(Found { value, span: start + whole.start()..start + whole.end() });
                }
            }
        }
    }
    found
}

fn kind(sentence: &str, before: &str, after: &str, vae: bool, short: bool) -> Option<HoursKind> {
    if OF_BOTH.is_match(after) {
        return Some(HoursKind::Total);
    }
    if OF_PLACEMENT.is_match(after) {
        return Some(HoursKind::Placement);
    }
    if OF_THEORY.is_match(after) {
        return Some(HoursKind::Theory);
    }
    if OF_TRAINING.is_match(after) {
        return Some(HoursKind::Total);
    }
    if OF_EXPERIENCE.is_match(after) && (vae || !OF_OTHER.is_match(after)) {
        return vae.then_some(HoursKind::Vae);
    }
    let training = IS_TRAINING.is_match(sentence);
    if OF_OTHER.is_match(after) {
        return training.then_some(HoursKind::Other);
    }
    if TOTAL_BEFORE.is_match(before) {
        return training.then_some(HoursKind::Total);
    }
    let told = TOLD_BEFORE.captures_iter(before).last();
    if told.as_ref().is_some_and(|told| told.name("experience").is_some()) {
        return vae.then_some(HoursKind::Vae);
    }
    let told = told.and_then(|told| {
        [
            ("vae", HoursKind::Vae),
            ("placement", HoursKind::Placement),
            ("theory", HoursKind::Theory),
            ("other", HoursKind::Other),
            ("total", HoursKind::Total),
        ]
        .into_iter()
        .find(|(name, _)| told.name(name).is_some())
        .map(|(_, kind)| kind)
    });
    match told {
        Some(kind) => Some(kind),
        None => (!short && IS_TRAINING.is_match(after)).then_some(HoursKind::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::HoursKind::{Other, Placement, Theory, Total, Vae};
    use super::*;

    fn read(text: &str) -> Vec<(u32, HoursKind)> {
        hours(text).into_iter().map(|found| (found.value.value, found.value.what)).collect()
    }

    #[test]
    fn counted() {
        for (text, expected) in [
            (
                "1 200 heures de cours théoriques sont données. 1300 heures de stage suivent.",
                vec![(1200, Theory), (1300, Placement)],
            ),
            (
                "Les élèves suivent 90 heures de formation théorique et de 35 heures de stage.",
                vec![(90, Theory), (35, Placement)],
            ),
            ("140 heures de cours et 35 de stage", vec![(140, Theory), (35, Placement)]),
            ("une formation de 1.540 heures", vec![(1540, Total)]),
            (
                "Une formation d’environ 2\u{202f}400 heures, dont 200 heures de stage hospitalier",
                vec![(2400, Total), (200, Placement)],
            ),
            ("La durée du cursus a été ramenée à 333 heures sur un an.", vec![(333, Total)]),
            ("le cursus « Jardins et soins » (77 heures)", vec![(77, Total)]),
            ("Durée : 400 heures", vec![(400, Total)]),
            (
                "La formation, d’une durée de 1 435 heures, comprend 595 heures de cours et 840 heures de stage.",
                vec![(1435, Total), (595, Theory), (840, Placement)],
            ),
            ("Le diplôme suppose 12 semaines (420 heures) de stage.", vec![(420, Placement)]),
            ("Un volume horaire de 90 heures est prévu.", vec![(90, Total)]),
            ("une VAE de 3 000 heures", vec![(3000, Vae)]),
            ("La VAE demande 3000 heures d’expérience.", vec![(3000, Vae)]),
            ("Un stage de 70 h clôt la formation.", vec![(70, Placement)]),
            ("Un module de 14 heures complète le diplôme.", vec![(14, Other)]),
            ("La formation prévoit 20 heures de tutorat.", vec![(20, Other)]),
            ("300 heures d’enseignements théoriques et pratiques", vec![(300, Total)]),
            ("un enseignement théorique (120 heures) et un stage (60 heures)", vec![(120, Theory), (60, Placement)]),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn refused() {
        for text in [
            "une présence de 40 heures réparties sur 5 jours",
            "entre 4 et 7 heures par jour",
            "un contrat de 35 heures hebdomadaires après la formation",
            "la formation est ouverte 24 heures sur 24, 24h/24",
            "rappeler dans les 48 heures",
            "4 heures de cours par semaine",
            "un stage de deux semaines de 35 heures",
            "sous 72 heures",
            "Publié à 16h24",
            "le cours a lieu de 8 heures à 20 heures",
            "3000 heures d’expérience",
            "quelques heures de cours",
            "0 heures de cours",
            "99999999999999999999 heures de cours",
            "",
        ] {
            assert_eq!(read(text), vec![], "{text:?}");
        }
    }
}
