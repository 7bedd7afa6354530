//! How deep the items of lists stand: those of a list within a list are indented.

use crate::model::flow::{Block, Role};

/// Where a block's text starts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    /// Of its first line, in frame coordinates (points).
    pub(super) x: f32,
    /// Number of the region in the document.
    pub(super) region: usize,
}

/// A list within a list is indented by this many font sizes at least …
const LEAST_INDENT: f32 = 0.6;
/// … and at most.
const MOST_INDENT: f32 = 5.0;
/// Items of one list start no further apart than this (points), in different columns of one page too.
const SAME_START: f32 = 1.5;
/// Items that start at more places than this are centred, or no list.
const MOST_DEPTHS: usize = 3;

/// Tells items that stand in lists within lists from the others.
pub(super) fn nest(blocks: &mut [Block], starts: &[Start]) {
    let is_item = |block: &Block| matches!(block.role, Role::ListItem(_));
    let mut first = 0;
    for list in blocks.chunk_by_mut(|a, b| is_item(a) && is_item(b)) {
        let starts = &starts[first..first + list.len()];
        first += list.len();
        if list.len() < 2 || !is_item(&list[0]) {
            continue;
        }
        let depths = depths(starts, list[0].style.size);
        if depths.iter().all(|depth| usize::from(*depth) < MOST_DEPTHS) {
            list.iter_mut().zip(depths).for_each(|(item, depth)| item.role = Role::ListItem(depth));
        }
    }
}

/// How deep items that start here stand; `size` is their font size (points).
fn depths(starts: &[Start], size: f32) -> Vec<u8> {
    // Where the lists begin that are open, the innermost last.
    let mut open: Vec<f32> = Vec::new();
    let mut depths = Vec::with_capacity(starts.len());
    let mut region = None;
    for start in starts {
        // A list goes on in the next column, elsewhere: what is deep there shows only beside what is not.
        let known = open.iter().position(|x| (x - start.x).abs() < SAME_START);
        if region.replace(start.region).is_some_and(|before| before != start.region) && known.is_none() {
            open.clear();
        }
        let indent = open.last().map(|x| start.x - x);
        if indent.is_some_and(|indent| indent > MOST_INDENT * size) {
            open.clear();
        }
        while open.last().is_some_and(|x| start.x < x - LEAST_INDENT * size) {
            open.pop();
        }
        if open.last().is_none_or(|x| start.x > x + LEAST_INDENT * size) {
            open.push(start.x);
        }
        depths.push(u8::try_from(open.len() - 1).unwrap_or(u8::MAX));
    }
    depths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depths_of(places: &[(f32, usize)]) -> Vec<u8> {
        let starts: Vec<Start> = places.iter().map(|(x, region)| Start { x: *x, region: *region }).collect();
        depths(&starts, 10.0)
    }

    #[test]
    fn indented_items_stand_in_a_list_within_a_list() {
        assert_eq!(depths_of(&[(50.0, 1), (65.0, 1), (65.4, 1), (80.0, 1), (50.2, 1), (52.0, 1)]), [0, 1, 1, 2, 0, 0]);
    }

    #[test]
    fn a_list_goes_on_in_the_next_column() {
        assert_eq!(depths_of(&[(50.0, 1), (65.0, 1), (300.0, 2), (315.0, 2), (300.0, 2)]), [0, 1, 0, 1, 0]);
        // On the next page, at the place of its sub-list.
        assert_eq!(depths_of(&[(50.0, 1), (65.0, 1), (65.0, 2), (50.0, 2)]), [0, 1, 1, 0]);
    }

    #[test]
    fn what_stands_elsewhere_is_another_list() {
        assert_eq!(depths_of(&[(50.0, 1), (250.0, 1), (265.0, 1)]), [0, 0, 1]);
        assert_eq!(depths_of(&[(65.0, 1), (50.0, 1), (65.0, 1)]), [0, 0, 1]);
    }
}
