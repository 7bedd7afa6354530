//! How much of a document could be read as text: what is lost silently is lost twice.

use crate::message;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::{Document, Page, PageContent, ShapeKind};
use crate::model::geometry::Rect;
use crate::model::message::Message;
use crate::model::reading::TextLayer;

/// From this share of a page on, a picture may hold the page's text rather than adorn it.
const PICTURE_SHARE: f32 = 0.3;
/// From this share of a page on, a picture under invisible text is the page.
const LAYERED_SHARE: f32 = 0.7;
/// From this number of drawn paths on, a page without letters may be made of letters that are drawings.
const MANY_DRAWINGS: usize = 40;
/// Fewer characters say nothing about a page.
const LEAST_CHARACTERS: usize = 40;

/// What the document has of text.
#[must_use]
pub fn text_layer(document: &Document) -> TextLayer {
    document.pages.iter().fold(TextLayer::Missing, |best, page| best.or(|| text_layer_of(page)))
}

/// What a page has of text.
#[must_use]
pub fn text_layer_of(page: &Page) -> TextLayer {
    let has_glyphs = || match &page.content {
        PageContent::Glyphs(page) => page.glyphs.iter().any(|glyph| !is_blank(&glyph.text)),
        PageContent::Lines(_) => false,
    };
    match has_letters(page) {
        true => TextLayer::Usable,
        false if has_glyphs() => TextLayer::Meaningless,
        false => TextLayer::Missing,
    }
}

/// A warning for each page that is a picture without text, or whose text makes no sense, in a document that has text
/// elsewhere, as its `layer` says; `hint` says what to do about it. Pages in `read` are pictures of no text.
#[must_use]
pub fn pictures_of_pages(
    document: &Document,
    layer: TextLayer,
    read: &[u32],
    hint: impl Fn() -> Message,
) -> Vec<Diagnostic> {
    if layer != TextLayer::Usable {
        return Vec::new();
    }
    let warning = |page: &Page| {
        let (code, message) = match (is_picture(page), is_garbage(page)) {
            (true, _) => ("page-without-text", message!("page-without-text")),
            (_, true) => ("page-text-unusable", message!("page-text-unusable")),
            _ => return None,
        };
        Some(Diagnostic::new(Severity::Warning, code, message).on_page(page.number).with_hint(hint()))
    };
    document.pages.iter().filter(|page| !read.contains(&page.number)).filter_map(warning).collect()
}

/// Whether a page has no letter and shows, over much of it, pictures or drawings that may be its text.
#[must_use]
pub fn is_picture(page: &Page) -> bool {
    let PageContent::Glyphs(content) = &page.content else { return false };
    let covered: f32 = content.images.iter().map(Rect::area).sum();
    // Letters drawn as outlines.
    let drawings = content.shapes.iter().filter(|shape| shape.kind == ShapeKind::Path).count();
    !has_letters(page) && (covered > PICTURE_SHARE * page.width * page.height || drawings >= MANY_DRAWINGS)
}

/// Whether a page is a picture with its text in an invisible layer, as programs leave it that have read a scan.
#[must_use]
pub fn is_layered(page: &Page) -> bool {
    let PageContent::Glyphs(content) = &page.content else { return false };
    let covered: f32 = content.images.iter().map(Rect::area).sum();
    // Few pages have such pictures: their glyphs are not even counted.
    if covered <= LAYERED_SHARE * page.width * page.height || !has_letters(page) {
        return false;
    }
    let printed = || content.glyphs.iter().filter(|glyph| !is_blank(&glyph.text));
    let seen = printed().filter(|glyph| !glyph.invisible).count();
    seen * 10 < printed().count()
}

/// Whether a page's text is none that could be read: characters without a letter, or letters that were guessed and are
/// not spread as in any language written with Latin letters.
#[must_use]
pub fn is_garbage(page: &Page) -> bool {
    let PageContent::Glyphs(content) = &page.content else { return false };
    // Signs that change the letter before them say nothing where they stand for themselves, as those of musical notes do.
    let private = |letter: char| {
        matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{2b0}'..='\u{2ff}') || letter.is_control()
    };
    let (mut printed, mut unknown, mut guessed) = (0, 0, 0);
    for glyph in &content.glyphs {
        let text: &str = &glyph.text;
        // Most of any text, told without a look at what Unicode says of it.
        let is_plain = text.as_bytes().first().is_some_and(u8::is_ascii_graphic);
        if !is_plain && is_blank(text) {
            continue;
        }
        printed += 1;
        unknown += usize::from(!is_plain && text.chars().all(private));
        guessed += usize::from(glyph.guessed);
    }
    if printed < LEAST_CHARACTERS {
        return false;
    }
    if unknown * 10 > printed * 3 {
        return true;
    }
    if guessed * 2 < printed {
        return false;
    }
    let printed = content.glyphs.iter().filter(|glyph| !is_blank(&glyph.text));
    let letters: Vec<char> = printed.flat_map(|glyph| glyph.text.chars()).flat_map(char::to_lowercase).collect();
    let frequent = letters.iter().filter(|letter| "esaitnrulodéèà".contains(**letter)).count();
    frequent * 2 < letters.len()
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
    use crate::model::document::{Direction, Glyph, GlyphPage, GlyphText, Rgb};

    fn page(number: u32, text: &str, picture: f32) -> Page {
        let glyph = |letter: char| Glyph {
            text: if letter == '?' { GlyphText::default() } else { GlyphText::from_iter([letter]) },
            bbox: Rect::default(),
            origin: (0.0, 0.0),
            size: 10.0,
            direction: Direction::Right,
            font: 0,
            colour: Rgb::default(),
            invisible: false,
            guessed: false,
            element: None,
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
        let mixed = document(vec![page(1, "a", 100.0), page(2, "", 100.0), page(3, "", 20.0), page(4, "", 100.0)]);
        let warnings = pictures_of_pages(&mixed, TextLayer::Usable, &[4], || "scan it".to_owned().into());
        let pages: Vec<_> = warnings.iter().map(|warning| (warning.page, warning.hint.clone())).collect();
        assert_eq!(pages, [(Some(2), Some(Message::Plain("scan it".to_owned())))]);
        // A scan is told once, by its status.
        let scan = document(vec![page(1, "", 100.0)]);
        assert!(pictures_of_pages(&scan, text_layer(&scan), &[], || String::new().into()).is_empty());
    }

    #[test]
    fn pages_with_an_invisible_layer() {
        let layered = |invisible: bool, picture: f32| {
            let mut page = page(1, "un mot", picture);
            if let PageContent::Glyphs(content) = &mut page.content {
                content.glyphs.iter_mut().for_each(|glyph| glyph.invisible = invisible);
            }
            is_layered(&page)
        };
        assert!(layered(true, 100.0));
        assert!(!layered(false, 100.0), "text printed on a picture");
        assert!(!layered(true, 20.0), "the picture is not the page");
        assert!(!is_layered(&page(1, "", 100.0)));
    }

    #[test]
    fn pages_whose_text_makes_no_sense() {
        let guessed = |text: &str| {
            let mut page = page(1, text, 0.0);
            if let PageContent::Glyphs(content) = &mut page.content {
                content.glyphs.iter_mut().for_each(|glyph| glyph.guessed = true);
            }
            page
        };
        let french = "Accompagner les patients dans leur parcours de soins";
        let shifted: String = french.chars().map(|c| char::from_u32(u32::from(c) + 3).unwrap_or(c)).collect();
        assert!(!is_garbage(&page(1, french, 0.0)));
        assert!(!is_garbage(&guessed(french)));
        assert!(is_garbage(&guessed(&shifted)));
        // What a font says itself is believed.
        assert!(!is_garbage(&page(1, &shifted, 0.0)));
        assert!(is_garbage(&page(1, &french.replace(['e', 'a', 's', 'r', 't'], "?"), 0.0)));
        assert!(!is_garbage(&page(1, "????", 0.0)));
    }

    #[test]
    fn notes_of_music_are_no_text_and_phonetics_are() {
        assert!(is_garbage(&page(1, &"Gˇ*4ˇ ".repeat(20), 0.0)));
        assert!(!is_garbage(&page(1, &"aˈʁi.ja la meˈzɔ̃ dy miˈdi ".repeat(4), 0.0)));
    }
}
