//! Budgets: what one page or one document may cost before it is cut.
//!
//! The parser below us has none: a few kilobytes can hold a form that draws itself ten thousand times.
//! Each number is far above any real report and far below what would stall a run.

use crate::message;
use crate::model::message::Message;

/// Operators of one page, forms included. Dense maps reach about one million.
pub(super) const MAX_OPERATIONS_PER_PAGE: usize = 4_000_000;
/// Operators of one document: some hundreds of dense maps, and half a minute's work.
pub(super) const MAX_OPERATIONS_PER_DOCUMENT: usize = 100_000_000;
/// Shown character codes of one page. A page full of 4 point text has about 40,000.
pub(super) const MAX_GLYPHS_PER_PAGE: usize = 200_000;
/// Shown character codes of one document: about 100 bytes of memory each.
pub(super) const MAX_GLYPHS_PER_DOCUMENT: usize = 4_000_000;
/// What drawing a form costs beside its operators, counted in operators: plots of thousands of marks are honest, forms
/// that draw forms that draw forms are not.
const FORM_COST: usize = 40;
/// Forms within forms. Deeper nesting is a cycle or an attack, and each level costs stack.
pub(super) const MAX_FORM_DEPTH: usize = 12;
/// Saved graphics states (`q` without `Q`).
pub(super) const MAX_SAVED_STATES: usize = 1_000;
/// Open marked-content sequences.
pub(super) const MAX_MARKED_CONTENT_DEPTH: usize = 1_000;
/// Decoded bytes of content streams of one page, forms included.
pub(super) const MAX_CONTENT_BYTES_PER_PAGE: usize = 128 << 20;
/// The same of one document. A catalogue of 500 pages reaches some hundreds of MiB.
pub(super) const MAX_CONTENT_BYTES_PER_DOCUMENT: usize = 2 << 30;
/// What one stream may decode to before it counts as a bomb: more than any content, font or table of a report, and
/// little enough that the copies which are made of it fit into a worker's memory.
pub(super) const MAX_STREAM_BYTES: usize = 256 << 20;
/// Fonts of one document: each takes about a millisecond, and is kept. Reports that embed a few subsets a page reach
/// two thousand.
pub(super) const MAX_FONTS: usize = 5_000;
/// Pixels of a picture that may be drawn: A3 at 600 dots an inch has 70 million. More would fill the memory.
pub(super) const MAX_PICTURE_PIXELS: u64 = 100_000_000;
/// Decoded bytes of small helper streams (colour tables, sampled functions, metadata) that are looked at.
pub(super) const MAX_HELPER_BYTES: usize = 4 << 20;
/// Points of one path; the rest of the path only widens its box.
pub(super) const MAX_POINTS_PER_PATH: usize = 20_000;
/// Shapes kept for one page; layout gains nothing from more.
pub(super) const MAX_SHAPES_PER_PAGE: usize = 50_000;
/// Sub-paths of one painting operator that become shapes of their own.
pub(super) const MAX_SHAPES_PER_PATH: usize = 512;
/// Painted areas of a page that are looked at to tell what can be seen.
pub(super) const MAX_GROUNDS_PER_PAGE: usize = 5_000;
/// Characters of a page that are told of beside its text.
pub(super) const MAX_ASIDE_PER_PAGE: usize = 20_000;
/// Images and links kept for one page.
pub(super) const MAX_BOXES_PER_PAGE: usize = 10_000;
/// Nodes of a tree of names, and entries of a list of choices.
pub(super) const MAX_TREE_NODES: usize = 10_000;
/// Nodes of a structure tree.
pub(super) const MAX_STRUCTURE_NODES: usize = 500_000;
/// Pages of one document.
pub(super) const MAX_PAGES: usize = 20_000;
/// Colour spaces within colour spaces, membership groups within groups.
pub(super) const MAX_DEFINITION_DEPTH: usize = 8;
/// Glyph procedures of a Type 3 font that are looked at to tell how large it is.
pub(super) const MAX_TYPE3_PROCEDURES: usize = 48;
/// Entries that a font's width table may spread over: the parser allocates one cell for each.
pub(super) const MAX_WIDTH_ENTRIES: u64 = 200_000;
/// Coordinates beyond this are no place on a page, and arithmetic on them loses all precision.
pub(super) const MAX_COORDINATE: f64 = 1.0e7;

/// What was used up when a page was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Operations,
    DocumentOperations,
    PageGlyphs,
    DocumentGlyphs,
    ContentBytes,
    DocumentBytes,
    Fonts,
}

impl Cut {
    /// Whether what was used up is the page's own budget for drawings, which its text does not need.
    pub(super) fn is_of_drawings(self) -> bool {
        matches!(self, Self::Operations)
    }

    /// What the page had too much of.
    pub(super) fn reason(self) -> Message {
        match self {
            Self::Operations => message!("cut-operations", most = MAX_OPERATIONS_PER_PAGE),
            Self::DocumentOperations => message!("cut-document-operations", most = MAX_OPERATIONS_PER_DOCUMENT),
            Self::PageGlyphs => message!("cut-glyphs", most = MAX_GLYPHS_PER_PAGE),
            Self::DocumentGlyphs => message!("cut-document-glyphs", most = MAX_GLYPHS_PER_DOCUMENT),
            Self::Fonts => message!("cut-fonts", most = MAX_FONTS),
            Self::DocumentBytes => message!("cut-document-bytes", most = MAX_CONTENT_BYTES_PER_DOCUMENT),
            Self::ContentBytes => message!("cut-bytes", most = MAX_CONTENT_BYTES_PER_PAGE),
        }
    }
}

/// What one page has used so far, and the document before it.
#[derive(Debug, Default)]
pub(super) struct Budget {
    operations: usize,
    glyphs: usize,
    bytes: usize,
    document: DocumentBudget,
}

/// What the pages of a document have used together.
#[derive(Debug, Default, Clone, Copy)]
struct DocumentBudget {
    operations: usize,
    glyphs: usize,
    bytes: usize,
    fonts: usize,
}

impl Budget {
    /// Starts a page: only the document's own counts go on.
    pub(super) fn start_page(&mut self) {
        *self = Self { document: self.document, ..Self::default() };
    }

    /// Whether nothing more may be read from the document.
    pub(super) fn document_is_spent(&self) -> bool {
        let DocumentBudget { operations, glyphs, bytes, fonts } = self.document;
        glyphs > MAX_GLYPHS_PER_DOCUMENT
            || operations > MAX_OPERATIONS_PER_DOCUMENT
            || bytes > MAX_CONTENT_BYTES_PER_DOCUMENT
            || fonts > MAX_FONTS
    }

    pub(super) fn operation(&mut self) -> Result<(), Cut> {
        self.operations += 1;
        self.document.operations += 1;
        if self.operations > MAX_OPERATIONS_PER_PAGE {
            Err(Cut::Operations)
        } else if self.document.operations > MAX_OPERATIONS_PER_DOCUMENT {
            Err(Cut::DocumentOperations)
        } else {
            Ok(())
        }
    }

    pub(super) fn glyph(&mut self) -> Result<(), Cut> {
        self.glyphs += 1;
        self.document.glyphs += 1;
        if self.glyphs > MAX_GLYPHS_PER_PAGE {
            Err(Cut::PageGlyphs)
        } else if self.document.glyphs > MAX_GLYPHS_PER_DOCUMENT {
            Err(Cut::DocumentGlyphs)
        } else {
            Ok(())
        }
    }

    pub(super) fn form(&mut self) -> Result<(), Cut> {
        self.operations += FORM_COST - 1;
        self.document.operations += FORM_COST - 1;
        self.operation()
    }

    pub(super) fn content(&mut self, bytes: usize) -> Result<(), Cut> {
        self.bytes = self.bytes.saturating_add(bytes);
        self.document.bytes = self.document.bytes.saturating_add(bytes);
        if self.bytes > MAX_CONTENT_BYTES_PER_PAGE {
            Err(Cut::ContentBytes)
        } else if self.document.bytes > MAX_CONTENT_BYTES_PER_DOCUMENT {
            Err(Cut::DocumentBytes)
        } else {
            Ok(())
        }
    }

    /// With the number of fonts that the document has so far.
    pub(super) fn fonts(&mut self, fonts: usize) -> Result<(), Cut> {
        self.document.fonts = fonts;
        if fonts > MAX_FONTS { Err(Cut::Fonts) } else { Ok(()) }
    }
}
