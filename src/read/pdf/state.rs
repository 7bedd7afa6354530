//! The graphics and text state that content operators change, and the matrices it is made of.

use std::rc::Rc;

use super::colour::ColourSpace;
use super::fonts::PdfFont;
use super::limits::MAX_COORDINATE;
use crate::model::document::Rgb;
use crate::model::geometry::Rect;

/// An affine map: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn translation(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This map first, then `outer`.
    pub(super) fn then(&self, outer: &Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let o = &outer.0;
        Self([
            a * o[0] + b * o[2],
            a * o[1] + b * o[3],
            c * o[0] + d * o[2],
            c * o[1] + d * o[3],
            e * o[0] + f * o[2] + o[4],
            e * o[1] + f * o[3] + o[5],
        ])
    }

    /// Puts a translation before this map, which is usable, unless that leads to no place on a page.
    #[inline]
    pub(super) fn move_by(&mut self, x: f64, y: f64) {
        let [a, b, c, d, e, f] = self.0;
        let (e, f) = (x * a + y * c + e, x * b + y * d + f);
        if e.abs() < MAX_COORDINATE && f.abs() < MAX_COORDINATE {
            (self.0[4], self.0[5]) = (e, f);
        }
    }

    pub(super) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Where a direction goes: the translation does not count.
    pub(super) fn vector(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a * x + c * y, b * x + d * y)
    }

    /// Whether positions computed with it can be places on a page.
    pub(super) fn is_usable(&self) -> bool {
        // What is no number is not smaller either.
        self.0.iter().all(|value| value.abs() < MAX_COORDINATE)
    }

    /// The box around a mapped box; `None` if that is no place.
    pub(super) fn box_of(&self, x0: f64, y0: f64, x1: f64, y1: f64) -> Option<Rect> {
        Bounds::of([self.apply(x0, y0), self.apply(x1, y0), self.apply(x0, y1), self.apply(x1, y1)])
            .and_then(Bounds::rect)
    }
}

/// A box that grows by points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
}

impl Bounds {
    pub(super) fn at((x, y): (f64, f64)) -> Self {
        Self { x0: x, y0: y, x1: x, y1: y }
    }

    pub(super) fn of(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        let mut points = points.into_iter();
        let mut bounds = Self::at(points.next()?);
        points.for_each(|point| bounds.add(point));
        Some(bounds)
    }

    pub(super) fn add(&mut self, (x, y): (f64, f64)) {
        self.x0 = self.x0.min(x);
        self.y0 = self.y0.min(y);
        self.x1 = self.x1.max(x);
        self.y1 = self.y1.max(y);
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.add((other.x0, other.y0));
        self.add((other.x1, other.y1));
    }

    pub(super) fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    pub(super) fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    /// As a box of the model; `None` for coordinates that are no place on a page.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be small; single precision is the model's")]
    pub(super) fn rect(self) -> Option<Rect> {
        let sane = [self.x0, self.y0, self.x1, self.y1].iter().all(|v| v.abs() < MAX_COORDINATE);
        sane.then(|| Rect::new(self.x0 as f32, self.y0 as f32, self.x1 as f32, self.y1 as f32))
    }
}

/// The common part of two boxes; `None` when they are apart. Boxes without area still meet.
pub(super) fn common(a: &Rect, b: &Rect) -> Option<Rect> {
    let (x0, y0, x1, y1) = (a.x0.max(b.x0), a.y0.max(b.y0), a.x1.min(b.x1), a.y1.min(b.y1));
    (x0 <= x1 && y0 <= y1).then_some(Rect { x0, y0, x1, y1 })
}

/// A colour with the space that its next components are in.
#[derive(Clone)]
pub(super) struct Paint {
    pub(super) space: Rc<ColourSpace>,
    pub(super) colour: Rgb,
    /// 0 (nothing is painted) to 1.
    pub(super) alpha: f64,
}

impl Paint {
    fn black() -> Self {
        Self { space: Rc::new(ColourSpace::Gray), colour: Rgb(0, 0, 0), alpha: 1.0 }
    }

    pub(super) fn set_space(&mut self, space: Rc<ColourSpace>) {
        self.colour = space.initial();
        self.space = space;
    }

    /// The colour on white paper, transparency counted in; `None` when nothing can be seen.
    pub(super) fn visible(&self) -> Option<Rgb> {
        if self.alpha <= 0.02 {
            return None;
        }
        if self.alpha >= 0.999 {
            return Some(self.colour);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let mix = |part: u8| (f64::from(part) * self.alpha + 255.0 * (1.0 - self.alpha)).round() as u8;
        Some(Rgb(mix(self.colour.0), mix(self.colour.1), mix(self.colour.2)))
    }
}

/// What `q` saves and `Q` restores.
#[derive(Clone)]
pub(super) struct State<'a> {
    /// User space to the page as displayed.
    pub(super) ctm: Matrix,
    /// Box around what is not clipped away, on the page as displayed.
    pub(super) clip: Option<Rect>,
    /// Whether the clip leaves the whole of its box.
    pub(super) clip_is_box: bool,
    /// Whether paint mixes with what is under it.
    pub(super) blended: bool,
    /// Whether a soft mask takes part of the paint away.
    pub(super) masked: bool,
    pub(super) fill: Paint,
    pub(super) stroke: Paint,
    pub(super) line_width: f64,
    pub(super) round_cap: bool,
    pub(super) text: TextState<'a>,
}

/// The text part of the state.
#[derive(Clone)]
pub(super) struct TextState<'a> {
    pub(super) font: Option<Rc<PdfFont<'a>>>,
    pub(super) size: f64,
    pub(super) character_spacing: f64,
    pub(super) word_spacing: f64,
    /// 1 for unscaled text (the operator gives percents).
    pub(super) horizontal_scale: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: i64,
}

impl State<'_> {
    pub(super) fn new(ctm: Matrix, page: Rect) -> Self {
        Self {
            ctm,
            clip: Some(page),
            clip_is_box: true,
            blended: false,
            masked: false,
            fill: Paint::black(),
            stroke: Paint::black(),
            line_width: 1.0,
            round_cap: false,
            text: TextState {
                font: None,
                size: 0.0,
                character_spacing: 0.0,
                word_spacing: 0.0,
                horizontal_scale: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
            },
        }
    }

    /// Narrows the clip to a box; `None` is a clip that leaves nothing.
    pub(super) fn clip_to(&mut self, bounds: Option<Rect>) {
        self.clip = match (self.clip, bounds) {
            (Some(clip), Some(bounds)) => common(&clip, &bounds),
            _ => None,
        };
    }
}
