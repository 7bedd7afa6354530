//! Folded text that knows where its characters come from.

use std::ops::Range;

use super::fold;

/// Folded text with the place of each of its bytes in the text that was folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// As [`fold`] gives it.
    pub text: String,
    /// Of each byte of `text`: where, in bytes, the character begins that it comes from, and where that ends.
    origins: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let mut origins = Vec::with_capacity(folded.len());
        // The text with each character folded by itself has the same characters in the same order; blanks alone may be
        // fewer (several in a row, those of letter-spaced words).
        let mut wanted = folded.char_indices().peekable();
        for (at, character) in text.char_indices() {
            let end = at + character.len_utf8();
            let own = if character.is_whitespace() { " ".to_owned() } else { fold(character.encode_utf8(&mut [0; 4])) };
            for part in own.chars() {
                if let Some((_, next)) = wanted.next_if(|(_, next)| *next == part) {
                    origins.extend(std::iter::repeat_n((at, end), next.len_utf8()));
                }
            }
        }
        origins.resize(folded.len(), (text.len(), text.len()));
        Self { text: folded, origins }
    }

    /// Where a range of the folded text stands in the text that was folded.
    #[must_use]
    pub fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let of = |at: usize| self.origins.get(at).copied();
        match (of(range.start), range.end.checked_sub(1).and_then(of)) {
            (Some((start, _)), Some((_, end))) if start <= end => start..end,
            _ => 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_text_tells_where_it_stands() {
        for (text, word, wanted) in [
            ("Fiche n° 3 – Cœur de métier", "coeur de metier", "Cœur de métier"),
            ("  L’ÉTÉ…  fini", "ete...", "ÉTÉ…"),
            ("M É T I E R  du soin", "metier", "M É T I E R"),
            ("N°\u{a0}12 : e\u{301}quipe", "equipe", "e\u{301}quipe"),
        ] {
            let folded = Folded::of(text);
            assert_eq!(folded.text, fold(text));
            let start = folded.text.find(word).unwrap();
            assert_eq!(&text[folded.origin(&(start..start + word.len()))], wanted);
        }
    }
}
