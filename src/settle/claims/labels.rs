//! Claims that lines hold labels.

use std::borrow::Cow;

use crate::profile::{LabelRule, Profile, bare};
use crate::text::fold;

use super::Unit;
use super::lines::goes_on;

/// A claim that a line begins with a label of a field.
#[derive(Debug, Clone, Copy)]
pub struct LabelClaim<'p> {
    /// The line.
    pub unit: usize,
    /// Where, in bytes, the label begins.
    pub start: usize,
    /// Where, in bytes, its value begins; the length of the text where nothing follows.
    pub value: usize,
    /// The label.
    pub rule: &'p LabelRule,
}

/// What parts a label from its value where no colon does.
const DASHES: [&str; 3] = [" – ", " — ", " - "];

/// The units, those of a label that is cut over two lines made one: its value may be read before its second line.
pub fn with_whole_labels(mut units: Vec<Unit>, profile: &Profile) -> Vec<Unit> {
    /// How many lines of a value may stand between.
    const BETWEEN: usize = 2;
    if profile.labels.is_empty() {
        return units;
    }
    let is_label = |folded: &str| profile.label(folded).is_some();
    let mut first = 0;
    while first < units.len() {
        let end = units.len().min(first + 2 + BETWEEN);
        let second = (first + 1..end).find(|second| {
            let (a, b) = (&units[first], &units[*second]);
            let beside = *second == first + 1 || (a.bbox.x0 - b.bbox.x0).abs() < 1.5;
            beside
                && goes_on(a, b)
                && is_label(&format!("{} {}", a.folded, b.folded))
                && !is_label(&a.folded)
                && !is_label(&b.folded)
        });
        if let Some(second) = second {
            let more = units.remove(second);
            append(&mut units[first], &more);
        }
        first += 1;
    }
    units
}

fn append(unit: &mut Unit, more: &Unit) {
    unit.line.append(&more.line);
    unit.folded = format!("{} {}", unit.folded, more.folded);
    unit.line.runs.clear();
    unit.bbox = unit.bbox.union(&more.bbox);
}

/// All claims that lines hold labels, in reading order.
pub fn labels<'p>(units: &[Unit], profile: &'p Profile) -> Vec<LabelClaim<'p>> {
    let mut claims = Vec::new();
    if profile.labels.is_empty() {
        return claims;
    }
    for (unit, this) in units.iter().enumerate().filter(|(_, unit)| !unit.table) {
        let text = &this.line.text;
        let starts = std::iter::once(0).chain(this.line.runs.iter().map(|run| run.start)).chain(words_after_gap(text));
        let mut last_end = 0;
        let mut starts: Vec<usize> = starts.filter(|start| text.is_char_boundary(*start)).collect();
        starts.sort_unstable();
        starts.dedup();
        for start in starts.iter().copied().filter(|start| *start == 0 || *start < text.len()) {
            if start < last_end {
                continue;
            }
            let rest = &text[start..];
            let folded = if start == 0 { Cow::Borrowed(&*this.folded) } else { Cow::Owned(fold(rest)) };
            let (unnumbered, _) = bare(&folded);
            // The look alone may part the label from its value.
            let mut runs = this.line.runs.iter().map(|run| run.start);
            let run = runs.find(|next| *next > start && text.is_char_boundary(*next));
            let label = run.map(|run| fold(text[start..run].trim()));
            // A dash may stand for the colon.
            let dash = DASHES.iter().find_map(|dash| rest.find(dash).map(|at| (at, at + dash.len())));
            let before_dash = dash.map(|(at, _)| fold(&rest[..at]));
            let texts = label.iter().chain(&before_dash).flat_map(|label| [label.as_str(), bare(label).0]);
            if !texts.chain([&*folded, unnumbered]).any(|text| profile.label(text).is_some()) {
                continue;
            }
            let found = profile.labels.iter().find_map(|rule| {
                if rule.is_match(&folded) || rule.is_match(unnumbered) {
                    return Some((rule, start + rest.find(':').map_or(rest.len(), |colon| colon + 1)));
                }
                if let Some((label, (_, value))) = before_dash.as_ref().zip(dash)
                    && rule.is_match(bare(label).0)
                {
                    return Some((rule, start + value));
                }
                let (label, run) = label.as_ref().zip(run)?;
                (rule.is_match(label) || rule.is_match(bare(label).0)).then_some((rule, run))
            });
            if let Some((rule, value)) = found {
                claims.push(LabelClaim { unit, start, value, rule });
                last_end = value;
            }
        }
    }
    claims
}

/// Where a word begins after a sign that parts texts on one line.
fn words_after_gap(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(['|', '•', '·', '/', ';']).map(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        at + sign.len() + (rest.len() - rest.trim_start().len())
    })
}
