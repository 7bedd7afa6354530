//! How large the letters of a Type 3 font are: such fonts draw on a grid of their own, and what they say of it may be
//! wrong.

use std::ops::Deref;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Stream};

use super::inflate::decode;
use super::limits::MAX_TYPE3_PROCEDURES;
use super::operands::numbers;

/// Heights of a line of letters, in text units, that are one em.
const ONE_EM: std::ops::RangeInclusive<f64> = 0.4..=2.5;

/// Heights from the lowest to the highest point of letters, in text units, that are those of one em whatever a box says.
const LETTERS_OF_ONE_EM: std::ops::RangeInclusive<f64> = 0.4..=1.3;

/// The font's em in text units: 1 where its letters are about as high as the font size says.
pub(super) fn em(dict: &Dict<'_>) -> f64 {
    let [a, b, c, d, ..] = dict.get::<[f64; 6]>("FontMatrix").unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
    let (across, along) = (c.hypot(d), a.hypot(b));
    let real = |height: &f64| height.is_finite() && *height > 1e-6;
    let stated = dict.get::<[f64; 4]>("FontBBox").map(|[_, y0, _, y1]| (y1 - y0).abs() * across).filter(real);
    let drawn = height_of_glyphs(dict).map(|height| height * across).filter(real);
    // Letters are about half as wide as their lines are high.
    let measured = || width_of_glyphs(dict).map(|width| 2.0 * width * along).filter(real);
    let height = match (stated, drawn) {
        (_, Some(drawn)) if LETTERS_OF_ONE_EM.contains(&drawn) => return 1.0,
        // A box that the letters fill well.
        (Some(stated), Some(drawn)) if drawn <= stated * 1.1 && drawn >= stated * 0.25 => stated,
        (_, Some(drawn)) => drawn,
        (Some(stated), None) => match measured() {
            Some(measured) if stated < 0.25 * measured || stated > 8.0 * measured => measured,
            _ => stated,
        },
        (None, None) => match measured() {
            Some(measured) => measured,
            None => return 1.0,
        },
    };
    if ONE_EM.contains(&height) { 1.0 } else { height }
}

/// From the lowest to the highest point of what the glyphs say that they cover.
fn height_of_glyphs(dict: &Dict<'_>) -> Option<f64> {
    let procedures = dict.get::<Dict<'_>>("CharProcs")?;
    let mut bounds: Option<(f64, f64)> = None;
    let streams = procedures.keys().filter_map(|name| procedures.get::<Stream<'_>>(name.as_ref()));
    for stream in streams.take(MAX_TYPE3_PROCEDURES) {
        let Some((low, high)) = extent(&stream) else { continue };
        bounds = Some(bounds.map_or((low, high), |known| (known.0.min(low), known.1.max(high))));
    }
    bounds.map(|(low, high)| high - low)
}

/// The lowest and the highest point of a glyph, which stand at its start.
fn extent(procedure: &Stream<'_>) -> Option<(f64, f64)> {
    let content = decode(procedure)?;
    let mut operations = UntypedIter::new(&content);
    let operation = operations.next()?;
    if operation.operator.deref() != b"d1" {
        return None;
    }
    let [_, _, _, y0, _, y1] = numbers::<6>(&operation)?;
    (y0 != y1).then_some((y0.min(y1), y0.max(y1)))
}

/// The middle one of the widths.
fn width_of_glyphs(dict: &Dict<'_>) -> Option<f64> {
    let widths = dict.get::<Array<'_>>("Widths")?;
    let mut widths: Vec<f64> = widths.iter::<f64>().map(f64::abs).filter(|width| *width > 0.0).take(256).collect();
    widths.sort_by(f64::total_cmp);
    widths.get(widths.len() / 2).copied()
}
