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
    let folded: Vec<Vec<Vec<String>>> = flow.blocks.iter().map(wordings).collect();
    let score = |profile: &Profile| {
        let found = Found::look(profile, &folded, flow);
        let evidence = profile.evidence.iter().zip(&found.counts);
        let evidence = evidence.map(|(rule, count)| (rule.written.clone(), rule.weight, *count, rule.at_least));
        Score { id: profile.id.clone(), score: found.score, threshold: profile.threshold, evidence: evidence.collect() }
    };
    let mut scores: Vec<Score> = profiles.list().iter().map(score).collect();
    scores.sort_by(|a, b| (b.score * a.threshold.max(1)).cmp(&(a.score * b.threshold.max(1))).then(a.id.cmp(&b.id)));
    scores
}

/// Finds the collections in a document, in reading order.
///
/// The weights of the patterns found are added up; a profile that reaches its threshold is in. Where several are, the
/// document is parted among them: each has the stretch around its evidence, parted at the start of a page.
#[must_use]
pub fn recognise<'p>(flow: &Flow, profiles: &'p ProfileSet) -> Vec<Range<'p>> {
    // A heading may stand as a line of a block.
    let folded: Vec<Vec<Vec<String>>> = flow.blocks.iter().map(wordings).collect();
    let mut found: Vec<Found<'p>> = profiles
        .list()
        .iter()
        .map(|profile| Found::look(profile, &folded, flow))
        .filter(|found| found.score >= found.profile.threshold)
        .collect();
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

impl<'p> Found<'p> {
    fn look(profile: &'p Profile, folded: &[Vec<Vec<String>>], flow: &Flow) -> Self {
        let mut score = 0;
        let mut blocks = Vec::new();
        let mut counts = Vec::with_capacity(profile.evidence.len());
        for rule in &profile.evidence {
            let mut count = 0;
            let mut hits: Vec<usize> = Vec::new();
            for (index, texts) in folded.iter().enumerate() {
                let found = texts.iter().filter(|texts| texts.iter().any(|text| rule.regex.is_match(text))).count();
                count += found;
                if found > 0 {
                    hits.push(index);
                }
            }
            let furniture = flow.furniture.iter().filter(|block| rule.regex.is_match(&fold(&block.text))).count();
            counts.push(count + furniture);
            if count + furniture >= rule.at_least as usize {
                score += rule.weight;
                blocks.extend(hits);
            }
        }
        blocks.sort_unstable();
        blocks.dedup();
        Self { profile, score, blocks, counts, tied: Vec::new() }
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
