//! What stops the reading of a whole PDF.

use std::fmt;

use crate::message;
use crate::model::message::Message;

/// Why a PDF gave no document. Trouble with one page or font is a diagnostic instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes have no PDF signature and could not be read as one.
    NotPdf,
    /// A password is needed, and neither the empty one nor those given fit.
    Encrypted {
        /// How many passwords were given.
        given: usize,
    },
    /// It is encrypted in a way that cannot be undone here, whatever the password.
    UnsupportedEncryption {
        /// What the encryption lacks or asks for.
        reason: Message,
    },
    /// It has the signature, but no object structure could be found, not even by repair.
    Unreadable {
        /// What was wrong.
        reason: Message,
    },
    /// It was read, but has no page.
    NoPages,
}

impl Error {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NotPdf => message!("pdf-not"),
            Self::Encrypted { given: 0 } => message!("pdf-encrypted"),
            Self::Encrypted { given } => message!("pdf-encrypted-passwords", given = *given),
            Self::UnsupportedEncryption { reason } => message!("pdf-encryption", reason = reason.clone()),
            Self::Unreadable { reason } => message!("pdf-unreadable", reason = reason.clone()),
            Self::NoPages => message!("pdf-no-pages"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}
