//! Where sheets that are a page, or a few, begin: on the page, or the line, where their headings begin again.

use std::collections::BTreeSet;

use crate::model::flow::{Flow, Role, Style};
use crate::profile::{Mark, Range, is_continuation};
use crate::text::{ends_sentence, starts_lower};

use super::Settled;
use super::unit::Unit;

/// The sheets of a range, as indices of pieces in reading order.
#[must_use]
pub(super) fn sheets(settled: &Settled<'_>, flow: &Flow, range: &Range<'_>, at_least: usize) -> Vec<Vec<usize>> {
    let all: Vec<usize> = (0..settled.pieces.len()).collect();
    let pages = all.chunk_by(|a, b| page(settled, *a) == page(settled, *b));
    let mut sheets: Vec<Growing<'_>> = Vec::new();
    for mut part in pages.flat_map(|page| single_sheets(settled, flow, page)) {
        if let Some(sheet) = sheets.last_mut()
            && let Some(end) = end_above_title(settled, flow, sheet, part)
        {
            sheet.add(settled, &part[..end]);
            part = &part[end..];
        }
        let marks = marks(settled, part);
        let number = page(settled, part[0]);
        let last = sheets.last_mut();
        match last {
            Some(sheet) if marks.is_empty() => {
                // Furniture may part the text of a page, and the cells of a row have text on one page and the next.
                if number <= sheet.last_page || goes_on(settled, sheet, part) {
                    sheet.add(settled, part);
                }
            }
            None if marks.is_empty() => {}
            Some(sheet)
                if sheet.marks.is_disjoint(&marks) && !(sheet.is_complete(range) && number > sheet.last_page + 1) =>
            {
                sheet.add(settled, part);
            }
            last => {
                let title = last.and_then(|sheet| sheet.take_next_title(settled, flow, part)).unwrap_or_default();
                let pieces = title.into_iter().chain(part.iter().copied()).collect();
                sheets.push(Growing { pieces, marks, last_page: number });
            }
        }
    }
    sheets.retain(|sheet| sheet.sections(settled) >= at_least);
    sheets.into_iter().map(|sheet| sheet.pieces).collect()
}

struct Growing<'p> {
    pieces: Vec<usize>,
    marks: BTreeSet<&'p str>,
    last_page: u32,
}

impl<'p> Growing<'p> {
    /// Goes on with pieces of one page.
    fn add(&mut self, settled: &Settled<'p>, pieces: &[usize]) {
        self.pieces.extend(pieces);
        self.marks.extend(marks(settled, pieces));
        let page = pieces.first().map_or(0, |first| page(settled, *first));
        self.last_page = self.last_page.max(page);
    }

    /// Takes the title off its end that titles the next sheet, whose page begins without one: a text like its own title, with
    /// nothing but other names after it.
    fn take_next_title(&mut self, settled: &Settled<'p>, flow: &Flow, next: &[usize]) -> Option<Vec<usize>> {
        /// The most lines of a title and other names.
        const LINES: usize = 5;
        let first_mark = next.iter().position(|index| settled.pieces[*index].mark.is_some())?;
        if page(settled, next[0]) != self.last_page + 1 || title_between(settled, flow, next, 0, first_mark).is_some() {
            return None;
        }
        let end = self.pieces.iter().rposition(|index| settled.pieces[*index].mark.is_some())?;
        let last = &self.pieces[end + 1..];
        let is_title =
            |index: &usize| is_text(&unit(settled, *index)) && is_titled_alike(settled, &self.pieces, *index);
        let at = last.iter().position(is_title)?;
        let texts = last[at..].iter().filter(|index| is_text(&unit(settled, **index)));
        (texts.count() <= LINES).then(|| self.pieces.split_off(end + 1 + at))
    }

    /// How many different sections it has.
    fn sections(&self, settled: &Settled<'_>) -> usize {
        let keys = self.pieces.iter().filter_map(|index| match settled.pieces[*index].mark {
            Some(Mark::Section(rule)) if !rule.chart => Some(rule.key.as_str()),
            _ => None,
        });
        keys.collect::<BTreeSet<_>>().len()
    }

    fn is_complete(&self, range: &Range<'_>) -> bool {
        range.profile.sections.iter().filter(|rule| rule.required).all(|rule| self.marks.contains(rule.key.as_str()))
    }
}

/// The first line of a piece.
fn unit<'s>(settled: &'s Settled<'_>, index: usize) -> &'s Unit {
    &settled.units[settled.pieces[index].units.start]
}

fn page(settled: &Settled<'_>, index: usize) -> u32 {
    unit(settled, index).page
}

/// Whether a line is upright text of a page, and none of its furniture.
fn is_text(unit: &&Unit) -> bool {
    !unit.furniture && !unit.sideways()
}

/// The first lines of those of some pieces that are text.
fn texts<'s>(settled: &'s Settled<'_>, pieces: &[usize]) -> Vec<&'s Unit> {
    pieces.iter().map(|index| unit(settled, *index)).filter(is_text).collect()
}

/// Whether a line is the next item of the list that another is an item of.
fn is_next_item(last: &Unit, next: &Unit) -> bool {
    next.role == last.role && next.line.marker.is_some()
}

/// The marks that stand once on a sheet.
fn marks<'p>(settled: &Settled<'p>, pieces: &[usize]) -> BTreeSet<&'p str> {
    pieces.iter().filter_map(|index| mark(settled, *index)).map(|mark| mark.name()).collect()
}

/// What a piece is of what stands once on a sheet: no word of a chart, nor a heading that says that its section goes on.
fn mark<'p>(settled: &Settled<'p>, index: usize) -> Option<Mark<'p>> {
    settled.pieces[index].mark.filter(|mark| !matches!(mark, Mark::Chart)).filter(|_| !is_continued(settled, index))
}

/// Whether a piece is a heading that says that its section goes on.
fn is_continued(settled: &Settled<'_>, index: usize) -> bool {
    let piece = &settled.pieces[index];
    let last = || settled.units[piece.units.clone()].last();
    matches!(piece.mark, Some(Mark::Section(_))) && last().is_some_and(|unit| is_continuation(&unit.folded))
}

/// Whether text before the first mark of some pieces looks like a title.
fn is_titled_alike(settled: &Settled<'_>, pieces: &[usize], title: usize) -> bool {
    let before =
        pieces.iter().take_while(|index| settled.pieces[**index].mark.is_none()).map(|index| unit(settled, *index));
    let look = unit(settled, title).style();
    { before }.any(|unit| is_text(&unit) && unit.style() == look)
}

/// A page parted where its headings begin again: several sheets on one page. At least two headings do; or one, where a title
/// like that of the page stands over it, and the page ends after it.
fn single_sheets<'a>(settled: &Settled<'_>, flow: &Flow, page: &'a [usize]) -> Vec<&'a [usize]> {
    let mut seen = BTreeSet::new();
    let mut again = BTreeSet::new();
    let mut border = None;
    let mut last_mark = 0;
    for (at, index) in page.iter().enumerate() {
        let Some(mark) = mark(settled, *index) else { continue };
        if !seen.insert(mark.name()) {
            again.insert(mark.name());
            border.get_or_insert((last_mark, at));
        }
        last_mark = at;
    }
    let Some((before, at)) = border else { return vec![page] };
    let title = title_between(settled, flow, page, before + 1, at);
    if again.len() < 2 && !title.is_some_and(|title| is_titled_alike(settled, page, page[title])) {
        return vec![page];
    }
    let (first, rest) = page.split_at(title.unwrap_or(at));
    std::iter::once(first).chain(single_sheets(settled, flow, rest)).filter(|part| !part.is_empty()).collect()
}

/// Where a sheet ends on a page on which the title of another stands further down: all above the title belongs to it. The
/// headings below the title are those that it has, the ones above are none of them; where there are none, its text goes on.
fn end_above_title(settled: &Settled<'_>, flow: &Flow, sheet: &Growing<'_>, part: &[usize]) -> Option<usize> {
    /// In points.
    const OFF: f32 = 2.0;
    let mark = |at: usize| mark(settled, part[at]);
    let known = |at: &usize| mark(*at).is_some_and(|mark| sheet.marks.contains(mark.name()));
    let at = (0..part.len()).find(known)?;
    let again: BTreeSet<&str> = (at..part.len()).filter(known).filter_map(mark).map(|mark| mark.name()).collect();
    let before = (0..at).rfind(|at| mark(*at).is_some());
    let title = title_between(settled, flow, part, before.map_or(0, |before| before + 1), at)?;
    let (above, below) = part.split_at(title);
    let (own, others) = (texts(settled, above), texts(settled, below));
    let top = others.first()?.bbox.y0;
    let begins = || {
        let last = sheet.pieces.iter().rev().map(|index| unit(settled, *index)).find(is_text);
        own.first()
            .is_some_and(|first| starts_lower(&first.line.text) || last.is_some_and(|last| is_next_item(last, first)))
    };
    let is_below =
        own.iter().all(|text| text.bbox.y1 < top + OFF) && others.iter().all(|text| text.bbox.y0 > top - OFF);
    let follows = page(settled, part[0]) <= sheet.last_page + 1;
    let is_alike = || is_titled_alike(settled, &sheet.pieces, part[title]);
    let begins_anew = again.len() >= 2 || again.len() == 1 && is_alike();
    (follows
        && begins_anew
        && is_below
        && !own.is_empty()
        && (before.is_some() || begins() || is_one_table(settled, sheet, part)))
    .then_some(title)
}

/// Where the largest text begins between two places of a page, if it is larger than the running text.
fn title_between(settled: &Settled<'_>, flow: &Flow, page: &[usize], from: usize, to: usize) -> Option<usize> {
    let size = |position: usize| {
        let unit = unit(settled, page[position]);
        if settled.pieces[page[position]].mark.is_some() || unit.furniture { 0.0 } else { unit.style().size }
    };
    let largest = (from..to).map(size).fold(0.0, f32::max);
    if largest < flow.body.size * 1.1 || largest == 0.0 {
        return None;
    }
    (from..to).find(|position| size(*position) > largest - 0.3)
}

/// Whether a page without headings goes on with the sheet before it: its first text is in the running style and
/// finishes a sentence, or the next item of a list, or the page before ends with a heading, or has its labels in a margin
/// that the page leaves free, or is full.
fn goes_on(settled: &Settled<'_>, sheet: &Growing<'_>, page_pieces: &[usize]) -> bool {
    let unit = |index: usize| unit(settled, index);
    if page(settled, page_pieces[0]) > sheet.last_page + 1 {
        return false;
    }
    let says_so = page_pieces.iter().any(|index| is_continued(settled, *index));
    if says_so || is_one_table(settled, sheet, page_pieces) || is_chart(settled, sheet, page_pieces) {
        return true;
    }
    /// In points.
    const SAME_PLACE: f32 = 1.0;
    let (mut open, mut bare) = (false, false);
    let (mut last, mut before_heading) = (None, None);
    // A footnote stands last on its page.
    let is_small_print =
        |last: Option<&Unit>, next: &Unit| last.is_some_and(|last| next.style().size < last.style().size - 0.5);
    for index in sheet.pieces.iter().copied().filter(|index| !unit(*index).furniture) {
        match settled.pieces[index].mark {
            Some(Mark::Section(rule)) => {
                (open, bare) = (!rule.chart, !rule.chart);
                before_heading = last.take().or(before_heading);
            }
            // Words of a chart may stand anywhere.
            Some(Mark::Chart) => {}
            Some(_) => (open, bare) = (false, false),
            None if open && !unit(index).sideways() && !is_small_print(last.or(before_heading), unit(index)) => {
                (last, bare) = (Some(unit(index)), false);
            }
            None => {}
        }
    }
    // A running head of the sheet stands again at its place.
    let recurs = |head: &&Unit| {
        let same = |own: &Unit| own.folded == head.folded && (own.bbox.y0 - head.bbox.y0).abs() < SAME_PLACE;
        sheet.pieces.iter().any(|index| same(unit(*index)))
    };
    let first = page_pieces.iter().map(|index| unit(*index)).find(|unit| !unit.furniture && !recurs(unit));
    let (Some(last), Some(first)) = (last.or(before_heading), first) else { return false };
    let same_style = (first.style().size - last.style().size).abs() < 0.5;
    same_style
        && (bare
            || is_next_item(last, first)
            || starts_lower(&first.line.text)
            || !ends_sentence(&last.line.text)
            || is_beside_margin(settled, sheet, last, page_pieces)
            || overflows(settled, sheet, last, page_pieces))
        && first.style().direction == Style::default().direction
}

/// Whether a page begins in the table that a sheet ends in.
fn is_one_table(settled: &Settled<'_>, sheet: &Growing<'_>, page: &[usize]) -> bool {
    let is_text = |index: &&usize| !unit(settled, **index).furniture;
    let (Some(last), Some(first)) = (sheet.pieces.iter().rfind(is_text), page.iter().find(is_text)) else {
        return false;
    };
    let (last, first) = (unit(settled, *last), unit(settled, *first));
    last.cell.is_some() && first.cell.is_some() && last.block == first.block
}

/// Whether a page has nothing but a chart, and a sheet none yet.
fn is_chart(settled: &Settled<'_>, sheet: &Growing<'_>, page: &[usize]) -> bool {
    let is_axis = |index: &usize| matches!(settled.pieces[*index].mark, Some(Mark::Chart));
    let mut texts = page.iter().filter(|index| !unit(settled, **index).furniture).peekable();
    texts.peek().is_some() && texts.all(is_axis) && !sheet.pieces.iter().any(is_axis)
}

/// Whether a sheet's last text fills its page down to where text ends on any, and all of the next page is text like it, at
/// its edge, with sentences: the address on the last page of a report has none.
fn overflows(settled: &Settled<'_>, sheet: &Growing<'_>, last: &Unit, page: &[usize]) -> bool {
    /// In font sizes: the room for two more lines, since none stands alone; and how far paragraphs and items are set in.
    const ROOM: f32 = 3.2;
    const SET_IN: f32 = 2.5;
    let size = last.style().size;
    let texts = texts(settled, page);
    let is_large = |unit: &&Unit| is_text(unit) && unit.style().size > size - 0.5;
    let lowest = settled.units.iter().filter(is_large).map(|unit| unit.bbox.y1).fold(0.0, f32::max);
    // In whichever column of its last page.
    let text = |index: &&usize| settled.pieces[**index].mark.is_none();
    let own =
        || sheet.pieces.iter().filter(text).map(|index| unit(settled, *index)).filter(|unit| unit.page == last.page);
    let is_full = |at: f32| {
        let mut fills = own().filter(is_large).filter(|unit| unit.bbox.y1 > lowest - ROOM * size);
        fills.any(|unit| (unit.bbox.x0 - at).abs() < SET_IN * size)
    };
    // A caption may be smaller.
    let is_alike = |text: &&&Unit| {
        (text.style().size - size).abs() < 0.5 && text.style().bold == last.style().bold || text.style().size < size
    };
    texts.iter().any(|text| ends_sentence(&text.line.text))
        && texts.first().is_some_and(|first| is_full(first.bbox.x0))
        && texts.iter().all(|text| is_alike(&text) && !matches!(text.role, Role::Heading(_)))
}

/// Whether all text of a page keeps to the edge of a sheet's last text, left of which the sheet has its labels.
fn is_beside_margin(settled: &Settled<'_>, sheet: &Growing<'_>, last: &Unit, page: &[usize]) -> bool {
    /// The least width of such a margin, in font sizes.
    const MARGIN: f32 = 4.0;
    /// How far edges may be off on scans, and how far paragraphs and items are set in.
    const OFF: f32 = 0.5;
    const SET_IN: f32 = 2.5;
    let size = last.style().size;
    let is_heading = |index: &usize| matches!(settled.pieces[*index].mark, Some(Mark::Section(_)));
    let Some(at) = sheet.pieces.iter().rposition(is_heading) else { return false };
    let label = unit(settled, sheet.pieces[at]);
    let (own, others) = (texts(settled, &sheet.pieces[at + 1..]), texts(settled, page));
    let own = own.iter().filter(|text| text.page == label.page && text.bbox.y1 > label.bbox.y0);
    let edge = own.map(|text| text.bbox.x0).fold(f32::INFINITY, f32::min);
    label.page == last.page
        && label.bbox.x1 < edge
        && label.bbox.x0 + MARGIN * size < edge
        && others.first().is_some_and(|first| first.bbox.x0 < edge + SET_IN * size)
        && others.iter().all(|text| !matches!(text.role, Role::Heading(_)) && text.bbox.x0 > edge - OFF * size)
}
