//! The verdict chart: two crossing axes with a word at each end, and a mark.
//!
//! Nothing is known of its place, size or orientation: the four words are found by the profile's patterns, the axes among
//! the rules between them, the mark among the small shapes there. A value is the mark's distance from the crossing, in
//! half-axes; without drawn axes, in distances to the words. Of a scan one word may be unread: it stands opposite the
//! other end of its axis, if that is drawn.

use crate::model::document::ShapeKind;
use crate::model::flow::{Line, Place};
use crate::model::geometry::Rect;
use crate::model::record::Opinion;
use crate::model::sheet::{Chart, Sheet};
use crate::profile::{AxisField, Profile};

/// A mark is no wider than this share of the chart.
const MARK_SHARE: f32 = 0.25;
/// Smaller shapes are dots of a line (points).
const LEAST_MARK: f32 = 1.2;
/// How far beyond the end of an axis a mark may lie, in half-axes.
const BEYOND: f32 = 1.15;

/// Reads the chart of a sheet.
pub(super) fn read(sheet: &Sheet, profile: &Profile) -> Chart {
    if !profile.has_chart() {
        return Chart::None;
    }
    let lines: Vec<&Line> = sheet.blocks.iter().flat_map(|part| &part.block.lines).collect();
    let Some(labels) = Labels::find(&lines, profile) else { return Chart::None };
    let Some(axes) = labels.axes(sheet) else { return Chart::Unclear };
    let mark = axes.mark(sheet, &labels).or_else(|| axes.printed_mark(&lines, &labels));
    let Some(mark) = mark else { return Chart::Unclear };
    let value = |axis: &Axis| f64::from((axis.value(&mark) * 100.0).round()) / 100.0;
    Chart::Read(Opinion {
        relevance: value(&axes.relevance).clamp(-1.0, 1.0),
        transposability: value(&axes.transposability).clamp(-1.0, 1.0),
        places: vec![Place { page: labels.page, bbox: mark }],
    })
}

/// The boxes of the four words: negative and positive end of each axis.
struct Labels {
    page: u32,
    /// Whether one of the words was not found, and its place is where it should be.
    supposed: bool,
    relevance: [Rect; 2],
    transposability: [Rect; 2],
}

impl Labels {
    fn find(lines: &[&Line], profile: &Profile) -> Option<Self> {
        let mut page = None;
        let mut ends: [[Option<Rect>; 2]; 2] = [[None; 2]; 2];
        for line in lines {
            let (Some(place), Some((field, positive))) = (line.place, profile.axis_end(&line.text)) else { continue };
            if *page.get_or_insert(place.page) != place.page {
                continue;
            }
            ends[usize::from(field == AxisField::Transposability)][usize::from(positive)].get_or_insert(place.bbox);
        }
        let supposed = ends.iter().flatten().any(Option::is_none);
        let [relevance, transposability] = match ends {
            [[Some(a), Some(b)], other] => [[a, b], opposite(other, [a, b])?],
            [other, [Some(a), Some(b)]] => [opposite(other, [a, b])?, [a, b]],
            _ => return None,
        };
        Some(Self { page: page?, supposed, relevance, transposability })
    }

    fn all(&self) -> [Rect; 4] {
        [self.relevance[0], self.relevance[1], self.transposability[0], self.transposability[1]]
    }

    /// The box that the words enclose.
    fn bbox(&self) -> Rect {
        Rect::union_all(self.all()).unwrap_or_default()
    }

    /// The axes: one lies along x, the other along y.
    fn axes(&self, sheet: &Sheet) -> Option<Axes> {
        let relevance = Axis::between(self.relevance);
        let transposability = Axis::between(self.transposability);
        if relevance.horizontal == transposability.horizontal {
            return None;
        }
        let area = self.bbox();
        let rules: Vec<Rect> = sheet
            .drawings
            .iter()
            .filter(|drawing| drawing.page == self.page && drawing.shape.kind == ShapeKind::Rule)
            .map(|drawing| drawing.shape.bbox)
            .filter(|rule| area.grown(2.0).holds_centre_of(rule))
            .collect();
        let drawn = [relevance.along(&rules), transposability.along(&rules)];
        if self.supposed && drawn.iter().any(Option::is_none) {
            return None;
        }
        let [along_relevance, along_transposability] = drawn;
        Some(Axes {
            relevance: along_relevance.unwrap_or(relevance),
            transposability: along_transposability.unwrap_or(transposability),
        })
    }
}

/// Both ends of an axis of which one at least was found; the other one lies as far behind the middle of the axis that
/// crosses it.
fn opposite(ends: [Option<Rect>; 2], crossing: [Rect; 2]) -> Option<[Rect; 2]> {
    let middle = |centre: fn(&Rect) -> f32| (centre(&crossing[0]) + centre(&crossing[1])) / 2.0;
    let (x, y) = (middle(Rect::centre_x), middle(Rect::centre_y));
    let mirrored = |end: Rect| Rect::new(2.0 * x - end.x1, 2.0 * y - end.y1, 2.0 * x - end.x0, 2.0 * y - end.y0);
    match ends {
        [Some(a), Some(b)] => Some([a, b]),
        [Some(a), None] => Some([a, mirrored(a)]),
        [None, Some(b)] => Some([mirrored(b), b]),
        [None, None] => None,
    }
}

/// One axis, reduced to positions along x or y (points).
#[derive(Clone, Copy)]
struct Axis {
    horizontal: bool,
    negative: f32,
    positive: f32,
}

impl Axis {
    /// Between the inner edges of two words.
    fn between([negative, positive]: [Rect; 2]) -> Self {
        let (dx, dy) = (positive.centre_x() - negative.centre_x(), positive.centre_y() - negative.centre_y());
        // Words are wide: their centres say which way the axis lies, their facing edges where it ends.
        let horizontal = dx.abs() > dy.abs();
        let (n, p) = match (horizontal, dx > 0.0, dy > 0.0) {
            (true, true, _) => (negative.x1, positive.x0),
            (true, false, _) => (negative.x0, positive.x1),
            (false, _, true) => (negative.y1, positive.y0),
            (false, _, false) => (negative.y0, positive.y1),
        };
        Self { horizontal, negative: n, positive: p }
    }

    /// The same axis from end to end of the rule that is drawn for it.
    fn along(self, rules: &[Rect]) -> Option<Self> {
        let length = |rule: &Rect| if self.horizontal { rule.width() } else { rule.height() };
        let span = (self.positive - self.negative).abs();
        let axis = rules
            .iter()
            .filter(|rule| (rule.width() > rule.height()) == self.horizontal && length(rule) > span * 0.4)
            .max_by(|a, b| length(a).total_cmp(&length(b)));
        let rule = axis?;
        let (low, high) = if self.horizontal { (rule.x0, rule.x1) } else { (rule.y0, rule.y1) };
        let (negative, positive) = if self.positive > self.negative { (low, high) } else { (high, low) };
        Some(Self { negative, positive, ..self })
    }

    fn value(&self, mark: &Rect) -> f32 {
        let at = if self.horizontal { mark.centre_x() } else { mark.centre_y() };
        let (middle, half) = ((self.negative + self.positive) / 2.0, (self.positive - self.negative) / 2.0);
        if half == 0.0 { 0.0 } else { (at - middle) / half }
    }

    /// Length of the axis, in points.
    fn length(&self) -> f32 {
        (self.positive - self.negative).abs()
    }
}

struct Axes {
    relevance: Axis,
    transposability: Axis,
}

impl Axes {
    /// The drawn mark: the only small shape between the words that is no part of the axes.
    fn mark(&self, sheet: &Sheet, labels: &Labels) -> Option<Rect> {
        let largest = self.relevance.length().max(self.transposability.length()) * MARK_SHARE;
        let mut marks: Vec<(ShapeKind, Rect)> = sheet
            .drawings
            .iter()
            .filter(|drawing| drawing.page == labels.page && drawing.shape.kind != ShapeKind::Rule)
            .filter(|drawing| drawing.shape.fill.is_some() || drawing.shape.stroke.is_some())
            .map(|drawing| (drawing.shape.kind, drawing.shape.bbox))
            .filter(|(_, bbox)| {
                bbox.width().max(bbox.height()) <= largest && bbox.width().min(bbox.height()) >= LEAST_MARK
            })
            .filter(|(_, bbox)| self.holds(bbox) && !self.is_arrow_head(bbox))
            .collect();
        // The outline and the filling of one mark.
        marks.dedup_by(|a, b| a.1.grown(1.0).holds_centre_of(&b.1));
        if marks.len() > 1 {
            marks.retain(|(kind, _)| *kind == ShapeKind::Disc);
        }
        match marks.as_slice() {
            [(_, mark)] => Some(*mark),
            _ => None,
        }
    }

    /// A mark printed as a character: `●`, `×`, `★`.
    fn printed_mark(&self, lines: &[&Line], labels: &Labels) -> Option<Rect> {
        let mut marks = lines
            .iter()
            .filter(|line| line.text.trim().chars().count() == 1)
            .filter_map(|line| line.place)
            .filter(|place| place.page == labels.page && self.holds(&place.bbox))
            .map(|place| place.bbox);
        let mark = marks.next()?;
        marks.next().is_none().then_some(mark)
    }

    /// Whether a shape lies in the field that the axes span.
    fn holds(&self, bbox: &Rect) -> bool {
        self.relevance.value(bbox).abs() <= BEYOND && self.transposability.value(bbox).abs() <= BEYOND
    }

    /// Whether a shape sits on the end of an axis, as arrow heads do.
    fn is_arrow_head(&self, bbox: &Rect) -> bool {
        let (a, b) = (self.relevance.value(bbox).abs(), self.transposability.value(bbox).abs());
        let (along, across) = (a.max(b), a.min(b));
        along > 0.9 && across < 0.03
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Shape;
    use crate::model::flow::Drawing;

    const LEFT: Rect = Rect { x0: 0.0, y0: 46.0, x1: 40.0, y1: 54.0 };
    const RIGHT: Rect = Rect { x0: 110.0, y0: 46.0, x1: 150.0, y1: 54.0 };
    const ABOVE: Rect = Rect { x0: 60.0, y0: 4.0, x1: 90.0, y1: 12.0 };

    #[test]
    fn an_unread_word_stands_opposite_the_other_end_of_its_drawn_axis() {
        let transposability = opposite([None, Some(ABOVE)], [LEFT, RIGHT]).unwrap();
        assert_eq!(transposability, [Rect::new(60.0, 88.0, 90.0, 96.0), ABOVE]);
        assert_eq!(opposite([None, None], [LEFT, RIGHT]), None);

        let labels = Labels { page: 3, supposed: true, relevance: [LEFT, RIGHT], transposability };
        let rule = |bbox| Drawing { page: 3, shape: Shape { kind: ShapeKind::Rule, bbox, fill: None, stroke: None } };
        let mut sheet = Sheet { drawings: vec![rule(Rect::new(45.0, 49.5, 105.0, 50.5))], ..Sheet::default() };
        assert!(labels.axes(&sheet).is_none(), "one axis is not drawn");
        sheet.drawings.push(rule(Rect::new(74.5, 20.0, 75.5, 80.0)));
        let axes = labels.axes(&sheet).unwrap();
        let mark = Rect::new(88.0, 33.0, 92.0, 37.0);
        assert_eq!((axes.relevance.value(&mark), axes.transposability.value(&mark)), (0.5, 0.5));
    }
}
