//! Handouts: several slides on one page, told by the numbers that count them.
//!
//! Numbers that stand at the same places of every page, in a lattice of rows and columns, and go on from place to place
//! and from page to page, number slides. The lattice says where one slide ends and the next begins, frames or none, and
//! the numbers say whether slides follow one another by rows or by columns.

use std::collections::BTreeMap;

use crate::model::geometry::Rect;

use super::fragments::Fragment;
use super::furniture::signature;

/// The fragments of a page, and the page's size in points.
pub(super) struct PageFragments<'a> {
    pub(super) fragments: &'a [Fragment],
    pub(super) width: f32,
    pub(super) height: f32,
    /// The boxes of its charts.
    pub(super) charts: &'a [Rect],
}

/// The longest text around a slide's number, in bytes.
const LONGEST_NUMBER: usize = 16;
/// Slides on one page, at most.
const MOST_SLIDES: usize = 16;
/// How far numbers of one row or column may be out of line (points).
const IN_LINE: f32 = 10.0;
/// How much distances between rows or columns may differ, as a share.
const SAME_DISTANCE: f32 = 0.05;
/// Numbers that must count, at the least.
const LEAST_NUMBERS: usize = 4;

/// The widest and the narrowest slide with the room around it, as width to height.
const SHAPES: std::ops::RangeInclusive<f32> = 0.5..=3.5;

/// A number of a page: where it stands and what it says.
struct Number {
    page: usize,
    bbox: Rect,
    value: i64,
}

/// For each page, the places of its slides in the order of their numbers; none for a page that is no handout.
pub(super) fn slides(pages: &[PageFragments<'_>]) -> Vec<Vec<Rect>> {
    let mut numbers: BTreeMap<String, Vec<Number>> = BTreeMap::new();
    for (page, content) in pages.iter().enumerate() {
        for fragment in content.fragments.iter().filter(|fragment| fragment.text.len() <= LONGEST_NUMBER) {
            if let Some(value) = first_number(&fragment.text) {
                let number = Number { page, bbox: fragment.bbox, value };
                numbers.entry(signature(&fragment.text)).or_default().push(number);
            }
        }
    }
    numbers.values_mut().for_each(leave_out_page_numbers);
    let mut slides = vec![Vec::new(); pages.len()];
    for numbers in numbers.values().filter(|numbers| numbers.len() >= LEAST_NUMBERS) {
        let size = |page: usize| (pages[page].width, pages[page].height);
        let first = size(numbers[0].page);
        let Some((places, numbered)) = Lattice::of(numbers, first).and_then(|lattice| lattice.counted(numbers)) else {
            continue;
        };
        for page in numbered.into_iter().filter(|page| size(*page) == first) {
            slides[page].clone_from(&places);
        }
        break;
    }
    slides
}

/// Leaves out the numbers that count pages: they stand at one place and rise by one from page to page.
fn leave_out_page_numbers(numbers: &mut Vec<Number>) {
    let near = |a: f32, b: f32| (a - b).abs() <= IN_LINE;
    let counts = |this: &Number| {
        let first = this.value - this.page as i64;
        let mut same_place = numbers.iter().filter(|other| {
            other.page != this.page
                && near(other.bbox.centre_x(), this.bbox.centre_x())
                && near(other.bbox.centre_y(), this.bbox.centre_y())
        });
        let next = same_place.next();
        next.is_some_and(|next| next.value - next.page as i64 == first)
            && same_place.all(|other| other.value - other.page as i64 == first)
    };
    let kept: Vec<bool> = numbers.iter().map(|number| !counts(number)).collect();
    let mut kept = kept.into_iter();
    numbers.retain(|_| kept.next().unwrap_or_default());
}

fn first_number(text: &str) -> Option<i64> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

/// Rows and columns of slides on a page.
struct Lattice {
    /// Middles of the numbers of each column, left to right, and of each row, top to bottom.
    columns: Vec<f32>,
    rows: Vec<f32>,
    /// The part of the page that one slide has.
    slide: (f32, f32),
    /// The top left corner of the first slide's part.
    corner: (f32, f32),
}

impl Lattice {
    /// The lattice that numbers stand in, on a page of the given size; slides are in the middle of it.
    fn of(numbers: &[Number], (width, height): (f32, f32)) -> Option<Self> {
        let columns = lines(numbers.iter().map(|number| number.bbox.centre_x()).collect())?;
        let rows = lines(numbers.iter().map(|number| number.bbox.centre_y()).collect())?;
        let count = columns.len() * rows.len();
        let slide = (distance(&columns).unwrap_or(width), distance(&rows).unwrap_or(height));
        let corner = ((width - slide.0 * columns.len() as f32) / 2.0, (height - slide.1 * rows.len() as f32) / 2.0);
        let lattice = Self { columns, rows, slide, corner };
        let holds = |number: &Number| {
            lattice.slot(number).is_some_and(|(row, column)| lattice.place(row, column).holds_centre_of(&number.bbox))
        };
        let fits = (2..=MOST_SLIDES).contains(&count)
            && SHAPES.contains(&(slide.0 / slide.1))
            && slide.0 * lattice.columns.len() as f32 <= width * (1.0 + SAME_DISTANCE)
            && slide.1 * lattice.rows.len() as f32 <= height * (1.0 + SAME_DISTANCE)
            && numbers.iter().all(holds);
        fits.then_some(lattice)
    }

    fn slot(&self, number: &Number) -> Option<(usize, usize)> {
        let nearest = |lines: &[f32], at: f32| lines.iter().position(|line| (line - at).abs() <= IN_LINE);
        Some((nearest(&self.rows, number.bbox.centre_y())?, nearest(&self.columns, number.bbox.centre_x())?))
    }

    fn place(&self, row: usize, column: usize) -> Rect {
        let (width, height) = self.slide;
        let (x, y) = (self.corner.0 + width * column as f32, self.corner.1 + height * row as f32);
        Rect::new(x, y, x + width, y + height)
    }

    /// The places of a page's slides in order and the pages with numbers in it, if the numbers count.
    fn counted(&self, numbers: &[Number]) -> Option<(Vec<Rect>, Vec<usize>)> {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        let slides = (rows * columns) as i64;
        let by_rows = |row: usize, column: usize| row * columns + column;
        let by_columns = |row: usize, column: usize| column * rows + row;
        // The number that the first slide of the first page would have, told by each of the numbers.
        let starts = |order: &dyn Fn(usize, usize) -> usize| -> (usize, i64) {
            let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
            for number in numbers {
                if let Some((row, column)) = self.slot(number) {
                    let start = number.value - number.page as i64 * slides - order(row, column) as i64;
                    *votes.entry(start).or_default() += 1;
                }
            }
            votes.into_iter().map(|(start, votes)| (votes, start)).max().unwrap_or_default()
        };
        let (across, down) = (starts(&by_rows), starts(&by_columns));
        let most = across.0.max(down.0);
        if most < LEAST_NUMBERS || most * 3 < numbers.len() * 2 {
            return None;
        }
        let mut pages: Vec<usize> = numbers.iter().map(|number| number.page).collect();
        pages.dedup();
        let mut slots: Vec<(usize, usize)> = (0..rows).flat_map(|row| (0..columns).map(move |c| (row, c))).collect();
        if down.0 > across.0 {
            slots.sort_by_key(|(row, column)| by_columns(*row, *column));
        }
        let places = slots.into_iter().map(|(row, column)| self.place(row, column)).collect();
        (pages.len() >= 2).then_some((places, pages))
    }
}

/// The lines that values lie on; `None` when they are scattered.
fn lines(mut values: Vec<f32>) -> Option<Vec<f32>> {
    values.sort_by(f32::total_cmp);
    let lines: Vec<f32> = values.chunk_by(|a, b| b - a <= IN_LINE / 2.0).map(|line| line[line.len() / 2]).collect();
    (lines.len() <= MOST_SLIDES).then_some(lines).filter(|lines| lines.len() < 2 || distance(lines).is_some())
}

/// The distance between lines, if it is the same between all.
fn distance(lines: &[f32]) -> Option<f32> {
    let steps = lines.len().checked_sub(1).filter(|steps| *steps > 0)?;
    let mean = (lines[steps] - lines[0]) / steps as f32;
    lines.windows(2).all(|pair| (pair[1] - pair[0] - mean).abs() <= SAME_DISTANCE * mean).then_some(mean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::flow::Style;

    /// Pages of 800 × 600 points with numbers at the places given.
    fn handout(pages: &[&[(&str, f32, f32)]]) -> Vec<Vec<Rect>> {
        let fragment = |(text, x, y): &(&str, f32, f32)| Fragment {
            text: (*text).to_owned(),
            bbox: Rect::new(*x, *y, x + 6.0, y + 8.0),
            left: *x,
            baseline: y + 7.0,
            style: Style { size: 8.0, ..Style::default() },
            marker: None,
            tag: None,
            ends: Default::default(),
            first_word: 6.0,
            runs: Vec::new(),
            words: Vec::new(),
        };
        let pages: Vec<Vec<Fragment>> = pages.iter().map(|page| page.iter().map(fragment).collect()).collect();
        let views: Vec<PageFragments<'_>> = pages
            .iter()
            .map(|fragments| PageFragments { fragments, width: 800.0, height: 600.0, charts: &[] })
            .collect();
        slides(&views)
    }

    #[test]
    fn slides_follow_their_numbers_by_rows_or_by_columns() {
        // The title slide has no number.
        let by_rows = handout(&[
            &[("2", 780.0, 280.0), ("3", 380.0, 580.0), ("4", 780.0, 580.0)],
            &[("5", 380.0, 280.0), ("6", 780.0, 280.0)],
        ]);
        let corners = |page: &[Rect]| page.iter().map(|slide| (slide.x0, slide.y0)).collect::<Vec<_>>();
        assert_eq!(corners(&by_rows[0]), [(0.0, 0.0), (400.0, 0.0), (0.0, 300.0), (400.0, 300.0)]);
        assert_eq!(by_rows[0], by_rows[1]);
        let by_columns = handout(&[
            &[("1", 380.0, 280.0), ("3", 780.0, 280.0), ("2", 380.0, 580.0), ("4", 780.0, 580.0)],
            &[("5", 380.0, 280.0), ("7", 780.0, 280.0), ("6", 380.0, 580.0)],
        ]);
        assert_eq!(corners(&by_columns[0]), [(0.0, 0.0), (0.0, 300.0), (400.0, 0.0), (400.0, 300.0)]);
    }

    #[test]
    fn page_numbers_and_numbered_rows_are_no_handout() {
        let outer_edges = handout(&[
            &[("1", 20.0, 580.0)],
            &[("2", 780.0, 580.0)],
            &[("3", 20.0, 580.0)],
            &[("4", 780.0, 580.0)],
            &[("5", 20.0, 580.0)],
        ]);
        assert!(outer_edges.iter().all(Vec::is_empty));
        let rows = handout(&[
            &[("1", 20.0, 80.0), ("2", 20.0, 110.0), ("3", 20.0, 140.0)],
            &[("4", 20.0, 80.0), ("5", 20.0, 110.0), ("6", 20.0, 140.0)],
        ]);
        assert!(rows.iter().all(Vec::is_empty));
    }
}
