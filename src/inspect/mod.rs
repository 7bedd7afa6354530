//! What was understood of a page: drawn over its picture, as JSON, as Markdown. For people who debug a report or write a
//! profile, and for other tools.

mod canvas;
pub mod html;
mod json;
mod markdown;

use crate::message;
use crate::model::document::{Direction, Rgb};
use crate::model::flow::{Block, Cell, Flow, Role};
use crate::model::geometry::Rect;
use crate::model::message::Message;
use crate::model::picture::Picture;
use canvas::Canvas;

pub use canvas::Colour;
pub use json::json;
pub use markdown::markdown;

/// The parts that blocks play, as they are told apart by colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Titles what follows.
    Heading,
    /// Running text.
    Paragraph,
    /// List item.
    Item,
    /// Table.
    Table,
    /// A note under the text of a page.
    Footnote,
    /// Running heads, page numbers, captions: of no section.
    Furniture,
    /// Text that runs in another direction than the page's.
    Sideways,
}

impl Part {
    /// All parts, in the order of a legend.
    pub const ALL: [Self; 7] =
        [Self::Heading, Self::Paragraph, Self::Item, Self::Table, Self::Footnote, Self::Furniture, Self::Sideways];

    /// The colour of its boxes.
    #[must_use]
    pub fn colour(self) -> Colour {
        match self {
            Self::Heading => Colour([214, 30, 40]),
            Self::Paragraph => Colour([20, 90, 200]),
            Self::Item => Colour([0, 135, 70]),
            Self::Table => Colour([225, 120, 0]),
            Self::Footnote => Colour([120, 75, 30]),
            Self::Furniture => Colour([115, 115, 115]),
            Self::Sideways => Colour([145, 40, 170]),
        }
    }

    /// The word for it, with the name of its colour.
    #[must_use]
    pub fn legend(self) -> Message {
        match self {
            Self::Heading => message!("legend-heading"),
            Self::Paragraph => message!("legend-paragraph"),
            Self::Item => message!("legend-item"),
            Self::Table => message!("legend-table"),
            Self::Footnote => message!("legend-footnote"),
            Self::Furniture => message!("legend-furniture"),
            Self::Sideways => message!("legend-sideways"),
        }
    }

    fn of(block: &Block) -> Self {
        match block.role {
            _ if block.style.direction != Direction::Right => Self::Sideways,
            Role::Heading(_) => Self::Heading,
            Role::Paragraph => Self::Paragraph,
            Role::ListItem(_) => Self::Item,
            Role::Table => Self::Table,
            Role::Footnote => Self::Footnote,
        }
    }
}

/// Draws the boxes of a page's blocks over its picture: a colour for each [`Part`], and the block's number in reading
/// order, as the text form of the command tells it.
pub fn draw(picture: &mut Picture, flow: &Flow, page: u32) {
    let scale = picture.scale;
    let mut canvas = Canvas::new(picture);
    let boxes = |block: &Block| -> Vec<Rect> {
        let places = block.places().into_iter().filter(|place| place.page == page);
        places.map(|place| place.bbox.grown(1.0)).collect()
    };
    for bbox in flow.furniture.iter().flat_map(boxes) {
        canvas.frame(bbox, scale, Part::Furniture.colour());
    }
    for (number, block) in flow.blocks.iter().enumerate() {
        for bbox in boxes(block) {
            canvas.frame(bbox, scale, Part::of(block).colour());
            if let Some(table) = &block.table {
                let cells = table.rows.iter().flatten().flat_map(Cell::places);
                for place in cells.filter(|place| place.page == page) {
                    canvas.frame(place.bbox, scale, Part::Table.colour());
                }
            }
            canvas.number(number + 1, bbox, scale, Part::of(block).colour());
        }
    }
}

/// Whether a block stands on a page, or on any where none is given.
#[must_use]
pub fn is_on(block: &Block, page: Option<u32>) -> bool {
    page.is_none_or(|page| block.places().iter().any(|place| place.page == page))
}

/// A colour as `#rrggbb`.
fn hex(Rgb(red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The picture as a PNG file; `None` where its size and its pixels do not agree.
#[must_use]
pub fn png(picture: &Picture) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (width, height) = (u32::try_from(picture.width).ok()?, u32::try_from(picture.height).ok()?);
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&picture.pixels)).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::flow::{Line, Place};

    #[test]
    fn blocks_are_framed_and_numbered() {
        let mut picture = Picture { width: 100, height: 80, scale: 1.0, pixels: vec![255; 100 * 80 * 4] };
        let place = Place { page: 2, bbox: Rect::new(20.0, 30.0, 90.0, 60.0) };
        let line = Line { text: "Missions".to_owned(), place: Some(place), ..Line::default() };
        let flow = Flow { blocks: vec![Block::from_lines(Role::Heading(1), vec![line.clone()])], ..Flow::default() };
        let clean = picture.clone();
        draw(&mut picture, &flow, 1);
        assert_eq!(picture, clean, "the block is on another page");
        draw(&mut picture, &flow, 2);
        let pixel = |x: usize, y: usize| &picture.pixels[(y * 100 + x) * 4..][..3];
        assert_eq!(pixel(60, 29), Part::Heading.colour().0);
        assert_eq!(pixel(5, 70), [255, 255, 255]);
        assert!(png(&picture).is_some_and(|bytes| bytes.starts_with(b"\x89PNG")));
        assert!(png(&Picture { width: 7, ..picture }).is_none());
    }
}
