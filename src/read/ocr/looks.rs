//! How words are printed: how thick their strokes are, whether they lean, and in which colour. Tesseract does not tell,
//! yet headings are known by it.

use std::ops::Range;

use super::deskew::Grey;
use super::extent::CAPITAL;
use super::strokes::{as_f32, as_pixels};
use crate::model::document::Rgb;
use crate::model::picture::Picture;

/// Ink and ground differ by at least this much; otherwise there is no telling one from the other.
const LEAST_CONTRAST: u8 = 40;
/// A word has at least this many strokes across it.
const LEAST_STROKES: usize = 5;
/// What is longer than this share of the font size is a level stroke of a letter or a rule, not an upright one.
const LONGEST: f32 = 0.3;

/// How a word is printed, as measured.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Look {
    /// How thick its upright strokes are, in pixels; `None` where there are too few of them.
    pub(super) stroke: Option<f32>,
    /// How much better its strokes stand in line when it is looked at as italics, as a share: above 0 it leans.
    pub(super) lean: Option<f32>,
    /// The colour of its ink on white paper; `None` for light ink on a dark ground.
    pub(super) ink: Option<Rgb>,
}

/// A page as it was printed: its greys, standing straight, and its colours as they were scanned.
pub(super) struct Printed<'a> {
    grey: &'a Grey,
    picture: &'a Picture,
    slant: f32,
    /// The colour of the paper.
    paper: Rgb,
}

/// A box of the straight page, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl<'a> Printed<'a> {
    /// `grey` is `picture` without colours, turned by `slant` radians to stand straight.
    pub(super) fn new(grey: &'a Grey, picture: &'a Picture, slant: f32) -> Self {
        Self { grey, picture, slant, paper: paper(picture) }
    }

    /// How the word in a box is printed, whose font size is `size` pixels. The box reaches from the baseline as high as
    /// small letters.
    pub(super) fn look(&self, window: Window, size: f32) -> Look {
        let Some(cut) = Cut::of(self.grey, window) else { return Look::default() };
        let whole = Window { top: window.bottom - CAPITAL * size, ..window };
        let lean = Cut::of(self.grey, whole).and_then(|cut| cut.lean());
        let mut strokes: Vec<f32> =
            cut.lines.clone().flat_map(|row| cut.strokes(row)).filter(|s| *s < LONGEST * size).collect();
        strokes.sort_by(f32::total_cmp);
        let stroke = (strokes.len() >= LEAST_STROKES).then(|| strokes[strokes.len() / 2]);
        Look { stroke, lean, ink: self.ink(&cut) }
    }

    /// The mean colour where a word's ink is darkest.
    fn ink(&self, cut: &Cut<'_>) -> Option<Rgb> {
        const FULL: f32 = 0.8;
        if !cut.is_dark {
            return None;
        }
        let mut sum = [0.0_f32; 3];
        let mut count = 0.0_f32;
        let scanned = self.grey.before(self.slant);
        for (x, y) in cut.pixels().filter(|(x, y)| cut.coverage(*x, *y) > FULL) {
            let (x, y) = scanned(x, y);
            let Some(pixel) = pixel(self.picture, x, y) else { continue };
            sum.iter_mut().zip(pixel).for_each(|(sum, channel)| *sum += f32::from(channel));
            count += 1.0;
        }
        let white = |channel: f32, paper: u8| as_channel(channel / count * 255.0 / f32::from(paper.max(1)));
        let Rgb(r, g, b) = self.paper;
        (count > 0.0).then(|| Rgb(white(sum[0], r), white(sum[1], g), white(sum[2], b)))
    }
}

/// A part of a picture, with what is ink in it.
struct Cut<'a> {
    grey: &'a Grey,
    columns: Range<usize>,
    lines: Range<usize>,
    /// The darkest and lightest greys, but for a few pixels.
    darkest: f32,
    lightest: f32,
    /// Whether it is dark ink on a light ground.
    is_dark: bool,
}

impl<'a> Cut<'a> {
    fn of(grey: &'a Grey, window: Window) -> Option<Self> {
        /// How much of the surroundings is looked at to know the ground, in pixels.
        const AROUND: usize = 3;
        let columns = within(window.left, window.right, grey.width);
        let lines = within(window.top, window.bottom, grey.height);
        let grown = |part: &Range<usize>, most: usize| part.start.saturating_sub(AROUND)..(part.end + AROUND).min(most);
        let counts = grey.counts(grown(&columns, grey.width), grown(&lines, grey.height));
        let all: usize = counts.iter().sum();
        let share = |percent: usize| {
            let mut below = 0;
            (0..=u8::MAX).find(|grey| {
                below += counts[usize::from(*grey)];
                below * 100 > all * percent
            })
        };
        let (darkest, ground, lightest) = (share(3)?, share(50)?, share(97)?);
        (lightest - darkest >= LEAST_CONTRAST).then(|| Self {
            grey,
            columns,
            lines,
            darkest: f32::from(darkest),
            lightest: f32::from(lightest),
            is_dark: lightest - ground < ground - darkest,
        })
    }

    fn pixels(&self) -> impl Iterator<Item = (usize, usize)> {
        self.lines.clone().flat_map(|y| self.columns.clone().map(move |x| (x, y)))
    }

    /// How much of a pixel is ink, 0 to 1.
    fn coverage(&self, x: usize, y: usize) -> f32 {
        let grey = f32::from(self.grey.pixels[y * self.grey.width + x]);
        let light = ((grey - self.darkest) / (self.lightest - self.darkest)).clamp(0.0, 1.0);
        if self.is_dark { 1.0 - light } else { light }
    }

    /// By how much the columns' sums of ink differ more when its rows are moved as in italics: upright strokes fill few
    /// columns then. The mean of two angles, as a share; `None` of what is too small.
    fn lean(&self) -> Option<f32> {
        /// Columns to the row.
        const LEANING: [f32; 2] = [0.1, 0.2];
        const LEAST_ROWS: usize = 8;
        if self.lines.len() < LEAST_ROWS {
            return None;
        }
        let order = |leaning: f32| {
            let moved = |row: usize| as_pixels(leaning * as_f32(row));
            let mut sums = vec![0.0_f32; self.columns.len() + moved(self.lines.len())];
            for (row, y) in self.lines.clone().enumerate() {
                for (column, x) in self.columns.clone().enumerate() {
                    sums[column + moved(row)] += self.coverage(x, y);
                }
            }
            sums.iter().map(|sum| sum * sum).sum::<f32>()
        };
        let upright = order(0.0);
        let leaning: f32 = LEANING.iter().map(|leaning| order(*leaning)).sum();
        (upright > 0.0).then(|| leaning / as_f32(LEANING.len()) / upright - 1.0)
    }

    /// How wide the strokes are that a row of pixels crosses. Their blurred edges count for what is ink of them.
    fn strokes(&self, y: usize) -> Vec<f32> {
        const INK: f32 = 0.5;
        let row: Vec<f32> = self.columns.clone().map(|x| self.coverage(x, y)).collect();
        let mut strokes = Vec::new();
        let mut start = None;
        for x in 0..=row.len() {
            let is_ink = row.get(x).is_some_and(|coverage| *coverage > INK);
            match (start, is_ink) {
                (None, true) => start = Some(x),
                (Some(first), false) => {
                    let edges = first.saturating_sub(1)..(x + 1).min(row.len());
                    strokes.push(row[edges].iter().sum());
                    start = None;
                }
                _ => {}
            }
        }
        strokes
    }
}

/// The colour that a page has most of, channel by channel.
fn paper(picture: &Picture) -> Rgb {
    /// So many pixels apart are those that are looked at.
    const STRIDE: usize = 13;
    let mut counts = [[0_usize; 256]; 3];
    for pixel in picture.pixels.chunks_exact(4).step_by(STRIDE) {
        counts.iter_mut().zip(pixel).for_each(|(counts, channel)| counts[usize::from(*channel)] += 1);
    }
    let most = |counts: &[usize; 256]| (0..=u8::MAX).max_by_key(|level| counts[usize::from(*level)]).unwrap_or(u8::MAX);
    Rgb(most(&counts[0]), most(&counts[1]), most(&counts[2]))
}

fn pixel(picture: &Picture, x: f32, y: f32) -> Option<[u8; 3]> {
    if x < 0.0 || y < 0.0 {
        return None;
    }
    let (x, y) = (as_pixels(x), as_pixels(y));
    let at = (x < picture.width && y < picture.height).then_some((y * picture.width + x) * 4)?;
    let channels = picture.pixels.get(at..at + 3)?;
    Some([channels[0], channels[1], channels[2]])
}

fn within(from: f32, to: f32, most: usize) -> Range<usize> {
    let at = |value: f32| as_pixels(value).min(most);
    at(from)..at(to).max(at(from))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn as_channel(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Upright strokes of a width and colour every twelve pixels, on paper of another; their edges are blurred.
    fn page(stroke: usize, ink: [u8; 3], paper: [u8; 3]) -> Picture {
        let (width, height) = (240, 40);
        let colour = |x: usize| match x % 12 {
            at if at < stroke => ink,
            at if at == stroke || at == 11 => std::array::from_fn(|c| u8::midpoint(ink[c], paper[c])),
            _ => paper,
        };
        let pixels = (0..width * height).flat_map(|at| {
            let [r, g, b] = if (10..30).contains(&(at / width)) { colour(at % width) } else { paper };
            [r, g, b, 255]
        });
        Picture { width, height, scale: 4.0, pixels: pixels.collect() }
    }

    fn look(picture: &Picture) -> Look {
        let grey = Grey { width: picture.width, height: picture.height, pixels: picture.grey() };
        let word = Window { left: 24.0, top: 10.0, right: 216.0, bottom: 30.0 };
        Printed::new(&grey, picture, 0.0).look(word, 40.0)
    }

    #[test]
    fn strokes_are_measured_with_their_blurred_edges() {
        for width in [3, 4, 5] {
            let stroke = look(&page(width, [20; 3], [250; 3])).stroke.unwrap();
            #[expect(clippy::cast_precision_loss, reason = "a few pixels")]
            let edges = stroke - width as f32;
            assert!((0.8..1.2).contains(&edges), "{width}: {stroke}");
        }
        let light = look(&page(4, [250; 3], [40; 3]));
        assert!((4.8..5.2).contains(&light.stroke.unwrap()) && light.ink.is_none(), "light on dark");
        assert_eq!(look(&page(4, [230; 3], [250; 3])), Look::default(), "hardly to be seen");
    }

    #[test]
    fn strokes_that_lean_are_told_from_upright_ones() {
        let mut picture = page(4, [20; 3], [250; 3]);
        let upright = look(&picture);
        let scanned = picture.pixels.clone();
        for (y, row) in picture.pixels.chunks_exact_mut(240 * 4).enumerate() {
            // A column for five rows, to the right above.
            row.iter_mut().zip(&scanned[y * 960 + (y / 5) * 4..]).for_each(|(pixel, before)| *pixel = *before);
        }
        let leaning = look(&picture);
        assert!(upright.lean.unwrap() < -0.1 && leaning.lean.unwrap() > 0.05, "{upright:?} {leaning:?}");
    }

    #[test]
    fn inks_are_seen_as_on_white_paper() {
        let near = |ink: Option<Rgb>, wanted: [u8; 3]| {
            let Rgb(r, g, b) = ink.unwrap();
            [r, g, b].iter().zip(wanted).all(|(channel, wanted)| channel.abs_diff(wanted) < 6)
        };
        assert!(near(look(&page(5, [10, 90, 100], [255, 255, 255])).ink, [10, 90, 100]));
        // Paper that has gone yellow takes its share of blue from black, too.
        let ink = look(&page(5, [40, 40, 36], [250, 245, 220])).ink;
        assert!(near(ink, [41, 42, 42]), "{ink:?}");
    }
}
