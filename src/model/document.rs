//! What a reader makes of a file: pages of positioned glyphs and vector shapes, before any layout is understood.
//!
//! Units: PDF points, origin at the top left of the page as displayed (crop box, `/Rotate` applied), y downwards.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

/// The text of a glyph. Eight bytes, for texts of up to eight: a long document has millions of them.
pub use cold_string::ColdString as GlyphText;

use super::geometry::Rect;

/// The content of one input file.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Pages in file order.
    pub pages: Vec<Page>,
    /// Fonts; [`Glyph::font`] is an index into this list.
    pub fonts: Vec<Font>,
    /// The title in the file's own metadata.
    pub title: Option<String>,
    /// Roles of the block elements of a tagged file, in the order of its structure tree; empty for others.
    pub elements: Vec<ElementRole>,
    /// Whether page numbers mean something (a PDF, or a text with form feeds).
    pub paginated: bool,
    /// Whether it took one of the user's passwords to open it.
    pub locked: bool,
}

/// One page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// 1-based number.
    pub number: u32,
    /// Width as displayed.
    pub width: f32,
    /// Height as displayed.
    pub height: f32,
    /// By how much text read off a slanted scan was turned to stand straight, in radians: a glyph at a place lies on
    /// the page at that place turned clockwise by this much about the page's centre. Layout turns its boxes back. Shapes
    /// read off the scan are turned likewise.
    pub slant: f32,
    /// What the page shows as text.
    pub content: PageContent,
}

impl Page {
    /// A box of straightened text where it stands on the page. The slant is small: the box keeps its size.
    #[must_use]
    pub fn slanted(&self, bbox: Rect) -> Rect {
        if self.slant == 0.0 {
            return bbox;
        }
        let (sin, cos) = self.slant.sin_cos();
        let (x, y) = (bbox.centre_x() - self.width / 2.0, bbox.centre_y() - self.height / 2.0);
        let (dx, dy) = (x * cos - y * sin - x, x * sin + y * cos - y);
        Rect { x0: bbox.x0 + dx, y0: bbox.y0 + dy, x1: bbox.x1 + dx, y1: bbox.y1 + dy }
    }
}

/// The text of a page, as its file format holds it.
#[derive(Debug, Clone)]
pub enum PageContent {
    /// Positioned glyphs, in content order (a PDF).
    Glyphs(GlyphPage),
    /// Lines without positions, in file order (a text file).
    Lines(Vec<String>),
}

impl Default for PageContent {
    fn default() -> Self {
        Self::Lines(Vec::new())
    }
}

/// Everything visible that a page's content stream draws.
#[derive(Debug, Clone, Default)]
pub struct GlyphPage {
    /// Glyphs in content order.
    pub glyphs: Vec<Glyph>,
    /// Filled or stroked paths in content order.
    pub shapes: Vec<Shape>,
    /// Boxes of images.
    pub images: Vec<Rect>,
    /// Links of the page's annotations.
    pub links: Vec<Link>,
    /// Text that the page holds and that is none of the report: watermarks, what cannot be seen, what was not chosen.
    pub aside: Vec<Aside>,
    /// What became of the characters that the page's content shows.
    pub tally: Tally,
}

/// A line of text that is no text of the report.
#[derive(Debug, Clone, PartialEq)]
pub struct Aside {
    /// Why it is none.
    pub kind: AsideKind,
    /// The line, words parted by single spaces.
    pub text: String,
    /// The box around it, on the page; of text off the page, beside it.
    pub bbox: Rect,
    /// Font size on the page, in points.
    pub size: f32,
    /// Clockwise from level text, in degrees.
    pub angle: f32,
}

/// Why text is none of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AsideKind {
    /// It runs at an angle at which no running text does: watermarks, stamps, slanted labels.
    Watermark,
    /// It cannot be seen.
    Hidden,
    /// It is a choice of a list of a form, and not chosen.
    Unchosen,
}

/// What became of the characters that a page's content shows. Each is counted once: `shown` is the sum of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All that the content shows, up to where a budget cut it.
    pub shown: usize,
    /// Those that are among the page's glyphs.
    pub read: usize,
    /// Drawn over the same character: imitated bold, shadows.
    pub doubled: usize,
    /// Accents that became part of their letter.
    pub composed: usize,
    /// Set aside as watermarks.
    pub oblique: usize,
    /// Outside the page, or clipped away.
    pub outside: usize,
    /// Drawn in the colour of what is under them, covered, invisible without a picture of the page, or too small.
    pub hidden: usize,
    /// On a layer that is off.
    pub off: usize,
    /// At places, or of sizes, that are no sane numbers.
    pub misplaced: usize,
}

impl Tally {
    /// Whether every character is accounted for.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let Self { shown, read, doubled, composed, oblique, outside, hidden, off, misplaced } = *self;
        shown == read + doubled + composed + oblique + outside + hidden + off + misplaced
    }
}

/// One shown character code.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Its Unicode text: usually one character, several for a ligature, empty if unknown.
    pub text: GlyphText,
    /// Its box: from origin to origin plus advance along the line, from descent to ascent across it.
    pub bbox: Rect,
    /// Where the glyph's origin lies on the page (on the baseline).
    pub origin: (f32, f32),
    /// Font size on the page, in points.
    pub size: f32,
    /// Which way the line runs.
    pub direction: Direction,
    /// Index into [`Document::fonts`].
    pub font: u16,
    /// Fill colour.
    pub colour: Rgb,
    /// Drawn invisibly (text rendering mode 3: the text layer of a scan).
    pub invisible: bool,
    /// Whether the Unicode text is a guess (no `ToUnicode`, no usable encoding).
    pub guessed: bool,
    /// The element of the document's structure that it belongs to, in a tagged file.
    pub element: Option<StructureElement>,
}

/// An element of a document's structure: its number, counted from 1, in [`Document::elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StructureElement(pub NonZeroU32);

/// What a tagged file says that a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ElementRole {
    /// A paragraph, the text of a cell, a caption, a note.
    Text,
    /// A heading of any level.
    Heading,
    /// The text of a list item.
    ListItem,
    /// Not the document's own text: running heads, page numbers, decoration.
    Artifact,
}

/// Which way a line of text runs on the page as displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Direction {
    /// Left to right, the usual one.
    #[default]
    Right,
    /// Top to bottom: turned clockwise by 90°.
    Down,
    /// Right to left: upside down.
    Left,
    /// Bottom to top: turned anticlockwise by 90°.
    Up,
}

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// A font of a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Font {
    /// PostScript name without the subset prefix (`ABCDEF+`).
    pub name: String,
    /// Bold, by weight or name.
    pub bold: bool,
    /// Italic or oblique.
    pub italic: bool,
    /// A symbol or dingbat font, whose letters are not letters (bullets that decode as `f` or `p`).
    pub symbolic: bool,
}

/// A painted path, reduced to what layout needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// What it looks like.
    pub kind: ShapeKind,
    /// Its box, clipped to the page; stroke width not counted.
    pub bbox: Rect,
    /// Fill colour, when filled.
    pub fill: Option<Rgb>,
    /// Stroke colour, when stroked.
    pub stroke: Option<Rgb>,
}

/// The forms of path that layout tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShapeKind {
    /// A straight horizontal or vertical line, or a filled box thinner than 2 points.
    Rule,
    /// An axis-aligned box, rounded corners allowed.
    Box,
    /// A closed curve that is nearly a circle.
    Disc,
    /// Anything else.
    Path,
}

/// A link annotation with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The clickable area.
    pub bbox: Rect,
    /// The address it leads to.
    pub target: String,
}
