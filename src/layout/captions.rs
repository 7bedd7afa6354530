//! Captions of pictures (QR codes, portraits): text of no section, set aside with the page furniture. Below a large
//! picture only small print that is set otherwise than the text and keeps to the picture is one.

use crate::model::flow::{Block, Flow, Role, Style};
use crate::model::geometry::Rect;

use super::fragments::Fragment;

/// Smaller pictures have no captions, and larger ones have text below them that is none (points).
const LEAST_SIDE: f32 = 18.0;
const MOST_SIDE: f32 = 180.0;
/// How far below a picture its caption stands (points).
const REACH: f32 = 16.0;
/// The longest caption, in lines and characters.
const LINES: usize = 6;
const CHARACTERS: usize = 90;

/// Takes the captions out of a page's fragments, line by line, before the text beside them is ordered: a caption's second
/// line often stands on the line of a text. `pictures` are those of the page in frame coordinates, `body` is the
/// look of the document's running text.
pub(super) fn take(fragments: &mut Vec<Fragment>, pictures: &[Rect], body: Style) -> Vec<Vec<Fragment>> {
    let mut captions = Vec::new();
    for picture in pictures.iter().filter(|picture| has_caption(picture)) {
        let lines = lines_below(fragments, picture);
        let Some(first) = lines.first().map(|first| &fragments[*first]) else { continue };
        let keeps = lines.iter().all(|line| keeps_to(&fragments[*line].bbox, picture));
        let is_sure = is_small(picture) || keeps && is_distinct(first.style, body);
        if !is_sure || !looks_like_caption(first.style, body, keeps) {
            continue;
        }
        let characters: usize = lines.iter().map(|at| fragments[*at].text.chars().count()).sum();
        if lines.len() > LINES || characters > CHARACTERS {
            continue;
        }
        let mut places = 0..fragments.len();
        let is_line = |_: &mut Fragment| places.next().is_some_and(|at| lines.contains(&at));
        captions.push(fragments.extract_if(.., is_line).collect());
    }
    captions
}

/// Whether text is set as captions are: smaller than running text, or of its size in italics or another colour, or just
/// like it where it keeps to the picture. What is bold or larger is a heading.
fn looks_like_caption(style: Style, body: Style, keeps_to_picture: bool) -> bool {
    let smaller = style.size < body.size - 0.4;
    let otherwise = style.italic != body.italic || style.colour != body.colour;
    (!style.bold || body.bold) && (smaller || (style.size <= body.size + 0.1 && (otherwise || keeps_to_picture)))
}

/// Whether text is as narrow as the picture above it, and stands under its middle or its left edge.
fn keeps_to(text: &Rect, picture: &Rect) -> bool {
    const ALIGNED: f32 = 4.0;
    let aligned = (text.centre_x() - picture.centre_x()).abs() < ALIGNED || (text.x0 - picture.x0).abs() < ALIGNED;
    aligned && text.width() < 1.3 * picture.width()
}

/// The lines that stand one below the other under a picture, from the top.
fn lines_below(fragments: &[Fragment], image: &Rect) -> Vec<usize> {
    /// Lines of a caption are no further apart than this many font sizes.
    const LEADING: f32 = 0.6;
    let below = (0..fragments.len()).filter(|at| is_below(image, &fragments[*at].bbox));
    let Some(first) = below.min_by(|a, b| fragments[*a].bbox.y0.total_cmp(&fragments[*b].bbox.y0)) else {
        return Vec::new();
    };
    if fragments[first].marker.is_some() {
        return Vec::new();
    }
    let mut lines = vec![first];
    while let Some(last) = lines.last().map(|at| &fragments[*at]) {
        let goes_on = |at: &usize| {
            let next = &fragments[*at];
            let (a, b) = (last.bbox, next.bbox);
            let aligned = [a.x0 - b.x0, a.x1 - b.x1, a.centre_x() - b.centre_x()].iter().any(|off| off.abs() < 2.0);
            let gap = b.y0 - a.y1;
            aligned
                && gap > -0.5 * LEADING * last.style.size
                && gap < LEADING * last.style.size
                && next.style == last.style
        };
        match (0..fragments.len()).find(|at| !lines.contains(at) && goes_on(at)) {
            Some(next) => lines.push(next),
            None => break,
        }
    }
    lines
}

/// Moves captions from the flow's blocks to its furniture; `pictures` are those of the document, with their pages and in
/// page coordinates.
pub(super) fn set_aside(flow: &mut Flow, mut pictures: Vec<(u32, Rect)>) {
    pictures.retain(|(_, picture)| is_small(picture));
    if pictures.is_empty() {
        return;
    }
    let body = flow.body;
    let mut centres: Vec<f32> = Vec::new();
    let mut sizes: Vec<f32> = Vec::new();
    let mut look = |block: &Block| {
        let found = is_small_print(block)
            && looks_like_caption(block.style, body, true)
            && block.places().first().is_some_and(|place| {
                pictures.iter().any(|(page, image)| *page == place.page && is_below(image, &place.bbox))
            });
        if found && block.style.size < body.size - 0.4 {
            centres.extend(block.places().first().map(|place| place.bbox.centre_x()));
            sizes.push(block.style.size);
        }
        found
    };
    let mut is_caption: Vec<bool> = flow.blocks.iter().map(&mut look).collect();
    // Most are taken before.
    flow.furniture.iter().for_each(|block| {
        look(block);
    });
    // A caption that the page break parted from its picture looks like the others.
    for (block, is_caption) in flow.blocks.iter().zip(&mut is_caption) {
        if !*is_caption
            && is_small_print(block)
            && block.style.size < body.size - 0.4
            && looks_like_caption(block.style, body, false)
        {
            let centre = block.places().first().map_or(f32::NAN, |place| place.bbox.centre_x());
            *is_caption = centres.iter().any(|known| (known - centre).abs() < 3.0)
                && sizes.iter().any(|known| (known - block.style.size).abs() < 0.2);
        }
    }
    let mut flags = is_caption.into_iter();
    let (captions, blocks): (Vec<Block>, Vec<Block>) =
        std::mem::take(&mut flow.blocks).into_iter().partition(|_| flags.next().unwrap_or_default());
    flow.blocks = blocks;
    flow.furniture.extend(captions);
}

fn has_caption(image: &Rect) -> bool {
    image.width().min(image.height()) >= LEAST_SIDE
}

fn is_small(image: &Rect) -> bool {
    has_caption(image) && image.width().max(image.height()) < MOST_SIDE
}

/// Whether text is set smaller than running text, and otherwise as well.
fn is_distinct(style: Style, body: Style) -> bool {
    style.size < body.size - 0.4 && !style.bold && (style.italic != body.italic || style.colour != body.colour)
}

fn is_small_print(block: &Block) -> bool {
    matches!(block.role, Role::Paragraph | Role::Heading(_))
        && block.lines.len() <= LINES
        && block.text.chars().count() <= CHARACTERS
        && block.places().len() == 1
}

/// Straight below a picture and not wider than a caption is: one that is centred under it may be wider.
fn is_below(image: &Rect, text: &Rect) -> bool {
    const CENTRED: f32 = 3.0;
    let gap = text.y0 - image.y1;
    let widest = if (text.centre_x() - image.centre_x()).abs() < CENTRED { 4.0 } else { 2.2 };
    gap > -4.0
        && gap < REACH
        && text.centre_x() > image.x0 - 4.0
        && text.centre_x() < image.x1 + 4.0
        && text.width() < image.width() * widest
}
