//! Jobs that follow each other as chapters: each begins at its title and ends at the next one, or where the report
//! goes on to something else.

use crate::model::flow::{Block, Flow, Line, Role, Style};
use crate::model::passage::Passage;
use crate::model::sheet::Sheet;
use crate::profile::{Form, Mark, Profile, Range};
use crate::settle::decision::Account;
use crate::text::{fold, is_capitals};

use super::header::is_title_like;
use super::split::{Marked, marked_blocks};

/// Sheets of a range, in reading order.
pub(super) fn sheets(flow: &Flow, range: &Range<'_>, account: &mut Account) -> Vec<Sheet> {
    let mut blocks = marked_blocks(flow, range, account);
    drop_recurring(&mut blocks, flow);
    drop_captions(&mut blocks, range.profile, flow);
    let mut starts = starts(&blocks, range.profile, flow);
    find_lines_over(&mut starts, &blocks);
    let mut theme: Option<Passage> = None;
    let mut sheets = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let next = starts.get(index + 1).map_or(blocks.len(), |start| start.title.start - start.over);
        let end = (start.title.end..next).find(|at| ends(&blocks, *at, start, range.profile, flow)).unwrap_or(next);
        if let Some(found) = theme_before(&blocks, start, &starts, range.profile) {
            theme = Some(found);
        }
        sheets.push(Sheet {
            title: blocks[start.title.clone()]
                .iter()
                .flat_map(|marked| marked.block.lines.iter().cloned())
                .collect::<Vec<Line>>(),
            theme: theme.clone(),
            blocks: blocks[start.title.end..end].iter().cloned().map(Marked::into_part).collect(),
            ..Sheet::default()
        });
    }
    sheets
}

/// Where a job begins.
struct Start {
    /// The blocks of its title.
    title: std::ops::Range<usize>,
    /// How many blocks straight before it belong to it: what stands over every title, such as a sheet's number.
    over: usize,
}

/// Finds what stands over the titles: a line that is the same over several of them, numbers aside.
fn find_lines_over(starts: &mut [Start], blocks: &[Marked<'_>]) {
    let over = |start: &Start| {
        let (title, before) = (&blocks[start.title.start], &blocks[start.title.start.checked_sub(1)?]);
        let alone = before.mark.is_none() && before.page == title.page && is_title_like(&before.block);
        let signature: String = fold(&before.block.text).chars().filter(|c| !c.is_ascii_digit()).collect();
        (alone && before.block.style.size > 0.0).then_some(signature)
    };
    let signatures: Vec<Option<String>> = starts.iter().map(over).collect();
    for (start, signature) in starts.iter_mut().zip(&signatures) {
        let same = signatures.iter().filter(|other| other.is_some() && *other == signature).count();
        start.over = usize::from(signature.is_some() && same > 1);
    }
}

fn starts(blocks: &[Marked<'_>], profile: &Profile, flow: &Flow) -> Vec<Start> {
    let Some(Form::Chapter { anchor, title, not_title, .. }) = &profile.form else { return Vec::new() };
    if let Some(pattern) = title {
        let is_title = |marked: &Marked<'_>| {
            let folded = fold(&marked.block.text);
            pattern.is_match(&folded)
                && not_title.as_ref().is_none_or(|pattern| !pattern.is_match(&folded))
                && marked.block.text.chars().count() <= 160
                && stands_out(&marked.block, flow)
        };
        return (0..blocks.len())
            .filter(|at| is_title(&blocks[*at]))
            .map(|at| Start { title: at..at + 1, over: 0 })
            .collect();
    }
    let Some(anchor) = anchor else { return Vec::new() };
    (1..blocks.len())
        .filter(|at| matches!(blocks[*at].mark, Some(Mark::Section(rule)) if rule.key == *anchor))
        .filter_map(|at| title_before(blocks, at))
        .collect()
}

/// A list item, or text that is printed unlike running text.
fn stands_out(block: &Block, flow: &Flow) -> bool {
    let style = block.style;
    if style.size == 0.0 {
        return block.lines.first().is_some_and(|line| line.marker.is_some());
    }
    let is_item = block.lines.first().is_some_and(|line| line.marker.is_some());
    let all_italic = block.lines.iter().all(|line| line.style.italic);
    block.is_heading()
        || (style.bold && !flow.body.bold)
        || style.size > flow.body.size * 1.1
        || (is_item && all_italic && !flow.body.italic)
}

/// The title blocks straight before an anchor heading: of a printed text, headings of one look, whatever the colour; of plain
/// text, the paragraph before.
fn title_before(blocks: &[Marked<'_>], anchor: usize) -> Option<Start> {
    let last = anchor.checked_sub(1)?;
    let is_title = |marked: &Marked<'_>| marked.mark.is_none() && is_title_like(&marked.block);
    if !is_title(&blocks[last]) {
        return None;
    }
    let style = blocks[last].block.style;
    let is_alike = |other: Style| {
        (other.size - style.size).abs() < 0.3 && (other.bold, other.italic) == (style.bold, style.italic)
    };
    let mut first = last;
    if style.size > 0.0 {
        while first > 0
            && is_title(&blocks[first - 1])
            && blocks[first - 1].page == blocks[last].page
            && is_alike(blocks[first - 1].block.style)
            && blocks[first - 1].block.is_heading()
        {
            first -= 1;
        }
    }
    Some(Start { title: first..last + 1, over: 0 })
}

/// Whether the report goes on to something else here.
fn ends(blocks: &[Marked<'_>], at: usize, start: &Start, profile: &Profile, flow: &Flow) -> bool {
    let Some(Form::Chapter { end, theme, .. }) = &profile.form else { return false };
    let block = &blocks[at].block;
    if blocks[at].mark.is_some() || block.text.chars().count() > 120 {
        return false;
    }
    let folded = fold(&block.text);
    if end.iter().any(|pattern| pattern.is_match(&folded)) {
        return true;
    }
    if theme.as_ref().is_some_and(|pattern| pattern.is_match(&folded)) && stands_alone(block, flow) {
        return true;
    }
    let title = blocks[start.title.start].block.style;
    title.size > flow.body.size * 1.1 && block.is_heading() && block.style.size >= title.size - 0.3
}

/// A line of its own that is no list item and no sentence of running text.
fn stands_alone(block: &Block, flow: &Flow) -> bool {
    is_title_like(block) && (block.style.size == 0.0 || block.is_heading() || (block.style.bold && !flow.body.bold))
}

/// The heading of the chapter that a job stands in, if it stands between this job and the one before.
fn theme_before(blocks: &[Marked<'_>], start: &Start, starts: &[Start], profile: &Profile) -> Option<Passage> {
    let Some(Form::Chapter { theme, .. }) = &profile.form else { return None };
    let title = &blocks[start.title.start].block;
    let before = &blocks[..start.title.start];
    if let Some(pattern) = theme {
        let found = before.iter().rev().find(|m| is_title_like(&m.block) && pattern.is_match(&fold(&m.block.text)))?;
        return Some(Passage::of(&found.block));
    }
    if title.style.size > 0.0 {
        // The looks of titles may be mistaken on scans.
        let is_title = |at: usize| {
            let before = starts.partition_point(|start| start.title.start <= at);
            starts[..before].last().is_some_and(|start| start.title.contains(&at))
        };
        let (_, found) = before.iter().enumerate().rev().find(|(at, m)| {
            m.mark.is_none() && m.block.is_heading() && !is_title(*at) && is_chapter(&m.block, m.page, title, blocks)
        })?;
        return Some(Passage::of(&found.block));
    }
    // Plain text: capitals straight before the title, perhaps over several paragraphs.
    let capitals = |m: &&Marked<'_>| m.mark.is_none() && is_title_like(&m.block) && is_capitals(&m.block.text);
    let mut lines: Vec<&Block> = before.iter().rev().take_while(capitals).map(|m| &m.block).collect();
    lines.reverse();
    (!lines.is_empty() && is_capitals(&title.text)).then(|| Passage::joined(lines.into_iter().map(Passage::of), " "))
}

/// A heading larger than the titles, bold where they are not, or alone on its page.
fn is_chapter(block: &Block, page: u32, title: &Block, blocks: &[Marked<'_>]) -> bool {
    let is_as_large = block.style.size >= title.style.size - 0.3;
    block.style.size > title.style.size * 1.05
        || is_as_large && block.style.bold && !title.style.bold
        || (is_as_large && blocks.iter().filter(|m| m.page == page).count() == 1)
}

/// Text without pages keeps its running heads: short texts that come back and are no headings.
fn drop_recurring(blocks: &mut Vec<Marked<'_>>, flow: &Flow) {
    const OFTEN: usize = 3;
    if flow.paginated {
        return;
    }
    let folded: Vec<String> = blocks.iter().map(|marked| fold(&marked.block.text)).collect();
    let mut counts = std::collections::BTreeMap::new();
    for text in &folded {
        *counts.entry(text.as_str()).or_insert(0) += 1;
    }
    let mut keep = folded.iter().map(|text| counts[text.as_str()] < OFTEN).collect::<Vec<_>>().into_iter();
    blocks.retain(|marked| {
        let rare = keep.next().unwrap_or(true);
        let running_head =
            marked.mark.is_none() && is_title_like(&marked.block) && marked.block.text.chars().count() >= 20;
        rare || !running_head
    });
}

/// The longest caption of a picture, in characters.
const CAPTION: usize = 60;

/// Text without typography keeps the captions of its pictures, at the end of a page or section: a few words without a
/// full stop that title nothing, since no text of theirs follows. So do the heads of a table's columns.
fn drop_captions(blocks: &mut Vec<Marked<'_>>, profile: &Profile, flow: &Flow) {
    if !matches!(&profile.form, Some(Form::Chapter { anchor: Some(_), .. })) {
        return;
    }
    let is_caption = |marked: &Marked<'_>| {
        marked.mark.is_none()
            && marked.block.style.size == 0.0
            && marked.block.role == Role::Paragraph
            && marked.block.text.chars().count() <= CAPTION
            && is_title_like(&marked.block)
            && !is_capitals(&marked.block.text)
    };
    let titles: Vec<std::ops::Range<usize>> =
        starts(blocks, profile, flow).into_iter().map(|start| start.title).collect();
    let mut caption = vec![false; blocks.len()];
    for index in (0..blocks.len()).rev() {
        let titles_nothing = match blocks.get(index + 1) {
            None => true,
            Some(next) if next.page != blocks[index].page => true,
            Some(_) if titles.iter().any(|title| title.start == index + 1) => true,
            Some(next) => matches!(next.mark, Some(Mark::Section(_))) || caption[index + 1],
        };
        // A title stands over its anchor heading.
        let is_title = titles.iter().any(|title| title.contains(&index));
        caption[index] = titles_nothing && !is_title && is_caption(&blocks[index]);
    }
    let mut caption = caption.into_iter();
    blocks.retain(|_| !caption.next().unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Direction, Rgb};
    use crate::model::flow::{Cell, PageSide, Place, Table};
    use crate::model::frame::Frame;
    use crate::model::geometry::Rect;
    use crate::profile::{ProfileSet, recognise};

    const BODY: Style =
        Style { size: 10.0, bold: false, italic: false, colour: Rgb(0, 0, 0), direction: Direction::Right };
    const TITLE: Style = Style { size: 17.0, ..BODY };

    fn block(role: Role, style: Style, page: u32, y: f32, text: &str) -> Block {
        let bbox = Rect::new(50.0, y, 500.0, y + style.size);
        let line = Line { text: text.to_owned(), place: Some(Place { page, bbox }), style, ..Line::default() };
        Block::from_lines(role, vec![line])
    }

    /// Jobs of a page each, whose sections are rows of a table or follow each other; `over` stands over the first, whose
    /// title is in this look.
    fn report(rows: bool, over: Option<&str>, first: Style) -> Vec<Sheet> {
        let heading = Style { bold: true, ..BODY };
        let mut flow = Flow { body: BODY, paginated: true, ..Flow::default() };
        for (page, name) in (1_u32..).zip(["Passeur de gestes", "Gardien des silences"]) {
            flow.sides.push(PageSide { page, frame: Frame::new(Direction::Right, 600.0, 800.0) });
            flow.page_starts.push(flow.blocks.len());
            flow.pages = page;
            let over = over.filter(|_| page == 1);
            flow.blocks
                .extend(over.map(|text| block(Role::Heading(1), Style { bold: true, ..TITLE }, page, 40.0, text)));
            flow.blocks.push(block(Role::Heading(2), if page == 1 { first } else { TITLE }, page, 70.0, name));
            let sections = [
                ("Définition", "Il passe les gestes."),
                ("Conditions d’exercice", "De nuit."),
                ("Intégration dans une structure", "Elle prend un an."),
            ];
            let mut table = Vec::new();
            for (row, (title, text)) in (0_u8..).zip(sections) {
                let y = 100.0 + 60.0 * f32::from(row);
                let title = block(Role::Heading(3), heading, page, y, title);
                let text = block(Role::Paragraph, BODY, page, y + 20.0, text);
                if rows {
                    table.push(vec![Cell { blocks: vec![title] }, Cell { blocks: vec![text] }]);
                } else {
                    flow.blocks.extend([title, text]);
                }
            }
            if rows {
                let table = Some(Table { rows: table });
                flow.blocks.push(Block { table, ..Block::from_lines(Role::Table, Vec::new()) });
            }
        }
        let profiles = ProfileSet::builtin().expect("the embedded profiles load");
        let ranges = recognise(&flow, &profiles);
        assert_eq!(ranges.len(), 1, "one profile");
        assert_eq!(ranges[0].profile.id, "collective-guide");
        sheets(&flow, &ranges[0], &mut Account::default())
    }

    fn titles(sheets: &[Sheet]) -> Vec<&str> {
        sheets.iter().flat_map(|sheet| sheet.title.iter().map(|line| line.text.as_str())).collect()
    }

    #[test]
    fn rows_of_a_table_that_have_headings_on_the_left_are_sections() {
        let sheets = report(true, None, TITLE);
        assert_eq!(titles(&sheets), ["Passeur de gestes", "Gardien des silences"]);
        for sheet in &sheets {
            let texts: Vec<&str> = sheet.blocks.iter().map(|part| part.block.text.as_str()).collect();
            assert_eq!(texts[..2], ["Définition", "Il passe les gestes."]);
            assert_eq!(texts.len(), 6, "{texts:?}");
        }
    }

    #[test]
    fn a_bold_heading_over_a_light_title_of_its_size_is_the_chapters() {
        let sheets = report(false, Some("Les métiers qui émergent"), TITLE);
        assert_eq!(titles(&sheets), ["Passeur de gestes", "Gardien des silences"]);
        let themes: Vec<&str> =
            sheets.iter().filter_map(|sheet| sheet.theme.as_ref()).map(|theme| &*theme.text).collect();
        assert_eq!(themes, ["Les métiers qui émergent"; 2]);
    }

    #[test]
    fn a_title_that_is_bold_where_another_is_not_is_no_chapters_heading() {
        let sheets = report(false, None, Style { bold: true, ..TITLE });
        assert_eq!(titles(&sheets), ["Passeur de gestes", "Gardien des silences"]);
        assert!(sheets.iter().all(|sheet| sheet.theme.is_none()));
    }
}
