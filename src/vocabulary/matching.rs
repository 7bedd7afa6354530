//! How well names of jobs fit a title.
//!
//! A title and a name are sets of words, each weighing what it tells (the logarithm of how few codes have it); the first
//! word weighs more. The score is the weighted part of the title's words that the name has, and of the name's words that
//! the title has, multiplied with exponents [`TITLE`] and [`NAME`]: a title may leave out what a name says at length, but
//! what it says itself must be there. Words that no name has weigh as the rarest. A title whose first word the name does
//! not have is of another job, whatever else they share: its score is held below [`super::GOOD`]. Where the title says less
//! than any name, the code whose names have its words most often comes first, and all scores are lowered when several
//! codes fit it alike.

use rustc_hash::FxHashMap;

use super::acronyms::is_acronym;
use super::index::{Index, placed};
use super::lexicon::Reading;
use super::name::{Word, words};

/// How much the title's coverage counts.
const TITLE: f64 = 0.6;
/// How much the name's coverage counts.
const NAME: f64 = 0.6;
/// What a name keeps of its score when it does not have the title's first word.
const OTHER_HEAD: f64 = 0.6;
/// What it keeps when it has it, but begins with another word.
const HEAD_INSIDE: f64 = 0.8;
/// From this credit on a reading is the word itself, perhaps misspelled.
const SURE: f64 = 0.7;
/// What first letters alone are worth, where only one job has them.
const INITIALS: f64 = 0.7;
/// What part of a name's other words is forgiven where most names of its code have the title's words.
const CROWD: f64 = 0.5;
/// Names that are many.
const SMALLEST_CROWD: f64 = 4.0;
/// Part of a title's words that is all of them, slips aside.
const ALL: f64 = 0.9;
/// From this score on a name says what the title says.
const WHOLE: f64 = 0.95;
/// Codes with this part of the best score are its rivals.
const RIVAL: f64 = 0.92;
/// What rivals take from a score, and how many of them take all of it.
const MANY: f64 = 0.2;
const MOST_RIVALS: usize = 3;
/// Ways to read the short names of one title.
const MOST_READINGS: usize = 8;
/// Letters that first letters of a name are read from; two are those of too many.
const SHORTEST_INITIALS: usize = 3;
/// Letters of an acronym at most.
const LONGEST_ACRONYM: usize = 6;
/// Words of a title that are looked at; no name of a job has half as many.
const MOST_WORDS: usize = 40;

/// The best that a title says for a code.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    /// The code's place.
    pub(super) code: u32,
    /// The name's place.
    pub(super) name: u32,
    /// 0 to 1.
    pub(super) score: f64,
    /// The title's words that the name has, folded, in the title's order.
    pub(super) words: Vec<String>,
}

/// A word of a title, read.
#[derive(Debug, Clone)]
struct Asked {
    printed: String,
    root: String,
    readings: Vec<Reading>,
    weight: f64,
}

/// The best fit of every code that shares a word with one of the titles, by code. An acronym after the label stands for
/// many things: alone it is worth half of what it says, the label says the other half.
pub(super) fn fits_of_all(index: &Index, titles: &[&str]) -> Vec<Fit> {
    let mut best: Vec<Fit> = Vec::new();
    let is_short = |title: &str| title.chars().count() <= LONGEST_ACRONYM && title.chars().all(char::is_uppercase);
    let (short, long): (Vec<&str>, Vec<&str>) =
        titles.iter().map(|title| title.trim()).partition(|title| is_short(title));
    for title in &long {
        best = better(best, fits(index, title));
    }
    let mut acronyms = Vec::new();
    for title in short {
        acronyms = better(acronyms, fits(index, title));
    }
    if !long.is_empty() {
        for fit in &mut acronyms {
            let of_long = best.binary_search_by_key(&fit.code, |fit| fit.code).map_or(0.0, |at| best[at].score);
            fit.score = f64::midpoint(fit.score, of_long);
        }
    }
    better(best, acronyms)
}

/// The better of two fits for each code; the first of equal ones.
fn better(mut one: Vec<Fit>, other: Vec<Fit>) -> Vec<Fit> {
    one.extend(other);
    one.sort_by(|a, b| a.code.cmp(&b.code).then(b.score.total_cmp(&a.score)));
    one.dedup_by_key(|fit| fit.code);
    one
}

/// What stands around a job.
#[derive(Debug)]
pub(super) struct Context {
    /// Words that the vocabulary has.
    words: Vec<u32>,
    /// Their weights together.
    weight: f64,
}

impl Context {
    pub(super) fn of(index: &Index, texts: &[&str]) -> Self {
        let all = texts.iter().flat_map(|text| words(text, &index.abbreviations));
        let mut words: Vec<u32> = all.filter_map(|word| index.lexicon.known(&word.root)).collect();
        words.sort_unstable();
        words.dedup();
        let weight = words.iter().map(|&word| index.weight(Some(word))).sum();
        Self { words, weight }
    }

    /// The weighted part of these words that a code's names have, 0 to 1.
    pub(super) fn share(&self, index: &Index, code: u32) -> f64 {
        if self.words.is_empty() {
            return 0.0;
        }
        let of_code = index.words_of(code);
        let shared = self.words.iter().filter(|word| of_code.binary_search(word).is_ok());
        shared.map(|&word| index.weight(Some(word))).sum::<f64>() / self.weight
    }
}

/// The best fit of every code that shares a word with the title, by code.
fn fits(index: &Index, title: &str) -> Vec<Fit> {
    let mut best: FxHashMap<u32, Fit> = FxHashMap::default();
    for asked in readings(index, title) {
        for fit in fits_of(index, &asked) {
            match best.get_mut(&fit.code) {
                Some(known) if known.score >= fit.score => {}
                Some(known) => *known = fit,
                None => {
                    best.insert(fit.code, fit);
                }
            }
        }
    }
    let mut fits: Vec<Fit> = best.into_values().collect();
    fits.sort_by_key(|fit| fit.code);
    lower_where_many_fit(&mut fits);
    fits
}

/// "Infirmière" fits a dozen codes in part and none of them alone: where several codes share the first place without
/// being what the title says, none of them may be sure of it.
fn lower_where_many_fit(fits: &mut [Fit]) {
    let most = fits.iter().map(|fit| fit.score).fold(0.0, f64::max);
    if most >= WHOLE {
        return;
    }
    let rivals = fits.iter().filter(|fit| fit.score >= RIVAL * most).count().saturating_sub(1);
    let factor = 1.0 - MANY * (rivals.min(MOST_RIVALS) as f64 / MOST_RIVALS as f64);
    for fit in fits {
        fit.score *= factor;
    }
}

/// The ways to read a title: as it stands, and with what its short names stand for.
fn readings(index: &Index, title: &str) -> Vec<Vec<Asked>> {
    let capitals: Vec<String> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|piece| is_acronym(piece)).map(crate::text::fold).collect();
    let mut all: Vec<Vec<Asked>> = vec![Vec::new()];
    let mut words_left = words(title, &index.abbreviations).into_iter().take(MOST_WORDS).peekable();
    while let Some(word) = words_left.next() {
        if let Some(next) = words_left.peek() {
            let two = format!("{} {}", word.folded, next.folded);
            if let Some(long) = index.abbreviations.long_names(&two).first() {
                let part = |part: &Word| asked(index, &two, &part.root);
                let way: Vec<Asked> = words(long, &index.abbreviations).iter().map(part).collect();
                for before in &mut all {
                    before.extend(way.iter().cloned());
                }
                words_left.next();
                continue;
            }
        }
        let whole = asked(index, &word.folded, &word.root);
        let unread = whole.readings.iter().all(|reading| reading.credit < SURE);
        let mut ways = vec![vec![whole]];
        if let Some((one, other)) = index.lexicon.split(&word.folded).filter(|_| unread) {
            ways.push(vec![exactly(index, &word.folded, one, 1.0), exactly(index, &word.folded, other, 1.0)]);
        }
        let long_names = index.abbreviations.long_names(&word.folded);
        for long in long_names {
            let long = words(long, &index.abbreviations);
            ways.push(long.iter().map(|part| asked(index, &word.folded, &part.root)).collect());
        }
        if long_names.is_empty()
            && word.folded.len() >= SHORTEST_INITIALS
            && capitals.contains(&word.folded)
            && index.lexicon.known(&word.root).is_none()
            && let Some(long) = index.by_initials(&word.folded)
        {
            ways.push(long.iter().map(|&part| exactly(index, &word.folded, part, INITIALS)).collect());
        }
        let longer = |way: &Vec<Asked>| {
            all.iter().map(|before| [before.as_slice(), way.as_slice()].concat()).collect::<Vec<_>>()
        };
        all = ways.iter().flat_map(longer).take(MOST_READINGS).collect();
    }
    for way in &mut all {
        way.truncate(MOST_WORDS);
    }
    all.retain(|way| !way.is_empty());
    all
}

/// A word of a title that stands for one word of the vocabulary.
fn exactly(index: &Index, printed: &str, word: u32, credit: f64) -> Asked {
    let (printed, root) = (printed.to_owned(), String::new());
    Asked { printed, root, readings: vec![Reading { word, credit }], weight: index.weight(Some(word)) }
}

fn asked(index: &Index, printed: &str, root: &str) -> Asked {
    let readings = index.lexicon.readings(root);
    // A slip does not make a word rarer than it is.
    let nearest = readings.first().filter(|reading| reading.credit >= SURE).map(|reading| reading.word);
    Asked { printed: printed.to_owned(), root: root.to_owned(), weight: index.weight(nearest), readings }
}

/// How far two labels may be of one thing, 0 to 1: the weighted part of the shorter one's words that the other has, in
/// the reading that shares most; 1 where one of them has no words. The labels need not be of the vocabulary.
pub(super) fn shared_part(index: &Index, printed: &str, label: &str) -> f64 {
    let of_label = words(label, &index.abbreviations);
    let known: Vec<Option<u32>> = of_label.iter().map(|word| index.lexicon.known(&word.root)).collect();
    let label_weight: f64 = known.iter().map(|&word| index.weight(word)).sum();
    let credit = |word: &Asked| {
        let read = word.readings.iter().find(|reading| known.contains(&Some(reading.word)));
        let same = of_label.iter().any(|other| other.root == word.root);
        if same { 1.0 } else { read.map_or(0.0, |reading| reading.credit) }
    };
    let part = |way: Vec<Asked>| {
        let whole: f64 = way.iter().map(|word| word.weight).sum();
        let shared: f64 = way.iter().map(|word| credit(word) * word.weight).sum();
        (shared / whole.min(label_weight)).min(1.0)
    };
    let ways = readings(index, printed);
    if ways.is_empty() || of_label.is_empty() { 1.0 } else { ways.into_iter().map(part).fold(0.0, f64::max) }
}

/// What the words of a title share with one name.
#[derive(Debug, Clone, Copy, Default)]
struct Shared {
    /// Weighted words of the title.
    title: f64,
    /// Weighted words of the name.
    name: f64,
    /// The title's words, a bit each by place.
    places: u64,
}

/// For each code, how many of its names have all words of the title, beside the code with most:
/// what many names of a code have in common is the code's own, and what one of them has may be the exception.
fn crowds(index: &Index, names: &[(u32, Shared)], whole: f64) -> FxHashMap<u32, f64> {
    let mut counts: FxHashMap<u32, f64> = FxHashMap::default();
    for (number, shared) in names {
        if shared.places & 1 != 0 && shared.title >= ALL * whole {
            *counts.entry(index.names[*number as usize].code).or_default() += 1.0;
        }
    }
    let most = counts.values().copied().fold(SMALLEST_CROWD, f64::max);
    counts.into_iter().map(|(code, count)| (code, (1.0 + count).ln() / (1.0 + most).ln())).collect()
}

fn fits_of(index: &Index, asked: &[Asked]) -> Vec<Fit> {
    let whole: f64 = asked.iter().enumerate().map(|(place, word)| placed(word.weight, place)).sum();
    let mut shared: FxHashMap<u32, Shared> = FxHashMap::default();
    for (place, word) in asked.iter().enumerate() {
        // The first reading that a name has is the best one.
        for reading in &word.readings {
            for &name in &index.postings[reading.word as usize] {
                let shared = shared.entry(name).or_default();
                if shared.places & (1 << place) != 0 {
                    continue;
                }
                let words = &index.names[name as usize].words;
                let in_name = words.iter().position(|&word| word == reading.word).unwrap_or(0);
                shared.places |= 1 << place;
                shared.title += reading.credit * placed(word.weight, place);
                shared.name += reading.credit * placed(index.weight(Some(reading.word)), in_name);
            }
        }
    }
    let mut fits: Vec<Fit> = Vec::with_capacity(shared.len());
    let mut names: Vec<(u32, Shared)> = shared.into_iter().collect();
    names.sort_by_key(|(name, _)| *name);
    let crowds = crowds(index, &names, whole);
    for (number, shared) in names {
        let name = &index.names[number as usize];
        let (title, mut of_name) = ((shared.title / whole).min(1.0), (shared.name / name.weight).min(1.0));
        of_name += (1.0 - of_name) * CROWD * crowds.get(&name.code).copied().unwrap_or(0.0);
        let mut score = title.powf(TITLE) * of_name.powf(NAME);
        if shared.places & 1 == 0 {
            score *= OTHER_HEAD;
        } else if !asked[0].readings.iter().any(|reading| Some(&reading.word) == name.words.first()) {
            score *= HEAD_INSIDE;
        }
        let better = |known: &Fit| known.score >= score;
        if fits.iter().rev().take_while(|fit| fit.code == name.code).any(better) {
            continue;
        }
        let told = (0..asked.len()).filter(|place| shared.places & (1 << place) != 0);
        let mut words: Vec<String> = told.map(|place| asked[place].printed.clone()).collect();
        words.dedup();
        fits.push(Fit { code: name.code, name: number, score, words });
    }
    fits
}
