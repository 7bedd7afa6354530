//! PDF → positioned glyphs, shapes, images and links.
//!
//! The syntax and the fonts are read by `hayro-syntax` and `hayro-font`; everything that gives them a place on the
//! page is here. Trouble with one page, font or form is a diagnostic; only a file that cannot be opened is an error.

mod accents;
mod aside;
mod attachments;
mod bands;
mod cmap_table;
mod colour;
mod doubles;
mod error;
mod fields;
mod fonts;
mod glyphs;
mod ground;
mod inflate;
mod interpreter;
mod limits;
mod marked;
mod mend;
mod objects;
mod operands;
mod optional;
mod owner;
mod page;
mod painting;
mod render;
mod shapes;
mod sink;
mod state;
mod structure;
mod tex;
mod tilt;
mod title;
mod to_unicode;
mod type3;
mod unicode;
mod watermarks;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

pub use error::Error;
pub use page::PICTURES_TOO_LARGE;
pub use render::Renderer;

use crate::message;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::{Document, ElementRole, Font, Page};
use colour::DeviceSpaces;
use fields::Form;
use fonts::FontTable;
use interpreter::Shared;
use limits::{Budget, MAX_PAGES};
use optional::OptionalContent;
use sink::GlyphSink;
use structure::Structure;
use watermarks::Watermarks;

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

/// Reads all pages of a PDF, whose bytes may be large and are not copied. The diagnostics are in page order and carry no file name.
///
/// # Errors
/// If the file as a whole cannot be read: not a PDF, encrypted, damaged beyond repair, or without pages.
pub fn read(bytes: &Arc<Vec<u8>>, options: &Options) -> Result<(Document, Vec<Diagnostic>), Error> {
    read_each(bytes, options, &mut |_, _, _| {})
}

/// Who is shown each page when it is read, with the document's fonts so far and all of its elements. What it takes out of
/// a page is not in the document.
pub type EachPage<'e> = dyn FnMut(&mut Page, &[Font], &[ElementRole]) + 'e;

/// As [`read`], and shows each page to `each`, in their order.
///
/// # Errors
/// As [`read`].
pub fn read_each(
    bytes: &Arc<Vec<u8>>,
    options: &Options,
    each: &mut EachPage<'_>,
) -> Result<(Document, Vec<Diagnostic>), Error> {
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
        form: Form::read(&pdf),
        device: DeviceSpaces::default(),
        sink: GlyphSink::default(),
    };
    let mut document = Document { title: title::read(&pdf), paginated: true, locked, ..Document::default() };
    let mut diagnostics: Vec<Diagnostic> = missing_pages(&pdf).into_iter().collect();
    let mut watermarks = Watermarks::default();
    let most = options.max_pages.map_or(MAX_PAGES, |most| most.min(MAX_PAGES));
    for (number, source) in (1_u32..).zip(pages.iter().take(most)) {
        let mut page = page::empty(number, source);
        if shared.budget.document_is_spent() {
            diagnostics.push(unread_rest(number as usize, pages.len()));
            break;
        }
        let before = diagnostics.len();
        let mut read = || page::read(source, &mut page, &mut shared, &mut diagnostics);
        // What was half done on a page is dropped; what all pages share is made anew or complete at any moment.
        if catch_unwind(AssertUnwindSafe(&mut read)).is_err() {
            page = page::empty(number, source);
            diagnostics.truncate(before);
            diagnostics.push(page::unreadable(number, message!("page-internal-error")));
        }
        watermarks.add(&page);
        each(&mut page, &shared.fonts.list, &shared.structure.roles);
        document.pages.push(page);
    }
    if pages.len() > document.pages.len() && document.pages.len() == most {
        let rest = unread_rest(most + 1, pages.len());
        diagnostics.push(if most < MAX_PAGES { rest.with_hint(message!("file-cut-raise")) } else { rest });
    }
    diagnostics.extend(watermarks.diagnostic());
    diagnostics.extend(shared.form.diagnostic());
    diagnostics.extend(attachments::find(&pdf));
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
    Some(Diagnostic::new(Severity::Error, "pages-missing", message!("pages-missing", promised, found)))
}

fn unread_rest(from: usize, to: usize) -> Diagnostic {
    let message =
        if from == to { message!("file-cut-of-page", page = to) } else { message!("file-cut-of-pages", from, to) };
    Diagnostic::new(Severity::Error, "page-cut", message).on_page(u32::try_from(from).unwrap_or(u32::MAX))
}

/// The opened file, and whether it took one of the user's passwords.
fn open(bytes: &Arc<Vec<u8>>, options: &Options) -> Result<(Pdf, bool), Error> {
    let mended = mend::streams(bytes).map(Arc::new);
    let bytes = mended.as_ref().unwrap_or(bytes);
    let opened = match open_bytes(bytes, options) {
        // The last resort: no catalogue could be found.
        Err(error @ Error::Unreadable { .. }) => {
            mend::catalogue(bytes).ok_or(error).and_then(|bytes| open_bytes(&Arc::new(bytes), options))
        }
        outcome => outcome,
    }?;
    match mend::page_tree(opened.0.data().as_ref(), &opened.0) {
        Some(bytes) => open_bytes(&Arc::new(bytes), options).or(Ok(opened)),
        None => Ok(opened),
    }
}

fn open_bytes(bytes: &Arc<Vec<u8>>, options: &Options) -> Result<(Pdf, bool), Error> {
    let mut encrypted = false;
    let mut unreadable = false;
    let mut open = |password: &str| match Pdf::new_with_password(bytes.clone(), password) {
        Ok(pdf) => Ok(Some((pdf, !password.is_empty()))),
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {
            encrypted = true;
            Ok(None)
        }
        Err(LoadPdfError::Decryption(error)) => {
            let reason = match error {
                DecryptionError::MissingIDEntry => message!("pdf-encryption-identifier"),
                DecryptionError::UnsupportedAlgorithm => message!("pdf-encryption-algorithm"),
                _ => message!("pdf-encryption-dictionary"),
            };
            Err(Error::UnsupportedEncryption { reason })
        }
        Err(LoadPdfError::Invalid) if !is_pdf(bytes) => Err(Error::NotPdf),
        Err(LoadPdfError::Invalid) => {
            unreadable = true;
            Ok(None)
        }
    };
    if let Some(opened) = open("")? {
        return Ok(opened);
    }
    let encryption = owner::Encryption::find(bytes);
    for password in &options.passwords {
        if let Some(opened) = open(password)? {
            return Ok(opened);
        }
        if let Some(user) = encryption.as_ref().and_then(|encryption| encryption.user_password(password))
            && let Some((pdf, _)) = open(&user)?
        {
            return Ok((pdf, true));
        }
    }
    // What is encrypted and damaged cannot be told from what is damaged without the password.
    if encrypted || (unreadable && encryption.is_some()) {
        return Err(Error::Encrypted { given: options.passwords.len() });
    }
    Err(Error::Unreadable { reason: message!("pdf-no-page-tree") })
}
