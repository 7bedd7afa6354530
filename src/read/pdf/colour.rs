//! Colour spaces, as far as telling colours apart needs: everything ends as sRGB.

use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use hayro_syntax::page::Resources;

use super::limits::{MAX_DEFINITION_DEPTH, MAX_HELPER_BYTES};
use crate::model::document::Rgb;

/// How components become a colour.
#[derive(Debug, Clone)]
pub(super) enum ColourSpace {
    Gray,
    Rgb,
    Cmyk,
    Lab,
    /// A palette over another space.
    Indexed {
        base: Rc<ColourSpace>,
        table: Vec<u8>,
    },
    /// Inks (Separation, DeviceN) with their stand-in.
    Tint {
        inks: Vec<Ink>,
        base: Rc<ColourSpace>,
        function: Option<Exponential>,
    },
    /// A pattern or shading: no single colour.
    Pattern,
}

/// The inks whose colour is known by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Cyan,
    Magenta,
    Yellow,
    Black,
    Nothing,
    Other,
}

/// A type 2 function: from `c0` to `c1` by the tint's power.
#[derive(Debug, Clone)]
pub(super) struct Exponential {
    c0: Vec<f64>,
    c1: Vec<f64>,
    power: f64,
}

/// The spaces that operators name without a look at the resources, made once.
#[derive(Debug)]
pub(super) struct DeviceSpaces {
    pub(super) gray: Rc<ColourSpace>,
    pub(super) rgb: Rc<ColourSpace>,
    pub(super) cmyk: Rc<ColourSpace>,
}

impl Default for DeviceSpaces {
    fn default() -> Self {
        let [gray, rgb, cmyk] = [ColourSpace::Gray, ColourSpace::Rgb, ColourSpace::Cmyk].map(Rc::new);
        Self { gray, rgb, cmyk }
    }
}

/// What stands for a pattern, whose colours are not looked at.
const PATTERN_COLOUR: Rgb = Rgb(128, 128, 128);

impl ColourSpace {
    /// The space that `cs` names: a device space, or one of the resources.
    pub(super) fn named(name: &Name<'_>, resources: &Resources<'_>) -> Rc<Self> {
        let space = Self::device(name.as_ref())
            .or_else(|| resources.get_color_space(name).and_then(|object| Self::parse(&object, resources, 0)));
        Rc::new(space.unwrap_or(Self::Gray))
    }

    fn device(name: &[u8]) -> Option<Self> {
        match name {
            b"DeviceGray" | b"G" | b"CalGray" => Some(Self::Gray),
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Some(Self::Rgb),
            b"DeviceCMYK" | b"CMYK" => Some(Self::Cmyk),
            b"Pattern" => Some(Self::Pattern),
            _ => None,
        }
    }

    fn parse(object: &Object<'_>, resources: &Resources<'_>, depth: usize) -> Option<Self> {
        if depth >= MAX_DEFINITION_DEPTH {
            return None;
        }
        let array = match object {
            Object::Name(name) => {
                return Self::device(name.as_ref())
                    .or_else(|| Self::parse(&resources.get_color_space(name)?, resources, depth + 1));
            }
            Object::Array(array) => array,
            _ => return None,
        };
        let mut items = array.iter::<Object<'_>>();
        let family = items.next()?.into_name()?;
        match family.as_ref() {
            b"ICCBased" => {
                let profile = items.next()?.into_stream()?;
                Some(match profile.dict().get::<u8>("N") {
                    Some(1) => Self::Gray,
                    Some(4) => Self::Cmyk,
                    _ => Self::Rgb,
                })
            }
            b"Lab" => Some(Self::Lab),
            b"Indexed" | b"I" => {
                let base = Rc::new(Self::parse(&items.next()?, resources, depth + 1)?);
                let _highest = items.next()?;
                let table = match items.next()? {
                    Object::String(table) => table.to_vec(),
                    Object::Stream(table) => helper_bytes(&table)?,
                    _ => return None,
                };
                Some(Self::Indexed { base, table })
            }
            b"Separation" | b"DeviceN" => {
                let inks = match items.next()? {
                    Object::Name(name) => vec![Ink::named(&name)],
                    Object::Array(names) => names.iter::<Name<'_>>().map(|name| Ink::named(&name)).collect(),
                    _ => return None,
                };
                let base = Rc::new(Self::parse(&items.next()?, resources, depth + 1)?);
                let function = items.next().and_then(|function| Exponential::read(&function));
                Some(Self::Tint { inks, base, function })
            }
            name => Self::device(name),
        }
    }

    /// The colour before any component was given.
    pub(super) fn initial(&self) -> Rgb {
        match self {
            Self::Tint { inks, .. } => self.colour(&vec![1.0; inks.len()]),
            Self::Indexed { .. } => self.colour(&[0.0]),
            Self::Pattern => PATTERN_COLOUR,
            _ => Rgb(0, 0, 0),
        }
    }

    /// The colour of components; missing ones count as zero.
    pub(super) fn colour(&self, components: &[f64]) -> Rgb {
        let at = |index: usize| components.get(index).copied().unwrap_or(0.0).clamp(0.0, 1.0);
        match self {
            Self::Gray => rgb(at(0), at(0), at(0)),
            Self::Rgb => rgb(at(0), at(1), at(2)),
            Self::Cmyk => cmyk(at(0), at(1), at(2), at(3)),
            Self::Lab => lab(components),
            Self::Indexed { base, table } => {
                let size = base.component_count();
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
                let index = components.first().copied().unwrap_or(0.0).clamp(0.0, 255.0) as usize;
                let entry = table.get(index * size..(index + 1) * size).unwrap_or_default();
                base.colour(&entry.iter().map(|byte| f64::from(*byte) / 255.0).collect::<Vec<_>>())
            }
            Self::Tint { inks, base, function } => tint(inks, base, function.as_ref(), components),
            Self::Pattern => PATTERN_COLOUR,
        }
    }

    fn component_count(&self) -> usize {
        match self {
            Self::Gray | Self::Indexed { .. } => 1,
            Self::Rgb | Self::Lab => 3,
            Self::Cmyk => 4,
            Self::Tint { inks, .. } => inks.len(),
            Self::Pattern => 0,
        }
    }
}

impl Ink {
    fn named(name: &Name<'_>) -> Self {
        match name.as_ref() {
            b"Cyan" => Self::Cyan,
            b"Magenta" => Self::Magenta,
            b"Yellow" => Self::Yellow,
            b"Black" | b"All" => Self::Black,
            b"None" => Self::Nothing,
            _ => Self::Other,
        }
    }
}

impl Exponential {
    fn read(function: &Object<'_>) -> Option<Self> {
        let Object::Dict(dict) = function else {
            return None;
        };
        if dict.get::<u8>("FunctionType")? != 2 {
            return None;
        }
        let numbers = |key: &str, default: f64| {
            dict.get::<Array<'_>>(key).map_or_else(|| vec![default], |list| list.iter::<f64>().take(32).collect())
        };
        Some(Self { c0: numbers("C0", 0.0), c1: numbers("C1", 1.0), power: dict.get::<f64>("N").unwrap_or(1.0) })
    }

    fn at(&self, tint: f64) -> Vec<f64> {
        let part = tint.powf(self.power);
        self.c0.iter().zip(&self.c1).map(|(from, to)| from + part * (to - from)).collect()
    }
}

/// Inks by their function where it is simple, else by their names, else as a gray of the same strength.
fn tint(inks: &[Ink], base: &ColourSpace, function: Option<&Exponential>, components: &[f64]) -> Rgb {
    let at = |index: usize| components.get(index).copied().unwrap_or(0.0).clamp(0.0, 1.0);
    if let (Some(function), 1) = (function, inks.len()) {
        return base.colour(&function.at(at(0)));
    }
    let mut total = [0.0_f64; 4];
    for (index, ink) in inks.iter().enumerate() {
        match ink {
            Ink::Cyan => total[0] += at(index),
            Ink::Magenta => total[1] += at(index),
            Ink::Yellow => total[2] += at(index),
            Ink::Black => total[3] += at(index),
            Ink::Other => total[3] += at(index) * 0.7,
            Ink::Nothing => {}
        }
    }
    let [c, m, y, k] = total.map(|part| part.min(1.0));
    cmyk(c, m, y, k)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
fn rgb(r: f64, g: f64, b: f64) -> Rgb {
    let byte = |part: f64| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
    Rgb(byte(r), byte(g), byte(b))
}

/// The plain conversion: right for telling colours apart, not for proofing.
fn cmyk(c: f64, m: f64, y: f64, k: f64) -> Rgb {
    rgb((1.0 - c) * (1.0 - k), (1.0 - m) * (1.0 - k), (1.0 - y) * (1.0 - k))
}

/// L*a*b* (D50 white) to sRGB.
fn lab(components: &[f64]) -> Rgb {
    let at = |index: usize| components.get(index).copied().unwrap_or(0.0);
    let middle = (at(0) + 16.0) / 116.0;
    let decode = |t: f64| {
        if t > 6.0 / 29.0 { t.powi(3) } else { 108.0 / 841.0 * (t - 4.0 / 29.0) }
    };
    let (x, y, z) = (0.9642 * decode(middle + at(1) / 500.0), decode(middle), 0.8249 * decode(middle - at(2) / 200.0));
    let encode = |v: f64| {
        let v = v.clamp(0.0, 1.0);
        if v <= 0.003_130_8 { 12.92 * v } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
    };
    rgb(
        encode(3.1339 * x - 1.6169 * y - 0.4906 * z),
        encode(-0.9788 * x + 1.9161 * y + 0.0335 * z),
        encode(0.0719 * x - 0.2290 * y + 1.4052 * z),
    )
}

/// A stream that is small if it is honest.
pub(super) fn helper_bytes(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let bytes = super::inflate::decode(stream)?;
    (bytes.len() <= MAX_HELPER_BYTES).then(|| bytes.into_owned())
}

/// Fill and stroke opacity of an extended graphics state.
pub(super) fn opacity(state: &Dict<'_>, key: &str) -> Option<f64> {
    state.get::<f64>(key).filter(|alpha| alpha.is_finite()).map(|alpha| alpha.clamp(0.0, 1.0))
}

/// A text string of a dictionary: UTF-16 or UTF-8 with a mark, else the document encoding.
pub(super) fn text_string(string: &PdfString<'_>) -> String {
    super::unicode::decode_text_string(string.as_bytes())
}
