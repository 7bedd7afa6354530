//! Texts in the addresses of links: what means something else there is written as its bytes, `é` as `%C3%A9`.

/// Signs that are themselves in any address.
const PLAIN: &[u8] = b"/-._~";

/// A text as an address has it; `more` are further signs that mean nothing where it stands.
#[must_use]
pub fn coded(text: &str, more: &[u8]) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) || more.contains(&byte);
    text.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The text of an address; `None` where it is none.
#[must_use]
pub fn decoded(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_from_its_address() {
        assert_eq!(coded("../été 1.pdf#3", b""), "../%C3%A9t%C3%A9%201.pdf%233");
        assert_eq!((coded("C:/a", b":").as_str(), coded("C:/a", b"").as_str()), ("C:/a", "C%3A/a"));
        for text in ["", "../inputs/été 1%.pdf", "a&b=c?d#e", "日本"] {
            assert_eq!(decoded(&coded(text, b"")).as_deref(), Some(text));
        }
        assert_eq!((decoded("%C3"), decoded("%zz"), decoded("%4")), (None, None, None));
    }
}
