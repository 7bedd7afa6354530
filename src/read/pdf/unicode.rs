//! From character codes to Unicode, in the order of how far each source can be trusted.

use std::collections::BTreeMap;

use hayro_font::{Font, FontGlyph};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};

use super::tex::TexEncoding;
use super::to_unicode::ToUnicode;
use crate::model::document::GlyphText;

/// The text of a code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Decoded {
    /// Empty if unknown, or if the character has no form of its own (zero-width space).
    pub(super) text: GlyphText,
    /// From no trustworthy source.
    pub(super) guessed: bool,
    /// Whether any source knew the code.
    pub(super) known: bool,
}

/// What a font's dictionary offers beyond what the font library looks up itself.
#[derive(Debug)]
pub(super) struct Decoder {
    composite: bool,
    /// Neither `ToUnicode` nor an encoding: whatever comes out is a guess.
    pub(super) without_encoding: bool,
    /// The library's names are a mere default here (TrueType without an encoding).
    distrust_names: bool,
    /// Codes of a composite font are Unicode already (`UniJIS-UTF16-H` and its like).
    codes_are_unicode: bool,
    /// The map is said to be the identity, which some producers write whatever the codes are.
    identity: bool,
    /// Glyphs are named by their number in an encoding of TeX.
    tex: Option<TexEncoding>,
    /// The font's own map.
    to_unicode: Option<ToUnicode>,
    /// Code → character identifier → Unicode, for predefined character collections.
    collection: Option<Box<(CMap, CMap)>>,
    /// Glyph → character, from the embedded font program's own table.
    reverse: Option<BTreeMap<u32, char>>,
    /// Whether the program is embedded, so that its table means something.
    embedded: bool,
}

impl Decoder {
    pub(super) fn new(dict: &Dict<'_>, descriptor: &Dict<'_>, standard: bool) -> Self {
        let subtype = dict.get::<Name<'_>>("Subtype");
        let composite = subtype.as_deref() == Some(b"Type0");
        let true_type = matches!(subtype.as_deref(), Some(b"TrueType" | b"OpenType"));
        let to_unicode = to_unicode_map(dict);
        let embedded = ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key));
        let encoding = dict.get::<Name<'_>>("Encoding");
        // A Type 1 program brings an encoding of its own; a TrueType program does not bring names.
        let own_encoding = embedded && !true_type || standard || subtype.as_deref() == Some(b"Type3");
        let without_encoding =
            !dict.contains_key("ToUnicode") && !composite && !dict.contains_key("Encoding") && !own_encoding;
        let collection = (composite && to_unicode.is_none()).then(|| collection_maps(dict)).flatten().map(Box::new);
        let identity = dict.get::<Name<'_>>("ToUnicode").is_some_and(|name| name.starts_with(b"Identity"));
        Self {
            composite,
            without_encoding,
            distrust_names: without_encoding && true_type,
            codes_are_unicode: encoding.as_ref().is_some_and(|name| {
                name.starts_with(b"Uni") && (name.as_str().contains("UCS2") || name.as_str().contains("UTF16"))
            }),
            identity,
            tex: TexEncoding::of(dict).filter(|_| subtype.as_deref() == Some(b"Type3")),
            to_unicode,
            collection,
            reverse: None,
            embedded,
        }
    }

    /// Decodes one code; `glyph` is what the font draws for it.
    pub(super) fn decode(&mut self, font: &Font<'_>, code: u32) -> Decoded {
        let glyph = font.glyph(font.map_code(code), code);
        let mapped = self.to_unicode.as_ref().and_then(|map| map.text(code)).and_then(|text| clean(&text));
        if let Some(text) = mapped {
            return Decoded { text, guessed: false, known: true };
        }
        let named = match &glyph {
            FontGlyph::Outline(outline) => outline.as_unicode(),
            FontGlyph::Type3(drawn) => drawn.as_unicode(),
        };
        if let Some(decoded) = named.filter(|_| !self.distrust_names).and_then(|text| clean(&bf_text(text))) {
            return Decoded { text: decoded, guessed: self.without_encoding, known: true };
        }
        self.guess(&glyph, code)
    }

    fn guess(&mut self, glyph: &FontGlyph<'_>, code: u32) -> Decoded {
        let character = |character: Option<char>, guessed| {
            let text = character.and_then(|character| clean(character.encode_utf8(&mut [0; 4])))?;
            Some(Decoded { text, guessed, known: true })
        };
        if let Some(text) = self.tex.and_then(|tex| tex.text(code)) {
            return Decoded { text: text.into(), guessed: true, known: true };
        }
        let decoded = if self.codes_are_unicode {
            character(char::from_u32(code), false)
        } else if let Some((codes, characters)) = self.collection.as_deref() {
            let text = (1..=4)
                .find_map(|length| codes.lookup_cid_code(code, length))
                .and_then(|character| characters.lookup_bf_string(character))
                .and_then(|text| clean(&bf_text(text)));
            text.map(|text| Decoded { text, guessed: false, known: true })
        } else {
            character(self.reversed(glyph), true)
        };
        decoded
            .or_else(|| character(char::from_u32(code).filter(|_| self.identity), true))
            .or_else(|| character(win_ansi(code).filter(|_| !self.composite), true))
            .unwrap_or_default()
    }

    fn reversed(&mut self, glyph: &FontGlyph<'_>) -> Option<char> {
        let FontGlyph::Outline(outline) = glyph else {
            return None;
        };
        if !self.embedded || outline.glyph_id().to_u32() == 0 {
            return None;
        }
        let map = self.reverse.get_or_insert_with(|| {
            let program = outline.font_data();
            program.map(|program| super::cmap_table::reverse((*program.data).as_ref())).unwrap_or_default()
        });
        map.get(&outline.glyph_id().to_u32()).copied()
    }
}

/// Code → identifier and identifier → Unicode, for the character collections that PDF knows by name. The encoding may be
/// a map of the file's own.
fn collection_maps(font: &Dict<'_>) -> Option<(CMap, CMap)> {
    let codes = match font.get::<Object<'_>>("Encoding")? {
        Object::Name(name) => match CMapName::from_bytes(name.as_ref()) {
            CMapName::IdentityH | CMapName::IdentityV => CMap::identity_h(),
            name => CMap::parse(load_embedded(name)?, load_embedded)?,
        },
        Object::Stream(stream) => CMap::parse(&super::colour::helper_bytes(&stream)?, load_embedded)?,
        _ => return None,
    };
    let stated = codes.metadata().character_collection.as_ref().map(|collection| collection.family.clone());
    let family = stated.filter(|family| family.ucs2_cmap().is_some()).or_else(|| {
        let descendant = font.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
        let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
        let entry = |key: &str| info.get::<PdfString<'_>>(key);
        Some(CidFamily::from_registry_ordering(&entry("Registry")?, &entry("Ordering")?))
    })?;
    let characters = CMap::parse(load_embedded(family.ucs2_cmap()?)?, load_embedded)?;
    Some((codes, characters))
}

/// The text of a mapping of the CMap library.
pub(super) fn bf_text(text: BfString) -> String {
    match text {
        BfString::Char(character) => character.to_string(),
        BfString::String(text) => text,
    }
}

/// A code as Windows text.
pub(super) fn win_ansi(code: u32) -> Option<char> {
    let byte = [u8::try_from(code).ok()?];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
    text.chars().next().filter(|character| !character.is_control())
}

/// Text as the rest of the program expects it: ligatures as letters, every blank as a plain space, no controls.
/// `None` if nothing of it means anything. Soft hyphens and private-use characters stay.
pub(super) fn clean(text: &str) -> Option<GlyphText> {
    let mut out = String::new();
    let mut meaningful = false;
    for character in text.chars() {
        meaningful |= !(character == '\u{FFFD}' || character.is_control() && !is_blank(character));
        match character {
            '\u{FB00}' => out.push_str("ff"),
            '\u{FB01}' => out.push_str("fi"),
            '\u{FB02}' => out.push_str("fl"),
            '\u{FB03}' => out.push_str("ffi"),
            '\u{FB04}' => out.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFD}' => {}
            _ if is_blank(character) => out.push(' '),
            _ if character.is_control() => {}
            _ => out.push(character),
        }
    }
    meaningful.then(|| out.into())
}

fn is_blank(character: char) -> bool {
    character.is_whitespace()
}

/// A text string of a dictionary: UTF-16 or UTF-8 with a mark, else (nearly) Windows text.
pub(super) fn decode_text_string(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes
            .iter()
            .filter_map(|byte| win_ansi(u32::from(*byte)).or(byte.is_ascii_whitespace().then_some(' ')))
            .collect(),
    }
}

/// Whether a composite or simple font's widths and maps can be loaded without allocating beyond reason.
pub(super) fn widths_are_sane(dict: &Dict<'_>, limit: u64) -> bool {
    if dict.get::<i64>("FirstChar").is_some_and(|first| u64::try_from(first).is_ok_and(|first| first > limit)) {
        return false;
    }
    let Some(descendant) = dict.get::<Array<'_>>("DescendantFonts").and_then(|list| list.iter::<Dict<'_>>().next())
    else {
        return true;
    };
    ["W", "W2"].iter().all(|key| {
        let Some(list) = descendant.get::<Array<'_>>(key) else {
            return true;
        };
        let per_range = if *key == "W" { 3 } else { 5 };
        let mut numbers: Vec<f64> = Vec::new();
        let mut total = 0_u64;
        for item in list.iter::<Object<'_>>() {
            match item {
                Object::Number(number) => numbers.push(number.as_f64()),
                _ => numbers.clear(),
            }
            if numbers.len() == per_range {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates; negative is 0")]
                let span = (numbers[1] - numbers[0]).max(0.0) as u64;
                total = total.saturating_add(span + 1);
                numbers.clear();
            }
        }
        total <= limit
    })
}

/// A font's own `ToUnicode` map, if it says anything.
pub(super) fn to_unicode_map(dict: &Dict<'_>) -> Option<ToUnicode> {
    let data = super::colour::helper_bytes(&dict.get::<Stream<'_>>("ToUnicode")?)?;
    Some(ToUnicode::parse(&data)).filter(|map| !map.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{clean, decode_text_string, win_ansi};

    #[test]
    fn text_is_cleaned_without_losing_what_means_something() {
        for (raw, expected) in [
            ("\u{FB03}", Some("ffi")),
            ("\u{FB06}", Some("st")),
            ("\u{A0}", Some(" ")),
            ("\u{202F}", Some(" ")),
            ("\t", Some(" ")),
            ("\u{AD}", Some("\u{AD}")),
            ("\u{F0B7}", Some("\u{F0B7}")),
            ("\u{200B}", Some("")),
            ("e\u{301}", Some("e\u{301}")),
            ("\u{0}", None),
            ("\u{7}", None),
            ("\u{FFFD}", None),
            ("", None),
        ] {
            assert_eq!(clean(raw).as_deref(), expected, "{raw:?}");
        }
    }

    #[test]
    fn windows_codes_and_marked_strings_decode() {
        assert_eq!([0x92, 0x80, 0xE9, 0x41].map(win_ansi), [Some('’'), Some('€'), Some('é'), Some('A')]);
        assert_eq!([0x81, 0x07, 0x100].map(win_ansi), [None; 3]);
        assert_eq!(decode_text_string(b"\xFE\xFF\0\xE9\x20\x19"), "é’");
        assert_eq!(decode_text_string(b"\xFF\xFE\xE9\0"), "é");
        assert_eq!(decode_text_string("\u{FEFF}été".as_bytes()), "été");
        assert_eq!(decode_text_string(b"\xC9t\xE9\n"), "Été ");
    }
}
