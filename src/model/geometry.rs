//! Boxes and points on a page: PDF points (1/72 inch), origin at the top left of the page as displayed, y downwards.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An axis-aligned box; `x0 <= x1`, `y0 <= y1`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Rect {
    /// A box from any two opposite corners.
    #[must_use]
    pub fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        Self { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) }
    }

    /// Horizontal extent.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Vertical extent.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// Horizontal middle.
    #[must_use]
    pub fn centre_x(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }

    /// Vertical middle.
    #[must_use]
    pub fn centre_y(&self) -> f32 {
        (self.y0 + self.y1) / 2.0
    }

    /// Area in square points.
    #[must_use]
    pub fn area(&self) -> f32 {
        self.width() * self.height()
    }

    /// The smallest box that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Makes this box hold another: of text on a line, mostly its right edge alone moves on.
    #[inline]
    pub fn grow(&mut self, other: &Self) {
        if other.x1 > self.x1 {
            self.x1 = other.x1;
        }
        if other.x0 < self.x0 {
            self.x0 = other.x0;
        }
        if other.y0 < self.y0 {
            self.y0 = other.y0;
        }
        if other.y1 > self.y1 {
            self.y1 = other.y1;
        }
    }

    /// The smallest box that holds all; `None` of none.
    pub fn union_all(boxes: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut boxes = boxes.into_iter();
        let mut all = boxes.next()?;
        boxes.for_each(|bbox| all.grow(&bbox));
        Some(all)
    }

    /// Length of the common part of the two x ranges; negative when they are apart.
    #[must_use]
    pub fn overlap_x(&self, other: &Self) -> f32 {
        self.x1.min(other.x1) - self.x0.max(other.x0)
    }

    /// Length of the common part of the two y ranges; negative when they are apart.
    #[must_use]
    pub fn overlap_y(&self, other: &Self) -> f32 {
        self.y1.min(other.y1) - self.y0.max(other.y0)
    }

    /// Whether the centre of `other` lies in this box.
    #[must_use]
    pub fn holds_centre_of(&self, other: &Self) -> bool {
        let (x, y) = (other.centre_x(), other.centre_y());
        x >= self.x0 && x <= self.x1 && y >= self.y0 && y <= self.y1
    }

    /// Grown by `margin` points on every side.
    #[must_use]
    pub fn grown(&self, margin: f32) -> Self {
        Self { x0: self.x0 - margin, y0: self.y0 - margin, x1: self.x1 + margin, y1: self.y1 + margin }
    }
}

/// Rounds a coordinate to 0.01 point, so that the same input gives the same bytes.
#[must_use]
pub fn rounded(value: f32) -> f64 {
    let value = (f64::from(value) * 100.0).round() / 100.0;
    // No negative zero in a dataset.
    if value == 0.0 { 0.0 } else { value }
}

impl Serialize for Rect {
    /// As `[x0, y0, x1, y1]`: rounded to 0.01 point in text formats such as JSON, exact in binary ones.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let corners = [self.x0, self.y0, self.x1, self.y1];
        if serializer.is_human_readable() {
            corners.map(rounded).serialize(serializer)
        } else {
            corners.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Rect {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [x0, y0, x1, y1] = <[f32; 4]>::deserialize(deserializer)?;
        Ok(Self { x0, y0, x1, y1 })
    }
}
