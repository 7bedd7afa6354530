//! The glyphs of a page apart by the direction of their text, each in the frame of its direction.

use crate::model::document::{Direction, Glyph, GlyphPage, Page};
use crate::model::frame::Frame;
use crate::model::geometry::Rect;

use super::footnotes::raised;

/// Text of this size or less, in points, is none.
const LEAST_SIZE: f32 = 0.5;

/// The visible glyphs of a page, and the invisible ones of a scan's text layer, apart by the direction of their text.
pub(super) struct Directed<'g> {
    /// Glyphs in their frame, by direction in the order of [`DIRECTIONS`].
    glyphs: [Vec<Placed<'g>>; 4],
    /// How many of all glyphs, invisible ones included, leave ink.
    printed: [usize; 4],
}

/// Whether a text is white space, or empty.
#[inline]
pub(super) fn is_blank(text: &str) -> bool {
    match text.as_bytes() {
        // Most of any text, told without a look at what Unicode says of it.
        [first, ..] if first.is_ascii_graphic() => false,
        [b' '] => true,
        _ => text.chars().all(char::is_whitespace),
    }
}

/// Whether a text is a soft hyphen.
fn is_soft_hyphen(text: &str) -> bool {
    matches!(text.as_bytes(), [0xc2, 0xad])
}

/// All directions, in the order in which a tie between them is settled.
pub(super) const DIRECTIONS: [Direction; 4] = [Direction::Right, Direction::Down, Direction::Left, Direction::Up];

impl<'g> Directed<'g> {
    pub(super) fn of(content: &'g GlyphPage, page: &Page) -> Self {
        let frames = DIRECTIONS.map(|direction| Frame::new(direction, page.width, page.height));
        let (mut visible, mut invisible): ([Vec<Placed<'_>>; 4], [Vec<Placed<'_>>; 4]) = Default::default();
        let (mut printed, mut seen, mut unseen) = ([0; 4], 0, 0);
        let mut rest = content.glyphs.as_slice();
        while let [first, ..] = rest {
            // Most glyphs of a page are alike in this: what differs ends a run, and begins the next.
            let (direction, unseen_run) = (first.direction, first.invisible);
            let glyphs = &mut if unseen_run { &mut invisible } else { &mut visible }[direction as usize];
            if glyphs.is_empty() {
                glyphs.reserve(rest.len());
            }
            let place = content.glyphs.len() - rest.len();
            let is_alike = |glyph: &&Glyph| glyph.direction == direction && glyph.invisible == unseen_run;
            let (mut inked, mut length) = (0, 0);
            for glyph in rest.iter().take_while(is_alike) {
                let placed = Placed::of(glyph, &frames[direction as usize], place + length);
                length += 1;
                inked += usize::from(!placed.blank);
                let is_empty = placed.blank && glyph.text.is_empty();
                if glyph.size > LEAST_SIZE && !is_empty {
                    glyphs.push(placed);
                }
            }
            rest = &rest[length..];
            printed[direction as usize] += inked;
            *if unseen_run { &mut unseen } else { &mut seen } += inked;
        }
        // The text layer of a scan is invisible; what is printed on the picture besides is seen.
        if unseen > seen * 4 {
            for (visible, invisible) in visible.iter_mut().zip(invisible) {
                visible.extend(invisible);
                visible.sort_by_key(|glyph| glyph.place);
            }
        }
        Self { glyphs: visible, printed }
    }

    /// The direction of most of the text.
    pub(super) fn main(&self) -> Direction {
        let count = |direction: Direction| self.printed[direction as usize];
        let more = |best: Direction, next: Direction| if count(next) > count(best) { next } else { best };
        DIRECTIONS.into_iter().reduce(more).unwrap_or_default()
    }

    /// The glyphs of a direction that leaves ink.
    pub(super) fn take(&mut self, direction: Direction) -> Vec<Placed<'g>> {
        let glyphs = std::mem::take(&mut self.glyphs[direction as usize]);
        if self.printed[direction as usize] > 0 { glyphs } else { Vec::new() }
    }
}

/// A glyph in frame coordinates.
#[derive(Clone, Copy)]
pub(super) struct Placed<'g> {
    pub(super) glyph: &'g Glyph,
    /// Its text where that is one visible character of ASCII, as most are.
    pub(super) plain: Option<u8>,
    pub(super) bbox: Rect,
    pub(super) baseline: f32,
    /// Set higher than its neighbours, and smaller.
    pub(super) raised: bool,
    /// White space.
    pub(super) blank: bool,
    /// A soft hyphen.
    pub(super) soft: bool,
    /// White space stands before it in its row.
    pub(super) after_space: bool,
    /// A row of dots leads to it.
    pub(super) led: bool,
    /// Its place in the order of the content.
    pub(super) place: usize,
}

impl<'g> Placed<'g> {
    /// A glyph in a frame; `place` is its place in the order of the content.
    #[inline]
    fn of(glyph: &'g Glyph, frame: &Frame, place: usize) -> Self {
        let text = glyph.text.as_str();
        let (bbox, baseline) = (frame.rect(glyph.bbox), frame.point(glyph.origin).1);
        let (raised, after_space, led) = (false, false, false);
        // Most of any text, told without a look at what Unicode says of it.
        let (plain, blank, soft) = match text.as_bytes() {
            [letter] if letter.is_ascii_graphic() => (Some(*letter), false, false),
            _ => (None, is_blank(text), is_soft_hyphen(text)),
        };
        Self { glyph, plain, bbox, baseline, raised, blank, soft, after_space, led, place }
    }

    /// Appends the text, raised digits as raised signs: they may refer to a footnote.
    #[inline]
    pub(super) fn say(&self, text: &mut String) {
        match self.plain {
            Some(letter) if !self.raised => text.push(char::from(letter)),
            _ => self.say_other(text),
        }
    }

    /// Appends what is not one plain letter.
    fn say_other(&self, text: &mut String) {
        if self.raised { text.push_str(&raised(&self.glyph.text)) } else { text.push_str(&self.glyph.text) }
    }
}
