//! What the structure of a tagged file says of a piece of text, where it can be trusted.
//!
//! Tags are one signal beside the page's geometry: they say which lines are one paragraph where looks differ, which line
//! is a heading or a list item where nothing shows it, and what is page furniture. They never give the reading order.

use crate::model::document::{ElementRole, Glyph, GlyphPage, StructureElement};

use super::placed::is_blank;

/// An element and its role.
pub(super) type Tag = (StructureElement, ElementRole);

/// The structure of a document; without elements where there is none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tags<'d> {
    elements: &'d [ElementRole],
}

/// The share of the printed glyphs that must belong to an element.
const LEAST_TAGGED: f32 = 0.8;
/// The share of them that one element may have: a tree with everything in one paragraph says nothing.
const MOST_IN_ONE: f32 = 0.25;
/// The share that headings, and artifacts, may have.
const MOST_HEADINGS: f32 = 0.4;
/// Glyphs from which shares mean something.
const ENOUGH_GLYPHS: usize = 200;

impl<'d> Tags<'d> {
    /// The tags of a document's elements, whether they can be trusted or not.
    pub(super) fn all(elements: &'d [ElementRole]) -> Self {
        Self { elements }
    }

    /// The tag of a run of glyphs: that of the first; an artifact's only if all are artifacts.
    pub(super) fn tag<'g>(&self, glyphs: impl Iterator<Item = &'g Glyph>) -> Option<Tag> {
        if self.elements.is_empty() {
            return None;
        }
        let mut tags = glyphs.filter_map(|glyph| self.role(glyph));
        let first = tags.next()?;
        if first.1 == ElementRole::Artifact { tags.find(|tag| tag.1 != first.1).or(Some(first)) } else { Some(first) }
    }

    fn role(&self, glyph: &Glyph) -> Option<Tag> {
        let element = glyph.element?;
        self.elements.get(element.0.get() as usize - 1).map(|role| (element, *role))
    }
}

/// How much of the printed text of a document's pages belongs to which elements.
#[derive(Debug, Default)]
pub(super) struct TagCounts {
    /// Of the glyphs of each element that is no artifact.
    by_element: Vec<usize>,
    printed: usize,
    tagged: usize,
    headings: usize,
    artifacts: usize,
}

impl TagCounts {
    /// Counts the glyphs of a page.
    pub(super) fn add(&mut self, page: &GlyphPage, elements: &[ElementRole]) {
        if elements.is_empty() {
            return;
        }
        self.by_element.resize(elements.len(), 0);
        let all = Tags::all(elements);
        for glyph in page.glyphs.iter().filter(|glyph| !is_blank(&glyph.text)) {
            self.printed += 1;
            let Some((element, role)) = all.role(glyph) else { continue };
            self.tagged += 1;
            match role {
                ElementRole::Artifact => self.artifacts += 1,
                ElementRole::Heading => self.headings += 1,
                ElementRole::Text | ElementRole::ListItem => {}
            }
            if role != ElementRole::Artifact {
                self.by_element[element.0.get() as usize - 1] += 1;
            }
        }
    }

    /// Whether the tags can be trusted.
    pub(super) fn are_plausible(&self) -> bool {
        let share = |count: usize| count as f32 / self.printed.max(1) as f32;
        let largest = self.by_element.iter().copied().max().unwrap_or_default();
        self.printed >= ENOUGH_GLYPHS
            && share(self.tagged) >= LEAST_TAGGED
            && share(largest) <= MOST_IN_ONE
            && share(self.headings) <= MOST_HEADINGS
            && share(self.artifacts) <= MOST_HEADINGS
    }
}
