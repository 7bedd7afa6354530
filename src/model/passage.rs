//! Text that knows where each of its words stands.

use std::borrow::{Borrow, Cow};
use std::ops::Range;

use super::flow::{Block, Line, Place, join};
use super::geometry::Rect;

/// Text with the places of its words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Passage {
    /// The text, on one line.
    pub text: String,
    /// Its words in order, or parts of words where one is cut at a line's end; empty for input without positions.
    pub words: Vec<Word>,
}

/// A word of a [`Passage`], or the part of one that stands on one line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    /// Where it starts in the text, in bytes.
    pub start: usize,
    /// Where it stands.
    pub place: Place,
}

impl Passage {
    /// The text of a block as its lines give it, joined as their joints say; that of a table is its cells' in order.
    #[must_use]
    pub fn of(block: &Block) -> Self {
        match &block.table {
            None => {
                let passage = Self::of_lines(&block.lines);
                if passage.text == block.text { passage } else { Self::at(block.text.clone(), &block.places()) }
            }
            Some(table) => {
                let cells = table.rows.iter().flatten().flat_map(|cell| &cell.blocks);
                Self::joined(cells.map(Self::of), " ")
            }
        }
    }

    /// The text of lines, joined as their joints say.
    #[must_use]
    pub fn of_lines(lines: &[Line]) -> Self {
        let mut words = Vec::new();
        let text = join(lines, |start, line| {
            let Some(place) = line.place.filter(|_| !line.text.trim().is_empty()) else { return };
            let before = line.text.len() - line.text.trim_start().len();
            let first = line.words.first().is_none_or(|word| word.start > before);
            words.extend(first.then_some(Word { start, place }));
            words.extend(line.words.iter().map(|word| Word {
                start: start + word.start.saturating_sub(before),
                place: Place { bbox: word.bbox, ..place },
            }));
        });
        Self { text, words }
    }

    /// Text that stands at a place as a whole.
    #[must_use]
    pub fn at(text: String, places: &[Place]) -> Self {
        Self { text, words: places.iter().map(|place| Word { start: 0, place: *place }).collect() }
    }

    /// Passages as one, `joint` between them; empty ones are left out, and no blank parts a word at its hyphen.
    #[must_use]
    pub fn joined<P: Borrow<Self>>(passages: impl IntoIterator<Item = P>, joint: &str) -> Self {
        let mut joined = Self::default();
        for passage in passages {
            let passage = passage.borrow();
            if passage.text.is_empty() {
                continue;
            }
            let is_one_word = joint == " " && is_cut_at_hyphen(&joined.text, &passage.text);
            if !joined.text.is_empty() && !is_one_word {
                joined.text.push_str(joint);
            }
            let start = joined.text.len();
            joined.text.push_str(&passage.text);
            joined.words.extend(passage.words.iter().map(|word| Word { start: word.start + start, ..*word }));
        }
        joined
    }

    /// A part of it, given in bytes.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let text = self.text.get(range.clone()).unwrap_or_default().to_owned();
        let words = self.words_in(&range);
        let words = words.map(|word| Word { start: word.start.saturating_sub(range.start), ..*word }).collect();
        Self { text, words }
    }

    /// It without the blanks at its ends.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        self.part(start..start + self.text.trim().len())
    }

    /// It with each of its words changed, which must not make blanks, and single blanks between those that something is
    /// left of.
    #[must_use]
    pub fn map(&self, change: impl Fn(&str) -> Cow<'_, str>) -> Self {
        let mut changed = Self { text: String::with_capacity(self.text.len()), words: Vec::new() };
        let mut words = self.words.iter().peekable();
        let mut end = 0;
        for printed in self.text.split_whitespace() {
            let rest = &self.text[end..];
            let start = end + rest.len() - rest.trim_start().len();
            end = start + printed.len();
            let word = change(printed);
            let blank = !word.is_empty() && !changed.text.is_empty();
            let base = changed.text.len() + usize::from(blank);
            while let Some(placed) = words.next_if(|placed| placed.start < end) {
                if word.is_empty() {
                    continue;
                }
                let into = printed.get(..placed.start.saturating_sub(start)).map_or(0, |before| change(before).len());
                changed.words.push(Word { start: base + into, place: placed.place });
            }
            if blank {
                changed.text.push(' ');
            }
            changed.text.push_str(&word);
        }
        changed
    }

    /// The words that a part of the text, given in bytes, has letters of.
    fn words_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Word> {
        let range = range.clone();
        self.words.iter().enumerate().filter_map(move |(index, word)| {
            // Words at one start are one text at several places.
            let next = self.words[index..].iter().map(|next| next.start).find(|next| *next > word.start);
            let printed = self.text.get(word.start..next.unwrap_or(self.text.len())).unwrap_or_default();
            let end = word.start + printed.trim_end().len();
            (word.start < range.end && end > range.start && range.start < range.end).then_some(word)
        })
    }

    /// Where a part of the text, given in bytes, stands: boxes that cover its words and little more, in reading order.
    #[must_use]
    pub fn places_of(&self, range: &Range<usize>) -> Vec<Place> {
        boxes(self.words_in(range).map(|word| word.place))
    }

    /// Where it stands: boxes that cover its words and little more, in reading order.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        boxes(self.words.iter().map(|word| word.place))
    }
}

/// Whether a word is cut at its hyphen between two texts: "médico-" and "technique", but not "micro-" and "et macro-".
fn is_cut_at_hyphen(before: &str, after: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let mut ends = before.chars().rev();
    let first: String = after.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    ends.next() == Some('-') && letter(ends.next()) && !first.is_empty() && !matches!(&*first, "et" | "ou" | "ni")
}

/// Boxes that cover the given ones, in order, and little more: words of a line are one box, and so are the lines of a
/// paragraph as far as they fill it.
#[must_use]
pub fn boxes(places: impl IntoIterator<Item = Place>) -> Vec<Place> {
    /// Of the area of what a box covers.
    const MOST_WASTE: f32 = 1.45;
    let mut lines: Vec<(Place, f32)> = Vec::new();
    for place in places {
        let area = place.bbox.area();
        match lines.last_mut() {
            Some((line, sum)) if line.page == place.page && goes_on(&line.bbox, &place.bbox) => {
                line.bbox = line.bbox.union(&place.bbox);
                *sum += area;
            }
            _ => lines.push((place, area)),
        }
    }
    let mut boxes: Vec<(Place, f32)> = Vec::new();
    for (place, area) in lines {
        let grown = boxes.last().filter(|(last, _)| last.page == place.page).map(|(last, sum)| {
            let union = last.bbox.union(&place.bbox);
            (union, sum + area)
        });
        match (grown, boxes.last_mut()) {
            (Some((union, sum)), Some(last)) if union.area() <= MOST_WASTE * sum => {
                *last = (Place { bbox: union, ..last.0 }, sum)
            }
            _ => boxes.push((place, area)),
        }
    }
    boxes.into_iter().map(|(place, _)| place).collect()
}

/// Whether a word stands beside another on its line, which may run in any direction.
fn goes_on(line: &Rect, word: &Rect) -> bool {
    /// In heights of the line.
    const GAP: f32 = 1.2;
    let along = |overlap: f32, gap: f32, height: f32, other: f32| {
        overlap > 0.5 * height.min(other) && gap < GAP * height.max(other)
    };
    along(line.overlap_y(word), -line.overlap_x(word), line.height(), word.height())
        || along(line.overlap_x(word), -line.overlap_y(word), line.width(), word.width())
            && line.height() > line.width()
            && word.height() > word.width()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::flow::{Joint, PlacedWord};

    /// A line of words of the given lengths in letters, 5 points a letter, at a height.
    fn line(text: &str, y: f32, joint: Joint) -> Line {
        let mut words = Vec::new();
        let mut start = 0;
        for word in text.split(' ') {
            let x = 10.0 + 5.0 * start as f32;
            let bbox = Rect::new(x, y, x + 5.0 * word.chars().count() as f32, y + 10.0);
            words.push(PlacedWord { start, bbox });
            start += word.len() + 1;
        }
        let bbox = Rect::union_all(words.iter().map(|word| word.bbox)).unwrap();
        Line { text: text.to_owned(), place: Some(Place { page: 1, bbox }), joint, words, ..Line::default() }
    }

    #[test]
    fn no_blank_parts_a_word_at_its_hyphen() {
        let joined = |texts: [&str; 2]| Passage::joined(texts.map(|text| Passage::at(text.to_owned(), &[])), " ").text;
        assert_eq!(joined(["Direction médico-", "technique, soins"]), "Direction médico-technique, soins");
        assert_eq!(joined(["Les micro-", "et les macro-algues"]), "Les micro- et les macro-algues");
        assert_eq!(joined(["Deux choses -", "la nuit"]), "Deux choses - la nuit");
    }

    #[test]
    fn a_part_stands_where_its_words_do() {
        let lines = [line("un metier nou-", 0.0, Joint::CutWord), line("veau ici", 12.0, Joint::Space)];
        let passage = Passage::of_lines(&lines);
        assert_eq!(passage.text, "un metier nouveau ici");
        assert_eq!(passage.places_of(&(3..9)), [Place { page: 1, bbox: Rect::new(25.0, 0.0, 55.0, 10.0) }]);
        // A word cut at a line's end has two places.
        let nouveau = passage.places_of(&(10..17));
        assert_eq!(nouveau.len(), 2);
        assert_eq!(nouveau[1].bbox, Rect::new(10.0, 12.0, 30.0, 22.0));
        assert_eq!(passage.part(10..17).text, "nouveau");
        assert_eq!(passage.part(10..17).places(), nouveau);
        assert!(passage.places_of(&(4..4)).is_empty());
    }

    #[test]
    fn words_keep_their_places_when_they_change() {
        let passage = Passage::of_lines(&[line("un \u{ad} ﬁn\u{ad}al", 0.0, Joint::Space)]);
        let changed = passage.map(|word| word.replace('ﬁ', "fi").replace('\u{ad}', "").into());
        assert_eq!(changed.text, "un final");
        assert_eq!(changed.words.len(), 2);
        assert_eq!(changed.words[1].start, 3);
        let joined = Passage::joined([changed.clone(), Passage::default(), changed], "\n");
        assert_eq!(joined.text, "un final\nun final");
        assert_eq!(joined.words[3].start, 12);
    }

    #[test]
    fn full_lines_share_a_box_and_ragged_ones_do_not() {
        let full = [line("aaaa bbbb cccc dddd", 0.0, Joint::Space), line("eeee ffff gggg hhhh", 11.0, Joint::Space)];
        assert_eq!(Passage::of_lines(&full).places().len(), 1);
        let ragged = [line("aaaa bbbb cccc dddd", 0.0, Joint::Space), line("e", 11.0, Joint::Space)];
        assert_eq!(Passage::of_lines(&ragged).places().len(), 2);
        let far = [line("aaaa bbbb", 0.0, Joint::Space), line("cccc dddd", 40.0, Joint::Space)];
        assert_eq!(Passage::of_lines(&far).places().len(), 2);
    }
}
