//! What a whole document shows of the short texts of its sheets, and what is known of each.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::flow::Style;
use crate::model::geometry::Rect;
use crate::text::{ends_sentence, is_capitals, starts_lower};

use super::groups::{Group, Look};
use super::weights::flag;

/// What is known of a group.
pub const FACTS: [&str; 40] = [
    "size",
    "largest",
    "second-largest",
    "smaller",
    "bold",
    "italic",
    "capitals",
    "coloured",
    "words",
    "one-word",
    "lines",
    "height",
    "top",
    "bottom",
    "leading",
    "body-look",
    "ends-sentence",
    "ends-comma",
    "starts-lower",
    "colon",
    "starts-digit",
    "furniture",
    "sideways",
    "panel",
    "marker",
    "partial",
    "look-once",
    "look-present",
    "look-often",
    "theme-word",
    "recurs-some",
    "recurs-all",
    "stands-outside",
    "opens-chapter",
    "near-label",
    "under-title",
    "over-title",
    "evidence",
    "recurs-on-sheet",
    "none",
];

/// The facts of one group, or of none.
pub type Facts = [f64; FACTS.len()];

/// The facts of the choice of none.
#[must_use]
pub fn none() -> Facts {
    let mut facts = [0.0; FACTS.len()];
    facts[FACTS.len() - 1] = 1.0;
    facts
}

/// A text without the number at its end: a running head that counts the pages is one text.
fn counted(folded: &str) -> &str {
    folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ')
}

/// On how many sheets a look is: on those that have one group of it, one at least, or more than two.
#[derive(Debug, Default, Clone, Copy)]
struct Standing {
    once: usize,
    present: usize,
    often: usize,
}

/// Looks of headings of chapters: larger than all else on the sheets that have one, where each sheet has one text of the
/// look that is the largest on all others.
fn chapters(sheets: &[Vec<Group>], looks: &BTreeMap<Look, Standing>) -> BTreeSet<Look> {
    let largest = |groups: &[Group]| groups.iter().filter(|group| group.is_upright()).map(Group::look).max();
    let tops: Vec<Option<Look>> = sheets.iter().map(|groups| largest(groups)).collect();
    let heads = |look: &Look| {
        let has = |groups: &[Group]| groups.iter().any(|group| group.look() == *look);
        let mut others = sheets.iter().zip(&tops).filter(|(groups, _)| !has(groups)).map(|(_, top)| *top);
        let Some(title) = others.next().flatten() else { return false };
        others.all(|top| top == Some(title))
            && title.0 < look.0
            && looks.get(&title).is_some_and(|standing| standing.once == sheets.len())
    };
    let above: BTreeSet<Look> = tops.iter().copied().flatten().collect();
    above.into_iter().filter(heads).collect()
}

/// What the whole document shows of its groups.
#[derive(Debug)]
pub struct Shown {
    /// On how many sheets each look is.
    looks: BTreeMap<Look, Standing>,
    /// Looks of headings of chapters.
    chapters: BTreeSet<Look>,
    /// On how many sheets each text stands.
    texts: BTreeMap<String, usize>,
    /// Texts of pages that hold no sheet.
    outside: BTreeSet<String>,
    /// Titles that are all that such a page says.
    openers: BTreeSet<String>,
    sheets: usize,
    body: Style,
}

impl Shown {
    /// Looks at all groups of all sheets; `outside` are folded texts of other pages, `openers` those that are all of one.
    #[must_use]
    pub fn of(sheets: &[Vec<Group>], outside: BTreeSet<String>, openers: BTreeSet<String>, body: Style) -> Self {
        let mut looks: BTreeMap<_, Standing> = BTreeMap::new();
        let mut texts: BTreeMap<String, usize> = BTreeMap::new();
        for groups in sheets {
            let mut own: BTreeSet<&str> = BTreeSet::new();
            let mut own_looks: BTreeMap<_, usize> = BTreeMap::new();
            for group in groups {
                *own_looks.entry(group.look()).or_default() += 1;
                let text = counted(&group.folded);
                if own.insert(text) {
                    *texts.entry(text.to_owned()).or_default() += 1;
                }
            }
            for (look, count) in own_looks {
                let standing = looks.entry(look).or_default();
                standing.present += 1;
                standing.once += usize::from(count == 1);
                standing.often += usize::from(count > 2);
            }
        }
        let chapters = chapters(sheets, &looks);
        Self { looks, chapters, texts, outside, openers, sheets: sheets.len(), body }
    }

    /// Whether a text is the heading of a chapter that begins with its sheet.
    pub(super) fn heads_chapter(&self, group: &Group) -> bool {
        self.chapters.contains(&group.look())
    }

    /// Whether a text may be a theme rather than a name: it comes back, or all sheets have one of its look.
    #[must_use]
    pub fn may_be_theme(&self, group: &Group) -> bool {
        let standing = self.texts.get(counted(&group.folded)).copied().unwrap_or(1);
        let everywhere = self.looks.get(&group.look()).is_some_and(|look| look.present == self.sheets);
        if group.is_aside() {
            return false;
        }
        standing > 1 || self.outside.contains(&group.folded) || (everywhere && self.sheets > 1)
    }

    /// Whether a text stands on one sheet alone, while most sheets have one text of its look.
    pub(super) fn is_own(&self, group: &Group) -> bool {
        let standing = self.texts.get(counted(&group.folded)).copied().unwrap_or(1);
        let once = self.looks.get(&group.look()).map_or(0, |look| look.once);
        self.sheets > 1 && standing == 1 && once * 2 > self.sheets && !self.outside.contains(&group.folded)
    }

    /// The facts of a group among the groups of its sheet. `labels` are the boxes of labels of its sheet, by page;
    /// `title` is the sheet's title where it is known; `height` the page's height in points.
    #[must_use]
    pub fn facts(
        &self,
        group: &Group,
        groups: &[Group],
        labels: &[(u32, Rect)],
        title: Option<&Group>,
        height: f32,
    ) -> Facts {
        let style = group.style;
        let ratio = f64::from(if self.body.size > 0.0 { style.size / self.body.size } else { 1.0 });
        let of_sheet = |other: &&Group| other.is_upright() && !self.heads_chapter(other);
        let mut sizes: Vec<f32> = groups.iter().filter(of_sheet).map(|other| other.style.size).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        sizes.dedup_by(|a, b| (*a - *b).abs() < 0.3);
        let is_title = !self.heads_chapter(group);
        let is_size = |rank: usize| is_title && sizes.get(rank).is_some_and(|size| (size - style.size).abs() < 0.3);
        let look = self.looks.get(&group.look()).copied().unwrap_or_default();
        let share = |sheets: usize| sheets as f64 / self.sheets.max(1) as f64;
        let words = group.text.split_whitespace().count();
        let y = f64::from(if height > 0.0 { group.bbox.centre_y() / height } else { 0.5 }).clamp(0.0, 1.0);
        let (text, folded) = (group.text.trim(), group.folded.as_str());
        let standing = self.texts.get(counted(folded)).copied().unwrap_or(1);
        let near = labels.iter().any(|(page, label)| {
            *page == group.page
                && label.overlap_x(&group.bbox) > 0.0
                && (label.y0 - group.bbox.y1).max(group.bbox.y0 - label.y1) < 3.0 * style.size
        });
        let distance = |title: &Group, under: bool| {
            let gap = if under { group.bbox.y0 - title.bbox.y1 } else { title.bbox.y0 - group.bbox.y1 };
            title.page == group.page
                && gap > -0.5 * title.style.size
                && gap < 2.0 * title.style.size
                && title.bbox.overlap_x(&group.bbox) > 0.0
        };
        [
            ratio.max(0.3).ln().clamp(-1.0, 1.5),
            flag(is_size(0)),
            flag(is_size(1)),
            flag(ratio < 0.95),
            flag(style.bold && !self.body.bold),
            flag(style.italic),
            flag(is_capitals(text)),
            flag(style.colour != self.body.colour),
            (words as f64).min(14.0) / 10.0,
            flag(words == 1),
            group.pieces.len() as f64 / 3.0,
            y,
            flag(y < 0.2),
            flag(y > 0.85),
            flag(group.leading),
            flag(
                (ratio - 1.0).abs() < 0.04
                    && style.bold == self.body.bold
                    && style.colour == self.body.colour
                    && !style.italic,
            ),
            flag(ends_sentence(text)),
            flag(text.ends_with([',', ';', ':'])),
            flag(starts_lower(text)),
            flag(text.contains(':')),
            flag(text.starts_with(|c: char| c.is_ascii_digit())),
            flag(group.furniture),
            flag(!group.is_upright()),
            flag(false),
            flag(false),
            flag(group.partial),
            share(look.once),
            share(look.present),
            share(look.often),
            flag(
                group.is_announced()
                    || folded.starts_with("theme")
                    || folded.starts_with("axe ")
                    || folded.starts_with("thematique"),
            ),
            flag(standing > 1 && standing < self.sheets),
            flag(standing > 1 && standing == self.sheets),
            flag(self.outside.contains(folded)),
            flag(self.openers.iter().any(|opener| counted(opener) == counted(folded))),
            flag(near),
            flag(title.is_some_and(|title| distance(title, true))),
            flag(title.is_some_and(|title| distance(title, false))),
            flag(group.evidence),
            flag(groups.iter().any(|other| other.folded == group.folded && other.page != group.page) && standing == 1),
            0.0,
        ]
    }
}
