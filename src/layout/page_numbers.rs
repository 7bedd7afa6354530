//! Page furniture that repetition cannot tell, in documents of a few pages: the page's own number at its edge, and the
//! document's title printed small over or under the text of a later page.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::flow::Style;
use crate::text::fold;

use super::fragments::Fragment;
use super::furniture::{may_begin, titles_text_beside};
use super::handouts::PageFragments;

/// Share of the page's height, at the top and at the bottom, in which such text stands.
const BAND: f32 = 0.12;
/// A title is printed this many times as large as its repetition.
const TITLE: f32 = 1.25;
/// The words of a chart stand at most so many font sizes from its axes.
const CHART_WORDS: f32 = 2.5;
/// The shortest title, in letters.
const LETTERS: usize = 8;

/// Marks such fragments in `furniture`; `numbers` are the 1-based numbers of the pages, `body` is the look of the running
/// text.
pub(super) fn find(pages: &[PageFragments<'_>], numbers: &[u32], body: Style, furniture: &mut [Vec<bool>]) {
    find_alternating(pages, body, furniture);
    // Few texts stand at an edge; titles are looked for where one of those may repeat them.
    let mut repetitions: Vec<(usize, usize, String)> = Vec::new();
    for (at, ((page, number), flags)) in pages.iter().zip(numbers).zip(&mut *furniture).enumerate() {
        for (index, flag) in flags.iter_mut().enumerate() {
            if *flag || !stands_at_edge(page, index) {
                continue;
            }
            let folded = fold(&page.fragments[index].text);
            *flag = is_number(&folded, *number);
            if !*flag && at > 0 && has_letters(&folded) && !titles_beside(page, index) {
                repetitions.push((at, index, folded));
            }
        }
    }
    let size = |(page, index, _): &(usize, usize, String)| pages[*page].fragments[*index].style.size;
    let Some(least) = repetitions.iter().map(size).reduce(f32::min) else { return };
    let wanted: BTreeSet<&str> = repetitions.iter().map(|(_, _, folded)| folded.as_str()).collect();
    let wanted: Vec<&str> = wanted.into_iter().collect();
    // By their text: the pages that they stand on, and their sizes.
    let mut titles: BTreeMap<&str, Vec<(usize, f32)>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        for (title, size) in titles_of(page, TITLE * least, &wanted) {
            titles.entry(title).or_default().push((at, size));
        }
    }
    for repetition @ (page, index, folded) in &repetitions {
        let repeats = |title: &(usize, f32)| title.0 < *page && title.1 >= TITLE * size(repetition);
        furniture[*page][*index] = titles.get(folded.as_str()).is_some_and(|titles| titles.iter().any(repeats));
    }
}

fn has_letters(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).nth(LETTERS - 1).is_some()
}

/// Marks running heads that change sides: one text level on three pages, or on both pages of two.
fn find_alternating(pages: &[PageFragments<'_>], body: Style, furniture: &mut [Vec<bool>]) {
    const PAGES: usize = 3;
    const SAME_LINE: f32 = 4.0;
    let mut standing: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        // A heading that tops several pages is not set smaller than the text.
        let of_chart = |part: &Fragment| {
            page.charts.iter().any(|chart| chart.grown(CHART_WORDS * part.style.size).holds_centre_of(&part.bbox))
        };
        let small = page.fragments.iter().enumerate();
        let small = small.filter(|(_, part)| part.style.size < 0.95 * body.size && !of_chart(part));
        for (index, fragment) in small {
            if stands_at_edge(page, index) && has_letters(&fragment.text) && !titles_beside(page, index) {
                standing.entry(fold(&fragment.text)).or_default().push((number, index));
            }
        }
    }
    for places in standing.values().filter(|places| places.len() >= PAGES.min(pages.len()).max(2)) {
        let baseline = |(page, index): &(usize, usize)| pages[*page].fragments[*index].baseline;
        let level = places.iter().all(|place| (baseline(place) - baseline(&places[0])).abs() < SAME_LINE);
        if level && places.windows(2).all(|pair| pair[0].0 != pair[1].0) {
            places.iter().for_each(|(page, index)| furniture[*page][*index] = true);
        }
    }
}

/// Whether a line of text stands level with a text, on its right, or a text of lines: then this one is a heading in the
/// margin.
fn titles_beside(page: &PageFragments<'_>, index: usize) -> bool {
    /// No running head is as long, in bytes.
    const TEXT: usize = 50;
    let this = &page.fragments[index];
    let long = page.fragments.iter().any(|other| {
        let level = (other.baseline - this.baseline).abs() < 0.5 * this.style.size;
        level && other.bbox.x0 > this.bbox.x1 && other.text.len() >= TEXT
    });
    long || titles_text_beside(this, page.fragments.iter())
}

/// The texts of a page that may be titles, with their size of at least `least` points: its lines, and a few lines of one
/// look as one text. They are folded, and among the `wanted` ones, which are, and sorted.
fn titles_of<'w>(page: &PageFragments<'_>, least: f32, wanted: &[&'w str]) -> Vec<(&'w str, f32)> {
    const LINES: usize = 4;
    let mut titles = Vec::new();
    for (start, first) in page.fragments.iter().enumerate() {
        // Folding keeps plain letters and digits: a title is no shorter than they are.
        let plain = first.text.bytes().filter(u8::is_ascii_alphanumeric).count();
        let may_be = |wanted: &&str| wanted.len() >= plain && may_begin(wanted, &first.text);
        if first.style.size < least || !like(wanted, &first.text).iter().any(may_be) {
            continue;
        }
        let mut text = String::new();
        for part in page.fragments[start..].iter().take(LINES) {
            if part.style.size != first.style.size || part.style.bold != first.style.bold {
                break;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&fold(&part.text));
            // The first that is not before it in their order is it, or goes on as it begins, or none does.
            let Some(next) = wanted.get(wanted.partition_point(|wanted| **wanted < *text)) else { break };
            if *next == text {
                titles.push((*next, first.style.size));
            }
            if !next.starts_with(&text) {
                break;
            }
        }
    }
    titles
}

/// Those of sorted texts that begin with the letter or digit that a text begins with, folded; all of them if that is none.
fn like<'t, 'w>(wanted: &'t [&'w str], text: &str) -> &'t [&'w str] {
    let Some(first) = text.bytes().next().filter(u8::is_ascii_alphanumeric) else { return wanted };
    let first = Some(first.to_ascii_lowercase());
    let from = wanted.partition_point(|wanted| wanted.bytes().next() < first);
    let to = wanted.partition_point(|wanted| wanted.bytes().next() <= first);
    &wanted[from..to]
}

/// Whether a text stands in the outer band of its page with nothing between it and the edge, on no line of other text.
fn stands_at_edge(page: &PageFragments<'_>, index: usize) -> bool {
    let this = &page.fragments[index];
    let (top, bottom) = (this.bbox.y1 < page.height * BAND, this.bbox.y0 > page.height * (1.0 - BAND));
    if !(top || bottom) || this.marker.is_some() || this.style.direction != Style::default().direction {
        return false;
    }
    // What stands further out is a number or a running head itself.
    let beyond = |other: &Fragment| if top { other.bbox.y1 < this.bbox.y0 } else { other.bbox.y0 > this.bbox.y1 };
    page.fragments.iter().enumerate().all(|(other, part)| other == index || !beyond(part) || part.text.len() < 60)
}

/// Whether a text is the number of its page, alone or with "page", signs, or the number of pages.
fn is_number(folded: &str, number: u32) -> bool {
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut numbers = Vec::new();
    for word in words {
        match word.parse::<u32>() {
            Ok(value) => numbers.push(value),
            Err(_) if matches!(word, "page" | "p" | "sur") => {}
            Err(_) => return false,
        }
    }
    match numbers.as_slice() {
        [only] => *only == number,
        [only, all] => *only == number && all >= only,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_that_folds_to_a_beginning_is_ruled_out_by_its_words() {
        let texts = [
            "Les métiers de demain",
            "Les  soins",
            "Les \u{ad}soins",
            "Le\u{a0}soin",
            "Plan d’action",
            "En a b c d e",
            "F O R M A T I O N",
            "Soins ",
            "",
        ];
        for text in texts {
            let folded = fold(text);
            assert!(may_begin(&folded, text), "{text}");
            assert!(may_begin(&format!("{folded} et plus"), text), "{text}");
        }
        assert!(!may_begin("les metiers", "Les moyens"));
        assert!(!may_begin("lesmetiers", "Les metiers"));
    }

    #[test]
    fn numbers_of_pages_are_told_from_other_numbers() {
        let cases =
            [("3", true), ("- 3 -", true), ("page 3", true), ("3 / 12", true), ("page 3 sur 12", true), ("4", false)];
        for (text, expected) in cases {
            assert_eq!(is_number(text, 3), expected, "{text}");
        }
        assert!(!is_number("3 ans", 3));
        assert!(!is_number("", 3));
    }
}
