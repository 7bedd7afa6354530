//! Footnotes: small print under the text of a page, and the raised numbers that refer to it.
//!
//! Footnote lines are set apart before paragraphs are gathered, so that a sentence goes on over them to the next page.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::flow::{Block, Line, Role, Style};

use super::fragments::Fragment;
use super::paragraphs::LaidLine;

/// Footnotes are printed at most this large, as a share of the running text.
const SMALL: f32 = 0.92;

/// Digits as raised signs, in order.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The raised sign of a digit; other text as it is.
pub(super) fn raised(text: &str) -> String {
    text.chars().map(|c| c.to_digit(10).map_or(c, |digit| RAISED[digit as usize])).collect()
}

/// Whether a text begins with a raised number, as notes do.
pub(super) fn begins_raised(text: &str) -> bool {
    text.starts_with(RAISED)
}

/// Joins raised numbers to the smaller text that they stand before, however high they are.
pub(super) fn attach_numbers(fragments: &mut Vec<Fragment>) {
    /// A raised number is smaller than its text, and stands this near to it, in font sizes of the text.
    const SMALLER: f32 = 0.85;
    const NEAR: f32 = 0.5;
    let is_number = |part: &Fragment| {
        part.text.len() <= 2 && !part.text.is_empty() && part.text.bytes().all(|b| b.is_ascii_digit())
    };
    let mut place = 0;
    while place < fragments.len() {
        let number = &fragments[place];
        let host = is_number(number).then(|| {
            fragments.iter().position(|text| {
                let size = text.style.size;
                let (gap, raised) = (text.bbox.x0 - number.bbox.x1, text.baseline - number.baseline);
                number.style.size < SMALLER * size
                    && gap > -0.1 * size
                    && gap < NEAR * size
                    && raised > 0.1 * size
                    && number.bbox.overlap_y(&text.bbox) > 0.3 * number.bbox.height()
            })
        });
        let Some(host) = host.flatten() else {
            place += 1;
            continue;
        };
        let number = fragments.remove(place);
        let text = &mut fragments[if host > place { host - 1 } else { host }];
        let raised = raised(&number.text);
        text.words.iter_mut().skip(1).for_each(|word| word.start += raised.len());
        text.text = format!("{raised}{}", text.text);
        text.bbox = text.bbox.union(&number.bbox);
    }
}

/// How much larger than its note a number is that is none of a note.
const BIG: f32 = 1.25;

/// Whether each line belongs to a footnote: small, under all running text of its column, from a line on that begins
/// with a number or a star.
pub(super) fn find(lines: &[&LaidLine], body: Style) -> Vec<bool> {
    let mut found = vec![false; lines.len()];
    let mut begun: Option<u32> = None;
    for (index, line) in lines.iter().enumerate() {
        // Notes are not printed bold: a theme at the foot may be counted, too.
        let bold = line.line.style.bold && !body.bold;
        if line.line.style.size > body.size * SMALL || bold || line.container.is_some() || is_sideways(line) {
            begun = None;
            continue;
        }
        // "(niveau 4 ou" goes on with a number that numbers no note.
        let goes_on = index.checked_sub(1).map(|before| lines[before]).is_some_and(|before| {
            let text = &before.line.text;
            before.region == line.region && text.matches('(').count() > text.matches(')').count()
        });
        // A figure in big type before its caption numbers no note.
        let big = line.line.runs.first().is_some_and(|run| run.style.size > BIG * line.line.style.size);
        let starts =
            (note_number(&line.line.text).is_some() && !goes_on && !big) || line.line.marker.as_deref() == Some("*");
        let starts = starts
            || glued_number(&line.line.text).is_some_and(|number| {
                page_of(line, lines).iter().any(|other| reference(&other.line.text, number).is_some())
            });
        if (begun == Some(line.page) || starts) && is_under_text(line, page_of(line, lines), body) {
            begun = Some(line.page);
            found[index] = true;
        }
    }
    found
}

/// The lines of a line's page; lines are in page order.
fn page_of<'l, 'p>(line: &LaidLine, lines: &'l [&'p LaidLine]) -> &'l [&'p LaidLine] {
    let first = lines.partition_point(|other| other.page < line.page);
    let end = lines.partition_point(|other| other.page <= line.page);
    &lines[first..end]
}

fn is_sideways(line: &LaidLine) -> bool {
    line.line.style.direction != Style::default().direction
}

fn is_under_text(line: &LaidLine, page: &[&LaidLine], body: Style) -> bool {
    let mut above = false;
    for other in page.iter().filter(|other| !is_sideways(other)) {
        if other.line.style.size < body.size * SMALL || other.bbox.overlap_x(&line.bbox) <= 0.0 {
            continue;
        }
        if other.baseline > line.baseline {
            return false;
        }
        above = true;
    }
    above
}

/// The number that begins a footnote: `3. Voir …`, `³ Voir …`, `3 Voir …`.
pub(super) fn note_number(text: &str) -> Option<u32> {
    const MOST_DIGITS: usize = 2;
    // Few texts begin so, and many are asked.
    if !text.trim_start().starts_with(|c: char| c.is_ascii_digit() || RAISED.contains(&c)) {
        return None;
    }
    let plain = lowered(text.trim_start());
    let digits: String = plain.chars().take_while(char::is_ascii_digit).collect();
    let rest = plain[digits.len()..].trim_start_matches(['.', ')', ' ', '\u{a0}']);
    let spaced = rest.len() < plain.len() - digits.len()
        || text.trim_start().chars().next().is_some_and(|c| RAISED.contains(&c));
    let counts_something = rest.starts_with(['%', '€', '‰']);
    (!digits.is_empty()
        && !counts_something
        && digits.len() <= MOST_DIGITS
        && spaced
        && rest.chars().any(char::is_alphabetic))
    .then(|| digits.parse().ok())
    .flatten()
}

/// The number that begins a note without a blank, `1Voir …`: fonts have raised digits of their own, which say that they are
/// digits and no more.
fn glued_number(text: &str) -> Option<u32> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let begins = (1..=2).contains(&end) && text[end..].starts_with(char::is_uppercase);
    begins.then(|| text[..end].parse().ok()).flatten()
}

/// Where a number ends a word that it is no part of, in bytes.
fn reference(text: &str, number: u32) -> Option<std::ops::Range<usize>> {
    let digits = number.to_string();
    text.match_indices(&digits).map(|(start, digits)| start..start + digits.len()).find(|place| {
        let before = text[..place.start].chars().next_back();
        let after = text[place.end..].chars().next();
        let ends = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)»".contains(c));
        // "CO2" is a word; a word and a number are not.
        let word = text[..place.start].chars().rev().take_while(|c| c.is_lowercase()).count() > 1;
        ends && (word || before.is_some_and(|c| ".,;:)»".contains(c)))
    })
}

fn lowered(text: &str) -> String {
    text.chars()
        .map(|c| {
            RAISED.iter().position(|raised| *raised == c).and_then(|d| char::from_digit(d as u32, 10)).unwrap_or(c)
        })
        .collect()
}

/// The raised numbers within a text, such as refer to footnotes.
pub(super) fn references(text: &str) -> Vec<u32> {
    if !has_raised(text) {
        return Vec::new();
    }
    let numbers = text.split(|c: char| !RAISED.contains(&c)).filter(|number| !number.is_empty());
    let within = numbers.filter(|number| !text.starts_with(*number));
    within.filter_map(|number| lowered(number).parse().ok()).collect()
}

fn has_raised(text: &str) -> bool {
    // Raised digits begin with one of two bytes; most lines have neither.
    memchr::memchr2(0xc2, 0xe2, text.as_bytes()).is_some() && text.contains(RAISED)
}

/// The numbers of footnotes, by page.
pub(super) fn numbers(notes: &[LaidLine]) -> BTreeMap<u32, BTreeSet<u32>> {
    let mut numbers: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for note in notes {
        let number = note_number(&note.line.text).or_else(|| glued_number(&note.line.text));
        numbers.entry(note.page).or_default().extend(number);
    }
    numbers
}

/// Takes references to the footnotes of their page out of the lines, and returns them as set-aside blocks; other
/// raised digits become plain ones. `missing` are the numbers that no reference was found to so far.
pub(super) fn take_references(
    lines: &mut [LaidLine],
    numbers: &BTreeMap<u32, BTreeSet<u32>>,
    missing: &mut BTreeMap<u32, BTreeSet<u32>>,
) -> Vec<Block> {
    let mut taken = Vec::new();
    for line in lines.iter_mut().filter(|line| has_raised(&line.line.text)) {
        // A note may be carried over to the next page.
        let known = |number: &u32| {
            [line.page, line.page + 1]
                .into_iter()
                .find(|page| numbers.get(page).is_some_and(|own| own.contains(number)))
        };
        while let Some(start) = line.line.text.find(RAISED) {
            let text = &line.line.text;
            let end = text[start..].find(|c| !RAISED.contains(&c)).map_or(text.len(), |length| start + length);
            let digits = lowered(&text[start..end]);
            let number: Option<u32> = digits.parse().ok();
            if let Some((number, page)) = number.and_then(|number| Some((number, known(&number)?))) {
                missing.entry(page).or_default().remove(&number);
                let reference = Line { text: digits, ..line.line.clone() };
                taken.push(Block::from_lines(Role::Paragraph, vec![reference]));
                line.line.replace(start..end, "");
            } else {
                line.line.replace(start..end, &digits);
            }
        }
    }
    taken
}

/// Takes references that end a word without being raised out of the lines, each missing number once a page.
pub(super) fn take_glued(lines: &mut [LaidLine], missing: &mut BTreeMap<u32, BTreeSet<u32>>) -> Vec<Block> {
    let mut taken = Vec::new();
    for line in lines {
        let Some(numbers) = missing.get_mut(&line.page) else { continue };
        let found = |number: &u32| reference(&line.line.text, *number).map(|place| (*number, place));
        let Some((number, place)) = numbers.iter().find_map(found) else { continue };
        numbers.remove(&number);
        let reference = Line { text: number.to_string(), ..line.line.clone() };
        taken.push(Block::from_lines(Role::Paragraph, vec![reference]));
        line.line.replace(place, "");
    }
    taken
}

/// Footnote lines as blocks, one a footnote.
pub(super) fn blocks(notes: Vec<LaidLine>) -> Vec<Block> {
    let mut blocks: Vec<Vec<Line>> = Vec::new();
    let mut page = 0;
    for note in notes {
        let number = note_number(&note.line.text).or_else(|| glued_number(&note.line.text));
        let starts = number.is_some() || note.line.marker.is_some() || note.page != page;
        page = note.page;
        let mut line = note.line;
        let text = lowered(&line.text);
        line.replace(0..line.text.len(), &text);
        if number.is_some() && starts {
            let rest = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
            let rest = rest.trim_start_matches(['.', ')', ' ', '\u{a0}']);
            let marker = text.len() - rest.len();
            line.replace(0..marker, "");
            line.marker = Some(text[..marker].trim().to_owned());
        }
        match blocks.last_mut() {
            Some(block) if !starts => block.push(line),
            _ => blocks.push(vec![line]),
        }
    }
    blocks.into_iter().map(|lines| Block::from_lines(Role::Footnote, lines)).collect()
}

/// Puts footnotes behind the text that refers to them, before the next heading, else after the last block that begins on
/// their page or before it. A reference is a block that holds the note's number and the place of the line it was taken from.
pub(super) fn insert(blocks: &mut Vec<Block>, notes: Vec<Block>, references: &[Block]) {
    if notes.is_empty() {
        return;
    }
    let texts = blocks.len();
    blocks.extend(notes);
    // Places of blocks, in the order that they are to have: moving blocks for each note would take long.
    let mut order: Vec<usize> = (0..texts).collect();
    for (number, note) in blocks.iter().enumerate().skip(texts) {
        let page = note.first_page();
        let marker = note.lines.first().and_then(|line| line.marker.as_deref());
        let sign = marker.map(|marker| marker.trim_end_matches(['.', ')']).to_owned());
        let reference = references
            .iter()
            .filter(|reference| sign.as_deref() == Some(reference.text.as_str()))
            // A note may be carried over to the next page.
            .filter(|reference| reference.first_page() <= page && reference.first_page().map(|own| own + 1) >= page)
            .max_by_key(|reference| reference.first_page());
        let place_of = |block: &Block| block.lines.first().and_then(|line| line.place);
        let refers = |block: &usize, place| blocks[*block].lines.iter().any(|line| line.place == Some(place));
        let referring =
            reference.and_then(place_of).and_then(|place| order.iter().position(|block| refers(block, place)));
        // Between two paragraphs that follow each other it would stand in the way of reading.
        let behind = referring.map(|at| {
            let ends = |block: &usize| {
                let block = &blocks[*block];
                begins_another(block, &blocks[order[at]]) || block.first_page() > page
            };
            order[at + 1..].iter().position(ends).map_or(order.len(), |next| at + 1 + next)
        });
        let last = || order.iter().rposition(|block| blocks[*block].first_page() <= page).map_or(0, |last| last + 1);
        let place = behind.unwrap_or_else(last);
        order.insert(place, number);
    }
    let mut unordered: Vec<Option<Block>> = std::mem::take(blocks).into_iter().map(Some).collect();
    blocks.extend(order.into_iter().filter_map(|block| unordered[block].take()));
}

/// Whether a block begins another part of a text than the one before it: it is a heading, or begins in a look that stands
/// out.
fn begins_another(block: &Block, before: &Block) -> bool {
    let first = |block: &Block| {
        let line = block.lines.first();
        line.map_or(block.style, |line| line.runs.first().map_or(line.style, |run| run.style))
    };
    let (this, text) = (first(block), before.style);
    block.is_heading() || (this.bold && !text.bold) || this.size > 1.06 * text.size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn note_numbers_are_told_from_other_numbers() {
        let cases = [
            ("3. Voir la délibération", Some(3)),
            ("¹ Les 4, 11 et 18 mars", Some(1)),
            ("12 Source : enquête", Some(12)),
            ("2025 fut une année", None),
            ("75 % sont en contrat long", None),
            ("12/14", None),
            ("Voir page 3", None),
        ];
        for (text, number) in cases {
            assert_eq!(note_number(text), number, "{text}");
        }
    }
}
