//! Dark grounds made light, and the light text on them dark, such as the title of a job on a band: tesseract loses much
//! of it otherwise.

use super::deskew::Grey;
use super::strokes::{Area, as_f32, as_pixels};
use crate::model::document::{Shape, ShapeKind};
use crate::model::geometry::Rect;

/// A ground is dark below this grey.
const DARK: u8 = 128;
/// How far off (points) the edges of grounds may be.
const OFF: f32 = 3.0;
/// Side (points) of the parts of a ground that are looked at one by one: what is light in most of one is a card upon it,
/// not text.
const PART: f32 = 24.0;
const LEAST_DARK: f32 = 0.35;

/// The picture with the greys of dark boxes among `shapes` (points of a picture of `scale` pixels a point) turned round.
pub(super) fn lit(picture: &Grey, shapes: &[Shape], scale: f32) -> Grey {
    let mut lit = picture.clone();
    for shape in shapes.iter().filter(|shape| shape.kind == ShapeKind::Box) {
        let Some(fill) = shape.fill.map(|fill| fill.0.max(fill.1).max(fill.2)).filter(|fill| *fill < DARK) else {
            continue;
        };
        let middle = u8::midpoint(fill, u8::MAX);
        let Some(area) = edges(picture, shape.bbox, middle, scale) else { continue };
        let outside = outside(picture, &area, middle);
        let side = as_pixels(PART * scale).max(1);
        for top in (area.top..=area.bottom).step_by(side) {
            for left in (area.left..=area.right).step_by(side) {
                let part = Area {
                    left,
                    top,
                    right: (left + side - 1).min(area.right),
                    bottom: (top + side - 1).min(area.bottom),
                };
                if dark(picture, &part, middle) >= LEAST_DARK {
                    let stays = |x: usize, y: usize| outside[(y - area.top) * area.width() + x - area.left];
                    turn_round(&mut lit, &part, fill, stays);
                }
            }
        }
    }
    lit
}

/// Where a dark ground begins and ends, pixel by pixel: it is known by squares only.
fn edges(picture: &Grey, bbox: Rect, middle: u8, scale: f32) -> Option<Area> {
    const MOSTLY: f32 = 0.5;
    const RIM: usize = 4;
    let near = |edge: f32, most: usize| {
        let (first, last) = (as_pixels((edge - OFF) * scale), as_pixels((edge + OFF) * scale));
        first.min(most)..=last.min(most)
    };
    let (right, bottom) = (picture.width.checked_sub(1)?, picture.height.checked_sub(1)?);
    let inside = Area {
        left: as_pixels((bbox.x0 + OFF) * scale).min(right),
        top: as_pixels((bbox.y0 + OFF) * scale).min(bottom),
        right: as_pixels((bbox.x1 - OFF) * scale).min(right),
        bottom: as_pixels((bbox.y1 - OFF) * scale).min(bottom),
    };
    if inside.left >= inside.right || inside.top >= inside.bottom {
        return None;
    }
    let row = |y: &usize| dark(picture, &Area { top: *y, bottom: *y, ..inside }, middle) > MOSTLY;
    let column = |x: &usize| dark(picture, &Area { left: *x, right: *x, ..inside }, middle) > MOSTLY;
    // A little more, so that nothing dark is left along edges that run askew.
    Some(Area {
        left: near(bbox.x0, right).find(column)?.saturating_sub(RIM),
        top: near(bbox.y0, bottom).find(row)?.saturating_sub(RIM),
        right: (near(bbox.x1, right).rev().find(column)? + RIM).min(right),
        bottom: (near(bbox.y1, bottom).rev().find(row)? + RIM).min(bottom),
    })
}

/// The share of pixels of an area that are darker than `middle`.
fn dark(picture: &Grey, area: &Area, middle: u8) -> f32 {
    let row = |y: usize| &picture.pixels[y * picture.width + area.left..=y * picture.width + area.right];
    let count = (area.top..=area.bottom).flat_map(row).filter(|pixel| **pixel < middle).count();
    as_f32(count) / as_f32(area.width() * area.height())
}

/// Which pixels of an area lie outside its ground: those that nothing dark parts from its edges, both along their row and
/// along their column, as beyond round corners, and rows and columns without anything dark, as between two grounds. A
/// letter that touches one edge is no such thing.
fn outside(picture: &Grey, area: &Area, middle: u8) -> Vec<bool> {
    /// The ground's edge is blurred.
    const BLURRED: usize = 2;
    let (width, height) = (area.width(), area.height());
    let is_dark = |x: usize, y: usize| picture.pixels[(area.top + y) * picture.width + area.left + x] < middle;
    let rows: Vec<Option<(usize, usize)>> = (0..height)
        .map(|y| (0..width).find(|x| is_dark(*x, y)).zip((0..width).rev().find(|x| is_dark(*x, y))))
        .collect();
    let columns: Vec<Option<(usize, usize)>> = (0..width)
        .map(|x| (0..height).find(|y| is_dark(x, *y)).zip((0..height).rev().find(|y| is_dark(x, *y))))
        .collect();
    let mut outside = vec![false; width * height];
    for (y, row) in rows.iter().enumerate() {
        for (x, column) in columns.iter().enumerate() {
            let beyond = |at: usize, (first, last): (usize, usize)| at < first || at > last;
            let is_outside = match (*row, *column) {
                (Some(row), Some(column)) => beyond(x, row) && beyond(y, column),
                _ => true,
            };
            if is_outside {
                for near in y.saturating_sub(BLURRED)..=(y + BLURRED).min(height - 1) {
                    let line = near * width;
                    outside[line + x.saturating_sub(BLURRED)..=line + (x + BLURRED).min(width - 1)].fill(true);
                }
            }
        }
    }
    outside
}

/// Makes the ground of an area white, and what is white on it black; what lies outside becomes as light as the ground.
fn turn_round(picture: &mut Grey, area: &Area, fill: u8, is_outside: impl Fn(usize, usize) -> bool) {
    let most = u8::MAX - fill;
    for y in area.top..=area.bottom {
        for x in area.left..=area.right {
            let pixel = &mut picture.pixels[y * picture.width + x];
            let light = u16::from(pixel.saturating_sub(fill)) * u16::from(u8::MAX) / u16::from(most);
            let turned = u8::MAX - u8::try_from(light).unwrap_or(u8::MAX);
            *pixel = if is_outside(x, y) { u8::MAX } else { turned };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Rgb;

    #[test]
    fn dark_grounds_become_light_to_their_very_edges_and_cards_on_them_stay() {
        let mut picture = Grey { width: 400, height: 300, pixels: vec![250; 120_000] };
        let fill = |picture: &mut Grey, x: std::ops::Range<usize>, y: std::ops::Range<usize>, grey: u8| {
            y.for_each(|y| picture.pixels[y * 400 + x.start..y * 400 + x.end].fill(grey));
        };
        fill(&mut picture, 42..363, 63..261, 50);
        fill(&mut picture, 60..120, 80..92, 250);
        // A corner that is cut off, and what parts this ground from the next.
        fill(&mut picture, 42..50, 63..71, 250);
        fill(&mut picture, 42..363, 240..246, 250);
        // A letter that reaches to the edge.
        fill(&mut picture, 140..148, 220..240, 250);
        // A light card with dark text.
        fill(&mut picture, 236..344, 112..210, 250);
        fill(&mut picture, 250..300, 150..160, 20);
        let ground = |grey| Shape {
            kind: ShapeKind::Box,
            bbox: Rect::new(20.0, 32.0, 180.0, 130.0),
            fill: Some(Rgb(grey, grey, grey)),
            stroke: None,
        };
        let turned = lit(&picture, &[ground(50)], 2.0);
        let at = |x: usize, y: usize| turned.pixels[y * 400 + x];
        assert!(at(80, 85) < 10, "text");
        assert!(at(60, 63) > 250 && at(362, 260) > 250 && at(41, 63) >= 250 && at(363, 261) >= 250, "edges");
        assert!(at(46, 66) > 245 && at(200, 243) > 245, "beside it");
        assert!(at(144, 230) < 10, "a letter at the edge");
        assert_eq!((at(290, 155), at(290, 140)), (20, 250), "the card");
        assert_eq!(lit(&picture, &[ground(160)], 2.0), picture, "not dark");
    }
}
