//! How lines join: words cut at a line's end are rejoined or keep their hyphen, by evidence.
//!
//! Evidence, strongest first: the same word elsewhere in the document, whole or with its hyphen; a capital after the
//! hyphen; first parts of French compounds (`post-`, `médico-`, `non-`…); both parts standing alone as words in the
//! document; what the document does elsewhere.

use std::borrow::Cow;
use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::addresses;
use crate::model::flow::{Block, Joint, Line, joined};
use crate::text::fold;

/// First parts that keep their hyphen in French compounds, folded.
const COMPOUND_STARTS: &[&str] = &[
    "aide", "aides", "aller", "allers", "anglo", "apres", "arriere", "au", "avant", "ayant", "ayants", "beaux", "bien",
    "celle", "celui", "ceux", "ci", "compte", "contre", "demi", "dix", "elle", "elles", "est", "etats", "ex", "extra",
    "faux", "franco", "grand", "haut", "haute", "hors", "infra", "laisser", "libre", "lui", "main", "medecin",
    "medico", "meme", "mi", "moi", "moyen", "non", "nous", "outre", "pair", "peut", "petit", "passe", "plus", "porte",
    "post", "pousse", "presque", "prete", "quasi", "quatre", "quelques", "rendez", "royaume", "sage", "sages", "saint",
    "sainte", "savoir", "self", "semi", "socio", "soi", "soixante", "sourd", "sourds", "sous", "tiers", "toi", "tout",
    "toute", "trente", "vice", "vingt", "vis", "vous",
];

/// So many hyphens at line ends that belong to their words, and no word cut, show a document that cuts none.
const ENOUGH_HYPHENS: usize = 4;

/// Sets the [`Joint`] of every line and the text of every block, the cells of tables among them; given are lines that join
/// with spaces.
pub(super) fn join_lines(blocks: &mut [Block]) {
    let mut texts = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Block { lines, text, table, .. } = block;
        texts.push((lines, text));
        let cells = table.iter_mut().flat_map(|table| table.rows.iter_mut().flatten());
        texts.extend(cells.flat_map(|cell| &mut cell.blocks).map(|block| (&mut block.lines, &mut block.text)));
    }
    let all: Vec<&[Line]> = texts.iter().map(|(lines, _)| lines.as_slice()).collect();
    if !all.iter().any(|lines| lines.iter().any(may_go_on)) {
        // Nothing to settle: lines join with spaces, as they do in the blocks' text.
        return;
    }
    let joints = joints(&all);
    let count = |joint: Joint| joints.iter().filter(|(_, known)| *known == Some(joint)).count();
    // No word is known to be cut in the whole document, many hyphens are known to belong: so do the others.
    let belong = count(Joint::CutWord) == 0 && count(Joint::Hyphen) >= ENOUGH_HYPHENS;
    let guess = if belong { Joint::Hyphen } else { Joint::CutWord };
    for ((place, line), joint) in &joints {
        texts[*place].0[*line].joint = joint.unwrap_or(guess);
    }
    for settled in joints.chunk_by(|a, b| a.0.0 == b.0.0) {
        let (lines, text) = &mut texts[settled[0].0.0];
        **text = joined(lines);
    }
}

/// How lines join that do so otherwise than with a space, by text and line; `None` where nothing tells.
fn joints(texts: &[&[Line]]) -> Vec<((usize, usize), Option<Joint>)> {
    // Asked only where a hyphen ends a line.
    let words = OnceCell::new();
    let mut joints = Vec::new();
    for (place, lines) in texts.iter().enumerate() {
        for (index, pair) in lines.windows(2).enumerate().filter(|(_, pair)| may_go_on(&pair[0])) {
            if addresses::goes_on(&pair[0], &pair[1]) {
                joints.push(((place, index), Some(Joint::Hyphen)));
            }
            if addresses::ends_in_one(&pair[0]) {
                continue;
            }
            let joint = words.get_or_init(|| Vocabulary::of(texts)).joint(&pair[0], &pair[1]);
            if joint != Some(Joint::Space) {
                joints.push(((place, index), joint));
            }
        }
    }
    joints
}

/// Whether a line may join the next one otherwise than with a space.
fn may_go_on(line: &Line) -> bool {
    line.text.trim_end().ends_with(is_hyphen) || addresses::ends_in_one(line)
}

/// The words of a document, with how often they stand there whole.
struct Vocabulary<'b> {
    counts: FxHashMap<Cow<'b, str>, u32>,
    /// Whether U+2010 stands within lines: where it only ends lines, it was put there to cut words.
    typographic_hyphen_within: bool,
    /// Whether words are cut by a sign of their own (U+2010, U+00AD): then a plain hyphen always belongs to its word.
    own_cutting_sign: bool,
    /// Whether lines end in hyphens so often that words are surely cut at will.
    hyphenated: bool,
}

impl<'b> Vocabulary<'b> {
    fn of(texts: &[&'b [Line]]) -> Self {
        let mut counts: FxHashMap<Cow<'b, str>, u32> = FxHashMap::default();
        // As printed; folded once each below.
        let mut printed: FxHashMap<&str, u32> = FxHashMap::default();
        let mut typographic_hyphen_within = false;
        let (mut typographic_ends, mut soft_ends) = (0, 0);
        let mut after_hyphen = false;
        let (mut lines, mut hyphen_ends) = (0, 0);
        for line in texts.iter().copied().flatten() {
            let text = line.text.trim_end();
            let end = text.chars().next_back().filter(|end| is_hyphen(*end));
            typographic_ends += usize::from(end == Some('\u{2010}'));
            soft_ends += usize::from(end == Some('\u{ad}'));
            typographic_hyphen_within |= text.trim_end_matches('\u{2010}').contains('\u{2010}');
            // Neither half of a cut word is a word.
            let mut is_half = after_hyphen;
            after_hyphen = end.is_some();
            lines += 1;
            hyphen_ends += usize::from(after_hyphen);
            for part in text.split(' ') {
                if let Some(word) = plain_word(part) {
                    if !std::mem::take(&mut is_half) {
                        *counts.entry(Cow::Borrowed(word)).or_default() += 1;
                    }
                    continue;
                }
                for word in part.split_whitespace() {
                    if !std::mem::take(&mut is_half) {
                        *printed.entry(word).or_default() += 1;
                    }
                }
            }
        }
        // Sums do not depend on the order of the words. One that is itself cut at the line's end is no evidence.
        for (word, count) in printed.into_iter().filter(|(word, _)| !word.ends_with(is_hyphen)) {
            let word = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
            for part in word.split(['\'', '/']) {
                match counts.get_mut(part) {
                    Some(sum) => *sum += count,
                    None => drop(counts.insert(Cow::Owned(part.to_owned()), count)),
                }
            }
        }
        let cut_by_it = soft_ends + if typographic_hyphen_within { 0 } else { typographic_ends };
        // One of many hyphens may have been set by another hand.
        let own_cutting_sign = cut_by_it > 0 && cut_by_it * 2 >= hyphen_ends;
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
        // The last word of a compound may itself be cut: `demi-jour-⏎née`.
        if last_part.len() < bare.len() && self.count(&format!("{last_part}{second}")) > 0 {
            return Some(Joint::CutWord);
        }
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

/// The word of a text without blanks that is nothing but a word in plain small letters, as most are: it folds to itself.
fn plain_word(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let end = bytes.iter().rposition(|byte| !matches!(byte, b',' | b'.' | b';' | b':' | b')'))? + 1;
    bytes[..end].iter().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9')).then(|| &text[..end])
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
        let cases: [(&[&str], &str, &str); 10] = [
            (&["une demi-jour-", "née"], "la journée", "une demi-journée"),
            (&["un Val-sur-", "mer"], "la mer", "un Val-sur-mer"),
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
    fn one_sign_among_many_hyphens_does_not_tell_that_those_belong() {
        let mut lines =
            vec!["Le programme aborde la patien\u{2010}", "ce, puis des titres numé-", "riques et des béné-"];
        lines.extend(["voles, encore des diplô-", "més en demi-", "journées."]);
        let whole = "Le programme aborde la patience, puis des titres numériques et des bénévoles, encore des diplômés en demi-journées.";
        assert_eq!(text_of(&lines, ""), whole);
        // Where the sign cuts the words, a hyphen is their own.
        let lines = ["la patien\u{2010}", "ce et les numé\u{2010}", "riques, les béné-", "voles"];
        assert_eq!(text_of(&lines, ""), "la patience et les numériques, les béné-voles");
    }

    #[test]
    fn words_that_fold_to_themselves_are_told_by_their_letters() {
        let cases =
            [("patient", Some("patient")), ("2026).", Some("2026")), ("...", None), ("l'eau", None), ("été", None)];
        for (text, word) in cases {
            assert_eq!(plain_word(text), word, "{text}");
        }
    }

    #[test]
    fn addresses_over_two_lines_join_without_a_blank() {
        for (lines, expected) in [
            (
                ["voir https://www.exemple.fr/fiches/", "metiers.html pour la suite"],
                "voir https://www.exemple.fr/fiches/metiers.html pour la suite",
            ),
            (["voir https://www.exemple.fr/les-", "fiches"], "voir https://www.exemple.fr/les-fiches"),
            (["voir https://www.exemple.fr", "/fiches?id=3"], "voir https://www.exemple.fr/fiches?id=3"),
            (["voir www.exemple.fr", "pour la suite"], "voir www.exemple.fr pour la suite"),
            (["voir www.exemple.fr.", "Les fiches"], "voir www.exemple.fr. Les fiches"),
        ] {
            assert_eq!(text_of(&lines, ""), expected);
        }
    }

    #[test]
    fn a_dash_between_spaces_is_no_hyphen() {
        assert_eq!(text_of(&["un dispositif -", "gratuit"], ""), "un dispositif - gratuit");
    }
}
