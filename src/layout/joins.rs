//! How lines join: words cut at a line's end are rejoined or keep their hyphen, by evidence.
//!
//! Evidence, strongest first: the same word elsewhere in the document, whole or with its hyphen; a capital after the
//! hyphen; first parts of French compounds (`post-`, `médico-`, `non-`…); both parts standing alone as words in the
//! document; what the document does elsewhere.

use rustc_hash::FxHashMap;

use crate::model::flow::{Block, Joint, Line, joined};
use crate::text::fold;

/// First parts that keep their hyphen in French compounds, folded.
const COMPOUND_STARTS: &[&str] = &[
    "aide", "anglo", "apres", "arriere", "au", "avant", "beaux", "bien", "celle", "celui", "ceux", "ci", "compte",
    "contre", "demi", "dix", "elle", "elles", "est", "etats", "ex", "extra", "faux", "franco", "grand", "haut",
    "haute", "hors", "infra", "laisser", "libre", "lui", "main", "medecin", "medico", "meme", "mi", "moi", "moyen",
    "non", "nous", "outre", "pair", "peut", "petit", "plus", "porte", "post", "presque", "prete", "quasi", "quatre",
    "quelques", "rendez", "royaume", "saint", "sainte", "savoir", "self", "semi", "socio", "soi", "soixante", "sous",
    "tiers", "toi", "tout", "toute", "trente", "vice", "vingt", "vis", "vous",
];

/// So many hyphens at line ends that belong to their words, and no word cut, show a document that cuts none.
const ENOUGH_HYPHENS: usize = 4;

/// Sets the [`Joint`] of every line and the text of every block.
pub(super) fn join_lines(blocks: &mut [Block]) {
    let ends_in_hyphen = |line: &Line| line.text.trim_end().ends_with(is_hyphen);
    if !blocks.iter().any(|block| block.lines.iter().any(ends_in_hyphen)) {
        // Nothing to settle: lines join with spaces.
        blocks.iter_mut().for_each(|block| block.text = joined(&block.lines));
        return;
    }
    let words = Vocabulary::of(blocks);
    let (mut kept, mut cut) = (0, 0);
    let mut guesses: Vec<(usize, usize)> = Vec::new();
    for (place, block) in blocks.iter_mut().enumerate() {
        for index in 0..block.lines.len().saturating_sub(1) {
            let joint = words.joint(&block.lines[index], &block.lines[index + 1]);
            match joint {
                Some(Joint::Hyphen) => kept += 1,
                Some(Joint::CutWord) => cut += 1,
                Some(Joint::Space) => {}
                None => guesses.push((place, index)),
            }
            block.lines[index].joint = joint.unwrap_or(Joint::CutWord);
        }
    }
    // No word is known to be cut in the whole document, many hyphens are known to belong: so do the others.
    if cut == 0 && kept >= ENOUGH_HYPHENS {
        guesses.into_iter().for_each(|(place, index)| blocks[place].lines[index].joint = Joint::Hyphen);
    }
    blocks.iter_mut().for_each(|block| block.text = joined(&block.lines));
}

/// The words of a document, with how often they stand there whole.
struct Vocabulary {
    counts: FxHashMap<String, u32>,
    /// Whether U+2010 stands within lines: where it only ends lines, it was put there to cut words.
    typographic_hyphen_within: bool,
    /// Whether words are cut by a sign of their own (U+2010, U+00AD): then a plain hyphen always belongs to its word.
    own_cutting_sign: bool,
    /// Whether lines end in hyphens so often that words are surely cut at will.
    hyphenated: bool,
}

impl Vocabulary {
    fn of(blocks: &[Block]) -> Self {
        let mut counts: FxHashMap<String, u32> = FxHashMap::default();
        let mut typographic_hyphen_within = false;
        let (mut typographic_ends, mut soft_ends) = (0, 0);
        let mut after_hyphen = false;
        let (mut lines, mut hyphen_ends) = (0, 0);
        for line in blocks.iter().flat_map(|block| &block.lines) {
            typographic_ends += usize::from(line.text.trim_end().ends_with('\u{2010}'));
            soft_ends += usize::from(line.text.trim_end().ends_with('\u{ad}'));
            typographic_hyphen_within |= line.text.trim_end().trim_end_matches('\u{2010}').contains('\u{2010}');
            // Neither half of a cut word is a word.
            let halves = usize::from(after_hyphen);
            after_hyphen = line.text.trim_end().ends_with(is_hyphen);
            lines += 1;
            hyphen_ends += usize::from(after_hyphen);
            for word in line.text.split_whitespace().skip(halves) {
                // A word that is itself cut at the line's end is no evidence.
                if word.ends_with(is_hyphen) {
                    continue;
                }
                let word = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
                for part in word.split(['\'', '/']) {
                    match counts.get_mut(part) {
                        Some(count) => *count += 1,
                        None => drop(counts.insert(part.to_owned(), 1)),
                    }
                }
            }
        }
        let own_cutting_sign = soft_ends > 0 || (typographic_ends > 0 && !typographic_hyphen_within);
        let hyphenated = hyphen_ends >= 4 && hyphen_ends * 50 > lines;
        Self { counts, typographic_hyphen_within, own_cutting_sign, hyphenated }
    }

    fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or_default()
    }

    /// Whether words of the document begin with this part and a hyphen, more than begin with it and none.
    fn starts_compounds(&self, part: &str) -> bool {
        if part.chars().count() < 2 {
            return false;
        }
        let (mut with, mut without) = (0, 0);
        // Sums do not depend on the order of the words.
        for (word, count) in
            self.counts.iter().filter(|(word, _)| word.len() > part.len() + 1 && word.starts_with(part))
        {
            if word.as_bytes()[part.len()] == b'-' { with += count } else { without += count }
        }
        with > without
    }

    /// Whether a word of the document ends in a hyphen and this part, or one that begins alike.
    fn ends_compounds(&self, part: &str) -> bool {
        const ALIKE: usize = 7;
        let start: String = part.chars().take(ALIKE).collect();
        let ending = format!("-{start}");
        start.chars().count() == ALIKE && self.counts.keys().any(|word| word.contains(&ending))
    }

    /// How two lines join; `None` where nothing tells whether the hyphen belongs to the word.
    fn joint(&self, line: &Line, next: &Line) -> Option<Joint> {
        let end = line.text.trim_end();
        if end.ends_with('\u{ad}')
            || end.ends_with("\u{ad}-")
            || (end.ends_with('\u{2010}') && !self.typographic_hyphen_within)
        {
            return Some(Joint::CutWord);
        }
        let Some(stem) = end.strip_suffix(is_hyphen) else { return Some(Joint::Space) };
        let Some(before) = stem.chars().last() else { return Some(Joint::Space) };
        let Some(after) = next.text.trim_start().chars().next() else { return Some(Joint::Space) };
        if !before.is_alphanumeric() {
            return Some(Joint::Space);
        }
        if self.own_cutting_sign && end.ends_with('-') {
            return Some(Joint::Hyphen);
        }
        // `main-⏎d’œuvre`, `Royaume-⏎Uni`, `COVID-⏎19`.
        if !after.is_alphabetic() || !before.is_alphabetic() || after.is_uppercase() {
            return Some(Joint::Hyphen);
        }
        let first = fold(stem.rsplit(|c: char| c.is_whitespace() || c == '(' || c == '«').next().unwrap_or_default());
        let first = first.trim_start_matches(|c: char| !c.is_alphanumeric());
        let second = next.text.trim_start();
        let second = fold(second.split_whitespace().next().unwrap_or_default());
        let elided = second.starts_with("d'");
        let second = second.trim_end_matches(|c: char| !c.is_alphanumeric());
        let bare = first.rsplit(['\'', '/']).next().unwrap_or(first);
        let (whole, compound) = (self.count(&format!("{bare}{second}")), self.count(&format!("{bare}-{second}")));
        if whole != compound {
            return Some(if whole > compound { Joint::CutWord } else { Joint::Hyphen });
        }
        let last_part = bare.rsplit('-').next().unwrap_or(bare);
        let compound_start = COMPOUND_STARTS.contains(&last_part) || self.starts_compounds(last_part);
        let shortest = if self.hyphenated { 5 } else { 3 };
        let both_words = bare.chars().count() >= shortest
            && second.chars().count() >= shortest
            && self.count(bare) > 0
            && self.count(second.split('-').next().unwrap_or(second)) > 0;
        let compound = elided
            || compound_start
            || both_words
            || bare.contains('-')
            || second.contains('-')
            || self.ends_compounds(second);
        compound.then_some(Joint::Hyphen)
    }
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::flow::Role;

    fn text_of(lines: &[&str], elsewhere: &str) -> String {
        let lines = lines.iter().map(|text| Line { text: (*text).to_owned(), ..Line::default() }).collect();
        let other = vec![Line { text: elsewhere.to_owned(), ..Line::default() }];
        let mut blocks = [Block::from_lines(Role::Paragraph, lines), Block::from_lines(Role::Paragraph, other)];
        join_lines(&mut blocks);
        blocks[0].text.clone()
    }

    #[test]
    fn cut_words_are_rejoined_and_compounds_keep_their_hyphen() {
        let cases: [(&[&str], &str, &str); 8] = [
            (&["les outils numé-", "riques de"], "", "les outils numériques de"),
            (&["le suivi post-", "natal"], "", "le suivi post-natal"),
            (&["la main-", "d’œuvre"], "", "la main-d’œuvre"),
            (&["au Royaume-", "Uni"], "", "au Royaume-Uni"),
            (&["des actes médico-", "techniques"], "", "des actes médico-techniques"),
            (&["un binôme soignant-", "patient"], "le soignant et le patient", "un binôme soignant-patient"),
            (&["la co-", "ordination"], "la coordination", "la coordination"),
            (&["un mot\u{ad}", "clef"], "", "un motclef"),
        ];
        for (lines, elsewhere, expected) in cases {
            assert_eq!(text_of(lines, elsewhere), expected);
        }
    }

    #[test]
    fn a_dash_between_spaces_is_no_hyphen() {
        assert_eq!(text_of(&["un dispositif -", "gratuit"], ""), "un dispositif - gratuit");
    }
}
