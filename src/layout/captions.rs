//! Captions of small pictures (QR codes, portraits): text of no section, set aside with the page furniture.

use crate::model::document::{Document, PageContent};
use crate::model::flow::{Block, Flow, Role};
use crate::model::geometry::Rect;

/// Pictures of this size have captions (points).
const LEAST_SIDE: f32 = 18.0;
const MOST_SIDE: f32 = 180.0;
/// How far below a picture its caption stands (points).
const REACH: f32 = 16.0;
/// The longest caption, in lines and characters.
const LINES: usize = 6;
const CHARACTERS: usize = 90;

/// Moves captions from the flow's blocks to its furniture.
pub(super) fn set_aside(flow: &mut Flow, document: &Document) {
    let pictures: Vec<(u32, Rect)> = document
        .pages
        .iter()
        .filter_map(|page| match &page.content {
            PageContent::Glyphs(content) => Some((page.number, &content.images)),
            PageContent::Lines(_) => None,
        })
        .flat_map(|(number, images)| images.iter().map(move |image| (number, *image)))
        .filter(|(_, image)| {
            (LEAST_SIDE..MOST_SIDE).contains(&image.width()) && (LEAST_SIDE..MOST_SIDE).contains(&image.height())
        })
        .collect();
    if pictures.is_empty() {
        return;
    }
    let body = flow.body;
    let mut centres: Vec<f32> = Vec::new();
    let mut sizes: Vec<f32> = Vec::new();
    let mut is_caption: Vec<bool> = flow
        .blocks
        .iter()
        .map(|block| {
            let found = is_small_print(block)
                && block.places().first().is_some_and(|place| {
                    pictures.iter().any(|(page, image)| *page == place.page && is_below(image, &place.bbox))
                });
            if found && block.style.size < body.size - 0.4 {
                centres.extend(block.places().first().map(|place| place.bbox.centre_x()));
                sizes.push(block.style.size);
            }
            found
        })
        .collect();
    // A caption that the page break parted from its picture looks like the others.
    for (block, is_caption) in flow.blocks.iter().zip(&mut is_caption) {
        if !*is_caption && is_small_print(block) && block.style.size < body.size - 0.4 {
            let centre = block.places().first().map_or(f32::NAN, |place| place.bbox.centre_x());
            *is_caption = centres.iter().any(|known| (known - centre).abs() < 3.0)
                && sizes.iter().any(|known| (known - block.style.size).abs() < 0.2);
        }
    }
    add_next_lines(&flow.blocks, &mut is_caption);
    let mut flags = is_caption.into_iter();
    let (captions, blocks): (Vec<Block>, Vec<Block>) =
        std::mem::take(&mut flow.blocks).into_iter().partition(|_| flags.next().unwrap_or_default());
    flow.blocks = blocks;
    flow.furniture.extend(captions);
}

/// The next lines of captions whose lines were parted by the text beside them.
fn add_next_lines(blocks: &[Block], is_caption: &mut [bool]) {
    let place = |block: &Block| block.places().first().copied();
    let mut known: Vec<usize> = (0..blocks.len()).filter(|at| is_caption[*at]).collect();
    while let Some(caption) = known.pop().map(|at| &blocks[at]) {
        let Some(above) = place(caption) else { continue };
        let goes_on = |block: &Block| {
            let Some(below) = place(block) else { return false };
            let (a, b) = (above.bbox, below.bbox);
            let aligned = [a.x0 - b.x0, a.x1 - b.x1, a.centre_x() - b.centre_x()].iter().any(|off| off.abs() < 2.0);
            let gap = b.y0 - a.y1;
            above.page == below.page
                && aligned
                && gap > -1.0
                && gap < 0.6 * caption.style.size
                && block.style == caption.style
        };
        let next =
            (0..blocks.len()).filter(|at| !is_caption[*at] && is_small_print(&blocks[*at]) && goes_on(&blocks[*at]));
        let next: Vec<usize> = next.collect();
        next.iter().for_each(|at| is_caption[*at] = true);
        known.extend(next);
    }
}

fn is_small_print(block: &Block) -> bool {
    matches!(block.role, Role::Paragraph | Role::Heading(_))
        && block.lines.len() <= LINES
        && block.text.chars().count() <= CHARACTERS
        && block.places().len() == 1
}

/// Straight below a picture and not wider than a caption is.
fn is_below(image: &Rect, text: &Rect) -> bool {
    let gap = text.y0 - image.y1;
    gap > -4.0
        && gap < REACH
        && text.centre_x() > image.x0 - 4.0
        && text.centre_x() < image.x1 + 4.0
        && text.width() < image.width() * 2.2
}
