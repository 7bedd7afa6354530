//! Document → [`Flow`](crate::model::flow::Flow): blocks in reading order.

mod joins;
mod markers;
mod plain;

use crate::model::document::{Document, PageContent};
use crate::model::flow::Flow;

/// Reads a document's pages as a person would.
#[must_use]
pub fn layout(document: &Document) -> Flow {
    let glyphs = document.pages.iter().any(|page| matches!(page.content, PageContent::Glyphs(_)));
    if glyphs { Flow::default() } else { plain::layout(document) }
}
