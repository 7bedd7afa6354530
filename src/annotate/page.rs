//! From a page as displayed to the page as its PDF describes it.

use lopdf::{Document, Object, ObjectId};

/// What a page without a box is taken for: letter, as ISO 32000 leaves open and viewers do.
const NO_BOX: [f32; 4] = [0.0, 0.0, 612.0, 792.0];
/// Nodes above a page that are asked: more are a circle.
const MOST_PARENTS: usize = 64;

/// How a page is displayed.
pub(super) struct Shown {
    /// What is seen of it: left, bottom, right, top, in its own coordinates.
    seen: [f32; 4],
    /// Quarters that it is turned to the right.
    quarters: i64,
}

impl Shown {
    pub(super) fn of(document: &Document, page: ObjectId) -> Self {
        let media = inherited(document, page, b"MediaBox").and_then(|found| rectangle(document, found));
        let crop = inherited(document, page, b"CropBox").and_then(|found| rectangle(document, found));
        let media = media.unwrap_or(NO_BOX);
        let crop = crop.map_or(media, |crop| {
            [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])]
        });
        let seen = if crop[0] < crop[2] && crop[1] < crop[3] { crop } else { media };
        let turned = inherited(document, page, b"Rotate").and_then(|found| found.as_i64().ok()).unwrap_or(0);
        Self { seen, quarters: (turned / 90).rem_euclid(4) }
    }

    /// Where a point is that is displayed at `(x, y)` from the top left.
    pub(super) fn point(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let [left, bottom, right, top] = self.seen;
        match self.quarters {
            1 => (left + y, bottom + x),
            2 => (right - x, bottom + y),
            3 => (right - y, top - x),
            _ => (left + x, top - y),
        }
    }
}

/// A value of a page, or of what it lies in.
fn inherited<'d>(document: &'d Document, page: ObjectId, key: &[u8]) -> Option<&'d Object> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..MOST_PARENTS {
        if let Ok(found) = node.get_deref(key, document) {
            return Some(found);
        }
        node = node.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

fn rectangle(document: &Document, found: &Object) -> Option<[f32; 4]> {
    let number = |side: &Object| document.dereference(side).ok()?.1.as_float().ok();
    let sides: Vec<f32> = found.as_array().ok()?.iter().map(number).collect::<Option<_>>()?;
    let [a, b, c, d] = sides[..] else { return None };
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}
