//! Where text stands on a page, in level bands: what may stand near a place is told without a look at the glyphs.

use super::doubles::Reach;
use crate::model::geometry::Rect;

/// Where on a line origins stand.
#[derive(Debug, Clone, Copy)]
struct Taken {
    /// The least and the greatest x.
    least: f32,
    greatest: f32,
    /// In which of the columns that a band is parted into an origin stands, a bit each.
    columns: [u64; 4],
}

impl Taken {
    const NOTHING: Self = Self { least: f32::INFINITY, greatest: f32::NEG_INFINITY, columns: [0; 4] };

    #[inline]
    fn add(&mut self, x: f32, column: u8) {
        if x < self.least {
            self.least = x;
        }
        if x > self.greatest {
            self.greatest = x;
        }
        self.columns[usize::from(column / 64)] |= 1 << (column % 64);
    }

    fn add_all(&mut self, other: &Self) {
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
        self.columns.iter_mut().zip(other.columns).for_each(|(all, columns)| *all |= columns);
    }

    fn holds(&self, column: u8) -> bool {
        self.columns[usize::from(column / 64)] & 1 << (column % 64) != 0
    }
}

/// Level bands of a page, and how far text reaches in each: what stands beyond has nothing near it.
#[derive(Debug, Default)]
pub(super) struct Bands {
    /// What is taken in each; the last holds all that stands lower.
    taken: Vec<Taken>,
    /// Columns a point.
    columns: f32,
    /// What was looked at last: the glyphs of a line have it in common.
    line: Line,
}

/// The bands around a height.
#[derive(Debug, Clone, Copy)]
struct Line {
    y: f32,
    /// How far around.
    reach: f32,
    /// The band of the height itself, and what is taken in it: the band is told when the line is left.
    own: usize,
    in_own: Taken,
    /// What is taken in all of them.
    in_all: Taken,
}

impl Default for Line {
    fn default() -> Self {
        Self { y: f32::NAN, reach: f32::NAN, own: 0, in_own: Taken::NOTHING, in_all: Taken::NOTHING }
    }
}

impl Bands {
    const HEIGHT: f32 = 1.0;
    const MOST: usize = 2048;
    /// As many as a byte tells apart.
    const COLUMNS: f32 = 256.0;
    /// So much farther is looked, against what rounding may do (points).
    const MARGIN: f32 = 0.01;

    /// Empties the bands, and makes as many as a page needs.
    pub(super) fn start(&mut self, page: &Rect) {
        self.taken.clear();
        self.taken.resize((Self::number(page.y1) + 1).min(Self::MOST), Taken::NOTHING);
        self.columns = Self::COLUMNS / page.x1.max(1.0);
        self.line = Line::default();
    }

    /// The number of a column; it never falls with x, and the outermost hold the rest.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    fn column(&self, x: f32) -> u8 {
        (x * self.columns) as u8
    }

    /// The number of a band, were there enough of them; it never falls with y.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates: the outermost hold the rest"
    )]
    fn number(y: f32) -> usize {
        (y * (1.0 / Self::HEIGHT)) as u32 as usize
    }

    /// Looks at the bands around a height.
    fn look_at(&mut self, y: f32, reach: f32) {
        self.taken[self.line.own] = self.line.in_own;
        let band = |y: f32| Self::number(y).min(self.taken.len() - 1);
        let own = band(y);
        let mut in_all = Taken::NOTHING;
        self.taken[band(y - reach)..=band(y + reach)].iter().for_each(|taken| in_all.add_all(taken));
        self.line = Line { y, reach, own, in_own: self.taken[own], in_all };
    }

    /// Adds a glyph that was just looked for.
    #[inline]
    pub(super) fn add(&mut self, (x, _): (f32, f32)) {
        let column = self.column(x);
        self.line.in_own.add(x, column);
        self.line.in_all.add(x, column);
    }

    /// Whether a glyph may stand within reach of a place.
    #[inline]
    pub(super) fn may_stand_near(&mut self, (x, y): (f32, f32), Reach(dx, dy): Reach) -> bool {
        let (reach, across) = (dx + Self::MARGIN, dy + Self::MARGIN);
        if self.line.y != y || self.line.reach != across {
            self.look_at(y, across);
        }
        let taken = &self.line.in_all;
        if x > taken.greatest + reach || x < taken.least - reach {
            return false;
        }
        // Between columns that were shown before: few places of a line are taken.
        let (first, last) = (self.column(x - reach), self.column(x + reach));
        taken.holds(first)
            || taken.holds(last)
            || (last - first > 1 && (first + 1..last).any(|column| taken.holds(column)))
    }
}
