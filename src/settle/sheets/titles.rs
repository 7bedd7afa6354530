//! The title block of a sheet: title, number and what else a pattern's groups tell apart.

use std::ops::Range;

use regex::Regex;

use crate::model::flow::Line;
use crate::model::passage::Passage;
use crate::model::sheet::TitlePart;
use crate::profile::{Beginning, SheetRule};
use crate::text::Folded;

use super::super::page::Page;
use super::super::unit::Unit;
use super::beginnings::Start;
use super::lines;

/// What stands in a title block.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The lines of the title.
    pub(super) title: Vec<Line>,
    /// The number or line over it.
    pub(super) number: Option<Passage>,
    /// Other parts.
    pub(super) parts: Vec<(TitlePart, Passage)>,
}

/// Parts the title block of a sheet.
pub(super) fn block(page: &Page<'_, '_>, start: &Start, rule: &SheetRule) -> Block {
    let settled = page.settled;
    let number: Vec<usize> = start.number.iter().copied().collect();
    let over = (!number.is_empty()).then(|| Passage::of_lines(&lines(settled, &number)).trimmed());
    let mut block = Block { title: lines(settled, &start.title), number: over, ..Block::default() };
    if start.from > 0
        && let Some(first) = start.title.first()
    {
        let unit = &settled.units[settled.pieces[*first].units.start];
        let (before, title) = unit.cut_at(start.from);
        block.title[0] = title.line;
        if matches!(rule.begin, Beginning::Number { .. }) {
            let number = Passage::of_lines(&[before.line]).trimmed();
            let end = number.text.trim_end_matches([' ', '-', '–', '—', ':', '.', '|', '·', '•', '/', '\u{a0}']).len();
            block.number = Some(number.part(0..end));
        }
    }
    if let Beginning::Number { line: pattern, .. } = &rule.begin
        && let Some(number) = block.number.take()
    {
        told(&mut block, pattern, &number);
        // Without groups, the line is the number.
        block.number.get_or_insert(number);
    }
    let patterns = match &rule.begin {
        Beginning::Title(pattern) | Beginning::RunningHead(pattern) => [Some(pattern), rule.title.as_ref()],
        _ => [None, rule.title.as_ref()],
    };
    for pattern in patterns.into_iter().flatten() {
        let whole = Passage::of_lines(&block.title);
        told(&mut block, pattern, &whole);
        if let Some(range) = group(pattern, &whole, "title") {
            block.title = cut(&block.title, &whole, &range);
        }
    }
    block
}

/// Takes what a pattern's groups tell of a text.
fn told(block: &mut Block, pattern: &Regex, whole: &Passage) {
    for (name, part) in [("other", TitlePart::Other), ("acronym", TitlePart::Acronym), ("code", TitlePart::Code)] {
        if let Some(range) = group(pattern, whole, name) {
            block.parts.push((part, whole.part(range).trimmed()));
        }
    }
    if let Some(range) = group(pattern, whole, "number") {
        block.number = Some(whole.part(range).trimmed());
    }
}

/// Where a group of a pattern stands in a text, in bytes; nothing where it is not there or empty.
fn group(pattern: &Regex, whole: &Passage, name: &str) -> Option<Range<usize>> {
    let folded = Folded::of(&whole.text);
    let range = pattern.captures(&folded.text)?.name(name)?.range();
    (!range.is_empty()).then(|| folded.origin(&range))
}

/// The lines of a title, or the parts of them, that stand in a range of its text.
fn cut(lines: &[Line], whole: &Passage, range: &Range<usize>) -> Vec<Line> {
    if *range == (0..whole.text.len()) {
        return lines.to_vec();
    }
    let mut kept = Vec::new();
    let mut at = 0;
    for line in lines {
        // Lines are joined by a blank, or where a word is cut by nothing: the text tells.
        let start = whole.text[at..].find(line.text.trim()).map_or(at, |found| at + found);
        let end = start + line.text.trim().len();
        at = end.min(whole.text.len());
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from >= to {
            continue;
        }
        let before = line.text.len() - line.text.trim_start().len();
        let mut part = Unit::of_line(line);
        if to < end {
            part = part.cut_at(before + to - start).0;
        }
        if from > start {
            part = part.cut_at(before + from - start).1;
        }
        kept.push(part.line);
    }
    kept
}
