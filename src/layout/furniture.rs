//! Page furniture: running heads and feet, page numbers, dates, found by repetition across pages.
//!
//! Text is furniture when it stands in the outer band of at least three pages at the same place (left and right pages
//! apart), digits aside, and with a clear distance to the text beside it. A document of one or two pages has none.

use std::collections::BTreeMap;

use crate::text::fold;

use super::fragments::Fragment;

/// Share of the page's height, at the top and at the bottom, in which furniture stands.
const BAND: f32 = 0.12;
/// On how many pages a text must stand.
const LEAST_PAGES: usize = 3;
/// How far apart the places may be (points).
const SAME_PLACE: f32 = 4.0;
/// Distance to other text, in font sizes, from which a text stands apart from it.
const APART: f32 = 0.8;

/// The fragments of one page, with the page's height in points.
pub(super) struct PageFragments<'a> {
    pub(super) fragments: &'a [Fragment],
    pub(super) height: f32,
}

/// For each page, for each fragment, whether it is furniture.
pub(super) fn find(pages: &[PageFragments<'_>]) -> Vec<Vec<bool>> {
    let mut recurring: Vec<Vec<bool>> = pages.iter().map(|page| vec![false; page.fragments.len()]).collect();
    let mut standing: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (page_index, page) in pages.iter().enumerate() {
        for (index, fragment) in page.fragments.iter().enumerate() {
            if in_band(fragment, page.height) {
                standing.entry(signature(&fragment.text)).or_default().push((page_index, index));
            }
        }
    }
    for places in standing.values() {
        for (page, index) in places {
            let this = &pages[*page].fragments[*index];
            let same: Vec<usize> = places
                .iter()
                .filter(|(other_page, other)| at_same_place(this, &pages[*other_page].fragments[*other]))
                .map(|(other_page, _)| *other_page)
                .collect();
            let mut on: Vec<usize> = same;
            on.dedup();
            recurring[*page][*index] = on.len() >= LEAST_PAGES && numbers_fit(places, pages);
        }
    }
    pages.iter().zip(recurring).map(|(page, recurring)| standing_apart(page, recurring)).collect()
}

/// Of the recurring texts those that stand apart from all other text; one that is dropped is other text to the rest: the
/// first line of a heading may recur on every sheet.
fn standing_apart(page: &PageFragments<'_>, mut furniture: Vec<bool>) -> Vec<bool> {
    let counts = |index: usize| !page.fragments[index].text.chars().any(char::is_alphabetic);
    loop {
        let dropped: Vec<usize> = (0..furniture.len())
            .filter(|index| furniture[*index] && !counts(*index) && !stands_apart(page, *index, &furniture))
            .collect();
        if dropped.is_empty() {
            return furniture;
        }
        dropped.into_iter().for_each(|index| furniture[index] = false);
    }
}

/// Whether the numbers in a recurring text are the same everywhere or count the pages. "SHEET No 4" counts sheets: it is
/// a heading.
fn numbers_fit(places: &[(usize, usize)], pages: &[PageFragments<'_>]) -> bool {
    let numbers = |(page, index): &(usize, usize)| -> Vec<i64> {
        let text = &pages[*page].fragments[*index].text;
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
    };
    let worded = places.first().is_some_and(|(page, index)| {
        pages[*page].fragments[*index].text.chars().filter(|c| c.is_alphabetic()).count() > 6
    });
    let first = places.first().map(numbers).unwrap_or_default();
    if !worded || first.is_empty() {
        return true;
    }
    let fits = |position: usize| {
        let value = |place: &(usize, usize)| numbers(place).get(position).copied();
        let constant = places.iter().all(|place| value(place) == first.get(position).copied());
        let offsets = |place: &(usize, usize)| value(place).map(|value| value - place.0 as i64);
        let counts = places.iter().filter(|place| offsets(place) == places.first().and_then(offsets)).count();
        constant || counts * 3 >= places.len() * 2
    };
    (0..first.len()).all(fits)
}

fn in_band(fragment: &Fragment, height: f32) -> bool {
    fragment.marker.is_none() && (fragment.bbox.y1 < height * BAND || fragment.bbox.y0 > height * (1.0 - BAND))
}

/// The text with every number alike.
fn signature(text: &str) -> String {
    let mut signature = String::new();
    for character in fold(text).chars() {
        if !character.is_ascii_digit() {
            signature.push(character);
        } else if !signature.ends_with('#') {
            signature.push('#');
        }
    }
    signature
}

/// Same line of the page, and same left edge, right edge or middle.
fn at_same_place(a: &Fragment, b: &Fragment) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() < SAME_PLACE;
    near(a.baseline, b.baseline)
        && (near(a.bbox.x0, b.bbox.x0) || near(a.bbox.x1, b.bbox.x1) || near(a.bbox.centre_x(), b.bbox.centre_x()))
        && (a.style.size - b.style.size).abs() < 0.6
}

/// Whether no other text follows straight on towards the middle of the page: a heading has its text below it.
fn stands_apart(page: &PageFragments<'_>, index: usize, recurring: &[bool]) -> bool {
    let this = &page.fragments[index];
    let top = this.bbox.centre_y() < page.height / 2.0;
    page.fragments.iter().enumerate().all(|(other_index, other)| {
        if other_index == index || other.bbox.overlap_x(&this.bbox) <= 0.0 || recurring[other_index] {
            return true;
        }
        let gap = if top { other.bbox.y0 - this.bbox.y1 } else { this.bbox.y0 - other.bbox.y1 };
        gap < -this.bbox.height() || gap > APART * this.style.size
    })
}
