//! Labels in the margin: each is read before the text beside it.

use std::borrow::Cow;

use crate::model::geometry::Rect;

use super::super::fragments::Fragment;
use super::super::margin;
use super::{Item, Orderer, What};

/// The most lines that stand on the left of a text without being a column.
pub(super) const MOST_LABEL_LINES: usize = 3;
/// A title is at least so many times as large as a label on a ground of its own.
const TITLE: f32 = 1.6;

/// What stands on both sides of a gutter, such as labels and the texts beside them, in bands; and what stands above and
/// below both.
#[derive(Default)]
pub(super) struct Banded {
    pub(super) above: Vec<Item>,
    /// Where the bands begin.
    pub(super) tops: Vec<f32>,
    pub(super) left: Vec<Item>,
    pub(super) right: Vec<Item>,
    pub(super) below: Vec<Item>,
}

impl Banded {
    /// All items in reading order, the sides of each band one after the other.
    pub(super) fn parts(self) -> impl Iterator<Item = Vec<Item>> {
        let bands = bands(&self.tops, self.left, self.right).into_iter().flatten();
        std::iter::once(self.above).chain(bands).chain([self.below])
    }

    /// All items in reading order, each band whole.
    pub(super) fn rows(self) -> impl Iterator<Item = Vec<Item>> {
        let bands = bands(&self.tops, self.left, self.right).into_iter().map(|sides| sides.concat());
        std::iter::once(self.above).chain(bands).chain([self.below])
    }
}

impl Orderer<'_> {
    /// A label that stands alone in the margin, with the text beside it, between what goes across both: a line or two are
    /// no column.
    pub(super) fn lone_label(&self, items: &[Item]) -> Option<Banded> {
        items.iter().find_map(|label| self.alone(label, items))
    }

    /// The label with what stands around it, if it is one that stands alone in the margin.
    pub(super) fn alone(&self, label: &Item, items: &[Item]) -> Option<Banded> {
        let shares_line = |text: &Item| match label.what {
            What::Fragment(_) => self.on_one_line(label, text),
            What::Panel(_) => text.is_text() && (label.bbox.y0..label.bbox.y1).contains(&text.bbox.centre_y()),
            What::Rule => false,
        };
        let beside = |text: &&Item| text.bbox.x0 > label.bbox.x1 && shares_line(text);
        let edge = items.iter().filter(beside).map(|text| text.bbox.x0).reduce(f32::min)?;
        if matches!(label.what, What::Panel(panel) if self.boxed_label(panel).is_none()) {
            return None;
        }
        let across = || items.iter().filter(|item| item.bbox.x0 < edge - 1.0 && item.bbox.x1 > edge + 1.0);
        let middle = label.bbox.centre_y();
        let above = across().filter(|item| item.bbox.centre_y() < middle);
        let top = above.map(|item| item.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
        let below = across().filter(|item| item.bbox.centre_y() > middle);
        let bottom = below.map(|item| item.bbox.y0).fold(f32::INFINITY, f32::min);
        let down_to = |bottom: f32| {
            let mut found = Banded::default();
            for item in items {
                let side = match item.bbox.centre_y() {
                    y if y < top => &mut found.above,
                    y if y > bottom => &mut found.below,
                    _ if item.bbox.x1 <= edge => &mut found.left,
                    _ => &mut found.right,
                };
                side.push(*item);
            }
            // Beside a chart's word, a label on a ground of its own above it has a text of its own.
            let boxed = found.left.iter().any(|item| !item.is_text());
            if found.left.len() > MOST_LABEL_LINES || boxed && label.is_text() {
                return None;
            }
            found.tops = self.margin(&found.left, &found.right)?;
            Some(found)
        };
        down_to(bottom).or_else(|| down_to(self.end_of_label(items, label, edge)?))
    }

    /// Where the texts start that labels on the left of a gutter title, if labels are all that is there.
    pub(super) fn margin(&self, left: &[Item], right: &[Item]) -> Option<Vec<f32>> {
        let text = |item: &Item| match item.what {
            What::Fragment(index) => Some(&self.fragments[index]),
            What::Panel(_) | What::Rule => None,
        };
        if let Some(tops) = self.boxes_beside(left, right) {
            return Some(tops);
        }
        let boxes: Vec<Rect> = right.iter().filter(|item| !item.is_text()).map(|item| item.bbox).collect();
        let right: Vec<&Fragment> = right.iter().filter_map(text).collect();
        let mut labels: Vec<Cow<'_, Fragment>> = Vec::with_capacity(left.len());
        for item in left {
            match item.what {
                What::Fragment(index) => labels.push(Cow::Borrowed(&self.fragments[index])),
                What::Panel(panel) => labels.extend(self.on_its_ground(panel, &right)?.into_iter().map(Cow::Owned)),
                What::Rule => return None,
            }
        }
        let labels: Vec<&Fragment> = labels.iter().map(|label| &**label).collect();
        margin::bands(&labels, &right, &boxes, &|bbox| self.characters_in(bbox))
    }

    /// The tops of boxes that each have one label beside them, where nothing else stands on either side.
    fn boxes_beside(&self, left: &[Item], right: &[Item]) -> Option<Vec<f32>> {
        /// The labels have at most this share of the characters of what they stand beside.
        const MOST_SHARE: f32 = 0.8;
        /// Lines of a label are no further apart than so many of their heights.
        const APART: f32 = 0.8;
        if right.iter().filter(|item| item.is_panel()).count() < 2 {
            return None;
        }
        let end =
            right.iter().filter(|item| item.is_panel()).map(|text| text.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
        // What stands below them all, such as the foot of a slide on a page of notes, is read after them.
        let (left, below): (Vec<&Item>, Vec<&Item>) = left.iter().partition(|item| item.bbox.y0 < end);
        let (right, below_right): (Vec<&Item>, Vec<&Item>) = right.iter().partition(|item| item.bbox.y0 < end);
        if right.len() < 2 || left.len() < right.len() || !right.iter().all(|item| item.is_panel()) {
            return None;
        }
        let mut lines = Vec::with_capacity(left.len());
        for item in &left {
            match item.what {
                What::Fragment(index) => lines.push((item.bbox, self.fragments[index].text.chars().count(), true)),
                What::Panel(panel) => {
                    let label = self.boxed_label(panel)?;
                    lines.push((item.bbox, label.iter().map(|line| line.text.chars().count()).sum(), false));
                }
                What::Rule => return None,
            }
        }
        lines.sort_by(|a, b| a.0.y0.total_cmp(&b.0.y0));
        let is_next = |a: &Rect, b: &Rect| b.y0 - a.y1 < APART * a.height().min(b.height());
        let labels = lines.chunk_by(|(a, _, text), (b, _, next)| *text && *next && is_next(a, b));
        let labels: Vec<Rect> = labels.filter_map(|lines| Rect::union_all(lines.iter().map(|line| line.0))).collect();
        let text_of = |label: &Rect| {
            let mut beside = right.iter().filter(|other| label.overlap_y(&other.bbox) > 0.5 * label.height());
            beside.next().filter(|_| beside.next().is_none())
        };
        let texts: Vec<&&Item> = labels.iter().map(text_of).collect::<Option<_>>()?;
        let mut tops: Vec<f32> =
            labels.iter().zip(&texts).map(|(label, text)| label.y0.min(text.bbox.y0) - 0.1).collect();
        tops.dedup();
        let in_labels: usize = lines.iter().map(|line| line.1).sum();
        let beside: usize = right.iter().map(|text| self.characters_in(text.bbox)).sum();
        let parted = tops.is_sorted() && tops.len() == right.len() && labels.len() == right.len();
        tops.extend(below.iter().chain(&below_right).map(|item| item.bbox.y0 - 0.1).reduce(f32::min));
        (parted && in_labels as f32 <= MOST_SHARE * beside as f32).then_some(tops)
    }

    /// The lines of a label on a ground of its own: they reach as high and as wide as it, and stand on the first line of the
    /// text that stands beside it.
    fn on_its_ground(&self, panel: usize, texts: &[&Fragment]) -> Option<Vec<Fragment>> {
        let label = self.boxed_label(panel)?;
        let ground = self.containers[panel].bbox;
        let first = *label.iter().min_by(|a, b| a.baseline.total_cmp(&b.baseline))?;
        // The end of a title may reach down to it.
        let is_beside = |text: &&&Fragment| {
            (ground.y0..ground.y1).contains(&text.bbox.centre_y()) && text.style.size < TITLE * first.style.size
        };
        let beside = texts.iter().filter(is_beside).map(|text| text.baseline).reduce(f32::min);
        let lower = beside.map_or(0.0, |baseline| baseline - first.baseline);
        let moved = |line: &Fragment| {
            let bbox = Rect { y1: line.bbox.y1, ..ground };
            Fragment { bbox, baseline: line.baseline + lower, ..line.clone() }
        };
        Some(label.into_iter().map(moved).collect())
    }

    /// The lines of a label on a ground of its own; `None` where a box holds more than a label.
    fn boxed_label(&self, panel: usize) -> Option<Vec<&Fragment>> {
        let holds_more = self.containers.iter().any(|other| other.parent == Some(panel));
        let inside: Vec<&Fragment> = self
            .fragments
            .iter()
            .zip(self.inside)
            .filter(|(_, inside)| **inside == Some(panel))
            .map(|(text, _)| text)
            .collect();
        (!holds_more && !inside.is_empty() && inside.len() <= MOST_LABEL_LINES).then_some(inside)
    }

    /// How many characters stand in a box.
    fn characters_in(&self, bbox: Rect) -> usize {
        let inside = self.fragments.iter().filter(|text| bbox.holds_centre_of(&text.bbox));
        inside.map(|text| text.text.chars().count()).sum()
    }
}

/// What stands above the first of these tops, then for each the label and the text beside it.
fn bands(tops: &[f32], left: Vec<Item>, right: Vec<Item>) -> Vec<[Vec<Item>; 2]> {
    let mut bands = vec![[Vec::new(), Vec::new()]; tops.len() + 1];
    for (side, items) in [left, right].into_iter().enumerate() {
        for item in items {
            bands[tops.partition_point(|top| *top <= item.bbox.y0)][side].push(item);
        }
    }
    bands
}

/// The tops of rows of boxes on both sides of a gutter, where all boxes stand in rows, each with one on the left at least,
/// and no text among them: cards are read row by row.
pub(super) fn rows_of_boxes(left: &[Item], right: &[Item]) -> Option<Vec<f32>> {
    /// Boxes of a row begin at one height (points).
    const LEVEL: f32 = 2.0;
    let boxes =
        |side: &[Item]| -> Vec<Rect> { side.iter().filter(|item| item.is_panel()).map(|item| item.bbox).collect() };
    let (left_boxes, right_boxes) = (boxes(left), boxes(right));
    let all = || left_boxes.iter().chain(&right_boxes);
    let first = all().map(|bbox| bbox.y0).fold(f32::INFINITY, f32::min);
    let above = |item: &Item| item.is_panel() || item.bbox.y1 <= first;
    // Of two rows, the last may be one card short, of the size of the others.
    let size = |bbox: &Rect| (bbox.width(), bbox.height());
    let of_size = |a: (f32, f32), b: (f32, f32)| (a.0 - b.0).abs() < LEVEL && (a.1 - b.1).abs() < LEVEL;
    let alike = || all().all(|bbox| right_boxes.first().is_some_and(|first| of_size(size(bbox), size(first))));
    let enough = left_boxes.len() >= 2 && (right_boxes.len() >= 2 || right_boxes.len() == 1 && alike());
    if !enough || !left.iter().chain(right).all(above) {
        return None;
    }
    let mut rows = left_boxes.clone();
    rows.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    for row in &mut rows {
        let top = row.y0;
        *row = all().filter(|bbox| (bbox.y0 - top).abs() < LEVEL).fold(*row, |row, bbox| row.union(bbox));
    }
    let apart = rows.windows(2).all(|pair| pair[0].y1 < pair[1].y0);
    let in_row = |bbox: &Rect| rows.iter().any(|row| (bbox.y0 - row.y0).abs() < LEVEL);
    // Only the last row may be shorter.
    let full = rows[..rows.len() - 1].iter().all(|row| right_boxes.iter().any(|bbox| (bbox.y0 - row.y0).abs() < LEVEL));
    (apart && full && right_boxes.iter().all(in_row)).then(|| rows.iter().map(|row| row.y0 - 0.1).collect())
}
