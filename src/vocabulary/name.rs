//! The name of a job → its words: double forms, inclusive spellings and small words are taken out.

use super::abbreviations::Abbreviations;
use super::root::root;
use crate::text::forms::plain_forms;

/// A word of a name that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded, as the name has it.
    pub(super) folded: String,
    /// See [`root`].
    pub(super) root: String,
}

/// Words that say nothing of the job.
const SMALL_WORDS: &[&str] = &[
    "a", "and", "au", "aux", "avec", "ces", "chez", "d", "dans", "de", "des", "dit", "dite", "du", "en", "et", "f",
    "for", "h", "in", "l", "la", "le", "les", "leur", "ne", "of", "ou", "par", "pour", "qu", "sa", "se", "ses", "sous",
    "sur", "the", "un", "une", "vers",
];

/// First parts of compounds that are also printed as words of their own: "médico social", "bio nettoyage".
const FIRST_PARTS: &[&str] = &[
    "bio", "cardio", "electro", "gastro", "geronto", "medico", "neuro", "oto", "podo", "psycho", "rhino", "socio",
    "tele",
];

/// Words of a text that are read: far more than any name has.
const MOST_WORDS: usize = 1000;

/// The words of a name, each once, in order.
pub(super) fn words(name: &str, abbreviations: &Abbreviations) -> Vec<Word> {
    let plain = plain_forms(name);
    let mut words: Vec<Word> = Vec::new();
    let mut pieces =
        plain.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|piece| !piece.is_empty()).peekable();
    while let Some(piece) = pieces.next()
        && words.len() < MOST_WORDS
    {
        let mut piece = piece.trim_matches('-').to_owned();
        if FIRST_PARTS.contains(&piece.as_str())
            && let Some(next) = pieces.next_if(|next| next.len() > 3)
        {
            piece.push('-');
            piece.push_str(next);
        }
        for folded in parts(&piece) {
            if SMALL_WORDS.contains(&folded.as_str()) {
                continue;
            }
            let root = abbreviations.spelling(&folded).map_or_else(|| root(&folded), str::to_owned);
            // "diplômé d'État" is of the law, not of the job.
            if root == "etat" && words.last().is_some_and(|word| word.root == "diplom") {
                words.pop();
            } else if !words.iter().any(|word| word.root == root) {
                words.push(Word { folded, root });
            }
        }
    }
    words
}

/// The parts of a word with hyphens: "aide-soignant" is two, "médico-social" and "e-santé" are one.
fn parts(piece: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut open = false;
    for part in piece.split('-').filter(|part| !part.is_empty()) {
        match parts.last_mut() {
            Some(last) if open => last.push_str(part),
            _ => parts.push(part.to_owned()),
        }
        open = part == "e" || part == "tele" || (part.len() >= 3 && part.ends_with('o'));
    }
    parts
}

/// The two sides of a double form, each as a whole name: "Barman / Barmaid de nuit" is "Barman de nuit" and "Barmaid de
/// nuit". One where both begin with one word: their words together are the name's.
pub(super) fn sides(name: &str, abbreviations: &Abbreviations) -> Vec<Vec<Word>> {
    let all = words(name, abbreviations);
    let Some((left, right)) = name.split_once(" / ") else {
        return vec![all];
    };
    let (left, right) = (words(left, abbreviations), words(right, abbreviations));
    match (left.first(), right.first()) {
        (Some(one), Some(other)) if one.root != other.root => {
            if left.len() == 1 {
                let completed = left.iter().chain(&right[1..]).cloned().collect();
                vec![completed, right]
            } else {
                vec![left, right]
            }
        }
        _ => vec![all],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots(name: &str) -> Vec<String> {
        words(name, &Abbreviations::built_in()).into_iter().map(|word| word.root).collect()
    }

    #[test]
    fn spellings_of_one_name_have_the_same_words() {
        let all = [
            "Infirmier / Infirmière coordinateur",
            "Infirmier(ère) coordinateur(trice)",
            "infirmier·ère·s coordonnateur·rice·s",
            "Les infirmières coordinatrices (H/F)",
            "INFIRMIER/ÈRE COORDONNATEUR/TRICE",
            "L’infirmier-e coordinateur.rice",
            "Infirmier Diplômé d’État coordinateur",
        ];
        for name in all {
            assert_eq!(roots(name), roots(all[0]), "{name}");
        }
        assert_eq!(roots("Aides-soignants"), roots("aide soignante"));
        for name in ["médico-sociale", "médicosocial", "Médico social"] {
            assert_eq!(roots(name), ["medicosocial"], "{name}");
        }
        assert_eq!(roots("Chargé d’e-santé"), ["charg", "esant"]);
    }

    #[test]
    fn double_forms_are_completed() {
        let sides = |name: &str| {
            let all = sides(name, &Abbreviations::built_in());
            all.into_iter().map(|side| side.into_iter().map(|word| word.folded).collect::<Vec<_>>().join(" ")).collect()
        };
        let found: Vec<String> = sides("Barman / Barmaid de nuit");
        assert_eq!(found, ["barman nuit", "barmaid nuit"]);
        let found: Vec<String> = sides("Homme sage-femme / Sage-femme");
        assert_eq!(found, ["homme sage femme", "sage femme"]);
        let found: Vec<String> = sides("Agent social / Agente sociale de secteur");
        assert_eq!(found, ["agent social secteur"]);
    }
}
