//! Gutters of tables: the same strips stay free through rows of several short texts, wider ones beside narrower ones.

use super::measured::is_sign;
use super::{MARK_REACH, NARROWEST, SAME_EDGE};
use crate::layout::fragments::GUTTER_GAP;
use crate::layout::markers::is_bullet;
use crate::layout::placed::Placed;

/// Columns and rows of a table at least.
pub(super) const LEAST_COLUMNS: usize = 3;
const LEAST_ROWS: usize = 4;
/// A gutter is this many font sizes wide.
const GUTTER: f32 = 0.5;
/// Rows further apart than this many font sizes are of no one table.
const FARTHEST: f32 = 4.0;
/// A dash stands no further than this many font sizes before the text that it marks.
const DASH_REACH: f32 = 0.9;
/// A gutter is that wide in this share of its rows, or this many times as wide as spaces.
const WIDE_ROWS: f32 = 0.25;
const WIDER: f32 = 1.4;
/// Gaps of a row that is not stretched are this much wider than its spaces; so many may be stretched.
const MOST_SPACE: f32 = 0.7;
const STRETCHED: f32 = 0.15;
/// This share of a column's texts start, end or have their middle at one place.
const ALIGNED: f32 = 0.6;
/// So many rows with text on both sides do where columns are aligned.
const LEAST_PARTED: usize = 2;
/// Rows with text on both sides of a gutter, and rows with a gap that parts texts in any case, as shares of all.
const BOTH_SIDES: f32 = 0.5;
const CLEAR: f32 = 0.5;

/// A row of glyphs as texts, parted by gaps that may be gutters.
struct Texts {
    /// From where to where they go (points).
    places: Vec<(f32, f32)>,
    /// The widest gap between words within them (points).
    widest_space: f32,
    baseline: f32,
    size: f32,
}

impl Texts {
    fn of(glyphs: &[Placed<'_>]) -> Option<Self> {
        let mut glyphs = glyphs.iter().filter(|glyph| !glyph.blank);
        let first = glyphs.next()?;
        let size = first.glyph.size;
        let mut places = vec![(first.bbox.x0, first.bbox.x1)];
        // A bullet or a number that counts an item belongs to the text after it.
        let mut last = first;
        let mut mark = is_sign(first);
        let mut widest_space = 0.0_f32;
        for glyph in glyphs {
            let Some(text) = places.last_mut() else { break };
            let gap = glyph.bbox.x0 - text.1;
            let counts = mark && ends_mark(last) && gap < reach(last) * size;
            if gap < NARROWEST * glyph.glyph.size || counts {
                text.1 = text.1.max(glyph.bbox.x1);
                mark = mark && is_sign(glyph);
                widest_space = if counts { widest_space } else { widest_space.max(gap) };
            } else {
                places.push((glyph.bbox.x0, glyph.bbox.x1));
                mark = is_sign(glyph);
            }
            last = glyph;
        }
        Some(Self { places, widest_space, baseline: first.baseline, size })
    }

    /// The end of the text before a gutter and the start of that after it, if there are both.
    fn around(&self, gutter: (f32, f32)) -> Option<(f32, f32)> {
        let around = |pair: &&[(f32, f32)]| pair[0].1 <= gutter.0 + 0.1 && pair[1].0 >= gutter.1 - 0.1;
        self.places.windows(2).find(around).map(|pair| (pair[0].1, pair[1].0))
    }

    fn after(&self, gutter: (f32, f32)) -> Option<f32> {
        self.around(gutter).map(|(_, start)| start)
    }

    fn gap(&self, gutter: (f32, f32)) -> Option<f32> {
        self.around(gutter).map(|(end, start)| start - end)
    }

    /// Whether its gaps are hardly wider than its spaces: a stretched line.
    fn is_stretched(&self) -> bool {
        let gaps = self.places.windows(2).map(|pair| pair[1].0 - pair[0].1);
        self.widest_space > MOST_SPACE * gaps.fold(f32::INFINITY, f32::min)
    }

    fn is_clear(&self) -> bool {
        self.places.windows(2).any(|pair| pair[1].0 - pair[0].1 >= GUTTER_GAP * self.size)
    }
}

/// Whether a glyph ends the mark of an item.
fn ends_mark(glyph: &Placed<'_>) -> bool {
    let text = &glyph.glyph.text;
    text == "." || text == ")" || text.chars().all(is_bullet)
}

/// How far before its text a mark stands that ends so, in font sizes: a dash alone may be a cell without a value.
fn reach(glyph: &Placed<'_>) -> f32 {
    if glyph.glyph.text == "–" || glyph.glyph.text == "-" { DASH_REACH } else { MARK_REACH }
}

/// Cuts rows along the gutters of tables.
pub(super) fn at_tables(glyphs: &[Vec<Placed<'_>>], cuts: &mut [Vec<f32>]) {
    let (places, rows): (Vec<usize>, Vec<Texts>) =
        glyphs.iter().enumerate().filter_map(|(place, row)| Some((place, Texts::of(row)?))).unzip();
    let mut first = 0;
    while first < rows.len() {
        if rows[first].places.len() < LEAST_COLUMNS {
            first += 1;
            continue;
        }
        let (columns, count) = columns(&rows[first..]);
        let table = &rows[first..first + count];
        let clear = table.iter().filter(|row| row.is_clear()).count();
        let stretched = table.iter().filter(|row| row.is_stretched()).count();
        let is_table = count >= LEAST_ROWS
            && columns.len() >= LEAST_COLUMNS
            && clear as f32 >= CLEAR * count as f32
            && stretched as f32 <= STRETCHED * count as f32
            && columns.iter().all(|column| is_aligned(table, *column));
        if !is_table {
            first += 1;
            continue;
        }
        let mut spaces: Vec<f32> = table.iter().map(|row| row.widest_space).filter(|space| *space > 0.0).collect();
        spaces.sort_by(f32::total_cmp);
        let space = (spaces.len() >= LEAST_ROWS - 1).then(|| spaces[spaces.len() / 2]);
        for gutter in columns.windows(2).map(|pair| (pair[0].1, pair[1].0)) {
            let parted = table.iter().filter(|row| row.after(gutter).is_some()).count();
            // Words of like lines stand one below the other, too: a gutter is wide in some rows, or wider than spaces.
            let gaps = || table.iter().filter_map(|row| row.gap(gutter));
            let wide = gaps().filter(|gap| *gap >= GUTTER_GAP * table[0].size).count();
            let narrowest = gaps().fold(f32::INFINITY, f32::min);
            let wider = space.is_some_and(|space| narrowest > WIDER * space);
            if (wide as f32) < WIDE_ROWS * parted as f32 && !wider {
                continue;
            }
            if parted as f32 >= BOTH_SIDES * count as f32 || parted >= LEAST_PARTED {
                for (row, place) in table.iter().zip(&places[first..]) {
                    cuts[*place].extend(row.after(gutter).map(|start| start - 0.05));
                }
            }
        }
        first += count;
    }
}

/// Whether the texts of a column start, end or have their middle at one place.
fn is_aligned(rows: &[Texts], (left, right): (f32, f32)) -> bool {
    let texts = || rows.iter().flat_map(|row| &row.places).filter(|(x0, x1)| *x0 >= left - 0.1 && *x1 <= right + 0.1);
    // The start, the end and the middle.
    [0.0, 1.0, 0.5].into_iter().any(|share| {
        let mut places: Vec<f32> = texts().map(|(x0, x1)| x0 + share * (x1 - x0)).collect();
        places.sort_by(f32::total_cmp);
        let middle = places.get(places.len() / 2).copied().unwrap_or_default();
        let same = places.iter().filter(|place| (*place - middle).abs() < SAME_EDGE).count();
        same as f32 >= ALIGNED * places.len() as f32
    })
}

/// The columns that the first of some rows begin, and how many rows keep to them.
fn columns(rows: &[Texts]) -> (Vec<(f32, f32)>, usize) {
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let near = index == 0 || row.baseline - rows[index - 1].baseline < FARTHEST * row.size;
        let mut wider = columns.clone();
        wider.extend(&row.places);
        wider.sort_by(|a, b| a.0.total_cmp(&b.0));
        wider.dedup_by(|next, column| {
            let same = next.0 - column.1 < GUTTER * row.size;
            column.1 = if same { column.1.max(next.1) } else { column.1 };
            same
        });
        if !near || wider.len() < LEAST_COLUMNS {
            return (columns, index);
        }
        columns = wider;
    }
    (columns, rows.len())
}
