//! Fonts: from a font dictionary to what one shown code is, says and measures.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::load_embedded;
use hayro_font::{CMapResolverFn, Font, FontCache, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, Name, ObjRef, Stream};
use rustc_hash::FxHashMap;

use super::accents::combining;
use super::inflate::grows_beyond;
use super::limits::{MAX_HELPER_BYTES, MAX_STREAM_BYTES, MAX_WIDTH_ENTRIES};
use super::to_unicode::ToUnicode;
use super::type3;
use super::unicode::{Decoded, Decoder, clean, to_unicode_map, widths_are_sane, win_ansi};
use crate::model::document;

/// Ascent and descent, in em, of fonts that state none or nonsense.
const DEFAULT_ASCENT: f64 = 0.8;
const DEFAULT_DESCENT: f64 = -0.2;
/// Advance, in em, of codes of a font that could not be loaded and states no widths.
const DEFAULT_ADVANCE: f64 = 0.5;
/// Stem widths, in 1/1000 em, from which a font counts as bold: common regular fonts stay below 110.
const BOLD_STEM: f64 = 136.0;

/// A font as the interpreter uses it.
pub(super) struct PdfFont<'a> {
    loaded: Loaded<'a>,
    /// Index into the document's fonts.
    pub(super) index: u16,
    /// Above the baseline, in em.
    pub(super) ascent: f64,
    /// Below the baseline, in em, negative.
    pub(super) descent: f64,
    /// What one text unit is in em: 1, except for Type 3 fonts with a design grid of their own.
    pub(super) em: f64,
    pub(super) vertical: bool,
    /// Whether codes may have several bytes.
    composite: bool,
    codes: RefCell<FxHashMap<u32, Rc<Code>>>,
    /// What strings that begin with these bytes show first, by two bytes or, in the only table, by one.
    starts: Vec<OnceCell<Starts>>,
}

/// What strings show first, by a byte.
type Starts = Box<[OnceCell<Shown>; BYTES]>;

/// How many bytes there are.
const BYTES: usize = 256;

/// What a string shows first.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) code: u32,
    /// In bytes, at least 1.
    pub(super) length: usize,
    pub(super) entry: Rc<Code>,
}

/// One character code of a font.
#[derive(Debug, Default)]
pub(super) struct Code {
    pub(super) decoded: Decoded,
    /// Advance along the writing direction, in text units.
    pub(super) advance: f64,
    /// From the text position to the glyph's origin, in text units (vertical writing).
    pub(super) shift: (f64, f64),
    /// Whether its character may be an accent of a letter beside it.
    pub(super) accent: bool,
}

enum Loaded<'a> {
    Known { font: Font<'a>, decoder: RefCell<Decoder> },
    Unreadable(Box<Fallback>),
}

/// What is left of a font that cannot be loaded: the dictionary's widths and `ToUnicode`.
struct Fallback {
    composite: bool,
    first: u32,
    widths: Vec<f64>,
    to_unicode: Option<ToUnicode>,
}

impl PdfFont<'_> {
    /// What `bytes` show at `offset`, which must lie within them, where it was shown before.
    #[inline]
    pub(super) fn known(&self, bytes: &[u8], offset: usize) -> Option<&Shown> {
        self.start(bytes.get(offset..)?)?.get()
    }

    /// What `bytes` show at `offset`, which must lie within them.
    pub(super) fn read(&self, bytes: &[u8], offset: usize) -> Shown {
        let (code, length) = self.next_code(bytes, offset);
        let shown = Shown { code, length, entry: self.code(code) };
        // No code of a composite font, told as 0, may be a code with more bytes elsewhere.
        let depends_on_more = self.composite && (length > 2 || (code, length) == (0, 1));
        if let Some(start) = self.start(&bytes[offset..]).filter(|_| !depends_on_more) {
            return start.get_or_init(|| shown).clone();
        }
        shown
    }

    /// Where it is kept what strings that begin as this one show first.
    #[inline]
    fn start(&self, bytes: &[u8]) -> Option<&OnceCell<Shown>> {
        let (table, byte) = match bytes {
            [byte, ..] if !self.composite => (0, *byte),
            [first, second, ..] => (*first, *second),
            _ => return None,
        };
        let empty = || Box::new([const { OnceCell::new() }; BYTES]);
        Some(&self.starts.get(usize::from(table))?.get_or_init(empty)[usize::from(byte)])
    }

    /// The code at `offset` and its length in bytes, at least 1. `offset` must lie within `bytes`.
    fn next_code(&self, bytes: &[u8], offset: usize) -> (u32, usize) {
        match &self.loaded {
            Loaded::Known { font, .. } => {
                let (code, length) = font.read_code(bytes, offset);
                (code, length.max(1))
            }
            Loaded::Unreadable(fallback) if fallback.composite => match bytes.get(offset..offset + 2) {
                Some(pair) => (u32::from(pair[0]) << 8 | u32::from(pair[1]), 2),
                None => (u32::from(bytes[offset]), 1),
            },
            Loaded::Unreadable(_) => (u32::from(bytes[offset]), 1),
        }
    }

    /// What a code is; looked up once.
    fn code(&self, code: u32) -> Rc<Code> {
        Rc::clone(self.codes.borrow_mut().entry(code).or_insert_with(|| Rc::new(self.look_up(code))))
    }

    fn look_up(&self, code: u32) -> Code {
        match &self.loaded {
            Loaded::Known { font, decoder } => {
                let advance = font.code_advance(code);
                let shift = font.origin_displacement(code);
                let advance = if self.vertical { advance.y } else { advance.x } / 1000.0;
                let decoded = decoder.borrow_mut().decode(font, code);
                Code {
                    accent: combining(&decoded.text).is_some(),
                    decoded,
                    advance: if advance.is_finite() { advance } else { 0.0 },
                    shift: (shift.x / 1000.0, shift.y / 1000.0),
                }
            }
            Loaded::Unreadable(fallback) => fallback.look_up(code),
        }
    }
}

impl Fallback {
    fn read(dict: &Dict<'_>) -> Self {
        Self {
            composite: dict.contains_key("DescendantFonts"),
            first: dict.get::<u32>("FirstChar").unwrap_or(0),
            widths: dict
                .get::<Array<'_>>("Widths")
                .map(|list| list.iter::<f64>().take(256).collect())
                .unwrap_or_default(),
            to_unicode: to_unicode_map(dict),
        }
    }

    fn look_up(&self, code: u32) -> Code {
        let mapped = self.to_unicode.as_ref().and_then(|map| map.text(code));
        let decoded = match mapped.and_then(|text| clean(&text)) {
            Some(text) => Decoded { text, guessed: false, known: true },
            None if self.composite => Decoded::default(),
            None => win_ansi(code).map_or_else(Decoded::default, |character| Decoded {
                text: clean(character.encode_utf8(&mut [0; 4])).unwrap_or_default(),
                guessed: true,
                known: true,
            }),
        };
        let width = code.checked_sub(self.first).and_then(|index| self.widths.get(index as usize)).copied();
        let advance = width.map_or(DEFAULT_ADVANCE, |width| width / 1000.0);
        let advance = if advance.is_finite() { advance } else { 0.0 };
        Code { accent: combining(&decoded.text).is_some(), decoded, advance, shift: (0.0, 0.0) }
    }
}

/// The fonts of a document: each dictionary is loaded once.
pub(super) struct FontTable<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    encodings: CMapResolverFn,
    /// By what entries of the resources refer to: pages share fonts, be their resources their own or not.
    referred: FxHashMap<ObjRef, Rc<PdfFont<'a>>>,
    /// By the place of the dictionary in the file's memory.
    loaded: FxHashMap<(usize, usize), Rc<PdfFont<'a>>>,
    /// The model's fonts, in order of first use.
    pub(super) list: Vec<document::Font>,
    /// Where they are in the list.
    places: FxHashMap<document::Font, u16>,
    /// Fonts that could not be loaded since this was last emptied.
    pub(super) unreadable: Vec<String>,
}

impl<'a> FontTable<'a> {
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            programs: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
                })
            }),
            encodings: Arc::new(load_embedded),
            referred: FxHashMap::default(),
            loaded: FxHashMap::default(),
            list: Vec::new(),
            places: FxHashMap::default(),
            unreadable: Vec::new(),
        }
    }

    /// How many fonts were loaded.
    pub(super) fn count(&self) -> usize {
        self.loaded.len()
    }

    /// The font that the fonts of some resources hold under a name.
    pub(super) fn named(&mut self, fonts: &Dict<'a>, name: &Name<'_>) -> Option<Rc<PdfFont<'a>>> {
        let reference = fonts.get_ref(name);
        if let Some(font) = reference.and_then(|reference| self.referred.get(&reference)) {
            return Some(Rc::clone(font));
        }
        let font = self.font(&fonts.get::<Dict<'a>>(name)?);
        if let Some(reference) = reference {
            self.referred.insert(reference, Rc::clone(&font));
        }
        Some(font)
    }

    /// The font of a dictionary; one that cannot be loaded still gives widths and text.
    pub(super) fn font(&mut self, dict: &Dict<'a>) -> Rc<PdfFont<'a>> {
        let key = place_of(dict);
        if let Some(font) = self.loaded.get(&key) {
            return Rc::clone(font);
        }
        let font = Rc::new(self.load(dict));
        self.loaded.insert(key, Rc::clone(&font));
        font
    }

    fn load(&mut self, dict: &Dict<'a>) -> PdfFont<'a> {
        let descendant = dict
            .get::<Array<'_>>("DescendantFonts")
            .and_then(|list| list.iter::<Dict<'_>>().next())
            .unwrap_or_default();
        let descriptor = dict
            .get::<Dict<'_>>("FontDescriptor")
            .or_else(|| descendant.get::<Dict<'_>>("FontDescriptor"))
            .unwrap_or_default();
        let name = font_name(dict, &descriptor);
        let sane = widths_are_sane(dict, MAX_WIDTH_ENTRIES)
            && !holds_bomb(dict)
            && !holds_bomb(&descendant)
            && !holds_bomb(&descriptor);
        let font = sane.then(|| self.cache.font(dict, &self.programs, &self.encodings)).flatten();
        let type3 = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type3");
        let (ascent, descent, em) =
            if type3 { (DEFAULT_ASCENT, DEFAULT_DESCENT, type3::em(dict)) } else { metrics(&descriptor) };
        let decoder = Decoder::new(dict, &descriptor, is_standard(&name));
        let mut model = describe(name, &descriptor);
        model.symbolic |= decoder.without_encoding && flags(&descriptor) & 0b10_0100 == 0b100;
        if model.name.is_empty() && font.is_none() {
            model.name = "unnamed".to_owned();
        }
        if font.is_none() {
            self.unreadable.push(model.name.clone());
        }
        let index = self.index_of(model);
        // Every other kind of font has codes of one byte.
        let composite = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type0") || font.is_none();
        let vertical = font.as_ref().is_some_and(|font| !font.is_horizontal());
        let loaded = match font {
            Some(font) => Loaded::Known { font, decoder: RefCell::new(decoder) },
            None => Loaded::Unreadable(Box::new(Fallback::read(dict))),
        };
        let codes = RefCell::default();
        let starts = vec![OnceCell::new(); if composite { BYTES } else { 1 }];
        PdfFont { loaded, index, ascent, descent, em, vertical, composite, codes, starts }
    }

    /// The font of text that no font is named for.
    pub(super) fn stand_in(&mut self) -> u16 {
        self.index_of(document::Font { name: "Helvetica".to_owned(), ..document::Font::default() })
    }

    /// The bold variant of one of the list's fonts.
    pub(super) fn bolder(&mut self, index: u16) -> u16 {
        match self.list.get(usize::from(index)) {
            Some(font) if !font.bold => self.index_of(document::Font { bold: true, ..font.clone() }),
            _ => index,
        }
    }

    fn index_of(&mut self, font: document::Font) -> u16 {
        // The list is shorter than the limit on fonts, which fits.
        let next = u16::try_from(self.list.len()).unwrap_or(u16::MAX);
        *self.places.entry(font).or_insert_with_key(|font| {
            self.list.push(font.clone());
            next
        })
    }
}

/// Where a dictionary stands in memory, which stays in place while the document is read.
fn place_of(dict: &Dict<'_>) -> (usize, usize) {
    (dict.data().as_ptr() as usize, dict.data().len())
}

/// The PostScript name without subset prefix and without the encoding that composite fonts append.
fn font_name(dict: &Dict<'_>, descriptor: &Dict<'_>) -> String {
    let name = dict
        .get::<Name<'_>>("BaseFont")
        .or_else(|| descriptor.get::<Name<'_>>("FontName"))
        .or_else(|| dict.get::<Name<'_>>("Name"));
    let Some(name) = name else {
        return String::new();
    };
    let name = String::from_utf8_lossy(name.as_ref()).into_owned();
    let bare = match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 && prefix.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => &name,
    };
    bare.strip_suffix("-Identity-H").or_else(|| bare.strip_suffix("-Identity-V")).unwrap_or(bare).to_owned()
}

/// Whether one of the streams that loading decodes would grow beyond reason.
fn holds_bomb(dict: &Dict<'_>) -> bool {
    let holds = |keys: &[&str], most| {
        keys.iter().any(|key| dict.get::<Stream<'_>>(key).is_some_and(|stream| grows_beyond(&stream, most)))
    };
    holds(&["FontFile", "FontFile2", "FontFile3"], MAX_STREAM_BYTES)
        || holds(&["ToUnicode", "Encoding", "CIDToGIDMap"], MAX_HELPER_BYTES)
}

fn flags(descriptor: &Dict<'_>) -> i64 {
    descriptor.get::<i32>("Flags").map_or(0, i64::from)
}

/// Name, weight and slant.
fn describe(name: String, descriptor: &Dict<'_>) -> document::Font {
    let lower = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let number = |key: &str| descriptor.get::<f64>(key).unwrap_or(0.0);
    let flags = flags(descriptor);
    document::Font {
        bold: has(&["bold", "black", "heavy", "demi", "medium"])
            || lower.ends_with("-medi")
            || number("FontWeight") >= 600.0
            || number("StemV") >= BOLD_STEM
            || flags & 1 << 18 != 0,
        italic: has(&["italic", "oblique"]) || number("ItalicAngle") != 0.0 || flags & 1 << 6 != 0,
        symbolic: has(&["symbol", "wingdings", "dingbats", "webdings"]),
        name,
    }
}

fn is_standard(name: &str) -> bool {
    ["Helvetica", "Times-", "Courier", "Symbol", "ZapfDingbats"].iter().any(|family| name.starts_with(family))
}

/// Ascent, descent and the unit, from a descriptor if what it says can be.
fn metrics(descriptor: &Dict<'_>) -> (f64, f64, f64) {
    let number = |key: &str| descriptor.get::<f64>(key).unwrap_or(0.0) / 1000.0;
    // Some producers write the descent without its sign.
    let (ascent, descent) = (number("Ascent"), -number("Descent").abs());
    if (0.5..=1.2).contains(&ascent) && (-0.5..=-0.05).contains(&descent) {
        (ascent, descent, 1.0)
    } else {
        (DEFAULT_ASCENT, DEFAULT_DESCENT, 1.0)
    }
}
