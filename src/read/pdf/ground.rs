//! What is painted under and over text: which glyphs can be seen.

use super::doubles::Trace;
use crate::model::document::{AsideKind, Glyph, Rgb};
use crate::model::geometry::Rect;

/// A painted area.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    pub(super) bbox: Rect,
    /// `None` of pictures, patterns and shadings.
    pub(super) colour: Option<Rgb>,
    /// Whether it fills its box, and not only a part of it.
    pub(super) exact: bool,
    /// Whether nothing can be seen through it.
    pub(super) opaque: bool,
}

/// Areas with a shorter side, in points, are rules and marks.
pub(super) const LEAST_SIDE: f32 = 3.0;
/// Channels of colours that differ by no more look the same.
const SAME_COLOUR: u8 = 6;
/// The share of a glyph that must be covered for it to be gone.
const COVERED: f32 = 0.8;
/// From this share of a page on, pictures are the page.
const PAGE_SHARE: f32 = 0.5;
/// Pictures from this share of a page on may hold text.
const PICTURE_SHARE: f32 = 0.02;
/// So many times more invisible than visible characters are the text of a scan.
const SCAN: usize = 4;
const WHITE: Rgb = Rgb(255, 255, 255);

fn alike(a: Rgb, b: Rgb) -> bool {
    a.0.abs_diff(b.0).max(a.1.abs_diff(b.1)).max(a.2.abs_diff(b.2)) <= SAME_COLOUR
}

fn is_printed(glyph: &Glyph) -> bool {
    glyph.text.is_empty() || !glyph.text.chars().all(char::is_whitespace)
}

/// A page as it is seen.
pub(super) struct Seen<'p> {
    pub(super) page: Rect,
    /// In the order of painting.
    pub(super) grounds: &'p [Ground],
    pub(super) images: &'p [Rect],
}

impl Seen<'_> {
    /// The colours that text may vanish in.
    fn colours(&self) -> Vec<Rgb> {
        const MOST: usize = 64;
        let mut colours = vec![WHITE];
        for ground in self.grounds.iter().filter(|ground| ground.exact) {
            if let Some(colour) = ground.colour.filter(|colour| !colours.contains(colour)) {
                colours.push(colour);
            }
            if colours.len() >= MOST {
                break;
            }
        }
        colours
    }

    fn may_hide(&self, glyph: &Glyph, trace: &Trace, colours: &[Rgb]) -> bool {
        let later = self.grounds.get(trace.grounds as usize..).unwrap_or_default();
        later.iter().any(|ground| ground.opaque) || colours.iter().any(|colour| alike(*colour, glyph.colour))
    }

    /// Marks the glyphs that cannot be seen; where all are, there may be no marks.
    pub(super) fn find_hidden(&self, glyphs: &[Glyph], traces: &[Trace], gone: &mut Vec<Option<AsideKind>>) {
        let colours = self.colours();
        let mut start = 0;
        let mut any_invisible = false;
        // Runs of one look, painted between the same grounds: text is mostly of few colours.
        while let (Some(glyph), Some(trace)) = (glyphs.get(start), traces.get(start)) {
            let goes_on = |(other, of_other): &(&Glyph, &Trace)| {
                other.colour == glyph.colour && other.invisible == glyph.invisible && of_other.grounds == trace.grounds
            };
            let end = start + glyphs[start..].iter().zip(&traces[start..]).take_while(goes_on).count();
            any_invisible |= glyph.invisible;
            if !glyph.invisible && self.may_hide(glyph, trace, &colours) {
                gone.resize(glyphs.len(), None);
                self.find_in_run(&glyphs[start..end], trace.grounds as usize, &mut gone[start..end]);
            }
            start = end;
        }
        if any_invisible {
            gone.resize(glyphs.len(), None);
            self.find_invisible(glyphs, gone);
        }
    }

    fn find_in_run(&self, run: &[Glyph], before: usize, gone: &mut [Option<AsideKind>]) {
        let Some(around) = Rect::union_all(run.iter().map(|glyph| glyph.bbox)) else { return };
        let touches = |ground: &&Ground| {
            let (a, b) = (&ground.bbox, &around);
            a.x0 <= b.x1 && a.x1 >= b.x0 && a.y0 <= b.y1 && a.y1 >= b.y0
        };
        let (below, above) = self.grounds.split_at(before.min(self.grounds.len()));
        let below: Vec<&Ground> = below.iter().rev().filter(touches).collect();
        let above: Vec<&Ground> = above.iter().filter(|ground| ground.opaque).filter(touches).collect();
        // One look, one colour: mostly nothing it stands on is of it, and nothing was painted over it.
        let is_own = |colour: Rgb| alike(colour, run[0].colour);
        if above.is_empty() && !is_own(WHITE) && !below.iter().any(|ground| ground.colour.is_some_and(is_own)) {
            return;
        }
        for (glyph, gone) in run.iter().zip(gone) {
            let covered = |ground: &&Ground| {
                let (x, y) = (ground.bbox.overlap_x(&glyph.bbox), ground.bbox.overlap_y(&glyph.bbox));
                ground.bbox.holds_centre_of(&glyph.bbox) && x * y >= COVERED * glyph.bbox.area()
            };
            if above.iter().any(covered) || Self::is_lost_in(glyph, &below) {
                *gone = Some(AsideKind::Hidden);
            }
        }
    }

    /// Whether a glyph has the colour of what is under it; given from the top down, paper last.
    fn is_lost_in(glyph: &Glyph, below: &[&Ground]) -> bool {
        let under = below.iter().filter(|ground| ground.bbox.holds_centre_of(&glyph.bbox));
        for ground in under {
            match ground.colour {
                // It may lie beside the drawing, or on it: either way it is seen unless all that is there is alike.
                Some(colour) if alike(colour, glyph.colour) => {
                    if ground.exact {
                        return true;
                    }
                }
                _ => return false,
            }
        }
        alike(WHITE, glyph.colour)
    }

    /// Invisible text is that of a scan where it stands on pictures and is most of the page's.
    fn find_invisible(&self, glyphs: &[Glyph], gone: &mut [Option<AsideKind>]) {
        let page = self.page.area();
        let whole = self.images.iter().map(Rect::area).sum::<f32>() > PAGE_SHARE * page;
        const MOST: usize = 256;
        let large = self.images.iter().filter(|image| image.area() > PICTURE_SHARE * page);
        let large: Vec<&Rect> = large.take(MOST).collect();
        let pictured = |glyph: &Glyph| whole || large.iter().any(|image| image.holds_centre_of(&glyph.bbox));
        let (mut seen, mut unseen) = (0, 0);
        let on_picture: Vec<bool> = glyphs.iter().map(|glyph| glyph.invisible && pictured(glyph)).collect();
        for ((glyph, gone), on_picture) in glyphs.iter().zip(gone.iter()).zip(&on_picture) {
            if is_printed(glyph) && gone.is_none() {
                seen += usize::from(!glyph.invisible);
                unseen += usize::from(*on_picture);
            }
        }
        let is_scan = unseen > SCAN * seen;
        for ((glyph, gone), on_picture) in glyphs.iter().zip(gone).zip(on_picture) {
            if glyph.invisible && !(is_scan && on_picture) {
                *gone = Some(AsideKind::Hidden);
            }
        }
    }
}
