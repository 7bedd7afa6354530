//! Where the stretch of a gutter begins and ends: titles and headings that go over columns are no part of one.

use crate::model::geometry::Rect;
use crate::text::is_capitals;

use super::{Gutter, Item, LINES_EMS, Orderer, PARAGRAPHS_EMS, RUNS_ON_EMS, What};

/// What stands this near to the edge of a heading's sign, in font sizes, begins below the sign.
const SIGN: f32 = 0.2;
/// Lines of a title are no further apart than this many of their heights.
const TITLE_LINES_EMS: f32 = 0.6;

impl Orderer<'_> {
    /// The gutter, moved to where the line above it is parted that it would part below: a heading that seems to cross it
    /// has the text of the right column beside it, which goes on below, or its box. Words of a chart further down, which
    /// stand out of that column, only made the strip between them and the left one the taller.
    pub(super) fn with_line_above(&self, mut gutter: Gutter, items: &[Item]) -> Gutter {
        /// A heading is so many times as large as the text beside it, or larger.
        const HEADING: f32 = 1.1;
        let crosses = |item: &Item, x: f32| item.bbox.x0 < x && item.bbox.x1 > x;
        let above = |item: &&Item| item.bbox.centre_y() <= gutter.top && crosses(item, gutter.x);
        let Some(line) = items.iter().filter(above).max_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1)) else {
            return gutter;
        };
        // The first line of a box stands lower than its label.
        let stands_in =
            |item: &Item| item.is_panel() && item.bbox.y0 < line.bbox.y1 && item.bbox.y1 > line.bbox.centre_y();
        let beside = |item: &&Item| item.bbox.x0 > line.bbox.x1 && (stands_in(item) || self.on_one_line(line, item));
        let Some(text) = items.iter().filter(beside).min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0)) else {
            return gutter;
        };
        let goes_on = |line: &Item| items.iter().any(|next| self.goes_on(line, next, LINES_EMS));
        // A heading in the margin: the line of a list of contents and the number of its page look alike.
        let is_heading = || self.is_larger(line, text, HEADING) && goes_on(text);
        if text.bbox.width() < line.bbox.width() || !goes_on(line) || !(stands_in(text) || is_heading()) {
            return gutter;
        }
        let x = line.bbox.x1.midpoint(text.bbox.x0);
        let below = items.iter().filter(|item| item.bbox.y0 > line.bbox.y1 && crosses(item, x));
        let bottom = below.map(|item| item.bbox.y0).fold(gutter.bottom, f32::min);
        (gutter.x, gutter.top, gutter.bottom) = (x, line.bbox.y0.min(text.bbox.y0) - 0.5, bottom);
        gutter
    }

    /// The gutter, begun below the last lines of a title whose first lines go across it.
    pub(super) fn without_title_ends(&self, mut gutter: Gutter, items: &[Item]) -> Gutter {
        let across =
            |item: &&Item| item.bbox.centre_y() <= gutter.top && item.bbox.x0 < gutter.x && item.bbox.x1 > gutter.x;
        let Some(mut last) = items.iter().filter(across).max_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1)) else {
            return gutter;
        };
        let below = |line: &Item, top: f32| {
            items
                .iter()
                .filter(|item| item.bbox.centre_y() > top && !std::ptr::eq(*item, line))
                .all(|item| item.bbox.y0 >= line.bbox.y1 - 1.0)
        };
        while let Some(next) = items.iter().find(|next| {
            next.bbox.centre_y() > gutter.top && self.is_line_before(last, next) && below(next, gutter.top)
        }) {
            gutter.top = next.bbox.y1;
            last = next;
        }
        gutter
    }

    /// The gutter, ended above the block of text on one of its sides that goes on below it, over its whole width: columns
    /// of another division begin there.
    pub(super) fn without_cut_block(&self, mut gutter: Gutter, items: &[Item]) -> Gutter {
        let crosses = |item: &&Item| item.bbox.x0 < gutter.x && item.bbox.x1 > gutter.x;
        let below = items.iter().filter(|item| item.bbox.y1 > gutter.bottom && crosses(item));
        let Some(first) = below.min_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0)) else { return gutter };
        let between: Vec<&Item> = items
            .iter()
            .filter(|item| item.bbox.centre_y() > gutter.top && item.bbox.centre_y() < gutter.bottom)
            .collect();
        let goes_on = |line: &Item, top: &Item| self.goes_on(line, top, PARAGRAPHS_EMS) || self.titles_near(line, top);
        let block = |goes_on: &dyn Fn(&Item, &Item) -> bool| {
            let mut top = first;
            while let Some(line) = between.iter().find(|line| goes_on(line, top)) {
                top = line;
            }
            top
        };
        let mut top = block(&goes_on);
        // Where paragraphs begin set in, a heading tells that they are a text, and nothing stands beside them.
        let with_indents = block(&|line, top| goes_on(line, top) || self.is_set_in(line, top));
        let beside = |item: &&Item| {
            item.bbox.centre_x() > gutter.x && item.bbox.y1 > with_indents.bbox.y0 && item.bbox.y0 < first.bbox.y0
        };
        let is_headed = between.iter().any(|next| self.titles_near(with_indents, next));
        if is_headed && !between.iter().any(beside) {
            top = with_indents;
        }
        let above = between.iter().filter(|item| item.bbox.y1 <= top.bbox.y0 + 0.5);
        let end = above.map(|item| item.bbox.y1).fold(f32::NEG_INFINITY, f32::max).max(gutter.top);
        let bottom = (end + top.bbox.y0) / 2.0;
        // Nothing on the other side may be cut instead.
        let straddles = |item: &&&Item| {
            item.bbox.y0 < bottom - 1.0 && item.bbox.y1 > bottom + 1.0
                || item.bbox.y0 >= bottom - 1.0
                    && between.iter().any(|line| line.bbox.y1 <= bottom && self.goes_on(line, item, LINES_EMS))
        };
        let sides = |right: bool| {
            between.iter().any(|item| item.bbox.centre_y() < bottom && (item.bbox.centre_x() > gutter.x) == right)
        };
        if !std::ptr::eq(top, first) && !between.iter().any(|item| straddles(&item)) && sides(false) && sides(true) {
            gutter.bottom = bottom;
        }
        gutter
    }

    /// The first lines of a title, by their places among the items, that stand on one side of a gutter, where its last
    /// lines go across below: they are read with those, whatever ends the columns beside them.
    pub(super) fn title_starts(&self, gutter: &Gutter, items: &[Item]) -> Vec<usize> {
        /// A title is so many times as large as the text, or larger.
        const LARGER: f32 = 1.3;
        let is_below = |item: &&Item| item.bbox.centre_y() > gutter.bottom;
        let crosses = |item: &Item| item.bbox.x0 < gutter.x && item.bbox.x1 > gutter.x;
        let first = items.iter().filter(is_below).min_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
        let Some(mut next) = first.filter(|first| crosses(first) && first.is_text()) else { return Vec::new() };
        if !self.is_large(next, LARGER * self.size(items)) {
            return Vec::new();
        }
        let mut lines = Vec::new();
        while let Some(at) = items.iter().position(|line| {
            line.bbox.centre_y() > gutter.top
                && line.bbox.centre_y() < gutter.bottom
                && line.bbox.centre_y() < next.bbox.y0
                && self.is_line_before(line, next)
        }) {
            lines.push(at);
            next = &items[at];
        }
        lines
    }

    /// Where a label ends and the text that stands beside it, from an edge on, if what stands further down on the label's
    /// side, such as a footnote, is no other label: no text stands beside it, and no more than a page's number.
    pub(super) fn end_of_label(&self, items: &[Item], label: &Item, edge: f32) -> Option<f32> {
        /// Lines of either are no further apart than so many of their heights.
        const APART: [f32; 2] = [0.6, 2.0];
        let end = |is_text: bool| {
            let own = |item: &&Item| (item.bbox.x0 > edge - 1.0) == is_text && item.bbox.y1 > label.bbox.y0;
            let mut lines: Vec<Rect> = items.iter().filter(own).map(|item| item.bbox).collect();
            lines.sort_by(|a, b| a.y0.total_cmp(&b.y0));
            let mut end = label.bbox.y1;
            for line in lines {
                if line.y0 - end > APART[usize::from(is_text)] * line.height() {
                    break;
                }
                end = end.max(line.y1);
            }
            end
        };
        let end = end(false).max(end(true));
        let is_label = |item: &&Item| {
            let text = |other: &&Item| {
                other.bbox.x0 > edge - 1.0
                    && other.bbox.width() > item.bbox.width()
                    && (!other.is_text() && other.bbox.overlap_y(&item.bbox) > 0.0 || self.on_one_line(item, other))
            };
            item.bbox.x1 <= edge && item.bbox.centre_y() > end && items.iter().any(|other| text(&other))
        };
        (!items.iter().any(|item| is_label(&item))).then_some(end)
    }

    /// Whether a line of a title goes on in one of its look straight below it.
    fn is_line_before(&self, line: &Item, next: &Item) -> bool {
        let gap = next.bbox.y0 - line.bbox.y1;
        let height = line.bbox.height();
        gap < TITLE_LINES_EMS * height
            && gap > -0.5 * height
            && next.bbox.overlap_x(&line.bbox) > 0.0
            && self.looks_like(line, next)
    }

    /// Whether a line goes on in one below it: of one look and one left edge, no further apart than this many font sizes.
    fn goes_on(&self, line: &Item, next: &Item, farthest: f32) -> bool {
        let (What::Fragment(a), What::Fragment(b)) = (line.what, next.what) else { return false };
        let (a, b) = (&self.fragments[a], &self.fragments[b]);
        let distance = b.baseline - a.baseline;
        distance > 0.5 * b.style.size
            && distance < farthest * b.style.size
            && (a.bbox.x0 - b.bbox.x0).abs() < b.style.size * 0.2
            && (a.style.size - b.style.size).abs() < 0.5
            && a.style.bold == b.style.bold
    }

    /// Whether one of two lines of a text, one straight below the other, begins a paragraph and is set in.
    fn is_set_in(&self, line: &Item, next: &Item) -> bool {
        /// By so many font sizes at most.
        const INDENT: f32 = 2.5;
        let (What::Fragment(a), What::Fragment(b)) = (line.what, next.what) else { return false };
        let (a, b) = (&self.fragments[a], &self.fragments[b]);
        let distance = b.baseline - a.baseline;
        distance > 0.5 * b.style.size
            && distance < LINES_EMS * b.style.size
            && (a.bbox.x0 - b.bbox.x0).abs() < INDENT * b.style.size
            && a.marker.is_none()
            && b.marker.is_none()
            && self.looks_like(line, next)
    }

    /// Whether a line titles the one below it, close to it.
    fn titles_near(&self, heading: &Item, text: &Item) -> bool {
        let gap = text.bbox.y0 - heading.bbox.y1;
        self.titles(heading, text) && gap > -1.0 && gap < RUNS_ON_EMS * text.bbox.height()
    }

    /// The gutter, ended above a title that stands in the left column and begins both anew: nothing stands beside it, and
    /// the text below it starts at one height on both sides.
    pub(super) fn without_titles_between(&self, mut gutter: Gutter, items: &[Item]) -> Gutter {
        /// A title of both columns is so many times as large as their text, or larger.
        const LARGER: f32 = 1.5;
        let least = LARGER * self.size(items);
        let between = |item: &&Item| item.bbox.centre_y() > gutter.top && item.bbox.centre_y() < gutter.bottom;
        let (mut left, right): (Vec<&Item>, Vec<&Item>) =
            items.iter().filter(between).partition(|item| item.bbox.centre_x() < gutter.x);
        left.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
        let title = (2..left.len()).find(|at| {
            let (above, first) = (left[at - 1], left[*at]);
            if !self.is_large(first, least) || self.looks_like(above, first) {
                return false;
            }
            // It may have several lines.
            let lines = left[*at..].windows(2).take_while(|pair| self.looks_like(pair[0], pair[1])).count();
            let Some(next) = left.get(at + lines + 1) else { return false };
            let (over, beside): (Vec<&Item>, Vec<&Item>) =
                right.iter().partition(|item| item.bbox.y1 <= first.bbox.y0 + 1.0);
            let restart = beside.iter().min_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
            !over.is_empty()
                && above.bbox.y1 <= first.bbox.y0 + 1.0
                && next.bbox.y0 > first.bbox.y1 - 1.0
                && restart.is_some_and(|restart| self.on_one_line(next, restart))
        });
        if let Some(title) = title {
            gutter.bottom = (left[title - 1].bbox.y1 + left[title].bbox.y0) / 2.0;
        }
        gutter
    }

    /// The gutter, ended above a title that has its small print on its line, a blank away, where the strip runs between
    /// the two: they are one line across it, and the last beside which the strip has text on its right.
    pub(super) fn without_parted_title(&self, mut gutter: Gutter, items: &[Item]) -> Gutter {
        /// The widest blank, in sizes of the title, and by how much it is larger than its small print, and than the text.
        const BLANK: f32 = 0.35;
        const LARGER: f32 = 1.3;
        let between = |item: &&Item| item.bbox.centre_y() > gutter.top && item.bbox.centre_y() < gutter.bottom;
        let (left, right): (Vec<&Item>, Vec<&Item>) =
            items.iter().filter(between).partition(|item| item.bbox.centre_x() < gutter.x);
        let least = LARGER * self.size(items);
        let Some(last) = right.iter().max_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1)) else { return gutter };
        let title = left.iter().find(|title| {
            let gap = last.bbox.x0 - title.bbox.x1;
            self.is_large(title, least)
                && self.is_larger(title, last, LARGER)
                && self.on_one_line(title, last)
                && gap < BLANK * title.bbox.height()
        });
        let Some(title) = title else { return gutter };
        let above = left.iter().chain(&right).filter(|item| item.bbox.y1 < title.bbox.centre_y());
        let end = above.map(|item| item.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
        if end > gutter.top {
            gutter.bottom = end.midpoint(title.bbox.y0.max(end));
        }
        gutter
    }

    /// The gutter, ended above headings that stand last in the left column and title the text across both.
    pub(super) fn without_trailing_headings(&self, mut gutter: Gutter, items: &[Item]) -> Gutter {
        /// The most headings that stand one below the other: a title and other names under it.
        const MOST_HEADINGS: usize = 3;
        let between = |item: &&Item| item.bbox.centre_y() > gutter.top && item.bbox.centre_y() < gutter.bottom;
        let (mut left, right): (Vec<&Item>, Vec<&Item>) =
            items.iter().filter(between).partition(|item| item.bbox.centre_x() < gutter.x);
        let below = items.iter().filter(|item| item.bbox.centre_y() > gutter.bottom);
        let mut next = below.min_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
        let right_end = right.iter().map(|item| item.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
        left.sort_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1));
        // A heading may have several lines.
        let lines_at_end =
            |left: &[&Item]| left.windows(2).rev().take_while(|pair| self.looks_like(pair[0], pair[1])).count() + 1;
        // A title may have its small print under it: other names.
        let least = 1.3 * self.size(items);
        let title = (1..MOST_HEADINGS).find_map(|names| {
            let rest = &left[..left.len().checked_sub(names)?];
            let at = rest.len().checked_sub(lines_at_end(rest))?;
            let (above, first) = (rest[at.checked_sub(1)?], rest[at]);
            let is_title = self.is_large(first, least) && self.is_larger(first, above, 1.3);
            (is_title && first.bbox.y0 > right_end).then_some(at)
        });
        if let Some(at) = title {
            gutter.bottom = (left[at - 1].bbox.y1 + left[at].bbox.y0) / 2.0;
            next = Some(left[at]);
            left.truncate(at);
        }
        for _ in 0..MOST_HEADINGS {
            let Some((rest, heading)) = left.split_at_checked(left.len().saturating_sub(lines_at_end(&left))) else {
                break;
            };
            let (Some(above), [first, ..], Some(last)) = (rest.last(), heading, heading.last()) else { break };
            let underlined = self.rules.underlines(&last.bbox, gutter.x);
            let near = |next: &Item| next.bbox.y0 - last.bbox.y1 < first.bbox.y0 - above.bbox.y1;
            // No column ends with the title of a chapter.
            let large = self.is_larger(first, above, 1.3) && self.is_large(first, least);
            let titles_next = next.is_some_and(|next| self.titles(last, next) && near(next)) || large || underlined;
            if !titles_next || first.bbox.y0 <= right_end || rest.len() < 2 {
                break;
            }
            gutter.bottom = (above.bbox.y1 + first.bbox.y0) / 2.0;
            next = Some(first);
            left.truncate(rest.len());
        }
        gutter
    }

    /// Whether a line is set in this size, in points, or a larger one.
    fn is_large(&self, line: &Item, size: f32) -> bool {
        matches!(line.what, What::Fragment(index) if self.fragments[index].style.size >= size)
    }

    /// Whether a line is set so many times as large as another, or more.
    fn is_larger(&self, line: &Item, other: &Item, times: f32) -> bool {
        let (What::Fragment(a), What::Fragment(b)) = (line.what, other.what) else { return false };
        self.fragments[a].style.size >= times * self.fragments[b].style.size
    }

    /// Whether two lines may be one heading.
    fn looks_like(&self, a: &Item, b: &Item) -> bool {
        let (What::Fragment(a), What::Fragment(b)) = (a.what, b.what) else { return false };
        let (a, b) = (self.fragments[a].style, self.fragments[b].style);
        a.size == b.size && a.bold == b.bold && a.colour == b.colour
    }

    /// Whether a line looks like the heading of what stands below it: aligned with it or, where paragraphs begin set in,
    /// as far out, and set apart by its look. A sign before it hangs where no item's next line begins.
    pub(super) fn titles(&self, heading: &Item, text: &Item) -> bool {
        /// Paragraphs are set in by so many font sizes at most.
        const INDENT: f32 = 2.0;
        let (What::Fragment(heading), What::Fragment(text)) = (heading.what, text.what) else { return false };
        let (heading, text) = (&self.fragments[heading], &self.fragments[text]);
        let size = text.style.size;
        let larger = heading.style.size > size * 1.08;
        let bold = heading.style.bold && !text.style.bold;
        let capitals = is_capitals(&heading.text) && !is_capitals(&text.text);
        let coloured = heading.style.colour != text.style.colour;
        let set_in = text.bbox.x0 - heading.left;
        let is_aligned = match heading.marker {
            None => set_in > -size && set_in < INDENT * size,
            Some(_) => set_in.abs() < SIGN * size,
        };
        is_aligned && (larger || bold || capitals || coloured)
    }
}

/// The gutter, begun below titles that stand first on one side, above all text of the other: centred over both, or far
/// above their own side's text.
pub(super) fn without_leading_titles(mut gutter: Gutter, items: &[Item]) -> Gutter {
    /// How far a title may be out of the middle (points), and from the edge of its column.
    const CENTRED: f32 = 3.0;
    const ALIGNED: f32 = 1.0;
    /// So many times its height above the next text, a line is far above it.
    const FAR: f32 = 3.0;
    let between = |item: &&Item| item.bbox.centre_y() > gutter.top && item.bbox.centre_y() < gutter.bottom;
    let mut sides: [Vec<&Item>; 2] =
        items.iter().filter(between).partition::<Vec<_>, _>(|item| item.bbox.centre_x() < gutter.x).into();
    let Some(bounds) = Rect::union_all(sides.iter().flatten().map(|item| item.bbox)) else { return gutter };
    let top = |side: &[&Item]| side.iter().map(|item| item.bbox.y0).fold(f32::INFINITY, f32::min);
    let higher = usize::from(top(&sides[1]) < top(&sides[0]));
    let other_top = top(&sides[1 - higher]);
    let side = &mut sides[higher];
    side.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
    let column = side.iter().filter(|item| item.bbox.y1 > other_top);
    let edge = column.map(|item| item.bbox.x0).fold(f32::INFINITY, f32::min);
    let is_centred = |item: &Item| {
        (item.bbox.centre_x() - bounds.centre_x()).abs() < CENTRED && (item.bbox.x0 - edge).abs() > ALIGNED
    };
    let is_far = |item: &Item, next: &&Item| next.bbox.y0 - item.bbox.y1 > FAR * item.bbox.height();
    let titles = (0..side.len())
        .take_while(|at| {
            let item = side[*at];
            item.is_text()
                && item.bbox.y1 <= other_top
                && (is_centred(item) || side.get(at + 1).is_some_and(|next| is_far(item, next)))
        })
        .count();
    if let (Some(last), Some(next)) = (titles.checked_sub(1).map(|last| side[last]), side.get(titles)) {
        gutter.top = (last.bbox.y1 + next.bbox.y0.min(other_top)) / 2.0;
    }
    gutter
}
