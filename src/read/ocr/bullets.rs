//! Bullets before lines that tesseract did not see, or took for letters: what stands before several lines at the same
//! place and is as large is a bullet, whatever it looks like.

use std::ops::{Range, RangeInclusive};

use super::deskew::Grey;
use super::glyphs::{PlacedLine, PlacedWord};
use super::strokes::{as_f32, as_pixels};
use crate::model::document::Direction;

/// How far before its line a mark may begin, and how near it may end, in font sizes.
const FARTHEST: f32 = 2.6;
const NEAREST: f32 = 0.12;
/// So much before a mark is free (font sizes): otherwise it is the end of another column's line.
const FREE: f32 = 0.4;
/// Sides of a mark, in font sizes, and their ratio.
const SIDES: RangeInclusive<f32> = 0.1..=0.95;
const ASPECT: RangeInclusive<f32> = 0.6..=1.6;
/// Marks of a list differ by less than this in place and in width (font sizes).
const SAME: f32 = 0.25;
/// A mark's box is looked at in so many parts each way, of each of which a share is ink; between two marks that are alike
/// the shares differ by less than this in the mean.
const PARTS: usize = 4;
const SAME_FORM: f32 = 0.2;

type Form = [f32; PARTS * PARTS];

/// Something that stands before the text of a line, in pixels.
#[derive(Debug, Clone, Copy)]
struct Mark {
    line: usize,
    left: f32,
    right: f32,
    /// Where the text begins.
    text: f32,
    size: f32,
    form: Form,
    known: Known,
}

/// What is known of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// It was read as a bullet.
    Bullet,
    /// It is ink that was not read.
    Ink,
    /// It was read as a letter or two.
    Letters,
}

impl Mark {
    /// Whether two marks may belong to one list.
    fn is_like(&self, other: &Self) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() < SAME * self.size;
        let off: f32 = self.form.iter().zip(other.form).map(|(a, b)| (a - b).abs()).sum();
        near(self.left, other.left)
            && near(self.right, other.right)
            && near(self.text, other.text)
            && off < SAME_FORM * as_f32(PARTS * PARTS)
    }
}

/// Puts bullets before the lines that have them on a page of `scale` pixels a point.
pub(super) fn add(lines: &mut [PlacedLine], page: &Grey, scale: f32) {
    let marks: Vec<Mark> = (0..lines.len()).filter_map(|at| mark(lines, at, page, scale)).collect();
    let is_one_of_several = |mark: &Mark| {
        marks.iter().any(|other| other.line != mark.line && other.known != Known::Letters && mark.is_like(other))
    };
    for mark in marks.iter().filter(|mark| is_one_of_several(mark)) {
        let words = &mut lines[mark.line].words;
        match mark.known {
            Known::Bullet => {}
            Known::Letters => "•".clone_into(&mut words[0].text),
            Known::Ink => {
                let (left, right) = (mark.left, mark.right);
                words.insert(0, PlacedWord { text: "•".into(), left, right, ..PlacedWord::default() });
            }
        }
    }
}

/// What stands before the text of a line.
fn mark(lines: &[PlacedLine], at: usize, page: &Grey, scale: f32) -> Option<Mark> {
    let line = lines.get(at).filter(|line| line.strip.direction == Direction::Right)?;
    let size = line.size * scale;
    let first = line.words.first()?;
    if let Some(next) = line.words.get(1) {
        let known = match first.text.as_str() {
            "•" => Some(Known::Bullet),
            // Numbers and letters of items are what they seem.
            text if text.chars().count() <= 3 && !text.ends_with(['.', ')', ',']) => Some(Known::Letters),
            _ => None,
        };
        if let Some(known) = known.filter(|_| next.left - first.right > NEAREST * size) {
            let around = Around::of(line, first.left, first.right, size, page)?;
            let form = around.form(&around.columns)?;
            return Some(Mark { line: at, left: first.left, right: first.right, text: next.left, size, form, known });
        }
    }
    let before = Around::of(line, first.left - FARTHEST * size, first.left - NEAREST * size, size, page)?;
    let spot = before.spot(size)?;
    let form = before.form(&spot)?;
    // Where the line's strip begins on the page, the line's own places are counted from.
    let shift = line.strip.point(0.0, 0.0).0;
    let (left, right) = (as_f32(spot.start) - shift, as_f32(spot.end) - shift);
    let is_read = |line: &PlacedLine| {
        (line.baseline - lines[at].baseline).abs() < size
            && line.words.iter().any(|word| word.left < right && word.right > left)
    };
    (!lines.iter().any(is_read)).then_some(Mark {
        line: at,
        left,
        right,
        text: first.left,
        size,
        form,
        known: Known::Ink,
    })
}

/// A picture's part around a line, in pixels, and what is ink there.
struct Around<'a> {
    page: &'a Grey,
    columns: Range<usize>,
    rows: Range<usize>,
    ground: u8,
}

impl<'a> Around<'a> {
    /// From `left` to `right` of a line with this font size (pixels).
    fn of(line: &PlacedLine, left: f32, right: f32, size: f32, page: &'a Grey) -> Option<Self> {
        let (x0, y0) = line.strip.point(left, line.baseline - 0.95 * size);
        let (x1, y1) = line.strip.point(right, line.baseline + 0.25 * size);
        let columns = as_pixels(x0)..as_pixels(x1).min(page.width);
        let rows = as_pixels(y0)..as_pixels(y1).min(page.height);
        if columns.is_empty() || rows.is_empty() {
            return None;
        }
        let row = |y: usize| &page.pixels[y * page.width + columns.start..y * page.width + columns.end];
        let mut greys: Vec<u8> = rows.clone().flat_map(row).copied().collect();
        // Most of what stands before a line is ground; around a mark, half and more may be ink.
        let light = greys.len() * 3 / 4;
        let ground = *greys.select_nth_unstable(light).1;
        Some(Self { page, columns, rows, ground })
    }

    fn is_ink(&self, x: usize, y: usize) -> bool {
        /// Ink is darker than the ground by at least this much.
        const DARKER: u8 = 60;
        self.page.pixels[y * self.page.width + x].saturating_add(DARKER) < self.ground
    }

    fn is_column_inked(&self, x: usize) -> bool {
        self.rows.clone().any(|y| self.is_ink(x, y))
    }

    /// The columns of the last spot of ink, if it stands free and is about as high as wide.
    fn spot(&self, size: f32) -> Option<Range<usize>> {
        let last = self.columns.clone().rev().find(|x| self.is_column_inked(*x))?;
        let first = (self.columns.start..=last).rev().take_while(|x| self.is_column_inked(*x)).last()?;
        let free = as_pixels(FREE * size);
        let is_free = first >= self.columns.start + free && (first - free..first).all(|x| !self.is_column_inked(x));
        let (highest, lowest) = self.height(&(first..last + 1))?;
        let (width, height) = (as_f32(last + 1 - first), as_f32(lowest + 1 - highest));
        // What reaches beyond is a part of something else.
        let is_whole = last + 1 < self.columns.end && highest > self.rows.start && lowest + 1 < self.rows.end;
        let fits = SIDES.contains(&(width / size)) && SIDES.contains(&(height / size));
        (is_free && is_whole && fits && ASPECT.contains(&(width / height))).then_some(first..last + 1)
    }

    /// First and last row with ink in some columns.
    fn height(&self, columns: &Range<usize>) -> Option<(usize, usize)> {
        let inked = |y: &usize| columns.clone().any(|x| self.is_ink(x, *y));
        Some((self.rows.clone().find(inked)?, self.rows.clone().rev().find(inked)?))
    }

    /// How much ink there is in each part of some columns, parts in rows from the top.
    fn form(&self, columns: &Range<usize>) -> Option<Form> {
        let (highest, lowest) = self.height(columns)?;
        let first = columns.clone().find(|x| self.is_column_inked(*x))?;
        let last = columns.clone().rev().find(|x| self.is_column_inked(*x))?;
        let (mut inked, mut all) = ([0_usize; PARTS * PARTS], [0_usize; PARTS * PARTS]);
        for y in highest..=lowest {
            for x in first..=last {
                let part =
                    (y - highest) * PARTS / (lowest + 1 - highest) * PARTS + (x - first) * PARTS / (last + 1 - first);
                all[part] += 1;
                inked[part] += usize::from(self.is_ink(x, y));
            }
        }
        Some(std::array::from_fn(|part| as_f32(inked[part]) / as_f32(all[part].max(1))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sideways::Strip;
    use super::*;

    const PAGE: Strip = Strip { left: 0, top: 0, width: 600, height: 400, direction: Direction::Right };

    /// A line of ten points at four pixels a point.
    fn line(words: &[(&str, f32, f32)], baseline: f32) -> PlacedLine {
        let word = |&(text, left, right): &(&str, f32, f32)| PlacedWord {
            text: text.into(),
            left,
            right,
            ..Default::default()
        };
        PlacedLine { words: words.iter().map(word).collect(), baseline, size: 10.0, letters: 10, strip: PAGE }
    }

    fn first(lines: &[PlacedLine]) -> Vec<&str> {
        lines.iter().map(|line| line.words[0].text.as_str()).collect()
    }

    #[test]
    fn what_stands_before_several_lines_alike_is_a_bullet() {
        let mut page = Grey { width: 600, height: 400, pixels: vec![250; 240_000] };
        let mut fill = |x: Range<usize>, y: Range<usize>, grey: u8| {
            y.for_each(|y| page.pixels[y * 600 + x.start..y * 600 + x.end].fill(grey));
        };
        // Open squares before four lines; two strokes, as of letters, before the fifth; the end of a column before the sixth.
        for top in [72, 132, 192, 252] {
            fill(100..124, top..top + 24, 30);
            fill(104..120, top + 4..top + 20, 250);
        }
        fill(100..106, 312..336, 30);
        fill(118..124, 312..336, 30);
        fill(60..124, 372..390, 30);
        let text = ("Accueillir", 140.0, 300.0);
        let mut lines = vec![
            line(&[("•", 100.0, 124.0), text], 100.0),
            line(&[text], 160.0),
            line(&[("C1", 100.0, 124.0), text], 220.0),
            line(&[("L]", 100.0, 124.0), text], 280.0),
            line(&[("La", 100.0, 124.0), text], 340.0),
            line(&[text], 392.0),
        ];
        add(&mut lines, &page, 4.0);
        assert_eq!(first(&lines), ["•", "•", "•", "•", "La", "Accueillir"]);
        assert_eq!((lines[1].words[0].left, lines[1].words[0].right), (100.0, 124.0));
        let mut alone = vec![line(&[text], 160.0)];
        add(&mut alone, &page, 4.0);
        assert_eq!(first(&alone), ["Accueillir"], "a mark of a chart, perhaps");
    }
}
