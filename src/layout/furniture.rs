//! Page furniture: running heads and feet, page numbers, dates, found by repetition across pages.
//!
//! Text is furniture when it stands in the outer band of at least three pages at the same place (left and right pages
//! apart), digits aside, and with a clear distance to the text beside it; of two pages, in both. The
//! words of a chart are none, nor is a heading, which stands elsewhere on other pages or straight above its text.

use std::collections::BTreeMap;

use crate::model::document::ElementRole;
use crate::model::flow::Style;
use crate::model::geometry::Rect;
use crate::text::fold;

use super::footnotes;
use super::fragments::Fragment;
use super::handouts::PageFragments;
use chapters::chapter_names;
pub(super) use chapters::may_begin;

mod chapters;

/// Share of the page's height, at the top and at the bottom, in which furniture stands.
const BAND: f32 = 0.12;
/// On paper, turned sheets among it, it is as deep as this in any case; slides are less high (points).
const LEAST_BAND: f32 = 85.0;
const LEAST_PAPER: f32 = 560.0;
/// On how many pages a text must stand.
const LEAST_PAGES: usize = 3;
/// How far apart the places may be (points).
const SAME_PLACE: f32 = 4.0;
/// How far apart the baselines of one line of the page may be, where nothing else tells of the place (points).
const SAME_LINE: f32 = 1.0;
/// Distance to other text, in font sizes, from which a text stands apart from it …
const APART: f32 = 0.8;
/// … and from which one does that looks like a heading.
const HEADING_APART: f32 = 2.2;
/// The words of a chart stand at most so many font sizes from its axes.
const CHART_WORDS: f32 = 2.5;

/// A page, or a slide of a page with several.
struct Sheet<'a> {
    /// With their indices on the page.
    fragments: Vec<(usize, &'a Fragment)>,
    page: usize,
    /// The top left corner, from which places count.
    corner: (f32, f32),
    height: f32,
    /// The boxes of its charts.
    charts: &'a [Rect],
    /// All text of its page, and that of the page before.
    around: [&'a [Fragment]; 2],
}

impl Sheet<'_> {
    /// Whether its text refers to a footnote, or that of the page before: a note may be carried over.
    fn refers_to(&self, number: u32) -> bool {
        let mut texts = self.around.iter().flat_map(|texts| texts.iter());
        texts.any(|fragment| footnotes::references(&fragment.text).contains(&number))
    }
}

/// For each page, for each fragment, whether it is furniture. Each slide of a page is a page by itself.
pub(super) fn find(pages: &[PageFragments<'_>], slides: &[Vec<Rect>], body: Style) -> Vec<Vec<bool>> {
    let mut furniture: Vec<Vec<bool>> = pages.iter().map(|page| vec![false; page.fragments.len()]).collect();
    let lowest = lowest(pages, slides);
    let sheets: Vec<Sheet<'_>> = (0..pages.len()).flat_map(|page| sheets(page, pages, &slides[page], lowest)).collect();
    for (sheet, flags) in sheets.iter().zip(find_on_sheets(&sheets, body)) {
        for ((index, _), flag) in sheet.fragments.iter().zip(flags) {
            furniture[sheet.page][*index] = flag;
        }
    }
    furniture
}

/// How far below the top of its part of the page the lowest text of any slide ends: slides do not fill their parts.
fn lowest(pages: &[PageFragments<'_>], slides: &[Vec<Rect>]) -> f32 {
    let parts = slides.iter().zip(pages).flat_map(|(slides, page)| slides.iter().map(move |slide| (slide, page)));
    let depths = parts.flat_map(|(slide, page)| {
        let inside = page.fragments.iter().filter(|fragment| slide.holds_centre_of(&fragment.bbox));
        inside.map(|fragment| fragment.bbox.y1 - slide.y0)
    });
    depths.fold(0.0, f32::max)
}

/// The slides of a page, then what is left of it; `lowest` as above.
fn sheets<'a>(page: usize, pages: &[PageFragments<'a>], slides: &[Rect], lowest: f32) -> Vec<Sheet<'a>> {
    let PageFragments { fragments, height, .. } = pages[page];
    let charts = pages[page].charts;
    let before = page.checked_sub(1).map_or(&[][..], |before| pages[before].fragments);
    let around = [fragments, before];
    let mut rest: Vec<(usize, &Fragment)> = fragments.iter().enumerate().collect();
    let mut sheets: Vec<Sheet<'a>> = Vec::new();
    for part in slides {
        let (inside, outside) = rest.into_iter().partition(|(_, fragment)| part.holds_centre_of(&fragment.bbox));
        rest = outside;
        // As much room above the slide as below it.
        let margin = (part.height() - lowest).max(0.0);
        let height = part.height() - 2.0 * margin;
        let corner = (part.x0, part.y0 + margin);
        sheets.push(Sheet { fragments: inside, page, corner, height, charts, around });
    }
    sheets.push(Sheet { fragments: rest, page, corner: (0.0, 0.0), height, charts, around });
    sheets
}

/// For each sheet, for each fragment, whether it is furniture.
fn find_on_sheets(pages: &[Sheet<'_>], body: Style) -> Vec<Vec<bool>> {
    let mut recurring: Vec<Vec<bool>> = pages.iter().map(|page| vec![false; page.fragments.len()]).collect();
    let mut standing: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (page_index, page) in pages.iter().enumerate() {
        for (index, (_, fragment)) in page.fragments.iter().enumerate() {
            if in_band(fragment, page) {
                standing.entry(signature(&fragment.text)).or_default().push((page_index, index));
            }
        }
    }
    let often = |places: &&Vec<(usize, usize)>| on_enough_pages(2, places.iter().map(|(page, _)| *page));
    let in_bands: Vec<Style> =
        standing.values().filter(often).flatten().map(|(page, index)| pages[*page].fragments[*index].1.style).collect();
    let headings = Headings::of(pages, body, &in_bands);
    // Two pages show little: what recurs must stand far from the text.
    let (least, apart) = if pages.len() == 2 { (2, HEADING_APART) } else { (LEAST_PAGES, APART) };
    for places in standing.values().filter(|places| on_enough_pages(least, places.iter().map(|(page, _)| *page))) {
        if !numbers_fit(places, pages) || headings.stand_elsewhere(places, pages) {
            continue;
        }
        for (page, index) in places {
            let same = places
                .iter()
                .filter(|(other_page, other)| at_same_place((&pages[*page], *index), (&pages[*other_page], *other)))
                .map(|(other_page, _)| *other_page);
            recurring[*page][*index] = on_enough_pages(least, same);
        }
        // Too few left pages may show what enough right ones do: its line and its look tell.
        let known: Vec<(usize, usize)> = places.iter().copied().filter(|(page, at)| recurring[*page][*at]).collect();
        for (page, index) in places {
            let of_line = |(other, at): &(usize, usize)| is_on_line((&pages[*page], *index), (&pages[*other], *at));
            // A bracket at the end of code ends a page by chance.
            let says = has_words(&pages[*page].fragments[*index].1.text);
            recurring[*page][*index] |= says && known.iter().any(of_line);
        }
    }
    let mut apart: Vec<Vec<bool>> = pages
        .iter()
        .zip(&recurring)
        .map(|(page, recurring)| standing_apart(page, recurring.clone(), apart, &headings))
        .collect();
    for places in standing.values() {
        let recurs = |(page, index): &&(usize, usize)| recurring[*page][*index];
        let count = places.iter().filter(recurs).filter(|(page, index)| apart[*page][*index]).count();
        // What is furniture on half of the pages is so on a page whose text comes near to it.
        if count >= least && count * 2 >= places.iter().filter(recurs).count() {
            places.iter().filter(recurs).for_each(|(page, index)| apart[*page][*index] = true);
        }
    }
    for (flags, names) in apart.iter_mut().zip(chapter_names(pages)) {
        flags.iter_mut().zip(names).for_each(|(flag, name)| *flag |= name);
    }
    for (page, flags) in pages.iter().zip(&mut apart) {
        for ((_, fragment), flag) in page.fragments.iter().zip(flags) {
            // A tagged file may say so itself.
            *flag |= fragment.tag.is_some_and(|tag| tag.1 == ElementRole::Artifact) && in_band(fragment, page);
        }
    }
    apart
}

/// Whether there are as many pages as furniture stands on, equal ones counted once; the pages are in order.
fn on_enough_pages(least: usize, pages: impl Iterator<Item = usize>) -> bool {
    let mut last = None;
    pages.filter(|page| last.replace(*page) != Some(*page)).nth(least - 1).is_some()
}

/// Of the recurring texts those that stand apart from all other text; one that is dropped is other text to the rest: the
/// first line of a heading may recur on every sheet.
fn standing_apart(page: &Sheet<'_>, mut furniture: Vec<bool>, apart: f32, headings: &Headings) -> Vec<bool> {
    let counts = |index: usize| !has_words(&page.fragments[index].1.text);
    let stays = |index: usize, furniture: &[bool]| {
        let heading = headings.include(page.fragments[index].1.style);
        let distance = if heading { HEADING_APART } else { apart };
        stands_apart(page, index, furniture, distance)
            && !(heading && titles_beside(page, index, furniture))
            && !stands_under_title(page, index, furniture, heading)
    };
    loop {
        let dropped: Vec<usize> = (0..furniture.len())
            .filter(|index| furniture[*index] && !counts(*index) && !stays(*index, &furniture))
            .collect();
        if dropped.is_empty() {
            return furniture;
        }
        dropped.into_iter().for_each(|index| furniture[index] = false);
    }
}

/// Whether the numbers in a recurring text are the same everywhere or count the pages. "SHEET No 4" counts sheets: it is
/// a heading.
fn numbers_fit(places: &[(usize, usize)], pages: &[Sheet<'_>]) -> bool {
    let numbers = |(page, index): &(usize, usize)| -> Vec<i64> {
        let text = &pages[*page].fragments[*index].1.text;
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
    };
    let worded = places.first().is_some_and(|(page, index)| {
        pages[*page].fragments[*index].1.text.chars().filter(|c| c.is_alphabetic()).count() > 6
    });
    let first = places.first().map(numbers).unwrap_or_default();
    if !worded || first.is_empty() {
        return true;
    }
    // A foot may count sheets as well as pages.
    let foot = places.iter().all(|(page, index)| {
        let sheet = &pages[*page];
        sheet.fragments[*index].1.bbox.centre_y() - sheet.corner.1 > sheet.height / 2.0
    });
    let fits = |position: usize| {
        let value = |place: &(usize, usize)| numbers(place).get(position).copied();
        let constant = places.iter().all(|place| value(place) == first.get(position).copied());
        let offsets = |place: &(usize, usize)| value(place).map(|value| value - place.0 as i64);
        let counts = places.iter().filter(|place| offsets(place) == places.first().and_then(offsets)).count();
        let rises = foot && places.windows(2).all(|pair| value(&pair[0]) <= value(&pair[1]));
        constant || rises || counts * 3 >= places.len() * 2
    };
    (0..first.len()).all(fits)
}

fn in_band(fragment: &Fragment, page: &Sheet<'_>) -> bool {
    let (top, bottom) = (fragment.bbox.y0 - page.corner.1, fragment.bbox.y1 - page.corner.1);
    let band = (BAND * page.height).max(if page.height < LEAST_PAPER { 0.0 } else { LEAST_BAND });
    fragment.marker.is_none()
        && (bottom < band || top > page.height - band)
        && !footnotes::begins_raised(&fragment.text)
        && !footnotes::note_number(&fragment.text).is_some_and(|number| page.refers_to(number))
        && !page
            .charts
            .iter()
            .any(|chart| chart.grown(CHART_WORDS * fragment.style.size).holds_centre_of(&fragment.bbox))
}

/// The headings that stand between the bands.
struct Headings {
    /// How they look, with the signatures of the texts of each look, and how often each stands there.
    looks: Vec<(Style, BTreeMap<String, usize>)>,
}

impl Headings {
    /// Those that look like one of some texts in the bands.
    fn of(pages: &[Sheet<'_>], body: Style, in_bands: &[Style]) -> Self {
        let texts = || pages.iter().flat_map(|page| page.fragments.iter().map(move |(_, fragment)| (page, *fragment)));
        let mut looks: Vec<(Style, BTreeMap<String, usize>)> = Vec::new();
        for style in in_bands {
            let stands_out =
                style.size > body.size * 1.08 || (style.bold && !body.bold && style.size > body.size * 0.85);
            if stands_out && !looks.iter().any(|(look, _)| look == style) {
                looks.push((*style, BTreeMap::new()));
            }
        }
        if !looks.is_empty() {
            for (page, fragment) in texts() {
                let look = looks.iter_mut().find(|(look, _)| *look == fragment.style);
                if let Some((_, texts)) = look.filter(|_| !in_band(fragment, page)) {
                    *texts.entry(signature(&fragment.text)).or_default() += 1;
                }
            }
        }
        Self { looks }
    }

    fn include(&self, style: Style) -> bool {
        /// So many that come back on many pages are the headings of sheets.
        const OFTEN: usize = 2;
        let often = |texts: &BTreeMap<_, usize>| texts.values().filter(|count| **count >= LEAST_PAGES).count() >= OFTEN;
        self.looks.iter().any(|(look, texts)| *look == style && (texts.len() >= LEAST_PAGES || often(texts)))
    }

    /// Whether a recurring text is a heading that stands between the bands on another page.
    fn stand_elsewhere(&self, places: &[(usize, usize)], pages: &[Sheet<'_>]) -> bool {
        places.iter().any(|(page, index)| {
            let fragment = pages[*page].fragments[*index].1;
            let look = self.looks.iter().find(|(look, _)| *look == fragment.style);
            look.is_some_and(|(_, texts)| texts.contains_key(&signature(&fragment.text)))
        })
    }
}

/// The text with every number alike.
pub(super) fn signature(text: &str) -> String {
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

/// Same line of the page, and same look.
fn is_on_line((page, index): (&Sheet<'_>, usize), (other_page, other): (&Sheet<'_>, usize)) -> bool {
    let (a, b) = (page.fragments[index].1, other_page.fragments[other].1);
    (a.baseline - page.corner.1 - (b.baseline - other_page.corner.1)).abs() < SAME_LINE && a.style == b.style
}

/// Same line of the page, and same left edge, right edge or middle.
fn at_same_place((page, index): (&Sheet<'_>, usize), (other_page, other): (&Sheet<'_>, usize)) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() < SAME_PLACE;
    let (a, b) = (page.fragments[index].1, other_page.fragments[other].1);
    let (dx, dy) = (other_page.corner.0 - page.corner.0, other_page.corner.1 - page.corner.1);
    near(a.baseline, b.baseline - dy)
        && (near(a.bbox.x0, b.bbox.x0 - dx)
            || near(a.bbox.x1, b.bbox.x1 - dx)
            || near(a.bbox.centre_x(), b.bbox.centre_x() - dx))
        && (a.style.size - b.style.size).abs() < 0.6
}

/// Whether no other text follows straight on towards the middle of the page: a heading has its text below it.
fn stands_apart(page: &Sheet<'_>, index: usize, recurring: &[bool], apart: f32) -> bool {
    let this = page.fragments[index].1;
    let top = this.bbox.centre_y() - page.corner.1 < page.height / 2.0;
    page.fragments.iter().enumerate().all(|(other_index, (_, other))| {
        if other_index == index || other.bbox.overlap_x(&this.bbox) <= 0.0 || recurring[other_index] {
            return true;
        }
        let gap = if top { other.bbox.y0 - this.bbox.y1 } else { this.bbox.y0 - other.bbox.y1 };
        gap < -this.bbox.height() || gap > apart * this.style.size
    })
}

/// Whether a text begins beside this one, and goes on below: then this one stands in a margin and titles it.
fn titles_beside(page: &Sheet<'_>, index: usize, recurring: &[bool]) -> bool {
    let others = page.fragments.iter().enumerate().filter(|(other, _)| !recurring[*other]);
    titles_text_beside(page.fragments[index].1, others.map(|(_, (_, other))| *other))
}

/// Whether one of other texts begins on the right of this one, level with it or little below, and goes on below that.
pub(super) fn titles_text_beside<'f>(this: &Fragment, others: impl Iterator<Item = &'f Fragment> + Clone) -> bool {
    /// Lines of a text are no further apart than this many font sizes.
    const LINES: f32 = 1.8;
    /// A text in a box begins so many font sizes below what titles it at most.
    const BELOW: f32 = 1.2;
    /// The lines of an item hang below its text, so many font sizes right of its number at most.
    const HANGING: f32 = 2.5;
    let goes_on = |text: &Fragment| {
        others.clone().any(|line| {
            let distance = line.baseline - text.baseline;
            let indent = line.bbox.x0 - text.bbox.x0;
            indent > -1.0 && indent < HANGING * text.style.size && distance > 0.0 && distance < LINES * text.style.size
        })
    };
    others.clone().any(|text| {
        let below = (text.baseline - this.baseline) / this.style.size;
        text.bbox.x0 > this.bbox.x1 && below > -0.5 && below < BELOW && goes_on(text)
    })
}

/// Whether a text that is this page's alone, clearly larger or a heading of the same look, stands above this one at the top of
/// the page: what is under a title is text.
fn stands_under_title(page: &Sheet<'_>, index: usize, recurring: &[bool], heading: bool) -> bool {
    const LARGER: f32 = 1.25;
    let this = page.fragments[index].1;
    let titles = |text: &Fragment| {
        text.style.size > LARGER * this.style.size || (heading && text.style == this.style && has_words(&text.text))
    };
    this.bbox.centre_y() - page.corner.1 < page.height / 2.0
        && page
            .fragments
            .iter()
            .enumerate()
            .any(|(other, (_, text))| !recurring[other] && text.bbox.y1 <= this.bbox.y0 && titles(text))
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}
