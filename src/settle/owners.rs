//! Which heading owns a paragraph: by geometry as much as by reading order.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::model::flow::{Run, Style};
use crate::model::geometry::Rect;

use super::decision::{Account, Candidate, Decision, choose};
use super::unit::Unit;
use super::weights::{Weights, logistic};

use facts::{Context, FACTS, Facts};
use heads::Heads;

mod columns;
mod facts;
mod heads;

/// A table, a row and a column of it.
pub type TableCell = (usize, usize, usize);

/// A heading that may own text.
#[derive(Debug, Clone)]
pub struct Owner {
    /// The name of its section.
    pub key: String,
    /// Whether it owns no text: the heading of a chart, or a label.
    pub barren: bool,
    /// Its place in reading order: an index of pieces.
    pub order: usize,
    /// 1-based page.
    pub page: u32,
    /// In points, on the page as read.
    pub bbox: Rect,
    /// Its look.
    pub style: Style,
    /// The panel that it stands in.
    pub container: Option<u32>,
    /// The cell that it stands in, with its table.
    pub cell: Option<TableCell>,
    /// Whether text goes on after it on its line.
    pub run_in: bool,
}

/// A paragraph that is to be owned.
#[derive(Debug, Clone)]
pub struct Owned {
    /// Its place in reading order: an index of pieces.
    pub order: usize,
    /// 1-based page of its first line.
    pub page: u32,
    /// The box of its first line.
    pub first: Rect,
    /// The box of its lines on its first page, down to where it goes on at the head of another column.
    pub bbox: Rect,
    /// Its look.
    pub style: Style,
    /// The panel that it stands in.
    pub container: Option<u32>,
    /// The cell that it stands in, with its table.
    pub cell: Option<TableCell>,
    /// Its text.
    pub text: String,
    /// The number that counts it among the items of a list.
    pub number: Option<u32>,
    /// Whether it stands among the page furniture.
    pub furniture: bool,
    /// Whether it is the text after a heading on one line.
    pub run_in: bool,
}

impl Owned {
    /// The paragraph of some lines; `order` is its place.
    #[must_use]
    pub fn of(units: &[&Unit], order: usize) -> Option<Self> {
        let first = units.first()?;
        let jumps = |pair: &[&Unit]| pair[1].page != first.page || pair[1].bbox.y1 < pair[0].bbox.y0;
        let until = units.windows(2).position(jumps).map_or(units.len(), |last| last + 1);
        let in_column = units[..until].iter().map(|unit| unit.bbox);
        let text: Vec<&str> = units.iter().map(|unit| unit.line.text.as_str()).collect();
        Some(Self {
            order,
            page: first.page,
            first: first.bbox,
            bbox: Rect::union_all(in_column)?,
            style: look_of_most(units),
            container: first.container,
            cell: first.cell.map(|(row, column)| (first.block, row, column)),
            number: number_of(text.first()?),
            text: text.join(" "),
            furniture: first.furniture,
            run_in: first.cut,
        })
    }
}

static WEIGHTS: LazyLock<Weights<{ FACTS.len() }>> = LazyLock::new(|| Weights::of("owner", &FACTS));

/// The look of most letters of some lines.
fn look_of_most(units: &[&Unit]) -> Style {
    let mut looks: Vec<(Style, usize)> = Vec::new();
    for unit in units {
        let line = &unit.line;
        let whole = [Run { start: 0, style: line.style }];
        let runs = if line.runs.is_empty() { &whole } else { line.runs.as_slice() };
        for (index, run) in runs.iter().enumerate() {
            let end = runs.get(index + 1).map_or(line.text.len(), |next| next.start);
            let length = end.saturating_sub(run.start);
            match looks.iter_mut().find(|(style, _)| *style == run.style) {
                Some((_, sum)) => *sum += length,
                None => looks.push((run.style, length)),
            }
        }
    }
    looks.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|(style, _)| style).unwrap_or_default()
}

/// The number, of one or two digits, that a text begins with: "3. …" or "3) …".
fn number_of(text: &str) -> Option<u32> {
    let (number, rest) = text.split_once(['.', ')'])?;
    let counts = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    (counts && rest.starts_with(' ')).then(|| number.parse().ok()).flatten()
}

/// The looks of some paragraphs, with their letters.
fn looks_of(owned: &[Owned]) -> Vec<(Style, usize)> {
    let mut looks: Vec<(Style, usize)> = Vec::new();
    for this in owned {
        let length = this.text.chars().count();
        match looks.iter_mut().find(|(style, _)| *style == this.style) {
            Some((_, sum)) => *sum += length,
            None => looks.push((this.style, length)),
        }
    }
    looks
}

/// Who owns a paragraph.
#[derive(Debug, Clone)]
pub struct Choice {
    /// An index of the headings, or nothing.
    pub owner: Option<usize>,
    /// How sure that is, 0 to 1.
    pub probability: f64,
    /// Log-odds: of no owner, then of each heading.
    scores: Vec<f64>,
}

/// The last heading before each paragraph owns it.
#[must_use]
pub fn by_order(owners: &[Owner], owned: &[Owned]) -> Vec<Choice> {
    /// How sure that is where nothing else is known.
    const SURE: f64 = 0.8;
    let before = |this: &Owned| owners.iter().rposition(|owner| owner.order < this.order);
    owned.iter().map(|this| Choice { owner: before(this), probability: SURE, scores: Vec::new() }).collect()
}

/// Settles who owns each paragraph of a sheet, in reading order.
#[must_use]
pub fn settle(sheet: usize, owners: &[Owner], owned: &[Owned], account: &mut Account) -> Vec<Choice> {
    let looks = looks_of(owned);
    // A full sheet may be set smaller than the others: its own look of most letters is what it is measured against.
    let body = looks.iter().reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|(style, _)| *style).unwrap_or_default();
    let text_below = |owner: &Owner| {
        owned.iter().any(|this| {
            let gap = this.first.y0 - owner.bbox.y1;
            this.page == owner.page
                && !this.furniture
                && owner.bbox.overlap_x(&this.bbox) > 0.0
                && gap > -0.5 * this.style.size
                && gap < 1.8 * this.style.size
        })
    };
    let texts_below: Vec<bool> = owners.iter().map(text_below).collect();
    let on_grounds = on_grounds(owners, owned);
    let letters = looks.iter().map(|(_, length)| length).sum();
    // The candidates: none, then the headings in order.
    let ids: Vec<Option<usize>> = std::iter::once(None).chain((0..owners.len()).map(Some)).collect();
    let mut counted: Vec<Option<u32>> = vec![None; owners.len()];
    let mut settled: Vec<Choice> = Vec::with_capacity(owned.len());
    let mut decisions: Vec<Decision> = Vec::new();
    for (index, this) in owned.iter().enumerate() {
        let before = index.checked_sub(1).map(|at| (&owned[at], settled[at].owner));
        let context = Context {
            owners,
            texts_below: &texts_below,
            on_grounds: &on_grounds,
            body,
            looks: &looks,
            letters,
            before,
            counted: &counted,
            heads: Heads::of(this, owners, owned),
        };
        let facts: Vec<Facts> = ids.iter().map(|id| context.facts(this, *id)).collect();
        let scores: Vec<f64> = facts.iter().map(|facts| WEIGHTS.score(facts)).collect();
        let (chosen, probability) = choose(&scores).unwrap_or((0, 0.0));
        if account.is_wanted() {
            let candidates = ids.iter().zip(&facts).map(|(id, facts)| candidate(owners, *id, facts)).collect();
            decisions.push(Decision {
                model: "owner",
                sheet,
                page: this.page,
                text: this.text.clone(),
                context: context.holds(this),
                candidates,
                ..Decision::default()
            });
        }
        if let (Some(owner), Some(number)) = (ids[chosen], this.number) {
            counted[owner] = Some(number);
        }
        settled.push(Choice { owner: ids[chosen], probability, scores });
    }
    leave_no_heading_alone(owners, &mut settled);
    for (decision, choice) in decisions.into_iter().zip(&settled) {
        let chosen = Some(choice.owner.map_or(0, |owner| owner + 1));
        account.tell(|| Decision { chosen, probability: choice.probability, ..decision });
    }
    settled
}

/// Of each heading, whether it stands on a ground of its own beside texts that are read after it. Where labels of a page
/// follow each other, a column of them was read by itself: there the order tells nothing.
fn on_grounds(owners: &[Owner], owned: &[Owned]) -> Vec<bool> {
    let has_ground = |owner: &Owner| {
        let shares = |this: &Owned| this.page == owner.page && this.container == owner.container;
        owner.container.is_some() && !owned.iter().any(shares)
    };
    let has_text_after = |index: usize| {
        let owner = &owners[index];
        let next = owners.get(index + 1).map_or(usize::MAX, |next| next.order);
        owned.iter().any(|this| {
            (owner.order..next).contains(&this.order) && this.page == owner.page && this.bbox.x0 >= owner.bbox.x1
        })
    };
    let grounds: Vec<bool> = owners.iter().map(has_ground).collect();
    let bare = |index: &usize| grounds[*index] && !owners[*index].barren && !has_text_after(*index);
    let unordered: BTreeSet<u32> = (0..owners.len()).filter(bare).map(|index| owners[index].page).collect();
    owners.iter().zip(grounds).map(|(owner, ground)| ground && !unordered.contains(&owner.page)).collect()
}

fn candidate(owners: &[Owner], id: Option<usize>, facts: &Facts) -> Candidate {
    let owner = id.map(|id| &owners[id]);
    let key = owner.map_or_else(|| "none".to_owned(), |owner| owner.key.clone());
    let id = owner.map_or_else(String::new, |owner| owner.order.to_string());
    Candidate::new(key, id, &FACTS, facts, &WEIGHTS)
}

/// A heading without text takes the loose paragraph that fits it best, if it fits it nearly as well as being loose does.
fn leave_no_heading_alone(owners: &[Owner], settled: &mut [Choice]) {
    /// How much worse, in log-odds.
    const NEARLY: f64 = 5.0;
    for index in (0..owners.len()).filter(|index| !owners[*index].barren) {
        if settled.iter().any(|choice| choice.owner == Some(index)) {
            continue;
        }
        let loose = settled.iter().enumerate().filter(|(_, choice)| choice.owner.is_none());
        let behind = loose.map(|(at, choice)| (at, choice.scores[0] - choice.scores[index + 1]));
        let nearest = behind.filter(|(_, behind)| *behind < NEARLY).min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, behind)) = nearest {
            settled[at].owner = Some(index);
            settled[at].probability = logistic(-behind);
        }
    }
}
