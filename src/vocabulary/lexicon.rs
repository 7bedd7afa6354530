//! All words of the loaded names, and which of them a word of a title may be.

use rustc_hash::FxHashMap;

use super::root::root;

/// How far a word of a title stands for a word of the vocabulary, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reading {
    /// The word of the vocabulary.
    pub(super) word: u32,
    /// 1 for the word itself.
    pub(super) credit: f64,
}

/// What a word counts that sounds as it should, one with a letter too many or too few or a wrong vowel, one with two such
/// slips, and one with another consonant, which is often another word: "perfusionniste", "percussionniste".
const HEARD_ALIKE: f64 = 0.97;
const ONE_SLIP: f64 = 0.92;
const TWO_SLIPS: f64 = 0.8;
const OTHER_CONSONANT: f64 = 0.7;
/// What a word of the same family counts: "anesthésie" for "anesthésiste".
const SAME_FAMILY: f64 = 0.55;
/// What the beginning of a long word counts: "ergo" for "ergothérapeute".
const BEGINNING: f64 = 0.8;
/// Letters that words of one family share at least, and their part of the longer one.
const FAMILY_LETTERS: usize = 6;
const FAMILY_PART: f64 = 0.6;
/// Letters of either part of a word that may be two.
const SHORTEST_PART: usize = 4;
/// Letters of the shortest word that may be misspelled, or misspelled twice.
const MISSPELLED_ONCE: usize = 5;
const MISSPELLED_TWICE: usize = 10;

/// The words, numbered from 0 in the order they were met.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    numbers: FxHashMap<String, u32>,
    /// Sorted, so that words with one beginning stand together.
    sorted: Vec<(String, u32)>,
    /// As they sound, each with the set of its letters.
    sounds: Vec<(String, u32)>,
}

impl Lexicon {
    /// The number of a root, which is new to the lexicon or not. [`Self::close`] follows the last one.
    pub(super) fn number(&mut self, root: &str) -> u32 {
        if let Some(&known) = self.numbers.get(root) {
            return known;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(root.to_owned(), number);
        number
    }

    /// Makes what is looked up.
    pub(super) fn close(&mut self) {
        let mut sorted: Vec<(String, u32)> =
            self.numbers.iter().map(|(root, &number)| (root.clone(), number)).collect();
        sorted.sort();
        self.sorted = sorted;
        self.sounds = vec![(String::new(), 0); self.sorted.len()];
        for (root, number) in &self.sorted {
            let sound = sound(root);
            let letters = letters(&sound);
            self.sounds[*number as usize] = (sound, letters);
        }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The number of a root that is known.
    pub(super) fn known(&self, root: &str) -> Option<u32> {
        self.numbers.get(root).copied()
    }

    /// What a root may stand for, the word itself first, then others by number; nothing for a word that is new.
    pub(super) fn readings(&self, root: &str) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::new();
        if let Some(word) = self.known(root) {
            readings.push(Reading { word, credit: 1.0 });
        } else {
            readings.extend(self.misspelled(root));
            if readings.is_empty() {
                readings.extend(self.beginning_with(root));
            }
        }
        for word in self.family(root) {
            if !readings.iter().any(|reading| reading.word == word) {
                readings.push(Reading { word, credit: SAME_FAMILY });
            }
        }
        readings
    }

    /// Words that a slip or two away are this one; the nearest alone.
    fn misspelled(&self, root: &str) -> Vec<Reading> {
        let wanted = sound(root);
        if root.len() < MISSPELLED_ONCE || !root.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Vec::new();
        }
        let most = if root.len() >= MISSPELLED_TWICE { 2 } else { 1 };
        let wanted_letters = letters(&wanted);
        let mut nearest: (usize, Vec<Reading>) = (most, Vec::new());
        for (number, (sound, letters)) in self.sounds.iter().enumerate() {
            let apart = sound.len().abs_diff(wanted.len());
            if apart > nearest.0
                || sound.len() + 1 < MISSPELLED_ONCE
                || (letters ^ wanted_letters).count_ones() as usize > 2 * nearest.0
                || !starts_alike(sound, &wanted)
            {
                continue;
            }
            let distance = strsim::osa_distance(sound, &wanted);
            // Two slips at the end make another word, as two other letters do: "hospitaliste" is not "hospitalier".
            let is_other = distance == 2 && (!end_alike(sound, &wanted) || has_other_consonant(sound, &wanted));
            if distance > nearest.0 || is_other {
                continue;
            }
            if distance < nearest.0 {
                nearest = (distance, Vec::new());
            }
            let credit = match distance {
                0 => HEARD_ALIKE,
                1 if has_other_consonant(sound, &wanted) => OTHER_CONSONANT,
                1 => ONE_SLIP,
                _ => TWO_SLIPS,
            };
            nearest.1.push(Reading { word: u32::try_from(number).unwrap_or(u32::MAX), credit });
        }
        nearest.1
    }

    /// Words that a short form of four letters or more begins.
    fn beginning_with(&self, root: &str) -> Vec<Reading> {
        if root.len() < 4 || root.len() > 7 {
            return Vec::new();
        }
        let all: Vec<u32> = self.from(root).map(|(_, number)| *number).collect();
        // What begins many words stands for none of them.
        if all.len() > 3 {
            Vec::new()
        } else {
            all.into_iter().map(|word| Reading { word, credit: BEGINNING }).collect()
        }
    }

    /// The two words that a folded word is made of, printed without what stood between them: "aidesoignante". The longest
    /// first word that leaves another.
    pub(super) fn split(&self, folded: &str) -> Option<(u32, u32)> {
        (SHORTEST_PART..=folded.len().checked_sub(SHORTEST_PART)?).rev().find_map(|at| {
            let (first, second) = folded.split_at_checked(at)?;
            Some((self.known(&root(first))?, self.known(&root(second))?))
        })
    }

    /// Words that share most of their letters from the first on.
    fn family(&self, root: &str) -> Vec<u32> {
        let Some(start) = root.get(..FAMILY_LETTERS) else {
            return Vec::new();
        };
        let alike = |other: &str| {
            let shared = root.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
            shared as f64 >= FAMILY_PART * root.len().max(other.len()) as f64
        };
        let mut found: Vec<u32> =
            self.from(start).filter(|(other, _)| alike(other)).map(|(_, number)| *number).collect();
        found.sort_unstable();
        found
    }

    fn from<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a (String, u32)> {
        let first = self.sorted.partition_point(|(root, _)| root.as_str() < start);
        self.sorted[first..].iter().take_while(move |(root, _)| root.starts_with(start))
    }
}

/// How a word sounds, near enough that a slip which is not heard is none: "ortophoniste" for "orthophoniste".
fn sound(root: &str) -> String {
    let mut sound = String::with_capacity(root.len());
    let mut before = None;
    for letter in root.chars() {
        let heard = match (before, letter) {
            (Some('p'), 'h') => {
                sound.pop();
                Some('f')
            }
            (Some('c'), 'h') => Some('h'),
            (_, 'h') => None,
            (_, 'y') => Some('i'),
            (_, 'k' | 'q') => Some('c'),
            (_, 'z') => Some('s'),
            (_, other) => Some(other),
        };
        before = Some(letter);
        let doubled = |heard: &char| sound.ends_with(*heard) && !is_vowel(*heard);
        let heard = heard.filter(|heard| !doubled(heard));
        sound.extend(heard);
    }
    sound
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The set of letters of a word, a bit each.
fn letters(sound: &str) -> u32 {
    sound.bytes().filter(|byte| byte.is_ascii_lowercase()).fold(0, |set, byte| set | 1 << (byte - b'a'))
}

fn starts_alike(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    one.first() == other.first() || one.get(1..3) == other.get(1..3)
}

/// Whether one letter or two, at least one of them a consonant here or there, stand for others. Two that changed places
/// are the same letters.
fn has_other_consonant(one: &str, other: &str) -> bool {
    let differing: Vec<(char, char)> = one.chars().zip(other.chars()).filter(|(one, other)| one != other).collect();
    let changed_places = matches!(differing[..], [(a, b), (c, d)] if a == d && b == c);
    one.len() == other.len()
        && differing.len() <= 2
        && !changed_places
        && differing.iter().any(|&(one, other)| !(is_vowel(one) && is_vowel(other)))
}

/// Whether the last three letters are the same.
fn end_alike(one: &str, other: &str) -> bool {
    let last = |word: &str| word.len().checked_sub(3).map(|from| word.as_bytes()[from..].to_vec());
    last(one) == last(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(root: &str) -> Vec<(String, f64)> {
        let mut lexicon = Lexicon::default();
        let all = [
            "orthophonist",
            "ergotherapeut",
            "hospitalier",
            "anesthesist",
            "service",
            "assistant",
            "radio",
            "phytotherapi",
        ];
        for root in all {
            lexicon.number(root);
        }
        lexicon.close();
        lexicon.readings(root).into_iter().map(|found| (all[found.word as usize].to_owned(), found.credit)).collect()
    }

    #[test]
    fn words_stand_for_words() {
        assert_eq!(read("radio"), [("radio".to_owned(), 1.0)]);
        assert_eq!(read("ortofonist"), [("orthophonist".to_owned(), HEARD_ALIKE)]);
        assert_eq!(read("orthofonnist"), [("orthophonist".to_owned(), HEARD_ALIKE)]);
        assert_eq!(read("ergo"), [("ergotherapeut".to_owned(), BEGINNING)]);
        assert_eq!(read("anesthesi"), [("anesthesist".to_owned(), SAME_FAMILY)]);
        assert_eq!(read("hospitalist"), [("hospitalier".to_owned(), SAME_FAMILY)]);
        assert_eq!(read("dron"), []);
        assert_eq!(read("phagotherapi"), []);
        assert_eq!(read("servise"), [("service".to_owned(), OTHER_CONSONANT)]);
    }

    #[test]
    fn words_printed_as_one_are_parted() {
        let mut lexicon = Lexicon::default();
        let (aide, soignant) = (lexicon.number("aide"), lexicon.number("soignant"));
        lexicon.close();
        assert_eq!(lexicon.split("aidesoignantes"), Some((aide, soignant)));
        assert_eq!(lexicon.split("aide"), None);
        assert_eq!(lexicon.split("été"), None);
    }
}
