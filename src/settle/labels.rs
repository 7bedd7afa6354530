//! Labels and their values: on the label's line, beside it, below it, over several lines.

use crate::model::flow::{Block, Role};
use crate::model::sheet::{Meaning, SheetBlock};
use crate::profile::Mark;
use crate::text::{fold, starts_lower};

use super::Piece;
use super::page::{Page, Taken};
use super::unit::Unit;

impl Page<'_, '_> {
    /// Labels with their values.
    pub(super) fn labels(&self, sheet: &[usize], taken: &mut Taken) -> Vec<SheetBlock> {
        let mut blocks = Vec::new();
        let unit = |index: usize| self.unit(index);
        for (at, index) in sheet.iter().copied().enumerate() {
            let piece = &self.settled.pieces[index];
            let Some(Mark::Label(rule)) = piece.mark else { continue };
            let label = unit(index);
            let mut lines = vec![label.line.clone()];
            let mut value = label
                .line
                .text
                .get(piece.value..)
                .unwrap_or_default()
                .trim_matches([':', ' ', '\u{a0}', '\u{202f}'])
                .to_owned();
            let mut last = index;
            taken.insert(index);
            // A panel that holds the label alone is its cell: the value stands beside it.
            let alone_in_panel = label.container.is_none()
                || !sheet.iter().any(|other| {
                    let other = (*other != index).then(|| unit(*other));
                    other.is_some_and(|other| other.page == label.page && other.container == label.container)
                });
            loop {
                let known = taken.clone();
                let free = |other: &usize| {
                    let piece = &self.settled.pieces[*other];
                    piece.mark.is_none() && !known.contains(other) && !unit(*other).table
                };
                let before = unit(last);
                let next =
                    sheet.get(at + 1..).and_then(|rest| rest.iter().copied().find(|other| *other > last)).filter(free);
                let near = |other: usize| {
                    let (a, b) = (&before.bbox, &unit(other).bbox);
                    let size = before.style().size.max(unit(other).style().size);
                    unit(other).page == before.page && -a.overlap_y(b).min(0.0) - a.overlap_x(b).min(0.0) < 1.2 * size
                };
                let next = if value.is_empty() {
                    let right_of = |other: &usize| {
                        let (a, b) = (&label.bbox, &unit(*other).bbox);
                        unit(*other).page == label.page
                            && (alone_in_panel || unit(*other).container == label.container)
                            && b.x0 > a.x1 - 1.0
                            && a.overlap_y(b) > 0.4 * a.height().min(b.height())
                    };
                    let in_cell = self.value_cell(sheet, index, &free);
                    let right = sheet.iter().copied().filter(free).filter(right_of);
                    let right = right.min_by(|a, b| unit(*a).bbox.x0.total_cmp(&unit(*b).bbox.x0));
                    let below = |other: &usize| {
                        let (a, b) = (&label.bbox, &unit(*other).bbox);
                        unit(*other).page == label.page
                            && (a.x0 - b.x0).abs() < 1.5 * label.style().size
                            && b.y0 > a.y0
                            && b.y0 - a.y1 < 1.2 * label.style().size
                    };
                    let below = sheet.iter().copied().filter(free).filter(below);
                    let below = below.min_by(|a, b| unit(*a).bbox.y0.total_cmp(&unit(*b).bbox.y0));
                    in_cell
                        .or(right.filter(|right| unit(*right).bbox.x0 - label.bbox.x1 < 12.0 * label.style().size))
                        .or(below)
                        .or(next.filter(|next| near(*next) || label.plain()))
                } else {
                    // No value goes on beyond a heading, nor beyond another label that stands below it.
                    let headed = |other: usize| {
                        let between = self.settled.pieces.get(last + 1..other).unwrap_or_default();
                        let below = |piece: &Piece<'_>| self.settled.units[piece.units.start].bbox.y0 > before.bbox.y0;
                        between.iter().any(|piece| match piece.mark {
                            Some(Mark::Section(_)) => true,
                            Some(Mark::Label(_)) => below(piece),
                            _ => false,
                        })
                    };
                    let goes_on = |other: &usize| {
                        let (a, b) = (before, unit(*other));
                        // A label is often bold, its value not.
                        let look = a.line.runs.last().map_or(a.style(), |run| run.style);
                        let size = look.size;
                        let alike = (size - b.style().size).abs() < 0.3
                            && look.italic == b.style().italic
                            && look.bold == b.style().bold;
                        let gap = b.bbox.y0 - a.bbox.y1;
                        let one = a.paragraph == b.paragraph;
                        // Few lines stand where these are asked.
                        let open = || value.ends_with(',') || ends_in_link(&value) || starts_with_link(&b.line.text);
                        let lower = || starts_lower(&b.line.text);
                        let apart = [
                            label.bbox.x0 - b.bbox.x0,
                            a.bbox.x0 - b.bbox.x0,
                            // Lines may be centred.
                            a.bbox.centre_x() - b.bbox.centre_x(),
                        ];
                        let aligned = apart.iter().any(|apart| apart.abs() < 1.0);
                        let below = b.bbox.y0 > a.bbox.y0 && b.bbox.overlap_x(&a.printed) > 0.0;
                        b.page == a.page
                            && b.furniture == a.furniture
                            && alike
                            && b.line.marker.is_none()
                            && below
                            && b.length() < 90
                            && !headed(*other)
                            && (one && gap < size
                                || gap < 1.3 * size && open()
                                || gap < 0.6 * size && lower()
                                || aligned && gap < 0.3 * size)
                    };
                    let below = sheet.iter().copied().filter(free).filter(goes_on);
                    let below = below.min_by(|a, b| unit(*a).bbox.y0.total_cmp(&unit(*b).bbox.y0));
                    let plain = next.filter(|next| {
                        label.plain() && (unit(*next).paragraph == before.paragraph || value.ends_with(','))
                    });
                    below.or(plain)
                };
                // What goes on after a line with several labels is the last one's.
                let parted = || {
                    self.settled.pieces.get(index + 1).is_some_and(|next| {
                        let next = &self.settled.units[next.units.start];
                        next.cut && next.printed == label.printed && next.page == label.page
                    })
                };
                let Some(next) = next.filter(|_| value.is_empty() || !parted()) else { break };
                // A value beside its label stands there with all its lines, level with the label or not.
                let whole: Vec<usize> = if value.is_empty() {
                    // What is level with another label, or below the next one, is that one's.
                    let others: Vec<&Unit> = sheet
                        .iter()
                        .filter(|other| {
                            **other != index && matches!(self.settled.pieces[**other].mark, Some(Mark::Label(_)))
                        })
                        .map(|other| unit(*other))
                        .filter(|other| other.page == label.page && other.bbox.overlap_x(&label.bbox) > 0.0)
                        .collect();
                    let size = label.style().size;
                    let below = others.iter().filter(|other| other.bbox.y0 > label.bbox.y0 + 0.5 * size);
                    let end = below.map(|other| other.bbox.y0).fold(f32::INFINITY, f32::min);
                    let of_other = |line: &Unit| {
                        line.bbox.centre_y() > end
                            || others.iter().any(|other| {
                                let height = other.bbox.height().min(line.bbox.height());
                                other.bbox.overlap_y(&line.bbox) > 0.4 * height
                            })
                    };
                    let cell = unit(next).cell.filter(|_| label.cell.is_some() && unit(next).cell != label.cell);
                    let with = |other: &usize| {
                        if cell.is_some() {
                            return unit(*other).cell == cell && unit(*other).block == unit(next).block;
                        }
                        unit(*other).paragraph == unit(next).paragraph
                            && unit(*other).bbox.x0 > label.bbox.x1 - 1.0
                            && !of_other(unit(*other))
                    };
                    sheet.iter().copied().filter(free).filter(with).collect()
                } else {
                    Vec::new()
                };
                for next in if whole.is_empty() { vec![next] } else { whole } {
                    let text = unit(next).line.text.trim();
                    value = if value.is_empty() { text.to_owned() } else { format!("{value} {text}") };
                    lines.push(unit(next).line.clone());
                    taken.insert(next);
                    last = next;
                }
            }
            let value = piece.value;
            let block = Block::from_lines(Role::Paragraph, lines);
            blocks.push(SheetBlock { block, meaning: Meaning::Label { rule: rule.index, value } });
        }
        blocks
    }

    /// The first line of the value of a label in a cell of a table: after it in its cell, else in the next cell of its row,
    /// else in the cell below.
    fn value_cell(&self, sheet: &[usize], label: usize, free: &impl Fn(&usize) -> bool) -> Option<usize> {
        let unit = |index: usize| self.unit(index);
        let (row, column) = unit(label).cell?;
        let of_table = |other: &usize| unit(*other).block == unit(label).block && !unit(*other).furniture;
        let others = || sheet.iter().copied().filter(free).filter(of_table);
        let in_own = |other: &usize| *other > label && unit(*other).cell == Some((row, column));
        let marked_between =
            |other: usize| self.settled.pieces[label + 1..other].iter().any(|piece| piece.mark.is_some());
        if let Some(own) = others().find(in_own) {
            return (!marked_between(own)).then_some(own);
        }
        let right = others().filter(|other| unit(*other).cell.is_some_and(|(r, c)| r == row && c > column));
        let right = right.min_by_key(|other| (unit(*other).cell, *other));
        let marked =
            |other: &&usize| unit(**other).cell == Some((row, column + 1)) && unit(**other).block == unit(label).block;
        // Beside another label or heading stands a head, not a value.
        let beside_mark = sheet.iter().find(marked).is_some_and(|other| self.settled.pieces[*other].mark.is_some());
        right.filter(|_| !beside_mark).or_else(|| others().find(|other| unit(*other).cell == Some((row + 1, column))))
    }
}

/// Whether a text begins with a word that begins none.
fn starts_with_link(text: &str) -> bool {
    let folded = fold(text);
    let first = folded.split(' ').next().unwrap_or_default();
    ["et", "ou", "de", "des", "du", "a", "au", "aux"].contains(&first)
        || folded.starts_with("d'")
        || folded.starts_with("l'")
}

/// Whether a text ends with a word that calls for another.
fn ends_in_link(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    ["et", "ou", "de", "des", "du", "la", "le", "les", "l’", "l'", "d’", "d'", "à", "aux", "au", "-", "/"]
        .contains(&last.as_str())
}
