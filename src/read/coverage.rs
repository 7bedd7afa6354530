//! How much of a document could be read as text: what is lost silently is lost twice.

use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::{Document, Page, PageContent};

/// From this share of a page on, a picture may hold the page's text rather than adorn it.
const PICTURE_SHARE: f32 = 0.5;

/// What a document has of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextLayer {
    /// Letters or digits on at least one page.
    Usable,
    /// Characters, but none whose letter is known.
    Meaningless,
    /// No character but blanks.
    Missing,
}

/// What the document has of text.
#[must_use]
pub fn text_layer(document: &Document) -> TextLayer {
    if document.pages.iter().any(has_letters) {
        return TextLayer::Usable;
    }
    let has_glyphs = |page: &Page| match &page.content {
        PageContent::Glyphs(page) => page.glyphs.iter().any(|glyph| !is_blank(&glyph.text)),
        PageContent::Lines(_) => false,
    };
    if document.pages.iter().any(has_glyphs) { TextLayer::Meaningless } else { TextLayer::Missing }
}

/// A warning for each page that is a picture without text, in a document that has text elsewhere.
#[must_use]
pub fn pictures_of_pages(document: &Document) -> Vec<Diagnostic> {
    if text_layer(document) != TextLayer::Usable {
        return Vec::new();
    }
    let is_picture = |page: &&Page| match &page.content {
        PageContent::Glyphs(content) => {
            let share = PICTURE_SHARE * page.width * page.height;
            !has_letters(page) && content.images.iter().any(|image| image.area() > share)
        }
        PageContent::Lines(_) => false,
    };
    let warning = |page: &Page| {
        Diagnostic::new(Severity::Warning, "page-without-text", "the page is a picture without text")
            .on_page(page.number)
            .with_hint("if it describes jobs, run `ocrmypdf --skip-text -l fra IN.pdf OUT.pdf` and read OUT.pdf")
    };
    document.pages.iter().filter(is_picture).map(warning).collect()
}

fn has_letters(page: &Page) -> bool {
    let usable = |text: &str| text.chars().any(char::is_alphanumeric);
    match &page.content {
        PageContent::Glyphs(page) => page.glyphs.iter().any(|glyph| usable(&glyph.text)),
        PageContent::Lines(lines) => lines.iter().any(|line| usable(line)),
    }
}

/// A glyph whose character is unknown has an empty text, and is not blank.
fn is_blank(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Direction, Glyph, GlyphPage, Rgb};
    use crate::model::geometry::Rect;

    fn page(number: u32, text: &str, picture: f32) -> Page {
        let glyph = |letter: char| Glyph {
            text: if letter == '?' { String::new() } else { letter.to_string() },
            bbox: Rect::default(),
            origin: (0.0, 0.0),
            size: 10.0,
            direction: Direction::Right,
            font: 0,
            colour: Rgb::default(),
            invisible: false,
            guessed: false,
        };
        let content = GlyphPage {
            glyphs: text.chars().map(glyph).collect(),
            images: vec![Rect::new(0.0, 0.0, 100.0, picture)],
            ..GlyphPage::default()
        };
        Page { number, width: 100.0, height: 100.0, slant: 0.0, content: PageContent::Glyphs(content) }
    }

    fn document(pages: Vec<Page>) -> Document {
        Document { pages, ..Document::default() }
    }

    #[test]
    fn layers() {
        assert_eq!(text_layer(&document(vec![page(1, " ", 100.0), page(2, "a", 0.0)])), TextLayer::Usable);
        assert_eq!(text_layer(&document(vec![page(1, "?? \u{e001}", 100.0)])), TextLayer::Meaningless);
        assert_eq!(text_layer(&document(vec![page(1, " \u{a0}", 100.0)])), TextLayer::Missing);
        assert_eq!(text_layer(&document(Vec::new())), TextLayer::Missing);
    }

    #[test]
    fn pages_that_are_pictures() {
        let mixed = document(vec![page(1, "a", 100.0), page(2, "", 100.0), page(3, "", 20.0)]);
        let pages: Vec<_> = pictures_of_pages(&mixed).iter().map(|warning| warning.page).collect();
        assert_eq!(pages, [Some(2)]);
        // A scan is told once, by its status.
        assert!(pictures_of_pages(&document(vec![page(1, "", 100.0)])).is_empty());
    }
}
