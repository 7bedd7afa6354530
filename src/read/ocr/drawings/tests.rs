use super::*;
use crate::model::document::Direction;

/// Two strokes of 80 points that cross at (60, 60), and a disc of 6 points, at 4 pixels a point.
fn chart(disc: (f32, f32), ring: bool) -> Grey {
    let side = 480;
    let shade = |index: usize| {
        let (x, y) = (as_f32(index % side) / 4.0, as_f32(index / side) / 4.0);
        let stroke = |along: f32, across: f32| (20.0..100.0).contains(&along) && (across - 60.0).abs() < 0.5;
        let distance = (x - disc.0).hypot(y - disc.1);
        let disc = distance < 3.0 && (!ring || distance > 2.2);
        if stroke(x, y) || stroke(y, x) || disc { 60 } else { 245 }
    };
    Grey { width: side, height: side, pixels: (0..side * side).map(shade).collect() }
}

fn drawings(grey: &Grey, scale: f32) -> Vec<Shape> {
    super::drawings(grey, Strokes::of(grey, scale).as_ref(), scale)
}

fn marks(shapes: &[Shape]) -> Vec<(f32, f32)> {
    let discs = shapes.iter().filter(|shape| shape.kind == ShapeKind::Disc);
    discs.map(|disc| (disc.bbox.centre_x(), disc.bbox.centre_y())).collect()
}

fn is_at(found: &[(f32, f32)], x: f32, y: f32) -> bool {
    found.len() == 1 && (found[0].0 - x).abs() < 0.6 && (found[0].1 - y).abs() < 0.6
}

#[test]
fn a_cross_and_a_disc() {
    let shapes = drawings(&chart((80.0, 40.0), false), 4.0);
    let rules: Vec<Rect> = shapes.iter().filter(|s| s.kind == ShapeKind::Rule).map(|s| s.bbox).collect();
    assert_eq!(rules.len(), 2, "{shapes:?}");
    assert!((rules[0].width() - 80.0).abs() < 0.6 && rules[0].height() < 2.0, "{rules:?}");
    assert!((rules[1].height() - 80.0).abs() < 0.6 && rules[1].width() < 2.0, "{rules:?}");
    assert!(is_at(&marks(&shapes), 80.0, 40.0), "{shapes:?}");
}

#[test]
fn a_disc_on_an_axis() {
    for (x, y) in [(80.0, 60.0), (60.0, 35.0), (60.0, 60.0), (75.0, 62.0), (58.0, 90.0), (100.0, 60.0)] {
        let shapes = drawings(&chart((x, y), false), 4.0);
        assert!(is_at(&marks(&shapes), x, y), "{x}, {y}: {shapes:?}");
    }
}

#[test]
fn what_is_no_mark() {
    assert!(marks(&drawings(&chart((80.0, 40.0), true), 4.0)).is_empty(), "a ring may be a letter");
    assert!(marks(&drawings(&chart((115.0, 115.0), false), 4.0)).is_empty(), "far from the chart");
    let mut picture = chart((80.0, 40.0), false);
    // Without its lower half the upright stroke crosses nothing.
    picture.pixels[61 * 4 * 480..].fill(245);
    assert!(marks(&drawings(&picture, 4.0)).is_empty());
    let blank = Grey { width: 0, height: 0, pixels: Vec::new() };
    assert!(drawings(&blank, 4.0).is_empty());
}

#[test]
fn letters_are_no_marks() {
    let glyph = |text: &str, x: f32| Glyph {
        text: text.into(),
        bbox: Rect::new(x, 36.0, x + 6.0, 46.0),
        origin: (x, 44.0),
        size: 10.0,
        direction: Direction::Right,
        font: 0,
        colour: Rgb::default(),
        invisible: true,
        guessed: false,
        element: None,
    };
    let found = drawings(&chart((80.0, 40.0), false), 4.0);
    let mut alone = found.clone();
    drop_letters(&mut alone, &[glyph("e", 77.0), glyph(" ", 83.0)]);
    assert_eq!(alone, found);
    let mut word = found;
    drop_letters(&mut word, &[glyph("e", 77.0), glyph("t", 83.0)]);
    assert!(marks(&word).is_empty());
}
