//! Claims: what the patterns of a profile say that lines may be. Claims only propose; [`super::headings`] settles them.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use crate::model::flow::{Joint, Style};
use crate::profile::{AxisField, Profile, SectionRule, bare};
use crate::text::{fold, is_capitals, starts_lower};

use super::unit::{Unit, look_of};
use lines::{ends_after_dots, goes_on, is_joined, joins_to_end, lines_of_cell, stacked};

pub use labels::{LabelClaim, labels, with_whole_labels};

mod labels;
mod lines;

/// How a heading's words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Alone on its line or lines.
    Alone,
    /// Before a colon, its text goes on after it.
    Colon,
    /// Before a dash.
    Dash,
    /// Before a full stop.
    Stop,
    /// Nothing but another look parts it from its text.
    Look,
}

/// A claim that lines are the heading of a section.
#[derive(Debug, Clone)]
pub struct HeadingClaim<'p> {
    /// Its first line, an index of units.
    pub first: usize,
    /// Its last line.
    pub last: usize,
    /// Where, in bytes, the section's text begins on the last line; `None` where it does not.
    pub cut: Option<usize>,
    /// The section.
    pub rule: &'p SectionRule,
    /// How it stands.
    pub form: Form,
    /// Whether a number, letter or icon stands before its words.
    pub numbered: bool,
    /// Whether the look changes at the cut.
    pub changes_look: bool,
}

/// The longest heading, in characters and lines.
const CHARACTERS: usize = 110;
const LINES: usize = 5;
/// The longest heading before a colon or dash, in characters.
const RUN_IN: usize = 70;

/// Dots that belong to the heading ("C'est déjà là ...") must survive: the text is tried with and without what ends it.
fn section<'p>(profile: &'p Profile, folded: &str) -> Option<(&'p SectionRule, bool)> {
    if folded.is_empty() {
        return None;
    }
    let (rest, numbered) = bare(folded);
    profile
        .section(rest)
        .map(|rule| (rule, numbered))
        .or_else(|| profile.section(folded.trim_end_matches([' ', ':', '.', '*', '-'])).map(|rule| (rule, false)))
}

/// All claims that lines are headings, in reading order; several may speak of one line.
pub fn headings<'p>(units: &[Unit], profile: &'p Profile) -> Vec<HeadingClaim<'p>> {
    let mut claims: Vec<HeadingClaim<'p>> = Vec::new();
    for first in 0..units.len() {
        let unit = &units[first];
        // What a number on the line above counts is no heading without it.
        let counted = claims.last().is_some_and(|claim| {
            claim.first < first && first <= claim.last && !units[claim.first].folded.chars().any(char::is_alphabetic)
        });
        if unit.table || unit.folded.is_empty() || counted {
            continue;
        }
        let own = claims.len();
        alone(units, first, profile, &mut claims);
        let opens =
            first == 0 || units[first - 1].paragraph != unit.paragraph || unit.line.marker.is_some() || unit.cut;
        let other_look = first > 0
            && (units[first - 1].style() != unit.style() || look_at_end(&units[first - 1]) != look_at_start(unit));
        if opens || other_look {
            run_in(units, first, profile, &mut claims);
        }
        // A heading that may go on with any words ends where its weight or colour says so.
        if let [alone, run_in] = &claims[own..]
            && run_in.cut.is_some_and(|cut| ends_at(&units[run_in.last], cut))
            && run_in.last <= alone.last
            && alone.cut.is_none()
            && alone.rule.is_open_ended(bare(&unit.folded).0)
        {
            claims.remove(own);
        }
    }
    claims
}

fn look_at_start(unit: &Unit) -> Style {
    unit.line.runs.first().map_or(unit.style(), |run| run.style)
}

fn look_at_end(unit: &Unit) -> Style {
    unit.line.runs.last().map_or(unit.style(), |run| run.style)
}

/// Whether a line is set in another weight or colour from a place on, in bytes. Small capitals change the size alone.
fn ends_at(unit: &Unit, cut: usize) -> bool {
    let line = &unit.line;
    let (before, after) = (look_of(line, 0, cut), look_of(line, cut, line.text.len()));
    (before.bold && !after.bold) || before.colour != after.colour
}

fn alone<'p>(units: &[Unit], first: usize, profile: &'p Profile, claims: &mut Vec<HeadingClaim<'p>>) {
    let unit = &units[first];
    if unit.length() > CHARACTERS {
        return;
    }
    let mut text = unit.folded.clone();
    let mut last = first;
    let mut found = section(profile, &text).map(|found| (found, first));
    let open_ended = |rule: &SectionRule, text: &str| rule.is_open_ended(bare(text).0);
    let may_go_on =
        |last: usize| goes_on(&units[last], &units[last + 1]) || ends_after_dots(&units[last], &units[last + 1]);
    while last + 1 < units.len() && last + 1 - first < LINES && may_go_on(last) {
        let joined = joined(&text, &units[last], &units[last + 1]);
        let next = section(profile, &joined);
        // A number may stand on a line of its own.
        let counted = !text.chars().any(char::is_alphabetic);
        let already = !counted && section(profile, &units[last + 1].folded).is_some();
        match (&next, &found) {
            // Whatever follows the beginning of a heading that may go on is told by layout: one paragraph is one text.
            (Some((rule, _)), Some(_)) if open_ended(rule, &joined) => {
                let joins = is_joined(&units[last], &units[last + 1]) || stacked(&units[last], &units[last + 1]);
                let one = units[last + 1].paragraph == unit.paragraph || unit.cell.is_some() || joins;
                let whole = joins_to_end(units, last + 1, first + LINES);
                let lower = units[last + 1].folded.len() < 40 && starts_lower(&units[last + 1].line.text);
                let in_cell = unit.cell.is_some() && lines_of_cell(units, first) <= LINES;
                if already || !one || !(whole || lower || in_cell) || joined.len() > CHARACTERS {
                    break;
                }
            }
            _ if already => break,
            _ => {}
        }
        last += 1;
        text = joined;
        if let Some(next) = next {
            found = Some((next, last));
        }
    }
    if let Some(((rule, numbered), last)) = found {
        claims.push(HeadingClaim { first, last, cut: None, rule, form: Form::Alone, numbered, changes_look: false });
    }
}

/// The text of lines with the next one: a word that is cut at a line's end is whole again.
fn joined(text: &str, last: &Unit, next: &Unit) -> String {
    match last.line.joint {
        Joint::CutWord => [text.trim_end_matches('-'), &next.folded].concat(),
        Joint::Hyphen => [text, &next.folded].concat(),
        Joint::Space => [text, " ", &next.folded].concat(),
    }
}

/// Headings whose text goes on after them on the same line.
fn run_in<'p>(units: &[Unit], first: usize, profile: &'p Profile, claims: &mut Vec<HeadingClaim<'p>>) {
    let mut before = String::new();
    for last in first..units.len().min(first + 2) {
        let unit = &units[last];
        if last > first {
            let above = &units[last - 1];
            let cut = is_cut_word(above, unit);
            if !cut && !goes_on_text(above, unit) {
                return;
            }
            before = match cut {
                true => above.folded.trim_end_matches('-').to_owned(),
                false => [&above.folded, " "].concat(),
            };
        }
        let mut best: Option<HeadingClaim<'p>> = None;
        for (at, form) in cuts(&unit.line.text) {
            if at > RUN_IN + 20 {
                break;
            }
            best = better(best, claim_at(units, (first, last), &before, at, form, profile));
        }
        for run in unit.line.runs.iter().filter(|run| run.start > 0 && run.start <= RUN_IN + 20) {
            if unit.line.text.is_char_boundary(run.start) {
                best = better(best, claim_at(units, (first, last), &before, run.start, Form::Look, profile));
            }
        }
        if let Some(best) = best {
            claims.push(best);
            return;
        }
    }
}

/// Whether a word in the look of a heading is cut at the end of a line: its text may go on after the rest of it.
fn is_cut_word(a: &Unit, b: &Unit) -> bool {
    let same = (look_at_end(a), look_at_start(b));
    let alike = same.0.bold == same.1.bold && same.0.colour == same.1.colour && (same.0.size - same.1.size).abs() < 0.3;
    let gap = b.bbox.y0 - a.bbox.y1;
    a.line.text.trim_end().ends_with(['-', '\u{2010}', '\u{ad}'])
        && alike
        && a.page == b.page
        && b.line.marker.is_none()
        && gap < 0.9 * same.0.size
        && gap > -0.5 * same.0.size
        && a.bbox.overlap_x(&b.bbox) > 0.0
}

/// Lines of one paragraph.
fn goes_on_text(a: &Unit, b: &Unit) -> bool {
    a.paragraph == b.paragraph && b.line.marker.is_none()
}

fn better<'p>(a: Option<HeadingClaim<'p>>, b: Option<HeadingClaim<'p>>) -> Option<HeadingClaim<'p>> {
    let Some(b) = b else { return a };
    let Some(a) = a else { return Some(b) };
    // Where the look changes the heading ends; else at the first sign that parts.
    let rank = |claim: &HeadingClaim<'_>| (!claim.changes_look, claim.form == Form::Look, claim.cut);
    Some(if rank(&b) < rank(&a) { b } else { a })
}

fn claim_at<'p>(
    units: &[Unit],
    (first, last): (usize, usize),
    before: &str,
    at: usize,
    form: Form,
    profile: &'p Profile,
) -> Option<HeadingClaim<'p>> {
    let text = &units[last].line.text;
    let rest = text[at..].trim_start_matches([':', '-', '–', '—', '.', ' ', '\u{a0}', '\u{202f}', '|', '•', '·']);
    if !rest.chars().any(char::is_alphabetic) {
        return None;
    }
    let folded = fold(&text[..at]);
    let whole = if before.is_empty() { folded } else { [before, &folded].concat() };
    if whole.chars().count() > RUN_IN {
        return None;
    }
    let (rule, numbered) = section(profile, &whole)?;
    let cut = text.len() - rest.len();
    let line = &units[last].line;
    // In small capitals, words are larger or smaller as they are short or long.
    let small_capitals = is_capitals(&text[..at]) && is_capitals(rest);
    let same = |a: Style, b: Style| {
        a.bold == b.bold
            && a.italic == b.italic
            && a.colour == b.colour
            && (small_capitals || (a.size - b.size).abs() < 0.3)
    };
    let changes_look = !line.runs.is_empty() && !same(look_of(line, 0, at), look_of(line, cut, line.text.len()));
    (form != Form::Look || changes_look).then_some(HeadingClaim {
        first,
        last,
        cut: Some(cut),
        rule,
        form,
        numbered,
        changes_look,
    })
}

/// Where a heading may end on a line, in bytes.
fn cuts(text: &str) -> Vec<(usize, Form)> {
    let mut cuts = Vec::new();
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let next = text[at + character.len_utf8()..].chars().next();
        let spaced = next.is_some_and(char::is_whitespace);
        match character {
            ':' if spaced || before.is_whitespace() => cuts.push((at, Form::Colon)),
            '–' | '—' | '-' | '|' if spaced && before.is_whitespace() => cuts.push((at, Form::Dash)),
            '.' if spaced && before.is_alphabetic() => cuts.push((at, Form::Stop)),
            _ => {}
        }
        before = character;
    }
    cuts
}

/// A claim that lines are a word at the end of an axis of the verdict chart.
#[derive(Debug, Clone)]
pub struct AxisClaim {
    /// Its lines, from the top.
    pub units: Vec<usize>,
    /// The axis.
    pub field: AxisField,
    /// Whether it stands at the positive end.
    pub positive: bool,
}

/// All claims that lines are words of the verdict chart.
pub fn axes<U: Borrow<Unit>>(units: &[U], profile: &Profile) -> Vec<AxisClaim> {
    /// The longest word of a chart, in characters.
    const LONGEST: usize = 40;
    let mut claims = Vec::new();
    if !profile.has_chart() {
        return claims;
    }
    let is_short = |unit: &Unit| !unit.table && unit.length() <= LONGEST;
    let short = || units.iter().map(Borrow::borrow).enumerate().filter(|(_, unit)| is_short(unit));
    // The short lines of each page.
    let mut on_page: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    short().for_each(|(index, unit)| on_page.entry(unit.page).or_default().push(index));
    for (index, unit) in short().filter(|(_, unit)| !unit.folded.is_empty()) {
        if let Some((field, positive)) = profile.folded_axis_end(&unit.folded) {
            claims.push(AxisClaim { units: vec![index], field, positive });
            continue;
        }
        // Wrapped: the second line stands straight below the first.
        let beside = on_page.get(&unit.page).into_iter().flatten().map(|other| (*other, units[*other].borrow()));
        let mut below = beside.filter(|(other, next)| {
            *other != index
                && next.bbox.overlap_x(&unit.bbox) > 0.0
                && next.bbox.y0 > unit.bbox.y0
                && next.bbox.y0 - unit.bbox.y1 < 0.8 * unit.style().size
                && (next.style().size - unit.style().size).abs() < 0.3
        });
        let claim = below.find_map(|(other, next)| {
            let (field, positive) = profile.folded_axis_end(&format!("{} {}", unit.folded, next.folded))?;
            Some(AxisClaim { units: vec![index, other], field, positive })
        });
        claims.extend(claim);
    }
    // The second line of a wrapped word may read as a word itself ("non" over "transposable").
    let seconds: Vec<usize> = claims.iter().filter(|claim| claim.units.len() > 1).map(|claim| claim.units[1]).collect();
    claims.retain(|claim| claim.units.len() > 1 || !seconds.contains(&claim.units[0]));
    claims
}
