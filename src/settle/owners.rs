//! Which heading owns a paragraph: by geometry as much as by reading order.

use std::sync::LazyLock;

use crate::model::flow::{Run, Style};
use crate::model::geometry::Rect;
use crate::text::{ends_sentence, starts_lower};

use super::decision::{Account, Candidate, Decision, choose};
use super::unit::Unit;
use super::weights::{Weights, flag, logistic};

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
    /// The box of its lines on its first page.
    pub bbox: Rect,
    /// Its look.
    pub style: Style,
    /// The panel that it stands in.
    pub container: Option<u32>,
    /// The cell that it stands in, with its table.
    pub cell: Option<TableCell>,
    /// Its text.
    pub text: String,
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
        let on_page = units.iter().filter(|unit| unit.page == first.page).map(|unit| unit.bbox);
        let text: Vec<&str> = units.iter().map(|unit| unit.line.text.as_str()).collect();
        Some(Self {
            order,
            page: first.page,
            first: first.bbox,
            bbox: Rect::union_all(on_page)?,
            style: look_of_most(units),
            container: first.container,
            cell: first.cell.map(|(row, column)| (first.block, row, column)),
            text: text.join(" "),
            furniture: first.furniture,
            run_in: first.cut,
        })
    }
}

/// What is known of a heading and a paragraph.
pub const FACTS: [&str; 34] = [
    "last-before",
    "before",
    "after",
    "headings-between",
    "same-page",
    "page-before",
    "pages-apart",
    "same-panel",
    "heading-in-other-panel",
    "paragraph-in-other-panel",
    "same-cell",
    "same-row",
    "same-column-of-table",
    "below",
    "nearest-above",
    "overlaps",
    "shared-left-edge",
    "left-of",
    "right-of",
    "in-margin",
    "nearest-beside",
    "distance",
    "barren",
    "run-in",
    "owns-before",
    "owns-before-adjacent",
    "owns-before-column",
    "owns-before-open",
    "none",
    "none-small",
    "none-furniture",
    "none-above-all",
    "none-after-none",
    "none-odd-look",
];

static WEIGHTS: LazyLock<Weights<34>> = LazyLock::new(|| Weights::of("owner", &FACTS));

/// A look that more than one of so many letters have is no small print.
const COMMON: usize = 8;

/// What is the same for all candidates of one paragraph.
struct Context<'a> {
    owners: &'a [Owner],
    /// Of each heading, whether text stands straight below it: then it is in no margin.
    texts_below: &'a [bool],
    body: Style,
    /// Letters of each look on the sheet, and of all.
    looks: &'a [(Style, usize)],
    letters: usize,
    /// The paragraph before it, and its owner.
    before: Option<(&'a Owned, Option<usize>)>,
}

impl Context<'_> {
    /// Whether a good part of the sheet is set like this.
    fn is_common(&self, style: Style) -> bool {
        let alike = |other: &Style| {
            (other.size - style.size).abs() < 0.3 && other.italic == style.italic && other.direction == style.direction
        };
        let sum: usize = self.looks.iter().filter(|(other, _)| alike(other)).map(|(_, length)| length).sum();
        sum * COMMON > self.letters
    }

    fn adjacent(&self, owned: &Owned) -> bool {
        self.before.is_some_and(|(before, _)| {
            before.page == owned.page
                && before.bbox.overlap_x(&owned.bbox) > 0.0
                && owned.first.y0 - before.bbox.y1 > -0.5 * owned.style.size
                && owned.first.y0 - before.bbox.y1 < 2.5 * owned.style.size
        })
    }

    fn is_open(&self, owned: &Owned) -> bool {
        self.before.is_some_and(|(before, _)| !ends_sentence(&before.text) && starts_lower(&owned.text))
    }

    /// What the facts about the owner of the paragraph before depend on.
    fn holds(&self, owned: &Owned) -> Vec<&'static str> {
        let all =
            [(self.before.is_some(), "before"), (self.adjacent(owned), "adjacent"), (self.is_open(owned), "open")];
        all.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name).collect()
    }

    fn facts(&self, owned: &Owned, candidate: Option<usize>) -> [f64; 34] {
        let mut facts = [0.0; 34];
        let before = self.before.map(|(_, owner)| owner);
        let same = before == Some(candidate);
        let adjacent = self.adjacent(owned);
        let open = self.is_open(owned);
        let Some(index) = candidate else {
            let above_all = self.owners.iter().all(|owner| {
                owner.page > owned.page || (owner.page == owned.page && owner.bbox.y0 > owned.bbox.y1 - 1.0)
            });
            facts[28] = 1.0;
            // A whole column may be set smaller; small print is little.
            let small = owned.style.size < self.body.size * 0.93;
            facts[29] = flag(small && !self.is_common(owned.style));
            facts[30] = flag(owned.furniture);
            facts[31] = flag(above_all);
            facts[32] = flag(before == Some(None));
            facts[33] = flag(
                !self.is_common(owned.style)
                    && ((owned.style.size - self.body.size).abs() > 0.06 * self.body.size
                        || owned.style.italic != self.body.italic
                        || owned.style.direction != Style::default().direction),
            );
            return facts;
        };
        let owner = &self.owners[index];
        let last =
            self.owners.iter().enumerate().filter(|(_, other)| other.order < owned.order).map(|(at, _)| at).next_back();
        let (low, high) = (owner.order.min(owned.order), owner.order.max(owned.order));
        let between = self.owners.iter().filter(|other| other.order > low && other.order < high).count();
        let same_page = owner.page == owned.page;
        let (h, p) = (&owner.bbox, &owned.first);
        let size = owned.style.size.max(1.0);
        let overlap = h.overlap_x(&owned.bbox) > 0.0;
        let below = same_page && p.y0 > h.y0 - 0.3 * size && p.y1 > h.y1 - 0.3 * size;
        let above_of = |other: &Owner| {
            other.page == owned.page && other.bbox.overlap_x(&owned.bbox) > 0.0 && p.y0 > other.bbox.y0 + 0.2 * size
        };
        let nearest_above =
            above_of(owner) && self.owners.iter().all(|other| !above_of(other) || other.bbox.y0 <= h.y0 + 0.1);
        // In a margin: the heading stands beside the text, its first line level with the text's or above it.
        let beside = |at: usize| {
            let other = &self.owners[at];
            // What has its text on its own line has none beside it.
            !self.texts_below[at]
                && !other.run_in
                && other.page == owned.page
                && other.bbox.overlap_x(&owned.bbox) <= 0.0
                && other.bbox.x1 <= owned.bbox.x0 + 0.5 * size
                && p.y1 > other.bbox.y0
        };
        let nearest_beside = beside(index)
            && self.owners.iter().enumerate().all(|(at, other)| {
                !beside(at)
                    || other.bbox.y0 < h.y0 - 0.1
                    || (other.bbox.y0 - h.y0).abs() <= 0.1 && other.bbox.x0 <= h.x0
            });
        let distance = if same_page { (p.y0 - h.y1).max(h.y0 - p.y1).max(0.0) / size } else { 30.0 };
        let tables = (owner.cell, owned.cell);
        let in_table = |holds: fn(TableCell, TableCell) -> bool| match tables {
            (Some(a), Some(b)) => a.0 == b.0 && holds(a, b),
            _ => false,
        };
        facts[0] = flag(last == Some(index));
        facts[1] = flag(owner.order < owned.order);
        facts[2] = flag(owner.order > owned.order);
        facts[3] = (between as f64).min(4.0) / 2.0;
        facts[4] = flag(same_page);
        facts[5] = flag(owner.page + 1 == owned.page);
        facts[6] = flag(owner.page > owned.page || owner.page + 1 < owned.page);
        facts[7] = flag(owner.container.is_some() && owner.container == owned.container && same_page);
        facts[8] = flag(owner.container.is_some() && owner.container != owned.container);
        facts[9] = flag(owned.container.is_some() && owner.container != owned.container);
        facts[10] = flag(in_table(|a, b| a == b));
        facts[11] = flag(in_table(|a, b| a.1 == b.1 && a.2 < b.2));
        facts[12] = flag(in_table(|a, b| a.2 == b.2 && a.1 < b.1));
        facts[13] = flag(below);
        facts[14] = flag(nearest_above);
        facts[15] = flag(same_page && overlap);
        facts[16] = flag(same_page && (h.x0 - p.x0).abs() < 1.5 * size);
        facts[17] = flag(same_page && h.x0 > owned.bbox.x1);
        facts[18] = flag(same_page && h.x1 < owned.bbox.x0);
        facts[19] = flag(beside(index) && p.overlap_y(h) > 0.3 * h.height().min(p.height()));
        facts[20] = flag(nearest_beside);
        facts[21] = f64::from((1.0 + distance).ln().min(4.0));
        facts[22] = flag(owner.barren);
        facts[23] = flag(owner.run_in && owned.run_in && last == Some(index));
        facts[24] = flag(same);
        facts[25] = flag(same && adjacent);
        facts[26] = flag(same && !adjacent);
        facts[27] = flag(same && open);
        facts
    }
}

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
    let letters = looks.iter().map(|(_, length)| length).sum();
    // The candidates: none, then the headings in order.
    let ids: Vec<Option<usize>> = std::iter::once(None).chain((0..owners.len()).map(Some)).collect();
    let mut settled: Vec<Choice> = Vec::with_capacity(owned.len());
    let mut decisions: Vec<Decision> = Vec::new();
    for (index, this) in owned.iter().enumerate() {
        let before = index.checked_sub(1).map(|at| (&owned[at], settled[at].owner));
        let context = Context { owners, texts_below: &texts_below, body, looks: &looks, letters, before };
        let facts: Vec<[f64; 34]> = ids.iter().map(|id| context.facts(this, *id)).collect();
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
        settled.push(Choice { owner: ids[chosen], probability, scores });
    }
    leave_no_heading_alone(owners, &mut settled);
    for (decision, choice) in decisions.into_iter().zip(&settled) {
        let chosen = Some(choice.owner.map_or(0, |owner| owner + 1));
        account.tell(|| Decision { chosen, probability: choice.probability, ..decision });
    }
    settled
}

fn candidate(owners: &[Owner], id: Option<usize>, facts: &[f64; 34]) -> Candidate {
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
