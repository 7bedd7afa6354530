//! The root of a French word: what its feminine, masculine and plural forms have in common.
//!
//! Rules on endings alone, after the inflection of names of jobs (`-teur/-trice`, `-eur/-euse`, `-ier/-ière`,
//! `-ien/-ienne`, `-if/-ive`, `-al/-aux`). What a root looks like does not matter, only that the forms of one word share
//! it and that other words do not. The stems of [`forms`](crate::text::forms), which texts are compared by, also fold
//! `-iste`, `-ologue`, `-ique` or `-ation`: these tell one job from another, and names would be matched with the wrong code.

use crate::text::forms::singular;

/// Words of fewer letters have no ending to take off.
const SHORTEST: usize = 4;

/// The root of a folded word (lower case, no accents).
#[must_use]
pub(super) fn root(word: &str) -> String {
    if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let word = singular(word);
    // "maitresse" is the feminine of "maitre".
    let word = word.strip_suffix("tresse").map(|start| format!("{start}tre")).unwrap_or(word);
    let bare = word.trim_end_matches('e');
    // "gare", "cave": what is left of a short word is another one's.
    if bare.len() < SHORTEST && !word.ends_with("ee") {
        return word;
    }
    masculine(single_end(bare))
}

/// "technicienn" → "technicien", "cheff" → "chef", "professionnell" → "professionnel".
fn single_end(word: &str) -> &str {
    let bytes = word.as_bytes();
    match bytes {
        [.., before, last] if before == last && !matches!(last, b'a' | b'e' | b'i' | b'o' | b'u') => {
            &word[..word.len() - 1]
        }
        _ => word,
    }
}

/// The masculine of a word whose last `e` is off: "educatric" → "educateur", "vendeus" → "vendeur".
fn masculine(word: &str) -> String {
    for (feminine, masculine) in [
        ("tric", "teur"),
        ("dric", "deur"),
        ("teus", "teur"),
        ("eus", "eur"),
        ("iv", "if"),
        ("iqu", "ic"),
        ("cqu", "c"),
    ] {
        if let Some(start) = word.strip_suffix(feminine).filter(|start| start.len() >= 2) {
            return format!("{start}{masculine}");
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::root;

    #[test]
    fn forms_of_one_word_share_a_root() {
        for forms in [
            &["infirmier", "infirmiere", "infirmiers", "infirmieres"][..],
            &["educateur", "educatrice", "educateurs", "educatrices"],
            &["coiffeur", "coiffeuse", "coiffeuses"],
            &["technicien", "technicienne", "techniciennes"],
            &["medical", "medicale", "medicaux", "medicales"],
            &["specialise", "specialisee", "specialises", "specialisees"],
            &["soignant", "soignante", "soignantes"],
            &["sportif", "sportive", "sportifs"],
            &["professionnel", "professionnelle", "professionnels"],
            &["chef", "cheffe", "chefs"],
            &["maitre", "maitresse", "maitres"],
            &["public", "publique", "publics"],
            &["ambassadeur", "ambassadrice"],
            &["patron", "patronne"],
            &["niveau", "niveaux"],
            &["service", "services"],
            &["employe", "employee", "employees"],
        ] {
            let roots: Vec<String> = forms.iter().map(|form| root(form)).collect();
            assert!(roots.iter().all(|found| *found == roots[0]), "{forms:?} {roots:?}");
        }
    }

    #[test]
    fn other_words_do_not() {
        for (one, other) in [
            ("psychologue", "psychologie"),
            ("ergotherapeute", "ergotherapie"),
            ("pharmacien", "pharmacie"),
            ("chirurgien", "chirurgie"),
            ("psychiatre", "psychiatrie"),
            ("assistant", "assistance"),
            ("infirmier", "infirmerie"),
            ("dentiste", "dentaire"),
            ("soignant", "soin"),
            ("cafe", "caf"),
            ("acces", "ac"),
        ] {
            assert_ne!(root(one), root(other), "{one} {other}");
        }
    }

    #[test]
    fn short_words_and_codes_stay() {
        for word in ["as", "bus", "3d", "h24", ""] {
            assert_eq!(root(word), word);
        }
    }
}
