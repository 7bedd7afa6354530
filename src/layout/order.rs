//! Reading order: a recursive cut of the page along its column gutters.
//!
//! The method is the XY-cut of Nagy and Seth (1984) with two changes that the later literature agrees on (Meunier 2005;
//! XY-Cut++, 2025): what crosses a gutter (a title over columns) parts the page above and below it before columns are
//! read, and of all gutters the one along the tallest stretch of two-sided text is cut first. A panel is one item of its
//! surroundings and is read by itself.

use crate::model::geometry::Rect;

use super::containers::Container;
use super::fragments::Fragment;
use super::gutters::{self, Gutter, Item, Rules, What};
use labels::{Banded, MOST_LABEL_LINES, rows_of_boxes};
use stretches::without_leading_titles;

mod labels;
mod stretches;

/// A stretch of lines read without a jump: a column, a panel, a title.
#[derive(Debug, Clone, Default)]
pub(super) struct Region {
    /// Indices of fragments, line by line.
    pub(super) lines: Vec<Vec<usize>>,
    /// The panel it stands in.
    pub(super) container: Option<usize>,
}

/// A gutter is at least this many font sizes wide …
const GUTTER_EMS: f32 = 0.4;
/// … and at least this many points.
const GUTTER_POINTS: f32 = 3.5;
/// Columns of text are at least this many font sizes apart, from left edge to left edge.
const LEAST_PITCH_EMS: f32 = 8.0;
/// Text runs on below a box at a distance of less than this many font sizes.
const RUNS_ON_EMS: f32 = 1.2;
/// Lines of a text are no further apart than this many font sizes.
const LINES_EMS: f32 = 1.8;
/// Paragraphs of a text are no further apart.
const PARAGRAPHS_EMS: f32 = 2.6;
/// Texts further apart than this many font sizes are no line together.
const FAR_APART_EMS: f32 = 4.0;
/// … and than this many where one is larger than the other by this factor, and both have words of so many letters.
const APART_EMS: f32 = 0.7;
const KIND: f32 = 1.8;
const WORD: usize = 4;
/// The deepest recursion, against degenerate pages.
const MOST_CUTS: usize = 64;

/// The regions of a page in reading order. The slides of a handout are read one after the other.
pub(super) fn order(
    fragments: &[Fragment],
    containers: &[Container],
    inside: &[Option<usize>],
    slides: &[Rect],
    rules: &Rules,
) -> Vec<Region> {
    let page = Orderer { fragments, containers, inside, slides, rules };
    let mut regions = Vec::new();
    page.panel(None, &mut regions);
    regions
}

/// Where a page is being cut.
#[derive(Debug, Clone, Copy, Default)]
struct Cut {
    /// How often what is cut has been cut out of something.
    depth: usize,
    /// How far the left edge of the column that is cut stands from that of the column on its left, in points.
    pitch: Option<f32>,
}

impl Cut {
    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, pitch: None }
    }
}

struct Orderer<'a> {
    fragments: &'a [Fragment],
    containers: &'a [Container],
    inside: &'a [Option<usize>],
    slides: &'a [Rect],
    rules: &'a Rules,
}

impl Orderer<'_> {
    fn panel(&self, container: Option<usize>, regions: &mut Vec<Region>) {
        let fragments = (0..self.fragments.len())
            .filter(|index| self.inside[*index] == container)
            .map(|index| Item { bbox: self.fragments[index].bbox, what: What::Fragment(index) });
        let panels = (0..self.containers.len())
            .filter(|index| self.containers[*index].parent == container && !self.is_emptied(*index))
            .map(|index| Item { bbox: self.containers[index].bbox, what: What::Panel(index) });
        let items: Vec<Item> = fragments.chain(panels).collect();
        if container.is_some_and(|container| self.containers[container].is_table) {
            // The cells of a table are told apart by its rules.
            return self.stack(&items, container, regions);
        }
        let mut rest = items;
        for slide in self.slides.iter().filter(|_| container.is_none()) {
            let (own, others) = rest.into_iter().partition(|item| slide.holds_centre_of(&item.bbox));
            rest = others;
            self.cut(own, container, regions, Cut::default());
        }
        self.cut(rest, container, regions, Cut::default());
    }

    /// Whether a panel has become the shading of a table's cells, with nothing left in it.
    fn is_emptied(&self, panel: usize) -> bool {
        self.containers[panel].bbox.area() == 0.0
            && !self.inside.contains(&Some(panel))
            && !self.containers.iter().any(|other| other.parent == Some(panel))
    }

    fn cut(&self, items: Vec<Item>, container: Option<usize>, regions: &mut Vec<Region>, at: Cut) {
        if items.is_empty() {
            return;
        }
        let gutter = if at.depth < MOST_CUTS { self.gutter(&items, at.pitch) } else { None };
        let Some(gutter) = gutter else {
            return match self.lone_label(&items) {
                Some(label) if at.depth < MOST_CUTS => {
                    label.parts().for_each(|part| self.cut(part, container, regions, at.deeper()));
                }
                _ => self.stack(&items, container, regions),
            };
        };
        let gutter = self.with_line_above(gutter, &items);
        let gutter = without_leading_titles(self.without_title_ends(gutter, &items), &items);
        let gutter = self.without_titles_between(gutter, &items);
        let gutter = self.without_parted_title(gutter, &items);
        let gutter = self.without_cut_block(gutter, &items);
        let gutter = self.without_trailing_headings(gutter, &items);
        let title_starts = self.title_starts(&gutter, &items);
        let (mut above, mut below, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (at, item) in items.iter().copied().enumerate() {
            let side = if item.bbox.centre_y() < gutter.top {
                &mut above
            } else if item.bbox.centre_y() > gutter.bottom || title_starts.contains(&at) {
                &mut below
            } else if item.bbox.centre_x() < gutter.x {
                &mut left
            } else {
                &mut right
            };
            side.push(item);
        }
        if let Some(tops) = self.margin(&left, &right) {
            let banded = Banded { above, tops, left, right, below };
            return banded.parts().for_each(|part| self.cut(part, container, regions, at.deeper()));
        }
        if let Some(tops) = rows_of_boxes(&left, &right) {
            let banded = Banded { above, tops, left, right, below };
            return banded.rows().for_each(|row| self.cut(row, container, regions, at.deeper()));
        }
        let label = match left.len() {
            ..=MOST_LABEL_LINES => self.lone_label(&items),
            _ => topmost(&left).filter(|first| !first.is_text()).and_then(|first| self.alone(first, &items)),
        };
        if let Some(label) = label {
            return label.parts().for_each(|part| self.cut(part, container, regions, at.deeper()));
        }
        let (left_edge, right_edge) = (left_edge(&left), left_edge(&right));
        let beside = Cut { pitch: left_edge.zip(right_edge).map(|(left, right)| right - left), ..at.deeper() };
        let (left, right) = ((left, at.deeper()), (right, beside));
        let (first, second) = if self.wraps(&left.0, &right.0, &below) { (right, left) } else { (left, right) };
        for (part, at) in [(above, at.deeper()), first, second, (below, at.deeper())] {
            self.cut(part, container, regions, at);
        }
    }

    /// Whether two texts stand on one line.
    fn on_one_line(&self, a: &Item, b: &Item) -> bool {
        let (What::Fragment(a), What::Fragment(b)) = (a.what, b.what) else { return false };
        share_baseline(&self.fragments[a], &self.fragments[b])
    }

    /// Whether text on the left of a gutter wraps round boxes on its right: it runs on below them, over the whole width.
    /// Then the boxes come first, since nothing may stand between a text and its next line.
    fn wraps(&self, left: &[Item], right: &[Item], below: &[Item]) -> bool {
        let lowest = left.iter().filter(|item| item.is_text()).max_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1));
        let next = below.iter().min_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
        let (Some(lowest), Some(next)) = (lowest, next) else { return false };
        let What::Fragment(last) = lowest.what else { return false };
        let size = self.fragments[last].style.size;
        let runs_on = self.titles(lowest, next) || next.bbox.y0 - lowest.bbox.y1 < RUNS_ON_EMS * size;
        let starts_alike = |item: &Item| (next.bbox.x0 - item.bbox.x0).abs() < RUNS_ON_EMS * size;
        runs_on
            && next.is_text()
            && right.iter().all(|item| !item.is_text())
            && left.iter().any(starts_alike)
            && right.iter().any(|item| next.bbox.x1 > item.bbox.x0)
    }

    /// Items without a gutter: lines from top to bottom, panels in their place among them.
    fn stack(&self, items: &[Item], container: Option<usize>, regions: &mut Vec<Region>) {
        let mut panels: Vec<(Rect, usize)> = Vec::new();
        let mut fragments: Vec<usize> = Vec::new();
        for item in items {
            match item.what {
                What::Fragment(index) => fragments.push(index),
                What::Panel(index) => panels.push((item.bbox, index)),
                What::Rule => {}
            }
        }
        panels.sort_by(|a, b| a.0.y0.total_cmp(&b.0.y0).then(a.0.x0.total_cmp(&b.0.x0)));
        let mut panels = panels.into_iter().peekable();
        let mut region = Region { lines: Vec::new(), container };
        for line in self.lines(fragments) {
            let top = line.iter().map(|index| self.fragments[*index].bbox.centre_y()).fold(f32::INFINITY, f32::min);
            while let Some((_, panel)) = panels.next_if(|(bbox, _)| bbox.y0 < top) {
                close(&mut region, container, regions);
                self.panel(Some(panel), regions);
            }
            region.lines.push(line);
        }
        close(&mut region, container, regions);
        for (_, panel) in panels {
            self.panel(Some(panel), regions);
        }
    }

    /// Groups fragments that stand on one line; lines from top to bottom, fragments from left to right.
    fn lines(&self, mut fragments: Vec<usize>) -> Vec<Vec<usize>> {
        fragments.sort_by(|a, b| {
            let (a, b) = (&self.fragments[*a], &self.fragments[*b]);
            a.baseline.total_cmp(&b.baseline).then(a.bbox.x0.total_cmp(&b.bbox.x0))
        });
        let mut lines: Vec<Vec<usize>> = Vec::new();
        for index in fragments {
            let this = &self.fragments[index];
            let same = lines.last().is_some_and(|line| share_baseline(this, &self.fragments[line[0]]));
            match lines.last_mut() {
                Some(line) if same => line.push(index),
                _ => {
                    let mut line = Vec::with_capacity(2);
                    line.push(index);
                    lines.push(line);
                }
            }
        }
        for line in &mut lines {
            line.sort_by(|a, b| self.fragments[*a].bbox.x0.total_cmp(&self.fragments[*b].bbox.x0));
        }
        let far_apart = |a: &usize, b: &usize| {
            let (a, b) = (&self.fragments[*a], &self.fragments[*b]);
            let larger = a.style.size.max(b.style.size);
            let ems = if differ_in_kind(a, b) { APART_EMS } else { FAR_APART_EMS };
            b.bbox.x0 - a.bbox.x1 > ems * larger
        };
        let mut apart = Vec::with_capacity(lines.len());
        for mut line in lines {
            while let Some(last) = line.windows(2).position(|pair| far_apart(&pair[0], &pair[1])) {
                let rest = line.split_off(last + 1);
                apart.push(std::mem::replace(&mut line, rest));
            }
            apart.push(line);
        }
        apart
    }

    /// The gutter along the tallest stretch that has text on both sides.
    fn gutter(&self, items: &[Item], pitch: Option<f32>) -> Option<Gutter> {
        if items.len() < 3 {
            return None;
        }
        let size = self.size(items);
        let pitch = pitch.filter(|pitch| *pitch > LEAST_PITCH_EMS * size);
        gutters::tallest(items, self.rules, size, (size * GUTTER_EMS).max(GUTTER_POINTS), pitch)
    }

    /// The middle font size of the items, in points; 0 when they are panels only.
    fn size(&self, items: &[Item]) -> f32 {
        let mut sizes: Vec<f32> = items
            .iter()
            .filter_map(|item| match item.what {
                What::Fragment(index) => Some(self.fragments[index].style.size),
                What::Panel(_) | What::Rule => None,
            })
            .collect();
        let middle = sizes.len() / 2;
        if sizes.is_empty() { 0.0 } else { *sizes.select_nth_unstable_by(middle, f32::total_cmp).1 }
    }
}

/// Whether the baselines of two texts are one.
pub(super) fn share_baseline(a: &Fragment, b: &Fragment) -> bool {
    (a.baseline - b.baseline).abs() < 0.35 * a.style.size.min(b.style.size)
}

/// Whether one of two texts is so much larger than the other that a title and small print meet by chance, and no figure
/// stands before its caption: both have words.
fn differ_in_kind(a: &Fragment, b: &Fragment) -> bool {
    let is_word = |text: &Fragment| text.text.chars().filter(|c| c.is_alphabetic()).count() >= WORD;
    let (a_size, b_size) = (a.style.size, b.style.size);
    a_size.max(b_size) > KIND * a_size.min(b_size) && is_word(a) && is_word(b)
}

fn topmost(items: &[Item]) -> Option<&Item> {
    items.iter().min_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0))
}

fn left_edge(items: &[Item]) -> Option<f32> {
    items.iter().map(|item| item.bbox.x0).reduce(f32::min)
}

fn close(region: &mut Region, container: Option<usize>, regions: &mut Vec<Region>) {
    if !region.lines.is_empty() {
        regions.push(std::mem::take(region));
    }
    region.container = container;
}
