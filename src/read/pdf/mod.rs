//! PDF → positioned glyphs, shapes, images and links.
//!
//! The syntax and the fonts are read by `hayro-syntax` and `hayro-font`; everything that gives them a place on the
//! page is here. Trouble with one page, font or form is a diagnostic; only a file that cannot be opened is an error.

mod cmap_table;
mod colour;
mod error;
mod fonts;
mod glyphs;
mod inflate;
mod interpreter;
mod limits;
mod marked;
mod objects;
mod operands;
mod optional;
mod page;
mod painting;
mod render;
mod shapes;
mod state;
mod title;
mod unicode;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

pub use error::Error;
pub use render::Renderer;

use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::Document;
use fonts::FontTable;
use interpreter::Shared;
use limits::{Budget, MAX_PAGES};
use optional::OptionalContent;

/// How far into a file the signature may start; viewers accept as much.
const SIGNATURE_RANGE: usize = 1024;

/// What the reading of a PDF may be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Passwords to try on an encrypted file, in order; the empty one is always tried first.
    pub passwords: Vec<String>,
}

/// Whether the bytes look like a PDF: `%PDF-` within the first 1024 of them.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(SIGNATURE_RANGE)].windows(5).any(|window| window == b"%PDF-")
}

/// Reads all pages of a PDF. The diagnostics are in page order and carry no file name.
///
/// # Errors
/// If the file as a whole cannot be read: not a PDF, encrypted, damaged beyond repair, or without pages.
pub fn read(bytes: &[u8], options: &Options) -> Result<(Document, Vec<Diagnostic>), Error> {
    let pdf = open(bytes, options)?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Error::NoPages);
    }
    let mut shared = Shared { fonts: FontTable::new(), layers: OptionalContent::read(&pdf), budget: Budget::default() };
    let mut document = Document { title: title::read(&pdf), paginated: true, ..Document::default() };
    let mut diagnostics = Vec::new();
    for (number, source) in (1_u32..).zip(pages.iter().take(MAX_PAGES)) {
        let mut page = page::empty(number, source);
        if shared.budget.document_is_spent() {
            diagnostics.push(unread_rest(number, pages.len()));
            break;
        }
        page::read(source, &mut page, &mut shared, &mut diagnostics);
        document.pages.push(page);
    }
    if pages.len() > MAX_PAGES {
        diagnostics.push(unread_rest(u32::try_from(MAX_PAGES + 1).unwrap_or(u32::MAX), pages.len()));
    }
    document.fonts = shared.fonts.list;
    Ok((document, diagnostics))
}

fn unread_rest(from: u32, to: usize) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        "page-cut",
        format!("pages {from} to {to} were not read: the document is too large"),
    )
    .on_page(from)
    .with_hint("split the file and read its parts")
}

fn open(bytes: &[u8], options: &Options) -> Result<Pdf, Error> {
    // Copied once: retrying with another password shares it.
    let data = std::sync::Arc::new(bytes.to_vec());
    for password in std::iter::once("").chain(options.passwords.iter().map(String::as_str)) {
        match Pdf::new_with_password(std::sync::Arc::clone(&data), password) {
            Ok(pdf) => return Ok(pdf),
            Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {}
            Err(LoadPdfError::Decryption(error)) => {
                let reason = match error {
                    DecryptionError::MissingIDEntry => "the file identifier that the key is made from is missing",
                    DecryptionError::UnsupportedAlgorithm => "unknown algorithm",
                    _ => "its encryption dictionary is invalid",
                };
                return Err(Error::UnsupportedEncryption { reason });
            }
            Err(LoadPdfError::Invalid) if !is_pdf(bytes) => return Err(Error::NotPdf),
            Err(LoadPdfError::Invalid) => {
                return Err(Error::Unreadable { reason: "no page tree could be found, even by repair".to_owned() });
            }
        }
    }
    Err(Error::Encrypted { given: options.passwords.len() })
}
