//! What layout makes of a [`Document`](super::document::Document): blocks in reading order.
//!
//! A text file gives the same types, with `place` empty.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::document::{Direction, Rgb, Shape};
use super::frame::Frame;
use super::geometry::Rect;

/// A document as a person reads it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Flow {
    /// Blocks in reading order; page furniture is not among them.
    pub blocks: Vec<Block>,
    /// Running heads and feet, page numbers and the like, in page order.
    pub furniture: Vec<Block>,
    /// Number of pages read; 0 for input without pages.
    pub pages: u32,
    /// Whether page numbers mean something to the reader of a record.
    pub paginated: bool,
    /// Index of the first block of every stretch that starts a new page, hinted pages of a text file included.
    pub page_starts: Vec<usize>,
    /// The title in the file's own metadata.
    pub title: Option<String>,
    /// The most common text style, by characters.
    pub body: Style,
    /// Rules and small shapes, in page order: what charts are drawn with.
    pub drawings: Vec<Drawing>,
    /// The pages as seen from the direction of most of their text, in page order; of input with positions alone.
    pub sides: Vec<PageSide>,
}

/// A page and the direction that its text is read in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PageSide {
    /// 1-based page number.
    pub page: u32,
    /// From the page as displayed to the page as read.
    pub frame: Frame,
}

/// A drawn shape with its page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// 1-based page number.
    pub page: u32,
    /// The shape, in page coordinates.
    pub shape: Shape,
}

/// A paragraph, a heading, a list item or a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Its text on one line: line breaks are spaces, words cut at a line's end rejoined, bullet removed.
    pub text: String,
    /// Its lines, top to bottom.
    pub lines: Vec<Line>,
    /// The style of most of its characters.
    pub style: Style,
    /// The box, panel or tab that it stands in, if any: equal numbers on one page are one container.
    pub container: Option<u32>,
    /// The table, when [`Role::Table`].
    pub table: Option<Table>,
}

/// The part that a block plays on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Running text.
    #[default]
    Paragraph,
    /// Stands out from the running text and titles what follows; 1 is the most prominent level.
    Heading(u8),
    /// A list item; 0 is the outermost list.
    ListItem(u8),
    /// A table.
    Table,
    /// A note under the text of a page.
    Footnote,
}

/// One printed line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Its text as printed, without the bullet, spaces collapsed.
    pub text: String,
    /// Where it stands; `None` for input without positions.
    pub place: Option<Place>,
    /// The style of most of its characters.
    pub style: Style,
    /// The bullet or number that starts it, as printed.
    pub marker: Option<String>,
    /// How its end joins the next line's start.
    pub joint: Joint,
    /// The stretches of words of one look, in order; empty where the whole line has one.
    pub runs: Vec<Run>,
    /// Its words in order, each with its box; empty for input without positions.
    pub words: Vec<PlacedWord>,
}

/// A word of a line and its box on the page.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct PlacedWord {
    /// Where it starts in the line's text, in bytes.
    pub start: usize,
    /// Its box, in points from the top left of the page as displayed.
    pub bbox: Rect,
}

/// Words of a line that look alike.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Run {
    /// Where it starts in the line's text, in bytes.
    pub start: usize,
    /// Its look.
    pub style: Style,
}

/// How a line joins the next one of its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Joint {
    /// With a space.
    #[default]
    Space,
    /// With nothing between: the line ends in a hyphen that belongs to the word, or within an address of the web.
    Hyphen,
    /// With nothing between, and the hyphen at the line's end is dropped.
    CutWord,
}

/// A box on a page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// 1-based page number.
    pub page: u32,
    /// The box, in points from the top left.
    #[serde(rename = "box")]
    pub bbox: Rect,
}

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Style {
    /// Font size in points; 0 for input without typography.
    pub size: f32,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Colour.
    pub colour: Rgb,
    /// Which way the text runs.
    pub direction: Direction,
}

/// A table of text cells.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Rows from top to bottom; all have the same number of cells, empty ones included.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell: its paragraphs, headings and list items in order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Never tables. A cell that goes on over a page break has blocks on both pages.
    pub blocks: Vec<Block>,
}

impl Cell {
    /// The texts of its blocks.
    pub fn items(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().map(|block| block.text.as_str())
    }

    /// Where it stands, a place a block and page.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.blocks.iter().flat_map(Block::places)
    }

    /// Its text on one line.
    #[must_use]
    pub fn text(&self) -> String {
        self.items().collect::<Vec<_>>().join(" ")
    }
}

impl Flow {
    /// How a page is read; nothing for input without positions.
    #[must_use]
    pub fn frame(&self, page: u32) -> Option<Frame> {
        let side = self.sides.binary_search_by_key(&page, |side| side.page).ok()?;
        Some(self.sides[side].frame)
    }
}

/// The text of lines on one line, joined as their [`Joint`]s say.
#[must_use]
pub fn joined(lines: &[Line]) -> String {
    join(lines, |_, _| {})
}

/// The text of lines as [`joined`] makes it; `tell` is told where, in bytes, each of them begins in it.
pub(super) fn join(lines: &[Line], mut tell: impl FnMut(usize, &Line)) -> String {
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    for (index, line) in lines.iter().enumerate() {
        tell(text.len(), line);
        text.push_str(line.text.trim());
        if index + 1 == lines.len() {
            break;
        }
        match line.joint {
            Joint::Space => text.push(' '),
            Joint::Hyphen => {}
            Joint::CutWord => {
                let word = text.trim_end_matches(['-', '\u{2010}', '\u{2011}', '\u{ad}']).len();
                text.truncate(word);
            }
        }
    }
    text
}

impl Line {
    /// Puts `text` in the place of a part of the line's text, given in bytes; what is known of its words stays true.
    pub fn replace(&mut self, part: Range<usize>, text: &str) {
        self.text.replace_range(part.clone(), text);
        let moved = |start: usize| match start {
            start if start >= part.end => start - part.len() + text.len(),
            start => start.min(part.start),
        };
        self.runs.iter_mut().for_each(|run| run.start = moved(run.start));
        self.words.retain(|word| !text.is_empty() || !part.contains(&word.start) || word.start == part.start);
        self.words.iter_mut().for_each(|word| word.start = moved(word.start));
        // What is gone has no box.
        self.words.retain(|word| word.start < self.text.len());
    }

    /// Some of its words, given by their places among them, as a line of its own.
    #[must_use]
    pub fn part(&self, words: Range<usize>) -> Self {
        let start = self.words[words.start].start;
        let end = self.words.get(words.end).map_or(self.text.len(), |next| next.start);
        let words: Vec<PlacedWord> = self.words[words].to_vec();
        let bbox = Rect::union_all(words.iter().map(|word| word.bbox));
        Self {
            text: self.text.get(start..end).unwrap_or_default().trim().to_owned(),
            place: self.place.map(|place| Place { bbox: bbox.unwrap_or(place.bbox), ..place }),
            words: words.into_iter().map(|word| PlacedWord { start: word.start - start, ..word }).collect(),
            marker: None,
            runs: Vec::new(),
            ..self.clone()
        }
    }

    /// Lets the line go on with another, after a blank: they are one.
    pub fn append(&mut self, more: &Self) {
        let start = self.text.len() + 1;
        self.words.extend(more.words.iter().map(|word| PlacedWord { start: word.start + start, ..*word }));
        self.text.push(' ');
        self.text.push_str(&more.text);
        self.place = match (self.place, more.place) {
            (Some(a), Some(b)) => Some(Place { bbox: a.bbox.union(&b.bbox), ..a }),
            (a, b) => a.or(b),
        };
    }
}

impl Block {
    /// A block of lines; its style is that of the longest of them.
    #[must_use]
    pub fn from_lines(role: Role, lines: Vec<Line>) -> Self {
        let style =
            lines.iter().max_by_key(|line| line.text.chars().count()).map(|line| line.style).unwrap_or_default();
        Self { role, text: joined(&lines), lines, style, container: None, table: None }
    }

    /// Its lines, and those of its cells.
    pub fn all_lines(&self) -> impl Iterator<Item = &Line> {
        let cells = self.table.iter().flat_map(|table| table.rows.iter().flatten());
        self.lines.iter().chain(cells.flat_map(|cell| cell.blocks.iter().flat_map(|block| &block.lines)))
    }

    /// The block's boxes, one a page, in page order.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for place in self.all_lines().filter_map(|line| line.place) {
            match places.iter_mut().find(|known| known.page == place.page) {
                Some(known) => known.bbox = known.bbox.union(&place.bbox),
                None => places.push(place),
            }
        }
        places.sort_by_key(|place| place.page);
        places
    }

    /// The page that the block begins on.
    #[must_use]
    pub fn first_page(&self) -> Option<u32> {
        self.places().first().map(|place| place.page)
    }

    /// Whether the block is a heading.
    #[must_use]
    pub fn is_heading(&self) -> bool {
        matches!(self.role, Role::Heading(_))
    }
}
