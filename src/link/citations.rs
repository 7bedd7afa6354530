//! Where a job's text names a job of another collection, or what another collection proposes.
//!
//! The names of all jobs are looked for in one go: a table from the first two stems of a name to the names that begin so.
//! A text costs one look-up for each of its words, whatever the number of jobs.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use super::evidence::{Excerpt, around};
use super::judge::likeness;
use super::names::{Name, acronym_key};
use super::passages::{Passage, passages};
use super::rarity::{stem_key, weight};
use super::signature::Signature;
use super::thresholds::{
    CITED_BY_ACRONYM, CITED_BY_THEME, CITED_IN_QUOTES, CITED_NAME, CITED_PLAINLY, CITED_SHARE, CITED_THEME, CITED_WORD,
    NAME_CITED_BY_THEME,
};
use super::words::{Word, words};
use crate::model::record::Record;
use crate::text::forms::stem;
use crate::text::{is_capitals, word_ranges};

/// Words for a publication.
const PUBLICATIONS: [&str; 9] =
    ["rapport", "etude", "prospective", "panorama", "guide", "contribution", "repertoire", "enquete", "livre"];

/// A citation of a job, by its place among the jobs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Citation {
    pub(super) cited: usize,
    pub(super) score: f32,
    pub(super) excerpt: Excerpt,
}

/// All names, by how they begin.
pub(super) struct Names<'s> {
    jobs: &'s [&'s Signature],
    /// The first two stems (or the only one) → job and name.
    beginnings: HashMap<(u32, u32), Vec<(usize, usize)>, FxBuildHasher>,
    acronyms: HashMap<u32, Vec<usize>, FxBuildHasher>,
    /// A telling word of a collection's id → the collection.
    collections: HashMap<u32, Vec<&'s str>, FxBuildHasher>,
    /// Collection and stem of a name or a theme → jobs.
    told: HashMap<(&'s str, u32), Vec<usize>, FxBuildHasher>,
    publications: Vec<u32>,
}

impl<'s> Names<'s> {
    pub(super) fn of(jobs: &'s [&'s Signature]) -> Self {
        let publications: Vec<u32> = PUBLICATIONS.iter().map(|word| stem_key(&stem(word))).collect();
        let mut names = Self {
            jobs,
            beginnings: HashMap::default(),
            acronyms: HashMap::default(),
            collections: HashMap::default(),
            told: HashMap::default(),
            publications,
        };
        for (at, job) in jobs.iter().enumerate() {
            for (which, name) in job.names.iter().enumerate().filter(|(_, name)| name.printed) {
                let beginning = match name.stems[..] {
                    [only] => (only, 0),
                    [first, second, ..] => (first, second),
                    [] => continue,
                };
                names.beginnings.entry(beginning).or_default().push((at, which));
            }
            if let Some(acronym) = job.acronym {
                names.acronyms.entry(acronym).or_default().push(at);
            }
            for word in words(&job.collection).iter().filter(|word| word.weight >= CITED_WORD) {
                let known = names.collections.entry(word.key).or_default();
                if !names.publications.contains(&word.key) && !known.contains(&&*job.collection) {
                    known.push(&job.collection);
                }
            }
            let mut told: Vec<u32> = job.names.iter().flat_map(|name| name.stems.iter()).copied().collect();
            told.extend(&job.theme);
            told.sort_unstable();
            told.dedup();
            for key in told.into_iter().filter(|key| weight(*key) > 0.4) {
                names.told.entry((&job.collection, key)).or_default().push(at);
            }
        }
        names
    }

    /// What the job at a place cites: each other job once, the best place of its text.
    pub(super) fn cited_by(&self, at: usize, record: &Record) -> Vec<Citation> {
        let mut found: BTreeMap<usize, Citation> = BTreeMap::new();
        let mut note = |citation: Citation| match found.get(&citation.cited) {
            Some(known) if known.score >= citation.score => {}
            _ => {
                found.insert(citation.cited, citation);
            }
        };
        for passage in passages(record) {
            let words = words(passage.text);
            self.by_name(at, &passage, &words, &mut note);
            self.by_acronym(at, &passage, &mut note);
            self.by_report(at, &passage, &words, &mut note);
        }
        found.into_values().collect()
    }

    fn by_name(&self, at: usize, passage: &Passage<'_>, words: &[Word], note: &mut impl FnMut(Citation)) {
        for index in 0..words.len() {
            let first = words[index].key;
            let pair = words.get(index + 1).map(|second| (first, second.key));
            let named = pair.into_iter().chain([(first, 0)]).filter_map(|beginning| self.beginnings.get(&beginning));
            for &(cited, which) in named.flatten() {
                let name = &self.jobs[cited].names[which];
                let Some(range) = phrase(passage.text, words, index, name) else { continue };
                let quoted = is_quoted(passage.text, &range);
                if self.jobs[cited].collection == self.jobs[at].collection
                    || self.jobs[at].names.iter().any(|own| name.is_within(own))
                    || !is_specific(name, quoted)
                {
                    continue;
                }
                let score = if quoted { CITED_IN_QUOTES } else { CITED_PLAINLY };
                let excerpt = Excerpt { text: around(passage.text, &range), place: passage.place };
                note(Citation { cited, score, excerpt });
            }
        }
    }

    /// Acronyms of three letters or more, in capitals among other words.
    fn by_acronym(&self, at: usize, passage: &Passage<'_>, note: &mut impl FnMut(Citation)) {
        if is_capitals(passage.text) {
            return;
        }
        for range in word_ranges(passage.text) {
            let word = &passage.text[range.clone()];
            let key = (word.len() >= 3 && word.starts_with(char::is_uppercase)).then(|| acronym_key(word)).flatten();
            let Some(key) = key.filter(|key| self.jobs[at].acronym != Some(*key)) else { continue };
            for &cited in self.acronyms.get(&key).into_iter().flatten() {
                if self.jobs[cited].collection != self.jobs[at].collection {
                    let excerpt = Excerpt { text: around(passage.text, &range), place: passage.place };
                    note(Citation { cited, score: CITED_BY_ACRONYM, excerpt });
                }
            }
        }
    }

    /// Sentences that speak of a publication and name another collection: what they say of its jobs or themes.
    fn by_report(&self, at: usize, passage: &Passage<'_>, words: &[Word], note: &mut impl FnMut(Citation)) {
        if !words.iter().any(|word| self.publications.contains(&word.key)) {
            return;
        }
        for sentence in sentences(passage.text, words) {
            let named = sentence.iter().filter_map(|word| self.collections.get(&word.key)).flatten();
            let mut named: Vec<&'s str> = named.copied().filter(|name| **name != *self.jobs[at].collection).collect();
            named.sort_unstable();
            named.dedup();
            if named.is_empty() || !sentence.iter().any(|word| self.publications.contains(&word.key)) {
                continue;
            }
            let mut jobs: Vec<usize> = named
                .iter()
                .flat_map(|collection| {
                    sentence.iter().filter_map(|word| self.told.get(&(*collection, word.key))).flatten()
                })
                .copied()
                .collect();
            jobs.sort_unstable();
            jobs.dedup();
            for cited in jobs {
                if !self.is_proposal_told(at, cited, sentence) {
                    continue;
                }
                let telling = sentence.iter().filter(|word| {
                    self.jobs[cited].theme.contains(&word.key)
                        || self.jobs[cited].names.iter().any(|name| name.stems.contains(&word.key))
                });
                let range =
                    telling.max_by(|a, b| a.weight.total_cmp(&b.weight)).map_or(0..0, |word| word.range.clone());
                let excerpt = Excerpt { text: around(passage.text, &range), place: passage.place };
                note(Citation { cited, score: CITED_BY_THEME, excerpt });
            }
        }
    }

    /// Whether a sentence that speaks of a report means this job of it.
    fn is_proposal_told(&self, at: usize, cited: usize, sentence: &[Word]) -> bool {
        let share = |stems: &[u32]| {
            let whole: f32 = stems.iter().map(|key| weight(*key)).sum();
            let there = stems.iter().filter(|key| sentence.iter().any(|word| word.key == **key));
            if whole < CITED_WORD { 0.0 } else { there.map(|key| weight(*key)).sum::<f32>() / whole }
        };
        let job = self.jobs[cited];
        job.names.iter().any(|name| name.stems.len() >= 2 && share(&name.stems) >= CITED_SHARE)
            || (share(&job.theme) >= CITED_THEME && likeness(self.jobs[at], job).name >= NAME_CITED_BY_THEME)
    }
}

/// The words between two ends of sentences.
fn sentences<'w>(text: &str, words: &'w [Word]) -> Vec<&'w [Word]> {
    words.chunk_by(|one, next| !text[one.range.end..next.range.start].contains(['.', '!', '?', ';', '\n'])).collect()
}

/// Where a name stands from a word on: its stems one after the other, function words aside, within a sentence.
fn phrase(text: &str, words: &[Word], index: usize, name: &Name) -> Option<Range<usize>> {
    let found = words.get(index..index + name.stems.len())?;
    let same = found.iter().zip(&name.stems).all(|(word, key)| word.key == *key);
    let range = found.first()?.range.start..found.last()?.range.end;
    let apart = found.windows(2).any(|pair| {
        text[pair[0].range.end..pair[1].range.start].contains(['.', '!', '?', ';', ':', ',', '\n', '(', '«'])
    });
    (same && !apart).then_some(range)
}

/// Whether the words stand alone in quotation marks, an article before them aside.
fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let before =
        ["le", "la", "les", "l’", "l'"].iter().find_map(|article| before.strip_suffix(article)).unwrap_or(before);
    before.trim_end().ends_with(['«', '“', '"', '„'])
        && text[range.end..].trim_start().trim_start_matches(['s', ')']).trim_start().starts_with(['»', '”', '"'])
}

fn is_specific(name: &Name, quoted: bool) -> bool {
    match name.stems.len() {
        0 => false,
        1 => name.weight() >= CITED_WORD,
        _ => quoted || name.weight() >= CITED_NAME,
    }
}
