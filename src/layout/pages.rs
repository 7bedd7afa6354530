//! Pages taken in one after the other, as they are read: the glyphs of a long document are never in memory together.

use rayon::prelude::*;

use crate::model::document::{Document, ElementRole, Font, Page, PageContent};
use crate::model::flow::Flow;

use super::printed_page::PrintedPage;
use super::tags::{TagCounts, Tags};
use super::{plain, printed};

/// From so many pages on, several become fragments at a time; before, threads would cost more than they save.
const MANY_PAGES: usize = 100;
/// So many pages wait to become fragments together.
const TOGETHER: usize = 32;

/// The pages of a document on their way to its [`Flow`].
#[derive(Default)]
pub struct Pages {
    printed: Vec<PrintedPage>,
    waiting: Vec<Page>,
    tags: TagCounts,
}

impl Pages {
    /// Takes the glyphs of a page; what else is known of it stays. `fonts` are those of the document so far, and
    /// `elements` all that it has.
    pub fn take(&mut self, page: &mut Page, fonts: &[Font], elements: &[ElementRole]) {
        let PageContent::Glyphs(content) = &page.content else { return };
        self.tags.add(content, elements);
        let content = std::mem::take(&mut page.content);
        self.waiting.push(Page { content, ..page.clone() });
        let is_many = self.printed.len() + self.waiting.len() > MANY_PAGES;
        if !is_many || self.waiting.len() >= TOGETHER {
            self.print(fonts, elements, is_many);
        }
    }

    /// Makes fragments of the pages that wait.
    fn print(&mut self, fonts: &[Font], elements: &[ElementRole], is_many: bool) {
        let tags = Tags::all(elements);
        let printed = |page| PrintedPage::new(page, fonts, tags);
        if is_many {
            self.printed.par_extend(std::mem::take(&mut self.waiting).into_par_iter().filter_map(printed));
        } else {
            self.printed.extend(self.waiting.drain(..).filter_map(printed));
        }
    }

    /// Reads the document as a person would: the pages taken in, and those that it still holds.
    #[must_use]
    pub fn layout(mut self, mut document: Document) -> Flow {
        let mut pages = std::mem::take(&mut document.pages);
        for page in &mut pages {
            self.take(page, &document.fonts, &document.elements);
        }
        let is_many = pages.len() > MANY_PAGES;
        self.print(&document.fonts, &document.elements, is_many);
        document.pages = pages;
        if self.printed.is_empty() {
            return plain::layout(&document);
        }
        self.printed.sort_by_key(|page| page.page.number);
        if !self.tags.are_plausible() {
            self.printed.iter_mut().flat_map(PrintedPage::fragments_mut).for_each(|fragment| fragment.tag = None);
        }
        printed::layout(self.printed, &document)
    }
}
