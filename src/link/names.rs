//! What a job is called: its title, its other names and its acronym, as stems.

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use super::rarity::{stem_key, weight};
use super::thresholds::WORD_OF_A_NAME;
use super::words::words;
use crate::model::record::Record;
use crate::text::forms::{plain_forms, stem};
use crate::text::is_capitals;

/// A name of a job: the stems of its words in printed order, function words left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Name {
    /// The stems.
    pub(super) stems: Box<[u32]>,
    /// Whether it is printed so, and not put together from the translations of its words.
    pub(super) printed: bool,
}

impl Name {
    /// How much its words tell, added up.
    pub(super) fn weight(&self) -> f32 {
        self.stems.iter().map(|&key| weight(key)).sum()
    }

    /// The stems that are in both names, weighed, as a share of both (Dice's coefficient), 0–1.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let weighed = |stems: &[u32]| stems.iter().map(|&key| weight(key) + WORD_OF_A_NAME).sum::<f32>();
        let common: Vec<u32> = self.stems.iter().copied().filter(|key| other.stems.contains(key)).collect();
        2.0 * weighed(&common) / (weighed(&self.stems) + weighed(&other.stems)).max(f32::MIN_POSITIVE)
    }

    /// Whether two words that follow each other do so in the other name ("haute montagne"), or three are in both.
    pub(super) fn shares_phrase(&self, other: &Self) -> bool {
        self.stems.windows(2).any(|pair| other.stems.windows(2).any(|other| pair == other))
            || self.stems.iter().filter(|key| other.stems.contains(key)).count() >= 3
    }

    /// Whether all its words are in the other name.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.stems.iter().all(|key| other.stems.contains(key))
    }
}

/// English stems → French ones.
static FOREIGN: LazyLock<HashMap<u32, Vec<u32>, FxBuildHasher>> = LazyLock::new(|| {
    let lines = include_str!("foreign.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .map(|(foreign, french)| {
            let french = french.split('-').map(|word| stem_key(&stem(word))).collect();
            (stem_key(&stem(foreign)), french)
        })
        .collect()
});

/// The names of a job: title, other names, their halves around "/" and "ou", acronyms written out, and translations.
pub(super) fn names_of(job: &Record) -> Vec<Name> {
    let title = if job.label.is_empty() { &job.title } else { &job.label };
    let mut texts: Vec<String> = vec![title.clone()];
    texts.extend(job.alt_titles.iter().cloned());
    texts.extend(written_out(job, title));
    let mut names: Vec<Name> = Vec::new();
    for text in &texts {
        let plain = plain_forms(text);
        for part in [plain.as_str()].into_iter().chain(halves(&plain)) {
            let name = printed_name(part);
            // Half a name that is one word is no name ("Référent / responsable du compost").
            let whole = part.len() == plain.len();
            if !name.stems.is_empty() && (whole || name.stems.len() >= 2) && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let translated: Vec<Name> = names.iter().filter_map(translation).collect();
    for name in translated {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn printed_name(text: &str) -> Name {
    let mut stems: Vec<u32> = Vec::new();
    // "e-jardinier": not the "jardinier".
    if text.starts_with("e-") || text.contains(" e-") {
        stems.push(stem_key("e-"));
    }
    for word in words(text) {
        if !stems.contains(&word.key) {
            stems.push(word.key);
        }
    }
    Name { stems: stems.into(), printed: true }
}

/// What stands around "/" and "ou".
fn halves(name: &str) -> impl Iterator<Item = &str> {
    let halves = name.split([',', '/']).flat_map(|half| half.split(" ou "));
    halves.map(str::trim).filter(move |half| half.len() < name.len() && !half.is_empty())
}

/// The name with the English words in French; none if it has none.
fn translation(name: &Name) -> Option<Name> {
    if !name.stems.iter().any(|key| FOREIGN.contains_key(key)) {
        return None;
    }
    let mut stems: Vec<u32> = Vec::new();
    for key in &name.stems {
        for &key in FOREIGN.get(key).map_or(std::slice::from_ref(key), Vec::as_slice) {
            if !stems.contains(&key) {
                stems.push(key);
            }
        }
    }
    let changed = stems[..] != name.stems[..];
    changed.then(|| Name { stems: stems.into(), printed: false })
}

/// The letters of an acronym, without points and in capitals; none for other words.
pub(super) fn acronym_key(text: &str) -> Option<u32> {
    let letters: String = text.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    let plausible = (2..=8).contains(&letters.chars().count()) && letters.chars().all(char::is_alphanumeric);
    (plausible && is_capitals(&letters)).then(|| stem_key(&letters))
}

/// The job's own acronym; a title that is nothing but one is one.
pub(super) fn acronym_of(job: &Record) -> Option<u32> {
    let alone = !job.title.contains(' ') && job.title.chars().count() <= 6;
    job.acronym.as_deref().or(alone.then_some(job.title.as_str())).and_then(acronym_key)
}

/// The title with its acronyms written out, where the job's text does so: "… (APPV)".
fn written_out(job: &Record, title: &str) -> Option<String> {
    let mut written = String::new();
    let mut changed = false;
    for word in title.split(' ') {
        let full = (acronym_key(word).is_some() && (2..=8).contains(&word.len()))
            .then(|| job.sections.iter().find_map(|section| before_acronym(&section.text, word)))
            .flatten();
        changed |= full.is_some();
        written.push(' ');
        written.push_str(full.as_deref().unwrap_or(word));
    }
    changed.then_some(written)
}

/// The words before "(ACRONYM)" whose initials are its letters, the last ones first.
fn before_acronym(text: &str, acronym: &str) -> Option<String> {
    let at = text.find(&format!("({acronym})"))?;
    let before = text[..at].trim_end();
    let words: Vec<&str> = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut letters: Vec<char> = crate::text::fold(acronym).chars().collect();
    for index in (words.len().saturating_sub(12)..words.len()).rev() {
        let initial = crate::text::fold(words[index]).chars().next();
        if initial == letters.last().copied() {
            letters.pop();
        }
        if letters.is_empty() {
            return Some(words[index..].join(" "));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Section;

    fn job(title: &str) -> Record {
        Record { title: title.to_owned(), ..Record::default() }
    }

    fn likeness(one: &str, other: &str) -> f32 {
        let (one, other) = (names_of(&job(one)), names_of(&job(other)));
        one.iter().flat_map(|a| other.iter().map(|b| a.likeness(b))).fold(0.0, f32::max)
    }

    #[test]
    fn spellings_of_one_name_are_alike() {
        for (one, other) in [
            ("Coordonnateur(trice) de chantier", "LES COORDINATRICES DE CHANTIER"),
            ("Sauveteur·euse en haute montagne", "Les sauveteurs de haute montagne"),
            ("Le référent / Responsable du compost partagé", "Responsable du compost partagé"),
            ("Outpatient Technician", "Technicien ambulatoire"),
        ] {
            assert!(likeness(one, other) > 0.99, "{one}: {}", likeness(one, other));
        }
    }

    #[test]
    fn names_of_other_jobs_are_less_alike() {
        for (one, other) in [
            ("Coach sportif en oncologie", "Coach vocal à l’école"),
            ("Assistant de facturation", "Assistant de bibliothèque"),
            ("Jardinier", "E-jardinier"),
        ] {
            assert!(likeness(one, other) < 0.75, "{one}: {}", likeness(one, other));
        }
    }

    #[test]
    fn acronyms_are_written_out_where_the_text_does() {
        let text = "Le veilleur de nuit itinérant (VNI) passe de maison en maison.".to_owned();
        let short = Record { sections: vec![Section { text, ..Section::default() }], ..job("VNI") };
        let long = names_of(&job("Veilleur de nuit itinérant"));
        assert!(names_of(&short).iter().any(|name| name.likeness(&long[0]) > 0.99));
        assert_eq!(acronym_of(&short), acronym_key("VNI"));
    }
}
