//! Panels, side boxes and frames: boxes that the page draws around text.

use crate::model::document::{Rgb, Shape, ShapeKind};
use crate::model::geometry::Rect;

use super::fragments::Fragment;
use crate::model::frame::Frame;

/// A box with text in it.
#[derive(Debug, Clone)]
pub(super) struct Container {
    pub(super) bbox: Rect,
    /// The smallest container around it.
    pub(super) parent: Option<usize>,
    /// Whether it is a table with rules of its own.
    pub(super) is_table: bool,
}

/// Smaller boxes are marks, not panels (points).
const LEAST_WIDTH: f32 = 30.0;
const LEAST_HEIGHT: f32 = 10.0;
/// A box that covers more of the page is its background.
const MOST_OF_PAGE: f32 = 0.85;
/// How many boxes of a page are looked at.
const MOST_BOXES: usize = 400;

/// The containers of a page, outer before inner, and for each fragment the innermost one around it.
pub(super) fn containers(
    shapes: &[Shape],
    fragments: &[Fragment],
    frame: Frame,
) -> (Vec<Container>, Vec<Option<usize>>) {
    let page_area = frame.width() * frame.height();
    let mut boxes: Vec<Rect> = Vec::new();
    for shape in shapes.iter().filter(|shape| shape.kind == ShapeKind::Box && is_drawn(shape)).take(MOST_BOXES) {
        let bbox = frame.rect(shape.bbox);
        if bbox.width() < LEAST_WIDTH || bbox.height() < LEAST_HEIGHT || bbox.area() > MOST_OF_PAGE * page_area {
            continue;
        }
        let known = boxes.iter().any(|known| {
            (known.x0 - bbox.x0).abs() < 3.0
                && (known.x1 - bbox.x1).abs() < 3.0
                && (known.y0 - bbox.y0).abs() < 3.0
                && (known.y1 - bbox.y1).abs() < 3.0
        });
        if !known && holds_whole_lines(&bbox, fragments) && !is_bar(&bbox, fragments) {
            boxes.push(bbox);
        }
    }
    boxes.sort_by(|a, b| b.area().total_cmp(&a.area()).then(a.y0.total_cmp(&b.y0)).then(a.x0.total_cmp(&b.x0)));
    let around = |rect: &Rect, end: usize| {
        (0..end).rev().find(|index| {
            boxes[*index].holds_centre_of(rect) && boxes[*index].grown(2.0).overlap_x(rect) >= rect.width() - 0.1
        })
    };
    let inside: Vec<Option<usize>> = fragments.iter().map(|fragment| around(&fragment.bbox, boxes.len())).collect();
    let containers = (0..boxes.len())
        .map(|index| Container { bbox: boxes[index], parent: around(&boxes[index], index), is_table: false })
        .collect();
    (containers, inside)
}

fn is_drawn(shape: &Shape) -> bool {
    const WHITE: Rgb = Rgb(255, 255, 255);
    shape.stroke.is_some() || shape.fill.is_some_and(|fill| fill != WHITE)
}

/// Whether a box is a bar behind one of the lines of a text: no higher or wider than that, with another line of the text
/// straight above or below.
fn is_bar(bbox: &Rect, fragments: &[Fragment]) -> bool {
    /// A bar is at most this many font sizes high, and its text at least this share of its width.
    const HIGHEST: f32 = 1.8;
    const LEAST_FILLED: f32 = 0.8;
    /// Lines of a text on bars are no further apart than this many font sizes.
    const LEADING: f32 = 1.7;
    let mut inside = fragments.iter().filter(|line| bbox.holds_centre_of(&line.bbox));
    let (Some(line), None) = (inside.next(), inside.next()) else { return false };
    let size = line.style.size;
    let goes_on = |other: &Fragment| {
        let distance = (other.baseline - line.baseline).abs();
        distance > 0.5 * size
            && distance < LEADING * size
            && other.style.size == line.style.size
            && other.style.bold == line.style.bold
            && ((other.bbox.x0 - line.bbox.x0).abs() < size
                || (other.bbox.centre_x() - line.bbox.centre_x()).abs() < 2.0)
    };
    bbox.height() < HIGHEST * size && line.bbox.width() > LEAST_FILLED * bbox.width() && fragments.iter().any(goes_on)
}

/// Whether a box has text in it and no line of text crosses its sides.
fn holds_whole_lines(bbox: &Rect, fragments: &[Fragment]) -> bool {
    let mut inside = false;
    for fragment in fragments {
        let (x, y) = (bbox.overlap_x(&fragment.bbox), bbox.overlap_y(&fragment.bbox));
        if x <= 0.5 || y <= 0.3 * fragment.bbox.height() {
            continue;
        }
        if x < fragment.bbox.width() - 2.0 || y < 0.6 * fragment.bbox.height() {
            return false;
        }
        inside = true;
    }
    inside
}

/// The panel that a text belongs to which stands in one: of a label on a ground of its own, the one around it, if that has
/// text beside it.
pub(super) fn home(containers: &[Container], inside: &[Option<usize>], lengths: &[usize], panel: usize) -> usize {
    /// The longest label, in characters, and its lines.
    const LABEL: usize = 60;
    const LINES: usize = 3;
    let own = |panel: usize| inside.iter().zip(lengths).filter(move |(inside, _)| **inside == Some(panel));
    let is_label = own(panel).count() <= LINES && own(panel).map(|(_, length)| length).sum::<usize>() <= LABEL;
    let around =
        containers[panel].parent.filter(|around| !containers[*around].is_table && own(*around).next().is_some());
    around.filter(|_| is_label).unwrap_or(panel)
}

/// The panel, by its number, that a text in another direction than the page's stands in: the smallest but its own ground.
pub(super) fn panel_around(panels: &[Container], text: Rect) -> Option<u32> {
    /// A ground is at most so many times as wide as its text.
    const GROUND: f32 = 3.0;
    let holds = |panel: &&Container| panel.bbox.holds_centre_of(&text) && panel.bbox.width() > GROUND * text.width();
    let all = panels.iter().enumerate().filter(|(_, panel)| holds(panel));
    let smallest = all.min_by(|a, b| a.1.bbox.area().total_cmp(&b.1.bbox.area()));
    smallest.map(|(index, _)| index as u32 + 1)
}
