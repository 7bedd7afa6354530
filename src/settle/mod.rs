//! What lines are: patterns and typography propose, the whole document decides.
//!
//! [`mod@unit`] gives every line an identity, [`claims`] lists what a profile's patterns say that lines may be, [`headings`]
//! weighs those claims by what is known of the lines and by what the document shows elsewhere.

mod boundaries;
pub mod claims;
pub mod decision;
pub mod groups;
pub mod headings;
mod labels;
mod naming;
mod notes;
pub mod owners;
pub mod page;
pub mod sheets;
pub mod shown;
pub mod unit;
pub mod weights;

use crate::model::flow::{Block, Cell, Flow, Run, Style};
use crate::profile::{Form, Mark, NotePart, Profile, Range, bare};
use crate::text::fold;
use claims::LabelClaim;
use decision::Account;
use headings::Judged;
use unit::Unit;

/// How sure a heading is that is a whole line of a text without a look.
const PLAIN: f64 = 0.93;

/// A table in which as many cells begin with headings or labels of a sheet is the form of one.
const LEAST_MARKS: usize = 2;

/// The lines of a stretch of a document, with what they are to the profile that reads it.
#[derive(Debug)]
pub struct Settled<'p> {
    /// Lines in reading order, parted where headings and labels begin and end.
    pub units: Vec<Unit>,
    /// Runs of units, in order, none left out.
    pub pieces: Vec<Piece<'p>>,
    /// Claims of headings that did not hold: the page, and the probability of each.
    pub refused: Vec<(u32, f64)>,
}

/// Lines that are one thing.
#[derive(Debug, Clone)]
pub struct Piece<'p> {
    /// Its lines, indices of units.
    pub units: std::ops::Range<usize>,
    /// What they are to the profile; nothing for a line of text.
    pub mark: Option<Mark<'p>>,
    /// How sure that is, 0 to 1.
    pub probability: f64,
    /// Where, in bytes of the line, a label's value begins.
    pub value: usize,
}

/// Settles which lines of a range are headings, labels and words of a chart; `account` takes down what became of the claims
/// of headings.
#[must_use]
pub fn settle<'p>(flow: &Flow, range: &Range<'p>, account: &mut Account) -> Settled<'p> {
    let profile = range.profile;
    let is_page = matches!(profile.form, Some(Form::Page { .. } | Form::Sheets(_)));
    let is_list = matches!(profile.form, Some(Form::List { .. }));
    // A form's row may stand alone.
    let is_row = |block: &Block| block.table.as_ref().is_some_and(|table| table.rows.len() == 1);
    let least = |block: &Block| if is_list || is_row(block) { 1 } else { LEAST_MARKS };
    let heads_rows = rows_headed(flow, range);
    let is_form =
        |block: &Block| (is_page || is_list) && marks_in_cells(block, profile) >= least(block) || heads_rows(block);
    let wanted = |_: &Block| is_page;
    let units = claims::with_whole_labels(unit::units(flow, range.blocks.clone(), is_form, wanted), profile);
    let mut judged = headings::judge(&units, claims::headings(&units, profile), flow.body);
    if matches!(profile.form, Some(Form::Sheets(_))) {
        // Text without a look shows headings by their words alone: a whole line of them is one.
        let whole_line = |judged: &&mut Judged<'_>| judged.claim.cut.is_none() && units[judged.claim.first].plain();
        judged.iter_mut().filter(whole_line).for_each(|judged| judged.probability = judged.probability.max(PLAIN));
    }
    let held = headings::settle(&judged);
    let labels = claims::labels(&units, profile);
    let axes = claims::axes(&units, profile);
    let mut in_chart = vec![false; units.len()];
    axes.iter().flat_map(|axis| &axis.units).for_each(|unit| in_chart[*unit] = true);
    if account.is_wanted() {
        headings::decisions(&units, &judged, &held).into_iter().for_each(|decision| account.tell(|| decision));
    }
    // What a surer claim of the same lines stands for was not refused, nor was what holds.
    let stands = |claim: &claims::HeadingClaim<'_>| {
        let mut held = held.iter().map(|index| &judged[*index].claim);
        held.any(|other| other.first <= claim.last && claim.first <= other.last)
    };
    let refused = judged.iter().filter(|judged| !stands(&judged.claim));
    let refused = refused.map(|judged| (units[judged.claim.first].page, judged.probability)).collect();
    let mut cutter = Cutter { units: Vec::with_capacity(units.len()), pieces: Vec::new() };
    let mut headings = held.iter().map(|index| &judged[*index]).peekable();
    let mut labels = labels.iter().copied().peekable();
    let mut rest = units.into_iter().enumerate();
    while let Some((index, unit)) = rest.next() {
        // Claims of lines that a heading took are passed over.
        while headings.next_if(|judged| judged.claim.first < index).is_some() {}
        while labels.next_if(|label| label.unit < index).is_some() {}
        if let Some(judged) = headings.next_if(|judged| judged.claim.first == index) {
            let more = rest.by_ref().take(judged.claim.last - index).map(|(_, unit)| unit);
            cutter.heading(std::iter::once(unit).chain(more), judged);
            continue;
        }
        let own: Vec<LabelClaim<'p>> = std::iter::from_fn(|| labels.next_if(|label| label.unit == index)).collect();
        let row_of_axes =
            || !unit.table && profile.mark_of_folded(&unit.folded).is_some_and(|mark| matches!(mark, Mark::Chart));
        if !own.is_empty() {
            cutter.labels(unit, &own);
        } else if in_chart[index] || row_of_axes() {
            cutter.push(unit, Some(Mark::Chart), 0.99, 0);
        } else {
            for part in in_looks(unit, flow.body, profile.notes.contains(&NotePart::Figure)) {
                cutter.push(part, None, 1.0, 0);
            }
        }
    }
    Settled { units: cutter.units, pieces: cutter.pieces, refused }
}

/// A line that stands out, cut where its look changes: a title and the name beside it. Where `figures` are printed, so is a
/// line with big type in it.
fn in_looks(unit: Unit, body: Style, figures: bool) -> Vec<Unit> {
    /// How much larger a figure is than the words on its line.
    const BIG: f32 = 1.5;
    /// Small capitals and single emphasised words change the look more often; figures may stand in a row.
    const MOST: [usize; 2] = [3, 10];
    let runs = &unit.line.runs;
    let stands_out = |style: Style| style.size > 1.1 * body.size || (style.bold && !body.bold);
    let big = |pair: &[Run]| {
        let (a, b) = (pair[0].style.size, pair[1].style.size);
        a > BIG * b || b > BIG * a
    };
    let wanted = runs.first().is_some_and(|run| stands_out(run.style)) || (figures && runs.windows(2).any(big));
    // Small capitals are smaller within a word.
    let within_word = |run: &Run| {
        let (before, after) = unit.line.text.split_at_checked(run.start).unwrap_or_default();
        before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic)
    };
    if runs.iter().skip(1).any(within_word) && !figures {
        return vec![unit];
    }
    if runs.len() < 2 || runs.len() > MOST[usize::from(figures)] || !wanted || unit.length() > 160 {
        return vec![unit];
    }
    let mut parts = Vec::new();
    let mut rest = unit.clone();
    let mut taken = 0;
    for pair in runs.windows(2) {
        let (a, b) = (pair[0].style, pair[1].style);
        let differs = (a.size - b.size).abs() > 0.06 * a.size || a.italic != b.italic || a.bold != b.bold;
        if differs && unit.line.text.is_char_boundary(pair[1].start) && pair[1].start > taken {
            let before = unit.line.text[..pair[1].start].len() - taken;
            if before >= rest.line.text.len() {
                break;
            }
            let (first, second) = rest.cut_at(before);
            parts.push(first);
            rest = second;
            taken = pair[1].start;
        }
    }
    parts.push(rest);
    parts
}

struct Cutter<'p> {
    units: Vec<Unit>,
    pieces: Vec<Piece<'p>>,
}

impl<'p> Cutter<'p> {
    fn push(&mut self, unit: Unit, mark: Option<Mark<'p>>, probability: f64, value: usize) {
        let start = self.units.len();
        self.units.push(unit);
        self.pieces.push(Piece { units: start..start + 1, mark, probability, value });
    }

    /// Adds a heading, given by its lines, and what follows it on the last of them.
    fn heading(&mut self, lines: impl Iterator<Item = Unit>, judged: &Judged<'p>) {
        let claim = &judged.claim;
        let start = self.units.len();
        self.units.extend(lines);
        let last = claim.cut.and_then(|cut| self.units.pop().map(|last| last.cut_at(cut)));
        let rest = last.map(|(heading, text)| {
            self.units.push(heading);
            text
        });
        let end = self.units.len();
        let mark = Some(Mark::Section(claim.rule));
        self.pieces.push(Piece { units: start..end, mark, probability: judged.probability, value: 0 });
        if let Some(rest) = rest {
            self.push(rest, None, 1.0, 0);
        }
    }

    /// Adds a line that holds labels, a unit each.
    fn labels(&mut self, unit: Unit, labels: &[LabelClaim<'p>]) {
        let mut rest = unit;
        let mut taken = 0;
        for (index, label) in labels.iter().enumerate() {
            if label.start > taken {
                let (before, after) = rest.cut_at(label.start - taken);
                // What parts labelled values on one line is no part of them.
                let end = before.line.text.trim_end_matches([' ', '|', '•', '·', ';', '\u{a0}', '\u{202f}']).len();
                let before = if end < before.line.text.len() { before.cut_at(end).0 } else { before };
                if !before.line.text.is_empty() {
                    let value = labels.get(index.wrapping_sub(1)).map_or(0, |label| label.value.saturating_sub(taken));
                    let mark = index.checked_sub(1).map(|before| Mark::Label(labels[before].rule));
                    self.push(before, mark, 1.0, value);
                }
                rest = after;
                taken = label.start;
            }
        }
        if let Some(last) = labels.last() {
            let value = (last.value - taken).min(rest.line.text.len());
            self.push(rest, Some(Mark::Label(last.rule)), 1.0, value);
        }
    }
}

/// What tells tables whose rows are the sections of chapters, each with its heading on the left: where any has the heading
/// by which jobs are found, all that have nothing but headings on the left are such.
fn rows_headed<'r>(flow: &Flow, range: &'r Range<'_>) -> impl Fn(&Block) -> bool + use<'r> {
    let anchor = match &range.profile.form {
        Some(Form::Chapter { anchor: Some(anchor), title: None, .. }) => Some(anchor),
        _ => None,
    };
    let heading = |row: &Vec<Cell>| {
        let text = row.first()?.items().collect::<Vec<_>>().join(" ");
        match range.profile.mark(&text) {
            Some(Mark::Section(rule)) => Some(rule.key.as_str()),
            _ => None,
        }
    };
    let keys = move |block: &Block| -> Option<Vec<&'r str>> {
        let rows = &block.table.as_ref()?.rows;
        rows.iter().all(|row| row.len() == 2).then(|| rows.iter().map(heading).collect::<Option<_>>())?
    };
    let has_anchor =
        |block: &Block| keys(block).is_some_and(|keys| anchor.is_some_and(|anchor| keys.contains(&&**anchor)));
    let any = anchor.is_some() && flow.blocks[range.blocks.clone()].iter().any(has_anchor);
    move |block| any && keys(block).is_some()
}

/// How many cells of a table begin with a heading or label of the profile.
fn marks_in_cells(block: &Block, profile: &Profile) -> usize {
    let cells = block.table.iter().flat_map(|table| table.rows.iter().flatten());
    let structures = |text: &str| {
        let is = |text: &str| matches!(profile.mark(text), Some(Mark::Section(_) | Mark::Label(_)));
        is(text) || is(bare(&fold(text)).0)
    };
    if let Some(Form::List { entry, facts, .. }) = &profile.form {
        let texts = cells.flat_map(|cell| cell.items()).map(fold);
        return texts.filter(|text| entry.is_match(text) || facts.is_match(bare(text).0)).count();
    }
    cells.filter(|cell| cell.items().next().is_some_and(structures)).count()
}

#[cfg(test)]
mod tests;
