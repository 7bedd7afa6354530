//! What runs at an angle and was set aside, told once for all pages.

use crate::message;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::{AsideKind, Page, PageContent};
use crate::model::message::Argument;

/// How many different texts are told.
const MOST_TOLD: usize = 3;

/// The watermarks of a document.
#[derive(Debug, Default)]
pub(super) struct Watermarks {
    /// One more than is told, to know that there are more.
    texts: Vec<String>,
    pages: Vec<u32>,
}

impl Watermarks {
    /// Takes up those of a page.
    pub(super) fn add(&mut self, page: &Page) {
        let PageContent::Glyphs(content) = &page.content else { return };
        for aside in content.aside.iter().filter(|aside| aside.kind == AsideKind::Watermark) {
            if self.pages.last() != Some(&page.number) {
                self.pages.push(page.number);
            }
            if self.texts.len() <= MOST_TOLD && !self.texts.contains(&aside.text) {
                self.texts.push(aside.text.clone());
            }
        }
    }

    /// What is told of them, if there are any.
    pub(super) fn diagnostic(&self) -> Option<Diagnostic> {
        let first = *self.pages.first()?;
        let told = self.texts.iter().take(MOST_TOLD).map(|text| message!("quoted", text).into());
        let more = (self.texts.len() > MOST_TOLD).then(|| Argument::from("…"));
        let texts: Argument = told.chain(more).collect();
        let message = message!("watermark", count = self.pages.len(), texts);
        Some(Diagnostic::new(Severity::Info, "watermark", message).on_page(first))
    }
}
