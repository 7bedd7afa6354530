//! Acronyms that published names set off in parentheses or between hyphens, beside the words they are made of.

use super::abbreviations::Abbreviations;
use super::name::words;
use crate::text::fold;

/// An acronym in a published name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Acronym {
    /// Folded.
    pub(super) folded: String,
    /// Whether it stands for the whole name, as "(IADE)" does; else for a place, a law or a subject in it.
    pub(super) is_name: bool,
    /// The words it is made of, where they stand before it: "centre hospitalier universitaire".
    pub(super) long: Option<String>,
}

/// The acronyms of a published name, and the name without them, for they say its words a second time.
pub(super) fn taken_out(printed: &str, abbreviations: &Abbreviations) -> (Vec<Acronym>, String) {
    let head = fold(printed).chars().next();
    let mut acronyms = Vec::new();
    let mut rest = String::with_capacity(printed.len());
    let mut end = 0;
    for (at, piece) in pieces(printed) {
        let before = printed[..at].trim_end();
        if !is_acronym(piece) || before.len() < 2 || !before.ends_with(['(', '-']) {
            continue;
        }
        let folded = fold(piece);
        let said = words(before, abbreviations);
        let from = said.len().checked_sub(piece.chars().count());
        let made_of = from
            .map(|from| &said[from..])
            .filter(|long| long.iter().filter_map(|word| word.folded.chars().next()).eq(folded.chars()));
        let long = made_of.map(|long| long.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" "));
        let is_part = long.is_some() && from > Some(0);
        acronyms.push(Acronym { is_name: folded.chars().next() == head && !is_part, folded, long });
        rest.push_str(&printed[end..at]);
        end = at + piece.len();
    }
    rest.push_str(&printed[end..]);
    // "Directeur / Directrice (IFSI)": here the acronym says what no other word does.
    if !acronyms.iter().any(|acronym| acronym.is_name) && words(&rest, abbreviations).len() <= 1 {
        printed.clone_into(&mut rest);
    }
    (acronyms, rest)
}

/// Whether a piece of printed text is two to six capitals.
pub(super) fn is_acronym(piece: &str) -> bool {
    (2..=6).contains(&piece.chars().count()) && piece.chars().all(char::is_uppercase)
}

/// The pieces of a printed name that may be acronyms, each with its place in bytes.
fn pieces(printed: &str) -> impl Iterator<Item = (usize, &str)> {
    printed.split([' ', '(', ')', '-', '/', ',']).scan(0, |next, piece| {
        let at = *next;
        // Each sign between two pieces is one byte.
        *next += piece.len() + 1;
        Some((at, piece))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_of_names_and_of_places() {
        for (name, acronym, is_name, long, rest) in [
            (
                "Infirmier / Infirmière anesthésiste (IADE)",
                "iade",
                true,
                None,
                "Infirmier / Infirmière anesthésiste ()",
            ),
            (
                "Auxiliaire de Vie Sociale -AVS-",
                "avs",
                true,
                Some("auxiliaire vie sociale"),
                "Auxiliaire de Vie Sociale --",
            ),
            (
                "Directeur de Centre Hospitalier Universitaire (CHU)",
                "chu",
                false,
                Some("centre hospitalier universitaire"),
                "Directeur de Centre Hospitalier Universitaire ()",
            ),
            (
                "Formateur de Français Langue Etrangère - FLE -",
                "fle",
                false,
                Some("francais langue etrangere"),
                "Formateur de Français Langue Etrangère -  -",
            ),
            ("Directeur / Directrice (IFSI)", "ifsi", false, None, "Directeur / Directrice (IFSI)"),
        ] {
            let (acronyms, without) = taken_out(name, &Abbreviations::built_in());
            let expected = Acronym { folded: acronym.to_owned(), is_name, long: long.map(str::to_owned) };
            assert_eq!((acronyms, without.as_str()), (vec![expected], rest), "{name}");
        }
        assert!(taken_out("Poseur aluminium et PVC", &Abbreviations::built_in()).0.is_empty());
    }
}
