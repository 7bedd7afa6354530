//! The glyphs of a page as they come, each accounted for; at the page's end, what is no text of the report is set aside.

use super::accents;
use super::aside::{Loose, lines};
use super::doubles::{Reach, Trace, Traces};
use super::ground::{Ground, Seen};
use super::limits::MAX_ASIDE_PER_PAGE;
use super::tilt;
use crate::model::document::{Aside, AsideKind, Glyph, GlyphText, Tally};
use crate::model::geometry::Rect;

/// Text of this size or less, in points, cannot be read.
pub(super) const LEAST_SIZE: f32 = 0.5;
/// A copy beside its glyph by this share of the size or more, in the same colour, is imitated bold.
const BOLD_SHIFT: f32 = 0.012;
/// An abbreviation has at least this many letters …
const FEWEST_ABBREVIATED: usize = 2;
/// … and what it stands for more than so many times as many.
const SPELT_OUT: usize = 2;
/// A word beside what a replacement says has at least this many letters and digits.
const LEAST_MORE: usize = 2;

/// The glyphs of a page as they come.
#[derive(Debug, Default)]
pub(super) struct GlyphSink {
    page: Rect,
    glyphs: Vec<Glyph>,
    /// Per glyph: where it came from and what stands near it.
    traces: Traces,
    aside: Vec<Loose>,
    /// Glyphs that may be accents of their neighbours.
    accents: Vec<usize>,
    any_tilted: bool,
    /// Letters and digits that the file says to mean nothing.
    emptied: usize,
    /// What became of all that was shown so far; what is read is counted at the end.
    pub(super) tally: Tally,
}

/// What became of a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Added {
    /// Kept, or set aside.
    Alone,
    /// It is the same as the one with this number, and beside it: together they are bold.
    Bold(usize),
}

/// What a page's glyphs came to.
#[derive(Debug, Default)]
pub(super) struct Finished {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) aside: Vec<Aside>,
    pub(super) tally: Tally,
    /// Glyphs whose text no source knew.
    pub(super) unknown: usize,
    /// Letters and digits that the file replaces by nothing.
    pub(super) emptied: usize,
    /// By how much the text was turned to stand straight, in radians, clockwise on the page.
    pub(super) slant: f32,
}

impl GlyphSink {
    /// Starts a page.
    pub(super) fn start(&mut self, page: Rect) {
        self.page = page;
        self.glyphs.clear();
        self.traces.start(&page);
        self.aside.clear();
        self.accents.clear();
        self.any_tilted = false;
        self.emptied = 0;
        self.tally = Tally::default();
    }

    pub(super) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// Makes room for the glyphs that content of so many bytes may show: few producers spend fewer bytes on each.
    pub(super) fn expect(&mut self, content: usize) {
        const MOST: usize = 8192;
        const BYTES: usize = 3;
        self.glyphs.reserve((content / BYTES).min(MOST));
    }

    /// Sets a glyph aside.
    pub(super) fn set_aside(&mut self, kind: AsideKind, glyph: &Glyph, trace: &Trace) {
        if self.aside.len() < MAX_ASIDE_PER_PAGE {
            self.aside.extend(Loose::new(kind, glyph, trace));
        }
    }

    /// Takes a glyph in that lies within the clip, its doubles within `reach`; `accent` tells that its character may
    /// belong to a neighbour.
    pub(super) fn add(&mut self, glyph: Glyph, trace: Trace, reach: Reach, accent: bool) -> Added {
        let (bbox, page) = (&glyph.bbox, &self.page);
        if bbox.x0 > page.x1 || bbox.x1 < page.x0 || bbox.y0 > page.y1 || bbox.y1 < page.y0 {
            self.tally.outside += 1;
            self.set_aside(AsideKind::Hidden, &glyph, &trace);
            return Added::Alone;
        }
        if let Some(double) = self.traces.find_double(&self.glyphs, &glyph, trace.code, reach) {
            self.tally.doubled += 1;
            return self.double(double, &glyph, &trace);
        }
        self.push(glyph, trace, accent);
        Added::Alone
    }

    /// Whether a glyph may be drawn over one that is there.
    #[inline]
    pub(super) fn may_hold_double(&mut self, origin: (f32, f32), reach: Reach) -> bool {
        self.traces.may_hold_double(origin, reach)
    }

    /// Takes a glyph in that lies on the page, and of which no double was found just now.
    #[inline(always)]
    pub(super) fn push(&mut self, glyph: Glyph, trace: Trace, accent: bool) {
        if accent {
            self.accents.push(self.glyphs.len());
        }
        self.any_tilted |= trace.tilt != 0.0;
        self.traces.add(&glyph, trace);
        self.glyphs.push(glyph);
    }

    fn double(&mut self, double: usize, glyph: &Glyph, trace: &Trace) -> Added {
        if glyph.invisible {
            return Added::Alone;
        }
        let known = &mut self.glyphs[double];
        let beside = (known.origin.0 - glyph.origin.0).abs().max((known.origin.1 - glyph.origin.1).abs());
        let bold = !known.invisible && known.colour == glyph.colour && beside >= BOLD_SHIFT * glyph.size;
        // What is drawn last is what is seen.
        known.colour = glyph.colour;
        known.invisible = false;
        self.traces.list_mut()[double].grounds = trace.grounds;
        if bold { Added::Bold(double) } else { Added::Alone }
    }

    /// Gives a glyph another font.
    pub(super) fn set_font(&mut self, glyph: usize, font: u16) {
        self.glyphs[glyph].font = font;
    }

    /// The font of a glyph.
    pub(super) fn font_of(&self, glyph: usize) -> u16 {
        self.glyphs[glyph].font
    }

    /// Lets the glyphs from `first` on say `text`. Where it says the same, or has one character for each glyph,
    /// each keeps its own place; else the first glyph says it all. What spells out a printed abbreviation, or leaves
    /// words out that are printed beside it, is not what the page shows.
    pub(super) fn replace(&mut self, first: usize, text: &str) {
        let Some(glyphs) = self.glyphs.get_mut(first..) else {
            return;
        };
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let said: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        if text.is_empty() {
            self.emptied += said.chars().filter(|c| c.is_alphanumeric()).count();
        }
        let known = self.traces.are_known(first);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let spelt_out = letters(&said) >= FEWEST_ABBREVIATED && letters(text) > SPELT_OUT * letters(&said);
        let shown = spelt_out || squeezed(&said) == squeezed(text) || says_more(&said, text);
        if !(known && shown) {
            let one_each = text.chars().count() == glyphs.len();
            let mut characters = text.chars();
            for (index, glyph) in glyphs.iter_mut().enumerate() {
                glyph.text = if one_each {
                    characters.next().map(|c| GlyphText::from_iter([c])).unwrap_or_default()
                } else if index == 0 {
                    text.into()
                } else {
                    GlyphText::default()
                };
                glyph.guessed = false;
            }
        }
        self.traces.set_known(first);
    }

    /// The page's end: accents join their letters, and what is no text of the report is set aside.
    pub(super) fn finish(&mut self, grounds: &[Ground], images: &[Rect]) -> Finished {
        let mut gone: Vec<Option<AsideKind>> = Vec::new();
        let mut composed: Vec<usize> = accents::compose(&mut self.glyphs, &self.accents);
        composed.sort_unstable();
        let seen = Seen { page: self.page, grounds, images };
        let traces = self.traces.list_mut();
        seen.find_hidden(&self.glyphs, traces, &mut gone);
        let mut slant = 0.0;
        if self.any_tilted {
            gone.resize(self.glyphs.len(), None);
            slant = tilt::settle(&mut self.glyphs, traces, &mut gone, &self.page);
        }
        let mut unknown = self.traces.unknown();
        if !composed.is_empty() || gone.iter().any(Option::is_some) {
            let mut glyphs = std::mem::take(&mut self.glyphs);
            let traces = std::mem::take(self.traces.list_mut());
            let mut composed = composed.into_iter().peekable();
            let mut index = 0;
            glyphs.retain(|glyph| {
                let (trace, kind) = (&traces[index], gone.get(index).copied().flatten());
                let is_composed = composed.next_if_eq(&index).is_some();
                index += 1;
                if is_composed {
                    self.tally.composed += 1;
                    return false;
                }
                let Some(kind) = kind else { return true };
                match kind {
                    AsideKind::Watermark => self.tally.oblique += 1,
                    AsideKind::Hidden | AsideKind::Unchosen => self.tally.hidden += 1,
                }
                unknown -= usize::from(trace.unknown);
                self.set_aside(kind, glyph, trace);
                false
            });
            self.glyphs = glyphs;
            *self.traces.list_mut() = traces;
        }
        self.tally.read = self.glyphs.len();
        let mut glyphs = std::mem::take(&mut self.glyphs);
        // In no more room than they need.
        glyphs.shrink_to_fit();
        let aside = lines(&mut self.aside);
        Finished { glyphs, aside, tally: self.tally, unknown, emptied: self.emptied, slant }
    }
}

/// Whether glyphs say all that a replacement says, and words beside it: an abbreviation and what it stands for, of which
/// the file tells the latter alone. What is mostly repetition is no such word: both halves of a sign that each say it all.
fn says_more(said: &str, text: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (said, text) = (plain(said), plain(text));
    let length = text.chars().count();
    let more = said.chars().count().saturating_sub(length);
    more >= LEAST_MORE && more < length && said.contains(&text)
}
