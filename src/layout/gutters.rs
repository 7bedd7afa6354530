//! Column gutters: vertical stretches that nothing crosses, with text on both sides.

use crate::model::geometry::Rect;

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
}

#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    Fragment(usize),
    Panel(usize),
}

impl What {
    /// For how many lines it stands.
    pub(super) fn lines(self) -> usize {
        match self {
            Self::Fragment(_) => 1,
            Self::Panel(_) => 2,
        }
    }
}

/// A column has at least this many lines.
const LEAST_LINES: usize = 2;
/// A column of fewer than three lines, or narrower than this many font sizes …
const NARROW_EMS: f32 = 6.0;
/// … needs a gutter this many font sizes wide.
const CLEAR_GUTTER_EMS: f32 = 1.8;

/// A vertical stretch without text.
pub(super) struct Gutter {
    pub(super) x: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// Height of the text that stands on both sides, in points.
    score: f32,
}

/// Items sorted, so that what stands on either side of a strip and what crosses it is found without a search.
pub(super) struct Ranked {
    /// By their upper edges.
    downwards: Vec<Item>,
    /// Right edges from left to right, each with the number of lines that end there or further left.
    pub(super) right_edges: Vec<(f32, usize)>,
    /// Left edges from left to right, each with the number of lines that begin there or further left.
    left_edges: Vec<(f32, usize)>,
    /// The greatest height of an item.
    tallest: f32,
}

impl Ranked {
    pub(super) fn of(items: &[Item]) -> Self {
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
        let mut downwards = items.to_vec();
        downwards.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
        let tallest = items.iter().map(|item| item.bbox.height()).fold(0.0, f32::max);
        Self { downwards, right_edges: edges(|bbox| bbox.x1), left_edges: edges(|bbox| bbox.x0), tallest }
    }

    /// The best so far, or a stretch of a vertical strip that nothing crosses, with more text on both sides; `size` is
    /// the middle font size of the items.
    pub(super) fn tallest_stretch(&self, (x0, x1): (f32, f32), size: f32, mut best: Option<Gutter>) -> Option<Gutter> {
        let lines_before = |edges: &[(f32, usize)], count: usize| count.checked_sub(1).map_or(0, |last| edges[last].1);
        let left = lines_before(&self.right_edges, self.right_edges.partition_point(|(edge, _)| *edge <= x0));
        let before = lines_before(&self.left_edges, self.left_edges.partition_point(|(edge, _)| *edge < x1));
        let right = lines_before(&self.left_edges, self.left_edges.len()) - before;
        if left < LEAST_LINES || right < LEAST_LINES {
            return best;
        }
        let crossing = self.downwards.iter().map(|item| item.bbox).filter(|bbox| bbox.x1 > x0 && bbox.x0 < x1);
        let mut top = f32::NEG_INFINITY;
        for (y0, y1) in crossing.map(|bbox| (bbox.y0, bbox.y1)).chain([(f32::INFINITY, f32::INFINITY)]) {
            // What has its middle in a stretch reaches beyond it by half its height at most: a low stretch needs no look.
            let tall_enough = y0 > top && best.as_ref().is_none_or(|best| y0 - top + self.tallest > best.score);
            if tall_enough
                && let Some(gutter) = self.two_sided((x0 + x1) / 2.0, top, y0, size)
                && best.as_ref().is_none_or(|best| gutter.score > best.score)
            {
                best = Some(gutter);
            }
            top = top.max(y1);
        }
        best
    }

    fn two_sided(&self, x: f32, top: f32, bottom: f32, size: f32) -> Option<Gutter> {
        let mut sides = [Side::default(), Side::default()];
        // The middle of what begins below the stretch lies below it, too.
        for item in self.downwards.iter().take_while(|item| item.bbox.y0 < bottom) {
            let y = item.bbox.centre_y();
            if y <= top || y >= bottom {
                continue;
            }
            let side = &mut sides[usize::from(item.bbox.centre_x() > x)];
            side.lines += item.what.lines();
            side.bbox = Some(side.bbox.map_or(item.bbox, |bbox| bbox.union(&item.bbox)));
        }
        let [left, right] = sides;
        let (a, b) = (left.bbox?, right.bbox?);
        if left.lines < LEAST_LINES || right.lines < LEAST_LINES {
            return None;
        }
        // Wide word gaps of a few justified lines are no gutter: a narrow or short column needs a clear one.
        let gap = b.x0 - a.x1;
        let slight = left.lines.min(right.lines) < 3 || a.width().min(b.width()) < NARROW_EMS * size;
        if slight && gap < CLEAR_GUTTER_EMS * size {
            return None;
        }
        let overlap = a.overlap_y(&b);
        // Side by side, not one after the other.
        if overlap < 0.4 * a.height().min(b.height()) {
            return None;
        }
        Some(Gutter { x, top, bottom, score: overlap })
    }
}

#[derive(Default)]
struct Side {
    lines: usize,
    bbox: Option<Rect>,
}
