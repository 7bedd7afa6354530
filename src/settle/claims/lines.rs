//! Which lines go on in the next one: headings over several lines.

use crate::model::document::Direction;
use crate::model::flow::Role;
use crate::model::geometry::Rect;
use crate::text::{is_capitals, starts_lower};

use super::Unit;

/// The end of a heading is set so many times as large as its beginning, or less.
const MOST_LARGER: f32 = 1.8;

/// Whether two lines may be one heading: one after the other in one look.
pub(super) fn goes_on(a: &Unit, b: &Unit) -> bool {
    let (x, y) = (a.style(), b.style());
    let alike = (x.size - y.size).abs() < 0.3 && x.bold == y.bold && x.colour == y.colour;
    alike
        && !a.table
        && !b.table
        && a.page == b.page
        && a.cell == b.cell
        && a.furniture == b.furniture
        && (a.container == b.container || is_tinted_line_by_line(a, b))
        && b.line.marker.is_none()
        && (a.plain()
            || (b.bbox.y0 - a.bbox.y1 < 0.9 * x.size && b.bbox.y0 > a.bbox.y0 && a.bbox.overlap_x(&b.bbox) > -x.size))
}

/// Whether a line is the end of a heading in a look of its own: straight below dots, at an edge of theirs.
pub(super) fn ends_after_dots(first: &Unit, second: &Unit) -> bool {
    let (a, b) = (first.style(), second.style());
    let (larger, smaller) = (a.size.max(b.size), a.size.min(b.size));
    let (above, below) = (as_read(first), as_read(second));
    let gap = below.y0 - above.y1;
    !first.plain()
        && first.folded.trim_end_matches([' ', ':']).ends_with("...")
        && matches!(second.role, Role::Heading(_))
        && second.line.marker.is_none()
        && a.direction == b.direction
        && (first.page, first.cell, first.container) == (second.page, second.cell, second.container)
        && larger < MOST_LARGER * smaller
        && gap.abs() < 0.6 * larger
        && is_stacked(second, &above, &below)
}

/// The box of a line as its reader turns it.
fn as_read(unit: &Unit) -> Rect {
    let Rect { x0, y0, x1, y1 } = unit.bbox;
    match unit.style().direction {
        Direction::Right | Direction::Left => unit.bbox,
        Direction::Up => Rect::new(-y1, x0, -y0, x1),
        Direction::Down => Rect::new(y0, -x1, y1, -x0),
    }
}

/// Whether two lines of a heading may each have a box of their own: a tint behind words is drawn line by line.
fn is_tinted_line_by_line(a: &Unit, b: &Unit) -> bool {
    let heading = |unit: &Unit| matches!(unit.role, Role::Heading(_)) && unit.container.is_some();
    heading(a) && heading(b) && b.bbox.y0 - a.bbox.y1 < 0.5 * a.style().size
}

/// Whether two lines must be read as one: the first ends, or the second goes on, with a word that joins.
pub(super) fn is_joined(first: &Unit, second: &Unit) -> bool {
    const LINKS: [&str; 14] =
        ["en", "au", "aux", "a", "dans", "de", "du", "des", "la", "le", "les", "et", "ou", "pour"];
    /// The longest end of a heading, in bytes.
    const END: usize = 40;
    let is_link = |word: Option<&str>| word.is_some_and(|word| LINKS.contains(&word));
    let capitals = is_capitals(&first.line.text) && is_capitals(&second.line.text);
    let dots = first.folded.ends_with("...") || second.folded.starts_with("...");
    second.folded.len() < END
        && (dots
            || is_link(first.folded.split(' ').next_back())
            || is_link(second.folded.split(' ').next()) && (capitals || starts_lower(&second.line.text)))
}

/// Whether two short lines in the look of headings stand one below the other, at one edge: the lines of one heading.
pub(super) fn stacked(first: &Unit, second: &Unit) -> bool {
    let heading = |unit: &Unit| matches!(unit.role, Role::Heading(_));
    let gap = second.bbox.y0 - first.bbox.y1;
    let is_near = gap < 0.5 * first.style().size && gap > -0.5 * first.style().size;
    heading(first) && heading(second) && is_near && is_stacked(second, &first.bbox, &second.bbox)
}

/// Whether a short line stands at an edge of the line above it, or about its middle.
fn is_stacked(second: &Unit, above: &Rect, below: &Rect) -> bool {
    /// The longest end of a heading, in characters.
    const END: usize = 30;
    let edges = [above.x0 - below.x0, above.x1 - below.x1, above.centre_x() - below.centre_x()];
    second.length() <= END && edges.iter().any(|off| off.abs() < 1.5)
}

/// Whether nothing but lines of one look, up to a line of the text, follows on a line in its paragraph.
pub(super) fn joins_to_end(units: &[Unit], from: usize, to: usize) -> bool {
    let paragraph = units[from].paragraph;
    let mut rest = units[from..].windows(2).take_while(|pair| pair[1].paragraph == paragraph).enumerate();
    rest.all(|(at, pair)| from + at + 1 < to && goes_on(&pair[0], &pair[1]))
}

/// How many lines the cell of a line has from it on.
pub(super) fn lines_of_cell(units: &[Unit], first: usize) -> usize {
    let cell = (units[first].block, units[first].cell);
    units[first..].iter().take_while(|unit| (unit.block, unit.cell) == cell).count()
}
