//! Which collections a document holds, and where.

use crate::model::flow::{Block, Flow, Line};
use crate::text::fold;

use super::{Profile, ProfileSet, bare};

/// A stretch of a document that one profile reads.
#[derive(Debug)]
pub struct Range<'p> {
    /// The profile.
    pub profile: &'p Profile,
    /// Indices into [`Flow::blocks`].
    pub blocks: std::ops::Range<usize>,
    /// The score reached.
    pub score: u32,
    /// Profiles that fit as well, and give way.
    pub tied: Vec<Tied>,
}

/// A profile that fits a stretch as well as the one that reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tied {
    /// Its id.
    pub id: String,
    /// The score that it reached.
    pub score: u32,
    /// What is enough.
    pub threshold: u32,
}

/// How well a profile fits a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The profile's id.
    pub id: String,
    /// The weights of the patterns found.
    pub score: u32,
    /// What is enough.
    pub threshold: u32,
    /// Each of its patterns: as written, its weight, in how many texts it was found, in how many it must be.
    pub evidence: Vec<(String, u32, usize, u32)>,
}

/// How well each profile fits a document, the best first.
#[must_use]
pub fn scores(flow: &Flow, profiles: &ProfileSet) -> Vec<Score> {
    let score = |Found { profile, score, counts, .. }: Found<'_>| {
        let evidence = profile.evidence.iter().zip(counts);
        let evidence = evidence.map(|(rule, count)| (rule.written.clone(), rule.weight, count, rule.at_least));
        Score { id: profile.id.clone(), score, threshold: profile.threshold, evidence: evidence.collect() }
    };
    let mut scores: Vec<Score> = look(profiles, flow).map(score).collect();
    scores.sort_by(|a, b| (b.score * a.threshold.max(1)).cmp(&(a.score * b.threshold.max(1))).then(a.id.cmp(&b.id)));
    scores
}

/// Finds the collections in a document, in reading order.
///
/// The weights of the patterns found are added up; a profile that reaches its threshold is in. Where several are, the
/// document is parted among them: each has the stretch around its evidence, parted at the start of a page.
#[must_use]
pub fn recognise<'p>(flow: &Flow, profiles: &'p ProfileSet) -> Vec<Range<'p>> {
    let mut found: Vec<Found<'p>> =
        look(profiles, flow).filter(|found| found.score >= found.profile.threshold).collect();
    found.sort_by(|a, b| (a.median(), &a.profile.id).cmp(&(b.median(), &b.profile.id)));
    drop_overlaid(&mut found);
    let mut ranges: Vec<Range<'p>> = Vec::new();
    let mut start = 0;
    for (index, this) in found.iter().enumerate() {
        let end = match found.get(index + 1) {
            Some(next) => border(flow, this.last(), next.first()),
            None => flow.blocks.len(),
        };
        let (profile, tied) = (this.profile, this.tied.clone());
        ranges.push(Range { profile, blocks: start..end.max(start), score: this.score, tied });
        start = end.max(start);
    }
    ranges
}

/// The texts of a block that evidence may be: the whole or one of its lines, the texts of its cells. Each in all its
/// wordings: also without the number or icon before it, and up to the sign or look that parts a heading from the text on
/// its line.
fn wordings(block: &Block) -> Vec<Vec<String>> {
    if let Some(table) = &block.table {
        return table.rows.iter().flatten().flat_map(|cell| &cell.blocks).flat_map(wordings).collect();
    }
    let mut lines: Vec<Vec<String>> = block.lines.iter().map(wordings_of_line).collect();
    if block.lines.len() != 1 {
        let whole = with_bare(vec![fold(&block.text)]);
        match lines.first_mut() {
            Some(first) => first.extend(whole),
            None => lines.push(whole),
        }
    }
    lines
}

fn wordings_of_line(line: &Line) -> Vec<String> {
    let mut texts = vec![fold(&line.text)];
    let ends = line.text.match_indices([':', '–', '—', '-', '.']).map(|(at, _)| at).take_while(|at| *at <= RUN_IN);
    let runs = line.runs.iter().map(|run| run.start).filter(|start| (1..=RUN_IN).contains(start));
    for end in ends.chain(runs).filter(|end| line.text.is_char_boundary(*end)) {
        texts.push(fold(&line.text[..end]));
    }
    with_bare(texts)
}

fn with_bare(mut texts: Vec<String>) -> Vec<String> {
    let numbered = texts.iter().map(|text| bare(text)).filter(|(_, numbered)| *numbered);
    let unnumbered: Vec<String> = numbered.map(|(rest, _)| rest.to_owned()).collect();
    texts.extend(unnumbered);
    texts
}

/// The longest heading with text after it on its line, in bytes.
const RUN_IN: usize = 80;

struct Found<'p> {
    profile: &'p Profile,
    score: u32,
    /// Sorted indices of the blocks with evidence.
    blocks: Vec<usize>,
    /// In how many texts each pattern was found.
    counts: Vec<usize>,
    /// Those that fit as well, and gave way.
    tied: Vec<Tied>,
}

/// What is found of a pattern.
#[derive(Debug, Clone, Default)]
struct Seen {
    /// In how many texts, furniture among them.
    count: usize,
    /// Ascending indices of the blocks.
    blocks: Vec<usize>,
}

/// What a document has of each profile's evidence.
fn look<'p>(profiles: &'p ProfileSet, flow: &Flow) -> impl Iterator<Item = Found<'p>> {
    let rules = profiles.list().iter().map(|profile| profile.evidence.len()).sum();
    let mut seen = vec![Seen::default(); rules];
    let mut matched = vec![false; rules];
    // A heading may stand as a line of a block.
    for (index, block) in flow.blocks.iter().enumerate() {
        for texts in wordings(block) {
            texts.iter().for_each(|text| profiles.evidence.note_matches(text, &mut matched));
            for (seen, matched) in seen.iter_mut().zip(&mut matched).filter(|(_, matched)| **matched) {
                *matched = false;
                seen.count += 1;
                if seen.blocks.last() != Some(&index) {
                    seen.blocks.push(index);
                }
            }
        }
    }
    for block in &flow.furniture {
        profiles.evidence.note_matches(&fold(&block.text), &mut matched);
        seen.iter_mut()
            .zip(&mut matched)
            .for_each(|(seen, matched)| seen.count += usize::from(std::mem::take(matched)));
    }
    let mut seen = seen.into_iter();
    profiles.list().iter().map(move |profile| Found::of(profile, seen.by_ref().take(profile.evidence.len())))
}

impl<'p> Found<'p> {
    fn of(profile: &'p Profile, seen: impl Iterator<Item = Seen>) -> Self {
        let mut found = Self { profile, score: 0, blocks: Vec::new(), counts: Vec::new(), tied: Vec::new() };
        for (rule, seen) in profile.evidence.iter().zip(seen) {
            found.counts.push(seen.count);
            if seen.count >= rule.at_least as usize {
                found.score += rule.weight;
                found.blocks.extend(seen.blocks);
            }
        }
        found.blocks.sort_unstable();
        found.blocks.dedup();
        found
    }

    fn first(&self) -> usize {
        self.blocks.first().copied().unwrap_or_default()
    }

    fn last(&self) -> usize {
        self.blocks.last().copied().unwrap_or_default()
    }

    fn median(&self) -> usize {
        self.blocks.get(self.blocks.len() / 2).copied().unwrap_or_default()
    }
}

/// Of two collections whose evidence lies in the same stretch, the one with the lower share of its threshold goes: a
/// file has its collections one after the other.
fn drop_overlaid(found: &mut Vec<Found<'_>>) {
    let mut index = 0;
    while index + 1 < found.len() {
        let (this, next) = (&found[index], &found[index + 1]);
        let overlap = this.blocks.iter().filter(|block| **block > next.first()).count();
        if overlap * 4 > this.blocks.len() {
            let (a, b) = (this.score * next.profile.threshold, next.score * this.profile.threshold);
            // Of two that fit alike, a person's own goes before one that the program brings.
            let stronger = a > b || (a == b && this.profile.builtin <= next.profile.builtin);
            let gone = found.remove(if stronger { index + 1 } else { index });
            if a == b {
                let Profile { id, threshold, .. } = gone.profile;
                let winner = &mut found[index];
                winner.tied.push(Tied { id: id.clone(), score: gone.score, threshold: *threshold });
                winner.tied.extend(gone.tied);
            }
            index = index.saturating_sub(1);
        } else {
            index += 1;
        }
    }
}

/// The last page start after `last` and up to `first`, or `first` itself.
fn border(flow: &Flow, last: usize, first: usize) -> usize {
    flow.page_starts.iter().copied().filter(|start| *start > last && *start <= first).max().unwrap_or(first)
}
