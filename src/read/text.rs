//! Already extracted text → pages of lines.

use std::borrow::Cow;

use crate::message;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::{Document, Page, PageContent};
use crate::text::decode;

/// Why a `.txt` is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Its bytes are not text.
    #[error("its bytes are not text")]
    Binary,
}

/// Reads a text: UTF-8 with or without byte order mark, UTF-16 with one, else Windows-1252 with a diagnostic
/// `encoding-guessed`. Form feeds are page breaks; without any the document has one page and no page numbers.
///
/// # Errors
/// [`Error::Binary`] when the bytes are not text.
pub fn read(bytes: &[u8]) -> Result<(Document, Vec<Diagnostic>), Error> {
    let mut diagnostics = Vec::new();
    let text = decode(bytes, &mut diagnostics)?;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let paginated = text.contains('\u{c}');
    let mut pages: Vec<Page> = Vec::new();
    // A form feed after the last page ends it; it does not start an empty one.
    for page in text.strip_suffix("\u{c}").unwrap_or(&text).split('\u{c}') {
        let lines = page.lines().map(str::to_owned).collect();
        let number = u32::try_from(pages.len()).unwrap_or(u32::MAX).saturating_add(1);
        pages.push(Page { number, content: PageContent::Lines(lines), ..Page::default() });
    }
    Ok((Document { pages, paginated, ..Document::default() }, diagnostics))
}

fn decode<'a>(bytes: &'a [u8], diagnostics: &mut Vec<Diagnostic>) -> Result<Cow<'a, str>, Error> {
    let decoded = decode::decode(bytes).map_err(|decode::Binary| Error::Binary)?;
    if decoded.guessed {
        diagnostics.push(Diagnostic::new(Severity::Warning, "encoding-guessed", message!("encoding-guessed")));
    }
    if decoded.broken > 0 {
        let message = message!("encoding-damaged", count = decoded.broken);
        diagnostics.push(Diagnostic::new(Severity::Warning, "encoding-damaged", message));
    }
    Ok(decoded.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> (Vec<Vec<String>>, bool, usize) {
        let (document, diagnostics) = read(bytes).unwrap();
        let pages = document
            .pages
            .into_iter()
            .map(|page| match page.content {
                PageContent::Lines(lines) => lines,
                PageContent::Glyphs(_) => Vec::new(),
            })
            .collect();
        (pages, document.paginated, diagnostics.len())
    }

    #[test]
    fn encodings() {
        let wanted = vec![vec!["L’été".to_owned(), String::new(), "œuvre".to_owned()]];
        let text = "L’été\r\n\nœuvre\n";
        assert_eq!(lines(text.as_bytes()), (wanted.clone(), false, 0));
        assert_eq!(lines(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), (wanted.clone(), false, 0));
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(lines(&[b"\xff\xfe".to_vec(), le].concat()), (wanted.clone(), false, 0));
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(lines(&[b"\xfe\xff".to_vec(), be].concat()), (wanted.clone(), false, 0));
        assert_eq!(lines(b"L\x92\xe9t\xe9\n\n\x9cuvre"), (wanted, false, 1));
    }

    #[test]
    fn form_feeds_are_page_breaks() {
        let (pages, paginated, _) = lines(b"un\n\x0cdeux\n\x0c");
        assert_eq!(pages, [["un"], ["deux"]]);
        assert!(paginated);
    }

    #[test]
    fn binary_is_refused() {
        assert_eq!(read(b"a\0b").err(), Some(Error::Binary));
        assert_eq!(read(&[1, 2, 3, 65, 66]).err(), Some(Error::Binary));
    }
}
