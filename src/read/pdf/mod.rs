//! PDF → positioned glyphs.

use crate::model::diagnostic::Diagnostic;
use crate::model::document::Document;

/// What the reader may spend.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// Why a PDF cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A password is needed.
    #[error("a password is needed")]
    Encrypted,
    /// Not a PDF that can be opened.
    #[error("damaged")]
    Damaged,
}

/// Whether the bytes bear the signature of a PDF.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

/// Reads a PDF.
///
/// # Errors
/// When it is encrypted or too damaged to have pages.
pub fn read(_bytes: &[u8], _options: &Options) -> Result<(Document, Vec<Diagnostic>), Error> {
    Err(Error::Damaged)
}
