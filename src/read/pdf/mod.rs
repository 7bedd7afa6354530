//! PDF → positioned glyphs, shapes, images and links.
//!
//! The syntax and the fonts are read by `hayro-syntax` and `hayro-font`; everything that gives them a place on the
//! page is here. Trouble with one page, font or form is a diagnostic; only a file that cannot be opened is an error.

mod cmap_table;
mod colour;
mod doubles;
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
mod structure;
mod title;
mod unicode;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

pub use error::Error;
pub use page::PICTURES_TOO_LARGE;
pub use render::Renderer;

use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::Document;
use fonts::FontTable;
use glyphs::GlyphSink;
use interpreter::Shared;
use limits::{Budget, MAX_PAGES};
use optional::OptionalContent;
use structure::Structure;

/// How far into a file the signature may start; viewers accept as much.
const SIGNATURE_RANGE: usize = 1024;

/// What the reading of a PDF may be told.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Passwords to try on an encrypted file, in order; the empty one is always tried first.
    pub passwords: Vec<String>,
    /// Pages to read at most, from the first on; the reader's own limit where none is given.
    pub max_pages: Option<usize>,
}

impl fmt::Debug for Options {
    /// Tells how many passwords there are: they must not come into a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options").field("passwords", &self.passwords.len()).field("max_pages", &self.max_pages).finish()
    }
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
    let (pdf, locked) = open(bytes, options)?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Error::NoPages);
    }
    let mut shared = Shared {
        fonts: FontTable::new(),
        layers: OptionalContent::read(&pdf),
        budget: Budget::default(),
        structure: Structure::read(&pdf),
        sink: GlyphSink::default(),
    };
    let mut document = Document { title: title::read(&pdf), paginated: true, locked, ..Document::default() };
    let mut diagnostics: Vec<Diagnostic> = missing_pages(&pdf).into_iter().collect();
    let most = options.max_pages.map_or(MAX_PAGES, |most| most.min(MAX_PAGES));
    for (number, source) in (1_u32..).zip(pages.iter().take(most)) {
        let mut page = page::empty(number, source);
        if shared.budget.document_is_spent() {
            diagnostics.push(unread_rest(number as usize, pages.len()).with_hint("split the file and read its parts"));
            break;
        }
        let before = diagnostics.len();
        let mut read = || page::read(source, &mut page, &mut shared, &mut diagnostics);
        // What was half done on a page is dropped; what all pages share is made anew or complete at any moment.
        if catch_unwind(AssertUnwindSafe(&mut read)).is_err() {
            page = page::empty(number, source);
            diagnostics.truncate(before);
            let note = page::unreadable(number, "internal error while the page was read");
            diagnostics.push(note.with_hint("please report it, with the file if you may"));
        }
        document.pages.push(page);
    }
    if pages.len() > document.pages.len() && document.pages.len() == most {
        let hint = if most < MAX_PAGES { "raise `--max-pages`" } else { "split the file and read its parts" };
        diagnostics.push(unread_rest(most + 1, pages.len()).with_hint(hint));
    }
    document.fonts = shared.fonts.list;
    document.elements = shared.structure.roles;
    Ok((document, diagnostics))
}

/// What the page tree promises and does not hold: a page that is damaged beyond being found, or stands in it twice.
fn missing_pages(pdf: &Pdf) -> Option<Diagnostic> {
    let xref = pdf.xref();
    let promised = xref.get::<Dict<'_>>(xref.root_id())?.get::<Dict<'_>>("Pages")?.get::<u32>("Count")?;
    let found = pdf.pages().len();
    if found >= promised as usize {
        return None;
    }
    let message = format!("the file says that it has {promised} pages, {found} were found");
    let note = Diagnostic::new(Severity::Error, "pages-missing", message);
    Some(note.with_hint("compare it with a viewer; fetch it again if pages are missing there too"))
}

fn unread_rest(from: usize, to: usize) -> Diagnostic {
    let message = if from == to {
        format!("the last page, {to}, was not read: the document is too large")
    } else {
        format!("pages {from} to {to} were not read: the document is too large")
    };
    Diagnostic::new(Severity::Error, "page-cut", message).on_page(u32::try_from(from).unwrap_or(u32::MAX))
}

/// The opened file, and whether it took one of the user's passwords.
fn open(bytes: &[u8], options: &Options) -> Result<(Pdf, bool), Error> {
    // Copied once: retrying with another password shares it.
    let data = std::sync::Arc::new(bytes.to_vec());
    for password in std::iter::once("").chain(options.passwords.iter().map(String::as_str)) {
        match Pdf::new_with_password(std::sync::Arc::clone(&data), password) {
            Ok(pdf) => return Ok((pdf, !password.is_empty())),
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
