//! Owners' passwords of files encrypted with RC4 or AES-128: what they open is the user's password.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Object, String as PdfString};
use md5::{Digest, Md5};
use memchr::memmem;

use super::mend::object_around;

/// What passwords are filled up with.
const PADDING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E, 0x2E, 0x00,
    0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];
/// The owner's entry of a file has at least this many bytes.
const OWNER_BYTES: usize = 32;
/// A dictionary is looked for no farther than this (bytes).
const LONGEST: usize = 8 << 10;

/// How a file is encrypted.
pub(super) struct Encryption {
    owner: Vec<u8>,
    revision: u32,
    /// Of the key, in bytes.
    length: usize,
}

impl Encryption {
    /// Looks for the encryption dictionary in a file that cannot be opened; `None` where none of this kind is found.
    pub(super) fn find(bytes: &[u8]) -> Option<Self> {
        memmem::rfind_iter(bytes, b"/Encrypt").find_map(|at| {
            let rest = bytes[at + b"/Encrypt".len()..].trim_ascii_start();
            let dictionary = if rest.starts_with(b"<<") { rest } else { referenced(bytes, rest)? };
            Self::parse(&dictionary[..dictionary.len().min(LONGEST)])
        })
    }

    /// Lets the parser read the dictionary, in a file of its own.
    fn parse(dictionary: &[u8]) -> Option<Self> {
        let mut file = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
                         2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\n3 0 obj "
            .to_vec();
        let end = memmem::find(dictionary, b"endobj").unwrap_or(dictionary.len());
        file.extend_from_slice(&dictionary[..end]);
        file.extend_from_slice(b"\nendobj\ntrailer << /Root 1 0 R >>\n");
        let pdf = Pdf::new(file).ok()?;
        for dict in pdf.objects().into_iter().filter_map(Object::into_dict) {
            if let Some(found) = Self::of(&dict) {
                return Some(found);
            }
        }
        None
    }

    fn of(dict: &Dict<'_>) -> Option<Self> {
        let owner = dict.get::<PdfString<'_>>("O")?;
        let (version, revision) = (dict.get::<u32>("V")?, dict.get::<u32>("R")?);
        let usual = if version == 4 { 128 } else { 40 };
        let bits = if version == 1 { 40 } else { dict.get::<usize>("Length").unwrap_or(usual) };
        let length = if revision == 2 { 5 } else { (bits / 8).clamp(5, 16) };
        let known = (2..=4).contains(&revision) && owner.as_bytes().len() >= OWNER_BYTES;
        known.then(|| Self { owner: owner.as_bytes()[..OWNER_BYTES].to_vec(), revision, length })
    }

    /// The user's password, if the one given is the owner's; nonsense if it is not, which opens nothing.
    pub(super) fn user_password(&self, owner: &str) -> Option<String> {
        let bytes = pdf_bytes(owner);
        let mut padded = bytes;
        padded.extend_from_slice(&PADDING);
        padded.truncate(PADDING.len());
        let mut key = Md5::digest(&padded).to_vec();
        if self.revision >= 3 {
            for _ in 0..50 {
                key = Md5::digest(&key).to_vec();
            }
        }
        key.truncate(self.length);
        let mut password = self.owner.clone();
        let rounds: u8 = if self.revision >= 3 { 20 } else { 1 };
        for round in (0..rounds).rev() {
            let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
            rc4(&key, &mut password);
        }
        let end = (0..=password.len()).find(|end| PADDING.starts_with(&password[*end..]))?;
        password.truncate(end);
        String::from_utf8(password).ok()
    }
}

/// Passwords of these files are in the encoding of documents, which is Latin 1 for most letters.
fn pdf_bytes(password: &str) -> Vec<u8> {
    let bytes: Option<Vec<u8>> = password.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    bytes.unwrap_or_else(|| password.as_bytes().to_vec())
}

/// The object that a reference names.
fn referenced<'b>(bytes: &'b [u8], reference: &[u8]) -> Option<&'b [u8]> {
    let digits = reference.iter().position(|byte| !byte.is_ascii_digit())?;
    let number: usize = std::str::from_utf8(&reference[..digits]).ok()?.parse().ok()?;
    memmem::rfind_iter(bytes, b" obj").find_map(|at| {
        let body = &bytes[at + b" obj".len()..];
        // Heads of objects are few; that this is the one is asked of its own first byte.
        (object_around(bytes, at + b" obj".len()).is_some_and(|(found, _)| found == number)).then_some(body)
    })
}

/// Encrypts, or decrypts, in place.
fn rc4(key: &[u8], data: &mut [u8]) {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut j = 0_u8;
    for i in 0..256 {
        j = j.wrapping_add(state[i]).wrapping_add(key[i % key.len()]);
        state.swap(i, usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    for byte in data {
        i = i.wrapping_add(1);
        j = j.wrapping_add(state[usize::from(i)]);
        state.swap(usize::from(i), usize::from(j));
        *byte ^= state[usize::from(state[usize::from(i)].wrapping_add(state[usize::from(j)]))];
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_cipher_is_rc4() {
        let mut data = *b"Plaintext";
        super::rc4(b"Key", &mut data);
        assert_eq!(data, [0xBB, 0xF3, 0x16, 0xE8, 0xD9, 0x40, 0xAF, 0x0A, 0xD3]);
    }
}
