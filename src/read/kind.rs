//! What a file is, by its first bytes and its name.

use std::path::Path;

/// How many first bytes [`Kind::of`] wants to see.
pub const HEAD_BYTES: usize = 1024;

/// The kinds of file that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Bears the signature `%PDF-`, or is called `.pdf` and bears no other known signature.
    Pdf,
    /// Called `.txt`.
    Text,
    /// No bytes at all.
    Empty,
    /// Known, but not read: the name of the words for it in the catalogue.
    Other(&'static str),
}

/// Signatures of files that people take for reports.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "kind-png"),
    (b"\xff\xd8\xff", "kind-jpeg"),
    (b"GIF8", "kind-gif"),
    (b"II*\0", "kind-tiff"),
    (b"MM\0*", "kind-tiff"),
    (b"PK\x03\x04", "kind-zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kind-office"),
    (b"\x1f\x8b", "kind-gzip"),
    (b"%!PS", "kind-postscript"),
    (b"{\\rtf", "kind-rtf"),
    (b"\x7fELF", "kind-program"),
    (b"<!DOCTYPE html", "kind-web-page"),
    (b"<!doctype html", "kind-web-page"),
    (b"<html", "kind-web-page"),
];

impl Kind {
    /// The kind of the file called `name` that starts with `head` (at least [`HEAD_BYTES`], or the whole file).
    #[must_use]
    pub fn of(name: &Path, head: &[u8]) -> Self {
        let extension = name.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        let extension = extension.as_deref();
        if head.is_empty() {
            return Self::Empty;
        }
        if super::pdf::is_pdf(head) {
            return Self::Pdf;
        }
        if extension == Some("txt") {
            return Self::Text;
        }
        if let Some((_, words)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
            return Self::Other(words);
        }
        // A damaged start may still be a readable PDF: the reader decides.
        if extension == Some("pdf") { Self::Pdf } else { Self::Other("kind-other") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signature_wins_over_name() {
        let cases: &[(&str, &[u8], Kind)] = &[
            ("a.pdf", b"%PDF-1.7\n", Kind::Pdf),
            ("a.bin", b"junk first\n%PDF-1.4\n", Kind::Pdf),
            ("A.TXT", b"Bonjour", Kind::Text),
            ("a.pdf", b"\x89PNG\r\n\x1a\n....", Kind::Other("kind-png")),
            ("a.pdf", b"1 0 obj", Kind::Pdf),
            ("a.docx", b"PK\x03\x04", Kind::Other("kind-zip")),
            ("a.csv", b"a,b", Kind::Other("kind-other")),
            ("a.pdf", b"", Kind::Empty),
        ];
        for (name, head, kind) in cases {
            assert_eq!(Kind::of(Path::new(name), head), *kind, "{name}");
        }
    }
}
