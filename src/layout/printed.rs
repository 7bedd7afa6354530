//! Layout of positioned glyphs: fragments → furniture set aside → panels and tables → reading order → blocks.

use std::collections::BTreeMap;

use crate::model::document::{Direction, Document, GlyphPage, Page, PageContent, Shape, ShapeKind};
use crate::model::flow::{Block, Drawing, Flow, Line, Place, Role, Style};
use crate::model::geometry::Rect;

use super::containers::{Container, containers};
use super::fragments::{Fragment, fragments};
use super::frame::Frame;
use super::furniture::{self, PageFragments};
use super::order::{Region, order};
use super::paragraphs::{LaidLine, Measures};
use super::tables::{Grid, grids};
use super::{blocks, captions, cells, footnotes, joins};

/// Reads the pages of a document whose pages hold glyphs.
pub(super) fn layout(document: &Document) -> Flow {
    let pages: Vec<PrintedPage<'_>> =
        document.pages.iter().filter_map(|page| PrintedPage::new(page, document)).collect();
    let views: Vec<PageFragments<'_>> =
        pages.iter().map(|page| PageFragments { fragments: &page.fragments, height: page.frame.height() }).collect();
    let furniture = furniture::find(&views);
    let mut flow = Flow {
        pages: document.pages.len() as u32,
        paginated: document.paginated,
        title: document.title.clone(),
        ..Flow::default()
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut regions = 0;
    for (page, furniture) in pages.iter().zip(furniture) {
        page.lay_out(&furniture, &mut regions, &mut pieces, &mut flow.furniture);
    }
    flow.drawings = pages.iter().flat_map(PrintedPage::drawings).collect();
    let lines: Vec<LaidLine> = pieces.iter().flat_map(Piece::lines).cloned().collect();
    flow.body = blocks::body_style(&lines);
    let measures = Measures::of(&lines, flow.body);
    let (notes, references) = take_footnotes(&mut pieces, flow.body);
    let mut run: Vec<LaidLine> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Line(line) => run.push(*line),
            Piece::Table(cells, columns) => {
                flow.blocks.extend(blocks::blocks(std::mem::take(&mut run), &measures, flow.body));
                cells::add_table(&mut flow, cells, columns, &measures);
            }
        }
    }
    flow.blocks.extend(blocks::blocks(run, &measures, flow.body));
    footnotes::insert(&mut flow.blocks, notes, &references);
    flow.furniture.extend(references);
    captions::set_aside(&mut flow, document);
    blocks::rank_headings(&mut flow.blocks);
    joins::join_lines(&mut flow.blocks);
    flow.page_starts = page_starts(&flow.blocks);
    flow
}

/// Takes footnotes, and the references to them, out of the lines.
fn take_footnotes(pieces: &mut Vec<Piece>, body: Style) -> (Vec<Block>, Vec<Block>) {
    let mut references = Vec::new();
    let lines: Vec<LaidLine> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Line(line) => Some((**line).clone()),
            Piece::Table(..) => None,
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
    for piece in &mut kept {
        let lines: &mut [LaidLine] = match piece {
            Piece::Line(line) => std::slice::from_mut(line),
            Piece::Table(rows, _) => {
                rows.iter_mut().flatten().for_each(|cell| references.extend(footnotes::take_references(cell, &notes)));
                continue;
            }
        };
        references.extend(footnotes::take_references(lines, &notes));
    }
    *pieces = kept;
    (footnotes::blocks(notes), references)
}

/// One line of text, or a whole table.
enum Piece {
    Line(Box<LaidLine>),
    /// Cell lines by row and column, and the number of columns.
    Table(Vec<Vec<Vec<LaidLine>>>, usize),
}

impl Piece {
    fn lines(&self) -> Box<dyn Iterator<Item = &LaidLine> + '_> {
        match self {
            Self::Line(line) => Box::new(std::iter::once(&**line)),
            Self::Table(rows, _) => Box::new(rows.iter().flatten().flatten()),
        }
    }
}

struct PrintedPage<'d> {
    page: &'d Page,
    content: &'d GlyphPage,
    frame: Frame,
    /// Text in the page's main direction.
    fragments: Vec<Fragment>,
    /// Text in other directions, with its frame.
    sideways: Vec<(Frame, Vec<Fragment>)>,
}

impl<'d> PrintedPage<'d> {
    fn new(page: &'d Page, document: &Document) -> Option<Self> {
        let PageContent::Glyphs(content) = &page.content else { return None };
        let directions = [Direction::Right, Direction::Down, Direction::Left, Direction::Up];
        let count = |direction| {
            content.glyphs.iter().filter(|glyph| glyph.direction == direction && !glyph.text.trim().is_empty()).count()
        };
        let main = directions.into_iter().reduce(|best, next| if count(next) > count(best) { next } else { best })?;
        let frame = |direction| Frame::new(direction, page.width, page.height);
        let upright = |mut fragments: Vec<Fragment>| {
            fragments.iter_mut().for_each(|fragment| fragment.style.direction = Direction::Right);
            fragments
        };
        let turned = |mut fragments: Vec<Fragment>| {
            // Sideways as seen from the page's main direction.
            fragments
                .iter_mut()
                .filter(|f| f.style.direction == Direction::Right)
                .for_each(|f| f.style.direction = Direction::Up);
            fragments
        };
        let sideways = directions
            .into_iter()
            .filter(|direction| *direction != main && count(*direction) > 0)
            .map(|direction| {
                (frame(direction), turned(fragments(content, &document.fonts, frame(direction), direction)))
            })
            .collect();
        Some(Self {
            page,
            content,
            frame: frame(main),
            fragments: upright(fragments(content, &document.fonts, frame(main), main)),
            sideways,
        })
    }

    fn lay_out(&self, furniture: &[bool], regions: &mut usize, pieces: &mut Vec<Piece>, set_aside: &mut Vec<Block>) {
        let (aside, fragments): (Vec<_>, Vec<_>) =
            self.fragments.iter().zip(furniture).partition(|(_, furniture)| **furniture);
        for (fragment, _) in aside {
            let line = self.line(std::slice::from_ref(&fragment), self.frame).line;
            set_aside.push(Block::from_lines(Role::Paragraph, vec![line]));
        }
        let fragments: Vec<Fragment> = fragments.into_iter().map(|(fragment, _)| fragment.clone()).collect();
        let grids = grids(&self.content.shapes, &fragments, self.frame);
        let (mut containers, mut inside) = containers(&self.content.shapes, &fragments, self.frame);
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
        for region in order(&fragments, &containers, &inside) {
            *regions += 1;
            match region.container.filter(|container| *container >= first_grid) {
                Some(table) => pieces.push(self.table(&grids[table - first_grid], &region, &fragments, regions)),
                None => {
                    let container = region.container.map(|container| container as u32 + 1);
                    pieces.extend(region.lines.iter().map(|line| {
                        let parts: Vec<&Fragment> = line.iter().map(|index| &fragments[*index]).collect();
                        Piece::Line(Box::new(LaidLine { region: *regions, container, ..self.line(&parts, self.frame) }))
                    }));
                }
            }
        }
        for (frame, fragments) in &self.sideways {
            let inside = vec![None; fragments.len()];
            for region in order(fragments, &[], &inside) {
                *regions += 1;
                pieces.extend(region.lines.iter().map(|line| {
                    let parts: Vec<&Fragment> = line.iter().map(|index| &fragments[*index]).collect();
                    Piece::Line(Box::new(LaidLine { region: *regions, ..self.line(&parts, *frame) }))
                }));
            }
        }
    }

    /// The shapes that charts are drawn with: rules and small marks.
    fn drawings(&self) -> impl Iterator<Item = Drawing> + '_ {
        const MOST_SHAPES: usize = 1000;
        const LARGEST_MARK: f32 = 24.0;
        let small = |shape: &&Shape| {
            shape.kind == ShapeKind::Rule || shape.bbox.width().max(shape.bbox.height()) <= LARGEST_MARK
        };
        let page = self.page.number;
        let shapes = self.content.shapes.iter().filter(small).take(MOST_SHAPES);
        shapes.map(move |shape| Drawing { page, shape: Shape { bbox: self.page.slanted(shape.bbox), ..shape.clone() } })
    }

    /// Fragments side by side as one line.
    fn line(&self, parts: &[&Fragment], frame: Frame) -> LaidLine {
        let bbox = Rect::union_all(parts.iter().map(|part| part.bbox)).unwrap_or_default();
        let longest =
            parts.iter().copied().reduce(|best, part| if part.text.len() > best.text.len() { part } else { best });
        let style = longest.map(|part| part.style).unwrap_or_default();
        let text: Vec<&str> = parts.iter().map(|part| part.text.as_str()).filter(|text| !text.is_empty()).collect();
        let first = parts.first();
        LaidLine {
            line: Line {
                text: text.join(" "),
                place: Some(Place { page: self.page.number, bbox: self.page.slanted(frame.page_rect(bbox)) }),
                style,
                marker: first.and_then(|part| part.marker.clone()),
                ..Line::default()
            },
            bbox,
            baseline: first.map_or(0.0, |part| part.baseline),
            page: self.page.number,
            region: 0,
            container: None,
            first_word: first.map_or(0.0, |part| part.first_word),
        }
    }

    fn table(&self, grid: &Grid, region: &Region, fragments: &[Fragment], regions: &mut usize) -> Piece {
        let columns = grid.columns.len() - 1;
        let mut rows: Vec<Vec<Vec<LaidLine>>> = vec![vec![Vec::new(); columns]; grid.rows.len() - 1];
        let first_region = *regions;
        for line in &region.lines {
            let mut cells: BTreeMap<(usize, usize), Vec<&Fragment>> = BTreeMap::new();
            for fragment in line.iter().map(|index| &fragments[*index]) {
                cells.entry(grid.cell(fragment)).or_default().push(fragment);
            }
            for ((row, column), parts) in cells {
                let region = first_region + row * columns + column + 1;
                *regions = (*regions).max(region);
                rows[row][column].push(LaidLine { region, ..self.line(&parts, self.frame) });
            }
        }
        Piece::Table(rows, columns)
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
                // Nothing is left in it: it is ordered as an empty item.
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
