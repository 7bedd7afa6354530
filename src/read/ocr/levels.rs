//! What wavers from line to line as it is measured, and does not as it is printed: sizes, weights, slopes and colours.

use std::cmp::Ordering;

use super::glyphs::{Lines, PlacedLine, PlacedWord};
use super::strokes::as_f32;
use crate::model::document::Rgb;

/// Sizes of a page that differ by less than this share are one …
pub(super) const SAME_SIZE: f32 = 0.09;
/// … and so are those of several pages.
const SAME_MEAN: f32 = 0.08;

/// Gives lines of nearly one size the same: measured sizes waver by some percent from line to line, printed ones
/// do not. From page to page, where texts of all lengths have their own sizes, the means of many lines waver less.
pub(super) fn level_sizes<'a>(pages: impl Iterator<Item = &'a mut Lines>) {
    let mut pages: Vec<&mut Lines> = pages.collect();
    for page in &mut pages {
        level_stacks(page);
        level(page.lines.iter_mut().collect(), SAME_SIZE);
    }
    level(pages.iter_mut().flat_map(|page| page.lines.iter_mut()).collect(), SAME_MEAN);
    // Half points are as fine as the measure.
    let lines = pages.into_iter().flat_map(|page| page.lines.iter_mut());
    lines.for_each(|line| line.size = ((line.size * 2.0).round() / 2.0).max(0.5));
}

/// Gives lines that stand one right below the other, in nearly one size, the size of most of their letters: the second
/// line of a title is often short, and a short line's size wavers most.
fn level_stacks(page: &mut Lines) {
    /// How far apart the baselines of one text are at most, in font sizes.
    const LEADING: f32 = 1.7;
    const SAME: f32 = 0.06;
    let scale = page.scale;
    let follows = |above: &PlacedLine, below: &PlacedLine| {
        let size = above.size.max(below.size);
        let apart = (below.baseline - above.baseline) / scale;
        above.strip == below.strip
            && apart > 0.5 * size
            && apart < LEADING * size
            && (above.size - below.size).abs() < SAME * size
            && above.left() < below.right()
            && below.left() < above.right()
    };
    let mut stacks: Vec<usize> = (0..page.lines.len()).collect();
    for (above, line) in page.lines.iter().enumerate() {
        for (below, next) in page.lines.iter().enumerate() {
            let (kept, joined) = (stacks[above], stacks[below]);
            if kept != joined && follows(line, next) {
                stacks.iter_mut().filter(|stack| **stack == joined).for_each(|stack| *stack = kept);
            }
        }
    }
    for stack in 0..page.lines.len() {
        let lines = || page.lines.iter().zip(&stacks).filter(|(_, of)| **of == stack).map(|(line, _)| line);
        if lines().nth(1).is_none() {
            continue;
        }
        let size = weighted_median(lines().map(|line| (line.size, line.letters)));
        page.lines.iter_mut().zip(&stacks).filter(|(_, of)| **of == stack).for_each(|(line, _)| line.size = size);
    }
}

/// Gives lines whose sizes differ by less than a share the size of most of their letters.
fn level(mut left: Vec<&mut PlacedLine>, same: f32) {
    left.sort_by(|a, b| a.size.total_cmp(&b.size));
    while !left.is_empty() {
        // The size around which most letters are set.
        let around = |size: f32| {
            let near = left.iter().filter(move |line| (line.size - size).abs() < same * size);
            near.map(|line| line.letters).sum::<usize>()
        };
        let Some((size, _)) = left
            .iter()
            .map(|line| (line.size, around(line.size)))
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
        else {
            return;
        };
        let near = |line: &PlacedLine| (line.size - size).abs() < same * size;
        let (alike, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|line| near(line));
        let level = weighted_median(alike.iter().map(|line| (line.size, line.letters)));
        alike.into_iter().for_each(|line| line.size = level);
        left = others;
    }
}

/// The value that half of the weight lies below; 0 of none.
pub(super) fn weighted_median<T: Copy + Default + PartialOrd>(values: impl Iterator<Item = (T, usize)>) -> T {
    let mut values: Vec<(T, usize)> = values.collect();
    values.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(Ordering::Equal));
    let half = values.iter().map(|(_, weight)| weight).sum::<usize>().div_ceil(2);
    let mut sum = 0;
    for (value, weight) in values {
        sum += weight;
        if sum >= half {
            return value;
        }
    }
    T::default()
}

/// Tells which words are bold, which are in italics, and which are printed in a colour.
///
/// Strokes of bold letters are half as thick again as those of the running text and more; the thickness alone, in font
/// sizes, hardly differs from font to font.
pub(super) fn level_looks<'a>(pages: impl Iterator<Item = &'a mut Lines>) {
    /// The fewest letters that tell a page's usual weight.
    const TELLING: usize = 300;
    let mut pages: Vec<&mut Lines> = pages.collect();
    let all = Usual::of(pages.iter().map(|page| &**page));
    for page in &mut pages {
        let own = Usual::of(std::iter::once(&**page));
        let usual = if own.letters < TELLING { all } else { own };
        let scale = page.scale;
        page.lines.iter_mut().for_each(|line| {
            usual.embolden(line, scale);
            slope(line);
        });
    }
    level_colours(pages.iter_mut().flat_map(|page| &mut page.lines).collect());
}

/// How text is usually printed: its font size in points, how thick its strokes are in font sizes.
#[derive(Debug, Clone, Copy)]
struct Usual {
    size: f32,
    stroke: f32,
    letters: usize,
}

impl Usual {
    fn of<'a>(pages: impl Iterator<Item = &'a Lines> + Clone) -> Self {
        let lines = || pages.clone().flat_map(|page| page.lines.iter().map(move |line| (line, page.scale)));
        let measured = || {
            lines().flat_map(|(line, scale)| {
                let stroke = move |word: &PlacedWord| {
                    word.look.stroke.map(|stroke| (stroke / (line.size * scale), word.text.chars().count()))
                };
                line.words.iter().filter_map(stroke)
            })
        };
        Self {
            size: weighted_median(lines().map(|(line, _)| (line.size, line.letters))),
            stroke: weighted_median(measured()),
            letters: measured().map(|(_, letters)| letters).sum(),
        }
    }

    /// How thick strokes of text that is not bold are, in font sizes: scanners blur small print more.
    fn stroke_at(self, size: f32) -> f32 {
        /// By how much a point's inverse counts, as measured at 150 to 200 dots an inch.
        const BLUR: f32 = 4.0;
        self.stroke * (1.0 + BLUR * (1.0 / size - 1.0 / self.size)).clamp(0.8, 1.5)
    }

    /// Marks the bold words of a line: those that change weight least often, and are least often told wrong.
    fn embolden(self, line: &mut PlacedLine, scale: f32) {
        /// From this many times the usual thickness, strokes are bold.
        const BOLD: f32 = 1.22;
        /// A change of weight within a line has to be worth this much: letters times how far beyond.
        const CHANGE: f32 = 0.5;
        /// Strokes of print that is much smaller than the text's run together.
        const SMALL: f32 = 0.6;
        if self.stroke == 0.0 || line.size < SMALL * self.size {
            return;
        }
        let bold = BOLD * self.stroke_at(line.size) * line.size * scale;
        let told = told(line, CHANGE, |word| word.look.stroke.map_or(0.0, |stroke| stroke / bold - 1.0));
        line.words.iter_mut().zip(told).for_each(|(word, told)| word.bold = told);
    }
}

/// Marks the words of a line that are in italics.
fn slope(line: &mut PlacedLine) {
    /// A change to italics or back has to be worth this much: letters times how much they lean.
    const CHANGE: f32 = 0.25;
    /// Words of fewer letters have too few upright strokes.
    const LEAST_LETTERS: usize = 3;
    let told = told(line, CHANGE, |word| {
        let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
        word.look.lean.filter(|_| letters >= LEAST_LETTERS).unwrap_or_default()
    });
    line.words.iter_mut().zip(told).for_each(|(word, told)| word.italic = told);
}

/// For each word of a line, whether it has a look, by how far a measure of it is `beyond` what tells the look: the
/// answer that is wrong least often, by letters, where each change within the line costs something, too (the algorithm
/// of Viterbi, 1967).
fn told(line: &PlacedLine, change: f32, beyond: impl Fn(&PlacedWord) -> f32) -> Vec<bool> {
    /// A word may be measured wrong by far.
    const MOST: f32 = 0.4;
    // What it costs at least to end with a word without the look, and with one that has it.
    let (mut costs, mut before) = ([0.0_f32; 2], Vec::with_capacity(line.words.len()));
    for word in &line.words {
        let beyond = beyond(word).clamp(-MOST, MOST) * as_f32(word.text.chars().count());
        // A sign that does not tell goes with what stands before it.
        let from = |this: usize, other: usize| if costs[other] + change <= costs[this] { other } else { this };
        let came = [from(0, 1), from(1, 0)];
        let cost = |this: usize| costs[came[this]] + if came[this] == this { 0.0 } else { change };
        costs = [cost(0) + beyond.max(0.0), cost(1) + (-beyond).max(0.0)];
        before.push(came);
    }
    let mut look = usize::from(costs[1] < costs[0]);
    let mut told: Vec<bool> = Vec::with_capacity(before.len());
    for came in before.into_iter().rev() {
        told.push(look == 1);
        look = came[look];
    }
    told.reverse();
    told
}

/// Gives words of lines that are printed in nearly one colour the same, and black to those whose ink is grey or black.
fn level_colours(mut lines: Vec<&mut PlacedLine>) {
    /// The strongest and the weakest channel of a colour differ by this much.
    const COLOURED: u8 = 28;
    /// Channels of one colour differ by less than this: small print is paler.
    const SAME: u8 = 48;
    let chroma = |Rgb(r, g, b): Rgb| r.max(g).max(b) - r.min(g).min(b);
    let near = |a: Rgb, b: Rgb| a.0.abs_diff(b.0).max(a.1.abs_diff(b.1)).max(a.2.abs_diff(b.2)) < SAME;
    let mut left: Vec<(Rgb, usize, &mut [PlacedWord])> = lines
        .iter_mut()
        .flat_map(|line| line.words.chunk_by_mut(|a, b| a.bold == b.bold))
        .filter_map(|words| {
            let (ink, letters) = ink(words)?;
            (chroma(ink) >= COLOURED).then_some((ink, letters, words))
        })
        .collect();
    while let Some((colour, ..)) = left.iter().reduce(|most, next| if next.1 > most.1 { next } else { most }) {
        let colour = *colour;
        let (alike, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|(ink, ..)| near(*ink, colour));
        alike.into_iter().flat_map(|(.., words)| words).for_each(|word| word.colour = colour);
        left = others;
    }
}

/// The middle colour of words, channel by channel, and how many letters tell it.
fn ink(words: &[PlacedWord]) -> Option<(Rgb, usize)> {
    let inks = || words.iter().filter_map(|word| Some((word.look.ink?, word.text.chars().count())));
    let channel = |of: fn(Rgb) -> u8| weighted_median(inks().map(|(ink, letters)| (of(ink), letters)));
    let letters: usize = inks().map(|(_, letters)| letters).sum();
    (letters > 0).then(|| (Rgb(channel(|ink| ink.0), channel(|ink| ink.1), channel(|ink| ink.2)), letters))
}

#[cfg(test)]
mod tests {
    use super::super::looks::Look;
    use super::super::sideways::Strip;
    use super::*;
    use crate::model::document::Direction;

    const PAGE: Strip = Strip { left: 0, top: 0, width: 400, height: 400, direction: Direction::Right };

    #[test]
    fn sizes_that_waver_are_one() {
        let mut lines = Lines::new(4.0, 0.0);
        lines.lines = [(9.8, 40), (10.1, 60), (10.4, 30), (14.0, 10), (14.6, 8)]
            .into_iter()
            .map(|(size, letters)| PlacedLine { words: Vec::new(), baseline: 0.0, size, letters, strip: PAGE })
            .collect();
        level_sizes([&mut lines].into_iter());
        let sizes: Vec<f32> = lines.lines.iter().map(|line| line.size).collect();
        assert_eq!(sizes, [10.0, 10.0, 10.0, 14.0, 14.0]);
    }

    #[test]
    fn the_short_second_line_of_a_title_is_as_large_as_the_first() {
        let placed = |text: &str, baseline: f32, size: f32| PlacedLine {
            baseline,
            ..line(size, &[(text, 4.0, Rgb::default())])
        };
        let mut lines = Lines::new(4.0, 0.0);
        lines.lines = vec![
            placed("Veilleur des consentements éclairés (ou Référent des", 100.0, 15.6),
            placed("consentements éclairés)", 178.0, 15.0),
            placed("Définition", 300.0, 14.0),
            placed("Conditions d'exercice", 500.0, 14.0),
        ];
        lines.lines.iter_mut().for_each(|line| line.words[0].right = 300.0);
        level_sizes([&mut lines].into_iter());
        let sizes: Vec<f32> = lines.lines.iter().map(|line| line.size).collect();
        assert_eq!(sizes, [15.5, 15.5, 14.0, 14.0]);
    }

    #[test]
    fn pages_may_have_texts_of_their_own_sizes() {
        let page = |sizes: &[(f32, usize)]| {
            let lines = sizes.iter().map(|&(size, letters)| PlacedLine {
                words: Vec::new(),
                baseline: 0.0,
                size,
                letters,
                strip: PAGE,
            });
            Lines { lines: lines.collect(), ..Lines::default() }
        };
        let mut pages = [
            page(&[(11.7, 12), (12.1, 36), (12.2, 30), (18.0, 20)]),
            page(&[(13.2, 30), (13.9, 40), (14.1, 50)]),
            page(&[(14.3, 60), (18.3, 20)]),
        ];
        level_sizes(pages.iter_mut());
        let sizes: Vec<Vec<f32>> = pages.iter().map(|page| page.lines.iter().map(|line| line.size).collect()).collect();
        assert_eq!(sizes, [vec![12.0, 12.0, 12.0, 18.0], vec![14.0, 14.0, 14.0], vec![14.0, 18.0]]);
    }

    /// Words as wide as their texts, with the thickness of their strokes and the colour of their ink.
    fn line(size: f32, words: &[(&str, f32, Rgb)]) -> PlacedLine {
        let word = |&(text, stroke, ink): &(&str, f32, Rgb)| PlacedWord {
            text: text.to_owned(),
            look: Look { stroke: (stroke > 0.0).then_some(stroke), lean: None, ink: Some(ink) },
            ..PlacedWord::default()
        };
        let letters = words.iter().map(|(text, ..)| text.chars().count()).sum();
        PlacedLine { words: words.iter().map(word).collect(), baseline: 0.0, size, letters, strip: PAGE }
    }

    fn bold(lines: &Lines) -> Vec<Vec<bool>> {
        lines.lines.iter().map(|line| line.words.iter().map(|word| word.bold).collect()).collect()
    }

    #[test]
    fn thick_strokes_are_bold_and_single_words_do_not_waver() {
        let black = Rgb(40, 40, 40);
        let text = [("accueillir", 3.6, black), ("les", 4.5, black), ("personnes", 3.7, black)];
        let mut lines = vec![line(10.0, &text); 4];
        lines.push(line(
            10.0,
            &[("Définition", 5.6, black), (":", 0.0, black), ("Il", 3.5, black), ("aide", 3.6, black)],
        ));
        lines.push(line(
            10.0,
            &[("Le", 5.6, black), ("veilleur", 5.5, black), ("de", 2.0, black), ("nuit", 5.6, black)],
        ));
        // Small print is blurred; a large title is not.
        lines.push(line(7.0, &[("légende", 3.2, black), ("de", 3.2, black)]));
        lines.push(line(20.0, &[("MÉTIERS", 11.0, black)]));
        lines.push(line(5.0, &[("source", 3.6, black)]));
        let mut lines = Lines { lines, scale: 4.0, ..Lines::default() };
        level_looks([&mut lines].into_iter());
        let bold = bold(&lines);
        assert!(bold[..4].iter().all(|line| *line == [false; 3]), "{bold:?}");
        assert_eq!(bold[4], [true, true, false, false]);
        assert_eq!(bold[5], [true; 4]);
        assert_eq!((&bold[6], &bold[7], &bold[8]), (&vec![false; 2], &vec![true], &vec![false]));
    }

    #[test]
    fn words_that_lean_are_italics_where_they_are_several_letters() {
        let words = [("voir", 0.02), ("aussi", -0.1), ("le", 0.2), ("guide", 0.08), ("régional", 0.1), (":", 0.0)];
        let mut line = line(10.0, &words.map(|(text, _)| (text, 3.6, Rgb(40, 40, 40))));
        line.words.iter_mut().zip(words).for_each(|(word, (_, lean))| word.look.lean = Some(lean));
        let mut lines = Lines { lines: vec![line], scale: 4.0, ..Lines::default() };
        level_looks([&mut lines].into_iter());
        let italic: Vec<bool> = lines.lines[0].words.iter().map(|word| word.italic).collect();
        // A single word that leans a little is none; a short one goes with its neighbours.
        assert_eq!(italic[0..2], [false, false]);
        assert_eq!(italic[3..], [true, true, true]);
    }

    #[test]
    fn colours_that_waver_are_one_and_greys_are_black() {
        let (black, grey) = (Rgb(40, 42, 40), Rgb(120, 125, 118));
        let lines = vec![
            line(10.0, &[("accueillir", 3.6, black), ("les", 3.6, grey)]),
            line(10.0, &[("MISSIONS", 3.6, Rgb(26, 112, 117))]),
            line(8.0, &[("FORMATION", 2.9, Rgb(47, 110, 110))]),
            line(10.0, &[("Thème", 3.6, Rgb(150, 50, 70))]),
        ];
        let mut lines = Lines { lines, scale: 4.0, ..Lines::default() };
        level_looks([&mut lines].into_iter());
        let colours: Vec<Rgb> = lines.lines.iter().map(|line| line.words[0].colour).collect();
        assert_eq!(colours[0], Rgb::default());
        assert!(colours[1] == colours[2] && colours[1] != Rgb::default(), "{colours:?}");
        assert!(colours[3] != colours[1] && colours[3] != Rgb::default());
    }
}
