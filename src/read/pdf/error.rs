//! What stops the reading of a whole PDF.

/// Why a PDF gave no document. Trouble with one page or font is a diagnostic instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes have no PDF signature and could not be read as one.
    #[error(
        "not a PDF: there is no `%PDF-` signature in its first 1024 bytes; check that the file is what its name says"
    )]
    NotPdf,
    /// A password is needed, and neither the empty one nor those given fit.
    #[error(
        "encrypted: {}; give its password with `--password-file`, or save a copy without one",
        match given { 0 => "it opens with a password only".to_owned(), 1 => "the password given does not open it".to_owned(), _ => format!("none of the {given} passwords given opens it") }
    )]
    Encrypted {
        /// How many passwords were given.
        given: usize,
    },
    /// It is encrypted in a way that cannot be undone here, whatever the password.
    #[error("encrypted in a way that cannot be read ({reason}); save a copy without protection")]
    UnsupportedEncryption {
        /// What the encryption lacks or asks for.
        reason: &'static str,
    },
    /// It has the signature, but no object structure could be found, not even by repair.
    #[error("damaged beyond repair: {reason}; download it again or print it to a new PDF")]
    Unreadable {
        /// What was wrong.
        reason: String,
    },
    /// It was read, but has no page.
    #[error("has no pages; open it in a viewer to see whether it is complete, then export it again")]
    NoPages,
}
