//! Short texts that stand by themselves on a sheet, such as its title and its theme, with what is known of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::flow::Style;
use crate::model::geometry::Rect;
use crate::profile::{Mark, NotePart, Profile};
use crate::text::{ends_sentence, fold, is_capitals, starts_lower};

use super::notes::is_figure;
use super::unit::Unit;
use super::weights::flag;
use super::{Piece, Settled};

/// The longest title or theme, in lines and characters.
const LINES: usize = 6;
const CHARACTERS: usize = 170;

/// Lines of one look, one below the other, that no claim speaks of.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its pieces, indices of [`Settled::pieces`].
    pub pieces: Vec<usize>,
    /// Its text on one line.
    pub text: String,
    /// Folded.
    pub folded: String,
    /// The look of its first line.
    pub style: Style,
    /// 1-based page.
    pub page: u32,
    /// In points, on the page as read.
    pub bbox: Rect,
    /// Whether it stands among the page furniture.
    pub furniture: bool,
    /// Before any heading of its sheet.
    pub leading: bool,
    /// Whether its block holds more text than the group.
    pub partial: bool,
    /// Whether the family of reports is recognised by it.
    pub evidence: bool,
    /// Whether its first piece is a table's label of the others.
    pub labelled: bool,
}

/// Size in half points, bold, italic, turned.
type Look = (i32, bool, bool, bool);

impl Group {
    fn look(&self) -> Look {
        let size = (self.style.size * 2.0).round() as i32;
        (size, self.style.bold, self.style.italic, !self.is_upright())
    }

    /// Whether a label announces it as the theme.
    pub(super) fn is_announced(&self) -> bool {
        self.labelled || announced_theme(&self.folded).is_some()
    }

    fn add(&mut self, index: usize, unit: &Unit) {
        self.pieces.push(index);
        self.text = format!("{} {}", self.text, unit.line.text);
        self.bbox = self.bbox.union(&unit.bbox);
    }

    fn is_upright(&self) -> bool {
        self.style.direction == Style::default().direction
    }

    /// Whether it stands in parentheses: another name of what it stands below, never a heading of its own.
    pub(super) fn is_aside(&self) -> bool {
        let inner = self.text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        inner.is_some_and(|inner| !inner.contains(['(', ')']))
    }
}

/// The groups of a sheet, given by the indices of its pieces in reading order.
#[must_use]
pub fn groups(settled: &Settled<'_>, sheet: &[usize], profile: &Profile) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let figures = profile.notes.contains(&NotePart::Figure);
    let mut leading = true;
    let mut open = false;
    for index in sheet.iter().copied() {
        let piece = &settled.pieces[index];
        let unit = &settled.units[piece.units.start];
        if piece.mark.is_some() || unit.table {
            leading &= !matches!(piece.mark, Some(Mark::Section(rule)) if !rule.chart);
            open = false;
            continue;
        }
        if let Some(group) = groups.iter_mut().rev().find(|group| labels_cell(settled, group, index)) {
            group.add(index, unit);
            group.labelled = true;
            continue;
        }
        let last = groups.last_mut().filter(|_| open);
        match last {
            Some(group)
                if completes_label(settled, group, index)
                    || goes_on(settled, group, index) && !(figures && is_figure(&unit.line.text)) =>
            {
                group.add(index, unit);
            }
            _ => groups.push(Group {
                pieces: vec![index],
                text: unit.line.text.clone(),
                folded: String::new(),
                style: unit.style(),
                page: unit.page,
                bbox: unit.bbox,
                furniture: unit.furniture,
                leading,
                partial: false,
                evidence: false,
                labelled: false,
            }),
        }
        open = true;
    }
    groups.retain(|group| {
        group.pieces.len() <= LINES
            && group.text.chars().count() <= CHARACTERS
            && group.text.chars().filter(|c| c.is_alphabetic()).count() >= 3
    });
    for group in &mut groups {
        group.folded = fold(&group.text);
        group.evidence = profile.is_evidence(&group.folded);
        let unit = |index: usize| settled.pieces.get(index).map(|piece| (piece, &settled.units[piece.units.start]));
        // What was cut off a line because it looks otherwise is a text of its own.
        let joins = |before: Option<usize>, after: usize| {
            let (Some((a, before)), Some((b, after))) = (before.and_then(unit), unit(after)) else { return false };
            a.mark.is_none() && b.mark.is_none() && !after.cut && before.paragraph == after.paragraph
        };
        let (first, last) = (group.pieces[0], group.pieces[group.pieces.len() - 1]);
        group.partial = joins(first.checked_sub(1), first) || joins(Some(last), last + 1);
    }
    groups
}

/// The words that announce a theme.
const THEME_LABELS: [&str; 3] = ["theme", "thematique", "axe"];

/// The part of a folded text that a label announces as a theme.
fn announced_theme(folded: &str) -> Option<&str> {
    let (label, theme) = folded.split_once(':')?;
    THEME_LABELS.contains(&label.trim_end()).then_some(theme)
}

/// Whether a line is what a label, which is all of a group so far, announces as the theme: beside it or straight below it,
/// whatever its look.
fn completes_label(settled: &Settled<'_>, group: &Group, index: usize) -> bool {
    let unit = &settled.units[settled.pieces[index].units.start];
    let [label] = group.pieces[..] else { return false };
    let label = &settled.units[settled.pieces[label].units.start];
    let below = unit.bbox.y0 - label.bbox.y1;
    announced_theme(&fold(&group.text)).is_some_and(|theme| theme.trim().is_empty())
        && unit.page == label.page
        && (unit.bbox.overlap_y(&label.bbox) > 0.5 * unit.bbox.height()
            || unit.container == label.container
                && (unit.paragraph == label.paragraph
                    || below.abs() < 0.75 * label.style().size && unit.bbox.overlap_x(&label.bbox) > 0.0))
}

/// Whether a group is the label of a theme in a table, with nothing but its value so far, and a line stands in the cell
/// beside it or, where that holds no value, below it.
fn labels_cell(settled: &Settled<'_>, group: &Group, index: usize) -> bool {
    let unit = |index: usize| &settled.units[settled.pieces[index].units.start];
    let (label, next) = (unit(group.pieces[0]), unit(index));
    let value = group.pieces.get(1).map(|value| unit(*value).cell);
    let (Some((row, column)), Some(cell)) = (label.cell, next.cell) else { return false };
    label.block == next.block
        && THEME_LABELS.contains(&label.folded.trim_end_matches([':', ' ']))
        && match value {
            Some(value) => value == next.cell,
            None => cell == (row, column + 1) || cell == (row + 1, column),
        }
}

/// Whether a line goes on with a group: the same size and weight, straight below it or beside it.
fn goes_on(settled: &Settled<'_>, group: &Group, index: usize) -> bool {
    let piece: &Piece<'_> = &settled.pieces[index];
    let unit = &settled.units[piece.units.start];
    let before = &settled.units[settled.pieces[group.pieces[group.pieces.len() - 1]].units.start];
    let (a, b) = (before.style(), unit.style());
    let alike = (a.size - b.size).abs() < 0.3 && a.bold == b.bold && a.italic == b.italic && a.direction == b.direction;
    let gap = unit.bbox.y0 - before.bbox.y1;
    let beside = unit.bbox.overlap_y(&before.bbox) > 0.5 * unit.bbox.height();
    alike
        && unit.line.marker.is_none()
        && unit.page == before.page
        && unit.furniture == before.furniture
        && (before.paragraph == unit.paragraph
            || (beside && unit.cut)
            || (!beside
                && gap < 0.75 * a.size
                && gap > -0.8 * a.size
                && unit.printed.overlap_x(&before.printed) > 0.0
                && !unit.cut
                && unit.container == before.container
                && a.colour == b.colour
                && !ends_sentence(&before.line.text)))
}

/// What is known of a group.
pub const FACTS: [&str; 39] = [
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
    "near-label",
    "under-title",
    "over-title",
    "evidence",
    "recurs-on-sheet",
    "none",
];

/// The facts of the choice of none.
#[must_use]
pub fn none() -> [f64; 39] {
    let mut facts = [0.0; 39];
    facts[38] = 1.0;
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
    sheets: usize,
    body: Style,
}

impl Shown {
    /// Looks at all groups of all sheets; `outside` are folded texts of other pages.
    #[must_use]
    pub fn of(sheets: &[Vec<Group>], outside: BTreeSet<String>, body: Style) -> Self {
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
        Self { looks, chapters, texts, outside, sheets: sheets.len(), body }
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
    ) -> [f64; 39] {
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
            flag(near),
            flag(title.is_some_and(|title| distance(title, true))),
            flag(title.is_some_and(|title| distance(title, false))),
            flag(group.evidence),
            flag(groups.iter().any(|other| other.folded == group.folded && other.page != group.page) && standing == 1),
            0.0,
        ]
    }
}
