//! `ToUnicode` maps as producers really write them: tokens without blanks between them, ranges of identifiers where
//! ranges of characters belong, a name in place of a map. What cannot be read is passed over, the rest is kept.

use rustc_hash::FxHashMap;

use crate::model::document::GlyphText;

/// Entries that are kept of one map.
const MAX_ENTRIES: usize = 100_000;

/// From codes to text.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    single: FxHashMap<u32, GlyphText>,
    /// First and last code, and the UTF-16 of the first: its last unit counts on.
    ranges: Vec<(u32, u32, Vec<u16>)>,
    /// Whether codes without an entry are Unicode themselves.
    identity: bool,
}

/// The section of a map that its strings belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    None,
    Characters,
    Ranges,
    Identifiers { ranges: bool },
}

impl ToUnicode {
    /// Reads a map.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut section = Section::None;
        // The strings since the last entry, and the strings of a list among them.
        let mut strings: Vec<Vec<u8>> = Vec::new();
        let mut list: Option<Vec<Vec<u8>>> = None;
        let mut name: &[u8] = b"";
        for token in (Tokens { bytes, at: 0 }) {
            if map.single.len() + map.ranges.len() > MAX_ENTRIES {
                break;
            }
            match token {
                Token::Text(text) => match &mut list {
                    Some(list) => list.push(text),
                    None => {
                        strings.push(text);
                        map.take_strings(section, &mut strings);
                    }
                },
                Token::ListStart => list = Some(Vec::new()),
                Token::ListEnd => {
                    let list = list.take().unwrap_or_default();
                    if let (Section::Ranges, [first, _]) = (section, strings.as_slice()) {
                        let first = number(first);
                        (first..).zip(&list).for_each(|(code, text)| map.add(code, &utf16(text)));
                    }
                    strings.clear();
                }
                Token::Name(found) => {
                    name = found;
                    // Text may be given as the name of a glyph; longer ones than a letter are left to the font.
                    if let (Section::Characters, [code], [letter]) = (section, strings.as_slice(), found) {
                        map.add(number(code), &[u16::from(*letter)]);
                    }
                    strings.clear();
                }
                Token::Word(word) => {
                    if let Some(next) = section_of(word) {
                        section = next;
                        strings.clear();
                    } else if word.ends_with(b"usecmap") {
                        map.identity |= name.starts_with(b"Identity");
                    } else if let Section::Identifiers { ranges } = section {
                        map.take_identifiers(ranges, &mut strings, word);
                    }
                }
            }
        }
        map
    }

    /// Whether nothing is known.
    pub(super) fn is_empty(&self) -> bool {
        self.single.is_empty() && self.ranges.is_empty() && !self.identity
    }

    /// The text of a code.
    pub(super) fn text(&self, code: u32) -> Option<GlyphText> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let range = self.ranges.iter().find(|(first, last, _)| (*first..=*last).contains(&code));
        if let Some((first, _, start)) = range {
            let mut units = start.clone();
            if let Some(last) = units.last_mut() {
                *last = last.wrapping_add(u16::try_from(code - first).unwrap_or(0));
            }
            return Some(String::from_utf16_lossy(&units).into());
        }
        let character = char::from_u32(code).filter(|_| self.identity)?;
        Some(GlyphText::from_iter([character]))
    }

    fn add(&mut self, code: u32, units: &[u16]) {
        if !units.is_empty() {
            self.single.insert(code, String::from_utf16_lossy(units).into());
        }
    }

    fn take_strings(&mut self, section: Section, strings: &mut Vec<Vec<u8>>) {
        match (section, strings.as_slice()) {
            (Section::Characters, [code, text]) => self.add(number(code), &utf16(text)),
            (Section::Ranges, [first, last, text]) => {
                let (first, last, start) = (number(first), number(last), utf16(text));
                if first == last {
                    self.add(first, &start);
                } else if !start.is_empty() {
                    self.ranges.push((first, last, start));
                }
            }
            (Section::None, _) => {}
            _ => return,
        }
        strings.clear();
    }

    /// Identifiers stand where characters should, and are those.
    fn take_identifiers(&mut self, ranges: bool, strings: &mut Vec<Vec<u8>>, word: &[u8]) {
        let value = std::str::from_utf8(word).ok().and_then(|word| word.parse::<u16>().ok());
        match (ranges, strings.as_slice(), value) {
            (true, [first, last], Some(start)) => self.ranges.push((number(first), number(last), vec![start])),
            (false, [code], Some(value)) => self.add(number(code), &[value]),
            _ => {}
        }
        strings.clear();
    }
}

/// The section that a word opens or ends; words may be stuck to what stands before them.
fn section_of(word: &[u8]) -> Option<Section> {
    const SECTIONS: [(&[u8], Section); 5] = [
        (b"beginbfchar", Section::Characters),
        (b"beginbfrange", Section::Ranges),
        (b"begincidchar", Section::Identifiers { ranges: false }),
        (b"begincidrange", Section::Identifiers { ranges: true }),
        (b"begincodespacerange", Section::None),
    ];
    let opened = SECTIONS.iter().find(|(name, _)| word.ends_with(name)).map(|(_, section)| *section);
    opened.or_else(|| word.starts_with(b"end").then_some(Section::None))
}

/// The number that a code's bytes are.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |value, byte| value << 8 | u32::from(*byte))
}

/// Text is UTF-16; a single byte is the lower half of a unit.
fn utf16(bytes: &[u8]) -> Vec<u16> {
    let (odd, pairs) = bytes.split_at(bytes.len() % 2);
    let units = pairs.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
    odd.iter().map(|byte| u16::from(*byte)).chain(units).collect()
}

enum Token<'b> {
    /// A string in hexadecimal digits.
    Text(Vec<u8>),
    ListStart,
    ListEnd,
    Name(&'b [u8]),
    Word(&'b [u8]),
}

struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    /// The bytes from here to the first that `ends`, which is passed where it is given to be.
    fn until(&mut self, ends: impl Fn(u8) -> bool) -> &'b [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        let is_end = |byte: u8| byte.is_ascii_whitespace() || byte == 0 || b"<>[]()/%{}".contains(&byte);
        loop {
            let byte = *self.bytes.get(self.at)?;
            match byte {
                b'%' => {
                    self.until(|byte| matches!(byte, b'\r' | b'\n'));
                }
                b'<' => {
                    self.at += 1;
                    if self.bytes.get(self.at) == Some(&b'<') {
                        self.at += 1;
                        continue;
                    }
                    let digits: Vec<u8> = self.until(|byte| byte == b'>').to_vec();
                    self.at += 1;
                    return Some(Token::Text(bytes_of(&digits)));
                }
                b'(' => {
                    self.until(|byte| byte == b')');
                }
                b'[' | b']' => {
                    self.at += 1;
                    return Some(if byte == b'[' { Token::ListStart } else { Token::ListEnd });
                }
                b'/' => {
                    self.at += 1;
                    return Some(Token::Name(self.until(is_end)));
                }
                _ if is_end(byte) => self.at += 1,
                _ => return Some(Token::Word(self.until(is_end))),
            }
        }
    }
}

/// The bytes that hexadecimal digits stand for; other signs are passed over.
fn bytes_of(digits: &[u8]) -> Vec<u8> {
    let mut values = digits.iter().filter_map(|digit| char::from(*digit).to_digit(16));
    let mut bytes = Vec::with_capacity(digits.len() / 2);
    while let Some(high) = values.next() {
        let value = high << 4 | values.next().unwrap_or(0);
        bytes.extend(u8::try_from(value));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::ToUnicode;

    fn texts(map: &str, codes: &[u32]) -> Vec<Option<String>> {
        let map = ToUnicode::parse(map.as_bytes());
        codes.iter().map(|code| map.text(*code).map(|text| text.to_string())).collect()
    }

    fn some(texts: &[&str]) -> Vec<Option<String>> {
        texts.iter().map(|text| Some((*text).to_owned())).collect()
    }

    #[test]
    fn maps_are_read_with_and_without_blanks() {
        let spaced = "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <01> <0041> <02> <00660069> \
                      endbfchar 2 beginbfrange <10> <12> <0061> <20> <21> [<00E9> <00E8>] endbfrange endcmap";
        let glued = "1begincodespacerange<00><FF>endcodespacerange2beginbfchar<01><0041><02><00660069>endbfchar \
                     2beginbfrange<10><12><0061><20><21>[<00E9><00E8>]endbfrangeendcmap";
        for map in [spaced, glued] {
            let codes = [1, 2, 0x10, 0x12, 0x20, 0x21];
            assert_eq!(texts(map, &codes), some(&["A", "fi", "a", "c", "é", "è"]), "{map}");
            assert_eq!(texts(map, &[3, 0x13]), [None, None]);
        }
    }

    #[test]
    fn identities_say_that_codes_are_characters() {
        for map in [
            "/CIDInit /ProcSet findresource begin /Identity-H usecmap endcmap",
            "1 begincidrange <0000> <ffff> 0 endcidrange",
            "1begincidrange<0000><ffff>0 endcidrange",
        ] {
            assert_eq!(texts(map, &[0x41, 0xE9]), some(&["A", "é"]), "{map}");
        }
    }

    #[test]
    fn what_is_broken_is_passed_over() {
        let map = "beginbfchar <01> <0041> <02> endbfchar beginbfchar <03> <4> <04> <D83DDE00> endbfchar <05";
        assert_eq!(texts(map, &[1, 2, 4]), [Some("A".to_owned()), None, Some("😀".to_owned())]);
        assert!(ToUnicode::parse(b"").is_empty());
        assert!(ToUnicode::parse(b"<<[[(/").is_empty());
    }
}
