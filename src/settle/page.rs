//! Sheets that are a page, or a few: where each begins, its title, its theme, its labels, and which heading owns its text.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::flow::{Block, Drawing, Flow, Line, Role, Style};
use crate::model::geometry::Rect;
use crate::model::passage::Passage;
use crate::model::sheet::{Meaning, Sheet, SheetBlock, Sureness};
use crate::profile::{Form, Mark, Range, bare, is_continuation};

use super::decision::Account;
use super::groups::{Group, groups};
use super::naming::Naming;
use super::owners::{self, Owned, Owner};
use super::shown::Shown;
use super::unit::Unit;
use super::{Settled, boundaries, claims, notes, settle};

/// The sheets of a range in reading order; `account` takes down how they were settled.
#[must_use]
pub fn sheets(flow: &Flow, range: &Range<'_>, at_least: usize, account: &mut Account) -> Vec<Sheet> {
    let settled = settle(flow, range, account);
    let sheets = boundaries::sheets(&settled, flow, range, at_least);
    let page = Page { flow, range, settled: &settled, below_headings: looks_below_headings(&settled) };
    page.named(&sheets, account)
}

/// Pieces of a sheet that are something.
pub(super) type Taken = BTreeSet<usize>;

/// A document whose sheets are pages.
pub(super) struct Page<'a, 'p> {
    pub(super) flow: &'a Flow,
    pub(super) range: &'a Range<'p>,
    pub(super) settled: &'a Settled<'p>,
    /// Looks of headings that sub-headings have, too.
    pub(super) below_headings: Vec<Style>,
}

/// The looks of headings that stand straight under a section's heading anywhere in the document: those are sub-headings.
pub(super) fn looks_below_headings(settled: &Settled<'_>) -> Vec<Style> {
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
    /// Sheets of which nothing but the pieces is known: what their titles are is settled over all of them.
    pub(super) fn named(&self, sheets: &[Vec<usize>], account: &mut Account) -> Vec<Sheet> {
        let settled = self.settled;
        let groups: Vec<Vec<Group>> = sheets.iter().map(|sheet| groups(settled, sheet, self.range.profile)).collect();
        let inside: BTreeSet<usize> = sheets.iter().flatten().copied().collect();
        let outside = settled.pieces.iter().enumerate().filter(|(index, _)| !inside.contains(index));
        let outside = outside.map(|(_, piece)| settled.units[piece.units.start].folded.clone()).collect();
        let shown = Shown::of(&groups, outside, self.openers(&inside), self.flow.body);
        let mut chapter = None;
        let sheets = sheets.iter().zip(&groups).enumerate().map(|(number, (sheet, groups))| {
            let begins = groups.iter().any(|group| shown.heads_chapter(group));
            let theme = chapter.as_ref().filter(|_| !begins);
            let sheet = self.sheet(number, (sheet, groups), &shown, theme, account);
            if begins {
                chapter = sheet.theme.clone().zip(sheet.sureness.theme);
            }
            sheet
        });
        sheets.collect()
    }

    /// The titles that are all that a page without a sheet says, furniture aside, in type larger than the text: folded.
    fn openers(&self, inside: &BTreeSet<usize>) -> BTreeSet<String> {
        /// By how much larger.
        const LARGER: f32 = 1.3;
        /// How many texts such a page has.
        const MOST: usize = 3;
        let outside: Vec<usize> = (0..self.settled.pieces.len()).filter(|index| !inside.contains(index)).collect();
        let pages = outside.chunk_by(|a, b| self.unit(*a).page == self.unit(*b).page);
        let opener = |page: &[usize]| {
            let mut texts = groups(self.settled, page, self.range.profile);
            texts.retain(|group| !group.furniture);
            let largest = texts.iter().max_by(|a, b| a.style.size.total_cmp(&b.style.size))?;
            let is_opener = texts.len() <= MOST && largest.style.size > LARGER * self.flow.body.size;
            is_opener.then(|| largest.folded.clone())
        };
        let mut found: Vec<(u32, String)> =
            pages.filter_map(|page| Some((self.unit(page[0]).page, opener(page)?))).collect();
        // The report's own title stands on its first page, and perhaps again.
        let of_report: Vec<String> =
            found.iter().filter(|(page, _)| *page <= 1).map(|(_, title)| title.clone()).collect();
        found.retain(|(_, title)| !of_report.contains(title));
        found.into_iter().map(|(_, title)| title).collect()
    }

    /// The first line of a piece.
    pub(super) fn unit(&self, index: usize) -> &Unit {
        &self.settled.units[self.settled.pieces[index].units.start]
    }

    /// Height of a page as read, in points.
    pub(super) fn height(&self, page: u32) -> f32 {
        self.flow.frame(page).map_or(0.0, |frame| frame.height())
    }

    fn sheet(
        &self,
        number: usize,
        (sheet, groups): (&[usize], &[Group]),
        shown: &Shown,
        chapter: Option<&(Passage, f64)>,
        account: &mut Account,
    ) -> Sheet {
        let naming = Naming { page: self, number, sheet, groups, shown };
        let mut taken = Taken::new();
        let chosen_title = naming.title(&mut taken, account);
        let title = chosen_title.group;
        // First: a word of the chart may stand below the title, as its other names do.
        let mut blocks = self.chart(sheet, &mut taken);
        let mut title_lines = title.map_or_else(Vec::new, |title| naming.sure_names(title, &mut taken));
        let notes = notes::take(self, sheet, &mut taken);
        blocks.extend(self.labels(sheet, &mut taken));
        let theme = self.range.profile.theme.then(|| naming.theme(title, chapter, &mut taken, account));
        if let Some(title) = title {
            title_lines.extend(naming.names_below(title, &mut taken));
            if theme.as_ref().is_some_and(|(theme, _)| theme.is_some()) {
                title_lines.extend(naming.name_above(title, &mut taken));
            }
        }
        let (theme, theme_probability) = theme.map_or((None, None), |(theme, probability)| (theme, Some(probability)));
        let named = Sheet { title: title_lines, theme, blocks, notes, ..Sheet::default() };
        let sure = Sureness { title: Some(chosen_title.probability), theme: theme_probability, ..Sureness::default() };
        self.with_sections(number, sheet, Sheet { sureness: sure, ..named }, &taken, account)
    }

    /// A sheet whose title and other parts are told, with its sections.
    pub(super) fn with_sections(
        &self,
        number: usize,
        sheet: &[usize],
        named: Sheet,
        taken: &Taken,
        account: &mut Account,
    ) -> Sheet {
        let (sections, paragraphs) = self.sections(number, sheet, taken, account);
        let pages: BTreeSet<u32> = sheet.iter().map(|index| self.unit(*index).page).collect();
        let on_sheet = |drawing: &&Drawing| self.range.profile.has_chart() && pages.contains(&drawing.page);
        let refused = self.settled.refused.iter().filter(|(page, _)| pages.contains(page)).map(|(_, p)| *p);
        let sureness = Sureness {
            headings: self.least_sure_heading(sheet),
            refused: refused.reduce(f64::max),
            paragraphs,
            ..named.sureness
        };
        Sheet {
            blocks: named.blocks.into_iter().chain(sections).collect(),
            drawings: self.flow.drawings.iter().filter(on_sheet).cloned().collect(),
            sureness,
            ..named
        }
    }

    /// The words of the verdict chart, each as one line, and what else stands between them.
    pub(super) fn chart(&self, sheet: &[usize], taken: &mut Taken) -> Vec<SheetBlock> {
        let units: Vec<&Unit> = sheet.iter().map(|index| self.unit(*index)).collect();
        let mut blocks = Vec::new();
        let mut area: BTreeMap<u32, (Rect, usize)> = BTreeMap::new();
        for axis in claims::axes(&units, self.range.profile) {
            let words: Vec<&Unit> = axis.units.iter().map(|unit| units[*unit]).collect();
            let Some(bbox) = Rect::union_all(words.iter().filter_map(|word| word.line.place).map(|place| place.bbox))
            else {
                continue;
            };
            let mut line = words[0].line.clone();
            words[1..].iter().for_each(|word| line.append(&word.line));
            blocks.push(SheetBlock { block: Block::from_lines(Role::Paragraph, vec![line]), meaning: Meaning::Chart });
            taken.extend(axis.units.iter().map(|unit| sheet[*unit]));
            let entry = area.entry(words[0].page).or_insert((bbox, 0));
            *entry = (entry.0.union(&bbox), entry.1 + 1);
        }
        for (index, unit) in sheet.iter().zip(&units) {
            let piece = &self.settled.pieces[*index];
            let inside = |(bbox, count): &(Rect, usize)| {
                *count >= 3 && unit.line.place.is_some_and(|place| bbox.holds_centre_of(&place.bbox))
            };
            let loose = !taken.contains(index) && piece.mark.is_none_or(|mark| matches!(mark, Mark::Chart));
            if loose && unit.length() <= 3 && area.get(&unit.page).is_some_and(inside) {
                taken.insert(*index);
                let block = Block::from_lines(Role::Paragraph, vec![unit.line.clone()]);
                blocks.push(SheetBlock { block, meaning: Meaning::Chart });
            }
        }
        blocks
    }

    fn least_sure_heading(&self, sheet: &[usize]) -> Option<f64> {
        let pieces = sheet.iter().map(|index| &self.settled.pieces[*index]);
        let headings = pieces.filter(|piece| matches!(piece.mark, Some(Mark::Section(_))));
        headings.map(|piece| piece.probability).reduce(f64::min)
    }

    /// The headings of a sheet, each followed by the text that it owns, and how sure that is; what none owns stands
    /// first.
    fn sections(
        &self,
        number: usize,
        sheet: &[usize],
        taken: &Taken,
        account: &mut Account,
    ) -> (Vec<SheetBlock>, Vec<(String, f64)>) {
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
                    bbox: self.heading_box(sheet, &units),
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
            if piece.mark.is_some() || taken.contains(&index) || self.tells_title_again(sheet, first) {
                continue;
            }
            let mut units = units;
            while let Some(next) = sheet.get(at).copied() {
                let piece = &settled.pieces[next];
                let unit = &settled.units[piece.units.start];
                if piece.mark.is_some() || taken.contains(&next) || unit.paragraph != first.paragraph {
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
        // Without positions, reading order is all there is.
        let settled = match self.flow.sides.is_empty() {
            true => owners::by_order(&owners, &paragraphs),
            false => owners::settle(number, &owners, &paragraphs, account),
        };
        // Where sheets are told by rules of their own, heads and feet are text of a section only where it has no other.
        let by_rules = matches!(self.range.profile.form, Some(Form::Sheets(_)));
        let with_text: BTreeSet<usize> = owned
            .iter()
            .zip(&settled)
            .filter(|((this, _), _)| !this.furniture)
            .filter_map(|(_, choice)| choice.owner)
            .collect();
        let mut loose = Vec::new();
        let mut of_heading: Vec<Vec<SheetBlock>> = vec![Vec::new(); owners.len()];
        let mut sureness = Vec::with_capacity(settled.len());
        for ((this, mut block), choice) in owned.into_iter().zip(settled) {
            let key = choice.owner.map_or_else(String::new, |owner| owners[owner].key.clone());
            if !this.furniture || choice.owner.is_some() {
                sureness.push((key, choice.probability));
            }
            match choice.owner {
                Some(owner) if this.furniture && by_rules && with_text.contains(&owner) => {}
                Some(owner) if !owners[owner].barren => of_heading[owner].push(block),
                _ if this.furniture => {}
                _ => {
                    block.meaning = Meaning::Loose;
                    loose.push(block);
                }
            }
        }
        let sections =
            headings.into_iter().zip(of_heading).flat_map(|(heading, text)| std::iter::once(heading).chain(text));
        (loose.into_iter().chain(sections).collect(), sureness)
    }

    /// Whether a line tells the sheet's title again, where it goes on: "(suite)" says so.
    fn tells_title_again(&self, sheet: &[usize], unit: &Unit) -> bool {
        if !is_continuation(&unit.folded) {
            return false;
        }
        let name = bare(&unit.folded).0;
        let is_title = |index: &usize| {
            let other = self.unit(*index);
            other.page < unit.page && bare(&other.folded).0.starts_with(name)
        };
        sheet.iter().any(is_title)
    }

    /// The box of a heading. One alone in the cell of a table's row stands beside all of the row, wherever in its height it is
    /// set.
    fn heading_box(&self, sheet: &[usize], heading: &[&Unit]) -> Rect {
        let bbox = Rect::union_all(heading.iter().map(|unit| unit.bbox)).unwrap_or_default();
        let first = heading[0];
        let Some((row, column)) = first.cell else { return bbox };
        let units = sheet.iter().flat_map(|index| &self.settled.units[self.settled.pieces[*index].units.clone()]);
        let in_row = |unit: &&Unit| {
            unit.block == first.block && unit.page == first.page && unit.cell.is_some_and(|cell| cell.0 == row)
        };
        let (own, others): (Vec<&Unit>, Vec<&Unit>) =
            units.filter(in_row).partition(|unit| unit.cell == Some((row, column)));
        match Rect::union_all(others.iter().map(|unit| unit.bbox)) {
            Some(others) if own.len() == heading.len() => {
                Rect { y0: bbox.y0.min(others.y0), y1: bbox.y1.max(others.y1), ..bbox }
            }
            _ => bbox,
        }
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
