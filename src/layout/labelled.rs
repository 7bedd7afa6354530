//! Tables without any rule: a column of short labels, and beside each label the texts of its row, which start on its line.
//!
//! What makes it a table and not columns of prose is that a gap as wide as a paragraph's runs through all columns above
//! each label, and that nothing crosses from one column into another.

use crate::model::geometry::Rect;

use super::fragments::Fragment;
use super::tables::Grid;

/// Cells of a row, its label among them, at least; with one text beside each label it is a margin of headings.
const LEAST_CELLS: usize = 3;
/// The most characters of a label.
pub(super) const MOST_LABEL: usize = 60;
/// The labels' column is at most this many times as wide as the others are in the middle.
const WIDEST: f32 = 0.7;
/// Baselines this near, in font sizes, are one.
const SAME_BASELINE: f32 = 0.35;
/// A row starts this many usual line distances below the line above.
const ROW_GAP: f32 = 1.2;
/// Lines of a text are no further apart than this many font sizes.
const MOST_LEADING: f32 = 1.6;
/// Lines of one label are no further apart than this many font sizes.
pub(super) const LABEL_LEADING: f32 = 1.7;
/// Texts of a column start within this many font sizes of its edge: lists are indented.
const INDENT: f32 = 3.0;
/// Text further below than this many font sizes is no more of the last row.
const END_GAP: f32 = 2.2;
/// The head of a table stands at most this many font sizes above its first label.
const HEAD_GAP: f32 = 4.0;

/// A line across the page, from left to right.
pub(super) type Row<'f> = Vec<&'f Fragment>;

/// The tables of a page of these lines.
pub(super) fn grids(rows: &[Row<'_>]) -> Vec<Grid> {
    if rows.iter().filter(|row| row.len() >= LEAST_CELLS).count() < 2 {
        return Vec::new();
    }
    let starts = starts(rows);
    let mut grids = Vec::new();
    let mut next = 0;
    while next < starts.len() {
        let first = starts[next];
        let like = starts[next..].iter().take_while(|start| is_alike(&rows[first], &rows[**start])).count();
        // The last ones may belong to what follows the table.
        let grid = (2..=like).rev().find_map(|count| grid(rows, &starts[next..next + count]));
        next += if grid.is_some() { like } else { 1 };
        grids.extend(grid);
    }
    grids
}

/// Fragments outside the boxes that are `taken`, as lines across the page, downwards.
pub(super) fn rows<'f>(fragments: &'f [Fragment], taken: &[Rect]) -> Vec<Row<'f>> {
    let is_free = |part: &&Fragment| !taken.iter().any(|bbox| bbox.holds_centre_of(&part.bbox));
    let mut fragments: Vec<&Fragment> = fragments.iter().filter(is_free).collect();
    fragments.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    let mut rows: Vec<Row<'f>> = Vec::new();
    for part in fragments {
        match rows.last_mut() {
            Some(row) if part.baseline - row[0].baseline < SAME_BASELINE * part.style.size => row.push(part),
            _ => {
                let mut row = Vec::with_capacity(LEAST_CELLS + 1);
                row.push(part);
                rows.push(row);
            }
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0)));
    rows
}

/// The rows that may be the first lines of a table's rows.
fn starts(rows: &[Row<'_>]) -> Vec<usize> {
    let gaps: Vec<Vec<Option<f32>>> = rows
        .iter()
        .enumerate()
        .map(|(index, row)| row.iter().map(|part| gap_above(part, &rows[..index])).collect())
        .collect();
    let mut known: Vec<f32> = gaps.iter().flatten().flatten().copied().collect();
    known.sort_by(f32::total_cmp);
    // In a table of short cells most gaps are those between its rows.
    let usual = known.get(known.len() / 4).copied().unwrap_or(1.0).min(MOST_LEADING);
    let is_start = |index: &usize| {
        let row = &rows[*index];
        row.len() >= LEAST_CELLS
            && row[0].marker.is_none()
            && row[0].text.chars().count() <= MOST_LABEL
            && gaps[*index].iter().all(|gap| gap.is_none_or(|gap| gap > ROW_GAP * usual))
    };
    (0..rows.len()).filter(is_start).collect()
}

/// How far below the text above it a fragment stands, in font sizes; `None` where nothing stands above.
fn gap_above(part: &Fragment, above: &[Row<'_>]) -> Option<f32> {
    let over = above.iter().rev().flatten().find(|other| other.bbox.overlap_x(&part.bbox) > 0.0)?;
    Some((part.baseline - over.baseline) / part.style.size.max(over.style.size))
}

/// Whether two rows have their cells in the same columns.
fn is_alike(a: &Row<'_>, b: &Row<'_>) -> bool {
    let size = a[0].style.size;
    let near = |(index, (a, b)): (usize, (&&Fragment, &&Fragment))| {
        (a.bbox.x0 - b.bbox.x0).abs() < if index == 0 { 0.5 } else { INDENT } * size
    };
    a.len() == b.len() && a.iter().zip(b).enumerate().all(near)
}

/// Where the text of a fragment starts, its list marker counted in.
pub(super) fn start(part: &Fragment) -> f32 {
    part.left
}

/// The table whose rows start at these lines; `None` where some text keeps to no column.
fn grid(rows: &[Row<'_>], starts: &[usize]) -> Option<Grid> {
    let (&first, &last) = (starts.first()?, starts.last()?);
    let size = rows[first][0].style.size;
    let count = rows[first].len();
    let edges = (0..count).map(|column| {
        let start_of = |row: &usize| start(rows[*row][column]);
        starts.iter().map(start_of).fold(f32::INFINITY, f32::min)
    });
    let mut columns = Columns { edges: edges.collect(), right: f32::NEG_INFINITY, widths: vec![0.0; count] };
    let mut bottom = f32::NEG_INFINITY;
    let mut label_end = f32::NEG_INFINITY;
    for (index, row) in rows.iter().enumerate().skip(first) {
        let places: Option<Vec<usize>> = row.iter().map(|part| columns.place(part)).collect();
        let label = row.first().filter(|part| columns.place(part) == Some(0));
        let goes_on =
            label.is_none_or(|part| starts.contains(&index) || part.baseline - label_end < LABEL_LEADING * size);
        let near = row.iter().all(|part| part.bbox.y0 - bottom < END_GAP * size);
        let Some(places) = places.filter(|_| goes_on && (near || index <= last)) else {
            if index > last { break } else { return None }
        };
        for (part, place) in row.iter().zip(places) {
            bottom = bottom.max(part.bbox.y1);
            columns.right = columns.right.max(part.bbox.x1);
            columns.widths[place] = columns.widths[place].max(part.bbox.x1 - columns.edges[place]);
        }
        label_end = label.map_or(label_end, |part| part.baseline);
    }
    let texts = columns.widths[1..].iter().sum::<f32>() / (count - 1) as f32;
    if columns.widths[0] > WIDEST * texts {
        return None;
    }
    let top = head(&rows[..first], &columns, rows[first][0]);
    let row_top = |row: &usize| rows[*row].iter().map(|part| part.bbox.y0).fold(f32::INFINITY, f32::min) - 1.0;
    let tops = starts.iter().map(row_top);
    let level: Vec<f32> = top.into_iter().chain(tops).chain([bottom + 1.0]).collect();
    let upright = columns.edges.iter().map(|edge| edge - 1.0).chain([columns.right + 1.0]).collect();
    Some(Grid::new(upright, level))
}

/// The columns of a table.
pub(super) struct Columns {
    /// Their left edges.
    pub(super) edges: Vec<f32>,
    /// The right edge of the last one's text.
    pub(super) right: f32,
    /// Of the widest text of each.
    pub(super) widths: Vec<f32>,
}

impl Columns {
    /// The column that a text keeps to.
    pub(super) fn place(&self, part: &Fragment) -> Option<usize> {
        let place = self.edges.iter().rposition(|edge| *edge <= start(part) + 1.0)?;
        let near = start(part) - self.edges[place] < 2.0 * INDENT * part.style.size;
        let within = self.edges.get(place + 1).is_none_or(|next| part.bbox.x1 < next - 1.0);
        (near && within).then_some(place)
    }
}

/// The top of the lines that head the columns: above the first label, over the texts and never over the labels.
fn head(above: &[Row<'_>], columns: &Columns, label: &Fragment) -> Option<f32> {
    let mut top = None;
    let mut cells = 0;
    let mut next = label.bbox.y0;
    for row in above.iter().rev() {
        let heads = row.iter().all(|part| columns.place(part).is_some_and(|place| place > 0));
        let bottom = row.iter().map(|part| part.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
        if !heads || next - bottom > HEAD_GAP * label.style.size {
            break;
        }
        cells = cells.max(row.len());
        next = row.iter().map(|part| part.bbox.y0).fold(f32::INFINITY, f32::min);
        top = Some(next - 1.0);
    }
    top.filter(|_| cells >= 2)
}
