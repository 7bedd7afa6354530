//! Pictures of a page: images, and drawings that are none of text, such as QR codes made of small squares.

use crate::model::document::{Shape, ShapeKind};
use crate::model::geometry::Rect;

use super::fragments::Fragment;
use crate::model::frame::Frame;

/// How many shapes of a page are looked at.
const MOST_SHAPES: usize = 4000;
/// The modules of a code are no larger (points), lie no further apart, and are so many.
const MODULE: f32 = 9.0;
const MODULES_APART: f32 = 4.0;
const LEAST_MODULES: usize = 40;
/// They cover this share of the code.
const LEAST_COVER: f32 = 0.2;
/// A drawing has curves that cover this share of the box around it.
const LEAST_DRAWN: f32 = 0.1;

/// The shortest axis of a chart (points).
const LEAST_AXIS: f32 = 30.0;
/// Axes cross at least this share of their lengths from their ends.
const CROSSING: f32 = 0.15;

/// A chart takes less than this share of the page's width.
const WIDEST_CHART: f32 = 0.7;

/// The boxes of charts: a level and an upright rule that cross, neither near its end.
pub(super) fn charts(shapes: &[Shape], frame: Frame) -> Vec<Rect> {
    let rules = shapes.iter().take(MOST_SHAPES).filter(|shape| shape.kind == ShapeKind::Rule);
    let axes = rules.map(|shape| frame.rect(shape.bbox)).filter(|rule| rule.width().max(rule.height()) >= LEAST_AXIS);
    let (upright, level): (Vec<Rect>, Vec<Rect>) = axes.partition(|rule| rule.height() > rule.width());
    let inside = |at: f32, from: f32, to: f32| (CROSSING..=1.0 - CROSSING).contains(&((at - from) / (to - from)));
    let cross = |upright: &Rect, level: &Rect| {
        inside(upright.centre_x(), level.x0, level.x1) && inside(level.centre_y(), upright.y0, upright.y1)
    };
    let mut charts = Vec::new();
    for axis in &upright {
        let crossing: Vec<&Rect> = level.iter().filter(|level| cross(axis, level)).collect();
        // Several are the rules of a table, and so is one as wide as the page's text.
        if let [level] = crossing.as_slice()
            && level.width() < WIDEST_CHART * frame.width()
        {
            charts.push(axis.union(level));
        }
    }
    charts
}

/// The pictures of a page in frame coordinates.
pub(super) fn pictures(images: &[Rect], shapes: &[Shape], fragments: &[Fragment], frame: Frame) -> Vec<Rect> {
    let mut pictures: Vec<Rect> = images.iter().map(|image| frame.rect(*image)).collect();
    let filled = || shapes.iter().take(MOST_SHAPES).filter(|shape| shape.fill.is_some());
    let mut found = codes(filled().map(|shape| frame.rect(shape.bbox)));
    let boxes = filled().filter(|shape| shape.kind == ShapeKind::Box).map(|shape| frame.rect(shape.bbox));
    let curves: Vec<Rect> =
        filled().filter(|shape| shape.kind == ShapeKind::Path).map(|shape| frame.rect(shape.bbox)).collect();
    if !curves.is_empty() {
        found.extend(boxes.filter(|bbox| {
            curves.iter().any(|curve| bbox.holds_centre_of(curve) && curve.area() > LEAST_DRAWN * bbox.area())
        }));
    }
    found.retain(|picture| !fragments.iter().any(|fragment| picture.holds_centre_of(&fragment.bbox)));
    pictures.extend(found);
    pictures
}

/// Codes: small filled shapes, close together, that cover a good part of their common box.
fn codes(shapes: impl Iterator<Item = Rect>) -> Vec<Rect> {
    let mut modules: Vec<Rect> = shapes.filter(|bbox| bbox.width().max(bbox.height()) <= MODULE).collect();
    if modules.len() < LEAST_MODULES {
        return Vec::new();
    }
    modules.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    let mut codes: Vec<(Rect, usize, f32)> = Vec::new();
    for module in modules {
        let near = |(code, ..): &(Rect, usize, f32)| {
            let near = code.grown(MODULES_APART);
            near.overlap_x(&module) > 0.0 && near.overlap_y(&module) > 0.0
        };
        let (mut bbox, mut count, mut area) = (module, 1, module.area());
        // A module may join what stood apart.
        for (other, modules, covered) in codes.extract_if(.., |code| near(code)) {
            bbox = bbox.union(&other);
            count += modules;
            area += covered;
        }
        codes.push((bbox, count, area));
    }
    let is_code =
        |(bbox, count, area): &(Rect, usize, f32)| *count >= LEAST_MODULES && *area > LEAST_COVER * bbox.area();
    codes.into_iter().filter(is_code).map(|(bbox, ..)| bbox).collect()
}
