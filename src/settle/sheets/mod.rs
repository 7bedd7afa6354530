//! Sheets that a profile has rules for: where each begins, its title, its number, and which heading owns its text.
//!
//! `beginnings` lists where sheets may begin, `refusals` what of it begins none, `parts` which lines are each sheet's,
//! `titles` parts the title block, `rows` reads tables whose rows are sheets. Sections, labels and notes are settled as
//! on sheets that are pages.

mod beginnings;
mod numbers;
mod parts;
mod refusals;
mod rows;
mod tables;
mod titles;

use std::collections::BTreeSet;

use crate::model::flow::{Flow, Line};
use crate::model::passage::Passage;
use crate::model::sheet::{Sheet, Sureness};
use crate::profile::{Beginning, Mark, Range, SheetRule};

use super::decision::Account;
use super::groups::groups;
use super::naming::Naming;
use super::page::{self, Page, Taken};
use super::shown::Shown;
use super::{Settled, boundaries, settle};
use beginnings::Start;

pub use beginnings::Refused;

/// The sheets of a range in reading order; `account` takes down how they were settled.
#[must_use]
pub fn sheets(flow: &Flow, range: &Range<'_>, rules: &[SheetRule], account: &mut Account) -> Vec<Sheet> {
    let mut settled = settle(flow, range, account);
    let found = beginnings::find(&settled, flow, range, rules);
    let mut sheets = Vec::new();
    let parts = parts::of(&settled, &found.starts, rules);
    for (start, pieces) in found.starts.iter().zip(&parts) {
        only_of_kind(&mut settled, pieces, &rules[start.rule], range);
    }
    let page = Page { flow, range, settled: &settled, below_headings: page::looks_below_headings(&settled) };
    for (number, (start, pieces)) in found.starts.iter().zip(&parts).enumerate() {
        sheets.push((start.at, sheet(&page, number, start, pieces, &rules[start.rule], account)));
    }
    for rule in rules {
        match &rule.begin {
            Beginning::Headings(at_least) => {
                let named = by_headings(&page, flow, *at_least, account);
                sheets.extend(named.into_iter().map(|(at, sheet)| (at, Sheet { kind: rule.kind, ..sheet })));
            }
            Beginning::Row(head) => sheets.extend(rows::sheets(&page, rule, head)),
            _ => {}
        }
    }
    sheets.sort_by_key(|(at, _)| *at);
    sheets.into_iter().map(|(_, sheet)| sheet).collect()
}

/// Where sheets might have begun and do not, with why.
#[must_use]
pub fn refused(flow: &Flow, range: &Range<'_>, rules: &[SheetRule]) -> Vec<Refused> {
    let settled = settle(flow, range, &mut Account::default());
    beginnings::find(&settled, flow, range, rules).refused
}

/// A heading that stands for a section of other sheets is none here, or that of a section that these sheets have.
fn only_of_kind<'p>(settled: &mut Settled<'p>, pieces: &[usize], rule: &SheetRule, range: &Range<'p>) {
    for index in pieces {
        let Some(Mark::Section(section)) = settled.pieces[*index].mark else { continue };
        if section.is_of(rule.kind) {
            continue;
        }
        let units = settled.pieces[*index].units.clone();
        let texts: Vec<&str> = settled.units[units].iter().map(|unit| unit.folded.as_str()).collect();
        let folded = texts.join(" ");
        let text = crate::profile::bare(&folded).0;
        let other = range.profile.sections.iter().find(|other| other.is_of(rule.kind) && other.matches(text));
        settled.pieces[*index].mark = other.map(Mark::Section);
    }
}

/// A sheet of the usual kind in a report that has rules for others, too.
fn by_headings(page: &Page<'_, '_>, flow: &Flow, at_least: usize, account: &mut Account) -> Vec<(usize, Sheet)> {
    let parts = boundaries::sheets(page.settled, flow, page.range, at_least);
    let sheets = page.named(&parts, account);
    parts.into_iter().map(|pieces| pieces[0]).zip(sheets).collect()
}

fn sheet(
    page: &Page<'_, '_>,
    number: usize,
    start: &Start,
    pieces: &[usize],
    rule: &SheetRule,
    account: &mut Account,
) -> Sheet {
    let mut taken: Taken = start.title.iter().chain(&start.number).copied().collect();
    taken.extend(start.repeated.iter().copied());
    let block = titles::block(page, start, rule);
    let title_block = taken.iter().copied().collect::<Vec<usize>>();
    let mut blocks = page.chart(pieces, &mut taken);
    let notes = super::notes::take(page, pieces, &mut taken);
    blocks.extend(page.labels(pieces, &mut taken));
    let (theme, theme_probability) = if page.range.profile.theme {
        let (theme, probability) = theme(page, number, start, pieces, &mut taken, account);
        (theme, Some(probability))
    } else {
        (None, None)
    };
    let sureness = Sureness { title: Some(start.probability), theme: theme_probability, ..Sureness::default() };
    let named = Sheet {
        title: block.title,
        title_block: lines(page.settled, &title_block),
        number: block.number,
        parts: block.parts,
        kind: rule.kind,
        theme,
        blocks,
        notes,
        sureness,
        ..Sheet::default()
    };
    page.with_sections(number, pieces, named, &taken, account)
}

fn theme(
    page: &Page<'_, '_>,
    number: usize,
    start: &Start,
    pieces: &[usize],
    taken: &mut Taken,
    account: &mut Account,
) -> (Option<Passage>, f64) {
    let groups = vec![groups(page.settled, pieces, page.range.profile)];
    let shown = Shown::of(&groups, BTreeSet::new(), BTreeSet::new(), page.flow.body);
    let naming = Naming { page, number, sheet: pieces, groups: &groups[0], shown: &shown };
    let title = groups[0].iter().position(|group| group.pieces.iter().any(|piece| start.title.contains(piece)));
    naming.theme(title, None, taken, account)
}

/// The lines of some pieces.
fn lines(settled: &Settled<'_>, pieces: &[usize]) -> Vec<Line> {
    pieces.iter().map(|index| settled.units[settled.pieces[*index].units.start].line.clone()).collect()
}
