//! Rows of glyphs as stretches of text, with the gaps between them.

use super::cues::Count;
use super::{MARK_REACH, NARROWEST, NEARER, TIGHTEST, WIDER};
use crate::layout::fragments::GUTTER_GAP;
use crate::layout::markers::is_bullet;
use crate::layout::placed::Placed;

/// Text without a gap as wide as a gutter.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The largest font size.
    pub(super) size: f32,
    /// Whether it starts with a bullet.
    pub(super) bullet: bool,
    /// Whether nothing but another font parts it from the text before.
    pub(super) tight: bool,
    /// The fonts of its first and of its last glyph.
    pub(super) fonts: (u16, u16),
}

impl Stretch {
    /// A stretch that begins with a glyph; `sign` tells that it is no letter.
    pub(super) fn of(glyph: &Placed<'_>, sign: bool, tight: bool) -> Self {
        let Placed { bbox, glyph, .. } = glyph;
        let bullet = sign && glyph.text.chars().all(is_bullet);
        Self { x0: bbox.x0, x1: bbox.x1, size: glyph.size, bullet, tight, fonts: (glyph.font, glyph.font) }
    }

    /// Goes on with a glyph.
    #[inline]
    fn take_in(&mut self, glyph: &Placed<'_>) {
        if glyph.bbox.x1 > self.x1 {
            self.x1 = glyph.bbox.x1;
        }
        if glyph.glyph.size > self.size {
            self.size = glyph.glyph.size;
        }
        self.fonts.1 = glyph.glyph.font;
    }
}

pub(super) struct Row<'s> {
    pub(super) stretches: &'s [Stretch],
    pub(super) baseline: f32,
    /// Font size of its first glyph.
    pub(super) size: f32,
    /// The upper and the lower edge of its first glyph's box.
    pub(super) y: (f32, f32),
    /// The middle of the gaps that are as wide as a gutter or nearly so, in points.
    pub(super) usual_gap: f32,
    /// How many there are.
    pub(super) gaps: usize,
}

impl Row<'_> {
    /// The measures of a row of glyphs, the one at a `place`, whose text is added to `stretches`, and the numbers that may
    /// count an item to `counts`; `gaps` is room for the work.
    pub(super) fn of(
        place: usize,
        glyphs: &[Placed<'_>],
        gaps: &mut Vec<f32>,
        stretches: &mut Vec<Stretch>,
        counts: &mut Vec<Count>,
    ) -> Self {
        let before_it = stretches.len();
        gaps.clear();
        let mut printed = glyphs.iter().filter(|glyph| !glyph.blank);
        let Some(first) = printed.next() else {
            return Self { stretches: &[], baseline: 0.0, size: 1.0, y: (0.0, 0.0), usual_gap: 0.0, gaps: 0 };
        };
        // A sign or a number before a text belongs to it.
        let mut marks = is_sign(first);
        let mut last = Stretch::of(first, marks, false);
        let mut before = f32::INFINITY;
        let mut previous = first;
        let mut number = marks && is_digit(first);
        for glyph in printed {
            let own_size = glyph.glyph.size;
            let gap = glyph.bbox.x0 - last.x1;
            // Within a word, as most are.
            if gap <= TIGHTEST * own_size {
                last.take_in(glyph);
                marks = marks && is_sign(glyph);
                previous = glyph;
                continue;
            }
            gaps.push(gap);
            let narrow = gap < NARROWEST * own_size;
            if marks && number && !narrow && !last.tight && matches!(&*previous.glyph.text, "." | ")") {
                counts.push(Count { row: place, start: last.x0, end: last.x1, before });
            }
            previous = glyph;
            if (marks && gap < NEARER * before) || (narrow && last.fonts.1 == glyph.glyph.font) {
                last.take_in(glyph);
                marks = marks && gap < MARK_REACH * own_size && is_sign(glyph);
            } else {
                // What ends a clause after a blank, as in French, begins nothing.
                marks = is_sign(glyph) && !matches!(&*glyph.glyph.text, ";" | "!" | "?" | "%" | "€");
                number = marks && is_digit(glyph);
                before = gap;
                stretches.push(std::mem::replace(&mut last, Stretch::of(glyph, marks, narrow)));
            }
        }
        stretches.push(last);
        let (baseline, size, y) = (first.baseline, first.glyph.size, (first.bbox.y0, first.bbox.y1));
        // The gaps of a row that nothing can part are not asked for.
        let middle = gaps.len().saturating_sub(1) / 2;
        let usual_gap = match stretches.len() - before_it {
            0 | 1 => 0.0,
            _ => gaps.select_nth_unstable_by(middle, f32::total_cmp).1.to_owned(),
        };
        Self { stretches: &[], baseline, size, y, usual_gap, gaps: gaps.len() }
    }

    /// How a strip that ends at `x` lies to the row's text.
    pub(super) fn at(&self, x: f32) -> Side {
        let left = self.stretches.partition_point(|stretch| stretch.x0 < x - 0.1);
        let next = self.stretches.get(left);
        let strip = x - TIGHTEST * self.size + 0.1;
        match (left.checked_sub(1).map(|last| self.stretches[last]), next) {
            (Some(before), _) if before.x1 > strip => Side::Crossed,
            (Some(before), Some(after)) => Side::Both(Gap { left, start: after.x0, width: after.x0 - before.x1 }),
            (None, Some(after)) => Side::Right(after.x0),
            (_, None) => Side::Left,
        }
    }

    /// Whether a gap is none wider than the others of a stretched line.
    pub(super) fn is_stretched(&self, gap: &Gap) -> bool {
        self.gaps > 2 && gap.width < WIDER * self.usual_gap
    }

    /// Width of the text on the left and on the right of a gap, up to the next one that is clearly a gutter.
    pub(super) fn widths(&self, gap: &Gap) -> (f32, f32) {
        let clear = GUTTER_GAP * self.size;
        let (before, after) = self.stretches.split_at(gap.left);
        let mut left = before.iter().rev().scan(f32::INFINITY, |x0, stretch| {
            let near = x0.is_infinite() || *x0 - stretch.x1 < clear;
            *x0 = stretch.x0;
            near.then_some(stretch.x0)
        });
        let mut right = after.iter().scan(f32::INFINITY, |x1, stretch| {
            let near = x1.is_infinite() || stretch.x0 - *x1 < clear;
            *x1 = stretch.x1;
            near.then_some(stretch.x1)
        });
        let end = before.last().map_or(0.0, |stretch| stretch.x1);
        let start = left.by_ref().last().unwrap_or(end);
        let last = right.by_ref().last().unwrap_or(gap.start);
        (end - start, last - gap.start)
    }
}

/// Whether a glyph is no letter.
pub(super) fn is_sign(glyph: &Placed<'_>) -> bool {
    match glyph.plain {
        Some(letter) => !letter.is_ascii_alphabetic(),
        None => !glyph.glyph.text.chars().any(char::is_alphabetic),
    }
}

fn is_digit(glyph: &Placed<'_>) -> bool {
    glyph.glyph.text.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

pub(super) enum Side {
    /// Text crosses it.
    Crossed,
    /// Text stands on its left alone.
    Left,
    /// Text stands on its right alone, and starts there.
    Right(f32),
    Both(Gap),
}

pub(super) struct Gap {
    /// How many stretches stand on the left.
    pub(super) left: usize,
    /// Where the text on the right starts.
    pub(super) start: f32,
    pub(super) width: f32,
}
