//! Rows of dots that lead from a text to its number ("Missions ........ 12"): text and number are one, dots are none.

use super::placed::Placed;

/// Fewer dots are an ellipsis.
const FEWEST: usize = 4;
/// Dots farther apart, in font sizes, lead nowhere.
const FARTHEST: f32 = 1.5;

/// Takes rows of dots out of a row without blanks, sorted by x, and marks what they lead to.
pub(super) fn drop(row: &mut Vec<Placed<'_>>) {
    // Most rows have few.
    if row.iter().map(dots).sum::<usize>() < FEWEST {
        return;
    }
    let goes_on = |a: &Placed<'_>, b: &Placed<'_>| {
        (dots(a) > 0) == (dots(b) > 0) && (dots(a) == 0 || b.bbox.x0 - a.bbox.x1 < FARTHEST * a.glyph.size)
    };
    let mut led = false;
    let mut kept = Vec::with_capacity(row.len());
    for run in row.chunk_by(goes_on) {
        if run.iter().map(dots).sum::<usize>() >= FEWEST {
            led = true;
            continue;
        }
        for glyph in run {
            let mut glyph = *glyph;
            glyph.led = std::mem::take(&mut led);
            kept.push(glyph);
        }
    }
    *row = kept;
    // What begins a row was led to by nothing.
    if let Some(first) = row.first_mut() {
        first.led = false;
    }
}

/// How many dots a glyph is; 0 of all other signs.
fn dots(glyph: &Placed<'_>) -> usize {
    if let Some(letter) = glyph.plain {
        return usize::from(letter == b'.');
    }
    let text = glyph.glyph.text.as_str();
    // Told by the first byte for most signs.
    if !matches!(text.as_bytes().first(), Some(b'.' | 0xE2)) {
        return 0;
    }
    match text {
        "․" => 1,
        "‥" => 2,
        "…" => 3,
        _ if text.len() > 1 && text.bytes().all(|byte| byte == b'.') => text.len(),
        _ => 0,
    }
}
