//! The theme of each sheet: a short text outside the sections that comes back on sheets of one theme.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::flow::{Block, Flow, Line, Role, Style};
use crate::model::passage::Passage;
use crate::text::fold;

use super::header::{free, is_title_like};
use super::split::Marked;

/// The longest theme, in characters.
const THEME_CHARACTERS: usize = 90;

/// A text of a sheet that may be its theme.
struct Candidate {
    /// Index of the block in its sheet; `None` for page furniture.
    block: Option<usize>,
    quote: Passage,
    folded: String,
    style: Style,
    /// Outside every section; inside one, only a text that is another sheet's theme is taken for this one's.
    free: bool,
}

/// Takes the theme out of each sheet's blocks; it may stand among the page furniture, where it is left.
pub(super) fn find(sheets: &mut [Vec<Marked<'_>>], flow: &Flow) -> Vec<Option<Passage>> {
    let candidates: Vec<Vec<Candidate>> = sheets.iter().map(|blocks| candidates(blocks, flow)).collect();
    let mut standing: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (sheet, candidates) in candidates.iter().enumerate() {
        for candidate in candidates.iter().filter(|candidate| candidate.free) {
            standing.entry(&candidate.folded).or_default().insert(sheet);
        }
    }
    let everywhere = sheets.len();
    let recurs = |candidate: &&Candidate| {
        standing.get(candidate.folded.as_str()).is_some_and(|sheets| sheets.len() > usize::from(candidate.free))
    };
    // What stands on every sheet is the report's own name, unless nothing else recurs.
    let only_some = standing.values().any(|sheets| sheets.len() > 1 && sheets.len() < everywhere);
    let is_theme = |candidate: &&Candidate| {
        recurs(candidate)
            && (!only_some || standing.get(candidate.folded.as_str()).is_some_and(|sheets| sheets.len() < everywhere))
    };
    let looks: Vec<Style> = candidates.iter().flatten().filter(is_theme).map(|candidate| candidate.style).collect();
    let chosen: Vec<Option<usize>> = candidates
        .iter()
        .map(|candidates| {
            let recurring = candidates.iter().position(|candidate| is_theme(&candidate));
            recurring.or_else(|| alike(candidates, &looks)).or_else(|| lone(candidates, &looks))
        })
        .collect();
    sheets
        .iter_mut()
        .zip(candidates)
        .zip(chosen)
        .map(|((blocks, mut candidates), chosen)| {
            let candidate = candidates.swap_remove(chosen?);
            if let Some(index) = candidate.block {
                blocks.remove(index);
            }
            Some(candidate.quote)
        })
        .collect()
}

/// The only candidate that looks as the themes of other sheets do: for a theme with one sheet.
fn alike(candidates: &[Candidate], looks: &[Style]) -> Option<usize> {
    let printed = looks.iter().any(|style| style.size > 0.0);
    let similar = |candidate: &Candidate| {
        candidate.free
            && looks.iter().any(|style| {
                (style.size - candidate.style.size).abs() < 0.3
                    && style.bold == candidate.style.bold
                    && style.direction == candidate.style.direction
                    && style.italic == candidate.style.italic
            })
    };
    if !printed {
        // Without typography the title is the other candidate: the theme is the later one, where there are two.
        let mut free = (0..candidates.len()).filter(|index| candidates[*index].free);
        return free.next().and_then(|_| free.next_back()).filter(|_| !looks.is_empty());
    }
    let mut found = (0..candidates.len()).filter(|index| similar(&candidates[*index]));
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// Where no theme comes back: a text that runs sideways, as tabs do, or the only text that is left.
fn lone(candidates: &[Candidate], looks: &[Style]) -> Option<usize> {
    if !looks.is_empty() {
        return None;
    }
    let free: Vec<usize> =
        (0..candidates.len()).filter(|index| candidates[*index].free && candidates[*index].block.is_some()).collect();
    let sideways = |index: &&usize| candidates[**index].style.direction != Style::default().direction;
    let mut tabs = free.iter().filter(sideways);
    match (tabs.next(), tabs.next(), free.as_slice()) {
        (Some(tab), None, _) => Some(*tab),
        (None, _, [only]) if candidates[*only].style.size > 0.0 => Some(*only),
        _ => None,
    }
}

fn candidates(blocks: &[Marked<'_>], flow: &Flow) -> Vec<Candidate> {
    let free = free(blocks);
    let own = blocks
        .iter()
        .enumerate()
        .filter(|(_, marked)| marked.mark.is_none())
        .filter(|(_, marked)| is_theme_like(&marked.block.text) && is_title_like(&marked.block))
        .map(|(index, marked)| Candidate {
            block: Some(index),
            quote: Passage::of(&marked.block),
            folded: fold(&marked.block.text),
            style: marked.block.style,
            free: free[index] || marked.block.role != Role::Paragraph,
        });
    let pages: BTreeSet<u32> = blocks.iter().map(|marked| marked.page).collect();
    let furniture = flow
        .furniture
        .iter()
        .filter(|block| flow.paginated && block.first_page().is_some_and(|page| pages.contains(&page)))
        .filter(|block| is_theme_like(&block.text))
        .map(|block: &Block| Candidate {
            block: None,
            quote: Passage::of(block),
            folded: fold(&block.text),
            style: block.lines.first().map(|line: &Line| line.style).unwrap_or_default(),
            free: true,
        });
    own.chain(furniture).collect()
}

/// Words, not a date or a counter.
fn is_theme_like(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    letters >= 4 && digits <= 2 && text.chars().count() <= THEME_CHARACTERS && !text.contains("://")
}
