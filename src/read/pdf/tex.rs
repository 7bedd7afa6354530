//! The encodings of TeX, for bitmap fonts whose glyphs have no name but their number (`a11` at code 11).

use hayro_syntax::object::{Array, Dict, Object};

/// An encoding of TeX.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TexEncoding {
    /// The first one (OT1): accents are glyphs of their own.
    Old,
    /// The one with accented letters (T1).
    Cork,
}

/// What OT1 has at 11 to 31, and at 123 to 127.
const OLD_LOW: [&str; 21] =
    ["ff", "fi", "fl", "ffi", "ffl", "ı", "ȷ", "`", "´", "ˇ", "˘", "¯", "˚", "¸", "ß", "æ", "œ", "ø", "Æ", "Œ", "Ø"];
const OLD_HIGH: [&str; 5] = ["–", "—", "˝", "˜", "¨"];
/// What T1 has at 0 to 31.
const CORK_LOW: [&str; 32] = [
    "`", "´", "ˆ", "˜", "¨", "˝", "˚", "ˇ", "˘", "¯", "˙", "¸", "˛", "‚", "‹", "›", "“", "”", "„", "«", "»", "–", "—",
    "", "", "ı", "ȷ", "ff", "fi", "fl", "ffi", "ffl",
];

impl TexEncoding {
    /// The encoding of a font whose glyphs are named by their codes; `None` where any is named otherwise.
    pub(super) fn of(dict: &Dict<'_>) -> Option<Self> {
        let differences = dict.get::<Dict<'_>>("Encoding")?.get::<Array<'_>>("Differences")?;
        let (mut code, mut highest, mut named) = (0_u32, 0, 0);
        for item in differences.iter::<Object<'_>>().take(600) {
            match item {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
                Object::Number(number) => code = number.as_f64() as u32,
                Object::Name(name) => {
                    let digits = name.as_str().trim_start_matches(|c: char| c.is_ascii_alphabetic());
                    let numbered = digits.len() < name.as_str().len() && digits.parse() == Ok(code);
                    if !numbered && name.as_ref() != b".notdef" {
                        return None;
                    }
                    highest = highest.max(code);
                    named += usize::from(numbered);
                    code += 1;
                }
                _ => return None,
            }
        }
        (named > 0).then_some(if highest >= 0xC0 { Self::Cork } else { Self::Old })
    }

    /// The text of a code; `None` where it has none.
    pub(super) fn text(self, code: u32) -> Option<String> {
        let of = |table: &[&str], first: u32| table.get(usize::try_from(code - first).ok()?).map(|s| (*s).to_owned());
        let text = match (self, code) {
            (Self::Old, 11..=31) => of(&OLD_LOW, 11),
            (Self::Old, 123..=127) => of(&OLD_HIGH, 123),
            (Self::Old, 0x22) => Some("”".to_owned()),
            (Self::Old, 0x5C) => Some("“".to_owned()),
            (Self::Old, 0x5E) => Some("ˆ".to_owned()),
            (Self::Old, 0x5F) => Some("˙".to_owned()),
            (Self::Cork, 0..=31) => of(&CORK_LOW, 0),
            (Self::Cork, 0xD7) => Some("Œ".to_owned()),
            (Self::Cork, 0xF7) => Some("œ".to_owned()),
            (Self::Cork, 0xFF) => Some("ß".to_owned()),
            (_, 0x27) => Some("’".to_owned()),
            (_, 0x60) => Some("‘".to_owned()),
            (_, 0x20..=0x7E) | (Self::Cork, 0xC0..=0xFE) => char::from_u32(code).map(String::from),
            _ => None,
        };
        text.filter(|text| !text.is_empty())
    }
}
