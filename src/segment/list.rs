//! Jobs that are lines of a list, grouped by theme; the facts of each theme stand elsewhere, under its name in another
//! spelling.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::model::flow::{Block, Flow, Line, Role, Style, joined};
use crate::model::passage::Passage;
use crate::model::sheet::{Meaning, Sheet, SheetBlock};
use crate::profile::{Form, Pattern, Range, bare};
use crate::settle::decision::Account;
use crate::text::{content_words, fold};

use super::header::is_title_like;
use super::split::{Marked, marked_blocks};

/// A job of the list.
struct Entry {
    /// The job's line.
    block: Block,
    /// The theme's line; `None` when the entry is itself a theme line.
    theme: Option<Passage>,
}

/// The facts of a theme.
struct Facts {
    /// The theme as printed over its facts.
    title: Passage,
    heading: Block,
    body: Vec<Block>,
}

/// Share of common words from which a theme and a facts title are one.
const SAME_THEME: f64 = 0.6;

/// Sheets of a range, in reading order.
pub(super) fn sheets(flow: &Flow, range: &Range<'_>, account: &mut Account) -> Vec<Sheet> {
    let Some(Form::List { entry, not_group, facts, facts_key }) = &range.profile.form else { return Vec::new() };
    let (blocks, levelled) = with_levels(part_entries(marked_blocks(flow, range, account), entry), entry);
    let is_entry = |at: usize, folded: &str| levelled.contains(&at) || entry.is_match(folded);
    let entries = find_entries(&blocks, &is_entry, not_group);
    let themes: BTreeSet<&str> =
        entries.iter().filter_map(|entry| entry.theme.as_ref()).map(|theme| &*theme.text).collect();
    let facts = find_facts(&blocks, facts, flow, &themes);
    let assigned = assign(&entries, &facts);
    entries
        .into_iter()
        .zip(assigned)
        .map(|(entry, facts)| {
            let theme = entry.theme.or_else(|| facts.map(|facts| facts.title.clone()));
            let blocks = facts.map_or_else(Vec::new, |facts| {
                let heading = Meaning::Heading { key: facts_key.clone(), chart: false };
                let heading = SheetBlock { block: facts.heading.clone(), meaning: heading };
                let body = facts.body.iter().map(|block| SheetBlock { block: block.clone(), meaning: Meaning::Text });
                std::iter::once(heading).chain(body).collect()
            });
            Sheet { title: entry.block.lines, theme, blocks, ..Sheet::default() }
        })
        .collect()
}

/// The blocks with what stands in a cell of its own and is all that tells a job from other lines, such as its level, made
/// the end of the cell before; and which of them are jobs for it.
fn with_levels<'p>(blocks: Vec<Marked<'p>>, entry: &Regex) -> (Vec<Marked<'p>>, BTreeSet<usize>) {
    let is_level = |marked: &Marked<'_>| entry.find(&fold(&marked.block.text)).is_some_and(|found| found.start() == 0);
    let mut whole: Vec<Marked<'p>> = Vec::with_capacity(blocks.len());
    let mut levelled = BTreeSet::new();
    for marked in blocks {
        match whole.last_mut() {
            Some(job) if is_level(&marked) && job.page == marked.page && is_title_like(&job.block) => {
                let lines = job.block.lines.iter().chain(&marked.block.lines).cloned().collect();
                let container = job.block.container;
                job.block = Block { container, ..Block::from_lines(job.block.role, lines) };
                levelled.insert(whole.len() - 1);
            }
            _ => whole.push(marked),
        }
    }
    (whole, levelled)
}

fn find_entries(blocks: &[Marked<'_>], is_entry: &dyn Fn(usize, &str) -> bool, not_group: &[Pattern]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut group: Option<&Block> = None;
    let mut page = None;
    for (index, marked) in blocks.iter().enumerate() {
        if page != Some(marked.page) {
            (group, page) = (None, Some(marked.page));
        }
        let folded = fold(&marked.block.text);
        let is_entry = is_entry(index, &folded);
        let excluded = |text: &str| not_group.iter().any(|pattern| pattern.is_match(text));
        if is_entry && !excluded(&folded) && !group.is_some_and(|group| excluded(&fold(&group.text))) {
            let is_item = matches!(marked.block.role, Role::ListItem(_))
                || group.is_some_and(|group| is_under(group, &marked.block));
            if is_item && group.is_some() {
                entries.push(Entry { block: marked.block.clone(), theme: group.map(Passage::of) });
                continue;
            }
            if !is_item {
                entries.push(Entry { block: marked.block.clone(), theme: None });
                group = Some(&marked.block);
                continue;
            }
        }
        if !is_entry && !matches!(marked.block.role, Role::ListItem(_)) && is_title_like(&marked.block) {
            // A theme broken over two blocks is rare; the nearest line above its jobs names them.
            let followed = blocks.get(index + 1).is_some();
            group = followed.then_some(&marked.block);
        }
    }
    entries
}

/// Whether a line without a bullet is a group's item all the same: it looks different from the group's line.
fn is_under(group: &Block, line: &Block) -> bool {
    group.style.size > 0.0 && (group.style.bold != line.style.bold || group.style.size > line.style.size + 0.3)
}

/// The facts under each facts heading, up to the end of the slide or the next theme; `themes` are those of the jobs.
fn find_facts(blocks: &[Marked<'_>], heading: &Regex, flow: &Flow, themes: &BTreeSet<&str>) -> Vec<Facts> {
    let recurring = recurring(blocks);
    let is_heading = |at: usize| {
        let folded = fold(&blocks[at].block.text);
        heading.is_match(bare(&folded).0) || heading.is_match(folded.trim_end_matches([':', ' ', '.']))
    };
    let anchors: Vec<usize> = (0..blocks.len()).filter(|at| is_heading(*at)).collect();
    let side = title_side(blocks, &anchors, flow);
    let titles: Vec<Option<usize>> = (0..anchors.len()).map(|nth| title_of(blocks, &anchors, nth, side)).collect();
    (0..anchors.len())
        .flat_map(|nth| {
            let at = anchors[nth];
            let is_theme = |title: usize| names_theme(&blocks[title].block, themes);
            let under = match titles[nth] {
                Some(title) if is_theme(title) => Vec::new(),
                _ => themes_under(blocks, at, anchors.get(nth + 1).copied(), flow, themes),
            };
            let facts = |title: usize, lines: std::ops::Range<usize>| facts_of(blocks, (at, title), lines, &recurring);
            let Some(title) = titles[nth].filter(|_| under.is_empty()) else {
                return under.into_iter().map(|(title, end)| facts(title, title + 1..end)).collect();
            };
            let next = anchors.get(nth + 1).copied().unwrap_or(blocks.len());
            let next_title = titles.get(nth + 1).copied().flatten().filter(|next| *next > at).unwrap_or(next);
            let limit = if side == Side::Below { title.min(next) } else { next_title };
            let end = (at + 1..limit)
                .find(|index| {
                    let marked = &blocks[*index];
                    if flow.paginated {
                        // The next slide: on another page, or under the next title of a handout.
                        let title_size = blocks[title].block.style.size;
                        return marked.page != blocks[at].page
                            || (marked.block.is_heading() && marked.block.style.size > title_size * 0.97);
                    }
                    recurring.contains(index)
                        || (index > &(at + 1) && is_slide_title(&marked.block, &blocks[index - 1].block))
                })
                .unwrap_or(limit);
            vec![facts(title, at + 1..end)]
        })
        .collect()
}

/// Whether a line is the name of a theme of the jobs, maybe in another spelling.
fn names_theme(block: &Block, themes: &BTreeSet<&str>) -> bool {
    is_title_like(block) && themes.iter().any(|theme| shared_words(theme, &block.text) >= SAME_THEME)
}

/// The names of themes that stand under a facts heading that titles its slide, and where the last one's facts end.
fn themes_under(
    blocks: &[Marked<'_>],
    at: usize,
    next: Option<usize>,
    flow: &Flow,
    themes: &BTreeSet<&str>,
) -> Vec<(usize, usize)> {
    if !flow.paginated {
        return Vec::new();
    }
    let on_slide = |index: &usize| blocks[*index].page == blocks[at].page;
    let end = (at + 1..next.unwrap_or(blocks.len())).take_while(on_slide).last().map_or(at + 1, |last| last + 1);
    let starts: Vec<usize> = (at + 1..end).filter(|index| names_theme(&blocks[*index].block, themes)).collect();
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts.iter().copied().zip(ends).collect()
}

/// Facts, by the places of their heading and their title and those of their lines.
fn facts_of(
    blocks: &[Marked<'_>],
    (heading, title): (usize, usize),
    lines: std::ops::Range<usize>,
    recurring: &BTreeSet<usize>,
) -> Facts {
    let body = lines.filter(|index| !recurring.contains(index)).map(|index| &blocks[index].block);
    let body = body.filter(|block| block.style.direction == Style::default().direction).cloned().collect();
    Facts { title: Passage::of(&blocks[title].block), heading: blocks[heading].block.clone(), body }
}

/// On which side of its facts a slide's title stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

/// Where slides of facts have their title: a report sets all its slides alike. Above the first facts of a page stands
/// nothing prominent where titles are below, below its last facts nothing where they are above.
fn title_side(blocks: &[Marked<'_>], anchors: &[usize], flow: &Flow) -> Side {
    let prominent = |nth: usize, side: Side| {
        title_of(blocks, anchors, nth, side).is_some_and(|title| {
            blocks[title].block.style.size > flow.body.size.max(blocks[anchors[nth]].block.style.size) * 1.05
        })
    };
    let page = |nth: usize| blocks[anchors[nth]].page;
    let mut votes = 0;
    for nth in 0..anchors.len() {
        let first = nth == 0 || page(nth - 1) != page(nth);
        let last = nth + 1 == anchors.len() || page(nth + 1) != page(nth);
        let (above, below) = (prominent(nth, Side::Above), prominent(nth, Side::Below));
        votes += i32::from(first && above) - i32::from(first && !above && below);
        votes += i32::from(last && !below && above) - i32::from(last && below);
    }
    if votes < 0 { Side::Below } else { Side::Above }
}

/// The block that titles a facts heading: on a slide its most prominent text, else the line above.
fn title_of(blocks: &[Marked<'_>], anchors: &[usize], nth: usize, side: Side) -> Option<usize> {
    let at = anchors[nth];
    let plain = blocks[at].block.style.size == 0.0;
    let on_slide = |index: &usize| blocks[*index].page == blocks[at].page || plain;
    let title_like = |index: &usize| is_title_like(&blocks[*index].block) && blocks[*index].mark.is_none();
    if plain {
        return (0..at).rev().find(title_like);
    }
    let next = anchors.get(nth + 1).copied().unwrap_or(blocks.len());
    let candidates: Vec<usize> = match side {
        Side::Above => (0..at).rev().take_while(on_slide).filter(title_like).collect(),
        Side::Below => (at + 1..next).take_while(on_slide).filter(title_like).collect(),
    };
    let size = |index: usize| blocks[index].block.style.size;
    // A page may hold several slides, and a cover's title is larger than theirs: the nearest text above the facts' level.
    let nearest = candidates.iter().copied().find(|index| size(*index) > size(at) * 1.05);
    nearest.or_else(|| candidates.into_iter().reduce(|best, index| if size(index) > size(best) { index } else { best }))
}

/// Blocks whose lines are several jobs, parted after each: the form of a job's line says where it ends.
fn part_entries<'p>(blocks: Vec<Marked<'p>>, entry: &Regex) -> Vec<Marked<'p>> {
    let mut parted = Vec::with_capacity(blocks.len());
    for marked in blocks {
        let lines = &marked.block.lines;
        let mut parts: Vec<Vec<Line>> = vec![Vec::new()];
        for (index, line) in lines.iter().enumerate() {
            let Some(part) = parts.last_mut() else { break };
            part.push(line.clone());
            let Some(next) = lines.get(index + 1) else { break };
            // A theme's line is set otherwise than its jobs.
            let (a, b) = (line.style, next.style);
            let other_look = a.size > 0.0 && (a.bold != b.bold || (a.size - b.size).abs() > 0.06 * a.size);
            if other_look || entry.is_match(&fold(&joined(part))) {
                parts.push(Vec::new());
            }
        }
        if parts.len() == 1 || marked.mark.is_some() {
            parted.push(marked);
            continue;
        }
        for lines in parts {
            let mut block = Block::from_lines(marked.block.role, lines);
            block.container = marked.block.container;
            parted.push(Marked { block, ..marked.clone() });
        }
    }
    parted
}

/// In a text without slides: a short line without a full stop after a finished text is the next slide's title.
fn is_slide_title(block: &Block, before: &Block) -> bool {
    is_title_like(block)
        && block.role == Role::Paragraph
        && block.lines.len() == 1
        && block.text.chars().count() <= 90
        && block.text.chars().next().is_some_and(char::is_uppercase)
        && crate::text::ends_sentence(&before.text)
        && matches!(before.role, Role::Paragraph)
}

/// Indices of short texts that come back: the running heads of slides.
fn recurring(blocks: &[Marked<'_>]) -> BTreeSet<usize> {
    const OFTEN: usize = 3;
    let mut standing: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, marked) in blocks.iter().enumerate() {
        if is_title_like(&marked.block) {
            standing.entry(fold(&marked.block.text)).or_default().push(index);
        }
    }
    standing.into_values().filter(|indices| indices.len() >= OFTEN).flatten().collect()
}

/// Which facts belong to which entry: by the words that theme and facts title share, the surest first; a theme line
/// that is itself a job takes facts that no theme took.
fn assign<'f>(entries: &[Entry], facts: &'f [Facts]) -> Vec<Option<&'f Facts>> {
    let mut by_theme: BTreeMap<String, Option<usize>> = BTreeMap::new();
    let mut pairs: Vec<(f64, &str, usize)> = Vec::new();
    for entry in entries {
        let Some(theme) = &entry.theme else { continue };
        if by_theme.insert(theme.text.clone(), None).is_none() {
            for (index, facts) in facts.iter().enumerate() {
                pairs.push((shared_words(&theme.text, &facts.title.text), &theme.text, index));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken = BTreeSet::new();
    for (score, theme, index) in pairs {
        if score >= SAME_THEME && !taken.contains(&index) && by_theme.get(theme) == Some(&None) {
            by_theme.insert(theme.to_owned(), Some(index));
            taken.insert(index);
        }
    }
    entries
        .iter()
        .map(|entry| {
            let index = match &entry.theme {
                Some(theme) => by_theme.get(&theme.text).copied().flatten(),
                None => {
                    let line = &entry.block.text;
                    let best = (0..facts.len())
                        .filter(|index| !taken.contains(index))
                        .map(|index| (shared_words(line, &facts[index].title.text), index))
                        .filter(|(score, _)| *score > 0.0)
                        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
                    best.map(|(_, index)| taken.insert(index).then_some(index)).unwrap_or_default()
                }
            };
            index.map(|index| &facts[index])
        })
        .collect()
}

/// Share of common words: Dice's coefficient of the two word sets.
fn shared_words(a: &str, b: &str) -> f64 {
    let (a, b): (BTreeSet<String>, BTreeSet<String>) =
        (content_words(a).into_iter().collect(), content_words(b).into_iter().collect());
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line { text: text.to_owned(), ..Line::default() }
    }

    #[test]
    fn themes_find_their_facts_in_another_spelling_and_a_theme_line_takes_what_is_left() {
        let facts = |title: &str| Facts {
            title: Passage::at(title.to_owned(), &[]),
            heading: Block::default(),
            body: Vec::new(),
        };
        let entry = |theme: Option<&str>, text: &str| Entry {
            block: Block::from_lines(Role::Paragraph, vec![line(text)]),
            theme: theme.map(|text| Passage::at(text.to_owned(), &[])),
        };
        let facts =
            [facts("L'accueil et l'écoute"), facts("Les métiers du suivi des résidents (et proches) à domicile")];
        let entries = [
            entry(Some("Les métiers du suivi des résidents à domicile"), "Veilleur"),
            entry(None, "Le responsable de l'écoute"),
        ];
        let assigned = assign(&entries, &facts);
        assert!(assigned[0].unwrap().title.text.contains("domicile"));
        assert!(assigned[1].unwrap().title.text.contains("écoute"));
    }
}
