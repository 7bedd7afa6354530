//! Document → [`Flow`]: blocks in reading order.

mod addresses;
mod aligned;
mod bidi;
mod blocks;
mod captions;
mod cells;
mod centred;
mod columns;
mod containers;
mod continued;
mod footnotes;
mod fragments;
mod furniture;
mod grids;
mod gutters;
mod handouts;
mod headed;
mod joins;
mod labelled;
mod leaders;
mod lists;
mod margin;
mod markers;
mod order;
mod page_numbers;
mod paragraphs;
mod pictures;
mod pieces;
mod placed;
mod plain;
mod printed;
mod rows;
mod short_cells;
mod strands;
mod stretched;
mod tables;
mod tags;
mod words;

use crate::model::document::{Document, PageContent};
use crate::model::flow::Flow;

/// Reads a document's pages as a person would. What is understood of them is not held twice: the document is used up.
#[must_use]
pub fn layout(document: Document) -> Flow {
    let glyphs = document.pages.iter().any(|page| matches!(page.content, PageContent::Glyphs(_)));
    if glyphs { printed::layout(document) } else { plain::layout(&document) }
}

#[cfg(test)]
mod tests;
