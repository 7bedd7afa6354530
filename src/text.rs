//! Text helpers that every stage may use: folding for comparison, word tests.

pub mod address;
pub mod decode;
mod folded;
pub mod forms;
pub mod said;
mod separator;
pub mod wording;

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use folded::Folded;
pub use separator::separator;

/// Bytes in hexadecimal, lower case.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The text with composed characters (NFC); nearly all text has them already, and is not made again.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    // Letters, spaces and signs that French is printed with are, without a look-up.
    if text.chars().all(|c| c < '\u{300}' || matches!(c, '\u{2010}'..='\u{2027}' | '\u{202f}' | '€')) {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// The plain sign for any shape of an apostrophe or a dash; nothing for other characters.
pub(crate) fn plain_sign(character: char) -> Option<char> {
    match character {
        '’' | '‘' | 'ʼ' | '‛' | '\u{2bb}' | '′' | '`' | '´' => Some('\''),
        '‐'..='―' | '−' => Some('-'),
        _ => None,
    }
}

/// To three decimals, more than any score is worth and the same on every machine; a negative zero becomes zero.
#[must_use]
pub fn three_decimals(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0 + 0.0
}

/// Folds text for comparison with a profile's patterns: lower case, accents off, one kind of apostrophe, quotation
/// mark and dash, `…` as `...`, ligatures as letters, letter-spaced words joined, white space collapsed, outer blanks
/// off.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folding = Folding { text: String::with_capacity(text.len()), word: 0, letters: 0, spaced: false };
    let mut rest = text;
    while !rest.is_empty() {
        // Most of any text stays as it is; the decomposition of other characters costs a look-up.
        let same = rest.bytes().take_while(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'\''..=b'/')).count();
        folding.text.push_str(&rest[..same]);
        let mut characters = rest[same..].chars();
        let Some(character) = characters.next() else { break };
        rest = characters.as_str();
        match character {
            ' ' => folding.blank(),
            '`' | '’' => folding.text.push('\''),
            '\0'..=' ' | '\u{7f}' => folding.blank(),
            '!'..='~' => folding.text.push(character.to_ascii_lowercase()),
            _ => match plain_letter(character) {
                Some(plain) => folding.text.push(plain),
                None => decompose_compatible(character, |part| folding.add(part)),
            },
        }
    }
    folding.finish()
}

/// What French text is made of beside ASCII, without the look-ups that its decomposition takes.
pub(crate) fn plain_letter(character: char) -> Option<char> {
    Some(match character {
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        _ => return None,
    })
}

/// Text that is being folded.
struct Folding {
    text: String,
    /// Where its last word begins, in bytes.
    word: usize,
    /// How many of its last whole words are one letter each.
    letters: usize,
    /// Whether some words are one letter-spaced word.
    spaced: bool,
}

impl Folding {
    /// A blank between words; none at the start, nor after another.
    fn blank(&mut self) {
        if self.text.len() > self.word {
            self.end_word();
            self.text.push(' ');
            self.word = self.text.len();
        }
    }

    fn end_word(&mut self) {
        /// Of a letter, in bytes.
        const LONGEST: usize = 4;
        // Few words are as short.
        let is_letter = self.text.len() - self.word <= LONGEST && is_one_letter(&self.text[self.word..]);
        self.letters = if is_letter { self.letters + 1 } else { 0 };
        self.spaced |= self.letters == SHORTEST_SPACED_WORD;
    }

    /// One character of a compatibility decomposition: marks (accents) are dropped. Their order, which alone needs the
    /// neighbours, does not matter then.
    fn add(&mut self, character: char) {
        if let Some(sign) = plain_sign(character) {
            self.text.push(sign);
            return;
        }
        match character {
            '“' | '”' | '„' => self.text.push('"'),
            'œ' | 'Œ' => self.text.push_str("oe"),
            'æ' | 'Æ' => self.text.push_str("ae"),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            c if is_combining_mark(c) => {}
            c if c.is_whitespace() || c.is_control() => self.blank(),
            c => self.text.extend(c.to_lowercase()),
        }
    }

    fn finish(mut self) -> String {
        if self.text.len() > self.word {
            self.end_word();
        } else {
            self.text.pop();
        }
        if self.spaced { join_letter_spaced(&self.text) } else { self.text }
    }
}

/// One-letter words in a row that are one letter-spaced word, at least.
const SHORTEST_SPACED_WORD: usize = 4;

fn is_one_letter(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
}

/// `f o r m a t i o n` → `formation`.
fn join_letter_spaced(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').collect();
    let mut joined = String::with_capacity(folded.len());
    let mut index = 0;
    while index < words.len() {
        let run = words[index..].iter().take_while(|word| is_one_letter(word)).count();
        if !joined.is_empty() {
            joined.push(' ');
        }
        if run >= SHORTEST_SPACED_WORD {
            joined.extend(words[index..index + run].iter().copied());
            index += run;
        } else {
            joined.push_str(words[index]);
            index += 1;
        }
    }
    joined
}

/// Whether a sentence or clause ends here.
#[must_use]
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['»', '”', '"', ')', '\u{a0}', ' ', '*']);
    text.ends_with(['.', '!', '?', '…', ';', ':'])
}

/// The first letter, skipping quotation marks and brackets; `None` when something else comes first.
#[must_use]
pub fn first_letter(text: &str) -> Option<char> {
    text.chars()
        .find(|c| !matches!(c, '«' | '“' | '"' | '(' | '[' | ' ' | '\u{a0}' | '\u{202f}'))
        .filter(|c| c.is_alphabetic())
}

/// Whether text goes on in lower case, as the middle of a sentence does.
#[must_use]
pub fn starts_lower(text: &str) -> bool {
    first_letter(text).is_some_and(char::is_lowercase)
}

/// Whether the text has letters and all of them are capitals.
#[must_use]
pub fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// Where the words of a text are, in bytes: runs of letters and digits.
#[must_use]
pub fn word_ranges(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
        let end = at + letter.len_utf8();
        match words.last_mut() {
            Some(word) if word.end == at => word.end = end,
            _ => words.push(at..end),
        }
    }
    words
}

/// Words that carry meaning, folded: three letters or more, French function words left out.
#[must_use]
pub fn content_words(text: &str) -> Vec<String> {
    const FUNCTION_WORDS: &[&str] = &[
        "les", "des", "une", "aux", "par", "pour", "dans", "sur", "avec", "sans", "est", "son", "ses", "leur", "leurs",
        "qui", "que", "lie", "liee", "lies", "liees", "lien", "metier", "metiers", "the", "and",
    ];
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 3 && !FUNCTION_WORDS.contains(word))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fold_makes_spelling_variants_equal() {
        for variant in ["C’EST DÉJÀ LÀ… EN SUISSE", "c'est deja la... en  suisse ", "C‘est déjà là... en Suisse"]
        {
            assert_eq!(fold(variant), "c'est deja la... en suisse");
        }
        assert_eq!(fold("F O R M A T I O N"), "formation");
        assert_eq!(fold("Un p’tit œuf"), "un p'tit oeuf");
    }

    #[test]
    fn plain_letters_are_those_of_the_decomposition() {
        for character in '\u{80}'..='\u{ffff}' {
            if let Some(plain) = plain_letter(character) {
                let mut folding = Folding { text: String::new(), word: 0, letters: 0, spaced: false };
                decompose_compatible(character, |part| folding.add(part));
                assert_eq!(folding.text, plain.to_string());
            }
        }
    }

    #[test]
    fn sentence_ends_are_seen_through_closing_marks() {
        assert!(ends_sentence("Il a dit « oui. »"));
        assert!(ends_sentence("trois points :"));
        assert!(!ends_sentence("la santé à"));
    }

    #[test]
    fn content_words_leave_function_words_out() {
        assert_eq!(content_words("Les métiers liés à l’éthique des soins"), ["ethique", "soins"]);
    }
}
