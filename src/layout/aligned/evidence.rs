//! What tells of a table besides its gutters.

use crate::model::geometry::Rect;
use crate::text::starts_lower;

use super::super::fragments::Fragment;
use super::{DENSE, LEAST_ROWS, Lines, Table, parts};

/// How far texts may start, end or have their middle from the edge of their column (points), and how many must not.
pub(super) const SAME_EDGE: f32 = 1.5;
const ALIGNED: f32 = 0.85;
/// A column has text in this share of the rows, one of groups' names in that.
const FILLED: f32 = 0.4;
const GROUPED: f32 = 0.2;
/// At most this share of the cells begins with a small letter, and that of a column's.
const LOWER: f32 = 0.15;
const PROSE: f32 = 0.3;
/// The most characters of words that stand again and again.
const MOST_WORDS: usize = 30;

impl Table<'_, '_> {
    /// Whether every row has its cells, and every column its edge.
    pub(super) fn is_regular(&self) -> bool {
        let rows = self.rows.len();
        let cells = |row: &Lines<'_, '_>| (0..self.columns.len()).filter(|at| self.first(row, *at).is_some()).count();
        let full = |column: usize| {
            let least = if column == 0 { GROUPED } else { FILLED };
            self.texts(column).count() as f32 >= least * (rows - 1) as f32
        };
        let edges: [fn(&Fragment) -> f32; 3] = [|part| part.left, |part| part.bbox.x1, |part| part.bbox.centre_x()];
        let aligned = |column: usize| {
            edges.iter().any(|edge| {
                let mut places: Vec<f32> = self.texts(column).map(edge).collect();
                places.sort_by(f32::total_cmp);
                let middle = places.get(places.len() / 2).copied().unwrap_or_default();
                let same = places.iter().filter(|place| (**place - middle).abs() < SAME_EDGE).count();
                same as f32 >= ALIGNED * places.len() as f32
            })
        };
        let texts = || (0..self.columns.len()).flat_map(|column| self.texts(column));
        let lower = texts().filter(|part| starts_lower(&part.text)).count();
        // Another column of the page, beside the table.
        let is_prose = |column: usize| {
            let lower = self.texts(column).filter(|part| starts_lower(&part.text)).count();
            lower as f32 > PROSE * self.texts(column).count() as f32
        };
        rows >= LEAST_ROWS
            && self.rows.iter().all(|row| cells(row) >= 2)
            && self.first(self.rows[1], 0).is_some()
            && !(0..self.columns.len()).any(is_prose)
            && (0..self.columns.len()).all(|column| full(column) && aligned(column))
            && lower as f32 <= LOWER * texts().count() as f32
            && self.rows.iter().all(|row| self.first(row, 0).is_none_or(|part| part.marker.is_none()))
            && !self.is_cards()
    }

    /// Whether most cells have a title of their own.
    fn is_cards(&self) -> bool {
        let cells = || {
            let rows = self.rows[1..].iter();
            rows.flat_map(|row| (0..self.columns.len()).filter_map(|at| Some((*row, at, self.first(row, at)?))))
        };
        let titled = cells().filter(|(row, column, first)| {
            let mut parts = row.iter().filter_map(|line| self.cell(line, *column)).skip(1);
            first.style.bold && parts.any(|part| !part.style.bold)
        });
        let titles = self.rows[1..].iter().filter(|row| parts(row).all(|part| part.style.bold));
        // Steps side by side, each with its number.
        let counted = cells().filter(|(_, column, first)| *column > 0 && is_counted(&first.text)).count();
        titled.count() * 2 > cells().count() || titles.count() >= 2 || counted * 2 > cells().count()
    }

    /// Whether more than places tells of a table: a column of numbers or of groups' names; where lines do not follow each
    /// other as closely as those of a paragraph also the look of the head or of the labels, stripes, or rows that wait
    /// for the longest of their cells.
    pub(super) fn is_told(&self, stripes: &[Rect]) -> bool {
        let groups =
            self.texts(0).count() + 2 < self.rows.len() && self.first(self.rows[self.rows.len() - 1], 1).is_some();
        let numbers = (1..self.columns.len()).any(|column| self.has_numbers(column));
        let repeats = (1..self.columns.len()).any(|column| self.has_repeats(column));
        if self.even && self.leading < DENSE {
            return numbers || self.has_head() && (groups || repeats);
        }
        let waits = self.rows[..self.rows.len() - 1].iter().filter(|row| {
            let last = &row[row.len() - 1];
            row.len() > 1 && last.len() < self.columns.len()
        });
        numbers
            || groups
            || repeats
            || self.has_head()
            || self.has_labels()
            || self.is_striped(stripes)
            || waits.count() >= 2
    }

    /// Whether a column's cells are numbers, and not those of pages.
    fn has_numbers(&self, column: usize) -> bool {
        let is_number = |part: &Fragment| {
            part.text.chars().any(|letter| letter.is_ascii_digit())
                && part.text.chars().filter(|letter| letter.is_alphabetic()).count() <= 1
        };
        // Cells may be without a value.
        let texts = || self.texts(column).filter(|part| part.text.chars().any(char::is_alphanumeric));
        let count = texts().count();
        let pages: Vec<u32> = self.texts(column).filter_map(|part| part.text.parse().ok()).collect();
        let of_pages =
            column + 1 == self.columns.len() && pages.len() == count && pages.is_sorted() && !self.has_head();
        count >= 3 && !of_pages && texts().filter(|part| is_number(part)).count() * 5 >= count * 4
    }

    /// Whether the same words stand in a column again and again, as no list has them.
    fn has_repeats(&self, column: usize) -> bool {
        let mut texts: Vec<&str> = self.texts(column).map(|part| part.text.as_str()).collect();
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        let words = texts.len() > 1 && texts.iter().all(|text| text.chars().count() <= MOST_WORDS);
        words && count > LEAST_ROWS && texts.len() * 10 <= count * 7
    }

    /// Whether the head has one look, and the cells another.
    fn has_head(&self) -> bool {
        let look = |part: &Fragment| (part.style.bold, part.style.italic, part.style.colour);
        let mut heads = self.rows[0].iter().flatten();
        let Some(head) = heads.next() else { return false };
        heads.all(|part| look(part) == look(head))
            && (1..self.columns.len()).all(|column| self.texts(column).all(|part| look(part) != look(head)))
    }

    /// Whether the labels of the rows are bold, and nothing else.
    fn has_labels(&self) -> bool {
        self.texts(0).all(|part| part.style.bold)
            && (1..self.columns.len()).all(|column| self.texts(column).all(|part| !part.style.bold))
    }

    /// Whether rows stand on stripes as wide as the table.
    fn is_striped(&self, stripes: &[Rect]) -> bool {
        let (left, right) = (self.columns[0].0, self.columns[self.columns.len() - 1].1);
        let under = |stripe: &&Rect| {
            let rows = self.rows.iter().filter(|row| row[0].iter().all(|part| stripe.holds_centre_of(&part.bbox)));
            stripe.x0 <= left + 1.0 && stripe.x1 >= right - 1.0 && rows.count() == 1
        };
        stripes.iter().filter(under).count() >= 2
    }
}

/// Whether a text begins with a number that counts it, as "3." does.
fn is_counted(text: &str) -> bool {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    rest.len() < text.len()
        && rest.starts_with(['.', ')'])
        && !rest[1..].starts_with(|letter: char| letter.is_ascii_digit())
}
