//! A page whose glyphs have become fragments: what is known of it before other pages are looked at.

use crate::model::document::{Direction, Font, GlyphPage, Page, PageContent, Shape, ShapeKind};
use crate::model::flow::Drawing;
use crate::model::frame::Frame;
use crate::model::geometry::Rect;

use super::fragments::{Fragment, fragments};
use super::handouts::PageFragments;
use super::placed::{DIRECTIONS, Directed};
use super::tags::Tags;
use super::{footnotes, pictures};

/// A page of fragments.
pub(super) struct PrintedPage {
    /// Without its content.
    pub(super) page: Page,
    /// Without its glyphs.
    pub(super) content: GlyphPage,
    pub(super) frame: Frame,
    /// Text in the page's main direction.
    pub(super) fragments: Vec<Fragment>,
    /// Text in other directions, with its frame.
    pub(super) sideways: Vec<(Frame, Vec<Fragment>)>,
    /// The boxes of its charts.
    pub(super) charts: Vec<Rect>,
}

impl PrintedPage {
    /// Of a page of glyphs; its glyphs are gone then.
    pub(super) fn new(mut page: Page, fonts: &[Font], tags: Tags<'_>) -> Option<Self> {
        let PageContent::Glyphs(mut content) = std::mem::take(&mut page.content) else { return None };
        let mut directed = Directed::of(&content, &page);
        let main = directed.main();
        let mut fragments = |direction| {
            let frame = Frame::new(direction, page.width, page.height);
            (frame, fragments(&directed.take(direction), &content.shapes, fonts, tags, frame))
        };
        let upright = |mut fragments: Vec<Fragment>| {
            fragments.iter_mut().for_each(|fragment| fragment.style.direction = Direction::Right);
            fragments
        };
        let turned = |mut fragments: Vec<Fragment>| {
            // Sideways as seen from the page's main direction.
            fragments
                .iter_mut()
                .filter(|f| f.style.direction == Direction::Right)
                .for_each(|f| f.style.direction = Direction::Up);
            fragments
        };
        let (frame, mut upright_fragments) = fragments(main);
        footnotes::attach_numbers(&mut upright_fragments);
        let sideways = DIRECTIONS
            .into_iter()
            .filter(|direction| *direction != main)
            .map(fragments)
            .filter(|(_, fragments)| !fragments.is_empty())
            .map(|(frame, fragments)| (frame, turned(fragments)))
            .collect();
        content.glyphs = Vec::new();
        let charts = pictures::charts(&content.shapes, frame);
        Some(Self { page, content, frame, fragments: upright(upright_fragments), sideways, charts })
    }

    /// The page's text in its main direction.
    pub(super) fn view(&self) -> PageFragments<'_> {
        let Self { frame, fragments, charts, .. } = self;
        PageFragments { fragments, width: frame.width(), height: frame.height(), charts }
    }

    /// All of its fragments.
    pub(super) fn fragments_mut(&mut self) -> impl Iterator<Item = &mut Fragment> {
        self.fragments.iter_mut().chain(self.sideways.iter_mut().flat_map(|(_, fragments)| fragments))
    }

    /// The shapes that charts are drawn with: rules and small marks.
    pub(super) fn drawings(&self) -> impl Iterator<Item = Drawing> + '_ {
        const MOST_SHAPES: usize = 1000;
        const LARGEST_MARK: f32 = 24.0;
        let small = |shape: &&Shape| {
            shape.kind == ShapeKind::Rule || shape.bbox.width().max(shape.bbox.height()) <= LARGEST_MARK
        };
        let page = self.page.number;
        let shapes = self.content.shapes.iter().filter(small).take(MOST_SHAPES);
        shapes.map(move |shape| Drawing { page, shape: Shape { bbox: self.page.slanted(shape.bbox), ..shape.clone() } })
    }
}
