//! Units: the printed lines of a document with their facts, each of which keeps its identity through all that follows.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use crate::model::document::Direction;
use crate::model::flow::{Block, Flow, Joint, Line, Place, PlacedWord, Role, Run, Style};
use crate::model::geometry::Rect;
use crate::text::fold;

/// A line, or a part of one that a heading or label was cut off from.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its text, place and look. Of a table that is kept whole, empty.
    pub line: Line,
    /// The text folded for patterns.
    pub folded: String,
    /// 1-based page, or the hinted page of a text; 0 where unknown.
    pub page: u32,
    /// Where it stands on the page as read, in points; empty without positions.
    pub bbox: Rect,
    /// Where the printed line stands that it is, or was cut from.
    pub printed: Rect,
    /// The block of the flow that it stands in: an index into its blocks, or into its furniture.
    pub block: usize,
    /// Whether `block` counts the furniture.
    pub furniture: bool,
    /// The cell that it stands in, as row and column of its block's table.
    pub cell: Option<(usize, usize)>,
    /// What layout takes its block for.
    pub role: Role,
    /// The panel that it stands in.
    pub container: Option<u32>,
    /// Number of the paragraph: equal for the lines of one.
    pub paragraph: usize,
    /// Whether it is a whole table.
    pub table: bool,
    /// Whether it begins in the middle of a printed line.
    pub cut: bool,
}

impl Unit {
    /// A line by itself.
    #[must_use]
    pub fn of_line(line: &Line) -> Self {
        let bbox = line.place.map(|place| place.bbox).unwrap_or_default();
        Self {
            folded: fold(&line.text),
            page: line.place.map_or(0, |place| place.page),
            bbox,
            printed: bbox,
            block: 0,
            furniture: false,
            cell: None,
            role: Role::Paragraph,
            container: None,
            paragraph: 0,
            table: false,
            cut: false,
            line: line.clone(),
        }
    }

    /// Its look.
    #[must_use]
    pub fn style(&self) -> Style {
        self.line.style
    }

    /// Whether it runs otherwise than the text of its page.
    #[must_use]
    pub fn sideways(&self) -> bool {
        self.line.style.direction != Direction::default()
    }

    /// Whether nothing is known of its look (a text file).
    #[must_use]
    pub fn plain(&self) -> bool {
        self.line.style.size == 0.0
    }

    /// Characters of its text.
    #[must_use]
    pub fn length(&self) -> usize {
        self.line.text.chars().count()
    }

    /// Cuts the unit at a byte of its text; what follows is a unit of its own. The box is parted where the look changes
    /// there, else by the share of the letters.
    #[must_use]
    pub fn cut_at(&self, at: usize) -> (Self, Self) {
        let text = &self.line.text;
        let before = text[..at].trim_end();
        let after_start = at + text[at..].len() - text[at..].trim_start().len();
        let after = &text[after_start..];
        let share = before.chars().count() as f32 / text.chars().count().max(1) as f32;
        let parted = |rect: Rect| {
            let x = rect.x0 + rect.width() * share;
            (Rect { x1: x, ..rect }, Rect { x0: x, ..rect })
        };
        let words = |from: usize, to: usize| -> Vec<PlacedWord> {
            let words = self.line.words.iter().filter(|word| (from..to).contains(&word.start));
            words.map(|word| PlacedWord { start: word.start - from, ..*word }).collect()
        };
        let places = self.line.place.map(|place| {
            let upright = place.bbox.width() >= place.bbox.height();
            let boxes = |from: usize, to: usize| Rect::union_all(words(from, to).iter().map(|word| word.bbox));
            let (a, b) = match (boxes(0, after_start), boxes(after_start, text.len())) {
                (Some(before), Some(after)) => (before, after),
                _ if upright => parted(place.bbox),
                _ => (place.bbox, place.bbox),
            };
            (Place { bbox: a, ..place }, Place { bbox: b, ..place })
        });
        let runs = |from: usize, to: usize| -> Vec<Run> {
            let mut runs: Vec<Run> = self
                .line
                .runs
                .iter()
                .filter(|run| run.start < to)
                .map(|run| Run { start: run.start.saturating_sub(from), style: run.style })
                .collect();
            // The last run that starts at or before the part's beginning is its first.
            let first = runs.iter().rposition(|run| run.start == 0).unwrap_or(0);
            runs.drain(..first);
            if runs.len() == 1 { Vec::new() } else { runs }
        };
        let part = |text: &str, place: Option<Place>, range: Range<usize>, marker: Option<String>| Line {
            text: text.to_owned(),
            place,
            style: look_of(&self.line, range.start, range.end),
            marker,
            joint: self.line.joint,
            runs: runs(range.start, range.end),
            words: words(range.start, range.end),
        };
        // On a page that is read as it is displayed, the boxes of the words tell.
        let as_displayed = self.line.place.is_some_and(|place| place.bbox == self.bbox);
        let (first_box, second_box) = match places.filter(|_| as_displayed) {
            Some((first, second)) => (first.bbox, second.bbox),
            None => parted(self.bbox),
        };
        let mut first = self.clone();
        first.line = part(before, places.map(|places| places.0), 0..before.len(), self.line.marker.clone());
        // The word that the line's end cuts is one of the second.
        first.line.joint = Joint::default();
        first.folded = fold(before);
        first.bbox = first_box;
        let mut second = self.clone();
        second.line = part(after, places.map(|places| places.1), after_start..text.len(), None);
        second.folded = fold(after);
        second.bbox = second_box;
        second.cut = true;
        (first, second)
    }
}

/// The look of most letters of a part of a line, given in bytes.
#[must_use]
pub fn look_of(line: &Line, from: usize, to: usize) -> Style {
    let mut best = (0, line.style);
    let mut known: Vec<(Style, usize)> = Vec::new();
    for (index, run) in line.runs.iter().enumerate() {
        let end = line.runs.get(index + 1).map_or(line.text.len(), |next| next.start).min(to);
        let length = end.saturating_sub(run.start.max(from));
        match known.iter_mut().find(|(style, _)| *style == run.style) {
            Some((_, sum)) => *sum += length,
            None => known.push((run.style, length)),
        }
    }
    for (style, length) in known {
        if length > best.0 {
            best = (length, style);
        }
    }
    best.1
}

/// The units of some blocks of a flow, in reading order. `is_form` tells tables whose cells are text of their own;
/// `wanted` tells the furniture that is to stand among them, each at its place.
pub fn units(
    flow: &Flow,
    blocks: std::ops::Range<usize>,
    is_form: impl Fn(&Block) -> bool,
    wanted: impl Fn(&Block) -> bool,
) -> Vec<Unit> {
    let mut builder = Builder { flow, units: Vec::new(), paragraph: 0 };
    let mut pages = (u32::MAX, 0);
    for index in blocks {
        let block = &flow.blocks[index];
        let hinted = flow.page_starts.partition_point(|start| *start <= index) as u32;
        let first = block.first_page();
        // A table may go on over pages.
        let last = block.all_lines().filter_map(|line| line.place).map(|place| place.page).max();
        if let Some((first, last)) = first.zip(last) {
            pages = (pages.0.min(first), pages.1.max(last));
        }
        builder.add(block, index, first.unwrap_or(hinted), &is_form);
    }
    if flow.paginated && pages.0 <= pages.1 {
        let mut gaps = Gaps::of(&builder.units);
        for (index, block) in flow.furniture.iter().enumerate() {
            let Some(page) = block.first_page().filter(|page| (pages.0..=pages.1).contains(page)) else { continue };
            if wanted(block) {
                gaps.put(builder.furniture(block, index, page), &builder.units, page);
            }
        }
        return gaps.fill(builder.units);
    }
    builder.units
}

struct Builder<'f> {
    flow: &'f Flow,
    units: Vec<Unit>,
    paragraph: usize,
}

impl Builder<'_> {
    fn add(&mut self, block: &Block, index: usize, page: u32, is_form: &impl Fn(&Block) -> bool) {
        match &block.table {
            Some(table) if is_form(block) => {
                for (row, cells) in table.rows.iter().enumerate() {
                    for (column, cell) in cells.iter().enumerate() {
                        for inner in &cell.blocks {
                            self.lines(inner, index, page, Some((row, column)));
                        }
                    }
                }
            }
            Some(_) => {
                self.paragraph += 1;
                let places = block.places();
                let line = Line { place: places.first().copied(), style: block.style, ..Line::default() };
                let mut unit = self.unit(line, block, index, page);
                unit.table = true;
                self.units.push(unit);
            }
            None => self.lines(block, index, page, None),
        }
    }

    fn lines(&mut self, block: &Block, index: usize, page: u32, cell: Option<(usize, usize)>) {
        self.paragraph += 1;
        for line in &block.lines {
            let page = line.place.map_or(page, |place| place.page);
            let mut unit = self.unit(line.clone(), block, index, page);
            unit.cell = cell;
            self.units.push(unit);
        }
    }

    fn unit(&self, line: Line, block: &Block, index: usize, page: u32) -> Unit {
        let frame = self.flow.frame(page);
        let bbox = line.place.map(|place| frame.map_or(place.bbox, |frame| frame.rect(place.bbox)));
        Unit {
            folded: fold(&line.text),
            page,
            bbox: bbox.unwrap_or_default(),
            printed: bbox.unwrap_or_default(),
            block: index,
            furniture: false,
            cell: None,
            role: block.role,
            container: block.container,
            paragraph: self.paragraph,
            table: false,
            cut: false,
            line,
        }
    }

    fn furniture(&mut self, block: &Block, index: usize, page: u32) -> Vec<Unit> {
        self.paragraph += 1;
        let unit = |line: &Line| Unit { furniture: true, ..self.unit(line.clone(), block, index, page) };
        block.lines.iter().map(unit).collect()
    }
}

/// The gaps between the units of a text, with the furniture that belongs into each.
struct Gaps {
    /// The units of each page, in reading order.
    on_page: BTreeMap<u32, Vec<usize>>,
    /// Furniture by the unit that it stands before; by their number what stands after all.
    furniture: BTreeMap<usize, VecDeque<Vec<Unit>>>,
}

impl Gaps {
    fn of(units: &[Unit]) -> Self {
        let mut on_page: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        units.iter().enumerate().for_each(|(at, unit)| on_page.entry(unit.page).or_default().push(at));
        Self { on_page, furniture: BTreeMap::new() }
    }

    /// Puts furniture where it belongs on its page: before the next text below it, else after the last one above it.
    fn put(&mut self, new: Vec<Unit>, units: &[Unit], page: u32) {
        let Some(bbox) = Rect::union_all(new.iter().map(|unit| unit.bbox)) else { return };
        let on_page = || self.on_page.get(&page).into_iter().flatten().map(|at| (*at, &units[*at]));
        let beside = || on_page().filter(|(_, unit)| unit.bbox.overlap_x(&bbox) > 0.0);
        let below = beside()
            .filter(|(_, unit)| unit.bbox.y0 >= bbox.centre_y())
            .min_by(|a, b| a.1.bbox.y0.total_cmp(&b.1.bbox.y0))
            .map(|(at, _)| at);
        let above = || beside().max_by(|a, b| a.1.bbox.y1.total_cmp(&b.1.bbox.y1)).map(|(at, _)| at + 1);
        let last = || on_page().next_back().map(|(at, _)| at + 1);
        let after = below.is_none().then(|| above().or_else(last)).flatten();
        let next_page = || self.on_page.range(page + 1..).flat_map(|(_, units)| units.first()).min().copied();
        let at = below.or(after).or_else(next_page).unwrap_or(units.len());
        // Never within a paragraph.
        let mut gap = at;
        while gap > 0 && units.get(gap).is_some_and(|unit| unit.paragraph == units[gap - 1].paragraph) {
            gap -= 1;
        }
        let others = self.furniture.entry(gap).or_default();
        let place = if after == Some(gap) {
            // Straight after the text above it.
            0
        } else if below.is_none() && after.is_none() {
            others.iter().position(|other| other[0].page > page).unwrap_or(others.len())
        } else {
            others.len()
        };
        others.insert(place, new);
    }

    /// The units with the furniture among them.
    fn fill(mut self, units: Vec<Unit>) -> Vec<Unit> {
        if self.furniture.is_empty() {
            return units;
        }
        let mut filled = Vec::with_capacity(units.len());
        for (gap, unit) in units.into_iter().enumerate() {
            filled.extend(self.furniture.remove(&gap).into_iter().flatten().flatten());
            filled.push(unit);
        }
        filled.extend(self.furniture.into_values().flatten().flatten());
        filled
    }
}
