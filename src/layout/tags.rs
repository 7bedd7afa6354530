//! What the structure of a tagged file says of a piece of text, where it can be trusted.
//!
//! Tags are one signal beside the page's geometry: they say which lines are one paragraph where looks differ, which line
//! is a heading or a list item where nothing shows it, and what is page furniture. They never give the reading order.

use crate::model::document::{ElementRole, Glyph, Page, PageContent, StructureElement};

use super::placed::is_blank;

/// An element and its role.
pub(super) type Tag = (StructureElement, ElementRole);

/// The structure of a document; without elements where there is none, or none to be trusted.
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
    /// The tags of a document's elements, if they are plausible on its pages.
    pub(super) fn of(elements: &'d [ElementRole], pages: &[Page]) -> Self {
        let all = Self { elements };
        if all.are_plausible(pages) { all } else { Self { elements: &[] } }
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

    fn are_plausible(&self, pages: &[Page]) -> bool {
        if self.elements.is_empty() {
            return false;
        }
        let mut counts = vec![0_usize; self.elements.len()];
        let (mut printed, mut tagged, mut headings, mut artifacts) = (0, 0, 0, 0);
        for page in pages {
            let PageContent::Glyphs(content) = &page.content else { continue };
            for glyph in content.glyphs.iter().filter(|glyph| !is_blank(&glyph.text)) {
                printed += 1;
                let Some((element, role)) = self.role(glyph) else { continue };
                tagged += 1;
                match role {
                    ElementRole::Artifact => artifacts += 1,
                    ElementRole::Heading => headings += 1,
                    ElementRole::Text | ElementRole::ListItem => {}
                }
                if role != ElementRole::Artifact {
                    counts[element.0.get() as usize - 1] += 1;
                }
            }
        }
        let share = |count: usize| count as f32 / printed.max(1) as f32;
        let largest = counts.into_iter().max().unwrap_or_default();
        printed >= ENOUGH_GLYPHS
            && share(tagged) >= LEAST_TAGGED
            && share(largest) <= MOST_IN_ONE
            && share(headings) <= MOST_HEADINGS
            && share(artifacts) <= MOST_HEADINGS
    }
}
