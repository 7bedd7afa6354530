//! Glyphs → rows on one baseline.

use crate::model::geometry::Rect;

use super::fragments::GUTTER_GAP;
use super::placed::Placed;
use super::strands;

/// Baselines closer than this share of the font size are one.
const SAME_BASELINE: f32 = 0.22;
/// A drop capital is larger than this many times its text.
const DROP_CAPITAL: f32 = 1.8;
/// Small print stands beside text that is larger than this many times it …
const LARGER: f32 = 1.2;
/// … and at most so many sizes of that higher, or lower: what stands lower is a line of its own, below a large title,
/// say.
const HIGHEST_RAISED: f32 = 0.6;
const LOWEST_LOWERED: f32 = 0.35;
/// Small print of more characters is raised or lowered text only between large letters.
const LONGEST_SMALL: usize = 6;
/// What is set into a word touches the letter before it: no more than this many sizes lie between them …
const TOUCHING: f32 = 0.12;
/// … and it is drawn no more than so many sizes over it, as letters of a logo are.
const DRAWN_OVER: f32 = 0.25;
/// Letters of one word are no further apart than this many sizes.
const WITHIN_WORD: f32 = 0.2;
/// What is nearer than this many sizes belongs to one run.
const RUN_GAP: f32 = 1.0;

impl Placed<'_> {
    /// A capital letter.
    fn is_capital(&self) -> bool {
        self.glyph.text.chars().all(char::is_uppercase)
    }

    /// Whether this glyph is a drop capital before another one: that is much smaller, stands straight on its right, at
    /// its upper half, and goes on the word or the sentence.
    fn begins(&self, other: &Placed<'_>) -> bool {
        let size = other.glyph.size;
        let gap = other.bbox.x0 - self.bbox.x1;
        !other.blank
            && self.glyph.size > DROP_CAPITAL * size
            && gap > -0.3 * size
            && gap < size
            && other.baseline < self.baseline - 0.5 * size
            && other.bbox.y1 > self.bbox.y0
            && other.glyph.text.chars().all(|c| c.is_lowercase() || matches!(c, '’' | '\''))
    }

    /// Whether this glyph may be raised or lowered small print of a larger one beside it.
    fn is_small_print_of(&self, other: &Placed<'_>) -> bool {
        let above = other.baseline - self.baseline;
        other.glyph.size > self.glyph.size * LARGER
            && above < HIGHEST_RAISED * other.glyph.size
            && above > -LOWEST_LOWERED * other.glyph.size
            && other.bbox.overlap_y(&self.bbox) > 0.3 * self.bbox.height()
            && (self.bbox.x0 - other.bbox.x1).abs() < 0.7 * other.glyph.size
    }
}

/// The rows of glyphs, each sorted by x: small print beside its neighbours, drop capitals before the line they begin.
pub(super) fn rows<'g>(glyphs: &[Placed<'g>]) -> Vec<Vec<Placed<'g>>> {
    let mut rows = level(glyphs);
    rows.iter_mut().for_each(|row| sort(row));
    strands::part(&mut rows);
    // First: beside so large a letter, the text of its lines would pass for small print, and the letter for a figure.
    let drop_capitals = attach_drop_capitals(&mut rows);
    strands::part_figures(&mut rows);
    let small_print = attach_small(&mut rows);
    for row in &mut rows {
        drop_soft_hyphens(row);
        if drop_capitals || small_print {
            sort(row);
        }
    }
    rows
}

/// Sorts a row by x: most files show it so.
pub(super) fn sort(row: &mut [Placed<'_>]) {
    if !row.is_sorted_by(|a, b| a.bbox.x0 <= b.bbox.x0) {
        row.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    }
}

/// Glyphs of one baseline, row by row downwards.
fn level<'g>(glyphs: &[Placed<'g>]) -> Vec<Vec<Placed<'g>>> {
    let on_one_line = |last: &Placed<'_>, glyph: &Placed<'_>| {
        glyph.baseline - last.baseline < SAME_BASELINE * glyph.glyph.size.min(last.glyph.size)
    };
    // What is shown in one go has one baseline: such runs are sorted, not glyphs.
    let mut runs: Vec<&[Placed<'_>]> = glyphs.chunk_by(|a, b| b.baseline - a.baseline == 0.0).collect();
    runs.sort_by(|a, b| a[0].baseline.total_cmp(&b[0].baseline));
    runs.chunk_by_mut(|last, run| on_one_line(&last[last.len() - 1], &run[0]))
        .map(|runs| {
            from_the_left(runs);
            runs.concat()
        })
        .collect()
}

/// Puts the runs of a row in the order in which their glyphs stand, where none of them stands within another: so few need
/// be sorted by glyphs.
fn from_the_left(runs: &mut [&[Placed<'_>]]) {
    let is_apart = |a: &&[Placed<'_>], b: &&[Placed<'_>]| a[a.len() - 1].bbox.x0 < b[0].bbox.x0;
    if runs.is_sorted_by(is_apart) {
        return;
    }
    let mut sorted = runs.to_vec();
    sorted.sort_by(|a, b| a[0].bbox.x0.total_cmp(&b[0].bbox.x0));
    if sorted.is_sorted_by(is_apart) {
        runs.copy_from_slice(&sorted);
    }
}

/// What is known of a row: most rows have no larger one beside them.
struct Measure {
    largest: f32,
    smallest: f32,
    /// Of its first glyph.
    baseline: f32,
    /// The highest and the lowest of its baselines.
    baselines: (f32, f32),
}

impl Measure {
    fn of(row: &[Placed<'_>]) -> Self {
        let baseline = row.first().map_or(0.0, |glyph| glyph.baseline);
        let mut measure = Self { largest: 0.0, smallest: f32::INFINITY, baseline, baselines: (baseline, baseline) };
        let (mut last_size, mut last_baseline) = (f32::NAN, f32::NAN);
        for glyph in row {
            // Few differ from the one before them.
            let (size, baseline) = (glyph.glyph.size, glyph.baseline);
            if size != last_size || baseline != last_baseline {
                measure.largest = measure.largest.max(size);
                measure.take_in(glyph);
                (last_size, last_baseline) = (size, baseline);
            }
        }
        measure
    }

    /// Counts a glyph of smaller print in.
    fn take_in(&mut self, glyph: &Placed<'_>) {
        self.smallest = self.smallest.min(glyph.glyph.size);
        self.baselines = (self.baselines.0.min(glyph.baseline), self.baselines.1.max(glyph.baseline));
    }

    /// Whether a baseline is so near that both cannot be those of two lines.
    fn is_near(&self, baseline: f32) -> bool {
        (self.baseline - baseline).abs() < LOWEST_LOWERED * self.largest
    }

    /// Whether a glyph of the row may host small print with baselines of this range.
    fn is_beside(&self, (highest, lowest): (f32, f32)) -> bool {
        self.baselines.0 - lowest < HIGHEST_RAISED * self.largest
            && self.baselines.1 - highest > -LOWEST_LOWERED * self.largest
    }
}

/// The runs of a row that is sorted by x: neighbours of one size without a gap as wide as a gutter.
fn runs_of(row: Vec<Placed<'_>>) -> Vec<Vec<Placed<'_>>> {
    let goes_on = |a: &Placed<'_>, b: &Placed<'_>| {
        b.bbox.x0 - a.bbox.x1 < RUN_GAP * a.glyph.size.min(b.glyph.size)
            && (a.glyph.size - b.glyph.size).abs() < 0.2 * a.glyph.size
    };
    row.chunk_by(goes_on).map(<[_]>::to_vec).collect()
}

/// Whether larger letters stand on both sides of a run.
fn stands_within(run: &[Placed<'_>], host: &[Placed<'_>]) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let near = |other: &Placed<'_>| first.is_small_print_of(other) || last.is_small_print_of(other);
    host.iter().any(|other| near(other) && other.bbox.centre_x() < first.bbox.centre_x())
        && host.iter().any(|other| near(other) && other.bbox.centre_x() > last.bbox.centre_x())
}

/// Whether a short run goes on a word of the host, a little higher or lower than its letters and about as large: an index,
/// a letter of a logo.
fn is_set_into(run: &[Placed<'_>], host: &[Placed<'_>]) -> bool {
    let Some(first) = run.first() else { return false };
    let touches = |other: &Placed<'_>| {
        let size = other.glyph.size;
        let gap = first.bbox.x0 - other.bbox.x1;
        !other.blank
            && first.glyph.size <= 1.1 * size
            && gap < TOUCHING * size
            && gap > -DRAWN_OVER * size
            && (first.baseline - other.baseline).abs() < LOWEST_LOWERED * size
    };
    host.iter().any(touches) && !host.iter().any(|other| stands_over(run, other))
}

/// Whether the middle of a glyph lies over or under a run.
fn stands_over(run: &[Placed<'_>], other: &Placed<'_>) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    !other.blank && other.bbox.centre_x() > first.bbox.x0 && other.bbox.centre_x() < last.bbox.x1
}

/// Moves raised and lowered small print ("1er", "n°") to the row of its neighbours; returns whether there is any.
fn attach_small(rows: &mut Vec<Vec<Placed<'_>>>) -> bool {
    const NEIGHBOURS: usize = 3;
    let mut measures: Vec<Measure> = rows.iter().map(|row| Measure::of(row)).collect();
    let mut moved = false;
    for index in 0..rows.len() {
        let Some(size) = rows[index].first().map(|glyph| glyph.glyph.size) else { continue };
        let Measure { smallest, baseline, baselines, .. } = measures[index];
        let first = index.saturating_sub(NEIGHBOURS);
        let is_host = |other: &usize| {
            let measure = &measures[*other];
            *other != index
                && (measure.largest > smallest * LARGER || measure.is_near(baseline))
                && measure.is_beside(baselines)
        };
        let hosts: Vec<usize> = (first..(index + NEIGHBOURS + 1).min(rows.len())).filter(is_host).collect();
        if hosts.is_empty() {
            continue;
        }
        let mut kept = Vec::new();
        let length = rows[index].len();
        for run in runs_of(std::mem::take(&mut rows[index])) {
            let (Some(first), Some(last)) = (run.first().copied(), run.last().copied()) else { continue };
            let may_host = |other: usize| {
                let measure = &measures[other];
                measure.largest > first.glyph.size * LARGER
                    && (measure.baseline - first.baseline).abs() < measure.largest
                    && measure.is_beside((first.baseline, first.baseline))
            };
            let short = run.iter().filter(|glyph| !glyph.blank).count() <= LONGEST_SMALL;
            let fits = |host: &[Placed<'_>]| {
                let (before, after) =
                    (host.iter().any(|o| first.is_small_print_of(o)), host.iter().any(|o| last.is_small_print_of(o)));
                // More than a sign or two stands between large letters, or is a line of its own.
                if short { before || after } else { before && after && stands_within(&run, host) }
            };
            let takes_in = |other: usize| {
                short
                    && measures[other].is_near(first.baseline)
                    && rows[other].len() >= length
                    && is_set_into(&run, &rows[other])
            };
            let host = hosts.iter().copied().find(|other| may_host(*other) && fits(&rows[*other]) || takes_in(*other));
            match host {
                Some(host) if first.glyph.size <= size => {
                    let raised = rows[host].iter().any(|other| {
                        first.baseline < other.baseline
                            && (first.is_small_print_of(other) || last.is_small_print_of(other))
                    });
                    measures[host].take_in(&first);
                    rows[host].extend(run.into_iter().map(|glyph| Placed { raised, ..glyph }));
                    moved = true;
                }
                _ => kept.extend(run),
            }
        }
        rows[index] = kept;
    }
    if moved {
        rows.retain(|row| !row.is_empty());
    }
    moved
}

/// Moves drop capitals to the start of the first of the lines that they stand beside: they share the baseline of a later
/// one, or of none. Returns whether there are any.
fn attach_drop_capitals(rows: &mut Vec<Vec<Placed<'_>>>) -> bool {
    let mut moved = false;
    for index in 0..rows.len() {
        let Some(capital) = rows[index].first().copied() else { continue };
        let stands_out = rows[index].get(1).is_none_or(|next| capital.glyph.size > DROP_CAPITAL * next.glyph.size);
        if !stands_out || !capital.is_capital() {
            continue;
        }
        let host = (0..index)
            .find_map(|other| rows[other].iter().position(|glyph| capital.begins(glyph)).map(|at| (other, at)));
        let Some((host, at)) = host else { continue };
        let first = rows[host][at];
        rows[index].remove(0);
        // As a part of its line: as high as that, and without a gap before the rest of its word. After a word of its own
        // there is one, narrower than what parts a figure from the lines beside it.
        let gap = if ["À", "Ô", "Y"].contains(&capital.glyph.text.as_str()) { 0.2 * first.glyph.size } else { 0.0 };
        let bbox = Rect::new(capital.bbox.x0, first.bbox.y0, first.bbox.x0 - gap, first.bbox.y1);
        rows[host].insert(at, Placed { bbox, baseline: first.baseline, ..capital });
        moved = true;
    }
    if moved {
        rows.retain(|row| !row.is_empty());
    }
    moved
}

/// Leaves out soft hyphens within a line: only at its end do they cut a word.
fn drop_soft_hyphens(row: &mut Vec<Placed<'_>>) {
    let soft = |glyph: &Placed<'_>| glyph.soft;
    if !row.iter().any(soft) {
        return;
    }
    let places = |blank: bool| -> Vec<(f32, f32)> {
        let own = row.iter().filter(|glyph| !soft(glyph) && glyph.blank == blank);
        own.map(|glyph| (glyph.bbox.x0, glyph.bbox.x1)).collect()
    };
    let (printed, blanks) = (places(false), places(true));
    let within = |places: &[(f32, f32)], from: &Placed<'_>, ems: f32| {
        let reach = from.bbox.x1 + ems * from.glyph.size;
        places.iter().any(|(x0, x1)| *x1 > from.bbox.x1 + 0.01 && *x0 < reach && *x0 >= from.bbox.x0 - 0.5)
    };
    row.retain(|glyph| {
        // In the next column another text begins.
        let goes_on = within(&printed, glyph, WITHIN_WORD)
            || within(&printed, glyph, GUTTER_GAP) && within(&blanks, glyph, WITHIN_WORD);
        !soft(glyph) || !goes_on
    });
}
