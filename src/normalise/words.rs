//! Small vocabularies that several values need.

use super::text::fold;

/// Acronyms of the field that have vowels, so that capitals alone cannot tell them from words.
const ACRONYMS: &[&str] = &[
    "AAH", "ADN", "AES", "AI", "AMP", "ANAP", "ANFH", "AP", "APA", "API", "APAS", "ARC", "ARM", "ARS", "AS", "ASE",
    "ASG", "ASH", "ASV", "AVS", "BI", "BIM", "CAMSP", "CCAS", "CHU", "CLAT", "CLIC", "CME", "CMP", "CPAM", "CRIP",
    "CSAPA", "CSIRT", "CTA", "DAC", "DAF", "DAJ", "DAM", "DIM", "DIU", "DPI", "DPO", "DRCI", "DSI", "DSIO", "EHPAD",
    "EOH", "EPI", "ERP", "ESAT", "ESMS", "ESPIC", "ETP", "FAM", "FPH", "GED", "GHT", "GHU", "GMAO", "HAD", "HAS",
    "HSE", "IA", "IADE", "IAO", "IBODE", "IDE", "IDEC", "IDEL", "IDO", "IFAS", "IFSI", "IME", "INCA", "IOA", "IOT",
    "IPA", "IPDE", "IRM", "ISO", "IT", "ITEP", "MAIA", "MAS", "MCO", "MERM", "OPCO", "PASS", "PMI", "PMSI", "PUI",
    "QHSE", "QSE", "RAAC", "RCP", "RGPD", "RH", "ROR", "RSE", "RSI", "RSSI", "SAAD", "SAD", "SAMSAH", "SAMU", "SAU",
    "SAVS", "SESSAD", "SI", "SIH", "SIRH", "SMUR", "SSIAD", "SSIAP", "TEC", "TIM", "TSA", "UHCD", "UPATOU", "USA",
    "USLD", "UX", "VAE",
];

/// Acronyms of places and subjects, which a title may carry without their naming the job.
const NOT_JOBS: &[&str] = &[
    "ARS", "CHR", "CHU", "CPTS", "DAC", "DRH", "DSI", "EHPAD", "ESMS", "ESAT", "FPH", "GHT", "GHU", "HAD", "HAS", "IA",
    "IFAS", "IFSI", "IME", "IOT", "IRM", "MAS", "MCO", "MDPH", "MSP", "PMSI", "RH", "RSE", "SI", "SMR", "SSIAD", "SSR",
    "TSA", "USLD", "VAE",
];

/// Words that cannot end a name: the name goes on after them.
const OPEN_ENDS: &[&str] = &[
    "de", "des", "du", "d'", "et", "ou", "en", "a", "au", "aux", "la", "le", "les", "l'", "un", "une", "pour", "par",
    "sur", "sous", "dans", "avec", "sans", "entre", "vers", "chez", "of", "the", "and", "for", "in", "with", "to",
    "und", "der", "die", "van", "voor", "&", "/", "-",
];

/// Words that carry no meaning of their own when names are compared.
const STOP_WORDS: &[&str] = &[
    "a", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour",
    "sur", "un", "une",
];

pub(super) fn is_known_acronym(word: &str) -> bool {
    ACRONYMS.contains(&word)
}

pub(super) fn names_no_job(acronym: &str) -> bool {
    NOT_JOBS.contains(&acronym)
}

pub(super) fn is_stop_word(folded: &str) -> bool {
    STOP_WORDS.contains(&folded)
}

/// Whether a name that stops here goes on in the next line.
pub(super) fn ends_open(text: &str) -> bool {
    let folded = fold(text);
    let Some(last) = folded.split(' ').next_back() else {
        return false;
    };
    OPEN_ENDS.contains(&last) || last.ends_with(['-', '/', '&', '\'', ',']) || last.ends_with("d'")
}

/// Whether this text goes on with a name begun before it.
pub(super) fn starts_open(text: &str) -> bool {
    let folded = fold(text);
    let first = folded.split(' ').next().unwrap_or_default();
    let elided = first.split_inclusive('\'').next().unwrap_or_default();
    // An article may begin a name of its own, so articles alone do not tell.
    let article = ["la", "le", "les", "l'", "un", "une", "the", "der", "die", "in"];
    [first, elided].iter().any(|w| OPEN_ENDS.contains(w) && !article.contains(w))
}

/// The words of a text, folded, without punctuation.
pub(super) fn folded_words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Whether the text is in capitals throughout; single letters ("e-") do not count.
pub(super) fn is_all_capitals(text: &str) -> bool {
    let mut capitals = 0;
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if word.chars().any(char::is_lowercase) && letters > 1 {
            return false;
        }
        capitals += word.chars().filter(|c| c.is_uppercase()).count();
    }
    capitals > 0
}

/// "(IPA)", "I.P.A.", "IPAs": the acronym alone, or nothing where the text is no acronym.
pub(super) fn acronym(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['«', '»', '“', '”', '"', ' ', '\u{a0}']);
    let bare: String = text.chars().filter(|&c| c != '.').collect();
    let bare = match bare.strip_suffix('s') {
        Some(stem) if stem.chars().all(char::is_uppercase) => stem.to_owned(),
        _ => bare,
    };
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
    let shape = bare.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '&');
    let first = bare.chars().next().is_some_and(char::is_alphabetic);
    (shape && first && (2..=8).contains(&bare.chars().count()) && capitals >= 2 && capitals * 10 >= letters * 6)
        .then_some(bare)
}

/// Whether a word names someone who does something ("gestionnaire", "coach"), by its ending.
pub(super) fn names_a_person(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "eur", "euse", "trice", "ier", "iere", "ien", "ienne", "iste", "ante", "ant", "aire", "logue", "eute", "ecte",
        "rice", "ateur",
    ];
    const WORDS: &[&str] = &[
        "agent",
        "agente",
        "aide",
        "cadre",
        "chef",
        "cheffe",
        "coach",
        "manager",
        "designer",
        "referent",
        "referente",
        "pilote",
        "charge",
        "chargee",
        "adjoint",
        "adjointe",
        "delegue",
        "deleguee",
        "attache",
        "attachee",
        "expert",
        "experte",
        "responsable",
        "interprete",
        "technicien",
        "auxiliaire",
        "animateur",
        "medecin",
        "mediateur",
        "president",
        "presidente",
        "agents",
        "interpretes",
        "guide",
        "relais",
        "maitre",
        "prepose",
        "avocat",
    ];
    let word = fold(word);
    let single = word.strip_suffix('s').unwrap_or(&word);
    WORDS.contains(&single) || (single.len() > 4 && ENDINGS.iter().any(|e| single.ends_with(e)))
}

/// How much a name looks French (first) and like another language (second).
pub(super) fn language_marks(text: &str) -> (usize, usize) {
    const FRENCH: &[&str] = &[
        "de", "des", "du", "d", "la", "le", "les", "l", "et", "en", "pour", "au", "aux", "a", "par", "sur", "sans",
        "dans", "un", "une", "avec", "chez",
    ];
    const FOREIGN: &[&str] = &[
        "of",
        "the",
        "and",
        "for",
        "with",
        "to",
        "in",
        "on",
        "at",
        "by",
        "und",
        "der",
        "die",
        "das",
        "fur",
        "im",
        "van",
        "het",
        "een",
        "voor",
        "und",
        "del",
        "della",
        "di",
        "y",
        "los",
        "las",
        "el",
        "para",
        "adviser",
        "analyst",
        "architect",
        "associate",
        "bed",
        "business",
        "care",
        "carer",
        "case",
        "chief",
        "clinical",
        "community",
        "counsellor",
        "data",
        "device",
        "discharge",
        "e-health",
        "engineer",
        "facilitator",
        "family",
        "flow",
        "health",
        "healthcare",
        "home",
        "hospital",
        "key",
        "lab",
        "lead",
        "leader",
        "link",
        "manager",
        "midwife",
        "navigator",
        "nurse",
        "officer",
        "outpatient",
        "peer",
        "physician",
        "planner",
        "practitioner",
        "scientist",
        "security",
        "specialist",
        "surgery",
        "surgical",
        "system",
        "technologist",
        "telehealth",
        "theatre",
        "therapist",
        "user",
        "wellbeing",
        "worker",
        "pfleger",
        "berater",
        "zorg",
        "verpleegkundige",
        "enfermera",
        "enfermero",
        "infermiere",
    ];
    const FRENCH_ENDINGS: &[&str] = &[
        "eur", "ier", "ien", "ienne", "iste", "trice", "iere", "aire", "ique", "eux", "euse", "elle", "ise", "ee",
        "ement", "ance", "ence", "logie", "aux",
    ];
    const FOREIGN_ENDINGS: &[&str] = &[
        "ing", "ness", "ship", "ity", "or", "ology", "ician", "ung", "keit", "heit", "schaft", "zorg", "innen", "wer",
        "ker", "ner", "der", "ist", "stellte", "pflege",
    ];
    let lower = text.to_lowercase();
    let (mut french, mut foreign) = (0, 0);
    french += usize::from(lower.contains(['é', 'è', 'ê', 'à', 'ç', 'ù', 'î', 'ô', 'û', 'œ', '’', '\'']));
    foreign += usize::from(lower.contains(['ä', 'ö', 'ß', 'å', 'ø', 'ñ', '&']));
    for word in folded_words(text) {
        if FRENCH.contains(&word.as_str()) {
            french += 1;
        } else if FOREIGN.contains(&word.as_str()) {
            foreign += 1;
        } else if word.len() > 4 {
            let ends = |list: &[&str]| list.iter().any(|e| word.ends_with(e));
            french += usize::from(ends(FRENCH_ENDINGS));
            foreign += usize::from(ends(FOREIGN_ENDINGS));
        }
        foreign += usize::from(["sch", "ck", "gh", "aa", "sh", "kr", "wa", "wo"].iter().any(|s| word.contains(s)));
    }
    (french, foreign)
}

/// Whether a name looks like another language than French.
pub(super) fn looks_foreign(text: &str) -> bool {
    let (french, foreign) = language_marks(text);
    foreign > french
}
