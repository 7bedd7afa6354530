//! A profile tried on a report: what it finds there, what it misses, and whether that is what a person expects.
//!
//! [`trial`] puts stages together as [`crate::understand`] does, and asks each of them for what it left out.

mod gold;
mod lines;
mod near;
mod sheets;
mod slow;

use serde::Serialize;

use crate::catalogue::Language;
use crate::interpret::{Interpretation, of_ranges};
use crate::model::diagnostic::Diagnostic;
use crate::model::flow::Flow;
use crate::model::message::Message;
use crate::model::outcome::LeftOver;
use crate::model::record::{Kind, Record};
use crate::model::sheet::Sheet;
use crate::pipeline::look::look_at;
use crate::profile::{Form, Profile, Range, recognise, scores};
use crate::segment::segment;
use crate::settle;
use crate::source::Source;
use crate::understand::{Settings, reading};

pub use gold::{Compared, Comparison, Difference, Gold, GoldError};

/// What a profile finds in a file, and what it misses.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Trial {
    /// The file, relative to the PATH argument.
    pub file: String,
    /// Why nothing could be read of it.
    pub problem: Option<Message>,
    /// How many pages it has.
    pub pages: u32,
    /// Whether the profile recognises it. What follows is told all the same: as if it did.
    pub recognised: bool,
    /// How well each profile fits it, the best first.
    pub scores: Vec<Fit>,
    /// Keys of the sections that the profile knows, in its order.
    pub sections: Vec<String>,
    /// The sheets that it finds, in reading order.
    pub sheets: Vec<SheetFound>,
    /// Places where a sheet might have begun, and why none does.
    pub refused: Vec<RefusedTitle>,
    /// Lines that look like headings and are none to the profile, the most frequent first.
    pub unmapped: Vec<Unmapped>,
    /// Lines that are nearly a heading or label of the profile.
    pub near_misses: Vec<NearMiss>,
    /// Text that is in no record.
    pub left_over: Vec<Left>,
    /// What a person should look at, besides text that is left over.
    pub issues: Vec<Diagnostic>,
    /// Patterns that take far longer than the others.
    pub slow_patterns: Vec<SlowPattern>,
    /// How it compares with what a person checked.
    pub gold: Option<Comparison>,
}

impl Trial {
    /// With words of a language in place of the catalogue's texts.
    #[must_use]
    pub fn in_words(mut self, language: Language) -> Self {
        self.problem = self.problem.map(|problem| Message::Plain(problem.whole(language)));
        self.refused.iter_mut().for_each(|refused| refused.why = Message::Plain(refused.why.said(language)));
        self.issues = self.issues.into_iter().map(|issue| issue.in_words(language)).collect();
        self
    }
}

/// How well a profile fits a file.
#[derive(Debug, Clone, Serialize)]
pub struct Fit {
    /// The profile.
    pub id: String,
    /// The weights of the patterns found.
    pub score: u32,
    /// What is enough.
    pub threshold: u32,
    /// Its patterns, in its order.
    pub patterns: Vec<PatternFound>,
}

/// A pattern that speaks for a profile.
#[derive(Debug, Clone, Serialize)]
pub struct PatternFound {
    /// As the profile says it.
    pub pattern: String,
    /// What it counts.
    pub weight: u32,
    /// In how many texts it was found.
    pub found: usize,
    /// In how many it must be.
    pub at_least: u32,
}

/// A sheet that was found.
#[derive(Debug, Clone, Serialize)]
pub struct SheetFound {
    /// What it describes.
    pub kind: Kind,
    /// The line over its title.
    pub number: Option<String>,
    /// Its title; empty where none was found, and then it is no record.
    pub title: String,
    /// The title of the sheet that it is a part of.
    pub parent: Option<String>,
    /// Its theme.
    pub theme: Option<String>,
    /// First and last page.
    pub pages: Option<[u32; 2]>,
    /// The sections of the profile, in its order.
    pub sections: Vec<SectionFound>,
    /// Values that labels introduce.
    pub labels: Vec<LabelFound>,
    /// Codes of what a person should look at.
    pub issues: Vec<String>,
}

/// What a sheet has of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionFound {
    /// The section's key.
    pub key: String,
    /// How often it stands there.
    pub times: usize,
    /// Whether it has a heading and no text.
    pub empty: bool,
    /// Whether sheets of this kind have it at all.
    pub expected: bool,
}

/// A labelled value of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelFound {
    /// The label as printed.
    pub label: String,
    /// The value as printed.
    pub value: String,
    /// The field that it fills: `fields`, or one that every dataset has.
    pub field: &'static str,
    /// What the field holds.
    pub read: Vec<String>,
}

/// A place where a sheet might have begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefusedTitle {
    /// 1-based page.
    pub page: u32,
    /// What stands there.
    pub text: String,
    /// Why no sheet begins.
    pub why: Message,
}

/// A line that looks like a heading and is none to the profile: in a sheet, or anywhere where no sheet was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unmapped {
    /// As printed where it stands first.
    pub text: String,
    /// How often it stands there.
    pub count: usize,
    /// On which pages.
    pub pages: Vec<u32>,
}

/// A line that is nearly a heading or label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NearMiss {
    /// As printed where it stands first.
    pub text: String,
    /// On which pages.
    pub pages: Vec<u32>,
    /// What it is close to, as patterns compare text.
    pub wording: String,
    /// The part of the profile that this belongs to: `section training`.
    pub part: String,
}

/// Text that is in no record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    /// 1-based page, where it is known.
    pub page: Option<u32>,
    /// How many words.
    pub words: usize,
    /// The text.
    pub text: String,
    /// The title of the sheet that it stands in or after.
    pub near: Option<String>,
}

/// A pattern that takes long.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SlowPattern {
    /// The part of the profile that it belongs to.
    pub part: String,
    /// The pattern, as compared.
    pub pattern: String,
    /// How long it takes over all lines of the document, in milliseconds.
    pub milliseconds: u64,
}

/// Tries a profile of `settings` on a file.
#[must_use]
pub fn trial(source: &Source, profile: &Profile, settings: Settings<'_>, gold: Option<&Gold>) -> Trial {
    let mut trial = Trial { file: source.file.clone(), ..Trial::default() };
    let read = look_at(source).and_then(|look| reading(look.input(&source.path), settings));
    match read {
        Ok((reading, _)) => {
            trial.issues = reading.diagnostics;
            of_flow(&mut trial, &reading.flow, profile, settings, gold);
        }
        Err(refusal) => trial.problem = Some(refusal.message),
    }
    // Of a file that says nothing, all is missing.
    let missing = gold.filter(|_| trial.problem.is_some()).map(|gold| gold.compare(&trial.file, &profile.id, &[]));
    trial.gold = missing.or(trial.gold);
    trial
}

fn of_flow(trial: &mut Trial, flow: &Flow, profile: &Profile, settings: Settings<'_>, gold: Option<&Gold>) {
    trial.pages = flow.pages;
    trial.scores = fits(flow, settings);
    let mut ranges = recognise(flow, settings.profiles);
    trial.recognised = ranges.iter().any(|range| range.profile.id == profile.id);
    if !trial.recognised {
        ranges = vec![Range { profile, blocks: 0..flow.blocks.len(), score: 0, tied: Vec::new() }];
    }
    let Interpretation { records, diagnostics, left_over, .. } = of_ranges(flow, &ranges);
    let is_own = |record: &Record| record.collection == profile.id;
    let own_ranges: Vec<&Range<'_>> = ranges.iter().filter(|range| range.profile.id == profile.id).collect();
    let sheets: Vec<Sheet> = own_ranges.iter().flat_map(|range| segment(flow, range)).collect();
    let own: Vec<&Record> = records.iter().filter(|record| is_own(record)).collect();
    trial.sections = sheets::keys(profile);
    trial.sheets = sheets::found(&sheets, &own, profile);
    if let Some(Form::Sheets(rules)) = &profile.form {
        let refused = own_ranges.iter().flat_map(|range| settle::sheets::refused(flow, range, rules));
        let told = refused.map(|refused| RefusedTitle {
            page: refused.page,
            text: refused.text,
            why: Message::new(refused.why),
        });
        trial.refused = told.collect();
    }
    let blocks = || own_ranges.iter().flat_map(|range| &flow.blocks[range.blocks.clone()]);
    trial.unmapped = lines::unmapped(&sheets, blocks(), profile);
    trial.near_misses = near::misses(blocks(), profile);
    let near = |left: &LeftOver| left.near.and_then(|near| records.get(near));
    let of_own = left_over.iter().filter(|left| near(left).is_none_or(is_own));
    trial.left_over = of_own.map(|left| left_of(left, near(left))).collect();
    trial.left_over.sort_by_key(|left| left.page);
    // Text that is left over is told by itself.
    let others = diagnostics.into_iter().filter(|told| !["outside-sheets", "text-not-placed"].contains(&&*told.code));
    trial.issues.extend(others);
    trial.slow_patterns = slow::patterns(blocks(), profile);
    trial.gold = gold.map(|gold| gold.compare(&trial.file, &profile.id, &own));
}

fn fits(flow: &Flow, settings: Settings<'_>) -> Vec<Fit> {
    let pattern = |(pattern, weight, found, at_least)| PatternFound { pattern, weight, found, at_least };
    let fit = |score: crate::profile::Score| Fit {
        id: score.id,
        score: score.score,
        threshold: score.threshold,
        patterns: score.evidence.into_iter().map(pattern).collect(),
    };
    scores(flow, settings.profiles).into_iter().map(fit).collect()
}

fn left_of(left: &LeftOver, near: Option<&Record>) -> Left {
    Left {
        page: left.place.map(|place| place.page),
        words: left.text.split_whitespace().count(),
        text: left.text.clone(),
        near: near.map(|record| record.title.clone()),
    }
}
