//! Diplomas that a sentence names, as data: what kind, which one, and what is printed beside it.
//!
//! Nothing is guessed: where it is not clear that a word is a diploma ("licence logicielle", "master class"), it is none, and
//! where it is not clear how far its name goes, it has none.

mod kinds;
mod name;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::codes::codes;
use super::hours::hours;
use super::levels;
use super::vocabularies::{DIPLOMAS, cell, rows};
use crate::model::qualification::{Diploma, DiplomaKind, LevelSource};
use crate::model::record::HoursKind;
use crate::normalise::pattern;
use kinds::Mark;
pub(super) use kinds::may_name;

/// A diploma without its places, and where in the sentence its kind and name are, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// The diploma.
    pub diploma: Diploma,
    /// Where its words are.
    pub span: Range<usize>,
}

/// The level that the law gives each kind, where it gives one.
static BY_LAW: LazyLock<Vec<(String, Option<u8>)>> =
    LazyLock::new(|| rows(DIPLOMAS).map(|row| (cell(&row, 0), cell(&row, 1).parse().ok())).collect());

fn level_by_law(kind: DiplomaKind) -> Option<u8> {
    BY_LAW.iter().find(|(name, _)| name == kind.as_str()).and_then(|(_, level)| *level)
}

/// The diplomas that a sentence of a training section names, in reading order.
#[must_use]
pub fn diplomas(sentence: &str) -> Vec<Named> {
    let marks = kinds::marks(sentence);
    if marks.is_empty() {
        return Vec::new();
    }
    let told = Told::of(sentence);
    let next = |at: usize| marks.get(at + 1).map_or(sentence.len(), |next| next.span.start);
    marks.iter().enumerate().map(|(at, mark)| named(sentence, mark, next(at), &told)).collect()
}

/// What a sentence tells, with where it does.
struct Told {
    codes: Vec<(String, Range<usize>)>,
    hours: Vec<(u32, HoursKind, Range<usize>)>,
}

impl Told {
    fn of(sentence: &str) -> Self {
        let codes = codes(sentence).into_iter().filter(|code| code.value.starts_with('R') && !code.value.contains(':'));
        let hours = hours(sentence).into_iter().map(|found| (found.value.value, found.value.what, found.span));
        Self { codes: codes.map(|code| (code.value, code.span)).collect(), hours: hours.collect() }
    }
}

/// The diploma of a mark; what stands before `end` may be told of it.
fn named(sentence: &str, mark: &Mark, end: usize, told: &Told) -> Named {
    let rest = &sentence[mark.span.end..end];
    let name = name::name(rest, mark.kind);
    let name_end = mark.span.end + name.as_ref().map_or(0, |name| name.end);
    let printed = level_beside(rest);
    let by_law = level_by_law(mark.kind);
    let level_source = printed.map(|_| LevelSource::Printed).or(by_law.map(|_| LevelSource::Law));
    let diploma = Diploma {
        kind: mark.kind,
        name: name.map(|name| name.text),
        level: printed.or(by_law),
        level_source,
        code: code_beside(sentence, mark.span.end..end, told),
        hours: hours_beside(sentence, name_end..end, told),
        places: Vec::new(),
    };
    Named { diploma, span: mark.span.start..name_end }
}

/// The one level that is told after a diploma and not asked of those who want it.
fn level_beside(rest: &str) -> Option<u8> {
    match levels::told(rest)[..] {
        [level] => Some(level),
        _ => None,
    }
}

/// The one code that is printed after a diploma, in its clause.
fn code_beside(sentence: &str, range: Range<usize>, told: &Told) -> Option<String> {
    let mut beside = told.codes.iter().filter(|(_, span)| range.start <= span.start && span.end <= range.end);
    let (code, span) = beside.next().filter(|_| beside.next().is_none())?;
    (!sentence[range.start..span.start].contains(';')).then(|| code.clone())
}

/// The hours that are printed straight after a diploma.
fn hours_beside(sentence: &str, range: Range<usize>, told: &Told) -> Option<u32> {
    /// Nothing but what is told of the diploma itself stands between it and its hours.
    static STRAIGHT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?ix)^ (?: [\s,():–-] | (?:de\s+)?niveau\s*:?\s*[0-9] | RNCP\s*:?\s*(?:n\s*°\s*)?[0-9]+ | RS\s?[0-9]+ )*
              (?: d['’]une\s+dur[ée]e\s+(?:totale\s+)?(?:de|d['’]environ) | d['’]environ | de | en | soit | environ | sur
                | (?:qui\s+)?(?:dure|compte|comporte|comprend|totalise|repr[ée]sente) )? \s* $",
        )
    });
    let beside = || told.hours.iter().filter(|(_, _, span)| range.start <= span.start && span.end <= range.end);
    let of_training = |what: HoursKind| !matches!(what, HoursKind::Placement | HoursKind::Vae);
    let (value, what, span) = beside().next()?;
    // Courses and placements together are not the whole unless it is said.
    let whole = *what == HoursKind::Total || (of_training(*what) && beside().count() == 1);
    (whole && STRAIGHT.is_match(&sentence[range.start..span.start])).then_some(*value)
}
