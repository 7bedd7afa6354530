//! The slant of a scanned page, and the page turned to stand straight.

use std::ops::Range;

/// A grey picture, rows from top to bottom, 0 for black.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grey {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) pixels: Vec<u8>,
}

/// The largest slant looked for, in degrees; what lies askew by more was put there on purpose.
const MOST_DEGREES: f32 = 3.0;
/// Steps of the search, in degrees, each finer than the one before.
const STEPS: [f32; 3] = [0.25, 0.05, 0.01];
/// A slighter slant is left as it is: turning blurs.
const LEAST_DEGREES: f32 = 0.05;
/// Columns between points that are looked at, and rows between the two whose difference makes an edge.
const STRIDE: (usize, usize) = (3, 2);
/// Difference of grey from one row to the next that makes an edge.
const EDGE: u8 = 60;
/// With fewer edges there is no text to stand straight.
const LEAST_EDGES: usize = 500;
/// Height of a row of the profile, in pixels.
const ROW: f32 = 1.5;

impl Grey {
    /// How many pixels of some columns and rows have each grey.
    pub(super) fn counts(&self, columns: Range<usize>, rows: Range<usize>) -> [usize; 256] {
        let mut counts = [0_usize; 256];
        for y in rows {
            let row = &self.pixels[y * self.width + columns.start..y * self.width + columns.end];
            row.iter().for_each(|pixel| counts[usize::from(*pixel)] += 1);
        }
        counts
    }

    /// By how much lines of text run down to the right, in radians; 0 where there is no telling.
    ///
    /// Lines of text have their edges in few rows when they are looked at along the right angle, so the sum of the
    /// squares of the rows' counts is greatest there (Postl 1986).
    pub(super) fn slant(&self) -> f32 {
        let edges = self.edges();
        if edges.len() < LEAST_EDGES {
            return 0.0;
        }
        let (mut best, mut reach) = (0.0_f32, MOST_DEGREES);
        for step in STEPS {
            let centre = best;
            let mut highest = self.alignment(&edges, best);
            #[expect(clippy::cast_possible_truncation, reason = "a few dozen steps")]
            let steps = (reach / step).round() as i32;
            for index in -steps..=steps {
                #[expect(clippy::cast_precision_loss, reason = "a few dozen steps")]
                let degrees = centre + index as f32 * step;
                let alignment = self.alignment(&edges, degrees);
                if alignment > highest {
                    (highest, best) = (alignment, degrees);
                }
            }
            reach = step;
        }
        // A best angle at the very end of the search is none: the slant lies beyond, or there are no lines.
        if best.abs() < LEAST_DEGREES || best.abs() >= MOST_DEGREES { 0.0 } else { best.to_radians() }
    }

    /// Where dark meets light from one row to the next.
    #[expect(clippy::cast_precision_loss, reason = "pictures have some thousand rows")]
    fn edges(&self) -> Vec<(f32, f32)> {
        let mut edges = Vec::new();
        for y in STRIDE.1..self.height {
            for x in (0..self.width).step_by(STRIDE.0) {
                let (above, here) = (self.pixels[(y - STRIDE.1) * self.width + x], self.pixels[y * self.width + x]);
                if above.abs_diff(here) > EDGE {
                    edges.push((x as f32, y as f32));
                }
            }
        }
        edges
    }

    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small")]
    fn alignment(&self, edges: &[(f32, f32)], degrees: f32) -> u64 {
        let slope = degrees.to_radians().tan();
        let lowest = (self.width as f32 * slope).max(0.0);
        let rows = ((self.height as f32 + self.width as f32 * slope.abs()) / ROW) as usize + 2;
        let mut counts = vec![0_u64; rows];
        for (x, y) in edges {
            counts[((y - x * slope + lowest) / ROW) as usize] += 1;
        }
        counts.iter().map(|count| count * count).sum()
    }

    /// The picture turned about its centre so that lines slanted by `slant` radians are level; corners become white.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clipped")]
    pub(super) fn straightened(&self, slant: f32) -> Self {
        let place = self.before(slant);
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for v in 0..self.height {
            for u in 0..self.width {
                let (x, y) = place(u, v);
                let (left, top) = (x.floor(), y.floor());
                if left < 0.0 || top < 0.0 || left + 1.0 >= self.width as f32 || top + 1.0 >= self.height as f32 {
                    pixels.push(255);
                    continue;
                }
                let first = top as usize * self.width + left as usize;
                let at = |offset: usize| f32::from(self.pixels[first + offset]);
                let (a, b) = (x - left, y - top);
                let upper = at(0) * (1.0 - a) + at(1) * a;
                let lower = at(self.width) * (1.0 - a) + at(self.width + 1) * a;
                pixels.push((upper * (1.0 - b) + lower * b).round() as u8);
            }
        }
        Self { width: self.width, height: self.height, pixels }
    }

    /// Where pixels of the picture, turned by `slant` radians to stand straight, were before.
    #[expect(clippy::cast_precision_loss, reason = "pictures have some thousand rows")]
    pub(super) fn before(&self, slant: f32) -> impl Fn(usize, usize) -> (f32, f32) + use<> {
        let (sin, cos) = slant.sin_cos();
        let (cx, cy) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        move |u, v| {
            let (dx, dy) = (u as f32 - cx, v as f32 - cy);
            (cx + dx * cos - dy * sin, cy + dx * sin + dy * cos)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Black bars on white, as lines of text at 150 dots an inch.
    fn page() -> Grey {
        let (width, height) = (900, 1200);
        let ink = |x: usize, y: usize| (100..800).contains(&x) && (100..1100).contains(&y) && y % 40 < 14 && x % 90 > 8;
        let pixels = (0..width * height).map(|i| if ink(i % width, i / width) { 20 } else { 250 }).collect();
        Grey { width, height, pixels }
    }

    #[test]
    fn slants_are_found_and_straightened() {
        let straight = page();
        assert_eq!(straight.slant(), 0.0);
        for degrees in [-2.5_f32, -0.7, 0.3, 1.0, 2.0] {
            // Straightening by the opposite angle slants.
            let slanted = straight.straightened(-degrees.to_radians());
            let found = slanted.slant();
            assert!((found.to_degrees() - degrees).abs() < 0.06, "{degrees}: {}", found.to_degrees());
            assert_eq!(slanted.straightened(found).slant(), 0.0, "{degrees}");
        }
    }

    #[test]
    fn nothing_to_stand_straight() {
        let blank = Grey { width: 300, height: 300, pixels: vec![255; 90_000] };
        assert_eq!(blank.slant(), 0.0);
        assert_eq!(Grey { width: 0, height: 0, pixels: Vec::new() }.slant(), 0.0);
    }
}
