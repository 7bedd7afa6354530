//! Layout of positioned glyphs: fragments → furniture set aside → panels and tables → reading order → blocks.

use std::collections::BTreeMap;

use crate::model::document::{Document, Page};
use crate::model::flow::{Block, Flow, Line, PageSide, Place, Role, Style};
use crate::model::geometry::Rect;

use super::cells::{Bottoms, CellLines};
use super::containers::{Container, containers, home, panel_around};
use super::continued::{Open, next_lines};
use super::fragments::{Fragment, append_runs, append_words};
use super::gutters::Rules;
use super::handouts::{self, PageFragments};
use super::order::{Region, order, share_baseline};
use super::paragraphs::{LaidLine, Measures};
use super::pieces::Piece;
use super::printed_page::PrintedPage;
use super::tables::Grid;
use super::{blocks, captions, footnotes, furniture, grids, joins, page_numbers, pictures};
use crate::model::frame::Frame;

/// Orders the text of a document's printed pages.
pub(super) fn layout(pages: Vec<PrintedPage>, document: &Document) -> Flow {
    let views: Vec<PageFragments<'_>> = pages.iter().map(PrintedPage::view).collect();
    let slides = handouts::slides(&views);
    let fragments = views.iter().flat_map(|view| view.fragments);
    let body = blocks::body_style(fragments.map(|fragment| (fragment.style, fragment.text.as_str())));
    let mut furniture = furniture::find(&views, &slides, body);
    let numbers: Vec<u32> = pages.iter().map(|page| page.page.number).collect();
    page_numbers::find(&views, &numbers, body, &mut furniture);
    let mut flow = Flow {
        pages: document.pages.len() as u32,
        paginated: document.paginated,
        title: document.title.clone(),
        ..Flow::default()
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut regions = 0;
    let mut open = None;
    let mut all_pictures: Vec<(u32, Rect)> = Vec::new();
    flow.drawings = pages.iter().flat_map(PrintedPage::drawings).collect();
    flow.sides = pages.iter().map(|page| PageSide { page: page.page.number, frame: page.frame }).collect();
    let bottoms = bottoms(&pages, &furniture);
    let below = next_lines(pages.iter().map(|page| page.fragments.as_slice()));
    for (((page, furniture), slides), below) in pages.into_iter().zip(furniture).zip(slides).zip(below) {
        let own = pictures::pictures(&page.content.images, &page.content.shapes, &page.fragments, page.frame);
        all_pictures.extend(own.iter().map(|picture| (page.page.number, page.frame.page_rect(*picture))));
        let known = Known { furniture, slides, pictures: own, body, below };
        page.lay_out(&known, &mut open, &mut regions, &mut pieces, &mut flow.furniture);
    }
    let lines: Vec<&LaidLine> = pieces.iter().flat_map(Piece::lines).collect();
    flow.body = blocks::body_style(lines.iter().map(|line| (line.line.style, line.line.text.as_str())));
    let measures = Measures::of(&lines, flow.body);
    let (notes, references) = take_footnotes(&mut pieces, flow.body);
    add_blocks(pieces, &measures, &bottoms, &mut flow);
    footnotes::insert(&mut flow.blocks, notes, &references);
    flow.furniture.extend(references);
    captions::set_aside(&mut flow, all_pictures);
    blocks::rank_headings(&mut flow.blocks);
    joins::join_lines(&mut flow.blocks);
    flow.page_starts = page_starts(&flow.blocks);
    flow
}

/// Where the text of pages ends, furniture left out.
fn bottoms(pages: &[PrintedPage], furniture: &[Vec<bool>]) -> Bottoms {
    let of = |(page, furniture): (&PrintedPage, &Vec<bool>)| {
        let text = page.fragments.iter().zip(furniture).filter(|(_, furniture)| !**furniture);
        let bottom = text.map(|(part, _)| part.bbox.y1).fold(0.0, f32::max);
        (page.page.number, (page.frame.width(), page.frame.height()), bottom)
    };
    Bottoms::of(&pages.iter().zip(furniture).map(of).collect::<Vec<_>>())
}

/// Gathers lines into blocks and tables.
fn add_blocks(pieces: Vec<Piece>, measures: &Measures, bottoms: &Bottoms, flow: &mut Flow) {
    let mut run: Vec<LaidLine> = Vec::new();
    // The table before, and small print below it, over which it may go on.
    let mut table: Option<(CellLines, Vec<LaidLine>)> = None;
    let close = |table: Option<(CellLines, Vec<LaidLine>)>, flow: &mut Flow| {
        table.map_or_else(Vec::new, |(table, notes)| {
            table.add_to(flow, measures);
            notes
        })
    };
    for piece in pieces {
        match piece {
            Piece::Line(line) => match &mut table {
                Some((table, notes)) if table.has_below(&line) => notes.push(*line),
                _ => {
                    run.extend(close(table.take(), flow));
                    run.push(*line);
                }
            },
            Piece::Table(next) => match &mut table {
                Some((table, _)) if table.goes_on_in(&next, bottoms) => flow.furniture.extend(table.append(next)),
                _ => {
                    run.extend(close(table.take(), flow));
                    let mut next = next;
                    next.take_head(&mut run);
                    flow.blocks.extend(blocks::blocks(std::mem::take(&mut run), measures, flow.body));
                    table = Some((next, Vec::new()));
                }
            },
        }
    }
    run.extend(close(table, flow));
    flow.blocks.extend(blocks::blocks(run, measures, flow.body));
}

/// Takes footnotes, and the references to them, out of the lines.
fn take_footnotes(pieces: &mut Vec<Piece>, body: Style) -> (Vec<Block>, Vec<Block>) {
    let mut references = Vec::new();
    let lines: Vec<&LaidLine> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Line(line) => Some(&**line),
            Piece::Table(_) => None,
        })
        .collect();
    let mut is_note = footnotes::find(&lines, body).into_iter();
    let mut notes = Vec::new();
    let mut kept = Vec::new();
    for piece in std::mem::take(pieces) {
        match piece {
            Piece::Line(line) if is_note.next().unwrap_or_default() => notes.push(*line),
            piece => kept.push(piece),
        }
    }
    let numbers = footnotes::numbers(&notes);
    let mut missing = numbers.clone();
    let texts = |piece: &mut Piece, take: &mut dyn FnMut(&mut [LaidLine])| match piece {
        Piece::Line(line) => take(std::slice::from_mut(line)),
        Piece::Table(table) => table.rows.iter_mut().flatten().for_each(|cell| take(cell)),
    };
    for piece in &mut kept {
        texts(piece, &mut |lines| references.extend(footnotes::take_references(lines, &numbers, &mut missing)));
    }
    // Fonts have raised digits of their own, which say that they are digits and no more.
    for piece in kept.iter_mut().filter(|_| !notes.is_empty()) {
        texts(piece, &mut |lines| references.extend(footnotes::take_glued(lines, &mut missing)));
    }
    *pieces = kept;
    (footnotes::blocks(notes), references)
}

/// What is known of a page before its text is ordered.
struct Known {
    /// Whether each fragment is page furniture.
    furniture: Vec<bool>,
    /// The slides of a handout.
    slides: Vec<Rect>,
    /// In frame coordinates.
    pictures: Vec<Rect>,
    /// The look of most of the document's text.
    body: Style,
    /// The first lines of the next page.
    below: Vec<Fragment>,
}

impl PrintedPage {
    fn lay_out(
        self,
        known: &Known,
        open: &mut Option<Open>,
        regions: &mut usize,
        pieces: &mut Vec<Piece>,
        set_aside: &mut Vec<Block>,
    ) {
        let Self { page, content, frame, fragments, sideways, .. } = self;
        let page = &page;
        let mut fragments = fragments;
        let mut is_furniture = known.furniture.iter().copied();
        for mut fragment in fragments.extract_if(.., |_| is_furniture.next().unwrap_or_default()) {
            let line = line(page, std::slice::from_mut(&mut fragment), &[0], frame).line;
            set_aside.push(Block::from_lines(Role::Paragraph, vec![line]));
        }
        for mut caption in captions::take(&mut fragments, &known.pictures, known.body) {
            let lines = caption.iter_mut().map(|part| line(page, std::slice::from_mut(part), &[0], frame).line);
            set_aside.push(Block::from_lines(Role::Paragraph, lines.collect()));
        }
        let (mut containers, mut inside) = containers(&content.shapes, &fragments, frame);
        let grids = grids::grids(
            &content.shapes,
            &fragments,
            frame,
            (&containers, &known.slides),
            (open.as_ref(), &known.below),
        );
        *open = Open::of(&grids, &fragments);
        let first_grid = containers.len();
        for grid in &grids {
            let bbox = grid.bbox();
            for (fragment, inside) in fragments.iter().zip(&mut inside) {
                if bbox.holds_centre_of(&fragment.bbox) {
                    *inside = Some(containers.len());
                }
            }
            containers.push(Container { bbox, parent: None, is_table: true });
        }
        drop_panels_in_tables(&mut containers, first_grid);
        // Before lines take the texts.
        let length = |part: &Fragment| if first_grid == 0 { 0 } else { part.text.chars().count() };
        let lengths: Vec<usize> = fragments.iter().map(length).collect();
        for region in order(&fragments, &containers, &inside, &known.slides, &Rules::of(&content.shapes, frame)) {
            *regions += 1;
            match region.container.filter(|container| *container >= first_grid) {
                Some(table) => {
                    pieces.push(table_of(page, &grids[table - first_grid], &region, &mut fragments, frame, regions));
                }
                None => {
                    let container =
                        region.container.map(|panel| home(&containers, &inside, &lengths, panel) as u32 + 1);
                    pieces.extend(region.lines.iter().map(|parts| {
                        let laid = line(page, &mut fragments, parts, frame);
                        Piece::Line(Box::new(LaidLine { region: *regions, container, ..laid }))
                    }));
                }
            }
        }
        for (turned, mut fragments) in sideways {
            let inside = vec![None; fragments.len()];
            for region in order(&fragments, &[], &inside, &[], &Rules::default()) {
                *regions += 1;
                pieces.extend(region.lines.iter().map(|parts| {
                    let laid = line(page, &mut fragments, parts, turned);
                    let container = panel_around(&containers[..first_grid], frame.rect(turned.page_rect(laid.bbox)));
                    Piece::Line(Box::new(LaidLine { region: *regions, container, ..laid }))
                }));
            }
        }
    }
}

/// Fragments side by side as one line; their texts move into it.
fn line(page: &Page, fragments: &mut [Fragment], parts: &[usize], frame: Frame) -> LaidLine {
    let part = |index: &usize| &fragments[*index];
    let bbox = Rect::union_all(parts.iter().map(|index| part(index).bbox)).unwrap_or_default();
    let longest =
        parts.iter().map(part).reduce(|best, part| if part.text.len() > best.text.len() { part } else { best });
    let style = longest.map(|part| part.style).unwrap_or_default();
    let first = parts.first().map(part);
    let (baseline, first_word) = first.map_or((0.0, 0.0), |part| (part.baseline, part.first_word));
    let last = parts.last().map(part);
    let ends = (first.map(|part| part.ends.0).unwrap_or_default(), last.map(|part| part.ends.1).unwrap_or_default());
    let marker = first.and_then(|part| part.marker.clone());
    let tag = parts.iter().find_map(|index| part(index).tag);
    let mut text = String::new();
    let (mut runs, mut words) = (Vec::new(), Vec::new());
    let mut last: Option<Style> = None;
    for index in parts {
        let more = std::mem::take(&mut fragments[*index].text);
        // Within a line a sign is text. A bullet that a shape stands for is none.
        if let Some(sign) = fragments[*index].marker.take().filter(|sign| sign != "•" && !text.is_empty()) {
            text.push(' ');
            text.push_str(&sign);
        }
        let look = fragments[*index].style;
        match last {
            None => {
                runs = std::mem::take(&mut fragments[*index].runs);
                words = std::mem::take(&mut fragments[*index].words);
            }
            Some(before) => {
                append_runs(&mut runs, (text.len(), before), (&fragments[*index].runs, look));
                append_words(&mut words, text.len(), &fragments[*index].words);
            }
        }
        last = Some(look);
        match text.is_empty() {
            true => text = more,
            false if more.is_empty() => {}
            false => {
                text.push(' ');
                text.push_str(&more);
            }
        }
    }
    let on_page = |bbox: Rect| page.slanted(frame.page_rect(bbox));
    words.iter_mut().for_each(|word| word.bbox = on_page(word.bbox));
    LaidLine {
        line: Line {
            text,
            place: Some(Place { page: page.number, bbox: on_page(bbox) }),
            style,
            marker,
            runs,
            words,
            ..Line::default()
        },
        bbox,
        baseline,
        page: page.number,
        region: 0,
        container: None,
        first_word,
        ends,
        tag,
    }
}

fn table_of(
    page: &Page,
    grid: &Grid,
    region: &Region,
    fragments: &mut [Fragment],
    frame: Frame,
    regions: &mut usize,
) -> Piece {
    let columns = grid.columns.len() - 1;
    let mut rows: Vec<Vec<Vec<LaidLine>>> = vec![vec![Vec::new(); columns]; grid.rows.len() - 1];
    let first_region = *regions;
    let mut cells: BTreeMap<(usize, usize), Vec<Vec<usize>>> = BTreeMap::new();
    for parts in &region.lines {
        let cell = |index: &usize| grid.cell(&fragments[*index]);
        let mut own: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        parts.iter().for_each(|index| own.entry(cell(index)).or_default().push(*index));
        own.into_iter().for_each(|(cell, parts)| cells.entry(cell).or_default().push(parts));
    }
    for ((row, column), mut lines) in cells {
        join_stretched(&mut lines, fragments);
        let region = first_region + row * columns + column + 1;
        *regions = (*regions).max(region);
        let laid = lines.iter().map(|parts| LaidLine { region, ..line(page, fragments, parts, frame) });
        rows[row][column].extend(laid);
    }
    Piece::Table(CellLines::of(rows))
}

/// Joins the halves of lines that are stretched from edge to edge of a narrow cell, as others of its lines are.
fn join_stretched(lines: &mut Vec<Vec<usize>>, fragments: &[Fragment]) {
    /// Such lines end within so many points of each other, and there are so many others.
    const SAME_END: f32 = 1.0;
    const OTHERS: usize = 2;
    let part = |index: Option<&usize>| index.map(|index| &fragments[*index]);
    let ends: Vec<f32> = lines.iter().filter_map(|parts| part(parts.last())).map(|last| last.bbox.x1).collect();
    let mut at = 1;
    while at < lines.len() {
        let (before, after) = (part(lines[at - 1].last()), part(lines[at].first()));
        let end = part(lines[at].last()).map_or(0.0, |last| last.bbox.x1);
        let on_one_line = before.zip(after).is_some_and(|(before, after)| {
            share_baseline(before, after) && before.bbox.x1 < after.bbox.x0 && before.style.size == after.style.size
        });
        let alike = ends.iter().filter(|other| (**other - end).abs() < SAME_END).count();
        if on_one_line && alike > OTHERS {
            let more = lines.remove(at);
            lines[at - 1].extend(more);
        } else {
            at += 1;
        }
    }
}

/// Panels inside a table are the shading of its cells.
fn drop_panels_in_tables(containers: &mut [Container], first_grid: usize) {
    let (panels, tables) = containers.split_at_mut(first_grid);
    for table in tables.iter_mut() {
        table.parent = (0..panels.len()).rev().find(|index| {
            panels[*index].bbox.holds_centre_of(&table.bbox) && panels[*index].bbox.area() > table.bbox.area() * 1.02
        });
        for panel in panels.iter_mut() {
            if table.bbox.grown(2.0).holds_centre_of(&panel.bbox) && panel.bbox.area() <= table.bbox.area() * 1.02 {
                // No more than a place: nothing may be left in it.
                panel.bbox = Rect::new(panel.bbox.x0, panel.bbox.y0, panel.bbox.x0, panel.bbox.y0);
            }
        }
    }
}

fn page_starts(blocks: &[Block]) -> Vec<usize> {
    let mut page = None;
    let mut starts = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let this = block.first_page();
        if this != page && this.is_some() {
            starts.push(index);
            page = this;
        }
    }
    starts
}
