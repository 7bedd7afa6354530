//! Running heads and feet that name the chapter.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::layout::fragments::Fragment;
use crate::model::flow::Style;
use crate::text::fold;

use super::{HEADING_APART, LEAST_PAGES, Sheet, at_same_place, in_band, on_enough_pages, stands_apart, titles_beside};

/// For each sheet, the running heads and feet that name the chapter: their texts change, but they stand where others do
/// on many pages, apart from the text, and say what a larger title says.
pub(super) fn chapter_names(pages: &[Sheet<'_>]) -> Vec<Vec<bool>> {
    /// Of so many of the pages, two in five, is their place taken.
    const SHARE: (usize, usize) = (2, 5);
    /// The shortest name, in bytes.
    const SHORTEST: usize = 8;
    let mut titles: Option<Titles<'_>> = None;
    // By look: what stands at one place elsewhere has the same.
    let mut band: Vec<(Style, Vec<(usize, usize)>)> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        for (index, (_, fragment)) in page.fragments.iter().enumerate().filter(|(_, (_, part))| in_band(part, page)) {
            match band.iter_mut().find(|(style, _)| *style == fragment.style) {
                Some((_, places)) => places.push((at, index)),
                None => band.push((fragment.style, vec![(at, index)])),
            }
        }
    }
    let mut found: Vec<Vec<bool>> = pages.iter().map(|page| vec![false; page.fragments.len()]).collect();
    let least = LEAST_PAGES.max(pages.len() * SHARE.0 / SHARE.1);
    for (places, (at, index)) in band.iter().flat_map(|(_, places)| places.iter().map(move |place| (places, place))) {
        let page = &pages[*at];
        let fragment = page.fragments[*index].1;
        let same = || {
            let same = |place: &&(usize, usize)| at_same_place((page, *index), (&pages[place.0], place.1));
            places.iter().filter(same).map(|(page, _)| *page)
        };
        let text_alone = vec![false; page.fragments.len()];
        found[*at][*index] = fragment.text.len() >= SHORTEST
            && stands_apart(page, *index, &text_alone, HEADING_APART)
            && on_enough_pages(least, same())
            && titles.get_or_insert_with(|| Titles::of(pages, SHORTEST)).name(fragment)
            && !titles_beside(page, *index, &text_alone);
    }
    found
}

/// The texts of a document that may be titles, by the letter or digit that they begin with; those that begin with none, by 0.
struct Titles<'f>(BTreeMap<u8, Vec<(&'f Fragment, OnceCell<String>)>>);

impl<'f> Titles<'f> {
    /// Those of at least so many bytes.
    fn of(pages: &[Sheet<'f>], shortest: usize) -> Self {
        let mut titles: BTreeMap<u8, Vec<_>> = BTreeMap::new();
        let parts = pages.iter().flat_map(|page| &page.fragments).map(|(_, part)| *part);
        for part in parts.filter(|part| part.text.len() >= shortest) {
            // Their folded texts, once those are asked for.
            titles.entry(initial(&part.text)).or_default().push((part, OnceCell::new()));
        }
        Self(titles)
    }

    /// Whether one of them, in larger type, says what a text says, or the beginning of it.
    fn name(&self, fragment: &Fragment) -> bool {
        let name = fold(&fragment.text);
        let names = |(part, title): &(&Fragment, OnceCell<String>)| {
            part.style.size > fragment.style.size * 1.2 && may_begin(&name, &part.text) && {
                let title = title.get_or_init(|| fold(&part.text));
                name.starts_with(title.as_str()) || title.starts_with(&name)
            }
        };
        let first = initial(&name);
        // Folding changes signs, and takes them off.
        let may_be = self.0.iter().filter(|(letter, _)| first == 0 || **letter == 0 || **letter == first);
        may_be.flat_map(|(_, titles)| titles).any(names)
    }
}

/// The letter or digit of ASCII that a text begins with, as folding leaves it; 0 where it begins with none.
fn initial(text: &str) -> u8 {
    text.bytes().next().filter(u8::is_ascii_alphanumeric).map_or(0, |letter| letter.to_ascii_lowercase())
}

/// Whether a text, folded, may begin as a folded one does, as far as it begins with words of plain letters and digits:
/// folding keeps those.
pub(in crate::layout) fn may_begin(folded: &str, text: &str) -> bool {
    let mut folded = folded.bytes();
    for (place, word) in text.as_bytes().split(|byte| *byte == b' ').enumerate() {
        let plain = word.iter().copied().take_while(u8::is_ascii_alphanumeric);
        // Blanks between words are kept.
        let begins_plain = word.first().is_some_and(u8::is_ascii_alphanumeric);
        let blank = (place > 0 && begins_plain).then_some(b' ');
        let mut own = blank.into_iter().chain(plain);
        if !own.all(|byte| folded.next().is_none_or(|folded| byte.to_ascii_lowercase() == folded)) {
            return false;
        }
        // Single letters may be those of one spaced word.
        if word.len() < 2 || !word.iter().all(u8::is_ascii_alphanumeric) {
            break;
        }
    }
    true
}
