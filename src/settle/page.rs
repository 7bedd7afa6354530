//! Sheets that are a page, or a few: where each begins, its title, its theme, its labels, and which heading owns its text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::model::flow::{Block, Drawing, Flow, Line, Place, Role, Style};
use crate::model::geometry::Rect;
use crate::model::sheet::{Meaning, Quote, Sheet, SheetBlock};
use crate::profile::{Mark, Range};
use crate::text::ends_sentence;

use super::decision::{Candidate, Decision, best};
use super::groups::{self, Group, Shown, groups};
use super::owners::{self, Owned, Owner};
use super::weights::Weights;
use super::{Settled, boundaries, claims, settle};

static TITLE: LazyLock<Weights<38>> = LazyLock::new(|| Weights::of("title", &groups::FACTS));
static THEME: LazyLock<Weights<38>> = LazyLock::new(|| Weights::of("theme", &groups::FACTS));

/// The sheets of a range in reading order, and how they were settled.
#[must_use]
pub fn sheets(flow: &Flow, range: &Range<'_>, at_least: usize) -> (Vec<Sheet>, Vec<Decision>) {
    let settled = settle(flow, range);
    let sheets = boundaries::sheets(&settled, flow, range, at_least);
    let page = Page { flow, range, settled: &settled, below_headings: looks_below_headings(&settled) };
    let groups: Vec<Vec<Group>> = sheets.iter().map(|sheet| groups(&settled, sheet, range.profile)).collect();
    let inside: BTreeSet<usize> = sheets.iter().flatten().copied().collect();
    let outside = settled.pieces.iter().enumerate().filter(|(index, _)| !inside.contains(index));
    let outside = outside.map(|(_, piece)| settled.units[piece.units.start].folded.clone()).collect();
    let shown = Shown::of(&groups, outside, flow.body);
    let mut decisions = settled.decisions.clone();
    let mut found = Vec::new();
    for (number, (sheet, groups)) in sheets.iter().zip(&groups).enumerate() {
        let parts = page.parts(number, sheet, groups, &shown, &mut decisions);
        found.push(page.sheet(number, sheet, groups, parts, &mut decisions));
    }
    (found, decisions)
}

/// What of a sheet is no section.
#[derive(Default)]
struct Parts {
    title: Option<usize>,
    theme: Option<usize>,
    /// Pieces that are taken.
    taken: BTreeSet<usize>,
}

struct Page<'a, 'p> {
    flow: &'a Flow,
    range: &'a Range<'p>,
    settled: &'a Settled<'p>,
    /// Looks of headings that sub-headings have, too.
    below_headings: Vec<Style>,
}

/// The looks of headings that stand straight under a section's heading anywhere in the document: those are sub-headings.
fn looks_below_headings(settled: &Settled<'_>) -> Vec<Style> {
    let mut looks: Vec<Style> = Vec::new();
    for pair in settled.pieces.windows(2) {
        let next = &settled.units[pair[1].units.start];
        let is_section = matches!(pair[0].mark, Some(Mark::Section(rule)) if !rule.chart);
        let heading = matches!(next.role, Role::Heading(_)) && pair[1].mark.is_none() && !next.cut && !next.furniture;
        if is_section && heading && !looks.contains(&next.style()) {
            looks.push(next.style());
        }
    }
    looks
}

impl<'p> Page<'_, 'p> {
    fn height(&self, page: u32) -> f32 {
        self.flow.sides.iter().find(|side| side.page == page).map_or(0.0, |side| side.frame.height())
    }

    /// Chooses the title and the theme among the groups of a sheet.
    fn parts(
        &self,
        number: usize,
        sheet: &[usize],
        groups: &[Group],
        shown: &Shown,
        decisions: &mut Vec<Decision>,
    ) -> Parts {
        let labels: Vec<(u32, Rect)> = sheet
            .iter()
            .map(|index| &self.settled.pieces[*index])
            .filter(|piece| matches!(piece.mark, Some(Mark::Label(_))))
            .map(|piece| &self.settled.units[piece.units.start])
            .map(|unit| (unit.page, unit.bbox))
            .collect();
        let mut choose = |model: &'static str, weights: &Weights<38>, title: Option<usize>| {
            let kept: Vec<usize> = (0..groups.len()).filter(|index| Some(*index) != title).collect();
            let candidates: Vec<Candidate> = kept
                .iter()
                .map(|index| {
                    let group = &groups[*index];
                    let title = title.map(|title| &groups[title]);
                    let facts = shown.facts(group, groups, &labels, title, self.height(group.page));
                    Candidate::new(group.text.clone(), index.to_string(), &groups::FACTS, &facts, weights)
                })
                .collect();
            let (chosen, probability) = best(&candidates)?;
            decisions.push(Decision {
                model,
                sheet: number,
                page: groups[kept[chosen]].page,
                text: String::new(),
                context: Vec::new(),
                candidates,
                chosen: Some(chosen),
                probability,
            });
            Some(kept[chosen])
        };
        let title = choose("title", &TITLE, None);
        let theme = choose("theme", &THEME, title);
        let taken = title.into_iter().chain(theme).flat_map(|index| groups[index].pieces.iter().copied()).collect();
        Parts { title, theme, taken }
    }

    fn sheet(
        &self,
        number: usize,
        sheet: &[usize],
        groups: &[Group],
        mut parts: Parts,
        decisions: &mut Vec<Decision>,
    ) -> Sheet {
        let title = parts.title.map_or_else(Vec::new, |title| self.title_lines(sheet, groups, title, &mut parts));
        let theme = parts.theme.map(|theme| self.theme(&groups[theme]));
        let mut blocks = self.chart(sheet, &mut parts);
        blocks.extend(self.labels(sheet, &mut parts));
        blocks.extend(self.sections(number, sheet, &parts, decisions));
        let pages: BTreeSet<u32> =
            sheet.iter().map(|index| self.settled.units[self.settled.pieces[*index].units.start].page).collect();
        let on_sheet = |drawing: &&Drawing| self.range.profile.has_chart() && pages.contains(&drawing.page);
        Sheet { title, theme, blocks, drawings: self.flow.drawings.iter().filter(on_sheet).cloned().collect() }
    }

    /// The lines of the title and of the names that stand straight below it or beside it.
    fn title_lines(&self, sheet: &[usize], groups: &[Group], title: usize, parts: &mut Parts) -> Vec<Line> {
        let line = |piece: usize| &self.settled.units[self.settled.pieces[piece].units.start];
        let group = &groups[title];
        let mut lines: Vec<Line> = group.pieces.iter().map(|piece| line(*piece).line.clone()).collect();
        let Some(mut last) = group.pieces.last().copied() else { return lines };
        let after = sheet.iter().position(|index| *index == last).map_or(sheet.len(), |at| at + 1);
        for index in sheet[after..].iter().copied() {
            let names = groups.iter().find(|group| group.pieces.contains(&index));
            let Some(names) = names.filter(|_| !parts.taken.contains(&index)) else { break };
            let (above, below) = (line(last), line(index));
            let size = above.style().size.max(below.style().size);
            let gap = below.bbox.y0 - above.bbox.y1;
            let beside = below.cut && below.bbox.overlap_y(&above.bbox) > 0.0;
            let straight_below = gap < size && gap > -above.style().size && below.bbox.overlap_x(&above.bbox) > 0.0;
            if above.page != below.page
                || !(beside || straight_below)
                || below.line.marker.is_some()
                || names.partial
                || ends_sentence(&names.text)
            {
                break;
            }
            lines.push(below.line.clone());
            parts.taken.insert(index);
            last = index;
        }
        lines
    }

    fn theme(&self, group: &Group) -> Quote {
        let units = group.pieces.iter().map(|piece| &self.settled.units[self.settled.pieces[*piece].units.start]);
        let places: Vec<Place> = units.filter_map(|unit| unit.line.place).collect();
        let text = group.text.trim();
        // "Thème : X" is the theme X.
        let labelled = ["theme", "thematique", "axe"].iter().any(|word| group.folded.starts_with(&format!("{word} :")));
        let text = if labelled { text.split_once(':').map_or(text, |(_, rest)| rest.trim()) } else { text };
        Quote { text: text.to_owned(), places }
    }

    /// The words of the verdict chart, each as one line, and what else stands between them.
    fn chart(&self, sheet: &[usize], parts: &mut Parts) -> Vec<SheetBlock> {
        let units: Vec<_> =
            sheet.iter().map(|index| self.settled.units[self.settled.pieces[*index].units.start].clone()).collect();
        let mut blocks = Vec::new();
        let mut area: BTreeMap<u32, (Rect, usize)> = BTreeMap::new();
        for axis in claims::axes(&units, self.range.profile) {
            let words: Vec<_> = axis.units.iter().map(|unit| &units[*unit]).collect();
            let Some(bbox) = Rect::union_all(words.iter().filter_map(|word| word.line.place).map(|place| place.bbox))
            else {
                continue;
            };
            let text = words.iter().map(|word| word.line.text.as_str()).collect::<Vec<_>>().join(" ");
            let place = Place { page: words[0].page, bbox };
            let line = Line { text, place: Some(place), ..words[0].line.clone() };
            blocks.push(SheetBlock { block: Block::from_lines(Role::Paragraph, vec![line]), meaning: Meaning::Chart });
            parts.taken.extend(axis.units.iter().map(|unit| sheet[*unit]));
            let entry = area.entry(words[0].page).or_insert((bbox, 0));
            *entry = (entry.0.union(&bbox), entry.1 + 1);
        }
        for (index, unit) in sheet.iter().zip(&units) {
            let piece = &self.settled.pieces[*index];
            let inside = |(bbox, count): &(Rect, usize)| {
                *count >= 3 && unit.line.place.is_some_and(|place| bbox.holds_centre_of(&place.bbox))
            };
            let loose = !parts.taken.contains(index) && piece.mark.is_none_or(|mark| matches!(mark, Mark::Chart));
            if loose && unit.length() <= 3 && area.get(&unit.page).is_some_and(inside) {
                parts.taken.insert(*index);
                let block = Block::from_lines(Role::Paragraph, vec![unit.line.clone()]);
                blocks.push(SheetBlock { block, meaning: Meaning::Chart });
            }
        }
        blocks
    }

    /// Labels with their values.
    fn labels(&self, sheet: &[usize], parts: &mut Parts) -> Vec<SheetBlock> {
        let mut blocks = Vec::new();
        let unit = |index: usize| &self.settled.units[self.settled.pieces[index].units.start];
        for (at, index) in sheet.iter().copied().enumerate() {
            let piece = &self.settled.pieces[index];
            let Some(Mark::Label(rule)) = piece.mark else { continue };
            let label = unit(index);
            let mut lines = vec![label.line.clone()];
            let mut value = label
                .line
                .text
                .get(piece.value..)
                .unwrap_or_default()
                .trim_matches([':', ' ', '\u{a0}', '\u{202f}'])
                .to_owned();
            let mut last = index;
            parts.taken.insert(index);
            loop {
                let taken = parts.taken.clone();
                let free = |other: &usize| {
                    let piece = &self.settled.pieces[*other];
                    piece.mark.is_none() && !taken.contains(other) && !unit(*other).table
                };
                let before = unit(last);
                let next =
                    sheet.get(at + 1..).and_then(|rest| rest.iter().copied().find(|other| *other > last)).filter(free);
                let near = |other: usize| {
                    let (a, b) = (&before.bbox, &unit(other).bbox);
                    let size = before.style().size.max(unit(other).style().size);
                    unit(other).page == before.page && -a.overlap_y(b).min(0.0) - a.overlap_x(b).min(0.0) < 1.2 * size
                };
                let next = if value.is_empty() {
                    let right_of = |other: &usize| {
                        let (a, b) = (&label.bbox, &unit(*other).bbox);
                        unit(*other).page == label.page
                            && b.x0 > a.x1 - 1.0
                            && a.overlap_y(b) > 0.4 * a.height().min(b.height())
                    };
                    let right = sheet.iter().copied().filter(free).filter(right_of);
                    let right = right.min_by(|a, b| unit(*a).bbox.x0.total_cmp(&unit(*b).bbox.x0));
                    let below = |other: &usize| {
                        let (a, b) = (&label.bbox, &unit(*other).bbox);
                        unit(*other).page == label.page
                            && (a.x0 - b.x0).abs() < 1.5 * label.style().size
                            && b.y0 > a.y0
                            && b.y0 - a.y1 < 1.2 * label.style().size
                    };
                    let below = sheet.iter().copied().filter(free).filter(below);
                    let below = below.min_by(|a, b| unit(*a).bbox.y0.total_cmp(&unit(*b).bbox.y0));
                    right
                        .filter(|right| unit(*right).bbox.x0 - label.bbox.x1 < 12.0 * label.style().size)
                        .or(below)
                        .or(next.filter(|next| near(*next) || label.plain()))
                } else {
                    let goes_on = |other: &usize| {
                        let (a, b) = (before, unit(*other));
                        let size = a.style().size;
                        let alike = (size - b.style().size).abs() < 0.3
                            && a.style().italic == b.style().italic
                            && a.style().bold == b.style().bold;
                        let gap = b.bbox.y0 - a.bbox.y1;
                        let one = a.paragraph == b.paragraph;
                        let open = value.ends_with(',') || ends_in_link(&value) || starts_with_link(&b.line.text);
                        let lower = crate::text::starts_lower(&b.line.text);
                        let aligned = (label.bbox.x0 - b.bbox.x0).abs() < 1.0 || (a.bbox.x0 - b.bbox.x0).abs() < 1.0;
                        let below = b.bbox.y0 > a.bbox.y0 && b.bbox.overlap_x(&a.bbox) > 0.0;
                        b.page == a.page
                            && alike
                            && b.length() < 90
                            && b.line.marker.is_none()
                            && below
                            && (one && gap < size || (open || lower) && gap < 0.6 * size || aligned && gap < 0.3 * size)
                    };
                    let below = sheet.iter().copied().filter(free).filter(goes_on);
                    let below = below.min_by(|a, b| unit(*a).bbox.y0.total_cmp(&unit(*b).bbox.y0));
                    let plain = next.filter(|next| {
                        label.plain() && (unit(*next).paragraph == before.paragraph || value.ends_with(','))
                    });
                    below.or(plain)
                };
                let Some(next) = next else { break };
                // A value beside its label stands there with all its lines, level with the label or not.
                let whole: Vec<usize> = if value.is_empty() {
                    let with = |other: &usize| {
                        unit(*other).paragraph == unit(next).paragraph && unit(*other).bbox.x0 > label.bbox.x1 - 1.0
                    };
                    sheet.iter().copied().filter(free).filter(with).collect()
                } else {
                    Vec::new()
                };
                for next in if whole.is_empty() { vec![next] } else { whole } {
                    let text = unit(next).line.text.trim();
                    value = if value.is_empty() { text.to_owned() } else { format!("{value} {text}") };
                    lines.push(unit(next).line.clone());
                    parts.taken.insert(next);
                    last = next;
                }
            }
            let value = piece.value;
            let block = Block::from_lines(Role::Paragraph, lines);
            blocks.push(SheetBlock { block, meaning: Meaning::Label { field: rule.field.as_str(), value } });
        }
        blocks
    }

    /// The headings of a sheet, each followed by the text that it owns; what none owns stands first.
    fn sections(
        &self,
        number: usize,
        sheet: &[usize],
        parts: &Parts,
        decisions: &mut Vec<Decision>,
    ) -> Vec<SheetBlock> {
        let settled = self.settled;
        let mut owners: Vec<Owner> = Vec::new();
        let mut headings: Vec<SheetBlock> = Vec::new();
        let mut owned: Vec<(Owned, SheetBlock)> = Vec::new();
        let mut at = 0;
        while at < sheet.len() {
            let index = sheet[at];
            let piece = &settled.pieces[index];
            let units: Vec<_> = settled.units[piece.units.clone()].iter().collect();
            let first = units[0];
            at += 1;
            if let Some(Mark::Section(rule)) = piece.mark {
                let next = sheet.get(at).map(|next| &settled.units[settled.pieces[*next].units.start]);
                owners.push(Owner {
                    key: rule.key.clone(),
                    barren: rule.chart,
                    order: index,
                    page: first.page,
                    bbox: Rect::union_all(units.iter().map(|unit| unit.bbox)).unwrap_or_default(),
                    style: first.style(),
                    container: first.container,
                    cell: first.cell.map(|(row, column)| (first.block, row, column)),
                    run_in: next.is_some_and(|next| next.cut && next.page == first.page),
                });
                let block = self.block(&units);
                headings
                    .push(SheetBlock { block, meaning: Meaning::Heading { key: rule.key.clone(), chart: rule.chart } });
                continue;
            }
            if piece.mark.is_some() || parts.taken.contains(&index) {
                continue;
            }
            let mut units = units;
            while let Some(next) = sheet.get(at).copied() {
                let piece = &settled.pieces[next];
                let unit = &settled.units[piece.units.start];
                if piece.mark.is_some() || parts.taken.contains(&next) || unit.paragraph != first.paragraph {
                    break;
                }
                units.push(unit);
                at += 1;
            }
            let block = self.block(&units);
            if let Some(this) = Owned::of(&units, index).filter(|_| !self.range.profile.is_furniture(&block.text)) {
                owned.push((this, SheetBlock { block, meaning: Meaning::Text }));
            }
        }
        let paragraphs: Vec<Owned> = owned.iter().map(|(owned, _)| owned.clone()).collect();
        let settled = owners::settle(number, &owners, &paragraphs);
        let mut loose = Vec::new();
        let mut of_heading: Vec<Vec<SheetBlock>> = vec![Vec::new(); owners.len()];
        for ((this, mut block), (owner, decision)) in owned.into_iter().zip(settled) {
            decisions.push(decision);
            match owner {
                Some(owner) if !owners[owner].barren => of_heading[owner].push(block),
                _ if this.furniture => {}
                _ => {
                    block.meaning = Meaning::Loose;
                    loose.push(block);
                }
            }
        }
        loose
            .into_iter()
            .chain(
                headings.into_iter().zip(of_heading).flat_map(|(heading, text)| std::iter::once(heading).chain(text)),
            )
            .collect()
    }

    /// The block of some lines; a table is the flow's own.
    fn block(&self, units: &[&super::unit::Unit]) -> Block {
        let first = units[0];
        if first.table {
            return self.flow.blocks[first.block].clone();
        }
        let lines: Vec<Line> = units.iter().map(|unit| unit.line.clone()).collect();
        let below = matches!(first.role, Role::Heading(_)) && self.below_headings.contains(&first.style());
        let role = if first.cut || below { Role::Paragraph } else { first.role };
        let mut block = Block::from_lines(role, lines);
        block.container = first.container;
        block
    }
}

/// Whether a text begins with a word that begins none.
fn starts_with_link(text: &str) -> bool {
    let folded = crate::text::fold(text);
    let first = folded.split(' ').next().unwrap_or_default();
    ["et", "ou", "de", "des", "du", "a", "au", "aux"].contains(&first)
        || folded.starts_with("d'")
        || folded.starts_with("l'")
}

/// Whether a text ends with a word that calls for another.
fn ends_in_link(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    ["et", "ou", "de", "des", "du", "la", "le", "les", "l’", "l'", "d’", "d'", "à", "aux", "au", "-", "/"]
        .contains(&last.as_str())
}
