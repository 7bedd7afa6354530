//! What parts the cells of a table that was saved as text.

/// The sign of `,`, `;` and tabulator that stands most often in the first line that is not empty, outside of quotes; the
/// first of those that are even.
#[must_use]
pub fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start_matches(['\r', '\n', ' ']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ => {}
        }
        for (sign, count) in counts.iter_mut().filter(|_| !quoted) {
            *count += usize::from(byte == *sign);
        }
    }
    // Of several greatest, `max_by_key` takes the last.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_tells_it() {
        for (text, expected) in [
            ("a,b;c\n1;2;3;4\n", b','),
            ("\r\n\n a;b\n1,2,3\n", b';'),
            ("\"a,b,\nc,\";d\n", b';'),
            ("a\tb\tc,d\n", b'\t'),
            ("\ta\tb\n", b'\t'),
            ("a\n1;2\n", b','),
            ("", b','),
        ] {
            assert_eq!(separator(text), expected, "{text:?}");
        }
    }
}
