//! What is printed on a sheet beside its sections: numbers in big type with their captions, quotations.

use crate::model::flow::Line;
use crate::model::passage::Passage;
use crate::model::sheet::NoteKind;
use crate::profile::NotePart;
use crate::text::ends_sentence;

use super::page::{Page, Taken};
use super::unit::Unit;

/// How much larger than the running text a key figure is.
const BIG: f32 = 1.25;
/// The longest key figure and caption, and the longest line that tells who said something, in characters.
const FIGURE: usize = 28;
const CAPTION: usize = 120;
const SPEAKER: usize = 80;

/// Takes the notes that the profile says are printed on its sheets.
pub(super) fn take(page: &Page<'_, '_>, sheet: &[usize], taken: &mut Taken) -> Vec<(NoteKind, Passage)> {
    let profile = page.range.profile;
    let mut notes = Vec::new();
    if profile.notes.contains(&NotePart::Figure) {
        figures(page, sheet, taken, &mut notes);
    }
    if profile.notes.contains(&NotePart::Quote) {
        quotes(page, sheet, taken, &mut notes);
    }
    notes
}

fn free(page: &Page<'_, '_>, index: usize, taken: &Taken) -> bool {
    page.settled.pieces[index].mark.is_none() && !taken.contains(&index) && !page.unit(index).table
}

fn passage(page: &Page<'_, '_>, pieces: &[usize]) -> Passage {
    let lines: Vec<Line> = pieces.iter().map(|index| page.unit(*index).line.clone()).collect();
    Passage::of_lines(&lines).trimmed()
}

/// Whether a text may be a figure in big type: a number with a word or two.
pub(super) fn is_figure(text: &str) -> bool {
    text.chars().count() <= FIGURE && text.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// Numbers in big type, each with the smaller text that stands straight below it or beside it.
fn figures(page: &Page<'_, '_>, sheet: &[usize], taken: &mut Taken, notes: &mut Vec<(NoteKind, Passage)>) {
    let is_figure = |index: &usize| {
        let unit = page.unit(*index);
        free(page, *index, taken)
            && unit.style().size >= BIG * page.flow.body.size
            && unit.length() <= FIGURE
            && unit.line.text.chars().any(|c| c.is_ascii_digit())
            && unit.line.marker.is_none()
            && !ends_sentence(&unit.line.text)
    };
    let found: Vec<usize> = sheet.iter().copied().filter(is_figure).collect();
    for figure in found {
        let of = page.unit(figure);
        let is_caption = |index: &usize| {
            let other = page.unit(*index);
            let smaller = other.style().size < 0.85 * of.style().size && other.length() <= CAPTION;
            *index != figure && free(page, *index, taken) && other.page == of.page && smaller
        };
        let (size, bbox) = (of.style().size, &of.bbox);
        let below = |index: &usize| {
            let other = &page.unit(*index).bbox;
            let gap = other.y0 - bbox.y1;
            gap > -0.6 * size && gap < 1.0 * size && other.y1 > bbox.y1 && other.overlap_x(bbox) > 0.0
        };
        let beside = |index: &usize| {
            let other = &page.unit(*index).bbox;
            let gap = other.x0 - bbox.x1;
            gap > -0.3 * size && gap < 1.5 * size && other.overlap_y(bbox) > 0.5 * other.height()
        };
        let captions = || sheet.iter().copied().filter(is_caption);
        let above = |index: &usize| {
            let other = &page.unit(*index).bbox;
            let gap = bbox.y0 - other.y1;
            gap > -0.6 * size && gap < 0.6 * size && other.y0 < bbox.y0 && other.overlap_x(bbox) > 0.0
        };
        let nearest = captions().filter(below).min_by(|a, b| page.unit(*a).bbox.y0.total_cmp(&page.unit(*b).bbox.y0));
        let pieces = match nearest {
            Some(first) => {
                let mut pieces = vec![first];
                for next in captions().filter(|index| *index > first) {
                    let (above, this) = (page.unit(pieces[pieces.len() - 1]), page.unit(next));
                    let gap = this.bbox.y0 - above.bbox.y1;
                    let one = this.paragraph == above.paragraph || gap < 0.6 * above.style().size;
                    let column = this.bbox.overlap_x(&above.bbox) > 0.0 && this.bbox.y0 > above.bbox.y0;
                    if !(one && column && alike(this, above)) {
                        break;
                    }
                    pieces.push(next);
                }
                pieces
            }
            // Beside it, the lines are those between its top and its foot, from the nearest on.
            None => {
                let mut beside: Vec<usize> = captions().filter(beside).collect();
                let left = beside.iter().map(|index| page.unit(*index).bbox.x0).fold(f32::INFINITY, f32::min);
                beside.retain(|index| page.unit(*index).bbox.x0 < left + size);
                beside.sort_by(|a, b| page.unit(*a).bbox.y0.total_cmp(&page.unit(*b).bbox.y0));
                if let Some(first) = beside.first().copied() {
                    beside.retain(|index| alike(page.unit(*index), page.unit(first)));
                }
                if beside.is_empty() {
                    // Above it at last.
                    beside.extend(captions().filter(above).max_by_key(|index| *index));
                }
                beside
            }
        };
        if pieces.is_empty() {
            continue;
        }
        let value = passage(page, &[figure]);
        let length = value.text.len();
        notes.push((NoteKind::Figure(length), Passage::joined([value, passage(page, &pieces)], " ")));
        taken.insert(figure);
        taken.extend(pieces);
    }
}

fn alike(a: &Unit, b: &Unit) -> bool {
    (a.style().size - b.style().size).abs() < 0.3 && a.style().bold == b.style().bold
}

/// Paragraphs in quotation marks that stand apart from the running text, each with the short line below that tells who
/// said it.
fn quotes(page: &Page<'_, '_>, sheet: &[usize], taken: &mut Taken, notes: &mut Vec<(NoteKind, Passage)>) {
    let mut at = 0;
    while at < sheet.len() {
        let first = sheet[at];
        at += 1;
        let opening = page.unit(first);
        if !free(page, first, taken) || !opening.line.text.trim_start().starts_with(['«', '“', '"']) {
            continue;
        }
        let mut pieces = vec![first];
        let closes = |index: usize| {
            let text = page.unit(index).line.text.trim_end_matches([' ', '\u{a0}', '\u{202f}', '.']).to_owned();
            text.ends_with(['»', '”', '"'])
        };
        while !closes(pieces[pieces.len() - 1]) {
            let Some(next) = sheet.get(at).copied() else { break };
            let this = page.unit(next);
            let look =
                (this.style().size - opening.style().size).abs() < 0.3 && this.style().italic == opening.style().italic;
            if !free(page, next, taken) || !look || this.page != opening.page {
                break;
            }
            pieces.push(next);
            at += 1;
        }
        let (body, style) = (page.flow.body, opening.style());
        let apart = style.italic != body.italic
            || style.bold != body.bold
            || style.colour != body.colour
            || (style.size - body.size).abs() > 0.06 * body.size
            || opening.container.is_some();
        // In a text set like the others, words in quotation marks are text.
        if !closes(pieces[pieces.len() - 1]) || !apart {
            continue;
        }
        let last = page.unit(pieces[pieces.len() - 1]);
        if let Some(next) = sheet.get(at).copied() {
            let this = page.unit(next);
            let gap = this.bbox.y0 - last.bbox.y1;
            let near = this.page == last.page && gap > -0.5 * style.size && gap < 1.5 * style.size;
            let other = this.style() != style && this.style().size <= style.size;
            if free(page, next, taken) && near && other && this.length() <= SPEAKER && !ends_sentence(&this.line.text) {
                pieces.push(next);
                at += 1;
            }
        }
        notes.push((NoteKind::Quote, passage(page, &pieces)));
        taken.extend(pieces);
    }
}
