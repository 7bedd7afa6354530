//! Column gutters: vertical stretches that nothing crosses, with text on both sides.

use crate::model::document::{Shape, ShapeKind};
use crate::model::geometry::Rect;

use crate::model::frame::Frame;

/// Something to order: a fragment, or a panel with all that is in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) bbox: Rect,
    /// Of the text; a panel's own box is larger.
    pub(super) what: What,
}

impl Item {
    pub(super) fn is_text(&self) -> bool {
        matches!(self.what, What::Fragment(_))
    }

    pub(super) fn is_panel(&self) -> bool {
        matches!(self.what, What::Panel(_))
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    Fragment(usize),
    Panel(usize),
    /// A drawn rule, which holds nothing.
    Rule,
}

impl What {
    /// For how many lines it stands.
    pub(super) fn lines(self) -> usize {
        match self {
            Self::Fragment(_) => 1,
            Self::Panel(_) => 3,
            Self::Rule => 0,
        }
    }
}

/// A column has at least this many lines.
const LEAST_LINES: usize = 2;
/// Heights that differ by less are nearly the same (points).
const NEARLY: f32 = 2.0;
/// The room below a line, in font sizes.
const LEADING: f32 = 0.5;
/// A column of fewer than three lines, or narrower than this many font sizes …
const NARROW_EMS: f32 = 6.0;
/// … needs a gutter this many font sizes wide.
const CLEAR_GUTTER_EMS: f32 = 1.8;

/// Rules between columns are this many font sizes high.
const RULE_EMS: f32 = 4.0;
/// A rule across columns is at least this share of the width of their text.
const ACROSS: f32 = 0.8;
/// So many lines that start at one edge make it the edge of a column: then text may come as near to it as this (points).
const ALIGNED_LINES: usize = 5;
const NEAR: f32 = 1.0;

/// The drawn rules of a page: level ones part what stands above them from what stands below, upright ones columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Rules {
    level: Vec<Rect>,
    upright: Vec<Rect>,
}

impl Rules {
    /// The shortest rule that parts anything (points).
    const SHORTEST: f32 = 30.0;
    /// A box no thicker than this is a rule (points).
    const THICKEST: f32 = 4.0;
    /// How many shapes of a page are looked at.
    const MOST_SHAPES: usize = 1500;

    pub(super) fn of(shapes: &[Shape], frame: Frame) -> Self {
        let is_rule = |shape: &&Shape| {
            let (width, height) = (shape.bbox.width(), shape.bbox.height());
            let bar = shape.kind == ShapeKind::Box && width.min(height) <= Self::THICKEST;
            (bar || shape.kind == ShapeKind::Rule) && width.max(height) >= Self::SHORTEST
        };
        let long = shapes.iter().take(Self::MOST_SHAPES).filter(is_rule).map(|shape| frame.rect(shape.bbox));
        let (upright, level) = long.partition(|rule| rule.height() > rule.width());
        Self { level, upright }
    }

    /// Those that go across most of the width of some items.
    fn across(&self, items: &[Item]) -> Vec<Item> {
        let Some(bounds) = Rect::union_all(items.iter().map(|item| item.bbox)) else { return Vec::new() };
        let across = |rule: &&Rect| {
            rule.overlap_x(&bounds) >= ACROSS * bounds.width() && rule.y0 > bounds.y0 && rule.y1 < bounds.y1
        };
        self.level.iter().filter(across).map(|rule| Item { bbox: *rule, what: What::Rule }).collect()
    }

    /// Whether a rule straight below a line reaches beyond a place right of it (x in points).
    pub(super) fn underlines(&self, line: &Rect, x: f32) -> bool {
        self.level.iter().any(|rule| {
            let gap = rule.y0 - line.y1;
            rule.x0 < line.x1 && rule.x1 > x && gap > -0.5 * line.height() && gap < line.height()
        })
    }

    /// Strips along upright rules beside items of a font size.
    fn strips(&self, items: &[Item], size: f32) -> Vec<(f32, f32)> {
        let Some(bounds) = Rect::union_all(items.iter().map(|item| item.bbox)) else { return Vec::new() };
        let beside = |rule: &&Rect| rule.height() >= RULE_EMS * size && rule.overlap_y(&bounds) > 0.0;
        self.upright.iter().filter(beside).map(|rule| (rule.centre_x() - 0.2, rule.centre_x() + 0.2)).collect()
    }
}

/// The gutter along the tallest stretch that has text on both sides; `size` is the middle font size of the items, and a
/// gutter without a rule is at least `width` points wide. A column on the left of the items begins `pitch` points left
/// of them: another column as far to the right is none by chance.
pub(super) fn tallest(items: &[Item], rules: &Rules, size: f32, width: f32, pitch: Option<f32>) -> Option<Gutter> {
    let across = rules.across(items);
    let ranked = Ranked::of(items, &across, pitch);
    // Of edges that are nearly one, the rightmost: nothing of the others crosses a strip that starts there.
    let mut edges: Vec<f32> = ranked.right_edges.iter().rev().map(|(edge, _)| *edge).collect();
    edges.dedup_by(|next, kept| *kept - *next < 0.5);
    let mut strips: Vec<(f32, f32)> = edges.into_iter().map(|edge| (edge + 0.01, edge + width)).collect();
    strips.extend(ranked.aligned_edges().map(|edge| (edge - NEAR, edge - 0.2)));
    let mut best: Option<Gutter> = None;
    for strip in strips {
        best = ranked.tallest_stretch(strip, size, best);
    }
    for strip in rules.strips(items, size) {
        best = ranked.tallest_stretch(strip, size, best);
    }
    best
}

/// A vertical stretch without text.
pub(super) struct Gutter {
    pub(super) x: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// Height of the text that stands on both sides, in points.
    score: f32,
    /// Lines on both sides.
    lines: usize,
    /// Width of the gap between the two sides, in points.
    gap: f32,
}

impl Gutter {
    /// Taller, or of nearly the same height and beside more lines, or else wider.
    fn is_better_than(&self, other: &Self) -> bool {
        if (self.score - other.score).abs() > NEARLY {
            return self.score > other.score;
        }
        (self.lines, self.gap) > (other.lines, other.gap)
    }
}

/// Items sorted, so that what stands on either side of a strip and what crosses it is found without a search.
struct Ranked {
    /// By their upper edges.
    downwards: Vec<Beside>,
    /// By their upper edges, with the rules across them.
    crossing: Vec<Rect>,
    /// Right edges from left to right, each with the number of lines that end there or further left.
    right_edges: Vec<(f32, usize)>,
    /// Left edges from left to right, each with the number of lines that begin there or further left.
    left_edges: Vec<(f32, usize)>,
    /// The greatest height of an item.
    tallest: f32,
    /// How far columns' left edges are from each other on the left of the items.
    pitch: Option<f32>,
}

/// An item as it stands beside a strip.
struct Beside {
    bbox: Rect,
    /// Its middle.
    x: f32,
    y: f32,
    /// For how many lines it stands.
    lines: usize,
}

impl Beside {
    fn of(item: &Item) -> Self {
        let Item { bbox, what } = item;
        Self { bbox: *bbox, x: bbox.centre_x(), y: bbox.centre_y(), lines: what.lines() }
    }
}

impl Ranked {
    fn of(items: &[Item], across: &[Item], pitch: Option<f32>) -> Self {
        let edges = |edge: fn(&Rect) -> f32| {
            let mut edges: Vec<(f32, usize)> = items.iter().map(|item| (edge(&item.bbox), item.what.lines())).collect();
            edges.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            let mut sum = 0;
            for (_, lines) in &mut edges {
                sum += *lines;
                *lines = sum;
            }
            edges
        };
        let mut sorted = items.to_vec();
        sorted.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
        let downwards = sorted.iter().map(Beside::of).collect();
        let mut crossing: Vec<Rect> = sorted.iter().chain(across).map(|item| item.bbox).collect();
        if !across.is_empty() {
            crossing.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        }
        let tallest = items.iter().map(|item| item.bbox.height()).fold(0.0, f32::max);
        let (right_edges, left_edges) = (edges(|bbox| bbox.x1), edges(|bbox| bbox.x0));
        Self { downwards, crossing, right_edges, left_edges, tallest, pitch }
    }

    /// Left edges at which many lines start.
    fn aligned_edges(&self) -> impl Iterator<Item = f32> + '_ {
        let same = |a: &(f32, usize), b: &(f32, usize)| b.0 - a.0 < 0.5;
        self.left_edges.chunk_by(same).filter(|lines| lines.len() >= ALIGNED_LINES).map(|lines| lines[0].0)
    }

    /// The best so far, or a stretch of a vertical strip that nothing crosses, with more text on both sides; `size` is
    /// the middle font size of the items.
    fn tallest_stretch(&self, (x0, x1): (f32, f32), size: f32, mut best: Option<Gutter>) -> Option<Gutter> {
        let lines_before = |edges: &[(f32, usize)], count: usize| count.checked_sub(1).map_or(0, |last| edges[last].1);
        let left = lines_before(&self.right_edges, self.right_edges.partition_point(|(edge, _)| *edge <= x0));
        let before = lines_before(&self.left_edges, self.left_edges.partition_point(|(edge, _)| *edge < x1));
        let right = lines_before(&self.left_edges, self.left_edges.len()) - before;
        if left < LEAST_LINES || right < LEAST_LINES {
            return best;
        }
        let crossing = self.crossing.iter().filter(|bbox| bbox.x1 > x0 && bbox.x0 < x1);
        let mut top = f32::NEG_INFINITY;
        for (y0, y1) in crossing.map(|bbox| (bbox.y0, bbox.y1)).chain([(f32::INFINITY, f32::INFINITY)]) {
            // What has its middle in a stretch reaches beyond it by half its height at most: a low stretch needs no look.
            let tall_enough = y0 > top && best.as_ref().is_none_or(|best| y0 - top + self.tallest + size > best.score);
            if tall_enough
                && let Some(gutter) = self.two_sided((x0 + x1) / 2.0, top, y0, size, best.as_ref())
                && best.as_ref().is_none_or(|best| gutter.is_better_than(best))
            {
                best = Some(gutter);
            }
            top = top.max(y1);
        }
        best
    }

    /// The stretch as a gutter, unless it cannot be better than the best.
    fn two_sided(&self, x: f32, top: f32, bottom: f32, size: f32, best: Option<&Gutter>) -> Option<Gutter> {
        let mut sides = [Side::default(), Side::default()];
        // The middle of what begins below the stretch lies below it, too.
        let above = self.downwards.iter().take_while(|item| item.bbox.y0 < bottom);
        let inside = above.filter(|item| item.y > top && item.y < bottom);
        for item in inside.clone() {
            let side = &mut sides[usize::from(item.x > x)];
            side.lines += item.lines;
            side.bbox.get_or_insert(item.bbox).grow(&item.bbox);
        }
        let [left, right] = &sides;
        let (a, b) = (left.bbox?, right.bbox?);
        if left.lines < LEAST_LINES || right.lines < LEAST_LINES {
            return None;
        }
        // Wide word gaps of a few justified lines are no gutter: a narrow or short column needs a clear one.
        let gap = b.x0 - a.x1;
        let slight = left.lines.min(right.lines) < 3 || a.width().min(b.width()) < NARROW_EMS * size;
        let is_in_step = self.pitch.is_some_and(|pitch| (b.x0 - a.x0 - pitch).abs() < NEARLY);
        if slight && gap < CLEAR_GUTTER_EMS * size && !is_in_step {
            return None;
        }
        let overlap = a.overlap_y(&b);
        // Side by side, not one after the other.
        if overlap < 0.4 * a.height().min(b.height()) {
            return None;
        }
        // No more is beside each other than this.
        if best.is_some_and(|best| overlap + LEADING * size < best.score - NEARLY) {
            return None;
        }
        let (mut left_heights, mut right_heights) = (Heights::default(), Heights::default());
        for item in inside {
            let heights = if item.x > x { &mut right_heights } else { &mut left_heights };
            // A line stands for the room below it as well.
            heights.cover((item.bbox.y0, item.bbox.y1 + LEADING * size));
        }
        Some(Gutter {
            x,
            top,
            bottom,
            score: left_heights.beside(&right_heights),
            lines: left.lines + right.lines,
            gap,
        })
    }
}

#[derive(Default)]
struct Side {
    lines: usize,
    bbox: Option<Rect>,
}

/// The heights (upper and lower ends) at which a side has text, downwards, no two of which meet.
#[derive(Default)]
struct Heights {
    covered: Vec<(f32, f32)>,
}

impl Heights {
    /// Adds a height; they come by their upper ends.
    fn cover(&mut self, (y0, y1): (f32, f32)) {
        match self.covered.last_mut() {
            Some(last) if y0 <= last.1 => last.1 = last.1.max(y1),
            _ => self.covered.push((y0, y1)),
        }
    }

    /// The height at which both have text.
    fn beside(&self, other: &Self) -> f32 {
        let (mut sum, mut next) = (0.0, 0);
        for (y0, y1) in &self.covered {
            while other.covered.get(next).is_some_and(|(_, end)| end <= y0) {
                next += 1;
            }
            let beside = other.covered[next..].iter().take_while(|(start, _)| start < y1);
            sum += beside.map(|(start, end)| y1.min(*end) - y0.max(*start)).sum::<f32>();
        }
        sum
    }
}
