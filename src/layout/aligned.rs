//! Tables that only the places of their texts tell of: no rule, and often no head of a look of its own.
//!
//! Lines follow each other whose texts keep to three columns or more, parted by gutters that no line crosses; in each column
//! texts begin, end or have their middle at one edge; rows stand further apart than the lines of a cell. As much can be
//! said of names or addresses set side by side: something more has to tell of a table, see [`Table::is_told`].

use std::borrow::Cow;

use crate::model::geometry::Rect;
use crate::text::ends_sentence;

use super::fragments::Fragment;
use super::labelled::Row;
use super::tables::Grid;
use evidence::SAME_EDGE;

mod evidence;

/// Columns, and rows with the head, at least.
const LEAST_COLUMNS: usize = 3;
const LEAST_ROWS: usize = 4;
/// A gutter is this many font sizes wide at least.
const GUTTER: f32 = 0.45;
/// Lines are no further apart than this many font sizes.
const FARTHEST: f32 = 4.0;
/// New columns may show in so many first lines: a head often has none over the labels.
const FIRST_LINES: usize = 3;
/// A head stands no further from the texts of its column than this (points).
const FAR_HEAD: f32 = 40.0;
/// Between rows lines are this many times as far apart as within a cell.
const ROW_GAP: f32 = 1.12;
/// This share of the lines has most of the cells where each line is a row.
const EVEN: f32 = 0.85;
/// Lines of a cell are this many font sizes apart at least.
const LEAST_LEADING: f32 = 0.9;
/// Bands without text between rows are this many font sizes high, hardly lower than the highest, and those within rows lower
/// by far.
const LEAST_BAND: f32 = 0.3;
const SAME_BAND: f32 = 0.85;
const OTHER_BAND: f32 = 0.6;
/// Lines nearer than this many font sizes may be those of a paragraph.
const DENSE: f32 = 1.5;
/// So many lines begin at the edge of a column of the page, columns are as wide as this (points), and no more than so many
/// are looked at.
const COLUMN_LINES: usize = 6;
const NARROWEST: f32 = 110.0;
const MOST_COLUMNS: usize = 3;
/// The most characters of a name, and of a line in a cell of the first row.
const MOST_NAME: usize = 45;
const MOST_LINE: usize = 90;

/// The tables of a page of these lines; `stripes` are its shaded boxes.
pub(super) fn grids<'f>(rows: &[Row<'f>], stripes: &[Rect]) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    for (left, right) in views(rows) {
        let is_free = |part: &&Fragment| {
            part.left >= left && part.left < right && !grids.iter().any(|grid| grid.bbox().holds_centre_of(&part.bbox))
        };
        // Tables begin with a line of several texts.
        let of_several = |row: &Row<'_>| row.iter().filter(|part| is_free(part)).nth(LEAST_COLUMNS - 2).is_some();
        if !rows.iter().any(of_several) {
            continue;
        }
        let free_of = |row: &Row<'f>| row.iter().copied().filter(is_free).collect::<Row<'f>>();
        let lines: Cow<'_, [Row<'f>]> = match rows.iter().flatten().all(is_free) {
            true => Cow::Borrowed(rows),
            false => rows.iter().map(free_of).filter(|line| !line.is_empty()).collect(),
        };
        let mut found = Vec::new();
        // The first line below the last table.
        let (mut next, mut free) = (0, 0);
        while next < lines.len() {
            // The last lines of columns above a table may keep to some of its columns.
            let from = |first: usize| Table::from(&lines[free..], first - free, stripes);
            let table = from(next).map(|table| {
                let later = (next + 1..lines.len().min(next + LEAST_ROWS)).filter_map(from);
                later.fold(table, |best, other| if other.0.columns.len() > best.0.columns.len() { other } else { best })
            });
            free = table.as_ref().map_or(free, |(_, end)| free + end);
            next = if table.is_some() { free } else { next + 1 };
            found.extend(table.map(|(grid, _)| grid));
        }
        grids.extend(found);
    }
    grids
}

/// The rest of a table whose columns' texts go from and to here (points), at the top of a page of these lines, and the line
/// after its last; `head` are the words of the table's head.
pub(super) fn rest(rows: &[Row<'_>], columns: &[(f32, f32)], head: &[String]) -> Option<(Grid, usize)> {
    let size = rows.first()?.first()?.style.size;
    let is_head = |row: &&Row<'_>| row.iter().all(|part| head.contains(&part.text));
    let heads = rows.iter().take_while(is_head).count();
    let full = |line: &Row<'_>| line.len() == columns.len();
    if columns.len() < LEAST_COLUMNS || heads == 0 && !full(&rows[0]) || heads > 0 && rows[0].len() < 2 {
        return None;
    }
    let (mut columns, mut room) = (columns.to_vec(), Vec::new());
    let mut count = 0;
    for (index, line) in rows.iter().enumerate() {
        let near = index == 0 || line[0].baseline - rows[index - 1][0].baseline < FARTHEST * size;
        if !near || !widen(&mut columns, &mut room, line, false, GUTTER * size) {
            break;
        }
        count = if line.len() >= 2 { index + 1 } else { count };
    }
    if count <= heads {
        return None;
    }
    let lines = &rows[heads..count];
    let mut table = Table { columns, rows: vec![lines], leading: f32::INFINITY, even: false };
    table.part_by_lines(lines, size);
    if heads > 0 {
        table.rows.insert(0, &rows[..heads]);
    }
    Some((table.grid(), count))
}

/// From where to where text is looked at: the page from side to side, then its columns, which begin where many lines do.
fn views(rows: &[Row<'_>]) -> Vec<(f32, f32)> {
    let mut starts: Vec<f32> = rows.iter().flatten().map(|part| part.left).collect();
    starts.sort_by(f32::total_cmp);
    let same = |a: &f32, b: &f32| b - a < SAME_EDGE / 2.0;
    let mut columns: Vec<&[f32]> = starts.chunk_by(same).filter(|lines| lines.len() >= COLUMN_LINES).collect();
    // The most lines first.
    columns.sort_by(|a, b| b.len().cmp(&a.len()).then(a[0].total_cmp(&b[0])));
    let first = starts.first().copied().unwrap_or_default();
    let mut edges = vec![f32::NEG_INFINITY];
    for column in columns.iter().map(|lines| lines[0] - 1.0).filter(|column| *column > first + NARROWEST) {
        if edges.len() < MOST_COLUMNS && edges.iter().all(|edge| (edge - column).abs() > NARROWEST) {
            edges.push(column);
        }
    }
    edges.sort_by(f32::total_cmp);
    edges.push(f32::INFINITY);
    let whole = (f32::NEG_INFINITY, f32::INFINITY);
    let ends = |from: usize| edges[from + 1..].iter().map(move |end| (from, *end));
    let all = (0..edges.len() - 1).flat_map(|from| ends(from).map(|(from, end)| (edges[from], end)));
    [whole].into_iter().chain(all.filter(|view| *view != whole)).collect()
}

/// Lines of one table's row.
type Lines<'r, 'f> = &'r [Row<'f>];

/// Lines that keep to columns, as rows.
struct Table<'r, 'f> {
    /// From where to where the texts of each column go.
    columns: Vec<(f32, f32)>,
    rows: Vec<Lines<'r, 'f>>,
    /// The least distance between two lines, in font sizes.
    leading: f32,
    /// Whether that is the distance of all.
    even: bool,
}

impl<'r, 'f> Table<'r, 'f> {
    /// The table that begins with a line, and the line after its last.
    fn from(lines: &'r [Row<'f>], first: usize, stripes: &[Rect]) -> Option<(Grid, usize)> {
        let seed = &lines[first];
        // Most lines are one text.
        if seed.len() + 1 < LEAST_COLUMNS {
            return None;
        }
        let is_short = |text: &str, most: usize| text.len() <= most || text.chars().count() <= most;
        let is_within = |part: &&&Fragment, most: usize| part.marker.is_none() && is_short(&part.text, most);
        let names = seed.iter().filter(|part| is_within(part, MOST_NAME)).count();
        let lines_of_text = seed.iter().any(|part| !is_within(&part, MOST_LINE));
        if names < seed.len().min(2) || lines_of_text {
            return None;
        }
        let size = seed[0].style.size;
        let mut columns: Vec<(f32, f32)> = seed.iter().map(|part| (part.bbox.x0, part.bbox.x1)).collect();
        let mut room = Vec::new();
        let mut count = 1;
        while let Some(line) = lines.get(first + count) {
            let near = line[0].baseline - lines[first + count - 1][0].baseline < FARTHEST * size;
            if !near || !widen(&mut columns, &mut room, line, count < FIRST_LINES, GUTTER * size) {
                break;
            }
            count += 1;
        }
        if columns.len() < LEAST_COLUMNS || count < LEAST_ROWS {
            return None;
        }
        // What follows the table may keep to its columns for a line or two.
        let last = lines[first..first + count].iter().rposition(|line| line.len() >= 2)? + 1;
        (last..=count).rev().chain((LEAST_ROWS..last).rev().take(2)).find_map(|count| {
            let heads = [heads_above(lines, first, &columns), 0];
            let heads = heads.iter().take(if heads[0] > 0 { 2 } else { 1 });
            heads.copied().find_map(|heads| {
                let lines = &lines[first - heads..first + count];
                let ways = [Self::by_lines, Self::by_bands];
                let mut tables = ways.iter().filter_map(|way| way(lines, heads, size));
                let table = tables.find(|table| table.is_regular() && table.is_told(stripes))?;
                Some((table.grid(), first + count))
            })
        })
    }

    /// Lines with the columns that they keep to, as one row; the first `heads` lines stand over them and need not keep to
    /// them.
    fn of(lines: &'r [Row<'f>], heads: usize, size: f32) -> Option<Self> {
        let mut columns: Vec<(f32, f32)> = lines[heads].iter().map(|part| (part.bbox.x0, part.bbox.x1)).collect();
        let mut room = Vec::new();
        for (index, line) in lines[heads..].iter().enumerate().skip(1) {
            if !widen(&mut columns, &mut room, line, index < FIRST_LINES, GUTTER * size) {
                return None;
            }
        }
        for part in lines[..heads].iter().flatten() {
            let column = column_under(&columns, part)?;
            columns[column] = (columns[column].0.min(part.bbox.x0), columns[column].1.max(part.bbox.x1));
        }
        Some(Self { columns, rows: vec![lines], leading: f32::INFINITY, even: false })
    }

    /// Rows begin with lines that stand further below the one before than the lines of a cell do: the texts of a row begin at
    /// its top.
    fn by_lines(lines: &'r [Row<'f>], heads: usize, size: f32) -> Option<Self> {
        let mut table = Self::of(lines, heads, size)?;
        table.part_by_lines(lines, size);
        Some(table)
    }

    fn part_by_lines(&mut self, lines: &'r [Row<'f>], size: f32) {
        let distances = || lines.windows(2).map(|pair| (pair[1][0].baseline - pair[0][0].baseline) / size);
        let leading = distances().filter(|distance| *distance > LEAST_LEADING).fold(f32::INFINITY, f32::min);
        // Every line is a row where nearly all have most of the cells, however far the head or a group stands apart.
        let full = lines.iter().filter(|line| line.len() * 2 > self.columns.len()).count();
        let even = distances().all(|distance| distance < ROW_GAP * leading) || full as f32 >= EVEN * lines.len() as f32;
        let apart = |index: usize| (lines[index][0].baseline - lines[index - 1][0].baseline) / size > ROW_GAP * leading;
        let named = self.has_names(lines, |index| index == 0 || apart(index));
        let begins = |index: &usize| {
            let line = &lines[*index];
            let labelled = self.place(line[0]) == Some(0);
            let unlabelled = || named && self.cell(line, 1).is_some();
            line.len() >= 2 && (even || apart(*index) && (labelled || unlabelled()))
        };
        self.rows = rows_from(lines, (1..lines.len()).filter(begins));
        (self.leading, self.even) = (leading, even);
    }

    /// Rows are parted by bands without text that are all of one height: the texts of a row have one middle.
    fn by_bands(lines: &'r [Row<'f>], heads: usize, size: f32) -> Option<Self> {
        let mut bottom = f32::NEG_INFINITY;
        let bands: Vec<f32> = lines
            .iter()
            .map(|line| {
                let top = line.iter().map(|part| part.bbox.y0).fold(f32::INFINITY, f32::min);
                let band = top - bottom;
                bottom = line.iter().map(|part| part.bbox.y1).fold(bottom, f32::max);
                band
            })
            .collect();
        let widest = bands[1..].iter().copied().fold(0.0, f32::max);
        let (apart, within) = (SAME_BAND * widest, OTHER_BAND * widest);
        if widest < LEAST_BAND * size || bands[1..].iter().any(|band| *band < apart && *band > within) {
            return None;
        }
        let mut table = Self::of(lines, heads, size)?;
        table.rows = rows_from(lines, (1..lines.len()).filter(|index| bands[*index] >= apart));
        Some(table)
    }

    /// Whether the column after the first has names, one a row: then the first may hold those of groups, each in the first
    /// row of its group alone.
    fn has_names(&self, lines: &[Row<'_>], begins: impl Fn(usize) -> bool) -> bool {
        let names = || {
            let lines = lines.iter().enumerate();
            lines.filter_map(|(index, line)| Some((index, self.cell(line, 1)?)))
        };
        let is_name = |part: &Fragment| part.text.chars().count() <= MOST_NAME && !ends_sentence(&part.text);
        let short = names().all(|(_, part)| is_name(part) && part.marker.is_none());
        let rest = names().filter(|(index, _)| !begins(*index)).count();
        short && rest * 2 <= names().count()
    }

    fn place(&self, part: &Fragment) -> Option<usize> {
        self.columns.iter().position(|(x0, x1)| part.bbox.x0 < *x1 && part.bbox.x1 > *x0)
    }

    fn cell<'a>(&self, line: &'a Row<'_>, column: usize) -> Option<&'a Fragment> {
        line.iter().find(|part| self.place(part) == Some(column)).copied()
    }

    /// The first text of a cell.
    fn first<'a>(&self, row: &'a [Row<'_>], column: usize) -> Option<&'a Fragment> {
        row.iter().find_map(|line| self.cell(line, column))
    }

    /// The first texts of a column's cells, that of its head left out.
    fn texts(&self, column: usize) -> impl Iterator<Item = &Fragment> {
        self.rows[1..].iter().filter_map(move |row| self.first(row, column))
    }

    /// The tops of the rows.
    fn tops(&self) -> impl Iterator<Item = f32> {
        self.rows.iter().map(|row| parts(row).map(|part| part.bbox.y0).fold(f32::INFINITY, f32::min) - 0.5)
    }

    fn grid(&self) -> Grid {
        let bottom = parts(self.rows[self.rows.len() - 1]).map(|part| part.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
        let level = self.tops().chain([bottom + 1.0]).collect();
        let gutters = self.columns.windows(2).map(|pair| (pair[0].1 + pair[1].0) / 2.0);
        let left = parts(&self.rows.concat()).map(|part| part.left).fold(f32::INFINITY, f32::min) - 1.0;
        let right = self.columns[self.columns.len() - 1].1 + 1.0;
        Grid::new([left].into_iter().chain(gutters).chain([right]).collect(), level)
    }
}

/// Lines as rows, of which the second and those after it begin at these.
fn rows_from<'r, 'f>(lines: &'r [Row<'f>], starts: impl Iterator<Item = usize>) -> Vec<Lines<'r, 'f>> {
    let starts: Vec<usize> = [0].into_iter().chain(starts).chain([lines.len()]).collect();
    starts.windows(2).map(|pair| &lines[pair[0]..pair[1]]).collect()
}

fn parts<'a>(lines: &'a [Row<'_>]) -> impl Iterator<Item = &'a Fragment> {
    lines.iter().flatten().copied()
}

/// How many lines straight above a line are heads of the columns: a text a column, over its texts or between its neighbours.
fn heads_above(lines: &[Row<'_>], first: usize, columns: &[(f32, f32)]) -> usize {
    /// The most lines of a head.
    const MOST: usize = 3;
    let text = lines[first].last().map(|part| part.style);
    let mut below = &lines[first];
    let mut style = None;
    let mut counts = vec![0; columns.len()];
    let above = lines[..first].iter().rev().take(MOST).take_while(|line| {
        let size = line[0].style.size;
        let places: Option<Vec<usize>> = line.iter().map(|part| column_under(columns, part)).collect();
        // The lines of a head stand close together, and what is set like the text is one where it has several cells.
        let upper = style.is_some();
        let look = *style.get_or_insert(line[0].style);
        let is_head =
            |part: &&Fragment| part.marker.is_none() && part.text.chars().count() <= MOST_NAME && part.style == look;
        let near = below[0].baseline - line[0].baseline < if upper { DENSE + 0.2 } else { FARTHEST } * size;
        let heads = line.iter().all(is_head) && (line.len() > 1 || upper && Some(look) != text);
        below = line;
        let distinct = places.filter(|places| near && heads && places.is_sorted_by(|a, b| a < b));
        distinct.is_some_and(|places| {
            places.iter().for_each(|place| counts[*place] += 1);
            true
        })
    });
    let above = above.count();
    if counts.iter().filter(|count| **count > 0).count() + 1 >= columns.len() { above } else { 0 }
}

/// The column that a text of the head stands over: the nearest one, between whose neighbours it keeps.
fn column_under(columns: &[(f32, f32)], part: &Fragment) -> Option<usize> {
    let distance = |at: usize| (columns[at].0 - part.bbox.x1).max(part.bbox.x0 - columns[at].1).max(0.0);
    let keeps = |at: &usize| {
        let left = at.checked_sub(1).map_or(f32::NEG_INFINITY, |before| columns[before].1);
        let right = columns.get(at + 1).map_or(f32::INFINITY, |next| next.0);
        // The page's text is no head of the outermost columns.
        part.bbox.x0 > left && part.bbox.x1 < right && distance(*at) < FAR_HEAD
    };
    (0..columns.len()).filter(keeps).min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
}

/// Lets columns take in the texts of a line, unless one crosses a gutter, or makes it narrower than `gutter` (points); `room`
/// is room for the work. Returns whether they did.
fn widen(columns: &mut Vec<(f32, f32)>, room: &mut Vec<(f32, f32)>, line: &Row<'_>, more: bool, gutter: f32) -> bool {
    room.clone_from(columns);
    for part in line {
        let (left, right) = (part.left, part.bbox.x1);
        let mut over = (0..room.len()).filter(|at| left < room[*at].1 && right > room[*at].0);
        match (over.next(), over.next()) {
            (Some(at), None) => room[at] = (room[at].0.min(left), room[at].1.max(right)),
            (None, _) if more => {
                let at = room.partition_point(|column| column.0 < left);
                room.insert(at, (left, right));
            }
            _ => return false,
        }
    }
    let wide = room.windows(2).all(|pair| pair[1].0 - pair[0].1 >= gutter);
    if wide {
        std::mem::swap(columns, room);
    }
    wide
}
