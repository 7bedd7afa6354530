//! Coordinates in which text runs left to right, whatever its direction on the page.

use serde::{Deserialize, Serialize};

use super::document::Direction;
use super::geometry::Rect;

/// A page seen from the direction of its text.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    direction: Direction,
    page_width: f32,
    page_height: f32,
}

impl Frame {
    /// The frame of a direction on a page of the given size in points.
    #[must_use]
    pub fn new(direction: Direction, page_width: f32, page_height: f32) -> Self {
        Self { direction, page_width, page_height }
    }

    /// Height of the page as seen from the frame.
    #[must_use]
    pub fn height(&self) -> f32 {
        match self.direction {
            Direction::Right | Direction::Left => self.page_height,
            Direction::Down | Direction::Up => self.page_width,
        }
    }

    /// Width of the page as seen from the frame.
    #[must_use]
    pub fn width(&self) -> f32 {
        match self.direction {
            Direction::Right | Direction::Left => self.page_width,
            Direction::Down | Direction::Up => self.page_height,
        }
    }

    /// A point of the page in the frame.
    #[inline]
    #[must_use]
    pub fn point(&self, (x, y): (f32, f32)) -> (f32, f32) {
        match self.direction {
            Direction::Right => (x, y),
            Direction::Left => (self.page_width - x, self.page_height - y),
            Direction::Down => (y, self.page_width - x),
            Direction::Up => (self.page_height - y, x),
        }
    }

    /// A box of the page in the frame.
    #[inline]
    #[must_use]
    pub fn rect(&self, rect: Rect) -> Rect {
        if self.direction == Direction::Right && rect.x0 <= rect.x1 && rect.y0 <= rect.y1 {
            return rect;
        }
        let (x0, y0) = self.point((rect.x0, rect.y0));
        let (x1, y1) = self.point((rect.x1, rect.y1));
        Rect::new(x0, y0, x1, y1)
    }

    /// A box of the frame on the page.
    #[must_use]
    pub fn page_rect(&self, rect: Rect) -> Rect {
        let back = |x: f32, y: f32| match self.direction {
            Direction::Right => (x, y),
            Direction::Left => (self.page_width - x, self.page_height - y),
            Direction::Down => (self.page_width - y, x),
            Direction::Up => (y, self.page_height - x),
        };
        let (x0, y0) = back(rect.x0, rect.y0);
        let (x1, y1) = back(rect.x1, rect.y1);
        Rect::new(x0, y0, x1, y1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_survives_the_way_to_the_frame_and_back() {
        let rect = Rect::new(10.0, 20.0, 50.0, 30.0);
        for direction in [Direction::Right, Direction::Down, Direction::Left, Direction::Up] {
            let frame = Frame::new(direction, 200.0, 300.0);
            assert_eq!(frame.page_rect(frame.rect(rect)), rect, "{direction:?}");
        }
    }
}
