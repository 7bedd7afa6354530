//! What is known of a heading and a paragraph that it may own.

use crate::model::flow::Style;
use crate::settle::weights::flag;
use crate::text::{ends_sentence, starts_lower};

use super::heads::Heads;
use super::{Owned, Owner, TableCell};

/// What is known of a heading and a paragraph.
pub(super) const FACTS: [&str; 38] = [
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
    "counts-on",
    "heads-cell",
    "heads-column",
    "heads-panel",
    "none",
    "none-small",
    "none-furniture",
    "none-above-all",
    "none-after-none",
    "none-odd-look",
];

/// The facts of one heading, or none, and one paragraph.
pub(super) type Facts = [f64; FACTS.len()];

/// A look that more than one of so many letters have is no small print.
const COMMON: usize = 8;

/// What is the same for all candidates of one paragraph.
pub(super) struct Context<'a> {
    pub(super) owners: &'a [Owner],
    /// Of each heading, whether text stands straight below it: then it is in no margin.
    pub(super) texts_below: &'a [bool],
    /// Of each heading, whether it stands on a ground of its own beside texts that are read after it.
    pub(super) on_grounds: &'a [bool],
    pub(super) body: Style,
    /// Letters of each look on the sheet, and of all.
    pub(super) looks: &'a [(Style, usize)],
    pub(super) letters: usize,
    /// The paragraph before it, and its owner.
    pub(super) before: Option<(&'a Owned, Option<usize>)>,
    /// Of each heading, the number of the last paragraph that it owns.
    pub(super) counted: &'a [Option<u32>],
    /// What the page's structure says of the paragraph.
    pub(super) heads: Heads,
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
    pub(super) fn holds(&self, owned: &Owned) -> Vec<&'static str> {
        let all =
            [(self.before.is_some(), "before"), (self.adjacent(owned), "adjacent"), (self.is_open(owned), "open")];
        all.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name).collect()
    }

    pub(super) fn facts(&self, owned: &Owned, candidate: Option<usize>) -> Facts {
        let mut facts = [0.0; FACTS.len()];
        let before = self.before.map(|(_, owner)| owner);
        let same = before == Some(candidate);
        let adjacent = self.adjacent(owned);
        let open = self.is_open(owned);
        let Some(index) = candidate else {
            let above_all = self.owners.iter().all(|owner| {
                owner.page > owned.page || (owner.page == owned.page && owner.bbox.y0 > owned.bbox.y1 - 1.0)
            });
            facts[32] = 1.0;
            // A whole column may be set smaller; small print is little.
            let small = owned.style.size < self.body.size * 0.93;
            facts[33] = flag(small && !self.is_common(owned.style));
            facts[34] = flag(owned.furniture);
            facts[35] = flag(above_all);
            facts[36] = flag(before == Some(None));
            facts[37] = flag(
                !self.is_common(owned.style)
                    && ((owned.style.size - self.body.size).abs() > 0.06 * self.body.size
                        || owned.style.italic != self.body.italic
                        || owned.style.direction != Style::default().direction),
            );
            return facts;
        };
        let owner = &self.owners[index];
        // A chart at the foot of a column ends nothing: what stands at the head of the next one goes on above it.
        let at_foot = |other: &Owner| other.barren && other.page == owned.page && other.bbox.y0 > owned.bbox.y1;
        let earlier = |(_, other): &(usize, &Owner)| other.order < owned.order && !at_foot(other);
        let last = self.owners.iter().enumerate().filter(earlier).map(|(at, _)| at).next_back();
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
        // A ground reaches along all of its text, wherever in its height the heading is set: there the order tells.
        let nearest_beside = beside(index)
            && self.owners.iter().enumerate().all(|(at, other)| {
                !beside(at)
                    || self.on_grounds[at]
                    || other.bbox.y0 < h.y0 - 0.1
                    || (other.bbox.y0 - h.y0).abs() <= 0.1 && other.bbox.x0 <= h.x0
            });
        let nearest_beside = match self.on_grounds[index] {
            true => last == Some(index) && same_page && h.x1 <= owned.bbox.x0 + 0.5 * size,
            false => nearest_beside && !last.is_some_and(|last| self.on_grounds[last]),
        };
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
        // A list goes on where the next number says so, wherever its next column begins.
        facts[28] = flag(self.counted[index].is_some_and(|number| owned.number == Some(number + 1)));
        facts[29] = flag(self.heads.cell == Some(index));
        facts[30] = flag(self.heads.column == Some(index));
        facts[31] = flag(self.heads.panel == Some(index));
        facts
    }
}
