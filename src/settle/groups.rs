//! Short texts that stand by themselves on a sheet, such as its title and its theme, with what is known of them.

use crate::model::flow::Style;
use crate::model::geometry::Rect;
use crate::profile::{Mark, NotePart, Profile};
use crate::text::{ends_sentence, fold, starts_lower};

use super::notes::is_figure;
use super::unit::Unit;
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
    /// Whether a sentence begins with it that goes on in another look.
    pub opens_sentence: bool,
}

/// Size in half points, bold, italic, turned.
pub(super) type Look = (i32, bool, bool, bool);

impl Group {
    pub(super) fn look(&self) -> Look {
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

    pub(super) fn is_upright(&self) -> bool {
        self.style.direction == Style::default().direction
    }

    /// Whether it stands in parentheses or quotation marks: another name of what it stands below, never a heading of its own.
    pub(super) fn is_aside(&self) -> bool {
        [('(', ')'), ('«', '»'), ('“', '”')].iter().any(|(open, close)| {
            let inner = self.text.trim().strip_prefix(*open).and_then(|text| text.strip_suffix(*close));
            inner.is_some_and(|inner| !inner.contains([*open, *close]))
        })
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
        if unit.cell.is_some()
            && let Some(group) = groups.iter_mut().rev().find(|group| labels_cell(settled, group, index))
        {
            group.add(index, unit);
            group.labelled = true;
            continue;
        }
        let last = groups.last_mut().filter(|_| open);
        match last {
            Some(group) if completes_label(settled, group, index) => {
                group.labelled = !group.text.contains(':');
                group.add(index, unit);
            }
            Some(group) if goes_on(settled, group, index) && !(figures && is_figure(&unit.line.text)) => {
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
                opens_sentence: false,
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
        group.opens_sentence = unit(last + 1).is_some_and(|(piece, next)| {
            piece.mark.is_none()
                && next.cut
                && starts_lower(&next.line.text)
                && next.paragraph == settled.units[settled.pieces[last].units.start].paragraph
        });
        group.partial = joins(first.checked_sub(1), first) || joins(Some(last), last + 1);
    }
    groups
}

/// The words that announce a theme.
const THEME_LABELS: [&str; 3] = ["theme", "thematique", "axe"];

/// Whether a folded text is such a label and nothing more.
pub(super) fn is_theme_label(folded: &str) -> bool {
    THEME_LABELS.contains(&folded.trim_end_matches([':', ' ']))
}

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
    is_theme_label(&label.folded)
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
        && is_theme_label(&label.folded)
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
        && !(a.colour != b.colour && unit.line.text.starts_with(['«', '(', '“', '"']))
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
