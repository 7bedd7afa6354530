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
mod hung_markers;
mod joins;
mod labelled;
mod leaders;
mod lists;
mod margin;
mod markers;
mod open_tables;
mod order;
mod page_numbers;
mod pages;
mod paragraphs;
mod pictures;
mod pieces;
mod placed;
mod plain;
mod printed;
mod printed_page;
mod rows;
mod shaded_heads;
mod short_cells;
mod strands;
mod stretched;
mod tables;
mod tags;
mod words;

pub use pages::Pages;

use crate::model::document::Document;
use crate::model::flow::Flow;

/// Reads a document's pages as a person would.
#[must_use]
pub fn layout(document: Document) -> Flow {
    Pages::default().layout(document)
}

#[cfg(test)]
mod tests;
